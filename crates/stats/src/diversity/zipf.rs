//! The laws of Zipf and Mandelbrot: how frequency falls with rank.

use super::sampling::Line;
use super::spectrum::Spectrum;
use crate::number::real;
use crate::quadrature::panel_area;
use crate::undefined::Undefined;

/// The law of Zipf, `f(r) = C / r^a`, fitted to the frequencies of a text.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ZipfFit {
    /// The exponent of greatest likelihood, over the ranks from 1 to the number of types.
    pub exponent: f64,
    /// ln of the likelihood of the ranks of all tokens.
    pub ln_likelihood: f64,
    /// The exponent by least squares of ln f on ln r: for comparison only, since the many rare
    /// words decide it.
    pub exponent_ols: f64,
    /// The constant C of the line of least squares.
    pub constant_ols: f64,
    /// The share of the variance of ln f that the line explains.
    pub r_squared_ols: f64,
}

/// The law of Zipf and Mandelbrot, `f(r) = C / (r + b)^a`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ZipfMandelbrotFit {
    /// The exponent a.
    pub exponent: f64,
    /// The shift b, at least 0; 0 is the law of Zipf.
    pub shift: f64,
    /// ln of the likelihood of the ranks of all tokens.
    pub ln_likelihood: f64,
}

/// Ranks from `first` to `last` that share a frequency.
#[derive(Clone, Copy)]
struct Tied {
    freq: f64,
    first: u64,
    last: u64,
}

/// The frequencies of a text by rank, ties in runs.
struct Ranks {
    runs: Vec<Tied>,
    types: u64,
    tokens: f64,
}

/// Up to this many ranks, and up to this rank, are summed one by one.
const SINGLE: u64 = 256;

/// The sum of a smooth function over whole numbers.
///
/// Far out it is an integral by panels that double, with the first correction of Euler and
/// Maclaurin.
fn sum_over(first: u64, last: u64, value: impl Fn(f64) -> f64) -> f64 {
    let direct_end = if last - first < SINGLE { last } else { last.min(SINGLE.max(first)) };
    let mut sum: f64 = (first..=direct_end).map(|rank| value(real(rank))).sum();
    if direct_end == last {
        return sum;
    }
    let (start, end) = (real(direct_end) + 0.5, real(last) + 0.5);
    let mut low = start;
    while low < end {
        let high = (2.0 * low).min(end);
        sum += panel_area(low, high, &value);
        low = high;
    }
    // The sum is the integral plus the difference of the slopes at its ends by -24.
    let slope = |x: f64| value(x + 0.5) - value(x - 0.5);
    sum - (slope(end) - slope(start)) / 24.0
}

impl Ranks {
    fn new(text: &Spectrum) -> Result<Self, Undefined> {
        if text.types() < 2 {
            return Err(Undefined::TooFew);
        }
        let mut classes: Vec<(u64, u64)> = text.classes().collect();
        classes.reverse();
        if classes.len() == 1 {
            return Err(Undefined::NoVariation);
        }
        let mut before = 0;
        let runs = classes.into_iter().map(|(freq, types)| {
            let first = before + 1;
            before += types;
            Tied { freq: real(freq), first, last: before }
        });
        Ok(Self { runs: runs.collect(), types: text.types(), tokens: real(text.tokens()) })
    }

    /// The sum over tokens of a function of their rank.
    fn over_tokens(&self, value: impl Fn(f64) -> f64) -> f64 {
        self.runs.iter().map(|run| run.freq * sum_over(run.first, run.last, &value)).sum()
    }

    fn over_ranks(&self, value: impl Fn(f64) -> f64) -> f64 {
        sum_over(1, self.types, value)
    }

    /// The exponent of greatest likelihood for a shift, and ln of that likelihood.
    fn best_exponent(&self, shift: f64) -> (f64, f64) {
        let mean_log = self.over_tokens(|rank| (rank + shift).ln()) / self.tokens;
        // The expectation of ln(r + b) falls as the exponent grows: bisection, then no doubt.
        let expected = |exponent: f64| {
            // By the greatest weight, so that a great shift does not underflow.
            let weight = |rank: f64| (-exponent * ((rank + shift) / (1.0 + shift)).ln()).exp();
            let logs = self.over_ranks(|rank| weight(rank) * (rank + shift).ln());
            logs / self.over_ranks(weight)
        };
        let (mut low, mut high) = (-1.0_f64, 2.0_f64);
        while expected(high) > mean_log && high < 1e6 {
            low = high;
            high *= 2.0;
        }
        while expected(low) < mean_log && low > -64.0 {
            low *= 2.0;
        }
        for _ in 0..100 {
            let middle = f64::midpoint(low, high);
            if middle <= low || middle >= high {
                break;
            }
            if expected(middle) > mean_log { low = middle } else { high = middle }
        }
        let exponent = f64::midpoint(low, high);
        let scaled =
            self.over_ranks(|rank| (-exponent * ((rank + shift) / (1.0 + shift)).ln()).exp());
        let ln_sum = scaled.ln() - exponent * (1.0 + shift).ln();
        (exponent, self.tokens * (-exponent * mean_log - ln_sum))
    }

    /// The slope of the likelihood by the shift, by token and exponent.
    fn slope_by_shift(&self, exponent: f64, shift: f64) -> f64 {
        let weight = |rank: f64| (-exponent * ((rank + shift) / (1.0 + shift)).ln()).exp();
        let inverse = self.over_ranks(|rank| weight(rank) / (rank + shift));
        let of_model = inverse / self.over_ranks(weight);
        of_model - self.over_tokens(|rank| 1.0 / (rank + shift)) / self.tokens
    }
}

/// Fits the law of Zipf to the ranks of a text: by greatest likelihood, and by least squares for
/// comparison.
///
/// The likelihood takes each token's rank as drawn from `r^-a / sum r^-a`, the ranks being those
/// of the text. Ranks follow from the same frequencies, which makes the exponent a little too
/// great (Piantadosi 2014): compare texts of one size.
///
/// Cost: some hundred passes over the different frequencies, whatever the number of types.
///
/// # Errors
/// [`Undefined::TooFew`] with fewer than two types, [`Undefined::NoVariation`] if all have the
/// same frequency.
///
/// # Examples
/// ```
/// use siyaq_stats::{Spectrum, zipf_fit};
///
/// // 120 / r, so that both fits have the exponent 1.
/// let text = Spectrum::from_frequencies([120, 60, 40, 30, 24, 20])?;
/// let fit = zipf_fit(&text)?;
/// assert!((fit.exponent - 1.0).abs() < 1e-9);
/// assert!((fit.exponent_ols - 1.0).abs() < 1e-9 && (fit.constant_ols - 120.0).abs() < 1e-6);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn zipf_fit(text: &Spectrum) -> Result<ZipfFit, Undefined> {
    let ranks = Ranks::new(text)?;
    let (exponent, ln_likelihood) = ranks.best_exponent(0.0);
    let points = ranks.runs.iter().flat_map(|run| {
        let ln_freq = run.freq.ln();
        (run.first..=run.last).map(move |rank| (real(rank).ln(), ln_freq))
    });
    let line = Line::through(points)?;
    Ok(ZipfFit {
        exponent,
        ln_likelihood,
        exponent_ols: -line.slope,
        constant_ols: line.at_zero.exp(),
        r_squared_ols: line.r_squared,
    })
}

/// Fits the law of Zipf and Mandelbrot by greatest likelihood, with a shift of at least 0.
///
/// # Errors
/// As [`zipf_fit`].
///
/// # Examples
/// ```
/// use siyaq_stats::{Spectrum, zipf_mandelbrot_fit};
///
/// // 840 / (r + 2).
/// let text = Spectrum::from_frequencies([280, 210, 168, 140, 120, 105])?;
/// let fit = zipf_mandelbrot_fit(&text)?;
/// assert!((fit.exponent - 1.0).abs() < 1e-6 && (fit.shift - 2.0).abs() < 1e-6);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn zipf_mandelbrot_fit(text: &Spectrum) -> Result<ZipfMandelbrotFit, Undefined> {
    /// Beyond this shift the curve is exponential to all digits.
    const MOST: f64 = 1e7;
    let ranks = Ranks::new(text)?;
    // Along the best exponents the slope of the likelihood is that by the shift alone.
    let rises = |shift: f64| ranks.slope_by_shift(ranks.best_exponent(shift).0, shift) > 0.0;
    let mut shift = 0.0;
    if rises(0.0) {
        let (mut low, mut high) = (0.0_f64, 1.0_f64);
        while high < MOST && rises(high) {
            low = high;
            high *= 4.0;
        }
        for _ in 0..50 {
            let middle = f64::midpoint(low, high);
            if rises(middle) { low = middle } else { high = middle }
        }
        shift = f64::midpoint(low, high);
    }
    let (exponent, ln_likelihood) = ranks.best_exponent(shift);
    Ok(ZipfMandelbrotFit { exponent, shift, ln_likelihood })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_sums_are_those_of_single_terms() {
        for (first, last) in [(1, 100_000), (300, 5_000), (7, 90), (1, 257)] {
            for power in [0.7, 1.0, 1.9] {
                let value = |x: f64| (x + 2.5).powf(-power);
                let plain: f64 = (first..=last).map(|x| value(x as f64)).sum();
                let ours = sum_over(first, last, value);
                assert!((ours / plain - 1.0).abs() < 1e-11, "{first} {last}: {ours} {plain}");
            }
        }
    }
}
