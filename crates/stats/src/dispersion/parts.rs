//! The parts of a corpus, and the counts of a word in them.

use std::collections::BTreeMap;
use std::sync::{Mutex, OnceLock, PoisonError};

use super::measure::DispersionMeasure;
use crate::error::{StatsError, StatsErrorKind};
use crate::number::real;
use crate::undefined::Undefined;

/// A measure at the least and at the most even spread.
pub(super) type Bounds = Result<(f64, f64), Undefined>;

/// What many words of one corpus share, computed when it is first asked for.
#[derive(Debug, Default)]
struct Shared {
    /// The parts that hold tokens with their sizes, the greatest first.
    by_size: OnceLock<Vec<(u32, u64)>>,
    /// Bounds by measure and frequency.
    bounds: Mutex<BTreeMap<(DispersionMeasure, u64), Bounds>>,
}

/// A copy computes its own.
impl Clone for Shared {
    fn clone(&self) -> Self {
        Self::default()
    }
}

/// All of it follows from the sizes.
impl PartialEq for Shared {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl Eq for Shared {}

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
    shared: Shared,
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
        Ok(Self { sizes, tokens, filled, least, shared: Shared::default() })
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

    /// The parts that hold tokens with their sizes, the greatest first, equal ones in their order.
    pub(crate) fn by_size(&self) -> &[(u32, u64)] {
        self.shared.by_size.get_or_init(|| {
            let parts = (0..).zip(self.sizes.iter().copied());
            let mut parts: Vec<(u32, u64)> = parts.filter(|(_, size)| *size > 0).collect();
            parts.sort_by_key(|(_, size)| std::cmp::Reverse(*size));
            parts
        })
    }

    /// Bounds that were computed before for a word as frequent, or now and for the next.
    pub(super) fn bounds(
        &self,
        measure: DispersionMeasure,
        freq: u64,
        compute: impl FnOnce() -> Bounds,
    ) -> Bounds {
        let known = || self.shared.bounds.lock().unwrap_or_else(PoisonError::into_inner);
        let found = known().get(&(measure, freq)).copied();
        found.unwrap_or_else(|| {
            // Two threads may compute the same; none waits for another.
            let bounds = compute();
            known().insert((measure, freq), bounds);
            bounds
        })
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
