//! Words that are numbers, and other words as often: `ألف` composed a book, `وست` is the West of West
//! Ham. They are numbers only with what shows it.

use super::amount::percent_end;
use super::counted::is_whole_noun;
use super::cursor::Cursor;
use super::numerals::{Numeral, fraction, numeral};
use super::words::{multiplier, unit};
use siyaq_text::chars::is_format_control;

/// Whether the word at `at`, whose key is `word`, is more likely another word than the numeral that it
/// may be, perhaps behind proclitics.
pub(super) fn is_other_word(cursor: Cursor<'_>, word: &str, at: usize, numeral: Numeral) -> bool {
    match numeral {
        Numeral::Scale(3) => word.ends_with("الف") && is_composed(cursor, word, at),
        Numeral::Dual(3) => is_name(cursor, at),
        Numeral::Unit(6) => word != "ست" && word.ends_with("ست") && is_west(cursor, at),
        Numeral::Tens(60) => word.ends_with("ستون") && is_stone(cursor, at),
        _ => false,
    }
}

/// What `ألفا`, `مليونا` and their like at `at` are, of this power of ten: one with the mark of the
/// accusative, before و with a number and before `واحدا`; two before what is counted, which the
/// accusative cannot stand before: `مليارا دولار`, `ألفا شخص`. Else nobody can tell.
pub(super) fn scale_of_one_or_two(cursor: Cursor<'_>, at: usize, power: u8) -> Option<Numeral> {
    const FATHATAN: char = '\u{64B}';
    // The Arabic letter is an ألفا with the mark too: قلبت الواو ألفا.
    let marked = cursor.form(at).contains(FATHATAN);
    if marked && power > 3 {
        return Some(Numeral::Scale(power));
    }
    if !cursor.is_whole(at, at + 2) {
        return None;
    }
    let next = cursor.word(at + 1);
    let counts = || unit(&next).is_some() || is_whole_noun(&next) && !next.ends_with('ا');
    if !marked && counts() {
        return Some(Numeral::Dual(power));
    }
    let added = || match next.strip_prefix('و') {
        Some("") => cursor.number(at + 2).is_some() || numeral(&cursor.word(at + 2)).is_some(),
        Some(rest) => numeral(rest).is_some() || fraction(rest).is_some(),
        None => false,
    };
    (matches!(&*next, "واحدا" | "واحد") || added()).then_some(Numeral::Scale(power))
}

/// The word behind the one at `at`, if it stands in one sentence with it.
fn next_form(cursor: Cursor<'_>, at: usize) -> &str {
    if cursor.is_whole(at, at + 2) { cursor.form(at + 1) } else { "" }
}

/// `ألف كتابا`, `فألف بين قلوبهم`, `ألّف`, `ألف باء`: not a thousand.
fn is_composed(cursor: Cursor<'_>, word: &str, at: usize) -> bool {
    const SHADDA: char = '\u{651}';
    if cursor.form(at).contains(SHADDA) {
        return true;
    }
    let next = cursor.word(at + 1);
    let form = next_form(cursor, at);
    if form.is_empty() || unit(&next).is_some() || multiplier(&next).is_some() {
        return false;
    }
    let more = next.strip_prefix('و').is_some_and(|rest| numeral(rest).is_some());
    if more || percent_end(cursor, at + 1).is_some() {
        return false;
    }
    // A thousand stands before a genitive without the article.
    let definite = next.starts_with("ال") && next.chars().count() > 3;
    let accusative = form.trim_end_matches(is_format_control).ends_with(['ا', '\u{64B}'])
        && !next.starts_with("من");
    let of_his = form.ends_with('ه') && word.starts_with(['و', 'ف']);
    matches!(&*next, "في" | "بين" | "عن" | "باء" | "ياء")
        || definite
        || (accusative || of_his) && !is_measured(cursor, at)
}

/// `الفي` and `الفين` without a hamza are names too (`الفين` is Alvin, and `كالفين` Calvin), unless a
/// quantity is spoken of.
fn is_name(cursor: Cursor<'_>, at: usize) -> bool {
    let form = cursor.form(at);
    if form.contains('أ') || !form.contains('ا') {
        return false;
    }
    let next = cursor.word(at + 1);
    let counts = unit(&next).is_some()
        || multiplier(&next).is_some()
        || is_whole_noun(&next)
        || is_time_or_measure(&next)
        || next == "و" && cursor.number(at + 2).is_some()
        || next.strip_prefix('و').is_some_and(|rest| numeral(rest).is_some());
    !counts && !is_measured(cursor, at)
}

/// Whether the word before the one at `at` speaks of a quantity or a year.
fn is_measured(cursor: Cursor<'_>, at: usize) -> bool {
    let before = at.checked_sub(1).filter(|before| cursor.is_whole(*before, at + 1));
    before.is_some_and(|before| {
        let word = cursor.word(before);
        // بين ألف وألفين
        if numeral(&word).is_some() {
            return true;
        }
        matches!(
            &*word,
            "نحو"
                | "حوالي"
                | "قرابه"
                | "زهاء"
                | "من"
                | "الي"
                | "علي"
                | "بلغ"
                | "بلغت"
                | "يبلغ"
                | "تبلغ"
                | "عدد"
                | "مبلغ"
                | "بقيمه"
                | "اصل"
                | "عام"
                | "سنه"
        )
    })
}

fn is_time_or_measure(word: &str) -> bool {
    matches!(
        word,
        "عام"
            | "سنه"
            | "يوم"
            | "شهر"
            | "ساعه"
            | "مره"
            | "متر"
            | "كيلومتر"
            | "ميل"
            | "طن"
            | "هكتار"
    )
}

/// `وست هام`: six stands before a plural, as `وست` does seldom in news.
fn is_west(cursor: Cursor<'_>, at: usize) -> bool {
    let next = cursor.word(at + 1);
    let is_plural = next.ends_with("ات") && next.chars().count() > 4 || is_broken_plural(&next);
    let counts = multiplier(&next).is_some()
        || matches!(&*next, "مئه" | "مائه" | "عشره" | "من" | "منها" | "منهم" | "منهن")
        || unit(&next).is_some()
        || percent_end(cursor, at + 1).is_some()
        || next.strip_prefix('و').is_some_and(|rest| numeral(rest).is_some());
    !(is_plural || counts) || !cursor.is_whole(at, at + 2)
}

/// Whether the word is a plural without an ending, as stands behind the feminine six: those of five
/// letters and more have an alef in their middle (`مدارس`, `رسائل`, `قضايا`).
fn is_broken_plural(word: &str) -> bool {
    let has_alef = word.chars().count() > 4 && word.chars().nth(2) == Some('ا');
    has_alef
        || matches!(
            word,
            "دول"
                | "مدن"
                | "قوي"
                | "ثوان"
                | "نقاط"
                | "نقط"
                | "نساء"
                | "نسوه"
                | "اناث"
                | "ليال"
                | "سنين"
                | "قطع"
                | "فرق"
                | "سور"
                | "صور"
                | "قري"
                | "غرف"
                | "سفن"
                | "قصص"
                | "حصص"
                | "اسر"
                | "نسخ"
                | "كتل"
                | "جثث"
                | "صحف"
                | "ورش"
        )
}

/// `رولنغ ستون`, `كنغستون`: sixty stands before what it counts.
fn is_stone(cursor: Cursor<'_>, at: usize) -> bool {
    let next = cursor.word(at + 1);
    next.is_empty()
        || !cursor.is_whole(at, at + 2)
        || matches!(&*next, "علي" | "الي" | "عن" | "قد" | "التي" | "الذي")
}
