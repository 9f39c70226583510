//! Times of day in a row of tokens.

use super::amount::amount;
use super::clock::ClockTime;
use super::cursor::{Cursor, small_number};
use super::span::{Found, Reading};
use super::words::{
    DayPart, day_part, day_part_noun, hour, is_duration, is_time_word, multiplier, part_of_hour,
};

/// How a time is written.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Written {
    /// As nothing else is, or behind `الساعة`.
    Full,
    /// `10.30`, which a part of the day makes a time.
    Pointed,
    /// `10`, which a part of the day makes an hour.
    Bare,
}

/// The time that begins with the number at `at`. No token before `floor` belongs to it. The first of
/// two is unclear where nothing says in which half of the day it lies: `10.30-12.00 مساء`.
pub(super) fn time(cursor: Cursor<'_>, at: usize, floor: usize) -> Option<Reading<ClockTime>> {
    let (time, end, written) = written_time(cursor, at)?;
    let full = written == Written::Full;
    // (11:59) مساء
    let bracketed = full
        && cursor.is_sign(end, ')')
        && at.checked_sub(1).is_some_and(|open| open >= floor && cursor.is_sign(open, '('));
    if bracketed
        && let Some((part, after)) = part_at(cursor, end + 1, true)
        && cursor.is_whole(at - 1, after)
    {
        return Some(Reading::Clear(Found {
            start: at - 1,
            end: after,
            value: time.in_part(part),
        }));
    }
    let (value, end) = match part_at(cursor, end, full) {
        Some((part, after)) if cursor.is_whole(at, after) => (time.in_part(part), after),
        _ => match shared_part(cursor, at, (time, end), written) {
            Share::Taken(part) => (time.in_part(part), end),
            Share::None if full => (time, end),
            Share::Unclear if written != Written::Bare => return Some(Reading::Unclear(end)),
            _ => return None,
        },
    };
    cursor.is_whole(at, end).then_some(Reading::Clear(Found { start: at, end, value }))
}

/// The time or the hour at `at`, without the part of the day, and the token behind it.
fn written_time(cursor: Cursor<'_>, at: usize) -> Option<(ClockTime, usize, Written)> {
    let written = |kind| move |(time, end)| (time, end, kind);
    clock(cursor, at)
        .or_else(|| reversed(cursor, at))
        .or_else(|| behind_the_hour(cursor, at))
        .map(written(Written::Full))
        .or_else(|| pointed(cursor, at).map(written(Written::Pointed)))
        .or_else(|| bare_hour(cursor, at).map(|time| (time, at + 1, Written::Bare)))
}

/// What the first of two times takes of the part of the day behind the second.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Share {
    /// There is no second time with such a part.
    None,
    /// Its part.
    Taken(DayPart),
    /// Its part or another one: `من 10 إلى 2 ظهرا`.
    Unclear,
}

/// What the time at `at`, which ends before `end`, takes of the time behind it: `من 8 إلى 10 صباحا`.
/// The two lie in one part of the day where the first is the smaller, and the part does not go over
/// noon or midnight between them.
fn shared_part(
    cursor: Cursor<'_>,
    at: usize,
    (first, end): (ClockTime, usize),
    written: Written,
) -> Share {
    // The first letter of most words is enough.
    if !cursor.form(end).starts_with(['-', '–', '—', 'إ', 'ا', 'ح', 'ل', 'و']) {
        return Share::None;
    }
    let dash = matches!(cursor.sign(end), Some('-' | '–' | '—'));
    let until = match &*cursor.word(end) {
        "الي" | "حتي" | "لغايه" | "وحتي" | "ولغايه" | "والي" => true,
        "و" | "والساعه" => at.checked_sub(1).is_some_and(|at| follows_between(cursor, at)),
        _ => false,
    };
    // 3-2 مساء is a score.
    if !(until || dash && written != Written::Bare) {
        return Share::None;
    }
    let mut next = end + 1;
    next += usize::from(matches!(&*cursor.word(next), "الساعه"));
    next += usize::from(cursor.word(next) == "ال");
    let digits = || clock(cursor, next).or_else(|| pointed(cursor, next));
    let hour = || {
        let (hour, _) = cursor.digits(next).filter(|(hour, _)| (1..=12).contains(hour))?;
        Some((ClockTime::new(hour, 0, None)?, next + 1))
    };
    let second = digits().or_else(hour).or_else(|| spoken(cursor, next));
    let Some((second, after)) = second else { return Share::None };
    let part = part_at(cursor, after, true).filter(|(_, after)| cursor.is_whole(at, *after));
    match part {
        Some((part, _)) if (1..=12).contains(&first.hour()) && second.hour() <= 12 => {
            first.part_before(second, part).map_or(Share::Unclear, Share::Taken)
        }
        _ => Share::None,
    }
}

/// Whether the token at `at` is `بين`, or `الساعة` behind it.
fn follows_between(cursor: Cursor<'_>, at: usize) -> bool {
    let at = if cursor.word(at) == "الساعه" { at.saturating_sub(1) } else { at };
    matches!(&*cursor.word(at), "بين" | "مابين")
}

/// The hour that a word names, perhaps behind a proclitic: `والعاشرة`, `للثامنة`.
fn hour_of(word: &str) -> Option<u16> {
    if let Some(rest) = word.strip_prefix("لل") {
        return hour(rest).map(u16::from);
    }
    let bare = word.strip_prefix(['و', 'ف', 'ب', 'ك']).unwrap_or(word);
    hour(bare.strip_prefix("ال")?).map(u16::from)
}

/// The time whose hour is the ordinal at `at`: `العاشرة والنصف صباحا`, `الثامنة إلا ربعا` behind
/// `الساعة`, `الثانية عشرة وخمس دقائق ظهرا`.
pub(super) fn time_in_words(cursor: Cursor<'_>, at: usize) -> Option<Found<ClockTime>> {
    let (time, end) = spoken(cursor, at)?;
    let named = follows_the_hour(cursor, at);
    let preposition = || {
        let before = at.checked_sub(1).map(|before| cursor.word(before)).unwrap_or_default();
        let bare = before.strip_prefix('و').unwrap_or(&before);
        is_time_word(bare)
    };
    let (value, end) = match part_at(cursor, end, true) {
        Some((part, after)) if named || preposition() => (time.in_part(part), after),
        _ => match shared_part(cursor, at, (time, end), Written::Bare) {
            Share::Taken(part) if named || preposition() => (time.in_part(part), end),
            Share::None if named => (time, end),
            _ => return None,
        },
    };
    cursor.is_whole(at, end).then_some(Found { start: at, end, value })
}

/// The time in words at `at`, without the part of the day, and the token behind it.
fn spoken(cursor: Cursor<'_>, at: usize) -> Option<(ClockTime, usize)> {
    let unit = hour_of(&cursor.word(at))?;
    let ten = matches!(&*cursor.word(at + 1), "عشر" | "عشره");
    let (hour, mut end) = match unit {
        1 | 2 if ten => (unit + 10, at + 2),
        _ if ten || cursor.word(at).ends_with("حاديه") => return None,
        _ => (unit, at + 1),
    };
    let mut minutes = hour * 60;
    if let Some((more, next)) = minutes_behind_and(cursor, end) {
        (minutes, end) = (minutes + more, next);
    }
    if cursor.word(end) == "الا"
        && let Some((less, next)) = minutes_at(cursor, end + 1, &cursor.word(end + 1))
    {
        (minutes, end) = (minutes - less, next);
    }
    let hour = if minutes < 60 { 12 } else { minutes / 60 };
    Some((ClockTime::new(hour, minutes % 60, None)?, end))
}

/// The minutes that و at `at` adds to an hour, and the token behind them: `والنصف`, `و20 دقيقة`.
fn minutes_behind_and(cursor: Cursor<'_>, at: usize) -> Option<(u16, usize)> {
    let word = cursor.word(at);
    if word == "و" {
        return minutes_at(cursor, at + 1, &cursor.word(at + 1));
    }
    minutes_at(cursor, at, word.strip_prefix('و')?)
}

/// The minutes of `word`, which stands at `at`, and the token behind them.
fn minutes_at(cursor: Cursor<'_>, at: usize, word: &str) -> Option<(u16, usize)> {
    if let Some(minutes) = part_of_hour(word) {
        return Some((minutes, at + 1));
    }
    let (minutes, end) = amount(cursor, at)?;
    let unit = matches!(&*cursor.word(end), "دقيقه" | "دقائق" | "دقايق");
    Some((minutes.to_whole().filter(|minutes| *minutes < 60 && unit)?, end + 1))
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
    // A time that was run, not a time of day.
    let goes_on = is_duration(&cursor.word(end))
        || joined(end) && cursor.number(end + 1).is_some() && cursor.is_glued(end + 1);
    Some((ClockTime::new(hour, minute, second).filter(|_| !goes_on)?, end))
}

/// `30 .9 مساء` and `الساعة 30ر9`, whose halves stand in the wrong order.
fn reversed(cursor: Cursor<'_>, at: usize) -> Option<(ClockTime, usize)> {
    let dotted = cursor.is_sign(at + 1, '.') && !cursor.is_glued(at + 1);
    let joined =
        cursor.is_letter(at + 1, 'ر') && cursor.is_glued(at + 1) && cursor.is_glued(at + 2);
    if !dotted && !joined {
        return None;
    }
    let end = at + 3;
    let (minute, _) = cursor.digits(at).filter(|(_, count)| *count == 2)?;
    let (hour, _) = cursor.digits(at + 2).filter(|(_, count)| *count <= 2)?;
    let part = dotted && part_at(cursor, end, false).is_some();
    if !part && !follows_the_hour(cursor, at) {
        return None;
    }
    Some((ClockTime::new(hour, minute, None).filter(|_| cursor.is_whole(at, end))?, end))
}

/// An hour that only a part of the day behind it makes one. Behind a dash it is a score.
fn bare_hour(cursor: Cursor<'_>, at: usize) -> Option<ClockTime> {
    let (hour, _) = cursor.digits(at).filter(|(hour, _)| (1..=12).contains(hour))?;
    let dash = at
        .checked_sub(2)
        .is_some_and(|before| cursor.is_sign(at - 1, '-') && cursor.number(before).is_some());
    if dash { None } else { ClockTime::new(hour, 0, None) }
}

/// Whether `الساعة` stands before the token.
fn follows_the_hour(cursor: Cursor<'_>, at: usize) -> bool {
    let Some(mut before) = at.checked_sub(1) else { return false };
    if cursor.word(before) == "ال" {
        before = before.saturating_sub(1);
    }
    matches!(&*cursor.word(before), "الساعه" | "والساعه" | "للساعه")
}

/// `10.30`, `6،15`, `10` and `1249` behind `الساعة`.
fn behind_the_hour(cursor: Cursor<'_>, at: usize) -> Option<(ClockTime, usize)> {
    if !follows_the_hour(cursor, at) {
        return None;
    }
    let end = at + 1;
    let time = match cursor.digits(at) {
        Some((hour, 1 | 2)) if multiplier(&cursor.word(end)).is_none() => {
            // The pieces of a time that is written in no known way: 00 :7.
            if matches!(cursor.sign(end), Some(':' | '.')) && cursor.number(end + 1).is_some() {
                return None;
            }
            ClockTime::new(if hour == 24 { 0 } else { hour }, 0, None)?
        }
        Some((digits, 4)) if cursor.word(end) == "بتوقيت" => {
            ClockTime::new(digits / 100, digits % 100, None)?
        }
        Some(_) => return None,
        None => return pointed(cursor, at),
    };
    Some((time, end))
}

/// `10.30`, `6،15`.
fn pointed(cursor: Cursor<'_>, at: usize) -> Option<(ClockTime, usize)> {
    let (hour, minute) = cursor.number(at)?.split_once(['.', '،', ',', '٫'])?;
    let (hour, _) = small_number(hour)?;
    let (minute, _) = small_number(minute).filter(|(_, count)| *count == 2)?;
    Some((ClockTime::new(hour, minute, None)?, at + 1))
}

/// The part of the day that is named at `at`, and the token behind it. Some words name one only
/// behind a full time.
fn part_at(cursor: Cursor<'_>, at: usize, full: bool) -> Option<(DayPart, usize)> {
    let word = cursor.word(at);
    if let Some(part) = day_part(&word) {
        return Some((part, at + 1));
    }
    let midnight = |at| cursor.word(at) == "منتصف" && cursor.word(at + 1) == "الليل";
    let noon = || matches!(&*cursor.word(at + 1), "الظهر" | "ظهر" | "الزوال" | "زوال");
    match &*word {
        "بعد" if noon() => return Some((DayPart::Noon, at + 2)),
        "قبل" if noon() => return Some((DayPart::Morning, at + 2)),
        "بعد" if midnight(at + 1) => return Some((DayPart::AfterMidnight, at + 3)),
        "منتصف" if midnight(at) => return Some((DayPart::AfterMidnight, at + 2)),
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
