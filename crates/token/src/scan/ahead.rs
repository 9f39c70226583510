//! A look ahead in a text.
//!
//! Most of a text is Arabic words with a single space between them, whose letters are those of
//! U+0620–U+065F. They are found here by a few operations for many bytes, well before they are
//! handed on: a processor that guessed wrong where a word ends would else wait for them.

use siyaq_simd::{Lanes, Task, widest};

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
        widest(Look { ahead: self, text, start });
    }

    /// The same with vectors of some width.
    #[inline(always)]
    fn look_with<const N: usize, L: Lanes<N>>(&mut self, lanes: L, text: &[u8], start: usize) {
        let rest = text.get(start..).unwrap_or_default();
        (self.start, self.reach) = (start, REACH);
        let (mut lead_before, mut space_before) = (0, 0);
        let mut before = &mut Plain::default();
        for (number, plain) in self.blocks.iter_mut().take(BLOCKS).enumerate() {
            let rest = rest.get(number * 64..).unwrap_or_default();
            let block = Block::at(lanes, rest);
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

/// A look at the blocks from byte `start` on.
struct Look<'l> {
    ahead: &'l mut Ahead,
    text: &'l [u8],
    start: usize,
}

impl Task for Look<'_> {
    type Output = ();

    #[inline(always)]
    fn run<const N: usize, L: Lanes<N>>(self, lanes: L) {
        self.ahead.look_with(lanes, self.text, self.start);
    }
}

/// The bytes of a block, and the one behind it.
type BlockBytes = [u8; 65];

/// What stands in a block, a bit for each byte.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Block {
    /// First bytes of letters, marks and tatweels of U+0620–U+065F.
    leads: u64,
    /// First bytes of the letters among them.
    letters: u64,
    spaces: u64,
}

impl Block {
    /// Looks at the block at the start of `text`, and zeros behind its end.
    #[inline(always)]
    fn at<const N: usize, L: Lanes<N>>(lanes: L, text: &[u8]) -> Self {
        match text.first_chunk() {
            Some(bytes) => Self::read(lanes, bytes),
            None => {
                let mut bytes = [0; 65];
                bytes.iter_mut().zip(text).for_each(|(byte, text)| *byte = *text);
                Self::read(lanes, &bytes)
            }
        }
    }

    #[inline(always)]
    fn read<const N: usize, L: Lanes<N>>(lanes: L, bytes: &BlockBytes) -> Self {
        let mut block = Self { leads: 0, letters: 0, spaces: 0 };
        for start in (0..64).step_by(N) {
            let these = lanes.load(part(bytes, start));
            let next = lanes.load(part(bytes, start + 1));
            let half = lanes.and(next, lanes.splat(0xE0));
            // U+0620–U+063F are all letters.
            let first = lanes
                .both(lanes.equal(these, lanes.splat(0xD8)), lanes.equal(half, lanes.splat(0xA0)));
            let is_second = lanes.equal(these, lanes.splat(0xD9));
            let second = lanes.both(is_second, lanes.equal(half, lanes.splat(0x80)));
            // Of U+0640–U+065F those of U+0641–U+064A are.
            let place = lanes.sub(next, lanes.splat(0x81));
            let letter = lanes.both(is_second, lanes.at_most(place, lanes.splat(9)));
            block.leads |= lanes.bits(lanes.either(first, second)) << start;
            block.letters |= lanes.bits(lanes.either(first, letter)) << start;
            block.spaces |= lanes.bits(lanes.equal(these, lanes.splat(b' '))) << start;
        }
        block
    }
}

/// The bytes from `start` on.
#[inline(always)]
fn part<const N: usize>(bytes: &BlockBytes, start: usize) -> [u8; N] {
    bytes.get(start..).and_then(<[u8]>::first_chunk).copied().unwrap_or([0; N])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kind::{Kind, kind_of};
    use proptest::prelude::*;
    use siyaq_simd::every_width;

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

    #[derive(Clone, Copy)]
    struct Read<'b>(&'b BlockBytes);

    impl Task for Read<'_> {
        type Output = Block;

        #[inline(always)]
        fn run<const N: usize, L: Lanes<N>>(self, lanes: L) -> Block {
            Block::read(lanes, self.0)
        }
    }

    proptest! {
        #[test]
        fn vectors_of_every_width_see_what_stands_there(
            bytes in prop::collection::vec(
                prop_oneof![Just(0xD8u8), Just(0xD9), Just(b' '), 0x7Eu8..=0xC2, any::<u8>()], 65,
            ),
        ) {
            let bytes: BlockBytes = bytes.try_into().unwrap();
            let mut slow = Block { leads: 0, letters: 0, spaces: 0 };
            for (place, pair) in bytes.windows(2).enumerate() {
                let lead = matches!(pair, [0xD8, 0xA0..=0xBF] | [0xD9, 0x80..=0x9F]);
                let letter = matches!(pair, [0xD8, 0xA0..=0xBF] | [0xD9, 0x81..=0x8A]);
                slow.leads |= u64::from(lead) << place;
                slow.letters |= u64::from(letter) << place;
                slow.spaces |= u64::from(pair[0] == b' ') << place;
            }
            for block in every_width(&Read(&bytes)) {
                prop_assert_eq!(block, slow);
            }
        }
    }
}
