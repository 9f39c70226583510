//! Numbers.

use crate::kind::{Kind, char_at, kind_at, skip_format};

/// The end of the number that begins with a digit at byte `at`: digits of one script, with single
/// separators `. , ، ٫ ٬ '` between them. A format control between two digits changes nothing.
pub(crate) fn end(text: &str, at: usize) -> usize {
    let script = kind_at(text, at);
    let mut at = at;
    if script == Kind::AsciiDigit {
        let digits = text.as_bytes().iter().skip(at).take_while(|byte| byte.is_ascii_digit());
        at += digits.count();
        if let None | Some(b' ' | b')' | b'/' | b':' | b'%' | b'-') = text.as_bytes().get(at) {
            return at;
        }
    }
    while let Some((c, kind)) = char_at(text, at) {
        let next = if kind == Kind::Format { skip_format(text, at) } else { at + c.len_utf8() };
        let separates = matches!(c, '.' | ',' | '،' | '٫' | '٬' | '\'') || kind == Kind::Format;
        if kind != script && !(separates && kind_at(text, next) == script) {
            break;
        }
        at = next;
    }
    at
}
