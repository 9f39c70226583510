//! Sixty-four bytes of a text at once.
//!
//! Most of a text is Arabic words with a single space between them, whose letters are those of
//! U+0620–U+065F. They are found here by a few operations for many bytes.

use wide::u8x16;

/// How many bytes a block has.
pub(crate) const BLOCK: u32 = u64::BITS;

/// The bytes of a block, and the one behind it.
type BlockBytes = [u8; 65];

/// What stands in a block, a bit for each byte.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Block {
    /// Bytes that belong to no letter, mark or tatweel of U+0620–U+065F.
    pub(crate) gaps: u64,
    /// Spaces right before a letter of those.
    pub(crate) starts: u64,
}

impl Block {
    /// Looks at the block from `start` on, where a character begins. Behind the end of the text
    /// there are gaps.
    #[inline]
    pub(crate) fn at(text: &[u8], start: usize) -> Self {
        let rest = text.get(start..).unwrap_or_default();
        match rest.first_chunk() {
            Some(bytes) => Self::read(bytes),
            None => {
                let mut bytes = [0; 65];
                bytes.iter_mut().zip(rest).for_each(|(byte, rest)| *byte = *rest);
                Self::read(&bytes)
            }
        }
    }

    #[inline]
    fn read(bytes: &BlockBytes) -> Self {
        let (mut leads, mut letters, mut spaces) = (0, 0, 0);
        for part in 0..4 {
            let these = u8x16::new(sixteen(bytes, part * 16));
            let next = u8x16::new(sixteen(bytes, part * 16 + 1));
            let row = next & u8x16::splat(0xE0);
            // U+0620–U+063F are all letters.
            let first = these.simd_eq(u8x16::splat(0xD8)) & row.simd_eq(u8x16::splat(0xA0));
            let is_second = these.simd_eq(u8x16::splat(0xD9));
            let second = is_second & row.simd_eq(u8x16::splat(0x80));
            // Of U+0640–U+065F those of U+0641–U+064A are.
            let place = next - u8x16::splat(0x81);
            let letter = is_second & place.min(u8x16::splat(9)).simd_eq(place);
            let space = these.simd_eq(u8x16::splat(b' '));
            let bits = |bytes: u8x16| u64::from(bytes.to_bitmask()) << (part * 16);
            leads |= bits(first | second);
            letters |= bits(first | letter);
            spaces |= bits(space);
        }
        Self { gaps: !(leads | leads << 1), starts: spaces & letters >> 1 }
    }
}

/// The sixteen bytes from `start` on.
#[inline]
fn sixteen(bytes: &BlockBytes, start: usize) -> [u8; 16] {
    bytes.get(start..).and_then(<[u8]>::first_chunk).copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kind::{Kind, kind_of};

    /// The same, character by character.
    fn slow(text: &str) -> Block {
        let mut block = Block { gaps: u64::MAX, starts: 0 };
        let mut before = None;
        for (place, c) in text.char_indices().take_while(|(place, _)| *place <= 64) {
            let ordinary = ('\u{620}'..='\u{65F}').contains(&c);
            if ordinary {
                block.gaps &= !(0b11_u64.checked_shl(place as u32).unwrap_or(0));
            }
            if before == Some(' ') && ordinary && kind_of(c) == Kind::ArabicLetter && place < 64 {
                block.starts |= 1 << (place - 1);
            }
            before = Some(c);
        }
        block
    }

    #[test]
    fn every_character_is_seen_as_what_it_is() {
        for c in ('\0'..='\u{8FF}').chain('\u{2000}'..='\u{206F}').chain('\u{FB50}'..='\u{FEFF}') {
            for text in [format!("بت {c}ث جح"), format!(" ب{c} {c}{c} ث"), format!("{c} ي{c}")]
            {
                for before in [
                    "",
                    "كل ",
                    "إن كلمة كلمات كلمة كلمات كلمة كلم",
                    "مااااااااااااااااااااااااااااا",
                ] {
                    let text = format!("{before}{text}");
                    let found = Block::at(text.as_bytes(), 0);
                    let expected = slow(&text);
                    assert_eq!(
                        (found.gaps, found.starts),
                        (expected.gaps, expected.starts),
                        "{text:?}"
                    );
                }
            }
        }
    }
}
