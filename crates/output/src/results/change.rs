//! Frequencies over time: of a query, and of a vocabulary.

use siyaq_analysis::{
    ChangeRow, Changes, CollocateTrend, NeighbourPeriods, Trend, TrendMeasure, TrendSpan,
};
use siyaq_stats::{Undefined, p_value};
use std::borrow::Borrow;

use super::{
    KEY, P_DECIMALS, SCORE_DECIMALS, per_million, push_p, push_p_columns, push_rate, push_scores,
    score_columns,
};
use crate::chart::{LineChart, Mark, Scale, Series};
use crate::rows::{Column, RowSink, Rows, tests_of_table};

/// `period, tokens, freq, per_million, doc_freq`. The undated documents are no row.
impl Rows for Trend {
    fn columns(&self) -> Vec<Column> {
        vec![
            Column::text("period"),
            Column::integer("tokens"),
            Column::integer("freq"),
            per_million(),
            Column::integer("doc_freq"),
        ]
    }

    fn len(&self) -> usize {
        self.rows.len()
    }

    fn row(&self, index: usize, sink: &mut dyn RowSink) {
        let Some(row) = self.rows.get(index) else { return };
        sink.text(&row.period);
        sink.integer(row.tokens);
        sink.integer(row.freq);
        push_rate(sink, row.per_million);
        sink.integer(row.doc_freq);
    }
}

/// `period, tokens, freq_node, freq_collocate, together, per_node` and the measures.
impl Rows for CollocateTrend {
    fn columns(&self) -> Vec<Column> {
        let mut columns = vec![Column::text("period")];
        let counts = ["tokens", "freq_node", "freq_collocate", "together"];
        columns.extend(counts.map(Column::integer));
        columns.push(Column::real("per_node", P_DECIMALS));
        columns.extend(score_columns(&self.measures));
        columns
    }

    fn len(&self) -> usize {
        self.rows.len()
    }

    fn row(&self, index: usize, sink: &mut dyn RowSink) {
        let Some(row) = self.rows.get(index) else { return };
        sink.text(&row.period);
        for count in [row.tokens, row.freq_node, row.freq_collocate, row.together] {
            sink.integer(count);
        }
        sink.real(row.per_node);
        push_scores(sink, row.scores.iter().copied());
    }
}

/// The numbers that say something of a whole series: `measure, value, description`.
#[derive(Debug, Clone, Copy)]
pub struct TrendMeasureRows<M>(pub M);

impl<M: Borrow<[TrendMeasure]> + Sync> Rows for TrendMeasureRows<M> {
    fn columns(&self) -> Vec<Column> {
        vec![
            Column::text("measure"),
            Column::real("value", P_DECIMALS),
            Column::text("description"),
        ]
    }

    fn len(&self) -> usize {
        self.0.borrow().len()
    }

    fn row(&self, index: usize, sink: &mut dyn RowSink) {
        let Some(row) = self.0.borrow().get(index) else { return };
        sink.text(row.measure);
        sink.real(row.value);
        sink.text(&row.description);
    }
}

/// Stretches of one rate, or bursts: `from, to, tokens, freq, per_million`; bursts also have `level, weight`.
#[derive(Debug, Clone, Copy)]
pub struct TrendSpanRows<S> {
    /// The rows.
    pub spans: S,
    /// Whether they are bursts.
    pub bursts: bool,
}

impl<S: Borrow<[TrendSpan]> + Sync> Rows for TrendSpanRows<S> {
    fn columns(&self) -> Vec<Column> {
        let mut columns = vec![
            Column::text("from"),
            Column::text("to"),
            Column::integer("tokens"),
            Column::integer("freq"),
            per_million(),
        ];
        if self.bursts {
            columns.extend([Column::integer("level"), Column::real("weight", SCORE_DECIMALS)]);
        }
        columns
    }

    fn len(&self) -> usize {
        self.spans.borrow().len()
    }

    fn row(&self, index: usize, sink: &mut dyn RowSink) {
        let Some(row) = self.spans.borrow().get(index) else { return };
        sink.text(&row.from);
        sink.text(&row.to);
        sink.integer(row.tokens);
        sink.integer(row.freq);
        push_rate(sink, row.per_million);
        if self.bursts {
            sink.integer(row.burst.map_or(0, |(level, _)| u64::from(level)));
            sink.real(row.burst.map(|(_, weight)| weight).ok_or(Undefined::NoBurst));
        }
    }
}

/// The steps by which neighbouring periods were put together: `step, from, second` (where the second stretch begins), `to, distance,
/// height`.
#[derive(Debug, Clone, Copy)]
pub struct NeighbourStepRows<N>(pub N);

impl<N: Borrow<NeighbourPeriods> + Sync> Rows for NeighbourStepRows<N> {
    fn columns(&self) -> Vec<Column> {
        let mut columns = vec![Column::integer("step")];
        columns.extend(["from", "second", "to"].map(Column::text));
        columns.extend(["distance", "height"].map(|name| Column::real(name, SCORE_DECIMALS)));
        columns
    }

    fn len(&self) -> usize {
        self.0.borrow().steps.len()
    }

    fn row(&self, index: usize, sink: &mut dyn RowSink) {
        let Some(row) = self.0.borrow().steps.get(index) else { return };
        sink.integer(row.step as u64);
        sink.text(&row.from);
        sink.text(&row.second);
        sink.text(&row.to);
        sink.real(Ok(row.distance));
        sink.real(Ok(row.height));
    }
}

/// `form` (as it is most often written), `freq, doc_freq, slope, slope_low, slope_high, relative_slope, tau, p, q, log10_p, log10_q, change, change_p, burst_from, burst_to,
/// burst_weight, key`. p-values are missing below 1e-300.
impl Rows for Changes {
    fn columns(&self) -> Vec<Column> {
        let mut columns =
            vec![Column::text("form"), Column::integer("freq"), Column::integer("doc_freq")];
        let scores = ["slope", "slope_low", "slope_high", "relative_slope", "tau"];
        columns.extend(scores.map(|name| Column::real(name, SCORE_DECIMALS)));
        push_p_columns(&mut columns);
        columns.push(Column::text("change"));
        columns.push(Column::real("change_p", P_DECIMALS));
        columns.extend(["burst_from", "burst_to"].map(Column::text));
        columns.push(Column::real("burst_weight", SCORE_DECIMALS));
        columns.push(Column::key(KEY));
        columns
    }

    fn len(&self) -> usize {
        self.rows.len()
    }

    fn row(&self, index: usize, sink: &mut dyn RowSink) {
        let Some(row) = self.rows.get(index) else { return };
        sink.text(&row.label);
        sink.integer(row.freq);
        sink.integer(row.doc_freq);
        for score in [row.slope, row.slope_low, row.slope_high, row.relative_slope, row.tau] {
            sink.real(score);
        }
        push_p(sink, row.log10_p, row.log10_q);
        push_text(sink, row.change.as_deref());
        sink.real(row.change_log10_p.and_then(p_value));
        push_text(sink, row.burst.as_ref().map(|burst| burst.from.as_str()));
        push_text(sink, row.burst.as_ref().map(|burst| burst.to.as_str()));
        sink.real(row.burst.as_ref().map(|burst| burst.weight).ok_or(Undefined::NoBurst));
        sink.text(&row.form);
    }

    fn tests(&self) -> Vec<(String, u64)> {
        tests_of_table(self.tests)
    }
}

fn push_text(sink: &mut dyn RowSink, text: Option<&str>) {
    match text {
        Some(text) => sink.text(text),
        None => sink.missing(),
    }
}

/// A query over time, to be drawn.
///
/// # Examples
/// ```
/// # use siyaq_index::{Boundary, BuildOptions, CorpusBuilder, Document, Shard, TokenClass};
/// # use siyaq_count::Selection;
/// # use siyaq_query::{SearchOptions, search};
/// # use siyaq_types::FieldKind;
/// use siyaq_analysis::{Period, trend};
/// use siyaq_output::trend_chart;
///
/// // «قال وزير الصحة امس» in 2023, «وزير المالية عند وزير الصحة» in 2025.
/// # let mut shard = Shard::new();
/// # shard.start_batch(0);
/// # let mut options = BuildOptions::default();
/// # options.fields = vec!["date:date".parse()?];
/// # for (date, text) in [("2023", "قال وزير الصحة امس"), ("2025", "وزير المالية عند وزير الصحة")] {
/// #     let metadata = vec![FieldKind::Date.parse(date)];
/// #     shard.start_document(Document { id: date.into(), metadata, ..Document::default() });
/// #     for (place, word) in text.split(' ').enumerate() {
/// #         let boundary = if place == 0 { Boundary::Document } else { Boundary::None };
/// #         shard.push(word, TokenClass::ArabicWord, boundary, true);
/// #     }
/// # }
/// # let corpus = CorpusBuilder::new(options).finish(vec![shard])?.into_corpus()?;
/// # let selection = Selection::new(&corpus, corpus.words());
/// let hits = search(&corpus, &"وزير".parse()?, &SearchOptions::default().layer("word"))?;
/// let chart = trend_chart(&trend(&selection, &hits, Period::Year, None)?, "وزير");
/// // Once in 4 tokens, no tokens at all, twice in 5.
/// let expected = [(0.0, Some(1e6 / 4.0)), (1.0, None), (2.0, Some(2e6 / 5.0))];
/// assert_eq!(chart.series[0].points, expected);
/// assert!(chart.svg().contains("2024"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[must_use]
pub fn trend_chart(trend: &Trend, query: &str) -> LineChart {
    let points = trend.rows.iter().enumerate();
    let points = points.map(|(place, row)| (place as f64, row.per_million)).collect();
    LineChart {
        title: query.to_owned(),
        x_label: trend.by.to_string(),
        y_label: "per million tokens".to_owned(),
        x: Scale::Named(trend.rows.iter().map(|row| row.period.clone()).collect()),
        series: vec![Series { name: query.to_owned(), points, mark: Mark::LineAndPoints }],
        ..LineChart::default()
    }
}

/// The first changes of a vocabulary over time, to be drawn.
///
/// # Examples
/// ```
/// # use siyaq_index::{Boundary, BuildOptions, CorpusBuilder, Document, Shard, TokenClass};
/// # use siyaq_count::Selection;
/// # use siyaq_types::FieldKind;
/// use siyaq_analysis::{ChangeOptions, Period, Periods, vocabulary_changes};
/// use siyaq_output::change_chart;
///
/// // «قال وزير الصحة امس» in 2023, «وزير المالية عند وزير الصحة» in 2024.
/// # let mut shard = Shard::new();
/// # shard.start_batch(0);
/// # let mut options = BuildOptions::default();
/// # options.fields = vec!["date:date".parse()?];
/// # for (date, text) in [("2023", "قال وزير الصحة امس"), ("2024", "وزير المالية عند وزير الصحة")] {
/// #     let metadata = vec![FieldKind::Date.parse(date)];
/// #     shard.start_document(Document { id: date.into(), metadata, ..Document::default() });
/// #     for (place, word) in text.split(' ').enumerate() {
/// #         let boundary = if place == 0 { Boundary::Document } else { Boundary::None };
/// #         shard.push(word, TokenClass::ArabicWord, boundary, true);
/// #     }
/// # }
/// # let corpus = CorpusBuilder::new(options).finish(vec![shard])?.into_corpus()?;
/// # let selection = Selection::new(&corpus, corpus.words());
/// let mut options = ChangeOptions::default();
/// (options.min_freq, options.min_doc_freq) = (3, 2);
/// let periods = Periods::new(&selection, Period::Year, None)?;
/// let chart = change_chart(&vocabulary_changes(&selection, periods, &options)?, 10);
/// // Only «وزير» occurs three times: once in 4 tokens, then twice in 5.
/// assert_eq!(chart.series.len(), 1);
/// assert_eq!(chart.series[0].name, "وزير");
/// assert_eq!(chart.series[0].points, [(0.0, Some(1e6 / 4.0)), (1.0, Some(2e6 / 5.0))]);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[must_use]
pub fn change_chart(changes: &Changes, most: usize) -> LineChart {
    let tokens = changes.periods.tokens();
    let rate =
        |freq: &u64, tokens: &u64| (*tokens > 0).then(|| *freq as f64 * 1e6 / *tokens as f64);
    let series = |row: &ChangeRow| Series {
        name: row.label.clone(),
        points: (0..)
            .zip(row.freqs.iter().zip(tokens))
            .map(|(place, (freq, tokens))| (f64::from(place), rate(freq, tokens)))
            .collect(),
        mark: Mark::LineAndPoints,
    };
    LineChart {
        title: "What changed most: frequency in a million tokens".to_owned(),
        x_label: changes.periods.by().to_string(),
        y_label: "per million tokens".to_owned(),
        x: Scale::Named(changes.periods.names().to_vec()),
        series: changes.rows.iter().take(most).map(series).collect(),
        ..LineChart::default()
    }
}
