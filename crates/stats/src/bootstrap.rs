//! Intervals by drawing the same texts again and again, the same for a seed.

use std::num::NonZeroUsize;
use std::sync::{Mutex, PoisonError};

use crate::number::real;
use crate::parameter::Level;
use crate::random::Random;
use crate::sample::SampleCount;
use crate::tails::{ln_normal_survival, normal_quantile};
use crate::undefined::{Undefined, sized};

/// How the ends of an interval are read from the replicates.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum BootstrapMethod {
    /// Quantiles of the replicates (Efron 1979).
    Percentile,
    /// Quantiles moved for bias and skewness (Efron 1987): closer to its level in small samples.
    /// Costs one evaluation more for each text.
    #[default]
    Bca,
}

/// How often, from which seed, and at which level texts are drawn again.
///
/// The texts of a corpus, not its tokens, are what a corpus is a sample of: an interval over
/// texts knows that words come in bursts, which `log_ratio_ci_low` and `lrc` do not.
///
/// Each replicate has a stream of random numbers of its own, so that the result is the same on
/// any number of threads.
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub struct BootstrapOptions {
    /// The seed: the same seed, the same interval.
    pub seed: u64,
    /// How many times the texts are drawn.
    pub replicates: u32,
    /// The confidence.
    pub level: Level,
    /// How the ends are read.
    pub method: BootstrapMethod,
    /// On how many threads.
    pub threads: NonZeroUsize,
}

impl Default for BootstrapOptions {
    /// 2,000 replicates from the seed 1 at 95 %, on this thread.
    fn default() -> Self {
        Self {
            seed: 1,
            replicates: 2_000,
            level: Level::NINETY_FIVE,
            method: BootstrapMethod::Bca,
            threads: NonZeroUsize::MIN,
        }
    }
}

impl BootstrapOptions {
    /// From this seed.
    #[must_use]
    pub fn seed(self, seed: u64) -> Self {
        Self { seed, ..self }
    }

    /// With so many replicates.
    #[must_use]
    pub fn replicates(self, replicates: u32) -> Self {
        Self { replicates, ..self }
    }

    /// At this level.
    #[must_use]
    pub fn level(self, level: Level) -> Self {
        Self { level, ..self }
    }

    /// With the ends read in this way.
    #[must_use]
    pub fn method(self, method: BootstrapMethod) -> Self {
        Self { method, ..self }
    }

    /// On so many threads.
    #[must_use]
    pub fn threads(self, threads: NonZeroUsize) -> Self {
        Self { threads, ..self }
    }
}

/// A number and its interval.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Interval {
    /// The number on the texts as they are.
    pub estimate: f64,
    /// The lower end.
    pub low: f64,
    /// The upper end.
    pub high: f64,
    /// Replicates in which the number was defined.
    pub replicates: u32,
}

/// How often each text of one corpus was drawn; 1 for all is the corpus itself.
pub type Draws = Vec<u32>;

/// The interval of any number that is computed from texts.
///
/// `groups` holds the number of texts of each corpus. `statistic` gets how often each text of
/// each corpus was drawn, and says nothing where it is undefined.
///
/// # Errors
/// When a corpus has fewer than two texts, the statistic is undefined on the texts themselves or
/// in most replicates, or there are fewer than 20 replicates.
///
/// # Examples
/// The mean of five numbers, with 1,000 replicates.
/// ```
/// use siyaq_stats::{BootstrapOptions, bootstrap};
///
/// let values = [12.0, 15.0, 18.0, 24.0, 88.0];
/// let options = BootstrapOptions::default().replicates(1_000).seed(7);
/// let mean = bootstrap(&[values.len()], &options, |draws| {
///     let drawn = draws.first()?.iter().zip(values);
///     Some(drawn.map(|(&times, value)| f64::from(times) * value).sum::<f64>() / 5.0)
/// })?;
/// assert_eq!(mean.estimate, 31.4);
/// assert!(mean.low > 14.0 && mean.low < 20.0 && mean.high > 50.0 && mean.high < 80.0);
/// # Ok::<(), siyaq_stats::Undefined>(())
/// ```
pub fn bootstrap(
    groups: &[usize],
    options: &BootstrapOptions,
    statistic: impl Fn(&[Draws]) -> Option<f64> + Sync,
) -> Result<Interval, Undefined> {
    if groups.iter().any(|&texts| texts < 2) || options.replicates < 20 {
        return Err(Undefined::TooFew);
    }
    let whole: Vec<Draws> = groups.iter().map(|&texts| vec![1; texts]).collect();
    let estimate = statistic(&whole).filter(|value| value.is_finite()).ok_or(Undefined::Empty)?;
    let mut values = replicates(&whole, options, &statistic);
    if (values.len() as u64) * 2 <= u64::from(options.replicates) {
        return Err(Undefined::TooFew);
    }
    values.sort_unstable_by(f64::total_cmp);
    interval(&values, estimate, options, || {
        let mut draws = whole;
        let groups = 0..draws.len();
        let change = |value: f64| value - estimate;
        let left_out = groups.map(|group| left_out(&mut draws, group, &statistic));
        let moments = left_out.map(|values| values.into_iter().map(change).collect());
        Moments::acceleration(&moments.collect::<Vec<Moments>>())
    })
}

/// The interval that sorted replicates make; `skewness` is asked for where it matters.
pub(crate) fn interval(
    values: &[f64],
    estimate: f64,
    options: &BootstrapOptions,
    skewness: impl FnOnce() -> f64,
) -> Result<Interval, Undefined> {
    let tail = options.level.tail();
    let (low, high) = match options.method {
        BootstrapMethod::Percentile => (tail, 1.0 - tail),
        BootstrapMethod::Bca => corrected_tails(values, estimate, skewness(), options.level.z()),
    };
    Ok(Interval {
        estimate,
        low: sized(quantile(values, low))?,
        high: sized(quantile(values, high))?,
        replicates: u32::try_from(values.len()).unwrap_or(u32::MAX),
    })
}

/// The statistic of every replicate in which it is defined, in their order.
fn replicates(
    whole: &[Draws],
    options: &BootstrapOptions,
    statistic: &(impl Fn(&[Draws]) -> Option<f64> + Sync),
) -> Vec<f64> {
    let share = options.replicates.div_ceil(u32::try_from(options.threads.get()).unwrap_or(1));
    let run = |start: u32| {
        let mut draws = whole.to_vec();
        let end = start.saturating_add(share).min(options.replicates);
        let mut values = Vec::new();
        for replicate in start..end {
            let mut random = Random::for_task(options.seed, u64::from(replicate));
            for group in &mut draws {
                draw(&mut random, group);
            }
            values.extend(statistic(&draws).filter(|value| value.is_finite()));
        }
        values
    };
    let starts = (0..options.replicates).step_by(share.max(1) as usize);
    if options.threads.get() == 1 {
        return starts.flat_map(run).collect();
    }
    std::thread::scope(|scope| {
        let threads: Vec<_> = starts.map(|start| scope.spawn(move || run(start))).collect();
        let join = |thread: std::thread::ScopedJoinHandle<'_, Vec<f64>>| {
            thread.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic))
        };
        threads.into_iter().flat_map(join).collect()
    })
}

/// Does something with every entry, on some threads. Whichever thread is free takes the next share of
/// entries; each entry is alone with its own memory, so that the threads make no difference.
pub(crate) fn shared<T: Send>(
    threads: NonZeroUsize,
    share: usize,
    entries: Vec<T>,
    make: impl Fn(T) + Sync,
) {
    if threads.get() == 1 {
        return entries.into_iter().for_each(make);
    }
    let rest = Mutex::new(entries.into_iter());
    let take = || -> Vec<T> {
        rest.lock().unwrap_or_else(PoisonError::into_inner).by_ref().take(share).collect()
    };
    std::thread::scope(|scope| {
        for _ in 0..threads.get() {
            scope.spawn(|| {
                let mut own = take();
                while !own.is_empty() {
                    own.into_iter().for_each(&make);
                    own = take();
                }
            });
        }
    });
}

/// Draws as many texts as there are, each time from all of them.
pub(crate) fn draw(random: &mut Random, times: &mut [u32]) {
    times.fill(0);
    for _ in 0..times.len() {
        let text = random.below(times.len() as u64) as usize;
        if let Some(count) = times.get_mut(text) {
            *count += 1;
        }
    }
}

/// The statistic as each text of a group in turn is left out.
fn left_out(
    draws: &mut [Draws],
    group: usize,
    statistic: &impl Fn(&[Draws]) -> Option<f64>,
) -> Vec<f64> {
    let texts = draws.get(group).map_or(0, Vec::len);
    let mut values = Vec::with_capacity(texts);
    for text in 0..texts {
        set(draws, group, text, 0);
        values.extend(statistic(draws).filter(|value| value.is_finite()));
        set(draws, group, text, 1);
    }
    values
}

/// The sums of the first three powers of what a statistic changes by as each text in turn is left
/// out.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct Moments {
    number: f64,
    sum: f64,
    squares: f64,
    cubes: f64,
}

impl Moments {
    fn with(&mut self, change: f64, times: f64) {
        self.number += times;
        self.sum += times * change;
        self.squares += times * change.powi(2);
        self.cubes += times * change.powi(3);
    }

    /// With one text more.
    pub(crate) fn add(&mut self, change: f64) {
        self.with(change, 1.0);
    }

    /// Without a text that is in it.
    pub(crate) fn remove(&mut self, change: f64) {
        self.with(change, -1.0);
    }

    /// Of the same changes in the other direction.
    pub(crate) fn negated(self) -> Self {
        Self { sum: -self.sum, cubes: -self.cubes, ..self }
    }

    /// Efron's acceleration: the skewness of the changes in all corpora.
    pub(crate) fn acceleration(corpora: &[Self]) -> f64 {
        let (mut squares, mut cubes) = (0.0, 0.0);
        for own in corpora {
            // Each corpus weighs by its own number of texts (Davison and Hinkley 1997, 5.3).
            let (mean, weight) = (own.sum / own.number, (own.number - 1.0) / own.number);
            let of_squares = own.squares - own.number * mean.powi(2);
            let of_cubes = 3.0 * mean * own.squares - 2.0 * own.number * mean.powi(3) - own.cubes;
            squares += weight.powi(2) * of_squares;
            cubes += weight.powi(3) * of_cubes;
        }
        let acceleration = cubes / (6.0 * squares.powf(1.5));
        if acceleration.is_finite() { acceleration } else { 0.0 }
    }
}

impl FromIterator<f64> for Moments {
    fn from_iter<I: IntoIterator<Item = f64>>(changes: I) -> Self {
        let mut moments = Self::default();
        changes.into_iter().for_each(|change| moments.add(change));
        moments
    }
}

fn set(draws: &mut [Draws], group: usize, text: usize, times: u32) {
    if let Some(count) = draws.get_mut(group).and_then(|group| group.get_mut(text)) {
        *count = times;
    }
}

/// The probabilities at which the ends stand, moved for bias and skewness.
fn corrected_tails(values: &[f64], estimate: f64, skewness: f64, z: f64) -> (f64, f64) {
    let below = values.partition_point(|value| *value < estimate) as f64;
    let equal = values.partition_point(|value| *value <= estimate) as f64 - below;
    let number = values.len() as f64;
    // Within the replicates, so that the quantile exists.
    let share = ((below + equal / 2.0) / number).clamp(0.5 / number, 1.0 - 0.5 / number);
    let bias = normal_quantile(share).unwrap_or(0.0);
    let moved = |z: f64| {
        let shifted = bias + z;
        let end = bias + shifted / (1.0 - skewness * shifted);
        ln_normal_survival(-end).exp()
    };
    (moved(-z), moved(z))
}

/// The quantile of sorted values, between two of them in proportion.
fn quantile(values: &[f64], probability: f64) -> f64 {
    let last = values.len().saturating_sub(1);
    let place = (real(values.len() as u64 + 1) * probability - 1.0).clamp(0.0, last as f64);
    let below = place.floor() as usize;
    let low = values.get(below).copied().unwrap_or(f64::NAN);
    let high = values.get((below + 1).min(last)).copied().unwrap_or(f64::NAN);
    low + (high - low) * place.fract()
}

/// The interval of the log ratio (Hardie 2014) over the texts of two corpora.
///
/// All words of the same corpora share the draws of a seed, so that their intervals compare.
///
/// # Errors
/// As [`bootstrap`]; also where the log ratio is undefined, for a word in neither corpus or an
/// empty corpus.
///
/// # Examples
/// ```
/// use siyaq_stats::{BootstrapOptions, SampleCount, bootstrap_log_ratio};
///
/// // «حكومة» in four texts of a thousand tokens of each corpus: 24 times against 6, four times as often.
/// let texts = |freqs: [u64; 4]| freqs.map(|freq| SampleCount { freq, tokens: 1_000 });
/// let (target, reference) = (texts([4, 6, 8, 6]), texts([1, 2, 1, 2]));
/// let options = BootstrapOptions::default();
/// let ratio = bootstrap_log_ratio(&target, &reference, &options)?;
/// assert!((ratio.estimate - 2.0).abs() < 1e-12);
/// assert!(ratio.low < 2.0 && 2.0 < ratio.high);
/// // Texts that are all alike leave nothing open.
/// let ratio = bootstrap_log_ratio(&texts([8; 4]), &texts([1; 4]), &options)?;
/// assert_eq!((ratio.low, ratio.high), (3.0, 3.0));
/// # Ok::<(), siyaq_stats::Undefined>(())
/// ```
pub fn bootstrap_log_ratio(
    target: &[SampleCount],
    reference: &[SampleCount],
    options: &BootstrapOptions,
) -> Result<Interval, Undefined> {
    let share = |texts: &[SampleCount], times: &Draws| {
        let (mut freq, mut tokens) = (0.0, 0.0);
        for (text, &times) in texts.iter().zip(times).filter(|(_, times)| **times > 0) {
            freq += f64::from(times) * real(text.freq);
            tokens += f64::from(times) * real(text.tokens);
        }
        (freq, tokens)
    };
    bootstrap(&[target.len(), reference.len()], options, |draws| {
        let [of_target, of_reference] = draws else { return None };
        log_ratio(share(target, of_target), share(reference, of_reference))
    })
}

/// The log ratio of drawn texts: frequency and tokens of each corpus.
pub(crate) fn log_ratio((a, r1): (f64, f64), (b, r2): (f64, f64)) -> Option<f64> {
    if a + b <= 0.0 {
        return None;
    }
    Some((a.max(0.5) / r1 / (b.max(0.5) / r2)).log2()).filter(|ratio| ratio.is_finite())
}
