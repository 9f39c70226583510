//! Times of day in a row of tokens.

use super::clock::ClockTime;
use super::cursor::{Cursor, small_number};
use super::span::Found;
use super::words::{DayPart, day_part, day_part_noun, multiplier};

/// The time that begins with the number at `at`.
pub(super) fn time(cursor: Cursor<'_>, at: usize) -> Option<Found<ClockTime>> {
    let (time, end, full) = clock(cursor, at)
        .map(|(time, end)| (time, end, true))
        .or_else(|| behind_the_hour(cursor, at).map(|(time, end)| (time, end, true)))
        .or_else(|| {
            let hour = cursor.digits(at).filter(|(hour, _)| (1..=12).contains(hour))?.0;
            Some((ClockTime::new(hour, 0, None)?, at + 1, false))
        })?;
    let (value, end) = match part_at(cursor, end, full) {
        Some((part, after)) if cursor.is_whole(at, after) => (time.in_part(part), after),
        _ if full => (time, end),
        _ => return None,
    };
    cursor.is_whole(at, end).then_some(Found { start: at, end, value })
}

/// `10:30`, `10:30:15`.
fn clock(cursor: Cursor<'_>, at: usize) -> Option<(ClockTime, usize)> {
    let joined = |at: usize| cursor.is_sign(at, ':') && cursor.is_glued(at);
    let two = |at: usize| {
        let digits = cursor.digits(at).filter(|(_, count)| *count == 2);
        digits.filter(|_| cursor.is_glued(at)).map(|(value, _)| value)
    };
    let (hour, _) = cursor.digits(at).filter(|(_, count)| *count <= 2)?;
    // Not inside of another row of numbers: 1:2:03.
    if !joined(at + 1) || joined(at.wrapping_sub(1)) && cursor.is_glued(at) {
        return None;
    }
    let minute = two(at + 2)?;
    let second = two(at + 4).filter(|_| joined(at + 3));
    let end = if second.is_some() { at + 5 } else { at + 3 };
    let goes_on = joined(end) && cursor.number(end + 1).is_some() && cursor.is_glued(end + 1);
    Some((ClockTime::new(hour, minute, second).filter(|_| !goes_on)?, end))
}

/// `10.30`, `6،15`, `10` and `1249` behind `الساعة`.
fn behind_the_hour(cursor: Cursor<'_>, at: usize) -> Option<(ClockTime, usize)> {
    let mut before = at.checked_sub(1)?;
    if cursor.word(before) == "ال" {
        before = before.checked_sub(1)?;
    }
    if !matches!(&*cursor.word(before), "الساعه" | "والساعه" | "للساعه") {
        return None;
    }
    let end = at + 1;
    let time = match cursor.digits(at) {
        Some((hour, 1 | 2)) if multiplier(&cursor.word(end)).is_none() => {
            ClockTime::new(if hour == 24 { 0 } else { hour }, 0, None)?
        }
        Some((digits, 4)) if cursor.word(end) == "بتوقيت" => {
            ClockTime::new(digits / 100, digits % 100, None)?
        }
        Some(_) => return None,
        None => {
            let token = cursor.number(at)?;
            let (hour, minute) = token.split_once(['.', '،', ',', '٫'])?;
            let (hour, _) = small_number(hour)?;
            let (minute, _) = small_number(minute).filter(|(_, count)| *count == 2)?;
            ClockTime::new(hour, minute, None)?
        }
    };
    Some((time, end))
}

/// The part of the day that is named at `at`, and the token behind it. Some words name one only
/// behind a full time.
fn part_at(cursor: Cursor<'_>, at: usize, full: bool) -> Option<(DayPart, usize)> {
    let word = cursor.word(at);
    if let Some(part) = day_part(&word) {
        return Some((part, at + 1));
    }
    let noon = || matches!(&*cursor.word(at + 1), "الظهر" | "ظهر");
    match &*word {
        "بعد" if noon() => return Some((DayPart::Noon, at + 2)),
        "قبل" if noon() => return Some((DayPart::Morning, at + 2)),
        _ if !full => return None,
        _ => {}
    }
    let noun = |at: usize| day_part_noun(&cursor.word(at)).map(|part| (part, at + 1));
    if word == "من" {
        noun(at + 1).filter(|_| cursor.word(at + 1).chars().count() > 1)
    } else {
        noun(at)
    }
}
