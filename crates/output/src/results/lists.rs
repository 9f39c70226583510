//! Frequency lists of words and n-grams.

use siyaq_analysis::{NgramList, WordList};
use siyaq_query::FormLabels;

use super::{
    KEY, SCORE_DECIMALS, interval_columns, per_million, push_interval, push_rate, push_scores,
};
use crate::held::Held;
use crate::rows::{Column, RowSink, Rows};

/// A frequency list: `form` (the spelling most often written), `freq, per_million, doc_freq`, the measures of dispersion, `…_low, …_high`
/// of the intervals that it has, and `key` (the form of the layer).
#[derive(Debug, Clone)]
pub struct WordRows<'a> {
    list: Held<'a, WordList>,
    labels: FormLabels<'a>,
}

impl<'a> WordRows<'a> {
    /// The rows of a list that was counted on the layer of the labels.
    pub fn new(list: impl Into<Held<'a, WordList>>, labels: FormLabels<'a>) -> Self {
        Self { list: list.into(), labels }
    }
}

impl Rows for WordRows<'_> {
    fn columns(&self) -> Vec<Column> {
        let mut columns = vec![
            Column::text("form"),
            Column::integer("freq"),
            per_million(),
            Column::integer("doc_freq"),
        ];
        let dispersion = self.list.dispersion.iter();
        columns.extend(dispersion.map(|measure| Column::real(measure.name(), SCORE_DECIMALS)));
        columns.extend(interval_columns(&self.list.with_intervals));
        columns.push(Column::key(KEY));
        columns
    }

    fn len(&self) -> usize {
        self.list.rows.len()
    }

    fn row(&self, index: usize, sink: &mut dyn RowSink) {
        let Some(row) = self.list.rows.get(index) else { return };
        sink.text(self.labels.label(row.form));
        sink.integer(row.freq);
        push_rate(sink, row.per_million);
        sink.integer(row.doc_freq);
        push_scores(sink, row.dispersion.iter().copied());
        row.intervals.iter().for_each(|interval| push_interval(sink, *interval));
        sink.text(self.labels.key(row.form));
    }
}

/// `form` (the n-gram as it is most often written, its words joined by one space), `n, freq, per_million, doc_freq`, the measures of dispersion, and
/// `key` (the forms of the layer, joined likewise).
impl Rows for NgramList<'_> {
    fn columns(&self) -> Vec<Column> {
        let mut columns = vec![
            Column::text("form"),
            Column::integer("n"),
            Column::integer("freq"),
            per_million(),
            Column::integer("doc_freq"),
        ];
        let dispersion = self.dispersion.iter();
        columns.extend(dispersion.map(|measure| Column::real(measure.name(), SCORE_DECIMALS)));
        columns.push(Column::key(KEY));
        columns
    }

    fn len(&self) -> usize {
        NgramList::len(self)
    }

    fn found(&self) -> u64 {
        NgramList::found(self)
    }

    fn row(&self, index: usize, sink: &mut dyn RowSink) {
        let Some(row) = NgramList::row(self, index) else { return };
        sink.text_parts(&mut self.labels(&row.ngram));
        sink.integer(row.n as u64);
        sink.integer(row.ngram.freq);
        push_rate(sink, row.per_million);
        sink.integer(row.ngram.doc_freq);
        push_scores(sink, row.dispersion.iter().copied());
        sink.text_parts(&mut row.ngram.forms());
    }
}
