//! What numbers count, as evidence of how they are meant.

use super::amount::percent_end;
use super::cursor::Cursor;
use super::decimal::Point;
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
    let percent_before = || {
        let sign = at.checked_sub(1).and_then(|before| cursor.sign(before));
        matches!(sign, Some('%' | '٪')) && cursor.is_glued(at)
    };
    let behind = match cursor.sign(end) {
        Some(')' | '»' | '"' | '”') => end + 1,
        _ => end,
    };
    let word = cursor.word(behind);
    // 2.375 طفل لكل امرأة
    let is_rate = || cursor.word(behind + 1) == "لكل";
    if percent_end(cursor, behind).is_some() || multiplier(&word).is_some() || percent_before() {
        Point::Decimal
    } else if is_whole_noun(&word) && !is_rate() {
        Point::Thousands
    } else {
        Point::Unclear
    }
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
