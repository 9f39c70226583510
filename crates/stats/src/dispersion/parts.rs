//! The parts of a corpus, and the counts of a word in them.

use crate::error::{StatsError, StatsErrorKind};
use crate::number::real;

/// The sizes of the parts of a corpus in tokens, and the sums that every word shares.
///
/// Parts without tokens cannot hold a word: they keep their numbers but are not counted as parts.
///
/// # Examples
/// ```
/// use siyaq_stats::PartSizes;
///
/// let parts = PartSizes::new(vec![9, 10, 10, 10, 11])?;
/// let counts = [(0, 1), (1, 2), (2, 3), (3, 4), (4, 5)];
/// let word = parts.counts(&counts)?;
/// assert_eq!(word.dp(), Some(0.18));
/// assert!((word.dp_norm().expect("five parts") - 0.219_512_20).abs() < 1e-8);
/// assert!((word.juilland_d().expect("five parts") - 0.785_150_45).abs() < 1e-8);
/// # Ok::<(), siyaq_stats::StatsError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PartSizes {
    sizes: Vec<u64>,
    tokens: u64,
    filled: u64,
    least: u64,
}

impl PartSizes {
    /// Parts in the order in which counts will number them, from 0.
    ///
    /// # Errors
    /// When no part holds a token, or the sum of the sizes does not fit into 64 bits.
    pub fn new(sizes: Vec<u64>) -> Result<Self, StatsError> {
        let tokens = sizes
            .iter()
            .try_fold(0_u64, |sum, &size| sum.checked_add(size))
            .ok_or(StatsErrorKind::CountOverflow)?;
        let filled = sizes.iter().filter(|&&size| size > 0);
        let least = filled.clone().copied().min().ok_or(StatsErrorKind::EmptyParts)?;
        let filled = filled.count() as u64;
        Ok(Self { sizes, tokens, filled, least })
    }

    /// All tokens of all parts.
    #[must_use]
    pub fn tokens(&self) -> u64 {
        self.tokens
    }

    /// The number of parts that hold tokens, k in the formulas.
    #[must_use]
    pub fn part_count(&self) -> u64 {
        self.filled
    }

    /// The tokens of the least part that holds any.
    pub(crate) fn least(&self) -> u64 {
        self.least
    }

    /// The sizes as they were given.
    #[must_use]
    pub fn sizes(&self) -> &[u64] {
        &self.sizes
    }

    /// Joins the counts of one word: pairs of a part's number and the word's count there.
    ///
    /// Each part at most once, in any order; parts that are not named count 0, and so do pairs
    /// with a count of 0. The same part twice is not noticed and gives wrong numbers.
    ///
    /// Cost: one pass over the pairs; nothing is copied.
    ///
    /// # Errors
    /// When a part does not exist, a part without tokens has a count, or the counts overflow.
    pub fn counts<'a>(&'a self, counts: &'a [(u32, u64)]) -> Result<PartCounts<'a>, StatsError> {
        let mut freq = 0_u64;
        for &(part, count) in counts {
            match usize::try_from(part).ok().and_then(|index| self.sizes.get(index)) {
                None => {
                    let parts = self.sizes.len();
                    return Err(StatsErrorKind::NoSuchPart { part, parts }.into());
                }
                Some(0) if count > 0 => {
                    return Err(StatsErrorKind::CountInEmptyPart { part }.into());
                }
                Some(_) => {}
            }
            freq = freq.checked_add(count).ok_or(StatsErrorKind::CountOverflow)?;
        }
        Ok(PartCounts { parts: self, counts, freq })
    }
}

/// The counts of one word in the parts of a corpus.
///
/// In the formulas k is the number of parts, v the count in a part, f the sum of the counts, s a
/// part's share of the tokens, t = v / f its share of the word, p = v / size the relative
/// frequency there. Every measure is `None` for a word that does not occur (f = 0), and runs
/// over the parts where the word occurs, not over all parts.
#[derive(Clone, Copy, Debug)]
pub struct PartCounts<'a> {
    parts: &'a PartSizes,
    counts: &'a [(u32, u64)],
    freq: u64,
}

impl PartCounts<'_> {
    /// The frequency of the word in all parts together.
    #[must_use]
    pub fn freq(&self) -> u64 {
        self.freq
    }

    /// The parts.
    #[must_use]
    pub fn parts(&self) -> &PartSizes {
        self.parts
    }

    /// The number of parts in which the word occurs.
    #[must_use]
    pub fn range(&self) -> u64 {
        self.occurrences().count() as u64
    }

    /// The share of the parts in which the word occurs.
    #[must_use]
    pub fn range_share(&self) -> f64 {
        real(self.range()) / real(self.parts.part_count())
    }

    /// Counts above 0 with the sizes of their parts.
    pub(crate) fn occurrences(&self) -> impl Iterator<Item = (u64, u64)> + Clone {
        self.counts.iter().filter(|&&(_, count)| count > 0).filter_map(|&(part, count)| {
            let size = usize::try_from(part).ok().and_then(|index| self.parts.sizes.get(index))?;
            Some((count, *size))
        })
    }
}
