//! The positions of each word: gaps in bit-packed blocks of 128 with a directory to skip by.

use crate::bits::{index, u64_at};
use crate::{Bytes, IndexError, IndexErrorKind, Starts};
use bitpacking::{BitPacker, BitPacker4x};

const MAGIC: &[u8; 8] = b"SYQPOST1";
const BLOCK: usize = BitPacker4x::BLOCK_LEN;
/// A directory entry: first position (u64), place of the block (u32), width (u8).
const ENTRY: usize = 13;
/// The width of a block whose gaps do not fit 32 bits: 128 plain u64.
const PLAIN: u8 = 255;

/// Bytes that the blocks of one word may have: their places in the directory have 32 bits.
pub(crate) const MOST_BYTES: usize = u32::MAX as usize;

/// Appends the list of one word. Full blocks of 128 positions come first, with one directory entry
/// each; what is left over follows as LEB128 numbers, the first one absolute, then gaps.
///
/// The error is that the blocks have more than `most` bytes.
pub(crate) fn encode_list(
    positions: &[u64],
    most: usize,
    out: &mut Vec<u8>,
) -> Result<(), IndexError> {
    let packer = BitPacker4x::new();
    let (full, rest) = positions.split_at(positions.len() / BLOCK * BLOCK);
    let mut blocks = Vec::with_capacity(full.len() * 2);
    let mut buffer = [0u8; BLOCK * 4];
    for block in full.chunks_exact(BLOCK) {
        let first = block.first().copied().unwrap_or(0);
        let mut gaps = [0u32; BLOCK];
        let mut high = 0;
        let pairs = block.iter().zip(block.get(1..).unwrap_or_default());
        for (gap, (before, after)) in gaps.iter_mut().skip(1).zip(pairs) {
            let wide = after.wrapping_sub(*before);
            high |= wide >> 32;
            *gap = u32::try_from(wide & u64::from(u32::MAX)).unwrap_or(0);
        }
        out.extend_from_slice(&first.to_le_bytes());
        let place = u32::try_from(blocks.len()).ok().filter(|_| blocks.len() <= most);
        let place = place.ok_or_else(|| IndexErrorKind::TooLarge {
            what: format!("the list of a word that stands {} times", positions.len()),
            limit: most as u64,
            found: blocks.len() as u64,
        })?;
        out.extend_from_slice(&place.to_le_bytes());
        if high > 0 {
            out.push(PLAIN);
            blocks.extend(block.iter().flat_map(|position| position.to_le_bytes()));
        } else {
            let width = packer.num_bits(&gaps);
            let written = packer.compress(&gaps, &mut buffer, width);
            out.push(width);
            blocks.extend_from_slice(buffer.get(..written).unwrap_or_default());
        }
    }
    out.extend_from_slice(&blocks);
    let mut previous = 0;
    for position in rest {
        push_number(position - previous, out);
        previous = *position;
    }
    Ok(())
}

fn push_number(mut value: u64, out: &mut Vec<u8>) {
    while value >= 0x80 {
        #[expect(clippy::cast_possible_truncation, reason = "seven bits are kept")]
        out.push(value as u8 | 0x80);
        value >>= 7;
    }
    #[expect(clippy::cast_possible_truncation, reason = "less than 128 is left")]
    out.push(value as u8);
}

fn read_number(bytes: &mut &[u8]) -> Option<u64> {
    let mut value = 0u64;
    for shift in (0..64).step_by(7) {
        let (byte, rest) = bytes.split_first()?;
        *bytes = rest;
        value |= u64::from(byte & 0x7f) << shift;
        if byte & 0x80 == 0 {
            return Some(value);
        }
    }
    None
}

/// The header of the postings file, before the lists.
pub(crate) fn file_header(words: u32) -> Vec<u8> {
    let mut out = MAGIC.to_vec();
    out.extend_from_slice(&u64::from(words).to_le_bytes());
    out
}

/// The lists of all words.
#[derive(Clone, Debug)]
pub(crate) struct PostingsFile {
    bytes: Bytes,
    lists: Starts,
}

impl PostingsFile {
    /// `lists` says where the list of each word starts.
    pub(crate) fn open(file: &str, bytes: Bytes, lists: Starts) -> Result<Self, IndexError> {
        let data = bytes.as_ref();
        if !data.starts_with(MAGIC) || u64_at(data, 8) != Some(lists.len()) {
            return Err(IndexError::corrupt(file, "its header is no header of these postings"));
        }
        if lists.get(lists.len()) != data.len() as u64 {
            return Err(IndexError::corrupt(file, "its length is not that of its lists"));
        }
        Ok(Self { bytes, lists })
    }

    pub(crate) fn list(&self, word: u64, count: u64, end: u64) -> Postings<'_> {
        let place = self.lists.unit(word);
        let bytes = match (index(place.start), index(place.end)) {
            (Some(from), Some(to)) => self.bytes.as_ref().get(from..to).unwrap_or_default(),
            _ => &[],
        };
        Postings::new(bytes, count, end)
    }
}

/// The positions of one word, ascending.
#[derive(Clone, Debug)]
pub struct Postings<'c> {
    directory: &'c [u8],
    blocks: &'c [u8],
    tail: &'c [u8],
    count: u64,
    end: u64,
    next_block: usize,
    buffer: [u64; BLOCK],
    filled: usize,
    place: usize,
    tail_left: u64,
    previous: u64,
}

impl<'c> Postings<'c> {
    fn new(bytes: &'c [u8], count: u64, end: u64) -> Self {
        let full = index(count / BLOCK as u64).unwrap_or(usize::MAX);
        let (directory, rest) =
            bytes.split_at_checked(full.saturating_mul(ENTRY)).unwrap_or_default();
        let last = full.checked_sub(1).and_then(|last| entry(directory, last));
        let used = last.map_or(0, |entry| entry.place.saturating_add(block_bytes(entry.width)));
        let (blocks, tail) = rest.split_at_checked(used).unwrap_or_default();
        Self {
            directory,
            blocks,
            tail,
            count,
            end,
            next_block: 0,
            buffer: [0; BLOCK],
            filled: 0,
            place: 0,
            tail_left: count % BLOCK as u64,
            previous: 0,
        }
    }

    /// How many positions there are in all, from the start.
    #[must_use]
    pub fn count(&self) -> u64 {
        self.count
    }

    fn load(&mut self, block: usize) -> Option<()> {
        let entry = entry(self.directory, block)?;
        let end = entry.place.checked_add(block_bytes(entry.width))?;
        let bytes = self.blocks.get(entry.place..end)?;
        if entry.width == PLAIN {
            for (to, from) in self.buffer.iter_mut().zip(bytes.chunks_exact(8)) {
                *to = u64_at(from, 0)?.min(self.end);
            }
        } else if entry.width <= 32 {
            let mut gaps = [0u32; BLOCK];
            BitPacker4x::new().decompress(bytes, &mut gaps, entry.width);
            let mut position = entry.first;
            for (to, gap) in self.buffer.iter_mut().zip(gaps) {
                position = position.saturating_add(u64::from(gap));
                *to = position;
            }
        } else {
            return None;
        }
        self.filled = BLOCK;
        self.place = 0;
        self.next_block = block + 1;
        Some(())
    }

    /// Skips to the first position at `pos` or after, so that `next` gives that one. Never goes
    /// back.
    ///
    /// Cost: a binary search in the directory and at most one block.
    pub fn advance_to(&mut self, pos: u64) {
        let blocks = self.directory.len() / ENTRY;
        let (mut from, mut to) = (self.next_block, blocks);
        while from < to {
            let middle = from + (to - from) / 2;
            if entry(self.directory, middle).is_some_and(|entry| entry.first <= pos) {
                from = middle + 1;
            } else {
                to = middle;
            }
        }
        if from > self.next_block && self.load(from - 1).is_none() {
            self.filled = 0;
        }
        while let Some(found) = self.peek() {
            if found >= pos {
                return;
            }
            self.place += 1;
        }
    }

    fn peek(&mut self) -> Option<u64> {
        if self.place == self.filled {
            if self.next_block < self.directory.len() / ENTRY {
                self.load(self.next_block)?;
            } else {
                let gap = (self.tail_left > 0).then(|| read_number(&mut self.tail))??;
                self.tail_left -= 1;
                self.previous = self.previous.saturating_add(gap);
                *self.buffer.first_mut()? = self.previous;
                (self.place, self.filled) = (0, 1);
            }
        }
        self.buffer.get(self.place).copied().filter(|pos| *pos < self.end)
    }
}

impl Iterator for Postings<'_> {
    type Item = u64;

    #[inline]
    fn next(&mut self) -> Option<u64> {
        let found = self.peek()?;
        self.place += 1;
        Some(found)
    }
}

struct Entry {
    first: u64,
    place: usize,
    width: u8,
}

fn entry(directory: &[u8], block: usize) -> Option<Entry> {
    let bytes = directory.get(block.checked_mul(ENTRY)?..)?.get(..ENTRY)?;
    let (place, width) = bytes.get(8..)?.split_at_checked(4)?;
    let place = u32::from_le_bytes(place.try_into().ok()?);
    Some(Entry { first: u64_at(bytes, 0)?, place: place as usize, width: *width.first()? })
}

fn block_bytes(width: u8) -> usize {
    if width == PLAIN { BLOCK * 8 } else { usize::from(width) * BLOCK / 8 }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn list(positions: &[u64], end: u64, check: impl FnOnce(Postings<'_>)) {
        let mut bytes = Vec::new();
        encode_list(positions, MOST_BYTES, &mut bytes).unwrap();
        check(Postings::new(&bytes, positions.len() as u64, end));
    }

    /// A list whose blocks have more bytes than their places can say is refused; the places never
    /// begin anew. Every block of neighbours has 128 gaps of one bit, 16 bytes.
    #[test]
    fn a_list_that_is_too_long_is_refused() {
        let positions: Vec<u64> = (0..128 * 4).collect();
        assert!(encode_list(&positions, 16 * 3, &mut Vec::new()).is_ok());
        let error = encode_list(&positions, 16 * 3 - 1, &mut Vec::new()).unwrap_err();
        assert!(error.to_string().contains("512 times"), "{error}");
    }

    proptest! {
        #[test]
        fn positions_come_back(
            gaps in prop::collection::vec(1u64..2000, 0..700),
            scale in prop::sample::select(vec![1u64, 1000, 1 << 33]),
            jumps in prop::collection::vec(any::<prop::sample::Index>(), 0..12),
        ) {
            let positions: Vec<u64> = gaps
                .iter()
                .scan(0, |sum, gap| { *sum += gap * scale; Some(*sum) })
                .collect();
            let end = positions.last().map_or(0, |last| last + 1);
            list(&positions, end, |found| assert_eq!(found.collect::<Vec<_>>(), positions));
            let mut targets: Vec<u64> = jumps
                .iter()
                .filter(|_| !positions.is_empty())
                .map(|jump| positions[jump.index(positions.len())].saturating_sub(scale / 2))
                .collect();
            targets.sort_unstable();
            list(&positions, end, |mut found| {
                let mut from = 0;
                for target in targets {
                    found.advance_to(target);
                    let place = positions.partition_point(|pos| *pos < target).max(from);
                    assert_eq!(found.next(), positions.get(place).copied());
                    from = (place + 1).min(positions.len());
                }
            });
        }

        #[test]
        fn damaged_lists_do_not_panic(bytes in prop::collection::vec(any::<u8>(), 0..400), count in 0u64..400) {
            let mut found = Postings::new(&bytes, count, 1000);
            found.advance_to(500);
            prop_assert!(found.take(1000).all(|pos| pos < 1000));
        }
    }
}
