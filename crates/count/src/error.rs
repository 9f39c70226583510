//! What can be wrong with a count that is asked for.

/// An error in counting.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{kind}")]
pub struct CountError {
    kind: CountErrorKind,
}

/// The kinds of [`CountError`].
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum CountErrorKind {
    /// An n-gram of no words.
    #[error("an n-gram has at least one word; give n as 1 or more")]
    NoWords,
    /// A frame without words, or without such a slot.
    #[error(
        "a frame of {words} words has no slot {slot} beside a word; slots count from 0, and a slot inside needs 3 words"
    )]
    NoSlot {
        /// The words asked for, the slot included.
        words: usize,
        /// The slot asked for.
        slot: usize,
    },
    /// An n-gram that is too long to be packed.
    #[error(
        "n-grams of {words} words over {forms} forms are too long to be counted; n may be at most {limit} here"
    )]
    TooLong {
        /// The n asked for.
        words: usize,
        /// How many forms the layer has.
        forms: u32,
        /// The greatest n for it.
        limit: usize,
    },
    /// Skip-grams that are too many.
    #[error(
        "{skip} words left out of n-grams of {words} make more than {limit} skip-grams of every word; leave out fewer"
    )]
    TooManySkips {
        /// The n asked for.
        words: usize,
        /// How many words may be left out.
        skip: usize,
        /// The most skip-grams that may begin at one word.
        limit: u64,
    },
    /// A window of no positions.
    #[error("a window has at least one position before or after the node")]
    EmptyWindow,
    /// A window that is too wide.
    #[error(
        "a window of {positions} positions on one side is too wide; at most {limit} are counted"
    )]
    WideWindow {
        /// The positions asked for.
        positions: usize,
        /// The most there may be.
        limit: usize,
    },
    /// Counts that a minimum has cut, or that are only the first, cannot be merged.
    #[error(
        "counts with a minimum, or of the first n-grams only, cannot be merged, since what is missing in one part is missing from the sum; count the parts without one"
    )]
    Cut,
    /// Counts of different layers cannot be merged.
    #[error("counts of different layers or different n cannot be merged")]
    Unlike,
}

impl CountError {
    /// What kind of error this is.
    #[must_use]
    pub fn kind(&self) -> &CountErrorKind {
        &self.kind
    }
}

impl From<CountErrorKind> for CountError {
    fn from(kind: CountErrorKind) -> Self {
        Self { kind }
    }
}
