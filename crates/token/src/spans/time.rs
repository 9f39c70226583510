//! Times of day in a row of tokens.

use super::amount::amount;
use super::cardinal::added;
use super::clock::ClockTime;
use super::counted::is_counted;
use super::cursor::{Cursor, small_number};
use super::day::{Before, Hour, Share, is_named, part_at, second_evening, share};
use super::edition::{is_edition, is_proportion, is_score_before};
use super::numerals::{Numeral, numeral};
use super::span::{Found, Reading};
use super::words::{DayPart, hour, is_duration, is_time_word, multiplier, part_of_hour};

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

/// The time that begins with the number at `at`. It is unclear where the words around it speak of a
/// part of the day that may be its own and another one: `10.30-12.00 مساء`.
pub(super) fn time(
    cursor: Cursor<'_>,
    at: usize,
    before: Before<'_>,
) -> Option<Reading<ClockTime>> {
    let Some((time, end, written)) = written_time(cursor, at) else {
        return end_of_pieces(cursor, at).map(Reading::Unclear);
    };
    let floor = before.floor;
    let full = written == Written::Full;
    // (11:59) مساء
    let bracketed = full
        && cursor.is_sign(end, ')')
        && at.checked_sub(1).is_some_and(|open| open >= floor && cursor.is_sign(open, '('));
    if bracketed
        && let Some((part, after)) = part_at(cursor, end + 1, true)
        && cursor.is_whole(at - 1, after)
    {
        return Some(in_part(time, part, at - 1, after));
    }
    match part_at(cursor, end, full) {
        Some((part, after)) if cursor.is_whole(at, after) => {
            let after = if part == DayPart::Afternoon && time.hour() == 12 {
                end_of_second(cursor, after)
            } else {
                after
            };
            Some(in_part(time, part, at, after))
        }
        _ if full && is_proportion(cursor, at, end) => Some(Reading::Unclear(end)),
        _ => {
            let hour = Hour { at, end, time, full, bare: written == Written::Bare };
            match share(cursor, hour, before) {
                Share::Taken(part) if cursor.is_whole(at, end) => {
                    Some(in_part(time, part, at, end))
                }
                Share::None if full => cursor.is_whole(at, end).then_some(Reading::Clear(Found {
                    start: at,
                    end,
                    value: time,
                })),
                Share::Unclear if written != Written::Bare => Some(Reading::Unclear(end)),
                _ => None,
            }
        }
    }
}

/// The time at `start` in a part of the day, where the two agree.
fn in_part(time: ClockTime, part: DayPart, start: usize, end: usize) -> Reading<ClockTime> {
    match time.in_part(part) {
        Some(value) => Reading::Clear(Found { start, end, value }),
        None => Reading::Unclear(end),
    }
}

/// The token behind the second of two times in the evening, where the first, which ends before `end`,
/// has no value: `من 12 مساء إلى 3 مساء` may be an afternoon or a night.
fn end_of_second(cursor: Cursor<'_>, end: usize) -> usize {
    second_evening(cursor, end).filter(|after| cursor.is_whole(end - 1, *after)).unwrap_or(end)
}

/// The token behind the second piece of a time that is written in no known way, by its part of the
/// day: `59:7 مساء`.
fn end_of_pieces(cursor: Cursor<'_>, at: usize) -> Option<usize> {
    let colon = at.checked_sub(1).filter(|colon| cursor.is_sign(*colon, ':'))?;
    cursor.number(colon.checked_sub(1)?).filter(|_| cursor.digits(at).is_some())?;
    part_at(cursor, at + 1, false)
        .map(|(_, after)| after)
        .filter(|after| cursor.is_whole(at, *after))
}

/// The time or the hour at `at`, without the part of the day, and the token behind it.
fn written_time(cursor: Cursor<'_>, at: usize) -> Option<(ClockTime, usize, Written)> {
    let written = |kind| move |(time, end)| (time, end, kind);
    clock(cursor, at)
        .or_else(|| reversed(cursor, at))
        .or_else(|| behind_the_hour(cursor, at))
        .map(written(Written::Full))
        .or_else(|| pointed(cursor, at).map(written(Written::Pointed)))
        .or_else(|| bare_hour(cursor, at).map(written(Written::Bare)))
}

/// The hour that a word names, perhaps behind a proclitic: `والعاشرة`, `للثامنة`.
pub(super) fn hour_of(word: &str) -> Option<u16> {
    if let Some(rest) = word.strip_prefix("لل") {
        return hour(rest).map(u16::from);
    }
    let bare = word.strip_prefix(['و', 'ف', 'ب', 'ك']).unwrap_or(word);
    hour(bare.strip_prefix("ال")?).map(u16::from)
}

/// The time whose hour is the ordinal at `at`: `العاشرة والنصف صباحا`, `الثامنة إلا ربعا` behind
/// `الساعة`, `الثانية عشرة وخمس دقائق ظهرا`.
pub(super) fn time_in_words(
    cursor: Cursor<'_>,
    at: usize,
    before: Before<'_>,
) -> Option<Reading<ClockTime>> {
    let (time, end) = spoken(cursor, at)?;
    let named = follows_the_hour(cursor, at);
    let led = || {
        let before = at.checked_sub(1).map(|before| cursor.word(before)).unwrap_or_default();
        let bare = before.strip_prefix('و').unwrap_or(&before);
        is_time_word(bare) || is_named(cursor, at)
    };
    // في الساعة الواحدة: every hour
    let one = end == at + 1 && time.hour() == 1;
    let (part, end) = match part_at(cursor, end, true) {
        Some((part, after)) if named || led() => (Some(part), after),
        _ => match share(cursor, Hour { at, end, time, full: named, bare: true }, before) {
            Share::Taken(part) if named || led() => (Some(part), end),
            Share::None if named && !one => (None, end),
            _ => return None,
        },
    };
    if !cursor.is_whole(at, end) {
        return None;
    }
    Some(match part {
        Some(part) => in_part(time, part, at, end),
        None => Reading::Clear(Found { start: at, end, value: time }),
    })
}

/// The time in words at `at`, without the part of the day, and the token behind it.
pub(super) fn spoken(cursor: Cursor<'_>, at: usize) -> Option<(ClockTime, usize)> {
    let unit = hour_of(&cursor.word(at))?;
    let ten = matches!(&*cursor.word(at + 1), "عشر" | "عشره");
    let (hour, end) = match unit {
        1 | 2 if ten => (unit + 10, at + 2),
        _ if ten || cursor.word(at).ends_with("حاديه") => return None,
        _ => (unit, at + 1),
    };
    with_minutes(cursor, hour, end)
}

/// The time of an hour that ends before `end` and of the minutes that follow it, `والنصف`, `و20 دقيقة`,
/// `إلا ربعا`, and the token behind them.
fn with_minutes(cursor: Cursor<'_>, hour: u16, mut end: usize) -> Option<(ClockTime, usize)> {
    let mut minutes = hour * 60;
    // Minutes that are not read would be lost.
    let ordinal = ordinal_minutes(cursor, end);
    if let Some(minutes) = ordinal {
        let (minute, end) = minutes?;
        return Some((ClockTime::new(hour, minute, None)?, end));
    }
    if let Some((more, next)) = minutes_behind_and(cursor, end) {
        (minutes, end) = (minutes + more, next);
    }
    if cursor.word(end) == "الا"
        && let Some((less, next)) = minutes_at(cursor, end + 1, &cursor.word(end + 1))
    {
        (minutes, end) = (minutes.checked_sub(less)?, next);
    }
    let hour = if minutes < 60 && hour > 0 { 12 } else { minutes / 60 };
    Some((ClockTime::new(hour, minutes % 60, None)?, end))
}

/// The minutes that و at `at` adds to an hour, and the token behind them: `والنصف`, `و20 دقيقة`.
fn minutes_behind_and(cursor: Cursor<'_>, at: usize) -> Option<(u16, usize)> {
    let word = cursor.word(at);
    let in_words = || {
        // والدقيقة العاشرة is no part of an hour, and وعشر دقائق ten minutes.
        let minutes = added(cursor, at)?;
        let whole = minutes.value.to_whole().filter(|minutes| *minutes < 60)?;
        is_minute(&cursor.word(minutes.end)).then_some((whole, minutes.end + 1))
    };
    let (place, rest) = match word.strip_prefix('و')? {
        "" => (at + 1, cursor.word(at + 1)),
        rest => (at, rest.to_owned().into()),
    };
    // 8 و30 مساء, but not 8 و10 مساء
    let before_part = || {
        let minutes = cursor.digits(place).filter(|(minutes, _)| (13..60).contains(minutes))?.0;
        part_at(cursor, place + 1, true).map(|_| (minutes, place + 1))
    };
    minutes_at(cursor, place, &rest).or_else(in_words).or_else(before_part)
}

/// The minutes in ordinals at `at`, and the token behind them: `والدقيقة الثلاثون`, `والحادية والعشرين
/// دقيقة`; `Some(None)` where there are some that are not read.
fn ordinal_minutes(cursor: Cursor<'_>, at: usize) -> Option<Option<(u16, usize)>> {
    let before = cursor.word(at) == "والدقيقه";
    let word = cursor.word(at);
    let counts = |word: &str| hour(word).is_some() || numeral(word).is_some();
    if !before && !word.strip_prefix("وال").is_some_and(counts) {
        return None;
    }
    let first = if before { at + 1 } else { at };
    let read = ordinal_below_sixty(cursor, first);
    if before {
        return Some(read.filter(|(_, end)| cursor.is_whole(at, *end)));
    }
    let unit = |end: usize| is_minute(&cursor.word(end)) && cursor.is_whole(at, end + 1);
    match read {
        Some((minutes, end)) if unit(end) => Some(Some((minutes, end + 1))),
        _ => (at + 1..at + 4).any(unit).then_some(None),
    }
}

/// The definite number below sixty at `at`, and the token behind it: `الثلاثون`, `الحادية والعشرين`.
fn ordinal_below_sixty(cursor: Cursor<'_>, at: usize) -> Option<(u16, usize)> {
    let tens = |at: usize| {
        let word = cursor.word(at);
        let bare = word.strip_prefix('و').unwrap_or(&word).strip_prefix("ال")?;
        match numeral(bare)? {
            Numeral::Tens(tens) => Some(tens),
            _ => None,
        }
    };
    if let Some(tens) = tens(at) {
        return Some((tens, at + 1)).filter(|(minutes, _)| *minutes < 60);
    }
    let word = cursor.word(at);
    let bare = word.strip_prefix('و').unwrap_or(&word).strip_prefix("ال")?;
    let unit = hour(bare).map(u16::from)?;
    let (minutes, end) = match tens(at + 1).filter(|_| cursor.word(at + 1).starts_with('و')) {
        Some(tens) if unit < 10 => (tens + unit, at + 2),
        Some(_) => return None,
        None if matches!(&*cursor.word(at + 1), "عشر" | "عشره") => (unit + 10, at + 2),
        None => (unit, at + 1),
    };
    Some((minutes, end)).filter(|(minutes, _)| *minutes < 60)
}

/// The minutes of `word`, which stands at `at`, and the token behind them.
fn minutes_at(cursor: Cursor<'_>, at: usize, word: &str) -> Option<(u16, usize)> {
    if let Some(minutes) = part_of_hour(word) {
        let next = cursor.word(at + 1);
        let millions = multiplier(next.strip_prefix("ال").unwrap_or(&next)).is_some();
        return (!millions).then_some((minutes, at + 1));
    }
    let (minutes, end) = amount(cursor, at)?;
    let unit = is_minute(&cursor.word(end));
    Some((minutes.to_whole().filter(|minutes| *minutes < 60 && unit)?, end + 1))
}

fn is_minute(word: &str) -> bool {
    matches!(word, "دقيقه" | "دقائق" | "دقايق")
}

/// `10:30`, `10:30:15`.
pub(super) fn clock(cursor: Cursor<'_>, at: usize) -> Option<(ClockTime, usize)> {
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

/// An hour that only a part of the day behind it makes one, with its minutes: `8 ونصف مساء`. Behind a
/// dash it is a score, and behind `دورته الـ` the number of an edition.
fn bare_hour(cursor: Cursor<'_>, at: usize) -> Option<(ClockTime, usize)> {
    let (hour, _) = cursor.digits(at).filter(|(hour, _)| (1..=12).contains(hour))?;
    if is_score_before(cursor, at) || is_edition(cursor, at) {
        return None;
    }
    with_minutes(cursor, hour, at + 1)
}

/// Whether `الساعة` stands before the token.
pub(super) fn follows_the_hour(cursor: Cursor<'_>, at: usize) -> bool {
    let Some(mut before) = at.checked_sub(1) else { return false };
    if cursor.word(before) == "ال" {
        before = before.saturating_sub(1);
    }
    let word = cursor.word(before);
    matches!(&*word, "الساعه" | "والساعه" | "للساعه" | "الساعتين" | "الساعتان")
}

/// Whether `مدار الساعة` stands before the token, which means at all hours.
fn follows_the_clock(cursor: Cursor<'_>, at: usize) -> bool {
    let hour = (at.saturating_sub(2)..at).find(|at| cursor.word(*at) == "الساعه");
    hour.and_then(|hour| hour.checked_sub(1))
        .is_some_and(|before| matches!(&*cursor.word(before), "مدار" | "بمدار"))
}

/// Whether the word is a unit that numbers before it count, and no hour does.
fn is_measure(word: &str) -> bool {
    is_duration(word)
        || matches!(
            word,
            "متر"
                | "مترا"
                | "كيلومتر"
                | "كيلومترا"
                | "كيلو"
                | "كلم"
                | "كم"
                | "ميل"
                | "ميلا"
                | "طن"
                | "طنا"
                | "غرام"
                | "غراما"
                | "درجه"
                | "درجات"
                | "برميل"
                | "لتر"
                | "ميغاواط"
                | "كيلوواط"
        )
}

/// `10.30`, `6،15`, `10` and `1249` behind `الساعة`.
fn behind_the_hour(cursor: Cursor<'_>, at: usize) -> Option<(ClockTime, usize)> {
    if !follows_the_hour(cursor, at) {
        return None;
    }
    let end = at + 1;
    // سعر الساعة 23 دولارا, على مدار الساعة ال 24 ساعة
    if is_counted(cursor, end) || is_measure(&cursor.word(end)) || follows_the_clock(cursor, at) {
        return None;
    }
    let time = match cursor.digits(at) {
        Some((hour, 1 | 2)) if multiplier(&cursor.word(end)).is_none() => {
            // The pieces of a time that is written in no known way: 00 :7.
            if matches!(cursor.sign(end), Some(':' | '.')) && cursor.number(end + 1).is_some() {
                return None;
            }
            return with_minutes(cursor, if hour == 24 { 0 } else { hour }, end);
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
pub(super) fn pointed(cursor: Cursor<'_>, at: usize) -> Option<(ClockTime, usize)> {
    let (hour, minute) = cursor.number(at)?.split_once(['.', '،', ',', '٫'])?;
    let (hour, _) = small_number(hour)?;
    let (minute, _) = small_number(minute).filter(|(_, count)| *count == 2)?;
    Some((ClockTime::new(hour, minute, None)?, at + 1))
}
