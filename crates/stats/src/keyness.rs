//! Target against reference: formulas over one table whose rows are two corpora.
//!
//! The first row is the target (a = O11 of R1 tokens), the second the reference (b = O21 of R2).

use std::f64::consts::LN_2;

use crate::beta::beta_logit_quantile;
use crate::contingency::Contingency;
use crate::number::{finite, product, real};
use crate::parameter::Level;
use crate::tails::normal_upper_quantile;

/// Which end of an interval.
#[derive(Clone, Copy)]
pub(crate) enum End {
    Low,
    High,
}

/// Whether a ratio of relative frequencies has a meaning: two corpora, and the word in one.
fn comparable(table: &Contingency) -> Option<()> {
    (table.r1() > 0 && table.r2() > 0 && table.c1() > 0).then_some(())
}

pub(crate) fn relative_risk(table: &Contingency) -> Option<f64> {
    finite(product(table.o11(), table.r2()) / product(table.o21(), table.r1()))
}

/// A frequency, or 0.5 in place of 0 (Hardie 2014).
fn at_least_half(count: u64) -> f64 {
    if count == 0 { 0.5 } else { real(count) }
}

pub(crate) fn log_ratio(table: &Contingency) -> Option<f64> {
    comparable(table)?;
    let target = at_least_half(table.o11()) / real(table.r1());
    let reference = at_least_half(table.o21()) / real(table.r2());
    finite((target / reference).log2())
}

pub(crate) fn log_ratio_walter(table: &Contingency) -> Option<f64> {
    comparable(table)?;
    let share = |freq: u64, tokens: u64| (real(freq) + 0.5) / (real(tokens) + 0.5);
    finite((share(table.o11(), table.r1()) / share(table.o21(), table.r2())).log2())
}

pub(crate) fn log_ratio_bound(table: &Contingency, level: Level, end: End) -> Option<f64> {
    let centre = log_ratio(table)?;
    let variance = 1.0 / at_least_half(table.o11()) + 1.0 / at_least_half(table.o21())
        - 1.0 / real(table.r1())
        - 1.0 / real(table.r2());
    let width = normal_upper_quantile(level.tail())? * variance.max(0.0).sqrt() / LN_2;
    finite(match end {
        End::Low => centre - width,
        End::High => centre + width,
    })
}

pub(crate) fn lrc(table: &Contingency, level: Level) -> Option<f64> {
    comparable(table)?;
    let (target, reference) = (real(table.o11()), real(table.o21()));
    let sizes = (real(table.r2()) / real(table.r1())).log2();
    if table.cross_difference() >= 0.0 {
        let low = beta_logit_quantile(level.tail(), target, reference + 1.0)?;
        finite((sizes + low / LN_2).max(0.0))
    } else {
        let high = -beta_logit_quantile(level.tail(), reference, target + 1.0)?;
        finite((sizes + high / LN_2).min(0.0))
    }
}

pub(crate) fn percent_diff(table: &Contingency) -> Option<f64> {
    finite(100.0 * (table.cross_difference() / product(table.o21(), table.r1())))
}

pub(crate) fn difference_coefficient(table: &Contingency) -> Option<f64> {
    let sum = product(table.o11(), table.r2()) + product(table.o21(), table.r1());
    finite(table.cross_difference() / sum)
}

pub(crate) fn simple_maths(table: &Contingency, constant: f64) -> Option<f64> {
    let per_million = |freq: u64, tokens: u64| 1e6 * real(freq) / real(tokens);
    let target = per_million(table.o11(), table.r1()) + constant;
    finite(target / (per_million(table.o21(), table.r2()) + constant))
}

pub(crate) fn log_likelihood_2(table: &Contingency) -> Option<f64> {
    finite(table.g2_two_cells())
}

pub(crate) fn log_likelihood_4(table: &Contingency) -> Option<f64> {
    finite(table.g2())
}

pub(crate) fn bic(table: &Contingency) -> Option<f64> {
    finite(table.g2_two_cells() - real(table.n()).ln())
}

pub(crate) fn ell(table: &Contingency) -> Option<f64> {
    let least = table.e11().min(table.e21());
    if least <= 1.0 {
        return None;
    }
    finite(table.g2_two_cells() / (real(table.n()) * least.ln()))
}
