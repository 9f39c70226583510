//! Walking from token to token over what is no position.

use crate::hits::{Hit, UnitCursor};
use crate::window::{Step, Window};
use siyaq_index::{Starts, TokenPos};
use std::ops::Range;

/// How many tokens are passed over before the bounds of the unit are asked for.
const NEAR: u64 = 16;

/// Finds the tokens before and after a place, and says which matches count.
pub(crate) struct Walker<'s> {
    pub(crate) window: Window<'s>,
    /// Whether tokens that are no positions are passed over.
    skips: bool,
    units: UnitCursor<'s>,
    /// The ranges that a match may not leave, where they may end inside a unit.
    ranges: Option<&'s [Range<u64>]>,
}

impl<'s> Walker<'s> {
    pub(crate) fn new(
        window: Window<'s>,
        skips: bool,
        units: &'s Starts,
        ranges: Option<&'s [Range<u64>]>,
    ) -> Self {
        Self { window, skips, units: UnitCursor::new(units), ranges }
    }

    /// The positions of the unit that a position lies in.
    pub(crate) fn unit(&mut self, pos: u64) -> Range<u64> {
        self.units.unit(pos)
    }

    /// The match between two places, unless it leaves its unit or what is searched. The unit is
    /// looked for last, because that costs more than comparing tokens.
    #[inline]
    pub(crate) fn hit(&mut self, start: TokenPos, end: TokenPos) -> Option<Hit> {
        let hit = Hit { start, end };
        let words = hit.word_range();
        if words.end - words.start == 1 {
            return Some(hit);
        }
        let unit = self.units.unit(words.start);
        let end = unit.end.min(self.range_end(words.start));
        (words.end <= end).then_some(hit)
    }

    /// Where the range that a match begins in ends.
    fn range_end(&self, pos: u64) -> u64 {
        let Some(ranges) = self.ranges else { return u64::MAX };
        let passed = ranges.partition_point(|range| range.end <= pos);
        ranges.get(passed).filter(|range| range.contains(&pos)).map_or(0, |range| range.end)
    }

    /// The token before `place`, perhaps in another unit.
    #[inline]
    pub(crate) fn previous(&mut self, place: TokenPos) -> Option<Step> {
        let near = place.pos().saturating_sub(if self.skips { NEAR } else { 1 });
        let found = self.window.previous(near, place);
        if found.is_some() || !self.skips {
            return found;
        }
        let unit = self.units.unit(near);
        self.window.previous(unit.start, TokenPos::word(near))
    }

    /// The token at `place` or after, perhaps in another unit.
    #[inline]
    pub(crate) fn next(&mut self, place: TokenPos) -> Option<Step> {
        let near = place.pos_after().saturating_add(if self.skips { NEAR } else { 1 });
        let found = self.window.next(place, near);
        if found.is_some() || !self.skips {
            return found;
        }
        let unit = self.units.unit(near);
        self.window.next(TokenPos::word(near), unit.end)
    }
}
