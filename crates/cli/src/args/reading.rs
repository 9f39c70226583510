//! How raw files are read and tokenised.

use super::names::none_of;
use clap::{Arg, Args, Command};
use siyaq::reader::{Encoding, Format, Header, Quoting, ReaderOptions, Split};
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

    /// The tables have no header; their columns are called 1, 2, 3 …
    #[arg(long, hide_short_help = true)]
    pub(crate) no_header: bool,

    /// Quotation marks mean nothing in CSV and TSV: every line is a record
    #[arg(long, hide_short_help = true)]
    pub(crate) no_quotes: bool,

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
            .quoting(if self.no_quotes { Quoting::Plain } else { Quoting::Quoted })
            .text_field(&self.text_field)
            .id_field(&self.id_field)
            .title_field(self.title_field.clone())
            .fields(self.meta.clone())
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
