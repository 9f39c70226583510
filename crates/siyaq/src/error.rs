//! What can go wrong on the way from files to a corpus.

use siyaq_index::IndexError;
use siyaq_reader::ReaderError;
use siyaq_types::did_you_mean;
use std::path::PathBuf;

/// An error of the pipeline.
#[derive(Debug, thiserror::Error)]
#[error(transparent)]
pub struct PipelineError(#[from] PipelineErrorKind);

/// The kinds of [`PipelineError`].
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum PipelineErrorKind {
    /// The input could not be read.
    #[error(transparent)]
    Read(#[from] ReaderError),
    /// The corpus could not be built.
    #[error(transparent)]
    Index(#[from] IndexError),
    /// There is no layer of this name.
    #[error("no layer is called {name:?}; the layers are {known}{}", did_you_mean(name, known.split(", ")))]
    UnknownLayer {
        /// The name.
        name: String,
        /// The names there are.
        known: String,
    },
    /// A corpus is among the files to be read; its files are no text.
    #[error("{} is a corpus and cannot be read as text; name it alone, or the files it was made of", path.display())]
    CorpusAmongInputs {
        /// The corpus.
        path: PathBuf,
    },
    /// A layer of one's own cannot be made.
    #[error(
        "cannot make the layer {text}: {what}; write NAME=PROFILE+STEP-STEP, as in \
             mine=standard+elong, with the steps of `siyaq normalize --list`"
    )]
    BadLayer {
        /// What was asked for.
        text: String,
        /// What is wrong with it.
        what: String,
    },
    /// A layer takes words apart, and there is no dictionary to do it by.
    #[error(
        "the layer {layer} needs a dictionary: give a segmenter with one; the library was built without \
         that which ships (feature embedded)"
    )]
    NoDictionary {
        /// The layer.
        layer: String,
    },
    /// The input has no document.
    #[error("no document was read, so there is nothing to index; {problems}")]
    NoDocuments {
        /// What was wrong with the records.
        problems: String,
    },
}

impl PipelineError {
    /// What kind of error this is.
    #[must_use]
    pub fn kind(&self) -> &PipelineErrorKind {
        &self.0
    }
}

impl From<ReaderError> for PipelineError {
    fn from(error: ReaderError) -> Self {
        PipelineErrorKind::from(error).into()
    }
}

impl From<IndexError> for PipelineError {
    fn from(error: IndexError) -> Self {
        PipelineErrorKind::from(error).into()
    }
}
