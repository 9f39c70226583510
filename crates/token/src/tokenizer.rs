//! The tokenizer.

use crate::kind::beginning;
use crate::options::TokenizerOptions;
use crate::scanner::{Scanner, Sink};
use crate::token::Token;
use siyaq_types::{Boundary, ByteSpan};
use std::collections::VecDeque;
use std::fmt;
use std::iter::FusedIterator;

/// Splits text into tokens and sentences.
///
/// A text must be smaller than 4 GiB, as spans are; what lies beyond is not read.
///
/// ```
/// use siyaq_token::Tokenizer;
/// use siyaq_types::{Boundary, TokenClass};
///
/// let text = "نقلت أ.ف.ب. عن مصدر: «انتهى». ثم غادر.";
/// let tokens = Tokenizer::default().tokenize(text);
/// let forms: Vec<_> = tokens.iter().filter_map(|token| token.span.text(text)).collect();
/// assert_eq!(
///     forms,
///     ["نقلت", "أ.ف.ب", ".", "عن", "مصدر", ":", "«", "انتهى", "»", ".", "ثم", "غادر", "."]
/// );
/// assert_eq!(tokens[1].class, TokenClass::Abbreviation);
/// assert_eq!(tokens[3].boundary, Boundary::None);
/// assert_eq!(tokens[10].boundary, Boundary::Sentence);
/// ```
#[derive(Clone, Copy, Debug, Default)]
pub struct Tokenizer {
    options: TokenizerOptions,
}

impl Tokenizer {
    /// A tokenizer with these options.
    #[must_use]
    pub const fn new(options: TokenizerOptions) -> Self {
        Self { options }
    }

    /// The options.
    #[must_use]
    pub const fn options(&self) -> TokenizerOptions {
        self.options
    }

    /// The tokens of a text, in order.
    #[must_use]
    pub fn tokenize(&self, text: &str) -> Vec<Token> {
        // Arabic news has a token for about ten bytes.
        let mut tokens = Vec::with_capacity(text.len() / 9 + 1);
        self.tokenize_with(text, |token| tokens.push(token));
        tokens
    }

    /// Hands the tokens of a text to `sink`, in order.
    ///
    /// Cost: one pass, and no allocation.
    pub fn tokenize_with(&self, text: &str, sink: impl FnMut(Token)) {
        self.tokenize_into(text, Each(sink));
    }

    /// The tokens of a text, in order, found as they are asked for: whoever stops early pays for no
    /// more than was looked at.
    ///
    /// Cost: as [`Self::tokenize_with`], and a copy of each token.
    ///
    /// ```
    /// use siyaq_token::Tokenizer;
    ///
    /// let text = "بدأ العام الدراسي اليوم. وعاد التلاميذ.";
    /// let third = Tokenizer::default().tokens(text).nth(2).expect("a third token");
    /// assert_eq!(third.span.text(text), Some("الدراسي"));
    /// ```
    #[must_use]
    pub fn tokens<'t>(&self, text: &'t str) -> Tokens<'t> {
        let text = beginning(text, u32::MAX as usize);
        Tokens { scanner: Scanner::new(text, self.options, Waiting::default()) }
    }

    /// As [`Self::tokenize_with`], into any sink.
    pub(crate) fn tokenize_into(&self, text: &str, sink: impl Sink) {
        Scanner::new(beginning(text, u32::MAX as usize), self.options, sink).run();
    }

    /// The sentences of a text, in order, each from its first token to its last. An item and a
    /// paragraph end a sentence too.
    ///
    /// ```
    /// use siyaq_token::Tokenizer;
    ///
    /// let text = "بالسوق الدولية.وبهدف تطوير القطاع. التقى د. أحمد";
    /// let sentences = Tokenizer::default().sentences(text);
    /// let sentences: Vec<_> = sentences.into_iter().filter_map(|span| span.text(text)).collect();
    /// assert_eq!(sentences, ["بالسوق الدولية.", "وبهدف تطوير القطاع.", "التقى د. أحمد"]);
    /// ```
    #[must_use]
    pub fn sentences(&self, text: &str) -> Vec<ByteSpan> {
        let mut sentences: Vec<ByteSpan> = Vec::new();
        self.tokenize_with(text, |token| match sentences.last_mut() {
            Some(sentence) if token.boundary == Boundary::None => sentence.end = token.span.end,
            _ => sentences.push(token.span),
        });
        sentences
    }
}

/// The tokens of a text one by one; see [`Tokenizer::tokens`].
pub struct Tokens<'t> {
    scanner: Scanner<'t, Waiting>,
}

impl fmt::Debug for Tokens<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Tokens").finish_non_exhaustive()
    }
}

impl Iterator for Tokens<'_> {
    type Item = Token;

    fn next(&mut self) -> Option<Token> {
        loop {
            if let Some(token) = self.scanner.sink_mut().0.pop_front() {
                return Some(token);
            }
            if !self.scanner.step() {
                // The last step may have handed on what stood at the end.
                return self.scanner.sink_mut().0.pop_front();
            }
        }
    }
}

impl FusedIterator for Tokens<'_> {}

/// Tokens that were found and not yet asked for.
#[derive(Default)]
struct Waiting(VecDeque<Token>);

impl Sink for Waiting {
    fn take(&mut self, token: Token) {
        self.0.push_back(token);
    }
}

/// Calls a function with each token.
struct Each<F>(F);

impl<F: FnMut(Token)> Sink for Each<F> {
    #[inline]
    fn take(&mut self, token: Token) {
        (self.0)(token);
    }
}
