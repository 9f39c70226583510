//! Repair of JSON that libraries reject although its meaning is plain.

/// What was repaired in a record, counted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Repairs {
    /// Byte-order marks outside strings.
    pub(crate) marks: usize,
    /// NUL bytes.
    pub(crate) nuls: usize,
    /// Control characters inside strings.
    pub(crate) controls: usize,
    /// Escaped halves of surrogate pairs.
    pub(crate) surrogates: usize,
}

/// The byte-order mark, U+FEFF.
const BYTE_ORDER_MARK: char = '\u{feff}';

/// Removes byte-order marks outside strings and NUL everywhere, escapes control characters inside
/// strings, and makes U+FFFD of each escaped half of a surrogate pair.
pub(crate) fn repair(json: &str) -> (String, Repairs) {
    let mut out = String::with_capacity(json.len() + 16);
    let mut repairs = Repairs::default();
    let mut quoted = false;
    let mut rest = json;
    while let Some(letter) = rest.chars().next() {
        let mut length = letter.len_utf8();
        match letter {
            BYTE_ORDER_MARK if !quoted => repairs.marks += 1,
            '\0' => repairs.nuls += 1,
            '\x01'..='\x1f' if quoted => {
                repairs.controls += 1;
                out.push_str(&format!("\\u{:04x}", u32::from(letter)));
            }
            '\\' if quoted => {
                let escape = Escape::of(rest.as_bytes());
                length = escape.length;
                if escape.lone {
                    repairs.surrogates += 1;
                    out.push_str("\\ufffd");
                } else {
                    out.push_str(rest.get(..length).unwrap_or_default());
                }
            }
            _ => {
                quoted ^= letter == '"';
                out.push(letter);
            }
        }
        rest = rest.get(length..).unwrap_or_default();
    }
    (out, repairs)
}

/// An escape at the start of some bytes.
struct Escape {
    /// Bytes to take over as one.
    length: usize,
    /// Whether it is half a surrogate pair.
    lone: bool,
}

impl Escape {
    fn of(bytes: &[u8]) -> Self {
        let whole = |length| Self { length, lone: false };
        match unit(bytes) {
            Some(0xd800..=0xdbff) => {
                let low = bytes.get(6..).and_then(unit);
                match low {
                    Some(0xdc00..=0xdfff) => whole(12),
                    _ => Self { length: 6, lone: true },
                }
            }
            Some(0xdc00..=0xdfff) => Self { length: 6, lone: true },
            Some(_) => whole(6),
            // The byte after the backslash is taken with it only if it is a whole character that
            // needs no repair itself.
            None => match bytes.get(1) {
                Some(0x20..=0x7f) => whole(2),
                _ => whole(1),
            },
        }
    }
}

/// The code unit of an escape `\uXXXX`.
fn unit(bytes: &[u8]) -> Option<u32> {
    let digits = bytes.strip_prefix(b"\\u")?.get(..4)?;
    digits.iter().try_fold(0, |value, &digit| Some(value * 16 + char::from(digit).to_digit(16)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn surrogates_are_repaired_one_by_one() {
        let (out, repairs) = repair(r#""\ud83d\ude00 \ud83d \ude00 \ud83d\ud83d\ude00 \\ud83d""#);
        assert_eq!(out, r#""\ud83d\ude00 \ufffd \ufffd \ufffd\ud83d\ude00 \\ud83d""#);
        assert_eq!(repairs, Repairs { surrogates: 3, ..Repairs::default() });
    }

    #[test]
    fn controls_marks_and_nuls_are_repaired() {
        let (out, repairs) = repair("\u{feff}{\"\u{feff}a\tb\0\":\t1}");
        assert_eq!(out, "{\"\u{feff}a\\u0009b\":\t1}");
        assert_eq!(repairs, Repairs { marks: 1, nuls: 1, controls: 1, surrogates: 0 });
    }

    #[test]
    fn what_is_broken_stays_broken() {
        for json in ["\"\\", "\"\\u12", "\"\\uzzzz\"", "{]", "\"\\ب\""] {
            assert_eq!(repair(json), (json.to_owned(), Repairs::default()));
        }
    }
}
