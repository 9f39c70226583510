//! A look ahead in a text.
//!
//! Most of a text is Arabic words with a single space between them, whose letters are those of
//! U+0620–U+065F. They are found here by a few operations for many bytes, well before they are
//! handed on: a processor that guessed wrong where a word ends would else wait for them.

use wide::u8x16;

/// How many bytes a block has: as many as a number has bits.
pub(crate) const BLOCK: u32 = u64::BITS;

/// How many blocks are looked at together.
const BLOCKS: usize = 32;

/// How far the blocks reach of which none is the last.
const REACH: usize = (BLOCKS - 1) * 64;

/// What stands in the next 64 bytes, a bit for each.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Plain {
    /// Spaces right before a letter of U+0620–U+065F.
    pub(crate) starts: u64,
    /// Those, and bytes of letters, marks and tatweels of U+0620–U+065F.
    pub(crate) all: u64,
}

/// What stands in some blocks of a text.
#[derive(Debug)]
pub(crate) struct Ahead {
    /// Where the first of them begins, and how many bytes behind that others follow; none where no
    /// text has been looked at.
    start: usize,
    reach: usize,
    blocks: [Plain; BLOCKS + 1],
}

impl Ahead {
    /// Nothing of any text yet.
    pub(crate) const fn new() -> Self {
        Self { start: 0, reach: 0, blocks: [Plain { starts: 0, all: 0 }; BLOCKS + 1] }
    }

    /// What stands from byte `at` on, where a character begins. Behind the end of the text nothing
    /// is plain.
    #[inline]
    pub(crate) fn at(&mut self, text: &[u8], at: usize) -> Plain {
        let mut passed = at.wrapping_sub(self.start);
        if passed >= self.reach {
            self.look(text, at);
            passed = 0;
        }
        let (first, shift) = (passed / 64 % BLOCKS, passed % 64);
        let [this, next] = [self.blocks[first], self.blocks[first + 1]];
        // In two steps, because none of the bits are wanted where the first is the first bit.
        let joined = |this: u64, next: u64| this >> shift | next << 1 << (63 - shift);
        Plain { starts: joined(this.starts, next.starts), all: joined(this.all, next.all) }
    }

    /// Looks at the blocks from byte `start` on.
    #[inline(never)]
    fn look(&mut self, text: &[u8], start: usize) {
        let rest = text.get(start..).unwrap_or_default();
        (self.start, self.reach) = (start, REACH);
        let (mut lead_before, mut space_before) = (0, 0);
        let mut before = &mut Plain::default();
        for (number, plain) in self.blocks.iter_mut().take(BLOCKS).enumerate() {
            let rest = rest.get(number * 64..).unwrap_or_default();
            let block = Block::at(rest);
            // What a character or a word begins at the end of a block ends at the start of this.
            let across = space_before & block.letters << 63;
            before.starts |= across;
            before.all |= across;
            let starts = block.spaces & block.letters >> 1;
            let leads = block.leads;
            *plain = Plain { starts, all: starts | leads | leads << 1 | lead_before >> 63 };
            (lead_before, space_before) = (leads, block.spaces & 1 << 63);
            if rest.len() <= 64 {
                self.blocks.iter_mut().skip(number + 1).for_each(|plain| *plain = Plain::default());
                return;
            }
            before = plain;
        }
    }
}

/// The bytes of a block, and the one behind it.
type BlockBytes = [u8; 65];

/// What stands in a block, a bit for each byte.
#[derive(Clone, Copy, Debug)]
struct Block {
    /// First bytes of letters, marks and tatweels of U+0620–U+065F.
    leads: u64,
    /// First bytes of the letters among them.
    letters: u64,
    spaces: u64,
}

impl Block {
    /// Looks at the block at the start of `text`, and zeros behind its end.
    #[inline]
    fn at(text: &[u8]) -> Self {
        match text.first_chunk() {
            Some(bytes) => Self::read(bytes),
            None => {
                let mut bytes = [0; 65];
                bytes.iter_mut().zip(text).for_each(|(byte, text)| *byte = *text);
                Self::read(&bytes)
            }
        }
    }

    #[inline]
    fn read(bytes: &BlockBytes) -> Self {
        let mut block = Self { leads: 0, letters: 0, spaces: 0 };
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
            block.leads |= bits(first | second);
            block.letters |= bits(first | letter);
            block.spaces |= bits(space);
        }
        block
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
    fn slow(text: &str) -> Plain {
        let mut plain = Plain::default();
        let mut before = None;
        for (place, c) in text.char_indices() {
            let bits = |bits: u64| bits.checked_shl(place as u32).unwrap_or(0);
            let ordinary = ('\u{620}'..='\u{65F}').contains(&c);
            if ordinary {
                plain.all |= bits(0b11);
            }
            if before == Some(' ') && ordinary && kind_of(c) == Kind::ArabicLetter && place <= 64 {
                plain.starts |= 1 << (place - 1);
            }
            before = Some(c);
        }
        Plain { all: plain.all | plain.starts, ..plain }
    }

    #[test]
    fn every_character_is_seen_as_what_it_is() {
        let all = ('\0'..='\u{8FF}').chain('\u{2000}'..='\u{206F}').chain('\u{FB50}'..='\u{FEFF}');
        for c in all {
            for before in
                ["", "كل ", "إن كلمة كلمات كلمة كلمات كلمة كلم", " مااااااااااااااااااااااااااااا"]
            {
                let text = format!("{before}بت {c}ث {c}{c} جح {c} ي{c}");
                assert_eq!(Ahead::new().at(text.as_bytes(), 0), slow(&text), "{text:?}");
            }
        }
    }

    #[test]
    fn blocks_are_joined() {
        let mut text = String::new();
        for (number, c) in ('\u{620}'..='\u{65F}').cycle().take(4000).enumerate() {
            text.push(c);
            let rare = if number % 3 == 0 { ' ' } else { '،' };
            text.extend((number % 7 < 2).then_some(rare));
        }
        let mut ahead = Ahead::new();
        for (place, _) in text.char_indices() {
            let rest = text.get(place..).unwrap();
            // In order, and from the start.
            for found in [ahead.at(text.as_bytes(), place), Ahead::new().at(text.as_bytes(), place)]
            {
                let end = (0..=80).rev().find(|end| rest.is_char_boundary(*end));
                let near = rest.get(..end.unwrap()).unwrap();
                assert_eq!(found, slow(near), "{place} {near:?}");
            }
        }
    }
}
