//! From bytes of a text to its characters, and back.

use crate::ByteSpan;
use std::ops::Range;

/// Bytes between two places whose number of characters is kept.
const STEP: usize = 64;

/// Counts the characters before any byte of a text, for those who count text in characters
/// (Python, most annotation tools) where Siyaq counts bytes.
///
/// A character is a Unicode scalar value, as a `char` is.
///
/// Cost: making one is a pass over the text and keeps four bytes for each 64; a question looks at 64
/// bytes at most, [`byte_of`](Self::byte_of) at a few more.
///
/// ```
/// use siyaq_types::{ByteSpan, CharOffsets};
///
/// let text = "كتاب جديد";
/// let offsets = CharOffsets::new(text);
/// assert_eq!(offsets.span(ByteSpan::new(9, 17)), Some(5..9));
/// assert_eq!(offsets.byte_of(5), Some(9));
/// assert_eq!(offsets.char_of(1), None);
/// ```
#[derive(Clone, Debug)]
pub struct CharOffsets<'t> {
    text: &'t str,
    /// The characters that begin before each 64th byte.
    before: Vec<u32>,
}

impl<'t> CharOffsets<'t> {
    /// Looks through a text, which must be smaller than 4 GiB as the texts of spans are.
    #[must_use]
    pub fn new(text: &'t str) -> Self {
        let blocks = text.as_bytes().chunks(STEP);
        let before = blocks.scan(0u32, |sum, block| {
            let before = *sum;
            *sum += starts(block);
            Some(before)
        });
        Self { text, before: before.collect() }
    }

    /// How many characters stand before a byte; `None` beyond the end of the text and inside a
    /// character.
    #[must_use]
    pub fn char_of(&self, byte: usize) -> Option<usize> {
        if !self.text.is_char_boundary(byte) {
            return None;
        }
        let block = (byte / STEP).min(self.before.len().saturating_sub(1));
        let before = self.before.get(block).copied().unwrap_or(0);
        let rest = self.text.as_bytes().get(block * STEP..byte)?;
        Some((before + starts(rest)) as usize)
    }

    /// The characters of a span; `None` where it does not lie in the text or cuts a character.
    #[must_use]
    pub fn span(&self, span: ByteSpan) -> Option<Range<usize>> {
        let Range { start, end } = span.range();
        Some(self.char_of(start)?..self.char_of(end)?)
    }

    /// The byte at which a character begins; the length of the text for the character after the
    /// last, `None` beyond it.
    #[must_use]
    pub fn byte_of(&self, char: usize) -> Option<usize> {
        let block = self.before.partition_point(|before| *before as usize <= char);
        let block = block.saturating_sub(1);
        let missing = char - self.before.get(block).map_or(0, |before| *before as usize);
        let from = block * STEP;
        let bytes = self.text.as_bytes().get(from..)?;
        let mut begins = (from..).zip(bytes).filter(|(_, byte)| !follows(**byte));
        let (mut left, mut found) = (missing, begins.next());
        while left > 0 && found.is_some() {
            left -= 1;
            found = begins.next();
        }
        match found {
            Some((place, _)) => Some(place),
            None => (left == 0).then_some(self.text.len()),
        }
    }
}

/// Whether a byte goes on with a character.
const fn follows(byte: u8) -> bool {
    byte & 0xC0 == 0x80
}

/// How many characters begin in the bytes.
fn starts(bytes: &[u8]) -> u32 {
    bytes.iter().map(|byte| u32::from(!follows(*byte))).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_place_is_that_of_a_plain_count() {
        for text in ["", "a", "كتاب", &"كتاب 12 🌍 abc ".repeat(40), &"ab".repeat(64)] {
            let offsets = CharOffsets::new(text);
            let places: Vec<usize> =
                text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
            for byte in 0..=text.len() + 2 {
                let expected = places.iter().position(|place| *place == byte);
                assert_eq!(offsets.char_of(byte), expected, "{text:?} byte {byte}");
            }
            for (char, byte) in places.iter().enumerate() {
                assert_eq!(offsets.byte_of(char), Some(*byte), "{text:?} character {char}");
            }
            assert_eq!(offsets.byte_of(places.len()), None);
        }
    }
}
