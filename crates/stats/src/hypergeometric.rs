//! The right tail of the hypergeometric distribution: Fisher's exact test without underflow.

use crate::contingency::Contingency;
use crate::number::{factorial_excess, real};

/// A sum of falling terms stops when the next one adds less than this share.
const NEGLIGIBLE: f64 = 1e-17;

/// `ln P(X = O11)` given the margins.
///
/// `R1! R2! C1! C2! / (N! O11! O12! O21! O22!)` by Stirling's formula: the leading terms of the
/// nine factorials are together `-G2 / 2`, so nothing large is ever subtracted.
fn ln_probability(table: &Contingency) -> f64 {
    let excess = |count: u64| factorial_excess(real(count));
    let margins = excess(table.r1()) + excess(table.r2()) + excess(table.c1()) + excess(table.c2())
        - excess(table.n());
    let cells =
        excess(table.o11()) + excess(table.o12()) + excess(table.o21()) + excess(table.o22());
    -table.g2() / 2.0 + margins - cells
}

/// `ln P(X >= O11)` given the margins.
///
/// Cost: about nine standard deviations of O11 in terms of a sum.
pub(crate) fn ln_right_tail(table: &Contingency) -> f64 {
    let least = table.c1().saturating_sub(table.r2());
    if table.o11() <= least {
        return 0.0;
    }
    let (o11, o12, o21, o22) =
        (real(table.o11()), real(table.o12()), real(table.o21()), real(table.o22()));
    if table.cross_difference() >= 0.0 {
        // P(k + 1) / P(k) = O12 O21 / ((O11 + 1) (O22 + 1)), and the cells move by one.
        let sum = falling_sum(o12, o21, o11, o22);
        return (ln_probability(table) + sum.ln()).min(0.0);
    }
    // Below the expectation the left tail is the smaller one: P(X <= O11 - 1).
    let first = o11 * o22 / ((o12 + 1.0) * (o21 + 1.0));
    let sum = falling_sum(o11 - 1.0, o22 - 1.0, o12 + 1.0, o21 + 1.0);
    let left = (ln_probability(table) + first.ln() + sum.ln()).exp();
    if left < 1.0 { (-left).ln_1p() } else { f64::NEG_INFINITY }
}

/// `1 + q1 + q1 q2 + …` where each ratio is `falling1 falling2 / ((rising1 + 1) (rising2 + 1))`.
fn falling_sum(mut falling1: f64, mut falling2: f64, mut rising1: f64, mut rising2: f64) -> f64 {
    let (mut term, mut sum) = (1.0, 1.0);
    while falling1 > 0.0 && falling2 > 0.0 {
        rising1 += 1.0;
        rising2 += 1.0;
        term *= falling1 * falling2 / (rising1 * rising2);
        falling1 -= 1.0;
        falling2 -= 1.0;
        sum += term;
        if term < NEGLIGIBLE * sum {
            break;
        }
    }
    sum
}
