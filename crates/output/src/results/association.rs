//! Collocates and collocations.

use siyaq_analysis::{CollocateOptions, Collocates, Collocations};
use siyaq_query::FormLabels;
use siyaq_stats::{ModelTable, WindowModel};

use super::{
    KEY, PER_MILLION_DECIMALS, SCORE_DECIMALS, push_p, push_p_columns, push_scores, score_columns,
};
use crate::held::Held;
use crate::rows::{Column, RowSink, Rows, tests_of_table};

/// The columns of a table and its scores.
fn table_columns(columns: &mut Vec<Column>, options: &CollocateOptions) {
    let cells = ["o11", "r1", "c1", "n"];
    if options.model == WindowModel::Nltk {
        // Pairs by places of the window, which need not be whole.
        columns.extend(cells.map(|name| Column::real(name, PER_MILLION_DECIMALS)));
    } else {
        columns.extend(cells.map(Column::integer));
    }
    columns.push(Column::real("e11", PER_MILLION_DECIMALS));
    columns.extend(score_columns(&options.measures));
    columns.push(Column::integer("doc_freq"));
    let dispersion = options.dispersion.iter();
    columns.extend(dispersion.map(|measure| Column::real(measure.name(), SCORE_DECIMALS)));
}

fn push_table(sink: &mut dyn RowSink, table: &ModelTable, model: WindowModel) {
    for cell in [table.o11(), table.r1(), table.c1(), table.n()] {
        if model == WindowModel::Nltk {
            sink.real(Ok(cell));
        } else {
            // Whole, and never negative.
            sink.integer(cell as u64);
        }
    }
    sink.real(Ok(table.e11()));
}

/// The columns that were asked for beside the table: distances and the test.
fn more_columns(columns: &mut Vec<Column>, options: &CollocateOptions) {
    if options.positions {
        let span = options.span;
        let before = (1..=span.before).rev().map(|distance| format!("before_{distance}"));
        let before = before.take(if options.model == WindowModel::Nltk { 0 } else { usize::MAX });
        let after = (1..=span.after).map(|distance| format!("after_{distance}"));
        columns.extend(before.chain(after).map(Column::integer));
    }
    if options.significance.is_some() {
        push_p_columns(columns);
    }
}

/// Collocates, as each is most often written: `form, o11, r1, c1, n, e11`, the measures, `doc_freq`, and what was asked for besides:
/// measures of dispersion; the counts at each distance `before_5` … `before_1`, `after_1` … `after_5`; and the test `p, q, log10_p,
/// log10_q`, where p and q are missing below 1e-300; last `key`, the form of the layer.
#[derive(Debug, Clone)]
pub struct CollocateRows<'a> {
    collocates: Held<'a, Collocates>,
    labels: FormLabels<'a>,
}

impl<'a> CollocateRows<'a> {
    /// The rows of collocates that were counted on the layer of the labels.
    pub fn new(collocates: impl Into<Held<'a, Collocates>>, labels: FormLabels<'a>) -> Self {
        Self { collocates: collocates.into(), labels }
    }
}

impl Rows for CollocateRows<'_> {
    fn columns(&self) -> Vec<Column> {
        let mut columns = vec![Column::text("form")];
        table_columns(&mut columns, &self.collocates.options);
        more_columns(&mut columns, &self.collocates.options);
        columns.push(Column::key(KEY));
        columns
    }

    fn len(&self) -> usize {
        self.collocates.rows.len()
    }

    fn row(&self, index: usize, sink: &mut dyn RowSink) {
        let Some(row) = self.collocates.rows.get(index) else { return };
        let options = &self.collocates.options;
        sink.text(self.labels.label(row.form));
        push_table(sink, &row.table, options.model);
        push_scores(sink, row.scores.iter().copied());
        sink.integer(row.doc_freq);
        push_scores(sink, row.dispersion.iter().copied());
        row.by_distance.iter().for_each(|count| sink.integer(*count));
        if options.significance.is_some() {
            push_p(sink, row.log10_p, row.log10_q);
        }
        sink.text(self.labels.key(row.form));
    }

    fn tests(&self) -> Vec<(String, u64)> {
        tests_of_table(self.collocates.tests)
    }
}

/// Collocations, each word as it is most often written: `form_1, form_2`, then as [`CollocateRows`]; after `doc_freq` comes
/// `lexical_gravity` where it was asked for; last `key_1, key_2`, the forms of the layer.
#[derive(Debug, Clone)]
pub struct CollocationRows<'a> {
    collocations: Held<'a, Collocations>,
    labels: FormLabels<'a>,
}

impl<'a> CollocationRows<'a> {
    /// The rows of collocations that were counted on the layer of the labels.
    pub fn new(collocations: impl Into<Held<'a, Collocations>>, labels: FormLabels<'a>) -> Self {
        Self { collocations: collocations.into(), labels }
    }
}

impl Rows for CollocationRows<'_> {
    fn columns(&self) -> Vec<Column> {
        let mut columns = vec![Column::text("form_1"), Column::text("form_2")];
        table_columns(&mut columns, &self.collocations.options);
        if self.collocations.options.gravity {
            columns.push(Column::real("lexical_gravity", SCORE_DECIMALS));
        }
        more_columns(&mut columns, &self.collocations.options);
        columns.extend(["key_1", "key_2"].map(Column::key));
        columns
    }

    fn len(&self) -> usize {
        self.collocations.len()
    }

    fn row(&self, index: usize, sink: &mut dyn RowSink) {
        let Some(row) = self.collocations.row(index) else { return };
        let options = &self.collocations.options;
        sink.text(self.labels.label(row.form_1));
        sink.text(self.labels.label(row.form_2));
        push_table(sink, &row.table, options.model);
        push_scores(sink, row.scores());
        sink.integer(row.doc_freq);
        push_scores(sink, row.dispersion());
        if let Some(gravity) = row.gravity {
            sink.real(gravity);
        }
        row.by_distance.iter().for_each(|count| sink.integer(*count));
        if options.significance.is_some() {
            push_p(sink, row.log10_p, row.log10_q);
        }
        sink.text(self.labels.key(row.form_1));
        sink.text(self.labels.key(row.form_2));
    }

    fn tests(&self) -> Vec<(String, u64)> {
        tests_of_table(self.collocations.tests)
    }
}
