//! N-grams of one or more lengths in one list.

use crate::dispersion::{Spread, Spreader};
use crate::labels::labels_of;
use crate::rank::{measure_place, per_million};
use crate::sequence_labels::{Asked, Spellings};
use crate::{AnalysisError, ListKey, ListOrder};
use rayon::prelude::*;
use siyaq_count::{
    NgramCounts, NgramOptions, NgramRow, Selection, count_ngrams, count_ngrams_with,
    count_top_ngrams,
};
use siyaq_index::Layer;
use siyaq_query::{Collation, FormLabels};
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
    labels: RankLabels<'c>,
    /// For each length the n-grams that are written otherwise than each word by itself.
    spellings: Vec<Spellings>,
    /// The most rows that are kept.
    top: usize,
}

/// What is kept of the n-grams, and how they are ordered.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct NgramOrder {
    /// The order of the rows.
    pub order: ListOrder,
    /// Only so many rows, the first ones; all where there is none.
    pub top: Option<usize>,
}

/// In this order, all rows.
impl From<ListOrder> for NgramOrder {
    fn from(order: ListOrder) -> Self {
        Self { order, top: None }
    }
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
/// dispersion as without; these take 16 bytes for each n-gram. Where only the first rows are wanted,
/// the others are not put in order, and by frequency and without measures of dispersion not kept.
///
/// # Errors
/// When a length is 0, or too long to be counted with the vocabulary of the layer; when the order
/// is by a measure of dispersion that is not computed, or there is no such field to part by.
///
/// # Examples
/// ```
/// use siyaq_analysis::{ListOrder, Spread, ngram_list};
/// use siyaq_count::{NgramOptions, Selection};
/// # use siyaq_index::{Boundary, BuildOptions, CorpusBuilder, Document, Shard, TokenClass};
///
/// let texts = ["في نهاية المطاف", "في نهاية المطاف", "في نهاية الأمر"];
/// # let mut shard = Shard::new();
/// # for (number, text) in texts.iter().enumerate() {
/// #     shard.start_document(Document { id: number.to_string(), ..Document::default() });
/// #     for form in text.split(' ') {
/// #         shard.push(form, TokenClass::ArabicWord, Boundary::None, true);
/// #     }
/// # }
/// # let corpus = CorpusBuilder::new(BuildOptions::default()).finish(vec![shard])?.into_corpus()?;
/// let selection = Selection::new(&corpus, corpus.words());
/// let options = NgramOptions::new(2).min_freq(2);
/// let list = ngram_list(&selection, 2..=3, &options, &Spread::default(), ListOrder::default())?;
/// let rows = (0..list.len()).filter_map(|place| list.row(place));
/// let rows: Vec<_> = rows.map(|row| (row.n, row.ngram.form(), row.ngram.freq)).collect();
/// assert_eq!(rows[0], (2, "في نهاية".to_owned(), 3));
/// assert_eq!(rows[1], (3, "في نهاية المطاف".to_owned(), 2));
/// assert_eq!(rows[2], (2, "نهاية المطاف".to_owned(), 2));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn ngram_list<'c>(
    selection: &Selection<'c>,
    lengths: RangeInclusive<usize>,
    options: &NgramOptions,
    spread: &Spread,
    order: impl Into<NgramOrder>,
) -> Result<NgramList<'c>, AnalysisError> {
    let NgramOrder { order, top } = order.into();
    let top = top.unwrap_or(usize::MAX);
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
            None if order == ListOrder::default() => {
                (count_top_ngrams(selection, &options, top)?, Vec::new())
            }
            None => (count_ngrams(selection, &options)?, Vec::new()),
            Some(spreader) => count_ngrams_with(selection, &options, |found, column| {
                spreader.measure(found.positions, found.parts, column);
            })?,
        };
        counts.push(of_length);
        spreads.push(column);
    }
    let alphabet = match order.key {
        ListKey::Form => alphabet(selection.layer()),
        _ => Vec::new(),
    };
    let rank = Rank { order, measures: spread.measures.len(), place, alphabet: &alphabet };
    if order != ListOrder::default() {
        for (counts, spread) in counts.iter_mut().zip(&spreads) {
            counts.sort_top_by(top, |a, b| rank.before((a, spread), (b, spread)));
        }
    }
    let merged = match counts.len() {
        0 | 1 => Vec::new(),
        _ => merge(&counts, &spreads, rank, top),
    };
    let rows = counts.iter().map(NgramCounts::len).sum::<usize>().min(top);
    let labels = RankLabels::new(labels_of(selection), rows);
    let spellings = |counts: &NgramCounts<'_>| spellings(selection, counts, options, &labels);
    Ok(NgramList {
        spellings: counts.iter().map(spellings).collect::<Result<_, _>>()?,
        tokens: selection.token_count(),
        dispersion: spread.measures.clone(),
        counts,
        spreads,
        merged,
        labels,
        top,
    })
}

/// How the n-grams of one length are written where that is not each word as it is most often written.
fn spellings(
    selection: &Selection<'_>,
    counts: &NgramCounts<'_>,
    options: &NgramOptions,
    labels: &RankLabels<'_>,
) -> Result<Spellings, AnalysisError> {
    let ordinals = counts.rows().flat_map(|row| row.ordinals());
    let options = NgramOptions::new(counts.n()).skip(options.skip);
    let asked = Asked::new(selection, options, ordinals);
    asked.spellings(selection, &labels.labels, |ordinals| counts.find(ordinals))
}

/// The labels of forms by their places in byte order.
#[derive(Clone, Debug)]
struct RankLabels<'c> {
    labels: FormLabels<'c>,
    /// Those of all forms; empty where a few are looked up when they are shown.
    table: Vec<&'c str>,
}

impl<'c> RankLabels<'c> {
    /// For so many rows.
    fn new(labels: FormLabels<'c>, rows: usize) -> Self {
        let forms = labels.layer().lexicon().len();
        let mut made = Self { labels, table: Vec::new() };
        if rows >= forms as usize {
            made.table = (0..forms).into_par_iter().map(|rank| made.look_up(rank)).collect();
        }
        made
    }

    fn look_up(&self, rank: u32) -> &'c str {
        self.labels.label(self.labels.layer().lexicon().at_ordinal(rank))
    }

    fn get(&self, rank: u32) -> &'c str {
        self.table.get(rank as usize).copied().unwrap_or_else(|| self.look_up(rank))
    }
}

/// For each form, by its place in byte order, its place in that of the Arabic alphabet. The vocabulary
/// is put in order once, so that n-grams are compared as numbers.
fn alphabet(layer: &Layer) -> Vec<u32> {
    let lexicon = layer.lexicon();
    let ranks = Collation::Arabic.ranks(layer, &vec![true; lexicon.len() as usize]);
    let of = |rank: u32| ranks.get(lexicon.at_ordinal(rank).index()).copied().unwrap_or(0);
    (0..lexicon.len()).map(of).collect()
}

/// What rows are ordered by.
#[derive(Clone, Copy)]
struct Rank<'a> {
    order: ListOrder,
    /// How many measures of dispersion each row has, and which of them counts.
    measures: usize,
    place: usize,
    /// Where each form stands in the alphabet, for an order by form.
    alphabet: &'a [u32],
}

/// A row and the dispersion of all rows of its length.
type Entry<'r> = (&'r NgramRow<'r>, &'r [Result<f64, Undefined>]);

impl Rank<'_> {
    fn before(self, (a, of_a): Entry<'_>, (b, of_b): Entry<'_>) -> Ordering {
        // Places in byte order compare as the words do.
        let forms = || a.ordinals().cmp(b.ordinals());
        let value = |row: &NgramRow<'_>, spread: &[Result<f64, Undefined>]| {
            spread.get(row.place() * self.measures + self.place)?.ok()
        };
        let up = match self.order.key {
            ListKey::DocumentFrequency => a.doc_freq.cmp(&b.doc_freq),
            ListKey::Form => {
                let letter = |rank: u32| self.alphabet.get(rank as usize);
                a.ordinals().map(letter).cmp(b.ordinals().map(letter))
            }
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

/// The next row of a list.
struct Head<'r> {
    list: u8,
    at: u32,
    row: NgramRow<'r>,
    spread: &'r [Result<f64, Undefined>],
}

/// Merges ordered lists: the next row is the first among the heads.
fn merge(
    counts: &[NgramCounts<'_>],
    spreads: &[Vec<Result<f64, Undefined>>],
    rank: Rank<'_>,
    top: usize,
) -> Vec<(u8, u32)> {
    let total = counts.iter().map(NgramCounts::len).sum::<usize>().min(top);
    let mut merged = Vec::with_capacity(total);
    let mut heads: Vec<Head<'_>> = (0u8..)
        .zip(counts.iter().zip(spreads))
        .filter(|(_, (counts, _))| !counts.is_empty())
        .map(|(list, (counts, spread))| Head { list, at: 0, row: counts.row(0), spread })
        .collect();
    while merged.len() < total {
        let first = heads
            .iter_mut()
            .enumerate()
            .min_by(|(_, a), (_, b)| rank.before((&a.row, a.spread), (&b.row, b.spread)));
        let Some((place, head)) = first else { break };
        merged.push((head.list, head.at));
        head.at += 1;
        let next = head.at as usize;
        match counts.get(usize::from(head.list)).filter(|counts| next < counts.len()) {
            Some(counts) => head.row = counts.row(next),
            None => drop(heads.remove(place)),
        }
    }
    merged
}

impl<'c> NgramList<'c> {
    /// How many rows there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.counts.iter().map(NgramCounts::len).sum::<usize>().min(self.top)
    }

    /// How many n-grams were found, those included that are no row because only the first are wanted.
    #[must_use]
    pub fn found(&self) -> u64 {
        self.counts.iter().map(NgramCounts::found).sum()
    }

    /// The words of an n-gram of the list as it is most often written.
    pub fn labels<'r>(
        &'r self,
        ngram: &NgramRow<'r>,
    ) -> impl Iterator<Item = &'r str> + use<'r, 'c> {
        let n = ngram.ordinals().count();
        let of_length = self.counts.iter().position(|counts| counts.n() == n);
        let spellings = of_length.and_then(|length| self.spellings.get(length));
        let mut words = spellings.and_then(|own| own.get(&ngram.place())).map(|words| words.iter());
        ngram.ordinals().map(move |rank| match words.as_mut().and_then(Iterator::next) {
            Some(word) => self.labels.labels.spelling(*word),
            None => self.labels.get(rank),
        })
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
            None if self.counts.len() == 1 && index < self.top => (0, index),
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
