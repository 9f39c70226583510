//! Forms to numbers while a corpus is built.

use foldhash::fast::FixedState;
use hashbrown::HashTable;
use std::hash::BuildHasher;

/// Numbers the distinct forms it is given, in the order in which it meets them.
#[derive(Debug, Default)]
pub(crate) struct Interner {
    table: HashTable<Slot>,
    text: String,
    entries: Vec<Entry>,
}

#[derive(Clone, Copy, Debug)]
struct Slot {
    hash: u32,
    number: u32,
}

/// What is known of a form. It lies together because a look-up of a rare form waits for memory
/// once for each place that it reads.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Entry {
    start: usize,
    len: u32,
    /// The smallest class it was seen with.
    pub(crate) class: u8,
    /// How often it was seen.
    pub(crate) freq: u64,
}

/// The hasher's seed: any fixed number, so that a build takes the same steps each time.
const SEED: u64 = 0x5379_6171;

impl Interner {
    /// The number of a form, which is seen `freq` times more, with this class; `None` when there
    /// are more forms than 32 bits can number.
    #[inline]
    pub(crate) fn add(&mut self, form: &str, class: u8, freq: u64) -> Option<u32> {
        let hash = hash(form.as_bytes());
        let half = upper_half(hash);
        let (text, entries) = (self.text.as_bytes(), &mut self.entries);
        let same = |slot: &Slot| slot.hash == half && at(text, entries, slot) == form.as_bytes();
        if let Some(slot) = self.table.find(hash, same) {
            if let Some(entry) = entries.get_mut(slot.number as usize) {
                entry.freq += freq;
                entry.class = entry.class.min(class);
            }
            return Some(slot.number);
        }
        self.insert(form, hash, class, freq)
    }

    #[cold]
    fn insert(&mut self, form: &str, hash: u64, class: u8, freq: u64) -> Option<u32> {
        let number = u32::try_from(self.entries.len()).ok().filter(|number| *number < u32::MAX)?;
        let (start, len) = (self.text.len(), u32::try_from(form.len()).ok()?);
        self.text.push_str(form);
        self.entries.push(Entry { start, len, class, freq });
        let (text, entries) = (self.text.as_bytes(), &self.entries);
        let slot = Slot { hash: upper_half(hash), number };
        let rehash = |slot: &Slot| self::hash(at(text, entries, slot));
        self.table.insert_unique(hash, slot, rehash);
        Some(number)
    }

    /// How many forms there are.
    pub(crate) fn len(&self) -> usize {
        self.entries.len()
    }

    /// The forms with what is known of them, in the order of their numbers.
    pub(crate) fn forms(&self) -> impl Iterator<Item = (&str, Entry)> {
        self.entries.iter().map(|entry| {
            let range = entry.start..entry.start + entry.len as usize;
            (self.text.get(range).unwrap_or_default(), *entry)
        })
    }
}

#[inline]
fn hash(form: &[u8]) -> u64 {
    FixedState::with_seed(SEED).hash_one(form)
}

/// The half of the hash that tells apart the forms of one place in the table.
#[inline]
fn upper_half(hash: u64) -> u32 {
    u32::try_from(hash >> 32).unwrap_or(0)
}

#[inline]
fn at<'t>(text: &'t [u8], entries: &[Entry], slot: &Slot) -> &'t [u8] {
    let entry = entries.get(slot.number as usize);
    let range = entry.map(|entry| entry.start..entry.start + entry.len as usize);
    range.and_then(|range| text.get(range)).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_are_numbered_as_they_come() {
        let mut interner = Interner::default();
        let forms: Vec<String> = (0..5000).map(|number| format!("كلمة{}", number % 900)).collect();
        for (place, form) in forms.iter().enumerate() {
            let class = u8::try_from(place % 3).unwrap();
            assert_eq!(interner.add(form, class, 2), u32::try_from(place % 900).ok());
        }
        assert_eq!(interner.len(), 900);
        assert!(interner.forms().map(|(form, _)| form).eq(forms[..900].iter().map(String::as_str)));
        let freqs: Vec<u64> = interner.forms().map(|(_, entry)| entry.freq).collect();
        assert_eq!((freqs[0], freqs[899]), (12, 10));
        assert!(interner.forms().all(|(_, entry)| u64::from(entry.class) <= entry.freq));
    }
}
