//! The one error type of this crate.

use siyaq_types::did_you_mean;
use std::fmt;
use std::path::{Path, PathBuf};

/// What went wrong, in a form that a program can match on.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum SegmentErrorKind {
    /// The bytes are not a dictionary at all.
    #[error("not a segmentation dictionary: the first eight bytes are not those of one")]
    NotADictionary,
    /// The bytes are a dictionary of another format version.
    #[error(
        "dictionary format version {found} is not supported, expected {expected}: train it again"
    )]
    Version {
        /// The version that this crate reads.
        expected: u32,
        /// The version in the header.
        found: u32,
    },
    /// There are fewer or more bytes than the header says.
    #[error(
        "the dictionary has {found} bytes, expected {expected}: it was cut or extended, train it again or copy it again"
    )]
    Length {
        /// Length according to the header.
        expected: u64,
        /// Length of the data.
        found: u64,
    },
    /// The checksum does not hold.
    #[error(
        "the checksum of the dictionary does not hold: it is damaged, train it again or copy it again"
    )]
    Checksum,
    /// A section contradicts itself or another section.
    #[error("the {section} section of the dictionary is damaged: {reason}; train it again")]
    Corrupt {
        /// Name of the section.
        section: &'static str,
        /// What does not hold.
        reason: &'static str,
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
    /// A line of an input cannot be read.
    #[error("{}: line {line}: {reason}", place(path))]
    Line {
        /// The file, if there is one.
        path: Option<PathBuf>,
        /// The line, from 1.
        line: u64,
        /// What is wrong with it and what to write instead.
        reason: String,
    },
    /// A frequency list cannot be read.
    #[error("cannot read the frequencies")]
    Frequencies(#[source] siyaq_lexicon::LexiconError),
    /// A folder of tables lacks a file.
    #[error(
        "{} has no file {name}: the tables of the Buckwalter analyser are dictPrefixes, dictStems, dictSuffixes, tableAB, tableAC and tableBC", folder.display()
    )]
    TableMissing {
        /// The folder.
        folder: PathBuf,
        /// The file that is missing.
        name: &'static str,
    },
    /// The inputs of a training say nothing about clitics.
    #[error(
        "no word of the treebanks and labelled lists has a clitic: there is nothing to learn from, add a treebank"
    )]
    NothingToLearn,
    /// A dictionary would be larger than the format allows.
    #[error(
        "the dictionary has {found} {what}, and at most {limit} are allowed: raise the smallest frequency"
    )]
    TooLarge {
        /// What there is too much of.
        what: &'static str,
        /// The most that is allowed.
        limit: u64,
        /// What there is.
        found: u64,
    },
}

fn place(path: &Option<PathBuf>) -> String {
    path.as_ref().map_or_else(|| "list".to_owned(), |path| path.display().to_string())
}

/// An error of this crate.
#[derive(Debug, thiserror::Error)]
#[error(transparent)]
pub struct SegmentError(Box<SegmentErrorKind>);

impl SegmentError {
    /// What went wrong.
    #[must_use]
    pub fn kind(&self) -> &SegmentErrorKind {
        &self.0
    }

    pub(crate) fn corrupt(section: &'static str, reason: &'static str) -> Self {
        SegmentErrorKind::Corrupt { section, reason }.into()
    }

    pub(crate) fn io(action: &'static str, path: &Path, source: std::io::Error) -> Self {
        SegmentErrorKind::Io { action, path: path.to_owned(), source }.into()
    }

    pub(crate) fn line(path: Option<&Path>, line: u64, reason: impl Into<String>) -> Self {
        SegmentErrorKind::Line { path: path.map(Path::to_owned), line, reason: reason.into() }
            .into()
    }
}

impl From<SegmentErrorKind> for SegmentError {
    fn from(kind: SegmentErrorKind) -> Self {
        Self(Box::new(kind))
    }
}

/// A name that is none of those that an option can have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ParseNameError {
    what: &'static str,
    found: String,
    known: String,
}

impl ParseNameError {
    pub(crate) fn new(what: &'static str, found: &str, known: &[&str]) -> Self {
        Self { what, found: found.to_owned(), known: known.join(", ") }
    }
}

impl fmt::Display for ParseNameError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let near = did_you_mean(&self.found, self.known.split(", "));
        write!(f, "{:?} is no {}; choose one of {}{near}", self.found, self.what, self.known)
    }
}

impl std::error::Error for ParseNameError {}
