//! What went wrong with single records, and how it was dealt with.

use std::fmt;
use std::path::PathBuf;

/// How much a [`Problem`] costs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Severity {
    /// The record was delivered, or there was none to deliver; something about it was left out or
    /// is uncertain.
    Warning,
    /// The record was delivered after a repair that keeps its meaning.
    Repaired,
    /// The record, or the file, was left out.
    Skipped,
    /// The file breaks off: what came before the break was delivered.
    Truncated,
}

impl Severity {
    /// The name in reports.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Warning => "warning",
            Self::Repaired => "repaired",
            Self::Skipped => "skipped",
            Self::Truncated => "truncated",
        }
    }
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

/// What kind of problem a [`Problem`] is, to count by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum ProblemKind {
    /// The line is not JSON: skipped.
    InvalidJson,
    /// The line is JSON, but not an object: skipped.
    NotAnObject,
    /// The record has no text field, or it is null: skipped.
    MissingText,
    /// The text field is not a string: skipped.
    TextType,
    /// A record of a table has more or fewer fields than the header: skipped.
    FieldCount,
    /// The header of a table stands again among its records, as where files were joined: skipped.
    RepeatedHeader,
    /// A quotation mark is never closed, so the rest of the table is one field: skipped.
    UnclosedQuote,
    /// The record or its text is longer than the limit of the reader: skipped.
    TooLong,
    /// Lists and objects of the record are nested too deep: skipped.
    TooDeep,
    /// The file is of a kind that cannot be read: skipped.
    UnsupportedFile,
    /// A file of a folder cannot be read, or a link in it leads nowhere: skipped.
    UnreadableFile,
    /// A pipe, socket or device in a folder: skipped.
    SpecialFile,
    /// Hidden files and folders of a folder are passed over: a warning, which ends no strict reading.
    HiddenFiles,
    /// The text is empty, or white space and other invisible signs: a warning; there is no document.
    EmptyText,
    /// The file is empty: a warning.
    EmptyFile,
    /// The file holds no record: only a header, only blank lines, or only comments and tags: a warning.
    NoRecords,
    /// The same file is named twice: a warning; it is read twice.
    RepeatedFile,
    /// Bytes stand after the end of the compressed data: a warning; they are left out.
    TrailingBytes,
    /// A quoted field of a table spans lines in a way that quoted fields rarely do: a warning.
    QuotedLines,
    /// Text follows the closing quotation mark of a field, or white space stands before the opening
    /// one: a warning; the field is read as RFC 4180 does not say.
    StrayQuote,
    /// Two columns, or two keys of an object, have one name: a warning; the last is read.
    RepeatedName,
    /// A line has line breaks inside that are no line feeds and end no line, or the lines of a file end
    /// with carriage returns alone, or a line looks blank and is not: a warning.
    LineBreak,
    /// Something about the annotation of a token or a structure cannot be read: a warning; it is left
    /// out.
    Annotation,
    /// A path does not fit the pattern of its fields: a warning; they have no value.
    PathFields,
    /// A document has the id of an earlier one: a warning. Told by whoever has all documents.
    RepeatedId,
    /// Fewer than half the words of a document are Arabic: a warning. Told by whoever has words.
    NotArabic,
    /// A document is full of `?` or U+FFFD, which stand for letters that were lost before: a
    /// warning. Told by whoever has all documents.
    LostLetters,
    /// Day and month of dates cannot be told apart in the whole column: a warning; the values are
    /// left out. Told by whoever has the column.
    DateOrder,
    /// Dates of metadata are in years that are those of the Hijra rather than of our era: a warning; they
    /// are taken as they are written.
    HijriDate,
    /// The value of a metadata field is not of its type: a warning; the value is left out.
    FieldType,
    /// A table lacks the column of the title, the id or a metadata field that was named, or has one that
    /// is called as the usual one of the id but for its case: a warning; the values are left out.
    MissingColumn,
    /// A field that was asked for is in no record of the whole input: a warning. Told once, when all
    /// was parsed, by [`Asked::missing`](crate::Asked::missing).
    MissingField,
    /// The encoding could not be told from the first bytes: a warning.
    UncertainEncoding,
    /// Bytes that are no characters in the encoding became U+FFFD.
    InvalidEncoding,
    /// Half a surrogate pair, written `\ud83d` in JSON, became U+FFFD.
    LoneSurrogate,
    /// NUL characters were removed.
    NulCharacter,
    /// A byte-order mark before a record, where files were joined, was removed.
    ByteOrderMark,
    /// Control characters stood unescaped in a JSON string and were taken as they are, or stood in text that
    /// comes with its tokens and were removed.
    ControlCharacter,
    /// The compressed file ends too early.
    Truncated,
    /// The compressed file is damaged.
    Corrupt,
}

impl ProblemKind {
    /// What the problem costs.
    #[must_use]
    pub const fn severity(self) -> Severity {
        match self {
            Self::InvalidJson
            | Self::NotAnObject
            | Self::MissingText
            | Self::TextType
            | Self::FieldCount
            | Self::RepeatedHeader
            | Self::UnclosedQuote
            | Self::TooLong
            | Self::TooDeep
            | Self::UnsupportedFile
            | Self::UnreadableFile
            | Self::SpecialFile => Severity::Skipped,
            Self::HiddenFiles
            | Self::EmptyText
            | Self::EmptyFile
            | Self::NoRecords
            | Self::RepeatedFile
            | Self::TrailingBytes
            | Self::QuotedLines
            | Self::StrayQuote
            | Self::RepeatedName
            | Self::LineBreak
            | Self::PathFields
            | Self::Annotation
            | Self::RepeatedId
            | Self::NotArabic
            | Self::LostLetters
            | Self::DateOrder
            | Self::HijriDate
            | Self::FieldType
            | Self::MissingColumn
            | Self::MissingField
            | Self::UncertainEncoding => Severity::Warning,
            Self::InvalidEncoding
            | Self::LoneSurrogate
            | Self::NulCharacter
            | Self::ByteOrderMark
            | Self::ControlCharacter => Severity::Repaired,
            Self::Truncated | Self::Corrupt => Severity::Truncated,
        }
    }

    /// The name in reports.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::InvalidJson => "invalid JSON",
            Self::NotAnObject => "not a JSON object",
            Self::MissingText => "no text field",
            Self::TextType => "text field is no string",
            Self::FieldCount => "wrong number of fields",
            Self::RepeatedHeader => "header among the records",
            Self::UnclosedQuote => "unclosed quotation mark",
            Self::TooLong => "record too long",
            Self::TooDeep => "record nested too deep",
            Self::UnsupportedFile => "unsupported file",
            Self::UnreadableFile => "unreadable file",
            Self::SpecialFile => "pipe, socket or device",
            Self::HiddenFiles => "hidden files",
            Self::EmptyText => "empty text",
            Self::EmptyFile => "empty file",
            Self::NoRecords => "file without records",
            Self::RepeatedFile => "file named twice",
            Self::TrailingBytes => "bytes after the compressed data",
            Self::QuotedLines => "quoted field over many lines",
            Self::StrayQuote => "quotation mark out of place",
            Self::RepeatedName => "name that occurs twice",
            Self::LineBreak => "line break of another kind",
            Self::PathFields => "path of another pattern",
            Self::Annotation => "annotation out of order",
            Self::RepeatedId => "id of an earlier document",
            Self::NotArabic => "document mostly not Arabic",
            Self::LostLetters => "document full of ? or U+FFFD",
            Self::DateOrder => "date of unknown order",
            Self::HijriDate => "date that looks Hijri",
            Self::FieldType => "metadata value of another type",
            Self::MissingColumn => "missing column",
            Self::MissingField => "field that no record has",
            Self::UncertainEncoding => "uncertain encoding",
            Self::InvalidEncoding => "invalid bytes",
            Self::LoneSurrogate => "lone surrogate",
            Self::NulCharacter => "NUL character",
            Self::ByteOrderMark => "byte-order mark inside a file",
            Self::ControlCharacter => "control character",
            Self::Truncated => "truncated file",
            Self::Corrupt => "damaged file",
        }
    }
}

impl fmt::Display for ProblemKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

/// How many characters of an id are shown.
const SHOWN: usize = 200;

/// A record that was skipped or repaired, or something else worth a count and a line in a report.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Problem {
    /// The file, by the path that was given.
    pub path: PathBuf,
    /// The line where the record begins, from 1.
    pub line: u64,
    /// The byte where the record begins, or where the fault lies if that is known, from 0. It
    /// counts bytes of the file after decompression, and for an encoding other than UTF-8 after
    /// conversion to UTF-8.
    pub byte: u64,
    /// The id of the document, where it is known.
    pub document: Option<String>,
    /// What kind of problem it is.
    pub kind: ProblemKind,
    /// What it costs: always the severity of the kind.
    pub severity: Severity,
    /// What is wrong, in words.
    pub message: String,
}

impl Problem {
    /// A problem of a file as a whole.
    pub(crate) fn of_file(path: PathBuf, kind: ProblemKind, message: String) -> Self {
        let severity = kind.severity();
        Self { path, line: 1, byte: 0, document: None, kind, severity, message }
    }

    /// Whether strict reading ends with it: all but what is passed over by rule.
    pub(crate) fn ends_strict(&self) -> bool {
        self.kind != ProblemKind::HiddenFiles
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}, line {}, byte {}", self.path.display(), self.line, self.byte)?;
        if let Some(document) = &self.document {
            let shown: String = document.chars().take(SHOWN).collect();
            let more = if shown.len() < document.len() { "…" } else { "" };
            write!(f, ", document {shown:?}{more}")?;
        }
        write!(f, ": {}", self.message)
    }
}
