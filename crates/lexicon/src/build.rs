//! Builds a lexicon from forms and their frequencies.

use rayon::slice::ParallelSliceMut as _;
use siyaq_types::TermId;

use crate::alphabet::{Alphabet, CharCounts};
use crate::bytes::put_u32s;
use crate::error::{LexiconError, LexiconErrorKind};
use crate::fst_write::FstWriter;
use crate::grams;
use crate::layout::{FreqView, assemble};

/// Classes of characters in a sort key of 64 bits, seven bits each.
const KEY_CLASSES: usize = 9;
/// Frequencies below this are put in order by counting.
const SMALL_FREQ: u64 = 1 << 16;
/// Forms that are fetched together, so that the waits for memory overlap.
const BATCH: usize = 256;
/// Entries from which sorting on several threads pays.
const PARALLEL_FROM: usize = 1 << 16;

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
    /// When a form is empty or is listed twice, when the forms have more than 4 GiB or there are
    /// more than 2^32 - 2 of them, when the frequencies add up to more than 64 bits hold.
    ///
    /// # Cost
    /// About 0.4 µs for a form in a lexicon of a million forms, on one thread.
    pub fn build(entries: &[(&str, u64)]) -> Result<BuiltLexicon, LexiconError> {
        let total_freq = check(entries)?;
        let count = entries.len() as u32;
        let classed = Classed::new(entries);
        let order = byte_order(entries, &classed)?;
        let (id_of_rank, rank_of_id) = by_freq(entries, &order);
        let entry_of = |id: usize| order[rank_of_id[id] as usize] as usize;

        let write_fst = || {
            let form_bytes = entries.iter().map(|(form, _)| form.len()).sum();
            let mut writer = FstWriter::new(entries.len(), form_bytes);
            in_batches(order.iter().map(|&entry| entries[entry as usize].0.as_bytes()), |form| {
                writer.add(form);
            });
            writer.finish()
        };
        let write_rest = || {
            let (mut forms, mut ends) = (Vec::new(), Vec::with_capacity(entries.len()));
            forms.reserve_exact(entries.iter().map(|(form, _)| form.len()).sum());
            for id in 0..entries.len() {
                forms.extend_from_slice(entries[entry_of(id)].0.as_bytes());
                ends.push(forms.len() as u32);
            }
            let freqs = FreqView::build((0..entries.len()).map(|id| entries[entry_of(id)].1));
            let grams = classed.grams((0..entries.len()).map(entry_of))?;
            let mut end_bytes = Vec::with_capacity(ends.len() * 4);
            put_u32s(&mut end_bytes, ends);
            Ok::<_, LexiconError>((end_bytes, forms, freqs, grams))
        };
        let (fst, rest) = rayon::join(write_fst, write_rest);
        let (ends, forms, freqs, grams) = rest?;
        let (mut ranks, mut ids) =
            (Vec::with_capacity(entries.len() * 4), Vec::with_capacity(entries.len() * 4));
        put_u32s(&mut ranks, rank_of_id.iter().copied());
        put_u32s(&mut ids, id_of_rank.iter().copied());
        let bytes = assemble(count, total_freq, &[ends, forms, freqs, ranks, ids, fst, grams]);

        let mut ids = vec![TermId(0); entries.len()];
        for (&entry, &id) in order.iter().zip(&id_of_rank) {
            ids[entry as usize] = TermId(id);
        }
        Ok(BuiltLexicon { bytes, ids })
    }
}

/// Checks what must hold before any work, and adds the frequencies up.
fn check(entries: &[(&str, u64)]) -> Result<u64, LexiconError> {
    let limit = u64::from(u32::MAX) - 1;
    let found = entries.len() as u64;
    if found > limit {
        return Err(LexiconErrorKind::TooLarge { what: "the number of forms", limit, found }.into());
    }
    if let Some(entry) = entries.iter().position(|(form, _)| form.is_empty()) {
        return Err(LexiconErrorKind::EmptyForm { entry }.into());
    }
    let found = entries.iter().map(|(form, _)| form.len() as u64).sum();
    if found > limit {
        let what = "the size of the forms in bytes";
        return Err(LexiconErrorKind::TooLarge { what, limit, found }.into());
    }
    entries
        .iter()
        .try_fold(0_u64, |total, &(_, freq)| total.checked_add(freq))
        .ok_or_else(|| LexiconErrorKind::FreqOverflow.into())
}

/// Gives `visit` the forms one after the other, copied together some hundred at a time.
fn in_batches<'a>(forms: impl Iterator<Item = &'a [u8]>, mut visit: impl FnMut(&[u8])) {
    let mut forms = forms.peekable();
    let (mut bytes, mut ends) = (Vec::new(), Vec::with_capacity(BATCH));
    while forms.peek().is_some() {
        bytes.clear();
        ends.clear();
        for form in forms.by_ref().take(BATCH) {
            bytes.extend_from_slice(form);
            ends.push(bytes.len());
        }
        let mut start = 0;
        for &end in &ends {
            visit(&bytes[start..end]);
            start = end;
        }
    }
}

/// The entries with each character as the byte of its class.
struct Classed {
    alphabet: Alphabet,
    classes: Vec<u8>,
    ends: Vec<u32>,
}

impl Classed {
    fn new(entries: &[(&str, u64)]) -> Self {
        let mut counts = CharCounts::default();
        entries.iter().for_each(|(form, _)| counts.add(form));
        let alphabet = Alphabet::choose(&counts);
        let (mut classes, mut ends) = (Vec::new(), Vec::with_capacity(entries.len()));
        for (form, _) in entries {
            classes.extend(form.chars().map(|ch| alphabet.class(ch)));
            ends.push(classes.len() as u32);
        }
        Self { alphabet, classes, ends }
    }

    fn of(&self, entry: usize) -> &[u8] {
        let start = entry.checked_sub(1).map_or(0, |before| self.ends[before] as usize);
        &self.classes[start..self.ends[entry] as usize]
    }

    /// The first classes of an entry as a number: if those of two entries differ, the forms differ
    /// in the same direction. It ends with the first class that several characters share, since
    /// what comes after such a character must not be compared before the character itself.
    fn sort_key(&self, entry: usize) -> u64 {
        let classes = self.of(entry);
        let mut taken = classes.len().min(KEY_CLASSES);
        if let Some(shared) = classes[..taken].iter().position(|&class| self.alphabet.shares(class))
        {
            taken = shared + 1;
        }
        let key = classes[..taken].iter().fold(0, |key, &class| key << 7 | u64::from(class));
        key << (7 * (KEY_CLASSES - taken))
    }

    /// The n-gram section for the entries in the order of their ids.
    fn grams(&self, entries: impl Iterator<Item = usize>) -> Result<Vec<u8>, LexiconError> {
        let mut classes = Vec::with_capacity(self.classes.len());
        let mut ends = Vec::with_capacity(self.ends.len());
        for entry in entries {
            classes.extend_from_slice(self.of(entry));
            ends.push(classes.len() as u32);
        }
        grams::build(&self.alphabet, &classes, &ends)
    }
}

/// The entries in the order of their bytes: rank to entry.
fn byte_order(entries: &[(&str, u64)], classed: &Classed) -> Result<Vec<u32>, LexiconError> {
    let mut keys: Vec<(u64, u32)> =
        (0..entries.len()).map(|entry| (classed.sort_key(entry), entry as u32)).collect();
    if keys.len() >= PARALLEL_FROM {
        keys.par_sort_unstable();
    } else {
        keys.sort_unstable();
    }
    let form = |&(_, entry): &(u64, u32)| entries[entry as usize].0.as_bytes();
    for run in keys.chunk_by_mut(|one, other| one.0 == other.0) {
        if run.len() > 1 {
            run.sort_unstable_by(|one, other| form(one).cmp(form(other)));
            if let Some(twice) = run.windows(2).find(|pair| form(&pair[0]) == form(&pair[1])) {
                let form = entries[twice[0].1 as usize].0.to_owned();
                return Err(LexiconErrorKind::DuplicateForm { form }.into());
            }
        }
    }
    Ok(keys.into_iter().map(|(_, entry)| entry).collect())
}

/// The ids: rank to id and id to rank. `order` is rank to entry.
fn by_freq(entries: &[(&str, u64)], order: &[u32]) -> (Vec<u32>, Vec<u32>) {
    let freq = |rank: usize| entries[order[rank] as usize].1;
    let freqs: Vec<u64> = (0..order.len()).map(freq).collect();
    let largest = freqs.iter().copied().filter(|&freq| freq < SMALL_FREQ).max().unwrap_or(0);
    // The next id of each small frequency; first the number of forms with it.
    let mut next = vec![0_u32; largest as usize + 1];
    let mut large = Vec::new();
    for (rank, &freq) in freqs.iter().enumerate() {
        if freq < SMALL_FREQ {
            next[freq as usize] += 1;
        } else {
            large.push((std::cmp::Reverse(freq), rank as u32));
        }
    }
    large.sort_unstable();
    let mut start = large.len() as u32;
    for slot in next.iter_mut().rev() {
        let count = *slot;
        *slot = start;
        start += count;
    }
    let (mut id_of_rank, mut rank_of_id) = (vec![0; order.len()], vec![0; order.len()]);
    for (id, &(_, rank)) in large.iter().enumerate() {
        id_of_rank[rank as usize] = id as u32;
        rank_of_id[id] = rank;
    }
    for (rank, &freq) in freqs.iter().enumerate().filter(|&(_, &freq)| freq < SMALL_FREQ) {
        let slot = &mut next[freq as usize];
        id_of_rank[rank] = *slot;
        rank_of_id[*slot as usize] = rank as u32;
        *slot += 1;
    }
    (id_of_rank, rank_of_id)
}
