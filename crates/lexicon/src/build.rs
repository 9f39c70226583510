//! Builds a lexicon from forms and their frequencies.

use siyaq_types::TermId;

use crate::alphabet::Alphabet;
use crate::assemble::Assembly;
use crate::error::{LexiconError, LexiconErrorKind};
use crate::forms::FormWriter;
use crate::layout::FreqView;
use crate::order::{Ids, Sorted, count_chars};
use crate::packed;
use crate::plain::{PlainForms, common_count};

/// Forms that are fetched together, so that the waits for memory overlap.
const BATCH: usize = 256;
/// Entries, which have numbers of 32 bits.
const MOST: u64 = u32::MAX as u64 - 1;

/// Builds lexicons.
#[derive(Clone, Copy, Debug, Default)]
pub struct LexiconBuilder;

/// A lexicon in memory, and the id of each entry that went in.
#[derive(Clone, Debug)]
pub struct BuiltLexicon {
    /// The lexicon, to be opened with [`Lexicon::open`](crate::Lexicon::open) or written to a file.
    pub bytes: Vec<u8>,
    /// The id of each entry, in the order of the entries.
    pub ids: Vec<TermId>,
}

impl LexiconBuilder {
    /// Builds a lexicon. The entries need no order; ids go from the most frequent form down, forms
    /// with the same frequency in the order of their bytes. The same set of entries gives the same
    /// bytes, in whatever order it comes and on any number of threads.
    ///
    /// ```
    /// use siyaq_lexicon::LexiconBuilder;
    /// use siyaq_types::TermId;
    ///
    /// let built = LexiconBuilder::build(&[("كتب", 2), ("في", 9), ("كتاب", 2)])?;
    /// assert_eq!(built.ids, [TermId(2), TermId(0), TermId(1)]);
    /// # Ok::<(), siyaq_lexicon::LexiconError>(())
    /// ```
    ///
    /// # Errors
    /// When a form is empty or is listed twice, when there are more than 2^32 - 2 entries, when the
    /// frequencies add up to more than 64 bits hold.
    ///
    /// # Cost
    /// About 0.5 µs for a form in a lexicon of a million forms, on one thread.
    pub fn build(entries: &[(&str, u64)]) -> Result<BuiltLexicon, LexiconError> {
        let (draft, sorted) = LexiconDraft::new(entries)?;
        if let Some(entry) = sorted.repeated.first().map(|place| sorted.entries[*place]) {
            let form = entries[entry as usize].0.to_owned();
            return Err(LexiconErrorKind::DuplicateForm { form }.into());
        }
        draft.finish()
    }

    /// Builds a lexicon as [`build`](Self::build) does, of entries whose forms may be listed many
    /// times: their frequencies are added up, and they get one id.
    ///
    /// ```
    /// use siyaq_lexicon::LexiconBuilder;
    /// use siyaq_types::TermId;
    ///
    /// let built = LexiconBuilder::merge(&[("كتب", 2), ("في", 9), ("كتب", 8)])?;
    /// assert_eq!(built.ids, [TermId(0), TermId(1), TermId(0)]);
    /// # Ok::<(), siyaq_lexicon::LexiconError>(())
    /// ```
    ///
    /// # Errors
    /// As [`build`](Self::build), but for forms that are listed twice.
    pub fn merge(entries: &[(&str, u64)]) -> Result<BuiltLexicon, LexiconError> {
        Self::draft(entries)?.finish()
    }

    /// Gives the ids of entries as [`merge`](Self::merge) does, and leaves the lexicon for later.
    ///
    /// # Errors
    /// As [`merge`](Self::merge).
    pub fn draft<'e>(entries: &'e [(&'e str, u64)]) -> Result<LexiconDraft<'e>, LexiconError> {
        Ok(LexiconDraft::new(entries)?.0)
    }
}

/// A lexicon whose ids are given, but which is not put together yet. Finding the ids takes a third of
/// the time, so who needs no more of it at first can do other work at the same time as the rest.
pub struct LexiconDraft<'e> {
    entries: &'e [(&'e str, u64)],
    ids: Vec<TermId>,
    /// An entry that has the form, by ordinal.
    order: Vec<u32>,
    by_ordinal: Ids,
    total_freq: u64,
}

impl std::fmt::Debug for LexiconDraft<'_> {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let (entries, forms) = (self.entries.len(), self.order.len());
        out.debug_struct("LexiconDraft").field("entries", &entries).field("forms", &forms).finish()
    }
}

impl<'e> LexiconDraft<'e> {
    fn new(entries: &'e [(&'e str, u64)]) -> Result<(Self, Sorted), LexiconError> {
        let total_freq = check(entries)?;
        let sorted = Sorted::new(entries, &Alphabet::choose(&count_chars(entries)));
        let forms = sorted.entries.len() - sorted.repeated.len();
        let mut order = vec![0_u32; forms];
        let mut freqs = vec![0_u64; forms];
        sorted.ordinals(|ordinal, entry| {
            order[ordinal] = entry;
            freqs[ordinal] += entries[entry as usize].1;
        });
        let by_ordinal = Ids::new(&freqs);
        let mut ids = vec![TermId(0); entries.len()];
        sorted.ordinals(|ordinal, entry| {
            ids[entry as usize] = TermId(by_ordinal.id_of_ordinal[ordinal])
        });
        Ok((Self { entries, ids, order, by_ordinal, total_freq }, sorted))
    }

    /// The id of each entry, in the order of the entries.
    #[must_use]
    pub fn ids(&self) -> &[TermId] {
        &self.ids
    }

    /// The most frequent forms, by id.
    fn common(&self) -> Result<PlainForms, LexiconError> {
        let count = common_count(self.order.len() as u32) as usize;
        let ordinals = self.by_ordinal.ordinal_of_id.iter().take(count);
        let mut common = PlainForms::default();
        let mut full = false;
        each_form(self.entries, ordinals.map(|ordinal| self.order[*ordinal as usize]), |form| {
            full |= common.push(form).is_none();
        });
        if full {
            let (what, limit) = ("the bytes of the most frequent forms", u64::from(u32::MAX));
            return Err(LexiconErrorKind::TooLarge { what, limit, found: limit + 1 }.into());
        }
        Ok(common)
    }

    /// Puts the lexicon together.
    ///
    /// # Errors
    /// When it gets larger than its format allows.
    pub fn finish(self) -> Result<BuiltLexicon, LexiconError> {
        let ids = &self.by_ordinal;
        let mut writer = FormWriter::default();
        each_form(self.entries, self.order.iter().copied(), |form| writer.push(form.as_bytes()));
        let (buckets, forms) = writer.finish();
        let size = buckets.len() + forms.len() + 8 * self.order.len() + 12 * ids.freq_runs.len();
        let mut out = Assembly::new(self.order.len() as u32, size)?;
        out.put(|out| FreqView::write(&ids.freq_runs, out));
        out.put(|out| packed::write(&ids.ordinal_of_id, out));
        out.put(|out| packed::write(&ids.id_of_ordinal, out));
        out.put(|out| out.extend_from_slice(&buckets));
        out.put(|out| out.extend_from_slice(&forms));
        let common = self.common()?;
        out.put(|out| common.write(out));
        Ok(BuiltLexicon { bytes: out.finish(self.total_freq), ids: self.ids })
    }
}

/// Checks what must hold before any work, and adds the frequencies up.
fn check(entries: &[(&str, u64)]) -> Result<u64, LexiconError> {
    let (limit, found) = (MOST, entries.len() as u64);
    if found > limit {
        let what = "the number of forms";
        return Err(LexiconErrorKind::TooLarge { what, limit, found }.into());
    }
    if let Some(entry) = entries.iter().position(|(form, _)| form.is_empty()) {
        return Err(LexiconErrorKind::EmptyForm { entry }.into());
    }
    entries
        .iter()
        .try_fold(0_u64, |total, &(_, freq)| total.checked_add(freq))
        .ok_or_else(|| LexiconErrorKind::FreqOverflow.into())
}

/// Gives `visit` the forms at places of `entries` one after the other. The forms lie scattered in
/// memory: the first and last byte of some hundred are read first, so that the waits overlap.
fn each_form<'e>(
    entries: &[(&'e str, u64)],
    places: impl Iterator<Item = u32>,
    mut visit: impl FnMut(&'e str),
) {
    let mut places = places.peekable();
    let mut batch = Vec::with_capacity(BATCH);
    while places.peek().is_some() {
        batch.clear();
        batch.extend(places.by_ref().take(BATCH).map(|entry| entries[entry as usize].0));
        let ends = |form: &&str| match form.as_bytes() {
            [first, .., last] => first ^ last,
            _ => 0,
        };
        std::hint::black_box(batch.iter().map(ends).fold(0, |sum, byte| sum ^ byte));
        batch.iter().for_each(|form| visit(form));
    }
}
