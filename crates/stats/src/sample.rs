//! A word in one text or one period.

/// How often a word occurs in a text or a period, and how many tokens that holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SampleCount {
    /// The frequency of the word.
    pub freq: u64,
    /// The tokens.
    pub tokens: u64,
}
