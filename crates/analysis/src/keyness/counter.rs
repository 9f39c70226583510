//! From a selection to a table of frequencies.

use crate::AnalysisError;
use crate::dispersion::by_document;
use crate::keyness::items::{ItemOptions, Items};
use crate::keyness::table::FrequencyTable;
use crate::keyness::words::Words;
use siyaq_count::{
    NgramOptions, PairOccurrences, Selection, WindowOptions, WindowSpan, count_forms, count_ngrams,
    map_ngrams, map_pairs,
};
use siyaq_index::Layer;
use siyaq_query::{Query, SearchOptions, search};
use siyaq_types::DocId;
use std::collections::BTreeMap;
use std::sync::Arc;

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
    /// Cost: one pass over the tokens for words, a sort of them for n-grams or with texts, as many
    /// passes as [`map_pairs`](siyaq_count::map_pairs) makes for pairs, a search for each query.
    /// Memory: 32 bytes for each different item.
    ///
    /// # Errors
    /// When n is 0, or too long to be counted with the vocabulary of the layer; when a window is
    /// empty or too wide, or a query cannot be searched.
    pub fn count(
        &self,
        selection: &Selection<'c>,
        options: &ItemOptions,
    ) -> Result<FrequencyTable, AnalysisError> {
        if !std::ptr::eq(self.layer, selection.layer()) {
            return Self::new(selection.layer()).count(selection, options);
        }
        match &options.items {
            Items::Ngrams { n: 1, .. } if !options.texts => Ok(self.words_of(selection)),
            Items::Ngrams { n, skip } => {
                let ngrams = NgramOptions::new(*n).skip(*skip);
                self.ngrams_of(selection, &ngrams, options.texts)
            }
            Items::Pairs(span) => self.pairs_of(selection, *span, options.texts),
            Items::Queries(queries) => hits_of(selection, queries, options.texts),
        }
    }

    fn words_of(&self, selection: &Selection<'_>) -> FrequencyTable {
        let lexicon = self.layer.lexicon();
        let rows = count_forms(selection);
        let tokens = rows.iter().map(|row| row.freq).sum();
        let documents = u64::from(selection.part().document_count());
        let words = Arc::clone(&self.words);
        let mut table = FrequencyTable::empty(words, 1, (tokens, Some(documents)), None);
        for row in rows {
            table.push(&[lexicon.rank(row.form)], (row.freq, Some(row.doc_freq)), &[]);
        }
        table
    }

    fn ngrams_of(
        &self,
        selection: &Selection<'_>,
        options: &NgramOptions,
        texts: bool,
    ) -> Result<FrequencyTable, AnalysisError> {
        let mut table = empty(selection, Arc::clone(&self.words), options.n, texts);
        if !texts {
            let counts = count_ngrams(selection, options)?;
            let mut ranks = Vec::with_capacity(options.n);
            for place in 0..counts.len() {
                let row = counts.in_form_order(place);
                ranks.clear();
                ranks.extend(row.ranks());
                table.push(&ranks, (row.freq, Some(row.doc_freq)), &[]);
            }
            return Ok(table);
        }
        let found = map_ngrams(selection, options, |found| {
            (found.ranks.to_vec(), found.positions.len() as u64, found.parts.to_vec())
        })?;
        for (ranks, freq, texts) in found {
            table.push(&ranks, (freq, Some(texts.len() as u64)), &texts);
        }
        Ok(table)
    }

    fn pairs_of(
        &self,
        selection: &Selection<'_>,
        span: WindowSpan,
        texts: bool,
    ) -> Result<FrequencyTable, AnalysisError> {
        let mut table = empty(selection, Arc::clone(&self.words), 2, texts);
        let window = WindowOptions::new(span);
        if !texts {
            let of = |pair: PairOccurrences<'_>| (pair.ranks, pair.freq(), pair.doc_freq());
            for (ranks, freq, doc_freq) in map_pairs(selection, window, of)? {
                table.push(&ranks, (freq, Some(doc_freq)), &[]);
            }
            return Ok(table);
        }
        let documents = selection.document_sizes().documents();
        let placed = |(doc, freq): (DocId, u64)| {
            let place = documents.binary_search(&doc).ok()?;
            Some((u32::try_from(place).ok()?, freq))
        };
        let found = map_pairs(selection, window, |pair| {
            let texts: Vec<(u32, u64)> = pair.documents().filter_map(placed).collect();
            (pair.ranks, pair.freq(), texts)
        })?;
        for (ranks, freq, texts) in found {
            table.push(&ranks, (freq, Some(texts.len() as u64)), &texts);
        }
        Ok(table)
    }
}

/// A table of no items for a selection.
fn empty(
    selection: &Selection<'_>,
    words: Arc<Words>,
    width: usize,
    texts: bool,
) -> FrequencyTable {
    let documents = Some(u64::from(selection.part().document_count()));
    if !texts {
        return FrequencyTable::empty(words, width, (selection.token_count(), documents), None);
    }
    let sizes = selection.document_sizes();
    let all = sizes.sizes().collect();
    FrequencyTable::empty(words, width, (sizes.total(), documents), Some(all))
}

/// Counts the hits of queries, in the order of the bytes of their texts.
fn hits_of(
    selection: &Selection<'_>,
    queries: &[Query],
    texts: bool,
) -> Result<FrequencyTable, AnalysisError> {
    let by_text: BTreeMap<String, &Query> =
        queries.iter().map(|query| (query.to_string(), query)).collect();
    let words = Arc::new(Words::from_sorted(by_text.keys().map(String::as_str)));
    let mut table = empty(selection, words, 1, texts);
    let options = SearchOptions::default()
        .layer(selection.layer().name())
        .scope(selection.scope())
        .within(selection.part());
    for (place, query) in (0u32..).zip(by_text.into_values()) {
        let hits = search(selection.corpus(), query, &options)?;
        let texts = by_document(selection, &hits);
        table.push(&[place], (hits.len() as u64, Some(texts.len() as u64)), &texts);
    }
    Ok(table)
}

impl FrequencyTable {
    /// The frequencies of the words of a selection.
    ///
    /// # Errors
    /// When the forms cannot be counted.
    pub fn from_selection(selection: &Selection<'_>) -> Result<Self, AnalysisError> {
        ItemCounter::new(selection.layer()).count(selection, &ItemOptions::default())
    }
}
