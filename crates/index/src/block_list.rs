//! Ascending numbers of blocks, packed: the blocks that a word stands in.
//!
//! The numbers are below the number of all blocks, *m*. Where *n* of them take fewer bits so, they
//! are in Elias–Fano's code: of each number the lowest *w* bits, *w* the bits of *m*/*n* less one;
//! then, in unary code, the rest of each: as many zeros as it is more than the rest before, and a
//! one. Otherwise a bit for each block says whether it is one.

use crate::bits::{BitWriter, index, low_bits, u64_at};

/// Whether numbers are better told by a bit for each block, and else how many low bits they have.
fn shape(numbers: u64, blocks: u64) -> Option<u32> {
    let width = (blocks / numbers.max(1)).max(1).ilog2();
    let coded = numbers.saturating_mul(u64::from(width) + 1).saturating_add((blocks >> width) + 1);
    (coded < blocks).then_some(width)
}

/// Appends ascending numbers below `blocks`.
pub(crate) fn encode(numbers: &[u64], blocks: u64, out: Vec<u8>) -> Vec<u8> {
    let mut writer = BitWriter::new(out);
    let Some(width) = shape(numbers.len() as u64, blocks) else {
        let mut next = 0;
        for number in numbers {
            push_zeros(&mut writer, number - next);
            writer.push(1, 1);
            next = number + 1;
        }
        push_zeros(&mut writer, blocks - next);
        return writer.finish();
    };
    for number in numbers {
        writer.push(low_bits(*number, width), width);
    }
    writer.align();
    let mut high = 0;
    for number in numbers {
        push_zeros(&mut writer, (number >> width) - high);
        writer.push(1, 1);
        high = number >> width;
    }
    writer.finish()
}

fn push_zeros(writer: &mut BitWriter, mut zeros: u64) {
    while zeros > 0 {
        let some = u32::try_from(zeros.min(64)).unwrap_or(64);
        writer.push(0, some);
        zeros -= u64::from(some);
    }
}

/// The eight bytes at `offset`, with zeros after the end.
#[inline]
fn window(bytes: &[u8], offset: usize) -> u64 {
    u64_at(bytes, offset).unwrap_or_else(|| {
        let mut window = [0; 8];
        for (to, from) in window.iter_mut().zip(bytes.get(offset..).unwrap_or_default()) {
            *to = *from;
        }
        u64::from_le_bytes(window)
    })
}

/// The numbers, one after the other.
#[derive(Clone, Debug)]
pub(crate) struct BlockList<'c> {
    /// The low bits of each number.
    lows: &'c [u8],
    /// The ones of the unary code, or of the blocks.
    ones: &'c [u8],
    /// How many low bits there are; `None` for a bit for each block.
    width: Option<u32>,
    /// The ones that are left of the word of 64 bits with this number.
    word: u64,
    number: usize,
    /// How many numbers have been given, and how many there are.
    given: u64,
    count: u64,
}

impl<'c> BlockList<'c> {
    /// Reads `count` numbers below `blocks`.
    pub(crate) fn new(bytes: &'c [u8], count: u64, blocks: u64) -> Self {
        let width = shape(count, blocks);
        let bits = u64::from(width.unwrap_or(0)).saturating_mul(count);
        let split = index(bits.div_ceil(8)).and_then(|size| bytes.split_at_checked(size));
        let (lows, ones) = split.unwrap_or_default();
        Self { lows, ones, width, word: window(ones, 0), number: 0, given: 0, count }
    }

    /// Goes on to the next word of 64 bits.
    #[inline]
    fn next_word(&mut self) -> Option<()> {
        self.number += 1;
        let offset = self.number.checked_mul(8).filter(|offset| *offset < self.ones.len())?;
        self.word = window(self.ones, offset);
        Some(())
    }

    /// The first number that is left and not below `from`; those before it are passed over.
    pub(crate) fn next_from(&mut self, from: u64) -> Option<u64> {
        if let Some(width) = self.width {
            // The zeros before a one are the high bits of its number. A word of 64 bits is passed
            // over if there are too few zeros up to its end.
            let zeros =
                |list: &Self, ones: u64| ((list.number as u64) + 1) * 64 - list.given - ones;
            loop {
                let ones = u64::from(self.word.count_ones());
                if zeros(self, ones) >= from >> width {
                    break;
                }
                self.given += ones;
                self.next_word()?;
            }
        } else if from / 64 > self.number as u64 {
            // How many are passed over does not matter: no number needs it.
            self.number = index(from / 64)?;
            self.word = window(self.ones, self.number.checked_mul(8)?);
        }
        self.find(|number| *number >= from)
    }
}

impl Iterator for BlockList<'_> {
    type Item = u64;

    #[inline]
    fn next(&mut self) -> Option<u64> {
        if self.given >= self.count {
            return None;
        }
        while self.word == 0 {
            self.next_word()?;
        }
        let bit = self.number as u64 * 64 + u64::from(self.word.trailing_zeros());
        self.word &= self.word - 1;
        let Some(width) = self.width else { return Some(bit) };
        let low = self.given.checked_mul(u64::from(width))?;
        let window = window(self.lows, index(low / 8)?);
        let high = bit.checked_sub(self.given)?;
        self.given += 1;
        Some(high << width | low_bits(window >> (low % 8), width))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn numbers_come_back(
            gaps in prop::collection::vec(prop_oneof![3 => 1u64..4, 1 => 1u64..400], 0..700),
            more in prop::sample::select(vec![0u64, 1, 63, 64, 5000, 1 << 40]),
            targets in prop::collection::vec(any::<prop::sample::Index>(), 0..12),
        ) {
            let numbers: Vec<u64> =
                gaps.iter().scan(0, |sum, gap| { *sum += gap; Some(*sum - 1) }).collect();
            let blocks = numbers.last().map_or(0, |last| last + 1) + more;
            let bytes = encode(&numbers, blocks, Vec::new());
            let list = || BlockList::new(&bytes, numbers.len() as u64, blocks);
            prop_assert_eq!(list().collect::<Vec<_>>(), numbers.clone());
            let end = numbers.last().map_or(0, |last| *last as usize) + 3;
            let mut targets: Vec<u64> = targets.iter().map(|at| at.index(end) as u64).collect();
            targets.sort_unstable();
            let (mut jumping, mut from) = (list(), 0);
            for target in targets {
                let place = numbers.partition_point(|number| *number < target).max(from);
                prop_assert_eq!(jumping.next_from(target), numbers.get(place).copied());
                from = (place + 1).min(numbers.len());
            }
        }

        #[test]
        fn damaged_lists_do_not_panic(
            bytes in prop::collection::vec(any::<u8>(), 0..400),
            count in prop_oneof![0u64..400, any::<u64>()],
            blocks in prop_oneof![0u64..4000, any::<u64>()],
            from in prop_oneof![0u64..4000, any::<u64>()],
        ) {
            let mut list = BlockList::new(&bytes, count, blocks);
            list.next_from(from);
            prop_assert!(list.count() <= bytes.len() * 8);
        }
    }

    /// A number takes at most two bits and the logarithm of its share, and the two parts end with a
    /// byte.
    #[test]
    fn lists_are_as_small_as_the_code_of_elias_and_fano() {
        for (count, blocks) in [(1u64, 100_000u64), (100, 100_000), (5000, 100_000)] {
            let numbers: Vec<u64> = (0..count).map(|number| number * (blocks / count)).collect();
            let bits = encode(&numbers, blocks, Vec::new()).len() as u64 * 8;
            let share = (blocks as f64 / count as f64).log2();
            assert!(bits as f64 <= count as f64 * (share + 2.0) + 16.0, "{count}: {bits}");
        }
        let most: Vec<u64> = (0..1000).filter(|number| number % 3 > 0).collect();
        assert_eq!(encode(&most, 1000, Vec::new()).len(), 125);
    }
}
