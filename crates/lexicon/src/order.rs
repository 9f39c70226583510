//! The order of the forms of a lexicon while it is built: their ordinals and ids.

use std::cmp::Reverse;

use rayon::prelude::*;

use crate::alphabet::{Alphabet, CharCounts};

/// Classes of characters in a sort key of 64 bits, seven bits each.
const KEY_CLASSES: u32 = 9;
/// Frequencies below this are put in order by counting.
const SMALL_FREQ: usize = 1 << 16;
/// Entries from which sorting on several threads pays.
const PARALLEL_FROM: usize = 1 << 16;

/// The characters of all forms.
pub(crate) fn count_chars(entries: &[(&str, u64)]) -> CharCounts {
    let chunks = entries.par_chunks(PARALLEL_FROM).map(|entries| {
        let mut counts = CharCounts::default();
        entries.iter().for_each(|(form, _)| counts.add(form));
        counts
    });
    chunks.reduce(CharCounts::default, CharCounts::joined)
}

/// The entries in the order of the bytes of their forms.
pub(crate) struct Sorted {
    pub(crate) entries: Vec<u32>,
    /// The places in `entries` of those that have the form of the one before, ascending.
    pub(crate) repeated: Vec<usize>,
}

impl Sorted {
    /// Calls `visit` with the ordinal of each entry, in order; at equal forms it stays the same.
    pub(crate) fn ordinals(&self, mut visit: impl FnMut(usize, u32)) {
        let mut repeated = self.repeated.iter().peekable();
        let mut forms = 0;
        for (place, entry) in self.entries.iter().enumerate() {
            if repeated.next_if_eq(&&place).is_none() {
                forms += 1;
            }
            visit(forms - 1, *entry);
        }
    }

    /// Sorts entries; any alphabet of their characters serves.
    pub(crate) fn new(entries: &[(&str, u64)], alphabet: &Alphabet) -> Self {
        let keys = entries.par_iter().with_min_len(PARALLEL_FROM).enumerate();
        let key =
            |(entry, (form, _)): (usize, &(&str, u64))| (sort_key(alphabet, form), entry as u32);
        let mut keys: Vec<(u64, u32)> = keys.map(key).collect();
        if keys.len() >= PARALLEL_FROM {
            keys.par_sort_unstable();
        } else {
            keys.sort_unstable();
        }
        let form = |&(_, entry): &(u64, u32)| entries[entry as usize].0.as_bytes();
        let mut repeated = Vec::new();
        let mut start = 0;
        for run in keys.chunk_by_mut(|one, other| one.0 == other.0) {
            let whole = run[0].0 & 1 == 0;
            if run.len() > 1 && !whole {
                run.sort_unstable_by(|one, other| form(one).cmp(form(other)));
            }
            let pairs = (start + 1..).zip(run.windows(2));
            let twice = pairs.filter(|(_, pair)| whole || form(&pair[0]) == form(&pair[1]));
            repeated.extend(twice.map(|(place, _)| place));
            start += run.len();
        }
        Self { entries: keys.into_iter().map(|(_, entry)| entry).collect(), repeated }
    }
}

/// The first classes of a form as a number: if those of two forms differ, the forms differ in the
/// same direction. It ends with the first class that several characters share, since what comes
/// after such a character must not be compared before the character itself. The lowest bit is set
/// unless the number tells the whole form.
fn sort_key(alphabet: &Alphabet, form: &str) -> u64 {
    let mut key = 0;
    let mut shift = 7 * KEY_CLASSES + 1;
    let mut chars = form.chars();
    for ch in chars.by_ref().take(KEY_CLASSES as usize) {
        let class = alphabet.class(ch);
        shift -= 7;
        key |= u64::from(class) << shift;
        if alphabet.shares(class) {
            return key | 1;
        }
    }
    key | u64::from(!chars.as_str().is_empty())
}

/// The ids of the forms.
pub(crate) struct Ids {
    pub(crate) id_of_ordinal: Vec<u32>,
    pub(crate) ordinal_of_id: Vec<u32>,
    /// The first id of each frequency, and the frequency, from the largest down.
    pub(crate) freq_runs: Vec<(u32, u64)>,
}

impl Ids {
    /// Gives ids from the largest frequency down, at one frequency by ordinal. `freqs` are by ordinal.
    pub(crate) fn new(freqs: &[u64]) -> Self {
        let small = |freq: u64| usize::try_from(freq).ok().filter(|&freq| freq < SMALL_FREQ);
        let slots = freqs.iter().filter_map(|&freq| small(freq)).max().map_or(0, |most| most + 1);
        // The next id of each small frequency; first the number of forms with it.
        let mut next = vec![0_u32; slots];
        let mut large = Vec::new();
        for (ordinal, &freq) in (0_u32..).zip(freqs) {
            match small(freq) {
                Some(slot) => next[slot] += 1,
                None => large.push((Reverse(freq), ordinal)),
            }
        }
        large.sort_unstable();
        let (mut id_of_ordinal, mut ordinal_of_id) = (vec![0; freqs.len()], vec![0; freqs.len()]);
        let mut freq_runs: Vec<(u32, u64)> = Vec::new();
        for (id, &(Reverse(freq), ordinal)) in (0_u32..).zip(&large) {
            id_of_ordinal[ordinal as usize] = id;
            ordinal_of_id[id as usize] = ordinal;
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
        for (ordinal, &freq) in (0_u32..).zip(freqs) {
            if let Some(slot) = small(freq) {
                let id = next[slot];
                next[slot] += 1;
                id_of_ordinal[ordinal as usize] = id;
                ordinal_of_id[id as usize] = ordinal;
            }
        }
        Self { id_of_ordinal, ordinal_of_id, freq_runs }
    }
}
