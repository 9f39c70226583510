//! Frames, bundles and expressions.

use siyaq_analysis::{
    BundleList, ExpressionRow, Expressions, FrameList, FrameRow, MergedSequences, SequenceLabels,
};
use siyaq_types::TermId;

use super::{KEY, SCORE_DECIMALS, per_million, push_rate};
use crate::held::Held;
use crate::rows::{Column, RowSink, Rows};

/// Stands in the slot of a frame.
const SLOT: &str = "*";

/// Frames: `frame` (as it is most often written, its words joined by one space, `*` in the slot), `n, slot` (counted from 1), `freq,
/// per_million, doc_freq, variants, type_token, entropy, top_share, fillers` (each with its frequency, as in `مجلس:12 ديوان:3`), `key` and
/// `key_fillers` (the frame and its fillers by the forms of the layer).
#[derive(Debug, Clone)]
pub struct FrameRows<'a> {
    list: Held<'a, FrameList>,
    labels: SequenceLabels<'a>,
}

impl<'a> FrameRows<'a> {
    /// The rows of frames that were counted on the layer of the labels.
    pub fn new(list: impl Into<Held<'a, FrameList>>, labels: SequenceLabels<'a>) -> Self {
        Self { list: list.into(), labels }
    }

    fn fillers(row: &FrameRow, text: impl Fn(TermId) -> &'a str) -> String {
        let fillers = row.fillers.iter().map(|(form, freq)| format!("{}:{freq}", text(*form)));
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
            Column::key(KEY),
            Column::key("key_fillers"),
        ]
    }

    fn len(&self) -> usize {
        self.list.rows.len()
    }

    fn row(&self, index: usize, sink: &mut dyn RowSink) {
        let Some(row) = self.list.rows.get(index) else { return };
        let forms = self.labels.forms();
        let (label, key) = (|form| forms.label(form), |form| forms.key(form));
        let words = self.labels.labels(&row.places().collect::<Vec<_>>());
        sink.text_parts(&mut words.into_iter().map(|word| word.unwrap_or(SLOT)));
        sink.integer(row.n() as u64);
        sink.integer(row.slot as u64 + 1);
        sink.integer(row.freq);
        push_rate(sink, row.per_million);
        sink.integer(row.doc_freq);
        sink.integer(row.variants);
        sink.real(Ok(row.type_token));
        sink.real(Ok(row.entropy));
        sink.real(Ok(row.top_share));
        sink.text(&Self::fillers(row, label));
        sink.text_parts(&mut row.places().map(|word| word.map_or(SLOT, key)));
        sink.text(&Self::fillers(row, key));
    }
}

/// Expressions: `form` (as it is most often written, the words joined by one space), `n, freq, per_million, doc_freq, c_value, scp,
/// local_maximum` (1 or 0), `longer, in_longer, key` (the forms of the layer).
#[derive(Debug, Clone)]
pub struct ExpressionRows<'a> {
    found: Held<'a, Expressions>,
    labels: SequenceLabels<'a>,
}

impl<'a> ExpressionRows<'a> {
    /// The rows of expressions that were counted on the layer of the labels.
    pub fn new(found: impl Into<Held<'a, Expressions>>, labels: SequenceLabels<'a>) -> Self {
        Self { found: found.into(), labels }
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
            Column::key(KEY),
        ]
    }

    fn len(&self) -> usize {
        self.found.rows.len()
    }

    fn row(&self, index: usize, sink: &mut dyn RowSink) {
        let Some(row) = self.found.rows.get(index) else { return };
        let ExpressionRow { words, freq, per_million, doc_freq, c_value, scp, .. } = row;
        sink.text_parts(&mut self.labels.words(words));
        sink.integer(words.len() as u64);
        sink.integer(*freq);
        push_rate(sink, *per_million);
        sink.integer(*doc_freq);
        sink.real(Ok(*c_value));
        sink.real(Ok(*scp));
        sink.integer(u64::from(row.local_maximum));
        sink.integer(row.longer);
        sink.integer(row.in_longer);
        sink.text_parts(&mut words.iter().map(|word| self.labels.forms().key(*word)));
    }
}

/// Bundles: `form` (as it is most often written, the words joined by one space), `n, freq, per_million, doc_freq, range, key` (the forms
/// of the layer).
#[derive(Debug, Clone)]
pub struct BundleRows<'a> {
    list: Held<'a, BundleList>,
    labels: SequenceLabels<'a>,
}

impl<'a> BundleRows<'a> {
    /// The rows of bundles that were counted on the layer of the labels.
    pub fn new(list: impl Into<Held<'a, BundleList>>, labels: SequenceLabels<'a>) -> Self {
        Self { list: list.into(), labels }
    }
}

impl Rows for BundleRows<'_> {
    fn columns(&self) -> Vec<Column> {
        let mut columns = vec![Column::text("form")];
        columns.extend(["n", "freq"].map(Column::integer));
        columns.push(per_million());
        columns.extend(["doc_freq", "range"].map(Column::integer));
        columns.push(Column::key(KEY));
        columns
    }

    fn len(&self) -> usize {
        self.list.rows.len()
    }

    fn row(&self, index: usize, sink: &mut dyn RowSink) {
        let Some(row) = self.list.rows.get(index) else { return };
        sink.text_parts(&mut self.labels.words(&row.words));
        sink.integer(row.words.len() as u64);
        sink.integer(row.freq);
        push_rate(sink, row.per_million);
        sink.integer(row.doc_freq);
        sink.integer(row.range);
        sink.text_parts(&mut row.words.iter().map(|word| self.labels.forms().key(*word)));
    }
}

/// Sequences: `step, form` (as it is most often written, the words joined by one space), `n, first, second` (the two parts that were
/// put together), `freq, per_million, doc_freq, freq_left`, the measure, and `key` (the forms of the layer).
#[derive(Debug, Clone)]
pub struct MergedRows<'a> {
    found: Held<'a, MergedSequences>,
    labels: SequenceLabels<'a>,
}

impl<'a> MergedRows<'a> {
    /// The rows of sequences that were made on the layer of the labels.
    pub fn new(found: impl Into<Held<'a, MergedSequences>>, labels: SequenceLabels<'a>) -> Self {
        Self { found: found.into(), labels }
    }
}

impl Rows for MergedRows<'_> {
    fn columns(&self) -> Vec<Column> {
        vec![
            Column::integer("step"),
            Column::text("form"),
            Column::integer("n"),
            Column::text("first"),
            Column::text("second"),
            Column::integer("freq"),
            per_million(),
            Column::integer("doc_freq"),
            Column::integer("freq_left"),
            Column::real(self.found.options.measure.to_string(), SCORE_DECIMALS),
            Column::key(KEY),
        ]
    }

    fn len(&self) -> usize {
        self.found.rows.len()
    }

    fn row(&self, index: usize, sink: &mut dyn RowSink) {
        let Some(row) = self.found.rows.get(index) else { return };
        let words: Vec<&str> = self.labels.words(&row.words).collect();
        let (first, second) = words.split_at(row.first_part.min(words.len()));
        sink.integer(row.step as u64);
        sink.text_parts(&mut words.iter().copied());
        sink.integer(row.words.len() as u64);
        sink.text_parts(&mut first.iter().copied());
        sink.text_parts(&mut second.iter().copied());
        sink.integer(row.freq);
        push_rate(sink, row.per_million);
        sink.integer(row.doc_freq);
        sink.integer(row.freq_left);
        sink.real(Ok(row.score));
        sink.text_parts(&mut row.words.iter().map(|word| self.labels.forms().key(*word)));
    }
}
