//! From a selection to a table of frequencies.

use crate::AnalysisError;
use crate::dispersion::by_document;
use crate::keyness::items::{ItemOptions, Items};
use crate::keyness::table::FrequencyTable;
use crate::keyness::words::Words;
use crate::labels::labels_among;
use crate::sequence_labels::Asked;
use siyaq_count::{
    NgramOptions, PairOccurrences, Selection, WindowOptions, WindowSpan, count_forms, count_ngrams,
    map_ngrams, map_pairs,
};
use siyaq_index::{Layer, Subcorpus};
use siyaq_query::{FormLabels, Query, SearchOptions, search};
use siyaq_stats::Gaps;
use siyaq_types::{DocId, TermId, TokenPos};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// Makes the tables of several parts of one corpus, which then share their vocabulary and compare
/// without looking at a letter.
#[derive(Debug)]
pub struct ItemCounter<'c> {
    layer: &'c Layer,
    labels: FormLabels<'c>,
    words: Arc<Words>,
}

impl<'c> ItemCounter<'c> {
    /// For the forms of the layer of a selection, in any documents. They are shown as they are most often
    /// written in this one.
    #[must_use]
    pub fn new(selection: &Selection<'c>) -> Self {
        Self::with_others(selection, &[])
    }

    /// The same for several selections of one layer, which together say how forms are most often written.
    #[must_use]
    pub fn with_others(selection: &Selection<'c>, others: &[&Selection<'c>]) -> Self {
        let layer = selection.layer();
        let (lexicon, labels) = (layer.lexicon(), labels_among(selection, others));
        let forms = (0..lexicon.len()).map(|ordinal| lexicon.at_ordinal(ordinal));
        let words = Words::labelled(forms.map(|form| (labels.key(form), labels.label(form))));
        Self { layer, labels, words: Arc::new(words) }
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
            return Self::new(selection).count(selection, options);
        }
        let mut table = match &options.items {
            Items::Ngrams { n: 1, .. } if !options.texts && !options.gaps => {
                self.words_of(selection)
            }
            Items::Ngrams { n, skip } => {
                let ngrams = NgramOptions::new(*n).skip(*skip);
                self.ngrams_of(selection, &ngrams, options)?
            }
            Items::Pairs(span) => self.pairs_of(selection, *span, options.texts)?,
            Items::Queries(queries) => hits_of(selection, queries, options)?,
        };
        if let Some(field) = &options.groups {
            table.set_text_groups(text_groups(selection, field)?);
        }
        Ok(table)
    }

    /// The frequencies of several selections, which may overlap, as [`ItemCounter::count`] has each.
    ///
    /// Pairs of parts of one corpus are counted in one go, and those left out that occur less than
    /// [`ItemOptions::min_freq`] times in each part and in all others together. Their number is kept, so
    /// that keywords of at least that frequency are the same, with the same q-values.
    ///
    /// # Errors
    /// As [`ItemCounter::count`].
    pub fn count_together(
        &self,
        selections: &[Selection<'c>],
        options: &ItemOptions,
    ) -> Result<Vec<FrequencyTable>, AnalysisError> {
        let alike = |one: &Selection<'c>| {
            let corpus = selections.first().is_some_and(|first| {
                std::ptr::eq(one.corpus(), first.corpus()) && one.scope() == first.scope()
            });
            // Pairs are told apart by their documents, which parts that cut them may share.
            corpus && std::ptr::eq(one.layer(), self.layer) && !one.part().cuts_documents()
        };
        match &options.items {
            Items::Pairs(span) if selections.len() > 1 && selections.iter().all(alike) => {
                self.pairs_together(selections, *span, options)
            }
            _ => selections.iter().map(|selection| self.count(selection, options)).collect(),
        }
    }

    fn pairs_together(
        &self,
        selections: &[Selection<'c>],
        span: WindowSpan,
        options: &ItemOptions,
    ) -> Result<Vec<FrequencyTable>, AnalysisError> {
        let members = Members::new(selections);
        let Some(first) = selections.first() else { return Ok(Vec::new()) };
        let documents = first.corpus().document_count();
        let either = Subcorpus::from_fn(documents, |doc| !members.of(doc).is_empty());
        let whole = first.of_part(either);
        let (found, pairs) = map_pairs(&whole, WindowOptions::new(span), |pair| {
            // More than this no part has, nor all others together.
            if pair.freq().saturating_mul(members.most) < options.min_freq {
                return None;
            }
            let mut texts = members.texts_of(&pair);
            let sides: Vec<(u32, u64, u64)> = texts
                .chunk_by(|a, b| a.0 == b.0)
                .filter_map(|own| {
                    let freq = own.iter().map(|(.., freq)| freq).sum();
                    Some((own.first()?.0, freq, own.len() as u64))
                })
                .collect();
            let all: u64 = sides.iter().map(|(_, freq, _)| freq).sum();
            let most = sides.iter().map(|(_, freq, _)| *freq.max(&(all - freq))).max();
            // All parts that lack the pair have the same others.
            let lacking = if sides.len() < selections.len() { all } else { 0 };
            texts.truncate(if options.texts { texts.len() } else { 0 });
            texts.shrink_to_fit();
            let kept = most.unwrap_or(0).max(lacking) >= options.min_freq;
            kept.then_some((pair.ordinals, sides, texts))
        })?;
        let rare = pairs - found.len() as u64;
        let table = |own: &Selection<'_>| {
            let mut table = empty(own, Arc::clone(&self.words), 2, options.texts);
            table.set_rare(rare);
            if let Some(field) = &options.groups {
                table.set_text_groups(text_groups(own, field)?);
            }
            Ok(table)
        };
        let mut tables = selections.iter().map(table).collect::<Result<Vec<_>, AnalysisError>>()?;
        for (ranks, sides, texts) in found {
            let mut rest = texts.as_slice();
            for (part, freq, doc_freq) in sides {
                let (own, after) = rest.split_at(rest.partition_point(|text| text.0 <= part));
                rest = after;
                let own: Vec<(u32, u64)> = own.iter().map(|(_, text, n)| (*text, *n)).collect();
                if let Some(table) = tables.get_mut(part as usize) {
                    table.push(&ranks, (freq, Some(doc_freq)), &own);
                }
            }
        }
        Ok(tables)
    }

    fn words_of(&self, selection: &Selection<'_>) -> FrequencyTable {
        let lexicon = self.layer.lexicon();
        let rows = count_forms(selection);
        let tokens = match selection.omits() {
            true => selection.token_count(),
            false => rows.iter().map(|row| row.freq).sum(),
        };
        let documents = u64::from(selection.part().document_count());
        let words = Arc::clone(&self.words);
        let mut table = FrequencyTable::empty(words, 1, (tokens, Some(documents)), None);
        for row in rows {
            table.push(&[lexicon.ordinal(row.form)], (row.freq, Some(row.doc_freq)), &[]);
        }
        table
    }

    fn ngrams_of(
        &self,
        selection: &Selection<'_>,
        ngrams: &NgramOptions,
        options: &ItemOptions,
    ) -> Result<FrequencyTable, AnalysisError> {
        let mut table = empty(selection, Arc::clone(&self.words), ngrams.n, options.texts);
        if !options.texts && !options.gaps {
            let counts = count_ngrams(selection, ngrams)?;
            let mut ranks = Vec::with_capacity(ngrams.n);
            for place in 0..counts.len() {
                let row = counts.in_form_order(place);
                ranks.clear();
                ranks.extend(row.ordinals());
                table.push(&ranks, (row.freq, Some(row.doc_freq)), &[]);
            }
            self.spell(&mut table, selection, ngrams)?;
            return Ok(table);
        }
        let tokens = selection.document_sizes().total();
        let found = map_ngrams(selection, ngrams, |found| {
            let freq = found.positions.len() as u64;
            let gaps = options.gaps.then(|| gaps_of(tokens, found.positions));
            (found.ordinals.to_vec(), freq, found.parts.to_vec(), gaps)
        })?;
        let mut gaps = Vec::new();
        for (ranks, freq, texts, own) in found {
            table.push(&ranks, (freq, Some(texts.len() as u64)), &texts);
            gaps.extend(own);
        }
        if options.gaps {
            table.set_gaps(gaps);
        }
        self.spell(&mut table, selection, ngrams)?;
        Ok(table)
    }

    /// Finds how else n-grams are written than each word as it is most often; all of them are in the table.
    fn spell(
        &self,
        table: &mut FrequencyTable,
        selection: &Selection<'_>,
        ngrams: &NgramOptions,
    ) -> Result<(), AnalysisError> {
        if ngrams.n < 2 {
            return Ok(());
        }
        let ordinals = (0..table.len()).flat_map(|place| table.item(place).iter().copied());
        let asked = Asked::new(selection, *ngrams, ordinals);
        let found = asked.votes(selection, &self.labels, |item| {
            let place = table.find(item)?;
            Some((place, table.freq(place)))
        })?;
        let text = |(words, freq): &(Box<[TermId]>, u64)| {
            let words = words.iter().map(|word| self.labels.spelling(*word));
            (words.collect::<Vec<_>>().join(" ").into_boxed_str(), *freq)
        };
        let texts = |votes: Vec<_>| votes.iter().map(text).collect();
        table.set_spellings(found.into_iter().map(|(place, votes)| (place, texts(votes))));
        Ok(())
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
            let of =
                |pair: PairOccurrences<'_>| Some((pair.ordinals, pair.freq(), pair.doc_freq()));
            for (ranks, freq, doc_freq) in map_pairs(selection, window, of)?.0 {
                table.push(&ranks, (freq, Some(doc_freq)), &[]);
            }
            return Ok(table);
        }
        let documents = selection.document_sizes().documents();
        let placed = |(doc, freq): (DocId, u64)| {
            let place = documents.binary_search(&doc).ok()?;
            Some((u32::try_from(place).ok()?, freq))
        };
        let (found, _) = map_pairs(selection, window, |pair| {
            let texts: Vec<(u32, u64)> = pair.documents().filter_map(placed).collect();
            Some((pair.ordinals, pair.freq(), texts))
        })?;
        for (ranks, freq, texts) in found {
            table.push(&ranks, (freq, Some(texts.len() as u64)), &texts);
        }
        Ok(table)
    }
}

/// For each document, the selections that hold it, each with its place there.
struct Members {
    ends: Vec<usize>,
    places: Vec<(u32, u32)>,
    /// The most selections that hold one document.
    most: u64,
}

impl Members {
    fn new(selections: &[Selection<'_>]) -> Self {
        let mut all: Vec<(DocId, u32, u32)> = Vec::new();
        for (part, selection) in (0u32..).zip(selections) {
            let documents = selection.document_sizes().documents().iter();
            all.extend(documents.zip(0u32..).map(|(doc, place)| (*doc, part, place)));
        }
        all.sort_unstable();
        let documents = selections.first().map_or(0, |one| one.corpus().document_count());
        let end = |doc: u32| all.partition_point(|(own, ..)| own.0 <= doc);
        let most = all.chunk_by(|a, b| a.0 == b.0).map(|own| own.len() as u64).max();
        Self {
            ends: (0..documents).map(end).collect(),
            places: all.iter().map(|(_, part, place)| (*part, *place)).collect(),
            most: most.unwrap_or(0),
        }
    }

    fn of(&self, doc: DocId) -> &[(u32, u32)] {
        let place = doc.0 as usize;
        let start = place.checked_sub(1).and_then(|before| self.ends.get(before)).copied();
        let end = self.ends.get(place).copied().unwrap_or(0);
        self.places.get(start.unwrap_or(0)..end).unwrap_or_default()
    }

    /// How often a pair occurs in the documents of each selection: selection, place there, frequency;
    /// ascending.
    fn texts_of(&self, pair: &PairOccurrences<'_>) -> Vec<(u32, u32, u64)> {
        let of = |(doc, freq)| self.of(doc).iter().map(move |(part, place)| (*part, *place, freq));
        let mut texts: Vec<(u32, u32, u64)> = pair.documents().flat_map(of).collect();
        texts.sort_unstable();
        texts
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
    items: &ItemOptions,
) -> Result<FrequencyTable, AnalysisError> {
    let by_text: BTreeMap<String, &Query> =
        queries.iter().map(|query| (query.to_string(), query)).collect();
    let words = Arc::new(Words::from_sorted(by_text.keys().map(String::as_str)));
    let mut table = empty(selection, words, 1, items.texts);
    let tokens = selection.document_sizes().total();
    let mut gaps = Vec::new();
    let options = SearchOptions::default()
        .layer(selection.layer().name())
        .scope(selection.scope())
        .within(selection.part());
    for (place, query) in (0u32..).zip(by_text.into_values()) {
        let hits = search(selection.corpus(), query, &options)?;
        let texts = by_document(selection, &hits);
        table.push(&[place], (hits.len() as u64, Some(texts.len() as u64)), &texts);
        if items.gaps {
            let starts: Vec<TokenPos> = hits.iter().map(|hit| hit.start).collect();
            gaps.push(gaps_of(tokens, &selection.counted_before(&starts)));
        }
    }
    if items.gaps {
        table.set_gaps(gaps);
    }
    Ok(table)
}

/// How far apart occurrences are, unless two begin at one place.
fn gaps_of(tokens: u64, positions: &[u64]) -> Option<Gaps> {
    Gaps::new(tokens, positions.len() as u64, positions.iter().copied()).ok()
}

/// The value of a field for each document of a selection, which are its groups; those without a value are
/// one group.
fn text_groups(selection: &Selection<'_>, field: &str) -> Result<Vec<Arc<str>>, AnalysisError> {
    let documents = selection.corpus().documents()?;
    let place = documents.field(field)?;
    let mut names: BTreeSet<Arc<str>> = BTreeSet::new();
    let name = |doc: &DocId| {
        let value = documents.value_at(*doc, place).map_or_else(String::new, |v| v.to_string());
        let name: Arc<str> = Arc::from(value);
        names.get(&name).cloned().unwrap_or_else(|| {
            names.insert(Arc::clone(&name));
            name
        })
    };
    Ok(selection.document_sizes().documents().iter().map(name).collect())
}

impl FrequencyTable {
    /// The frequencies of the words of a selection.
    ///
    /// # Errors
    /// When the forms cannot be counted.
    pub fn from_selection(selection: &Selection<'_>) -> Result<Self, AnalysisError> {
        ItemCounter::new(selection).count(selection, &ItemOptions::default())
    }
}
