//! The right tail of the Poisson distribution, without underflow.

use crate::number::{deviance, factorial_excess, real};
use crate::quadrature::tail_area;

/// A sum of falling terms stops when the next one adds less than this share.
const NEGLIGIBLE: f64 = 1e-17;

/// Terms that fall more slowly than this are integrated if there are many of them.
const SLOW_RATIO: f64 = 0.99;

/// Above this mean the sum over whole numbers is an integral to all digits.
const WIDE: f64 = 25e6;

/// `-ln P(X = count)`; `excess` is `count - mean`, which the caller knows best.
fn minus_ln_probability(count: f64, mean: f64, excess: f64) -> f64 {
    deviance(count, mean, excess) + factorial_excess(count)
}

/// `ln P(X >= count)` for a Poisson variable X; `excess` is `count - mean`.
///
/// Cost: at most some thousand additions, or some hundred logarithms for a large mean.
pub(crate) fn ln_poisson_right_tail(count: u64, mean: f64, excess: f64) -> f64 {
    if count == 0 || mean <= 0.0 {
        return if count == 0 { 0.0 } else { f64::NEG_INFINITY };
    }
    if excess >= 0.0 {
        let count = real(count);
        let ratio = mean / (count + 1.0);
        let sum = if ratio > SLOW_RATIO && mean > WIDE {
            wide_sum(count, mean, excess, 1.0)
        } else {
            falling_sum(ratio, |step| mean / (count + 1.0 + step))
        };
        return (sum.ln() - minus_ln_probability(count, mean, excess)).min(0.0);
    }
    // Below the mean P(X <= count - 1) is the smaller tail.
    let last = real(count - 1);
    let ratio = last / mean;
    let sum = if ratio > SLOW_RATIO && mean > WIDE {
        wide_sum(last, mean, excess - 1.0, -1.0)
    } else {
        falling_sum(ratio, |step| (last - step) / mean)
    };
    let ln_left = sum.ln() - minus_ln_probability(last, mean, excess - 1.0);
    (-ln_left.min(0.0).exp()).ln_1p()
}

/// `1 + q0 + q0 q1 + …`, probabilities by that of the first.
fn falling_sum(first: f64, ratio: impl Fn(f64) -> f64) -> f64 {
    let (mut term, mut sum, mut step) = (first, 1.0, 0.0);
    while term > NEGLIGIBLE * sum {
        sum += term;
        step += 1.0;
        term *= ratio(step);
    }
    sum
}

/// The same sum for a wide distribution: the integral from half a step before, with the first
/// two corrections of Euler and Maclaurin. `side` is 1 for the right tail and -1 for the left.
fn wide_sum(count: f64, mean: f64, excess: f64, side: f64) -> f64 {
    let here = minus_ln_probability(count, mean, excess);
    let density = |steps: f64| {
        let shift = side * steps;
        let there = count + shift;
        if there <= 0.0 {
            return 0.0;
        }
        (here - minus_ln_probability(there, mean, excess + shift)).exp()
    };
    // How fast the logarithm falls where the integral begins.
    let fall = if side > 0.0 { (count / mean).ln() } else { (mean / (count + 1.0)).ln() };
    let scale = mean.sqrt().min(1.0 / fall.max(0.0));
    let area = tail_area(scale, |t| density(t - 0.5));
    area - fall * (1.0 / 24.0 - fall * fall * (7.0 / 5760.0)) * density(-0.5)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn assert_close(ours: f64, expected: f64, tolerance: f64) {
        assert!((ours / expected - 1.0).abs() < tolerance, "{ours} instead of {expected}");
    }

    #[test]
    fn integral_and_sum_agree_where_both_can_be_had() {
        for (count, mean) in
            [(30_000_000.0, 30_000_000.0), (30_005_000.0, 3e7), (30_200_000.0, 3e7), (1.005e9, 1e9)]
        {
            let excess = count - mean;
            let plain = falling_sum(mean / (count + 1.0), |step| mean / (count + 1.0 + step));
            assert_close(wide_sum(count, mean, excess, 1.0), plain, 1e-11);
            let (count, excess) = (mean - excess - 1.0, -excess - 1.0);
            let plain = falling_sum(count / mean, |step| (count - step) / mean);
            assert_close(wide_sum(count, mean, excess, -1.0), plain, 1e-11);
        }
    }

    /// Minus the decimal logarithm: SciPy 1.17.1, `poisson.sf`, near the mean; further out, where
    /// SciPy has 10.367 for the fifth, sums with 40 digits.
    #[test]
    fn tails_of_large_counts() {
        for (count, mean, expected) in [
            (1_000_000_000, 999_970_000.0, 0.7660116738869531),
            (1_000_000_000, 1e9, 0.30102634307090304),
            (30_000_000, 30_001_234.5, 0.22974929201237682),
            (30_010_000, 3e7, 1.4690731661209401),
            (1_000_200_000, 1e9, 9.895637317238416),
            (1_005_000_000, 1e9, 5422.252768233185),
        ] {
            let ln_p = ln_poisson_right_tail(count, mean, count as f64 - mean);
            assert_close(-ln_p / std::f64::consts::LN_10, expected, 1e-10);
        }
    }

    #[test]
    fn small_tails_by_hand() {
        // P(X >= 1) = 1 - e^-m, P(X >= 2) = 1 - e^-m (1 + m).
        for mean in [1e-9, 0.3, 1.0, 5.0] {
            let one = (-f64::exp_m1(-mean)).ln();
            assert_close(ln_poisson_right_tail(1, mean, 1.0 - mean), one, 1e-12);
        }
        let two = (1.0 - (-5.0_f64).exp() * 6.0).ln();
        assert_close(ln_poisson_right_tail(2, 5.0, -3.0), two, 1e-12);
        assert!(ln_poisson_right_tail(0, 5.0, -5.0).abs() < 1e-300);
    }
}
