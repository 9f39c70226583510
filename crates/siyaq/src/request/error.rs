//! What can go wrong between a question and its answer.

use crate::PipelineError;
use siyaq_analysis::AnalysisError;
use siyaq_count::CountError;
use siyaq_index::IndexError;
use siyaq_lexicon::LexiconError;
use siyaq_output::OutputError;
use siyaq_query::QueryError;
use siyaq_reader::ReaderError;
use siyaq_stats::StatsError;
use siyaq_text::TextError;
use std::error::Error;
use std::io;
use std::path::PathBuf;

pub(crate) type Result<T, E = RequestError> = std::result::Result<T, E>;

/// Why a request has no answer.
///
/// Messages name the options of a request in backquotes, as in `` `min_freq` `` and `` `show = periods` ``, so
/// that whoever made the request can say them as they are written there.
#[derive(Debug, thiserror::Error)]
#[error(transparent)]
pub struct RequestError(Box<RequestErrorKind>);

/// The kinds of [`RequestError`].
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum RequestErrorKind {
    /// Files could not be read, or not made into a corpus.
    #[error(transparent)]
    Pipeline(#[from] PipelineError),
    /// A corpus could not be opened or read.
    #[error(transparent)]
    Index(#[from] IndexError),
    /// A file could not be read.
    #[error(transparent)]
    Read(#[from] ReaderError),
    /// A query could not be read or answered.
    #[error(transparent)]
    Query(#[from] QueryError),
    /// Something could not be counted.
    #[error(transparent)]
    Count(#[from] CountError),
    /// The analysis could not be made.
    #[error(transparent)]
    Analysis(#[from] AnalysisError),
    /// A measure could not be computed.
    #[error(transparent)]
    Stats(#[from] StatsError),
    /// A list or a pattern of forms could not be read.
    #[error(transparent)]
    Lexicon(#[from] LexiconError),
    /// A folding could not be made.
    #[error(transparent)]
    Text(#[from] TextError),
    /// A result could not be written.
    #[error(transparent)]
    Output(#[from] OutputError),
    /// A file that a request names could not be read.
    #[error("read {}", path.display())]
    File {
        /// The file.
        path: PathBuf,
        /// Why not.
        source: io::Error,
    },
    /// The value of an option is what something went wrong with.
    #[error("`{option}`")]
    Option {
        /// The option.
        option: &'static str,
        /// What went wrong.
        source: Box<dyn Error + Send + Sync>,
    },
    /// An option that would change nothing.
    #[error("`{option}` {why}")]
    Idle {
        /// The option.
        option: String,
        /// What it is for.
        why: String,
    },
    /// There is no option of this name.
    #[error("{verb} has no option {name:?}{proposal}")]
    UnknownOption {
        /// The verb of the request.
        verb: &'static str,
        /// The name.
        name: String,
        /// The option that is meant, where one is like it.
        proposal: String,
    },
    /// A value that the option cannot have.
    #[error("`{option}`")]
    Value {
        /// The option.
        option: String,
        /// Why not.
        source: serde_json::Error,
    },
    /// A request that is none.
    #[error("the request cannot be read")]
    Unreadable {
        /// Why not.
        source: serde_json::Error,
    },
    /// Options that do not go together, or with what is asked of.
    #[error("{why}")]
    Invalid {
        /// Which, and why.
        why: String,
    },
    /// Nothing to ask of.
    #[error("no corpus and no file is named")]
    NoInput,
    /// The same corpus twice, where each is a part of a comparison.
    #[error("{name} is named twice")]
    NamedTwice {
        /// The corpus.
        name: String,
    },
    /// A corpus among raw files.
    #[error("{name} is a corpus and was named among other inputs; name one corpus, or raw files")]
    CorpusAmongOthers {
        /// The corpus.
        name: String,
    },
    /// A layer that the corpus does not have, but could have.
    #[error("{source}")]
    LayerToMake {
        /// What the corpus says.
        source: IndexError,
        /// The corpus.
        corpus: String,
        /// The layer.
        layer: String,
    },
    /// A word that no form of the layer is.
    #[error("{word}: not found on layer {layer}")]
    WordNotFound {
        /// The word.
        word: String,
        /// The layer.
        layer: String,
    },
    /// A word that is several tokens, where one is wanted.
    #[error("{word} is several tokens on layer {layer}, {tokens}; name one of them")]
    SeveralTokens {
        /// The word.
        word: String,
        /// The layer.
        layer: String,
        /// The tokens, with spaces between them.
        tokens: String,
    },
}

impl RequestError {
    /// What kind of error this is.
    #[must_use]
    pub fn kind(&self) -> &RequestErrorKind {
        &self.0
    }
}

impl RequestErrorKind {
    /// What went wrong with the value of an option.
    pub(crate) fn of_option(
        option: &'static str,
        error: impl Error + Send + Sync + 'static,
    ) -> Self {
        Self::Option { option, source: Box::new(error) }
    }
}

/// Refuses options that do not go together.
pub(crate) fn invalid<T>(why: impl Into<String>) -> Result<T> {
    Err(RequestErrorKind::Invalid { why: why.into() }.into())
}

impl<E: Into<RequestErrorKind>> From<E> for RequestError {
    fn from(error: E) -> Self {
        Self(Box::new(error.into()))
    }
}
