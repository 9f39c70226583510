//! The header of a lexicon: where its sections are.

use std::ops::Range;

use crate::bytes::{put_u32s, u32_at, u32_item, u32_items, u64_at, u64_item};
use crate::error::{LexiconError, LexiconErrorKind};
use crate::fst_read::FstView;
use crate::grams::GramView;

/// The first eight bytes of a lexicon.
pub(crate) const MAGIC: [u8; 8] = *b"SIYAQLEX";
/// The format version that is written and read.
pub(crate) const VERSION: u32 = 1;

/// The sections, in the order in which they stand in the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Section {
    /// Where each form ends, by id.
    Ends,
    /// The forms one after the other, by id.
    Forms,
    /// The frequencies.
    Freqs,
    /// Id to rank.
    Ranks,
    /// Rank to id.
    Order,
    /// The n-gram index.
    Grams,
    /// Form to rank.
    Fst,
}

impl Section {
    pub(crate) const ALL: [Self; 7] =
        [Self::Ends, Self::Forms, Self::Freqs, Self::Ranks, Self::Order, Self::Fst, Self::Grams];

    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Ends => "ends",
            Self::Forms => "forms",
            Self::Freqs => "freqs",
            Self::Ranks => "ranks",
            Self::Order => "order",
            Self::Fst => "fst",
            Self::Grams => "grams",
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
    pub(crate) fn read(data: &[u8]) -> Result<Self, LexiconError> {
        if !data.starts_with(&MAGIC) {
            return Err(LexiconErrorKind::NotALexicon.into());
        }
        let found = u32_at(data, 8).unwrap_or_default();
        if found != VERSION {
            return Err(LexiconErrorKind::Version { expected: VERSION, found }.into());
        }
        let short = |expected| LexiconErrorKind::Length { expected, found: data.len() as u64 };
        let header = data.get(..HEADER).ok_or(short(HEADER as u64))?;
        let found = checksum(&header[..HEADER - 8]);
        let expected = u64_at(header, HEADER - 8).unwrap_or_default();
        if found != expected {
            return Err(LexiconErrorKind::Checksum { section: "header", expected, found }.into());
        }
        let layout =
            Self::parse(header).ok_or(LexiconError::corrupt("header", "the section table"))?;
        let expected = layout.ranges.last().map_or(HEADER, |range| range.end) as u64;
        if expected != data.len() as u64 || u64_at(header, 16) != Some(expected) {
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

    fn check_lengths(&self, data: &[u8]) -> Result<(), LexiconError> {
        let count = self.count as usize;
        let words = count.checked_mul(4);
        for section in [Section::Ends, Section::Ranks, Section::Order] {
            if Some(self.section(data, section).len()) != words {
                return Err(LexiconError::corrupt(section.name(), "its length"));
            }
        }
        let last_end = count
            .checked_sub(1)
            .map_or(Some(0), |last| u32_item(self.section(data, Section::Ends), last));
        if last_end.map(|end| end as usize) != Some(self.section(data, Section::Forms).len()) {
            return Err(LexiconError::corrupt(Section::Forms.name(), "its length"));
        }
        if FreqView::open(self.section(data, Section::Freqs)).is_none() {
            return Err(LexiconError::corrupt(Section::Freqs.name(), "its length"));
        }
        if FstView::open(self.section(data, Section::Fst), self.count).is_none() {
            return Err(LexiconError::corrupt(Section::Fst.name(), "its head or its tail"));
        }
        if GramView::open(self.section(data, Section::Grams)).is_none() {
            return Err(LexiconError::corrupt(Section::Grams.name(), "its length"));
        }
        Ok(())
    }

    /// The bytes of a section.
    #[inline]
    pub(crate) fn section<'d>(&self, data: &'d [u8], section: Section) -> &'d [u8] {
        data.get(self.ranges[section as usize].clone()).unwrap_or_default()
    }

    /// Compares the checksum of a section with its bytes.
    pub(crate) fn check(&self, data: &[u8], section: Section) -> Result<(), LexiconError> {
        let expected = self.checksums[section as usize];
        let found = checksum(self.section(data, section));
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
