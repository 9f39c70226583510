//! How raw files are read and tokenised.

use super::names::none_of;
use super::text;
use serde::{Deserialize, Serialize};
use siyaq_reader::{
    DateOrder, Encoding, Format, Header, PathFields, Quoting, ReaderOptions, Split,
};
use siyaq_token::{Newline, TokenizerOptions};
use siyaq_types::FieldSpec;

/// Options that say how raw files become documents. They mean nothing for a corpus, which was read
/// already.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "clap", derive(clap::Args))]
#[serde(default)]
#[non_exhaustive]
#[cfg_attr(feature = "clap", command(next_help_heading = "Reading raw files"))]
pub struct ReadingOptions {
    /// How records are written: auto, text, jsonl, csv, tsv, conllu, vertical
    #[cfg_attr(
        feature = "clap",
        arg(long, value_name = "FORMAT", default_value = "auto", hide_short_help = true)
    )]
    #[serde(with = "text")]
    pub input_format: Format,

    /// The character encoding: auto, utf-8, utf-16le, utf-16be, windows-1256, iso-8859-6
    #[cfg_attr(
        feature = "clap",
        arg(long, value_name = "NAME", default_value = "auto", hide_short_help = true)
    )]
    #[serde(with = "text")]
    pub encoding: Encoding,

    /// What one document is in plain text: the file, each line, or each block between blank lines
    #[cfg_attr(
        feature = "clap",
        arg(long, value_name = "file|line|blank", default_value = "file", hide_short_help = true)
    )]
    #[serde(with = "text")]
    pub split: Split,

    /// The field or column that holds the text
    #[cfg_attr(
        feature = "clap",
        arg(long, value_name = "NAME", default_value = "text", hide_short_help = true)
    )]
    pub text_field: String,

    /// The field or column that holds the id of the document
    #[cfg_attr(
        feature = "clap",
        arg(long, value_name = "NAME", default_value = "id", hide_short_help = true)
    )]
    pub id_field: String,

    /// The field that holds the title: it is indexed as the first paragraph, and kept as metadata
    #[cfg_attr(feature = "clap", arg(long, value_name = "NAME", hide_short_help = true))]
    pub title_field: Option<String>,

    /// The columns of vertical text in order, joined by commas, one of them word: word,lemma,pos. Each
    /// other becomes a layer
    #[cfg_attr(
        feature = "clap",
        arg(long, value_name = "COLUMNS", value_delimiter = ',', hide_short_help = true)
    )]
    #[serde(with = "text::list")]
    pub columns: Vec<String>,

    /// Metadata fields to keep, joined by commas: NAME, NAME:int or NAME:date
    #[cfg_attr(
        feature = "clap",
        arg(long, value_name = "FIELDS", value_delimiter = ',', hide_short_help = true)
    )]
    #[serde(with = "text::list")]
    pub meta: Vec<FieldSpec>,

    /// Metadata fields that stand in the paths of the files: '{country}/{date:date}/{id}.txt', below
    /// the folder that is read
    #[cfg_attr(feature = "clap", arg(long, value_name = "PATTERN", hide_short_help = true))]
    #[serde(with = "text::option")]
    pub meta_path: Option<PathFields>,

    /// The tables have no header; their columns are called 1, 2, 3 …
    #[cfg_attr(feature = "clap", arg(long, hide_short_help = true))]
    pub no_header: bool,

    /// What separates the fields of CSV and TSV: one sign, or tab. Unless given: what a first line
    /// such as sep=; says, otherwise the comma or the tab, or the sign of , ; tab | that parts a
    /// header with the text field in it
    #[cfg_attr(feature = "clap", arg(long, value_name = "SIGN", value_parser = delimiter, hide_short_help = true))]
    pub delimiter: Option<char>,

    /// Quotation marks mean nothing in CSV: every line is a record, as it is in TSV
    #[cfg_attr(feature = "clap", arg(long, hide_short_help = true, conflicts_with = "quotes"))]
    pub no_quotes: bool,

    /// Quotation marks around a field of a TSV quote it, as in CSV
    #[cfg_attr(feature = "clap", arg(long, hide_short_help = true))]
    pub quotes: bool,

    /// What comes first in dates such as 05/01/2024: auto (what the whole column shows; where it
    /// shows nothing they are left out and told), dmy, mdy
    #[cfg_attr(
        feature = "clap",
        arg(long, value_name = "auto|dmy|mdy", default_value = "auto", hide_short_help = true)
    )]
    #[serde(with = "text")]
    pub date_order: DateOrder,

    /// Skip, and count, records longer than this: a number of bytes, with K, M or G after it
    #[cfg_attr(feature = "clap", arg(long, value_name = "SIZE", default_value = "256M", value_parser = size,
        hide_short_help = true))]
    pub record_limit: u64,

    /// Stop at the first bad record instead of skipping and counting it
    #[cfg_attr(feature = "clap", arg(long, hide_short_help = true))]
    pub strict: bool,

    /// What a line break means: paragraph, blank-line (only empty lines part paragraphs), space
    #[cfg_attr(feature = "clap", arg(long, value_name = "MEANING", default_value = "paragraph", value_parser = newline,
        hide_short_help = true))]
    #[serde(with = "line_breaks")]
    pub newline: Newline,

    /// Let ؛ and ; end a sentence
    #[cfg_attr(feature = "clap", arg(long, hide_short_help = true))]
    pub break_on_semicolon: bool,

    /// Let : end a sentence
    #[cfg_attr(feature = "clap", arg(long, hide_short_help = true))]
    pub break_on_colon: bool,

    /// Make each sign of a run such as !!! a token of its own
    #[cfg_attr(feature = "clap", arg(long, hide_short_help = true))]
    pub no_collapse: bool,
}

/// A separator: one character, or the name of the tab.
#[cfg(feature = "clap")]
fn delimiter(text: &str) -> Result<char, String> {
    let mut letters = text.chars();
    match (letters.next(), letters.next()) {
        (Some(letter), None) if letter.is_ascii() => Ok(letter),
        _ if text == "tab" || text == "\\t" => Ok('\t'),
        _ => Err("write one ASCII sign such as ; or | or the word tab".to_owned()),
    }
}

/// A number of bytes.
#[cfg(feature = "clap")]
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

/// The names of line breaks.
mod line_breaks {
    use super::{Newline, newline};
    use serde::de::Error as _;
    use serde::{Deserialize, Deserializer, Serializer};

    pub(super) fn serialize<S: Serializer>(breaks: &Newline, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(breaks.name())
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Newline, D::Error> {
        newline(&String::deserialize(from)?).map_err(D::Error::custom)
    }
}

impl Default for ReadingOptions {
    fn default() -> Self {
        let reader = ReaderOptions::default();
        Self {
            input_format: Format::Auto,
            encoding: Encoding::Auto,
            split: reader.split,
            text_field: reader.text_field,
            id_field: reader.id_field,
            title_field: reader.title_field,
            columns: Vec::new(),
            meta: Vec::new(),
            meta_path: None,
            no_header: false,
            delimiter: None,
            no_quotes: false,
            quotes: false,
            date_order: reader.date_order,
            record_limit: reader.record_limit,
            strict: reader.strict,
            newline: Newline::default(),
            break_on_semicolon: false,
            break_on_colon: false,
            no_collapse: false,
        }
    }
}

impl ReadingOptions {
    /// The names of these options in a request.
    #[must_use]
    pub fn names() -> Vec<String> {
        // Fields of a structure always make an object.
        match serde_json::to_value(Self::default()) {
            Ok(serde_json::Value::Object(fields)) => {
                fields.into_iter().map(|(name, _)| name).collect()
            }
            _ => Vec::new(),
        }
    }

    /// The options of the reader.
    #[must_use]
    pub fn reader_options(&self) -> ReaderOptions {
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
            .columns(self.columns.clone())
            .path_fields(self.meta_path.clone())
            .strict(self.strict)
    }

    /// The options of the tokeniser.
    #[must_use]
    pub fn tokenizer_options(&self) -> TokenizerOptions {
        TokenizerOptions::default()
            .newline(self.newline)
            .collapse_runs(!self.no_collapse)
            .break_on_semicolon(self.break_on_semicolon)
            .break_on_colon(self.break_on_colon)
    }
}
