//! Diversity, growth and laws.

use siyaq_analysis::{Diversity, Growth, Laws, Ranks};

use super::{SCORE_DECIMALS, interval_columns, push_interval, push_scores};
use crate::chart::{LineChart, Mark, Scale, Series};
use crate::rows::{Column, RowSink, Rows};

/// `part, tokens, types, hapaxes`, the measures, and `…_low, …_high` of those with intervals.
impl Rows for Diversity {
    fn columns(&self) -> Vec<Column> {
        let mut columns = vec![Column::text("part")];
        columns.extend(["tokens", "types", "hapaxes"].map(Column::integer));
        let measures = self.measures.iter();
        columns.extend(measures.map(|measure| Column::real(measure.name(), SCORE_DECIMALS)));
        columns.extend(interval_columns(&self.with_intervals));
        columns
    }

    fn len(&self) -> usize {
        self.rows.len()
    }

    fn row(&self, index: usize, sink: &mut dyn RowSink) {
        let Some(row) = self.rows.get(index) else { return };
        match &row.part {
            Some(part) => sink.text(part),
            None => sink.missing(),
        }
        sink.integer(row.tokens);
        sink.integer(row.types);
        sink.integer(row.hapaxes);
        push_scores(sink, row.scores.iter().copied());
        row.intervals.iter().for_each(|interval| push_interval(sink, *interval));
    }
}

/// `tokens, types, hapaxes, heaps`: the last is what the law expects.
impl Rows for Growth {
    fn columns(&self) -> Vec<Column> {
        let mut columns: Vec<Column> = ["tokens", "types", "hapaxes"].map(Column::integer).into();
        columns.push(Column::real("heaps", 1));
        columns
    }

    fn len(&self) -> usize {
        self.points.len()
    }

    fn row(&self, index: usize, sink: &mut dyn RowSink) {
        let Some(point) = self.points.get(index) else { return };
        sink.integer(point.tokens);
        sink.integer(point.types);
        sink.integer(point.hapaxes);
        sink.real(self.expected(point.tokens));
    }
}

/// `rank, freq, zipf, zipf_mandelbrot`: the last two are what the laws expect.
impl Rows for Ranks {
    fn columns(&self) -> Vec<Column> {
        let mut columns: Vec<Column> = ["rank", "freq"].map(Column::integer).into();
        columns.extend(["zipf", "zipf_mandelbrot"].map(|name| Column::real(name, 1)));
        columns
    }

    fn len(&self) -> usize {
        self.rows.len()
    }

    fn row(&self, index: usize, sink: &mut dyn RowSink) {
        let Some(row) = self.rows.get(index) else { return };
        sink.integer(row.rank);
        sink.integer(row.freq);
        sink.real(row.zipf);
        sink.real(row.mandelbrot);
    }
}

/// `law, parameter, value, description`.
impl Rows for Laws {
    fn columns(&self) -> Vec<Column> {
        vec![
            Column::text("law"),
            Column::text("parameter"),
            Column::real("value", 4),
            Column::text("description"),
        ]
    }

    fn len(&self) -> usize {
        self.rows.len()
    }

    fn row(&self, index: usize, sink: &mut dyn RowSink) {
        let Some(row) = self.rows.get(index) else { return };
        sink.text(row.law);
        sink.text(row.parameter);
        sink.real(row.value);
        sink.text(row.description);
    }
}

/// The growth of a vocabulary, to be drawn.
///
/// # Examples
/// ```
/// # use siyaq_index::{Boundary, BuildOptions, CorpusBuilder, Document, Shard, TokenClass};
/// # use siyaq_count::Selection;
/// use siyaq_analysis::{GrowthOptions, vocabulary_growth};
/// use siyaq_output::growth_chart;
///
/// // «من كتاب الى كتاب من باب الى باب».
/// # let mut shard = Shard::new();
/// # shard.start_batch(0);
/// # shard.start_document(Document { id: "a".into(), ..Document::default() });
/// # for (place, word) in "من كتاب الى كتاب من باب الى باب".split(' ').enumerate() {
/// #     let boundary = if place == 0 { Boundary::Document } else { Boundary::None };
/// #     shard.push(word, TokenClass::ArabicWord, boundary, true);
/// # }
/// # let corpus = CorpusBuilder::new(BuildOptions::default()).finish(vec![shard])?.into_corpus()?;
/// # let selection = Selection::new(&corpus, corpus.words());
/// let mut options = GrowthOptions::default();
/// options.step = Some(4);
/// let chart = growth_chart(&vocabulary_growth(&selection, &options)?);
/// // Three types in the first half, «من» and «الى» once so far; at the end four, all of them twice.
/// assert_eq!(chart.series[0].points, [(4.0, Some(3.0)), (8.0, Some(4.0))]);
/// assert_eq!(chart.series[1].points, [(4.0, Some(2.0)), (8.0, Some(0.0))]);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[must_use]
pub fn growth_chart(growth: &Growth) -> LineChart {
    let points = growth.points.iter();
    let series = |name: &str, mark, value: &dyn Fn(&siyaq_stats::GrowthPoint) -> Option<f64>| {
        let points = points.clone().map(|point| (point.tokens as f64, value(point))).collect();
        Series { name: name.to_owned(), points, mark }
    };
    LineChart {
        title: "Growth of the vocabulary".to_owned(),
        x_label: "tokens".to_owned(),
        y_label: "types".to_owned(),
        series: vec![
            series("types", Mark::Line, &|point| Some(point.types as f64)),
            series("hapaxes", Mark::Line, &|point| Some(point.hapaxes as f64)),
            series("Heaps", Mark::Dashed, &|point| growth.expected(point.tokens).ok()),
        ],
        ..LineChart::default()
    }
}

/// Frequency by rank on logarithmic axes, to be drawn: at most some hundred points, evenly apart.
///
/// # Examples
/// ```
/// # use siyaq_index::{Boundary, BuildOptions, CorpusBuilder, Document, Shard, TokenClass};
/// # use siyaq_count::Selection;
/// use siyaq_analysis::rank_frequency;
/// use siyaq_output::{Scale, rank_chart};
///
/// // «من باب الى باب ومن باب الى دار»: «باب» three times, «الى» twice, three words once.
/// # let mut shard = Shard::new();
/// # shard.start_batch(0);
/// # shard.start_document(Document { id: "a".into(), ..Document::default() });
/// # for (place, word) in "من باب الى باب ومن باب الى دار".split(' ').enumerate() {
/// #     let boundary = if place == 0 { Boundary::Document } else { Boundary::None };
/// #     shard.push(word, TokenClass::ArabicWord, boundary, true);
/// # }
/// # let corpus = CorpusBuilder::new(BuildOptions::default()).finish(vec![shard])?.into_corpus()?;
/// # let selection = Selection::new(&corpus, corpus.words());
/// let chart = rank_chart(&rank_frequency(&selection)?);
/// let expected = [(1.0, 3.0), (2.0, 2.0), (3.0, 1.0), (4.0, 1.0), (5.0, 1.0)];
/// assert_eq!(chart.series[0].points, expected.map(|(rank, freq)| (rank, Some(freq))));
/// assert_eq!((chart.x, chart.y), (Scale::Logarithmic, Scale::Logarithmic));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[must_use]
pub fn rank_chart(ranks: &Ranks) -> LineChart {
    let last = ranks.rows.len().max(1) as f64;
    let mut places: Vec<usize> = (0..=300)
        .map(|step| last.powf(f64::from(step) / 300.0).round() as usize)
        .map(|rank| rank.saturating_sub(1))
        .collect();
    places.dedup();
    let rows: Vec<_> = places.iter().filter_map(|place| ranks.rows.get(*place)).collect();
    let series = |name: &str, mark, value: &dyn Fn(&siyaq_analysis::RankRow) -> Option<f64>| {
        let points = rows.iter().map(|row| (row.rank as f64, value(row))).collect();
        Series { name: name.to_owned(), points, mark }
    };
    LineChart {
        title: "Frequency by rank".to_owned(),
        x_label: "rank".to_owned(),
        y_label: "frequency".to_owned(),
        x: Scale::Logarithmic,
        y: Scale::Logarithmic,
        series: vec![
            series("observed", Mark::Points, &|row| Some(row.freq as f64)),
            series("Zipf", Mark::Dashed, &|row| row.zipf.ok()),
            series("Zipf-Mandelbrot", Mark::Line, &|row| row.mandelbrot.ok()),
        ],
    }
}
