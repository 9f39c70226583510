//! Candidates for expressions of several words.

use super::error::Result;
use super::numbers::count_of;
use super::run::{Found, Request, Run};
use super::scope::ScopeOptions;
use super::stop::StopOptions;
use super::text;
use serde::{Deserialize, Serialize};
use siyaq_analysis::{
    ExpressionMeasure, ExpressionOptions, MergeOptions, expressions, merged_sequences,
};
use siyaq_count::Selection;
use siyaq_output::{ExpressionRows, MergedRows};
use siyaq_stats::Measure;
use siyaq_types::TermId;
use std::ffi::OsString;

/// Candidates for expressions of several words.
///
/// ```
/// use siyaq::request::{Mwe, Request};
/// # use siyaq::output::Rows;
/// # let session = siyaq::request::Session::new();
/// # session.put_texts("news", ["قال وزير الصحة إن الوزارة تعمل.", "زار وزير الصحة المدينة."])?;
///
/// let mut request = Mwe::new("news");
/// request.min_freq = 2;
/// assert_eq!(request.run(&session)?.rows.len(), 1);
/// # Ok::<(), siyaq::request::RequestError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "clap", derive(clap::Args))]
#[serde(default)]
#[non_exhaustive]
pub struct Mwe {
    /// A corpus, or raw files, folders, patterns or -
    #[cfg_attr(feature = "clap", arg(value_name = "INPUT", required = true))]
    #[serde(with = "text::paths")]
    pub inputs: Vec<OsString>,

    /// The most words of a candidate
    #[cfg_attr(feature = "clap", arg(long, value_name = "N", default_value_t = 5))]
    pub longest: usize,

    /// What ranks: c_value or scp
    #[cfg_attr(feature = "clap", arg(long, value_name = "MEASURE", default_value = "c_value"))]
    #[serde(with = "text")]
    pub measure: ExpressionMeasure,

    /// Leave out what occurs less often
    #[cfg_attr(feature = "clap", arg(long, value_name = "N", default_value_t = 10))]
    pub min_freq: u64,

    /// Leave out what stands in fewer documents
    #[cfg_attr(feature = "clap", arg(long, value_name = "N", default_value_t = 2))]
    pub min_doc_freq: u64,

    /// Put the best pair of neighbours together, again and again
    #[cfg_attr(feature = "clap", arg(long, conflicts_with_all = ["longest", "measure"]))]
    pub merge: bool,

    /// With --merge: how often a pair is put together
    #[cfg_attr(
        feature = "clap",
        arg(long, value_name = "N", default_value_t = 500, requires = "merge")
    )]
    pub steps: usize,

    /// With --merge: the measure whose best pair is put together
    #[cfg_attr(
        feature = "clap",
        arg(long, value_name = "MEASURE", default_value = "log_likelihood", requires = "merge")
    )]
    #[serde(with = "text")]
    pub score: Measure,

    /// With --merge: the least value of it; for log_likelihood 3.84 unless given, which is 5 %
    #[cfg_attr(
        feature = "clap",
        arg(long, value_name = "SCORE", requires = "merge", allow_hyphen_values = true)
    )]
    pub min_score: Option<f64>,

    /// Which forms, tokens and documents count.
    #[serde(flatten)]
    #[cfg_attr(feature = "clap", command(flatten))]
    pub scope: ScopeOptions,

    /// Words that are left out.
    #[serde(flatten)]
    #[cfg_attr(feature = "clap", command(flatten))]
    pub stop: StopOptions,

    /// At most so many rows, 0 for all; as many as there are unless given
    #[cfg_attr(feature = "clap", arg(skip))]
    pub top: Option<u64>,
}

impl Default for Mwe {
    fn default() -> Self {
        Self {
            inputs: Vec::new(),
            longest: 5,
            measure: ExpressionMeasure::default(),
            min_freq: 10,
            min_doc_freq: 2,
            merge: false,
            steps: 500,
            score: Measure::LogLikelihood,
            min_score: None,
            scope: ScopeOptions::default(),
            stop: StopOptions::default(),
            top: None,
        }
    }
}

/// Expressions, or the steps by which pairs were put together.
#[derive(Debug)]
#[non_exhaustive]
pub enum MweRows<'s> {
    /// A row for each candidate.
    Expressions(ExpressionRows<'s>),
    /// A row for each step.
    Merged(MergedRows<'s>),
}

one_of_rows!(MweRows<'_>: Expressions, Merged);

impl Mwe {
    /// Asks one corpus.
    #[must_use]
    pub fn new(input: impl Into<OsString>) -> Self {
        Self { inputs: vec![input.into()], ..Self::default() }
    }

    fn merge_options(&self) -> MergeOptions {
        let mut options = MergeOptions::default();
        options.steps = self.steps;
        options.min_freq = self.min_freq;
        options.min_doc_freq = self.min_doc_freq;
        options.measure = self.score;
        // Other measures have thresholds of their own, which nobody agrees on.
        let least = match self.score {
            Measure::LogLikelihood => options.min_score,
            _ => f64::NEG_INFINITY,
        };
        options.min_score = self.min_score.unwrap_or(least);
        options
    }

    /// Puts pairs together; what begins or ends with a word of a stop list is left out of the rows alone.
    fn merged<'s>(&self, selection: &Selection<'s>, run: &Run<'_>) -> Result<MergedRows<'s>> {
        let merge = || merged_sequences(&selection.without_omitted(), &self.merge_options());
        let mut found = run.during("putting pairs together", merge)?;
        if found.exhausted {
            run.note(format_args!(
                "no pair was left after {} steps; lower `min_freq` or `min_score` for more",
                count_of(found.rows.len() as u64)
            ));
        }
        if let Some(stop) = self.stop.list()? {
            let mostly = stop.mostly(&selection.without_omitted());
            let stopped = |word: Option<&TermId>| {
                word.is_some_and(|word| mostly.get(word.index()).copied().unwrap_or(false))
            };
            found.rows.retain(|row| !stopped(row.words.first()) && !stopped(row.words.last()));
        }
        let labels = found.labels(selection)?;
        Ok(MergedRows::new(found, labels))
    }
}

impl Request for Mwe {
    const VERB: &'static str = "mwe";
    type Rows<'s> = MweRows<'s>;

    fn inputs(&self) -> Vec<&OsString> {
        self.inputs.iter().collect()
    }

    fn scope(&self) -> &ScopeOptions {
        &self.scope
    }

    fn top(&mut self) -> &mut Option<u64> {
        &mut self.top
    }

    fn check(&self, run: &Run<'_>) -> Result<()> {
        match self.merge {
            true => run.refuse(&["longest", "measure"], "is for candidates: leave `merge` out"),
            false => run.refuse(&["steps", "score", "min_score"], "is for `merge`"),
        }
    }

    fn answer<'s>(&self, run: &Run<'s>) -> Result<Found<MweRows<'s>>> {
        let loaded = run.load(&self.inputs, &self.scope, "corpus")?;
        let selection = self.stop.leave_out(loaded.selection(&self.scope)?)?;
        if self.merge {
            return Ok(Found::new(MweRows::Merged(self.merged(&selection, run)?)));
        }
        let mut options = ExpressionOptions::default();
        options.longest = self.longest;
        options.measure = self.measure;
        options.min_freq = self.min_freq;
        options.min_doc_freq = self.min_doc_freq;
        let look = || expressions(&selection, &options, |_| true);
        let found = run.during("looking for expressions", look)?;
        let labels = found.labels(&selection)?;
        Ok(Found::new(MweRows::Expressions(ExpressionRows::new(found, labels))))
    }
}
