//! The negative binomial likelihood of counts in texts, and its derivatives.

use super::design::{Cell, CellCounts, Word};

/// Sums over the texts of a cell.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct CellSums {
    /// The logarithm of the likelihood, less what depends on the counts and the dispersion alone.
    pub(super) ln: f64,
    /// Its slope by the logarithm of the rate, and minus its second derivative.
    pub(super) slope: f64,
    pub(super) curvature: f64,
    /// The expectation of the curvature: the information.
    pub(super) weight: f64,
}

/// `ln(1 + x) / x`.
fn ln_1p_by_x(x: f64) -> f64 {
    if x < 1e-8 { 1.0 - x / 2.0 } else { x.ln_1p() / x }
}

/// `(ln(1 + x) - x / (1 + x)) / x^2`, 1/2 at 0.
fn curved(x: f64) -> f64 {
    if x > 0.02 {
        return (x.ln_1p() - x / (1.0 + x)) / (x * x);
    }
    // The sum of (-x)^(k - 2) (k - 1) / k over k from 2.
    (2..12_u32).rev().fold(0.0, |sum, k| f64::from(k - 1) / f64::from(k) - x * sum)
}

impl Cell {
    /// The sums where a token is the word with the chance `e^eta`, and counts vary with dispersion
    /// `alpha`: variance = mean + alpha mean^2.
    pub(super) fn sums(&self, counts: &CellCounts, eta: f64, alpha: f64) -> CellSums {
        let rate = eta.exp();
        let [ln, slope, curvature, weight] = self.sum(counts, |count, size| {
            let mean = rate * size;
            let x = alpha * mean;
            let weight = mean / (1.0 + x);
            let spent = mean * ln_1p_by_x(x) + count * x.ln_1p();
            let ln = if count > 0.0 { count * (eta + size.ln()) - spent } else { -spent };
            let slope = (count - mean) / (1.0 + x);
            [ln, slope, weight * (1.0 + alpha * count) / (1.0 + x), weight]
        });
        CellSums { ln, slope, curvature, weight }
    }

    /// The slope of the logarithm of the likelihood by the dispersion, less what depends on the counts
    /// and the dispersion alone.
    pub(super) fn dispersion_slope(&self, counts: &CellCounts, eta: f64, alpha: f64) -> f64 {
        let rate = eta.exp();
        let [slope] = self.sum(counts, |count, size| {
            let mean = rate * size;
            let x = alpha * mean;
            [mean * mean * curved(x) - count * mean / (1.0 + x)]
        });
        slope
    }

    /// Pearson's chi-squared of the counts, where all means add up to all counts.
    pub(super) fn pearson(counts: &CellCounts, eta: f64) -> f64 {
        let rate = eta.exp();
        let term = |(count, size): &(f64, f64)| count * count / (rate * size);
        counts.present.iter().map(term).sum::<f64>() - counts.freq
    }
}

impl Word<'_> {
    /// What the logarithm of the likelihood owes to the counts and the dispersion alone, and its slope:
    /// the sum of ln(1 + alpha j) and that of j / (1 + alpha j), over all j below each count.
    ///
    /// Cost: linear in the greatest count.
    pub(super) fn of_counts(&self, alpha: f64) -> (f64, f64) {
        let (mut ln, mut slope) = (0.0, 0.0);
        let mut above = self.counts.len();
        let most = self.counts.first().copied().unwrap_or(0);
        for j in 1..most {
            while above
                .checked_sub(1)
                .and_then(|last| self.counts.get(last))
                .is_some_and(|n| *n <= j)
            {
                above -= 1;
            }
            let (times, j) = (above as f64, j as f64);
            ln += times * (alpha * j).ln_1p();
            slope += times * j / (1.0 + alpha * j);
        }
        (ln, slope)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_series_meets_the_formula() {
        // By mpmath with 30 digits.
        for (x, expected) in [
            (0.0, 0.5),
            (0.001, 0.499_334_082_534_165_8),
            (0.019, 0.487_598_702_652_181_7),
            (0.021, 0.486_323_499_840_319_7),
            (2.0, 0.107_986_405_500_360_8),
        ] {
            assert!((curved(x) - expected).abs() < 1e-13, "{x}: {}", curved(x));
        }
    }
}
