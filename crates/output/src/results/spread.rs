//! The spread of a query over parts.

use siyaq_analysis::Dispersion;
use siyaq_stats::Undefined;
use std::borrow::Borrow;

use super::{SCORE_DECIMALS, per_million, push_interval, push_rate};
use crate::rows::{Column, RowSink, Rows};

/// `part, tokens, freq, per_million`. The part of the documents without a value is a missing value.
impl Rows for Dispersion {
    fn columns(&self) -> Vec<Column> {
        vec![
            Column::text("part"),
            Column::integer("tokens"),
            Column::integer("freq"),
            per_million(),
        ]
    }

    fn len(&self) -> usize {
        self.parts.len()
    }

    fn row(&self, index: usize, sink: &mut dyn RowSink) {
        let Some(row) = self.parts.get(index) else { return };
        match &row.part {
            Some(part) => sink.text(part),
            None => sink.missing(),
        }
        sink.integer(row.tokens);
        sink.integer(row.freq);
        push_rate(sink, row.per_million);
    }
}

/// The measures of a dispersion, a row each: `measure, value`, with intervals `low, high`, then
/// `even_to_clumped, description`.
#[derive(Debug, Clone, Copy)]
pub struct DispersionSummary<D>(pub D);

impl<D: Borrow<Dispersion> + Sync> Rows for DispersionSummary<D> {
    fn columns(&self) -> Vec<Column> {
        let mut columns = vec![Column::text("measure"), Column::real("value", SCORE_DECIMALS)];
        if self.0.borrow().intervals.is_some() {
            columns.extend(["low", "high"].map(|end| Column::real(end, SCORE_DECIMALS)));
        }
        columns.extend(["even_to_clumped", "description"].map(Column::text));
        columns
    }

    fn len(&self) -> usize {
        self.0.borrow().summary.len()
    }

    fn row(&self, index: usize, sink: &mut dyn RowSink) {
        let Some((measure, value)) = self.0.borrow().summary.get(index) else { return };
        sink.text(measure.name());
        sink.real(*value);
        if let Some(intervals) = &self.0.borrow().intervals {
            push_interval(sink, intervals.get(index).copied().unwrap_or(Err(Undefined::Empty)));
        }
        sink.text(measure.even_to_clumped());
        sink.text(measure.description());
    }
}
