//! All pairs of a corpus, ranked.

use super::options::CollocateOptions;
use super::score::{NodeCounts, Tested, UNTESTED, by_scores, check, score_tables};
use super::spread::of_pairs;
use crate::{AnalysisError, AnalysisErrorKind};
use rayon::prelude::*;
use siyaq_count::{PairCounts, PairRow, Selection, count_neighbour_types, count_pairs};
use siyaq_stats::{GravityCounts, LogBase, ModelTable, ScoreColumn, Undefined, lexical_gravity};
use siyaq_types::TermId;

/// The pairs of a corpus that stand near each other: the strongest first; ties by frequency, then
/// by the bytes of the first form, then of the second.
///
/// Memory: 28 bytes a pair, 9 for each of its scores, 32 for a test and 8 for each distance.
#[derive(Clone, Debug, PartialEq)]
pub struct Collocations {
    /// The tokens counted.
    pub tokens: u64,
    /// How many tests were made: one for every different pair, before the least joint frequency is
    /// looked at.
    pub tests: u64,
    /// How they were found.
    pub options: CollocateOptions,
    counts: PairCounts,
    /// The frequency of every form, by form id.
    freqs: Vec<u64>,
    columns: Vec<ScoreColumn>,
    gravity: Option<ScoreColumn>,
    dispersion: Vec<ScoreColumn>,
    significance: Vec<Tested>,
    /// The places of the pairs in the order of the rows.
    order: Vec<u32>,
}

/// One pair: a node form and a collocate in its windows.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct CollocationRow<'r> {
    /// The node, an id of the layer's lexicon.
    pub form_1: TermId,
    /// The collocate.
    pub form_2: TermId,
    /// The two-by-two table, as of the collocates of the node.
    pub table: ModelTable,
    /// In how many documents.
    pub doc_freq: u64,
    /// How often at each distance, when asked for: as of the collocates of the node.
    pub by_distance: &'r [u64],
    /// Lexical gravity (Daudaravičius and Marcinkevičienė 2004), when asked for: in natural
    /// logarithms, with the different words in windows of the node for n(x), and the different
    /// nodes whose windows hold the collocate for n'(y). With a window after the node only it is
    /// theirs.
    pub gravity: Option<Result<f64, Undefined>>,
    /// The decimal logarithm of the p-value; [`Undefined::NotATest`] where no test was asked for.
    pub log10_p: Result<f64, Undefined>,
    /// The same adjusted for the number of tests.
    pub log10_q: Result<f64, Undefined>,
    columns: &'r [ScoreColumn],
    dispersion: &'r [ScoreColumn],
    place: usize,
}

impl<'r> CollocationRow<'r> {
    /// The scores, in the order of the measures, or why there is none.
    pub fn scores(&self) -> impl Iterator<Item = Result<f64, Undefined>> + use<'r> {
        let place = self.place;
        self.columns.iter().map(move |column| column.get(place))
    }

    /// The dispersion over documents of the collocate in windows of the node, in the order of the
    /// measures.
    pub fn dispersion(&self) -> impl Iterator<Item = Result<f64, Undefined>> + use<'r> {
        let place = self.place;
        self.dispersion.iter().map(move |column| column.get(place))
    }
}

impl Collocations {
    /// How many pairs there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.order.len()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.order.is_empty()
    }

    /// The pair at a place; `None` beyond the end.
    #[must_use]
    pub fn row(&self, index: usize) -> Option<CollocationRow<'_>> {
        let place = *self.order.get(index)? as usize;
        let pair = self.counts.rows.get(place)?;
        let nodes = Nodes { options: &self.options, counts: &self.counts, freqs: &self.freqs };
        let (log10_p, log10_q) = self.significance.get(place).copied().unwrap_or(UNTESTED);
        Some(CollocationRow {
            form_1: pair.node,
            form_2: pair.collocate,
            table: nodes.table(pair, self.tokens).ok()?,
            doc_freq: pair.doc_freq,
            by_distance: self.counts.by_distance(place),
            gravity: self.gravity.as_ref().map(|column| column.get(place)),
            log10_p,
            log10_q,
            columns: &self.columns,
            dispersion: &self.dispersion,
            place,
        })
    }

    /// The pairs in order.
    pub fn rows(&self) -> impl Iterator<Item = CollocationRow<'_>> {
        (0..self.len()).filter_map(|index| self.row(index))
    }

    /// Leaves out the pairs that are not wanted; those left keep their scores and their q-values.
    pub fn retain(&mut self, mut wanted: impl FnMut(TermId, TermId) -> bool) {
        let rows = &self.counts.rows;
        let pair = |place: u32| rows.get(place as usize);
        self.order
            .retain(|place| pair(*place).is_some_and(|pair| wanted(pair.node, pair.collocate)));
    }
}

/// The counts of all forms as nodes.
struct Nodes<'a> {
    options: &'a CollocateOptions,
    counts: &'a PairCounts,
    freqs: &'a [u64],
}

impl Nodes<'_> {
    fn table(&self, pair: &PairRow, tokens: u64) -> Result<ModelTable, siyaq_stats::StatsError> {
        let of = |column: &[u64], form: TermId| column.get(form.index()).copied().unwrap_or(0);
        let nodes = of(self.freqs, pair.node);
        let window_tokens = of(&self.counts.window_tokens, pair.node);
        let node = NodeCounts { tokens, nodes, node_tokens: nodes, window_tokens };
        let freq = of(self.freqs, pair.collocate);
        let in_nodes = if pair.node == pair.collocate { freq } else { 0 };
        node.table(self.options, (pair.freq, freq, in_nodes))
    }
}

/// Finds all pairs whose second form stands in windows of the first at least `min_freq` times.
///
/// # Errors
/// When the window is empty, the rows are to be ranked by a measure that is not computed, or
/// tested by one that is no test.
///
/// # Examples
/// ```
/// use siyaq_analysis::{CollocateOptions, collocations};
/// use siyaq_count::{Selection, WindowSpan};
/// # use siyaq_index::{Boundary, BuildOptions, CorpusBuilder, Document, Shard, TokenClass};
///
/// let texts = ["أسعار النفط", "أسعار النفط", "إنتاج النفط"];
/// # let mut shard = Shard::new();
/// # for (number, text) in texts.iter().enumerate() {
/// #     shard.start_document(Document { id: number.to_string(), ..Document::default() });
/// #     for form in text.split(' ') {
/// #         shard.push(form, TokenClass::ArabicWord, Boundary::None, true);
/// #     }
/// # }
/// # let corpus = CorpusBuilder::new(BuildOptions::default()).finish(vec![shard])?.into_corpus()?;
/// let next = WindowSpan { before: 0, after: 1 };
/// let options = CollocateOptions::default().span(next).min_freq(2);
/// let found = collocations(&Selection::new(&corpus, corpus.words()), &options)?;
/// assert_eq!((found.tests, found.len()), (2, 1));
/// let row = found.row(0).expect("a pair");
/// let form = |form| corpus.words().lexicon().form(form);
/// assert_eq!((form(row.form_1), form(row.form_2), row.table.o11()), ("أسعار", "النفط", 2.0));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn collocations(
    selection: &Selection<'_>,
    options: &CollocateOptions,
) -> Result<Collocations, AnalysisError> {
    let rank = check(options)?;
    let counts = count_pairs(selection, options.window(), options.min_freq)?;
    let freqs = selection.form_freqs().to_vec();
    let tokens = selection.token_count();
    let lexicon = selection.layer().lexicon();
    let nodes = Nodes { options, counts: &counts, freqs: &freqs };
    let scored = score_tables(options, &counts.rows, counts.pairs, |pair| {
        nodes.table(pair, tokens).map_err(|source| {
            let form = lexicon.form(pair.node).to_owned();
            AnalysisErrorKind::Stats { form, source }.into()
        })
    })?;
    let gravity = match options.gravity {
        true => Some(gravity_of(selection, options, &counts.rows, &freqs)?),
        false => None,
    };
    let dispersion = dispersion_of(selection, options, &counts.rows)?;
    let mut order: Vec<u32> = (0u32..).take(counts.rows.len()).collect();
    let named = rank.and_then(|rank| scored.columns.get(rank));
    let ranking = gravity.as_ref().filter(|_| options.sort.is_none()).or(named);
    if let Some(column) = ranking {
        // The pairs come by frequency and form, and the sort keeps that order among equals.
        let score = |place: &u32| column.get(*place as usize);
        order.par_sort_by(|a, b| by_scores(score(a), score(b)));
    }
    Ok(Collocations {
        tokens,
        tests: counts.pairs,
        options: options.clone(),
        counts,
        freqs,
        columns: scored.columns,
        gravity,
        dispersion,
        significance: scored.significance,
        order,
    })
}

/// The dispersion of every pair, a column for each measure.
fn dispersion_of(
    selection: &Selection<'_>,
    options: &CollocateOptions,
    pairs: &[PairRow],
) -> Result<Vec<ScoreColumn>, AnalysisError> {
    let measures = options.dispersion.as_slice();
    if measures.is_empty() {
        return Ok(Vec::new());
    }
    let lexicon = selection.layer().lexicon();
    let found = of_pairs(selection, options.window(), options.min_freq, measures)?;
    let column = |place: usize| {
        let of = |pair: &PairRow| {
            let ranks = [pair.node, pair.collocate].map(|form| lexicon.ordinal(form));
            let scores = found.get(&ranks).and_then(|scores| scores.get(place)).copied();
            scores.unwrap_or(Err(Undefined::Empty))
        };
        pairs.iter().map(of).collect()
    };
    Ok((0..measures.len()).map(column).collect())
}

/// The lexical gravity of every pair.
fn gravity_of(
    selection: &Selection<'_>,
    options: &CollocateOptions,
    pairs: &[PairRow],
    freqs: &[u64],
) -> Result<ScoreColumn, AnalysisError> {
    let types = count_neighbour_types(selection, options.window())?;
    let of = |column: &[u64], form: TermId| column.get(form.index()).copied().unwrap_or(0);
    let score = |pair: &PairRow| {
        let counts = GravityCounts {
            joint: pair.freq,
            freq_first: of(freqs, pair.node),
            freq_second: of(freqs, pair.collocate),
            types_after_first: of(&types.of_node, pair.node),
            types_before_second: of(&types.of_collocate, pair.collocate),
        };
        lexical_gravity(&counts, LogBase::E)
    };
    Ok(pairs.par_iter().map(score).collect::<Vec<_>>().into_iter().collect())
}
