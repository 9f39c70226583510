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
        // Spans end there, at most three bytes into a character.
        let most = text.len().min(u32::MAX as usize);
        let text_to = |less: usize| text.get(..most.saturating_sub(less));
        let before = (0..4).find_map(text_to).unwrap_or_default();
        let forms = self.place().run(before, forms, apart);
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
        if span.start < self.passed {
            // The places there are forgotten.
            self.word.clear();
            let word = span.text(self.text).unwrap_or_default();
            self.normalizer.normalize_into(word, self.word);
            self.word
        } else if span.end <= self.next {
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
        if !self.leave_out(span) {
            self.word.clear();
            let word = span.text(self.text).unwrap_or_default();
            self.normalizer.normalize_into(word, self.word);
        }
        self.word
    }

    /// Copies a word without the marks that are deleted, if that is all that there is to do.
    fn leave_out(&mut self, span: ByteSpan) -> bool {
        let bytes = self.text.as_bytes();
        let mut from = span.start as usize;
        let here = self.apart.iter().take_while(|place| **place < span.end);
        for place in here.map(|place| *place as usize) {
            // The place of a mark is its second byte.
            let start = place.saturating_sub(1);
            let deleted = match bytes.get(start..=place) {
                Some([lead, trail]) => self.normalizer.deletes_only(*lead, *trail),
                _ => false,
            };
            let Some(part) = self.forms.get(from..start).filter(|_| deleted) else {
                return false;
            };
            self.word.push_str(part);
            from = place + 1;
        }
        let rest = self.forms.get(from..span.end as usize);
        self.word.push_str(rest.unwrap_or_default());
        rest.is_some()
    }
}
