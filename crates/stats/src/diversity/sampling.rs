//! Diversity of random samples, and the growth of a vocabulary.

use std::collections::HashMap;

use super::spectrum::Spectrum;
use crate::number::real;
use crate::random::Random;
use crate::undefined::{Undefined, defined};

/// The sample sizes at which vocd-D reads the type-token ratio.
const SIZES: std::ops::RangeInclusive<u32> = 35..=50;

/// How vocd-D draws its samples.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct VocdOptions {
    /// The seed: the same seed, the same value.
    pub seed: u64,
    /// Samples of each size in each trial, 100 by custom.
    pub samples: u32,
    /// Trials whose values are averaged, 3 by custom.
    pub trials: u32,
}

impl Default for VocdOptions {
    /// Three trials of a hundred samples from the seed 1.
    fn default() -> Self {
        Self { seed: 1, samples: 100, trials: 3 }
    }
}

impl VocdOptions {
    /// From this seed.
    #[must_use]
    pub fn seed(self, seed: u64) -> Self {
        Self { seed, ..self }
    }

    /// With so many samples of each size.
    #[must_use]
    pub fn samples(self, samples: u32) -> Self {
        Self { samples, ..self }
    }

    /// With so many trials.
    #[must_use]
    pub fn trials(self, trials: u32) -> Self {
        Self { trials, ..self }
    }
}

/// The type-token ratio of n tokens in the model of vocd: `(D/n)(sqrt(1 + 2n/D) - 1)`.
fn model_ratio(d: f64, n: f64) -> f64 {
    // The same as 2 / (sqrt(1 + 2n/D) + 1), which does not subtract.
    2.0 / ((1.0 + 2.0 * n / d).sqrt() + 1.0)
}

/// The D of the model that is nearest to the ratios, by least squares.
fn fit(ratios: &[(f64, f64)]) -> Result<f64, Undefined> {
    if ratios.iter().all(|(_, ratio)| *ratio >= 1.0) {
        // No sample repeats a word: D would be infinite.
        return Err(Undefined::NothingRepeated);
    }
    let slope = |ln_d: f64| {
        let d = ln_d.exp();
        let term = |&(n, ratio): &(f64, f64)| {
            let root = (1.0 + 2.0 * n / d).sqrt();
            let model = model_ratio(d, n);
            // The model's derivative by ln D is ratio^2 n / (2 D root).
            (model - ratio) * model * model * n / (2.0 * d * root)
        };
        ratios.iter().map(term).sum::<f64>()
    };
    let (mut low, mut high) = (-20.0_f64, 30.0_f64);
    for _ in 0..200 {
        let middle = f64::midpoint(low, high);
        if slope(middle) < 0.0 { low = middle } else { high = middle }
    }
    Ok(f64::midpoint(low, high).exp())
}

/// vocd-D (McKee, Malvern and Richards 2000): the D whose curve fits the type-token ratios of
/// random samples of 35 to 50 tokens.
///
/// Samples are drawn without return from a text of at least 50 tokens. The value moves by a few
/// per cent with the seed; [`vocd_d_expected`] is what it moves around.
///
/// # Errors
/// [`Undefined::ShorterThanWindow`] for a shorter text, [`Undefined::BadParameter`] without
/// samples, [`Undefined::NothingRepeated`] if no sample repeats a word.
///
/// # Examples
/// ```
/// use siyaq_stats::{Spectrum, VocdOptions, vocd_d, vocd_d_expected};
///
/// // A hundred words in turn, ten times.
/// let words: Vec<u32> = (0..1_000).map(|place| place % 100).collect();
/// let d = vocd_d(&words, &VocdOptions::default().seed(7))?;
/// assert_eq!(d, vocd_d(&words, &VocdOptions::default().seed(7))?);
/// // It moves around its expectation.
/// let expected = vocd_d_expected(&Spectrum::from_words(&words))?;
/// assert!((d / expected - 1.0).abs() < 0.05);
/// # Ok::<(), siyaq_stats::Undefined>(())
/// ```
pub fn vocd_d(words: &[u32], options: &VocdOptions) -> Result<f64, Undefined> {
    if words.len() < *SIZES.end() as usize {
        return Err(Undefined::ShorterThanWindow);
    }
    if options.samples == 0 || options.trials == 0 {
        return Err(Undefined::BadParameter);
    }
    let mut sum = 0.0;
    for trial in 0..options.trials {
        let mut random = Random::for_task(options.seed, u64::from(trial));
        let mut order = words.to_vec();
        let mut mean_ratio = |size: u32| {
            let mut types = 0_u64;
            for _ in 0..options.samples {
                random.shuffle_first(&mut order, size as usize);
                types += distinct(order.get(..size as usize).unwrap_or_default());
            }
            let tokens = f64::from(size) * f64::from(options.samples);
            (f64::from(size), real(types) / tokens)
        };
        let ratios: Vec<(f64, f64)> = SIZES.map(&mut mean_ratio).collect();
        sum += fit(&ratios)?;
    }
    Ok(sum / f64::from(options.trials))
}

/// vocd-D with the exact expectation of the type-token ratios in place of random samples.
///
/// McCarthy and Jarvis (2007) show that vocd-D estimates this; it needs no seed.
///
/// # Errors
/// [`Undefined::ShorterThanWindow`] for a text of fewer than 50 tokens,
/// [`Undefined::NothingRepeated`] if every word is new.
///
/// # Examples
/// ```
/// use siyaq_stats::{Spectrum, vocd_d_expected};
///
/// // A hundred words, ten times each.
/// let text = Spectrum::from_frequencies([10; 100])?;
/// // Samples of one size alone, with the ratio t, would give D = n t^2 / 2(1 - t).
/// let ratio = text.expected_types(42).expect("the text is longer") / 42.0;
/// let d = 42.0 * ratio * ratio / (2.0 * (1.0 - ratio));
/// assert!((vocd_d_expected(&text)? / d - 1.0).abs() < 0.01);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn vocd_d_expected(text: &Spectrum) -> Result<f64, Undefined> {
    let ratio = |size: u32| {
        let types = text.expected_types(u64::from(size)).ok_or(Undefined::ShorterThanWindow)?;
        Ok((f64::from(size), types / f64::from(size)))
    };
    if text.types() == text.tokens() && text.types() >= u64::from(*SIZES.end()) {
        return Err(Undefined::NothingRepeated);
    }
    fit(&SIZES.map(ratio).collect::<Result<Vec<_>, Undefined>>()?)
}

fn distinct(words: &[u32]) -> u64 {
    let mut sorted = words.to_vec();
    sorted.sort_unstable();
    sorted.dedup();
    sorted.len() as u64
}

/// A point on the curve of a growing vocabulary.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct GrowthPoint {
    /// Tokens read.
    pub tokens: u64,
    /// Types among them.
    pub types: u64,
    /// Types that have occurred once so far.
    pub hapaxes: u64,
}

/// The vocabulary after every `step` tokens, and at the end.
///
/// # Examples
/// ```
/// // «من» three times, «كتاب» twice, «قلم» once.
/// let curve = siyaq_stats::growth_curve(&[1, 1, 2, 1, 2, 3], 4);
/// let points: Vec<_> = curve.iter().map(|p| (p.tokens, p.types, p.hapaxes)).collect();
/// assert_eq!(points, [(4, 2, 1), (6, 3, 1)]);
/// ```
#[must_use]
pub fn growth_curve(words: &[u32], step: usize) -> Vec<GrowthPoint> {
    let step = step.max(1);
    let mut counts: HashMap<u32, u64> = HashMap::new();
    let (mut hapaxes, mut points) = (0_u64, Vec::new());
    for (place, &word) in (1..).zip(words) {
        let count = counts.entry(word).or_insert(0);
        *count += 1;
        match *count {
            1 => hapaxes += 1,
            2 => hapaxes -= 1,
            _ => {}
        }
        if place % step == 0 || place == words.len() {
            let (tokens, types) = (place as u64, counts.len() as u64);
            points.push(GrowthPoint { tokens, types, hapaxes });
        }
    }
    points
}

/// The same after the words were put in random order: growth without the order of the texts.
///
/// # Examples
/// ```
/// use siyaq_stats::{growth_curve, shuffled_growth_curve};
///
/// // A hundred words, each five times in a row.
/// let words: Vec<u32> = (0..500).map(|place| place / 5).collect();
/// let (ordered, shuffled) = (growth_curve(&words, 250), shuffled_growth_curve(&words, 250, 1));
/// // The first half of the text has fifty of them; a random half has nearly all.
/// assert_eq!(ordered[0].types, 50);
/// assert!(shuffled[0].types > 80);
/// // At the end all words have been read.
/// assert_eq!(ordered[1], shuffled[1]);
/// ```
#[must_use]
pub fn shuffled_growth_curve(words: &[u32], step: usize, seed: u64) -> Vec<GrowthPoint> {
    let mut order = words.to_vec();
    Random::new(seed).shuffle_first(&mut order, words.len());
    growth_curve(&order, step)
}

/// The law of Heaps or Herdan, `V = K N^beta`, fitted to a growth curve.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct HeapsFit {
    /// The constant K.
    pub k: f64,
    /// The exponent: 0 for a vocabulary that no longer grows, 1 for one of new words only.
    pub beta: f64,
    /// The share of the variance of ln V that the line explains.
    pub r_squared: f64,
}

/// Fits the law of Heaps by least squares of ln V on ln N.
///
/// # Errors
/// [`Undefined::TooFew`] with fewer than two points of different size.
///
/// # Examples
/// ```
/// use siyaq_stats::GrowthPoint;
///
/// let point = |(tokens, types)| GrowthPoint { tokens, types, hapaxes: 0 };
/// let curve = [(100, 10), (400, 20), (900, 30)].map(point);
/// let fit = siyaq_stats::heaps_fit(&curve)?;
/// assert!((fit.beta - 0.5).abs() < 1e-12 && (fit.k - 1.0).abs() < 1e-12);
/// # Ok::<(), siyaq_stats::Undefined>(())
/// ```
pub fn heaps_fit(curve: &[GrowthPoint]) -> Result<HeapsFit, Undefined> {
    let filled = curve.iter().filter(|point| point.tokens > 0 && point.types > 0);
    let line = Line::through(filled.map(|point| (real(point.tokens).ln(), real(point.types).ln())));
    let line = line?;
    Ok(HeapsFit { k: line.at_zero.exp(), beta: line.slope, r_squared: line.r_squared })
}

/// A line by least squares.
pub(super) struct Line {
    pub(super) slope: f64,
    pub(super) at_zero: f64,
    pub(super) r_squared: f64,
}

impl Line {
    /// The line through points, each as heavy as the others.
    pub(super) fn through(points: impl Iterator<Item = (f64, f64)>) -> Result<Self, Undefined> {
        let (mut number, mut mean_x, mut mean_y) = (0.0, 0.0, 0.0);
        let (mut xx, mut xy, mut yy) = (0.0, 0.0, 0.0);
        for (x, y) in points {
            number += 1.0;
            let (dx, dy) = (x - mean_x, y - mean_y);
            mean_x += dx / number;
            mean_y += dy / number;
            xx += dx * (x - mean_x);
            xy += dx * (y - mean_y);
            yy += dy * (y - mean_y);
        }
        let slope = defined(xy / xx, Undefined::TooFew)?;
        // A level line explains all there is.
        let r_squared = if yy > 0.0 { xy * xy / (xx * yy) } else { 1.0 };
        Ok(Self { slope, at_zero: mean_y - slope * mean_x, r_squared })
    }
}
