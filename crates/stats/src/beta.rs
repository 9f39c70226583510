//! The quantile of the beta distribution, on which exact (Clopper-Pearson) intervals rest.

use std::f64::consts::PI;

use crate::number::{deviance, finite, stirling_remainder};
use crate::quadrature::tail_area;
use crate::tails::normal_upper_quantile;

/// Both parameters above this: the tail is integrated; else its continued fraction is short.
const SMOOTH_ABOVE: f64 = 300.0;

/// A beta distribution seen through `u = ln(x / (1 - x))`, where both ends keep their digits.
struct LogitBeta {
    a: f64,
    b: f64,
    ln_scale: f64,
}

impl LogitBeta {
    fn new(a: f64, b: f64) -> Self {
        let n = a + b;
        let root = 0.5 * (a / n * b / (2.0 * PI)).ln();
        let remainder = stirling_remainder(n) - stirling_remainder(a) - stirling_remainder(b);
        Self { a, b, ln_scale: root + remainder }
    }

    /// x and 1 - x at the logit u.
    fn shares(u: f64) -> (f64, f64) {
        if u < 0.0 {
            let odds = u.exp();
            (odds / (1.0 + odds), 1.0 / (1.0 + odds))
        } else {
            let odds = (-u).exp();
            (1.0 / (1.0 + odds), odds / (1.0 + odds))
        }
    }

    /// `ln(x^a (1-x)^b / B(a, b))`, the density in u, by Loader's deviances.
    fn ln_density(&self, u: f64) -> f64 {
        let (x, y) = Self::shares(u);
        let difference = self.a * y - self.b * x;
        let (expected_a, expected_b) = ((self.a + self.b) * x, (self.a + self.b) * y);
        self.ln_scale
            - deviance(self.a, expected_a, difference)
            - deviance(self.b, expected_b, -difference)
    }

    /// `ln P(U < u)`.
    fn ln_lower_tail(&self, u: f64) -> f64 {
        if self.a > SMOOTH_ABOVE && self.b > SMOOTH_ABOVE {
            return self.ln_density(u) + self.integral(u).ln();
        }
        self.ln_density(u) - self.a.ln() + self.fraction(Self::shares(u).0).ln()
    }

    /// The continued fraction of the incomplete beta function (DLMF 8.17.22) by Lentz's method.
    fn fraction(&self, x: f64) -> f64 {
        const TINY: f64 = 1e-300;
        let guard = |value: f64| if value.abs() < TINY { TINY } else { value };
        let (a, b) = (self.a, self.b);
        let mut c = 1.0;
        let mut d = 1.0 / guard(1.0 - (a + b) * x / (a + 1.0));
        let mut fraction = d;
        for step in 1..100_000_u32 {
            let m = f64::from(step);
            let even = m * (b - m) * x / ((a + 2.0 * m - 1.0) * (a + 2.0 * m));
            d = 1.0 / guard(1.0 + even * d);
            c = guard(1.0 + even / c);
            fraction *= d * c;
            let odd = -(a + m) * (a + b + m) * x / ((a + 2.0 * m) * (a + 2.0 * m + 1.0));
            d = 1.0 / guard(1.0 + odd * d);
            c = guard(1.0 + odd / c);
            fraction *= d * c;
            if (d * c - 1.0).abs() < 3e-16 {
                break;
            }
        }
        fraction
    }

    /// The lower tail divided by the density at its end, by quadrature.
    fn integral(&self, u: f64) -> f64 {
        let (x, y) = Self::shares(u);
        let spread = 1.0 / ((self.a + self.b) * x * y).sqrt();
        let slope = self.a * y - self.b * x;
        let scale = if slope > 0.0 { spread.min(1.0 / slope) } else { spread };
        let end = self.ln_density(u);
        tail_area(scale, |t| (self.ln_density(u - t) - end).exp())
    }
}

/// The logit `ln(x / (1 - x))` of the quantile of a beta distribution.
///
/// With counts this is the bound of an exact interval for odds: `tail` is the probability below
/// it. `None` unless `0 < tail <= 0.5` and both parameters are positive and finite.
pub(crate) fn beta_logit_quantile(tail: f64, a: f64, b: f64) -> Option<f64> {
    let valid = tail > 0.0 && tail <= 0.5 && a > 0.0 && b > 0.0;
    if !valid || !(a + b).is_finite() {
        return None;
    }
    let beta = LogitBeta::new(a, b);
    let ln_tail = tail.ln();
    let z = normal_upper_quantile(tail)?;
    let spread = (1.0 / a + 1.0 / b).sqrt();
    let mut u = (a / b).ln() - z * spread;
    // ln P(U < u) rises and is concave: from the second step on Newton comes from below.
    for _ in 0..200 {
        let ln_lower = beta.ln_lower_tail(u);
        let slope = (beta.ln_density(u) - ln_lower).exp();
        let step = (ln_tail - ln_lower) / slope;
        u += step;
        // Newton squares the error: the step after this one would change nothing.
        if step.abs() <= 1e-8 * spread {
            break;
        }
    }
    finite(u)
}

/// `ln P(X < x)` for a beta variable X, where `logit` is `ln(x / (1 - x))`.
pub(crate) fn ln_beta_lower_tail(logit: f64, a: f64, b: f64) -> f64 {
    let x = LogitBeta::shares(logit).0;
    if x <= (a + 1.0) / (a + b + 2.0) {
        return LogitBeta::new(a, b).ln_lower_tail(logit).min(0.0);
    }
    // Above the middle the continued fraction is that of the other tail.
    let upper = LogitBeta::new(b, a).ln_lower_tail(-logit).min(0.0);
    (-upper.exp()).ln_1p()
}

/// The x below which a beta variable with parameters `a` and `b` falls with this probability.
///
/// `None` unless `0 < probability < 1` and both parameters are positive and finite.
///
/// # Examples
/// ```
/// // The lower end of the exact 95 % interval of 3 successes in 10 trials.
/// let x = siyaq_stats::beta_quantile(0.025, 3.0, 8.0).expect("is defined");
/// assert!((x - 0.066_739_5).abs() < 1e-6);
/// ```
#[must_use]
pub fn beta_quantile(probability: f64, a: f64, b: f64) -> Option<f64> {
    if probability > 0.5 {
        let u = beta_logit_quantile(1.0 - probability, b, a)?;
        return finite(LogitBeta::shares(-u).0);
    }
    let u = beta_logit_quantile(probability, a, b)?;
    finite(LogitBeta::shares(u).0)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Computed with 34 digits by quadrature.
    #[test]
    fn logits_of_quantiles() {
        for (tail, a, b, expected) in [
            (0.025, 3.0, 8.0, -2.637_887_207_739_749),
            (0.025, 1.0, 1.0, -3.663_561_646_129_646_4),
            (0.025, 1.0, 1e6, -17.491_757_803_259_547),
            (0.025, 1e6, 1.0, 12.510_185_972_560_743),
            (0.025, 5.0, 1e9, -20.238_689_908_658_983),
            (1e-6, 620.0, 268.0, 0.498_894_084_609_964_8),
            (0.025, 500_000.0, 700_000.0, -0.340_101_942_863_626_7),
            (1e-8, 400.0, 1e9, -15.027_099_687_060_367),
            (0.025, 1e9, 400.0, 14.636_178_255_569_772),
            (0.4, 350.0, 350.0, -0.019_158_228_253_396_875),
            (0.5, 20.0, 7.0, 1.081_373_614_871_774_7),
            (1e-7, 1e12, 1e12, -7.352_973_724_102_419_9e-6),
            (1e-100, 50.0, 20.0, -5.366_231_022_993_09),
            (0.025, 250.0, 1e7, -10.724_615_041_183_84),
        ] {
            let logit = beta_logit_quantile(tail, a, b).expect("in the domain");
            let error = (logit / expected - 1.0).abs();
            assert!(error < 2e-12, "{tail} {a} {b}: {logit} instead of {expected}");
        }
    }

    #[test]
    fn outside_the_domain_there_is_no_quantile() {
        for (tail, a, b) in [
            (0.0, 1.0, 1.0),
            (1.0, 1.0, 1.0),
            (f64::NAN, 1.0, 1.0),
            (0.5, 0.0, 1.0),
            (0.5, 1.0, -1.0),
            (0.5, f64::INFINITY, 1.0),
            (0.5, 1.0, f64::NAN),
        ] {
            assert_eq!(beta_quantile(tail, a, b), None);
        }
    }
}
