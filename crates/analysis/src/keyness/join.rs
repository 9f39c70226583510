//! Tables side by side: each item with its place in every table.

use crate::keyness::table::FrequencyTable;
use crate::keyness::words::{Words, joint_ranks};
use std::borrow::Cow;
use std::sync::Arc;

/// Stands for an item that a table has not.
const ABSENT: u32 = u32::MAX;

/// The items of several tables, by their words, each with its place in every table.
pub(crate) struct Joined<'t> {
    tables: Vec<Cow<'t, FrequencyTable>>,
    /// A place for each item and table.
    places: Vec<u32>,
}

impl<'t> Joined<'t> {
    pub(crate) fn new(tables: &[&'t FrequencyTable]) -> Self {
        let same_width = tables.windows(2).all(|pair| match pair {
            [a, b] => a.width() == b.width(),
            _ => true,
        });
        let tables: Vec<Cow<'t, FrequencyTable>> = tables
            .iter()
            .map(
                |table| if same_width { Cow::Borrowed(*table) } else { Cow::Owned(table.joined()) },
            )
            .collect();
        let keys = keys(&tables);
        let places = places(&tables, &keys);
        Self { tables, places }
    }

    /// How many different items were looked at: those of the tables, and those that were too rare for
    /// any of them.
    pub(crate) fn looked_at(&self) -> u64 {
        // Tables that were counted together left out the same items.
        self.len() as u64 + self.tables.iter().map(|table| table.rare()).max().unwrap_or(0)
    }

    /// How many items there are.
    pub(crate) fn len(&self) -> usize {
        self.places.len().checked_div(self.tables.len()).unwrap_or(0)
    }

    pub(crate) fn table(&self, table: usize) -> Option<&FrequencyTable> {
        self.tables.get(table).map(AsRef::as_ref)
    }

    /// The place of an item in a table.
    pub(crate) fn place(&self, item: usize, table: usize) -> Option<usize> {
        let place = self.places.get(item * self.tables.len() + table).copied();
        place.filter(|place| *place != ABSENT).map(|place| place as usize)
    }

    /// The frequency and the document frequency of an item in a table. An item that a corpus has
    /// not is in none of its documents, where documents are counted.
    pub(crate) fn counts(&self, item: usize, table: usize) -> (u64, Option<u64>) {
        let Some(of) = self.table(table) else { return (0, None) };
        match self.place(item, table) {
            Some(place) => (of.freq(place), of.doc_freq(place)),
            None => (0, of.documents().map(|_| 0)),
        }
    }

    /// The sizes of the texts of all tables, one table after the other; nothing where one has none.
    fn text_sizes(&self) -> Option<Vec<u64>> {
        let sizes = self.tables.iter().map(|table| Some(table.text_sizes()?.sizes()));
        Some(sizes.collect::<Option<Vec<_>>>()?.concat())
    }

    /// The counts of an item in the texts of all tables, numbered one table after the other.
    fn texts_of(&self, item: usize, texts: &mut Vec<(u32, u64)>) {
        texts.clear();
        let mut first = 0;
        for (place, table) in self.tables.iter().enumerate() {
            let own = table.text_counts(self.place(item, place)).iter();
            texts.extend(own.map(|(text, freq)| (first + text, *freq)));
            let size = table.text_sizes().map_or(0, |sizes| sizes.sizes().len());
            first += u32::try_from(size).unwrap_or(0);
        }
    }

    /// A table that has the item, and its place there.
    fn holder(&self, item: usize) -> Option<(&FrequencyTable, usize)> {
        (0..self.tables.len())
            .find_map(|table| Some((self.table(table)?, self.place(item, table)?)))
    }

    /// The form of an item.
    pub(crate) fn form(&self, item: usize) -> String {
        self.holder(item).map_or_else(String::new, |(table, place)| table.form(place))
    }

    /// An item as it is most often written in all tables together, as far as they know; or else its form.
    pub(crate) fn label(&self, item: usize) -> String {
        let of = |table: usize| Some((self.table(table)?, self.place(item, table)?));
        let tables = (0..self.tables.len()).filter_map(of);
        FrequencyTable::label_among(tables).unwrap_or_else(|| self.form(item))
    }

    /// The words of an item, by their places in the vocabulary of a table that has it.
    fn item(&self, item: usize) -> &[u32] {
        self.holder(item).map_or(&[], |(table, place)| table.item(place))
    }
}

/// The items of each table with their words as places in the union of all vocabularies; nothing
/// where the places of a table are those already.
fn keys(tables: &[Cow<'_, FrequencyTable>]) -> Vec<Option<Vec<u32>>> {
    let vocabularies: Vec<_> = tables.iter().map(|table| table.words()).collect();
    let shared = vocabularies.windows(2).all(|pair| match pair {
        [a, b] => Arc::ptr_eq(a, b),
        _ => true,
    });
    if shared {
        return tables.iter().map(|_| None).collect();
    }
    let words: Vec<_> = vocabularies.iter().map(|words| words.as_ref()).collect();
    let keys = tables.iter().zip(joint_ranks(&words)).map(|(table, joint)| {
        let items = (0..table.len()).flat_map(|place| table.item(place));
        let ranks = items.map(|rank| joint.get(*rank as usize).copied().unwrap_or(ABSENT));
        Some(ranks.collect())
    });
    keys.collect()
}

/// Merges the items of all tables, which are in the order of their keys.
fn places(tables: &[Cow<'_, FrequencyTable>], keys: &[Option<Vec<u32>>]) -> Vec<u32> {
    let mut next = vec![0usize; tables.len()];
    let mut places = Vec::new();
    let key = |table: usize, place: usize| -> Option<&[u32]> {
        let of = tables.get(table).filter(|of| place < of.len())?;
        match keys.get(table)? {
            Some(keys) => keys.get(place * of.width()..(place + 1) * of.width()),
            None => Some(of.item(place)),
        }
    };
    loop {
        let heads = next.iter().enumerate().filter_map(|(table, place)| key(table, *place));
        let Some(least) = heads.min() else { return places };
        for (table, place) in next.iter_mut().enumerate() {
            if key(table, *place) == Some(least) {
                places.push(u32::try_from(*place).unwrap_or(ABSENT));
                *place += 1;
            } else {
                places.push(ABSENT);
            }
        }
    }
}

impl FrequencyTable {
    /// The sum of several tables, as if their corpora were one.
    ///
    /// Document frequencies and texts are those of all together, where all have them: no document
    /// may be in two of the tables.
    #[must_use]
    pub fn sum(tables: &[&Self]) -> Self {
        let joined = Joined::new(tables);
        let shared = tables.windows(2).all(|pair| match pair {
            [a, b] => Arc::ptr_eq(a.words(), b.words()),
            _ => true,
        });
        let mut order: Vec<usize> = (0..joined.len()).collect();
        let holder = tables.first().filter(|_| shared);
        let (words, width) = match holder {
            Some(table) => (Arc::clone(table.words()), table.width()),
            None => {
                let mut forms: Vec<(String, usize, String)> = order
                    .iter()
                    .map(|item| (joined.form(*item), *item, joined.label(*item)))
                    .collect();
                forms.sort();
                order = forms.iter().map(|(_, item, _)| *item).collect();
                let words = forms.iter().map(|(form, _, label)| (form.as_str(), label.as_str()));
                (Arc::new(Words::labelled(words)), 1)
            }
        };
        let tokens = tables.iter().map(|table| table.tokens()).sum();
        let documents = tables.iter().map(|table| table.documents()).sum();
        let mut sum = Self::empty(words, width, (tokens, documents), joined.text_sizes());
        sum.set_text_groups(tables.iter().flat_map(|table| table.text_groups()).cloned().collect());
        let mut texts = Vec::new();
        for (rank, item) in (0u32..).zip(order) {
            let of = (0..tables.len()).map(|table| joined.counts(item, table));
            let (freqs, docs): (Vec<u64>, Vec<Option<u64>>) = of.unzip();
            let counts = (freqs.iter().sum(), docs.into_iter().sum());
            joined.texts_of(item, &mut texts);
            let own = [rank];
            sum.push(if holder.is_some() { joined.item(item) } else { &own }, counts, &texts);
        }
        sum.set_rare(joined.looked_at() - joined.len() as u64);
        sum
    }
}
