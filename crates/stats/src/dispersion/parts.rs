//! Dispersion over parts, from the parts in which a word occurs.

use crate::error::{StatsError, StatsErrorKind};
use crate::number::{finite, product, real};

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

    /// The number of parts in which the word occurs.
    #[must_use]
    pub fn range(&self) -> u64 {
        self.counts.iter().filter(|&&(_, count)| count > 0).count() as u64
    }

    /// The share of the parts in which the word occurs.
    #[must_use]
    pub fn range_share(&self) -> f64 {
        real(self.range()) / self.k()
    }

    pub(super) fn k(&self) -> f64 {
        real(self.parts.filled)
    }

    /// Counts above 0 with the sizes of their parts.
    fn occurrences(&self) -> impl Iterator<Item = (u64, u64)> + Clone {
        self.counts.iter().filter(|&&(_, count)| count > 0).filter_map(|&(part, count)| {
            let size = usize::try_from(part).ok().and_then(|index| self.parts.sizes.get(index))?;
            Some((count, *size))
        })
    }

    /// The counts above 0, in the order given.
    pub(super) fn positive_counts(&self) -> impl Iterator<Item = f64> + Clone {
        self.occurrences().map(|(count, _)| real(count))
    }

    /// Relative frequencies above 0.
    fn relative(&self) -> impl Iterator<Item = f64> + Clone {
        self.occurrences().map(|(count, size)| real(count) / real(size))
    }

    fn present(&self) -> Option<()> {
        (self.freq > 0).then_some(())
    }

    /// Standard deviation by mean of k values, of which those not given are 0.
    fn variation(&self, values: impl Iterator<Item = f64> + Clone) -> Option<f64> {
        self.present()?;
        let mean = values.clone().sum::<f64>() / self.k();
        let (mut squares, mut given) = (0.0, 0.0);
        for value in values {
            squares += (value / mean - 1.0).powi(2);
            given += 1.0;
        }
        finite(((squares + (self.k() - given)) / self.k()).sqrt())
    }

    /// The population standard deviation of the counts: `sqrt(sum (v - f/k)^2 / k)`.
    #[must_use]
    pub fn sd(&self) -> Option<f64> {
        finite(self.vc()? * real(self.freq) / self.k())
    }

    /// The variation coefficient of the counts, their standard deviation by their mean.
    #[must_use]
    pub fn vc(&self) -> Option<f64> {
        self.variation(self.positive_counts())
    }

    /// Juilland's D on relative frequencies: `1 - (sd(p) / mean(p)) / sqrt(k - 1)`.
    ///
    /// 1 is even, 0 is all in one part. `None` also for a single part. Values that rounding
    /// carries below 0 are 0.
    ///
    /// Juilland, Brodin and Davidovitch (1970), with relative frequencies for parts of unequal
    /// size.
    #[must_use]
    pub fn juilland_d(&self) -> Option<f64> {
        let spread = self.variation(self.relative())?;
        // Not a number for a single part, which `max` would turn into 0.
        finite(1.0 - spread / (self.k() - 1.0).sqrt()).map(|evenness| evenness.max(0.0))
    }

    /// Carroll's D2 on relative frequencies: the entropy of p by its greatest value, log k.
    ///
    /// 1 is even, 0 is all in one part. `None` also for a single part. Carroll (1970).
    #[must_use]
    pub fn carroll_d2(&self) -> Option<f64> {
        self.present()?;
        let sum: f64 = self.relative().sum();
        let entropy: f64 = self.relative().map(|p| p / sum * (sum / p).ln()).sum();
        if self.parts.filled < 2 {
            return None;
        }
        finite(entropy / self.k().ln())
    }

    /// Rosengren's S adjusted to part sizes: `(sum sqrt(s v))^2 / f`.
    ///
    /// 1 is even, the least share of a part is the least value. Rosengren (1971).
    #[must_use]
    pub fn rosengren_s(&self) -> Option<f64> {
        self.present()?;
        let roots: f64 = self.occurrences().map(|(count, size)| product(count, size).sqrt()).sum();
        finite(roots * roots / product(self.freq, self.parts.tokens))
    }

    /// `sum (v L - size f)` over the parts that hold more than their share, in whole numbers,
    /// where L is the tokens of all parts. It is DP times f L.
    fn surplus(&self) -> f64 {
        let (freq, tokens) = (u128::from(self.freq), u128::from(self.parts.tokens));
        let surplus: u128 = self
            .occurrences()
            .map(|(count, size)| {
                (u128::from(count) * tokens).saturating_sub(u128::from(size) * freq)
            })
            .sum();
        surplus as f64
    }

    /// Gries's deviation of proportions: `sum |t - s| / 2`. **0 is even**, near 1 is clumped.
    ///
    /// Gries (2008). What one part has too much others have too little, so only the parts with
    /// too much need to be read.
    #[must_use]
    pub fn dp(&self) -> Option<f64> {
        self.present()?;
        finite(self.surplus() / product(self.freq, self.parts.tokens))
    }

    /// DP by its greatest value: `DP / (1 - min s)`. **0 is even**, 1 is all in the least part.
    ///
    /// `None` also for a single part. Lijffijt and Gries (2012).
    #[must_use]
    pub fn dp_norm(&self) -> Option<f64> {
        self.present()?;
        finite(self.surplus() / product(self.freq, self.parts.tokens - self.parts.least))
    }

    /// `1 - DP / (1 - min s)` with the least share among the parts where the word occurs.
    ///
    /// **1 is even.** `None` also if that part is the whole corpus. Egbert, Burch and Biber
    /// (2020).
    #[must_use]
    pub fn dp_egbert(&self) -> Option<f64> {
        self.present()?;
        let least = self.occurrences().map(|(_, size)| size).min()?;
        finite(1.0 - self.surplus() / product(self.freq, self.parts.tokens - least))
    }

    /// The Kullback-Leibler divergence of t from s in bits: `sum t log2(t / s)`. **0 is even.**
    ///
    /// Gries (2020).
    #[must_use]
    pub fn kld(&self) -> Option<f64> {
        self.present()?;
        let total = real(self.parts.tokens) / real(self.freq);
        let sum: f64 = self
            .occurrences()
            .map(|(count, size)| real(count) * (real(count) / real(size) * total).log2())
            .sum();
        finite(sum / real(self.freq)).map(|divergence| divergence.max(0.0))
    }

    /// The divergence as odds to one: `1 - KLD / (1 + KLD)`. 1 is even. Gries (2024).
    #[must_use]
    pub fn kld_norm(&self) -> Option<f64> {
        finite(1.0 / (1.0 + self.kld()?))
    }

    /// The divergence as a power of e: `e^-KLD`. 1 is even. Gries (2021).
    #[must_use]
    pub fn kld_norm_exp(&self) -> Option<f64> {
        finite((-self.kld()?).exp())
    }

    /// The divergence as a power of 2: `2^-KLD`. 1 is even.
    #[must_use]
    pub fn kld_norm_exp2(&self) -> Option<f64> {
        finite((-self.kld()?).exp2())
    }

    /// Burch's DA: `1 - mean |p_i - p_j| / (2 mean p)` over all pairs of parts.
    ///
    /// 1 is even, 0 is all in one part. `None` also for a single part. Burch, Egbert and Biber
    /// (2017), by the sorted form of Wilcox (1973).
    ///
    /// Cost: a sort of the parts where the word occurs.
    #[must_use]
    pub fn da(&self) -> Option<f64> {
        self.present()?;
        let mut relative: Vec<f64> = self.relative().collect();
        relative.sort_unstable_by(|first, second| second.total_cmp(first));
        let sum: f64 = relative.iter().sum();
        let ranked: f64 =
            relative.iter().zip(1_u32..).map(|(p, rank)| f64::from(rank) * (p / sum)).sum();
        finite(2.0 * (ranked - 1.0) / (self.k() - 1.0))
    }

    /// One less the Jensen-Shannon divergence of t and s in bits. 1 is even.
    #[must_use]
    pub fn jsd(&self) -> Option<f64> {
        self.present()?;
        let (freq, tokens) = (real(self.freq), real(self.parts.tokens));
        let (mut divergence, mut seen) = (0.0, 0.0);
        for (count, size) in self.occurrences() {
            let (t, s) = (real(count) / freq, real(size) / tokens);
            let middle = f64::midpoint(t, s);
            divergence += t * (t / middle).log2() + s * (s / middle).log2();
            seen += s;
        }
        // In a part without the word the middle is s / 2, which adds s.
        finite(1.0 - f64::midpoint(divergence, (1.0 - seen).max(0.0)))
    }

    /// One less the Hellinger distance of t and s. 1 is even.
    #[must_use]
    pub fn hellinger(&self) -> Option<f64> {
        finite(1.0 - (1.0 - self.rosengren_s()?.sqrt()).max(0.0).sqrt())
    }

    /// Lyne's D3 for parts of equal size: `1 - chi2 / (4 f)`, `chi2 = sum (v - f/k)^2 / (f/k)`.
    ///
    /// 1 is even. Below 0 for words much clumped in many parts. Lyne (1985).
    #[must_use]
    pub fn lyne_d3(&self) -> Option<f64> {
        let spread = self.vc()?;
        finite(1.0 - spread * spread / 4.0)
    }

    /// Zhang's distributional consistency for parts of equal size: `(sum sqrt(v) / k)^2 / (f/k)`.
    ///
    /// 1 is even, 1/k is all in one part. Zhang, Huang and Yu (2004).
    #[must_use]
    pub fn zhang_dc(&self) -> Option<f64> {
        self.present()?;
        let roots: f64 = self.positive_counts().map(f64::sqrt).sum();
        finite(roots * roots / (self.k() * real(self.freq)))
    }
}
