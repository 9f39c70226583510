//! The header of a lexicon: where its sections are.

use std::ops::Range;

use crate::bytes::{put_u32s, u32_at, u32_item, u32_items, u64_at, u64_item};
use crate::data::LexiconData;
use crate::error::{LexiconError, LexiconErrorKind};
use crate::forms::bucket_count;
use crate::packed;
use crate::plain::common_count;

/// The first eight bytes of a lexicon.
pub(crate) const MAGIC: [u8; 8] = *b"SIYAQLEX";
/// The format version that is written and read.
pub(crate) const VERSION: u32 = 2;

/// The sections, in the order in which they stand in the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Section {
    /// The frequencies.
    Freqs,
    /// Id to ordinal.
    Ordinals,
    /// Ordinal to id.
    Order,
    /// Where each bucket of forms begins.
    Buckets,
    /// The forms, by ordinal.
    Forms,
    /// The most frequent forms a second time, by id.
    Common,
}

impl Section {
    pub(crate) const ALL: [Self; 6] =
        [Self::Freqs, Self::Ordinals, Self::Order, Self::Buckets, Self::Forms, Self::Common];

    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Freqs => "freqs",
            Self::Ordinals => "ordinals",
            Self::Order => "order",
            Self::Buckets => "buckets",
            Self::Forms => "forms",
            Self::Common => "common",
        }
    }
}

pub(crate) const SECTIONS: usize = Section::ALL.len();
/// Bytes before the section table.
pub(crate) const FIXED: usize = 40;
/// Bytes of one row of the section table.
pub(crate) const ROW: usize = 32;
/// Bytes before the first section: the table and the checksum of the header follow the fixed part.
pub(crate) const HEADER: usize = FIXED + SECTIONS * ROW + 8;

/// The checksum of a section or of the header: the first eight bytes of its BLAKE3 hash.
pub(crate) fn checksum(bytes: &[u8]) -> u64 {
    u64_at(blake3::hash(bytes).as_bytes(), 0).unwrap_or_default()
}

/// What the header says.
#[derive(Clone, Debug)]
pub(crate) struct Layout {
    pub(crate) count: u32,
    pub(crate) total_freq: u64,
    ranges: [Range<usize>; SECTIONS],
    checksums: [u64; SECTIONS],
}

impl Layout {
    /// Reads the header and checks that the sections have the lengths that they must have.
    pub(crate) fn read(data: &impl LexiconData) -> Result<Self, LexiconError> {
        let length = data.byte_count();
        if data.bytes(0..MAGIC.len()).is_none_or(|magic| magic != MAGIC) {
            return Err(LexiconErrorKind::NotALexicon.into());
        }
        let head = data.bytes(0..12).unwrap_or_default();
        let found = u32_at(head, 8).unwrap_or_default();
        if found != VERSION {
            return Err(LexiconErrorKind::Version { expected: VERSION, found }.into());
        }
        let short = |expected| LexiconErrorKind::Length { expected, found: length as u64 };
        let header = data.bytes(0..HEADER).ok_or(short(HEADER as u64))?;
        let found = checksum(&header[..HEADER - 8]);
        let expected = u64_at(header, HEADER - 8).unwrap_or_default();
        if found != expected {
            return Err(LexiconErrorKind::Checksum { section: "header", expected, found }.into());
        }
        let layout =
            Self::parse(header).ok_or(LexiconError::corrupt("header", "the section table"))?;
        let expected = layout.ranges.last().map_or(HEADER, |range| range.end) as u64;
        if expected != length as u64 || u64_at(header, 16) != Some(expected) {
            return Err(short(expected).into());
        }
        layout.check_lengths(data)?;
        Ok(layout)
    }

    fn parse(header: &[u8]) -> Option<Self> {
        let mut layout = Self {
            count: u32_at(header, 24)?,
            total_freq: u64_at(header, 32)?,
            ranges: std::array::from_fn(|_| 0..0),
            checksums: [0; SECTIONS],
        };
        if u32_at(header, 12)? as usize != SECTIONS || u32_at(header, 28)? != 0 {
            return None;
        }
        let mut at = HEADER;
        for index in 0..SECTIONS {
            let row = FIXED + index * ROW;
            let kind = u32_at(header, row)? as usize;
            let start = usize::try_from(u64_at(header, row + 8)?).ok()?;
            let length = usize::try_from(u64_at(header, row + 16)?).ok()?;
            if kind != index + 1 || u32_at(header, row + 4)? != 0 || start != at {
                return None;
            }
            at = start.checked_add(length)?;
            layout.ranges[index] = start..at;
            layout.checksums[index] = u64_at(header, row + 24)?;
        }
        Some(layout)
    }

    fn check_lengths(&self, data: &impl LexiconData) -> Result<(), LexiconError> {
        let permutation = packed::byte_count(self.count);
        let buckets = (bucket_count(self.count) as usize).checked_add(1);
        for (section, length) in [
            (Section::Ordinals, permutation),
            (Section::Order, permutation),
            (Section::Buckets, buckets.and_then(|buckets| buckets.checked_mul(8))),
        ] {
            if Some(self.range(section).len()) != length {
                return Err(LexiconError::corrupt(section.name(), "its length"));
            }
        }
        let buckets = self.range(Section::Buckets);
        let end = data.bytes(buckets.end - 8..buckets.end).and_then(|end| u64_at(end, 0));
        if end != Some(self.range(Section::Forms).len() as u64) {
            return Err(LexiconError::corrupt(Section::Forms.name(), "its length"));
        }
        let common = self.range(Section::Common);
        let ends = common_count(self.count) as usize * 4;
        let text = common.len().checked_sub(ends);
        let last = match ends.checked_sub(4) {
            Some(last) => data
                .bytes(common.start + last..common.start + ends)
                .filter(|_| text.is_some())
                .and_then(|end| u32_at(end, 0)),
            None => Some(0),
        };
        if text.is_none() || last.map(|last| last as usize) != text {
            return Err(LexiconError::corrupt(Section::Common.name(), "its length"));
        }
        let freqs = data.bytes(self.range(Section::Freqs)).and_then(FreqView::open);
        if freqs.is_none() {
            return Err(LexiconError::corrupt(Section::Freqs.name(), "its length"));
        }
        Ok(())
    }

    /// Where a section stands.
    #[inline]
    pub(crate) fn range(&self, section: Section) -> Range<usize> {
        self.ranges[section as usize].clone()
    }

    /// Compares the checksum of a section with its bytes.
    pub(crate) fn check(
        &self,
        data: &impl LexiconData,
        section: Section,
    ) -> Result<(), LexiconError> {
        let expected = self.checksums[section as usize];
        let found = checksum(data.bytes(self.range(section)).unwrap_or_default());
        let section = section.name();
        if found == expected {
            Ok(())
        } else {
            Err(LexiconErrorKind::Checksum { section, expected, found }.into())
        }
    }
}

/// The frequencies: runs of ids with the same one. The number of runs, `u32`; the first id of each,
/// `u32`; the frequency of each, `u64`.
#[derive(Clone, Copy)]
pub(crate) struct FreqView<'d> {
    starts: &'d [u8],
    freqs: &'d [u8],
}

impl<'d> FreqView<'d> {
    /// Takes the section apart; `None` if the parts do not fit.
    pub(crate) fn open(data: &'d [u8]) -> Option<Self> {
        let runs = usize::try_from(u32_at(data, 0)?).ok()?;
        let (starts, freqs) = data.get(4..)?.split_at_checked(runs.checked_mul(4)?)?;
        (freqs.len() == runs.checked_mul(8)?).then_some(Self { starts, freqs })
    }

    /// Writes the section from the first id of each frequency and the frequency.
    pub(crate) fn write(runs: &[(u32, u64)], out: &mut Vec<u8>) {
        put_u32s(out, [runs.len() as u32]);
        put_u32s(out, runs.iter().map(|run| run.0));
        runs.iter().for_each(|run| out.extend_from_slice(&run.1.to_le_bytes()));
    }

    /// The frequency of an id; 0 if there is none.
    #[inline]
    pub(crate) fn get(self, id: u32) -> u64 {
        let (mut low, mut high) = (0, self.starts.len() / 4);
        while low < high {
            let middle = (low + high) / 2;
            match u32_item(self.starts, middle) {
                Some(start) if start <= id => low = middle + 1,
                _ => high = middle,
            }
        }
        let run = low.checked_sub(1);
        run.and_then(|run| u64_item(self.freqs, run)).unwrap_or(0)
    }

    /// Each run: its first id and its frequency.
    pub(crate) fn runs(self) -> impl Iterator<Item = (u32, u64)> + use<'d> {
        let freqs = self.freqs.chunks_exact(8).filter_map(|chunk| u64_at(chunk, 0));
        u32_items(self.starts).zip(freqs)
    }
}
