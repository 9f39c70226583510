//! The part of the day that a time lies in, by the words around it.

use super::clock::ClockTime;
use super::cursor::Cursor;
use super::span::{Span, SpanValue};
use super::time::{clock, follows_the_hour, hour_of, pointed, spoken};
use super::words::{DayPart, day_part, day_part_noun, is_weekday, with_proclitic};

/// How many tokens behind a time the next one may stand whose part of the day leaves a doubt.
const FAR: usize = 10;

/// How many tokens behind a time a part of the day may stand that leaves a doubt.
const NEAR: usize = 4;

/// How many hours are joined at most: `8 و10 و11 مساء`.
const MOST_HOURS: usize = 4;

/// A time with no part of the day behind it.
#[derive(Clone, Copy)]
pub(super) struct Hour {
    /// Its first token.
    pub(super) at: usize,
    /// The token behind it.
    pub(super) end: usize,
    pub(super) time: ClockTime,
    /// Whether it is a time without a part of the day too.
    pub(super) full: bool,
    /// Whether it is a number, which may be a score before a dash.
    pub(super) bare: bool,
}

/// What stands before a time.
#[derive(Clone, Copy)]
pub(super) struct Before<'s> {
    /// The first token that belongs to nothing yet.
    pub(super) floor: usize,
    /// The last span.
    pub(super) last: Option<&'s Span>,
}

/// What the words around a time say of its part of the day.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Share {
    /// Nothing.
    None,
    /// This one.
    Taken(DayPart),
    /// One or another: `من 10 إلى 2 ظهرا`.
    Unclear,
}

impl Share {
    fn of(part: Option<DayPart>) -> Self {
        part.map_or(Self::Unclear, Self::Taken)
    }

    fn or_else(self, other: impl FnOnce() -> Self) -> Self {
        if self == Self::None { other() } else { self }
    }

    /// What is left of it where other words stand between: a time that is the same with the part
    /// as without it stays, and another one is unclear.
    fn seen_from_afar(self, time: ClockTime) -> Self {
        match self {
            Self::Taken(part) if time.in_part(part) == Some(time) && part != DayPart::Night => {
                Self::None
            }
            Self::None => Self::None,
            _ => Self::Unclear,
        }
    }
}

/// What the words around a time say of its part of the day.
pub(super) fn share(cursor: Cursor<'_>, hour: Hour, before: Before<'_>) -> Share {
    if !(1..=12).contains(&hour.time.hour()) {
        return Share::None;
    }
    if !hour.full {
        return joined(cursor, hour);
    }
    said_before(cursor, hour.at, before)
        .or_else(|| joined(cursor, hour))
        .or_else(|| behind_another(cursor, hour, before))
        .or_else(|| said_further_on(cursor, hour))
}

/// The part of the day that is named at `at`, and the token behind it. Some words name one only
/// behind a full time.
pub(super) fn part_at(cursor: Cursor<'_>, at: usize, full: bool) -> Option<(DayPart, usize)> {
    let word = cursor.word(at);
    if let Some(part) = day_part(&word) {
        return Some((part, at + 1));
    }
    match &*word {
        "بعد" | "قبل" | "منتصف" => return part_of_phrase(cursor, at),
        _ if !full => return None,
        "من" => {}
        _ => return day_part_noun(&word).map(|part| (part, at + 1)),
    }
    let next = cursor.word(at + 1);
    if next.chars().count() == 1 {
        return None;
    }
    day_part_noun(&next).map(|part| (part, at + 2)).or_else(|| part_of_phrase(cursor, at + 1))
}

/// `بعد الظهر`, `قبل ظهر`, `بعد عصر`, `بعد منتصف الليل`, `منتصف الليل`.
fn part_of_phrase(cursor: Cursor<'_>, at: usize) -> Option<(DayPart, usize)> {
    let midnight = |at| {
        cursor.word(at) == "منتصف" && matches!(&*cursor.word(at + 1), "الليل" | "ليل" | "ليله")
    };
    let next = cursor.word(at + 1);
    match (&*cursor.word(at), &*next) {
        ("بعد", "الظهر" | "ظهر" | "الزوال" | "زوال") => {
            Some((DayPart::Noon, at + 2))
        }
        ("قبل", "الظهر" | "ظهر" | "الزوال" | "زوال") => {
            Some((DayPart::Morning, at + 2))
        }
        ("بعد", "العصر" | "عصر") => Some((DayPart::Afternoon, at + 2)),
        ("بعد", _) if midnight(at + 1) => Some((DayPart::AfterMidnight, at + 3)),
        ("قبل", _) if midnight(at + 1) => Some((DayPart::Night, at + 3)),
        ("منتصف", _) if midnight(at) => Some((DayPart::AfterMidnight, at + 2)),
        _ => None,
    }
}

/// The part of the day that stands before the time at `at`, with no more between than the name of
/// a day: `مساء اليوم الساعة السابعة`, `صباح غد (الأحد) عند الساعة 8`. What begins at noon and ends at
/// an hour may end in any part: `من الظهر حتى الساعة الثانية`.
fn said_before(cursor: Cursor<'_>, at: usize, before: Before<'_>) -> Share {
    let (mut place, mut floor, mut until) = (at, before.floor, false);
    for _ in 0..FAR {
        // مساء السبت 12 مارس الساعة 6
        if let Some(date) = before.last.filter(|last| last.tokens.end == place && is_date(last)) {
            (place, floor) = (date.tokens.start, 0);
        }
        let Some(before) = place.checked_sub(1).filter(|before| *before >= floor) else { break };
        if !cursor.is_whole(before, at + 1) {
            break;
        }
        let word = cursor.word(before);
        let bare = word.strip_prefix(['و', 'ل', 'ب', 'ف']).unwrap_or(&word);
        if let Some(part) =
            part_of_day(cursor, before, &word).or_else(|| part_of_day(cursor, before, bare))
        {
            // That of an hour before it: 8 مساء السبت 12 مارس الساعة 10.
            let taken = before.checked_sub(1).is_some_and(|hour| {
                cursor.number(hour).is_some() || hour_of(&cursor.word(hour)).is_some()
            });
            return match (taken, until) {
                (true, _) => Share::None,
                (_, true) => Share::Unclear,
                _ => Share::Taken(part),
            };
        }
        until |= is_until(&word);
        if until && day_part_noun(word.strip_prefix("ال").unwrap_or_default()).is_some() {
            return Share::Unclear;
        }
        let number = cursor.digits(before).is_some() && place != at;
        if !(until && is_until(&word)
            || is_between(cursor, before)
            || is_lead(&word)
            || is_lead(bare))
            || number
        {
            break;
        }
        place = before;
    }
    Share::None
}

fn is_date(span: &Span) -> bool {
    matches!(span.value, SpanValue::Date(_))
}

/// The part of the day that a word before a time or far behind one names. `ظهر` and `عصر` are other
/// words too, unless a day follows.
fn part_of_day(cursor: Cursor<'_>, at: usize, word: &str) -> Option<DayPart> {
    let noun = || {
        let part = day_part_noun(word).filter(|_| word.chars().count() > 1)?;
        is_day(&cursor.word(at + 1)).then_some(part)
    };
    day_part(word).or_else(noun)
}

/// What a time takes of the one that is joined to it: `من 8 إلى 10 صباحا`, `الساعة 8 و10 مساء`. The two
/// lie in one part of the day where the first is the smaller, and the part does not go over noon or
/// midnight between them.
fn joined(cursor: Cursor<'_>, hour: Hour) -> Share {
    // The first letter of most words is enough.
    if !cursor.form(hour.end).starts_with(['-', '–', '—', 'إ', 'ا', 'أ', 'ح', 'ل', 'و']) {
        return Share::None;
    }
    let Some((link, next)) = link_at(cursor, hour.end) else { return Share::None };
    let joins = match link {
        Link::Until => true,
        // 3-2 مساء is a score.
        Link::Dash => !hour.bare,
        Link::And => is_named(cursor, hour.at),
    };
    if !joins {
        return Share::None;
    }
    match part_of_next(cursor, next, MOST_HOURS) {
        Some((second, Share::Taken(part))) if second.hour() <= 12 => {
            Share::of(hour.time.part_before(second, part))
        }
        Some((_, Share::Unclear)) => Share::Unclear,
        _ => Share::None,
    }
}

/// How two times are joined.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Link {
    /// `إلى`
    Until,
    Dash,
    /// `و`, `أو`
    And,
}

/// What joins a time that ends before `end` to the next one, and the place of that.
fn link_at(cursor: Cursor<'_>, end: usize) -> Option<(Link, usize)> {
    let word = cursor.word(end);
    let (link, next) = match &*word {
        word if is_until(word) => (Link::Until, end + 1),
        "و" | "والساعه" | "او" => (Link::And, end + 1),
        word if word.starts_with('و') && hour_of(word).is_some() => return Some((Link::And, end)),
        _ => {
            let dash = matches!(cursor.sign(end), Some('-' | '–' | '—'));
            (dash.then_some(Link::Dash)?, end + 1)
        }
    };
    let next = next + usize::from(cursor.word(next) == "الساعه");
    Some((link, next + usize::from(cursor.word(next) == "ال")))
}

/// The time at `at`, and its part of the day, its own or that of a time that و joins to it.
fn part_of_next(cursor: Cursor<'_>, at: usize, most: usize) -> Option<(ClockTime, Share)> {
    let (time, end) = any_time(cursor, at)?;
    let part = part_at(cursor, end, true).filter(|(_, after)| cursor.is_whole(at, *after));
    if let Some((part, _)) = part {
        return Some((time, Share::Taken(part)));
    }
    let (_, next) = link_at(cursor, end).filter(|(link, _)| *link == Link::And && most > 0)?;
    let (third, share) = part_of_next(cursor, next, most - 1)?;
    Some((
        time,
        match share {
            Share::Taken(part) => Share::of(time.part_before(third, part)),
            other => other,
        },
    ))
}

/// The time at `at`, also an hour that only its place makes one, and the token behind it.
fn any_time(cursor: Cursor<'_>, at: usize) -> Option<(ClockTime, usize)> {
    let hour = || {
        let (hour, _) = cursor.digits(at).filter(|(hour, _)| (1..=12).contains(hour))?;
        Some((ClockTime::new(hour, 0, None)?, at + 1))
    };
    clock(cursor, at).or_else(|| pointed(cursor, at)).or_else(hour).or_else(|| spoken(cursor, at))
}

/// Whether the words before the time at `at` show that و joins it to another: `الساعة`, `بين`, or an
/// hour behind them.
pub(super) fn is_named(cursor: Cursor<'_>, at: usize) -> bool {
    is_joined(cursor, at, MOST_HOURS)
}

fn is_joined(cursor: Cursor<'_>, at: usize, most: usize) -> bool {
    if follows_the_hour(cursor, at) || follows_between(cursor, at) {
        return true;
    }
    let joined = cursor.word(at).starts_with('و');
    let Some(mut before) = at.checked_sub(1).filter(|_| most > 0) else { return false };
    if !joined {
        if !matches!(&*cursor.word(before), "و" | "او") {
            return false;
        }
        before = before.saturating_sub(1);
    }
    // الثانية عشرة, 10.30
    let starts = [before, before.saturating_sub(1), before.saturating_sub(2)];
    starts.into_iter().any(|start| {
        any_time(cursor, start).is_some_and(|(_, end)| end == before + 1)
            && is_joined(cursor, start, most - 1)
    })
}

/// Whether `بين` stands before the token.
fn follows_between(cursor: Cursor<'_>, at: usize) -> bool {
    let before = at.checked_sub(1).map(|at| cursor.word(at)).unwrap_or_default();
    matches!(&*before, "بين" | "مابين")
}

/// What a time takes of the one before it, which has a part of the day: `من 5 مساء إلى الساعة 10`. Where it
/// is not the larger one, noon or midnight lies between them. Behind other words it takes nothing, but
/// what it would have taken leaves a doubt: `الساعة 5 مساء والثانية الساعة 8`.
fn behind_another(cursor: Cursor<'_>, hour: Hour, before: Before<'_>) -> Share {
    let Some(last) = before.last else { return Share::None };
    let SpanValue::Time(first) = last.value else { return Share::None };
    let mut between = last.tokens.end..hour.at;
    if between.len() > FAR || !cursor.is_whole(last.tokens.start, hour.end) {
        return Share::None;
    }
    let written = cursor.digits(last.tokens.start).map(|(hour, _)| hour);
    let late = first.hour() > 12 && written != Some(u16::from(first.hour()));
    if !late && !last.tokens.clone().any(|at| part_at(cursor, at, true).is_some()) {
        return Share::None;
    }
    let links =
        |at: usize| is_until(&cursor.word(at)) || matches!(&*cursor.word(at), "و" | "والساعه");
    let linked = between.clone().any(links) || cursor.word(hour.at).starts_with('و');
    let plain = between.all(|at| links(at) || is_between(cursor, at) || is_lead(&cursor.word(at)));
    let later = (hour.time.hour(), hour.time.minute());
    let share = match first.hour() {
        12 => Share::Unclear,
        0..12 if (first.hour(), first.minute()) < later => Share::None,
        13.. if (first.hour() - 12, first.minute()) < later && hour.time.hour() < 12 => {
            Share::Taken(DayPart::Afternoon)
        }
        _ => Share::Unclear,
    };
    if linked && plain {
        share
    } else if follows_the_hour(cursor, hour.at) {
        share.seen_from_afar(hour.time)
    } else {
        Share::None
    }
}

/// What a part of the day further on in the sentence says of the time, its own (`السابعة بتوقيت مكة
/// مساء`) or that of another time (`السابعة وتستمر حتى الحادية عشرة مساء`). It is certain where nothing
/// but days and zones of time stand between.
fn said_further_on(cursor: Cursor<'_>, hour: Hour) -> Share {
    let (mut place, mut plain, mut until) = (hour.end, true, false);
    let named = follows_the_hour(cursor, hour.at) || cursor.number(hour.at).is_none();
    while place <= hour.end + FAR && (plain || named) && cursor.is_whole(hour.at, place + 1) {
        let word = cursor.word(place);
        if let Some((part, _)) = part_further_on(cursor, place, hour) {
            let near = place <= hour.end + NEAR;
            return match part {
                Share::Taken(_) if until => Share::Unclear,
                part if plain => part,
                part if near => part.seen_from_afar(hour.time),
                _ => Share::None,
            };
        }
        if let Some((second, share)) = part_of_next(cursor, place, MOST_HOURS)
            && let Share::Taken(part) = share
        {
            let share = Share::of(hour.time.part_before(second, part));
            return if plain && until { share } else { share.seen_from_afar(hour.time) };
        }
        if until && ends_unnamed(cursor, place) {
            return Share::Unclear;
        }
        if let Some(end) = filler_end(cursor, place) {
            place = end;
            continue;
        }
        until = is_until(&word);
        if cursor.number(place).is_some() {
            break;
        }
        plain &= until || is_lead(&word);
        place += 1;
    }
    Share::None
}

/// The part of the day that is named at `at`, behind the time `hour`, and the token behind it. A night
/// has an evening and a morning.
fn part_further_on(cursor: Cursor<'_>, at: usize, hour: Hour) -> Option<(Share, usize)> {
    let word = cursor.word(at);
    let this = usize::from(matches!(&*word, "هذه" | "من"));
    if cursor.word(at + this) == "الليله" {
        let evening = hour.time.hour() >= 6;
        return Some((Share::of(evening.then_some(DayPart::Night)), at + this + 1));
    }
    if let Some(part) = part_of_day(cursor, at, &word) {
        return Some((Share::Taken(part), at + 1));
    }
    let phrase = matches!(&*word, "من" | "بعد" | "قبل");
    let (part, end) = part_at(cursor, at, true).filter(|_| phrase)?;
    Some((Share::Taken(part), end))
}

/// The token behind the second of two times, where it follows the first, which ends before `end`, and
/// lies in the evening.
pub(super) fn second_evening(cursor: Cursor<'_>, end: usize) -> Option<usize> {
    let (_, next) = link_at(cursor, end).filter(|(link, _)| *link != Link::And)?;
    let (_, end) = any_time(cursor, next)?;
    part_at(cursor, end, true)
        .filter(|(part, _)| *part == DayPart::Afternoon)
        .map(|(_, after)| after)
}

/// Whether a time without a name stands at `at`, as an end: `حتى منتصف الليل`, `حتى المساء`.
fn ends_unnamed(cursor: Cursor<'_>, at: usize) -> bool {
    let word = cursor.word(at);
    matches!(
        &*word,
        "منتصف"
            | "ما"
            | "المساء"
            | "الليل"
            | "الفجر"
            | "العصر"
            | "المغرب"
            | "العشاء"
            | "فجر"
            | "مغرب"
    ) || word == "ساعه" && cursor.word(at + 1).starts_with("متاخر")
}

/// The token behind the words at `at` that may stand between a time and its part of the day.
fn filler_end(cursor: Cursor<'_>, at: usize) -> Option<usize> {
    let article = |at: usize| usize::from(cursor.word(at).starts_with("ال"));
    match &*cursor.word(at) {
        // بتوقيت مكة المكرمة
        "بتوقيت" => Some(at + 2 + article(at + 2)),
        "بالتوقيت" | "التوقيت" => Some(at + 1 + article(at + 1)),
        _ if cursor.is_sign(at, '(') => {
            let close = (at + 1..at + 8).find(|at| cursor.is_sign(*at, ')'))?;
            Some(close + 1)
        }
        _ => is_between(cursor, at).then_some(at + 1),
    }
}

/// Whether the token may stand between a time and its part of the day.
fn is_between(cursor: Cursor<'_>, at: usize) -> bool {
    let word = cursor.word(at);
    is_day(&word)
        || matches!(&*word, "يوميا" | "كل" | "تقريبا" | "تماما" | "حسب" | "دقيقه" | "من")
        || matches!(&*word, "المقبل" | "القادم" | "الماضي" | "الجاري" | "الموافق")
        || matches!(cursor.sign(at), Some('،' | ',' | '.' | '(' | ')' | '"' | '«' | '»'))
}

/// Whether the word is a day.
fn is_day(word: &str) -> bool {
    with_proclitic(word, is_weekday)
        || matches!(word, "اليوم" | "امس" | "غد" | "الغد" | "غدا" | "يوم" | "نفسه")
}

/// Whether the word stands before a time.
fn is_lead(word: &str) -> bool {
    matches!(
        word,
        "الساعه"
            | "والساعه"
            | "ال"
            | "في"
            | "عند"
            | "تمام"
            | "حوالي"
            | "نحو"
            | "بين"
            | "حدود"
            | "قرابه"
    )
}

/// Whether the word stands before the end of a range.
fn is_until(word: &str) -> bool {
    matches!(word, "الي" | "حتي" | "لغايه" | "وحتي" | "ولغايه" | "والي")
}
