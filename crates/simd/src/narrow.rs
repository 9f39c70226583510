//! Vectors of sixteen bytes, which every processor has.

use crate::Lanes;
use wide::u8x16;

#[derive(Clone, Copy)]
pub(crate) struct Narrow;

impl Lanes<16> for Narrow {
    type Bytes = u8x16;
    /// All bits of a byte, or none.
    type Mask = u8x16;

    #[inline(always)]
    fn load(self, bytes: [u8; 16]) -> u8x16 {
        u8x16::new(bytes)
    }

    #[inline(always)]
    fn store(self, bytes: u8x16) -> [u8; 16] {
        bytes.to_array()
    }

    #[inline(always)]
    fn splat(self, byte: u8) -> u8x16 {
        u8x16::splat(byte)
    }

    #[inline(always)]
    fn and(self, one: u8x16, other: u8x16) -> u8x16 {
        one & other
    }

    #[inline(always)]
    fn xor(self, one: u8x16, other: u8x16) -> u8x16 {
        one ^ other
    }

    #[inline(always)]
    fn sub(self, from: u8x16, less: u8x16) -> u8x16 {
        from - less
    }

    #[inline(always)]
    fn equal(self, one: u8x16, other: u8x16) -> u8x16 {
        one.simd_eq(other)
    }

    #[inline(always)]
    fn at_most(self, one: u8x16, most: u8x16) -> u8x16 {
        one.min(most).simd_eq(one)
    }

    #[inline(always)]
    fn both(self, one: u8x16, other: u8x16) -> u8x16 {
        one & other
    }

    #[inline(always)]
    fn either(self, one: u8x16, other: u8x16) -> u8x16 {
        one | other
    }

    #[inline(always)]
    fn keep(self, mask: u8x16, bytes: u8x16) -> u8x16 {
        mask & bytes
    }

    #[inline(always)]
    fn bits(self, mask: u8x16) -> u64 {
        u64::from(mask.to_bitmask())
    }
}
