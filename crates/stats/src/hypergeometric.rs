//! The tails of the hypergeometric distribution: Fisher's exact test without underflow.

use crate::contingency::Contingency;
use crate::number::{deviance, factorial_excess, real};
use crate::quadrature::tail_area;

/// A sum of falling terms stops when the next one adds less than this share.
const NEGLIGIBLE: f64 = 1e-17;

/// A tail that falls more slowly than this from one term to the next is integrated if it is
/// also wide, since thousands of terms would be needed.
const SLOW_RATIO: f64 = 0.99;

/// Above this standard deviation the sum over whole numbers is an integral to all digits.
const WIDE: f64 = 5_000.0;

/// `ln P(X = O11)` given the margins.
///
/// `R1! R2! C1! C2! / (N! O11! O12! O21! O22!)` by Stirling's formula: the leading terms of the
/// nine factorials are together `-G2 / 2`, so nothing large is ever subtracted.
fn ln_probability(table: &Contingency) -> f64 {
    let excess = |count: u64| factorial_excess(real(count));
    let margins = excess(table.r1()) + excess(table.r2()) + excess(table.c1()) + excess(table.c2());
    let cells =
        excess(table.o11()) + excess(table.o12()) + excess(table.o21()) + excess(table.o22());
    -table.g2() / 2.0 + margins - excess(table.n()) - cells
}

/// `ln P(X >= O11)` given the margins.
///
/// Cost: at most some thousand additions, or some hundred logarithms for a wide distribution.
pub(crate) fn ln_right_tail(table: &Contingency) -> f64 {
    if table.o11() <= table.c1().saturating_sub(table.r2()) {
        return 0.0;
    }
    if table.cross_difference() >= 0.0 {
        return ln_small_tail(table).min(0.0);
    }
    // Below the expectation P(X <= O11 - 1) is the smaller tail: the right tail of O12 + 1 in
    // the table with its columns exchanged.
    let (r1, c2, n) = (table.r1(), table.c2(), table.n());
    match Contingency::new(table.o12() + 1, r1, c2, n) {
        Ok(exchanged) => (-ln_small_tail(&exchanged).exp()).ln_1p(),
        Err(_) => 0.0,
    }
}

/// `ln P(X <= O11)` given the margins: the right tail of O12 when the columns are exchanged.
pub(crate) fn ln_left_tail(table: &Contingency) -> f64 {
    match Contingency::new(table.o12(), table.r1(), table.c2(), table.n()) {
        Ok(exchanged) => ln_right_tail(&exchanged),
        Err(_) => 0.0,
    }
}

/// Two probabilities count as equal when they differ by less than this share, so that tables
/// which mirror each other both belong to the tails whatever the rounding. R and SciPy do so.
const TIE: f64 = 1e-7;

/// `ln` of the sum of all `P(X = k)` that do not exceed `P(X = O11)`, given the margins.
///
/// The probabilities rise to one peak and fall: the sum is that of two tails, whose ends are
/// found by bisection.
pub(crate) fn ln_two_sided(table: &Contingency) -> f64 {
    let (r1, c1, n) = (table.r1(), table.c1(), table.n());
    let (least, most) = (c1.saturating_sub(table.r2()), r1.min(c1));
    let at = |joint: u64| Contingency::new(joint, r1, c1, n);
    let limit = ln_probability(table) + TIE;
    let is_rare = |joint: u64| at(joint).is_ok_and(|table| ln_probability(&table) <= limit);
    let peak = (u128::from(r1) + 1).saturating_mul(u128::from(c1) + 1) / (u128::from(n) + 2);
    let peak = u64::try_from(peak).unwrap_or(most).clamp(least, most);
    if is_rare(peak) {
        return 0.0;
    }
    // The first rare value after the peak, and the last one before it.
    let after = first_where(peak + 1, most + 1, is_rare);
    let before = first_where(0, peak - least, |steps| is_rare(peak - 1 - steps));
    let right = at(after).map_or(f64::NEG_INFINITY, |table| ln_right_tail(&table));
    let left = match (peak - least).checked_sub(before + 1).map(|steps| at(least + steps)) {
        Some(Ok(table)) => ln_left_tail(&table),
        _ => f64::NEG_INFINITY,
    };
    let (great, small) = (right.max(left), right.min(left));
    (great + (small - great).exp().ln_1p()).min(0.0)
}

/// The first number of a range from which on `holds` holds; the end of the range if it never does.
fn first_where(mut low: u64, mut end: u64, holds: impl Fn(u64) -> bool) -> u64 {
    while low < end {
        let middle = low + (end - low) / 2;
        if holds(middle) {
            end = middle;
        } else {
            low = middle + 1;
        }
    }
    low
}

/// `ln P(X >= O11)` where O11 is not below its expectation.
fn ln_small_tail(table: &Contingency) -> f64 {
    let [o11, o12, o21, o22] = [table.o11(), table.o12(), table.o21(), table.o22()].map(real);
    let ratio = o12 * o21 / ((o11 + 1.0) * (o22 + 1.0));
    let margins = table.e11() / real(table.n()) * table.e22();
    let sum = if ratio > SLOW_RATIO && margins.sqrt() > WIDE {
        wide_sum(table, margins.sqrt())
    } else {
        falling_sum([o11, o12, o21, o22])
    };
    ln_probability(table) + sum.ln()
}

/// `1 + q1 + q1 q2 + …`, the probabilities from O11 on by that of O11.
///
/// Each ratio is O12 O21 / ((O11 + 1) (O22 + 1)), and then the cells move by one.
fn falling_sum([mut o11, mut o12, mut o21, mut o22]: [f64; 4]) -> f64 {
    let (mut term, mut sum) = (1.0, 1.0);
    while o12 > 0.0 && o21 > 0.0 {
        o11 += 1.0;
        o22 += 1.0;
        term *= o12 * o21 / (o11 * o22);
        o12 -= 1.0;
        o21 -= 1.0;
        sum += term;
        if term < NEGLIGIBLE * sum {
            break;
        }
    }
    sum
}

/// The same sum for a wide distribution, as the integral from O11 - 1/2 on with the first two
/// corrections of Euler and Maclaurin.
fn wide_sum(table: &Contingency, spread: f64) -> f64 {
    let difference = table.deviation();
    let cells = [
        (table.o11(), table.e11(), 1.0),
        (table.o12(), table.e12(), -1.0),
        (table.o21(), table.e21(), -1.0),
        (table.o22(), table.e22(), 1.0),
    ];
    let ln_density = |shift: f64| -> f64 {
        let terms = cells.iter().map(|&(observed, expected, sign)| {
            let observed = real(observed) + sign * shift;
            if observed <= 0.0 {
                return f64::INFINITY;
            }
            let change = sign * (difference + shift);
            deviance(observed, expected, change) + factorial_excess(observed)
        });
        -terms.sum::<f64>()
    };
    let here = ln_density(0.0);
    let start = -0.5;
    // The step from O11 - 1 to O11 is the slope in their middle, where the integral starts.
    let [o11, o12, o21, o22] = cells.map(|(observed, ..)| real(observed));
    let slope = ((o12 + 1.0) * (o21 + 1.0) / (o11 * o22)).ln();
    // Far out the tail is shorter than the distribution is wide.
    let scale = spread.min(1.0 / (-slope).max(0.0));
    let area = tail_area(scale, |t| (ln_density(start + t) - here).exp());
    area + slope * (1.0 / 24.0 - slope * slope * (7.0 / 5760.0)) * (ln_density(start) - here).exp()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn integral_and_sum_agree_where_both_can_be_had() {
        for (o11, r1, c1, n) in [
            (250_000_000, 500_000_000, 500_000_000, 1_000_000_000_u64),
            (250_020_000, 500_000_000, 500_000_000, 1_000_000_000),
            (3_010_000, 10_000_000, 300_000_000, 1_000_000_000),
            // Far out: the sum is that of a hundredth of a standard deviation.
            (251_000_000, 500_000_000, 500_000_000, 1_000_000_000),
            (1_004_000, 1_000_000_000, 1_000_000_000, 1_000_000_000_000),
        ] {
            let table = Contingency::new(o11, r1, c1, n).expect("possible");
            let [o11, o12, o21, o22] =
                [table.o11(), table.o12(), table.o21(), table.o22()].map(real);
            let spread = (table.e11() / real(n) * table.e22()).sqrt();
            let (wide, plain) = (wide_sum(&table, spread), falling_sum([o11, o12, o21, o22]));
            assert!((wide / plain - 1.0).abs() < 1e-11, "{table:?}: {wide} {plain}");
        }
    }
}
