//! Arithmetic that keeps its digits: deviances and Stirling's remainder.

use std::f64::consts::PI;

/// A count as a real number. Counts above 2^53 are rounded to the nearest of 53 bits.
pub(crate) fn real(count: u64) -> f64 {
    count as f64
}

/// A product of two counts as a real number, without overflow.
pub(crate) fn product(first: u64, second: u64) -> f64 {
    real(first) * real(second)
}

/// The number if it is one, else nothing.
pub(crate) fn finite(number: f64) -> Option<f64> {
    number.is_finite().then_some(number)
}

/// `O ln(O/E) - (O - E)` for `E > 0`: never negative, and exact also where O and E are close.
///
/// `difference` is O - E, which the caller knows better than a subtraction would tell. The
/// series is that of Loader (2000), "Fast and accurate computation of binomial probabilities".
pub(crate) fn deviance(observed: f64, expected: f64, difference: f64) -> f64 {
    if observed <= 0.0 {
        return expected;
    }
    let slope = difference / (observed + expected);
    if slope.abs() >= 0.1 {
        return (observed * (observed / expected).ln() - difference).max(0.0);
    }
    let square = slope * slope;
    // So many terms that the next is lost in rounding.
    let tail = if square < 1e-7 {
        series(square, [SERIES[0], SERIES[1], SERIES[2]])
    } else if square < 2e-4 {
        series(square, [SERIES[0], SERIES[1], SERIES[2], SERIES[3], SERIES[4]])
    } else {
        series(square, SERIES)
    };
    slope * (difference + 2.0 * observed * square * tail)
}

/// The reciprocals of 3, 5, 7 …, in the series of the logarithm.
const SERIES: [f64; 9] = [
    1.0 / 3.0,
    1.0 / 5.0,
    1.0 / 7.0,
    1.0 / 9.0,
    1.0 / 11.0,
    1.0 / 13.0,
    1.0 / 15.0,
    1.0 / 17.0,
    1.0 / 19.0,
];

/// The sum of the terms times the powers of x, from x^0 on, by Horner's rule.
fn series<const TERMS: usize>(x: f64, terms: [f64; TERMS]) -> f64 {
    terms.iter().rev().fold(0.0, |sum, term| sum * x + term)
}

/// What Stirling's formula `n ln n - n + ln(2 pi n)/2` lacks from `ln n!`, for `n > 0`.
pub(crate) fn stirling_remainder(n: f64) -> f64 {
    if n <= 15.0 {
        return libm::lgamma(n + 1.0) - (n + 0.5) * n.ln() + n - 0.5 * (2.0 * PI).ln();
    }
    let square = n * n;
    let tail = 1.0 / 1680.0 - 1.0 / (1188.0 * square);
    let tail = 1.0 / 1260.0 - tail / square;
    let tail = 1.0 / 360.0 - tail / square;
    (1.0 / 12.0 - tail / square) / n
}

/// `ln n! - (n ln n - n)`: Stirling's remainder and root together; 0 for `n = 0`.
pub(crate) fn factorial_excess(n: f64) -> f64 {
    if n <= 0.0 { 0.0 } else { stirling_remainder(n) + 0.5 * (2.0 * PI * n).ln() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_deviance_agrees_with_the_plain_formula_where_that_is_exact() {
        for (observed, expected) in [(8.0, 5.0), (5.0, 8.0), (1.0, 40.0), (3e9, 2e9), (11.0, 10.0)]
        {
            let plain: f64 = observed * f64::ln(observed / expected) - (observed - expected);
            let ours = deviance(observed, expected, observed - expected);
            assert!((ours / plain - 1.0).abs() < 1e-12, "{observed} {expected}: {ours} {plain}");
        }
        assert!((deviance(0.0, 3.5, -3.5) - 3.5).abs() < 1e-15);
    }

    #[test]
    fn a_tiny_difference_keeps_its_digits() {
        // d^2 / 2E - d^3 / 6E^2, the plain formula gives noise here.
        let ours = deviance(1e12 + 10.0, 1e12, 10.0);
        assert!((ours / 5e-11 - 1.0).abs() < 1e-11, "{ours}");
    }

    #[test]
    fn factorials_come_out_on_both_sides_of_fifteen() {
        let mut ln_factorial = 0.0;
        for n in 1..40_u32 {
            let n = f64::from(n);
            ln_factorial += n.ln();
            let ours = n * n.ln() - n + factorial_excess(n);
            assert!((ours - ln_factorial).abs() < 1e-13 * ln_factorial.max(1.0), "{n}");
        }
    }
}
