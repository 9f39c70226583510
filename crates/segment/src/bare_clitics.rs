//! Clitics whose word is none: the ل of لـ"داعش", the و of و17, the وال of والـ25.
//!
//! Where a number, a quotation mark or Latin letters follow, clitics are a token of their own. A
//! tatweel at its end says so; what is mostly nothing else needs none. That is counted in news: of
//! 34,000 tokens و without a tatweel nearly all are the conjunction, four of five of them before a
//! number or a quotation (`و17`, `و«داعش»`), of 3,000 ل nineteen of twenty are the preposition
//! (`ل70 شابا`), of 6,500 ب two of three (`ب62 مقعدا`, beside the agency `أ ف ب` and letters of
//! lists). ف, ك and س are mostly letters of abbreviations, and the token ال is mostly آل.

use crate::grammar::{Cut, Head, PREFIXES};
use crate::letters::{ALEF, BEH, FEH, KAF, LAM, Letter, SEEN, WAW};
use crate::scorer::Verdict;
use siyaq_text::chars::{TATWEEL, digit_script, is_arabic_letter, is_format_control};

/// The most letters of such a token: فبال.
const MOST: usize = 4;

/// Whether a token names a letter, as in `أ ف ب` and `الفقرة ب`, given the text that follows it: a `ب` or
/// `ل` without a tatweel is a preposition only where a number or Latin letters follow, or a
/// quotation without a space.
///
/// [`Segmenter::analyze`](crate::Segmenter::analyze) goes by the type alone and takes it for the
/// preposition, which it mostly is.
///
/// ```
/// use siyaq_segment::names_letter;
/// assert!(names_letter("ب", ") إن") && names_letter("ب", " من القانون"));
/// assert!(!names_letter("ب", "62 مقعدا") && !names_letter("ل", "«الرياض»"));
/// assert!(!names_letter("بـ", " من") && !names_letter("و", " من"));
/// ```
#[must_use]
pub fn names_letter(word: &str, rest: &str) -> bool {
    let mut letters = word.chars().filter(|c| !is_format_control(*c));
    if !matches!((letters.next(), letters.next()), (Some('ب' | 'ل'), None)) {
        return false;
    }
    let mut rest = rest.chars().filter(|c| !is_format_control(*c)).peekable();
    let glued = rest.peek().is_some_and(|c| !c.is_whitespace());
    let next = rest.find(|c| !matches!(c, ' ' | '\u{A0}'));
    !next.is_some_and(|c| {
        digit_script(c).is_some()
            || c.is_alphabetic() && !is_arabic_letter(c)
            || glued && matches!(c, '«' | '"' | '“' | '”' | '\'' | '‘' | '’' | '(')
    })
}

/// The clitics of a token that is nothing else, the last of them as its stem.
#[inline]
pub(crate) fn hanging(word: &str, letters: &[Letter]) -> Option<Verdict> {
    if letters.len() > MOST {
        return None;
    }
    let rest = match letters {
        [WAW | FEH, rest @ ..] if !rest.is_empty() => rest,
        _ => letters,
    };
    let has_conjunction = rest.len() < letters.len();
    let (proclitics, head, is_sure) = match rest {
        [BEH] => (0, Head::Keep, true),
        // After a conjunction it is a name as well: ول سميث.
        [LAM] => (0, Head::Keep, !has_conjunction),
        [KAF | SEEN] => (0, Head::Keep, false),
        [WAW] if !has_conjunction => (0, Head::Keep, true),
        [FEH] if !has_conjunction => (0, Head::Keep, false),
        [ALEF, LAM] => (0, Head::Keep, false),
        [BEH | KAF, ALEF, LAM] => (1, Head::Keep, false),
        // فلل is a word of its own.
        [LAM, LAM] => (1, Head::Article, letters.first() != Some(&FEH)),
        _ => return None,
    };
    if !is_sure && word.chars().rev().find(|c| !is_format_control(*c)) != Some(TATWEEL) {
        return None;
    }
    let before = letters.get(..usize::from(has_conjunction) + proclitics)?;
    let prefix = PREFIXES.iter().position(|letters| *letters == before)?;
    let cut = Cut { prefix: u8::try_from(prefix).ok()?, suffix: 0 };
    Some(Verdict { cut, head, ..Verdict::WHOLE })
}
