//! Why a folder cannot take its place.

use std::io;
use std::path::{Path, PathBuf};

/// An error in placing a folder.
#[derive(Debug, thiserror::Error)]
#[error(transparent)]
pub struct DiskError(#[from] DiskErrorKind);

/// The kinds of [`DiskError`].
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum DiskErrorKind {
    /// The system refused something.
    #[error("{doing} {}: {source}", path.display())]
    Io {
        /// What was being done: `writing into`, `renaming` …
        doing: &'static str,
        /// The file or folder.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// There is something at the place already.
    #[error("{} exists already", path.display())]
    Exists {
        /// The place.
        path: PathBuf,
    },
    /// What is at the place is not of the kind that may be replaced.
    #[error("{} is of another kind and is not replaced", path.display())]
    OtherKind {
        /// The place.
        path: PathBuf,
    },
    /// The folder at the place holds something that is not its own.
    #[error("{} holds {name}, which is not part of it, and is not replaced", path.display())]
    Stranger {
        /// The place.
        path: PathBuf,
        /// The first name that does not belong there.
        name: String,
    },
}

impl DiskError {
    /// What kind of error this is.
    #[must_use]
    pub fn kind(&self) -> &DiskErrorKind {
        &self.0
    }

    /// The kind, to be handed on.
    #[must_use]
    pub fn into_kind(self) -> DiskErrorKind {
        self.0
    }

    pub(crate) fn io(doing: &'static str, path: &Path, source: io::Error) -> Self {
        DiskErrorKind::Io { doing, path: path.to_owned(), source }.into()
    }
}
