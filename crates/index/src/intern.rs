//! Forms to numbers while a corpus is built.

use crate::room;
use crate::{Bytes, IndexError, IndexErrorKind, TermId};
use foldhash::fast::FixedState;
use rayon::prelude::*;
use siyaq_lexicon::Lexicon;
use std::borrow::Cow;
use std::collections::HashMap;
use std::hash::BuildHasher;
use std::ops::Range;

/// Numbers the distinct forms it is given, in the order in which it meets them.
///
/// A corpus has hundreds of thousands of rare forms, and the look-up of a rare form is a wait for
/// memory. So a form of up to [`SHORT`] bytes (eight Arabic letters) lies in its slot of the table
/// itself, with all that is known of it: one place to wait for. Longer forms lie in `text`. Forms
/// may wait in a [`Pending`] until there are some dozens, whose slots are then fetched together.
#[derive(Debug, Default)]
pub(crate) struct Interner {
    /// A power of two of slots, at most two thirds of them taken; a slot taken by another form is passed
    /// over to the next.
    slots: Vec<Slot>,
    /// All forms, one after the other by number.
    text: Vec<u8>,
    /// Where each form ends.
    ends: Vec<usize>,
}

/// The longest form that lies in a slot, in bytes.
const SHORT: usize = 16;

/// How many times as many slots a table gets when it is too full: fresh memory costs more than
/// free slots.
const GROWTH: usize = 4;

/// A place of the table, in half a cache line.
#[derive(Clone, Copy, Debug, Default)]
#[repr(align(32))]
struct Slot {
    bytes: u128,
    freq: u64,
    number: u32,
    len: u8,
    /// The smallest class it was seen with.
    class: u8,
}

impl Slot {
    #[inline]
    fn key(&self) -> Key {
        Key { bytes: self.bytes, len: self.len }
    }

    #[inline]
    fn is_free(&self) -> bool {
        self.len == 0
    }
}

/// What tells forms apart. Of a short form these are its bytes, with zeros after them. Of a long
/// one it is its hash.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Key {
    bytes: u128,
    /// One more than the number of bytes of a short form, or [`LONG`]; 0 is a free slot.
    len: u8,
}

const LONG: u8 = u8::MAX;

/// As many forms are put together by one task.
const GATHERED: usize = 1 << 14;

/// The hasher's seed: any fixed number, so that a build takes the same steps each time.
const SEED: u64 = 0x5379_6171;

/// The bits of the first bytes of a number, by how many bytes.
const FIRST: [u128; SHORT + 1] = {
    let mut bits = [u128::MAX; SHORT + 1];
    let mut len = 0;
    while len < SHORT {
        bits[len] = (1 << (8 * len)) - 1;
        len += 1;
    }
    bits
};

impl Key {
    /// The key of the form of `len` bytes that `bytes` begin with. What follows the form is not
    /// looked at, but where there is enough of it the form is read in one go, whatever its length.
    #[inline]
    fn new(bytes: &[u8], len: usize) -> Self {
        let Some(first) = FIRST.get(len) else { return Self::long(bytes, len) };
        let bytes = match bytes.first_chunk() {
            Some(bytes) => u128::from_le_bytes(*bytes),
            None => bytes.iter().rev().fold(0, |sum, byte| sum << 8 | u128::from(*byte)),
        };
        Self { bytes: bytes & first, len: u8::try_from(len + 1).unwrap_or(LONG) }
    }

    #[cold]
    fn long(bytes: &[u8], len: usize) -> Self {
        let hash = FixedState::with_seed(SEED).hash_one(bytes.get(..len));
        Self { bytes: u128::from(hash), len: LONG }
    }

    #[inline]
    fn hash(self) -> u64 {
        let [low, high] = self.halves();
        if self.len == LONG { low } else { FixedState::with_seed(SEED).hash_one((low, high)) }
    }

    #[inline]
    fn halves(self) -> [u64; 2] {
        let low = u64::try_from(self.bytes & u128::from(u64::MAX)).unwrap_or(0);
        [low, u64::try_from(self.bytes >> 64).unwrap_or(0)]
    }
}

/// As many forms as are worth fetching together.
const TOGETHER: usize = 64;

/// Forms that wait for their numbers.
#[derive(Debug, Default)]
pub(crate) struct Pending {
    forms: Vec<Waiting>,
    /// Those that are too long for their keys, one after the other.
    long: Vec<u8>,
    /// How many bytes each of them has.
    long_lens: Vec<usize>,
}

/// A form that waits, in half a cache line.
#[derive(Debug)]
struct Waiting {
    bytes: u128,
    hash: u64,
    len: u8,
    class: u8,
}

impl Pending {
    /// When it is time to number what waits.
    pub(crate) const FULL: usize = TOGETHER;

    /// Takes the form of `len` bytes that `bytes` begin with, which is seen once more.
    #[inline]
    pub(crate) fn push(&mut self, bytes: &[u8], len: usize, class: u8) {
        let key = Key::new(bytes, len);
        if key.len == LONG {
            self.push_long(bytes.get(..len).unwrap_or_default());
        }
        self.forms.push(Waiting { bytes: key.bytes, hash: key.hash(), len: key.len, class });
    }

    #[cold]
    fn push_long(&mut self, form: &[u8]) {
        self.long.extend_from_slice(form);
        self.long_lens.push(form.len());
    }

    /// How many wait.
    #[inline]
    pub(crate) fn len(&self) -> usize {
        self.forms.len()
    }
}

/// The forms by number, with what is known of each.
#[derive(Debug, Default)]
pub(crate) struct Forms {
    text: String,
    ends: Vec<usize>,
    /// How often each was seen.
    pub(crate) freqs: Vec<u64>,
    /// The smallest class each was seen with.
    pub(crate) classes: Vec<u8>,
}

impl Forms {
    /// The forms of a lexicon by id, with their classes.
    pub(crate) fn of_lexicon(lexicon: &Lexicon<Bytes>, classes: &[u8]) -> Self {
        let (mut text, mut ends, mut freqs) = (String::new(), Vec::new(), Vec::new());
        for id in (0..lexicon.len()).map(TermId) {
            text.push_str(lexicon.form(id));
            ends.push(text.len());
            freqs.push(lexicon.freq(id));
        }
        Self { text, ends, freqs, classes: classes.to_vec() }
    }

    /// How many there are.
    pub(crate) fn len(&self) -> usize {
        self.ends.len()
    }

    /// The forms in the order of their numbers.
    pub(crate) fn iter(&self) -> impl Iterator<Item = &str> {
        let starts = std::iter::once(&0).chain(&self.ends);
        starts.zip(&self.ends).map(|(start, end)| self.text.get(*start..*end).unwrap_or_default())
    }

    /// The forms of some numbers in one piece.
    pub(crate) fn text(&self, numbers: Range<usize>) -> &str {
        let start = range(&self.ends, numbers.start).start;
        let end = range(&self.ends, numbers.end).start;
        self.text.get(start..end).unwrap_or_default()
    }

    /// The forms of some numbers.
    pub(crate) fn slice(&self, range: Range<usize>) -> impl Iterator<Item = &str> {
        range.map(|number| at(&self.text, &self.ends, number))
    }

    /// The forms with their frequencies.
    pub(crate) fn entries(&self) -> impl Iterator<Item = (&str, u64)> {
        self.iter().zip(self.freqs.iter().copied())
    }

    /// The forms of several lists by id, added up where they are the same. `ids` has the id of each
    /// form, the lists one after the other.
    pub(crate) fn merged(lists: &[Self], ids: &[TermId]) -> Result<Self, IndexError> {
        const WHAT: &str = "the words";
        let types = ids.iter().max().map_or(0, |most| most.index() + 1);
        let mut sources = room::filled(types, (0, 0), WHAT)?;
        let mut freqs = room::filled(types, 0, WHAT)?;
        let mut classes = room::filled(types, u8::MAX, WHAT)?;
        let forms = lists.iter().enumerate().flat_map(|(list, forms)| {
            let known = forms.freqs.iter().zip(&forms.classes).enumerate();
            known.map(move |(number, known)| ((list, number), known))
        });
        for ((source, (freq, class)), id) in forms.zip(ids.iter().map(|id| id.index())) {
            let known = (sources.get_mut(id), freqs.get_mut(id), classes.get_mut(id));
            if let (Some(slot), Some(sum), Some(least)) = known {
                *slot = source;
                *sum += freq;
                *least = (*least).min(*class);
            }
        }
        let pieces = sources.par_chunks(GATHERED).map(|sources| {
            let (mut text, mut ends) = (String::new(), Vec::with_capacity(sources.len()));
            for (list, number) in sources {
                let forms = lists.get(*list).map(|forms| at(&forms.text, &forms.ends, *number));
                text.push_str(forms.unwrap_or_default());
                ends.push(text.len());
            }
            (text, ends)
        });
        let pieces: Vec<(String, Vec<usize>)> = pieces.collect();
        let (mut text, mut ends) = (Vec::new(), Vec::new());
        room::reserve(&mut text, pieces.iter().map(|(text, _)| text.len()).sum(), WHAT)?;
        room::reserve(&mut ends, types, WHAT)?;
        for (piece, piece_ends) in pieces {
            ends.extend(piece_ends.iter().map(|end| text.len() + end));
            text.extend_from_slice(piece.as_bytes());
        }
        Ok(Self { ends, text: utf8(text)?, freqs, classes })
    }
}

/// The forms of several lists with their frequencies, the lists one after the other.
pub(crate) struct Entries<'f> {
    /// All of them as they are listed; or, where those are too many, every form once.
    pub(crate) list: Vec<(&'f str, u64)>,
    /// Of every form as it is listed, its place in `list`; `None` where they are the same.
    places: Option<Vec<u32>>,
}

impl<'f> Entries<'f> {
    /// The forms of some lists. As many threads as there are may list a form each, so that it
    /// depends on them how many are listed; `most` limits only how many forms there are.
    pub(crate) fn new(lists: &'f [Forms], most: usize) -> Result<Self, IndexError> {
        let count = lists.iter().map(Forms::len).sum();
        let listed = lists.iter().flat_map(Forms::entries);
        if count <= most {
            let mut list = Vec::new();
            room::reserve(&mut list, count, "the list of words")?;
            list.extend(listed);
            return Ok(Self { list, places: None });
        }
        let mut known: HashMap<&str, u32, FixedState> =
            HashMap::with_hasher(FixedState::with_seed(SEED));
        let (mut list, mut places): (Vec<(&str, u64)>, _) = (Vec::new(), Vec::new());
        room::reserve(&mut places, count, "the list of words")?;
        for (form, freq) in listed {
            // Beyond 32 bits the list is refused by whoever takes it.
            let next = u32::try_from(list.len()).unwrap_or(u32::MAX);
            let place = *known.entry(form).or_insert(next);
            match list.get_mut(place as usize) {
                Some((_, sum)) => *sum += freq,
                None => list.push((form, freq)),
            }
            places.push(place);
        }
        Ok(Self { list, places: Some(places) })
    }

    /// The id of every form as it is listed, by those of `list`.
    pub(crate) fn ids<'i>(&self, ids: &'i [TermId]) -> Cow<'i, [TermId]> {
        match &self.places {
            None => Cow::Borrowed(ids),
            Some(places) => {
                let id = |place: &u32| ids.get(*place as usize).copied().unwrap_or(TermId(0));
                Cow::Owned(places.iter().map(id).collect())
            }
        }
    }
}

impl Interner {
    /// Numbers what waits, and puts the numbers into `numbers`; the error is that there are more forms
    /// than 32 bits can number, or more than there is memory for.
    pub(crate) fn add_pending(
        &mut self,
        pending: &mut Pending,
        numbers: &mut Vec<u32>,
    ) -> Result<(), IndexError> {
        let Pending { forms, long, long_lens } = pending;
        self.fetch(forms.iter().map(|waiting| waiting.hash));
        let (mut rest, mut lens) = (long.as_slice(), long_lens.iter());
        let mut done = Ok(());
        numbers.extend(forms.iter().map(|Waiting { bytes, hash, len, class }| {
            let mut form: &[u8] = &[];
            if *len == LONG {
                let len = lens.next().copied().unwrap_or(0);
                (form, rest) = rest.split_at_checked(len).unwrap_or_default();
            }
            let number = self.add_key(Key { bytes: *bytes, len: *len }, *hash, form, *class);
            number.unwrap_or_else(|error| {
                done = Err(error);
                0
            })
        }));
        forms.clear();
        long.clear();
        long_lens.clear();
        done
    }

    /// Reads the slots of some hashes once before they are needed, so that the waits overlap.
    #[inline]
    fn fetch(&self, hashes: impl Iterator<Item = u64>) {
        let slots = hashes.map(|hash| self.slots.get(self.place(hash)));
        let numbers = slots.map(|slot| slot.map_or(0, |slot| slot.number));
        std::hint::black_box(numbers.fold(0, |sum, number| sum ^ number));
    }

    /// Where the search for a hash begins.
    #[inline]
    fn place(&self, hash: u64) -> usize {
        // The number of slots is a power of two, and fewer than there is memory for.
        usize::try_from(hash).unwrap_or(0) & self.slots.len().wrapping_sub(1)
    }

    /// `form` is looked at only where the key does not tell it.
    #[inline]
    fn add_key(&mut self, key: Key, hash: u64, form: &[u8], class: u8) -> Result<u32, IndexError> {
        let mut place = self.place(hash);
        while let Some(slot) = self.slots.get_mut(place) {
            if slot.key() == key
                && (key.len != LONG
                    || self.text.get(range(&self.ends, slot.number as usize)) == Some(form))
            {
                slot.freq += 1;
                slot.class = slot.class.min(class);
                return Ok(slot.number);
            }
            if slot.is_free() {
                break;
            }
            place = (place + 1) & (self.slots.len() - 1);
        }
        self.insert(key, hash, form, class)
    }

    #[cold]
    fn insert(&mut self, key: Key, hash: u64, form: &[u8], class: u8) -> Result<u32, IndexError> {
        let number = u32::try_from(self.ends.len()).ok().filter(|number| *number < u32::MAX);
        let limit = u64::from(u32::MAX);
        let number = number.ok_or(IndexErrorKind::TooMany { what: "types", limit })?;
        if self.ends.len() >= self.slots.len() / 3 * 2 {
            self.grow()?;
        }
        if key.len == LONG {
            self.text.extend_from_slice(form);
        } else {
            let end = self.text.len() + usize::from(key.len).saturating_sub(1);
            self.text.extend_from_slice(&key.bytes.to_le_bytes());
            self.text.truncate(end);
        }
        self.ends.push(self.text.len());
        let Key { bytes, len } = key;
        settle(&mut self.slots, Slot { bytes, freq: 1, number, len, class }, hash);
        Ok(number)
    }

    fn grow(&mut self) -> Result<(), IndexError> {
        let size = (self.slots.len() * GROWTH).max(1 << 12);
        let slots = room::filled(size, Slot::default(), "the table of words")?;
        let old = std::mem::replace(&mut self.slots, slots);
        for slot in old.into_iter().filter(|slot| !slot.is_free()) {
            settle(&mut self.slots, slot, slot.key().hash());
        }
        Ok(())
    }

    /// The forms, without the table to find them by.
    pub(crate) fn finish(self) -> Result<Forms, IndexError> {
        let mut freqs = vec![0; self.ends.len()];
        let mut classes = vec![0; self.ends.len()];
        for slot in self.slots.iter().filter(|slot| !slot.is_free()) {
            let number = slot.number as usize;
            if let (Some(freq), Some(class)) = (freqs.get_mut(number), classes.get_mut(number)) {
                (*freq, *class) = (slot.freq, slot.class);
            }
        }
        Ok(Forms { text: utf8(self.text)?, ends: self.ends, freqs, classes })
    }
}

/// The text of forms, each of which was a string; should one not be, the others are not lost unsaid.
fn utf8(text: Vec<u8>) -> Result<String, IndexError> {
    String::from_utf8(text)
        .map_err(|error| IndexErrorKind::NotUtf8 { message: error.to_string() }.into())
}

/// Puts a new form into the first free slot; there always is one.
fn settle(slots: &mut [Slot], new: Slot, hash: u64) {
    let mask = slots.len().wrapping_sub(1);
    let mut place = usize::try_from(hash).unwrap_or(0) & mask;
    while let Some(slot) = slots.get_mut(place) {
        if slot.is_free() {
            *slot = new;
            return;
        }
        place = (place + 1) & mask;
    }
}

fn at<'t>(text: &'t str, ends: &[usize], number: usize) -> &'t str {
    text.get(range(ends, number)).unwrap_or_default()
}

fn range(ends: &[usize], number: usize) -> Range<usize> {
    let start = number.checked_sub(1).and_then(|before| ends.get(before)).copied().unwrap_or(0);
    start..ends.get(number).copied().unwrap_or(start)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::HashMap;

    proptest! {
        /// Numbers, frequencies and classes are those of a plain map, whatever way forms come.
        #[test]
        fn forms_are_numbered_as_a_map_would(
            forms in prop::collection::vec(("[اب]{1,12}|[a-c]{1,40}", 0u8..5, any::<bool>(), "[ اa]{0,20}"), 1..400),
        ) {
            let mut interner = Interner::default();
            let mut pending = Pending::default();
            let mut numbers = Vec::new();
            for (form, class, now, rest) in &forms {
                pending.push(format!("{form}{rest}").as_bytes(), form.len(), *class);
                if *now || pending.len() == Pending::FULL {
                    interner.add_pending(&mut pending, &mut numbers).unwrap();
                }
            }
            interner.add_pending(&mut pending, &mut numbers).unwrap();
            let mut expected: HashMap<&str, (u64, u8)> = HashMap::new();
            for (form, class, ..) in &forms {
                let known = expected.entry(form).or_insert((0, u8::MAX));
                *known = (known.0 + 1, known.1.min(*class));
            }
            let found = interner.finish().unwrap();
            prop_assert_eq!(found.len(), expected.len());
            let texts: Vec<&str> = found.iter().collect();
            for ((form, ..), number) in forms.iter().zip(&numbers) {
                let number = *number as usize;
                prop_assert_eq!(texts[number], form);
                prop_assert_eq!((found.freqs[number], found.classes[number]), expected[form.as_str()]);
            }
        }
    }

    fn forms(list: &[(&str, u64)]) -> Forms {
        let (mut text, mut ends) = (String::new(), Vec::new());
        for (form, _) in list {
            text.push_str(form);
            ends.push(text.len());
        }
        let freqs = list.iter().map(|(_, freq)| *freq).collect();
        Forms { text, ends, freqs, classes: vec![0; list.len()] }
    }

    /// What is listed by many threads is no more than what one would list.
    #[test]
    fn entries_beyond_the_limit_are_put_together() {
        let lists = [
            forms(&[("كتاب", 2), ("قلم", 1)]),
            forms(&[("قلم", 5)]),
            forms(&[("باب", 1), ("كتاب", 3)]),
        ];
        let all = Entries::new(&lists, 5).unwrap();
        assert_eq!(all.list.len(), 5);
        let few = Entries::new(&lists, 4).unwrap();
        assert_eq!(few.list, [("كتاب", 5), ("قلم", 6), ("باب", 1)]);
        let ids = few.ids(&[TermId(7), TermId(8), TermId(9)]);
        assert_eq!(ids.iter().map(|id| id.0).collect::<Vec<_>>(), [7, 8, 8, 9, 7]);
        let lexicon = |entries: &Entries<'_>| {
            let built = siyaq_lexicon::LexiconBuilder::merge(&entries.list).unwrap();
            (entries.ids(&built.ids).into_owned(), built.bytes)
        };
        assert!(lexicon(&all) == lexicon(&few));
    }

    #[test]
    fn forms_are_numbered_as_they_come() {
        let mut interner = Interner::default();
        let forms: Vec<String> =
            (0..50_000).map(|number| format!("كلمة{}", number % 9000)).collect();
        let (mut pending, mut numbers) = (Pending::default(), Vec::new());
        for (place, form) in forms.iter().enumerate() {
            pending.push(form.as_bytes(), form.len(), u8::try_from(place % 3).unwrap());
            interner.add_pending(&mut pending, &mut numbers).unwrap();
        }
        assert!(numbers.iter().copied().eq((0..50_000).map(|place| place % 9000)));
        let found = interner.finish().unwrap();
        assert_eq!(found.len(), 9000);
        assert!(found.iter().eq(forms[..9000].iter().map(String::as_str)));
        assert_eq!((found.freqs[0], found.freqs[8999]), (6, 5));
        assert!(found.iter().all(|form| form.starts_with("كلمة")));
    }
}
