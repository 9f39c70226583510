//! Ascending positions, packed, with random access: where sentences and documents start.

use crate::bits::{BitWriter, bit_width, bits_at, index, u64_at};
use crate::{Bytes, IndexError};
use std::ops::Range;

const MAGIC: &[u8; 8] = b"SYQSTRT1";
const BLOCK: usize = 128;
const HEADER: usize = 32;

/// Where the units of a corpus start: ascending token positions.
///
/// File: magic `SYQSTRT1`; count (u64); end (u64), the position after the last unit; width in bits
/// (u64); the first value of each block of 128 (u64); then for each value its distance from the
/// first of its block in `width` bits, lowest bit first, the last block filled up with zeros.
#[derive(Clone, Debug)]
pub struct Starts {
    bytes: Bytes,
    count: usize,
    end: u64,
    width: u32,
    packed: usize,
}

impl Starts {
    /// Packs ascending values; `end` is where the last unit ends.
    pub(crate) fn encode(values: &[u64], end: u64) -> Vec<u8> {
        let spread = |block: &[u64]| match (block.first(), block.last()) {
            (Some(first), Some(last)) => last - first,
            _ => 0,
        };
        let width = bit_width(values.chunks(BLOCK).map(spread).max().unwrap_or(0));
        let mut out = MAGIC.to_vec();
        out.extend_from_slice(&(values.len() as u64).to_le_bytes());
        out.extend_from_slice(&end.to_le_bytes());
        out.extend_from_slice(&u64::from(width).to_le_bytes());
        for first in values.iter().step_by(BLOCK) {
            out.extend_from_slice(&first.to_le_bytes());
        }
        let mut writer = BitWriter::new(width, values.len().next_multiple_of(BLOCK));
        for block in values.chunks(BLOCK) {
            let first = block.first().copied().unwrap_or(0);
            for value in block {
                writer.push(value - first);
            }
            for _ in block.len()..BLOCK {
                writer.push(0);
            }
        }
        out.extend_from_slice(&writer.finish());
        out
    }

    pub(crate) fn open(file: &str, bytes: Bytes) -> Result<Self, IndexError> {
        let data = bytes.as_ref();
        let header = || IndexError::corrupt(file, "its header is no header of starts");
        if !data.starts_with(MAGIC) {
            return Err(header());
        }
        let count = u64_at(data, 8).and_then(index).ok_or_else(header)?;
        let end = u64_at(data, 16).ok_or_else(header)?;
        let width = u64_at(data, 24).and_then(|width| u32::try_from(width).ok());
        let width = width.filter(|width| *width <= 64).ok_or_else(header)?;
        let blocks = count.div_ceil(BLOCK);
        let packed = blocks.checked_mul(8).map(|firsts| HEADER + firsts).ok_or_else(header)?;
        let length = blocks
            .checked_mul(BLOCK / 8 * width as usize)
            .and_then(|length| length.checked_add(packed))
            .ok_or_else(header)?;
        if length != data.len() {
            return Err(IndexError::corrupt(
                file,
                format!("{} bytes, {length} expected", data.len()),
            ));
        }
        Ok(Self { bytes, count, end, width, packed })
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
    fn first(&self, block: usize) -> u64 {
        u64_at(self.bytes.as_ref(), HEADER + block * 8).unwrap_or(0)
    }

    #[inline]
    fn at(&self, place: usize) -> u64 {
        let packed = self.bytes.as_ref().get(self.packed..).unwrap_or_default();
        let distance = bits_at(packed, place * self.width as usize, self.width);
        self.first(place / BLOCK).saturating_add(distance).min(self.end)
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
