//! Words in other scripts.

use crate::kind::{Kind, beginning, char_at, kind_at, kind_of, skip_format};
use unicode_segmentation::UnicodeSegmentation;

/// The end of the word that begins at byte `start` with a Latin letter, a letter of another
/// script, or an ASCII digit that such a letter follows. Underscores do not belong to it.
///
/// Latin is read here; for other scripts the word boundaries of UAX #29 decide.
pub(crate) fn run_end(text: &str, start: usize) -> usize {
    let mut at = start;
    // The kind of the last letter or digit; marks do not change it.
    let mut last = Kind::Control;
    while let Some((c, kind)) = char_at(text, at) {
        let next = at + c.len_utf8();
        at = match kind {
            Kind::Latin | Kind::AsciiDigit => {
                last = kind;
                next
            }
            Kind::OtherMark if last != Kind::Control => next,
            Kind::OtherLetter => return uax29_end(text, start),
            Kind::Format => {
                let next = skip_format(text, at);
                match kind_at(text, next) {
                    Kind::Latin | Kind::AsciiDigit | Kind::OtherMark => next,
                    Kind::OtherLetter => return uax29_end(text, start),
                    _ => return at,
                }
            }
            Kind::Punctuation if joins(c, last, kind_at(text, next)) => next,
            _ => return at,
        };
    }
    at
}

/// Whether the punctuation character `c` between a letter or digit of the kind `before` and one
/// of the kind `after` belongs to the word, as in UAX #29; the colon and semicolon do not.
fn joins(c: char, before: Kind, after: Kind) -> bool {
    match c {
        '.' | '\'' => {
            before == after && after == Kind::AsciiDigit
                || before == Kind::Latin && after.is_other_letter()
        }
        '’' | '‘' | '·' => before == Kind::Latin && after.is_other_letter(),
        ',' => before == Kind::AsciiDigit && after == Kind::AsciiDigit,
        _ => false,
    }
}

/// The end of the word by UAX #29, cut where one of our own rules splits.
#[cold]
fn uax29_end(text: &str, start: usize) -> usize {
    let rest = text.get(start..).unwrap_or_default();
    let segment = uax29_segment(rest);
    let mut end = 0;
    for (place, c) in segment.char_indices() {
        match kind_of(c) {
            kind if belongs(kind) => end = place + c.len_utf8(),
            // What joins two letters; it is left out again when none follows.
            Kind::Punctuation if !matches!(c, ':' | ';') && end == place => {}
            Kind::Format => {}
            _ => break,
        }
    }
    // The first character is a letter or a digit, so the word has at least that.
    let first = rest.chars().next().map_or(0, char::len_utf8);
    start + end.max(first)
}

/// Whether a character of this kind is part of a word in another script, wherever it stands.
const fn belongs(kind: Kind) -> bool {
    matches!(kind, Kind::Latin | Kind::OtherLetter | Kind::AsciiDigit | Kind::OtherMark)
}

/// The piece of `rest` up to the first word boundary of UAX #29, or to the first character that
/// is part of no word in another script.
///
/// Only as much of `rest` is looked at as the piece is long, whatever follows it.
fn uax29_segment(rest: &str) -> &str {
    let mut most = 128;
    loop {
        let stop = rest
            .char_indices()
            .take_while(|(place, _)| *place <= most)
            .find(|(_, c)| {
                let kind = kind_of(*c);
                !(belongs(kind) || matches!(kind, Kind::Punctuation | Kind::Format))
            })
            .map(|(place, _)| place);
        let piece = match stop {
            Some(place) => rest.get(..place).unwrap_or_default(),
            None => beginning(rest, most),
        };
        let segment = piece.split_word_bounds().next().unwrap_or_default();
        // A boundary close to the end of what was looked at may be one only for want of the rest.
        if stop.is_some() || piece.len() == rest.len() || segment.len() + 32 < piece.len() {
            return segment;
        }
        most *= 2;
    }
}

/// Whether `word` is an abbreviation in single letters joined by dots: `U.S`, `e.g`.
pub(crate) fn is_dotted(word: &str) -> bool {
    let mut groups = 0;
    for group in word.split('.') {
        let mut shown = group.chars().filter(|c| kind_of(*c) != Kind::Format);
        let letter =
            shown.next().is_some_and(|c| kind_of(c).is_other_letter() && c.is_alphabetic());
        if !letter || shown.any(|c| kind_of(c) != Kind::OtherMark) {
            return false;
        }
        groups += 1;
    }
    groups >= 2
}

/// Whether every letter or digit of `word` is a digit.
pub(crate) fn is_numeric(word: &str) -> bool {
    !word.chars().any(|c| kind_of(c).is_other_letter() && !c.is_numeric())
}
