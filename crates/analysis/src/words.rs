//! Frequency lists.

use crate::rank::per_million;
use crate::{AnalysisError, AnalysisErrorKind, ListKey, ListOrder};
use rayon::prelude::*;
use siyaq_count::{FormOccurrences, Selection, map_forms};
use siyaq_index::Layer;
use siyaq_stats::{DispersionMeasure, Gaps, PartSizes};
use siyaq_types::TermId;
use std::cmp::Ordering;

/// A frequency list: frequency down, ties by the bytes of the form.
#[derive(Clone, Debug, PartialEq)]
pub struct WordList {
    /// The tokens counted.
    pub tokens: u64,
    /// The measures of dispersion in each row.
    pub dispersion: Vec<DispersionMeasure>,
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
    /// Its dispersion over documents, or over places for the measures of distances.
    pub dispersion: Vec<Option<f64>>,
}

impl WordList {
    /// Puts the rows into another order.
    ///
    /// # Errors
    /// When the order is by a measure that the list does not have.
    pub fn sort(&mut self, order: ListOrder, layer: &Layer) -> Result<(), AnalysisError> {
        let place = match order.key {
            ListKey::Dispersion(wanted) => {
                let place = self.dispersion.iter().position(|measure| *measure == wanted);
                let known: Vec<String> = self.dispersion.iter().map(ToString::to_string).collect();
                let (wanted, known) = (wanted.to_string(), known.join(", "));
                place.ok_or(AnalysisErrorKind::NotComputed { wanted, known })?
            }
            _ => 0,
        };
        let value = |row: &WordListRow| row.dispersion.get(place).copied().flatten();
        let rank = |row: &WordListRow| layer.lexicon().rank(row.form);
        let directed = |order: Ordering, ascending| if ascending { order } else { order.reverse() };
        let up = order.ascending;
        self.rows.par_sort_by(|a, b| {
            let first = match order.key {
                ListKey::Frequency => directed(a.freq.cmp(&b.freq), up),
                ListKey::DocumentFrequency => directed(a.doc_freq.cmp(&b.doc_freq), up),
                ListKey::Form => directed(rank(a).cmp(&rank(b)), up),
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
/// dispersion over the documents.
///
/// Cost: two passes over the tokens and a sort of them; eight bytes a token.
///
/// # Errors
/// When the selection has no tokens.
pub fn word_list(
    selection: &Selection<'_>,
    min_freq: u64,
    dispersion: &[DispersionMeasure],
) -> Result<WordList, AnalysisError> {
    let sizes = selection.document_sizes();
    let tokens = sizes.total();
    let parts = PartSizes::new(sizes.sizes().collect())
        .map_err(|_| AnalysisErrorKind::NoTokens { what: "selection" })?;
    let positions = dispersion.iter().any(|measure| measure.needs_positions());
    let spread = dispersion.iter().any(|measure| !measure.needs_positions());
    let mut rows = map_forms(selection, min_freq, |occurrences: FormOccurrences<'_>| {
        let freq = occurrences.positions.len() as u64;
        // The counts come from the parts and positions themselves, so both always fit.
        let counts = spread.then(|| parts.counts(occurrences.parts).ok()).flatten();
        let places = || occurrences.positions.iter().copied();
        let gaps = positions.then(|| Gaps::new(tokens, freq, places()).ok()).flatten();
        let value = |measure: &DispersionMeasure| {
            let of_parts = counts.as_ref().and_then(|counts| measure.of_parts(counts));
            of_parts.or_else(|| gaps.as_ref().and_then(|gaps| measure.of_gaps(gaps)))
        };
        WordListRow {
            form: occurrences.form,
            freq,
            per_million: per_million(freq, tokens),
            doc_freq: occurrences.parts.len() as u64,
            dispersion: dispersion.iter().map(value).collect(),
        }
    })?;
    // The forms come in byte order, which the sort keeps among equals.
    rows.par_sort_by_key(|row| std::cmp::Reverse(row.freq));
    Ok(WordList { tokens, dispersion: dispersion.to_vec(), rows })
}
