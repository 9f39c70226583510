//! Keywords.

use siyaq_analysis::{
    GroupKeywords, KeyKeyWords, KeynessMap, KeynessMeasure, KeywordRow, Keywords,
};

use super::{P_DECIMALS, PER_MILLION_DECIMALS, SCORE_DECIMALS, push_count, push_scores};
use crate::chart::HeatMap;
use crate::rows::{Column, RowSink, Rows};

/// Which columns stand there beyond the usual ones.
#[derive(Clone, Copy)]
struct Shown {
    log_p: bool,
    bootstrap: bool,
}

trait HasShown {
    fn shown(&self) -> Shown;
}

impl HasShown for Keywords {
    fn shown(&self) -> Shown {
        Shown { log_p: self.log_p, bootstrap: self.bootstrap }
    }
}

impl HasShown for GroupKeywords {
    fn shown(&self) -> Shown {
        Shown { log_p: self.log_p, bootstrap: self.bootstrap }
    }
}

fn keyword_columns(columns: &mut Vec<Column>, measures: &[KeynessMeasure], shown: Shown) {
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
    columns.extend([Column::real("p", P_DECIMALS), Column::real("q", P_DECIMALS)]);
    if shown.log_p {
        columns.extend(["log10_p", "log10_q"].map(|name| Column::real(name, 1)));
    }
    if shown.bootstrap {
        let ends = ["bootstrap_low", "bootstrap_high"];
        columns.extend(ends.map(|name| Column::real(name, SCORE_DECIMALS)));
    }
}

fn push_keyword(sink: &mut dyn RowSink, row: &KeywordRow, shown: Shown) {
    sink.text(&row.form);
    sink.integer(row.freq_target);
    sink.integer(row.freq_reference);
    sink.real(row.per_million_target);
    sink.real(row.per_million_reference);
    push_count(sink, row.doc_freq_target);
    push_count(sink, row.doc_freq_reference);
    push_scores(sink, &row.scores);
    sink.real(row.p());
    sink.real(row.q());
    if shown.log_p {
        sink.real(row.log10_p);
        sink.real(row.log10_q);
    }
    if shown.bootstrap {
        sink.real(row.interval.map(|interval| interval.low));
        sink.real(row.interval.map(|interval| interval.high));
    }
}

/// `form, freq_target, freq_reference, per_million_target, per_million_reference, doc_freq_target, doc_freq_reference`, the
/// measures, `p, q`; where they were asked for `log10_p, log10_q` and the ends of bootstrap intervals.
impl Rows for Keywords {
    fn columns(&self) -> Vec<Column> {
        let mut columns = Vec::new();
        keyword_columns(&mut columns, &self.measures, self.shown());
        columns
    }

    fn len(&self) -> usize {
        self.rows.len()
    }

    fn row(&self, index: usize, sink: &mut dyn RowSink) {
        let Some(row) = self.rows.get(index) else { return };
        push_keyword(sink, row, self.shown());
    }
}

/// `group`, then as [`Keywords`].
impl Rows for GroupKeywords {
    fn columns(&self) -> Vec<Column> {
        let mut columns = vec![Column::text("group")];
        keyword_columns(&mut columns, &self.measures, self.shown());
        columns
    }

    fn len(&self) -> usize {
        self.rows.len()
    }

    fn row(&self, index: usize, sink: &mut dyn RowSink) {
        let Some(row) = self.rows.get(index) else { return };
        sink.text(&row.group);
        push_keyword(sink, &row.keyword, self.shown());
    }
}

/// `form, key_texts, key_share, doc_freq, freq_target, freq_reference`.
impl Rows for KeyKeyWords {
    fn columns(&self) -> Vec<Column> {
        vec![
            Column::text("form"),
            Column::integer("key_texts"),
            Column::real("key_share", P_DECIMALS),
            Column::integer("doc_freq"),
            Column::integer("freq_target"),
            Column::integer("freq_reference"),
        ]
    }

    fn len(&self) -> usize {
        self.rows.len()
    }

    fn row(&self, index: usize, sink: &mut dyn RowSink) {
        let Some(row) = self.rows.get(index) else { return };
        sink.text(&row.form);
        sink.integer(row.key_texts);
        sink.real(Some(row.key_share));
        sink.integer(row.doc_freq);
        sink.integer(row.freq_target);
        sink.integer(row.freq_reference);
    }
}

/// The log ratios of keywords in groups, to be drawn.
#[must_use]
pub fn keyness_heat_map(map: &KeynessMap) -> HeatMap {
    HeatMap {
        title: "log ratio of each group against the others".to_owned(),
        rows: map.forms.clone(),
        columns: map.groups.clone(),
        values: map.log_ratios.clone(),
    }
}
