//! Vectors of 32 and of 64 bytes.

use crate::{Lanes, Task};
use pulp::x86::{V3, V4};
use pulp::{NullaryFnOnce, cast};
use std::arch::x86_64::{__m256i, __m512i};

/// A task where its vectors may be used.
pub(crate) struct On<const N: usize, T, L> {
    pub(crate) task: T,
    pub(crate) lanes: L,
}

impl<const N: usize, T: Task, L: Lanes<N>> NullaryFnOnce for On<N, T, L> {
    type Output = T::Output;

    #[inline(always)]
    fn call(self) -> T::Output {
        self.task.run(self.lanes)
    }
}

/// Vectors of 32 bytes, with AVX2.
#[derive(Clone, Copy)]
pub(crate) struct Wide32(pub(crate) V3);

impl Lanes<32> for Wide32 {
    type Bytes = __m256i;
    /// All bits of a byte, or none.
    type Mask = __m256i;

    #[inline(always)]
    fn load(self, bytes: [u8; 32]) -> __m256i {
        cast(bytes)
    }

    #[inline(always)]
    fn store(self, bytes: __m256i) -> [u8; 32] {
        cast(bytes)
    }

    #[inline(always)]
    fn splat(self, byte: u8) -> __m256i {
        self.0.avx._mm256_set1_epi8(byte.cast_signed())
    }

    #[inline(always)]
    fn and(self, one: __m256i, other: __m256i) -> __m256i {
        self.0.avx2._mm256_and_si256(one, other)
    }

    #[inline(always)]
    fn xor(self, one: __m256i, other: __m256i) -> __m256i {
        self.0.avx2._mm256_xor_si256(one, other)
    }

    #[inline(always)]
    fn sub(self, from: __m256i, less: __m256i) -> __m256i {
        self.0.avx2._mm256_sub_epi8(from, less)
    }

    #[inline(always)]
    fn equal(self, one: __m256i, other: __m256i) -> __m256i {
        self.0.avx2._mm256_cmpeq_epi8(one, other)
    }

    #[inline(always)]
    fn at_most(self, one: __m256i, most: __m256i) -> __m256i {
        self.equal(self.0.avx2._mm256_min_epu8(one, most), one)
    }

    #[inline(always)]
    fn both(self, one: __m256i, other: __m256i) -> __m256i {
        self.and(one, other)
    }

    #[inline(always)]
    fn either(self, one: __m256i, other: __m256i) -> __m256i {
        self.0.avx2._mm256_or_si256(one, other)
    }

    #[inline(always)]
    fn keep(self, mask: __m256i, bytes: __m256i) -> __m256i {
        self.and(mask, bytes)
    }

    #[inline(always)]
    fn bits(self, mask: __m256i) -> u64 {
        u64::from(self.0.avx2._mm256_movemask_epi8(mask).cast_unsigned())
    }
}

/// Vectors of 64 bytes, with AVX-512.
#[derive(Clone, Copy)]
pub(crate) struct Wide64(pub(crate) V4);

impl Lanes<64> for Wide64 {
    type Bytes = __m512i;
    type Mask = u64;

    #[inline(always)]
    fn load(self, bytes: [u8; 64]) -> __m512i {
        cast(bytes)
    }

    #[inline(always)]
    fn store(self, bytes: __m512i) -> [u8; 64] {
        cast(bytes)
    }

    #[inline(always)]
    fn splat(self, byte: u8) -> __m512i {
        self.0.avx512f._mm512_set1_epi8(byte.cast_signed())
    }

    #[inline(always)]
    fn and(self, one: __m512i, other: __m512i) -> __m512i {
        self.0.avx512f._mm512_and_si512(one, other)
    }

    #[inline(always)]
    fn xor(self, one: __m512i, other: __m512i) -> __m512i {
        self.0.avx512f._mm512_xor_si512(one, other)
    }

    #[inline(always)]
    fn sub(self, from: __m512i, less: __m512i) -> __m512i {
        self.0.avx512bw._mm512_sub_epi8(from, less)
    }

    #[inline(always)]
    fn equal(self, one: __m512i, other: __m512i) -> u64 {
        self.0.avx512bw._mm512_cmpeq_epi8_mask(one, other)
    }

    #[inline(always)]
    fn at_most(self, one: __m512i, most: __m512i) -> u64 {
        self.0.avx512bw._mm512_cmple_epu8_mask(one, most)
    }

    #[inline(always)]
    fn both(self, one: u64, other: u64) -> u64 {
        one & other
    }

    #[inline(always)]
    fn either(self, one: u64, other: u64) -> u64 {
        one | other
    }

    #[inline(always)]
    fn keep(self, mask: u64, bytes: __m512i) -> __m512i {
        self.0.avx512bw._mm512_maskz_mov_epi8(mask, bytes)
    }

    #[inline(always)]
    fn bits(self, mask: u64) -> u64 {
        mask
    }
}
