//! Dates.

use super::amount::Amount;
use super::calendar::{Calendar, CalendarDate};
use super::cursor::{Cursor, small_number};
use super::span::Found;
use super::words::{
    Month, begins_month, era, is_before_eras, is_duration, is_lasting, is_numbered, is_weekday,
    is_year_word, month, month_of_two, multiplier, ordinal, unit, with_proclitic,
};
use super::year::{calendar_of_date, calendar_of_year, is_same_year};
use siyaq_text::chars::is_format_control;
use std::borrow::Cow;

/// How many tokens before its year a month may begin: `كانون الثاني ( يناير ) من عام 2011`.
const LONGEST_MONTH: usize = 9;

/// The date that begins with the number at `at`, or that ends with it. No token before `floor`
/// belongs to it. `chained` says that a year stands before the word before.
pub(super) fn date(
    cursor: Cursor<'_>,
    at: usize,
    floor: usize,
    chained: bool,
) -> Option<Found<CalendarDate>> {
    let whole = |found: &Found<CalendarDate>| cursor.is_whole(found.start, found.end);
    numeric(cursor, at)
        .or_else(|| day_and_month(cursor, at))
        .map(|found| with_weekday(cursor, found, floor))
        .filter(whole)
        .or_else(|| month_and_year(cursor, at, floor).filter(whole))
        .or_else(|| year_alone(cursor, at, chained).filter(whole))
}

/// The date whose day is an ordinal, by its `من` at `at`: `الخامس والعشرين من يناير 2011`.
pub(super) fn date_in_words(
    cursor: Cursor<'_>,
    at: usize,
    floor: usize,
) -> Option<Found<CalendarDate>> {
    let (month, end) = month_at(cursor, skip_word(cursor, at + 1, "شهر"), false)?;
    let (start, day) = ordinal_before(cursor, at, floor)?;
    let found = dated(cursor, start, end, month, day)?;
    Some(with_weekday(cursor, found, floor)).filter(|found| cursor.is_whole(found.start, found.end))
}

/// The date of a day and a month that end at `end`, and of the year that may follow.
fn dated(
    cursor: Cursor<'_>,
    start: usize,
    end: usize,
    month: Month,
    day: u8,
) -> Option<Found<CalendarDate>> {
    let date = |year| CalendarDate::new(month.calendar, year, Some(month.number), Some(day));
    if let Some((year, _, end)) = year_at(cursor, end, Some(month.calendar))
        && cursor.is_whole(start, end)
        && let Some(value) = date(Some(year))
    {
        return Some(Found { start, end, value });
    }
    // صفر is a zero more often than the month.
    let is_zero = month.calendar == Calendar::Hijri && month.number == 2;
    let value = date(None).filter(|_| !is_zero)?;
    Some(Found { start, end, value })
}

/// `25 يناير 2011`, `25 من شهر يناير`, `25/يناير/2011`.
fn day_and_month(cursor: Cursor<'_>, at: usize) -> Option<Found<CalendarDate>> {
    let (day, _) = cursor.digits(at).filter(|(day, count)| *count <= 2 && *day > 0)?;
    let mut next = at + 1;
    if matches!(cursor.sign(next), Some('/' | '-')) {
        next += 1;
    } else {
        next = skip_word(cursor, skip_word(cursor, next, "من"), "شهر");
    }
    let (month, end) = month_at(cursor, next, false)?;
    dated(cursor, at, end, month, u8::try_from(day).ok()?)
}

/// `يناير 2011`, by the year.
fn month_and_year(cursor: Cursor<'_>, at: usize, floor: usize) -> Option<Found<CalendarDate>> {
    let (_, count) = cursor.digits(at)?;
    if count < 4 && era(&cursor.word(at + 1)).is_none() {
        return None;
    }
    for start in at.saturating_sub(LONGEST_MONTH).max(floor)..at {
        let Some((month, end)) = month_at(cursor, start, true) else { continue };
        let Some((year, _, end)) = year_at(cursor, end, Some(month.calendar)) else { continue };
        if end > at && cursor.is_whole(start, end) {
            let value = CalendarDate::new(month.calendar, Some(year), Some(month.number), None)?;
            return Some(Found { start, end, value });
        }
    }
    None
}

/// `عام 2011`, `1446هـ`, `2011م`: the number and the sign of its era.
fn year_alone(cursor: Cursor<'_>, at: usize, chained: bool) -> Option<Found<CalendarDate>> {
    let (year, count) = cursor.digits(at)?;
    let mut before = at.checked_sub(1);
    before = match before {
        // عام ،2001 and عام (2001)
        Some(sign) if is_misplaced_comma(cursor, sign) || cursor.is_sign(sign, '(') => {
            sign.checked_sub(1)
        }
        before => before,
    };
    let word = before.map(|before| cursor.word(before)).unwrap_or_default();
    let named = with_proclitic(&word, is_year_word) || chained && word == "و";
    let sign = cursor.word(at + 1);
    let (calendar, end) = match era(&sign) {
        Some(Calendar::Hijri) => {
            // 36هـ is the year 36 in a book of history, and 1436 on a poster.
            let long_sign = sign.chars().count() > 1;
            // The century 8 الهجري has the article.
            let long_sign = long_sign && !sign.starts_with("ال");
            let clear = named || long_sign || count >= 3 || is_same_year_at(cursor, at + 2, year);
            ((1..=1600).contains(&year) && clear).then_some((Calendar::Hijri, at + 2))?
        }
        Some(Calendar::Gregorian) if sign == "م" => {
            let square = cursor.word(at + 2).starts_with("مربع");
            let metres = square || !cursor.is_glued(at + 1) && year < 1900;
            let clear = named || count == 4 && (1700..2100).contains(&year) && !metres;
            (count >= 3 && year < 2200 && clear).then_some((Calendar::Gregorian, at + 2))?
        }
        // القرن 8 الهجري (14 الميلادي), أكتوبر 10 ميلادي
        Some(Calendar::Gregorian) => {
            (named || count >= 3 || sign == "للميلاد").then_some((Calendar::Gregorian, at + 2))?
        }
        None => {
            let ranged = matches!(cursor.sign(at + 1), Some('-' | '/' | '–'))
                && cursor.number(at + 2).is_some();
            let counts = ranged || is_counted(cursor, at + 1);
            (named && count == 4 && (1000..2200).contains(&year) && !counts).then_some(())?;
            (calendar_of_year(cursor, at, at + 1, year)?, at + 1)
        }
    };
    if !named && is_in_row(cursor, at, count) || is_before_christ(cursor, at + 1) {
        return None;
    }
    let value = CalendarDate::new(calendar, Some(year), None, None)?;
    Some(Found { start: at, end, value })
}

/// Whether the number at `at` is one in a row and no year: `القرن الـ11 الهجري`, `القرن 18م`, `المادة
/// 36هـ`. A longer one behind `الدورة` may be a year.
fn is_in_row(cursor: Cursor<'_>, at: usize, digits: usize) -> bool {
    let word = |at: Option<usize>| at.map(|at| cursor.word(at)).unwrap_or_default();
    let before = at.checked_sub(1);
    let before =
        if word(before) == "ال" { before.and_then(|at| at.checked_sub(1)) } else { before };
    let word = word(before);
    let century = |word: &str| matches!(word, "القرن" | "قرن" | "القرنين" | "القرنان" | "قرني");
    with_proclitic(&word, century) || digits < 3 && with_proclitic(&word, is_numbered)
}

/// Whether the words at `at` put the number before them before an era: `قبل الميلاد`, `ق.م`, also
/// behind another number: `عامي 1878 و1843 قبل الميلاد`.
fn is_before_christ(cursor: Cursor<'_>, at: usize) -> bool {
    let at = match cursor.sign(at) {
        Some('و' | '-' | '–') if cursor.number(at + 1).is_some() => at + 2,
        _ => at,
    };
    is_before_eras(cursor.form(at)) || cursor.word(at) == "قبل" && cursor.word(at + 1) == "الميلاد"
}

/// Whether a Gregorian year at `at`, behind a stroke or a bracket, is the Hijri year before it:
/// `(93هـ/711م)`.
fn is_same_year_at(cursor: Cursor<'_>, at: usize, hijri: u16) -> bool {
    let other = match cursor.sign(at) {
        Some('/' | '-' | '–' | '(' | '،' | '=') => cursor.digits(at + 1),
        _ => cursor.digits(at),
    };
    other.is_some_and(|(year, count)| count >= 3 && is_same_year(hijri, year))
}

/// A year in words behind `عام`, by its first word: `عام ألف وتسعمئة وثمانية وأربعين`.
/// `year` and `end` are the number there and the token behind it.
pub(super) fn year_in_words(
    cursor: Cursor<'_>,
    at: usize,
    (year, end): Amount,
) -> Option<Found<CalendarDate>> {
    let before = cursor.word(at.checked_sub(1)?);
    if !with_proclitic(&before, is_year_word) {
        return None;
    }
    // كل عام ألف نابغة
    let era = era(&cursor.word(end)).filter(|_| cursor.is_whole(at, end + 1));
    let long = |year: &u16| (1001..2200).contains(year) && end > at + 1;
    let year = year.to_whole().filter(|year| long(year) || era.is_some() && *year > 0)?;
    let (calendar, end) = match era {
        Some(era) => (era, end + 1),
        None if is_counted(cursor, end) => return None,
        None => (calendar_of_year(cursor, at, end, year)?, end),
    };
    let value = CalendarDate::new(calendar, Some(year), None, None)?;
    cursor.is_whole(at, end).then_some(Found { start: at, end, value })
}

/// `25/1/2011`, `2011-01-25`, `25.1.2011`, `14 / 10 / 1436هـ`.
fn numeric(cursor: Cursor<'_>, at: usize) -> Option<Found<CalendarDate>> {
    let (parts, end, short_year) = dotted(cursor, at).or_else(|| separated(cursor, at))?;
    // 1/14/57 دقيقة
    if is_of_law(cursor, at)
        || is_duration(&cursor.word(end))
        || at > 0 && with_proclitic(&cursor.word(at - 1), is_lasting)
    {
        return None;
    }
    let era = era(&cursor.word(end));
    let [(first, 1..=2), (middle, 1..=2), (last, last_count)] = parts else {
        let [(year, 4), (month, 1..=2), (day, 1..=2)] = parts else { return None };
        return numeric_date(cursor, [year, month, day], era, at, end);
    };
    let year = match (last_count, era) {
        (4, _) => last,
        (2, Some(Calendar::Hijri)) if short_year => 1400 + last,
        // 36 is a Hijri year in one newspaper, and 57 is in the last century or in this one.
        (2, _) if short_year && last <= 30 => 2000 + last,
        (2, _) if short_year && last >= 69 => 1900 + last,
        _ => return None,
    };
    numeric_date(cursor, [year, middle, first], era, at, end)
}

/// Whether the numbers at `at` are those of an article, a decree or another thing in a row: `المادة
/// (1/7/36)`, `القرار رقم 1/7/26`.
fn is_of_law(cursor: Cursor<'_>, at: usize) -> bool {
    let mut words = (at.saturating_sub(4)..at)
        .rev()
        .take_while(|place| cursor.is_whole(*place, at + 1))
        .filter(|place| {
            !matches!(cursor.sign(*place), Some('(' | '"' | '«' | ':'))
                && cursor.word(*place) != "ال"
        });
    words.next().is_some_and(|place| {
        with_proclitic(&cursor.word(place), |word| {
            is_numbered(word)
                || matches!(
                    word,
                    "المواد"
                        | "مواد"
                        | "للماده"
                        | "الفقرات"
                        | "البنود"
                        | "بند"
                        | "للبند"
                        | "القرار"
                        | "قرار"
                        | "المرسوم"
                        | "القانون"
                        | "التعميم"
                        | "ارقام"
                )
        })
    })
}

fn numeric_date(
    cursor: Cursor<'_>,
    [year, month, day]: [u16; 3],
    era: Option<Calendar>,
    start: usize,
    end: usize,
) -> Option<Found<CalendarDate>> {
    let calendar = era.or_else(|| calendar_of_date(year))?;
    // Day before month is the usage; where only the other order makes a date, it is that one.
    let (month, day) = if month > 12 && day <= 12 { (day, month) } else { (month, day) };
    let (month, day) = (u8::try_from(month).ok()?, u8::try_from(day).ok()?);
    let value = CalendarDate::new(calendar, Some(year), Some(month), Some(day))?;
    let end = if era.is_some() { end + 1 } else { end };
    cursor.is_whole(start, end).then_some(Found { start, end, value })
}

/// Three numbers, each with how many digits it has; the token behind them; and whether a year of
/// two digits may be among them.
type Parts = ([(u16, usize); 3], usize, bool);

/// The parts of a single token `25.1.2011`.
fn dotted(cursor: Cursor<'_>, at: usize) -> Option<Parts> {
    let token = cursor.number(at)?;
    let mut parts = token.split('.').map(|part| small_number(part.trim_matches(is_format_control)));
    let three = [parts.next()??, parts.next()??, parts.next()??];
    parts.next().is_none().then_some((three, at + 1, false))
}

/// The parts of `25/1/2011` and its like, with or without spaces.
fn separated(cursor: Cursor<'_>, at: usize) -> Option<Parts> {
    let sign = cursor.sign(at + 1).filter(|sign| matches!(sign, '/' | '-' | '–' | '\\'))?;
    if !cursor.is_sign(at + 3, sign) {
        return None;
    }
    // The comma of the same archive: 7/7/،2008.
    let last = at + 4 + usize::from(cursor.is_sign(at + 4, '،'));
    let end = last + 1;
    let before = at >= 2 && cursor.is_sign(at - 1, sign) && cursor.number(at - 2).is_some();
    let after = cursor.is_sign(end, sign) && cursor.number(end + 1).is_some();
    if before && cursor.is_glued(at) || after && cursor.is_glued(end) && cursor.is_glued(end + 1) {
        return None;
    }
    let glued = (at + 1..end).all(|at| cursor.is_glued(at));
    let parts = [cursor.digits(at)?, cursor.digits(at + 2)?, cursor.digits(last)?];
    Some((parts, end, glued && sign == '/'))
}

/// The month that begins at `at`, with its other name if that follows, and the token behind it.
fn month_at(cursor: Cursor<'_>, at: usize, clitic: bool) -> Option<(Month, usize)> {
    let clitic = if clitic { Name::WithProclitic } else { Name::Bare };
    let (month, end) = month_name(cursor, at, clitic)?;
    let sign = cursor.sign(end);
    let other = match sign {
        Some('/' | '-' | '–' | '(' | '،') => end + 1,
        _ => end,
    };
    let (same, after) = match month_name(cursor, other, Name::Second) {
        Some((same, after)) => (same == month, after),
        None => return Some((month, end)),
    };
    let closed = sign != Some('(') || cursor.is_sign(after, ')');
    let after = if sign == Some('(') { after + 1 } else { after };
    Some((month, if same && closed { after } else { end }))
}

/// How the name of a month stands there.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Name {
    /// By itself.
    Bare,
    /// Perhaps with a proclitic.
    WithProclitic,
    /// Behind another name of the month.
    Second,
}

/// The month name of one word or two at `at`.
fn month_name(cursor: Cursor<'_>, at: usize, name: Name) -> Option<(Month, usize)> {
    let word = cursor.word(at);
    // أب is a father, and آب the month.
    let is_month =
        |word: &str| word != "اب" || name == Name::Second || !cursor.form(at).contains('أ');
    let named = |word: &str| {
        let one = month(word).filter(|_| is_month(word)).map(|month| (month, at + 1));
        one.or_else(|| {
            if !begins_month(word) {
                return None;
            }
            let second = match cursor.digits(at + 1) {
                // تشرين 1
                Some((1, 1)) => Cow::Borrowed("الاول"),
                Some((2, 1)) => Cow::Borrowed("الثاني"),
                _ => cursor.word(at + 1),
            };
            let two = month_of_two(word, &second).map(|month| (month, at + 2));
            two.filter(|_| cursor.is_whole(at, at + 2))
        })
    };
    named(&word).or_else(|| {
        let bare =
            word.strip_prefix(['و', 'ف', 'ب', 'ل', 'ك']).filter(|_| name == Name::WithProclitic)?;
        named(bare)
    })
}

/// The year that follows at `at`, the calendar, and the token behind it.
fn year_at(
    cursor: Cursor<'_>,
    at: usize,
    month: Option<Calendar>,
) -> Option<(u16, Calendar, usize)> {
    let mut at = at;
    if matches!(cursor.sign(at), Some('،' | ',' | '/' | '-')) {
        // 11 سبتمبر، 2010-2011
        let comma = matches!(cursor.sign(at), Some('،' | ','));
        if comma && is_range(cursor, at + 1) {
            return None;
        }
        at += 1;
    }
    at = skip_word(cursor, at, "من");
    if with_proclitic(&cursor.word(at), is_year_word) {
        at += 1;
        at += usize::from(is_misplaced_comma(cursor, at));
    }
    let (year, count) = cursor.digits(at)?;
    let end = at + 1;
    let era = era(&cursor.word(end));
    let calendar = era.or(month)?;
    let range = match (calendar, era) {
        (Calendar::Gregorian, _) => 1000..=2199,
        (Calendar::Hijri, Some(_)) => 1..=1600,
        (Calendar::Hijri, None) => 1000..=1600,
    };
    if month.is_some_and(|month| month != calendar)
        || !range.contains(&year)
        || era.is_none() && (count != 4 || is_counted(cursor, end))
    {
        return None;
    }
    Some((year, calendar, if era.is_some() { end + 1 } else { end }))
}

/// Whether the numbers at `at` are the first and the last year of something: `2010-2011`.
fn is_range(cursor: Cursor<'_>, at: usize) -> bool {
    matches!(cursor.sign(at + 1), Some('-' | '–' | '/'))
        && cursor.is_glued(at + 1)
        && cursor.is_glued(at + 2)
        && cursor.number(at + 2).is_some()
}

/// Whether the token is a comma that one archive prints on the wrong side of a year: `عام ،2011`.
fn is_misplaced_comma(cursor: Cursor<'_>, at: usize) -> bool {
    cursor.is_sign(at, '،') && !cursor.is_glued(at) && cursor.is_glued(at + 1)
}

/// Whether the token says that the number before it counts something.
fn is_counted(cursor: Cursor<'_>, at: usize) -> bool {
    let word = cursor.word(at);
    multiplier(&word).is_some()
        || unit(&word).is_some()
        || matches!(cursor.sign(at), Some('%' | '٪' | '$' | '€' | '£'))
}

/// The ordinal that ends before `at`, and the token that it begins with.
fn ordinal_before(cursor: Cursor<'_>, at: usize, floor: usize) -> Option<(usize, u8)> {
    let last = at.checked_sub(1).filter(|last| *last >= floor)?;
    let word = cursor.word(last);
    let tens = match &*word {
        "عشر" => 10,
        "والعشرين" | "والعشرون" => 20,
        "والثلاثين" | "والثلاثون" => 30,
        "العشرين" | "العشرون" => return Some((last, 20)),
        "الثلاثين" | "الثلاثون" => return Some((last, 30)),
        _ => 0,
    };
    let place = if tens == 0 { last } else { last.checked_sub(1).filter(|at| *at >= floor)? };
    let word = cursor.word(place);
    let bare = word.strip_prefix(['و', 'ف', 'ب']);
    let definite = |word: &str| ordinal(word.strip_prefix("ال")?);
    let unit = match word.strip_prefix("لل") {
        Some(rest) => ordinal(rest)?,
        None => definite(&word).or_else(|| definite(bare?))?,
    };
    if tens == 0 {
        // الأسبوع الأول من يناير is no day, and الخميس الأول من يناير may be the first Thursday.
        let before = place.checked_sub(1).map(|at| cursor.word(at)).unwrap_or_default();
        let weekday = unit > 4 && with_proclitic(&before, is_weekday);
        let day = weekday || matches!(&*before, "اليوم" | "الموافق");
        if !day && (before.starts_with("ال") || with_proclitic(&before, |w| w.starts_with("ال")))
        {
            return None;
        }
    } else if unit == 10 {
        return None;
    }
    Some((place, tens + unit))
}

/// The date with the day of the week that stands before it: `الثلاثاء 25 يناير`, `الثلاثاء،
/// 25 يناير`, `الثلاثاء الموافق 25 يناير`.
fn with_weekday(
    cursor: Cursor<'_>,
    found: Found<CalendarDate>,
    floor: usize,
) -> Found<CalendarDate> {
    let before = |at: usize| at.checked_sub(1).filter(|at| *at >= floor);
    let Some(mut at) = before(found.start) else { return found };
    if matches!(cursor.sign(at), Some('،' | ',')) || cursor.word(at) == "الموافق" {
        let Some(further) = before(at) else { return found };
        at = further;
    }
    if with_proclitic(&cursor.word(at), is_weekday) && cursor.is_whole(at, found.end) {
        Found { start: at, ..found }
    } else {
        found
    }
}

fn skip_word(cursor: Cursor<'_>, at: usize, word: &str) -> usize {
    if cursor.word(at) == word { at + 1 } else { at }
}
