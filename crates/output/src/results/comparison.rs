//! Corpora compared, clusters, semantic neighbours and drift.

use siyaq_analysis::{Clusters, Comparison, Drift, Neighbour, StyleDistances};
use siyaq_query::FormLabels;
use std::borrow::{Borrow, Cow};

use super::{KEY, SCORE_DECIMALS, push_scores};
use crate::chart::{Colours, HeatMap};
use crate::held::Held;
use crate::rows::{Column, RowSink, Rows};

/// `first, second, chi_squared_by_freedom, deviation, cramer_v, spearman, jensen_shannon`.
impl Rows for Comparison {
    fn columns(&self) -> Vec<Column> {
        let mut columns = vec![Column::text("first"), Column::text("second")];
        let scores =
            ["chi_squared_by_freedom", "deviation", "cramer_v", "spearman", "jensen_shannon"];
        columns.extend(scores.map(|name| Column::real(name, SCORE_DECIMALS)));
        columns
    }

    fn len(&self) -> usize {
        self.rows.len()
    }

    fn row(&self, index: usize, sink: &mut dyn RowSink) {
        let Some(row) = self.rows.get(index) else { return };
        sink.text(&row.first);
        sink.text(&row.second);
        for score in [
            row.chi_squared_by_freedom,
            row.deviation,
            row.cramer_v,
            row.spearman,
            row.jensen_shannon,
        ] {
            sink.real(score);
        }
    }
}

/// `first, second`, and the measures of distance.
impl Rows for StyleDistances {
    fn columns(&self) -> Vec<Column> {
        let mut columns = vec![Column::text("first"), Column::text("second")];
        let measures = self.measures.iter();
        columns.extend(measures.map(|measure| Column::real(measure.name(), SCORE_DECIMALS)));
        columns
    }

    fn len(&self) -> usize {
        self.rows.len()
    }

    fn row(&self, index: usize, sink: &mut dyn RowSink) {
        let Some(row) = self.rows.get(index) else { return };
        sink.text(&row.first);
        sink.text(&row.second);
        push_scores(sink, row.scores.iter().copied());
    }
}

/// The Jensen-Shannon divergences of all pairs, to be drawn.
///
/// # Examples
/// ```
/// use siyaq_analysis::{CompareOptions, FrequencyRow, FrequencyTable, GroupTables, compare};
/// use siyaq_output::comparison_heat_map;
///
/// let corpus = |name: &str, words: [(&str, u64); 2]| {
///     let row = |(form, freq): (&str, u64)| FrequencyRow { form: form.into(), freq, doc_freq: None };
///     (name.to_owned(), FrequencyTable::from_rows(words.map(row).into(), None))
/// };
/// let tables = GroupTables::new(vec![
///     corpus("صحيفة", [("قال", 8), ("وزير", 4)]),
///     corpus("مجلة", [("قال", 80), ("وزير", 40)]),
///     corpus("ديوان", [("ليل", 5), ("قمر", 3)]),
/// ]);
/// let map = comparison_heat_map(&compare(&tables, &CompareOptions::default())?);
/// assert_eq!(map.columns, ["صحيفة", "مجلة", "ديوان"]);
/// // The first two have the same shares, and the third no word of theirs.
/// let rounded = |value: f64| (value * 1e9).round() / 1e9;
/// assert_eq!(map.values[0][1].map(rounded), Some(0.0));
/// assert_eq!(map.values[0][2].map(rounded), Some(1.0));
/// # Ok::<(), siyaq_analysis::AnalysisError>(())
/// ```
#[must_use]
pub fn comparison_heat_map(comparison: &Comparison) -> HeatMap {
    let names: Vec<String> = comparison.groups.iter().map(|(name, _)| name.clone()).collect();
    let between = |a: &String, b: &String| {
        let pair = comparison.rows.iter().find(|row| {
            (row.first == *a && row.second == *b) || (row.first == *b && row.second == *a)
        });
        pair.and_then(|row| row.jensen_shannon.ok())
    };
    HeatMap {
        title: "jensen_shannon, in bits: 0 alike, 1 nothing in common".to_owned(),
        values: names.iter().map(|a| names.iter().map(|b| between(a, b)).collect()).collect(),
        rows: names.clone(),
        columns: names,
        colours: Colours::FromZero,
        decimals: 3,
    }
}

/// The members of clusters: `cluster, name`.
#[derive(Debug, Clone, Copy)]
pub struct ClusterRows<C>(pub C);

impl<C: Borrow<Clusters> + Sync> Rows for ClusterRows<C> {
    fn columns(&self) -> Vec<Column> {
        vec![Column::integer("cluster"), Column::text("name")]
    }

    fn len(&self) -> usize {
        self.0.borrow().members.len()
    }

    fn row(&self, index: usize, sink: &mut dyn RowSink) {
        let Some(row) = self.0.borrow().members.get(index) else { return };
        sink.integer(row.cluster as u64);
        sink.text(&row.name);
    }
}

/// The steps by which clusters were joined: `step, first, second, distance, members`.
#[derive(Debug, Clone, Copy)]
pub struct ClusterStepRows<C>(pub C);

impl<C: Borrow<Clusters> + Sync> Rows for ClusterStepRows<C> {
    fn columns(&self) -> Vec<Column> {
        vec![
            Column::integer("step"),
            Column::text("first"),
            Column::text("second"),
            Column::real("distance", SCORE_DECIMALS),
            Column::integer("members"),
        ]
    }

    fn len(&self) -> usize {
        self.0.borrow().steps.len()
    }

    fn row(&self, index: usize, sink: &mut dyn RowSink) {
        let Some(row) = self.0.borrow().steps.get(index) else { return };
        sink.integer(index as u64 + 1);
        sink.text(&row.first);
        sink.text(&row.second);
        sink.real(Ok(row.distance));
        sink.integer(row.members as u64);
    }
}

/// Semantic neighbours, as each is most often written: `form, cosine, freq, key` (the form of the layer), after `period` where they are of
/// periods.
#[derive(Debug, Clone)]
pub struct NeighbourRows<'a> {
    labels: FormLabels<'a>,
    freqs: Cow<'a, [u64]>,
    periods: bool,
    rows: Vec<(String, Neighbour)>,
}

impl<'a> NeighbourRows<'a> {
    /// Neighbours that were found on the layer of the labels; `freqs` are by form.
    #[must_use]
    pub fn new(
        labels: FormLabels<'a>,
        freqs: impl Into<Cow<'a, [u64]>>,
        neighbours: &[Neighbour],
    ) -> Self {
        let rows = neighbours.iter().map(|own| (String::new(), *own)).collect();
        Self { labels, freqs: freqs.into(), periods: false, rows }
    }

    /// Neighbours in each of some periods.
    #[must_use]
    pub fn of_periods(
        labels: FormLabels<'a>,
        freqs: impl Into<Cow<'a, [u64]>>,
        neighbours: Vec<(String, Neighbour)>,
    ) -> Self {
        Self { labels, freqs: freqs.into(), periods: true, rows: neighbours }
    }
}

impl Rows for NeighbourRows<'_> {
    fn columns(&self) -> Vec<Column> {
        let period = self.periods.then(|| Column::text("period"));
        let own = [
            Column::text("form"),
            Column::real("cosine", SCORE_DECIMALS),
            Column::integer("freq"),
            Column::key(KEY),
        ];
        period.into_iter().chain(own).collect()
    }

    fn len(&self) -> usize {
        self.rows.len()
    }

    fn row(&self, index: usize, sink: &mut dyn RowSink) {
        let Some((period, row)) = self.rows.get(index) else { return };
        if self.periods {
            sink.text(period);
        }
        sink.text(self.labels.label(row.form));
        sink.real(Ok(row.cosine));
        sink.integer(self.freqs.get(row.form.0 as usize).copied().unwrap_or(0));
        sink.text(self.labels.key(row.form));
    }
}

/// How far words moved, as each is most often written: `form, distance, shared, freq, key` (the form of the layer).
#[derive(Debug, Clone)]
pub struct DriftRows<'a> {
    /// The words.
    pub drift: Held<'a, Drift>,
    /// The labels of the layer that they are of.
    pub labels: FormLabels<'a>,
    /// Their frequencies, by form.
    pub freqs: Cow<'a, [u64]>,
}

impl Rows for DriftRows<'_> {
    fn columns(&self) -> Vec<Column> {
        vec![
            Column::text("form"),
            Column::real("distance", SCORE_DECIMALS),
            Column::real("shared", SCORE_DECIMALS),
            Column::integer("freq"),
            Column::key(KEY),
        ]
    }

    fn len(&self) -> usize {
        self.drift.rows.len()
    }

    fn row(&self, index: usize, sink: &mut dyn RowSink) {
        let Some(row) = self.drift.rows.get(index) else { return };
        sink.text(self.labels.label(row.form));
        sink.real(Ok(row.distance));
        sink.real(Ok(row.shared));
        sink.integer(self.freqs.get(row.form.0 as usize).copied().unwrap_or(0));
        sink.text(self.labels.key(row.form));
    }
}
