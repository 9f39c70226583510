//! Numbers.

use crate::kind::{char_at, kind_at, skip_format};

/// The end of the number that begins with a digit at byte `at`: digits of one script, with single
/// separators `. , ، ٫ ٬ '` between them. Format controls between two digits change nothing.
pub(crate) fn end(text: &str, at: usize) -> usize {
    let script = kind_at(text, at);
    let mut at = at;
    while let Some((c, kind)) = char_at(text, at) {
        if kind == script {
            at += c.len_utf8();
            continue;
        }
        let sign = skip_format(text, at);
        let next = match char_at(text, sign) {
            Some((c, _)) if matches!(c, '.' | ',' | '،' | '٫' | '٬' | '\'') => {
                skip_format(text, sign + c.len_utf8())
            }
            _ => sign,
        };
        if kind_at(text, next) != script {
            break;
        }
        at = next;
    }
    at
}

/// The end of the ASCII digits at byte `at`, when what follows them shows that there is no more
/// to the number, and no word, address or emoji in it.
#[inline]
pub(crate) fn plain_end(bytes: &[u8], at: usize) -> Option<usize> {
    let rest = bytes.get(at..)?;
    let digits = rest.iter().take_while(|byte| byte.is_ascii_digit()).count();
    let plain = match rest.get(digits..)? {
        // Not what separates digits, nor what an address or a word with digits can have.
        [b' ' | b'\n' | b')' | b'/' | b':' | b'"', ..] => true,
        // An Arabic letter.
        [0xD8, trail, ..] => *trail >= 0xA0,
        [0xD9, trail, ..] => *trail < 0xA0,
        _ => false,
    };
    plain.then_some(at + digits)
}
