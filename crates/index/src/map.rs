//! Bytes of a corpus file: memory-mapped, or built in memory; each page is checked when it is first
//! read.

use crate::seal::{PAGE, Seal, page_sum};
use crate::{IndexError, IndexErrorKind};
use siyaq_disk::check_regular;
use siyaq_lexicon::LexiconData;
use std::fs::File;
use std::ops::Range;
use std::path::Path;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, OnceLock};

/// The bytes of one file of a corpus, shared and cheap to clone.
///
/// Whoever reads asks for a range. The pages of a range are compared with their checksums the first
/// time that any of them is read; a range on a damaged page is not given, and the corpus remembers
/// the damage, see [`Corpus::sound`](crate::Corpus::sound).
#[derive(Clone, Debug)]
pub struct Bytes(Arc<Opened>);

/// A file that is open.
#[derive(Debug)]
struct Opened {
    name: String,
    backing: Backing,
    /// How many bytes there are before the seal.
    length: usize,
    /// `None` for bytes that are checked otherwise.
    pages: Option<Pages>,
    damage: Damage,
}

#[derive(Debug)]
enum Backing {
    Owned(Vec<u8>),
    Mapped(memmap2::Mmap),
}

/// Which pages have been compared with their checksums.
#[derive(Debug)]
struct Pages {
    seal: Seal,
    /// A bit for each page.
    checked: Box<[AtomicU64]>,
    /// Whether all have been.
    all: AtomicBool,
}

/// What is told of damage when it is met.
static TELL: OnceLock<fn(&IndexError)> = OnceLock::new();

/// Sets what is called when damage is met while a corpus is read, once for each corpus: a command,
/// which answers nothing more then, ends itself. Without it, damage is told by
/// [`Corpus::sound`](crate::Corpus::sound). It is called on whatever thread reads, and what was set
/// first stays.
pub fn on_damage(tell: fn(&IndexError)) {
    TELL.get_or_init(|| tell);
}

/// The first damage that was met in the files of a corpus, if any was.
#[derive(Clone, Debug, Default)]
pub(crate) struct Damage(Arc<OnceLock<IndexErrorKind>>);

impl Damage {
    /// Remembers damage; what was met first stays.
    pub(crate) fn note(&self, file: &str, what: &str) {
        let kind = IndexErrorKind::Corrupt { file: file.to_owned(), what: what.to_owned() };
        if self.0.set(kind.clone()).is_ok()
            && let Some(tell) = TELL.get()
        {
            tell(&kind.into());
        }
    }

    /// The damage, if any was met.
    pub(crate) fn check(&self) -> Result<(), IndexError> {
        self.0.get().map_or(Ok(()), |kind| Err(kind.clone().into()))
    }
}

impl Bytes {
    /// Maps a file into memory. One that is `sealed` has the checksums of its pages at its end.
    ///
    /// # Errors
    /// When the file cannot be opened or mapped, or has no sound seal where one is expected.
    pub(crate) fn map(
        path: &Path,
        name: &str,
        sealed: bool,
        damage: &Damage,
    ) -> Result<Self, IndexError> {
        let opening = |error| IndexError::io("opening", path, error);
        check_regular(path).map_err(opening)?;
        let file = File::open(path).map_err(opening)?;
        let length = file.metadata().map_err(|error| IndexError::io("reading", path, error))?.len();
        if length == 0 {
            return Self::new(Backing::Owned(Vec::new()), name, sealed, damage);
        }
        #[expect(unsafe_code, reason = "a memory map is the point of the layout")]
        // SAFETY: A corpus is written under another name, renamed when complete and never changed
        // in place, so the mapped bytes do not change under us; a corpus that another program
        // truncates while it is open is outside what this format promises.
        let map = unsafe { memmap2::Mmap::map(&file) };
        let map = map.map_err(|error| IndexError::io("mapping", path, error))?;
        Self::new(Backing::Mapped(map), name, sealed, damage)
    }

    /// Bytes in memory, as those of a file.
    pub(crate) fn owned(
        bytes: Vec<u8>,
        name: &str,
        sealed: bool,
        damage: &Damage,
    ) -> Result<Self, IndexError> {
        Self::new(Backing::Owned(bytes), name, sealed, damage)
    }

    fn new(
        backing: Backing,
        name: &str,
        sealed: bool,
        damage: &Damage,
    ) -> Result<Self, IndexError> {
        let (mut length, mut pages) = (backing.bytes().len(), None);
        if sealed {
            let seal = Seal::read(backing.bytes());
            let seal =
                seal.ok_or_else(|| IndexError::corrupt(name, "its seal is no seal of it"))?;
            length = seal.length();
            let words = length.div_ceil(PAGE).div_ceil(64);
            let checked = (0..words).map(|_| AtomicU64::new(0)).collect();
            pages = Some(Pages { seal, checked, all: AtomicBool::new(false) });
        }
        let (name, damage) = (name.to_owned(), damage.clone());
        Ok(Self(Arc::new(Opened { name, backing, length, pages, damage })))
    }

    /// How many bytes there are, the seal not counted.
    #[inline]
    #[must_use]
    pub fn len(&self) -> usize {
        self.0.length
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The bytes of a range. `None` where the file ends before, and where it is damaged; the latter
    /// is remembered.
    #[inline]
    #[must_use]
    pub fn get(&self, range: Range<usize>) -> Option<&[u8]> {
        let file = &*self.0;
        if range.end > file.length || range.start > range.end {
            return None;
        }
        if let Some(pages) = &file.pages
            && !pages.known(&range)
        {
            file.check(pages, &range)?;
        }
        file.backing.bytes().get(range)
    }

    /// The bytes of a range as [`get`](Self::get) gives them, and those that follow it, which are not
    /// checked: so that bits at the end of the range are read in whole words.
    #[inline]
    pub(crate) fn get_and_rest(&self, range: Range<usize>) -> Option<&[u8]> {
        let start = range.start;
        self.get(range)?;
        self.0.backing.bytes().get(start..)
    }

    /// All bytes; none where any of them is damaged, which is remembered.
    #[inline]
    #[must_use]
    pub fn all(&self) -> &[u8] {
        let file = &*self.0;
        let known = file.pages.as_ref().is_none_or(|pages| pages.all.load(Ordering::Relaxed));
        if !known {
            if self.get(0..file.length).is_none() {
                return &[];
            }
            file.pages.iter().for_each(|pages| pages.all.store(true, Ordering::Relaxed));
        }
        file.backing.bytes().get(..file.length).unwrap_or_default()
    }

    /// The number at `offset`; `None` as for [`get`](Self::get).
    #[inline]
    pub(crate) fn u64_at(&self, offset: usize) -> Option<u64> {
        crate::bits::u64_at(self.get(offset..offset.checked_add(8)?)?, 0)
    }

    /// The bytes of the file as they lie on the disk, with its seal and unchecked.
    pub(crate) fn whole(&self) -> &[u8] {
        self.0.backing.bytes()
    }

    /// What the seal says of the file; `None` if it has none.
    pub(crate) fn seal_sum(&self) -> Option<u64> {
        self.0.pages.as_ref().map(|pages| pages.seal.sum())
    }

    /// Remembers that what the bytes say makes no sense, though their checksums are right.
    #[cold]
    pub(crate) fn note(&self, what: &str) {
        self.0.damage.note(&self.0.name, what);
    }
}

impl Backing {
    #[inline]
    fn bytes(&self) -> &[u8] {
        match self {
            Self::Owned(bytes) => bytes,
            Self::Mapped(map) => map,
        }
    }
}

impl Pages {
    /// Whether the pages of a range have all been checked.
    #[inline]
    fn known(&self, range: &Range<usize>) -> bool {
        let (first, last) = (range.start / PAGE, range.end.saturating_sub(1) / PAGE);
        let known = |page: usize| {
            let bits = self.checked.get(page / 64).map(|bits| bits.load(Ordering::Relaxed));
            bits.is_some_and(|bits| bits >> (page % 64) & 1 == 1)
        };
        range.is_empty() || known(first) && (first == last || (first + 1..=last).all(known))
    }
}

impl Opened {
    /// Compares the pages of a range with their checksums.
    #[cold]
    fn check(&self, pages: &Pages, range: &Range<usize>) -> Option<()> {
        let bytes = self.backing.bytes();
        for page in range.start / PAGE..range.end.div_ceil(PAGE) {
            let (slot, bit) = (pages.checked.get(page / 64)?, 1 << (page % 64));
            // The bytes never change, so it is no matter when another thread sees the bit.
            if slot.load(Ordering::Relaxed) & bit == 0 {
                let start = page * PAGE;
                let content = bytes.get(start..(start + PAGE).min(self.length))?;
                let expected = pages.seal.page(bytes, page);
                if expected != Some(page_sum(content)) {
                    self.damage.note(&self.name, "a checksum is not that of its bytes");
                    return None;
                }
                slot.fetch_or(bit, Ordering::Relaxed);
            }
        }
        Some(())
    }
}

/// Bytes without a seal.
impl From<Vec<u8>> for Bytes {
    fn from(bytes: Vec<u8>) -> Self {
        let (length, backing) = (bytes.len(), Backing::Owned(bytes));
        let (name, damage) = (String::new(), Damage::default());
        Self(Arc::new(Opened { name, backing, length, pages: None, damage }))
    }
}

impl LexiconData for Bytes {
    #[inline]
    fn byte_count(&self) -> usize {
        self.len()
    }

    #[inline]
    fn bytes(&self, range: Range<usize>) -> Option<&[u8]> {
        self.get(range)
    }

    fn note(&self, what: &'static str) {
        Self::note(self, what);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::seal::sealed;

    #[test]
    fn every_flipped_bit_is_met_where_it_is_read_and_nowhere_else() {
        let bytes: Vec<u8> = (0..PAGE + 500).map(|place| (place % 253) as u8).collect();
        let good = sealed(&[&bytes]);
        for place in (0..good.len()).filter(|place| place % 997 == 0 || *place >= PAGE + 490) {
            let mut bad = good.clone();
            bad[place] ^= 1 << (place % 8);
            let damage = Damage::default();
            let Ok(open) = Bytes::owned(bad, "x", true, &damage) else {
                assert!(place >= bytes.len());
                continue;
            };
            let sound = if place < PAGE { PAGE..bytes.len() } else { 0..PAGE };
            assert_eq!(open.get(sound.clone()), bytes.get(sound));
            assert!(damage.check().is_ok());
            assert_eq!(open.get(place..place + 1), None);
            assert!(damage.check().is_err());
            assert_eq!(open.all(), &[] as &[u8]);
        }
        for length in [0, 5, bytes.len(), good.len() - 1] {
            let cut = good[..length].to_vec();
            assert!(Bytes::owned(cut, "x", true, &Damage::default()).is_err(), "{length}");
        }
    }
}
