//! How strongly two events attract each other: formulas over one table.
//!
//! Every function returns `None` where the measure is undefined; the texts in
//! `about.rs` say when that is.

use std::f64::consts::LN_10;

use crate::contingency::Contingency;
use crate::hypergeometric::ln_right_tail;
use crate::number::{deviance, finite, product, real};
use crate::parameter::LogBase;

/// `ln(O11 / E11)`, also exact where the two are close.
fn ln_ratio(table: &Contingency) -> Option<f64> {
    let expected = table.e11();
    if table.o11() == 0 || expected <= 0.0 {
        return None;
    }
    let excess = table.deviation() / expected;
    finite(if excess.abs() < 0.5 { excess.ln_1p() } else { (real(table.o11()) / expected).ln() })
}

/// `number` with the sign of O11 - E11.
pub(crate) fn signed(table: &Contingency, number: f64) -> f64 {
    if table.cross_difference() < 0.0 { -number } else { number }
}

/// `log(O11^power / E11)`.
pub(crate) fn mi_power(table: &Contingency, power: f64, base: LogBase) -> Option<f64> {
    let mi = base.scale_ln(ln_ratio(table)?);
    finite(mi + (power - 1.0) * base.log(real(table.o11())))
}

pub(crate) fn local_mi(table: &Contingency, base: LogBase) -> Option<f64> {
    if table.r1() == 0 || table.c1() == 0 {
        return None;
    }
    if table.o11() == 0 {
        return Some(0.0);
    }
    finite(real(table.o11()) * base.scale_ln(ln_ratio(table)?))
}

pub(crate) fn npmi(table: &Contingency) -> Option<f64> {
    let (o11, r1, c1) = (table.o11(), table.r1(), table.c1());
    if r1 == 0 || c1 == 0 {
        return None;
    }
    if o11 == 0 {
        return Some(-1.0);
    }
    if o11 == r1 && o11 == c1 {
        return Some(1.0);
    }
    let rest = real(table.n() - o11) / real(table.n());
    let surprise = if rest < 0.5 { -(-rest).ln_1p() } else { (real(table.n()) / real(o11)).ln() };
    finite(ln_ratio(table)? / surprise)
}

pub(crate) fn t_score(table: &Contingency) -> Option<f64> {
    if table.o11() == 0 {
        return None;
    }
    finite(table.deviation() / real(table.o11()).sqrt())
}

pub(crate) fn z_score(table: &Contingency) -> Option<f64> {
    finite(table.deviation() / table.e11().sqrt())
}

pub(crate) fn z_score_yates(table: &Contingency) -> Option<f64> {
    let shrunk = (table.deviation().abs() - 0.5).max(0.0);
    finite(signed(table, shrunk) / table.e11().sqrt())
}

pub(crate) fn dice(table: &Contingency) -> Option<f64> {
    finite(2.0 * real(table.o11()) / (real(table.r1()) + real(table.c1())))
}

pub(crate) fn log_dice(table: &Contingency) -> Option<f64> {
    finite(14.0 + dice(table)?.log2())
}

pub(crate) fn jaccard(table: &Contingency) -> Option<f64> {
    finite(real(table.o11()) / (real(table.r1()) + real(table.o21())))
}

pub(crate) fn min_sensitivity(table: &Contingency) -> Option<f64> {
    if table.r1() == 0 || table.c1() == 0 {
        return None;
    }
    finite(real(table.o11()) / real(table.r1().max(table.c1())))
}

pub(crate) fn geometric_mean(table: &Contingency) -> Option<f64> {
    finite(real(table.o11()) / product(table.r1(), table.c1()).sqrt())
}

pub(crate) fn log_likelihood(table: &Contingency) -> Option<f64> {
    finite(signed(table, table.g2()))
}

pub(crate) fn simple_ll(table: &Contingency) -> Option<f64> {
    let expected = table.e11();
    if expected <= 0.0 {
        return Some(0.0);
    }
    finite(signed(table, 2.0 * deviance(real(table.o11()), expected, table.deviation())))
}

/// `R1 R2 C1 C2`, or nothing if a margin is 0.
fn margin_product(table: &Contingency) -> Option<f64> {
    let margins = product(table.r1(), table.r2()) * product(table.c1(), table.c2());
    (margins > 0.0).then_some(margins)
}

pub(crate) fn chi_squared(table: &Contingency) -> Option<f64> {
    let cross = table.cross_difference();
    finite(signed(table, cross * cross / margin_product(table)? * real(table.n())))
}

pub(crate) fn chi_squared_yates(table: &Contingency) -> Option<f64> {
    let shrunk = (table.cross_difference().abs() - real(table.n()) / 2.0).max(0.0);
    finite(signed(table, shrunk * shrunk / margin_product(table)? * real(table.n())))
}

pub(crate) fn phi(table: &Contingency) -> Option<f64> {
    finite(table.cross_difference() / margin_product(table)?.sqrt())
}

pub(crate) fn yule_q(table: &Contingency) -> Option<f64> {
    let sum = product(table.o11(), table.o22()) + product(table.o12(), table.o21());
    finite(table.cross_difference() / sum)
}

/// `O11/R1 - O21/R2`.
pub(crate) fn delta_p_by_row(table: &Contingency) -> Option<f64> {
    finite(table.cross_difference() / product(table.r1(), table.r2()))
}

/// `O11/C1 - O12/C2`.
pub(crate) fn delta_p_by_column(table: &Contingency) -> Option<f64> {
    finite(table.cross_difference() / product(table.c1(), table.c2()))
}

pub(crate) fn odds_ratio(table: &Contingency) -> Option<f64> {
    finite(product(table.o11(), table.o22()) / product(table.o12(), table.o21()))
}

pub(crate) fn odds_ratio_haldane(table: &Contingency) -> Option<f64> {
    let half = |count: u64| real(count) + 0.5;
    finite(half(table.o11()) / half(table.o12()) * (half(table.o22()) / half(table.o21())))
}

/// The logarithm of an odds ratio.
pub(crate) fn log_of(odds: Option<f64>, base: LogBase) -> Option<f64> {
    finite(base.log(odds?))
}

pub(crate) fn poisson_stirling(table: &Contingency) -> Option<f64> {
    let observed = real(table.o11());
    if table.r1() == 0 || table.c1() == 0 {
        return None;
    }
    if table.o11() == 0 {
        return Some(0.0);
    }
    finite(observed * (ln_ratio(table)? - 1.0))
}

/// `-log10 P(X >= O11)`.
pub(crate) fn fisher_right(table: &Contingency) -> Option<f64> {
    finite(-ln_right_tail(table) / LN_10).map(|score| score.max(0.0))
}
