//! Looking at the tokens around a position.

use crate::expand::Counted;
use siyaq_index::{Corpus, TokenColumn};

/// How many tokens are decoded at a time: a block of the token column.
const BLOCK: u64 = 128;

/// The last two blocks of tokens that were looked at. Neighbouring blocks never share a place, so
/// that walking over a border decodes nothing twice.
pub(crate) struct Window<'c> {
    tokens: &'c TokenColumn,
    classes: &'c [u8],
    counted: Counted,
    numbers: [u64; 2],
    blocks: [Vec<u32>; 2],
}

impl<'c> Window<'c> {
    pub(crate) fn new(corpus: &'c Corpus, counted: Counted) -> Self {
        Self {
            tokens: corpus.tokens(),
            classes: corpus.words().class_table(),
            counted,
            numbers: [u64::MAX; 2],
            blocks: [Vec::new(), Vec::new()],
        }
    }

    /// The word at a position; `None` beyond the end.
    #[inline]
    pub(crate) fn word(&mut self, pos: u64) -> Option<u32> {
        let number = pos / BLOCK;
        let [even, odd] = &mut self.blocks;
        let [even_number, odd_number] = &mut self.numbers;
        let (block, held) =
            if number.is_multiple_of(2) { (even, even_number) } else { (odd, odd_number) };
        if *held != number {
            let start = number * BLOCK;
            self.tokens.read(start..start.saturating_add(BLOCK), block);
            *held = number;
        }
        block.get((pos % BLOCK) as usize).copied()
    }

    /// Whether tokens of the word are positions.
    #[inline]
    pub(crate) fn counts(&self, word: u32) -> bool {
        self.classes.get(word as usize).is_some_and(|class| self.counted.has(*class))
    }

    /// The next counted token at `pos` or after, before `end`: where, and which word.
    #[inline]
    pub(crate) fn next(&mut self, pos: u64, end: u64) -> Option<(u64, u32)> {
        (pos..end.min(self.tokens.count())).find_map(|pos| self.counted_at(pos))
    }

    /// The last counted token before `pos`, at `start` or after: where, and which word.
    #[inline]
    pub(crate) fn previous(&mut self, start: u64, pos: u64) -> Option<(u64, u32)> {
        (start..pos.min(self.tokens.count())).rev().find_map(|pos| self.counted_at(pos))
    }

    #[inline]
    fn counted_at(&mut self, pos: u64) -> Option<(u64, u32)> {
        let word = self.word(pos)?;
        self.counts(word).then_some((pos, word))
    }
}
