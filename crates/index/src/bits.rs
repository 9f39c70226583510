//! Little-endian numbers and bit-packed values at any place of a byte slice.

use crate::{Bytes, IndexError};

/// The number at `offset`; `None` beyond the end.
#[inline]
pub(crate) fn u64_at(bytes: &[u8], offset: usize) -> Option<u64> {
    let end = offset.checked_add(8)?;
    bytes.get(offset..end)?.try_into().ok().map(u64::from_le_bytes)
}

/// A number from a file as an index; `None` where it does not fit.
#[inline]
pub(crate) fn index(value: u64) -> Option<usize> {
    usize::try_from(value).ok()
}

/// How many bits the value needs.
#[inline]
pub(crate) const fn bit_width(value: u64) -> u32 {
    u64::BITS - value.leading_zeros()
}

/// The value of `width` bits (at most 64) that starts at bit `bit`; 0 beyond the end.
#[inline]
pub(crate) fn bits_at(bytes: &[u8], bit: usize, width: u32) -> u64 {
    if width == 0 {
        return 0;
    }
    let start = bit / 8;
    let mut window = [0u8; 16];
    match bytes.get(start..start + 16) {
        Some(full) => window.copy_from_slice(full),
        None => {
            let rest = bytes.get(start..).unwrap_or_default();
            for (to, from) in window.iter_mut().zip(rest) {
                *to = *from;
            }
        }
    }
    let shifted = u128::from_le_bytes(window) >> (bit % 8);
    #[expect(clippy::cast_possible_truncation, reason = "the mask keeps at most 64 bits")]
    let value = shifted as u64;
    if width >= 64 { value } else { value & ((1 << width) - 1) }
}

/// Appends values of a fixed width, lowest bit first.
pub(crate) struct BitWriter {
    bytes: Vec<u8>,
    pending: u128,
    pending_bits: u32,
    width: u32,
}

impl BitWriter {
    pub(crate) fn new(width: u32, values: usize) -> Self {
        let bytes = Vec::with_capacity((values * width as usize).div_ceil(8));
        Self { bytes, pending: 0, pending_bits: 0, width }
    }

    #[inline]
    pub(crate) fn push(&mut self, value: u64) {
        self.pending |= u128::from(value) << self.pending_bits;
        self.pending_bits += self.width;
        while self.pending_bits >= 32 {
            #[expect(clippy::cast_possible_truncation, reason = "the low 32 bits are written")]
            let low = self.pending as u32;
            self.bytes.extend_from_slice(&low.to_le_bytes());
            self.pending >>= 32;
            self.pending_bits -= 32;
        }
    }

    pub(crate) fn finish(mut self) -> Vec<u8> {
        let rest = self.pending.to_le_bytes();
        let left = self.pending_bits.div_ceil(8) as usize;
        self.bytes.extend_from_slice(rest.get(..left).unwrap_or_default());
        self.bytes
    }
}

const PACKED_MAGIC: &[u8; 8] = b"SYQPACK1";
const PACKED_HEADER: usize = 24;

/// A column of ids, all packed into the same number of bits.
///
/// File: magic `SYQPACK1`, count (u64), width in bits (u64), the values, lowest bit first.
#[derive(Clone, Debug)]
pub struct PackedIds {
    bytes: Bytes,
    count: usize,
    width: u32,
}

impl PackedIds {
    pub(crate) fn encode(values: &[u32]) -> Vec<u8> {
        let width = bit_width(u64::from(values.iter().copied().max().unwrap_or(0)));
        let mut out = PACKED_MAGIC.to_vec();
        out.extend_from_slice(&(values.len() as u64).to_le_bytes());
        out.extend_from_slice(&u64::from(width).to_le_bytes());
        let mut writer = BitWriter::new(width, values.len());
        for value in values {
            writer.push(u64::from(*value));
        }
        out.extend_from_slice(&writer.finish());
        out
    }

    pub(crate) fn open(file: &str, bytes: Bytes) -> Result<Self, IndexError> {
        let data = bytes.as_ref();
        let header = || IndexError::corrupt(file, "its header is no header of packed ids");
        if !data.starts_with(PACKED_MAGIC) {
            return Err(header());
        }
        let count = u64_at(data, 8).and_then(index).ok_or_else(header)?;
        let width = u64_at(data, 16).filter(|width| *width <= 32).ok_or_else(header)?;
        let width = u32::try_from(width).map_err(|_| header())?;
        let needed = count.checked_mul(width as usize).ok_or_else(header)?.div_ceil(8);
        if data.len() != PACKED_HEADER + needed {
            let what = format!("{} bytes, {} expected", data.len(), PACKED_HEADER + needed);
            return Err(IndexError::corrupt(file, what));
        }
        Ok(Self { bytes, count, width })
    }

    /// How many values there are.
    #[must_use]
    pub fn count(&self) -> usize {
        self.count
    }

    /// The value at a place; 0 beyond the end.
    #[inline]
    #[must_use]
    pub fn get(&self, place: usize) -> u32 {
        if place >= self.count {
            return 0;
        }
        let data = self.bytes.as_ref().get(PACKED_HEADER..).unwrap_or_default();
        #[expect(clippy::cast_possible_truncation, reason = "the width is at most 32 bits")]
        let value = bits_at(data, place * self.width as usize, self.width) as u32;
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
