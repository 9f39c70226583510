//! The quantile of the beta distribution, on which exact (Clopper-Pearson) intervals rest.

use std::f64::consts::PI;

use crate::number::{deviance, finite, stirling_remainder};
use crate::tails::normal_upper_quantile;

/// Both parameters above this: the tail is integrated; else its continued fraction is short.
const SMOOTH_ABOVE: f64 = 300.0;

/// Positive nodes and weights of 16-point Gauss-Legendre quadrature on [-1, 1].
const GAUSS_16: [(f64, f64); 8] = [
    (0.095_012_509_837_637_44, 0.189_450_610_455_068_5),
    (0.281_603_550_779_258_9, 0.182_603_415_044_923_6),
    (0.458_016_777_657_227_4, 0.169_156_519_395_002_54),
    (0.617_876_244_402_643_7, 0.149_595_988_816_576_74),
    (0.755_404_408_355_003, 0.124_628_971_255_533_87),
    (0.865_631_202_387_831_7, 0.095_158_511_682_492_78),
    (0.944_575_023_073_232_6, 0.062_253_523_938_647_89),
    (0.989_400_934_991_649_9, 0.027_152_459_411_754_095),
];

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
            if (d * c - 1.0).abs() < 1e-16 {
                break;
            }
        }
        fraction
    }

    /// The lower tail divided by the density at its end, by quadrature over falling panels.
    fn integral(&self, u: f64) -> f64 {
        let (x, y) = Self::shares(u);
        let spread = 1.0 / ((self.a + self.b) * x * y).sqrt();
        let slope = self.a * y - self.b * x;
        let scale = if slope > 0.0 { spread.min(1.0 / slope) } else { spread };
        let half = 2.0 * scale;
        let end = self.ln_density(u);
        let mut sum = 0.0;
        for panel in 0..1_000_u32 {
            let centre = u - half * (2.0 * f64::from(panel) + 1.0);
            let part: f64 = GAUSS_16
                .iter()
                .map(|&(node, weight)| {
                    let before = (self.ln_density(centre - half * node) - end).exp();
                    let after = (self.ln_density(centre + half * node) - end).exp();
                    weight * (before + after)
                })
                .sum();
            sum += half * part;
            if half * part < 1e-17 * sum {
                break;
            }
        }
        sum
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
    let mut u = (a / b).ln() - z * (1.0 / a + 1.0 / b).sqrt();
    // ln P(U < u) rises and is concave: from the second step on Newton comes from below.
    for _ in 0..200 {
        let ln_lower = beta.ln_lower_tail(u);
        let slope = (beta.ln_density(u) - ln_lower).exp();
        let step = (ln_tail - ln_lower) / slope;
        u += step;
        if step.abs() <= 4e-16 * u.abs().max(1e-3) {
            break;
        }
    }
    finite(u)
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
