//! What can go wrong with a corpus.

use siyaq_disk::{DiskError, DiskErrorKind};
use siyaq_types::did_you_mean;
use std::path::{Path, PathBuf};

/// An error in building, opening, verifying or selecting from a corpus.
#[derive(Debug, thiserror::Error)]
#[error("{kind}")]
pub struct IndexError {
    kind: Box<IndexErrorKind>,
    source: Option<Box<dyn std::error::Error + Send + Sync>>,
}

/// The kinds of [`IndexError`].
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum IndexErrorKind {
    /// A file or folder could not be read or written.
    #[error("{doing} {}: {message}", path.display())]
    Io {
        /// What was being done: `opening`, `writing` …
        doing: &'static str,
        /// The file or folder.
        path: PathBuf,
        /// What the system said.
        message: String,
    },
    /// A layer is to be added that is there already.
    #[error("the corpus has a layer {name} already")]
    LayerExists {
        /// The layer.
        name: String,
    },
    /// The folder holds no corpus.
    #[error("{} is not a siyaq corpus: it has no manifest.json; build one with `siyaq index`", path.display())]
    NotACorpus {
        /// The folder.
        path: PathBuf,
    },
    /// The corpus was written in another version of the format.
    #[error(
        "{} is a corpus of format version {found}, this siyaq reads version {expected}; index the source again",
        path.display()
    )]
    Version {
        /// The folder.
        path: PathBuf,
        /// The version this library reads.
        expected: u32,
        /// The version of the corpus.
        found: u64,
    },
    /// A file of the corpus is damaged.
    #[error(
        "{file} of the corpus is damaged: {what}; run `siyaq verify`, then index the source again"
    )]
    Corrupt {
        /// The file of the corpus.
        file: String,
        /// What is wrong with it.
        what: String,
    },
    /// The target of a build exists.
    #[error("{} exists already; choose another name or give --force to replace it", path.display())]
    Exists {
        /// The target.
        path: PathBuf,
    },
    /// The target of a build exists and is no corpus, so that it is not replaced.
    #[error("{} is not a siyaq corpus and is not replaced, even by force; choose another name", path.display())]
    NotReplaced {
        /// The target.
        path: PathBuf,
    },
    /// The target of a build is a corpus, and something else lies in its folder, so that it is not
    /// replaced.
    #[error(
        "{} holds {name}, which is not part of the corpus, so it is not replaced; move it elsewhere first",
        path.display()
    )]
    HoldsOther {
        /// The target.
        path: PathBuf,
        /// What else is there.
        name: String,
    },
    /// A structure that the corpus has not.
    #[error("the corpus has no structure {name:?}; its structures are {known}{}", did_you_mean(name, known.split(", ")))]
    UnknownStructure {
        /// The name.
        name: String,
        /// The structures there are.
        known: String,
    },
    /// A column that comes with too many or too few values, or under a name that no layer can have.
    #[error("{message}")]
    Columns {
        /// What is wrong.
        message: String,
    },
    /// There is no layer of this name.
    #[error("no layer {name:?} in this corpus; it has {known}{}", did_you_mean(name, known.split(", ")))]
    UnknownLayer {
        /// The name asked for.
        name: String,
        /// The names there are.
        known: String,
    },
    /// There is no metadata field of this name.
    #[error("no metadata field {name:?} in this corpus; it has {known}{}", did_you_mean(name, known.split(", ")))]
    UnknownField {
        /// The name asked for.
        name: String,
        /// The names there are.
        known: String,
    },
    /// A metadata field was compared with a value of another type.
    #[error("field {field} holds {kind} values, and {value:?} is none{}", written(kind))]
    WrongType {
        /// The field.
        field: String,
        /// Its type.
        kind: &'static str,
        /// The value it was compared with.
        value: String,
    },
    /// A field that is no text was searched for a part of a text.
    #[error(
        "~ looks for a part of a text, and {field} is {kind}: compare it, as in {field}={value}"
    )]
    NoText {
        /// The field.
        field: String,
        /// What it is.
        kind: &'static str,
        /// The value that was looked for.
        value: String,
    },
    /// The corpus has more types or documents than 32-bit ids can name.
    #[error("more than {limit} {what} in one corpus; split it")]
    TooMany {
        /// Types or documents.
        what: &'static str,
        /// How many there may be.
        limit: u64,
    },
    /// The forms that a worker has collected are not text.
    #[error("the forms of a worker are no UTF-8, which is an error of this program: {message}")]
    NotUtf8 {
        /// Where they are not.
        message: String,
    },
    /// A part of the corpus would be larger than its layout can say.
    #[error("{what} would have {found} bytes, and {limit} fit; split the corpus")]
    TooLarge {
        /// The part.
        what: String,
        /// The bytes that it may have.
        limit: u64,
        /// The bytes that it would have.
        found: u64,
    },
    /// There is not enough memory.
    #[error("not enough memory for {what} ({bytes} bytes); use fewer threads or split the input")]
    OutOfMemory {
        /// What it is for.
        what: &'static str,
        /// The bytes that were asked for.
        bytes: u64,
    },
    /// A lexicon could not be built or opened.
    #[error("lexicon of layer {layer}: {message}")]
    Lexicon {
        /// The layer.
        layer: String,
        /// What the lexicon said.
        message: String,
    },
    /// The document table could not be written or read.
    #[error("documents.arrow: {message}")]
    Documents {
        /// What was said.
        message: String,
    },
}

impl IndexError {
    /// What kind of error this is.
    #[must_use]
    pub fn kind(&self) -> &IndexErrorKind {
        &self.kind
    }

    pub(crate) fn io(doing: &'static str, path: &Path, error: std::io::Error) -> Self {
        let kind = IndexErrorKind::Io { doing, path: path.to_owned(), message: error.to_string() };
        Self { kind: Box::new(kind), source: Some(Box::new(error)) }
    }

    pub(crate) fn corrupt(file: &str, what: impl Into<String>) -> Self {
        IndexErrorKind::Corrupt { file: file.to_owned(), what: what.into() }.into()
    }

    pub(crate) fn lexicon(
        layer: &str,
        error: impl std::error::Error + Send + Sync + 'static,
    ) -> Self {
        let kind = IndexErrorKind::Lexicon { layer: layer.to_owned(), message: error.to_string() };
        Self { kind: Box::new(kind), source: Some(Box::new(error)) }
    }

    pub(crate) fn documents(error: impl std::error::Error + Send + Sync + 'static) -> Self {
        let kind = IndexErrorKind::Documents { message: error.to_string() };
        Self { kind: Box::new(kind), source: Some(Box::new(error)) }
    }
}

impl From<IndexErrorKind> for IndexError {
    fn from(kind: IndexErrorKind) -> Self {
        Self { kind: Box::new(kind), source: None }
    }
}

impl From<DiskError> for IndexError {
    fn from(error: DiskError) -> Self {
        match error.into_kind() {
            DiskErrorKind::Io { doing, path, source } => Self::io(doing, &path, source),
            DiskErrorKind::Exists { path } => IndexErrorKind::Exists { path }.into(),
            DiskErrorKind::OtherKind { path } => IndexErrorKind::NotReplaced { path }.into(),
            DiskErrorKind::Stranger { path, name } => {
                IndexErrorKind::HoldsOther { path, name }.into()
            }
            other => Self::io("writing", Path::new("a corpus"), std::io::Error::other(other)),
        }
    }
}

/// How a value is written in a condition, where that is not plain.
fn written(kind: &str) -> &'static str {
    match kind {
        "date" => "; write 2015-07-21, 2015-07 or 2015",
        _ => "",
    }
}
