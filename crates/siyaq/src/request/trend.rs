//! Frequency over time.

use super::asked::Asked;
use super::error::{Result, invalid};
use super::names::{Measures, Named};
use super::numbers::{count_of, some, within};
use super::run::{Found, Loaded, Request, Run};
use super::scope::{QueryOptions, ScopeOptions};
use super::text;
use crate::first_dates;
use serde::{Deserialize, Serialize};
use siyaq_analysis::{
    CollocateTrend, NeighbourPeriods, Period, TrendMeasure, TrendSpan, collocate_trend, trend,
    trend_of,
};
use siyaq_count::{Selection, WindowSpan};
use siyaq_output::{Chart, NeighbourStepRows, TrendMeasureRows, TrendSpanRows, trend_chart};
use siyaq_query::Hits;
use siyaq_stats::{BurstOptions, LogBase, Measure, Variability};
use siyaq_types::{Date, DocId, FieldKind, MetaValue};
use std::collections::BTreeMap;
use std::ffi::OsString;
use std::fmt;
use std::str::FromStr;

/// Where the date of a document comes from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "clap", derive(clap::ValueEnum))]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum DateSource {
    /// The metadata field
    #[default]
    Metadata,
    /// The first date in the text
    Text,
    /// The metadata field, or where it has none the first date in the text
    Either,
}

/// Years that a date in a text may lie in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Years {
    /// The first year.
    pub first: i16,
    /// The last year.
    pub last: i16,
}

/// The years of memory: 1900 to 2099.
impl Default for Years {
    fn default() -> Self {
        Self { first: 1900, last: 2099 }
    }
}

/// What are no years.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} are no years; write FIRST..LAST, such as 2010..2016")]
pub struct ParseYearsError(String);

/// Reads `2010..2016` or one year.
impl FromStr for Years {
    type Err = ParseYearsError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let (first, last) = text.split_once("..").unwrap_or((text, text));
        match (first.trim().parse(), last.trim().parse()) {
            (Ok(first), Ok(last)) if first <= last => Ok(Self { first, last }),
            _ => Err(ParseYearsError(text.to_owned())),
        }
    }
}

impl fmt::Display for Years {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}..{}", self.first, self.last)
    }
}

/// What is shown of a series.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "clap", derive(clap::ValueEnum))]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum TrendShow {
    /// A row for each period
    #[default]
    Series,
    /// Whether and how fast it rises or falls
    Test,
    /// The stretches of one rate between changes
    Changes,
    /// When it was the talk of the day
    Bursts,
    /// Neighbouring periods that belong together
    Periods,
    /// The steps by which they were put together
    Steps,
}

/// A query over time.
///
/// ```
/// use siyaq::request::{Request, Trend};
/// # let session = siyaq::request::Session::new();
/// # session.put_texts("news", ["قال وزير كلمة يوم 5 يناير 2023.", "زار وزير المدينة يوم 6 مارس 2023."])?;
/// # use siyaq::output::Rows;
///
/// let mut request = Trend::new("news", "وزير");
/// request.date_from = siyaq::request::DateSource::Text;
/// // January, February and March.
/// assert_eq!(request.run(&session)?.rows.len(), 3);
/// # Ok::<(), siyaq::request::RequestError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "clap", derive(clap::Args))]
#[serde(default)]
#[non_exhaustive]
pub struct Trend {
    /// The corpus and the query.
    #[serde(flatten)]
    #[cfg_attr(feature = "clap", command(flatten))]
    pub query: QueryOptions,

    /// The unit of time: year, month, week, day
    #[cfg_attr(feature = "clap", arg(long, value_name = "UNIT", default_value = "month"))]
    #[serde(with = "text")]
    pub by: Period,

    /// The date field; the first one of the corpus unless given
    #[cfg_attr(feature = "clap", arg(long, value_name = "FIELD"))]
    pub field: Option<String>,

    /// Where the dates of documents come from
    #[cfg_attr(
        feature = "clap",
        arg(long, value_enum, value_name = "SOURCE", default_value = "metadata")
    )]
    pub date_from: DateSource,

    /// The years that the first date in a text is looked for in; others are passed over
    #[cfg_attr(
        feature = "clap",
        arg(long, value_name = "FIRST..LAST", default_value = "1900..2099")
    )]
    #[serde(with = "text")]
    pub years: Years,

    /// What is printed of the series
    #[cfg_attr(
        feature = "clap",
        arg(long, value_enum, value_name = "WHAT", default_value = "series")
    )]
    pub show: TrendShow,

    /// With --show periods: how many; as many as are left before the distance grows most, unless given
    #[cfg_attr(feature = "clap", arg(long, value_name = "N", value_parser = some::<usize>))]
    pub stretches: Option<usize>,

    /// With --show periods and steps: how unlike neighbours are, by the sd or the cv of all their
    /// frequencies in a million
    #[cfg_attr(
        feature = "clap",
        arg(long, value_name = "sd|cv", default_value = "sd", hide_short_help = true)
    )]
    #[serde(with = "text")]
    pub variability: Variability,

    /// Count how often this word stands near the query
    #[cfg_attr(feature = "clap", arg(long, value_name = "WORD", conflicts_with = "show"))]
    pub with: Option<String>,

    /// Positions before and after the query in which --with counts
    #[cfg_attr(
        feature = "clap",
        arg(long, value_name = "BEFORE:AFTER", default_value = "5:5", requires = "with")
    )]
    #[serde(with = "text")]
    pub window: WindowSpan,

    /// The measures of both that --with computes
    #[cfg_attr(
        feature = "clap",
        arg(long, value_name = "MEASURES", default_value = "log_dice,mi", requires = "with")
    )]
    pub measures: Measures,

    /// At most so many rows, 0 for all; as many as there are unless given
    #[cfg_attr(feature = "clap", arg(skip))]
    pub top: Option<u64>,
}

impl Default for Trend {
    fn default() -> Self {
        Self {
            query: QueryOptions::default(),
            by: Period::Month,
            field: None,
            date_from: DateSource::Metadata,
            years: Years::default(),
            show: TrendShow::Series,
            stretches: None,
            variability: Variability::default(),
            with: None,
            window: WindowSpan { before: 5, after: 5 },
            measures: Named(vec![Measure::LogDice, Measure::Mi { base: LogBase::Two }]),
            top: None,
        }
    }
}

impl Trend {
    /// Asks one corpus for a query.
    #[must_use]
    pub fn new(input: impl Into<OsString>, query: impl Into<String>) -> Self {
        Self { query: QueryOptions::new(input, query), ..Self::default() }
    }
}

/// What is shown of a query over time.
#[derive(Debug)]
#[non_exhaustive]
pub enum TrendRows {
    /// A row for each period.
    Series(siyaq_analysis::Trend),
    /// A row for each measure.
    Test(TrendMeasureRows<Vec<TrendMeasure>>),
    /// A row for each stretch or burst.
    Spans(TrendSpanRows<Vec<TrendSpan>>),
    /// A row for each step.
    Steps(NeighbourStepRows<NeighbourPeriods>),
    /// A row for each period, of the query and another word.
    Company(CollocateTrend),
}

one_of_rows!(TrendRows: Series, Test, Spans, Steps, Company);

impl Request for Trend {
    const VERB: &'static str = "trend";
    type Rows<'s> = TrendRows;

    fn inputs(&self) -> Vec<&OsString> {
        vec![&self.query.input]
    }

    fn scope(&self) -> &ScopeOptions {
        &self.query.scope
    }

    fn top(&mut self) -> &mut Option<u64> {
        &mut self.top
    }

    fn check(&self, run: &Run<'_>) -> Result<()> {
        if self.date_from == DateSource::Metadata {
            run.refuse(&["years"], "is for dates in the text: give `date_from = text` or either")?;
        }
        if self.show != TrendShow::Periods {
            run.refuse(&["stretches"], "is for `show = periods`")?;
        }
        if !matches!(self.show, TrendShow::Periods | TrendShow::Steps) {
            run.refuse(&["variability"], "is for `show = periods` and `show = steps`")?;
        }
        if let Some(stretches) = self.stretches {
            within("stretches", stretches, some::<usize>)?;
        }
        if self.with.is_none() {
            return run.refuse(&["window", "measures"], "is for `with`, which is not given");
        }
        run.refuse(&["show"], "is for the query alone: leave `with` out")?;
        if run.draws() {
            return invalid("`svg` draws the query alone: leave `with` out");
        }
        if self.date_from != DateSource::Metadata {
            return invalid("`with` reads the dates of metadata: leave `date_from` out");
        }
        Ok(())
    }

    fn answer<'s>(&self, run: &Run<'s>) -> Result<Found<TrendRows>> {
        let asked = Asked::of(&self.query)?;
        let loaded = run.load_one(&self.query.input, &self.query.scope, "corpus")?;
        let selection = loaded.selection(&self.query.scope)?;
        let hits = asked.hits(&loaded, &selection, run)?;
        if let Some(other) = &self.with {
            return self.company(other, &hits, &loaded, run);
        }
        let found = match self.date_from {
            DateSource::Metadata => trend(&selection, &hits, self.by, self.field.as_deref())?,
            DateSource::Text | DateSource::Either => self.by_text(&selection, &hits)?,
        };
        if found.undated.documents > 0 {
            run.note(format_args!(
                "{} documents with {} hits have no {} of {}; they are in no row",
                count_of(found.undated.documents),
                count_of(found.undated.freq),
                found.by,
                found.field,
            ));
        }
        let picture = run.draw(|| Chart::Lines(trend_chart(&found, asked.text())));
        Ok(Found::new(self.shown(found)?).picture(picture).if_any(!hits.is_empty()))
    }
}

impl Trend {
    /// What is asked for of a series.
    fn shown(&self, found: siyaq_analysis::Trend) -> Result<TrendRows> {
        let neighbours = || {
            found
                .neighbours(self.variability)
                .or_else(|reason| invalid(format!("periods cannot be put together: {reason}")))
        };
        Ok(match self.show {
            TrendShow::Test => TrendRows::Test(TrendMeasureRows(found.measures())),
            TrendShow::Changes => {
                TrendRows::Spans(TrendSpanRows { spans: found.stretches(), bursts: false })
            }
            TrendShow::Bursts => {
                let spans = found.bursts(&BurstOptions::default());
                TrendRows::Spans(TrendSpanRows { spans, bursts: true })
            }
            TrendShow::Periods => {
                let spans = found.periods_of(&neighbours()?, self.stretches);
                TrendRows::Spans(TrendSpanRows { spans, bursts: false })
            }
            TrendShow::Steps => TrendRows::Steps(NeighbourStepRows(neighbours()?)),
            TrendShow::Series => TrendRows::Series(found),
        })
    }

    /// The trend by dates of the texts, and of metadata where these are wanted too.
    fn by_text(&self, selection: &Selection<'_>, hits: &Hits) -> Result<siyaq_analysis::Trend> {
        let documents = selection.corpus().documents()?;
        let field = match (self.date_from, &self.field) {
            (DateSource::Either, Some(name)) => Some(documents.field(name)?),
            (DateSource::Either, None) => {
                documents.fields().iter().position(|field| field.kind == FieldKind::Date)
            }
            (_, Some(name)) => {
                return invalid(format!(
                    "`date_from = text` reads no field; leave out `field = {name}`"
                ));
            }
            (_, None) => None,
        };
        let mut name = "the text".to_owned();
        let mut dates: BTreeMap<DocId, Date> = BTreeMap::new();
        let chosen = || selection.part().documents();
        if let Some(place) = field {
            let field = documents.spec(place).map_or_else(String::new, |field| field.name);
            name = format!("{field} or the text");
            for doc in chosen() {
                if let Some(MetaValue::Date(date)) = documents.value_at(doc, place)
                    && self.by.fits(date)
                {
                    dates.insert(doc, date);
                }
            }
        }
        let undated: Vec<DocId> = chosen().filter(|doc| !dates.contains_key(doc)).collect();
        let years = self.years.first..=self.years.last;
        let accepts = |date: Date| self.by.fits(date) && years.contains(&date.year());
        let found = first_dates(selection.corpus(), &undated, accepts);
        dates.extend(undated.iter().zip(found).filter_map(|(doc, date)| Some((*doc, date?))));
        Ok(trend_of(selection, hits, self.by, &name, |doc| dates.get(&doc).copied())?)
    }

    /// Counts another word near the query.
    fn company(
        &self,
        other: &str,
        nodes: &Hits,
        loaded: &Loaded<'_>,
        run: &Run<'_>,
    ) -> Result<Found<TrendRows>> {
        let selection = loaded.selection(&self.query.scope)?;
        let other = Asked::read(self.query.translit.query(other), self.query.explain)?;
        let others = other.hits(loaded, &selection, run)?;
        let when = (self.by, self.field.as_deref());
        let both = (nodes, &others);
        let found = collocate_trend(&selection, both, self.window, &self.measures.0, when)?;
        if found.undated_documents > 0 {
            let documents = count_of(found.undated_documents);
            run.note(format_args!("{documents} documents have no {} of {}", self.by, found.field));
        }
        let any = found.rows.iter().any(|row| row.together > 0);
        Ok(Found::new(TrendRows::Company(found)).if_any(any))
    }
}
