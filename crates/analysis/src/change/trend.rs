//! The frequency of a query over time.

use crate::AnalysisError;
use crate::change::periods::{Period, Periods};
use crate::dispersion::by_document;
use crate::rank::per_million;
use siyaq_count::Selection;
use siyaq_query::Hits;
use siyaq_stats::{
    BurstOptions, Level, NeighbourMerge, SampleCount, Undefined, Variability, bursts,
    change_points, elbow, mann_kendall, neighbour_clusters, pettitt, stretches_of, theil_sen,
};
use siyaq_types::{Date, DocId};

/// A query over time.
#[derive(Clone, Debug, PartialEq)]
pub struct Trend {
    /// Where the dates come from: the name of the date field, or what [`trend_of`] was told.
    pub field: String,
    /// The unit of time.
    pub by: Period,
    /// Every period from the first to the last, those without documents included.
    pub rows: Vec<TrendRow>,
    /// The documents that have no date, or one that is not exact enough, all together.
    pub undated: TrendRow,
}

/// One period.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct TrendRow {
    /// The period as it is written.
    pub period: String,
    /// Documents of the period.
    pub documents: u64,
    /// Its tokens.
    pub tokens: u64,
    /// How often the query occurs.
    pub freq: u64,
    /// The same in a million tokens; `None` in a period without tokens.
    pub per_million: Option<f64>,
    /// In how many documents.
    pub doc_freq: u64,
}

/// Counts the hits of a query in every period. The dates are those of `field`, or of the first
/// date field.
///
/// # Errors
/// When there is no such field, or it holds no dates.
///
/// # Examples
/// ```
/// use siyaq_analysis::{Period, trend};
/// use siyaq_count::Selection;
/// # use siyaq_index::{Boundary, BuildOptions, CorpusBuilder, Document, MetaValue, Shard, TokenClass};
/// use siyaq_query::{SearchOptions, search};
///
/// let texts = [("2010-05", "أسعار النفط"), ("2010-11", "إنتاج النفط"), ("2012-01", "زيت الزيتون")];
/// # let mut shard = Shard::new();
/// # for (number, (value, text)) in texts.iter().enumerate() {
/// #     let metadata = vec![Some(MetaValue::Date(value.parse()?))];
/// #     let id = number.to_string();
/// #     shard.start_document(Document { id, metadata, ..Document::default() });
/// #     for form in text.split(' ') {
/// #         shard.push(form, TokenClass::ArabicWord, Boundary::None, true);
/// #     }
/// # }
/// # let mut options = BuildOptions::default();
/// # options.fields.push("date:date".parse()?);
/// # let corpus = CorpusBuilder::new(options).finish(vec![shard])?.into_corpus()?;
/// let hits = search(&corpus, &"النفط".parse()?, &SearchOptions::default().layer("word"))?;
/// let selection = Selection::new(&corpus, corpus.words());
/// let found = trend(&selection, &hits, Period::Year, Some("date"))?;
/// let rows = found.rows.iter().map(|row| (row.period.as_str(), row.freq, row.tokens));
/// assert_eq!(rows.collect::<Vec<_>>(), [("2010", 2, 4), ("2011", 0, 0), ("2012", 0, 2)]);
/// assert_eq!(found.rows[0].per_million, Some(500_000.0));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn trend(
    selection: &Selection<'_>,
    hits: &Hits,
    by: Period,
    field: Option<&str>,
) -> Result<Trend, AnalysisError> {
    Ok(over(selection, hits, &Periods::new(selection, by, field)?))
}

/// Counts the hits of a query in every period, with a date for each document from anywhere; `field`
/// says where from.
///
/// # Errors
/// As [`Periods::by_dates`].
///
/// # Examples
/// ```
/// use siyaq_analysis::{Period, trend_of};
/// use siyaq_count::Selection;
/// # use siyaq_index::{Boundary, BuildOptions, CorpusBuilder, Document, Shard, TokenClass};
/// use siyaq_index::Date;
/// # use siyaq_query::{SearchOptions, search};
///
/// let texts = ["أسعار النفط", "إنتاج النفط", "زيت الزيتون"];
/// # let mut shard = Shard::new();
/// # for (number, text) in texts.iter().enumerate() {
/// #     shard.start_document(Document { id: number.to_string(), ..Document::default() });
/// #     for form in text.split(' ') {
/// #         shard.push(form, TokenClass::ArabicWord, Boundary::None, true);
/// #     }
/// # }
/// # let corpus = CorpusBuilder::new(BuildOptions::default()).finish(vec![shard])?.into_corpus()?;
/// let hits = search(&corpus, &"النفط".parse()?, &SearchOptions::default().layer("word"))?;
/// let selection = Selection::new(&corpus, corpus.words());
/// // The dates of the first two are known from elsewhere.
/// let dates = [Date::new(2010, None, None), Date::new(2011, None, None), None];
/// let found = trend_of(&selection, &hits, Period::Year, "catalogue", |doc| dates[doc.index()])?;
/// let rows = found.rows.iter().map(|row| (row.period.as_str(), row.freq));
/// assert_eq!(rows.collect::<Vec<_>>(), [("2010", 1), ("2011", 1)]);
/// assert_eq!((found.undated.documents, found.undated.tokens), (1, 2));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn trend_of(
    selection: &Selection<'_>,
    hits: &Hits,
    by: Period,
    field: &str,
    date: impl Fn(DocId) -> Option<Date>,
) -> Result<Trend, AnalysisError> {
    Ok(over(selection, hits, &Periods::by_dates(selection, by, field, date)?))
}

fn over(selection: &Selection<'_>, hits: &Hits, periods: &Periods) -> Trend {
    let counts = by_document(selection, hits);
    let sums = periods.sums(&counts);
    let sizes = periods.tokens().iter().zip(periods.documents());
    let rows = periods.names().iter().zip(sizes).zip(&sums);
    let rows = rows.map(|((period, (tokens, documents)), (freq, doc_freq))| TrendRow {
        period: period.clone(),
        documents: *documents,
        tokens: *tokens,
        freq: *freq,
        per_million: per_million(*freq, *tokens),
        doc_freq: *doc_freq,
    });
    let undated = counts.iter().filter(|(doc, _)| periods.of_document(*doc).is_none());
    let (documents, tokens) = periods.undated();
    let freq = undated.clone().map(|(_, freq)| freq).sum();
    let undated = TrendRow {
        period: String::new(),
        documents,
        tokens,
        freq,
        per_million: per_million(freq, tokens),
        doc_freq: undated.count() as u64,
    };
    let (field, by) = (periods.field().to_owned(), periods.by());
    Trend { field, by, rows: rows.collect(), undated }
}

/// A number that says something of a whole series.
#[derive(Clone, Debug, PartialEq)]
pub struct TrendMeasure {
    /// Its name.
    pub measure: &'static str,
    /// Its value, or why there is none.
    pub value: Result<f64, Undefined>,
    /// What it is.
    pub description: String,
}

/// Periods in a row with one rate, or a burst.
#[derive(Clone, Debug, PartialEq)]
pub struct TrendSpan {
    /// The first period.
    pub from: String,
    /// The last period.
    pub to: String,
    /// Their tokens.
    pub tokens: u64,
    /// How often the query occurs in them.
    pub freq: u64,
    /// The same in a million tokens.
    pub per_million: Option<f64>,
    /// The level of a burst, from 1, and how much better it explains the periods than the one
    /// below, in natural logarithms of likelihood; none for a stretch between changes.
    pub burst: Option<(u8, f64)>,
}

/// Periods put together, neighbours only.
#[derive(Clone, Debug, PartialEq)]
pub struct NeighbourPeriods {
    /// The steps, each of which puts two stretches together.
    pub steps: Vec<NeighbourStep>,
    /// The same by the places of the periods that hold tokens.
    merges: Vec<NeighbourMerge>,
}

/// Two stretches of periods put together.
#[derive(Clone, Debug, PartialEq)]
pub struct NeighbourStep {
    /// Which step, from 1.
    pub step: usize,
    /// The first period of the first stretch.
    pub from: String,
    /// The first period of the second stretch.
    pub second: String,
    /// The last period of both.
    pub to: String,
    /// How unlike they are.
    pub distance: f64,
    /// The sum of the distances so far, the height of the dendrogram.
    pub height: f64,
}

impl Trend {
    /// The periods that hold tokens, with their numbers.
    fn filled(&self) -> Vec<(usize, &TrendRow)> {
        self.rows.iter().enumerate().filter(|(_, row)| row.tokens > 0).collect()
    }

    /// Whether and how fast the frequency rises or falls: the test of Mann and Kendall, the line of
    /// Theil and Sen, the change of Pettitt. Periods without tokens are left out.
    #[must_use]
    pub fn measures(&self) -> Vec<TrendMeasure> {
        let filled = self.filled();
        let values: Vec<f64> = filled.iter().filter_map(|(_, row)| row.per_million).collect();
        let times: Vec<f64> = filled.iter().map(|(time, _)| *time as f64).collect();
        let kendall = mann_kendall(&values);
        let line = theil_sen(&times, &values, Level::NINETY_FIVE);
        let change = pettitt(&values);
        let of = |measure, value, description: &str| TrendMeasure {
            measure,
            value,
            description: description.to_owned(),
        };
        let unit = format!("per million tokens and {}", self.by);
        let after = change.ok().and_then(|found| filled.get(found.before));
        let after = after.map_or("no change", |(_, row)| row.period.as_str());
        vec![
            of("tau", kendall.map(|test| test.tau), "Kendall's tau of frequency and time"),
            of("z", kendall.map(|test| test.z), "of the test of Mann and Kendall"),
            of(
                "p",
                kendall.and_then(|test| test.p()),
                "of the test of Mann and Kendall, two-sided",
            ),
            of("log10_p", kendall.map(|test| test.log10_p), "its decimal logarithm"),
            of("slope", line.map(|line| line.slope), &format!("of Theil and Sen, {unit}")),
            of("slope_low", line.and_then(|line| line.low), "lower end of its 95 % interval"),
            of("slope_high", line.and_then(|line| line.high), "upper end of its 95 % interval"),
            of(
                "change_p",
                change.and_then(|found| found.p()),
                &format!("of Pettitt's change at {after}"),
            ),
        ]
    }

    /// The stretches of one rate between changes, by the division of greatest Poisson likelihood.
    #[must_use]
    pub fn stretches(&self) -> Vec<TrendSpan> {
        let filled = self.filled();
        let found = change_points(&samples(&filled), None).unwrap_or_default();
        found.iter().map(|found| span(&filled, (found.start, found.end), None)).collect()
    }

    /// Which periods belong together, by variability-based neighbour clustering of the frequencies in a
    /// million tokens; periods without tokens are left out.
    ///
    /// # Errors
    /// [`Undefined::TooFew`] with fewer than two periods with tokens.
    pub fn neighbours(&self, variability: Variability) -> Result<NeighbourPeriods, Undefined> {
        let filled = self.filled();
        let values: Vec<f64> = filled.iter().filter_map(|(_, row)| row.per_million).collect();
        let merges = neighbour_clusters(&values, variability)?;
        let name =
            |at: usize| filled.get(at).map_or_else(String::new, |(_, row)| row.period.clone());
        let mut height = 0.0;
        let step = |(merge, number): (&NeighbourMerge, usize)| {
            height += merge.distance;
            NeighbourStep {
                step: number,
                from: name(merge.first),
                second: name(merge.second),
                to: name(merge.end.saturating_sub(1)),
                distance: merge.distance,
                height,
            }
        };
        let steps = merges.iter().zip(1..).map(step).collect();
        Ok(NeighbourPeriods { steps, merges })
    }

    /// The stretches that are left of the periods after the first steps of their clustering: as many as
    /// asked for, or as the distances show ([`elbow`]).
    #[must_use]
    pub fn periods_of(&self, found: &NeighbourPeriods, stretches: Option<usize>) -> Vec<TrendSpan> {
        let filled = self.filled();
        let stretches = stretches.unwrap_or_else(|| elbow(&found.merges));
        let spans = stretches_of(filled.len(), &found.merges, stretches).into_iter();
        spans.map(|periods| span(&filled, (periods.start, periods.end), None)).collect()
    }

    /// The bursts of the query, outer before inner.
    #[must_use]
    pub fn bursts(&self, options: &BurstOptions) -> Vec<TrendSpan> {
        let filled = self.filled();
        let found = bursts(&samples(&filled), options).map(|found| found.bursts);
        let found = found.unwrap_or_default();
        let made = found.iter().map(|burst| {
            span(&filled, (burst.start, burst.end), Some((burst.level, burst.weight)))
        });
        made.collect()
    }
}

fn samples(filled: &[(usize, &TrendRow)]) -> Vec<SampleCount> {
    // A query of several words may hit more often than there are tokens.
    let sample =
        |row: &TrendRow| SampleCount { freq: row.freq.min(row.tokens), tokens: row.tokens };
    filled.iter().map(|(_, row)| sample(row)).collect()
}

fn span(
    filled: &[(usize, &TrendRow)],
    (start, end): (usize, usize),
    burst: Option<(u8, f64)>,
) -> TrendSpan {
    let rows = filled.get(start..end).unwrap_or_default();
    let name = |row: Option<&(usize, &TrendRow)>| {
        row.map_or_else(String::new, |(_, row)| row.period.clone())
    };
    let tokens = rows.iter().map(|(_, row)| row.tokens).sum();
    let freq = rows.iter().map(|(_, row)| row.freq).sum();
    TrendSpan {
        from: name(rows.first()),
        to: name(rows.last()),
        tokens,
        freq,
        per_million: per_million(freq, tokens),
        burst,
    }
}
