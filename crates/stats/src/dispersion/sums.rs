//! The sums over the parts of a word from which every measure follows, in one pass.

use super::parts::PartCounts;
use crate::number::{product, real};

/// Which sums are needed: each costs something for every part that holds the word.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Need(u16);

impl Need {
    pub(crate) const NOTHING: Self = Self(0);
    /// Mean and variation of the counts.
    pub(crate) const COUNTS: Self = Self(1);
    /// Mean and variation of the relative frequencies.
    pub(crate) const RELATIVE: Self = Self(1 << 1);
    /// Entropy of the relative frequencies.
    pub(crate) const RELATIVE_LOGS: Self = Self(1 << 2 | 1 << 1);
    /// Entropy of the counts.
    pub(crate) const COUNT_LOGS: Self = Self(1 << 3);
    pub(crate) const ROOTS: Self = Self(1 << 4);
    pub(crate) const COUNT_ROOTS: Self = Self(1 << 5);
    pub(crate) const SURPLUS: Self = Self(1 << 6);
    pub(crate) const DIVERGENCE: Self = Self(1 << 7);
    pub(crate) const MIDDLE: Self = Self(1 << 8);
    pub(crate) const HARMONIC: Self = Self(1 << 9);
    /// All relative frequencies, in order of size.
    pub(crate) const SORTED: Self = Self(1 << 10 | 1 << 1);

    pub(crate) const fn and(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    const fn has(self, other: Self) -> bool {
        self.0 & other.0 == other.0
    }
}

/// Mean and variation of values that come one by one (Welford 1962).
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Variation {
    number: f64,
    pub(crate) sum: f64,
    mean: f64,
    squares: f64,
}

impl Variation {
    fn push(&mut self, value: f64) {
        self.number += 1.0;
        self.sum += value;
        let before = value - self.mean;
        self.mean += before / self.number;
        self.squares += before * (value - self.mean);
    }

    /// The sum of squared deviations when so many values are 0 besides (Chan and others 1983).
    fn squares_among(&self, k: f64) -> f64 {
        self.squares + self.mean * self.mean * (self.number * (k - self.number) / k)
    }

    /// Mean of all k values, of which those not given are 0.
    pub(crate) fn mean_among(&self, k: f64) -> f64 {
        self.sum / k
    }

    /// Standard deviation of all k values; `freedom` is k, or k - 1 for a sample.
    pub(crate) fn deviation_among(&self, k: f64, freedom: f64) -> f64 {
        (self.squares_among(k) / freedom).max(0.0).sqrt()
    }
}

/// What one pass over the parts of a word yields.
#[derive(Clone, Debug, Default)]
pub(crate) struct Sums {
    pub(crate) range: u64,
    /// The least part that holds the word.
    pub(crate) least: u64,
    pub(crate) counts: Variation,
    pub(crate) relative: Variation,
    /// The sum of p ln p.
    pub(crate) relative_logs: f64,
    /// The sum of v ln v.
    pub(crate) count_logs: f64,
    /// The sum of the roots of v times size.
    pub(crate) roots: f64,
    /// The sum of the roots of v.
    pub(crate) count_roots: f64,
    /// The sum of `v L - size f` over the parts that hold more than their share, in whole numbers,
    /// where L is the tokens of all parts. It is DP times f L.
    pub(crate) surplus: u128,
    /// The sum of v log2(t / s).
    pub(crate) divergence: f64,
    /// The sum of t log2(t / m) + s log2(s / m), m in the middle of t and s.
    pub(crate) middle: f64,
    /// The sum of s over the parts that hold the word.
    pub(crate) seen: f64,
    /// The sum of 1 + 1/2 + … + 1/v.
    pub(crate) harmonic: f64,
    /// The sum of rank times p, the greatest p first.
    pub(crate) ranked: f64,
}

impl Sums {
    pub(crate) fn new(word: &PartCounts<'_>, need: Need) -> Self {
        let mut sums = Self { least: u64::MAX, ..Self::default() };
        let (freq, tokens) = (word.freq(), word.parts().tokens());
        let (freq_real, tokens_real) = (real(freq), real(tokens));
        let rate = tokens_real / freq_real;
        let mut relative = Vec::new();
        for (count, size) in word.occurrences() {
            let (v, n) = (real(count), real(size));
            let p = v / n;
            sums.range += 1;
            sums.least = sums.least.min(size);
            if need.has(Need::COUNTS) {
                sums.counts.push(v);
            }
            if need.has(Need::RELATIVE) {
                sums.relative.push(p);
            }
            if need.has(Need::RELATIVE_LOGS) {
                sums.relative_logs += p * p.ln();
            }
            if need.has(Need::COUNT_LOGS) {
                sums.count_logs += v * v.ln();
            }
            if need.has(Need::ROOTS) {
                sums.roots += product(count, size).sqrt();
            }
            if need.has(Need::COUNT_ROOTS) {
                sums.count_roots += v.sqrt();
            }
            if need.has(Need::SURPLUS) {
                let held = u128::from(count) * u128::from(tokens);
                sums.surplus += held.saturating_sub(u128::from(size) * u128::from(freq));
            }
            if need.has(Need::DIVERGENCE) {
                sums.divergence += v * (p * rate).log2();
            }
            if need.has(Need::MIDDLE) {
                let (t, s) = (v / freq_real, n / tokens_real);
                let middle = f64::midpoint(t, s);
                sums.middle += t * (t / middle).log2() + s * (s / middle).log2();
                sums.seen += s;
            }
            if need.has(Need::HARMONIC) {
                sums.harmonic += harmonic(v);
            }
            if need.has(Need::SORTED) {
                relative.push(p);
            }
        }
        relative.sort_unstable_by(|first, second| second.total_cmp(first));
        let ranks = relative.iter().zip(1_u32..);
        sums.ranked = ranks.map(|(p, rank)| f64::from(rank) * (p / sums.relative.sum)).sum();
        sums
    }
}

/// The sum of the reciprocals of 1 to n; by Euler and Maclaurin's formula from 64 on.
fn harmonic(n: f64) -> f64 {
    /// Euler's constant.
    const GAMMA: f64 = 0.577_215_664_901_532_9;
    if n >= 64.0 {
        let square = n * n;
        let tail = (1.0 - (1.0 / 10.0 - 1.0 / (21.0 * square)) / square) / (12.0 * square);
        return n.ln() + GAMMA + 0.5 / n - tail;
    }
    let (mut sum, mut term) = (0.0, 1.0);
    while term <= n {
        sum += 1.0 / term;
        term += 1.0;
    }
    sum
}
