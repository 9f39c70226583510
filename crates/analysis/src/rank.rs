//! Putting rows in order.

use crate::{AnalysisError, AnalysisErrorKind};
use std::cmp::Ordering;

/// The least p-value that is given as one; smaller ones have a logarithm only.
pub const LEAST_P: f64 = 1e-300;

/// The p-value of a decimal logarithm; `None` below [`LEAST_P`], where a number would lose its
/// digits and then be 0, which no p-value is.
#[must_use]
pub fn p_value(log10_p: f64) -> Option<f64> {
    let p = 10_f64.powf(log10_p);
    (p >= LEAST_P).then_some(p)
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
