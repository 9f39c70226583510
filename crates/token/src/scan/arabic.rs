//! Arabic words.

use crate::kind::{Kind, char_at, kind_at, kind_of, pair_kind};
use siyaq_text::chars::{ZERO_WIDTH_SPACE, joins_across_zero_width_space};

/// How far back from a zero width space its letter is looked for.
const MOST_MARKS: usize = 16;

/// How many of the eight characters of two bytes that `sixteen` holds are, from the first on,
/// letters, marks or tatweels of the two rows in which ordinary Arabic words are written:
/// U+0620–U+065F.
#[inline]
const fn ordinary_pairs(sixteen: [u8; 16]) -> usize {
    // A lead of D8 goes with a trail of A0–BF, and a lead of D9 with one of 80–9F. After the
    // exclusive or the low byte of each pair is 0 or 1, and the same bit stands in place 13.
    let pairs = u128::from_le_bytes(sixteen) ^ (0xA0D8 * EVERY_PAIR);
    let wrong = (pairs & (0xE0FE * EVERY_PAIR)) ^ ((pairs & EVERY_PAIR) << 13);
    // No wrong bit: 128 zeros, eight pairs.
    wrong.trailing_zeros() as usize / 16
}

/// The lowest bit of each pair of bytes.
const EVERY_PAIR: u128 = 0x0001_0001_0001_0001_0001_0001_0001_0001;

/// The end of the run of Arabic letters, marks, tatweels and format controls that goes on at byte
/// `at`; format controls at its end are left out. A zero width space between two letters counts as a
/// format control, unless the first of them ends words.
#[inline]
pub(crate) fn run_end(text: &str, at: usize) -> usize {
    let bytes = text.as_bytes();
    let mut at = at;
    loop {
        // Eight letters at a time, then one at a time near the end of the text.
        while let Some(sixteen) = bytes.get(at..).and_then(<[u8]>::first_chunk) {
            let pairs = ordinary_pairs(*sixteen);
            at += pairs * 2;
            if pairs < 8 {
                break;
            }
        }
        match bytes.get(at..) {
            None | Some([] | [..0x80, ..]) => return at,
            // Most often a comma or a question mark.
            Some([lead @ 0xC2..=0xDF, trail, ..]) => match pair_kind(*lead, *trail) {
                kind if kind.in_arabic_word() => at += 2,
                Kind::Format | Kind::Unknown => match rare_part(text, at) {
                    Some(next) => at = next,
                    None => return at,
                },
                _ => return at,
            },
            Some(_) => match rare_part(text, at) {
                Some(next) => at = next,
                None => return at,
            },
        }
    }
}

/// Whether a word of U+0620–U+065F ends before byte `at`, as far as can be told at once, and is no
/// part of something longer.
#[inline]
pub(crate) fn surely_ends(bytes: &[u8], at: usize) -> bool {
    match bytes.get(at..) {
        // A domain or an abbreviation, where a letter follows.
        Some([b'.', next, ..]) => *next < 0xD8,
        Some([b'_', ..]) => false,
        None | Some([] | [..0x80, ..]) => true,
        Some([lead @ 0xC2..=0xDF, trail, ..]) => {
            let kind = pair_kind(*lead, *trail);
            !kind.in_arabic_word() && !matches!(kind, Kind::Format | Kind::Unknown)
        }
        Some(_) => false,
    }
}

/// Passes over a part of a word that the loop of [`run_end`] does not know: a character of more
/// bytes, or format controls with the word going on behind them.
#[inline(never)]
fn rare_part(text: &str, at: usize) -> Option<usize> {
    let (c, kind) = char_at(text, at)?;
    if kind.in_arabic_word() {
        return Some(at + c.len_utf8());
    }
    match kind {
        Kind::Format | Kind::ZeroWidthSpace => {
            let next = skip_invisible(text, at);
            let spaced = text.get(at..next).is_some_and(|gap| gap.contains(ZERO_WIDTH_SPACE));
            let goes_on = if spaced {
                joins_across(text, at, next)
            } else {
                kind_at(text, next).in_arabic_word()
            };
            goes_on.then_some(next)
        }
        _ => None,
    }
}

/// Passes over the format controls and zero width spaces from byte `at` on.
fn skip_invisible(text: &str, at: usize) -> usize {
    let rest = text.get(at..).unwrap_or_default();
    let shown = |c: char| !matches!(kind_of(c), Kind::Format | Kind::ZeroWidthSpace);
    at + rest.find(shown).unwrap_or(rest.len())
}

/// Whether zero width spaces from byte `at` to before byte `next` part nothing.
fn joins_across(text: &str, at: usize, next: usize) -> bool {
    let letter = |c: &char| kind_of(*c) == Kind::ArabicLetter;
    let near = text.get(..at).unwrap_or_default().chars().rev().take(MOST_MARKS);
    let passed = |c: &char| matches!(kind_of(*c), Kind::ArabicMark | Kind::Format);
    let before = near.into_iter().find(|c| !passed(c)).filter(letter);
    let after = char_at(text, next).map(|(c, _)| c);
    before.zip(after).is_some_and(|(a, b)| joins_across_zero_width_space(a, b))
}

/// The end of the tatweels in a row from byte `at` on.
pub(crate) fn tatweels_end(text: &str, at: usize) -> usize {
    let mut at = at;
    while let Some((c, Kind::Tatweel)) = char_at(text, at) {
        at += c.len_utf8();
    }
    at
}

/// How many letters a word has.
pub(crate) fn letters(word: &str) -> usize {
    word.chars().filter(|c| kind_of(*c) == Kind::ArabicLetter).count()
}

/// Whether a word has two letters or more.
pub(crate) fn has_two_letters(word: &str) -> bool {
    word.chars().filter(|c| kind_of(*c) == Kind::ArabicLetter).nth(1).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ordinary_pairs_are_word_parts_in_two_bytes() {
        for c in '\u{80}'..='\u{7FF}' {
            let mut sixteen = [b'x'; 16];
            c.encode_utf8(&mut sixteen);
            let ordinary = ('\u{620}'..='\u{65F}').contains(&c);
            assert_eq!(ordinary_pairs(sixteen), usize::from(ordinary), "{c:?}");
            assert!(!ordinary || kind_of(c).in_arabic_word(), "{c:?}");
        }
        let letters = |text: &str| ordinary_pairs(*text.as_bytes().first_chunk().unwrap());
        assert_eq!(letters("والمكتب. "), 7);
        assert_eq!(letters("والمكتبة"), 8);
        assert_eq!(letters("كتا\u{200C}بةةةة"), 3);
        assert_eq!(letters("في من بعد ذلك"), 2);
    }
}
