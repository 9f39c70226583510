//! Little-endian numbers and bit-packed values at any place of a byte slice.

/// The number at `offset`; `None` beyond the end.
#[inline]
pub(crate) fn u64_at(bytes: &[u8], offset: usize) -> Option<u64> {
    let end = offset.checked_add(8)?;
    bytes.get(offset..end)?.try_into().ok().map(u64::from_le_bytes)
}

/// The number at `offset`; `None` beyond the end.
#[inline]
pub(crate) fn u32_at(bytes: &[u8], offset: usize) -> Option<u32> {
    let end = offset.checked_add(4)?;
    bytes.get(offset..end)?.try_into().ok().map(u32::from_le_bytes)
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

/// The lowest `width` bits (at most 64) of a value.
#[inline]
pub(crate) const fn low_bits(value: u64, width: u32) -> u64 {
    if width >= 64 { value } else { value & ((1 << width) - 1) }
}

/// Appends values of any widths, lowest bit first.
pub(crate) struct BitWriter {
    bytes: Vec<u8>,
    pending: u128,
    pending_bits: u32,
}

impl BitWriter {
    /// Appends to some bytes.
    pub(crate) fn new(bytes: Vec<u8>) -> Self {
        Self { bytes, pending: 0, pending_bits: 0 }
    }

    /// Appends a value of `width` bits, at most 64.
    #[inline]
    pub(crate) fn push(&mut self, value: u64, width: u32) {
        self.pending |= u128::from(value) << self.pending_bits;
        self.pending_bits += width;
        while self.pending_bits >= 32 {
            #[expect(clippy::cast_possible_truncation, reason = "the low 32 bits are written")]
            let low = self.pending as u32;
            self.bytes.extend_from_slice(&low.to_le_bytes());
            self.pending >>= 32;
            self.pending_bits -= 32;
        }
    }

    /// Fills the last byte up with zeros.
    pub(crate) fn align(&mut self) {
        let rest = self.pending.to_le_bytes();
        let left = self.pending_bits.div_ceil(8) as usize;
        self.bytes.extend_from_slice(rest.get(..left).unwrap_or_default());
        (self.pending, self.pending_bits) = (0, 0);
    }

    /// How many whole bytes there are.
    pub(crate) fn len(&self) -> usize {
        self.bytes.len()
    }

    pub(crate) fn finish(mut self) -> Vec<u8> {
        self.align();
        self.bytes
    }
}
