//! Frequency lists of words and n-grams.

use siyaq_analysis::{NgramList, WordList};
use siyaq_index::Layer;

use super::{SCORE_DECIMALS, per_million, push_rate, push_scores};
use crate::rows::{Column, RowSink, Rows};

/// A frequency list with the forms of its layer: `form, freq, per_million, doc_freq` and the measures of dispersion.
#[derive(Debug, Clone, Copy)]
pub struct WordRows<'a> {
    list: &'a WordList,
    layer: &'a Layer,
}

impl<'a> WordRows<'a> {
    /// The rows of a list that was counted on `layer`.
    #[must_use]
    pub const fn new(list: &'a WordList, layer: &'a Layer) -> Self {
        Self { list, layer }
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
        columns
    }

    fn len(&self) -> usize {
        self.list.rows.len()
    }

    fn row(&self, index: usize, sink: &mut dyn RowSink) {
        let Some(row) = self.list.rows.get(index) else { return };
        sink.text(self.layer.lexicon().form(row.form));
        sink.integer(row.freq);
        push_rate(sink, row.per_million);
        sink.integer(row.doc_freq);
        push_scores(sink, row.dispersion.iter().copied());
    }
}

/// `form` (the words joined by one space), `n, freq, per_million, doc_freq` and the measures of dispersion.
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
        columns
    }

    fn len(&self) -> usize {
        NgramList::len(self)
    }

    fn row(&self, index: usize, sink: &mut dyn RowSink) {
        let Some(row) = NgramList::row(self, index) else { return };
        sink.text_parts(&mut row.ngram.forms());
        sink.integer(row.n as u64);
        sink.integer(row.ngram.freq);
        push_rate(sink, row.per_million);
        sink.integer(row.ngram.doc_freq);
        push_scores(sink, row.dispersion.iter().copied());
    }
}
