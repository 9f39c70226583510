//! A lexicon, used where its bytes are.

use siyaq_types::TermId;

use crate::bytes::u32_item;
use crate::error::LexiconError;
use crate::fst_read::FstView;
use crate::grams::GramView;
use crate::layout::{FreqView, Layout, Section};

/// What a form that cannot be read is shown as.
const DAMAGED: &str = "\u{FFFD}";
/// The id and the rank of what is not there.
const NOWHERE: u32 = u32::MAX;

/// A dictionary of word forms over bytes that anything owns: a vector, a memory map, a part of one.
///
/// Ids go from the most frequent form down, ties in the order of bytes; ranks go by bytes alone.
/// Nothing is copied out when it is opened. Damaged bytes give wrong or no answers but never a
/// panic; [`verify`](Self::verify) tells.
#[derive(Clone)]
pub struct Lexicon<D> {
    pub(crate) data: D,
    pub(crate) layout: Layout,
}

impl<D> std::fmt::Debug for Lexicon<D> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Lexicon").field("layout", &self.layout).finish_non_exhaustive()
    }
}

impl<D: AsRef<[u8]>> Lexicon<D> {
    /// Opens a lexicon: reads the header and checks the lengths of the sections, not every byte.
    ///
    /// # Errors
    /// When the bytes are no lexicon, or one of another version, or were cut, or the header is
    /// damaged.
    pub fn open(data: D) -> Result<Self, LexiconError> {
        let layout = Layout::read(data.as_ref())?;
        Ok(Self { data, layout })
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

    /// The bytes of the lexicon.
    #[must_use]
    pub fn as_bytes(&self) -> &[u8] {
        self.data.as_ref()
    }

    /// The data that the lexicon was opened on.
    #[must_use]
    pub fn into_inner(self) -> D {
        self.data
    }

    #[inline]
    pub(crate) fn section(&self, section: Section) -> &[u8] {
        self.layout.section(self.data.as_ref(), section)
    }

    pub(crate) fn fst(&self) -> Option<FstView<'_>> {
        FstView::open(self.section(Section::Fst), self.len())
    }

    pub(crate) fn grams(&self) -> Option<GramView<'_>> {
        GramView::open(self.section(Section::Grams))
    }

    pub(crate) fn freqs(&self) -> Option<FreqView<'_>> {
        FreqView::open(self.section(Section::Freqs))
    }

    /// The id of a form.
    ///
    /// # Cost
    /// One step in the automaton for each byte: about a microsecond among a million forms.
    #[inline]
    #[must_use]
    pub fn id(&self, form: &str) -> Option<TermId> {
        let rank = self.fst()?.rank(form.as_bytes())?;
        self.order_item(rank).map(TermId)
    }

    /// The id at a rank, if it is one.
    #[inline]
    pub(crate) fn order_item(&self, rank: u32) -> Option<u32> {
        u32_item(self.section(Section::Order), rank as usize).filter(|&id| id < self.len())
    }

    /// The bytes of a form.
    #[inline]
    pub(crate) fn form_bytes(&self, id: u32) -> Option<&[u8]> {
        let ends = self.section(Section::Ends);
        let start = if id == 0 { 0 } else { u32_item(ends, id as usize - 1)? };
        let end = u32_item(ends, id as usize)?;
        self.section(Section::Forms).get(start as usize..end as usize)
    }

    /// The form of an id. What cannot be read, also an id that there is not, gives U+FFFD.
    #[inline]
    #[must_use]
    pub fn form(&self, id: TermId) -> &str {
        let bytes = self.form_bytes(id.0);
        bytes.and_then(|bytes| std::str::from_utf8(bytes).ok()).unwrap_or(DAMAGED)
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
    pub fn rank(&self, id: TermId) -> u32 {
        u32_item(self.section(Section::Ranks), id.index()).unwrap_or(NOWHERE)
    }

    /// The id of the form at a place in the order of bytes; `TermId(u32::MAX)`, which is in no
    /// lexicon, for a rank that there is not.
    #[inline]
    #[must_use]
    pub fn at_rank(&self, rank: u32) -> TermId {
        TermId(self.order_item(rank).unwrap_or(NOWHERE))
    }

    /// All forms from the most frequent one down: id, form, frequency.
    pub fn iter(&self) -> impl Iterator<Item = (TermId, &str, u64)> + '_ {
        let runs: Vec<(u32, u64)> =
            self.freqs().into_iter().flat_map(|freqs| freqs.runs()).collect();
        let mut run = 0;
        (0..self.len()).map(move |id| {
            while runs.get(run + 1).is_some_and(|&(start, _)| start <= id) {
                run += 1;
            }
            (TermId(id), self.form(TermId(id)), runs.get(run).map_or(0, |&(_, freq)| freq))
        })
    }
}
