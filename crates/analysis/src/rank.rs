//! Putting rows in order.

use crate::{AnalysisError, AnalysisErrorKind};
use rayon::prelude::*;
use std::cmp::Ordering;

/// Puts the first `top` rows into an order in which no two are equal; those beyond follow in none.
pub(crate) fn sort_first<T: Send>(
    rows: &mut [T],
    top: usize,
    order: impl Fn(&T, &T) -> Ordering + Sync,
) {
    if top < rows.len() {
        rows.select_nth_unstable_by(top, &order);
    }
    if let Some(first) = rows.get_mut(..top.min(rows.len())) {
        first.par_sort_unstable_by(&order);
    }
}

/// Greater scores first, undefined ones last.
pub(crate) fn by_score(a: Option<f64>, b: Option<f64>) -> Ordering {
    match (a, b) {
        (Some(a), Some(b)) => b.total_cmp(&a),
        (Some(_), None) => Ordering::Less,
        (None, Some(_)) => Ordering::Greater,
        (None, None) => Ordering::Equal,
    }
}

/// The place of the measure that rows are ranked by: the first where none is named.
pub(crate) fn rank_place<M: PartialEq + ToString>(
    measures: &[M],
    sort: Option<M>,
) -> Result<Option<usize>, AnalysisError> {
    match sort {
        Some(wanted) => measure_place(measures, &wanted).map(Some),
        None => Ok((!measures.is_empty()).then_some(0)),
    }
}

/// The place of a measure among those that are computed.
pub(crate) fn measure_place<M: PartialEq + ToString>(
    measures: &[M],
    wanted: &M,
) -> Result<usize, AnalysisError> {
    measures.iter().position(|measure| measure == wanted).ok_or_else(|| {
        let known: Vec<String> = measures.iter().map(ToString::to_string).collect();
        let (wanted, known) = (wanted.to_string(), known.join(", "));
        AnalysisErrorKind::NotComputed { wanted, known }.into()
    })
}

/// Occurrences in a million tokens; `None` where there are no tokens.
pub(crate) fn per_million(freq: u64, tokens: u64) -> Option<f64> {
    (tokens > 0).then(|| freq as f64 * 1e6 / tokens as f64)
}
