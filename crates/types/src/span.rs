//! Spans of bytes in a text.

use std::ops::Range;

/// A half-open range of bytes in the text of one document.
///
/// Units: bytes of UTF-8 from the start of the text. A text is smaller than 4 GiB; the reader
/// refuses a larger one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ByteSpan {
    /// The first byte.
    pub start: u32,
    /// The byte after the last one.
    pub end: u32,
}

impl ByteSpan {
    /// The span `start..end`.
    #[inline]
    #[must_use]
    pub const fn new(start: u32, end: u32) -> Self {
        Self { start, end }
    }

    /// How many bytes the span covers.
    #[inline]
    #[must_use]
    pub const fn byte_len(self) -> u32 {
        self.end.saturating_sub(self.start)
    }

    /// Whether the span covers nothing.
    #[inline]
    #[must_use]
    pub const fn is_empty(self) -> bool {
        self.end <= self.start
    }

    /// The span as a range of indexes.
    #[inline]
    #[must_use]
    pub const fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }

    /// The piece of `text` that the span covers; `None` where it does not lie in the text or
    /// cuts a character.
    #[inline]
    #[must_use]
    pub fn text(self, text: &str) -> Option<&str> {
        text.get(self.range())
    }
}
