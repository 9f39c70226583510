//! Bootstrap intervals over texts or other parts.

use siyaq_stats::{
    BootstrapOptions, DispersionMeasure, Interval, PartSizes, Undefined, bootstrap_dispersion,
};

/// The ends of an interval that was found by drawing texts or parts.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct BootstrapInterval {
    /// The lower end.
    pub low: f64,
    /// The upper end.
    pub high: f64,
}

impl From<Interval> for BootstrapInterval {
    fn from(found: Interval) -> Self {
        Self { low: found.low, high: found.high }
    }
}

/// Intervals of measures over parts, for each word those of all measures. What leaves the whole
/// without an interval, such as a single part, is the reason of each.
pub(crate) fn dispersion_intervals(
    parts: &PartSizes,
    words: &[&[(u32, u64)]],
    measures: &[DispersionMeasure],
    options: &BootstrapOptions,
) -> Vec<Vec<Result<BootstrapInterval, Undefined>>> {
    match bootstrap_dispersion(parts, words, measures, options) {
        Ok(found) => {
            let ends = |word: Vec<Result<Interval, Undefined>>| {
                word.into_iter().map(|found| found.map(BootstrapInterval::from)).collect()
            };
            found.into_iter().map(ends).collect()
        }
        Err(reason) => vec![vec![Err(reason); measures.len()]; words.len()],
    }
}
