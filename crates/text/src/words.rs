//! The words of a text, normalised one by one.

use crate::normalize::Normalizer;
use siyaq_types::ByteSpan;

/// Normalises words of a text where they stand in it.
///
/// What comes out for a word is what [`Normalizer::normalize`] gives for it alone. The whole text
/// is looked at first, many bytes at once, which is several times faster than word after word.
///
/// Cost: one pass over the text when it is made. Words in the order of the text take no more than
/// a look at the next place that the pass could not deal with; the step `elong` leaves it nothing
/// to deal with.
///
/// ```
/// use siyaq_text::{Normalizer, Profile, WordBuffer};
/// use siyaq_types::ByteSpan;
///
/// let standard = Normalizer::new(Profile::Standard);
/// let mut buffer = WordBuffer::default();
/// let mut words = standard.words("إلى الأمامِ", &mut buffer);
/// assert_eq!(words.normalize(ByteSpan::new(0, 6)), "الي");
/// assert_eq!(words.normalize(ByteSpan::new(7, 21)), "الامام");
/// ```
#[derive(Debug)]
pub struct Words<'a> {
    normalizer: &'a Normalizer,
    text: &'a str,
    /// The text normalised in place.
    forms: &'a str,
    /// Where the next characters stand that were not, the last of them behind the text.
    apart: &'a [u32],
    /// None of them stand from here...
    passed: u32,
    /// ...to here.
    next: u32,
    word: &'a mut String,
}

/// The memory of [`Words`], to be used for text after text.
#[derive(Clone, Debug, Default)]
pub struct WordBuffer {
    forms: Vec<u8>,
    apart: Vec<u32>,
    word: String,
}

impl Normalizer {
    /// The words of a text, to be normalised one by one.
    ///
    /// The buffer grows to somewhat more than the longest text.
    pub fn words<'a>(&'a self, text: &'a str, buffer: &'a mut WordBuffer) -> Words<'a> {
        let WordBuffer { forms, apart, word } = buffer;
        // Spans end there.
        let most = text.len().min(u32::MAX as usize);
        let bytes = text.as_bytes().get(..most).unwrap_or_default();
        self.place().run(bytes, forms, apart);
        let forms = simdutf8::basic::from_utf8(forms).unwrap_or_default();
        let mut words = Words { normalizer: self, text, forms, apart, passed: 0, next: 0, word };
        words.pass(0);
        words
    }
}

impl Words<'_> {
    /// The normalised word at `span`; the empty text where the span does not lie in the text or
    /// cuts a character.
    #[inline]
    pub fn normalize(&mut self, span: ByteSpan) -> &str {
        if span.start >= self.passed && span.end <= self.next {
            return span.text(self.forms).unwrap_or_default();
        }
        self.normalize_apart(span)
    }

    /// As [`Self::normalize`], where there may be a place that is looked at one by one.
    #[inline(never)]
    fn normalize_apart(&mut self, span: ByteSpan) -> &str {
        self.pass(span.start);
        if span.start >= self.passed && span.end <= self.next {
            span.text(self.forms).unwrap_or_default()
        } else {
            self.rewrite(span)
        }
    }

    /// Passes over the places before byte `start`.
    fn pass(&mut self, start: u32) {
        while let [next, rest @ ..] = self.apart {
            self.next = *next;
            if *next >= start {
                break;
            }
            self.passed = next.saturating_add(1);
            self.apart = rest;
        }
    }

    fn rewrite(&mut self, span: ByteSpan) -> &str {
        self.word.clear();
        self.normalizer.normalize_into(span.text(self.text).unwrap_or_default(), self.word);
        self.word
    }
}
