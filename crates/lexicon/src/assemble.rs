//! Puts the sections of a lexicon together.

use crate::alphabet::Alphabet;
use crate::error::{LexiconError, LexiconErrorKind};
use crate::grams::Classed;
use crate::layout::{FIXED, HEADER, MAGIC, SECTIONS, VERSION, checksum};

/// A lexicon while it is written, section by section.
pub(crate) struct Assembly {
    out: Vec<u8>,
    section_ends: Vec<usize>,
    count: u32,
}

impl Assembly {
    /// Begins a lexicon of `count` forms that have `form_bytes` bytes.
    pub(crate) fn new(count: u32, form_bytes: usize) -> Result<Self, LexiconError> {
        // The n-gram index and the automaton take about as much as the forms and their ids.
        let size = HEADER + 2 * (form_bytes + 12 * count as usize);
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

    /// Writes the first two sections, and gives the forms as classes. `each` gives the forms in the
    /// order of ids to what it is called with.
    pub(crate) fn put_forms(
        &mut self,
        alphabet: &Alphabet,
        each: impl FnOnce(&mut dyn FnMut(&str)),
    ) -> Classed {
        let mut classed = Classed::with_capacity(self.count as usize);
        let count = self.count as usize;
        self.put(|out| out.resize(out.len() + 4 * count, 0));
        let start = self.out.len();
        let mut slot = HEADER;
        each(&mut |form| {
            self.out.extend_from_slice(form.as_bytes());
            let end = (self.out.len() - start) as u32;
            self.out[slot..slot + 4].copy_from_slice(&end.to_le_bytes());
            slot += 4;
            classed.push(alphabet, form);
        });
        self.section_ends.push(self.out.len());
        classed
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
