//! Arabic words.

use crate::kind::{Kind, char_at, kind_at, pair_kind, skip_format};
use siyaq_text::chars::is_arabic_letter;

/// The end of the run of Arabic letters, marks, tatweels and format controls that goes on at byte
/// `at`; format controls at its end are left out.
#[inline]
pub(crate) fn run_end(text: &str, at: usize) -> usize {
    let bytes = text.as_bytes();
    let mut at = at;
    loop {
        // The letters of ordinary text are two bytes long: look at them two bytes at a time.
        while let Some([lead @ 0xD8..=0xDF, trail]) = bytes.get(at..at + 2) {
            if !pair_kind(*lead, *trail).in_arabic_word() {
                break;
            }
            at += 2;
        }
        if bytes.get(at).is_none_or(|byte| *byte < 0x80) {
            return at;
        }
        let Some(next) = rare_part(text, at) else { return at };
        at = next;
    }
}

/// Passes over a part of a word that the loop of [`run_end`] does not know: a character of more
/// bytes, or format controls with the word going on behind them.
#[cold]
fn rare_part(text: &str, at: usize) -> Option<usize> {
    let (c, kind) = char_at(text, at)?;
    if kind.in_arabic_word() {
        return Some(at + c.len_utf8());
    }
    if kind != Kind::Format {
        return None;
    }
    let next = skip_format(text, at);
    kind_at(text, next).in_arabic_word().then_some(next)
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
    word.chars().filter(|c| is_arabic_letter(*c)).count()
}
