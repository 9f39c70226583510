//! Vectors of bytes, as wide as the processor has them.
//!
//! A loop over a text that looks at many bytes at once is written a single time, as a [`Task`] over
//! [`Lanes`] of any width, and [`widest`] runs it with the widest that there are: 64 bytes with
//! AVX-512, 32 with AVX2, and else the 16 that every processor has.
//!
//! ```
//! use siyaq_simd::{Lanes, Task, widest};
//!
//! /// Counts a byte in a text.
//! struct Count<'t>(&'t [u8], u8);
//!
//! impl Task for Count<'_> {
//!     type Output = u32;
//!
//!     #[inline(always)]
//!     fn run<const N: usize, L: Lanes<N>>(self, lanes: L) -> u32 {
//!         let (blocks, rest) = self.0.as_chunks::<N>();
//!         let wanted = lanes.splat(self.1);
//!         let mut count = rest.iter().map(|byte| u32::from(*byte == self.1)).sum();
//!         for block in blocks {
//!             count += lanes.bits(lanes.equal(lanes.load(*block), wanted)).count_ones();
//!         }
//!         count
//!     }
//! }
//!
//! assert_eq!(widest(Count("كلمة بعد كلمة، ثم كلمة".as_bytes(), b' ')), 4);
//! ```
//!
//! # When not to use it
//!
//! For a search of a byte or a few the crate `memchr` is made. A task that looks at a few bytes is
//! sooner done without: choosing the width costs some nanoseconds.

mod narrow;

#[cfg(all(feature = "simd", target_arch = "x86_64"))]
mod x86;

/// Vectors of `N` bytes.
///
/// `N` is 16, 32 or 64. All calculations on bytes are modulo 256.
pub trait Lanes<const N: usize>: Copy {
    /// `N` bytes.
    type Bytes: Copy;
    /// A yes or a no for each of `N` bytes.
    type Mask: Copy;

    /// The bytes of an array.
    fn load(self, bytes: [u8; N]) -> Self::Bytes;
    /// The array of the bytes.
    fn store(self, bytes: Self::Bytes) -> [u8; N];
    /// `N` times the same byte.
    fn splat(self, byte: u8) -> Self::Bytes;
    /// The bits that both have.
    fn and(self, one: Self::Bytes, other: Self::Bytes) -> Self::Bytes;
    /// The bits that one has and the other has not.
    fn xor(self, one: Self::Bytes, other: Self::Bytes) -> Self::Bytes;
    /// The difference.
    fn sub(self, from: Self::Bytes, less: Self::Bytes) -> Self::Bytes;
    /// Where they are the same.
    fn equal(self, one: Self::Bytes, other: Self::Bytes) -> Self::Mask;
    /// Where `one` is not larger than `most`.
    fn at_most(self, one: Self::Bytes, most: Self::Bytes) -> Self::Mask;
    /// Where both say yes.
    fn both(self, one: Self::Mask, other: Self::Mask) -> Self::Mask;
    /// Where one of them says yes.
    fn either(self, one: Self::Mask, other: Self::Mask) -> Self::Mask;
    /// The bytes where the mask says yes, and zeros.
    fn keep(self, mask: Self::Mask, bytes: Self::Bytes) -> Self::Bytes;
    /// A bit for each byte, the lowest for the first.
    fn bits(self, mask: Self::Mask) -> u64;
}

/// Something to be done by vectors.
pub trait Task {
    /// What comes out.
    type Output;

    /// Does it. This and every function it calls with lanes must be `#[inline(always)]`, and lanes must
    /// not be used in closures: only inside the function that [`widest`] makes of the task the
    /// compiler may use the instructions that not every processor has.
    fn run<const N: usize, L: Lanes<N>>(self, lanes: L) -> Self::Output;
}

/// Does something by the widest vectors that the processor has.
#[inline]
pub fn widest<T: Task>(task: T) -> T::Output {
    #[cfg(all(feature = "simd", target_arch = "x86_64"))]
    {
        if let Some(lanes) = pulp::x86::V4::try_new() {
            return lanes.vectorize(x86::On { task, lanes: x86::Wide64(lanes) });
        }
        if let Some(lanes) = pulp::x86::V3::try_new() {
            return lanes.vectorize(x86::On { task, lanes: x86::Wide32(lanes) });
        }
    }
    task.run(narrow::Narrow)
}

/// Does something by vectors of each width that the processor has, the narrowest first: for tests
/// that all of them find the same.
pub fn every_width<T: Task + Clone>(task: &T) -> Vec<T::Output> {
    #[cfg_attr(
        not(all(feature = "simd", target_arch = "x86_64")),
        expect(unused_mut, reason = "there is one width")
    )]
    let mut outputs = vec![task.clone().run(narrow::Narrow)];
    #[cfg(all(feature = "simd", target_arch = "x86_64"))]
    {
        let task = || task.clone();
        outputs.extend(
            pulp::x86::V3::try_new()
                .map(|lanes| lanes.vectorize(x86::On { task: task(), lanes: x86::Wide32(lanes) })),
        );
        outputs.extend(
            pulp::x86::V4::try_new()
                .map(|lanes| lanes.vectorize(x86::On { task: task(), lanes: x86::Wide64(lanes) })),
        );
    }
    outputs
}
