//! Options and texts from the bytes of an input.

use std::borrow::Cow;

/// The bytes of an input, taken from the front.
pub(crate) struct Choices<'d> {
    data: &'d [u8],
}

impl<'d> Choices<'d> {
    pub(crate) fn new(data: &'d [u8]) -> Self {
        Self { data }
    }

    /// The next byte; 0 at the end.
    pub(crate) fn byte(&mut self) -> u8 {
        match self.data {
            [first, rest @ ..] => {
                self.data = rest;
                *first
            }
            [] => 0,
        }
    }

    pub(crate) fn flag(&mut self) -> bool {
        self.byte() & 1 == 1
    }

    /// One of several values.
    pub(crate) fn one_of<T: Clone>(&mut self, values: &[T]) -> T {
        values[usize::from(self.byte()) % values.len()].clone()
    }

    /// At most `most` bytes of the rest.
    pub(crate) fn bytes(&self, most: usize) -> &'d [u8] {
        &self.data[..most.min(self.data.len())]
    }

    /// The same as text; what is not UTF-8 becomes U+FFFD.
    pub(crate) fn text(&self, most: usize) -> Cow<'d, str> {
        String::from_utf8_lossy(self.bytes(most))
    }

    /// The rest as two texts, parted by a zero byte.
    pub(crate) fn two_texts(&self, most: usize) -> (Cow<'d, str>, Cow<'d, str>) {
        let bytes = self.bytes(most);
        let end = bytes.iter().position(|byte| *byte == 0).unwrap_or(bytes.len());
        let (first, second) = (&bytes[..end], bytes.get(end + 1..).unwrap_or_default());
        (String::from_utf8_lossy(first), String::from_utf8_lossy(second))
    }
}
