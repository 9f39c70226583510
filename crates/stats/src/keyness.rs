//! Target against reference: formulas over one table whose rows are two corpora.
//!
//! The first row is the target (a = O11 of R1 tokens), the second the reference (b = O21 of R2).

use std::f64::consts::LN_2;

use crate::association::{Score, log_ratio_of};
use crate::beta::beta_logit_quantile;
use crate::contingency::Contingency;
use crate::number::{product, real};
use crate::parameter::{Level, LogBase};
use crate::undefined::{Undefined, defined, sized};

/// Which end of an interval.
#[derive(Clone, Copy)]
pub(crate) enum End {
    Low,
    High,
}

/// Refuses a word in neither corpus, and an empty corpus.
fn comparable(table: &Contingency) -> Result<(), Undefined> {
    if table.r1() == 0 || table.r2() == 0 {
        return Err(Undefined::EmptyCorpus);
    }
    if table.c1() == 0 { Err(Undefined::AbsentWord) } else { Ok(()) }
}

/// Refuses a word that the reference has not, and an empty corpus.
fn in_reference(table: &Contingency) -> Result<(), Undefined> {
    comparable(table)?;
    if table.o21() == 0 { Err(Undefined::AbsentInReference) } else { Ok(()) }
}

pub(crate) fn relative_risk(table: &Contingency) -> Score {
    in_reference(table)?;
    sized(product(table.o11(), table.r2()) / product(table.o21(), table.r1()))
}

/// A frequency, or 0.5 in place of 0 (Hardie 2014).
fn at_least_half(count: u64) -> f64 {
    if count == 0 { 0.5 } else { real(count) }
}

/// `log2((a / R1) / (b / R2))` after so much was added to a, b, R1 and R2.
fn log_ratio_plus(table: &Contingency, freq: f64, tokens: f64, base: LogBase) -> Score {
    let (target, reference) = (real(table.o11()) + freq, real(table.o21()) + freq);
    let (r1, r2) = (real(table.r1()) + tokens, real(table.r2()) + tokens);
    let counts = real(table.o11()) - real(table.o21());
    // (a + f)(R2 + t) - (b + f)(R1 + t)
    let difference = table.cross_difference() + tokens * counts + freq * (r2 - r1);
    log_ratio_of(target * r2, reference * r1, difference, base)
}

pub(crate) fn log_relative_risk(table: &Contingency, base: LogBase) -> Score {
    comparable(table)?;
    log_ratio_plus(table, 0.0, 0.0, base)
}

pub(crate) fn log_ratio(table: &Contingency) -> Score {
    comparable(table)?;
    if table.o11() > 0 && table.o21() > 0 {
        return log_ratio_plus(table, 0.0, 0.0, LogBase::Two);
    }
    let target = at_least_half(table.o11()) / real(table.r1());
    let reference = at_least_half(table.o21()) / real(table.r2());
    sized((target / reference).log2())
}

pub(crate) fn log_ratio_walter(table: &Contingency) -> Score {
    comparable(table)?;
    log_ratio_plus(table, 0.5, 0.5, LogBase::Two)
}

pub(crate) fn log_ratio_bound(table: &Contingency, level: Level, end: End) -> Score {
    let centre = log_ratio(table)?;
    let width = normal_width(table, level.z());
    sized(match end {
        End::Low => centre - width,
        End::High => centre + width,
    })
}

/// So many standard errors of the log ratio, a frequency of 0 taken as 0.5.
fn normal_width(table: &Contingency, z: f64) -> f64 {
    // 1/a - 1/R1 without subtracting what may be nearly equal.
    let part = |count: u64, others: u64, tokens: u64| {
        if count == 0 { 2.0 - 1.0 / real(tokens) } else { real(others) / product(count, tokens) }
    };
    let variance =
        part(table.o11(), table.o12(), table.r1()) + part(table.o21(), table.o22(), table.r2());
    z * variance.max(0.0).sqrt() / LN_2
}

/// The nearer end of a normal interval that leaves the whole error on its one side, on whichever side
/// of 0 that is.
pub(crate) fn lrc_cqpweb(table: &Contingency, level: Level) -> Score {
    let centre = log_ratio(table)?;
    let width = normal_width(table, level.one_sided_z());
    sized(if centre >= 0.0 { centre - width } else { centre + width })
}

/// The nearer end of the normal interval, or 0 where that has passed it.
pub(crate) fn lrc_normal(table: &Contingency, level: Level) -> Score {
    if log_ratio(table)? >= 0.0 {
        Ok(log_ratio_bound(table, level, End::Low)?.max(0.0))
    } else {
        Ok(log_ratio_bound(table, level, End::High)?.min(0.0))
    }
}

/// One end of the exact interval of the log ratio, with so much probability outside.
fn exact_bound(table: &Contingency, tail: f64, end: End) -> Score {
    comparable(table)?;
    let (target, reference) = (real(table.o11()), real(table.o21()));
    let sizes = (real(table.r2()) / real(table.r1())).log2();
    let logit = match end {
        End::Low => beta_logit_quantile(tail, target, reference + 1.0),
        End::High => beta_logit_quantile(tail, reference, target + 1.0).map(|logit| -logit),
    };
    // Without an occurrence on one side the odds may be as small, or as great, as they like.
    sized(sizes + logit.ok_or(Undefined::Unbounded)? / LN_2)
}

pub(crate) fn log_ratio_exact(table: &Contingency, level: Level, end: End) -> Score {
    exact_bound(table, level.tail(), end)
}

pub(crate) fn lrc(table: &Contingency, level: Level) -> Score {
    if table.is_below_expectation() {
        Ok(exact_bound(table, level.tail(), End::High)?.min(0.0))
    } else {
        Ok(exact_bound(table, level.tail(), End::Low)?.max(0.0))
    }
}

pub(crate) fn lrc_positive(table: &Contingency, level: Level) -> Score {
    exact_bound(table, level.one_sided_tail(), End::Low)
}

pub(crate) fn percent_diff(table: &Contingency) -> Score {
    in_reference(table)?;
    Ok(sized(100.0 * (table.cross_difference() / product(table.o21(), table.r1())))?.max(-100.0))
}

/// %DIFF with something in place of a relative frequency of 0 in the reference.
fn percent_diff_with(table: &Contingency, instead: f64) -> Score {
    if table.o21() > 0 {
        return percent_diff(table);
    }
    comparable(table)?;
    let target = real(table.o11()) / real(table.r1());
    sized(100.0 * ((target - instead) / instead))
}

pub(crate) fn percent_diff_half(table: &Contingency) -> Score {
    percent_diff_with(table, 0.5 / real(table.r2()))
}

/// The relative frequency that Gabrielatos writes for 0.
const GABRIELATOS: f64 = 1e-18;

pub(crate) fn percent_diff_gabrielatos(table: &Contingency) -> Score {
    percent_diff_with(table, GABRIELATOS)
}

pub(crate) fn difference_coefficient(table: &Contingency) -> Score {
    comparable(table)?;
    let sum = product(table.o11(), table.r2()) + product(table.o21(), table.r1());
    Ok(sized(table.cross_difference() / sum)?.clamp(-1.0, 1.0))
}

pub(crate) fn simple_maths(table: &Contingency, constant: f64) -> Score {
    let per_million = |freq: u64, tokens: u64| 1e6 * real(freq) / real(tokens);
    let target = per_million(table.o11(), table.r1()) + constant;
    let ratio = target / (per_million(table.o21(), table.r2()) + constant);
    defined(ratio, Undefined::EmptyCorpus)
}

pub(crate) fn log_likelihood_2(table: &Contingency) -> Score {
    sized(table.g2_two_cells())
}

pub(crate) fn log_likelihood_4(table: &Contingency) -> Score {
    sized(table.g2())
}

pub(crate) fn bic(table: &Contingency) -> Score {
    sized(table.g2_two_cells() - real(table.n()).ln())
}

pub(crate) fn bic_4(table: &Contingency) -> Score {
    sized(table.g2() - real(table.n()).ln())
}

pub(crate) fn ell(table: &Contingency) -> Score {
    let least = table.e11().min(table.e21());
    if least <= 1.0 {
        return Err(Undefined::SmallExpectation);
    }
    sized(table.g2_two_cells() / (real(table.n()) * least.ln()))
}
