//! Tables of association, their scores and their tests.

use super::options::{CollocateOptions, Significance};
use crate::rank::{by_score, rank_place};
use crate::{AnalysisError, AnalysisErrorKind};
use rayon::prelude::*;
use siyaq_stats::{
    Contingency, Margin, Measure, ModelTable, ScoreColumn, StatsError, TableColumns, Undefined,
    WindowCounts, WindowModel, score_columns,
};
use std::cmp::Ordering;
use std::num::NonZeroUsize;

/// The counts of one node, which all its collocates share.
#[derive(Clone, Copy, Debug)]
pub(crate) struct NodeCounts {
    /// Tokens of the selection.
    pub(crate) tokens: u64,
    /// How many nodes there are.
    pub(crate) nodes: u64,
    /// Tokens inside nodes.
    pub(crate) node_tokens: u64,
    /// Tokens in windows, as often as the model counts them.
    pub(crate) window_tokens: u64,
}

impl NodeCounts {
    /// The table of a collocate: how often it counts in windows, how often it occurs, and how
    /// often inside nodes.
    pub(crate) fn table(
        &self,
        options: &CollocateOptions,
        (joint, freq, in_nodes): (u64, u64, u64),
    ) -> Result<ModelTable, StatsError> {
        let span = options.model_span();
        let mut counts = WindowCounts::default();
        counts.tokens = self.tokens;
        counts.node_tokens = self.node_tokens;
        counts.node_freq = self.nodes;
        counts.collocate_freq = freq;
        counts.collocate_in_nodes = in_nodes;
        (counts.window_tokens, counts.in_window) = (self.window_tokens, joint);
        (counts.pair_tokens, counts.pairs, counts.pairs_after) = (self.window_tokens, joint, joint);
        (counts.span_before, counts.span_after) = (span.before as u64, span.after as u64);
        options.model.table(&counts)
    }
}

/// Rows that are scored together; blocks take turns on the threads.
const BLOCK: usize = 1 << 16;

/// The decimal logarithms of p and of q.
pub(crate) type Tested = (Result<f64, Undefined>, Result<f64, Undefined>);

/// Where no test was asked for.
pub(crate) const UNTESTED: Tested = (Err(Undefined::NotATest), Err(Undefined::NotATest));

/// The scores of many tables, and their tests.
pub(crate) struct Scored {
    /// A column for each measure.
    pub(crate) columns: Vec<ScoreColumn>,
    /// The decimal logarithms of p and of q; empty unless a test was asked for.
    pub(crate) significance: Vec<Tested>,
}

/// Every measure on the table of every row, and the test among so many.
pub(crate) fn score_tables<R: Sync>(
    asked: &CollocateOptions,
    rows: &[R],
    tests: u64,
    table: impl Fn(&R) -> Result<ModelTable, AnalysisError> + Sync,
) -> Result<Scored, AnalysisError> {
    let mut options = asked.clone();
    options.measures = asked.measures.iter().map(|measure| measure.for_tests(tests)).collect();
    let options = &options;
    let blocks = rows
        .par_chunks(BLOCK)
        .map(|rows| {
            let tables = rows.iter().map(&table).collect::<Result<Vec<_>, _>>()?;
            let log10_p = match options.significance {
                Some(significance) => test_block(significance, &tables),
                None => Vec::new(),
            };
            Ok((score_block(options, &tables)?, log10_p))
        })
        .collect::<Result<Vec<_>, AnalysisError>>()?;
    let column = |at: usize| {
        let parts = blocks.iter().filter_map(|(columns, _)| columns.get(at));
        parts.flat_map(ScoreColumn::iter).collect()
    };
    let columns = (0..options.measures.len()).map(column).collect();
    let significance = match options.significance {
        Some(significance) => {
            let log10_p: Vec<_> = blocks.into_iter().flat_map(|(_, log10_p)| log10_p).collect();
            let log10_q = significance.correction.adjust_log10(&log10_p, tests);
            log10_p.into_iter().zip(log10_q).collect()
        }
        None => Vec::new(),
    };
    Ok(Scored { columns, significance })
}

fn test_block(significance: Significance, tables: &[ModelTable]) -> Vec<Result<f64, Undefined>> {
    let test = |table: &ModelTable| {
        let whole = table.contingency().ok_or(Undefined::NeedsWholeCounts)?;
        significance.test.log10_p_value(&whole)
    };
    tables.iter().map(test).collect()
}

fn score_block(
    options: &CollocateOptions,
    tables: &[ModelTable],
) -> Result<Vec<ScoreColumn>, AnalysisError> {
    if options.model != WindowModel::Ucs {
        let column = |measure: &Measure| {
            tables.iter().map(|table| table.evaluate(*measure)).collect::<ScoreColumn>()
        };
        return Ok(options.measures.iter().map(column).collect());
    }
    let counts: Vec<Contingency> = tables.iter().filter_map(ModelTable::contingency).collect();
    let column = |of: fn(&Contingency) -> u64| counts.iter().map(of).collect::<Vec<u64>>();
    let (o11, r1) = (column(Contingency::o11), column(Contingency::r1));
    let (c1, n) = (column(Contingency::c1), column(Contingency::n));
    let margins = (Margin::Column(&r1), Margin::Column(&c1), Margin::Column(&n));
    let columns = TableColumns::new(&o11, margins.0, margins.1, margins.2)
        .map_err(|source| AnalysisErrorKind::Tables { source })?;
    let mut scores = score_columns(&options.measures, &columns, NonZeroUsize::MIN);
    // It reads the frequencies of the words, which are not in the columns.
    for (measure, scores) in options.measures.iter().zip(&mut scores) {
        if *measure == Measure::LogDice {
            *scores = tables.iter().map(|table| table.evaluate(*measure)).collect();
        }
    }
    Ok(scores)
}

/// Refuses options that cannot be fulfilled; gives the place of the measure that ranks.
pub(crate) fn check(options: &CollocateOptions) -> Result<Option<usize>, AnalysisError> {
    if let Some(significance) = options.significance
        && !significance.test.is_test()
    {
        let measure = significance.test.to_string();
        return Err(AnalysisErrorKind::NotATest { measure }.into());
    }
    rank_place(&options.measures, options.sort)
}

/// Greater scores first, undefined ones last.
pub(crate) fn by_scores(a: Result<f64, Undefined>, b: Result<f64, Undefined>) -> Ordering {
    by_score(a.ok(), b.ok())
}
