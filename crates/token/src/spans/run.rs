//! Numbers in words that و joins in another order than the usual one, and those that are cut from a
//! number with the article before them.
//!
//! Books count upwards: `سبعة وستين وتسعمائة وألف` is 1967. Two or three numbers in a row may be as many
//! (`خمسين ومئة ريال`), so that only years and long numbers are read; the others have no value.

use super::amount::Amount;
use super::cardinal::added;
use super::cursor::Cursor;
use super::numerals::{Numeral, numeral, without_proclitics};
use super::words::{era, is_year_word, multiplier, ordinal, with_proclitic};

/// What the words joined by و behind a number make of it.
#[derive(Clone, Copy, Debug)]
pub(super) enum Run {
    /// Nothing.
    Alone,
    /// One number with it.
    One(Amount),
    /// One number or several; with the token behind them.
    Unclear(usize),
}

/// What the words behind the number `amount`, whose first word is at `at`, make of it.
pub(super) fn run(cursor: Cursor<'_>, at: usize, amount: Amount) -> Run {
    let (mut value, mut end) = amount;
    if follows_between(cursor, at) {
        return between(cursor, end);
    }
    if is_cut(cursor, at) {
        return Run::Unclear(end);
    }
    let first = value.to_whole().unwrap_or_default();
    let (mut pieces, mut upwards) = (1, true);
    while let Some(next) = added(cursor, end) {
        let low = next.power.unwrap_or(2);
        let ascends = value.is_below(low) && next.value.multiples(low) > 0;
        // مائة ألف وأربعة عشر ألفا, عشرين وخمسة
        let power = power_before(cursor, end);
        let high = value.multiples(power.unwrap_or(0));
        let place = if high.is_multiple_of(100) { 100 } else { 10 };
        let splits = power == next.power
            && high >= 20
            && high.is_multiple_of(10)
            && next.value.multiples(power.unwrap_or(0)) < place;
        let Some(sum) = value.plus(next.value).filter(|_| ascends || splits) else { break };
        upwards &= ascends && low <= 3 && next.value.is_round(low);
        (value, end, pieces) = (sum, next.end, pieces + 1);
    }
    let long = pieces > 2 && first > 10 && !first.is_multiple_of(10);
    match pieces {
        1 => Run::Alone,
        _ if upwards && (long || is_year(cursor, at, end)) => Run::One((value, end)),
        _ => Run::Unclear(end),
    }
}

/// The power of the multiplier that ends before `end`, with which a number ends.
fn power_before(cursor: Cursor<'_>, end: usize) -> Option<u8> {
    let word = cursor.word(end.checked_sub(1)?);
    multiplier(&word).or_else(|| match without_proclitics(&word, numeral) {
        Some(Numeral::Scale(power) | Numeral::Dual(power)) => Some(power),
        _ => None,
    })
}

fn previous(cursor: Cursor<'_>, at: usize) -> Option<usize> {
    at.checked_sub(1).filter(|before| cursor.is_whole(*before, at + 1))
}

fn follows_between(cursor: Cursor<'_>, at: usize) -> bool {
    previous(cursor, at).is_some_and(|before| matches!(&*cursor.word(before), "بين" | "مابين"))
}

/// Behind `بين` one و parts two numbers; with more of them nobody knows which one does.
fn between(cursor: Cursor<'_>, end: usize) -> Run {
    let Some(mut last) = added(cursor, end) else { return Run::Alone };
    let second = last.end;
    while let Some(next) = added(cursor, last.end) {
        // ثلاثة آلاف وخمسمئة is one number.
        if next.power.or(Some(0)) < last.power {
            return Run::Alone;
        }
        last = next;
    }
    // بين ألف ومئتين إلى ألف وتسعمئة
    let one = last.end == second && cursor.word(second) != "الي";
    if one { Run::Alone } else { Run::Unclear(last.end) }
}

/// Whether a year is spoken of around a number.
fn is_year(cursor: Cursor<'_>, at: usize, end: usize) -> bool {
    let behind = cursor.word(end);
    let era = era(&behind).is_some() || behind == "من" && cursor.word(end + 1) == "الهجره";
    era || previous(cursor, at)
        .is_some_and(|before| with_proclitic(&cursor.word(before), is_year_word))
}

/// Whether و joins the number at `at` to one with the article, so that it is only a piece of it:
/// `الأربع وعشرين ساعة`, `الألف ومئة`.
fn is_cut(cursor: Cursor<'_>, at: usize) -> bool {
    let Some(mut before) = previous(cursor, at) else { return false };
    let word = cursor.word(at);
    // الأربع مئة
    if numeral(&word) == Some(Numeral::Hundreds(100)) {
        let previous = cursor.word(before);
        let unit = previous.strip_prefix("ال").and_then(numeral);
        return matches!(unit, Some(Numeral::Unit(3..)));
    }
    let bare = if cursor.word(before) == "و" {
        let Some(further) = previous(cursor, before) else { return false };
        before = further;
        &*word
    } else {
        let Some(bare) = word.strip_prefix('و') else { return false };
        bare
    };
    let Some(piece) = numeral(bare) else { return false };
    let word = cursor.word(before);
    let definite = |word: &str| -> Option<Numeral> {
        let rest = word.strip_prefix("ال").or_else(|| word.strip_prefix("لل"))?;
        let ordinal = ordinal(rest.strip_suffix('ه').unwrap_or(rest));
        numeral(rest).or_else(|| ordinal.map(|unit| Numeral::Unit(u16::from(unit))))
    };
    // The day of the week
    if with_proclitic(&word, |word| matches!(word, "الاثنين" | "الاثنان")) {
        return false;
    }
    match (without_proclitics(&word, definite), piece) {
        (Some(Numeral::Unit(_)), Numeral::Tens(_)) => true,
        (Some(Numeral::Unit(_) | Numeral::Tens(_)), Numeral::Hundreds(_) | Numeral::Scale(_)) => {
            !cursor.word(before).ends_with('ه')
        }
        (Some(Numeral::Hundreds(_)), piece) => !matches!(piece, Numeral::Hundreds(_)),
        (Some(Numeral::Scale(_) | Numeral::Dual(_)), _) => true,
        _ => false,
    }
}
