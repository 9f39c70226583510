//! A lexicon, used where its bytes are.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, OnceLock};

use siyaq_types::TermId;

use crate::data::LexiconData;
use crate::error::LexiconError;
use crate::forms::{BUCKET, Bucket, BucketReader, bounds, bucket_count};
use crate::layout::{FreqView, Layout, Section};
use crate::packed;
use crate::plain::{PlainForms, common_count};

/// What a form that cannot be read is shown as.
const DAMAGED: &str = "\u{FFFD}";
/// The id and the ordinal of what is not there.
const NOWHERE: u32 = u32::MAX;

/// When three quarters of the buckets have been read, all forms are unpacked: that takes no longer
/// than reading the buckets did, and then a form costs no more than a look.
const MANY: (usize, usize) = (3, 4);

/// Forms that have been unpacked.
#[derive(Debug, Default)]
struct Unpacked {
    /// The buckets, by number, made room for when the first is read; one that is damaged is `None`.
    buckets: OnceLock<Box<[OnceLock<Option<Bucket>>]>>,
    /// How many buckets have been read.
    read: AtomicUsize,
    /// The most frequent forms.
    common: OnceLock<PlainForms>,
    /// All forms; none if they are too many.
    all: OnceLock<PlainForms>,
}

/// A dictionary of word forms over bytes that anything owns: a vector, a memory map, a part of one.
///
/// Ids go from the most frequent form down, ties in the order of bytes; ordinals go by bytes alone.
/// Nothing is copied out when it is opened. The most frequent forms are read when the first form is
/// asked for, the others in groups of 16 neighbours when one of them is, and all when most of them
/// have been. Damaged bytes give wrong or no answers but never a panic; [`verify`](Self::verify)
/// tells.
#[derive(Clone)]
pub struct Lexicon<D> {
    pub(crate) data: D,
    pub(crate) layout: Layout,
    unpacked: Arc<Unpacked>,
}

impl<D> std::fmt::Debug for Lexicon<D> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Lexicon").field("layout", &self.layout).finish_non_exhaustive()
    }
}

impl<D: LexiconData> Lexicon<D> {
    /// Opens a lexicon: reads the header and checks the lengths of the sections, not every byte.
    ///
    /// # Errors
    /// When the bytes are no lexicon, or one of another version, or were cut, or the header is
    /// damaged.
    pub fn open(data: D) -> Result<Self, LexiconError> {
        let layout = Layout::read(&data)?;
        Ok(Self { data, layout, unpacked: Arc::default() })
    }

    /// The number of forms.
    #[inline]
    #[must_use]
    pub fn len(&self) -> u32 {
        self.layout.count
    }

    /// Whether there are no forms.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The bytes of the lexicon; none where any of them is known to be damaged.
    #[must_use]
    pub fn as_bytes(&self) -> &[u8] {
        self.data.bytes(0..self.data.byte_count()).unwrap_or_default()
    }

    /// The data that the lexicon was opened on.
    #[must_use]
    pub fn into_inner(self) -> D {
        self.data
    }

    #[inline]
    pub(crate) fn section(&self, section: Section) -> &[u8] {
        self.data.bytes(self.layout.range(section)).unwrap_or_default()
    }

    pub(crate) fn freqs(&self) -> Option<FreqView<'_>> {
        FreqView::open(self.section(Section::Freqs))
    }

    /// The id of a form.
    ///
    /// # Cost
    /// A binary search and up to 16 forms: about a microsecond among a million forms.
    #[must_use]
    pub fn id(&self, form: &str) -> Option<TermId> {
        let ordinal = self.ordinal_of(form.as_bytes())?;
        self.order_item(ordinal).map(TermId)
    }

    /// A number of a permutation, if it is one.
    #[inline]
    fn permuted(&self, section: Section, index: u32) -> Option<u32> {
        let (place, shift) = packed::place(self.len(), index)?;
        let start = self.layout.range(section).start + place;
        let bytes = self.data.bytes(start..start + 8)?.try_into().ok()?;
        let number = packed::number(bytes, shift, self.len());
        if number >= self.len() {
            self.data.note("its ids and its ordinals are no numbers of forms");
            return None;
        }
        Some(number)
    }

    /// The id at an ordinal, if it is one.
    #[inline]
    pub(crate) fn order_item(&self, ordinal: u32) -> Option<u32> {
        self.permuted(Section::Order, ordinal)
    }

    /// The forms of a bucket, to be read one after the other.
    #[inline]
    pub(crate) fn bucket(&self, bucket: u32) -> Option<BucketReader<'_>> {
        let start = self.layout.range(Section::Buckets).start + bucket as usize * 8;
        let own = bounds(self.data.bytes(start..start + 16)?)?;
        let forms = self.layout.range(Section::Forms);
        let range = forms.start.checked_add(own.start)?..forms.start.checked_add(own.end)?;
        let bytes = self.data.bytes(range).filter(|_| own.end <= forms.len())?;
        Some(BucketReader::new(bytes, bucket, self.len()))
    }

    /// The form of an id by its bucket.
    fn form_of(&self, id: u32) -> &str {
        let ordinal = self.permuted(Section::Ordinals, id);
        ordinal.and_then(|ordinal| self.form_at(ordinal)).unwrap_or(DAMAGED)
    }

    /// Reads a bucket; one that is damaged is noted.
    fn read_bucket(&self, bucket: u32) -> Option<Bucket> {
        let forms = self.bucket(bucket).and_then(Bucket::read);
        if forms.is_none() {
            self.note_forms();
        }
        forms
    }

    /// All forms by id, unpacked at the first call; none if their text is too large for that.
    fn all(&self) -> &PlainForms {
        self.unpacked.all.get_or_init(|| self.unpack().unwrap_or_default())
    }

    #[cold]
    fn unpack(&self) -> Option<PlainForms> {
        let mut by_ordinal = PlainForms::default();
        for bucket in 0..bucket_count(self.len()) {
            let forms = self.read_bucket(bucket);
            for place in 0..(self.len() - bucket * BUCKET).min(BUCKET) as usize {
                let form = forms.as_ref().and_then(|forms| forms.form(place));
                by_ordinal.push(form.unwrap_or(DAMAGED))?;
            }
        }
        let mut by_id = PlainForms::default();
        for id in 0..self.len() {
            let ordinal = self.permuted(Section::Ordinals, id);
            by_id.push(ordinal.and_then(|ordinal| by_ordinal.form(ordinal)).unwrap_or(DAMAGED))?;
        }
        Some(by_id)
    }

    /// The most frequent forms.
    #[cold]
    fn read_common(&self) -> PlainForms {
        let bytes = self.section(Section::Common);
        PlainForms::read(bytes, common_count(self.len())).unwrap_or_else(|| {
            self.data.note("its most frequent forms are no forms");
            PlainForms::default()
        })
    }

    /// The form at an ordinal.
    #[inline]
    pub(crate) fn form_at(&self, ordinal: u32) -> Option<&str> {
        let unpacked = &*self.unpacked;
        let buckets = unpacked.buckets.get_or_init(|| {
            let buckets = (0..bucket_count(self.len())).map(|_| OnceLock::new());
            buckets.collect()
        });
        let bucket = buckets.get((ordinal / BUCKET) as usize)?.get_or_init(|| {
            let bucket = self.read_bucket(ordinal / BUCKET);
            unpacked.read.fetch_add(1, Ordering::Relaxed);
            bucket
        });
        bucket.as_ref()?.form((ordinal % BUCKET) as usize)
    }

    /// Says that forms are damaged.
    #[cold]
    pub(crate) fn note_forms(&self) {
        self.data.note("its forms are no forms");
    }

    /// The form of an id. What cannot be read, also an id that there is not, gives U+FFFD.
    #[inline]
    #[must_use]
    pub fn form(&self, id: TermId) -> &str {
        let common = self.unpacked.common.get_or_init(|| self.read_common());
        if let Some(form) = common.form(id.0) {
            return form;
        }
        if let Some(form) = self.unpacked.all.get().and_then(|all| all.form(id.0)) {
            return form;
        }
        let form = self.form_of(id.0);
        let read = self.unpacked.read.load(Ordering::Relaxed);
        if read * MANY.1 > bucket_count(self.len()) as usize * MANY.0 {
            self.all();
        }
        form
    }

    /// The frequency of an id; 0 for an id that there is not.
    ///
    /// # Cost
    /// A binary search among the different frequencies; over all ids [`iter`](Self::iter) is faster.
    #[inline]
    #[must_use]
    pub fn freq(&self, id: TermId) -> u64 {
        if id.0 >= self.len() {
            return 0;
        }
        self.freqs().map_or(0, |freqs| freqs.get(id.0))
    }

    /// The sum of all frequencies.
    #[must_use]
    pub fn total_freq(&self) -> u64 {
        self.layout.total_freq
    }

    /// The place of a form in the order of bytes; `u32::MAX` for an id that there is not.
    #[inline]
    #[must_use]
    pub fn ordinal(&self, id: TermId) -> u32 {
        self.permuted(Section::Ordinals, id.0).unwrap_or(NOWHERE)
    }

    /// The id of the form at a place in the order of bytes; `TermId(u32::MAX)`, which is in no
    /// lexicon, for an ordinal that there is not.
    #[inline]
    #[must_use]
    pub fn at_ordinal(&self, ordinal: u32) -> TermId {
        TermId(self.order_item(ordinal).unwrap_or(NOWHERE))
    }

    /// All forms from the most frequent one down: id, form, frequency.
    pub fn iter(&self) -> impl Iterator<Item = (TermId, &str, u64)> + '_ {
        let runs: Vec<(u32, u64)> =
            self.freqs().into_iter().flat_map(|freqs| freqs.runs()).collect();
        if self.len() > common_count(self.len()) {
            self.all();
        }
        let mut run = 0;
        (0..self.len()).map(move |id| {
            while runs.get(run + 1).is_some_and(|&(start, _)| start <= id) {
                run += 1;
            }
            (TermId(id), self.form(TermId(id)), runs.get(run).map_or(0, |&(_, freq)| freq))
        })
    }
}
