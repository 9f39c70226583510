//! N-grams of one or more lengths in one list.

use crate::dispersion::{Spread, Spreader};
use crate::rank::{measure_place, per_million};
use crate::{AnalysisError, ListKey, ListOrder};
use siyaq_count::{
    NgramCounts, NgramOptions, NgramRow, Selection, count_ngrams, count_ngrams_with,
};
use siyaq_stats::{DispersionMeasure, Undefined};
use std::cmp::Ordering;
use std::ops::RangeInclusive;

/// N-grams: frequency down, ties by the bytes of the form.
#[derive(Clone, Debug)]
pub struct NgramList<'c> {
    /// The tokens counted.
    pub tokens: u64,
    /// The measures of dispersion in each row.
    pub dispersion: Vec<DispersionMeasure>,
    counts: Vec<NgramCounts<'c>>,
    /// For each length the dispersion of its n-grams, in the byte order of the words.
    spreads: Vec<Vec<Result<f64, Undefined>>>,
    /// Where each row of a list of several lengths is; empty for one length.
    merged: Vec<(u8, u32)>,
}

/// One row of an n-gram list.
#[derive(Clone, Copy, Debug)]
pub struct NgramListRow<'r> {
    /// Words in the n-gram.
    pub n: usize,
    /// The n-gram, its frequency and its document frequency.
    pub ngram: NgramRow<'r>,
    /// Its frequency in a million tokens.
    pub per_million: Option<f64>,
    /// Its dispersion, in the order of the measures, or why there is none.
    pub dispersion: &'r [Result<f64, Undefined>],
}

/// Counts the n-grams of every length in `lengths`; `options` says the rest. The rows are in the
/// order of frequency unless `order` says otherwise.
///
/// Cost: one pass over the tokens and a sort of the n-grams for each length, with measures of
/// dispersion as without; these take 16 bytes for each n-gram.
///
/// # Errors
/// When a length is 0, or too long to be counted with the vocabulary of the layer; when the order
/// is by a measure of dispersion that is not computed, or there is no such field to part by.
pub fn ngram_list<'c>(
    selection: &Selection<'c>,
    lengths: RangeInclusive<usize>,
    options: &NgramOptions,
    spread: &Spread,
    order: ListOrder,
) -> Result<NgramList<'c>, AnalysisError> {
    let place = match order.key {
        ListKey::Dispersion(wanted) => measure_place(&spread.measures, &wanted)?,
        _ => 0,
    };
    let spreader = match spread.measures.is_empty() {
        true => None,
        false => Some(Spreader::new(selection, spread)?),
    };
    let (mut counts, mut spreads) = (Vec::new(), Vec::new());
    for n in lengths {
        let mut options = *options;
        options.n = n;
        let (of_length, column) = match &spreader {
            None => (count_ngrams(selection, &options)?, Vec::new()),
            Some(spreader) => count_ngrams_with(selection, &options, |found, column| {
                spreader.measure(found.positions, found.parts, column);
            })?,
        };
        counts.push(of_length);
        spreads.push(column);
    }
    let mut list = NgramList {
        tokens: selection.token_count(),
        dispersion: spread.measures.clone(),
        counts,
        spreads,
        merged: Vec::new(),
    };
    let rank = Rank { order, measures: spread.measures.len(), place };
    if order != ListOrder::default() {
        for (counts, spread) in list.counts.iter_mut().zip(&list.spreads) {
            counts.sort_by(|a, b| rank.before((a, spread), (b, spread)));
        }
    }
    if list.counts.len() > 1 {
        list.merged = merge(&list.counts, &list.spreads, rank);
    }
    Ok(list)
}

/// What rows are ordered by.
#[derive(Clone, Copy)]
struct Rank {
    order: ListOrder,
    /// How many measures of dispersion each row has, and which of them counts.
    measures: usize,
    place: usize,
}

/// A row and the dispersion of all rows of its length.
type Entry<'r> = (&'r NgramRow<'r>, &'r [Result<f64, Undefined>]);

impl Rank {
    fn before(self, (a, of_a): Entry<'_>, (b, of_b): Entry<'_>) -> Ordering {
        let forms = || joined(a).cmp(joined(b));
        let value = |row: &NgramRow<'_>, spread: &[Result<f64, Undefined>]| {
            spread.get(row.place() * self.measures + self.place)?.ok()
        };
        let up = match self.order.key {
            ListKey::DocumentFrequency => a.doc_freq.cmp(&b.doc_freq),
            ListKey::Form => forms(),
            ListKey::Frequency => a.freq.cmp(&b.freq),
            ListKey::Dispersion(_) => match (value(a, of_a), value(b, of_b)) {
                (Some(a), Some(b)) => a.total_cmp(&b),
                // Undefined values come last in both directions.
                (a, b) if self.order.ascending => b.is_some().cmp(&a.is_some()),
                (a, b) => a.is_some().cmp(&b.is_some()),
            },
        };
        let first = if self.order.ascending { up } else { up.reverse() };
        first.then_with(|| b.freq.cmp(&a.freq)).then_with(forms)
    }
}

/// The bytes of the words joined by spaces.
fn joined<'r>(row: &NgramRow<'r>) -> impl Iterator<Item = u8> + use<'r> {
    row.forms().enumerate().flat_map(|(place, form)| {
        let space = (place > 0).then_some(b' ');
        space.into_iter().chain(form.bytes())
    })
}

/// Merges ordered lists: the next row is the first among the heads.
fn merge(
    counts: &[NgramCounts<'_>],
    spreads: &[Vec<Result<f64, Undefined>>],
    rank: Rank,
) -> Vec<(u8, u32)> {
    let total = counts.iter().map(NgramCounts::len).sum();
    let mut merged = Vec::with_capacity(total);
    let mut next = vec![0usize; counts.len()];
    while merged.len() < total {
        let heads =
            counts.iter().zip(&next).enumerate().filter(|(_, (list, at))| **at < list.len());
        let first = heads.map(|(list, (counts, at))| (list, counts.row(*at))).min_by(
            |(list, a), (other, b)| {
                let spread = |list: usize| spreads.get(list).map_or(&[][..], Vec::as_slice);
                rank.before((a, spread(*list)), (b, spread(*other)))
            },
        );
        let Some((list, _)) = first else { break };
        if let (Some(at), Ok(number)) = (next.get_mut(list), u8::try_from(list)) {
            merged.push((number, u32::try_from(*at).unwrap_or(u32::MAX)));
            *at += 1;
        }
    }
    merged
}

impl<'c> NgramList<'c> {
    /// How many rows there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.counts.iter().map(NgramCounts::len).sum()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The row at a place; `None` beyond the end.
    #[must_use]
    pub fn row(&self, index: usize) -> Option<NgramListRow<'_>> {
        let (list, at) = match self.merged.get(index) {
            Some((list, at)) => (usize::from(*list), *at as usize),
            None if self.counts.len() == 1 => (0, index),
            None => return None,
        };
        let counts = self.counts.get(list).filter(|counts| at < counts.len())?;
        let ngram = counts.row(at);
        let per_million = per_million(ngram.freq, self.tokens);
        let (measures, start) = (self.dispersion.len(), ngram.place() * self.dispersion.len());
        let spread = self.spreads.get(list).and_then(|spread| spread.get(start..start + measures));
        let dispersion = spread.unwrap_or_default();
        Some(NgramListRow { n: counts.n(), ngram, per_million, dispersion })
    }

    /// The counts of each length.
    #[must_use]
    pub fn counts(&self) -> &[NgramCounts<'c>] {
        &self.counts
    }
}
