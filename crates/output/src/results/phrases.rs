//! Frames, bundles and expressions.

use siyaq_analysis::{BundleList, ExpressionRow, Expressions, FrameList, FrameRow};
use siyaq_index::Layer;

use super::{SCORE_DECIMALS, per_million, push_rate};
use crate::rows::{Column, RowSink, Rows};

/// Stands in the slot of a frame.
const SLOT: &str = "*";

/// Frames with the forms of their layer: `frame` (its words joined by one space, `*` in the slot), `n, slot` (counted from 1), `freq,
/// per_million, doc_freq, variants, type_token, entropy, top_share, fillers` (each with its frequency, as in `مجلس:12 ديوان:3`).
#[derive(Debug, Clone, Copy)]
pub struct FrameRows<'a> {
    list: &'a FrameList,
    layer: &'a Layer,
}

impl<'a> FrameRows<'a> {
    /// The rows of frames that were counted on `layer`.
    #[must_use]
    pub const fn new(list: &'a FrameList, layer: &'a Layer) -> Self {
        Self { list, layer }
    }

    fn fillers(&self, row: &FrameRow) -> String {
        let lexicon = self.layer.lexicon();
        let fillers =
            row.fillers.iter().map(|(form, freq)| format!("{}:{freq}", lexicon.form(*form)));
        fillers.collect::<Vec<_>>().join(" ")
    }
}

impl Rows for FrameRows<'_> {
    fn columns(&self) -> Vec<Column> {
        vec![
            Column::text("frame"),
            Column::integer("n"),
            Column::integer("slot"),
            Column::integer("freq"),
            per_million(),
            Column::integer("doc_freq"),
            Column::integer("variants"),
            Column::real("type_token", SCORE_DECIMALS),
            Column::real("entropy", SCORE_DECIMALS),
            Column::real("top_share", SCORE_DECIMALS),
            Column::text("fillers"),
        ]
    }

    fn len(&self) -> usize {
        self.list.rows.len()
    }

    fn row(&self, index: usize, sink: &mut dyn RowSink) {
        let Some(row) = self.list.rows.get(index) else { return };
        let lexicon = self.layer.lexicon();
        sink.text_parts(&mut row.places().map(|word| word.map_or(SLOT, |word| lexicon.form(word))));
        sink.integer(row.n() as u64);
        sink.integer(row.slot as u64 + 1);
        sink.integer(row.freq);
        push_rate(sink, row.per_million);
        sink.integer(row.doc_freq);
        sink.integer(row.variants);
        sink.real(Ok(row.type_token));
        sink.real(Ok(row.entropy));
        sink.real(Ok(row.top_share));
        sink.text(&self.fillers(row));
    }
}

/// Expressions with the forms of their layer: `form` (the words joined by one space), `n, freq, per_million, doc_freq, c_value, scp,
/// local_maximum` (1 or 0), `longer, in_longer`.
#[derive(Debug, Clone, Copy)]
pub struct ExpressionRows<'a> {
    found: &'a Expressions,
    layer: &'a Layer,
}

impl<'a> ExpressionRows<'a> {
    /// The rows of expressions that were counted on `layer`.
    #[must_use]
    pub const fn new(found: &'a Expressions, layer: &'a Layer) -> Self {
        Self { found, layer }
    }
}

impl Rows for ExpressionRows<'_> {
    fn columns(&self) -> Vec<Column> {
        vec![
            Column::text("form"),
            Column::integer("n"),
            Column::integer("freq"),
            per_million(),
            Column::integer("doc_freq"),
            Column::real("c_value", SCORE_DECIMALS),
            Column::real("scp", SCORE_DECIMALS),
            Column::integer("local_maximum"),
            Column::integer("longer"),
            Column::integer("in_longer"),
        ]
    }

    fn len(&self) -> usize {
        self.found.rows.len()
    }

    fn row(&self, index: usize, sink: &mut dyn RowSink) {
        let Some(row) = self.found.rows.get(index) else { return };
        let ExpressionRow { words, freq, per_million, doc_freq, c_value, scp, .. } = row;
        sink.text_parts(&mut words.iter().map(|word| self.layer.lexicon().form(*word)));
        sink.integer(words.len() as u64);
        sink.integer(*freq);
        push_rate(sink, *per_million);
        sink.integer(*doc_freq);
        sink.real(Ok(*c_value));
        sink.real(Ok(*scp));
        sink.integer(u64::from(row.local_maximum));
        sink.integer(row.longer);
        sink.integer(row.in_longer);
    }
}

/// Bundles with the forms of their layer: `form` (the words joined by one space), `n, freq, per_million, doc_freq, range`.
#[derive(Debug, Clone, Copy)]
pub struct BundleRows<'a> {
    list: &'a BundleList,
    layer: &'a Layer,
}

impl<'a> BundleRows<'a> {
    /// The rows of bundles that were counted on `layer`.
    #[must_use]
    pub const fn new(list: &'a BundleList, layer: &'a Layer) -> Self {
        Self { list, layer }
    }
}

impl Rows for BundleRows<'_> {
    fn columns(&self) -> Vec<Column> {
        let mut columns = vec![Column::text("form")];
        columns.extend(["n", "freq"].map(Column::integer));
        columns.push(per_million());
        columns.extend(["doc_freq", "range"].map(Column::integer));
        columns
    }

    fn len(&self) -> usize {
        self.list.rows.len()
    }

    fn row(&self, index: usize, sink: &mut dyn RowSink) {
        let Some(row) = self.list.rows.get(index) else { return };
        sink.text_parts(&mut row.words.iter().map(|word| self.layer.lexicon().form(*word)));
        sink.integer(row.words.len() as u64);
        sink.integer(row.freq);
        push_rate(sink, row.per_million);
        sink.integer(row.doc_freq);
        sink.integer(row.range);
    }
}
