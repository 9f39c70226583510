//! The calendar of a year that stands after `عام` without the sign of its era.

use super::calendar::Calendar;
use super::cursor::Cursor;
use super::words::{era, is_year_word, with_proclitic};
use std::ops::RangeInclusive;

/// The years that are Hijri where nothing speaks against it: from 1979 to the present. Before them a
/// year is one of the Middle Ages as often, and behind them hardly anything but that.
const LATE_HIJRI: RangeInclusive<u16> = 1400..=1447;

/// The years that may be Hijri ones of the last hundred years, or Gregorian ones.
const UNCERTAIN: RangeInclusive<u16> = 1340..=1460;

/// How many tokens away another year may stand that says in which calendar this one is counted.
const FAR: usize = 20;

/// The calendar of a numeric date without the sign of its era, by its year.
pub(super) fn calendar_of_date(year: u16) -> Option<Calendar> {
    match year {
        1300..=1447 => Some(Calendar::Hijri),
        // The next Hijri years, or the fall of Constantinople.
        1461..2200 => Some(Calendar::Gregorian),
        _ => None,
    }
}

/// The calendar of the year at `at`, which ends before `end`, where that is certain.
pub(super) fn calendar_of_year(
    cursor: Cursor<'_>,
    at: usize,
    end: usize,
    year: u16,
) -> Option<Calendar> {
    if !(1000..=*UNCERTAIN.end()).contains(&year) {
        return Some(Calendar::Gregorian);
    }
    if is_said_again(cursor, end, year) {
        return Some(Calendar::Hijri);
    }
    if !UNCERTAIN.contains(&year) {
        return Some(Calendar::Gregorian);
    }
    let hijri = if LATE_HIJRI.contains(&year) {
        !is_about(cursor, at, end) && !is_near(cursor, at, end, is_middle_ages)
    } else {
        is_near(cursor, at, end, is_hijri)
    };
    hijri.then_some(Calendar::Hijri)
}

/// Whether a Hijri and a Gregorian year have days in common.
pub(super) fn is_same_year(hijri: u16, gregorian: u16) -> bool {
    // A Hijri year has 354.37 days, and the first one began in the middle of 622.
    let begins = (u32::from(hijri) * 970_224 + 621_577_000) / 1_000_000;
    (begins..=begins + 1).contains(&u32::from(gregorian))
}

/// Whether the Gregorian year follows the Hijri one at `at`: `عام 1391 الموافق 1971`, `عام 1400 (1980)`.
fn is_said_again(cursor: Cursor<'_>, at: usize, hijri: u16) -> bool {
    for place in at..at + 6 {
        if let Some((year, count)) = cursor.digits(place) {
            return count == 4 && is_same_year(hijri, year) && cursor.is_whole(at - 1, place + 1);
        }
        let word = cursor.word(place);
        let skipped = matches!(&*word, "الموافق" | "الموافقه" | "اي")
            || with_proclitic(&word, is_year_word)
            || matches!(cursor.sign(place), Some('(' | ')' | '/' | '=' | '،'));
        if !skipped {
            return false;
        }
    }
    false
}

/// `حوالي عام 1446`, `عام 1446 تقريبا`: nobody says so of a year that he has seen.
fn is_about(cursor: Cursor<'_>, at: usize, end: usize) -> bool {
    let before = at.checked_sub(2).map(|at| cursor.word(at)).unwrap_or_default();
    cursor.word(end) == "تقريبا" || matches!(&*before, "حوالي" | "نحو" | "قرابه" | "زهاء")
}

/// Whether `is` holds for a token near the year at `at`, in one sentence with it.
fn is_near(
    cursor: Cursor<'_>,
    at: usize,
    end: usize,
    is: impl Fn(Cursor<'_>, usize) -> bool,
) -> bool {
    let near = |place: &usize| cursor.is_whole(at.min(*place), at.max(*place) + 1);
    (end..end + FAR).take_while(near).any(|at| is(cursor, at))
        || (at.saturating_sub(FAR)..at).rev().take_while(near).any(|at| is(cursor, at))
}

/// Whether the token shows that years are counted from the Hijra.
fn is_hijri(cursor: Cursor<'_>, at: usize) -> bool {
    let word = cursor.word(at);
    era(&word) == Some(Calendar::Hijri) || word == "الهجره"
}

/// Whether the token is a Gregorian year before the last hundred ones.
fn is_middle_ages(cursor: Cursor<'_>, at: usize) -> bool {
    let Some((year, 3 | 4)) = cursor.digits(at) else { return false };
    let gregorian = era(&cursor.word(at + 1)) == Some(Calendar::Gregorian);
    let early = year < *UNCERTAIN.start() || (UNCERTAIN.end() + 1..1900).contains(&year);
    early && (gregorian || follows_year_word(cursor, at) && era(&cursor.word(at + 1)).is_none())
}

/// Whether `عام` stands before the token, perhaps with a comma or a bracket between.
fn follows_year_word(cursor: Cursor<'_>, at: usize) -> bool {
    let Some(mut before) = at.checked_sub(1) else { return false };
    if matches!(cursor.sign(before), Some('،' | '(')) {
        before = before.saturating_sub(1);
    }
    with_proclitic(&cursor.word(before), is_year_word)
}
