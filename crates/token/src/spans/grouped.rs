//! Numbers whose parts are tokens of their own: thousands parted by spaces, `250 000 درهم`, and
//! fractions without a zero before their point, `.5%`.

use super::counted::is_counted;
use super::cursor::Cursor;
use super::decimal::{Decimal, digit};
use super::words::{is_of_hundred, is_year_word, with_proclitic};
use siyaq_text::chars::{NO_BREAK_SPACE, is_format_control};

/// More groups than any number of news has.
const MOST_GROUPS: usize = 8;

/// What parts thousands and nothing else.
const NARROW_SPACES: [char; 3] = [NO_BREAK_SPACE, '\u{202F}', '\u{2009}'];

/// The number of the tokens at `at`, `1 250 000`, if it is certain, and the token behind them; `None`
/// where they are none.
///
/// A group of one to three digits, the first no zero, and groups of three behind it, with one space
/// before each. An ordinary space parts thousands only where the last group is `000`, or where what
/// follows is counted. There two groups of three digits without a fraction leave a doubt: `150 300 ريال`
/// may be 150300 riyals, or what a list or a lost dash has left of 150 and 300; `12 500 درهم` leaves none.
/// Two such groups behind `عام` or `رقم` are two numbers.
pub(super) fn thousands(cursor: Cursor<'_>, at: usize) -> Option<(Option<Decimal>, usize)> {
    // The usual case first: no number follows.
    cursor.number(at + 1)?;
    let first = cursor.number(at).filter(|first| is_group(first, 1..=3))?;
    if digits(first).next() == Some(0) || at > 0 && follows_group(cursor, at) {
        return None;
    }
    let (mut written, mut end, mut narrow) = (first.to_owned(), at + 1, true);
    while let Some(space) = single_space(cursor, end)
        && let Some(group) = cursor.number(end).filter(|group| begins_with_group(group))
    {
        narrow &= NARROW_SPACES.contains(&space);
        written += group;
        end += 1;
        // A fraction ends the number.
        if !is_group(group, 3..=3) {
            break;
        }
    }
    let goes_on = cursor.number(end).is_some() && single_space(cursor, end).is_some();
    if end == at + 1 || end - at > MOST_GROUPS || goes_on || !cursor.is_whole(at, end) {
        return None;
    }
    let last = cursor.number(end - 1).unwrap_or_default();
    let zeros = digits(last).take(3).all(|digit| digit == 0);
    let counted = is_counted(cursor, end);
    let named = at.checked_sub(1).is_some_and(|before| {
        let word = cursor.word(before);
        let is =
            |word: &str| is_year_word(word) || matches!(word, "رقم" | "الرقم" | "هاتف" | "يوم");
        with_proclitic(&word, is)
    });
    if !narrow && (!counted && !zeros || named) {
        return None;
    }
    let percent = matches!(cursor.sign(end), Some('%' | '٪')) || is_of_hundred(&cursor.word(end));
    let short = counted && !percent && digits(first).count() < 3;
    let clear = narrow || zeros || short || end - at > 2 || !is_digits(last);
    let value = if clear { Some(Decimal::parse(&written)?) } else { None };
    Some((value, end))
}

/// Whether the number at `at` is a group of thousands whose first group is no number that it could
/// belong to: `1990 000` says no zero.
pub(super) fn is_loose_group(cursor: Cursor<'_>, at: usize) -> bool {
    let zeros = cursor
        .number(at)
        .is_some_and(|group| is_group(group, 3..=3) && digits(group).next() == Some(0));
    zeros && follows_group(cursor, at)
}

/// Whether the point before the number at `at` is that of a fraction: `.5%`, but not the full stop of
/// `2008 .3 شركات`.
pub(super) fn is_fraction(cursor: Cursor<'_>, at: usize) -> bool {
    let Some(point) = at.checked_sub(1) else { return false };
    let digits =
        cursor.number(at).is_some_and(|number| digits(number).count() > 0 && is_digits(number));
    let behind_number = point.checked_sub(1).is_some_and(|before| cursor.number(before).is_some());
    digits
        && matches!(cursor.sign(point), Some('.' | '٫'))
        && cursor.is_glued(at)
        && !cursor.is_glued(point)
        && !behind_number
        && (matches!(cursor.sign(at + 1), Some('%' | '٪')) || is_of_hundred(&cursor.word(at + 1)))
}

/// Whether a number stands before the one at `at`, with one space between.
fn follows_group(cursor: Cursor<'_>, at: usize) -> bool {
    single_space(cursor, at).is_some()
        && at.checked_sub(1).is_some_and(|before| cursor.number(before).is_some())
}

/// The white space before the token at `at`, if that is one character.
fn single_space(cursor: Cursor<'_>, at: usize) -> Option<char> {
    let before = cursor.tokens.get(at.checked_sub(1)?)?;
    let gap =
        cursor.text.get(before.span.end as usize..cursor.tokens.get(at)?.span.start as usize)?;
    let mut spaces = gap.chars().filter(|c| !is_format_control(*c));
    let space = spaces.next().filter(|c| *c == ' ' || NARROW_SPACES.contains(c))?;
    spaces.next().is_none().then_some(space)
}

fn digits(number: &str) -> impl Iterator<Item = u32> {
    number.chars().filter_map(digit)
}

/// Whether there is nothing but digits.
fn is_digits(number: &str) -> bool {
    number.chars().all(|c| digit(c).is_some() || is_format_control(c))
}

/// Whether there are only digits, and as many.
fn is_group(number: &str, count: std::ops::RangeInclusive<usize>) -> bool {
    is_digits(number) && count.contains(&digits(number).count())
}

/// Whether three digits begin the token, and nothing or a fraction follows them.
fn begins_with_group(number: &str) -> bool {
    let whole = number.find(|c| digit(c).is_none() && !is_format_control(c));
    let (whole, fraction) = number.split_at(whole.unwrap_or(number.len()));
    let mut fraction = fraction.chars();
    let sign = fraction.next();
    is_group(whole, 3..=3)
        && sign.is_none_or(|sign| matches!(sign, ',' | '.' | '،' | '٫'))
        && fraction.all(|c| digit(c).is_some() || is_format_control(c))
}
