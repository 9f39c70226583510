//! Cardinal numbers in words: `خمسة وعشرين ألفا`, `مليون ونصف المليون`.

use super::amount::percent_end;
use super::cursor::Cursor;
use super::decimal::Decimal;
use super::homograph::{is_other_word, scale_of_one_or_two};
use super::numerals::{
    Numeral, binds_numeral, fraction, is_part, is_third, numeral, one_or_two, without_proclitics,
};
use super::words::multiplier;
use std::borrow::Cow;

/// A number in words, before what و may add to it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Cardinal {
    pub(super) value: Decimal,
    /// The token behind it.
    pub(super) end: usize,
    /// The power of its last multiplier; `None` for a number below a thousand.
    pub(super) power: Option<u8>,
}

/// The number that begins with the word at `at`, perhaps behind proclitics.
pub(super) fn cardinal(cursor: Cursor<'_>, at: usize) -> Option<Cardinal> {
    let word = cursor.word(at);
    let before = at.checked_sub(1).filter(|before| cursor.is_whole(*before, at + 1));
    let previous = before.map(|before| cursor.word(before)).unwrap_or_default();
    let joins = previous != "بين";
    let start = without_proclitics(&word, |word| Start::of(cursor, word, at))?;
    if let Start::Numeral(numeral) = start
        && is_other_word(cursor, &word, at, numeral)
    {
        return None;
    }
    // في 1990 ألف كتابا, (60.417) ألف رحلة, الثلاثين مليون ريال
    let bare = matches!(start, Start::Numeral(Numeral::Scale(_) | Numeral::Ten))
        || matches!(start, Start::Numeral(Numeral::Dual(_))) && one_or_two(&word).is_some();
    let bound = before.is_some_and(|before| {
        cursor.number(before).is_some()
            || matches!(cursor.sign(before), Some(')' | '»' | '"' | '”'))
                && !is_said_again(cursor, before, start)
            || binds_numeral(&previous)
            || previous.find("ال").and_then(|at| numeral(previous.get(at + 4..)?)).is_some()
            || matches!(&*previous, "الذي" | "التي" | "قد" | "كما")
    });
    if bare && bound {
        return None;
    }
    continued(cursor, start, at, joins)
}

/// Whether the bracket at `at` closes a number that the words behind it say again, which begin with
/// one of this power: `(1500) ألف وخمسمئة ريال`, but not `(69,965,144) مليون ريال`.
fn is_said_again(cursor: Cursor<'_>, at: usize, start: Start) -> bool {
    let Start::Numeral(Numeral::Scale(power)) = start else { return false };
    let number = at.checked_sub(1).and_then(|inner| Decimal::parse(cursor.number(inner)?));
    number.is_some_and(|number| number.multiples(power) == 1)
}

/// The number that و at `at` adds to one that stands before it.
pub(super) fn added(cursor: Cursor<'_>, at: usize) -> Option<Cardinal> {
    let (word, at) = conjoined(cursor, at)?;
    continued(cursor, Start::of(cursor, &word, at).or_else(|| one(&word))?, at, true)
}

/// The half or quarter that و at `at` adds to what a multiplier says, and the token behind it:
/// `مليون ونصف المليون`.
pub(super) fn added_fraction(cursor: Cursor<'_>, at: usize, power: u8) -> Option<(Decimal, usize)> {
    let (word, at) = conjoined(cursor, at)?;
    let part = Decimal::parse(fraction(word.strip_prefix("ال").unwrap_or(&word))?)?;
    let next = cursor.word(at + 1);
    let same = multiplier(next.strip_prefix("ال").unwrap_or(&next)) == Some(power)
        && follows(cursor, at + 1);
    Some((part.shifted(power)?, if same { at + 2 } else { at + 1 }))
}

/// The first word of a number.
#[derive(Clone, Copy, Debug)]
enum Start {
    Numeral(Numeral),
    /// `نصف مليون`
    Fraction(&'static str),
}

impl Start {
    /// A word that begins a number; ones do so only in larger ones.
    fn of(cursor: Cursor<'_>, word: &str, at: usize) -> Option<Self> {
        if let Some(part) = fraction(word) {
            if percent_follows(cursor, at + 1) {
                return Some(Self::Fraction(part));
            }
            let power = multiplier(&cursor.word(at + 1)).filter(|power| *power > 3);
            let power = power.filter(|_| follows(cursor, at + 1));
            return power.map(|_| Self::Fraction(part));
        }
        if let Some(power) = one_or_two(word) {
            return scale_of_one_or_two(cursor, at, power).map(Self::Numeral);
        }
        let numeral = numeral(word)?;
        let alone = || matches!(below_hundred(cursor, numeral, at, true), Some((1, _)));
        let is_pronoun =
            numeral == Numeral::Unit(1) && alone() && !is_one_percent(cursor, word, at);
        (!is_pronoun).then_some(Self::Numeral(numeral))
    }
}

/// Whether the token is the beginning of `بالمئة` and its like, in one sentence with the one before
/// it.
fn percent_follows(cursor: Cursor<'_>, at: usize) -> bool {
    percent_end(cursor, at).is_some_and(|end| cursor.is_whole(at - 1, end))
}

/// `واحد بالمئة`, `واحد ونصف في المئة`.
fn is_one_percent(cursor: Cursor<'_>, word: &str, at: usize) -> bool {
    let end = added_fraction(cursor, at + 1, 0).map_or(at + 1, |(_, end)| end);
    matches!(word, "واحد" | "واحده" | "واحدا") && percent_follows(cursor, end)
}

/// `واحد` behind a hundred.
fn one(word: &str) -> Option<Start> {
    numeral(word).filter(|numeral| *numeral == Numeral::Unit(1)).map(Start::Numeral)
}

/// The number that begins with a word at `at`. With `joins`, و adds to hundreds and units.
fn continued(cursor: Cursor<'_>, start: Start, at: usize, joins: bool) -> Option<Cardinal> {
    let one = || Decimal::parse("1");
    let (mut value, mut end, mut power) = match start {
        Start::Fraction(part) => (Decimal::parse(part)?, at + 1, None),
        Start::Numeral(Numeral::Scale(power)) => (one()?.shifted(power)?, at + 1, Some(power)),
        Start::Numeral(Numeral::Dual(power)) => {
            (Decimal::parse("2")?.shifted(power)?, at + 1, Some(power))
        }
        Start::Numeral(numeral) => {
            let (value, end) = below_thousand(cursor, numeral, at, joins)?;
            let value = Decimal::whole(value);
            match added_fraction(cursor, end, 0).filter(|_| joins) {
                Some((half, end)) => (value.plus(half)?, end, None),
                None => (value, end, None),
            }
        }
    };
    while let Some(next) = multiplier(&cursor.word(end)).filter(|_| follows(cursor, end)) {
        value = value.shifted(next)?;
        power = Some(next);
        end += 1;
    }
    let is_part = is_part(&cursor.word(end)) && follows(cursor, end);
    // مليون وثلث المليون
    let has_third = || conjoined(cursor, end).is_some_and(|(word, _)| is_third(&word));
    (!is_part && !has_third()).then_some(Cardinal { value, end, power })
}

/// A number of up to three digits, and the token behind it.
fn below_thousand(
    cursor: Cursor<'_>,
    first: Numeral,
    at: usize,
    joins: bool,
) -> Option<(u16, usize)> {
    let next = numeral(&cursor.word(at + 1)).filter(|_| follows(cursor, at + 1));
    let (hundreds, end) = match (first, next) {
        (Numeral::Hundreds(hundreds), _) => (hundreds, at + 1),
        (Numeral::Unit(unit @ 3..), Some(Numeral::Hundreds(100))) => (unit * 100, at + 2),
        _ => return below_hundred(cursor, first, at, joins),
    };
    let rest = || {
        let (word, next) = conjoined(cursor, end).filter(|_| joins)?;
        let (rest, end) = below_hundred(cursor, numeral(&word)?, next, true)?;
        Some((hundreds + rest, end))
    };
    Some(rest().unwrap_or((hundreds, end)))
}

/// A number of up to two digits, and the token behind it.
fn below_hundred(
    cursor: Cursor<'_>,
    first: Numeral,
    at: usize,
    joins: bool,
) -> Option<(u16, usize)> {
    let is_teen = || numeral(&cursor.word(at + 1)) == Some(Numeral::Ten) && follows(cursor, at + 1);
    let unit = match first {
        Numeral::Unit(unit) => unit,
        Numeral::TwoOfTwelve => return is_teen().then_some((12, at + 2)),
        Numeral::Ten => return Some((10, at + 1)),
        Numeral::Tens(tens) => return Some((tens, at + 1)),
        _ => return None,
    };
    if is_teen() {
        return Some((unit + 10, at + 2));
    }
    let tens = conjoined(cursor, at + 1).filter(|_| joins);
    match tens.and_then(|(word, next)| Some((numeral(&word)?, next))) {
        Some((Numeral::Tens(tens), next)) => Some((unit + tens, next + 1)),
        _ => Some((unit, at + 1)),
    }
}

/// Whether the token stands in one sentence with the one before it.
fn follows(cursor: Cursor<'_>, at: usize) -> bool {
    cursor.is_whole(at - 1, at + 1)
}

/// The word that و at `at` adds, without it, and the token that it is or ends with.
fn conjoined(cursor: Cursor<'_>, at: usize) -> Option<(Cow<'_, str>, usize)> {
    if !follows(cursor, at) {
        return None;
    }
    match cursor.word(at) {
        word if word == "و" => {
            Some((cursor.word(at + 1), at + 1)).filter(|_| follows(cursor, at + 1))
        }
        // واحد has no و.
        word if numeral(&word).is_some() => None,
        Cow::Borrowed(word) => Some((Cow::Borrowed(word.strip_prefix('و')?), at)),
        Cow::Owned(word) => Some((Cow::Owned(word.strip_prefix('و')?.to_owned()), at)),
    }
}
