//! The one error type of this crate.

use std::path::PathBuf;

/// What went wrong, in a form that a program can match on.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum LexiconErrorKind {
    /// An entry of the input has no characters.
    #[error("entry {entry} is the empty form: leave empty forms out before building a lexicon")]
    EmptyForm {
        /// Place of the entry in the input, from 0.
        entry: usize,
    },
    /// A form stands twice in the input.
    #[error("the form {form:?} is listed twice: add its frequencies up before building a lexicon")]
    DuplicateForm {
        /// The form.
        form: String,
    },
    /// The input does not fit into one lexicon.
    #[error("{what} is {found}, and one lexicon holds at most {limit}: split the list")]
    TooLarge {
        /// What is too large.
        what: &'static str,
        /// The most that fits.
        limit: u64,
        /// What the input has.
        found: u64,
    },
    /// There is not enough memory.
    #[error("not enough memory for a lexicon of about {bytes} bytes: split the list")]
    OutOfMemory {
        /// The bytes that were asked for.
        bytes: u64,
    },
    /// The frequencies add up to more than 64 bits hold.
    #[error("the frequencies add up to more than {}: check the frequency column", u64::MAX)]
    FreqOverflow,
    /// The bytes are not a lexicon at all.
    #[error("not a lexicon: the first eight bytes are not those of a lexicon file")]
    NotALexicon,
    /// The bytes are a lexicon of another format version.
    #[error("lexicon format version {found} is not supported, expected {expected}: build it again")]
    Version {
        /// The version that this crate reads.
        expected: u32,
        /// The version in the header.
        found: u32,
    },
    /// There are fewer or more bytes than the header says.
    #[error(
        "the lexicon has {found} bytes, expected {expected}: it was cut or extended, build it again"
    )]
    Length {
        /// Length according to the header.
        expected: u64,
        /// Length of the data.
        found: u64,
    },
    /// A checksum does not hold.
    #[error(
        "checksum of the {section} section is {found:016x}, expected {expected:016x}: the lexicon is damaged, build it again"
    )]
    Checksum {
        /// Name of the section.
        section: &'static str,
        /// The checksum that is written down.
        expected: u64,
        /// The checksum of the bytes.
        found: u64,
    },
    /// A section contradicts itself or another section.
    #[error("the {section} section is damaged: {reason}; build the lexicon again")]
    Corrupt {
        /// Name of the section.
        section: &'static str,
        /// What does not hold.
        reason: String,
    },
    /// A pattern cannot be read.
    #[error("cannot read the pattern {pattern:?}: {reason}")]
    Pattern {
        /// The pattern.
        pattern: String,
        /// What is wrong with it.
        reason: String,
    },
    /// A regular expression needs more memory than is allowed.
    #[error(
        "the pattern {pattern:?} needs an automaton of more than {limit} bytes: write it with fewer or smaller repetitions"
    )]
    PatternTooLarge {
        /// The pattern.
        pattern: String,
        /// The limit, in bytes.
        limit: u64,
    },
    /// An edit distance is out of range.
    #[error(
        "edit distance {distance} is too large, at most {limit}: use a wildcard or a regular expression"
    )]
    Distance {
        /// The distance that was asked for.
        distance: u8,
        /// The largest that is allowed.
        limit: u8,
    },
    /// A file cannot be read or written.
    #[error("cannot {action} {}", path.display())]
    Io {
        /// What was being done.
        action: &'static str,
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// A column that was asked for is not in a frequency list.
    #[error("{}: no column {field:?}; the header has: {header}", place(path))]
    NoField {
        /// The file, if there is one.
        path: Option<PathBuf>,
        /// The column that was asked for.
        field: String,
        /// The columns that there are.
        header: String,
    },
    /// A line of a list cannot be read.
    #[error("{}: line {line}: {reason}", place(path))]
    Line {
        /// The file, if there is one.
        path: Option<PathBuf>,
        /// The line, from 1.
        line: u64,
        /// What is wrong with it.
        reason: String,
    },
}

fn place(path: &Option<PathBuf>) -> String {
    path.as_ref().map_or_else(|| "list".to_owned(), |path| path.display().to_string())
}

/// An error of this crate.
#[derive(Debug, thiserror::Error)]
#[error(transparent)]
pub struct LexiconError(Box<LexiconErrorKind>);

impl LexiconError {
    /// What went wrong.
    #[must_use]
    pub fn kind(&self) -> &LexiconErrorKind {
        &self.0
    }

    pub(crate) fn corrupt(section: &'static str, reason: impl Into<String>) -> Self {
        LexiconErrorKind::Corrupt { section, reason: reason.into() }.into()
    }

    pub(crate) fn io(action: &'static str, path: &std::path::Path, source: std::io::Error) -> Self {
        LexiconErrorKind::Io { action, path: path.to_owned(), source }.into()
    }
}

impl From<LexiconErrorKind> for LexiconError {
    fn from(kind: LexiconErrorKind) -> Self {
        Self(Box::new(kind))
    }
}
