//! The tokens of the corpus: word ids in blocks of 128, bit-packed.

use crate::bits::{index, u64_at};
use crate::merge::Tokens;
use crate::store::NewFile;
use crate::{Bytes, IndexError, TermId};
use bitpacking::{BitPacker, BitPacker4x};
use rayon::prelude::*;
use std::ops::Range;

const MAGIC: &[u8; 8] = b"SYQTOKS1";
/// Ids in a block.
pub(crate) const BLOCK: usize = BitPacker4x::BLOCK_LEN;
/// Blocks between two entries of the directory.
const SUPER: usize = 16;
const HEADER: usize = 24;

/// The word id at every position of the corpus.
///
/// File: magic `SYQTOKS1`; count (u64); number of word types (u64); the directory, one u64 for each
/// 16 blocks, the place of the first of them in the data; one byte for each block, its width in
/// bits; the data. A block of width w is 16·w bytes in the 4-lane layout of the crate `bitpacking`;
/// the last block is filled up with zeros.
#[derive(Clone, Debug)]
pub struct TokenColumn {
    bytes: Bytes,
    count: u64,
    types: u32,
    widths: usize,
    data: usize,
}

/// Blocks that one task packs.
const TASK: usize = 1024;

/// Calls `each` with every block of a task, the last one filled up with zeros.
fn blocks_of(tokens: &Tokens, task: usize, mut each: impl FnMut(&[u32])) {
    let start = task * TASK * BLOCK;
    let count = tokens.len().saturating_sub(start).min(TASK * BLOCK);
    let mut ids = vec![0; count.next_multiple_of(BLOCK)];
    tokens.copy(start, &mut ids);
    ids.chunks_exact(BLOCK).for_each(&mut each);
}

fn widths_of(tokens: &Tokens, task: usize) -> Vec<u8> {
    let packer = BitPacker4x::new();
    let mut widths = Vec::with_capacity(TASK);
    blocks_of(tokens, task, |block| widths.push(packer.num_bits(block)));
    widths
}

fn pack(tokens: &Tokens, task: usize, mut data: Vec<u8>) -> Vec<u8> {
    let packer = BitPacker4x::new();
    data.reserve(TASK * BLOCK * 3);
    let mut buffer = [0u8; BLOCK * 4];
    blocks_of(tokens, task, |block| {
        let written = packer.compress(block, &mut buffer, packer.num_bits(block));
        data.extend_from_slice(buffer.get(..written).unwrap_or_default());
    });
    data
}

impl TokenColumn {
    /// Writes the column of a corpus.
    pub(crate) fn write(
        tokens: &Tokens,
        types: u32,
        mut file: NewFile<'_>,
    ) -> Result<(), IndexError> {
        let tasks: Vec<usize> = (0..tokens.len().div_ceil(TASK * BLOCK)).collect();
        let widths: Vec<Vec<u8>> = tasks.par_iter().map(|task| widths_of(tokens, *task)).collect();
        let widths = widths.concat();
        let mut head = MAGIC.to_vec();
        head.extend_from_slice(&(tokens.len() as u64).to_le_bytes());
        head.extend_from_slice(&u64::from(types).to_le_bytes());
        let mut offset = 0u64;
        for group in widths.chunks(SUPER) {
            head.extend_from_slice(&offset.to_le_bytes());
            offset += group.iter().map(|width| u64::from(*width) * 16).sum::<u64>();
        }
        head.extend_from_slice(&widths);
        file.push(head)?;
        for wave in tasks.chunks(rayon::current_num_threads() * 4) {
            let packed = wave.par_iter().map(|task| pack(tokens, *task, file.buffer()));
            packed.collect::<Vec<_>>().into_iter().try_for_each(|data| file.push(data))?;
        }
        file.finish()
    }

    pub(crate) fn open(file: &str, bytes: Bytes) -> Result<Self, IndexError> {
        let data = bytes.as_ref();
        let header = || IndexError::corrupt(file, "its header is no header of a token column");
        if !data.starts_with(MAGIC) {
            return Err(header());
        }
        let count = u64_at(data, 8).ok_or_else(header)?;
        let types = u64_at(data, 16).and_then(|types| u32::try_from(types).ok());
        let types = types.ok_or_else(header)?;
        let blocks = index(count.div_ceil(BLOCK as u64)).ok_or_else(header)?;
        let widths = blocks.div_ceil(SUPER).checked_mul(8).map(|directory| HEADER + directory);
        let widths = widths.ok_or_else(header)?;
        let start = widths.checked_add(blocks).ok_or_else(header)?;
        let column = Self { count, types, widths, data: start, bytes: bytes.clone() };
        let tail = match blocks.checked_sub(1) {
            Some(last) => column.block_end(last).ok_or_else(header)?,
            None => start,
        };
        if tail == data.len() {
            Ok(column)
        } else {
            Err(IndexError::corrupt(file, format!("{} bytes, {tail} expected", data.len())))
        }
    }

    /// How many tokens there are.
    #[inline]
    #[must_use]
    pub fn count(&self) -> u64 {
        self.count
    }

    /// How many word types the ids name.
    #[inline]
    #[must_use]
    pub fn types(&self) -> u32 {
        self.types
    }

    fn block_start(&self, block: usize) -> Option<usize> {
        let data = self.bytes.as_ref();
        let group = block / SUPER;
        let base = index(u64_at(data, HEADER + group * 8)?)?;
        let before = data.get(self.widths + group * SUPER..self.widths + block)?;
        let within: usize = before.iter().map(|width| usize::from(*width) * 16).sum();
        self.data.checked_add(base)?.checked_add(within)
    }

    fn block_end(&self, block: usize) -> Option<usize> {
        let width = *self.bytes.as_ref().get(self.widths + block)?;
        self.block_start(block)?.checked_add(usize::from(width) * 16)
    }

    /// Decodes a block; zeros where the file is damaged, so that every id names a word.
    fn decode(&self, start: Option<usize>, block: usize, out: &mut [u32; BLOCK]) -> Option<usize> {
        let start = start?;
        let data = self.bytes.as_ref();
        let width = *data.get(self.widths + block)?;
        if width > 32 {
            return None;
        }
        let end = start.checked_add(usize::from(width) * 16)?;
        BitPacker4x::new().decompress(data.get(start..end)?, out, width);
        for id in out.iter_mut() {
            *id = if *id < self.types { *id } else { 0 };
        }
        Some(end)
    }

    /// The word at a position; the most frequent word beyond the end.
    ///
    /// Cost: decodes a block of 128. For a stretch of positions use [`read`](Self::read).
    #[must_use]
    pub fn get(&self, pos: u64) -> TermId {
        let mut block = [0; BLOCK];
        let Some(place) = index(pos).filter(|_| pos < self.count) else { return TermId(0) };
        let number = place / BLOCK;
        if self.decode(self.block_start(number), number, &mut block).is_none() {
            return TermId(0);
        }
        TermId(block.get(place % BLOCK).copied().unwrap_or(0))
    }

    /// Puts the word ids of `range` into `out`, replacing what it holds. The range is cut at the
    /// end of the corpus.
    ///
    /// Cost: about 1 ns for a token.
    pub fn read(&self, range: Range<u64>, out: &mut Vec<u32>) {
        out.clear();
        let (Some(start), Some(end)) =
            (index(range.start.min(self.count)), index(range.end.min(self.count)))
        else {
            return;
        };
        if start >= end {
            return;
        }
        out.reserve(end - start);
        let mut buffer = [0; BLOCK];
        let mut place = self.block_start(start / BLOCK);
        for number in start / BLOCK..end.div_ceil(BLOCK) {
            let next = self.decode(place, number, &mut buffer);
            if next.is_none() {
                buffer.fill(0);
            }
            place = next;
            let from = start.max(number * BLOCK) - number * BLOCK;
            let to = end.min((number + 1) * BLOCK) - number * BLOCK;
            out.extend_from_slice(buffer.get(from..to).unwrap_or_default());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::Store;
    use proptest::prelude::*;

    /// The bytes of a column over ids that lie in pieces of `piece` tokens.
    fn encode(ids: &[u32], types: u32, piece: usize) -> Vec<u8> {
        let store = Store::memory();
        let tokens = Tokens::new(ids.chunks(piece).map(<[u32]>::to_vec).collect());
        TokenColumn::write(&tokens, types, store.create("x").unwrap()).unwrap();
        store.finish().unwrap().remove(0).1
    }

    proptest! {
        #[test]
        fn tokens_come_back(
            ids in prop::collection::vec(0u32..5000, 0..3000),
            cut in any::<(prop::sample::Index, prop::sample::Index)>(),
            piece in 1usize..700,
        ) {
            let column = TokenColumn::open("x", encode(&ids, 5000, piece).into()).unwrap();
            prop_assert_eq!(column.count(), ids.len() as u64);
            let (a, b) = (cut.0.index(ids.len() + 1), cut.1.index(ids.len() + 1));
            let (a, b) = (a.min(b), a.max(b));
            let mut out = vec![7];
            column.read(a as u64..b as u64, &mut out);
            prop_assert_eq!(&out, &ids[a..b]);
            for place in [a, b].into_iter().filter(|place| *place < ids.len()) {
                prop_assert_eq!(column.get(place as u64), TermId(ids[place]));
            }
        }
    }

    #[test]
    fn a_shortened_column_is_refused_and_flipped_bytes_name_words() {
        let ids: Vec<u32> = (0..300).map(|id| id % 90).collect();
        let bytes = encode(&ids, 90, 300);
        for length in 0..bytes.len() {
            assert!(TokenColumn::open("x", bytes[..length].to_vec().into()).is_err(), "{length}");
        }
        for place in 0..bytes.len() {
            let mut damaged = bytes.clone();
            damaged[place] ^= 0x81;
            let Ok(column) = TokenColumn::open("x", damaged.into()) else { continue };
            let mut out = Vec::new();
            column.read(0..column.count().min(1000), &mut out);
            assert!(out.iter().all(|id| *id < column.types().max(1)));
        }
    }
}
