//! Builds a lexicon from forms and their frequencies.

use std::cmp::Reverse;

use rayon::slice::ParallelSliceMut as _;
use siyaq_types::TermId;

use crate::alphabet::{Alphabet, CharCounts};
use crate::assemble::Assembly;
use crate::bytes::put_u32s;
use crate::error::{LexiconError, LexiconErrorKind};
use crate::fst_write::FstWriter;
use crate::grams::GramBuilder;
use crate::layout::FreqView;

/// Classes of characters in a sort key of 64 bits, seven bits each.
const KEY_CLASSES: u32 = 9;
/// Frequencies below this are put in order by counting.
const SMALL_FREQ: usize = 1 << 16;
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
    /// About 0.5 µs for a form in a lexicon of a million forms, on one thread.
    pub fn build(entries: &[(&str, u64)]) -> Result<BuiltLexicon, LexiconError> {
        let total_freq = check(entries)?;
        let count = entries.len() as u32;
        let mut counts = CharCounts::default();
        entries.iter().for_each(|(form, _)| counts.add(form));
        let alphabet = Alphabet::choose(&counts);
        let order = byte_order(entries, &alphabet)?;
        let ids = Ids::new(entries, &order);
        let form_bytes = entries.iter().map(|(form, _)| form.len()).sum();

        let write_fst = || {
            let mut writer = FstWriter::new(entries.len(), form_bytes);
            each_form(entries, order.iter().copied(), |form| writer.add(form.as_bytes()));
            writer.finish()
        };
        let write_rest = || {
            let mut out = Assembly::new(count, form_bytes);
            let by_id = ids.rank_of_id.iter().map(|&rank| order[rank as usize]);
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
        out.put(|out| out.extend_from_slice(&fst));
        let mut entry_ids = vec![TermId(0); entries.len()];
        for (&entry, &id) in order.iter().zip(&ids.id_of_rank) {
            entry_ids[entry as usize] = TermId(id);
        }
        Ok(BuiltLexicon { bytes: out.finish(total_freq), ids: entry_ids })
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

/// The first classes of a form as a number: if those of two forms differ, the forms differ in the
/// same direction. It ends with the first class that several characters share, since what comes
/// after such a character must not be compared before the character itself.
fn sort_key(alphabet: &Alphabet, form: &str) -> u64 {
    let mut key = 0;
    let mut shift = 7 * KEY_CLASSES;
    for ch in form.chars().take(KEY_CLASSES as usize) {
        let class = alphabet.class(ch);
        shift -= 7;
        key |= u64::from(class) << shift;
        if alphabet.shares(class) {
            break;
        }
    }
    key
}

/// The entries in the order of their bytes: rank to entry.
fn byte_order(entries: &[(&str, u64)], alphabet: &Alphabet) -> Result<Vec<u32>, LexiconError> {
    let key = |(entry, (form, _)): (u32, &(&str, u64))| (sort_key(alphabet, form), entry);
    let mut keys: Vec<(u64, u32)> = (0..).zip(entries).map(key).collect();
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

/// The ids of the forms.
struct Ids {
    id_of_rank: Vec<u32>,
    rank_of_id: Vec<u32>,
    /// The first id of each frequency, and the frequency, from the largest down.
    freq_runs: Vec<(u32, u64)>,
}

impl Ids {
    /// Gives ids from the largest frequency down, at one frequency by rank. `order` is rank to
    /// entry.
    fn new(entries: &[(&str, u64)], order: &[u32]) -> Self {
        let freqs: Vec<u64> = order.iter().map(|&entry| entries[entry as usize].1).collect();
        let small = |freq: u64| usize::try_from(freq).ok().filter(|&freq| freq < SMALL_FREQ);
        let slots = freqs.iter().filter_map(|&freq| small(freq)).max().map_or(0, |most| most + 1);
        // The next id of each small frequency; first the number of forms with it.
        let mut next = vec![0_u32; slots];
        let mut large = Vec::new();
        for (rank, &freq) in (0_u32..).zip(&freqs) {
            match small(freq) {
                Some(slot) => next[slot] += 1,
                None => large.push((Reverse(freq), rank)),
            }
        }
        large.sort_unstable();
        let (mut id_of_rank, mut rank_of_id) = (vec![0; order.len()], vec![0; order.len()]);
        let mut freq_runs: Vec<(u32, u64)> = Vec::new();
        for (id, &(Reverse(freq), rank)) in (0_u32..).zip(&large) {
            id_of_rank[rank as usize] = id;
            rank_of_id[id as usize] = rank;
            if freq_runs.last().is_none_or(|run| run.1 != freq) {
                freq_runs.push((id, freq));
            }
        }
        let mut start = large.len() as u32;
        for (freq, slot) in next.iter_mut().enumerate().rev().filter(|(_, slot)| **slot > 0) {
            freq_runs.push((start, freq as u64));
            let count = std::mem::replace(slot, start);
            start += count;
        }
        for (rank, &freq) in (0_u32..).zip(&freqs) {
            if let Some(slot) = small(freq) {
                let id = next[slot];
                next[slot] += 1;
                id_of_rank[rank as usize] = id;
                rank_of_id[id as usize] = rank;
            }
        }
        Self { id_of_rank, rank_of_id, freq_runs }
    }
}
