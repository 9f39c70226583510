//! The positions of each word: the blocks of tokens that it stands in, and in each of them the
//! places where the tokens are the word.

use crate::bits::index;
use crate::block_list::{self, BlockList};
use crate::token_column::BLOCK;
use crate::{Bytes, IndexError, Starts, TokenColumn};

const MAGIC: &[u8; 8] = b"SYQPOST2";
const FOOTER: usize = 16;

/// Appends the list of a word that has these positions in a corpus of `blocks` blocks: how many
/// blocks it stands in, as a LEB128 number, unless there is one position; then the numbers of the
/// blocks. `numbers` is a buffer.
pub(crate) fn encode_list(
    positions: &[u64],
    blocks: u64,
    numbers: &mut Vec<u64>,
    mut out: Vec<u8>,
) -> Vec<u8> {
    numbers.clear();
    numbers.extend(positions.iter().map(|pos| pos / BLOCK as u64));
    numbers.dedup();
    if positions.len() != 1 {
        push_number(numbers.len() as u64, &mut out);
    }
    block_list::encode(numbers, blocks, out)
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

/// The footer of the postings file, after the lists.
pub(crate) fn file_footer(words: usize) -> Vec<u8> {
    let mut out = (words as u64).to_le_bytes().to_vec();
    out.extend_from_slice(MAGIC);
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
        let footer = || IndexError::corrupt(file, "its footer is no footer of these postings");
        let end = bytes.len().checked_sub(FOOTER).ok_or_else(footer)?;
        let tail = bytes.get(end..bytes.len()).ok_or_else(footer)?;
        if !tail.ends_with(MAGIC) || crate::bits::u64_at(tail, 0) != Some(lists.len()) {
            return Err(footer());
        }
        if lists.get(lists.len()) != end as u64 {
            return Err(IndexError::corrupt(file, "its length is not that of its lists"));
        }
        Ok(Self { bytes, lists })
    }

    /// The blocks that a word stands in; `count` is how often it stands in all of them.
    pub(crate) fn blocks(&self, word: u64, count: u64, blocks: u64) -> BlockList<'_> {
        let list = || {
            let place = self.lists.unit(word);
            let mut bytes = self.bytes.get(index(place.start)?..index(place.end)?)?;
            let numbers = if count == 1 { 1 } else { read_number(&mut bytes)? };
            (numbers <= count.min(blocks)).then(|| BlockList::new(bytes, numbers, blocks))
        };
        list().unwrap_or_else(|| {
            if count > 0 {
                self.bytes.note("the list of a word is none");
            }
            BlockList::new(&[], 0, blocks)
        })
    }

    /// The positions of a word that stands `count` times in the tokens.
    pub(crate) fn list<'c>(
        &'c self,
        tokens: &'c TokenColumn,
        word: u32,
        count: u64,
    ) -> Postings<'c> {
        let blocks = self.blocks(u64::from(word), count, tokens.blocks() as u64);
        let ids = [0; BLOCK];
        Postings { file: self, tokens, word, blocks, count, block: None, places: 0, ids }
    }
}

/// The positions of one word, ascending.
///
/// A list names the blocks of 128 tokens that the word stands in; each is decoded when it is its
/// turn. Where the files are damaged there are too few positions, and the corpus remembers the
/// damage, see [`Corpus::sound`](crate::Corpus::sound).
///
/// Cost: about 0.2 µs for a block.
#[derive(Clone, Debug)]
pub struct Postings<'c> {
    file: &'c PostingsFile,
    tokens: &'c TokenColumn,
    word: u32,
    blocks: BlockList<'c>,
    count: u64,
    /// The block whose places are being given.
    block: Option<u64>,
    /// The places that are left in it, a bit for each.
    places: u128,
    ids: [u32; BLOCK],
}

impl Postings<'_> {
    /// How many positions there are in all, from the start.
    #[must_use]
    pub fn count(&self) -> u64 {
        self.count
    }

    /// Skips to the first position at `pos` or after, so that `next` gives that one. Never goes
    /// back.
    ///
    /// Cost: a look at every 64 bits of the list that are skipped, and at most one block.
    pub fn advance_to(&mut self, pos: u64) {
        let target = pos / BLOCK as u64;
        if self.block.is_none_or(|block| block < target) {
            self.places = 0;
            if let Some(block) = self.blocks.next_from(target) {
                self.load(block);
            }
        }
        if self.block == Some(target) {
            self.places &= u128::MAX << (pos % BLOCK as u64);
        }
    }

    fn load(&mut self, block: u64) {
        self.block = Some(block);
        let number = index(block).unwrap_or(usize::MAX);
        self.places = self.tokens.places_in(number, self.word, &mut self.ids);
        if self.places == 0 {
            self.file.bytes.note("a list names a block without its word");
        }
    }
}

impl Iterator for Postings<'_> {
    type Item = u64;

    #[inline]
    fn next(&mut self) -> Option<u64> {
        while self.places == 0 {
            let block = self.blocks.next()?;
            self.load(block);
        }
        let place = self.places.trailing_zeros();
        self.places &= self.places - 1;
        Some(self.block? * BLOCK as u64 + u64::from(place))
    }
}
