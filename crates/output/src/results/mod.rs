//! The results of analyses and queries as rows, each with the columns that users rely on: more columns may follow, none is renamed.

mod association;
mod change;
mod comparison;
mod concordance;
mod contrast;
mod diversity;
mod keyness;
mod lexicon;
mod lists;
mod phrases;
mod spread;
mod variants;

pub use association::{CollocateRows, CollocationRows};
pub use change::{NeighbourStepRows, TrendMeasureRows, TrendSpanRows, change_chart, trend_chart};
pub use comparison::{ClusterRows, ClusterStepRows, DriftRows, NeighbourRows, comparison_heat_map};
pub use concordance::{ConcordanceRows, GroupRows};
pub use diversity::{growth_chart, rank_chart};
pub use keyness::keyness_heat_map;
pub use lexicon::LexiconRows;
pub use lists::WordRows;
pub use phrases::{BundleRows, ExpressionRows, FrameRows, MergedRows};
pub use spread::DispersionSummary;
pub use variants::VariantRows;

use siyaq_analysis::BootstrapInterval;
use siyaq_stats::{Measure, Undefined, p_value};

use crate::rows::{Column, RowSink};

/// Decimals of scores in a table.
const SCORE_DECIMALS: u8 = 3;

/// Decimals of frequencies in a million tokens.
const PER_MILLION_DECIMALS: u8 = 2;

/// Decimals of p-values in a table; smaller ones have an exponent.
const P_DECIMALS: u8 = 4;

/// The name of the column of forms as their layer has them, where a row has one.
const KEY: &str = "key";

fn per_million() -> Column {
    Column::real("per_million", PER_MILLION_DECIMALS)
}

fn score_columns(measures: &[Measure]) -> impl Iterator<Item = Column> + '_ {
    measures.iter().map(|measure| Column::real(measure.to_string(), SCORE_DECIMALS))
}

fn push_scores(sink: &mut dyn RowSink, scores: impl IntoIterator<Item = Result<f64, Undefined>>) {
    scores.into_iter().for_each(|score| sink.real(score));
}

/// The columns of intervals of measures: `…_low, …_high`.
fn interval_columns<M: std::fmt::Display>(measures: &[M]) -> impl Iterator<Item = Column> + '_ {
    measures.iter().flat_map(|measure| {
        ["low", "high"].map(|end| Column::real(format!("{measure}_{end}"), SCORE_DECIMALS))
    })
}

/// The two ends of an interval.
fn push_interval(sink: &mut dyn RowSink, interval: Result<BootstrapInterval, Undefined>) {
    sink.real(interval.map(|ends| ends.low));
    sink.real(interval.map(|ends| ends.high));
}

/// A frequency in a million tokens, which is missing where there are no tokens.
fn push_rate(sink: &mut dyn RowSink, per_million: Option<f64>) {
    sink.real(per_million.ok_or(Undefined::EmptyCorpus));
}

/// The columns of a test: `p, q, log10_p, log10_q`.
fn push_p_columns(columns: &mut Vec<Column>) {
    columns.extend(["p", "q"].map(|name| Column::real(name, P_DECIMALS)));
    columns.extend(["log10_p", "log10_q"].map(|name| Column::real(name, SCORE_DECIMALS)));
}

/// What stands under [`push_p_columns`]: p and q are missing where they are too small for a number.
fn push_p(
    sink: &mut dyn RowSink,
    log10_p: Result<f64, Undefined>,
    log10_q: Result<f64, Undefined>,
) {
    sink.real(log10_p.and_then(p_value));
    sink.real(log10_q.and_then(p_value));
    sink.real(log10_p);
    sink.real(log10_q);
}

fn push_count(sink: &mut dyn RowSink, count: Option<u64>) {
    match count {
        Some(count) => sink.integer(count),
        None => sink.missing(),
    }
}
