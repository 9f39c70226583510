//! The spellings of a word.

use siyaq_analysis::VariantRow;
use siyaq_index::{Corpus, Layer};
use siyaq_query::FormLabels;
use std::borrow::Cow;

use super::{KEY, per_million, push_rate};
use crate::rows::{Column, RowSink, Rows};

/// Spellings: `form`, `usual` (the spelling most often written of the same form), `distance, freq, per_million, doc_freq` and `key` (the
/// form of the layer).
#[derive(Debug, Clone)]
pub struct VariantRows<'a> {
    corpus: &'a Corpus,
    layer: &'a Layer,
    rows: Cow<'a, [VariantRow]>,
}

impl<'a> VariantRows<'a> {
    /// The rows of a corpus, on the layer they were found by.
    pub fn new(
        corpus: &'a Corpus,
        layer: &'a Layer,
        rows: impl Into<Cow<'a, [VariantRow]>>,
    ) -> Self {
        Self { corpus, layer, rows: rows.into() }
    }
}

impl Rows for VariantRows<'_> {
    fn columns(&self) -> Vec<Column> {
        vec![
            Column::text("form"),
            Column::text("usual"),
            Column::integer("distance"),
            Column::integer("freq"),
            per_million(),
            Column::integer("doc_freq"),
            Column::key(KEY),
        ]
    }

    fn len(&self) -> usize {
        self.rows.len()
    }

    fn row(&self, index: usize, sink: &mut dyn RowSink) {
        let Some(row) = self.rows.get(index) else { return };
        sink.text(self.corpus.words().lexicon().form(row.word));
        let labels = FormLabels::new(self.corpus, self.layer);
        sink.text(labels.label(row.folded));
        sink.integer(u64::from(row.distance));
        sink.integer(row.freq);
        push_rate(sink, row.per_million);
        sink.integer(row.doc_freq);
        sink.text(labels.key(row.folded));
    }
}
