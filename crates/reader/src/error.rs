//! What ends the reading.

use crate::problem::Problem;
use std::fmt;
use std::io;
use std::path::PathBuf;

/// An error that ends the reading; [`kind`](Self::kind) says which.
#[derive(Debug)]
pub struct ReaderError(Box<ReaderErrorKind>);

impl ReaderError {
    /// What happened.
    #[must_use]
    pub fn kind(&self) -> &ReaderErrorKind {
        &self.0
    }

    pub(crate) fn io(doing: &'static str, path: impl Into<PathBuf>, source: io::Error) -> Self {
        ReaderErrorKind::Io { doing, path: path.into(), source }.into()
    }
}

impl From<ReaderErrorKind> for ReaderError {
    fn from(kind: ReaderErrorKind) -> Self {
        Self(Box::new(kind))
    }
}

impl fmt::Display for ReaderError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl std::error::Error for ReaderError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        std::error::Error::source(&*self.0)
    }
}

/// The kinds of [`ReaderError`].
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ReaderErrorKind {
    /// No input was named.
    #[error("no input: name a file, a folder, a glob pattern, or - for standard input")]
    NoInput,
    /// An option contradicts another.
    #[error("options of the reader: {message}")]
    Options {
        /// What is wrong.
        message: String,
    },
    /// There is no such file.
    #[error("no such file or folder: {}", path.display())]
    NotFound {
        /// The path.
        path: PathBuf,
    },
    /// The system could not do what was asked of it.
    #[error("cannot {doing} {}: {source}", path.display())]
    Io {
        /// What was being done.
        doing: &'static str,
        /// The file.
        path: PathBuf,
        /// Why it failed.
        source: io::Error,
    },
    /// The folder holds no file that is not hidden.
    #[error("the folder {} holds no files (hidden files are not read)", path.display())]
    EmptyFolder {
        /// The folder.
        path: PathBuf,
    },
    /// A symbolic link leads back to a folder above it.
    #[error("{} is a symbolic link back to {}: remove the link or name the folders to read",
        path.display(), ancestor.display())]
    SymlinkLoop {
        /// The link.
        path: PathBuf,
        /// The folder that it leads to.
        ancestor: PathBuf,
    },
    /// The glob pattern cannot be understood.
    #[error("the pattern {pattern:?} is wrong at character {position}: {message}")]
    BadGlob {
        /// The pattern.
        pattern: String,
        /// Where it goes wrong, from 0.
        position: usize,
        /// Why.
        message: &'static str,
    },
    /// The glob pattern matches no file.
    #[error("the pattern {pattern:?} matches no file (hidden files are not read)")]
    NoMatch {
        /// The pattern.
        pattern: String,
    },
    /// Standard input was named more than once.
    #[error("standard input is named more than once: it can be read only once")]
    StdinTwice,
    /// The file is one JSON array instead of one object a line.
    #[error("{} is one JSON array, not one object a line: convert it with  jq -c '.[]' {}",
        path.display(), path.display())]
    JsonArray {
        /// The file.
        path: PathBuf,
    },
    /// The file is of a kind that cannot be read.
    #[error("{} is {what}: {advice}", path.display())]
    UnsupportedFile {
        /// The file.
        path: PathBuf,
        /// What it is.
        what: &'static str,
        /// What to do.
        advice: &'static str,
    },
    /// A line of a text that is read line by line is too long.
    #[error("{}, line {line}: the line is longer than the limit of {limit} bytes: \
        raise the limit to read it", path.display())]
    LineTooLong {
        /// The file.
        path: PathBuf,
        /// The line, from 1.
        line: u64,
        /// The limit.
        limit: u64,
    },
    /// A table has no column for the text.
    #[error("{} has no column {column:?} for the text; its columns are {}: name one as text field{}",
        path.display(), list(found), separator_advice(found))]
    MissingColumn {
        /// The file.
        path: PathBuf,
        /// The column that was looked for.
        column: String,
        /// The columns that are there.
        found: Vec<String>,
    },
    /// In strict reading, the first problem.
    #[error("{problem}")]
    Strict {
        /// The problem.
        problem: Problem,
    },
}

fn list(names: &[String]) -> String {
    names.iter().map(|name| format!("{name:?}")).collect::<Vec<_>>().join(", ")
}

/// Where all names run together, the file is separated by something else.
fn separator_advice(names: &[String]) -> &'static str {
    match names {
        [name] if name.contains([';', '|', '\t', ',', ':', '^', '~']) => ", or name the separator",
        _ => "",
    }
}
