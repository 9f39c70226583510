//! Numbers, percentages and amounts of money.

use super::cardinal::{Cardinal, added, added_fraction, cardinal};
use super::counted::{is_decimal_sign_nearby, point_between};
use super::cursor::Cursor;
use super::decimal::{Decimal, Point, sign_before_three_digits};
use super::grouped::{is_fraction, is_loose_group, thousands};
use super::money::{Currency, CurrencyUnit, Money};
use super::numerals::{Numeral, numeral, without_proclitics};
use super::reversed::reversed;
use super::span::{Found, SpanValue};
use super::words::{
    is_club, is_hundred, is_measured, is_of_hundred, is_quantity, multiplier, unit, unit_of_two,
    with_proclitic,
};
use siyaq_types::Boundary;

/// A number with its multipliers, and the token behind them.
pub(super) type Amount = (Decimal, usize);

/// A number with all that multiplies it: `3,5 مليون`, `5 ملايين و300 ألف`.
pub(super) fn number(
    cursor: Cursor<'_>,
    at: usize,
    floor: usize,
    (value, end): Amount,
) -> Option<Found<Decimal>> {
    // A long row of digits after a zero is a telephone number or a code.
    let token = cursor.number(at).unwrap_or_default();
    if token.chars().count() >= 7 && token.starts_with(['0', '٠', '۰']) && !token.contains('.') {
        return None;
    }
    Some(signed(cursor, Found { start: at, end, value }, floor))
}

/// The end of a part of a part at `at`, which has no value: `ثلاثة من عشرة في المائة` is 0.3%.
pub(super) fn part_of_percent_end(cursor: Cursor<'_>, (value, end): Amount) -> Option<usize> {
    value.to_whole().filter(|_| cursor.word(end) == "من")?;
    let (whole, end) = amount(cursor, end + 1)?;
    whole.to_whole().filter(|whole| matches!(whole, 10 | 100 | 1000))?;
    percent_end(cursor, end).filter(|after| cursor.is_whole(end - 1, *after))
}

/// Whether a stroke before the percentage `found` touches the word before it, so that it may be a dash
/// or a minus: `الأسهم-5%`.
pub(super) fn may_be_negative(cursor: Cursor<'_>, at: usize) -> bool {
    let Some(stroke) = at.checked_sub(1) else { return false };
    matches!(cursor.sign(stroke), Some('-' | '−'))
        && cursor.is_glued(at)
        && cursor.is_glued(stroke)
        && stroke.checked_sub(1).is_some_and(|before| !cursor.word(before).is_empty())
}

/// `80%`, `%80`, `٨٠٪`, `80 في المئة`, `80 بالمائة`.
pub(super) fn percent(
    cursor: Cursor<'_>,
    at: usize,
    floor: usize,
    (value, end): Amount,
) -> Option<Found<Decimal>> {
    let is_percent = |at: usize| matches!(cursor.sign(at), Some('%' | '٪'));
    let found = match percent_end(cursor, end) {
        Some(end) => Found { start: at, end, value },
        None => {
            let before = at.checked_sub(1).filter(|start| *start >= floor)?;
            // %-5
            let minus = matches!(cursor.sign(before), Some('-' | '−')) && cursor.is_glued(at);
            let start = if minus { before.checked_sub(1)? } else { before };
            // `5% 3` has its sign already.
            let glued = cursor.is_glued(start + 1) || !minus && is_apart(cursor, start, end);
            let free = start >= floor && !follows_number(cursor, start);
            if !is_percent(start) || !glued || !free {
                return None;
            }
            // The sign of a number that was typed from the right stands behind it: ٪٢٫٣-
            let behind = !minus && is_last_minus(cursor, end);
            let value = if minus || behind { value.negated() } else { value };
            let end = end + usize::from(behind);
            return Some(Found { start, end, value })
                .filter(|found| cursor.is_whole(found.start, found.end));
        }
    };
    Some(signed(cursor, found, floor)).filter(|found| cursor.is_whole(found.start, found.end))
}

/// Whether the sign of percent at `at`, with a space behind it, can belong to the number there, which
/// ends before `end`: `٪ 76`. It belongs to a number before it, and a year and a sum have none.
fn is_apart(cursor: Cursor<'_>, at: usize, end: usize) -> bool {
    let before = at.checked_sub(1);
    let taken = before.is_some_and(|before| {
        cursor.number(before).is_some()
            || matches!(cursor.sign(before), Some(')' | '»' | '"' | '-' | '/'))
    });
    let year = cursor.digits(at + 1).is_some_and(|(year, _)| (1300..2200).contains(&year));
    let another = matches!(cursor.sign(end), Some('/' | ':' | '-')) && cursor.is_glued(end);
    !taken && !year && !another && end == at + 2 && currency_at(cursor, end).is_none()
}

/// Whether the token at `at` is a minus behind a number, with nothing behind it that it could join.
fn is_last_minus(cursor: Cursor<'_>, at: usize) -> bool {
    matches!(cursor.sign(at), Some('-' | '−'))
        && cursor.is_glued(at)
        && !(cursor.is_glued(at + 1)
            && (cursor.number(at + 1).is_some() || !cursor.word(at + 1).is_empty()))
}

/// The end of the sign of percent that begins at `at`.
pub(super) fn percent_end(cursor: Cursor<'_>, at: usize) -> Option<usize> {
    let word = cursor.word(at);
    if matches!(cursor.sign(at), Some('%' | '٪')) || is_of_hundred(&word) {
        Some(at + 1)
    } else {
        (word == "في" && is_hundred(&cursor.word(at + 1))).then_some(at + 2)
    }
}

/// `3,5 مليون دولار`, `50 درهما مغربيا`, `$150`, `150 USD`.
pub(super) fn money(
    cursor: Cursor<'_>,
    at: usize,
    floor: usize,
    (amount, end): Amount,
) -> Option<Found<Money>> {
    let (amount, currency, start, end) = match currency_at(cursor, end) {
        Some((currency, behind)) => {
            let (amount, behind) = with_half(cursor, (amount, end), behind);
            (amount, currency, at, behind)
        }
        None => {
            let start = at.checked_sub(1).filter(|start| *start >= floor)?;
            let sign = cursor.sign(start).and_then(Currency::of_sign);
            let currency = sign.or_else(|| Currency::of_code(cursor.form(start)))?;
            if follows_number(cursor, start) {
                return None;
            }
            // US$150
            let wide = start.checked_sub(1).filter(|wide| {
                *wide >= floor && cursor.form(*wide) == "US" && cursor.is_glued(start)
            });
            (amount, currency, wide.unwrap_or(start), end)
        }
    };
    let found = signed(cursor, Found { start, end, value: amount }, floor);
    let value = Money { amount: found.value, currency };
    let found = Found { start: found.start, end, value };
    cursor.is_whole(found.start, found.end).then_some(found)
}

/// The amount with the half that stands behind its currency, at `end`: `5 دولارات ونصف الدولار`, `مليون
/// ريال ونصف`. `ونصف السكان` is another half.
fn with_half(cursor: Cursor<'_>, (amount, last): Amount, end: usize) -> Amount {
    let word = last.checked_sub(1).map(|last| cursor.word(last)).unwrap_or_default();
    let power = multiplier(&word).or_else(|| match without_proclitics(&word, numeral) {
        Some(Numeral::Scale(power) | Numeral::Dual(power)) => Some(power),
        _ => None,
    });
    let half = || {
        let (half, after) = added_fraction(cursor, end, power.unwrap_or(0))?;
        let next = cursor.word(after);
        let named =
            after > end + 1 && multiplier(&cursor.word(after - 1)).is_none() && power.is_some();
        // ونصف الليرة, أربع ليرات ونصف ليرة
        let same = || unit(&next).is_some() && unit(&next) == unit(&cursor.word(last));
        let coin = (next.strip_prefix("ال").and_then(unit).is_some() || same()) && power.is_none();
        let alone = next.is_empty() && cursor.number(after).is_none()
            || !cursor.is_whole(end, after + 1)
            || matches!(&*next, "في" | "من" | "علي" | "الي" | "عن" | "لكل" | "هناك")
            || next.starts_with("لل");
        // A thousand and a half is 1500 or nothing.
        if !(named || coin || alone && power != Some(3)) {
            return None;
        }
        let after = if coin { after + 1 } else { after };
        Some((amount.plus(half)?, after)).filter(|_| cursor.is_whole(end - 1, after))
    };
    half().unwrap_or((amount, end))
}

/// The currency that begins at `at`, and the token behind it.
pub(super) fn currency_at(cursor: Cursor<'_>, at: usize) -> Option<(Currency, usize)> {
    if let Some(unit) = unit(&cursor.word(at)) {
        return named_currency(cursor, unit, at);
    }
    let sign = cursor.sign(at).and_then(Currency::of_sign);
    sign.or_else(|| Currency::of_code(cursor.form(at))).map(|currency| (currency, at + 1))
}

/// The currency whose unit is named at `at`, and of the country that may be named behind it.
fn named_currency(cursor: Cursor<'_>, unit: CurrencyUnit, at: usize) -> Option<(Currency, usize)> {
    let next = cursor.word(at + 1);
    if unit == CurrencyUnit::Riyal && is_club(&next) {
        return None;
    }
    if cursor.is_whole(at, at + 3)
        && let Some(currency) = Currency::of_place(unit, &next, &cursor.word(at + 2))
    {
        return Some((currency, at + 3));
    }
    let of_country = Currency::of_country(unit, &next).filter(|_| cursor.is_whole(at, at + 2));
    Some(match of_country {
        Some(currency) => (currency, at + 2),
        None => (Currency::of(unit), at + 1),
    })
}

/// Two of a currency in one word: `ريالين`, `بدولارين أمريكيين`, `درهمان ونصف`.
pub(super) fn two_coins(cursor: Cursor<'_>, at: usize) -> Option<Found<Money>> {
    let coin = without_proclitics(&cursor.word(at), unit_of_two)?;
    let (currency, mut end) = named_currency(cursor, coin, at)?;
    let mut amount = Decimal::whole(2);
    if let Some((half, next)) = added_fraction(cursor, end, 0)
        && multiplier(&cursor.word(next)).is_none()
    {
        let said_again = cursor.word(next).strip_prefix("ال").and_then(unit);
        end = if said_again == Some(coin) { next + 1 } else { next };
        amount = amount.plus(half)?;
    }
    let found = Found { start: at, end, value: Money { amount, currency } };
    cursor.is_whole(at, end).then_some(found)
}

/// Whether a number stands before the token, with nothing between.
fn follows_number(cursor: Cursor<'_>, at: usize) -> bool {
    cursor.is_glued(at) && at.checked_sub(1).is_some_and(|before| cursor.number(before).is_some())
}

/// The number at `at`, in digits or words, with its multipliers, and the token behind them.
pub(super) fn amount(cursor: Cursor<'_>, at: usize) -> Option<Amount> {
    let (value, end, power) = if cursor.number(at).is_some() {
        in_digits(cursor, at)?
    } else {
        let Cardinal { value, end, power } = cardinal(cursor, at)?;
        (value, end, power)
    };
    Some(with_added(cursor, at, (value, end), power))
}

/// The number with all that و adds to it.
pub(super) fn with_added(
    cursor: Cursor<'_>,
    at: usize,
    (mut value, mut end): Amount,
    mut power: Option<u8>,
) -> Amount {
    while let Some(before) = power {
        let Some((sum, next, lower)) = with_smaller(cursor, value, at, end, before) else { break };
        (value, end, power) = (sum, next, lower);
    }
    (value, end)
}

/// The number of the token at `at` with its multipliers, the token behind them, and the power of the
/// last multiplier.
fn in_digits(cursor: Cursor<'_>, at: usize) -> Option<(Decimal, usize, Option<u8>)> {
    if is_loose_group(cursor, at) {
        return None;
    }
    let (mut value, mut end) = match several(cursor, at) {
        Some((value, end)) => (value?, end),
        None => fraction(cursor, at).or_else(|| Some((plain(cursor, at)?, at + 1)))?,
    };
    let mut power = None;
    while let Some((more, next)) = multiplied(cursor, value, end) {
        power = multiplier(&cursor.word(end));
        (value, end) = (more, next);
    }
    Some((value, end, power))
}

/// The number of several tokens at `at`, if it is certain, and the token behind them.
fn several(cursor: Cursor<'_>, at: usize) -> Option<(Option<Decimal>, usize)> {
    reversed(cursor, at).or_else(|| thousands(cursor, at))
}

/// The token behind the numbers at `at` that mean nothing for certain together, and are no numbers
/// one by one either: `837ر72 متر`, `150 300 ريال`.
pub(super) fn unclear_end(cursor: Cursor<'_>, at: usize) -> Option<usize> {
    match several(cursor, at)? {
        (None, end) => Some(end),
        (Some(_), _) => None,
    }
}

/// The fraction at `at` whose point stands before it: `.5%`.
fn fraction(cursor: Cursor<'_>, at: usize) -> Option<Amount> {
    let digits = cursor.number(at).filter(|_| is_fraction(cursor, at))?;
    Some((Decimal::joined(Decimal::whole(0), digits)?, at + 1))
}

/// The number of the token at `at`.
fn plain(cursor: Cursor<'_>, at: usize) -> Option<Decimal> {
    let token = cursor.number(at)?;
    let millions = || {
        let large = multiplier(&cursor.word(at + 1)).is_some_and(|power| power > 3);
        large && cursor.is_whole(at, at + 2)
    };
    if token.contains('،') && millions() {
        let decimal = Decimal::parse_before_millions(token);
        return decimal.or_else(|| Decimal::parse(token));
    }
    let Some(sign) = sign_before_three_digits(token) else { return Decimal::parse(token) };
    let point = point_between(cursor, at, at + 1);
    match point {
        // 4،260% is 4.26 percent in one newspaper and 4260 in the next.
        Point::Percent if sign == ',' => return None,
        Point::Percent | Point::Thousands => {}
        Point::Decimal if sign == '.' => {}
        // A comma parts thousands, but for the prices of shares.
        _ if (sign == '.' || unit(&cursor.word(at + 1)).is_some())
            && is_decimal_sign_nearby(cursor, at, sign) =>
        {
            return None;
        }
        _ => {}
    }
    Decimal::parse_with(token, point)
}

/// A number in brackets with what its words behind them make of it, the brackets included: `(72)
/// مليون ريال`, `(994,500) ريال`, `(30) في المئة`, `(12) ألف متر`. `amount` is the number at `at`.
pub(super) fn bracketed(
    cursor: Cursor<'_>,
    at: usize,
    floor: usize,
    (value, close): Amount,
) -> Option<Found<SpanValue>> {
    let start = at.checked_sub(1).filter(|open| *open >= floor)?;
    if !matches!((cursor.sign(start)?, cursor.sign(close)?), ('(', ')') | ('«', '»') | ('"', '"'))
    {
        return None;
    }
    let (mut value, mut end, mut power) = (value, close + 1, None);
    while let Some(more) = multiplier(&cursor.word(end)) {
        // (1500) ألف وخمسمئة says the number again in words.
        if power.is_none() && value.multiples(more) > 0 {
            return None;
        }
        let Some((product, next)) = multiplied(cursor, value, end) else { break };
        (value, end, power) = (product, next, Some(more));
    }
    let (value, end) = with_added(cursor, at, (value, end), power);
    let found = |end, value| {
        let found = Found { start, end, value };
        Some(found).filter(|found| cursor.is_whole(found.start, found.end))
    };
    // In (72) %80 the sign belongs to the other number.
    let sign_of_next = cursor.is_glued(end + 1) && cursor.number(end + 1).is_some();
    if let Some(end) = percent_end(cursor, end).filter(|_| !sign_of_next) {
        return found(end, SpanValue::Percent(value));
    }
    if let Some((currency, end)) = currency_at(cursor, end).filter(|_| !sign_of_next) {
        return found(end, SpanValue::Money(Money { amount: value, currency }));
    }
    power.and_then(|_| found(end, SpanValue::Number(value)))
}

/// The number times what the word at `at` says, and the token behind it.
fn multiplied(cursor: Cursor<'_>, value: Decimal, at: usize) -> Option<(Decimal, usize)> {
    let power = multiplier(&cursor.word(at))?;
    // `في 1990 ألف كتابا` is a year and a verb.
    if power == 3 && !value.is_below(3) && value.is_below(38) {
        return None;
    }
    let value = value.shifted(power).filter(|_| cursor.is_whole(at - 1, at + 1))?;
    Some((value, at + 1))
}

/// The number with the smaller one that و adds at `at`: `5 ملايين و300 ألف`, and before the name of
/// a currency `3 آلاف و500 درهم`, and hundreds behind thousands `3 آلاف و500 شخص`; or in words,
/// `5 ملايين وثلاثمئة ألف`, `مليون ونصف`.
fn with_smaller(
    cursor: Cursor<'_>,
    value: Decimal,
    start: usize,
    at: usize,
    power: u8,
) -> Option<(Decimal, usize, Option<u8>)> {
    let is_between = || start.checked_sub(1).is_some_and(|at| cursor.word(at) == "بين");
    if cursor.word(at) != "و" || cursor.number(at + 1).is_none() {
        let words = added(cursor, at).filter(|words| words.value.is_below(power));
        let words = words.map(|words| (words.value, words.end, words.power));
        let words = words.or_else(|| {
            let half = added_fraction(cursor, at, power).filter(|_| power > 3);
            half.map(|(value, end)| (value, end, None))
        });
        let (smaller, end, power) = words.filter(|_| !is_between())?;
        let sum = value.plus(smaller).filter(|_| cursor.is_whole(at - 1, end))?;
        return Some((sum, end, power));
    }
    if !cursor.is_whole(at - 1, at + 2) {
        return None;
    }
    let smaller = Decimal::parse(cursor.number(at + 1)?)?;
    match multiplier(&cursor.word(at + 2)) {
        Some(lower) if lower < power && smaller.is_below(3) => {
            let sum = value.plus(smaller.shifted(lower)?)?;
            Some((sum, at + 3, Some(lower)))
        }
        None if smaller.is_below(power) && unit(&cursor.word(at + 2)).is_some() => {
            Some((value.plus(smaller)?, at + 2, None))
        }
        None if power == 3 && smaller.has_three_digits() => {
            Some((value.plus(smaller)?, at + 2, None)).filter(|_| !is_between())
        }
        _ => None,
    }
}

/// The number with the point and the minus that stand before it.
///
/// A stroke behind a space and before a number is a minus where a percentage or a degree follows, or
/// where a quantity is spoken of before it; else it is the dash of a list, of a name (`يورانيوم
/// -238`) or of a range (`10 ملايين -15 مليونا`).
fn signed(cursor: Cursor<'_>, found: Found<Decimal>, floor: usize) -> Found<Decimal> {
    let pointed = found.start > floor && is_fraction(cursor, found.start);
    let found = Found { start: found.start - usize::from(pointed), ..found };
    let digits = pointed || cursor.number(found.start).is_some();
    let minus = found.start.checked_sub(1).filter(|at| {
        let before = at.checked_sub(1).and_then(|before| cursor.number(before));
        *at >= floor
            && digits
            && matches!(cursor.sign(*at), Some('-' | '−'))
            && cursor.is_glued(found.start)
            && before.is_none()
            && is_minus(cursor, *at, found.end)
            && (is_apart_from_word(cursor, *at) || touches_minus(cursor, *at, found.end))
    });
    match minus {
        Some(start) => Found { start, value: found.value.negated(), ..found },
        None => found,
    }
}

/// Whether a space stands before the stroke at `at`.
fn is_apart_from_word(cursor: Cursor<'_>, at: usize) -> bool {
    let token = cursor.tokens.get(at);
    token.is_some_and(|token| token.space_before && token.boundary == Boundary::None)
}

/// Whether the stroke at `at`, with nothing before it but a bracket or a word for a quantity, is the
/// minus of a percentage or a degree: `(-8.1%)`, `بنسبة-9.31%`.
fn touches_minus(cursor: Cursor<'_>, at: usize, end: usize) -> bool {
    let before = at.checked_sub(1);
    let shows = before.is_some_and(|before| {
        cursor.is_sign(before, '(') || with_proclitic(&cursor.word(before), is_quantity)
    });
    cursor.is_glued(at) && shows && is_of_minus(cursor, end)
}

/// Whether a stroke at `at`, before a number that ends before `end`, can be a minus.
fn is_minus(cursor: Cursor<'_>, at: usize, end: usize) -> bool {
    is_of_minus(cursor, end)
        || at.checked_sub(1).is_some_and(|before| {
            matches!(cursor.sign(before), Some('(' | '='))
                || with_proclitic(&cursor.word(before), is_measured)
        })
}

/// Whether a number that ends before `end` is a percentage or a degree, which may be negative.
fn is_of_minus(cursor: Cursor<'_>, end: usize) -> bool {
    let behind_percent = end.checked_sub(1).is_some_and(|last| {
        let hundred = is_hundred(&cursor.word(last)) || is_of_hundred(&cursor.word(last));
        hundred || matches!(cursor.sign(last), Some('%' | '٪'))
    });
    behind_percent
        || matches!(cursor.sign(end), Some('%' | '٪' | '°'))
        || matches!(&*cursor.word(end), "درجه" | "درجات" | "مئويه")
}
