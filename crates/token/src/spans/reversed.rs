//! Numbers whose parts stand in the wrong order, the lowest first: `57ر1` and `57 .1` are 1.57.
//!
//! Agencies write the Arabic letter ر for the decimal comma, and one archive a point behind a
//! space, and both part thousands with it too. Three digits before a single one may be a fraction
//! or thousands, as behind a point in the right order, and [`point_between`] decides; where it
//! cannot, the tokens are no number together, and none of them is one alone.

use super::amount::percent_end;
use super::counted::point_between;
use super::cursor::Cursor;
use super::decimal::{Decimal, Point, digit};
use super::words::{multiplier, unit};
use siyaq_text::chars::is_format_control;

/// How many parts a number may have, so that a long row of them costs no more than any other text.
const MOST_PARTS: usize = 12;

/// What tokens in the wrong order mean: a number, or nothing that is certain; and the token behind
/// them.
pub(super) type Reversed = (Option<Decimal>, usize);

/// The number at `at` whose parts stand in the wrong order.
pub(super) fn reversed(cursor: Cursor<'_>, at: usize) -> Option<Reversed> {
    if cursor.is_letter(at + 1, 'ر') {
        return with_letter(cursor, at);
    }
    if cursor.is_sign(at + 1, '.') { with_points(cursor, at) } else { None }
}

/// `57ر1`, `000ر30`, `430 ر 72`.
fn with_letter(cursor: Cursor<'_>, at: usize) -> Option<Reversed> {
    let glued = cursor.is_glued(at + 1);
    let mut parts = vec![cursor.number(at)?];
    let mut end = at + 1;
    while cursor.is_letter(end, 'ر')
        && let Some(part) = cursor.number(end + 1)
        && cursor.is_glued(end) == glued
        && cursor.is_glued(end + 1) == glued
        && parts.len() < MOST_PARTS
    {
        parts.push(part);
        end += 2;
    }
    if parts.len() == 1 || !cursor.is_whole(at, end) {
        return None;
    }
    let point = point_between(cursor, at, end);
    // 999ر999ر169 has no fraction, as 169.999.999 has none, nor has 000ر30.
    let zeros = parts.first().is_some_and(|lowest| lowest.chars().all(|c| digit(c) == Some(0)));
    let thousands = zeros || parts.len() > 2;
    let point = if thousands && point == Point::Unclear { Point::Thousands } else { point };
    Some((value(&parts, point), end))
}

/// `57 .1 درهم`; `480 .066 .880 .40 درهما` is 40880066.48. With points it is read so only before a
/// word or a sign of percent.
fn with_points(cursor: Cursor<'_>, at: usize) -> Option<Reversed> {
    let fraction = cursor.number(at).filter(|fraction| !fraction.contains(['.', ',', '،']))?;
    let mut parts = vec![fraction];
    let mut end = at + 1;
    while cursor.is_sign(end, '.')
        && !cursor.is_glued(end)
        && cursor.is_glued(end + 1)
        && let Some(part) = cursor.number(end + 1)
    {
        // A group that is not the first one has three digits and no separators.
        let is_group = parts.len() == 1 || parts.last().is_some_and(|part| is_group(part));
        if !is_group || parts.len() == MOST_PARTS {
            return None;
        }
        parts.push(part);
        end += 2;
    }
    let word = cursor.word(end);
    let currency = unit(&word).is_some();
    let counts = percent_end(cursor, end).is_some()
        || currency
        || multiplier(&word).is_some()
        // A year may end the sentence before: في 2008 .3 شركات.
        || !word.is_empty() && fraction.chars().count() < 4;
    // في 2009 .14.1 مليون ends a sentence, too.
    let is_whole =
        |part: &&str| Decimal::parse_with(part, Point::Thousands).is_some_and(Decimal::is_whole);
    if parts.len() == 1
        || !counts
        || !parts.last().is_some_and(is_whole)
        || !cursor.is_whole(at, end + 1)
    {
        return None;
    }
    let point = match point_between(cursor, at, end) {
        // The amounts and the indices of a stock exchange have a fraction behind their thousands.
        Point::Unclear if parts.len() > 2 && (currency || is_point_of_index(&word)) => {
            Point::Decimal
        }
        point => point,
    };
    Some((value(&parts, point), end))
}

/// Whether the word names the points of an index.
fn is_point_of_index(word: &str) -> bool {
    matches!(word, "نقطه" | "نقاط")
}

/// The value of two parts or more, the lowest first; `None` where they mean none for certain.
fn value(parts: &[&str], point: Point) -> Option<Decimal> {
    let (lowest, higher) = parts.split_first()?;
    let (highest, groups) = higher.split_last()?;
    if !groups.iter().all(|group| is_group(group)) || !is_plain(lowest) {
        return None;
    }
    let whole: String = higher.iter().rev().copied().collect();
    let first_digit = highest.chars().find_map(digit);
    // One to three digits before thousands, and no zero first.
    let may_part_thousands =
        is_group(lowest) && first_digit != Some(0) && is_plain(highest) && digits(highest) <= 3;
    let thousands = match point {
        Point::Unclear if may_part_thousands => return None,
        Point::Unclear | Point::Decimal | Point::Percent => false,
        Point::Thousands => may_part_thousands,
    };
    if thousands {
        return Decimal::parse(&format!("{whole}{lowest}"));
    }
    Decimal::joined(Decimal::parse_with(&whole, Point::Thousands)?, lowest)
}

fn digits(part: &str) -> usize {
    part.chars().filter_map(digit).count()
}

/// Whether there is nothing but digits.
fn is_plain(part: &str) -> bool {
    part.chars().all(|c| digit(c).is_some() || is_format_control(c))
}

/// Whether there are three digits and nothing else.
fn is_group(part: &str) -> bool {
    is_plain(part) && digits(part) == 3
}
