//! Tokens of a text, one by one.

use super::decimal::digit;
use crate::token::Token;
use siyaq_text::Normalizer;
use siyaq_text::chars::is_format_control;
use siyaq_types::{Boundary, TokenClass};
use std::borrow::Cow;

/// A text and its tokens. Asked for a place where no token stands, each function gives what no
/// token gives.
#[derive(Clone, Copy)]
pub(super) struct Cursor<'t> {
    pub(super) text: &'t str,
    pub(super) tokens: &'t [Token],
    pub(super) keys: &'t Normalizer,
}

impl<'t> Cursor<'t> {
    pub(super) fn form(self, at: usize) -> &'t str {
        self.tokens.get(at).and_then(|token| token.span.text(self.text)).unwrap_or_default()
    }

    fn class(self, at: usize) -> Option<TokenClass> {
        self.tokens.get(at).map(|token| token.class)
    }

    /// The key of an Arabic word; empty for other tokens.
    pub(super) fn word(self, at: usize) -> Cow<'t, str> {
        if self.class(at) == Some(TokenClass::ArabicWord) {
            self.keys.normalize(self.form(at))
        } else {
            Cow::Borrowed("")
        }
    }

    /// The token, if it is a number.
    pub(super) fn number(self, at: usize) -> Option<&'t str> {
        (self.class(at) == Some(TokenClass::Number)).then(|| self.form(at))
    }

    /// The value of a token of nothing but digits, at most four, and how many there are.
    pub(super) fn digits(self, at: usize) -> Option<(u16, usize)> {
        small_number(self.number(at)?)
    }

    /// The token, if it is a single character.
    pub(super) fn sign(self, at: usize) -> Option<char> {
        let mut chars = self.form(at).chars();
        chars.next().filter(|_| chars.next().is_none())
    }

    pub(super) fn is_sign(self, at: usize, sign: char) -> bool {
        self.sign(at) == Some(sign)
    }

    /// Whether the token is an Arabic word of this letter alone, perhaps with marks. Most words are
    /// not folded for that.
    pub(super) fn is_letter(self, at: usize, letter: char) -> bool {
        let form = self.form(at);
        let may_be = |c: char| c == letter || c >= '\u{FB50}';
        form.len() <= 8 && form.starts_with(may_be) && self.word(at).chars().eq([letter])
    }

    /// Whether nothing stands between the token and the one before it.
    pub(super) fn is_glued(self, at: usize) -> bool {
        at > 0
            && self
                .tokens
                .get(at)
                .is_some_and(|token| !token.space_before && token.boundary == Boundary::None)
    }

    /// Whether the tokens from `from` to before `to` are in the text and in one sentence.
    pub(super) fn is_whole(self, from: usize, to: usize) -> bool {
        let inner = self.tokens.get(from + 1..to);
        inner.is_some_and(|inner| inner.iter().all(|token| token.boundary == Boundary::None))
    }
}

/// The value of a text of nothing but digits, at most four, and how many there are.
pub(super) fn small_number(text: &str) -> Option<(u16, usize)> {
    let (mut value, mut count) = (0_u16, 0);
    for c in text.chars().filter(|c| !is_format_control(*c)) {
        value = value.checked_mul(10)?.checked_add(u16::try_from(digit(c)?).ok()?)?;
        count += 1;
    }
    (1..=4).contains(&count).then_some((value, count))
}
