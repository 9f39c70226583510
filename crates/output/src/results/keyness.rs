//! Keywords.

use siyaq_analysis::{
    DEFAULT_KEYNESS, DEFAULT_TEXT_KEYNESS, GroupKeywords, GroupTerms, KeyKeyWords, KeyUnit,
    KeynessMap, KeynessMeasure, KeywordRow, Keywords, RareAmong,
};

use super::{
    KEY, P_DECIMALS, PER_MILLION_DECIMALS, SCORE_DECIMALS, per_million, push_count, push_interval,
    push_p, push_p_columns, push_rate, push_scores,
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
    let score = |measure: &KeynessMeasure| Column::real(measure.to_string(), SCORE_DECIMALS);
    let before = before_p(measures);
    columns.extend(measures.iter().take(before).map(score));
    push_p_columns(columns);
    columns.extend(measures.iter().skip(before).map(score));
    if bootstrap {
        let ends = ["bootstrap_low", "bootstrap_high"];
        columns.extend(ends.map(|name| Column::real(name, SCORE_DECIMALS)));
    }
    columns.push(Column::key(KEY));
}

/// How many of the measures stand before p: all that were named. Of the usual ones those of texts, which
/// came later, follow behind p, so that the columns of older tables keep their places.
fn before_p(measures: &[KeynessMeasure]) -> usize {
    let usual = DEFAULT_KEYNESS.map(KeynessMeasure::Table);
    match measures.strip_prefix(&usual[..]) {
        Some(rest) if rest == DEFAULT_TEXT_KEYNESS.map(KeynessMeasure::Texts) => usual.len(),
        _ => measures.len(),
    }
}

fn push_keyword(sink: &mut dyn RowSink, row: &KeywordRow, measures: &[KeynessMeasure]) {
    sink.text(&row.label);
    sink.integer(row.freq_target);
    sink.integer(row.freq_reference);
    push_rate(sink, row.per_million_target);
    push_rate(sink, row.per_million_reference);
    push_count(sink, row.doc_freq_target);
    push_count(sink, row.doc_freq_reference);
    let before = before_p(measures);
    push_scores(sink, row.scores.iter().copied().take(before));
    push_p(sink, row.log10_p, row.log10_q);
    push_scores(sink, row.scores.iter().copied().skip(before));
    if let Some(interval) = row.interval {
        push_interval(sink, interval);
    }
    sink.text(&row.form);
}

/// `form` (as it is most often written), `freq_target, freq_reference, per_million_target, per_million_reference, doc_freq_target,
/// doc_freq_reference`, the measures, `p, q, log10_p, log10_q`, where p and q are missing below 1e-300, behind them the usual measures of
/// texts, where they were asked for the ends of bootstrap intervals, `key`, the form that was counted, and where documents are compared
/// `texts_target, texts_reference`, all texts of both.
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

    fn found(&self) -> u64 {
        self.found
    }

    fn row(&self, index: usize, sink: &mut dyn RowSink) {
        let Some(row) = self.rows.get(index) else { return };
        push_keyword(sink, row, &self.measures);
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
        push_keyword(sink, &row.keyword, &self.measures);
    }

    fn tests(&self) -> Vec<(String, u64)> {
        let names = self.groups.iter().map(|(name, _)| name.clone());
        names.zip(self.tests.iter().copied()).collect()
    }
}

/// `group, form` (as it is most often written), `freq, per_million, groups` or `documents` (how many have it), `idf, tf_idf, key`.
impl Rows for GroupTerms {
    fn columns(&self) -> Vec<Column> {
        let with = match self.options.among {
            RareAmong::Groups => "groups",
            RareAmong::Documents => "documents",
        };
        vec![
            Column::text("group"),
            Column::text("form"),
            Column::integer("freq"),
            per_million(),
            Column::integer(with),
            Column::real("idf", SCORE_DECIMALS),
            Column::real("tf_idf", SCORE_DECIMALS),
            Column::key(KEY),
        ]
    }

    fn len(&self) -> usize {
        self.rows.len()
    }

    fn row(&self, index: usize, sink: &mut dyn RowSink) {
        let Some(row) = self.rows.get(index) else { return };
        sink.text(self.groups.get(row.group).map_or("", |(name, _)| name));
        sink.text(&row.label);
        sink.integer(row.freq);
        push_rate(sink, row.per_million);
        sink.integer(row.with);
        sink.real(row.inverse);
        sink.real(row.weight);
        sink.text(&row.form);
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
///
/// # Examples
/// ```
/// use siyaq_analysis::{FrequencyRow, FrequencyTable, GroupTables, KeywordOptions};
/// use siyaq_analysis::{group_keywords, keyness_map};
/// use siyaq_output::keyness_heat_map;
///
/// // «درهم» and «ريال» in a thousand tokens of two newspapers.
/// let corpus = |name: &str, words: [(&str, u64); 2]| {
///     let row = |(form, freq): (&str, u64)| FrequencyRow { form: form.into(), freq, doc_freq: None };
///     (name.to_owned(), FrequencyTable::from_rows(words.map(row).into(), Some(1_000)))
/// };
/// let tables = GroupTables::new(vec![
///     corpus("الرباط", [("درهم", 80), ("ريال", 5)]),
///     corpus("الرياض", [("درهم", 10), ("ريال", 80)]),
/// ]);
/// let found = group_keywords(&tables, &KeywordOptions::default())?;
/// let map = keyness_heat_map(&keyness_map(&tables, &found, 10));
/// assert_eq!((map.rows[0].as_str(), map.rows[1].as_str()), ("درهم", "ريال"));
/// // log2(80 / 10) = 3 and log2(5 / 80) = -4 in the first; in the second the same from the other side.
/// let values = map.values.iter().flatten().flatten().map(|value| (value * 1e9).round() / 1e9);
/// assert_eq!(values.collect::<Vec<f64>>(), [3.0, -3.0, -4.0, 4.0]);
/// # Ok::<(), siyaq_analysis::AnalysisError>(())
/// ```
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
