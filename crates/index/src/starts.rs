//! Ascending positions, packed, with random access: where sentences and documents start.

use crate::bits::{BitWriter, bit_width, index, low_bits, u64_at};
use crate::{Bytes, IndexError};
use std::ops::Range;

const MAGIC: &[u8; 8] = b"SYQSTRT2";
const BLOCK: usize = 128;
/// Bytes of an entry of the directory.
const ENTRY: usize = 16;
const FOOTER: usize = 24;
/// A value is read in one step, beyond its end too.
const WINDOW: usize = 16;

/// Where the units of a corpus start: ascending token positions.
///
/// File: the values in blocks of 128: for each its distance from the first of its block, all of a
/// block in the same number of bits, lowest bit first, the last block filled up with zeros; the
/// directory, for each block its first value (u64) and, in one number, the bits of a distance (the
/// lowest 8 bits) and where the block starts (the others); the footer: count (u64), the position after
/// the last unit (u64), magic `SYQSTRT2`.
#[derive(Clone, Debug)]
pub struct Starts {
    bytes: Bytes,
    count: usize,
    end: u64,
    /// Where the directory starts.
    directory: usize,
}

/// What the directory says of a block.
struct Entry {
    first: u64,
    place: usize,
    width: u32,
}

impl Starts {
    /// Packs ascending values; `end` is where the last unit ends.
    pub(crate) fn encode(values: &[u64], end: u64) -> Vec<u8> {
        let mut directory = Vec::with_capacity(values.len().div_ceil(BLOCK) * ENTRY);
        let mut writer = BitWriter::new(Vec::new());
        for block in values.chunks(BLOCK) {
            let first = block.first().copied().unwrap_or(0);
            let width = bit_width(block.last().map_or(0, |last| last - first));
            directory.extend_from_slice(&first.to_le_bytes());
            let place = (writer.len() as u64) << 8 | u64::from(width);
            directory.extend_from_slice(&place.to_le_bytes());
            for value in block {
                writer.push(value - first, width);
            }
            for _ in block.len()..BLOCK {
                writer.push(0, width);
            }
        }
        let mut out = writer.finish();
        out.extend_from_slice(&directory);
        out.extend_from_slice(&(values.len() as u64).to_le_bytes());
        out.extend_from_slice(&end.to_le_bytes());
        out.extend_from_slice(MAGIC);
        out
    }

    pub(crate) fn open(file: &str, bytes: Bytes) -> Result<Self, IndexError> {
        let footer = || IndexError::corrupt(file, "its footer is no footer of starts");
        let start = bytes.len().checked_sub(FOOTER).ok_or_else(footer)?;
        let tail = bytes.get(start..bytes.len()).ok_or_else(footer)?;
        if !tail.ends_with(MAGIC) {
            return Err(footer());
        }
        let count = u64_at(tail, 0).and_then(index).ok_or_else(footer)?;
        let end = u64_at(tail, 8).ok_or_else(footer)?;
        let entries = count.div_ceil(BLOCK).checked_mul(ENTRY).ok_or_else(footer)?;
        let directory = start.checked_sub(entries).ok_or_else(footer)?;
        let starts = Self { bytes, count, end, directory };
        let data = match count.div_ceil(BLOCK).checked_sub(1) {
            // A block of width w has 16·w bytes.
            Some(last) => starts.entry(last).map(|entry| entry.place + entry.width as usize * 16),
            None => Some(0),
        };
        if data == Some(directory) {
            Ok(starts)
        } else {
            Err(IndexError::corrupt(file, "its blocks do not fill it"))
        }
    }

    /// How many units there are.
    #[inline]
    #[must_use]
    pub fn len(&self) -> u64 {
        self.count as u64
    }

    /// Whether there is no unit.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.count == 0
    }

    #[inline]
    fn entry(&self, block: usize) -> Option<Entry> {
        let place = self.directory + block * ENTRY;
        let entry = self.bytes.get(place..place + ENTRY)?;
        let packed = u64_at(entry, 8)?;
        let width = u32::try_from(packed & 0xff).ok().filter(|width| *width <= 64)?;
        Some(Entry { first: u64_at(entry, 0)?, place: index(packed >> 8)?, width })
    }

    #[inline]
    fn first(&self, block: usize) -> u64 {
        self.entry(block).map_or(self.end, |entry| entry.first)
    }

    #[inline]
    fn at(&self, place: usize) -> u64 {
        let value = || {
            let entry = self.entry(place / BLOCK)?;
            let bit = place % BLOCK * entry.width as usize;
            let from = entry.place.checked_add(bit / 8)?;
            let window = self.bytes.get(from..from.checked_add(WINDOW)?)?;
            let window = u128::from_le_bytes(window.try_into().ok()?) >> (bit % 8);
            #[expect(clippy::cast_possible_truncation, reason = "at most 64 bits are kept")]
            let distance = low_bits(window as u64, entry.width);
            entry.first.checked_add(distance).filter(|value| *value <= self.end)
        };
        value().unwrap_or_else(|| {
            self.bytes.note("a start lies behind the end");
            self.end
        })
    }

    /// Where unit `unit` starts; the end of the corpus for a unit that is not there.
    #[inline]
    #[must_use]
    pub fn get(&self, unit: u64) -> u64 {
        index(unit).filter(|place| *place < self.count).map_or(self.end, |place| self.at(place))
    }

    /// The positions of unit `unit`.
    #[inline]
    #[must_use]
    pub fn unit(&self, unit: u64) -> Range<u64> {
        let start = self.get(unit);
        start..self.get(unit.saturating_add(1)).max(start)
    }

    /// The unit that position `pos` lies in: the last one that starts at `pos` or before; 0 for a
    /// position before the first.
    ///
    /// Cost: two binary searches.
    #[must_use]
    pub fn unit_of(&self, pos: u64) -> u64 {
        let blocks = self.count.div_ceil(BLOCK);
        let block = partition(0, blocks, |block| self.first(block) <= pos).saturating_sub(1);
        let (from, to) = (block * BLOCK, ((block + 1) * BLOCK).min(self.count));
        partition(from, to, |place| self.at(place) <= pos).saturating_sub(1) as u64
    }

    /// The starts from unit `unit` on.
    pub fn iter_from(&self, unit: u64) -> impl Iterator<Item = u64> + '_ {
        let first = index(unit).unwrap_or(usize::MAX).min(self.count);
        (first..self.count).map(|place| self.at(place))
    }
}
/// The first place from which on `holds` is false.
fn partition(mut from: usize, mut to: usize, holds: impl Fn(usize) -> bool) -> usize {
    while from < to {
        let middle = from + (to - from) / 2;
        if holds(middle) {
            from = middle + 1;
        } else {
            to = middle;
        }
    }
    from
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn starts_come_back(gaps in prop::collection::vec(0u64..1_000_000_000_000, 1..600)) {
            let values: Vec<u64> = gaps
                .iter()
                .scan(0u64, |sum, gap| {
                    let value = *sum;
                    *sum += gap + 1;
                    Some(value)
                })
                .collect();
            let end = values.last().unwrap() + 10;
            let starts = Starts::open("x", Starts::encode(&values, end).into()).unwrap();
            prop_assert_eq!(starts.iter_from(0).collect::<Vec<_>>(), values.clone());
            for (place, value) in values.iter().enumerate() {
                prop_assert_eq!(starts.get(place as u64), *value);
                prop_assert_eq!(starts.unit_of(*value), place as u64);
                let next = values.get(place + 1).copied().unwrap_or(end);
                prop_assert_eq!(starts.unit_of(next - 1), place as u64);
                prop_assert_eq!(starts.unit(place as u64), *value..next);
            }
        }
    }

    #[test]
    fn no_unit_at_all() {
        let starts = Starts::open("x", Starts::encode(&[], 0).into()).unwrap();
        assert_eq!((starts.len(), starts.get(0), starts.unit_of(5)), (0, 0, 0));
    }

    #[test]
    fn shortened_starts_are_refused() {
        let bytes = Starts::encode(&[0, 4, 9, 900], 1000);
        for length in 0..bytes.len() {
            assert!(Starts::open("x", bytes[..length].to_vec().into()).is_err(), "{length}");
        }
    }
}
