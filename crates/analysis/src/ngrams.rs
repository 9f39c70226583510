//! N-grams of one or more lengths in one list.

use crate::rank::per_million;
use crate::{AnalysisError, AnalysisErrorKind, ListKey, ListOrder};
use siyaq_count::{NgramCounts, NgramOptions, NgramRow, Selection, count_ngrams};
use std::cmp::Ordering;
use std::ops::RangeInclusive;

/// N-grams: frequency down, ties by the bytes of the form.
#[derive(Clone, Debug)]
pub struct NgramList<'c> {
    /// The tokens counted.
    pub tokens: u64,
    counts: Vec<NgramCounts<'c>>,
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
}

/// Counts the n-grams of every length in `lengths`; `options` says the rest. The rows are in the
/// order of frequency unless `order` says otherwise.
///
/// # Errors
/// When a length is 0, or too long to be counted with the vocabulary of the layer; when the order
/// is by a measure of dispersion.
pub fn ngram_list<'c>(
    selection: &Selection<'c>,
    lengths: RangeInclusive<usize>,
    options: &NgramOptions,
    order: ListOrder,
) -> Result<NgramList<'c>, AnalysisError> {
    if let ListKey::Dispersion(measure) = order.key {
        return Err(AnalysisErrorKind::NotOfNgrams { measure: measure.to_string() }.into());
    }
    let mut counts = lengths
        .map(|n| {
            let mut options = *options;
            options.n = n;
            count_ngrams(selection, &options)
        })
        .collect::<Result<Vec<_>, _>>()?;
    if order != ListOrder::default() {
        counts.iter_mut().for_each(|counts| counts.sort_by(|a, b| before(a, b, order)));
    }
    let merged = if counts.len() > 1 { merge(&counts, order) } else { Vec::new() };
    Ok(NgramList { tokens: selection.token_count(), counts, merged })
}

fn before(a: &NgramRow<'_>, b: &NgramRow<'_>, order: ListOrder) -> Ordering {
    let forms = || joined(a).cmp(joined(b));
    let up = match order.key {
        ListKey::DocumentFrequency => a.doc_freq.cmp(&b.doc_freq),
        ListKey::Form => forms(),
        ListKey::Frequency | ListKey::Dispersion(_) => a.freq.cmp(&b.freq),
    };
    let first = if order.ascending { up } else { up.reverse() };
    first.then_with(|| b.freq.cmp(&a.freq)).then_with(forms)
}

/// The bytes of the words joined by spaces.
fn joined<'r>(row: &NgramRow<'r>) -> impl Iterator<Item = u8> + use<'r> {
    row.forms().enumerate().flat_map(|(place, form)| {
        let space = (place > 0).then_some(b' ');
        space.into_iter().chain(form.bytes())
    })
}

/// Merges ordered lists: the next row is the first among the heads.
fn merge(counts: &[NgramCounts<'_>], order: ListOrder) -> Vec<(u8, u32)> {
    let total = counts.iter().map(NgramCounts::len).sum();
    let mut merged = Vec::with_capacity(total);
    let mut next = vec![0usize; counts.len()];
    while merged.len() < total {
        let heads =
            counts.iter().zip(&next).enumerate().filter(|(_, (list, at))| **at < list.len());
        let first = heads
            .map(|(list, (counts, at))| (list, counts.row(*at)))
            .min_by(|(_, a), (_, b)| before(a, b, order));
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
        Some(NgramListRow { n: counts.n(), ngram, per_million })
    }

    /// The counts of each length.
    #[must_use]
    pub fn counts(&self) -> &[NgramCounts<'c>] {
        &self.counts
    }
}
