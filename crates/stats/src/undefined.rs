//! Why a measure has no value.

use std::fmt;

/// Why a measure is undefined for the numbers it was given.
///
/// Goes with every missing value: a table writes an empty cell, and the reason beside it or in
/// its notes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[repr(u8)]
#[non_exhaustive]
pub enum Undefined {
    /// The logarithm of a joint frequency of 0, or a division by it.
    NeverTogether,
    /// A margin of the table is 0: one of the events never or always happens.
    EmptyMargin,
    /// A cell of the table is 0 that the formula divides by or takes the logarithm of.
    EmptyCell,
    /// The word does not occur.
    AbsentWord,
    /// The word does not occur in the reference, which the formula divides by.
    AbsentInReference,
    /// One of the two corpora holds no tokens.
    EmptyCorpus,
    /// An expected frequency is 1 or less, and its logarithm not above 0.
    SmallExpectation,
    /// The end of an interval that reaches to infinity.
    Unbounded,
    /// The formula needs whole counts, and these are not.
    NeedsWholeCounts,
    /// The counts of this window model make no table: a cell would be below 0.
    ImpossibleTable,
    /// Words that stand in several windows make more pairs than there are words, and the measure would
    /// leave its range.
    OverlappingWindows,
    /// The word occurs, but so unevenly that dispersion lowers its frequency to 0.
    LoweredToZero,
    /// The corpus has one part only.
    SinglePart,
    /// All occurrences fall into the least part, which is the whole corpus.
    WholeCorpusPart,
    /// The measure reads positions, and counts in parts were given.
    NeedsPositions,
    /// The measure reads counts in parts, and positions were given.
    NeedsParts,
    /// The measure reads the words of a text in order, and only frequencies were given.
    NeedsText,
    /// There are no words, texts or periods.
    Empty,
    /// Too few words, texts or periods for the formula.
    TooFew,
    /// The text is shorter than the window, the segment or the sample.
    ShorterThanWindow,
    /// Every word of the text is new: no word is repeated.
    NothingRepeated,
    /// The values do not vary, and their variation is divided by.
    NoVariation,
    /// A parameter outside its domain.
    BadParameter,
    /// The result is greater than any number that is stored.
    TooLarge,
    /// The result is a probability so small that a number would lose its digits.
    TooSmall,
    /// The measure is no test and has no p-value.
    NotATest,
    /// There is no burst.
    NoBurst,
    /// The spread over random halves is asked of corpora that were not halved.
    NoHalves,
    /// The measure is of whole corpora, and these were halved.
    Halved,
    /// Two occurrences begin at one place, as skip-grams may, and have no distance.
    SharedPlace,
    /// The word occurs once, and one occurrence can be spread in one way only.
    OccursOnce,
    /// No group of texts that has the word is in both corpora: the groups tell target from reference.
    Confounded,
    /// The search for the greatest likelihood did not end.
    NotConverged,
    /// Groups of texts were not taken as random.
    NoRandomGroups,
}

impl Undefined {
    /// Every reason once.
    pub const ALL: &'static [Self] = &[
        Self::NeverTogether,
        Self::EmptyMargin,
        Self::EmptyCell,
        Self::AbsentWord,
        Self::AbsentInReference,
        Self::EmptyCorpus,
        Self::SmallExpectation,
        Self::Unbounded,
        Self::NeedsWholeCounts,
        Self::ImpossibleTable,
        Self::OverlappingWindows,
        Self::LoweredToZero,
        Self::SinglePart,
        Self::WholeCorpusPart,
        Self::NeedsPositions,
        Self::NeedsParts,
        Self::NeedsText,
        Self::Empty,
        Self::TooFew,
        Self::ShorterThanWindow,
        Self::NothingRepeated,
        Self::NoVariation,
        Self::BadParameter,
        Self::TooLarge,
        Self::TooSmall,
        Self::NotATest,
        Self::NoBurst,
        Self::NoHalves,
        Self::Halved,
        Self::SharedPlace,
        Self::OccursOnce,
        Self::Confounded,
        Self::NotConverged,
        Self::NoRandomGroups,
    ];

    /// A short name for columns and manifests.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::NeverTogether => "never_together",
            Self::EmptyMargin => "empty_margin",
            Self::EmptyCell => "empty_cell",
            Self::AbsentWord => "absent_word",
            Self::AbsentInReference => "absent_in_reference",
            Self::EmptyCorpus => "empty_corpus",
            Self::SmallExpectation => "small_expectation",
            Self::Unbounded => "unbounded",
            Self::NeedsWholeCounts => "needs_whole_counts",
            Self::ImpossibleTable => "impossible_table",
            Self::OverlappingWindows => "overlapping_windows",
            Self::LoweredToZero => "lowered_to_zero",
            Self::SinglePart => "single_part",
            Self::WholeCorpusPart => "whole_corpus_part",
            Self::NeedsPositions => "needs_positions",
            Self::NeedsParts => "needs_parts",
            Self::NeedsText => "needs_text",
            Self::Empty => "empty",
            Self::TooFew => "too_few",
            Self::ShorterThanWindow => "shorter_than_window",
            Self::NothingRepeated => "nothing_repeated",
            Self::NoVariation => "no_variation",
            Self::BadParameter => "bad_parameter",
            Self::TooLarge => "too_large",
            Self::TooSmall => "too_small",
            Self::NotATest => "not_a_test",
            Self::NoBurst => "no_burst",
            Self::NoHalves => "no_halves",
            Self::Halved => "halved",
            Self::SharedPlace => "shared_place",
            Self::OccursOnce => "occurs_once",
            Self::Confounded => "confounded",
            Self::NotConverged => "not_converged",
            Self::NoRandomGroups => "no_random_groups",
        }
    }

    /// The reason as a sentence without its full stop.
    #[must_use]
    pub const fn sentence(self) -> &'static str {
        match self {
            Self::NeverTogether => "the joint frequency is 0",
            Self::EmptyMargin => "one of the two events never or always happens",
            Self::EmptyCell => "a cell of the table is 0",
            Self::AbsentWord => "the word does not occur",
            Self::AbsentInReference => "the word does not occur in the reference",
            Self::EmptyCorpus => "a corpus holds no tokens",
            Self::SmallExpectation => "an expected frequency is 1 or less",
            Self::Unbounded => "the interval has no end on this side",
            Self::NeedsWholeCounts => "the measure needs whole counts",
            Self::ImpossibleTable => "the counts of this window model make no table",
            Self::OverlappingWindows => {
                "overlapping windows hold more pairs than there are words, and the measure would leave \
                 its range"
            }
            Self::LoweredToZero => "the word is so uneven that its adjusted frequency is 0",
            Self::SinglePart => "the corpus has one part only",
            Self::WholeCorpusPart => "the part that holds the word is the whole corpus",
            Self::NeedsPositions => "the measure needs positions",
            Self::NeedsParts => "the measure needs counts in parts",
            Self::NeedsText => "the measure needs the words in order",
            Self::Empty => "there is nothing to measure",
            Self::TooFew => "there are too few values",
            Self::ShorterThanWindow => "the text is shorter than the window",
            Self::NothingRepeated => "no word is repeated",
            Self::NoVariation => "the values do not vary",
            Self::BadParameter => "a parameter is outside its domain",
            Self::TooLarge => "the result is too large for a number",
            Self::TooSmall => "the result is too small for a number",
            Self::NotATest => "the measure is no test",
            Self::NoBurst => "there is no burst",
            Self::NoHalves => "the corpora were not halved",
            Self::Halved => "the measure is of whole corpora, not of halves",
            Self::SharedPlace => "two occurrences begin at one place",
            Self::OccursOnce => "the word occurs once, which can be spread in one way only",
            Self::Confounded => "no group of texts with the word is in both corpora",
            Self::NotConverged => "the search for the greatest likelihood did not end",
            Self::NoRandomGroups => "groups of texts were not taken as random",
        }
    }
}

impl fmt::Display for Undefined {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.sentence())
    }
}

impl std::error::Error for Undefined {}

/// The number if it is one, else the reason.
pub(crate) fn defined(number: f64, reason: Undefined) -> Result<f64, Undefined> {
    if number.is_finite() { Ok(number) } else { Err(reason) }
}

/// The number, which is finite unless it outgrew what floats can hold.
pub(crate) fn sized(number: f64) -> Result<f64, Undefined> {
    defined(number, Undefined::TooLarge)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_sentences_are_unique() {
        for text in [Undefined::name, Undefined::sentence] {
            let mut texts: Vec<&str> = Undefined::ALL.iter().map(|&reason| text(reason)).collect();
            texts.sort_unstable();
            texts.dedup();
            assert_eq!(texts.len(), Undefined::ALL.len());
        }
        assert_eq!(Undefined::ALL.len(), Undefined::NoRandomGroups as usize + 1);
    }

    /// A column of reasons costs one byte a row.
    #[test]
    fn a_missing_reason_costs_nothing() {
        assert_eq!(size_of::<Option<Undefined>>(), 1);
    }
}
