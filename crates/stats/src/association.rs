//! How strongly two events attract each other: formulas over one table.
//!
//! Every function gives the reason where the measure is undefined; the texts in `about` say when
//! that is.

use std::f64::consts::LN_10;

use crate::contingency::Contingency;
use crate::hypergeometric::{ln_left_tail, ln_right_tail, ln_two_sided};
use crate::number::{deviance, product, real};
use crate::parameter::LogBase;
use crate::poisson::ln_poisson_right_tail;
use crate::undefined::{Undefined, defined, sized};

/// A score, or why there is none.
pub(crate) type Score = Result<f64, Undefined>;

/// Refuses tables in which an event of the pair never happens.
fn both_occur(table: &Contingency) -> Result<(), Undefined> {
    if table.r1() == 0 || table.c1() == 0 { Err(Undefined::EmptyMargin) } else { Ok(()) }
}

/// `ln(O11 / E11)`, also exact where the two are close.
fn ln_ratio(table: &Contingency) -> Score {
    both_occur(table)?;
    if table.o11() == 0 {
        return Err(Undefined::NeverTogether);
    }
    let margins = product(table.r1(), table.c1());
    // O11 / E11 - 1, whose digits count where the two are close.
    let excess = table.cross_difference() / margins;
    sized(if excess >= 0.5 {
        (1.0 + excess).ln()
    } else if excess > -0.5 {
        excess.ln_1p()
    } else {
        (product(table.o11(), table.n()) / margins).ln()
    })
}

/// A number that lies between -1 and 1 but for rounding.
fn correlation(number: f64, reason: Undefined) -> Score {
    Ok(defined(number, reason)?.clamp(-1.0, 1.0))
}

/// `number` with the sign of O11 - E11.
pub(crate) fn signed(table: &Contingency, number: f64) -> f64 {
    if table.is_below_expectation() { -number } else { number }
}

/// `log(O11^power / E11)`.
pub(crate) fn mi_power(table: &Contingency, power: f64, base: LogBase) -> Score {
    let mi = base.scale_ln(ln_ratio(table)?);
    sized(mi + (power - 1.0) * base.log(real(table.o11())))
}

pub(crate) fn mi(table: &Contingency, base: LogBase) -> Score {
    Ok(base.scale_ln(ln_ratio(table)?))
}

/// `log2(J^3 E / B)` of WordSmith, with sums over all cells but the node's and the collocate's.
pub(crate) fn ws_mi3(table: &Contingency) -> Score {
    if table.o11() == 0 {
        return Err(Undefined::NeverTogether);
    }
    let (joint, n) = (real(table.o11()), real(table.n()));
    let (others, outside) = (n - real(table.r1()), n - real(table.c1()));
    let sum = joint + others + outside + (others - real(table.c1()));
    let scale = sum / (joint + others) / (joint + outside);
    // In a corpus of nothing but the two words the sum can fall below 0.
    defined(3.0 * joint.log2() + scale.log2(), Undefined::EmptyMargin)
}

pub(crate) fn local_mi(table: &Contingency, base: LogBase) -> Score {
    both_occur(table)?;
    if table.o11() == 0 {
        return Ok(0.0);
    }
    sized(real(table.o11()) * base.scale_ln(ln_ratio(table)?))
}

/// The sum of `O log(O / E)` over all cells, which is half of G2 in another base.
pub(crate) fn average_mi(table: &Contingency, base: LogBase) -> Score {
    sized(base.scale_ln(table.g2() / 2.0))
}

pub(crate) fn mutual_information(table: &Contingency, base: LogBase) -> Score {
    // No two events tell more of each other than one bit.
    Ok(sized(average_mi(table, base)? / real(table.n()))?.min(base.log(2.0)))
}

pub(crate) fn npmi(table: &Contingency) -> Score {
    let (o11, r1, c1) = (table.o11(), table.r1(), table.c1());
    both_occur(table)?;
    if o11 == 0 {
        return Ok(-1.0);
    }
    if o11 == r1 && o11 == c1 {
        return Ok(1.0);
    }
    let rest = real(table.n() - o11) / real(table.n());
    let surprise = if rest < 0.5 { -(-rest).ln_1p() } else { (real(table.n()) / real(o11)).ln() };
    correlation(ln_ratio(table)? / surprise, Undefined::TooLarge)
}

pub(crate) fn mi_log_f(table: &Contingency, base: LogBase) -> Score {
    sized(base.scale_ln(ln_ratio(table)?) * real(table.o11()).ln_1p())
}

pub(crate) fn t_score(table: &Contingency) -> Score {
    if table.o11() == 0 {
        return Err(Undefined::NeverTogether);
    }
    sized(table.deviation() / real(table.o11()).sqrt())
}

pub(crate) fn t_score_binomial(table: &Contingency) -> Score {
    if table.o11() == table.n() {
        return Err(Undefined::EmptyMargin);
    }
    let absent = real(table.n() - table.o11()) / real(table.n());
    Ok(t_score(table)? / absent.sqrt())
}

pub(crate) fn z_score(table: &Contingency) -> Score {
    both_occur(table)?;
    sized(table.deviation() / table.e11().sqrt())
}

/// The z-score after O11 moved by 0.5 towards E11, past it or not past it.
pub(crate) fn z_score_yates(table: &Contingency, may_pass: bool) -> Score {
    both_occur(table)?;
    let shrunk = table.deviation().abs() - 0.5;
    let shrunk = if may_pass { shrunk } else { shrunk.max(0.0) };
    sized(signed(table, shrunk) / table.e11().sqrt())
}

/// The z-score with the variance of a binomial over all tokens.
pub(crate) fn z_score_dennis(table: &Contingency) -> Score {
    // 1 - E11 / N without subtracting.
    let absent = real(table.r2()) / real(table.n())
        + real(table.r1()) / real(table.n()) * (real(table.c2()) / real(table.n()));
    if absent <= 0.0 {
        return Err(Undefined::EmptyMargin);
    }
    Ok(z_score(table)? / absent.sqrt())
}

/// The z-score with the variance of a binomial over the tokens in windows.
pub(crate) fn z_score_berry_rogghe(table: &Contingency) -> Score {
    if table.c2() == 0 {
        return Err(Undefined::EmptyMargin);
    }
    Ok(z_score(table)? / (real(table.c2()) / real(table.n())).sqrt())
}

pub(crate) fn dice(table: &Contingency) -> Score {
    let sum = real(table.r1()) + real(table.c1());
    defined(2.0 * real(table.o11()) / sum, Undefined::EmptyMargin)
}

pub(crate) fn log_dice(table: &Contingency) -> Score {
    log_dice_of(real(table.o11()), real(table.r1()), real(table.c1()))
}

/// `14 + log2(2 f(x,y) / (f(x) + f(y)))`, which has no meaning where words that stand in several
/// windows make more pairs than there are words.
pub(crate) fn log_dice_of(joint: f64, first: f64, second: f64) -> Score {
    if joint <= 0.0 {
        return Err(Undefined::NeverTogether);
    }
    let dice = share(2.0 * joint / (first + second))?;
    Ok(14.0 + dice.log2())
}

/// A number between -1 and 1, unless windows overlap.
pub(crate) fn share(number: f64) -> Score {
    /// What rounding may carry a number beyond its range.
    const ROUNDING: f64 = 1e-12;
    let number = defined(number, Undefined::EmptyMargin)?;
    match number.abs() > 1.0 + ROUNDING {
        true => Err(Undefined::OverlappingWindows),
        false => Ok(number.clamp(-1.0, 1.0)),
    }
}

pub(crate) fn jaccard(table: &Contingency) -> Score {
    let either = real(table.r1()) + real(table.o21());
    defined(real(table.o11()) / either, Undefined::EmptyMargin)
}

pub(crate) fn min_sensitivity(table: &Contingency) -> Score {
    both_occur(table)?;
    Ok(real(table.o11()) / real(table.r1().max(table.c1())))
}

pub(crate) fn geometric_mean(table: &Contingency) -> Score {
    both_occur(table)?;
    Ok((real(table.o11()) / product(table.r1(), table.c1()).sqrt()).min(1.0))
}

pub(crate) fn mutual_expectation(table: &Contingency) -> Score {
    Ok(dice(table)? * (real(table.o11()) / real(table.n())))
}

/// `O11 / R1` or `O11 / C1`.
pub(crate) fn share_of(table: &Contingency, margin: u64) -> Score {
    defined(real(table.o11()) / real(margin), Undefined::EmptyMargin)
}

pub(crate) fn log_likelihood(table: &Contingency) -> Score {
    sized(signed(table, table.g2()))
}

/// G2 divided by Williams's factor, which is 1 where a cell is empty.
pub(crate) fn log_likelihood_williams(table: &Contingency) -> Score {
    let n = real(table.n());
    let empty = [table.o11(), table.o12(), table.o21(), table.o22()].contains(&0);
    let spread = |margin: u64, other: u64| n / real(margin) + n / real(other) - 1.0;
    let factor = if empty {
        1.0
    } else {
        1.0 + spread(table.r1(), table.r2()) * spread(table.c1(), table.c2()) / (6.0 * n)
    };
    sized(signed(table, table.g2() / factor))
}

pub(crate) fn simple_ll(table: &Contingency) -> Score {
    let expected = table.e11();
    if expected <= 0.0 {
        return Ok(0.0);
    }
    sized(signed(table, 2.0 * deviance(real(table.o11()), expected, table.deviation())))
}

/// `R1 R2 C1 C2`, unless a margin is 0.
fn margin_product(table: &Contingency) -> Score {
    let margins = product(table.r1(), table.r2()) * product(table.c1(), table.c2());
    if margins > 0.0 { Ok(margins) } else { Err(Undefined::EmptyMargin) }
}

/// `N numerator^2 / (R1 R2 C1 C2)`, signed.
fn chi_squared_of(table: &Contingency, numerator: f64) -> Score {
    let share = numerator * numerator / margin_product(table)?;
    sized(signed(table, share * real(table.n())))
}

pub(crate) fn chi_squared(table: &Contingency) -> Score {
    chi_squared_of(table, table.cross_difference())
}

/// Chi-squared after the difference shrank by N/2, past 0 or not past it.
pub(crate) fn chi_squared_yates(table: &Contingency, may_pass: bool) -> Score {
    let shrunk = table.cross_difference().abs() - real(table.n()) / 2.0;
    chi_squared_of(table, if may_pass { shrunk } else { shrunk.max(0.0) })
}

/// Chi-squared with the continuity correction where an expectation is below 5 and the correction
/// does not pass 0.
pub(crate) fn chi_squared_quanteda(table: &Contingency) -> Score {
    let small = [table.e11(), table.e12(), table.e21(), table.e22()].iter().any(|&e| e < 5.0);
    if small && table.cross_difference().abs() >= real(table.n()) / 2.0 {
        chi_squared_yates(table, false)
    } else {
        chi_squared(table)
    }
}

pub(crate) fn phi(table: &Contingency) -> Score {
    let margins = margin_product(table)?;
    correlation(table.cross_difference() / margins.sqrt(), Undefined::EmptyMargin)
}

pub(crate) fn yule_q(table: &Contingency) -> Score {
    let sum = product(table.o11(), table.o22()) + product(table.o12(), table.o21());
    correlation(table.cross_difference() / sum, Undefined::EmptyCell)
}

/// `O11/R1 - O21/R2`.
pub(crate) fn delta_p_by_row(table: &Contingency) -> Score {
    let margins = product(table.r1(), table.r2());
    correlation(table.cross_difference() / margins, Undefined::EmptyMargin)
}

/// `O11/C1 - O12/C2`.
pub(crate) fn delta_p_by_column(table: &Contingency) -> Score {
    let margins = product(table.c1(), table.c2());
    correlation(table.cross_difference() / margins, Undefined::EmptyMargin)
}

pub(crate) fn odds_ratio(table: &Contingency) -> Score {
    let diagonal = product(table.o11(), table.o22());
    defined(diagonal / product(table.o12(), table.o21()), Undefined::EmptyCell)
}

/// The odds ratio after so much was added to every cell.
fn odds_ratio_plus(table: &Contingency, constant: f64) -> f64 {
    let more = |count: u64| real(count) + constant;
    more(table.o11()) / more(table.o12()) * (more(table.o22()) / more(table.o21()))
}

pub(crate) fn odds_ratio_haldane(table: &Contingency) -> Score {
    sized(odds_ratio_plus(table, 0.5))
}

pub(crate) fn odds_ratio_haldane_if_zero(table: &Contingency) -> Score {
    let empty = [table.o11(), table.o12(), table.o21(), table.o22()].contains(&0);
    sized(odds_ratio_plus(table, if empty { 0.5 } else { 0.0 }))
}

/// `log(first / second)`, where `difference` is their exact difference: a ratio near 1 keeps its
/// digits.
pub(crate) fn log_ratio_of(first: f64, second: f64, difference: f64, base: LogBase) -> Score {
    let excess = difference / second;
    let log =
        if excess.abs() < 0.5 { base.scale_ln(excess.ln_1p()) } else { base.log(first / second) };
    defined(log, Undefined::EmptyCell)
}

/// The logarithm of the odds ratio after so much was added to every cell.
fn log_odds_plus(table: &Contingency, constant: f64, base: LogBase) -> Score {
    let [o11, o12, o21, o22] =
        [table.o11(), table.o12(), table.o21(), table.o22()].map(|count| real(count) + constant);
    // (a + k)(d + k) - (b + k)(c + k) = ad - bc + k (a + d - b - c)
    let sums = (o11 - o12) + (o22 - o21);
    let difference = table.cross_difference() + constant * sums;
    log_ratio_of(o11 * o22, o12 * o21, difference, base)
}

pub(crate) fn log_odds_ratio(table: &Contingency, base: LogBase) -> Score {
    log_odds_plus(table, 0.0, base)
}

pub(crate) fn log_odds_ratio_haldane(table: &Contingency, base: LogBase) -> Score {
    log_odds_plus(table, 0.5, base)
}

pub(crate) fn log_odds_ratio_haldane_if_zero(table: &Contingency, base: LogBase) -> Score {
    let empty = [table.o11(), table.o12(), table.o21(), table.o22()].contains(&0);
    log_odds_plus(table, if empty { 0.5 } else { 0.0 }, base)
}

/// `lambda / sqrt(sum 1 / (O + 0.5))`, where lambda is the logarithm of Haldane's odds ratio.
pub(crate) fn lambda_z(table: &Contingency) -> Score {
    let cells = [table.o11(), table.o12(), table.o21(), table.o22()];
    let variance: f64 = cells.iter().map(|&count| 1.0 / (real(count) + 0.5)).sum();
    sized(log_odds_ratio_haldane(table, LogBase::E)? / variance.sqrt())
}

/// `O11 (log(O11 / E11) - 1)`: the base changes the first term alone in NLTK.
pub(crate) fn poisson_stirling_nltk(table: &Contingency) -> Score {
    both_occur(table)?;
    if table.o11() == 0 {
        return Ok(0.0);
    }
    sized(real(table.o11()) * (mi(table, LogBase::Two)? - 1.0))
}

pub(crate) fn poisson_stirling(table: &Contingency, base: LogBase) -> Score {
    both_occur(table)?;
    if table.o11() == 0 {
        return Ok(0.0);
    }
    sized(base.scale_ln(real(table.o11()) * (ln_ratio(table)? - 1.0)))
}

pub(crate) fn quasthoff_wolff(table: &Contingency) -> Score {
    if table.n() < 2 {
        return Err(Undefined::TooFew);
    }
    sized(poisson_stirling(table, LogBase::E)? / real(table.n()).ln())
}

/// `-log10 P`, from the natural logarithm of P.
fn minus_log10(ln_p: f64) -> Score {
    // Adding 0 turns a negative zero, of P = 1, into 0.
    sized((-ln_p / LN_10).max(0.0) + 0.0)
}

/// `-log10 P(X >= O11)`.
pub(crate) fn fisher_right(table: &Contingency) -> Score {
    minus_log10(ln_right_tail(table))
}

/// `-log10 P(X <= O11)`.
pub(crate) fn fisher_left(table: &Contingency) -> Score {
    minus_log10(ln_left_tail(table))
}

/// `-log10` of the sum of all probabilities that do not exceed that of O11.
pub(crate) fn fisher_two_sided(table: &Contingency) -> Score {
    minus_log10(ln_two_sided(table))
}

/// `-log10 P(X >= O11)` for a Poisson variable with mean E11.
pub(crate) fn poisson_right(table: &Contingency) -> Score {
    minus_log10(ln_poisson_right_tail(table.o11(), table.e11(), table.deviation()))
}
