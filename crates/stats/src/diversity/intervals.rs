//! Intervals of measures that read a text in order, by drawing stretches of it.

use super::measure::DiversityMeasure;
use super::options::DiversityOptions;
use super::running::{each_window, factor_parts};
use crate::bootstrap::{BootstrapMethod, BootstrapOptions, Interval, interval};
use crate::number::real;
use crate::random::Random;
use crate::undefined::Undefined;

/// A block of windows is so many windows long, so that most windows that share words are in one block.
const BLOCK: usize = 3;

/// So many windows or factors side by side are the least that can be drawn from.
const LEAST: usize = 10;

impl DiversityMeasure {
    /// Whether [`DiversityMeasure::interval`] has an answer.
    #[must_use]
    pub fn has_interval(self) -> bool {
        matches!(self, Self::Mattr | Self::Mtld)
    }

    /// The bootstrap interval of `mattr` or `mtld` of a text, by percentiles of the replicates whichever
    /// method the options name.
    ///
    /// - `mattr`: windows overlap, so blocks of them are drawn, each as long as three windows, from any
    ///   place of the text, whose end is joined to its start (circular block bootstrap: Politis and Romano
    ///   1992), as many as make the text. Undefined below ten windows of text.
    /// - `mtld`: factors are drawn, an unfinished one with its share, as many as the text has; a draw
    ///   takes the factors at one place of the text in both directions, which tell of the same words.
    ///   Undefined below ten factors.
    ///
    /// The interval tells how far the measure would be another in other texts of the same kind and
    /// length; words come in topics longer than a window, so it is a little too narrow rather than too
    /// wide.
    ///
    /// # Errors
    /// Why the measure has no value, [`Undefined::TooFew`] for a text too short to draw from or fewer than
    /// twenty replicates, [`Undefined::NeedsParts`] for a measure that has no interval.
    ///
    /// # Examples
    /// ```
    /// use siyaq_stats::{BootstrapOptions, DiversityMeasure, DiversityOptions};
    ///
    /// // Words that come again after 37, 91 or 150 others.
    /// let words: Vec<u32> = (0..3_000_u32).map(|place| place * place % 151).collect();
    /// let options = DiversityOptions::default();
    /// let draws = BootstrapOptions::default().replicates(200);
    /// let found = DiversityMeasure::Mattr.interval(&words, &options, &draws)?;
    /// assert!(found.low <= found.estimate && found.estimate <= found.high);
    /// # Ok::<(), siyaq_stats::Undefined>(())
    /// ```
    pub fn interval(
        self,
        words: &[u32],
        options: &DiversityOptions,
        bootstrap: &BootstrapOptions,
    ) -> Result<Interval, Undefined> {
        if bootstrap.replicates < 20 {
            return Err(Undefined::TooFew);
        }
        let estimate = self.evaluate_text(words, options)?;
        let draw: Box<dyn Fn(&mut Random) -> f64> = match self {
            Self::Mattr => Box::new(windows(words, options.window)?),
            Self::Mtld => Box::new(factors(words, options.threshold)?),
            _ => return Err(Undefined::NeedsParts),
        };
        let replicate = |number| draw(&mut Random::for_task(bootstrap.seed, u64::from(number)));
        let mut values: Vec<f64> = (0..bootstrap.replicates).map(replicate).collect();
        values.sort_unstable_by(f64::total_cmp);
        interval(&values, estimate, &bootstrap.method(BootstrapMethod::Percentile), || 0.0)
    }
}

/// Draws blocks of windows, and gives their mean type-token ratio.
fn windows(words: &[u32], window: usize) -> Result<impl Fn(&mut Random) -> f64, Undefined> {
    if words.len() < LEAST.saturating_mul(window) {
        return Err(Undefined::TooFew);
    }
    // The sum of the types of the windows before each, to the end and round once more.
    let mut types = Vec::with_capacity(words.len());
    each_window(words, window, |own| types.push(own));
    let number = types.len();
    let mut sums = vec![0_u64];
    let mut sum = 0;
    for own in types.iter().chain(&types) {
        sum += own;
        sums.push(sum);
    }
    let block = (BLOCK * window).min(number);
    Ok(move |random: &mut Random| {
        let (mut left, mut sum) = (number, 0);
        while left > 0 {
            let length = block.min(left);
            let start = random.below(number as u64) as usize;
            let at = |place: usize| sums.get(place).copied().unwrap_or(0);
            sum += at(start + length) - at(start);
            left -= length;
        }
        real(sum) / (number as f64 * window as f64)
    })
}

/// Draws factors of both directions, and gives their mean length.
fn factors(words: &[u32], threshold: f64) -> Result<impl Fn(&mut Random) -> f64, Undefined> {
    let forward = factor_parts(words.iter(), threshold);
    let mut backward = factor_parts(words.iter().rev(), threshold);
    // In the order of the text.
    backward.reverse();
    if forward.len().min(backward.len()) < LEAST {
        return Err(Undefined::TooFew);
    }
    Ok(move |random: &mut Random| {
        let mut sums = [(0.0, 0.0); 2];
        for _ in 0..forward.len() {
            let place = random.unit();
            for (sums, factors) in sums.iter_mut().zip([&forward, &backward]) {
                let at = (place * factors.len() as f64) as usize;
                let (length, share) = factors.get(at).copied().unwrap_or_default();
                *sums = (sums.0 + length, sums.1 + share);
            }
        }
        let [forward, backward] = sums.map(|(length, share)| length / share);
        f64::midpoint(forward, backward)
    })
}
