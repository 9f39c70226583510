//! Builds a lexicon from forms and their frequencies.

use siyaq_types::TermId;

use crate::alphabet::{Alphabet, CharCounts};
use crate::assemble::Assembly;
use crate::bytes::put_u32s;
use crate::error::{LexiconError, LexiconErrorKind};
use crate::fst_write::FstWriter;
use crate::grams::GramBuilder;
use crate::layout::FreqView;
use crate::order::{Ids, Sorted, count_chars};

/// Forms that are fetched together, so that the waits for memory overlap.
const BATCH: usize = 256;
/// Entries and bytes of forms, which have numbers of 32 bits.
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
    /// When a form is empty or is listed twice, when the forms have more than 4 GiB (every form
    /// counted once) or there are more than 2^32 - 2 entries, when the frequencies add up to more than 64 bits hold.
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
    /// An entry that has the form, by rank.
    order: Vec<u32>,
    /// Entries that are not in `order`.
    repeated: Vec<u32>,
    by_rank: Ids,
    counts: CharCounts,
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
        Self::within(entries, MOST)
    }

    /// A draft of at most `most` entries and, every form once, as many bytes.
    fn within(entries: &'e [(&'e str, u64)], most: u64) -> Result<(Self, Sorted), LexiconError> {
        let total_freq = check(entries, most)?;
        let counts = count_chars(entries);
        let sorted = Sorted::new(entries, &Alphabet::choose(&counts));
        let forms = sorted.entries.len() - sorted.repeated.len();
        let mut order = vec![0_u32; forms];
        let mut freqs = vec![0_u64; forms];
        sorted.ranks(|rank, entry| {
            order[rank] = entry;
            freqs[rank] += entries[entry as usize].1;
        });
        let bytes = order.iter().map(|&entry| entries[entry as usize].0.len() as u64).sum();
        at_most("the size of the forms in bytes", most, bytes)?;
        let by_rank = Ids::new(&freqs);
        let mut ids = vec![TermId(0); entries.len()];
        sorted.ranks(|rank, entry| ids[entry as usize] = TermId(by_rank.id_of_rank[rank]));
        let repeated = sorted.repeated.iter().map(|place| sorted.entries[*place]).collect();
        Ok((Self { entries, ids, order, repeated, by_rank, counts, total_freq }, sorted))
    }

    /// The id of each entry, in the order of the entries.
    #[must_use]
    pub fn ids(&self) -> &[TermId] {
        &self.ids
    }

    /// Puts the lexicon together.
    ///
    /// # Errors
    /// When it gets larger than its format allows.
    pub fn finish(mut self) -> Result<BuiltLexicon, LexiconError> {
        // Every form counts once.
        for entry in &self.repeated {
            self.counts.take_back(self.entries[*entry as usize].0);
        }
        let alphabet = Alphabet::choose(&self.counts);
        let (entries, ids) = (self.entries, &self.by_rank);
        let forms = self.order.len();
        let form_bytes = self.order.iter().map(|&entry| entries[entry as usize].0.len()).sum();
        let write_fst = || {
            let mut writer = FstWriter::new(forms, form_bytes);
            each_form(entries, self.order.iter().copied(), |form| writer.add(form.as_bytes()));
            writer.finish()
        };
        let write_rest = || {
            let mut out = Assembly::new(forms as u32, form_bytes)?;
            let by_id = ids.rank_of_id.iter().map(|&rank| self.order[rank as usize]);
            let classed = out.put_forms(&alphabet, |visit| each_form(entries, by_id, visit));
            out.put(|out| FreqView::write(&ids.freq_runs, out));
            out.put(|out| put_u32s(out, ids.rank_of_id.iter().copied()));
            out.put(|out| put_u32s(out, ids.id_of_rank.iter().copied()));
            let grams = GramBuilder::measure(&alphabet, &classed)?;
            out.put(|out| grams.write(out));
            Ok::<_, LexiconError>(out)
        };
        let (fst, rest) = rayon::join(write_fst, write_rest);
        let mut out = rest?;
        // Its nodes name each other by 32 bits while it is made.
        at_most("the size of the automaton in bytes", MOST, fst.len() as u64)?;
        out.put(|out| out.extend_from_slice(&fst));
        Ok(BuiltLexicon { bytes: out.finish(self.total_freq), ids: self.ids })
    }
}

/// Checks what must hold before any work, and adds the frequencies up. How many bytes the forms have
/// is known only when every form counts once.
fn check(entries: &[(&str, u64)], most: u64) -> Result<u64, LexiconError> {
    at_most("the number of forms", most, entries.len() as u64)?;
    if let Some(entry) = entries.iter().position(|(form, _)| form.is_empty()) {
        return Err(LexiconErrorKind::EmptyForm { entry }.into());
    }
    entries
        .iter()
        .try_fold(0_u64, |total, &(_, freq)| total.checked_add(freq))
        .ok_or_else(|| LexiconErrorKind::FreqOverflow.into())
}

fn at_most(what: &'static str, limit: u64, found: u64) -> Result<(), LexiconError> {
    if found <= limit {
        Ok(())
    } else {
        Err(LexiconErrorKind::TooLarge { what, limit, found }.into())
    }
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

#[cfg(test)]
mod tests {
    use super::*;

    /// Forms that are listed many times, as by many threads, are as large as if they were listed once.
    #[test]
    fn the_limit_does_not_depend_on_how_often_a_form_is_listed() {
        let once = [("كتاب", 1), ("قلم", 1)];
        let often: Vec<(&str, u64)> = once.iter().copied().cycle().take(12).collect();
        // Four and three letters of two bytes.
        for (most, fits) in [(14, true), (13, false)] {
            assert_eq!(LexiconDraft::within(&once, most).is_ok(), fits);
            assert_eq!(LexiconDraft::within(&often, most).is_ok(), fits);
        }
        assert!(LexiconDraft::within(&often, 11).is_err());
    }
}
