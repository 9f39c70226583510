//! Frequency lists.

use crate::dispersion::{BootstrapInterval, Parts, Spread, Spreader, dispersion_intervals};
use crate::rank::{measure_place, per_million, sort_first};
use crate::{AnalysisError, ListKey, ListOrder};
use rayon::prelude::*;
use siyaq_count::{FormOccurrences, Selection, map_forms};
use siyaq_index::Layer;
use siyaq_query::Collation;
use siyaq_stats::{BootstrapOptions, DispersionMeasure, Undefined};
use siyaq_types::TermId;
use std::cmp::Ordering;
use std::collections::BTreeMap;

/// A frequency list: frequency down, ties by the bytes of the form.
#[derive(Clone, Debug, PartialEq)]
pub struct WordList {
    /// The tokens counted.
    pub tokens: u64,
    /// The measures of dispersion in each row.
    pub dispersion: Vec<DispersionMeasure>,
    /// Those of them that the rows have intervals of.
    pub with_intervals: Vec<DispersionMeasure>,
    /// The forms.
    pub rows: Vec<WordListRow>,
}

/// A form of a frequency list.
#[derive(Clone, Debug, PartialEq)]
pub struct WordListRow {
    /// The form, an id of the layer's lexicon.
    pub form: TermId,
    /// How often it occurs.
    pub freq: u64,
    /// The same in a million tokens.
    pub per_million: Option<f64>,
    /// In how many documents.
    pub doc_freq: u64,
    /// Its dispersion over the parts, or over places for the measures of distances; or why there is
    /// none.
    pub dispersion: Vec<Result<f64, Undefined>>,
    /// Bootstrap intervals, where they were asked for.
    pub intervals: Vec<Result<BootstrapInterval, Undefined>>,
}

impl WordList {
    /// Adds bootstrap intervals of the measures over parts to all rows, which are best few.
    ///
    /// Cost: the tokens are counted again, and each replicate passes over the parts of every row.
    ///
    /// # Errors
    /// When the selection has no tokens, or there is no such field to part it by.
    pub fn add_intervals(
        &mut self,
        selection: &Selection<'_>,
        spread: &Spread,
        options: &BootstrapOptions,
    ) -> Result<(), AnalysisError> {
        let over_parts = self.dispersion.iter().filter(|measure| !measure.needs_positions());
        let measures: Vec<DispersionMeasure> = over_parts.copied().collect();
        let places: BTreeMap<TermId, usize> =
            self.rows.iter().map(|row| row.form).zip(0..).collect();
        let least = self.rows.iter().map(|row| row.freq).min().unwrap_or(1);
        let parts = Parts::new(selection, &spread.parts)?;
        let found = map_forms(selection, least, |occurrences: FormOccurrences<'_>| {
            let place = *places.get(&occurrences.form)?;
            let mut counts = Vec::new();
            parts.count(occurrences.positions, occurrences.parts, &mut counts);
            Some((place, counts))
        })?;
        let found: Vec<(usize, Vec<(u32, u64)>)> = found.into_iter().flatten().collect();
        let words: Vec<&[(u32, u64)]> = found.iter().map(|(_, counts)| counts.as_slice()).collect();
        let intervals = dispersion_intervals(parts.sizes(), &words, &measures, options);
        for ((place, _), intervals) in found.iter().zip(intervals) {
            if let Some(row) = self.rows.get_mut(*place) {
                row.intervals = intervals;
            }
        }
        self.with_intervals = measures;
        Ok(())
    }

    /// Puts the rows into another order, the first `top` of them: those beyond come after these, in
    /// no order.
    ///
    /// Cost: by form, each form is folded once more; only rows that are wanted are sorted.
    ///
    /// # Errors
    /// When the order is by a measure that the list does not have.
    pub fn sort(
        &mut self,
        order: ListOrder,
        layer: &Layer,
        top: usize,
    ) -> Result<(), AnalysisError> {
        let place = match order.key {
            ListKey::Dispersion(wanted) => measure_place(&self.dispersion, &wanted)?,
            _ => 0,
        };
        let value = |row: &WordListRow| row.dispersion.get(place)?.ok();
        let rank = |row: &WordListRow| layer.lexicon().ordinal(row.form);
        let directed = |order: Ordering, ascending| if ascending { order } else { order.reverse() };
        let up = order.ascending;
        if order.key == ListKey::Form {
            let letters = Collation::Arabic.keys();
            let rows = std::mem::take(&mut self.rows).into_par_iter();
            let mut keyed: Vec<(String, WordListRow)> =
                rows.map(|row| (letters.key(layer.lexicon().form(row.form)), row)).collect();
            sort_first(&mut keyed, top, |(key_a, a), (key_b, b)| {
                directed(key_a.cmp(key_b).then_with(|| rank(a).cmp(&rank(b))), up)
            });
            self.rows = keyed.into_iter().map(|(_, row)| row).collect();
            return Ok(());
        }
        sort_first(&mut self.rows, top, |a, b| {
            let first = match order.key {
                ListKey::Frequency => directed(a.freq.cmp(&b.freq), up),
                ListKey::DocumentFrequency => directed(a.doc_freq.cmp(&b.doc_freq), up),
                // Sorted by the keys of its letters.
                ListKey::Form => Ordering::Equal,
                ListKey::Dispersion(_) => match (value(a), value(b)) {
                    (Some(a), Some(b)) => directed(a.total_cmp(&b), up),
                    (a, b) => b.is_some().cmp(&a.is_some()),
                },
            };
            first.then_with(|| b.freq.cmp(&a.freq)).then_with(|| rank(a).cmp(&rank(b)))
        });
        Ok(())
    }
}

/// Lists the forms of a selection that occur at least `min_freq` times, each with measures of
/// dispersion.
///
/// Cost: two passes over the tokens and a sort of them; eight bytes a token. All measures of a form
/// are computed in one pass over the parts that hold it.
///
/// # Errors
/// When the selection has no tokens, or there is no such field to part it by.
///
/// # Examples
/// ```
/// use siyaq_analysis::{Spread, word_list};
/// use siyaq_count::Selection;
/// # use siyaq_index::{Boundary, BuildOptions, CorpusBuilder, Document, Shard, TokenClass};
/// use siyaq_stats::DispersionMeasure;
///
/// let texts = ["ماء نار هواء", "ماء"];
/// # let mut shard = Shard::new();
/// # for (number, text) in texts.iter().enumerate() {
/// #     shard.start_document(Document { id: number.to_string(), ..Document::default() });
/// #     for form in text.split(' ') {
/// #         shard.push(form, TokenClass::ArabicWord, Boundary::None, true);
/// #     }
/// # }
/// # let corpus = CorpusBuilder::new(BuildOptions::default()).finish(vec![shard])?.into_corpus()?;
/// let spread = Spread::new([DispersionMeasure::RangeShare]);
/// let list = word_list(&Selection::new(&corpus, corpus.words()), 1, &spread)?;
/// assert_eq!((list.tokens, list.rows.len()), (4, 3));
/// let first = &list.rows[0];
/// assert_eq!(corpus.words().lexicon().form(first.form), "ماء");
/// assert_eq!((first.freq, first.per_million), (2, Some(500_000.0)));
/// assert_eq!((&first.dispersion, &list.rows[1].dispersion), (&vec![Ok(1.0)], &vec![Ok(0.5)]));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn word_list(
    selection: &Selection<'_>,
    min_freq: u64,
    spread: &Spread,
) -> Result<WordList, AnalysisError> {
    let tokens = selection.document_sizes().total();
    let spreader = Spreader::new(selection, spread)?;
    let mut rows = map_forms(selection, min_freq, |occurrences: FormOccurrences<'_>| {
        let freq = occurrences.positions.len() as u64;
        let mut dispersion = Vec::with_capacity(spread.measures.len());
        spreader.measure(occurrences.positions, occurrences.parts, &mut dispersion);
        WordListRow {
            form: occurrences.form,
            freq,
            per_million: per_million(freq, tokens),
            doc_freq: occurrences.parts.len() as u64,
            dispersion,
            intervals: Vec::new(),
        }
    })?;
    // The forms come in byte order, which the sort keeps among equals.
    rows.par_sort_by_key(|row| std::cmp::Reverse(row.freq));
    Ok(WordList { tokens, dispersion: spread.measures.clone(), with_intervals: Vec::new(), rows })
}
