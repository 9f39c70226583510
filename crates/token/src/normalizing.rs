//! Tokens with their normalised forms, in one pass.

use crate::scan::abbreviation::close_abbreviation;
use crate::scanner::Sink;
use crate::token::Token;
use crate::tokenizer::Tokenizer;
use siyaq_text::{Normalizer, Steps, WordBuffer, Words};
use siyaq_types::TokenClass;

/// Splits text into tokens and normalises each of them.
///
/// A token whose class folds (see [`TokenClass::folds`]) has the form that the normaliser makes of
/// it alone; the others, punctuation, symbols, emoji and addresses, stay as they are written. An
/// abbreviation whose dots have spaces around them has the form of the one without (see
/// [`close_abbreviation`]), unless there are no steps.
///
/// Cost: nothing is allocated for a token, and nothing for a text once there was one as long, so
/// keep one of these for many texts.
///
/// [`TokenClass::folds`]: siyaq_types::TokenClass::folds
///
/// ```
/// use siyaq_text::{Normalizer, Profile};
/// use siyaq_token::{NormalizingTokenizer, Tokenizer};
///
/// let standard = Normalizer::new(Profile::Standard);
/// let mut tokenizer = NormalizingTokenizer::new(Tokenizer::default(), standard);
/// let mut keys = Vec::new();
/// tokenizer.tokenize_with("أعلنَ، في ٢٠١٥", |token, key| {
///     keys.push((token.span.start, key.to_owned()));
/// });
/// let expected = [(0, "اعلن"), (10, "،"), (13, "في"), (18, "2015")];
/// assert!(keys.iter().map(|(start, key)| (*start, key.as_str())).eq(expected));
/// let mut keys = Vec::new();
/// tokenizer.tokenize_with("(د .ب .أ)", |_, key| keys.push(key.to_owned()));
/// assert_eq!(keys, ["(", "د.ب.ا", ")"]);
/// ```
#[derive(Clone, Debug, Default)]
pub struct NormalizingTokenizer {
    tokenizer: Tokenizer,
    normalizer: Normalizer,
    buffer: WordBuffer,
}

impl NormalizingTokenizer {
    /// A tokenizer that normalises what it finds.
    #[must_use]
    pub fn new(tokenizer: Tokenizer, normalizer: Normalizer) -> Self {
        Self { tokenizer, normalizer, buffer: WordBuffer::default() }
    }

    /// The tokenizer.
    #[must_use]
    pub const fn tokenizer(&self) -> Tokenizer {
        self.tokenizer
    }

    /// The normaliser.
    #[must_use]
    pub const fn normalizer(&self) -> &Normalizer {
        &self.normalizer
    }

    /// Hands the tokens of a text to `sink`, in order, each with its normalised form.
    pub fn tokenize_with(&mut self, text: &str, sink: impl FnMut(Token, &str)) {
        let folds = self.normalizer.steps() != Steps::EMPTY;
        let words = self.normalizer.words(text, &mut self.buffer);
        self.tokenizer.tokenize_into(text, Normalizing { text, words, folds, sink });
    }
}

/// Normalises each token and hands both on.
struct Normalizing<'t, F> {
    text: &'t str,
    words: Words<'t>,
    /// Whether there is any step: without one every token stays as it is written.
    folds: bool,
    sink: F,
}

impl<F: FnMut(Token, &str)> Sink for Normalizing<'_, F> {
    #[inline(always)]
    fn take(&mut self, token: Token) {
        let form = if token.class.folds() {
            self.words.normalize(token.span)
        } else {
            token.span.text(self.text).unwrap_or_default()
        };
        if self.folds && token.class == TokenClass::Abbreviation {
            (self.sink)(token, &close_abbreviation(form));
        } else {
            (self.sink)(token, form);
        }
    }
}
