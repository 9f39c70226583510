//! The dictionary: what is decided about known types, their frequencies, and weights for others.

use crate::automaton::Automaton;
use crate::error::{SegmentError, SegmentErrorKind};
use crate::features::{Frequencies, SLOTS, VerbForms};
use crate::grammar::{Cut, Head, Tail};
use crate::letters::Letter;
use crate::scorer::{Verdict, Weights};
use crate::spelling::alef;
use std::borrow::Cow;
use std::fs;
use std::ops::Range;
use std::path::Path;

/// The first bytes of a dictionary.
pub(crate) const MAGIC: [u8; 8] = *b"SIYAQSEG";
/// The version of the format that is written and read.
pub(crate) const FORMAT_VERSION: u32 = 2;
/// Bytes of the header.
pub(crate) const HEADER: usize = 48;
/// Bytes of the checksum at the end.
pub(crate) const CHECKSUM: usize = 32;
/// The most different entries.
pub(crate) const MOST_ENTRIES: usize = 1 << 16;

#[cfg(feature = "embedded")]
static EMBEDDED: &[u8] = include_bytes!("../data/dictionary.bin");

/// By which letter a type is one word, although it is clitics and a word with another letter that is
/// folded to the same.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[repr(u8)]
pub(crate) enum WholeWith {
    #[default]
    Neither = 0,
    /// A last ي: والي beside و and إلى.
    Yeh = 1,
    /// A last ى: لبنى beside ل and بني.
    AlefMaqsura = 2,
    /// A first alef without hamza: باول, the name, beside ب and أول.
    BareAlef = 3,
}

impl WholeWith {
    const ALL: [Self; 4] = [Self::Neither, Self::Yeh, Self::AlefMaqsura, Self::BareAlef];
}

/// What a dictionary says of a type, packed into 32 bits:
/// prefix 5, suffix 4, head 2, tail 3, article 1, fused 1, Zipf value 4, alefs 8, verb forms 2,
/// letter that tells whole words apart 2.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Entry(pub(crate) u32);

impl Entry {
    pub(crate) fn new(
        verdict: Verdict,
        fused: bool,
        zipf: u8,
        alefs: u8,
        verb: VerbForms,
        whole_with: WholeWith,
    ) -> Self {
        Self(
            u32::from(verdict.cut.prefix)
                | u32::from(verdict.cut.suffix) << 5
                | (verdict.head as u32) << 9
                | (verdict.tail as u32) << 11
                | u32::from(verdict.article) << 14
                | u32::from(fused) << 15
                | u32::from(zipf.min(15)) << 16
                | u32::from(alefs) << 20
                | u32::from(verb.0 & 3) << 28
                | (whole_with as u32) << 30,
        )
    }

    fn bits(self, from: u32, count: u32) -> u8 {
        (self.0 >> from & ((1 << count) - 1)) as u8
    }

    /// Whether every number in the entry names something.
    fn is_sound(self) -> bool {
        Cut::from_numbers(self.bits(0, 5), self.bits(5, 4)).is_some()
            && Head::from_number(self.bits(9, 2)).is_some()
            && Tail::from_number(self.bits(11, 3)).is_some()
    }

    #[inline]
    pub(crate) fn verdict(self) -> Verdict {
        Verdict {
            cut: Cut { prefix: self.bits(0, 5), suffix: self.bits(5, 4) },
            head: Head::from_number(self.bits(9, 2)).unwrap_or_default(),
            tail: Tail::from_number(self.bits(11, 3)).unwrap_or_default(),
            article: self.bits(14, 1) > 0,
        }
    }

    #[inline]
    pub(crate) fn is_fused(self) -> bool {
        self.bits(15, 1) > 0
    }

    pub(crate) fn zipf(self) -> u8 {
        self.bits(16, 4)
    }

    /// How the first alef is usually spelt.
    #[inline]
    pub(crate) fn first_alef(self) -> char {
        alef(self.alefs(), 0).unwrap_or('ا')
    }

    pub(crate) fn alefs(self) -> u8 {
        self.bits(20, 8)
    }

    /// By which letter the type is one word.
    #[inline]
    pub(crate) fn whole_with(self) -> WholeWith {
        WholeWith::ALL.get(usize::from(self.bits(30, 2))).copied().unwrap_or_default()
    }

    pub(crate) fn verb(self) -> VerbForms {
        VerbForms(self.bits(28, 2))
    }
}

/// A segmentation dictionary.
///
/// It is immutable, and shared between threads by reference. The format is described byte by byte
/// in `FORMAT.md` beside this crate.
///
/// ```
/// # #[cfg(feature = "embedded")] {
/// use siyaq_segment::Dictionary;
///
/// let dictionary = Dictionary::embedded();
/// assert!(dictionary.type_count() > 100_000);
/// assert!(dictionary.sources().contains("CC BY-SA"));
/// # }
/// ```
#[derive(Clone, Debug)]
pub struct Dictionary {
    data: Cow<'static, [u8]>,
    automaton: Automaton,
    fst: Range<usize>,
    ranks: Range<usize>,
    weights: Range<usize>,
    sources: Range<usize>,
    entries: Vec<Entry>,
    types: u32,
}

fn u32_at(data: &[u8], at: usize) -> u32 {
    let chunk = data.get(at..).and_then(<[u8]>::first_chunk);
    chunk.map_or(0, |chunk| u32::from_le_bytes(*chunk))
}

impl Dictionary {
    /// The dictionary that ships.
    ///
    /// Cost: a checksum of its bytes, about a millisecond.
    #[cfg(feature = "embedded")]
    #[must_use]
    pub fn embedded() -> Self {
        match Self::parse(Cow::Borrowed(EMBEDDED)) {
            Ok(dictionary) => dictionary,
            Err(error) => unreachable!("the embedded dictionary: {error}"),
        }
    }

    /// A dictionary from the bytes of its file.
    ///
    /// # Errors
    ///
    /// The bytes are no dictionary, or of another version, cut, or damaged.
    pub fn from_bytes(bytes: Vec<u8>) -> Result<Self, SegmentError> {
        Self::parse(Cow::Owned(bytes))
    }

    /// Reads a dictionary from a file.
    ///
    /// # Errors
    ///
    /// The file cannot be read, or its bytes are no sound dictionary.
    pub fn open(path: impl AsRef<Path>) -> Result<Self, SegmentError> {
        let path = path.as_ref();
        let bytes =
            fs::read(path).map_err(|error| SegmentError::io("read the dictionary", path, error))?;
        Self::from_bytes(bytes)
    }

    fn parse(data: Cow<'static, [u8]>) -> Result<Self, SegmentError> {
        if data.get(..8) != Some(&MAGIC) {
            return Err(SegmentErrorKind::NotADictionary.into());
        }
        let found = data.len() as u64;
        if data.len() < HEADER {
            let expected = (HEADER + CHECKSUM) as u64;
            return Err(SegmentErrorKind::Length { expected, found }.into());
        }
        let version = u32_at(&data, 8);
        if version != FORMAT_VERSION {
            return Err(
                SegmentErrorKind::Version { expected: FORMAT_VERSION, found: version }.into()
            );
        }
        let (types, entries) = (u32_at(&data, 12), u32_at(&data, 16));
        let (slots, sources, fst) = (u32_at(&data, 20), u32_at(&data, 24), u32_at(&data, 28));
        let lengths = [
            u64::from(sources),
            u64::from(fst),
            u64::from(types) * 2,
            u64::from(entries) * 4,
            u64::from(slots) * 2,
        ];
        let expected = (HEADER + CHECKSUM) as u64 + lengths.iter().sum::<u64>();
        if expected != found {
            return Err(SegmentErrorKind::Length { expected, found }.into());
        }
        let (content, checksum) = data.split_at(data.len() - CHECKSUM);
        if blake3::hash(content).as_bytes() != checksum {
            return Err(SegmentErrorKind::Checksum.into());
        }
        let mut end = HEADER;
        let [sources, fst, ranks, entries, weights] = lengths.map(|length| {
            // The lengths add up to that of the data, so each of them is an index.
            let start = end;
            end += length as usize;
            start..end
        });
        if slots as usize != SLOTS {
            return Err(SegmentError::corrupt("weights", "their number is not the one expected"));
        }
        if std::str::from_utf8(data.get(sources.clone()).unwrap_or_default()).is_err() {
            return Err(SegmentError::corrupt("sources", "they are no UTF-8"));
        }
        let entries: Vec<Entry> = data
            .get(entries)
            .unwrap_or_default()
            .chunks_exact(4)
            .map(|chunk| Entry(u32_at(chunk, 0)))
            .collect();
        if !entries.iter().all(|entry| entry.is_sound()) {
            return Err(SegmentError::corrupt("entries", "one names what there is not"));
        }
        let automaton = Automaton::open(data.get(fst.clone()).unwrap_or_default(), types)
            .ok_or_else(|| SegmentError::corrupt("forms", "they are no automaton"))?;
        Ok(Self { automaton, fst, ranks, weights, sources, entries, types, data })
    }

    /// How many folded types it knows.
    #[must_use]
    pub fn type_count(&self) -> u32 {
        self.types
    }

    /// What it was trained on, with authors and licences: a text to be shown where the dictionary
    /// is used.
    #[must_use]
    pub fn sources(&self) -> &str {
        let bytes = self.data.get(self.sources.clone()).unwrap_or_default();
        std::str::from_utf8(bytes).unwrap_or_default()
    }

    /// The checksum that the dictionary carries, BLAKE3 in hexadecimal: it tells dictionaries apart
    /// in the records of results.
    #[must_use]
    pub fn checksum(&self) -> String {
        let checksum = self.data.last_chunk::<CHECKSUM>().copied().unwrap_or_default();
        blake3::Hash::from_bytes(checksum).to_hex().to_string()
    }

    /// The bytes, as a file has them.
    #[must_use]
    pub fn as_bytes(&self) -> &[u8] {
        &self.data
    }

    /// What it says of a folded type.
    #[inline]
    pub(crate) fn entry(&self, form: &[Letter]) -> Option<Entry> {
        self.entry_at(self.entry_number(form)?)
    }

    /// The number of what it says of a folded type.
    #[inline]
    pub(crate) fn entry_number(&self, form: &[Letter]) -> Option<u16> {
        let rank = self.automaton.rank(self.data.get(self.fst.clone())?, form)?;
        let ranks = self.data.get(self.ranks.clone())?;
        ranks.get(2 * rank as usize..)?.first_chunk().map(|number| u16::from_le_bytes(*number))
    }

    /// What has this number.
    #[inline]
    pub(crate) fn entry_at(&self, number: u16) -> Option<Entry> {
        self.entries.get(usize::from(number)).copied()
    }
}

impl Frequencies for Dictionary {
    fn zipf(&self, form: &[Letter]) -> u8 {
        self.entry(form).map_or(0, Entry::zipf)
    }

    fn first_alef(&self, form: &[Letter]) -> u8 {
        self.entry(form).map_or(0, |entry| entry.alefs() & 3)
    }

    fn decided(&self, form: &[Letter]) -> Option<Cut> {
        self.entry(form).map(|entry| entry.verdict().cut)
    }

    fn verb(&self, form: &[Letter]) -> VerbForms {
        self.entry(form).map_or_else(VerbForms::default, Entry::verb)
    }
}

impl Weights for Dictionary {
    #[inline]
    fn weight(&self, slot: usize) -> i32 {
        let weights = self.data.get(self.weights.clone()).unwrap_or_default();
        let weight = weights.get(2 * (slot % SLOTS)..).and_then(<[u8]>::first_chunk);
        weight.map_or(0, |weight| i32::from(i16::from_le_bytes(*weight)))
    }
}
