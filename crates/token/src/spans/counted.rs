//! What numbers count, as evidence of how they are meant.

use super::amount::percent_end;
use super::cursor::Cursor;
use super::decimal::{Point, digit, sign_before_three_digits, three_digits_behind};
use super::words::{multiplier, unit};

/// Whether the word is a singular noun for people or things that are counted in whole ones, as it
/// stands behind hundreds and thousands: `شخص`, `سيارة`, `متدربا`. There are no parts of them.
pub(super) fn is_whole_noun(word: &str) -> bool {
    is_whole_singular(word) || word.strip_suffix('ا').is_some_and(is_whole_singular)
}

fn is_whole_singular(word: &str) -> bool {
    is_person(word) || is_thing(word)
}

/// Whether the word is a noun for a person.
fn is_person(word: &str) -> bool {
    matches!(
        word,
        "شخص"
            | "نسمه"
            | "مواطن"
            | "مواطنه"
            | "مقيم"
            | "عامل"
            | "موظف"
            | "موظفه"
            | "طالب"
            | "طالبه"
            | "معلم"
            | "معلمه"
            | "متدرب"
            | "متطوع"
            | "مشارك"
            | "مستفيد"
            | "مشترك"
            | "متابع"
            | "متقاعد"
            | "متقدم"
            | "ناخب"
            | "زائر"
            | "سائح"
            | "مسافر"
            | "راكب"
            | "حاج"
            | "معتمر"
            | "مصل"
            | "مريض"
            | "جريح"
            | "قتيل"
            | "شهيد"
            | "سجين"
            | "معتقل"
            | "لاجئ"
            | "نازح"
            | "مهاجر"
            | "جندي"
            | "عسكري"
            | "مقاتل"
            | "مشجع"
            | "متفرج"
            | "لاعب"
            | "مستثمر"
            | "متعامل"
            | "مراجع"
            | "يتيم"
            | "شاب"
            | "متدربه"
    )
}

/// Whether the word is a noun for a thing, a deed or a case.
fn is_thing(word: &str) -> bool {
    matches!(
        word,
        "سياره"
            | "مركبه"
            | "شاحنه"
            | "حافله"
            | "طائره"
            | "حاويه"
            | "وحده"
            | "منزل"
            | "مسكن"
            | "شقه"
            | "غرفه"
            | "سرير"
            | "مقعد"
            | "مسجد"
            | "مدرسه"
            | "متجر"
            | "شركه"
            | "منشاه"
            | "مشروع"
            | "وظيفه"
            | "فرصه"
            | "استشاره"
            | "بيان"
            | "اسره"
            | "عائله"
            | "صفقه"
            | "معامله"
            | "عمليه"
            | "رحله"
            | "زياره"
            | "حاله"
            | "بلاغ"
            | "مخالفه"
            | "حادث"
            | "قضيه"
            | "جلسه"
            | "طلب"
            | "رخصه"
            | "تاشيره"
            | "شهاده"
            | "بطاقه"
            | "رساله"
            | "مكالمه"
            | "وثيقه"
            | "كتاب"
            | "نسخه"
            | "صوت"
            | "سهم"
            | "وجبه"
            | "سله"
            | "حقيبه"
            | "هديه"
            | "قطعه"
            | "عبوه"
            | "تذكره"
            | "شجره"
            | "شتله"
    )
}

/// What stands around the number at `at`, which ends before `end`, says about a point in it. Its
/// brackets may stand between.
pub(super) fn point_between(cursor: Cursor<'_>, at: usize, end: usize) -> Point {
    let behind = match cursor.sign(end) {
        Some(')' | '»' | '"' | '”') => end + 1,
        _ => end,
    };
    let word = cursor.word(behind);
    // 2.375 طفل لكل امرأة
    let is_rate = || cursor.word(behind + 1) == "لكل";
    if percent_end(cursor, behind).is_some() || is_sign_of_percent_before(cursor, at) {
        Point::Percent
    } else if multiplier(&word).is_some() {
        Point::Decimal
    } else if is_whole_noun(&word) && !is_rate() {
        Point::Thousands
    } else {
        Point::Unclear
    }
}

/// Whether a sign of percent stands before the number at `at` and belongs to no number before it:
/// `%4.220`, `٪ 4.220`.
fn is_sign_of_percent_before(cursor: Cursor<'_>, at: usize) -> bool {
    let Some(sign) = at.checked_sub(1) else { return false };
    let taken = sign.checked_sub(1).is_some_and(|before| cursor.number(before).is_some());
    matches!(cursor.sign(sign), Some('%' | '٪')) && (cursor.is_glued(at) || !taken)
}

/// Whether the last three digits of a number are zeros: `50.000`.
fn ends_in_zeros(number: &str) -> bool {
    number.chars().filter_map(digit).rev().take(3).all(|digit| digit == 0)
}

/// How many tokens away another number may stand that shows how signs are meant in the sentence.
const FAR: usize = 60;

/// Whether another number in the sentence shows that `sign` is a decimal sign there, also before
/// three digits: `0.720`, `2.560%`, and `2.610 درهم`, which is a price. Behind a comma a price may be
/// one in thousands.
pub(super) fn is_decimal_sign_nearby(cursor: Cursor<'_>, at: usize, sign: char) -> bool {
    let shows = |other: usize| {
        let Some((whole, found)) = cursor.number(other).and_then(three_digits_behind) else {
            return false;
        };
        let zero = whole == [0];
        let may_be_thousands =
            cursor.number(other).is_some_and(|token| sign_before_three_digits(token).is_some());
        let price = || {
            let zeros = cursor.number(other).is_some_and(ends_in_zeros);
            sign == '.' && !zeros && unit(&cursor.word(other + 1)).is_some()
        };
        let percent = || point_between(cursor, other, other + 1) == Point::Percent;
        found == sign && (zero || may_be_thousands && (percent() || price()))
    };
    let follows = |other: &usize| cursor.is_whole(at, other + 1);
    let precedes = |other: &usize| cursor.is_whole(*other, at + 1);
    (at + 1..at + FAR).take_while(follows).any(shows)
        || (at.saturating_sub(FAR)..at).rev().take_while(precedes).any(shows)
}

/// Whether what stands at `at` is counted by a number before it: a currency, a multiplier, a
/// percentage.
pub(super) fn is_counted(cursor: Cursor<'_>, at: usize) -> bool {
    let word = cursor.word(at);
    unit(&word).is_some()
        || multiplier(&word).is_some()
        || percent_end(cursor, at).is_some()
        || matches!(cursor.sign(at), Some('$' | '€' | '£'))
}
