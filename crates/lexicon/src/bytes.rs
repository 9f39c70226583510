//! Little-endian numbers at any alignment, read with bounds checks.

/// The `u32` that starts at byte `at`.
#[inline]
pub(crate) fn u32_at(data: &[u8], at: usize) -> Option<u32> {
    data.get(at..)?.first_chunk().map(|chunk| u32::from_le_bytes(*chunk))
}

/// The `u64` that starts at byte `at`.
#[inline]
pub(crate) fn u64_at(data: &[u8], at: usize) -> Option<u64> {
    data.get(at..)?.first_chunk().map(|chunk| u64::from_le_bytes(*chunk))
}

/// Item `index` of an array of `u32`.
#[inline]
pub(crate) fn u32_item(data: &[u8], index: usize) -> Option<u32> {
    u32_at(data, index.checked_mul(4)?)
}

/// Item `index` of an array of `u64`.
#[inline]
pub(crate) fn u64_item(data: &[u8], index: usize) -> Option<u64> {
    u64_at(data, index.checked_mul(8)?)
}

/// All items of an array of `u32`; bytes past the last whole item are left out.
pub(crate) fn u32_items(data: &[u8]) -> impl ExactSizeIterator<Item = u32> + '_ {
    data.chunks_exact(4).map(|chunk| u32::from_le_bytes([chunk[0], chunk[1], chunk[2], chunk[3]]))
}

/// Appends an array of `u32`.
pub(crate) fn put_u32s(out: &mut Vec<u8>, items: impl IntoIterator<Item = u32>) {
    for item in items {
        out.extend_from_slice(&item.to_le_bytes());
    }
}

/// Appends a number, seven bits a byte, the lowest first; the top bit says that more follow.
#[inline]
pub(crate) fn push_varint(out: &mut Vec<u8>, mut value: u32) {
    while value >= 0x80 {
        out.push((value & 0x7F) as u8 | 0x80);
        value >>= 7;
    }
    out.push(value as u8);
}

/// Reads the numbers that [`push_varint`] wrote until the bytes end.
pub(crate) struct Varints<'d>(pub(crate) &'d [u8]);

impl Iterator for Varints<'_> {
    type Item = u32;

    #[inline]
    fn next(&mut self) -> Option<u32> {
        let (&first, rest) = self.0.split_first()?;
        self.0 = rest;
        if first < 0x80 {
            return Some(u32::from(first));
        }
        let mut value = u32::from(first & 0x7F);
        let mut shift = 7;
        while let Some((&byte, rest)) = self.0.split_first() {
            self.0 = rest;
            value |= u32::from(byte & 0x7F).checked_shl(shift).unwrap_or(0);
            if byte < 0x80 {
                return Some(value);
            }
            shift += 7;
        }
        None
    }
}
