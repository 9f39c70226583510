//! Punctuation and symbols.

use crate::kind::{Kind, LOW};
use crate::options::TokenizerOptions;
use crate::scan::arabic;
use siyaq_types::TokenClass;

/// A run of the same character.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Run {
    /// The character.
    pub(crate) c: char,
    /// How often it stands there.
    pub(crate) count: usize,
    /// The byte behind the run.
    pub(crate) end: usize,
}

/// The run of the character `c` that stands at byte `start`.
pub(crate) fn run(text: &str, start: usize, c: char) -> Run {
    let rest = text.get(start..).unwrap_or_default();
    let count = rest.chars().take_while(|next| *next == c).count();
    Run { c, count, end: start + count * c.len_utf8() }
}

/// The class of a token of `count` characters `c`.
pub(crate) const fn class(c: char, count: usize, symbol: bool) -> TokenClass {
    match c {
        '…' | '‥' => TokenClass::Ellipsis,
        '.' if count >= 2 => TokenClass::Ellipsis,
        _ if symbol => TokenClass::Symbol,
        _ => TokenClass::Punctuation,
    }
}

/// What a token does to sentences.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub(crate) enum Role {
    /// Nothing.
    Plain,
    /// It may end one.
    Terminator,
    /// An ellipsis: weaker than the other terminators.
    Dots,
    /// It belongs to the sentence that has just ended.
    Closer,
    /// It opens or closes a quotation: `"`.
    EitherQuote,
    /// It opens a quotation.
    Opener,
}

/// What a run of `count` characters `c` does to sentences.
pub(crate) const fn role(c: char, count: usize, options: TokenizerOptions) -> Role {
    match c {
        '…' | '‥' => Role::Dots,
        '.' if count >= 2 => Role::Dots,
        '.' | '!' | '?' | '؟' | '۔' => Role::Terminator,
        ';' | '؛' if options.break_on_semicolon => Role::Terminator,
        ':' if options.break_on_colon => Role::Terminator,
        '»' | '”' | ')' | ']' | '}' | '’' | '›' => Role::Closer,
        '"' | '\'' => Role::EitherQuote,
        '«' | '“' | '‘' | '„' | '‹' => Role::Opener,
        _ => Role::Plain,
    }
}

/// [`role`] of one character, for those of two bytes and less.
static ROLES: [Role; LOW] = {
    let mut roles = [Role::Plain; LOW];
    let mut number = 0;
    while number < LOW {
        if let Some(c) = char::from_u32(number as u32) {
            roles[number] = role(c, 1, TokenizerOptions::DEFAULT);
        }
        number += 1;
    }
    roles
};

/// What one character `c` does to sentences.
#[inline]
pub(crate) fn single_role(c: char, options: TokenizerOptions) -> Role {
    match ROLES.get(c as usize) {
        Some(role) if !options.break_on_semicolon && !options.break_on_colon => *role,
        _ => role(c, 1, options),
    }
}

/// Whether one character `c` of this kind is a token, and nothing more, unless another `c`
/// follows it: all but those that can begin a hashtag, a mention, a character reference or an
/// emoji, and the bar between two headlines.
#[inline]
pub(crate) const fn is_plain(c: char, kind: Kind) -> bool {
    // The first emoji among punctuation is ‼, but for the key of a keycap.
    matches!(kind, Kind::Punctuation | Kind::SingleSymbol) && c < '‼' && !matches!(c, '*' | '&')
}

/// Whether the character `c` at byte `at` begins the item of a list, given that white space stands
/// before it: `•`, or the full stop of `.*`.
#[inline]
pub(crate) fn begins_item(text: &str, at: usize, c: char) -> bool {
    c == '•' || c == '.' && text.as_bytes().get(at + 1) == Some(&b'*')
}

/// Whether a sentence can end after `word` and its full stop with no space behind the two: after
/// a word of two letters or more, a number of two digits or more, a percent sign, or the end of a
/// quotation or bracket. Shorter ones are abbreviations and the numbers of a list.
pub(crate) fn glues(class: TokenClass, word: &str) -> bool {
    match class {
        TokenClass::ArabicWord => arabic::has_two_letters(word),
        TokenClass::OtherWord | TokenClass::Number => word.chars().nth(1).is_some(),
        TokenClass::Symbol => word.starts_with(['%', '٪']),
        TokenClass::Punctuation => word.starts_with(['»', '”', ')', ']', '"']),
        _ => false,
    }
}
