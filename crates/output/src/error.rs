//! The one error type of this crate.

use std::error::Error;
use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

/// Why a result could not be written or a manifest could not be read.
#[derive(Debug)]
pub struct OutputError {
    kind: OutputErrorKind,
    source: Option<Box<dyn Error + Send + Sync>>,
}

/// What went wrong, with the facts that a caller may act on.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum OutputErrorKind {
    /// The reader of a pipe has gone away, as in `siyaq words CORPUS | head`. A command ends quietly on this.
    BrokenPipe,
    /// Bytes could not be written.
    Write {
        /// The file, when the writer knows it; `None` for standard output and other streams.
        path: Option<PathBuf>,
    },
    /// The file could not be created, renamed or removed.
    File {
        /// The file that was asked for.
        path: PathBuf,
        /// What was being done, as in `creating`.
        doing: &'static str,
    },
    /// A file could not be read.
    Read {
        /// The file.
        path: PathBuf,
    },
    /// A row gave more or fewer cells than there are columns.
    RowShape {
        /// The row, counted from 0.
        row: u64,
        /// How many columns there are.
        expected: usize,
        /// How many cells the row gave.
        found: usize,
    },
    /// A real number was infinite or not a number; undefined values are written as `None`.
    NotFinite {
        /// The row, counted from 0.
        row: u64,
        /// The name of the column.
        column: String,
    },
    /// Two columns have the same name, so that an object or a header would be ambiguous.
    DuplicateColumn {
        /// The name.
        name: String,
    },
    /// The options contradict each other.
    Options {
        /// What contradicts what, and what to do.
        reason: &'static str,
    },
    /// A manifest is not what its format says.
    Manifest {
        /// The manifest's file.
        path: PathBuf,
    },
    /// Where the manifest of a result should stand is something else.
    ForeignManifest {
        /// The place of the manifest.
        path: PathBuf,
    },
    /// The format of a manifest is newer than this version can read.
    ManifestVersion {
        /// The manifest's file.
        path: PathBuf,
        /// The newest version that can be read.
        expected: u32,
        /// The version found.
        found: u32,
    },
}

impl OutputError {
    /// What went wrong.
    #[must_use]
    pub const fn kind(&self) -> &OutputErrorKind {
        &self.kind
    }

    /// Whether the reader of a pipe has gone away, which a command answers by ending quietly.
    #[must_use]
    pub const fn is_broken_pipe(&self) -> bool {
        matches!(self.kind, OutputErrorKind::BrokenPipe)
    }

    pub(crate) const fn new(kind: OutputErrorKind) -> Self {
        Self { kind, source: None }
    }

    pub(crate) fn caused(
        kind: OutputErrorKind,
        source: impl Error + Send + Sync + 'static,
    ) -> Self {
        Self { kind, source: Some(Box::new(source)) }
    }

    /// An error of creating, renaming or removing `path`.
    pub(crate) fn file(path: &Path, doing: &'static str, source: io::Error) -> Self {
        Self::caused(OutputErrorKind::File { path: path.to_owned(), doing }, source)
    }

    /// An error of writing, which finds the path again that [`PathError`] carries.
    pub(crate) fn write(source: io::Error) -> Self {
        if source.kind() == io::ErrorKind::BrokenPipe {
            return Self::caused(OutputErrorKind::BrokenPipe, source);
        }
        let path = source
            .get_ref()
            .and_then(|inner| inner.downcast_ref::<PathError>())
            .map(|inner| inner.path.clone());
        if path.is_none() {
            return Self::caused(OutputErrorKind::Write { path }, source);
        }
        match source.into_inner() {
            Some(inner) => match inner.downcast::<PathError>() {
                Ok(inner) => Self::caused(OutputErrorKind::Write { path }, inner.source),
                Err(inner) => Self { kind: OutputErrorKind::Write { path }, source: Some(inner) },
            },
            None => Self::new(OutputErrorKind::Write { path }),
        }
    }
}

impl fmt::Display for OutputError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.kind {
            OutputErrorKind::BrokenPipe => write!(f, "the reader of the output has closed it"),
            OutputErrorKind::Write { path: Some(path) } => {
                write!(f, "writing the result to {}", path.display())
            }
            OutputErrorKind::Write { path: None } => write!(f, "writing the result"),
            OutputErrorKind::File { path, doing } => write!(f, "{doing} {}", path.display()),
            OutputErrorKind::Read { path } => write!(f, "reading {}", path.display()),
            OutputErrorKind::RowShape { row, expected, found } => {
                write!(f, "row {row} gave {found} cells for {expected} columns")
            }
            OutputErrorKind::NotFinite { row, column } => {
                write!(
                    f,
                    "row {row}, column {column}: the number is not finite; an undefined value is to be given as none"
                )
            }
            OutputErrorKind::DuplicateColumn { name } => {
                write!(f, "two columns have the name {name}; rename one")
            }
            OutputErrorKind::Options { reason } => f.write_str(reason),
            OutputErrorKind::Manifest { path } => {
                write!(
                    f,
                    "{} is not the manifest of a result; name the file that ends in .manifest.json",
                    path.display()
                )
            }
            OutputErrorKind::ForeignManifest { path } => write!(
                f,
                "{} is there and is no manifest of a result; move it, or choose another name for the result",
                path.display()
            ),
            OutputErrorKind::ManifestVersion { path, expected, found } => write!(
                f,
                "{} has manifest format {found}, this version reads up to {expected}; use a newer version",
                path.display()
            ),
        }?;
        match &self.source {
            // The cause belongs to the same sentence: "creating x.csv: permission denied".
            Some(source) if !self.is_broken_pipe() => write!(f, ": {source}"),
            _ => Ok(()),
        }
    }
}

impl Error for OutputError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        // Display has told the cause already, so what follows is the cause of the cause.
        self.source.as_ref().and_then(|source| source.source())
    }
}

/// An input/output error that remembers its file on the way through [`std::io::Write`].
#[derive(Debug)]
pub(crate) struct PathError {
    pub(crate) path: PathBuf,
    pub(crate) source: io::Error,
}

impl PathError {
    pub(crate) fn wrap(path: &Path, source: io::Error) -> io::Error {
        io::Error::new(source.kind(), Self { path: path.to_owned(), source })
    }
}

impl fmt::Display for PathError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.path.display(), self.source)
    }
}

impl Error for PathError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        Some(&self.source)
    }
}
