//! Looking at the tokens around a position.

use crate::expand::Counted;
use siyaq_index::{Layer, Split, TermId, TokenColumn, TokenPos};

/// How many tokens are decoded at a time: a block of the token column.
const BLOCK: u64 = 128;

/// A token that was found: where it is, where the next one is, and what it is: the code of the
/// layer, or where that takes words apart the form of the part.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Step {
    pub(crate) place: TokenPos,
    pub(crate) end: TokenPos,
    pub(crate) code: u32,
}

/// The last two blocks of tokens that were looked at. Neighbouring blocks never share a place, so
/// that walking over a border decodes nothing twice.
pub(crate) struct Window<'c> {
    tokens: &'c TokenColumn,
    classes: &'c [u8],
    counted: Counted,
    /// What words are made of; `None` where each is one token.
    split: Option<&'c Split>,
    numbers: [u64; 2],
    blocks: [Vec<u32>; 2],
}

impl<'c> Window<'c> {
    /// Looks at the tokens of a layer.
    pub(crate) fn new(layer: &'c Layer, counted: Counted) -> Self {
        Self {
            tokens: layer.codes(),
            classes: layer.code_classes(),
            counted,
            split: layer.split(),
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

    /// How many tokens a word may be.
    pub(crate) fn most_steps(&self) -> usize {
        if self.split.is_some() { TokenPos::MOST_PARTS } else { 1 }
    }

    /// Whether tokens of the word are positions.
    #[inline]
    pub(crate) fn counts(&self, word: u32) -> bool {
        self.classes.get(word as usize).is_some_and(|class| self.counted.has(*class))
    }

    /// A part of a word that stands at a position.
    #[inline]
    pub(crate) fn step(&self, pos: u64, word: u32, part: u8) -> Option<Step> {
        let (after, code) = match self.split {
            None => (TokenPos::word(pos + 1), (part == 0).then_some(word)?),
            Some(split) => {
                let forms = split.forms(TermId(word));
                let code = *forms.get(usize::from(part))?;
                let is_last = usize::from(part) + 1 == forms.len();
                (
                    if is_last { TokenPos::word(pos + 1) } else { TokenPos::part(pos, part + 1) },
                    code,
                )
            }
        };
        Some(Step { place: TokenPos::part(pos, part), end: after, code })
    }

    /// All parts of a word that stands at a position.
    #[inline]
    pub(crate) fn steps(&self, pos: u64, word: u32) -> impl Iterator<Item = Step> + '_ {
        (0u8..).map_while(move |part| self.step(pos, word, part))
    }

    /// The next counted token at `place` or after, before position `end`.
    #[inline]
    pub(crate) fn next(&mut self, place: TokenPos, end: u64) -> Option<Step> {
        let mut pos = place.pos();
        if place.part_number() > 0 {
            if pos < end
                && let Some(word) = self.counted_at(pos)
                && let Some(step) = self.step(pos, word, place.part_number())
            {
                return Some(step);
            }
            pos += 1;
        }
        (pos..end.min(self.tokens.count())).find_map(|pos| {
            let word = self.counted_at(pos)?;
            self.step(pos, word, 0)
        })
    }

    /// The last counted token before `place`, at position `start` or after.
    #[inline]
    pub(crate) fn previous(&mut self, start: u64, place: TokenPos) -> Option<Step> {
        if let Some(part) = place.part_number().checked_sub(1)
            && place.pos() >= start
            && let Some(word) = self.counted_at(place.pos())
        {
            return self.step(place.pos(), word, part);
        }
        (start..place.pos().min(self.tokens.count())).rev().find_map(|pos| {
            let word = self.counted_at(pos)?;
            let parts = self.split.map_or(1, |split| split.forms(TermId(word)).len());
            self.step(pos, word, u8::try_from(parts).ok()?.checked_sub(1)?)
        })
    }

    #[inline]
    fn counted_at(&mut self, pos: u64) -> Option<u32> {
        let word = self.word(pos)?;
        self.counts(word).then_some(word)
    }
}
