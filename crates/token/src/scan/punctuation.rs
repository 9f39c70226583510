//! Punctuation and symbols.

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

/// Whether a sentence can end after `word` and its full stop with no space behind the two: after
/// a word of two letters or more, a number of two digits or more, a percent sign, or the end of a
/// quotation or bracket. Shorter ones are abbreviations and the numbers of a list.
pub(crate) fn glues(class: TokenClass, word: &str) -> bool {
    match class {
        TokenClass::ArabicWord => arabic::letters(word) >= 2,
        TokenClass::OtherWord | TokenClass::Number => word.chars().nth(1).is_some(),
        TokenClass::Symbol => word.starts_with(['%', '٪']),
        TokenClass::Punctuation => word.starts_with(['»', '”', ')', ']', '"']),
        _ => false,
    }
}
