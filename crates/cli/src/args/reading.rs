//! How raw files are read and tokenised.

use super::names::none_of;
use clap::{Arg, Args, Command};
use siyaq::reader::{
    DateOrder, Encoding, Format, Header, PathFields, Quoting, ReaderOptions, Split,
};
use siyaq::token::{Newline, TokenizerOptions};
use siyaq::types::FieldSpec;

const HEADING: &str = "Reading raw files";

/// Options that say how raw files become documents. They mean nothing for a corpus, which was read
/// already.
#[derive(Clone, Debug, Args)]
#[command(next_help_heading = HEADING)]
pub(crate) struct ReadingArgs {
    /// How records are written: auto, text, jsonl, csv, tsv
    #[arg(long, value_name = "FORMAT", default_value = "auto", hide_short_help = true)]
    pub(crate) input_format: Format,

    /// The character encoding: auto, utf-8, utf-16le, utf-16be, windows-1256, iso-8859-6
    #[arg(long, value_name = "NAME", default_value = "auto", hide_short_help = true)]
    pub(crate) encoding: Encoding,

    /// What one document is in plain text: the file, each line, or each block between blank lines
    #[arg(long, value_name = "file|line|blank", default_value = "file", hide_short_help = true)]
    pub(crate) split: Split,

    /// The field or column that holds the text
    #[arg(long, value_name = "NAME", default_value = "text", hide_short_help = true)]
    pub(crate) text_field: String,

    /// The field or column that holds the id of the document
    #[arg(long, value_name = "NAME", default_value = "id", hide_short_help = true)]
    pub(crate) id_field: String,

    /// The field that holds the title: it is indexed as the first paragraph, and kept as metadata
    #[arg(long, value_name = "NAME", hide_short_help = true)]
    pub(crate) title_field: Option<String>,

    /// Metadata fields to keep, joined by commas: NAME, NAME:int or NAME:date
    #[arg(long, value_name = "FIELDS", value_delimiter = ',', hide_short_help = true)]
    pub(crate) meta: Vec<FieldSpec>,

    /// Metadata fields that stand in the paths of the files: '{country}/{date:date}/{id}.txt', below
    /// the folder that is read
    #[arg(long, value_name = "PATTERN", hide_short_help = true)]
    pub(crate) meta_path: Option<PathFields>,

    /// The tables have no header; their columns are called 1, 2, 3 …
    #[arg(long, hide_short_help = true)]
    pub(crate) no_header: bool,

    /// What separates the fields of CSV and TSV: one sign, or tab. Unless given: what a first line
    /// such as sep=; says, otherwise the comma or the tab, or the sign of , ; tab | that parts a
    /// header with the text field in it
    #[arg(long, value_name = "SIGN", value_parser = delimiter, hide_short_help = true)]
    pub(crate) delimiter: Option<char>,

    /// Quotation marks mean nothing in CSV: every line is a record, as it is in TSV
    #[arg(long, hide_short_help = true, conflicts_with = "quotes")]
    pub(crate) no_quotes: bool,

    /// Quotation marks around a field of a TSV quote it, as in CSV
    #[arg(long, hide_short_help = true)]
    pub(crate) quotes: bool,

    /// What comes first in dates such as 05/01/2024: auto (what the whole column shows; where it
    /// shows nothing they are left out and told), dmy, mdy
    #[arg(long, value_name = "auto|dmy|mdy", default_value = "auto", hide_short_help = true)]
    pub(crate) date_order: DateOrder,

    /// Skip, and count, records longer than this: a number of bytes, with K, M or G after it
    #[arg(long, value_name = "SIZE", default_value = "256M", value_parser = size,
        hide_short_help = true)]
    pub(crate) record_limit: u64,

    /// Stop at the first bad record instead of skipping and counting it
    #[arg(long, hide_short_help = true)]
    pub(crate) strict: bool,

    /// What a line break means: paragraph, blank-line (only empty lines part paragraphs), space
    #[arg(long, value_name = "MEANING", default_value = "paragraph", value_parser = newline,
        hide_short_help = true)]
    pub(crate) newline: Newline,

    /// Let ؛ and ; end a sentence
    #[arg(long, hide_short_help = true)]
    pub(crate) break_on_semicolon: bool,

    /// Let : end a sentence
    #[arg(long, hide_short_help = true)]
    pub(crate) break_on_colon: bool,

    /// Make each sign of a run such as !!! a token of its own
    #[arg(long, hide_short_help = true)]
    pub(crate) no_collapse: bool,
}

/// A separator: one character, or the name of the tab.
fn delimiter(text: &str) -> Result<char, String> {
    let mut letters = text.chars();
    match (letters.next(), letters.next()) {
        (Some(letter), None) if letter.is_ascii() => Ok(letter),
        _ if text == "tab" || text == "\\t" => Ok('\t'),
        _ => Err("write one ASCII sign such as ; or | or the word tab".to_owned()),
    }
}

/// A number of bytes.
fn size(text: &str) -> Result<u64, String> {
    let digits = text.trim_end_matches(|letter: char| !letter.is_ascii_digit());
    let unit = text.get(digits.len()..).unwrap_or_default();
    let shift = match unit.to_ascii_uppercase().as_str() {
        "" | "B" => Some(0),
        "K" | "KB" | "KIB" => Some(10),
        "M" | "MB" | "MIB" => Some(20),
        "G" | "GB" | "GIB" => Some(30),
        _ => None,
    };
    let bytes = digits.parse::<u64>().ok().zip(shift);
    let bytes = bytes.and_then(|(number, shift)| number.checked_mul(1 << shift));
    bytes.filter(|bytes| *bytes > 0).ok_or_else(|| "write a size such as 256M or 1G".to_owned())
}

fn newline(name: &str) -> Result<Newline, String> {
    let names = Newline::ALL.map(Newline::name).join(", ");
    let found = Newline::ALL.into_iter().find(|newline| newline.name() == name);
    found.ok_or_else(|| none_of(name, &names))
}

impl ReadingArgs {
    /// The names of these options, as they are written.
    pub(crate) fn names() -> Vec<String> {
        let command = Self::augment_args(Command::new("reading"));
        let longs = command.get_arguments().filter_map(Arg::get_long);
        longs.map(|long| format!("--{long}")).collect()
    }

    /// The options of the reader.
    pub(crate) fn reader_options(&self) -> ReaderOptions {
        ReaderOptions::default()
            .format(self.input_format)
            .encoding(self.encoding)
            .split(self.split)
            .header(if self.no_header { Header::None } else { Header::First })
            .quoting(match (self.quotes, self.no_quotes) {
                (true, _) => Quoting::Quoted,
                (_, true) => Quoting::Plain,
                _ => Quoting::Auto,
            })
            .delimiter(self.delimiter)
            .date_order(self.date_order)
            .record_limit(self.record_limit)
            .text_field(&self.text_field)
            .id_field(&self.id_field)
            .title_field(self.title_field.clone())
            .fields(self.meta.clone())
            .path_fields(self.meta_path.clone())
            .strict(self.strict)
    }

    /// The options of the tokeniser.
    pub(crate) fn tokenizer_options(&self) -> TokenizerOptions {
        TokenizerOptions::default()
            .newline(self.newline)
            .collapse_runs(!self.no_collapse)
            .break_on_semicolon(self.break_on_semicolon)
            .break_on_colon(self.break_on_colon)
    }
}
