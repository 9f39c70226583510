//! Numbers that look like times: proportions, scores and the numbers of editions.

use super::cursor::Cursor;
use super::numerals::numeral;
use super::time::follows_the_hour;
use super::words::with_proclitic;

/// How many tokens away a word may stand that speaks of a screen or a score.
const NEAR: usize = 8;

/// Whether the time at `at`, which ends before `end`, is more likely the proportion or the size of a
/// screen: `شاشة بأبعاد 16:10`, `قياسها 3:13 إنشا`.
pub(super) fn is_proportion(cursor: Cursor<'_>, at: usize, end: usize) -> bool {
    let before = || {
        let places = (at.saturating_sub(NEAR)..at).rev();
        places.take_while(|place| cursor.is_whole(*place, at + 1)).any(|place| {
            let word = cursor.word(place);
            let near = place + 3 >= at;
            speaks_of_screen(&word) || near && with_proclitic(&word, |word| word == "نسبه")
        })
    };
    let behind = || {
        let places = end..end + NEAR;
        places
            .take_while(|place| cursor.is_whole(at, place + 1))
            .any(|place| speaks_of_screen(&cursor.word(place)))
    };
    !follows_the_hour(cursor, at) && (before() || behind())
}

fn speaks_of_screen(word: &str) -> bool {
    with_proclitic(word, |word| {
        let word = word.strip_prefix("ال").unwrap_or(word);
        matches!(
            word,
            "شاشه"
                | "شاشات"
                | "شاشته"
                | "شاشتها"
                | "لشاشه"
                | "ابعاد"
                | "ابعاده"
                | "ابعادها"
                | "قياس"
                | "قياسه"
                | "قياسها"
                | "انش"
                | "انشا"
                | "بوصه"
        )
    })
}

/// Whether the number at `at` is the second one of a score: `3-2`, `صفر - ٣`, `بنتيجة ٣`.
pub(super) fn is_score_before(cursor: Cursor<'_>, at: usize) -> bool {
    let sign = at.checked_sub(1);
    let dash = sign
        .is_some_and(|sign| matches!(cursor.sign(sign), Some('-' | '–' | '—' | '−' | '/' | ':')));
    let number = at.checked_sub(2).is_some_and(|before| {
        let word = cursor.word(before);
        cursor.number(before).is_some() || word == "صفر" || numeral(&word).is_some()
    });
    let result = || {
        let places = (at.saturating_sub(NEAR)..at).rev();
        places
            .take_while(|place| cursor.is_whole(*place, at + 1))
            .any(|place| matches!(&*cursor.word(place), "بنتيجه" | "نتيجه" | "النتيجه"))
    };
    dash && number || result()
}

/// Whether the number at `at` is that of an edition or a match: `دورته الـ 12`, `الأسبوع 8`.
pub(super) fn is_edition(cursor: Cursor<'_>, at: usize) -> bool {
    let Some(mut before) = at.checked_sub(1) else { return false };
    if cursor.word(before) == "ال" {
        before = before.saturating_sub(1);
    }
    with_proclitic(&cursor.word(before), |word| {
        let word = word.strip_prefix("ال").or_else(|| word.strip_prefix('ل')).unwrap_or(word);
        let one = matches!(word, "دوره" | "نسخه" | "طبعه" | "جوله" | "مباراه");
        let week = word.strip_prefix("اسبوع").is_some_and(|rest| matches!(rest, "" | "ه" | "ها"));
        one || week
            || ["دورت", "نسخت", "طبعت", "جولت", "مبارات"].iter().any(|stem| {
                word.strip_prefix(stem).is_some_and(|rest| matches!(rest, "ه" | "ها" | "هم"))
            })
    })
}
