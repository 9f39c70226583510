//! How text stands on the character grid of a terminal: widths, clipping, isolates.

use std::borrow::Cow;
use unicode_width::UnicodeWidthChar;

/// Begins an isolate whose direction is that of its first strong letter.
pub(crate) const FIRST_STRONG_ISOLATE: char = '\u{2068}';
/// Begins an isolate that runs from right to left.
pub(crate) const RIGHT_TO_LEFT_ISOLATE: char = '\u{2067}';
/// Ends an isolate.
pub(crate) const POP_ISOLATE: char = '\u{2069}';
/// An invisible letter that runs from left to right.
pub(crate) const LEFT_TO_RIGHT_MARK: char = '\u{200e}';

/// Stands where text was clipped.
const ELLIPSIS: char = '\u{2026}';

/// What a terminal may be shown in the place of `character`.
///
/// Line ends and tabs become a space. Other control characters, which could move the cursor or colour the rest, become their
/// pictures (U+2400 and following) or U+FFFD. The bidi controls that open or close a run become U+FFFD as well: left alone they
/// could end the isolate of their cell and turn the neighbours around. Marks without such effect (LRM, RLM, ALM, joiners) stay.
pub(crate) fn shown(character: char) -> char {
    match character {
        '\t'..='\r' | '\u{85}' | '\u{2028}' | '\u{2029}' => ' ',
        '\0'..='\u{1f}' => {
            char::from_u32(0x2400 + u32::from(character)).unwrap_or(char::REPLACEMENT_CHARACTER)
        }
        '\u{7f}' => '\u{2421}',
        '\u{80}'..='\u{9f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => {
            char::REPLACEMENT_CHARACTER
        }
        _ => character,
    }
}

/// Text as a terminal may be shown it: control characters and the bidi controls that open or close
/// a run are replaced as in tables, while line feeds and tabs stay. For messages and for text that
/// is printed as it is.
///
/// ```
/// assert_eq!(siyaq_output::without_controls("خبر\u{1b}[2J\n"), "خبر\u{241b}[2J\n");
/// ```
#[must_use]
pub fn without_controls(text: &str) -> Cow<'_, str> {
    let keeps = |letter: char| matches!(letter, '\n' | '\t') || shown(letter) == letter;
    if text.chars().all(keeps) {
        return Cow::Borrowed(text);
    }
    // Only here a carriage return, which goes back over the line, is not a plain line end.
    let replaced = text.replace("\r\n", "\n");
    let letter = |letter: char| if keeps(letter) { letter } else { shown(letter) };
    Cow::Owned(replaced.chars().map(letter).collect())
}

/// Columns that a character takes; marks and controls take none.
///
/// Terminals place text character by character, so the widths are added likewise. What a font may do with a whole sequence (lam and
/// alef as one shape, a family as one emoji) does not change the cells that most terminals keep for it.
fn char_width(character: char) -> usize {
    character.width().unwrap_or(0)
}

/// Columns that `text` takes.
pub(crate) fn width(text: &str) -> usize {
    text.chars().map(|character| char_width(shown(character))).sum()
}

/// Which end of a text is clipped.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Clip {
    Start,
    End,
}

/// Appends `text` as it may be shown, clipped to `limit` columns, and gives the columns that it takes.
pub(crate) fn push_shown(out: &mut Vec<u8>, text: &str, limit: usize, clip: Clip) -> usize {
    let full = width(text);
    if full <= limit {
        text.chars().for_each(|character| push_char(out, shown(character)));
        return full;
    }
    let room = limit.saturating_sub(char_width(ELLIPSIS));
    match clip {
        Clip::End => {
            let used = push_head(out, text.chars(), room);
            push_char(out, ELLIPSIS);
            used + char_width(ELLIPSIS)
        }
        Clip::Start => {
            push_char(out, ELLIPSIS);
            // What is dropped is at least what is too much, and marks go with the letter that they stand on.
            let mut dropped = 0;
            let tail = text.chars().skip_while(|&character| {
                let drop = dropped < full - room || char_width(shown(character)) == 0;
                dropped += char_width(shown(character));
                drop
            });
            push_head(out, tail, room) + char_width(ELLIPSIS)
        }
    }
}

/// Appends characters as long as there is room, and the marks that stand on the last of them.
fn push_head(out: &mut Vec<u8>, characters: impl Iterator<Item = char>, room: usize) -> usize {
    let mut used = 0;
    for character in characters.map(shown) {
        let columns = char_width(character);
        if used + columns > room {
            break;
        }
        used += columns;
        push_char(out, character);
    }
    used
}

pub(crate) fn push_char(out: &mut Vec<u8>, character: char) {
    out.extend_from_slice(character.encode_utf8(&mut [0; 4]).as_bytes());
}

pub(crate) fn push_spaces(out: &mut Vec<u8>, columns: usize) {
    out.resize(out.len() + columns, b' ');
}

#[cfg(test)]
mod tests {
    use super::*;

    const FATHA: char = '\u{64e}';
    const SHADDA: char = '\u{651}';

    fn clipped(text: &str, limit: usize, clip: Clip) -> (String, usize) {
        let mut out = Vec::new();
        let used = push_shown(&mut out, text, limit, clip);
        (String::from_utf8(out).unwrap(), used)
    }

    #[test]
    fn marks_take_no_columns() {
        let voweled = format!("ك{FATHA}ت{SHADDA}{FATHA}ب{FATHA}");
        assert_eq!(width(&voweled), 3);
        assert_eq!(width("لا"), 2);
        assert_eq!(width("漢字"), 4);
        assert_eq!(width("a\u{200f}b"), 2);
        assert_eq!(width("\u{1f600}"), 2);
    }

    #[test]
    fn clipping_keeps_the_end_that_is_near_and_the_marks_of_its_letters() {
        let voweled = format!("ك{FATHA}ت{SHADDA}{FATHA}ب{FATHA}");
        assert_eq!(clipped(&voweled, 3, Clip::End), (voweled.clone(), 3));
        assert_eq!(clipped(&voweled, 2, Clip::End), (format!("ك{FATHA}\u{2026}"), 2));
        assert_eq!(clipped(&voweled, 2, Clip::Start), (format!("\u{2026}ب{FATHA}"), 2));
        assert_eq!(clipped("漢字", 2, Clip::End), ("\u{2026}".to_owned(), 1));
        assert_eq!(clipped("漢字a", 3, Clip::Start), ("\u{2026}a".to_owned(), 2));
    }

    #[test]
    fn nothing_that_moves_the_cursor_is_shown() {
        let hostile = "a\u{1b}[31m\n\r\u{9b}\u{202e}\u{2069}\u{7f}b";
        let (text, used) = clipped(hostile, 80, Clip::End);
        assert_eq!(text, "a\u{241b}[31m  \u{fffd}\u{fffd}\u{fffd}\u{2421}b");
        assert_eq!(used, width(hostile));
    }
}
