//! Frequencies of words or n-grams to compare: of a selection, or from a list.

use crate::AnalysisError;
use crate::keyness::words::Words;
use siyaq_count::{NgramOptions, Selection, count_forms, count_ngrams, map_ngrams};
use siyaq_index::Layer;
use siyaq_stats::{PartCounts, PartSizes};
use std::sync::Arc;

/// What is counted for a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct ItemOptions {
    /// Words in an item: 1 for words, more for n-grams.
    pub n: usize,
    /// How many words in all may be left out inside an n-gram.
    pub skip: usize,
    /// Whether to keep how often each item occurs in each document, which tests over texts need.
    /// 16 bytes for each document that an item occurs in.
    pub texts: bool,
}

impl Default for ItemOptions {
    /// Words, without their texts.
    fn default() -> Self {
        Self { n: 1, skip: 0, texts: false }
    }
}

impl ItemOptions {
    /// N-grams of `n` words.
    #[must_use]
    pub fn n(self, n: usize) -> Self {
        Self { n, ..self }
    }

    /// With up to `skip` words left out inside.
    #[must_use]
    pub fn skip(self, skip: usize) -> Self {
        Self { skip, ..self }
    }

    /// With the counts of every document, or without.
    #[must_use]
    pub fn texts(self, texts: bool) -> Self {
        Self { texts, ..self }
    }
}

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
}

/// The counts of every item in the documents of a selection.
#[derive(Clone, Debug, PartialEq)]
struct Texts {
    sizes: PartSizes,
    /// Where the counts of each item end.
    ends: Vec<usize>,
    counts: Vec<(u32, u64)>,
}

/// Sizes of texts, and the texts of every item.
pub(crate) type TextColumns = (Vec<u64>, Vec<Vec<(u32, u64)>>);

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

/// Makes the tables of several parts of one corpus, which then share their vocabulary and compare
/// without looking at a letter.
#[derive(Debug)]
pub struct ItemCounter<'c> {
    layer: &'c Layer,
    words: Arc<Words>,
}

impl<'c> ItemCounter<'c> {
    /// For the forms of a layer.
    #[must_use]
    pub fn new(layer: &'c Layer) -> Self {
        let lexicon = layer.lexicon();
        let forms = (0..lexicon.len()).map(|rank| lexicon.form(lexicon.at_rank(rank)));
        Self { layer, words: Arc::new(Words::from_sorted(forms)) }
    }

    /// The frequencies of a selection.
    ///
    /// Cost: one pass over the tokens for words, a sort of them for n-grams or with texts.
    ///
    /// # Errors
    /// When n is 0, or too long to be counted with the vocabulary of the layer.
    pub fn count(
        &self,
        selection: &Selection<'c>,
        options: &ItemOptions,
    ) -> Result<FrequencyTable, AnalysisError> {
        if !std::ptr::eq(self.layer, selection.layer()) {
            return Self::new(selection.layer()).count(selection, options);
        }
        let mut table = FrequencyTable {
            tokens: 0,
            documents: Some(u64::from(selection.part().document_count())),
            words: Arc::clone(&self.words),
            width: options.n,
            items: Vec::new(),
            freqs: Vec::new(),
            doc_freqs: Vec::new(),
            texts: None,
        };
        let ngrams = NgramOptions::new(options.n).skip(options.skip);
        if options.texts {
            table.count_texts(selection, &ngrams)?;
        } else if options.n == 1 {
            let lexicon = self.layer.lexicon();
            for row in count_forms(selection) {
                table.items.push(lexicon.rank(row.form));
                table.freqs.push(row.freq);
                table.doc_freqs.push(Some(row.doc_freq));
            }
            table.tokens = table.freqs.iter().sum();
        } else {
            table.tokens = selection.token_count();
            let counts = count_ngrams(selection, &ngrams)?;
            for place in 0..counts.len() {
                let row = counts.in_form_order(place);
                table.items.extend(row.ranks());
                table.freqs.push(row.freq);
                table.doc_freqs.push(Some(row.doc_freq));
            }
        }
        Ok(table)
    }
}

impl FrequencyTable {
    /// The frequencies of the words of a selection.
    ///
    /// # Errors
    /// When the forms cannot be counted.
    pub fn from_selection(selection: &Selection<'_>) -> Result<Self, AnalysisError> {
        ItemCounter::new(selection.layer()).count(selection, &ItemOptions::default())
    }

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
        }
    }

    /// Counts every item with its documents.
    fn count_texts(
        &mut self,
        selection: &Selection<'_>,
        ngrams: &NgramOptions,
    ) -> Result<(), AnalysisError> {
        self.tokens = selection.document_sizes().total();
        let sizes = selection.document_sizes().sizes().collect();
        // Without tokens there is nothing to test, and nothing to count.
        let Ok(sizes) = PartSizes::new(sizes) else { return Ok(()) };
        let found = map_ngrams(selection, ngrams, |found| {
            (found.ranks.to_vec(), found.positions.len() as u64, found.parts.to_vec())
        })?;
        let mut texts = Texts { sizes, ends: Vec::with_capacity(found.len()), counts: Vec::new() };
        for (ranks, freq, parts) in found {
            self.items.extend(ranks);
            self.freqs.push(freq);
            self.doc_freqs.push(Some(parts.len() as u64));
            texts.counts.extend(parts);
            texts.ends.push(texts.counts.len());
        }
        self.texts = Some(texts);
        Ok(())
    }

    /// The same table with the words of each item joined into one.
    pub(crate) fn joined(&self) -> Self {
        let forms: Vec<String> = (0..self.len()).map(|place| self.form(place)).collect();
        let mut order: Vec<usize> = (0..forms.len()).collect();
        order.sort_by(|a, b| forms.get(*a).cmp(&forms.get(*b)));
        let in_order = order.iter().filter_map(|place| forms.get(*place));
        Self {
            tokens: self.tokens,
            documents: self.documents,
            words: Arc::new(Words::from_sorted(in_order.map(String::as_str))),
            width: 1,
            items: (0u32..).take(forms.len()).collect(),
            freqs: order.iter().map(|place| self.freq(*place)).collect(),
            doc_freqs: order.iter().map(|place| self.doc_freq(*place)).collect(),
            texts: self.texts.as_ref().map(|texts| {
                let mut sorted = Texts { ends: Vec::new(), counts: Vec::new(), ..texts.clone() };
                for place in &order {
                    sorted.counts.extend_from_slice(texts.counts_of(*place));
                    sorted.ends.push(sorted.counts.len());
                }
                sorted
            }),
        }
    }

    /// A table from items in order, with frequencies and document frequencies.
    pub(crate) fn from_columns(
        words: Arc<Words>,
        width: usize,
        items: Vec<u32>,
        rows: Vec<(u64, Option<u64>)>,
    ) -> Self {
        let (freqs, doc_freqs) = rows.into_iter().unzip();
        Self { tokens: 0, documents: None, words, width, items, freqs, doc_freqs, texts: None }
    }

    /// The same of a corpus of this size, with the texts of every item.
    pub(crate) fn with_corpus(
        self,
        tokens: u64,
        documents: Option<u64>,
        texts: Option<TextColumns>,
    ) -> Self {
        let texts = texts.and_then(|(sizes, columns)| {
            let mut texts =
                Texts { sizes: PartSizes::new(sizes).ok()?, ends: Vec::new(), counts: Vec::new() };
            for own in columns {
                texts.counts.extend(own);
                texts.ends.push(texts.counts.len());
            }
            Some(texts)
        });
        Self { tokens, documents, texts, ..self }
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

    pub(crate) fn form(&self, place: usize) -> String {
        let words: Vec<&str> = self.item(place).iter().map(|rank| self.words.get(*rank)).collect();
        words.join(" ")
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
