//! Where the bytes of a lexicon come from.

use std::ops::Range;

/// The bytes of a lexicon: in memory, or in a file that is read as it is needed.
pub trait LexiconData {
    /// How many there are.
    fn byte_count(&self) -> usize;

    /// Those of a range. `None` where there are not so many, or where they are known to be damaged.
    fn bytes(&self, range: Range<usize>) -> Option<&[u8]>;

    /// Is told that the bytes make no sense, so that whoever asked can be told. What is in memory has
    /// nobody to tell; see [`Lexicon::verify`](crate::Lexicon::verify).
    fn note(&self, _what: &'static str) {}
}

impl LexiconData for Vec<u8> {
    #[inline]
    fn byte_count(&self) -> usize {
        self.len()
    }

    #[inline]
    fn bytes(&self, range: Range<usize>) -> Option<&[u8]> {
        self.get(range)
    }
}

impl LexiconData for &[u8] {
    #[inline]
    fn byte_count(&self) -> usize {
        self.len()
    }

    #[inline]
    fn bytes(&self, range: Range<usize>) -> Option<&[u8]> {
        self.get(range)
    }
}
