//! Tails of the normal and the chi-squared distribution, exact far out where plain code gives 0.

use std::f64::consts::{LN_10, PI, SQRT_2};

use crate::number::finite;
use crate::undefined::{Undefined, defined};

/// The least p-value that is given as one; smaller ones have a logarithm only.
pub const LEAST_P: f64 = 1e-300;

/// The p-value of a decimal logarithm.
///
/// # Errors
/// [`Undefined::TooSmall`] below [`LEAST_P`], where a number would lose its digits and then be 0,
/// which no p-value is; [`Undefined::BadParameter`] if it is no logarithm of a probability.
///
/// # Examples
/// ```
/// use siyaq_stats::{Undefined, p_value};
///
/// assert!((p_value(-3.0)? - 0.001).abs() < 1e-18);
/// assert_eq!(p_value(-5_000.0), Err(Undefined::TooSmall));
/// # Ok::<(), Undefined>(())
/// ```
pub fn p_value(log10_p: f64) -> Result<f64, Undefined> {
    if log10_p.is_nan() || log10_p > 0.0 {
        return Err(Undefined::BadParameter);
    }
    large_enough(10_f64.powf(log10_p))
}

fn large_enough(p: f64) -> Result<f64, Undefined> {
    if p >= LEAST_P { Ok(p) } else { Err(Undefined::TooSmall) }
}

/// `ln erfc(t)` for `t >= 0`, given with its square so that neither loses digits.
fn ln_erfc(t: f64, square: f64) -> f64 {
    if t < 2.0 {
        return libm::erfc(t).ln();
    }
    // Laplace's continued fraction; from t = 2 on, 80 levels give all 53 bits.
    let mut fraction = t;
    for level in (1..=80_u32).rev() {
        fraction = t + f64::from(level) / 2.0 / fraction;
    }
    -square - fraction.ln() - 0.5 * PI.ln()
}

/// The natural logarithm of P(Z > z) for a standard normal Z.
pub(crate) fn ln_normal_survival(z: f64) -> f64 {
    if z < 0.0 {
        return (-0.5 * libm::erfc(-z / SQRT_2)).ln_1p();
    }
    ln_erfc(z / SQRT_2, z * z / 2.0) - std::f64::consts::LN_2
}

/// The p-value of a chi-squared statistic with one degree of freedom, P(X > `statistic`).
///
/// # Errors
/// [`Undefined::TooSmall`] below [`LEAST_P`]: [`chi_squared_log10_survival`] has no such floor.
/// [`Undefined::BadParameter`] if the statistic is negative or not finite: of a signed measure pass
/// the absolute value.
///
/// # Examples
/// ```
/// // The critical value of the 5 % level.
/// let p = siyaq_stats::chi_squared_survival(3.841_458_820_694_124).expect("is defined");
/// assert!((p - 0.05).abs() < 1e-15);
/// ```
pub fn chi_squared_survival(statistic: f64) -> Result<f64, Undefined> {
    if !statistic.is_finite() || statistic < 0.0 {
        return Err(Undefined::BadParameter);
    }
    large_enough(libm::erfc((statistic / 2.0).sqrt()))
}

/// The decimal logarithm of [`chi_squared_survival`], for any statistic however large.
///
/// # Errors
/// [`Undefined::BadParameter`] if the statistic is negative or not finite.
///
/// # Examples
/// ```
/// let log10_p = siyaq_stats::chi_squared_log10_survival(40_000.0).expect("is defined");
/// assert!((log10_p - -8688.2887).abs() < 1e-4);
/// ```
pub fn chi_squared_log10_survival(statistic: f64) -> Result<f64, Undefined> {
    if !statistic.is_finite() || statistic < 0.0 {
        return Err(Undefined::BadParameter);
    }
    let half = statistic / 2.0;
    defined(ln_erfc(half.sqrt(), half) / LN_10, Undefined::TooSmall)
}

/// P(Z > `z`) for a standard normal Z.
///
/// # Errors
/// [`Undefined::TooSmall`] below [`LEAST_P`], where [`normal_log10_survival`] goes on;
/// [`Undefined::BadParameter`] if `z` is not finite.
///
/// # Examples
/// ```
/// use siyaq_stats::normal_survival;
///
/// // Half of it lies above the mean, and 2.5 % above 1.96, as printed tables have it.
/// assert_eq!(normal_survival(0.0)?, 0.5);
/// assert!((normal_survival(1.96)? - 0.025).abs() < 1e-5);
/// # Ok::<(), siyaq_stats::Undefined>(())
/// ```
pub fn normal_survival(z: f64) -> Result<f64, Undefined> {
    large_enough(0.5 * libm::erfc(defined(z, Undefined::BadParameter)? / SQRT_2))
}

/// The decimal logarithm of [`normal_survival`], however small that is.
///
/// # Errors
/// [`Undefined::BadParameter`] if `z` is not finite, [`Undefined::TooSmall`] if the square of it
/// is not.
///
/// # Examples
/// ```
/// use siyaq_stats::{Undefined, normal_log10_survival, normal_survival};
///
/// // Far out P(Z > z) lies below the density by z, by less than one part in z^2.
/// let z = 40_f64;
/// let log10_density = -(z * z / 2.0 + 0.5 * std::f64::consts::TAU.ln()) / std::f64::consts::LN_10;
/// let below = log10_density - z.log10() - normal_log10_survival(z)?;
/// assert!(0.0 < below && below < 1.0 / (z * z));
/// assert_eq!(normal_survival(z), Err(Undefined::TooSmall));
/// # Ok::<(), Undefined>(())
/// ```
pub fn normal_log10_survival(z: f64) -> Result<f64, Undefined> {
    let ln_p = ln_normal_survival(defined(z, Undefined::BadParameter)?);
    defined(ln_p / LN_10, Undefined::TooSmall)
}

/// The z that a standard normal variable exceeds with the given probability.
///
/// Taking the tail and not `1 - tail` keeps the digits of tails such as 0.05 divided by a
/// million tests. `None` unless `0 < tail < 1`.
///
/// # Examples
/// ```
/// let z = siyaq_stats::normal_upper_quantile(0.025).expect("is defined");
/// assert!((z - 1.959_963_984_540_054).abs() < 1e-14);
/// ```
#[must_use]
pub fn normal_upper_quantile(tail: f64) -> Option<f64> {
    if !(tail > 0.0 && tail < 1.0) {
        return None;
    }
    if tail > 0.5 {
        return normal_upper_quantile(1.0 - tail).map(|z| -z);
    }
    // Abramowitz and Stegun 26.2.22 as a start, then Newton on the concave ln P(Z > z).
    let root = (-2.0 * tail.ln()).sqrt();
    let mut z = root - (2.30753 + 0.27061 * root) / (1.0 + 0.99229 * root + 0.04481 * root * root);
    let ln_tail = tail.ln();
    for _ in 0..50 {
        let ln_survival = ln_normal_survival(z);
        let hazard = (-z * z / 2.0 - 0.5 * (2.0 * PI).ln() - ln_survival).exp();
        let step = (ln_survival - ln_tail) / hazard;
        z += step;
        if step.abs() <= 1e-15 * z.abs().max(1e-3) {
            break;
        }
    }
    finite(z)
}

/// The z below which a standard normal variable falls with the given probability.
///
/// `None` unless `0 < probability < 1`.
///
/// # Examples
/// ```
/// use siyaq_stats::normal_quantile;
///
/// // 95 % lie below 1.645, as printed tables have it; half lies below the mean.
/// assert!(normal_quantile(0.95).is_some_and(|z| (z - 1.645).abs() < 5e-4));
/// assert!(normal_quantile(0.5).is_some_and(|z| z.abs() < 1e-12));
/// assert_eq!(normal_quantile(1.0), None);
/// ```
#[must_use]
pub fn normal_quantile(probability: f64) -> Option<f64> {
    normal_upper_quantile(probability).map(|z| -z)
}
