//! The positions of several words at once.

use crate::TermId;
use crate::bits::index;
use crate::codes::Codes;
use crate::token_column::BLOCK;
use rayon::prelude::*;
use std::ops::Range;
use std::sync::atomic::{AtomicU64, Ordering};

/// Blocks that one task decodes.
const TASK: usize = 256;

impl Codes {
    /// The positions of any of some codes, see [`Layer::positions`](crate::Layer::positions).
    pub(crate) fn positions(&self, words: &[TermId], within: Option<&[Range<u64>]>) -> Vec<u64> {
        let wanted = Wanted::new(words, self.tokens().types());
        let blocks = self.blocks_of(words);
        let found: Vec<Vec<u64>> = blocks
            .par_chunks(TASK)
            .map(|blocks| {
                let (mut ids, mut found) = ([0; BLOCK], Vec::new());
                for block in blocks {
                    let start = block * BLOCK as u64;
                    let Some(ranges) = overlapping(within, start..start + BLOCK as u64) else {
                        continue;
                    };
                    let mut places = self.places(*block, &wanted, &mut ids);
                    while places != 0 {
                        let pos = start + u64::from(places.trailing_zeros());
                        places &= places - 1;
                        let inside = |range: &Range<u64>| range.contains(&pos);
                        if ranges.is_none_or(|ranges| ranges.iter().any(inside)) {
                            found.push(pos);
                        }
                    }
                }
                found
            })
            .collect();
        found.concat()
    }

    /// Where tokens of the words stand in a block, a bit for each place.
    fn places(&self, block: u64, wanted: &Wanted, ids: &mut [u32; BLOCK]) -> u128 {
        let Some(number) = index(block) else { return 0 };
        match wanted {
            Wanted::One(word) => self.tokens().places_in(number, *word, ids),
            Wanted::Several(table) => self.tokens().fitting_in(number, ids, |id| {
                table.get(id as usize / 64).is_some_and(|bits| bits >> (id % 64) & 1 == 1)
            }),
        }
    }

    /// The blocks in which one of the words stands, ascending.
    fn blocks_of(&self, words: &[TermId]) -> Vec<u64> {
        if let [word] = words {
            return self.listed_blocks(*word).collect();
        }
        let all = self.tokens().blocks();
        let marks: Vec<AtomicU64> = (0..all.div_ceil(64)).map(|_| AtomicU64::new(0)).collect();
        words.par_iter().for_each(|word| {
            for block in self.listed_blocks(*word) {
                let slot = index(block / 64).and_then(|place| marks.get(place));
                let bit = 1 << (block % 64);
                if let Some(slot) = slot.filter(|slot| slot.load(Ordering::Relaxed) & bit == 0) {
                    slot.fetch_or(bit, Ordering::Relaxed);
                }
            }
        });
        let mut blocks = Vec::new();
        for (start, mark) in (0u64..).step_by(64).zip(marks) {
            let mut mark = mark.into_inner();
            while mark != 0 {
                blocks.push(start + u64::from(mark.trailing_zeros()));
                mark &= mark - 1;
            }
        }
        blocks
    }
}

/// Words to look for.
enum Wanted {
    One(u32),
    /// Whether each word is one of them, a bit for each.
    Several(Vec<u64>),
}

impl Wanted {
    fn new(words: &[TermId], types: u32) -> Self {
        if let [word] = words {
            return Self::One(word.0);
        }
        let mut table = vec![0; types.div_ceil(64) as usize];
        for word in words {
            if let Some(bits) = table.get_mut(word.index() / 64) {
                *bits |= 1 << (word.0 % 64);
            }
        }
        Self::Several(table)
    }
}

/// The ranges that have something of `block`: `None` if there are none, `Some(None)` for everywhere.
#[expect(clippy::option_option, reason = "the outer one says whether, the inner one where")]
fn overlapping(within: Option<&[Range<u64>]>, block: Range<u64>) -> Option<Option<&[Range<u64>]>> {
    let Some(ranges) = within else { return Some(None) };
    let first = ranges.partition_point(|range| range.end <= block.start);
    let after = ranges.partition_point(|range| range.start < block.end);
    ranges.get(first..after).filter(|ranges| !ranges.is_empty()).map(Some)
}
