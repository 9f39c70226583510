//! Directed association as a divergence: how much one event changes the chances of the other.

use std::f64::consts::LN_2;

use crate::association::{Score, signed};
use crate::contingency::Contingency;
use crate::number::{deviance, real};
use crate::undefined::{Undefined, sized};

/// The divergence in bits of the chances of the second event given the first from its chances in
/// all, negative where the first makes it rarer.
pub(crate) fn kld_by_row(table: &Contingency) -> Score {
    if table.r1() == 0 || table.c1() == 0 || table.c2() == 0 {
        return Err(Undefined::EmptyMargin);
    }
    let apart = table.deviation();
    // The differences from the expectations add up to 0, so that those the terms leave out do too.
    let terms = deviance(real(table.o11()), table.e11(), apart)
        + deviance(real(table.o12()), table.e12(), -apart);
    sized(signed(table, (terms / real(table.r1()) / LN_2).max(0.0)))
}

/// A divergence brought to -1..1 as odds to one.
pub(crate) fn as_odds(divergence: f64) -> f64 {
    divergence / (1.0 + divergence.abs())
}

/// A divergence brought to -1..1 by a power of e.
pub(crate) fn as_power(divergence: f64) -> f64 {
    -(-divergence.abs()).exp_m1() * divergence.signum()
}
