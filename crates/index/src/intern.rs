//! Forms to numbers while a corpus is built.

use foldhash::fast::FixedState;
use hashbrown::HashTable;
use std::hash::BuildHasher;

/// Numbers the distinct forms it is given, in the order in which it meets them.
#[derive(Debug, Default)]
pub(crate) struct Interner {
    table: HashTable<Slot>,
    text: String,
    ends: Vec<usize>,
}

#[derive(Clone, Copy, Debug)]
struct Slot {
    hash: u32,
    number: u32,
}

/// The hasher's seed: any fixed number, so that a build takes the same steps each time.
const SEED: u64 = 0x5379_6171;

impl Interner {
    /// The number of a form; `None` when there are more than 32 bits can number.
    #[inline]
    pub(crate) fn number(&mut self, form: &str) -> Option<u32> {
        let hash = FixedState::with_seed(SEED).hash_one(form.as_bytes());
        #[expect(clippy::cast_possible_truncation, reason = "half of the hash tells forms apart")]
        let half = (hash >> 32) as u32;
        let (text, ends) = (&self.text, &self.ends);
        let same = |slot: &Slot| slot.hash == half && at(text, ends, slot.number) == form;
        if let Some(slot) = self.table.find(hash, same) {
            return Some(slot.number);
        }
        let number = u32::try_from(self.ends.len()).ok().filter(|number| *number < u32::MAX)?;
        self.text.push_str(form);
        self.ends.push(self.text.len());
        let (text, ends) = (&self.text, &self.ends);
        let state = FixedState::with_seed(SEED);
        let rehash = |slot: &Slot| state.hash_one(at(text, ends, slot.number).as_bytes());
        self.table.insert_unique(hash, Slot { hash: half, number }, rehash);
        Some(number)
    }

    /// How many forms there are.
    pub(crate) fn len(&self) -> usize {
        self.ends.len()
    }

    /// The forms, in the order of their numbers.
    pub(crate) fn forms(&self) -> impl Iterator<Item = &str> {
        let starts = std::iter::once(0).chain(self.ends.iter().copied());
        starts.zip(&self.ends).map(|(start, end)| self.text.get(start..*end).unwrap_or_default())
    }
}

#[inline]
fn at<'t>(text: &'t str, ends: &[usize], number: u32) -> &'t str {
    let number = number as usize;
    let start = number.checked_sub(1).and_then(|before| ends.get(before)).copied().unwrap_or(0);
    let end = ends.get(number).copied().unwrap_or(start);
    text.get(start..end).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_are_numbered_as_they_come() {
        let mut interner = Interner::default();
        let forms: Vec<String> = (0..5000).map(|number| format!("كلمة{}", number % 900)).collect();
        for (place, form) in forms.iter().enumerate() {
            assert_eq!(interner.number(form), u32::try_from(place % 900).ok());
        }
        assert_eq!(interner.len(), 900);
        assert!(interner.forms().eq(forms[..900].iter().map(String::as_str)));
    }
}
