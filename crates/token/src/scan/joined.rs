//! Words and numbers joined by single underscores.

use crate::kind::{Kind, kind_at};
use crate::scan::{arabic, number, other};
use siyaq_types::TokenClass;

/// The end and the class of the token that the underscore at byte `end` makes longer, given what
/// stands before it: `كأس_العالم`, `كوفيد_19`, `file_name`.
///
/// A single underscore joins letters and digits, but not Arabic with another script, and not a number
/// with an Arabic word behind it: `272_س` is the number of an item and the item.
#[cold]
pub(crate) fn extend(text: &str, end: usize, class: TokenClass) -> (usize, TokenClass) {
    let (mut end, mut class) = (end, class);
    while text.as_bytes().get(end) == Some(&b'_') {
        let next = end + 1;
        let kind = kind_at(text, next);
        (end, class) = match kind {
            Kind::ArabicLetter if class == TokenClass::ArabicWord => {
                (arabic::run_end(text, next), TokenClass::ArabicWord)
            }
            _ if kind.is_digit() => {
                let digits_end = number::end(text, next);
                if kind != Kind::AsciiDigit || !kind_at(text, digits_end).is_other_letter() {
                    (digits_end, class)
                } else if class == TokenClass::ArabicWord {
                    break;
                } else {
                    (other::run_end(text, next), TokenClass::OtherWord)
                }
            }
            _ if kind.is_other_letter() && class != TokenClass::ArabicWord => {
                (other::run_end(text, next), TokenClass::OtherWord)
            }
            _ => break,
        };
    }
    (end, class)
}
