//! Columns of ids, all packed into the same number of bits.

use crate::bits::{BitWriter, bit_width, index, low_bits, u64_at};
use crate::{Bytes, IndexError};

const MAGIC: &[u8; 8] = b"SYQPACK2";
/// Bytes after the values; a value is read in one step, beyond its end too.
const TAIL: usize = 24;

/// A column of ids, all packed into the same number of bits.
///
/// File: the values, lowest bit first; count (u64), width in bits (u64), magic `SYQPACK2`.
#[derive(Clone, Debug)]
pub struct PackedIds {
    bytes: Bytes,
    count: usize,
    width: u32,
}

impl PackedIds {
    pub(crate) fn encode(values: &[u32]) -> Vec<u8> {
        let width = bit_width(u64::from(values.iter().copied().max().unwrap_or(0)));
        let size = (values.len() * width as usize).div_ceil(8) + TAIL;
        let mut writer = BitWriter::new(Vec::with_capacity(size));
        for value in values {
            writer.push(u64::from(*value), width);
        }
        let mut out = writer.finish();
        out.extend_from_slice(&(values.len() as u64).to_le_bytes());
        out.extend_from_slice(&u64::from(width).to_le_bytes());
        out.extend_from_slice(MAGIC);
        out
    }

    pub(crate) fn open(file: &str, bytes: Bytes) -> Result<Self, IndexError> {
        let footer = || IndexError::corrupt(file, "its footer is no footer of packed ids");
        let start = bytes.len().checked_sub(TAIL).ok_or_else(footer)?;
        let tail = bytes.get(start..bytes.len()).ok_or_else(footer)?;
        if !tail.ends_with(MAGIC) {
            return Err(footer());
        }
        let count = u64_at(tail, 0).and_then(index).ok_or_else(footer)?;
        let width = u64_at(tail, 8).filter(|width| *width <= 32).ok_or_else(footer)?;
        let width = u32::try_from(width).map_err(|_| footer())?;
        let needed = count.checked_mul(width as usize).ok_or_else(footer)?.div_ceil(8);
        if start != needed {
            let what = format!("{start} bytes of values, {needed} expected");
            return Err(IndexError::corrupt(file, what));
        }
        Ok(Self { bytes, count, width })
    }

    /// How many values there are.
    #[must_use]
    pub fn count(&self) -> usize {
        self.count
    }

    /// The value at a place; 0 beyond the end, and where the file is damaged, which the corpus
    /// remembers.
    #[inline]
    #[must_use]
    pub fn get(&self, place: usize) -> u32 {
        if place >= self.count {
            return 0;
        }
        let bit = place * self.width as usize;
        let window = self.bytes.u64_at(bit / 8).unwrap_or(0);
        #[expect(clippy::cast_possible_truncation, reason = "the width is at most 32 bits")]
        let value = low_bits(window >> (bit % 8), self.width) as u32;
        value
    }

    /// Every value, decoded.
    #[must_use]
    pub fn to_vec(&self) -> Vec<u32> {
        (0..self.count).map(|place| self.get(place)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn packed_ids_come_back(values in prop::collection::vec(0u32..=u32::MAX, 0..300), shift in 0u32..32) {
            let values: Vec<u32> = values.into_iter().map(|value| value >> shift).collect();
            let packed = PackedIds::open("x", PackedIds::encode(&values).into()).unwrap();
            prop_assert_eq!(packed.to_vec(), values);
        }
    }

    #[test]
    fn a_shortened_column_is_refused() {
        let bytes = PackedIds::encode(&[1, 2, 3, 70_000]);
        for length in 0..bytes.len() {
            assert!(PackedIds::open("x", bytes[..length].to_vec().into()).is_err(), "{length}");
        }
    }
}
