//! What stands around a node, ranked.

use crate::rank::{rank_place, rank_rows};
use crate::{AnalysisError, AnalysisErrorKind};
use rayon::prelude::*;
use siyaq_count::{Selection, WindowSpan, count_windows};
use siyaq_query::Hits;
use siyaq_stats::{Contingency, LogBase, Measure};
use siyaq_types::{Place, TermId};
use std::ops::Range;

/// The measures of association that are computed unless others are named.
pub const DEFAULT_ASSOCIATION: [Measure; 4] =
    [Measure::LogDice, Measure::Mi { base: LogBase::Two }, Measure::LogLikelihood, Measure::TScore];

/// How collocates are counted and ranked.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct CollocateOptions {
    /// The window.
    pub span: WindowSpan,
    /// The measures of association, in the order of their columns.
    pub measures: Vec<Measure>,
    /// The measure that ranks; the first where none is named.
    pub sort: Option<Measure>,
    /// The least frequency O11 of a collocate that is kept.
    pub min_freq: u64,
    /// Whether to count each distance for itself.
    pub positions: bool,
}

impl Default for CollocateOptions {
    fn default() -> Self {
        Self {
            span: WindowSpan::default(),
            measures: DEFAULT_ASSOCIATION.to_vec(),
            sort: None,
            min_freq: 5,
            positions: false,
        }
    }
}

impl CollocateOptions {
    /// In this window.
    #[must_use]
    pub fn span(mut self, span: WindowSpan) -> Self {
        self.span = span;
        self
    }

    /// With these measures.
    #[must_use]
    pub fn measures(mut self, measures: Vec<Measure>) -> Self {
        self.measures = measures;
        self
    }

    /// Ranked by this measure.
    #[must_use]
    pub fn sort(mut self, sort: Option<Measure>) -> Self {
        self.sort = sort;
        self
    }

    /// Only collocates of at least this frequency.
    #[must_use]
    pub fn min_freq(mut self, min_freq: u64) -> Self {
        self.min_freq = min_freq;
        self
    }

    /// Each distance for itself.
    #[must_use]
    pub fn positions(mut self, positions: bool) -> Self {
        self.positions = positions;
        self
    }
}

/// The collocates of a node.
#[derive(Clone, Debug, PartialEq)]
pub struct Collocates {
    /// How many nodes there are.
    pub nodes: u64,
    /// R1: the tokens in windows.
    pub window_tokens: u64,
    /// N: the tokens outside nodes.
    pub tokens: u64,
    /// The window.
    pub span: WindowSpan,
    /// The measures of the rows.
    pub measures: Vec<Measure>,
    /// Whether the rows have counts by distance.
    pub positions: bool,
    /// The collocates, the strongest first; ties by the bytes of the form.
    pub rows: Vec<CollocateRow>,
}

/// One collocate.
#[derive(Clone, Debug, PartialEq)]
pub struct CollocateRow {
    /// The collocate, an id of the layer's lexicon.
    pub form: TermId,
    /// The two-by-two table: O11 in windows, R1 tokens in windows, C1 the collocate outside
    /// nodes, N the tokens outside nodes.
    pub table: Contingency,
    /// The scores, in the order of the measures.
    pub scores: Vec<Option<f64>>,
    /// In how many documents it stands in a window.
    pub doc_freq: u64,
    /// How often at each distance, when asked for: from far before to near before, then from near
    /// after to far after.
    pub by_distance: Vec<u64>,
}

/// Finds the collocates of the hits of a query.
///
/// # Errors
/// When the window is empty, or the rows are to be ranked by a measure that is not computed.
pub fn collocates(
    selection: &Selection<'_>,
    hits: &Hits,
    options: &CollocateOptions,
) -> Result<Collocates, AnalysisError> {
    let rank = rank_place(&options.measures, options.sort)?;
    let nodes = joined(hits);
    let counts = count_windows(selection, &nodes, options.span, options.positions)?;
    let (r1, n) = (counts.window_tokens, counts.tokens);
    let lexicon = selection.layer().lexicon();
    let mut rows = counts
        .rows
        .into_par_iter()
        .filter(|row| row.in_window >= options.min_freq)
        .map(|row| {
            let table = Contingency::new(row.in_window, r1, row.outside_nodes, n);
            let table = table.map_err(|source| AnalysisErrorKind::Stats {
                form: lexicon.form(row.form).to_owned(),
                source,
            })?;
            let scores = options.measures.iter().map(|measure| measure.score(&table)).collect();
            let (doc_freq, by_distance) = (row.doc_freq, row.by_distance);
            Ok(CollocateRow { form: row.form, table, scores, doc_freq, by_distance })
        })
        .collect::<Result<Vec<_>, AnalysisError>>()?;
    rank_rows(
        &mut rows,
        rank,
        |row| &row.scores,
        |row| row.table.o11(),
        |a, b| lexicon.rank(a.form).cmp(&lexicon.rank(b.form)),
    );
    Ok(Collocates {
        nodes: hits.len() as u64,
        window_tokens: r1,
        tokens: n,
        span: options.span,
        measures: options.measures.clone(),
        positions: options.positions,
        rows,
    })
}

/// The hits as ranges, those that overlap joined: a token is in a node or it is not.
fn joined(hits: &Hits) -> Vec<Range<Place>> {
    let mut nodes: Vec<Range<Place>> = Vec::with_capacity(hits.len());
    for hit in hits {
        match nodes.last_mut() {
            Some(last) if hit.start < last.end => last.end = last.end.max(hit.end),
            _ => nodes.push(hit.start..hit.end),
        }
    }
    nodes
}
