//! How a query is spread.

use super::asked::Asked;
use super::error::Result;
use super::intervals::IntervalOptions;
use super::run::{Found, Request, Run};
use super::scope::{QueryOptions, ScopeOptions};
use super::spread::say_rest;
use super::text;
use serde::{Deserialize, Serialize};
use siyaq_analysis::{PartRow, PartsBy, dispersion, dispersion_with_intervals};
use siyaq_output::DispersionSummary;
use std::cmp::Ordering;
use std::ffi::OsString;

/// The order of parts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "clap", derive(clap::ValueEnum))]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "clap", clap(rename_all = "snake_case"))]
#[non_exhaustive]
pub enum PartOrder {
    /// In the order of the corpus, or of the values
    Part,
    /// By hits, the most first
    Freq,
    /// By hits in a million tokens, the most first
    #[serde(alias = "per-million")]
    #[cfg_attr(feature = "clap", value(alias = "per-million"))]
    PerMillion,
}

/// How a query is spread over documents or metadata.
///
/// ```
/// use siyaq::request::{Dispersion, Request};
/// # use siyaq::output::Rows;
/// # let session = siyaq::request::Session::new();
/// # session.put_texts("news", ["قال وزير الصحة إن الوزارة تعمل.", "زار وزير الصحة المدينة."])?;
///
/// let mut request = Dispersion::new("news", "وزير");
/// assert_eq!(request.run(&session)?.rows.len(), 2);
/// request.summary = true;
/// assert!(request.run(&session)?.rows.len() > 10);
/// # Ok::<(), siyaq::request::RequestError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "clap", derive(clap::Args))]
#[serde(default)]
#[non_exhaustive]
#[derive(Default)]
pub struct Dispersion {
    /// The corpus and the query.
    #[serde(flatten)]
    #[cfg_attr(feature = "clap", command(flatten))]
    pub query: QueryOptions,

    /// Count by documents, by the values of this metadata field, or by so many equal parts
    #[cfg_attr(
        feature = "clap",
        arg(long, value_name = "documents|FIELD|N", default_value = "documents")
    )]
    #[serde(with = "text")]
    pub by: PartsBy,

    /// Print the measures of dispersion
    #[cfg_attr(feature = "clap", arg(long))]
    pub summary: bool,

    /// Intervals by drawing.
    #[serde(flatten)]
    #[cfg_attr(feature = "clap", command(flatten))]
    pub bootstrap: IntervalOptions,

    /// The order of the parts; of documents freq unless given, of other parts part
    #[cfg_attr(
        feature = "clap",
        arg(long, value_enum, value_name = "ORDER", conflicts_with = "summary")
    )]
    pub sort: Option<PartOrder>,

    /// At most so many rows, 0 for all; as many as there are unless given
    #[cfg_attr(feature = "clap", arg(skip))]
    pub top: Option<u64>,
}

impl Dispersion {
    /// Asks one corpus for a query.
    #[must_use]
    pub fn new(input: impl Into<OsString>, query: impl Into<String>) -> Self {
        Self { query: QueryOptions::new(input, query), ..Self::default() }
    }
}

/// The parts, or the measures.
#[derive(Debug)]
#[non_exhaustive]
pub enum DispersionRows {
    /// A row for each part.
    Parts(siyaq_analysis::Dispersion),
    /// A row for each measure.
    Summary(DispersionSummary<siyaq_analysis::Dispersion>),
}

one_of_rows!(DispersionRows: Parts, Summary);

impl Request for Dispersion {
    const VERB: &'static str = "dispersion";
    type Rows<'s> = DispersionRows;

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
        if self.summary {
            run.refuse(&["sort"], "orders parts: leave `summary` out")?;
        } else {
            run.refuse(&["bootstrap"], "is for measures: add `summary`")?;
        }
        self.bootstrap.check(run)
    }

    fn answer<'s>(&self, run: &Run<'s>) -> Result<Found<DispersionRows>> {
        let asked = Asked::of(&self.query)?;
        let loaded = run.load_one(&self.query.input, &self.query.scope, "corpus")?;
        let selection = loaded.selection(&self.query.scope)?;
        let hits = asked.hits(&loaded, &selection, run)?;
        if self.summary {
            say_rest(&self.by, &selection, run)?;
        }
        let mut found = match self.bootstrap.options() {
            Some(options) => dispersion_with_intervals(&selection, &hits, &self.by, &options)?,
            None => dispersion(&selection, &hits, &self.by)?,
        };
        // Most of many documents have no hit.
        let usual = match self.by {
            PartsBy::Documents => PartOrder::Freq,
            _ => PartOrder::Part,
        };
        let order = self.sort.unwrap_or(usual);
        let key = |row: &PartRow| match order {
            PartOrder::Part => None,
            PartOrder::Freq => Some(row.freq as f64),
            PartOrder::PerMillion => row.per_million,
        };
        found.parts.sort_by(|a, b| match (key(a), key(b)) {
            (Some(a), Some(b)) => b.total_cmp(&a),
            _ => Ordering::Equal,
        });
        let rows = match self.summary {
            true => DispersionRows::Summary(DispersionSummary(found)),
            false => DispersionRows::Parts(found),
        };
        Ok(Found::new(rows).if_any(!hits.is_empty()))
    }
}
