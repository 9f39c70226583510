//! Collocates and collocations.

use siyaq_analysis::{Collocates, Collocations};
use siyaq_index::Layer;
use siyaq_stats::{Contingency, Measure};

use super::{PER_MILLION_DECIMALS, push_scores, score_columns};
use crate::rows::{Column, RowSink, Rows};

fn table_columns(columns: &mut Vec<Column>, measures: &[Measure]) {
    columns.extend(["o11", "r1", "c1", "n"].map(Column::integer));
    columns.push(Column::real("e11", PER_MILLION_DECIMALS));
    columns.extend(score_columns(measures));
    columns.push(Column::integer("doc_freq"));
}

fn push_table(sink: &mut dyn RowSink, table: &Contingency, scores: &[Option<f64>], doc_freq: u64) {
    sink.integer(table.o11());
    sink.integer(table.r1());
    sink.integer(table.c1());
    sink.integer(table.n());
    sink.real(Some(table.e11()));
    push_scores(sink, scores);
    sink.integer(doc_freq);
}

/// Collocates with the forms of their layer: `form, o11, r1, c1, n, e11`, the measures, `doc_freq`, and the counts at each distance
/// where they were asked for: `before_5` … `before_1`, `after_1` … `after_5`.
#[derive(Debug, Clone, Copy)]
pub struct CollocateRows<'a> {
    collocates: &'a Collocates,
    layer: &'a Layer,
}

impl<'a> CollocateRows<'a> {
    /// The rows of collocates that were counted on `layer`.
    #[must_use]
    pub const fn new(collocates: &'a Collocates, layer: &'a Layer) -> Self {
        Self { collocates, layer }
    }
}

impl Rows for CollocateRows<'_> {
    fn columns(&self) -> Vec<Column> {
        let mut columns = vec![Column::text("form")];
        table_columns(&mut columns, &self.collocates.measures);
        if self.collocates.positions {
            let span = self.collocates.span;
            let before = (1..=span.before).rev().map(|distance| format!("before_{distance}"));
            let after = (1..=span.after).map(|distance| format!("after_{distance}"));
            columns.extend(before.chain(after).map(Column::integer));
        }
        columns
    }

    fn len(&self) -> usize {
        self.collocates.rows.len()
    }

    fn row(&self, index: usize, sink: &mut dyn RowSink) {
        let Some(row) = self.collocates.rows.get(index) else { return };
        sink.text(self.layer.lexicon().form(row.form));
        push_table(sink, &row.table, &row.scores, row.doc_freq);
        if self.collocates.positions {
            row.by_distance.iter().for_each(|count| sink.integer(*count));
        }
    }
}

/// Collocations with the forms of their layer: `form_1, form_2, o11, r1, c1, n, e11`, the measures, `doc_freq`.
#[derive(Debug, Clone, Copy)]
pub struct CollocationRows<'a> {
    collocations: &'a Collocations,
    layer: &'a Layer,
}

impl<'a> CollocationRows<'a> {
    /// The rows of collocations that were counted on `layer`.
    #[must_use]
    pub const fn new(collocations: &'a Collocations, layer: &'a Layer) -> Self {
        Self { collocations, layer }
    }
}

impl Rows for CollocationRows<'_> {
    fn columns(&self) -> Vec<Column> {
        let mut columns = vec![Column::text("form_1"), Column::text("form_2")];
        table_columns(&mut columns, &self.collocations.measures);
        columns
    }

    fn len(&self) -> usize {
        self.collocations.rows.len()
    }

    fn row(&self, index: usize, sink: &mut dyn RowSink) {
        let Some(row) = self.collocations.rows.get(index) else { return };
        sink.text(self.layer.lexicon().form(row.form_1));
        sink.text(self.layer.lexicon().form(row.form_2));
        push_table(sink, &row.table, &row.scores, row.doc_freq);
    }
}
