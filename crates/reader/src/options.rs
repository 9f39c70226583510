//! What a person can choose about reading.

use crate::path_fields::PathFields;
use siyaq_types::{FieldSpec, MetaValue, did_you_mean};
use std::fmt;
use std::str::FromStr;

/// A word that is no value of an option.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ParseOptionError {
    what: &'static str,
    found: String,
    expected: String,
}

impl fmt::Display for ParseOptionError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let near = did_you_mean(&self.found, self.expected.split(", "));
        write!(f, "{:?} is no {}: write one of {}{near}", self.found, self.what, self.expected)
    }
}

impl std::error::Error for ParseOptionError {}

/// Gives an enum its names, the list of its values, and reading from and writing as a name.
macro_rules! named {
    ($type:ident, $what:literal, $($value:ident => $name:literal),+ $(,)?) => {
        impl $type {
            /// Every value, in the order of the declaration.
            pub const ALL: &[Self] = &[$(Self::$value),+];

            /// The name in options and manifests.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self { $(Self::$value => $name),+ }
            }
        }

        impl fmt::Display for $type {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.pad(self.name())
            }
        }

        impl FromStr for $type {
            type Err = ParseOptionError;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                let word = text.trim().to_ascii_lowercase();
                let known = Self::ALL.iter().copied().find(|value| value.name() == word);
                known.or_else(|| Self::by_alias(&word)).ok_or_else(|| ParseOptionError {
                    what: $what,
                    found: text.to_owned(),
                    expected: Self::ALL.iter().map(|v| v.name()).collect::<Vec<_>>().join(", "),
                })
            }
        }
    };
}

/// How the records of a file are written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Format {
    /// Told for each file by its content, then by its name: a file that begins with a JSON object
    /// is JSONL, and one that begins with a line of ten fields as CoNLL-U has them is that; otherwise the
    /// extension decides (`jsonl`, `ndjson`, `json`, `csv`, `tsv`, `conllu`, `conllup`, `conll`, `vert`, `vrt`,
    /// `vertical`, with or without `gz` or `zst` after it); everything else is plain text,
    /// except that a file that begins as XML, HTML or RTF is refused: name the format of such a text.
    #[default]
    Auto,
    /// Plain text, cut into documents by [`Split`].
    Text,
    /// One JSON object on each line; blank lines count for nothing.
    ///
    /// Numbers and truth values in fields of strings become their text as it is written; null is
    /// a missing value. Where a key occurs twice in an object, the last value holds.
    Jsonl,
    /// Comma-separated values, RFC 4180; blank lines count for nothing.
    ///
    /// An empty cell is a missing value, except that an empty text is an empty text. Where two
    /// columns have one name, the last holds. A first line `sep=;`, which spreadsheets write, names
    /// the separator and is no record; the header is none where it stands again, as in files that were
    /// joined. Text after a closing quotation mark is joined to the field, marks after white space are
    /// letters: both are problems.
    Csv,
    /// Tab-separated values: each line is a record, and quotation marks mean nothing unless
    /// [`Quoting`] says so.
    Tsv,
    /// CoNLL-U: a syntactic word a line with ten fields, sentences parted by blank lines.
    ///
    /// The tokens are the words, with the columns `lemma`, `upos`, `xpos`, `feats` and `deprel`; words
    /// that are not written (empty nodes such as `8.1`) are left out, and a document that has no others
    /// is a problem. A multiword token is a range `mwt` with its `form`. A sentence is a range `s`:
    /// `sent_id` is its `id`, other comments are attributes under their names, those without a value are
    /// joined as `comment`. `newpar` opens a range `p`. Each `newdoc` starts a document, also where it
    /// has the id of an earlier one; `newdoc NAME` and `meta::NAME` are attributes of it.
    ///
    /// Words are numbered from 1 in each sentence. Where they begin anew without a blank line, a sentence
    /// ends; that, numbers that are left out or come twice, and a range whose words do not follow it
    /// are problems. So are a comment that a sentence has twice, of which the last is read, and a
    /// `sent_id` that an earlier sentence of the file has; of the first two million sentences the ids
    /// are remembered. The columns are those of CoNLL-U: others that `global.columns` names are a
    /// problem.
    Conllu,
    /// The vertical format of CWB and NoSketch Engine: a token a line, its columns parted by tabs and
    /// named by [`ReaderOptions::columns`]; XML tags on lines without words.
    ///
    /// A line is tags where there is nothing else on it: one tag or several, indented or not, with the
    /// values of attributes in quotation marks or, without white space, bare. Comments, declarations and
    /// processing instructions that end on their line are left out. A line that begins as a tag does,
    /// cannot be read as one and does not have all its columns is a word and a problem: a `<` that
    /// begins no tag is written `&lt;`. `<`, `<3` and `<-` are words. The five entities of XML stand for
    /// their signs; another one in a word, or a tag behind it such as `كتاب</s>`, is taken as letters
    /// and a problem.
    ///
    /// The documents are the elements `<doc>`, or `<text>` where a file has that first; a `<text>`
    /// around the first `<doc>`, with no word between, is no document. They have their attributes as
    /// metadata; words outside of all are a document as well. That one document has several elements
    /// of the other name is a problem. `<s>` and `<p>` also part sentences and paragraphs, `<g/>` says
    /// that no space lies before the next token, and every other element is a structure of its name.
    /// Elements around documents are left out. What is not closed, closes nothing or has an attribute
    /// twice is a problem.
    ///
    /// These five, `doc`, `text`, `s`, `p` and `g`, mean the same in capitals, and a structure `<S>` is
    /// called `s`: many corpora have `<DOC>`, which would be no document otherwise. The names of all
    /// other elements, and of all attributes, are as they are written: `<Head>` is not closed by
    /// `</head>`.
    Vertical,
}

impl Format {
    fn by_alias(word: &str) -> Option<Self> {
        match word {
            "txt" => Some(Self::Text),
            "ndjson" | "json" => Some(Self::Jsonl),
            "tab" => Some(Self::Tsv),
            "conll-u" => Some(Self::Conllu),
            "vert" | "vrt" => Some(Self::Vertical),
            _ => None,
        }
    }
}

named!(
    Format, "format",
    Auto => "auto",
    Text => "text",
    Jsonl => "jsonl",
    Csv => "csv",
    Tsv => "tsv",
    Conllu => "conllu",
    Vertical => "vertical",
);

/// The character encoding of a file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Encoding {
    /// Told for each file by its byte-order mark or its first bytes.
    #[default]
    Auto,
    /// UTF-8, with or without a byte-order mark.
    Utf8,
    /// UTF-16, the low byte first.
    Utf16Le,
    /// UTF-16, the high byte first.
    Utf16Be,
    /// windows-1256, the Arabic code page of Windows.
    Windows1256,
    /// ISO-8859-6, also known as ASMO 708.
    Iso8859_6,
}

impl Encoding {
    fn by_alias(word: &str) -> Option<Self> {
        let known = encoding_rs::Encoding::for_label(word.as_bytes())?;
        match known.name() {
            "UTF-8" => Some(Self::Utf8),
            "UTF-16LE" => Some(Self::Utf16Le),
            "UTF-16BE" => Some(Self::Utf16Be),
            "windows-1256" => Some(Self::Windows1256),
            "ISO-8859-6" => Some(Self::Iso8859_6),
            _ => None,
        }
    }
}

named!(
    Encoding, "encoding",
    Auto => "auto",
    Utf8 => "utf-8",
    Utf16Le => "utf-16le",
    Utf16Be => "utf-16be",
    Windows1256 => "windows-1256",
    Iso8859_6 => "iso-8859-6",
);

/// What is one document in a file of plain text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Split {
    /// The whole file.
    #[default]
    File,
    /// Each line that is not blank.
    Line,
    /// Each block of lines between blank lines.
    Blank,
}

impl Split {
    fn by_alias(_: &str) -> Option<Self> {
        None
    }
}

named!(Split, "split", File => "file", Line => "line", Blank => "blank");

/// Whether a table begins with the names of its columns.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Header {
    /// The first record holds the names.
    #[default]
    First,
    /// There are no names: the columns are called `1`, `2`, `3` and so on.
    None,
}

impl Header {
    fn by_alias(_: &str) -> Option<Self> {
        None
    }
}

named!(Header, "header", First => "first", None => "none");

/// What a quotation mark at the start of a field of a table means.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Quoting {
    /// In CSV as [`Quoted`](Self::Quoted), in TSV as [`Plain`](Self::Plain).
    #[default]
    Auto,
    /// The field is quoted: it goes on to the closing mark, over line ends and separators, and a
    /// doubled mark inside stands for one.
    Quoted,
    /// Nothing: each line is a record.
    Plain,
}

impl Quoting {
    fn by_alias(_: &str) -> Option<Self> {
        None
    }
}

named!(Quoting, "quoting", Auto => "auto", Quoted => "quoted", Plain => "plain");

/// What comes first in dates such as 05/01/2024.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum DateOrder {
    /// Not known: the value is an [`UnorderedDate`](siyaq_types::UnorderedDate), and whoever has the
    /// whole column may tell from it. No date is guessed by itself.
    #[default]
    Auto,
    /// The day: 5 January 2024.
    DayFirst,
    /// The month: 1 May 2024.
    MonthFirst,
}

impl DateOrder {
    /// A date in this order; `None` where there is no such day.
    pub(crate) fn apply(self, value: MetaValue) -> Option<MetaValue> {
        match (value, self) {
            (MetaValue::UnorderedDate(date), Self::DayFirst) => {
                date.day_first().map(MetaValue::Date)
            }
            (MetaValue::UnorderedDate(date), Self::MonthFirst) => {
                date.month_first().map(MetaValue::Date)
            }
            (value, _) => Some(value),
        }
    }

    fn by_alias(_: &str) -> Option<Self> {
        None
    }
}

named!(DateOrder, "order of dates", Auto => "auto", DayFirst => "dmy", MonthFirst => "mdy");

/// Options of a [`Reader`](crate::Reader).
///
/// ```
/// use siyaq_reader::{Format, ReaderOptions};
///
/// let options = ReaderOptions::default()
///     .format(Format::Jsonl)
///     .title_field(Some("title".to_owned()))
///     .fields(vec!["source".parse().unwrap(), "date:date".parse().unwrap()]);
/// assert_eq!(options.text_field, "text");
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct ReaderOptions {
    /// How records are written.
    pub format: Format,
    /// The character encoding of the files.
    pub encoding: Encoding,
    /// What is a document in plain text.
    pub split: Split,
    /// Whether CSV and TSV begin with the names of the columns.
    pub header: Header,
    /// What a quotation mark means in CSV and TSV.
    pub quoting: Quoting,
    /// What separates the fields of CSV and TSV. It must be an ASCII character. Unless named it is
    /// the comma and the tab; where the first record has no column for the text that way, the
    /// one of comma, semicolon, tab and `|` with which it has one.
    pub delimiter: Option<char>,
    /// The field that holds the text: `text` unless another is named.
    pub text_field: String,
    /// The field that holds the id: `id` unless another is named. Where a record has none, the id
    /// is made from the file name and the number of the record.
    pub id_field: String,
    /// The field that holds the title, if one is wanted.
    pub title_field: Option<String>,
    /// The metadata fields wanted, with their types.
    pub fields: Vec<FieldSpec>,
    /// Metadata fields that stand in the paths of the files; they come after the others.
    pub path_fields: Option<PathFields>,
    /// The columns of vertical text, one of them `word`.
    pub columns: Vec<String>,
    /// What comes first in dates that have the year last.
    pub date_order: DateOrder,
    /// Whether the first problem ends the reading, but for hidden files of folders.
    pub strict: bool,
    /// About how many bytes make a batch; the documents do not depend on it.
    #[doc(hidden)]
    pub batch_bytes: usize,
    /// Records of more bytes than this are skipped and reported: 256 MiB unless named otherwise.
    /// Memory grows with the longest record, and an input without an end has no other.
    pub record_limit: u64,
}

impl Default for ReaderOptions {
    fn default() -> Self {
        Self {
            format: Format::Auto,
            encoding: Encoding::Auto,
            split: Split::File,
            header: Header::First,
            quoting: Quoting::Auto,
            delimiter: None,
            text_field: "text".to_owned(),
            id_field: "id".to_owned(),
            title_field: None,
            fields: Vec::new(),
            path_fields: None,
            columns: Vec::new(),
            date_order: DateOrder::Auto,
            strict: false,
            batch_bytes: 1 << 20,
            record_limit: 256 << 20,
        }
    }
}

macro_rules! setters {
    ($($(#[$doc:meta])* $name:ident: $type:ty),+ $(,)?) => {
        impl ReaderOptions {
            $($(#[$doc])*
            #[must_use]
            pub fn $name(mut self, $name: $type) -> Self {
                self.$name = $name;
                self
            })+
        }
    };
}

setters! {
    /// Sets how records are written.
    format: Format,
    /// Sets the character encoding.
    encoding: Encoding,
    /// Sets what is a document in plain text.
    split: Split,
    /// Sets whether CSV and TSV begin with the names of the columns.
    header: Header,
    /// Sets what a quotation mark means in CSV and TSV.
    quoting: Quoting,
    /// Sets what separates the fields of CSV and TSV.
    delimiter: Option<char>,
    /// Sets the field that holds the title.
    title_field: Option<String>,
    /// Sets the metadata fields.
    fields: Vec<FieldSpec>,
    /// Sets the metadata fields that stand in the paths of the files.
    path_fields: Option<PathFields>,
    /// Sets the columns of vertical text.
    columns: Vec<String>,
    /// Sets what comes first in dates that have the year last.
    date_order: DateOrder,
    /// Sets whether the first problem ends the reading, but for hidden files of folders.
    strict: bool,
    #[doc(hidden)]
    batch_bytes: usize,
    /// Sets how many bytes a record may have.
    record_limit: u64,
}

impl ReaderOptions {
    /// All metadata fields of the documents: those of the records, then those of the paths.
    #[must_use]
    pub fn all_fields(&self) -> Vec<FieldSpec> {
        let of_path = self.path_fields.as_ref().map(PathFields::fields).unwrap_or_default();
        self.fields.iter().chain(of_path).cloned().collect()
    }

    /// Sets the field that holds the text.
    #[must_use]
    pub fn text_field(mut self, name: impl Into<String>) -> Self {
        self.text_field = name.into();
        self
    }

    /// Sets the field that holds the id.
    #[must_use]
    pub fn id_field(mut self, name: impl Into<String>) -> Self {
        self.id_field = name.into();
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_read_and_written() {
        for format in Format::ALL {
            assert_eq!(format.to_string().parse(), Ok(*format));
        }
        for encoding in Encoding::ALL {
            assert_eq!(encoding.to_string().parse(), Ok(*encoding));
        }
        assert_eq!("cp1256".parse(), Ok(Encoding::Windows1256));
        assert_eq!("UTF8".parse(), Ok(Encoding::Utf8));
        assert_eq!("arabic".parse(), Ok(Encoding::Iso8859_6));
        assert_eq!("NDJSON".parse(), Ok(Format::Jsonl));
        assert_eq!(
            "koi8-r".parse::<Encoding>().unwrap_err().to_string(),
            "\"koi8-r\" is no encoding: write one of auto, utf-8, utf-16le, utf-16be, \
             windows-1256, iso-8859-6"
        );
    }
}
