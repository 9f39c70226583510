//! The n-gram index: for every three neighbouring classes of a form, the ids of the forms.
//!
//! A form of the classes a b c d is read as `^ a b c d $` and has the grams ^ab, abc, bcd, cd$: one
//! for each character, which is its middle. The lists are ascending ids, written as differences.
//!
//! Section: the number of classes, `u32`; the number of grams, `u32`; the classes (first and last
//! character, `u32` each); the grams in ascending order, `u32`; where the list of each ends, `u32`;
//! the lists.

use crate::alphabet::{Alphabet, AlphabetView, END, START};
use crate::bytes::{Varints, put_u32s, put_varint, u32_at, u32_item, varint_len};
use crate::error::{LexiconError, LexiconErrorKind};

/// A list while it is built: the last id plus one, and its bytes or the place of the next byte.
#[derive(Clone, Copy, Default)]
struct List {
    last: u32,
    at: u32,
}

/// Calls `visit` with each gram of a form, which may come several times.
#[inline]
fn grams_of(classes: &[u8], size: usize, mut visit: impl FnMut(usize)) {
    let Some((&first, rest)) = classes.split_first() else { return };
    let mut last = usize::from(first);
    let mut pair = usize::from(START) * size + last;
    for &class in rest.iter().chain(&[END]) {
        let class = usize::from(class);
        visit(pair * size + class);
        pair = last * size + class;
        last = class;
    }
}

/// Forms in the order of ids, each character as the byte of its class.
pub(crate) struct Classed {
    classes: Vec<u8>,
    ends: Vec<u32>,
}

impl Classed {
    pub(crate) fn with_capacity(count: usize) -> Self {
        Self { classes: Vec::with_capacity(count * 8), ends: Vec::with_capacity(count) }
    }

    /// Adds the next form.
    #[inline]
    pub(crate) fn push(&mut self, alphabet: &Alphabet, form: &str) {
        for ch in form.chars() {
            self.classes.push(alphabet.class(ch));
        }
        self.ends.push(self.classes.len() as u32);
    }

    /// Calls `visit` with the id plus one and the classes of each form.
    #[inline]
    fn each(&self, mut visit: impl FnMut(u32, &[u8])) {
        let mut start = 0;
        for (next_id, &end) in (1..).zip(&self.ends) {
            visit(next_id, &self.classes[start..end as usize]);
            start = end as usize;
        }
    }
}

/// Builds the section in two passes: the first finds how long each list gets, the second writes
/// the lists where they belong.
pub(crate) struct GramBuilder<'b> {
    alphabet: &'b Alphabet,
    forms: &'b Classed,
    lists: Vec<List>,
    keys: Vec<u32>,
    ends: Vec<u32>,
}

impl<'b> GramBuilder<'b> {
    /// The first pass.
    pub(crate) fn measure(
        alphabet: &'b Alphabet,
        forms: &'b Classed,
    ) -> Result<Self, LexiconError> {
        let size = alphabet.size();
        let mut lists = vec![List::default(); size * size * size];
        forms.each(|next_id, form| {
            grams_of(form, size, |gram| {
                let list = &mut lists[gram];
                if list.last != next_id {
                    list.at += varint_len(next_id - list.last - 1);
                    list.last = next_id;
                }
            });
        });
        let (mut keys, mut ends) = (Vec::new(), Vec::new());
        let mut total = 0_u64;
        for (gram, list) in lists.iter_mut().enumerate().filter(|(_, list)| list.at > 0) {
            let start = total as u32;
            total += u64::from(list.at);
            keys.push(gram as u32);
            ends.push(total as u32);
            *list = List { last: 0, at: start };
        }
        let limit = u64::from(u32::MAX);
        if total > limit {
            let what = "the size of the n-gram index in bytes";
            return Err(LexiconErrorKind::TooLarge { what, limit, found: total }.into());
        }
        Ok(Self { alphabet, forms, lists, keys, ends })
    }

    /// Writes the head of the section and, in the second pass, the lists.
    pub(crate) fn write(self, out: &mut Vec<u8>) {
        let Self { alphabet, forms, mut lists, keys, ends } = self;
        let size = alphabet.size();
        put_u32s(out, [alphabet.ranges().len() as u32, keys.len() as u32]);
        put_u32s(out, alphabet.ranges().iter().flat_map(|&(first, last)| [first, last]));
        put_u32s(out, keys);
        let total = ends.last().map_or(0, |&end| end as usize);
        put_u32s(out, ends);
        let start = out.len();
        out.resize(start + total, 0);
        let bytes = &mut out[start..];
        forms.each(|next_id, form| {
            grams_of(form, size, |gram| {
                let list = &mut lists[gram];
                if list.last != next_id {
                    list.at = put_varint(bytes, list.at as usize, next_id - list.last - 1) as u32;
                    list.last = next_id;
                }
            });
        });
    }
}

/// The section, read in place.
#[derive(Clone, Copy)]
pub(crate) struct GramView<'d> {
    pub(crate) alphabet: AlphabetView<'d>,
    keys: &'d [u8],
    ends: &'d [u8],
    lists: &'d [u8],
}

/// Bytes of one list.
#[derive(Clone, Copy)]
pub(crate) struct GramList<'d>(&'d [u8]);

impl<'d> GramList<'d> {
    /// The size of the list, which goes with the work to read it.
    pub(crate) fn byte_count(self) -> usize {
        self.0.len()
    }

    /// The ids, ascending.
    pub(crate) fn ids(self) -> impl Iterator<Item = u32> + 'd {
        let mut next = 0_u32;
        Varints(self.0).map_while(move |skip| {
            let id = next.checked_add(skip)?;
            next = id.checked_add(1)?;
            Some(id)
        })
    }
}

impl<'d> GramView<'d> {
    /// Takes the section apart; `None` if the parts do not fit.
    pub(crate) fn open(data: &'d [u8]) -> Option<Self> {
        let classes = usize::try_from(u32_at(data, 0)?).ok()?;
        let grams = usize::try_from(u32_at(data, 4)?).ok()?;
        let (alphabet, rest) = data.get(8..)?.split_at_checked(classes.checked_mul(8)?)?;
        let (keys, rest) = rest.split_at_checked(grams.checked_mul(4)?)?;
        let (ends, lists) = rest.split_at_checked(grams.checked_mul(4)?)?;
        let total = if grams == 0 { 0 } else { u32_item(ends, grams - 1)? };
        let sound = classes <= 126 && lists.len() == total as usize;
        sound.then_some(Self { alphabet: AlphabetView(alphabet), keys, ends, lists })
    }

    fn count(&self) -> usize {
        self.keys.len() / 4
    }

    fn at(&self, index: usize) -> Option<GramList<'d>> {
        let start = if index == 0 { 0 } else { u32_item(self.ends, index - 1)? };
        let end = u32_item(self.ends, index)?;
        self.lists.get(start as usize..end as usize).map(GramList)
    }

    /// The place of the first gram that is not less than `key`.
    fn lower_bound(&self, key: u32) -> usize {
        let (mut low, mut high) = (0, self.count());
        while low < high {
            let middle = (low + high) / 2;
            if u32_item(self.keys, middle).is_some_and(|found| found < key) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        low
    }

    /// The list of the gram of three classes.
    pub(crate) fn list(&self, classes: [u8; 3]) -> Option<GramList<'d>> {
        let size = self.alphabet.size();
        let key = classes.iter().fold(0, |key, &class| key * size + u32::from(class));
        let index = self.lower_bound(key);
        (u32_item(self.keys, index)? == key).then(|| self.at(index))?
    }

    /// The lists of all grams that have the given classes at the places that are not `None`.
    pub(crate) fn lists_with(
        &self,
        classes: [Option<u8>; 3],
    ) -> impl Iterator<Item = GramList<'d>> + use<'d> {
        let view = *self;
        let size = view.alphabet.size();
        let bounds = match classes {
            [Some(first), Some(second), _] => {
                let low = (u32::from(first) * size + u32::from(second)) * size;
                view.lower_bound(low)..view.lower_bound(low + size)
            }
            [Some(first), None, _] => {
                let low = u32::from(first) * size * size;
                view.lower_bound(low)..view.lower_bound(low + size * size)
            }
            _ => 0..view.count(),
        };
        bounds.filter_map(move |index| {
            let key = u32_item(view.keys, index)?;
            let parts = [key / size / size, key / size % size, key % size];
            let fits = |(part, class): (u32, Option<u8>)| {
                class.is_none_or(|class| part == u32::from(class))
            };
            if parts.into_iter().zip(classes).all(fits) { view.at(index) } else { None }
        })
    }
}
