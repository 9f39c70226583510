//! Frequencies of words or n-grams to compare: of a selection, or from a list.

use crate::keyness::words::Words;
use foldhash::fast::FixedState;
use hashbrown::HashMap;
use siyaq_stats::{Gaps, PartCounts, PartSizes};
use std::borrow::Cow;
use std::cmp::Ordering;
use std::sync::Arc;

/// The frequencies of a corpus, a part of one, or a list from elsewhere.
#[derive(Clone, Debug, PartialEq)]
pub struct FrequencyTable {
    tokens: u64,
    documents: Option<u64>,
    words: Arc<Words>,
    width: usize,
    /// The words of each item, `width` of them, by their places; in order.
    items: Vec<u32>,
    freqs: Vec<u64>,
    doc_freqs: Vec<Option<u64>>,
    texts: Option<Texts>,
    /// The distances between the occurrences of each item; nothing for those that begin twice at one
    /// place.
    gaps: Option<Vec<Option<Gaps>>>,
    /// Different items that are in none of the tables that were counted together, because they are
    /// rare in all.
    rare: u64,
    /// How else items are written than each word as it is most often, by their places, with frequencies.
    spellings: HashMap<usize, Vec<(Box<str>, u64)>, FixedState>,
}

/// The counts of every item in the documents of a selection.
#[derive(Clone, Debug, PartialEq)]
struct Texts {
    sizes: PartSizes,
    /// The group of each document, where there are groups.
    groups: Vec<Arc<str>>,
    /// Where the counts of each item end.
    ends: Vec<usize>,
    counts: Vec<(u32, u64)>,
}

/// One form of a table.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct FrequencyRow {
    /// The form; the words of an n-gram are joined by one space.
    pub form: String,
    /// Its frequency.
    pub freq: u64,
    /// In how many documents, where that is known.
    pub doc_freq: Option<u64>,
}

impl FrequencyTable {
    /// A table from rows in any order. Rows of one form are added up. The corpus has `tokens`
    /// tokens, or the sum of the frequencies.
    #[must_use]
    pub fn from_rows(mut rows: Vec<FrequencyRow>, tokens: Option<u64>) -> Self {
        rows.sort();
        let mut merged: Vec<FrequencyRow> = Vec::with_capacity(rows.len());
        for row in rows {
            match merged.last_mut() {
                Some(last) if last.form == row.form => {
                    last.freq += row.freq;
                    // Documents of two rows may be the same ones.
                    last.doc_freq = None;
                }
                _ => merged.push(row),
            }
        }
        let sum = merged.iter().map(|row| row.freq).sum();
        Self {
            tokens: tokens.unwrap_or(sum).max(sum),
            documents: None,
            words: Arc::new(Words::from_sorted(merged.iter().map(|row| row.form.as_str()))),
            width: 1,
            items: (0u32..).take(merged.len()).collect(),
            freqs: merged.iter().map(|row| row.freq).collect(),
            doc_freqs: merged.iter().map(|row| row.doc_freq).collect(),
            texts: None,
            gaps: None,
            rare: 0,
            spellings: HashMap::default(),
        }
    }

    /// A table without items of a corpus of this size; `sizes` are those of its documents, where
    /// items come with their counts in each.
    pub(crate) fn empty(
        words: Arc<Words>,
        width: usize,
        (tokens, documents): (u64, Option<u64>),
        sizes: Option<Vec<u64>>,
    ) -> Self {
        // Without tokens there is nothing to test, and nothing to count.
        let sizes = sizes.and_then(|sizes| PartSizes::new(sizes).ok());
        let texts = sizes.map(|sizes| Texts {
            sizes,
            groups: Vec::new(),
            ends: Vec::new(),
            counts: Vec::new(),
        });
        let (items, freqs, doc_freqs) = (Vec::new(), Vec::new(), Vec::new());
        Self {
            tokens,
            documents,
            words,
            width,
            items,
            freqs,
            doc_freqs,
            texts,
            gaps: None,
            rare: 0,
            spellings: HashMap::default(),
        }
    }

    /// Says how many items are too rare to be in this table or one beside it.
    pub(crate) fn set_rare(&mut self, rare: u64) {
        self.rare = rare;
    }

    /// Says how else items are written than each word as it is most often, by their places.
    pub(crate) fn set_spellings(
        &mut self,
        spellings: impl Iterator<Item = (usize, Vec<(Box<str>, u64)>)>,
    ) {
        self.spellings = spellings.collect();
    }

    pub(crate) fn rare(&self) -> u64 {
        self.rare
    }

    /// Adds an item after all others, with its frequency, its document frequency, and its counts
    /// in documents, which a table without texts forgets.
    pub(crate) fn push(
        &mut self,
        item: &[u32],
        (freq, doc_freq): (u64, Option<u64>),
        texts: &[(u32, u64)],
    ) {
        self.items.extend_from_slice(item);
        self.freqs.push(freq);
        self.doc_freqs.push(doc_freq);
        if let Some(own) = &mut self.texts {
            own.counts.extend_from_slice(texts);
            own.ends.push(own.counts.len());
        }
    }

    /// Says to which group each document belongs.
    pub(crate) fn set_text_groups(&mut self, groups: Vec<Arc<str>>) {
        if let Some(texts) = &mut self.texts {
            texts.groups = groups;
        }
    }

    /// The group of each document; nothing where there are none.
    pub(crate) fn text_groups(&self) -> &[Arc<str>] {
        self.texts.as_ref().map_or(&[], |texts| &texts.groups)
    }

    /// Says how far apart the occurrences of each item are.
    pub(crate) fn set_gaps(&mut self, gaps: Vec<Option<Gaps>>) {
        self.gaps = Some(gaps);
    }

    pub(crate) fn has_gaps(&self) -> bool {
        self.gaps.is_some()
    }

    /// How far apart the occurrences of an item are, also of one that there is not.
    pub(crate) fn gaps(&self, place: Option<usize>) -> Option<Gaps> {
        let gaps = self.gaps.as_ref()?;
        match place {
            Some(place) => gaps.get(place).copied().flatten(),
            None => Gaps::new(self.tokens, 0, []).ok(),
        }
    }

    /// The same table with the words of each item joined into one.
    pub(crate) fn joined(&self) -> Self {
        let shown = |place: usize| (self.form(place), self.label(place));
        let forms: Vec<(String, Option<String>)> = (0..self.len()).map(shown).collect();
        let mut order: Vec<usize> = (0..forms.len()).collect();
        order.sort_by(|a, b| forms.get(*a).cmp(&forms.get(*b)));
        let in_order = order.iter().filter_map(|place| forms.get(*place));
        let words = Words::labelled(
            in_order.map(|(form, label)| (form.as_str(), label.as_deref().unwrap_or(form))),
        );
        let sizes = self.text_sizes().map(|sizes| sizes.sizes().to_vec());
        let mut made = Self::empty(Arc::new(words), 1, (self.tokens, self.documents), sizes);
        made.set_text_groups(self.text_groups().to_vec());
        if self.has_gaps() {
            made.set_gaps(order.iter().map(|place| self.gaps(Some(*place))).collect());
        }
        for (rank, place) in (0u32..).zip(order) {
            let counts = (self.freq(place), self.doc_freq(place));
            made.push(&[rank], counts, self.text_counts(Some(place)));
        }
        made.set_rare(self.rare);
        made
    }

    /// The tokens of the corpus.
    #[must_use]
    pub fn tokens(&self) -> u64 {
        self.tokens
    }

    /// The documents of the corpus, where they are known.
    #[must_use]
    pub fn documents(&self) -> Option<u64> {
        self.documents
    }

    /// How many different forms there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.freqs.len()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.freqs.is_empty()
    }

    /// The forms with their frequencies, by their bytes.
    pub fn rows(&self) -> impl Iterator<Item = FrequencyRow> + '_ {
        (0..self.len()).map(|place| FrequencyRow {
            form: self.form(place),
            freq: self.freq(place),
            doc_freq: self.doc_freq(place),
        })
    }

    /// The words that items are made of, by their bytes, used or not: those of the layer, or the
    /// forms of a list.
    pub fn vocabulary(&self) -> impl Iterator<Item = &str> {
        let count = u32::try_from(self.words.len()).unwrap_or(u32::MAX);
        (0..count).map(|rank| self.words.get(rank))
    }

    pub(crate) fn words(&self) -> &Arc<Words> {
        &self.words
    }

    pub(crate) fn width(&self) -> usize {
        self.width
    }

    /// The words of an item by their places.
    pub(crate) fn item(&self, place: usize) -> &[u32] {
        let start = place * self.width;
        self.items.get(start..start + self.width).unwrap_or_default()
    }

    /// The place of an item of these words, where the items are in order.
    pub(crate) fn find(&self, item: &[u32]) -> Option<usize> {
        let mut range = 0..self.len();
        while !range.is_empty() {
            let middle = range.start + range.len() / 2;
            match self.item(middle).cmp(item) {
                Ordering::Less => range.start = middle + 1,
                Ordering::Equal => return Some(middle),
                Ordering::Greater => range.end = middle,
            }
        }
        None
    }

    pub(crate) fn form(&self, place: usize) -> String {
        let words: Vec<&str> = self.item(place).iter().map(|rank| self.words.get(*rank)).collect();
        words.join(" ")
    }

    /// An item as it is most often written; none where that is not known, as of a list.
    pub(crate) fn label(&self, place: usize) -> Option<String> {
        Self::label_among([(self, place)].into_iter())
    }

    /// The same of an item that several tables have, each at a place of its own: as it is most often written
    /// in all of them together; of equals as its words are by themselves, in the first table.
    pub(crate) fn label_among<'t>(
        tables: impl Iterator<Item = (&'t Self, usize)> + Clone,
    ) -> Option<String> {
        let mut usual = tables.clone().filter_map(|(table, place)| table.usual(place));
        if tables.clone().all(|(table, place)| !table.spellings.contains_key(&place)) {
            return usual.next();
        }
        let mut votes: Vec<(Cow<'_, str>, u64)> = Vec::new();
        let mut vote = |text: Cow<'t, str>, freq: u64| match votes
            .iter_mut()
            .find(|(known, _)| *known == text)
        {
            Some((_, sum)) => *sum += freq,
            None => votes.push((text, freq)),
        };
        for (table, place) in tables {
            let others = table.spellings.get(&place).map_or(&[][..], Vec::as_slice);
            let other: u64 = others.iter().map(|(_, freq)| freq).sum();
            if let Some(usual) = table.usual(place) {
                vote(Cow::Owned(usual), table.freq(place).saturating_sub(other));
            }
            for (text, freq) in others {
                vote(Cow::Borrowed(text), *freq);
            }
        }
        // Of equals the first.
        let best = votes.into_iter().rev().max_by_key(|(_, freq)| *freq);
        best.map(|(text, _)| text.into_owned())
    }

    /// The words of an item, each as it is most often written by itself.
    fn usual(&self, place: usize) -> Option<String> {
        let words = self.item(place).iter().map(|rank| self.words.label(*rank));
        Some(words.collect::<Option<Vec<&str>>>()?.join(" "))
    }

    pub(crate) fn freq(&self, place: usize) -> u64 {
        self.freqs.get(place).copied().unwrap_or(0)
    }

    pub(crate) fn doc_freq(&self, place: usize) -> Option<u64> {
        self.doc_freqs.get(place).copied().flatten()
    }

    /// The sizes of the documents, when the table was made with texts.
    pub(crate) fn text_sizes(&self) -> Option<&PartSizes> {
        self.texts.as_ref().map(|texts| &texts.sizes)
    }

    /// The median length of the documents that hold tokens, the shorter of two in the middle, when the
    /// table was made with texts.
    pub(crate) fn median_text(&self) -> Option<u64> {
        let mut sizes = self.text_sizes()?.sizes().to_vec();
        sizes.retain(|size| *size > 0);
        let middle = sizes.len().checked_sub(1)? / 2;
        Some(*sizes.select_nth_unstable(middle).1)
    }

    /// How often an item occurs in each document that has it; nothing for an item that there is
    /// not, or without texts.
    pub(crate) fn text_counts(&self, place: Option<usize>) -> &[(u32, u64)] {
        let texts = self.texts.as_ref().zip(place);
        texts.map_or(&[], |(texts, place)| texts.counts_of(place))
    }

    /// The same as counts that measures read.
    pub(crate) fn part_counts(&self, place: Option<usize>) -> Option<PartCounts<'_>> {
        self.text_sizes()?.counts(self.text_counts(place)).ok()
    }
}

impl Texts {
    fn counts_of(&self, place: usize) -> &[(u32, u64)] {
        let start = place.checked_sub(1).and_then(|before| self.ends.get(before)).copied();
        let end = self.ends.get(place).copied().unwrap_or(0);
        self.counts.get(start.unwrap_or(0)..end).unwrap_or_default()
    }
}
