//! Hashtags and mentions.

use crate::kind::{Kind, char_at, kind_at, skip_format};

/// The end of the hashtag whose `#` stands at byte `start`: letters of any script, marks, digits
/// and underscores, at least one letter among them.
pub(crate) fn hashtag_end(text: &str, start: usize) -> Option<usize> {
    let mut at = start + 1;
    let mut has_letter = false;
    while let Some((c, kind)) = char_at(text, at) {
        has_letter |= kind == Kind::ArabicLetter || kind.is_other_letter() && c.is_alphabetic();
        at = match kind {
            Kind::Format => {
                let next = skip_format(text, at);
                if !continues(kind_at(text, next)) {
                    break;
                }
                next
            }
            kind if continues(kind) => at + c.len_utf8(),
            _ => break,
        };
    }
    has_letter.then_some(at)
}

fn continues(kind: Kind) -> bool {
    kind.in_arabic_word() || kind.is_digit() || kind.is_other_letter() || kind == Kind::Underscore
}

/// The end of the mention whose `@` stands at byte `start`: letters of one script, digits,
/// underscores, and dots between them.
pub(crate) fn mention_end(text: &str, start: usize) -> Option<usize> {
    let mut at = start + 1;
    // The end of the mention, dots at it given back.
    let mut end = at;
    let (mut arabic, mut other, mut named) = (false, false, false);
    while let Some((c, kind)) = char_at(text, at) {
        match kind {
            Kind::ArabicLetter if !other => arabic = true,
            Kind::Latin | Kind::OtherLetter if !arabic => other = true,
            Kind::ArabicMark | Kind::Tatweel | Kind::OtherMark if arabic || other => {}
            Kind::Underscore => {}
            kind if kind.is_digit() => {}
            Kind::Punctuation if c == '.' && end > start + 1 => {
                at += 1;
                continue;
            }
            _ => break,
        }
        named |= kind != Kind::Underscore;
        at += c.len_utf8();
        end = at;
    }
    named.then_some(end)
}
