//! The seal at the end of a file: checksums of its pages.
//!
//! A file is cut into pages of 64 KiB. After the last one stand the checksums of the pages, XXH3 of
//! 64 bits each (u64); the number of bytes before them (u64); XXH3 of what stands in the seal up to
//! here (u64); and the magic `SYQSEAL2`. So a file is sealed while it is written, in one pass.

use crate::bits::{index, u64_at};
use std::hash::Hasher;
use twox_hash::XxHash3_64;

/// Bytes of a page.
pub(crate) const PAGE: usize = 1 << 16;
const MAGIC: &[u8; 8] = b"SYQSEAL2";
/// Bytes of a seal beside the checksums of the pages.
const FIXED: usize = 24;

/// The checksum of a page.
pub(crate) fn page_sum(page: &[u8]) -> u64 {
    XxHash3_64::oneshot(page)
}

/// The seal of a file that is open.
#[derive(Clone, Debug)]
pub(crate) struct Seal {
    length: usize,
    sum: u64,
}

impl Seal {
    /// Reads the seal of a file; `None` if it has none, or one that is damaged or of other bytes.
    pub(crate) fn read(file: &[u8]) -> Option<Self> {
        let fixed = file.len().checked_sub(FIXED)?;
        let (length, sum) = (index(u64_at(file, fixed)?)?, u64_at(file, fixed + 8)?);
        let pages = length.div_ceil(PAGE).checked_mul(8)?;
        let sound = file.ends_with(MAGIC) && length.checked_add(pages)? == fixed;
        let sums = file.get(length..fixed + 8).filter(|_| sound)?;
        (XxHash3_64::oneshot(sums) == sum).then_some(Self { length, sum })
    }

    /// How many bytes are sealed.
    pub(crate) fn length(&self) -> usize {
        self.length
    }

    /// The checksum of the seal, and so of the file.
    pub(crate) fn sum(&self) -> u64 {
        self.sum
    }

    /// The checksum that a page must have.
    pub(crate) fn page(&self, file: &[u8], page: usize) -> Option<u64> {
        u64_at(file, self.length.checked_add(page.checked_mul(8)?)?)
    }
}

/// Makes the seal of a file while it is written.
pub(crate) struct Sealer {
    sums: Vec<u8>,
    page: XxHash3_64,
    /// Bytes of the last page so far.
    filled: usize,
    length: u64,
}

impl Sealer {
    pub(crate) fn new() -> Self {
        Self { sums: Vec::new(), page: XxHash3_64::new(), filled: 0, length: 0 }
    }

    /// Takes the next bytes of the file.
    pub(crate) fn update(&mut self, mut bytes: &[u8]) {
        self.length += bytes.len() as u64;
        while !bytes.is_empty() {
            let (part, rest) = bytes.split_at((PAGE - self.filled).min(bytes.len()));
            self.page.write(part);
            self.filled += part.len();
            bytes = rest;
            if self.filled == PAGE {
                self.end_page();
            }
        }
    }

    fn end_page(&mut self) {
        let page = std::mem::replace(&mut self.page, XxHash3_64::new());
        self.sums.extend_from_slice(&page.finish().to_le_bytes());
        self.filled = 0;
    }

    /// The seal, and the checksum of it.
    pub(crate) fn finish(mut self) -> (Vec<u8>, u64) {
        if self.filled > 0 {
            self.end_page();
        }
        let mut seal = self.sums;
        seal.extend_from_slice(&self.length.to_le_bytes());
        let sum = XxHash3_64::oneshot(&seal);
        seal.extend_from_slice(&sum.to_le_bytes());
        seal.extend_from_slice(MAGIC);
        (seal, sum)
    }
}

/// The bytes of a file with their seal, in pieces as they come.
#[cfg(test)]
pub(crate) fn sealed(pieces: &[&[u8]]) -> Vec<u8> {
    let mut sealer = Sealer::new();
    pieces.iter().for_each(|piece| sealer.update(piece));
    let mut out = pieces.concat();
    out.extend_from_slice(&sealer.finish().0);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn xxh3_of_nothing_is_that_of_its_specification() {
        // The value of the empty input with seed 0 in the test vectors of xxHash.
        assert_eq!(page_sum(&[]), 0x2d06_8005_38d3_94c2);
    }

    #[test]
    fn the_pieces_of_a_file_make_no_difference() {
        let bytes: Vec<u8> = (0..PAGE * 2 + 77).map(|place| (place * 7 % 251) as u8).collect();
        let whole = sealed(&[&bytes]);
        for cut in [0, 1, 77, PAGE - 1, PAGE, PAGE + 1, PAGE * 2] {
            let (one, other) = bytes.split_at(cut);
            assert_eq!(sealed(&[one, other]), whole, "{cut}");
        }
        assert_eq!(Seal::read(&whole).unwrap().length(), bytes.len());
        assert_eq!(Seal::read(&sealed(&[])).unwrap().length(), 0);
    }
}
