//! Keywords.

use siyaq_analysis::{
    GroupKeywords, KeyKeyWords, KeyUnit, KeynessMap, KeynessMeasure, KeywordRow, Keywords,
};

use super::{
    KEY, P_DECIMALS, PER_MILLION_DECIMALS, SCORE_DECIMALS, push_count, push_p, push_p_columns,
    push_rate, push_scores,
};
use crate::chart::{Colours, HeatMap};
use crate::rows::{Column, RowSink, Rows, tests_of_table};

fn keyword_columns(columns: &mut Vec<Column>, measures: &[KeynessMeasure], bootstrap: bool) {
    columns.extend([
        Column::text("form"),
        Column::integer("freq_target"),
        Column::integer("freq_reference"),
        Column::real("per_million_target", PER_MILLION_DECIMALS),
        Column::real("per_million_reference", PER_MILLION_DECIMALS),
        Column::integer("doc_freq_target"),
        Column::integer("doc_freq_reference"),
    ]);
    let scores = measures.iter().map(|measure| Column::real(measure.to_string(), SCORE_DECIMALS));
    columns.extend(scores);
    push_p_columns(columns);
    if bootstrap {
        let ends = ["bootstrap_low", "bootstrap_high"];
        columns.extend(ends.map(|name| Column::real(name, SCORE_DECIMALS)));
    }
    columns.push(Column::key(KEY));
}

fn push_keyword(sink: &mut dyn RowSink, row: &KeywordRow) {
    sink.text(&row.label);
    sink.integer(row.freq_target);
    sink.integer(row.freq_reference);
    push_rate(sink, row.per_million_target);
    push_rate(sink, row.per_million_reference);
    push_count(sink, row.doc_freq_target);
    push_count(sink, row.doc_freq_reference);
    push_scores(sink, row.scores.iter().copied());
    push_p(sink, row.log10_p, row.log10_q);
    if let Some(interval) = row.interval {
        sink.real(interval.map(|interval| interval.low));
        sink.real(interval.map(|interval| interval.high));
    }
    sink.text(&row.form);
}

/// `form` (as it is most often written), `freq_target, freq_reference, per_million_target, per_million_reference, doc_freq_target,
/// doc_freq_reference`, the measures, `p, q, log10_p, log10_q`, where p and q are missing below 1e-300, where they were asked for the ends
/// of bootstrap intervals, `key`, the form that was counted, and where documents are compared `texts_target, texts_reference`, all texts of
/// both.
impl Rows for Keywords {
    fn columns(&self) -> Vec<Column> {
        let mut columns = Vec::new();
        keyword_columns(&mut columns, &self.measures, self.bootstrap);
        if self.texts.is_some() {
            columns.extend(["texts_target", "texts_reference"].map(Column::integer));
        }
        columns
    }

    fn len(&self) -> usize {
        self.rows.len()
    }

    fn row(&self, index: usize, sink: &mut dyn RowSink) {
        let Some(row) = self.rows.get(index) else { return };
        push_keyword(sink, row);
        if let Some((target, reference)) = self.texts {
            sink.integer(target);
            sink.integer(reference);
        }
    }

    fn tests(&self) -> Vec<(String, u64)> {
        tests_of_table(self.tests)
    }
}

/// `group`, then as [`Keywords`].
impl Rows for GroupKeywords {
    fn columns(&self) -> Vec<Column> {
        let mut columns = vec![Column::text("group")];
        keyword_columns(&mut columns, &self.measures, self.bootstrap);
        columns
    }

    fn len(&self) -> usize {
        self.rows.len()
    }

    fn row(&self, index: usize, sink: &mut dyn RowSink) {
        let Some(row) = self.rows.get(index) else { return };
        sink.text(&row.group);
        push_keyword(sink, &row.keyword);
    }

    fn tests(&self) -> Vec<(String, u64)> {
        let names = self.groups.iter().map(|(name, _)| name.clone());
        names.zip(self.tests.iter().copied()).collect()
    }
}

/// `form` (as it is most often written), `key_texts, key_share, doc_freq, freq_target, freq_reference, key`.
impl Rows for KeyKeyWords {
    fn columns(&self) -> Vec<Column> {
        vec![
            Column::text("form"),
            Column::integer("key_texts"),
            Column::real("key_share", P_DECIMALS),
            Column::integer("doc_freq"),
            Column::integer("freq_target"),
            Column::integer("freq_reference"),
            Column::key(KEY),
        ]
    }

    fn len(&self) -> usize {
        self.rows.len()
    }

    fn row(&self, index: usize, sink: &mut dyn RowSink) {
        let Some(row) = self.rows.get(index) else { return };
        sink.text(&row.label);
        sink.integer(row.key_texts);
        sink.real(Ok(row.key_share));
        sink.integer(row.doc_freq);
        sink.integer(row.freq_target);
        sink.integer(row.freq_reference);
        sink.text(&row.form);
    }
}

/// The log ratios of keywords in groups, to be drawn.
#[must_use]
pub fn keyness_heat_map(map: &KeynessMap) -> HeatMap {
    let unit = match map.by {
        KeyUnit::Tokens => "tokens",
        KeyUnit::Documents => "documents",
    };
    HeatMap {
        title: format!("log_ratio of {unit}, in doublings: each group against the others"),
        rows: map.labels.clone(),
        columns: map.groups.clone(),
        values: map.log_ratios.clone(),
        colours: Colours::AroundZero,
        decimals: 1,
    }
}
