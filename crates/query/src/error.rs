//! What can go wrong with a query.

use siyaq_index::IndexError;
use siyaq_types::did_you_mean;

/// An error in reading a query or in answering it.
#[derive(Debug, thiserror::Error)]
#[error("{kind}")]
pub struct QueryError {
    kind: Box<QueryErrorKind>,
    source: Option<Box<dyn std::error::Error + Send + Sync>>,
}

/// The kinds of [`QueryError`].
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum QueryErrorKind {
    /// The query cannot be read.
    #[error("cannot read the query at byte {byte}, marked by ^ in `{}`: {problem}; {advice}", marked(query, *byte))]
    Syntax {
        /// The query.
        query: String,
        /// Where reading stopped, in bytes from the start of the query.
        byte: usize,
        /// What is wrong there.
        problem: String,
        /// What to write instead.
        advice: String,
    },
    /// The alternatives of a query have too many words for its length.
    #[error(
        "the alternatives of the query are too many: {words} words in phrases of up to {longest}; write fewer groups of more than one word, or several queries"
    )]
    TooManyAlternatives {
        /// How many words the longest phrase has.
        longest: usize,
        /// How many words there are in all; those that may stand in the same place are one.
        words: usize,
    },
    /// A name of a key of sorting or grouping, of a collation or of a boundary that is none.
    #[error("{found:?} is none of {choices}{}", did_you_mean(found, choices.split([',', ' '])))]
    UnknownName {
        /// What was given.
        found: String,
        /// What may be given.
        choices: &'static str,
    },
    /// The rule that a layer keeps for the words of queries names what this version does not know.
    #[error("the layer {layer} cannot be asked: {what}")]
    LayerRule {
        /// The layer.
        layer: String,
        /// What is not known.
        what: String,
    },
    /// The corpus has no such layer or field, or it is damaged.
    #[error("{message}")]
    Corpus {
        /// What the corpus said.
        message: String,
    },
}

/// The query with `^` before the place. It stands inside the text, not below it, so that it marks
/// the same place whichever way the line is shown.
fn marked(query: &str, byte: usize) -> String {
    match query.split_at_checked(byte) {
        Some((before, after)) => format!("{before}^{after}"),
        None => format!("{query}^"),
    }
}

impl QueryError {
    /// What kind of error this is.
    #[must_use]
    pub fn kind(&self) -> &QueryErrorKind {
        &self.kind
    }

    pub(crate) fn syntax(
        query: &str,
        byte: usize,
        problem: impl Into<String>,
        advice: impl Into<String>,
    ) -> Self {
        let (problem, advice) = (problem.into(), advice.into());
        QueryErrorKind::Syntax { query: query.to_owned(), byte, problem, advice }.into()
    }

    pub(crate) fn unknown(found: &str, choices: &'static str) -> Self {
        QueryErrorKind::UnknownName { found: found.to_owned(), choices }.into()
    }
}

impl From<QueryErrorKind> for QueryError {
    fn from(kind: QueryErrorKind) -> Self {
        Self { kind: Box::new(kind), source: None }
    }
}

impl From<IndexError> for QueryError {
    fn from(error: IndexError) -> Self {
        let kind = QueryErrorKind::Corpus { message: error.to_string() };
        Self { kind: Box::new(kind), source: Some(Box::new(error)) }
    }
}
