//! Does a word become more or less frequent? Rank tests of trend.

use std::f64::consts::LN_10;

use crate::correction::Correction;
use crate::gamma::ln_normal_two_sided;
use crate::number::real;
use crate::parameter::Level;
use crate::tails::p_value;
use crate::undefined::{Undefined, defined};

/// The test of Mann and Kendall for a trend of any shape.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct MannKendall {
    /// Pairs of periods in which the later value is greater, less those in which it is smaller.
    pub s: i64,
    /// S by the number of pairs, -1 to 1.
    pub tau: f64,
    /// The variance of S without a trend, corrected for ties.
    pub variance: f64,
    /// S as a standard normal variable, with the correction for continuity.
    pub z: f64,
    /// The decimal logarithm of the two-sided p-value.
    pub log10_p: f64,
}

impl MannKendall {
    /// The two-sided p-value.
    ///
    /// # Errors
    /// [`Undefined::TooSmall`] below [`LEAST_P`](crate::LEAST_P), where there is the logarithm only.
    pub fn p(self) -> Result<f64, Undefined> {
        p_value(self.log10_p)
    }
}

/// Refuses what cannot be ordered.
fn all_finite(values: &[f64]) -> Result<(), Undefined> {
    if values.iter().all(|value| value.is_finite()) { Ok(()) } else { Err(Undefined::BadParameter) }
}

/// The sum of `t (t-1) (2t+5)` over groups of t equal values.
fn ties(values: &[f64]) -> f64 {
    let mut sorted = values.to_vec();
    sorted.sort_unstable_by(f64::total_cmp);
    let groups = sorted.chunk_by(|first, second| first.total_cmp(second).is_eq());
    groups.map(|group| kendall_term(group.len() as u64)).sum()
}

fn kendall_term(count: u64) -> f64 {
    let t = real(count);
    t * (t - 1.0) * (2.0 * t + 5.0)
}

/// Mann (1945), Kendall (1975): whether values in order of time rise or fall.
///
/// Cost: the square of the number of periods.
///
/// # Errors
/// [`Undefined::TooFew`] with fewer than two values, [`Undefined::NoVariation`] if all are equal,
/// [`Undefined::BadParameter`] if one is not finite.
///
/// # Examples
/// ```
/// // «ذكاء» per million tokens, year by year.
/// let test = siyaq_stats::mann_kendall(&[12.0, 15.0, 11.0, 18.0, 20.0, 19.0, 25.0, 24.0, 30.0, 28.0])?;
/// assert_eq!(test.s, 35);
/// assert!((test.p()? - 0.002_357_527_595_8).abs() < 1e-12);
/// # Ok::<(), siyaq_stats::Undefined>(())
/// ```
pub fn mann_kendall(values: &[f64]) -> Result<MannKendall, Undefined> {
    all_finite(values)?;
    let n = values.len() as u64;
    if n < 2 {
        return Err(Undefined::TooFew);
    }
    let mut s = 0_i64;
    let mut rest = values;
    while let Some((value, later)) = rest.split_first() {
        let rises = later.iter().filter(|other| *other > value).count() as i64;
        let falls = later.iter().filter(|other| *other < value).count() as i64;
        s += rises - falls;
        rest = later;
    }
    let variance = (kendall_term(n) - ties(values)) / 18.0;
    if variance <= 0.0 {
        return Err(Undefined::NoVariation);
    }
    let size = s.unsigned_abs();
    // Of a difference of one nothing is left, and that has no sign.
    let signed = |size: f64| if s < 0 && size > 0.0 { -size } else { size };
    let z = signed(real(size.saturating_sub(1)) / variance.sqrt());
    let pairs = real(n) * (real(n) - 1.0) / 2.0;
    let tau = signed(real(size) / pairs);
    Ok(MannKendall { s, tau, variance, z, log10_p: ln_normal_two_sided(z) / LN_10 })
}

/// A line through the medians.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct TheilSen {
    /// The median slope between two periods: change by unit of time.
    pub slope: f64,
    /// The value at time 0: the median value less the slope times the median time.
    pub intercept: f64,
    /// The lower end of the interval of the slope; [`Undefined::TooFew`] where there are too few slopes
    /// for the level, as with fewer than 5 periods at 95 %.
    pub low: Result<f64, Undefined>,
    /// The upper end of the interval of the slope.
    pub high: Result<f64, Undefined>,
}

fn median(sorted: &[f64]) -> f64 {
    let upper = sorted.get(sorted.len() / 2).copied().unwrap_or(f64::NAN);
    if sorted.len() % 2 == 1 {
        return upper;
    }
    let lower = sorted.get((sorted.len() / 2).saturating_sub(1)).copied().unwrap_or(f64::NAN);
    f64::midpoint(lower, upper)
}

fn median_of(values: &[f64]) -> f64 {
    let mut sorted = values.to_vec();
    sorted.sort_unstable_by(f64::total_cmp);
    median(&sorted)
}

/// Theil (1950), Sen (1968): how fast values change, untroubled by outliers.
///
/// `times` need not be even. The interval is Sen's, corrected for ties, as SciPy has it; but where Sen's
/// ranks are beyond the least and the greatest slope, there is none, and not these two.
///
/// Cost: the square of the number of periods, and a sort of as many slopes.
///
/// # Errors
/// [`Undefined::TooFew`] with fewer than two different times, [`Undefined::BadParameter`] if
/// there are not as many times as values or a number is not finite.
///
/// # Examples
/// ```
/// use siyaq_stats::{Level, theil_sen};
///
/// // «ذكاء» in a million tokens: 1 + 2 t, but for the last year, which changes nothing.
/// let times = [0.0, 1.0, 2.0, 3.0, 4.0, 5.0];
/// let line = theil_sen(&times, &[1.0, 3.0, 5.0, 7.0, 9.0, 100.0], Level::NINETY_FIVE)?;
/// assert_eq!((line.slope, line.intercept), (2.0, 1.0));
/// assert!(line.low? <= 2.0 && line.high? > 2.0);
/// # Ok::<(), siyaq_stats::Undefined>(())
/// ```
pub fn theil_sen(times: &[f64], values: &[f64], level: Level) -> Result<TheilSen, Undefined> {
    all_finite(times)?;
    all_finite(values)?;
    if times.len() != values.len() {
        return Err(Undefined::BadParameter);
    }
    let mut slopes = Vec::with_capacity(times.len() * times.len() / 2);
    let points: Vec<(f64, f64)> = times.iter().copied().zip(values.iter().copied()).collect();
    let mut rest = points.as_slice();
    while let Some(((time, value), later)) = rest.split_first() {
        let between = later.iter().map(|(t, v)| (v - value) / (t - time));
        slopes.extend(between.filter(|slope| slope.is_finite()));
        rest = later;
    }
    slopes.sort_unstable_by(f64::total_cmp);
    let slope = defined(median(&slopes), Undefined::TooFew)?;
    let intercept = median_of(values) - slope * median_of(times);
    let variance = (kendall_term(values.len() as u64) - ties(values) - ties(times)) / 18.0;
    let width = level.z() * variance.max(0.0).sqrt();
    let number = slopes.len() as f64;
    let at = |place: f64| {
        let place = (place >= 0.0).then_some(place as usize).ok_or(Undefined::TooFew)?;
        slopes.get(place).copied().ok_or(Undefined::TooFew)
    };
    // Places from 0: the lower end is one further out, as in Sen's ranks from 1.
    let low = at(((number - width) / 2.0).round_ties_even() - 1.0);
    let high = at(((number + width) / 2.0).round_ties_even());
    let ends = low.and_then(|low| Ok((low.min(slope), high?.max(slope))));
    let (low, high) = (ends.map(|(low, _)| low), ends.map(|(_, high)| high));
    Ok(TheilSen { slope, intercept, low, high })
}

/// A word's trend among those of a vocabulary.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Trend {
    /// Whether there is a trend.
    pub test: MannKendall,
    /// How steep it is.
    pub line: TheilSen,
    /// The decimal logarithm of the p-value after correction for all words.
    pub log10_q: f64,
}

/// The trends of a vocabulary: each row holds the values of one word at these times.
///
/// `tests` is the number of words tested, more than there are rows if some were dropped before;
/// see [`Correction::adjust_log10`]. A word whose values are all equal has no trend, and the
/// reason in its place; it counts as a test all the same.
///
/// # Errors
/// [`Undefined::BadParameter`] or [`Undefined::TooFew`] if the times themselves are no series.
///
/// # Examples
/// ```
/// use siyaq_stats::{Correction, Level, Undefined, trends};
///
/// // «ذكاء» rises by 3 a year; «كتاب» stays where it is.
/// let years = [2018.0, 2019.0, 2020.0, 2021.0, 2022.0, 2023.0];
/// let rows = [[4.0, 7.0, 10.0, 13.0, 16.0, 19.0], [5.0; 6]];
/// let rows = rows.iter().map(|row| row.as_slice());
/// let found = trends(&years, rows, Level::NINETY_FIVE, Correction::Bonferroni, 10)?;
/// let rising = found[0]?;
/// assert_eq!((rising.line.slope, rising.test.tau), (3.0, 1.0));
/// // Ten tests: ten times the p-value.
/// assert!((rising.log10_q - (rising.test.log10_p + 1.0)).abs() < 1e-12);
/// assert_eq!(found[1], Err(Undefined::NoVariation));
/// # Ok::<(), Undefined>(())
/// ```
pub fn trends<'a>(
    times: &[f64],
    rows: impl IntoIterator<Item = &'a [f64]>,
    level: Level,
    correction: Correction,
    tests: u64,
) -> Result<Vec<Result<Trend, Undefined>>, Undefined> {
    all_finite(times)?;
    if times.len() < 2 {
        return Err(Undefined::TooFew);
    }
    if !times.is_sorted_by(|earlier, later| earlier < later) {
        return Err(Undefined::BadParameter);
    }
    let mut found: Vec<Result<Trend, Undefined>> = rows
        .into_iter()
        .map(|values| {
            let line = theil_sen(times, values, level)?;
            Ok(Trend { test: mann_kendall(values)?, line, log10_q: 0.0 })
        })
        .collect();
    let log10_p: Vec<Result<f64, Undefined>> =
        found.iter().map(|trend| trend.map(|trend| trend.test.log10_p)).collect();
    let tests = tests.max(found.len() as u64);
    for (trend, q) in found.iter_mut().zip(correction.adjust_log10(&log10_p, tests)) {
        if let (Ok(trend), Ok(q)) = (trend, q) {
            trend.log10_q = q;
        }
    }
    Ok(found)
}
