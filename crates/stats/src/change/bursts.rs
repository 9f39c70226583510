//! When is a word the talk of the day? Bursts.

use crate::number::real;
use crate::sample::SampleCount;
use crate::undefined::Undefined;

/// How bursts are told from chance.
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub struct BurstOptions {
    /// By how much the rate is multiplied from one level to the next; above 1, 2 by custom.
    pub scale: f64,
    /// What it costs to rise by one level, in units of ln of the number of periods; 1 by custom.
    /// Greater values find fewer and longer bursts.
    pub gamma: f64,
    /// The levels, the usual rate included; 2 finds bursts, more find bursts within bursts.
    pub levels: u8,
}

impl Default for BurstOptions {
    /// Two levels, twice the rate, a cost of 1.
    fn default() -> Self {
        Self { scale: 2.0, gamma: 1.0, levels: 2 }
    }
}

impl BurstOptions {
    /// With the rate multiplied by this from level to level.
    #[must_use]
    pub fn scale(self, scale: f64) -> Self {
        Self { scale, ..self }
    }

    /// With this cost of rising.
    #[must_use]
    pub fn gamma(self, gamma: f64) -> Self {
        Self { gamma, ..self }
    }

    /// With so many levels.
    #[must_use]
    pub fn levels(self, levels: u8) -> Self {
        Self { levels, ..self }
    }
}

/// Periods in which a word is at a level or above it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Burst {
    /// The level, from 1.
    pub level: u8,
    /// The first period.
    pub start: usize,
    /// The period after the last.
    pub end: usize,
    /// How much better the level explains these periods than the one below, in natural
    /// logarithms of likelihood.
    pub weight: f64,
}

/// The level of every period, and the bursts that follow from it.
#[derive(Clone, Debug, PartialEq)]
pub struct Bursts {
    /// The level of each period, 0 for the usual rate.
    pub levels: Vec<u8>,
    /// The bursts by their first period, outer before inner.
    pub bursts: Vec<Burst>,
}

/// The greatest probability of a level: a rate cannot exceed every token.
const MOST: f64 = 0.9999;

/// Kleinberg's bursts (2002) for counts by period: the sequence of levels that is the most
/// probable, rises having a price.
///
/// Each period offers `tokens` (or documents) of which `freq` have the word; the usual rate is
/// that of all periods together. The levels are found exactly, by the algorithm of Viterbi; the
/// Python package `burst_detection` decides period by period and can miss the best sequence.
///
/// # Errors
/// [`Undefined::Empty`] without periods, [`Undefined::AbsentWord`] if the word does not occur,
/// [`Undefined::BadParameter`] if a frequency exceeds its tokens, the scale is not above 1, gamma
/// is negative or there are fewer than two levels.
///
/// # Examples
/// ```
/// use siyaq_stats::{BurstOptions, SampleCount, bursts};
///
/// // «زلزال» in a thousand documents a month: a burst from the fourth to the fifth.
/// let months = [1, 2, 1, 30, 25, 2, 1, 2].map(|freq| SampleCount { freq, tokens: 1_000 });
/// let found = bursts(&months, &BurstOptions::default())?;
/// assert_eq!(found.levels, [0, 0, 0, 1, 1, 0, 0, 0]);
/// assert_eq!((found.bursts[0].start, found.bursts[0].end), (3, 5));
/// # Ok::<(), siyaq_stats::Undefined>(())
/// ```
pub fn bursts(periods: &[SampleCount], options: &BurstOptions) -> Result<Bursts, Undefined> {
    let sound = options.scale > 1.0 && options.scale.is_finite();
    let priced = options.gamma >= 0.0 && options.gamma.is_finite();
    if !sound || !priced || options.levels < 2 {
        return Err(Undefined::BadParameter);
    }
    if periods.is_empty() {
        return Err(Undefined::Empty);
    }
    if periods.iter().any(|period| period.freq > period.tokens) {
        return Err(Undefined::BadParameter);
    }
    let freq: f64 = periods.iter().map(|period| real(period.freq)).sum();
    if freq <= 0.0 {
        return Err(Undefined::AbsentWord);
    }
    let tokens: f64 = periods.iter().map(|period| real(period.tokens)).sum();
    let rates: Vec<f64> = (0..options.levels)
        .map(|level| (freq / tokens * options.scale.powi(i32::from(level))).min(MOST))
        .collect();
    let price = options.gamma * (periods.len() as f64).ln();
    let levels = best_levels(periods, &rates, price);
    let bursts = runs(periods, &rates, &levels);
    Ok(Bursts { levels, bursts })
}

/// Minus the logarithm of the likelihood of a period at a rate, without the binomial coefficient,
/// which is the same at every rate.
fn misfit(period: &SampleCount, rate: f64) -> f64 {
    -(real(period.freq) * rate.ln() + real(period.tokens - period.freq) * (-rate).ln_1p())
}

/// The cheapest sequence of levels; of equal ones the lower.
fn best_levels(periods: &[SampleCount], rates: &[f64], price: f64) -> Vec<u8> {
    // What the best sequence up to here costs that ends at each level, from level 0 on.
    let rise = |from: usize, to: usize| price * to.saturating_sub(from) as f64;
    let mut costs: Vec<f64> =
        (0..rates.len()).map(|level| if level == 0 { 0.0 } else { f64::INFINITY }).collect();
    let mut steps: Vec<Vec<u8>> = Vec::with_capacity(periods.len());
    for period in periods {
        let (mut next, mut origins) = (Vec::new(), Vec::new());
        for (level, &rate) in rates.iter().enumerate() {
            let mut best = (f64::INFINITY, 0_u8);
            for ((from, cost), name) in costs.iter().enumerate().zip(0_u8..) {
                let here = cost + rise(from, level);
                if here < best.0 {
                    best = (here, name);
                }
            }
            next.push(best.0 + misfit(period, rate));
            origins.push(best.1);
        }
        costs = next;
        steps.push(origins);
    }
    let mut level = 0_u8;
    let mut least = f64::INFINITY;
    for (&cost, name) in costs.iter().zip(0_u8..) {
        if cost < least {
            (least, level) = (cost, name);
        }
    }
    let mut levels = Vec::with_capacity(periods.len());
    for origins in steps.iter().rev() {
        levels.push(level);
        level = origins.get(usize::from(level)).copied().unwrap_or(0);
    }
    levels.reverse();
    levels
}

/// The runs of periods at each level or above it.
fn runs(periods: &[SampleCount], rates: &[f64], levels: &[u8]) -> Vec<Burst> {
    let mut bursts = Vec::new();
    for (pair, level) in rates.windows(2).zip(1_u8..) {
        let [below, above] = pair else { continue };
        let mut open: Option<Burst> = None;
        for (place, (period, &at)) in periods.iter().zip(levels).enumerate() {
            if at < level {
                bursts.extend(open.take());
                continue;
            }
            let gain = misfit(period, *below) - misfit(period, *above);
            let burst = open.get_or_insert(Burst { level, start: place, end: place, weight: 0.0 });
            burst.end = place + 1;
            burst.weight += gain;
        }
        bursts.extend(open);
    }
    bursts.sort_by_key(|burst| (burst.start, burst.level));
    bursts
}
