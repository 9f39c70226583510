//! Puts the sections of a lexicon together.

use crate::error::{LexiconError, LexiconErrorKind};
use crate::layout::{FIXED, HEADER, MAGIC, SECTIONS, VERSION, checksum};

/// A lexicon while it is written, section by section.
pub(crate) struct Assembly {
    out: Vec<u8>,
    section_ends: Vec<usize>,
    count: u32,
}

impl Assembly {
    /// Begins a lexicon of `count` forms whose sections have about `size` bytes.
    pub(crate) fn new(count: u32, size: usize) -> Result<Self, LexiconError> {
        let size = HEADER + size;
        let mut out = Vec::new();
        out.try_reserve_exact(size)
            .map_err(|_| LexiconErrorKind::OutOfMemory { bytes: size as u64 })?;
        out.resize(HEADER, 0);
        Ok(Self { out, section_ends: Vec::with_capacity(SECTIONS), count })
    }

    /// Writes the next section.
    pub(crate) fn put(&mut self, write: impl FnOnce(&mut Vec<u8>)) {
        write(&mut self.out);
        self.section_ends.push(self.out.len());
    }

    /// Writes the header.
    pub(crate) fn finish(self, total_freq: u64) -> Vec<u8> {
        let mut out = self.out;
        let mut header = Vec::with_capacity(HEADER);
        header.extend_from_slice(&MAGIC);
        header.extend_from_slice(&VERSION.to_le_bytes());
        header.extend_from_slice(&(SECTIONS as u32).to_le_bytes());
        header.extend_from_slice(&(out.len() as u64).to_le_bytes());
        header.extend_from_slice(&self.count.to_le_bytes());
        header.extend_from_slice(&0_u32.to_le_bytes());
        header.extend_from_slice(&total_freq.to_le_bytes());
        debug_assert_eq!(header.len(), FIXED, "the fixed part is as long as the reader expects");
        let mut start = HEADER;
        for (kind, &end) in (1_u32..).zip(&self.section_ends) {
            header.extend_from_slice(&kind.to_le_bytes());
            header.extend_from_slice(&0_u32.to_le_bytes());
            header.extend_from_slice(&(start as u64).to_le_bytes());
            header.extend_from_slice(&((end - start) as u64).to_le_bytes());
            header.extend_from_slice(&checksum(&out[start..end]).to_le_bytes());
            start = end;
        }
        let sum = checksum(&header);
        header.extend_from_slice(&sum.to_le_bytes());
        out[..HEADER].copy_from_slice(&header);
        out
    }
}
