//! Where a token stands.

use std::fmt;

/// Where a token stands in a corpus: the position of its word, and which part of the word it is.
///
/// On most layers a word is one token, and every place is that of a word. On a layer that takes
/// words apart, a word is up to [`TokenPos::MOST_PARTS`] tokens; their places lie between that of
/// their word and that of the next. Places are ordered as the tokens are read, so a range of places
/// may begin or end inside a word. The end of a range that takes in the last part of a word is the
/// place of the next word, whether the word has several parts or one.
///
/// ```
/// use siyaq_types::TokenPos;
/// // و ل الوزارة: the parts of the word at position 7.
/// let parts = [TokenPos::word(7), TokenPos::part(7, 1), TokenPos::part(7, 2)];
/// assert!(parts.is_sorted() && parts[2] < TokenPos::word(8));
/// assert_eq!((parts[2].pos(), parts[2].part_number()), (7, 2));
/// assert_eq!((parts[2].pos_after(), TokenPos::word(8).pos_after()), (8, 8));
/// ```
///
/// Units: the position counts the words of the corpus from 0, up to 2^61 - 1; the part counts from 0.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TokenPos(u64);

/// Bits of the part, below those of the position.
const PART_BITS: u32 = 3;

impl TokenPos {
    /// The most parts that a word can have.
    pub const MOST_PARTS: usize = 1 << PART_BITS;

    /// The place of a word, which is that of its first part. A position beyond 2^61 - 1 is taken
    /// for that.
    #[inline]
    #[must_use]
    pub const fn word(pos: u64) -> Self {
        let pos = if pos > u64::MAX >> PART_BITS { u64::MAX >> PART_BITS } else { pos };
        Self(pos << PART_BITS)
    }

    /// The place of a part of a word. A number beyond the last possible part is taken for it.
    #[inline]
    #[must_use]
    pub const fn part(pos: u64, number: u8) -> Self {
        let last = (Self::MOST_PARTS - 1) as u64;
        let number = number as u64;
        Self(Self::word(pos).0 | if number > last { last } else { number })
    }

    /// The position of the word.
    #[inline]
    #[must_use]
    pub const fn pos(self) -> u64 {
        self.0 >> PART_BITS
    }

    /// Which part of the word it is, from 0.
    #[inline]
    #[must_use]
    pub const fn part_number(self) -> u8 {
        (self.0 & (Self::MOST_PARTS as u64 - 1)) as u8
    }

    /// Of a place that ends a range: the position after the last word that the range touches.
    #[inline]
    #[must_use]
    pub const fn pos_after(self) -> u64 {
        self.pos() + (self.part_number() > 0) as u64
    }
}

/// The position, and the part where it is not the first: `7`, `7.2`.
impl fmt::Display for TokenPos {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.part_number() {
            0 => write!(f, "{}", self.pos()),
            part => write!(f, "{}.{part}", self.pos()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_in_reading_order() {
        let places =
            [TokenPos::word(0), TokenPos::part(0, 1), TokenPos::part(0, 7), TokenPos::word(1)];
        assert!(places.is_sorted_by(|one, next| one < next));
        assert_eq!(TokenPos::part(3, 0), TokenPos::word(3));
        assert_eq!(TokenPos::part(3, 9), TokenPos::part(3, 7));
        assert_eq!(TokenPos::word(u64::MAX).pos(), u64::MAX >> 3);
        assert_eq!(TokenPos::part(5, 2).to_string(), "5.2");
        assert_eq!(TokenPos::word(5).to_string(), "5");
        assert_eq!([TokenPos::word(5), TokenPos::part(5, 1)].map(TokenPos::pos_after), [5, 6]);
    }
}
