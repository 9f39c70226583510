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
pub use change::{TrendMeasureRows, TrendSpanRows, change_chart, trend_chart};
pub use comparison::{ClusterRows, ClusterStepRows, DriftRows, NeighbourRows, comparison_heat_map};
pub use concordance::{ConcordanceRows, GroupRows};
pub use diversity::{growth_chart, rank_chart};
pub use keyness::keyness_heat_map;
pub use lexicon::LexiconRows;
pub use lists::WordRows;
pub use phrases::{BundleRows, ExpressionRows, FrameRows};
pub use spread::DispersionSummary;
pub use variants::VariantRows;

use siyaq_stats::Measure;

use crate::rows::{Column, RowSink};

/// Decimals of scores in a table.
const SCORE_DECIMALS: u8 = 3;

/// Decimals of frequencies in a million tokens.
const PER_MILLION_DECIMALS: u8 = 2;

/// Decimals of p-values in a table; smaller ones have an exponent.
const P_DECIMALS: u8 = 4;

fn per_million() -> Column {
    Column::real("per_million", PER_MILLION_DECIMALS)
}

fn score_columns(measures: &[Measure]) -> impl Iterator<Item = Column> + '_ {
    measures.iter().map(|measure| Column::real(measure.to_string(), SCORE_DECIMALS))
}

fn push_scores(sink: &mut dyn RowSink, scores: &[Option<f64>]) {
    scores.iter().for_each(|score| sink.real(*score));
}

fn push_count(sink: &mut dyn RowSink, count: Option<u64>) {
    match count {
        Some(count) => sink.integer(count),
        None => sink.missing(),
    }
}
