//! What each character can be part of.
//!
//! A table over the code points that UTF-8 writes in one or two bytes answers for nearly every
//! character of Arabic text; the others are asked one by one.

use siyaq_text::chars::{self, DigitScript, ZERO_WIDTH_SPACE};
use unicode_properties::general_category::{
    GeneralCategory, GeneralCategoryGroup, UnicodeGeneralCategory,
};

/// What a character can be part of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub(crate) enum Kind {
    /// A letter of the Arabic script.
    ArabicLetter = 0,
    /// A mark of the Arabic script.
    ArabicMark = 1,
    /// The tatweel.
    Tatweel = 2,
    /// A combining mark of another script.
    OtherMark = 3,
    /// White space in a line.
    Space = 4,
    /// The tab.
    Tab = 5,
    /// The end of a line.
    LineBreak = 6,
    /// The zero width space.
    ZeroWidthSpace = 7,
    /// A control character.
    Control = 8,
    /// A format control.
    Format = 9,
    /// `0` to `9`.
    AsciiDigit = 10,
    /// `٠` to `٩`.
    ArabicDigit = 11,
    /// `۰` to `۹`.
    ExtendedDigit = 12,
    /// A letter of the Latin script as European languages write it.
    Latin = 13,
    /// Any other letter, or a digit of another script.
    OtherLetter = 14,
    /// A number in one character: `²`, `½`.
    Numeral = 15,
    /// `_`.
    Underscore = 16,
    /// `#`.
    Hash = 17,
    /// `@`.
    At = 18,
    /// A punctuation character.
    Punctuation = 19,
    /// A sign, of which a run is one token.
    Symbol = 20,
    /// A sign, of which each is its own token: currency, percent.
    SingleSymbol = 21,
    /// Not decided by the table.
    Unknown = 22,
}

impl Kind {
    /// Whether the character can stand in an Arabic word.
    pub(crate) const fn in_arabic_word(self) -> bool {
        self as u8 <= Self::OtherMark as u8
    }

    /// Whether the character lies between tokens.
    pub(crate) const fn is_gap(self) -> bool {
        self as u8 >= Self::Space as u8 && self as u8 <= Self::Format as u8
    }

    /// Whether the character is a digit of the three systems that Arabic text uses.
    pub(crate) const fn is_digit(self) -> bool {
        self as u8 >= Self::AsciiDigit as u8 && self as u8 <= Self::ExtendedDigit as u8
    }

    /// Whether the character is a letter of a script other than Arabic, or one of its digits.
    pub(crate) const fn is_other_letter(self) -> bool {
        matches!(self, Self::Latin | Self::OtherLetter)
    }
}

/// How many code points UTF-8 writes in one or two bytes.
pub(crate) const LOW: usize = 0x800;

static TABLE: [Kind; LOW] = {
    let mut table = [Kind::Unknown; LOW];
    let mut number = 0;
    while number < LOW {
        if let Some(c) = char::from_u32(number as u32) {
            table[number] = low_kind(c);
        }
        number += 1;
    }
    table
};

/// The kind of the character that the two bytes `lead` and `trail` of UTF-8 write, from the table
/// alone.
#[inline]
pub(crate) fn pair_kind(lead: u8, trail: u8) -> Kind {
    TABLE[usize::from(lead & 0x1F) << 6 | usize::from(trail & 0x3F)]
}

/// The character that the two bytes `lead` and `trail` of UTF-8 write.
#[inline]
pub(crate) fn pair_char(lead: u8, trail: u8) -> char {
    let number = u32::from(lead & 0x1F) << 6 | u32::from(trail & 0x3F);
    char::from_u32(number).unwrap_or_default()
}

/// The kind of an ASCII character.
#[inline]
pub(crate) fn ascii_kind(byte: u8) -> Kind {
    TABLE[usize::from(byte & 0x7F)]
}

/// The kind of a character.
pub(crate) fn kind_of(c: char) -> Kind {
    match TABLE.get(c as usize) {
        Some(Kind::Unknown) | None => high_kind(c),
        Some(kind) => *kind,
    }
}

/// The character at byte `at` of `text`, with its kind.
pub(crate) fn char_at(text: &str, at: usize) -> Option<(char, Kind)> {
    let c = text.get(at..)?.chars().next()?;
    Some((c, kind_of(c)))
}

/// The kind of the character at byte `at` of `text`; [`Kind::Control`] at its end.
#[inline]
pub(crate) fn kind_at(text: &str, at: usize) -> Kind {
    match text.as_bytes().get(at) {
        None => Kind::Control,
        Some(byte) if *byte < 0x80 => ascii_kind(*byte),
        Some(_) => char_at(text, at).map_or(Kind::Control, |(_, kind)| kind),
    }
}

/// The beginning of `text`, at most `most` bytes of it and only whole characters.
pub(crate) fn beginning(text: &str, most: usize) -> &str {
    let end = (most.saturating_sub(3)..=most).rev().find(|end| text.is_char_boundary(*end));
    if text.len() <= most { text } else { text.get(..end.unwrap_or(0)).unwrap_or_default() }
}

/// Passes over the format controls from byte `at` on.
pub(crate) fn skip_format(text: &str, at: usize) -> usize {
    let mut at = at;
    while let Some((c, Kind::Format)) = char_at(text, at) {
        at += c.len_utf8();
    }
    at
}

/// What the two scripts share: gaps, and the Arabic script.
const fn shared_kind(c: char) -> Option<Kind> {
    Some(match c {
        _ if chars::is_arabic_letter(c) => Kind::ArabicLetter,
        _ if chars::is_arabic_mark(c) => Kind::ArabicMark,
        chars::TATWEEL => Kind::Tatweel,
        '\t' => Kind::Tab,
        ZERO_WIDTH_SPACE => Kind::ZeroWidthSpace,
        _ if chars::is_line_break(c) => Kind::LineBreak,
        _ if chars::is_white_space(c) => Kind::Space,
        _ if chars::is_control(c) => Kind::Control,
        _ if chars::is_format_control(c) => Kind::Format,
        _ => match chars::digit_script(c) {
            Some(DigitScript::Ascii) => Kind::AsciiDigit,
            Some(DigitScript::ArabicIndic) => Kind::ArabicDigit,
            Some(DigitScript::ExtendedArabicIndic) => Kind::ExtendedDigit,
            None => return None,
        },
    })
}

const fn low_kind(c: char) -> Kind {
    if let Some(kind) = shared_kind(c) {
        return kind;
    }
    match c {
        'A'..='Z' | 'a'..='z' | 'ª' | 'µ' | 'º' | 'À'..='Ö' | 'Ø'..='ö' | 'ø'..='\u{24F}' => {
            Kind::Latin
        }
        '\u{300}'..='\u{36F}' => Kind::OtherMark,
        '_' => Kind::Underscore,
        '#' => Kind::Hash,
        '@' => Kind::At,
        '!'
        | '"'
        | '&'
        | '\''..='*'
        | ','
        | '-'..='/'
        | ':'
        | ';'
        | '?'
        | '['..=']'
        | '{'
        | '}'
        | '¡'
        | '§'
        | '«'
        | '¶'
        | '·'
        | '»'
        | '¿'
        | '،'
        | '؍'
        | '؛'
        | '\u{61D}'..='؟'
        | '٫'
        | '٬'
        | '٭'
        | '۔' => Kind::Punctuation,
        '$' | '%' | '¢'..='¥' | '؉'..='؋' | '٪' => Kind::SingleSymbol,
        '+'
        | '<'..='>'
        | '^'
        | '`'
        | '|'
        | '~'
        | '¦'
        | '¨'
        | '©'
        | '¬'
        | '®'..='±'
        | '´'
        | '¸'
        | '×'
        | '÷'
        | '\u{600}'..='\u{608}'
        | '\u{60E}'..='\u{60F}'
        | '\u{6DD}'..='\u{6DE}'
        | '\u{6E9}'
        | '\u{6FD}'..='\u{6FE}' => Kind::Symbol,
        '²' | '³' | '¹' | '¼'..='¾' => Kind::Numeral,
        _ => Kind::Unknown,
    }
}

fn high_kind(c: char) -> Kind {
    if let Some(kind) = shared_kind(c) {
        return kind;
    }
    match c {
        // Dashes, quotation marks, ellipsis: the punctuation of every page.
        '\u{2010}'..='\u{2027}' | '‹' | '›' => Kind::Punctuation,
        '‰' | '‱' | '％' | '﹪' => Kind::SingleSymbol,
        // A phrase in one character; Unicode calls it a letter.
        '\u{FDFA}'..='\u{FDFB}' => Kind::Symbol,
        _ => match c.general_category() {
            GeneralCategory::CurrencySymbol => Kind::SingleSymbol,
            GeneralCategory::DecimalNumber | GeneralCategory::LetterNumber => Kind::OtherLetter,
            GeneralCategory::OtherNumber => Kind::Numeral,
            _ => match c.general_category_group() {
                GeneralCategoryGroup::Letter => Kind::OtherLetter,
                GeneralCategoryGroup::Mark => Kind::OtherMark,
                GeneralCategoryGroup::Punctuation => Kind::Punctuation,
                _ => Kind::Symbol,
            },
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_agrees_with_unicode() {
        for c in ('\0'..='\u{7FF}').filter(|c| shared_kind(*c).is_none()) {
            let expected = match c {
                '_' => Kind::Underscore,
                '#' => Kind::Hash,
                '@' => Kind::At,
                '%' | '٪' | '؉' | '؊' => Kind::SingleSymbol,
                _ => high_kind(c),
            };
            let kind = match kind_of(c) {
                Kind::Latin => Kind::OtherLetter,
                kind => kind,
            };
            assert_eq!(kind, expected, "U+{:04X}", u32::from(c));
        }
    }

    #[test]
    fn gaps_are_those_of_the_text_crate() {
        for c in '\0'..=char::MAX {
            assert_eq!(kind_of(c).is_gap(), chars::is_gap(c), "U+{:04X}", u32::from(c));
        }
    }
}
