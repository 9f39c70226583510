//! Where normalised text goes: a string, or a string with a map back to the source.

use crate::chars::is_white_space;
use siyaq_types::ByteSpan;
use std::ops::Range;

/// Takes normalised text piece by piece.
pub(crate) trait Sink {
    /// Appends `text`, which stands in the source from byte `start` on, unchanged.
    fn copy(&mut self, text: &str, start: usize);
    /// Appends `c`, which the source writes in `source`.
    fn put(&mut self, c: char, source: Range<usize>);
    /// Notes that a mark or tatweel in `source` is left out.
    fn attach(&mut self, source: Range<usize>);
    /// Takes back what was appended since the last white space.
    fn rewind(&mut self);
}

/// Appends to a string.
pub(crate) struct Plain<'a> {
    out: &'a mut String,
    start: usize,
}

impl<'a> Plain<'a> {
    pub(crate) fn new(out: &'a mut String) -> Self {
        let start = out.len();
        Self { out, start }
    }
}

impl Sink for Plain<'_> {
    #[inline]
    fn copy(&mut self, text: &str, _start: usize) {
        self.out.push_str(text);
    }

    #[inline]
    fn put(&mut self, c: char, _source: Range<usize>) {
        self.out.push(c);
    }

    #[inline]
    fn attach(&mut self, _source: Range<usize>) {}

    fn rewind(&mut self) {
        let written = self.out.get(self.start..).unwrap_or_default();
        self.out.truncate(self.start + last_word(written));
    }
}

/// One character of the output: where it begins there, and what it covers in the source.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Origin {
    pub(crate) out_start: u32,
    pub(crate) source: ByteSpan,
}

/// Appends to a string and keeps the origin of each character.
#[derive(Default)]
pub(crate) struct Mapped {
    pub(crate) text: String,
    pub(crate) origins: Vec<Origin>,
}

/// A byte position as a span has it. Texts are smaller than 4 GiB; what lies beyond is clamped.
pub(crate) fn position(byte: usize) -> u32 {
    u32::try_from(byte).unwrap_or(u32::MAX)
}

impl Sink for Mapped {
    fn copy(&mut self, text: &str, start: usize) {
        for (offset, c) in text.char_indices() {
            self.put(c, start + offset..start + offset + c.len_utf8());
        }
    }

    fn put(&mut self, c: char, source: Range<usize>) {
        let source = ByteSpan::new(position(source.start), position(source.end));
        self.origins.push(Origin { out_start: position(self.text.len()), source });
        self.text.push(c);
    }

    fn attach(&mut self, source: Range<usize>) {
        if let Some(last) = self.origins.last_mut() {
            last.source.end = position(source.end);
        }
    }

    fn rewind(&mut self) {
        self.text.truncate(last_word(&self.text));
        let end = position(self.text.len());
        let kept = self.origins.partition_point(|origin| origin.out_start < end);
        self.origins.truncate(kept);
    }
}

/// Where the last word of a text begins.
fn last_word(text: &str) -> usize {
    let after = |(space, c): (usize, char)| space + c.len_utf8();
    text.char_indices().rev().find(|(_, c)| is_white_space(*c)).map_or(0, after)
}
