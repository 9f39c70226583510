//! Two numbers of a range whose unit stands behind the second: `بين 5 و10 ملايين دولار`, `20-30%`.

use super::amount::{Amount, amount, currency_at, percent_end};
use super::cursor::Cursor;
use super::decimal::Decimal;
use super::money::{Currency, Money};
use super::numerals::{Numeral, numeral, without_proclitics};
use super::span::{Found, Reading, SpanValue};
use super::words::{is_quantity, multiplier, with_proclitic};

/// How two numbers are joined.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Link {
    /// `إلى`, and و behind `بين`: a range for certain.
    Range,
    /// A dash, `أو`: perhaps the number of a paragraph, or a score.
    Loose,
}

/// The unit of the second number.
#[derive(Clone, Copy)]
enum Unit {
    Percent,
    Currency(Currency),
    /// Millions
    Multiplier,
}

/// What the number `found`, which `first` made, is before another with a unit: it has the percentage or
/// the currency of that one where `إلى` and `بين` join them, and no value where the second counts
/// millions (`بين 5 و10 ملايين`) or the two may not belong together (`1- 50%`).
pub(super) fn first_of_range(
    cursor: Cursor<'_>,
    found: Found<Decimal>,
    first: Amount,
) -> Option<Reading<SpanValue>> {
    let (_, end) = first;
    if may_be_year(cursor, found.start, end) {
        return None;
    }
    let (link, second) = link_at(cursor, found.start, end)?;
    let unit = unit_of(cursor, second)?;
    if !cursor.is_whole(found.start, second + 1) {
        return None;
    }
    let counted = (found.start..end).any(|at| is_multiplier(cursor, at));
    match (unit, link) {
        // 5 آلاف إلى 10 ملايين
        (Unit::Multiplier, _) | (_, Link::Loose) if counted => None,
        (Unit::Multiplier, _) | (_, Link::Loose) => Some(Reading::Unclear(end)),
        (Unit::Percent, Link::Range) => {
            Some(Reading::Clear(found.into_value(SpanValue::Percent))).filter(|_| !counted)
        }
        // بنسبة بلغت 4.91 إلى 638،190 درهما
        (Unit::Currency(_), Link::Range) if speaks_of_percent(cursor, found.start) => {
            Some(Reading::Unclear(end))
        }
        (Unit::Currency(currency), Link::Range) => {
            let money = |amount| SpanValue::Money(Money { amount, currency });
            Some(Reading::Clear(found.into_value(money)))
        }
    }
}

/// What joins the number at `start`, which ends before `end`, to the next one, and the place of that.
fn link_at(cursor: Cursor<'_>, start: usize, end: usize) -> Option<(Link, usize)> {
    let before = start.checked_sub(1).map(|before| cursor.word(before)).unwrap_or_default();
    let between = matches!(&*before, "بين" | "مابين" | "وبين");
    let word = cursor.word(end);
    match &*word {
        "الي" => {
            let link = if leads(&before) { Link::Range } else { Link::Loose };
            Some((link, end + 1))
        }
        "حتي" | "او" => Some((Link::Loose, end + 1)),
        "و" if between => Some((Link::Range, end + 1)),
        _ if between && word.starts_with('و') => Some((Link::Range, end)),
        _ => matches!(cursor.sign(end), Some('-' | '–' | '—')).then_some((Link::Loose, end + 1)),
    }
}

/// Whether a range may stand behind the word. Elsewhere its first number may be that of a thing:
/// `يورانيوم 235 إلى 90%`.
fn leads(word: &str) -> bool {
    with_proclitic(word, |word| {
        is_quantity(word)
            || matches!(word, "من" | "بين" | "مابين" | "نحو" | "حوالي" | "علي" | "عند" | "مستوي")
    })
}

/// Whether the number at `at` may be a year: `النصف الأول من 2014 إلى 57 دولارا`.
fn may_be_year(cursor: Cursor<'_>, at: usize, end: usize) -> bool {
    let year = cursor.digits(at).is_some_and(|(year, _)| (1300..2100).contains(&year));
    year && end == at + 1 && cursor.word(end) == "الي"
}

/// Whether a percentage is spoken of before the number at `at`.
fn speaks_of_percent(cursor: Cursor<'_>, at: usize) -> bool {
    (at.saturating_sub(3)..at).any(|place| {
        let word = cursor.word(place);
        cursor.is_whole(place, at + 1)
            && with_proclitic(&word, |word| matches!(word, "نسبه" | "نسبته" | "معدل"))
    })
}

/// The unit of the number at `at`.
fn unit_of(cursor: Cursor<'_>, at: usize) -> Option<Unit> {
    let percent = matches!(cursor.sign(at), Some('%' | '٪')) && cursor.is_glued(at + 1);
    let minus = matches!(cursor.sign(at), Some('-' | '−')) && cursor.is_glued(at + 1);
    let at = if percent || minus { at + 1 } else { at };
    let (_, end) = amount(cursor, at)?;
    // من 800 إلى مليون درهم may begin with 800 thousand.
    let counted = (at..end).any(|at| is_multiplier(cursor, at));
    if percent || percent_end(cursor, end).is_some() {
        return Some(Unit::Percent);
    }
    if counted {
        return Some(Unit::Multiplier);
    }
    currency_at(cursor, end).map(|(currency, _)| Unit::Currency(currency))
}

fn is_multiplier(cursor: Cursor<'_>, at: usize) -> bool {
    let word = cursor.word(at);
    multiplier(&word).is_some()
        || matches!(without_proclitics(&word, numeral), Some(Numeral::Scale(_) | Numeral::Dual(_)))
}
