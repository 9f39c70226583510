//! The chi-squared distribution with any number of degrees of freedom, and Student's t.

use std::f64::consts::{LN_2, LN_10};

use crate::beta::ln_beta_lower_tail;
use crate::number::{deviance, factorial_excess, finite};

/// `ln Q(a, x)`, the upper tail of a gamma variable with shape a at x > 0.
fn ln_gamma_upper_tail(a: f64, x: f64) -> f64 {
    // x^a e^-x / Gamma(a + 1), by the deviance and Stirling's remainder.
    let ln_scale = -deviance(a, x, a - x) - factorial_excess(a);
    if x < a + 1.0 {
        // The lower tail: 1 + x/(a+1) + x^2/((a+1)(a+2)) + …
        let (mut term, mut sum, mut n) = (1.0, 1.0, a);
        while term > 1e-17 * sum {
            n += 1.0;
            term *= x / n;
            sum += term;
        }
        let ln_lower = (ln_scale + f64::ln(sum)).min(0.0);
        return (-ln_lower.exp()).ln_1p();
    }
    // Legendre's continued fraction by Lentz's method.
    const TINY: f64 = 1e-300;
    let mut b = x + 1.0 - a;
    let mut c = 1.0 / TINY;
    let mut d = 1.0 / b.max(TINY);
    let mut fraction = d;
    for step in 1..1_000_000_u32 {
        let i = f64::from(step);
        let numerator = -i * (i - a);
        b += 2.0;
        d = 1.0 / (numerator * d + b);
        c = b + numerator / c;
        fraction *= d * c;
        if (d * c - 1.0).abs() < 3e-16 {
            break;
        }
    }
    ln_scale + a.ln() + fraction.ln()
}

/// The decimal logarithm of the p-value of a chi-squared statistic with `freedom` degrees of
/// freedom, also where the p-value is too small for a float.
///
/// `None` if the statistic is negative or not finite, or there is no degree of freedom.
///
/// # Examples
/// ```
/// // The critical value of the 5 % level with 4 degrees of freedom.
/// let log10_p = siyaq_stats::chi_squared_log10_survival_with(9.487_729_036_781_154, 4);
/// assert!((log10_p.expect("is defined") - 0.05_f64.log10()).abs() < 1e-13);
/// ```
#[must_use]
pub fn chi_squared_log10_survival_with(statistic: f64, freedom: u64) -> Option<f64> {
    if !statistic.is_finite() || statistic < 0.0 || freedom == 0 {
        return None;
    }
    if statistic <= 0.0 {
        return Some(0.0);
    }
    finite(ln_gamma_upper_tail(freedom as f64 / 2.0, statistic / 2.0).min(0.0) / LN_10)
}

/// `ln P(|T| > |t|)` for Student's t with so many degrees of freedom, which need not be whole.
pub(crate) fn ln_student_two_sided(t: f64, freedom: f64) -> f64 {
    if t.abs() <= 0.0 {
        return 0.0;
    }
    // P = I_x(freedom / 2, 1 / 2) with x = freedom / (freedom + t^2).
    let logit = freedom.ln() - 2.0 * t.abs().ln();
    ln_beta_lower_tail(logit, freedom / 2.0, 0.5)
}

/// `ln P(|Z| > |z|)` for a standard normal Z.
pub(crate) fn ln_normal_two_sided(z: f64) -> f64 {
    (crate::tails::ln_normal_survival(z.abs()) + LN_2).min(0.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tails_of_student() {
        for (t, freedom, expected) in [
            (2.0, 10.0, STUDENT[0]),
            (0.1, 3.5, STUDENT[1]),
            (40.0, 7.25, STUDENT[2]),
            (5.0, 1e6, STUDENT[3]),
            (1.0, 1.0, STUDENT[4]),
            (1e-8, 5.0, STUDENT[5]),
            (60.0, 1_500.0, -400.219_852_287_891_6 * LN_10),
            (200.0, 20_000.0, -4_773.373_092_787_723 * LN_10),
        ] {
            let ours = ln_student_two_sided(t, freedom);
            assert!((ours - expected).abs() < 1e-12 * expected.abs().max(1e-3), "{t}: {ours}");
        }
    }

    #[test]
    fn tails_of_chi_squared() {
        for (statistic, freedom, expected) in [
            (10.0, 3, CHI[0]),
            (0.5, 7, CHI[1]),
            (2_000.0, 1_000, CHI[2]),
            (950.0, 1_000, CHI[3]),
            (100_000.0, 50, CHI[4]),
            (1_003_000.0, 1_000_000, CHI[5]),
        ] {
            let ours = chi_squared_log10_survival_with(statistic, freedom).expect("defined");
            assert!((ours / expected - 1.0).abs() < 1e-11, "{statistic}: {ours} {expected}");
        }
        assert_eq!(chi_squared_log10_survival_with(0.0, 3), Some(0.0));
        for (statistic, freedom) in [(-1.0, 1), (f64::NAN, 1), (1.0, 0)] {
            assert_eq!(chi_squared_log10_survival_with(statistic, freedom), None);
        }
        // One degree of freedom is the other function.
        let one = chi_squared_log10_survival_with(30.0, 1).expect("defined");
        let other = crate::tails::chi_squared_log10_survival(30.0).expect("defined");
        assert!((one / other - 1.0).abs() < 1e-13);
    }

    /// Computed with 40 digits.
    const STUDENT: [f64; 6] = [
        -2.611994370672508,
        -0.07709227648526662,
        -20.828531154808832,
        -14.371682654810302,
        -LN_2,
        -7.592133825270137e-09,
    ];
    /// Computed with 40 digits.
    const CHI: [f64; 6] = [
        -1.7312784851529015,
        -0.00024045663252066134,
        -68.3826139384392,
        -0.06091822444563208,
        -21625.741312221464,
        -1.7691227961995502,
    ];
}
