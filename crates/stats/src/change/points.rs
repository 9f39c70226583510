//! When did a word's frequency change? Change points.

use std::f64::consts::LN_10;

use crate::number::real;
use crate::sample::SampleCount;
use crate::tails::p_value;
use crate::undefined::Undefined;

/// The test of Pettitt for one change of level.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Pettitt {
    /// The number of periods before the change: it lies between this and the next.
    pub before: usize,
    /// The statistic K: how far the pairs across the change lean to one side.
    pub k: u64,
    /// Whether the values rise at the change.
    pub rises: bool,
    /// The decimal logarithm of the approximate two-sided p-value; 0 at most.
    pub log10_p: f64,
}

impl Pettitt {
    /// The approximate two-sided p-value.
    ///
    /// # Errors
    /// [`Undefined::TooSmall`] below [`LEAST_P`](crate::LEAST_P), where there is the logarithm only.
    pub fn p(self) -> Result<f64, Undefined> {
        p_value(self.log10_p)
    }
}

/// Pettitt (1979): whether and where values in order of time change their level, by ranks.
///
/// p is `2 exp(-6 K^2 / (n^3 + n^2))`, good for p below 0.5. Of several equal places the first.
///
/// # Errors
/// [`Undefined::TooFew`] with fewer than two values, [`Undefined::NoVariation`] if no place
/// parts greater from smaller ones, [`Undefined::BadParameter`] if a value is not finite.
///
/// # Examples
/// ```
/// // «جائحة» in a million tokens: each of the last four years is above each of the first four.
/// let found = siyaq_stats::pettitt(&[3.0, 4.0, 3.0, 4.0, 9.0, 8.0, 9.0, 8.0])?;
/// assert_eq!((found.before, found.k, found.rises), (4, 4 * 4, true));
/// // n is 8: n^3 + n^2 = 576.
/// assert!((found.p()? - 2.0 * (-6.0 * 16_f64.powi(2) / 576.0).exp()).abs() < 1e-12);
/// # Ok::<(), siyaq_stats::Undefined>(())
/// ```
pub fn pettitt(values: &[f64]) -> Result<Pettitt, Undefined> {
    if values.iter().any(|value| !value.is_finite()) {
        return Err(Undefined::BadParameter);
    }
    if values.len() < 2 {
        return Err(Undefined::TooFew);
    }
    // U grows, with each period, by its wins over all others less its losses.
    let mut sum = 0_i64;
    let (mut best, mut before) = (0_i64, 0);
    for (place, value) in (1..values.len()).zip(values) {
        let greater = values.iter().filter(|other| value > *other).count() as i64;
        let smaller = values.iter().filter(|other| value < *other).count() as i64;
        sum += greater - smaller;
        if sum.abs() > best.abs() {
            (best, before) = (sum, place);
        }
    }
    if best == 0 {
        return Err(Undefined::NoVariation);
    }
    let (k, n) = (best.unsigned_abs(), values.len() as f64);
    let ln_p = 2_f64.ln() - 6.0 * real(k) * real(k) / (n * n * (n + 1.0));
    Ok(Pettitt { before, k, rises: best < 0, log10_p: ln_p.min(0.0) / LN_10 })
}

/// Periods between two changes, in which a word has one rate.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Segment {
    /// The first period.
    pub start: usize,
    /// The period after the last.
    pub end: usize,
    /// Occurrences in all its periods.
    pub freq: u64,
    /// Tokens of all its periods.
    pub tokens: u64,
}

impl Segment {
    /// Occurrences in a million tokens.
    ///
    /// # Errors
    /// [`Undefined::EmptyCorpus`] for a segment without tokens.
    pub fn per_million(self) -> Result<f64, Undefined> {
        if self.tokens == 0 {
            return Err(Undefined::EmptyCorpus);
        }
        Ok(1e6 * real(self.freq) / real(self.tokens))
    }
}

/// What a segment costs: minus the logarithm of its Poisson likelihood, up to what is the same
/// for all ways to divide the periods.
fn cost(freq: u64, tokens: u64) -> f64 {
    if freq == 0 { 0.0 } else { -real(freq) * (real(freq) / real(tokens)).ln() }
}

/// Divides the periods where a word's rate changes: the division of greatest Poisson likelihood
/// less a penalty for each change.
///
/// The penalty is ln n unless one is given, which is that of the information criterion of
/// Schwarz: each change brings a place and a rate. Occurrences come in bursts, which a Poisson
/// process has not: a greater penalty, or documents for tokens, keep bursts apart from changes.
///
/// Optimal partitioning (Jackson and others 2005), exact; of equal divisions the one whose last
/// change is earliest.
///
/// Cost: the square of the number of periods.
///
/// # Errors
/// [`Undefined::Empty`] without periods, [`Undefined::BadParameter`] if a frequency exceeds its
/// tokens, a sum does not fit into 64 bits or the penalty is not a number from 0 on.
///
/// # Examples
/// ```
/// use siyaq_stats::{SampleCount, change_points};
///
/// // «جائحة» in a thousand documents a month: four times as often from the fourth month on.
/// let months = [10, 11, 9, 40, 38, 42].map(|freq| SampleCount { freq, tokens: 1_000 });
/// let found = change_points(&months, None)?;
/// let stretches: Vec<_> = found.iter().map(|own| (own.start..own.end, own.freq)).collect();
/// assert_eq!(stretches, [(0..3, 30), (3..6, 120)]);
/// assert_eq!(found[1].per_million()?, 40_000.0);
/// # Ok::<(), siyaq_stats::Undefined>(())
/// ```
pub fn change_points(
    periods: &[SampleCount],
    penalty: Option<f64>,
) -> Result<Vec<Segment>, Undefined> {
    let penalty = penalty.unwrap_or_else(|| (periods.len() as f64).ln());
    if periods.is_empty() {
        return Err(Undefined::Empty);
    }
    if !(penalty >= 0.0 && penalty.is_finite()) {
        return Err(Undefined::BadParameter);
    }
    let mut sums = vec![(0_u64, 0_u64)];
    for period in periods {
        let (freq, tokens) = sums.last().copied().unwrap_or_default();
        let sum = freq.checked_add(period.freq).zip(tokens.checked_add(period.tokens));
        let fits = sum.filter(|_| period.freq <= period.tokens);
        sums.push(fits.ok_or(Undefined::BadParameter)?);
    }
    // For each end the least cost up to there, and where its last segment starts.
    let mut best: Vec<(f64, usize)> = vec![(-penalty, 0)];
    for &(freq, tokens) in sums.iter().skip(1) {
        let mut least = (f64::INFINITY, 0);
        for (start, (&(earlier_freq, earlier_tokens), (total, _))) in
            sums.iter().zip(&best).enumerate()
        {
            let here = total + penalty + cost(freq - earlier_freq, tokens - earlier_tokens);
            // A hair's breadth is rounding, and no reason for a change.
            if here < least.0 - 1e-12 * least.0.abs().min(1e12) {
                least = (here, start);
            }
        }
        best.push(least);
    }
    let mut segments = Vec::new();
    let mut end = periods.len();
    while end > 0 {
        let start = best.get(end).map_or(0, |step| step.1);
        let [(f0, t0), (f1, t1)] = [start, end].map(|at| sums.get(at).copied().unwrap_or_default());
        segments.push(Segment { start, end, freq: f1 - f0, tokens: t1 - t0 });
        end = start;
    }
    segments.reverse();
    Ok(segments)
}
