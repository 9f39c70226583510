//! The tokens of the corpus: ids in blocks of 128, each as its class and its place in the class.

use crate::bits::{BitWriter, index, u64_at};
use crate::classes::{Classes, SIZE};
use crate::merge::Tokens;
use crate::store::NewFile;
use crate::{Bytes, IndexError, TermId};
use rayon::prelude::*;
use std::ops::Range;

const MAGIC: &[u8; 8] = b"SYQTOKS2";
/// Ids in a block.
pub(crate) const BLOCK: usize = 128;
/// Blocks of an entry of the directory.
const GROUP: usize = 16;
/// Bytes of an entry of the directory: where its first block starts (u64), and for each block where
/// it ends after that (u16).
const ENTRY: usize = 8 + GROUP * 2;
/// Bytes of the footer.
const FOOTER: usize = SIZE + 24;
/// Blocks that one task packs.
const TASK: usize = 1024;

/// The word id at every position of the corpus.
///
/// File: the blocks; the directory, an entry for each 16 blocks; the footer: the classes, the number
/// of tokens (u64), the number of word types (u64), the magic `SYQTOKS2`.
#[derive(Clone, Debug)]
pub struct TokenColumn {
    bytes: Bytes,
    count: u64,
    types: u32,
    classes: Classes,
    /// Where the directory starts.
    directory: usize,
}

/// Packs the blocks of a task behind each other, the last one filled up with zeros, and says how
/// many bytes each has.
fn pack(tokens: &Tokens, task: usize, (classes, table): (&Classes, &[u8]), out: Vec<u8>) -> Packed {
    let start = task * TASK * BLOCK;
    let count = tokens.len().saturating_sub(start).min(TASK * BLOCK);
    let mut ids = vec![0; count.next_multiple_of(BLOCK)];
    tokens.copy(start, &mut ids);
    let mut writer = BitWriter::new(out);
    let mut lengths = Vec::with_capacity(ids.len() / BLOCK);
    let class = |id: u32| table.get(id as usize).copied().unwrap_or(0);
    for block in ids.chunks_exact(BLOCK) {
        let before = writer.len();
        let (low, high) = block.split_at(BLOCK / 2);
        for (low, high) in low.iter().zip(high) {
            writer.push(u64::from(class(*low) | class(*high) << 4), 8);
        }
        for id in block {
            let (base, width) = classes.of(class(*id));
            writer.push(u64::from(id - base), width);
        }
        writer.align();
        // At most 64 bytes of classes and 128 times four.
        lengths.push(u16::try_from(writer.len() - before).unwrap_or(u16::MAX));
    }
    Packed { bytes: writer.finish(), lengths }
}

/// What a task has packed.
struct Packed {
    bytes: Vec<u8>,
    lengths: Vec<u16>,
}

/// Where blocks of these lengths stand.
fn directory(lengths: &[u16]) -> Vec<u8> {
    let mut out = Vec::with_capacity(lengths.len().div_ceil(GROUP) * ENTRY);
    let mut start = 0u64;
    for group in lengths.chunks(GROUP) {
        out.extend_from_slice(&start.to_le_bytes());
        let mut end = 0u16;
        for block in 0..GROUP {
            end += group.get(block).copied().unwrap_or(0);
            out.extend_from_slice(&end.to_le_bytes());
        }
        start += u64::from(end);
    }
    out
}

impl TokenColumn {
    /// Writes the column of a corpus; `freqs` says how often each id occurs.
    pub(crate) fn write(
        tokens: &Tokens,
        freqs: &[u64],
        mut file: NewFile<'_>,
    ) -> Result<(), IndexError> {
        let classes = Classes::choose(freqs);
        let table = classes.table(freqs.len());
        let tasks: Vec<usize> = (0..tokens.len().div_ceil(TASK * BLOCK)).collect();
        let mut lengths = Vec::with_capacity(tokens.len().div_ceil(BLOCK));
        for wave in tasks.chunks(rayon::current_num_threads() * 4) {
            let packed =
                wave.par_iter().map(|task| pack(tokens, *task, (&classes, &table), file.buffer()));
            for packed in packed.collect::<Vec<Packed>>() {
                lengths.extend_from_slice(&packed.lengths);
                file.push(packed.bytes)?;
            }
        }
        let mut rest = directory(&lengths);
        classes.write(&mut rest);
        rest.extend_from_slice(&(tokens.len() as u64).to_le_bytes());
        rest.extend_from_slice(&(freqs.len() as u64).to_le_bytes());
        rest.extend_from_slice(MAGIC);
        file.push(rest)?;
        file.finish()
    }

    pub(crate) fn open(file: &str, bytes: Bytes) -> Result<Self, IndexError> {
        let footer = || IndexError::corrupt(file, "its footer is no footer of a token column");
        let start = bytes.len().checked_sub(FOOTER).ok_or_else(footer)?;
        let tail = bytes.get(start..bytes.len()).ok_or_else(footer)?;
        if !tail.ends_with(MAGIC) {
            return Err(footer());
        }
        let classes = Classes::read(tail).ok_or_else(footer)?;
        let count = u64_at(tail, SIZE).ok_or_else(footer)?;
        let types = u64_at(tail, SIZE + 8).and_then(|types| u32::try_from(types).ok());
        let types = types.ok_or_else(footer)?;
        let groups = index(count.div_ceil((BLOCK * GROUP) as u64)).ok_or_else(footer)?;
        let entries = groups.checked_mul(ENTRY).ok_or_else(footer)?;
        let directory = start.checked_sub(entries).ok_or_else(footer)?;
        let column = Self { bytes, count, types, classes, directory };
        let end = match column.blocks().checked_sub(1) {
            Some(last) => column.place(last).map(|place| place.end),
            None => Some(0),
        };
        if end == Some(directory) {
            Ok(column)
        } else {
            Err(IndexError::corrupt(file, "its blocks do not fill it"))
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

    /// How many blocks there are.
    pub(crate) fn blocks(&self) -> usize {
        // Opening has seen that their directory fits into memory.
        index(self.count.div_ceil(BLOCK as u64)).unwrap_or(usize::MAX)
    }

    /// Where a block stands in the file.
    #[inline]
    fn place(&self, block: usize) -> Option<Range<usize>> {
        let entry = self.directory.checked_add((block / GROUP).checked_mul(ENTRY)?)?;
        let entry = self.bytes.get(entry..entry.checked_add(ENTRY)?)?;
        let base = index(u64_at(entry, 0)?)?;
        let end = |number: usize| {
            let end: [u8; 2] = entry.get(8 + number * 2..10 + number * 2)?.try_into().ok()?;
            Some(usize::from(u16::from_le_bytes(end)))
        };
        let number = block % GROUP;
        let from = if number == 0 { 0 } else { end(number - 1)? };
        Some(base.checked_add(from)?..base.checked_add(end(number)?)?)
    }

    /// Decodes a block. `None` where the file is damaged, which is remembered; the ids are zeros
    /// then, so that every id names a word.
    fn decode(&self, block: usize, out: &mut [u32; BLOCK]) -> Option<()> {
        let decode = |out: &mut [u32; BLOCK]| {
            let place = self.place(block)?;
            let length = place.len();
            let bytes = self.bytes.get_and_rest(place)?;
            self.classes.decode(bytes, length, out).filter(|most| *most < self.types)
        };
        if decode(out).is_none() {
            self.bytes.note("a block holds what is no word");
            out.fill(0);
            return None;
        }
        Some(())
    }

    /// The places of a word in a block, a bit for each; `ids` is for the block.
    pub(crate) fn places_in(&self, block: usize, word: u32, ids: &mut [u32; BLOCK]) -> u128 {
        self.fitting_in(block, ids, |id| id == word)
    }

    /// The places in a block whose ids fit, a bit for each; `ids` is for the block.
    #[inline]
    pub(crate) fn fitting_in(
        &self,
        block: usize,
        ids: &mut [u32; BLOCK],
        fits: impl Fn(u32) -> bool,
    ) -> u128 {
        if self.decode(block, ids).is_none() {
            return 0;
        }
        let mut bits = [0u8; BLOCK / 8];
        for (bits, ids) in bits.iter_mut().zip(ids.as_chunks::<8>().0) {
            for (place, id) in ids.iter().enumerate() {
                *bits |= u8::from(fits(*id)) << place;
            }
        }
        // The last block is filled up.
        let left = self.count.saturating_sub(block as u64 * BLOCK as u64).min(BLOCK as u64);
        let inside = if left == 128 { u128::MAX } else { (1 << left) - 1 };
        u128::from_le_bytes(bits) & inside
    }

    /// The word at a position; the most frequent word beyond the end.
    ///
    /// Cost: decodes a block of 128. For a stretch of positions use [`read`](Self::read).
    #[must_use]
    pub fn get(&self, pos: u64) -> TermId {
        let mut block = [0; BLOCK];
        let Some(place) = index(pos).filter(|_| pos < self.count) else { return TermId(0) };
        self.decode(place / BLOCK, &mut block);
        TermId(block.get(place % BLOCK).copied().unwrap_or(0))
    }

    /// Puts the word ids of `range` into `out`, replacing what it holds. The range is cut at the
    /// end of the corpus. Where the file is damaged the ids are those of some word, and the corpus
    /// remembers the damage, see [`Corpus::sound`](crate::Corpus::sound).
    ///
    /// Cost: about 2 ns for a token.
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
        out.resize(end - start, 0);
        let mut buffer = [0; BLOCK];
        let mut rest = out.as_mut_slice();
        for number in start / BLOCK..end.div_ceil(BLOCK) {
            let skipped = start.saturating_sub(number * BLOCK);
            if skipped == 0
                && let Some((whole, after)) = std::mem::take(&mut rest).split_first_chunk_mut()
            {
                self.decode(number, whole);
                rest = after;
                continue;
            }
            let taken = (BLOCK - skipped).min(end - start.max(number * BLOCK));
            self.decode(number, &mut buffer);
            let ids = buffer.get(skipped..skipped + taken).unwrap_or_default();
            let place = start.max(number * BLOCK) - start;
            rest = out.get_mut(place..).unwrap_or_default();
            let (own, after) = rest.split_at_mut(taken.min(rest.len()));
            own.copy_from_slice(ids);
            rest = after;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::Store;
    use proptest::prelude::*;

    /// The bytes of a column over ids that lie in pieces of `piece` tokens, without their seal.
    fn encode(ids: &[u32], types: u32, piece: usize) -> Vec<u8> {
        let store = Store::memory();
        let tokens = Tokens::new(ids.chunks(piece).map(<[u32]>::to_vec).collect());
        let mut freqs = vec![0; types as usize];
        ids.iter().for_each(|id| freqs[*id as usize] += 1);
        TokenColumn::write(&tokens, &freqs, store.create("x").unwrap()).unwrap();
        let file = store.finish().unwrap().remove(0).1;
        let length = crate::seal::Seal::read(&file).unwrap().length();
        file[..length].to_vec()
    }

    proptest! {
        #[test]
        fn tokens_come_back(
            ids in prop::collection::vec(prop_oneof![0u32..9, 0u32..5000], 0..3000),
            cut in any::<(prop::sample::Index, prop::sample::Index)>(),
            piece in 1usize..700,
            word in 0u32..9,
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
            for (block, own) in ids.chunks(BLOCK).enumerate() {
                let found = column.places_in(block, word, &mut [0; BLOCK]);
                for place in 0..BLOCK {
                    prop_assert_eq!(found >> place & 1 == 1, own.get(place) == Some(&word));
                }
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
