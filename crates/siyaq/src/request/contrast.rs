//! What a word goes with here and not there.

use super::asked::Asked;
use super::error::{RequestError, RequestErrorKind, Result, invalid};
use super::numbers::{count_of, probability, within};
use super::run::{Found, Loaded, Request, Run};
use super::scope::{QueryOptions, ScopeOptions};
use super::stop::StopOptions;
use super::text;
use serde::{Deserialize, Serialize};
use siyaq_analysis::{CollocateComparison, ContrastOptions, ContrastOrder, compare_collocates};
use siyaq_count::{Selection, WindowSpan};
use siyaq_index::{Subcorpus, Where};
use siyaq_stats::{ContrastEffect, Correction, Level};
use std::ffi::OsString;

/// The name of a reference that is what the condition leaves out.
const REST: &str = "rest";

/// The order of differences.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "clap", derive(clap::ValueEnum))]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum ContrastSort {
    /// The surest difference first
    #[default]
    Significance,
    /// What is stronger in the target first
    Difference,
}

/// What stands around a query in two corpora.
///
/// ```
/// use siyaq::request::{CompareCollocates, Request};
/// # use siyaq::output::Rows;
/// # let session = siyaq::request::Session::new();
/// # session.put_texts("news", ["قال وزير الصحة إن الوزارة تعمل.", "زار وزير الصحة المدينة."])?;
///
/// let mut request = CompareCollocates::new("news", "وزير");
/// request.query.scope.condition = Some("id=1".parse()?);
/// request.reference = Some("rest".into());
/// request.min_freq = 1;
/// assert!(request.run(&session)?.any);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "clap", derive(clap::Args))]
#[serde(default)]
#[non_exhaustive]
pub struct CompareCollocates {
    /// The corpus and the query.
    #[serde(flatten)]
    #[cfg_attr(feature = "clap", command(flatten))]
    pub query: QueryOptions,

    /// What it is compared with: a corpus or raw input, or rest
    #[cfg_attr(
        feature = "clap",
        arg(long, value_name = "REF", required_unless_present = "reference_where")
    )]
    #[serde(with = "text::path_option")]
    pub reference: Option<OsString>,

    /// Only documents of the reference whose metadata fit; without --reference, of the same corpus
    #[cfg_attr(feature = "clap", arg(long, value_name = "CONDITION"))]
    #[serde(with = "text::option")]
    pub reference_where: Option<Where>,

    /// Positions before and after the node, in reading order
    #[cfg_attr(feature = "clap", arg(long, value_name = "BEFORE:AFTER", default_value = "5:5"))]
    #[serde(with = "text")]
    pub window: WindowSpan,

    /// What is compared: log_ratio or log_odds
    #[cfg_attr(feature = "clap", arg(long, value_name = "EFFECT", default_value = "log_ratio"))]
    #[serde(with = "text")]
    pub effect: ContrastEffect,

    /// Leave out what occurs less often in windows on both sides
    #[cfg_attr(feature = "clap", arg(long, value_name = "N", default_value_t = 5))]
    pub min_freq: u64,

    /// The confidence of the interval of a difference
    #[cfg_attr(feature = "clap", arg(long, value_name = "SHARE", default_value_t = 0.95))]
    pub confidence: f64,

    /// How p-values are adjusted: bonferroni, holm, sidak or bh
    #[cfg_attr(
        feature = "clap",
        arg(long, value_name = "NAME", default_value = "benjamini_hochberg")
    )]
    #[serde(with = "text")]
    pub correction: Correction,

    /// Leave out what is less sure: the greatest adjusted p-value
    #[cfg_attr(feature = "clap", arg(long, value_name = "Q", default_value_t = 1.0, value_parser = probability))]
    pub max_q: f64,

    /// The order of the rows
    #[cfg_attr(
        feature = "clap",
        arg(long, value_enum, value_name = "ORDER", default_value = "significance")
    )]
    pub sort: ContrastSort,

    /// Words that are left out.
    #[serde(flatten)]
    #[cfg_attr(feature = "clap", command(flatten))]
    pub stop: StopOptions,

    /// At most so many rows, 0 for all; as many as there are unless given
    #[cfg_attr(feature = "clap", arg(skip))]
    pub top: Option<u64>,
}

impl Default for CompareCollocates {
    fn default() -> Self {
        Self {
            query: QueryOptions::default(),
            reference: None,
            reference_where: None,
            window: WindowSpan { before: 5, after: 5 },
            effect: ContrastEffect::default(),
            min_freq: 5,
            confidence: 0.95,
            correction: Correction::BenjaminiHochberg,
            max_q: 1.0,
            sort: ContrastSort::Significance,
            stop: StopOptions::default(),
            top: None,
        }
    }
}

impl CompareCollocates {
    /// Asks one corpus for a query.
    #[must_use]
    pub fn new(input: impl Into<OsString>, query: impl Into<String>) -> Self {
        Self { query: QueryOptions::new(input, query), ..Self::default() }
    }
}

impl CompareCollocates {
    fn options(&self) -> Result<ContrastOptions> {
        let mut options = ContrastOptions::default();
        options.span = self.window;
        options.effect = self.effect;
        options.min_freq = self.min_freq;
        let level = Level::new(self.confidence);
        options.level = level.map_err(|error| RequestErrorKind::of_option("confidence", error))?;
        options.correction = self.correction;
        options.max_q = self.max_q;
        options.order = match self.sort {
            ContrastSort::Significance => ContrastOrder::Significance,
            ContrastSort::Difference => ContrastOrder::Difference,
        };
        Ok(options)
    }

    /// The reference, where it is another corpus by its name.
    fn named(&self) -> Option<&OsString> {
        self.reference.as_ref().filter(|name| *name != REST)
    }

    /// The documents of the reference in the corpus of the target.
    fn reference_part(&self, loaded: &Loaded<'_>) -> Result<Subcorpus> {
        let (scope, condition) = (&self.query.scope, self.reference_where.as_ref());
        match self.reference.as_ref().is_some_and(|name| name == REST) {
            true => scope.rest(loaded.corpus, condition),
            false => scope.part_where(loaded.corpus, condition),
        }
    }
}

impl Request for CompareCollocates {
    const VERB: &'static str = "compare-collocates";
    type Rows<'s> = CollocateComparison;

    fn inputs(&self) -> Vec<&OsString> {
        self.named().into_iter().chain([&self.query.input]).collect()
    }

    fn scope(&self) -> &ScopeOptions {
        &self.query.scope
    }

    fn top(&mut self) -> &mut Option<u64> {
        &mut self.top
    }

    fn check(&self, _run: &Run<'_>) -> Result<()> {
        if self.reference.is_none() && self.reference_where.is_none() {
            return invalid("say what it is compared with: `reference` or `reference_where`");
        }
        within("max_q", self.max_q, probability)?;
        self.options().map(drop)
    }

    fn answer<'s>(&self, run: &Run<'s>) -> Result<Found<CollocateComparison>> {
        let scope = &self.query.scope;
        let asked = Asked::of(&self.query)?;
        let loaded = run.load_one(&self.query.input, scope, "target")?;
        let target = self.stop.leave_out(loaded.selection(scope)?)?;
        let named = self.named().filter(|name| **name != self.query.input);
        let other = named.map(|name| run.load_one(name, scope, "reference")).transpose()?;
        let beside = other.as_ref().unwrap_or(&loaded);
        run.say_undecided(beside.corpus, self.reference_where.as_ref())?;
        let reference = self.stop.leave_out(match &other {
            Some(other) => {
                let part = scope.part_where(other.corpus, self.reference_where.as_ref())?;
                other.selection_of(scope, part)?
            }
            None => loaded.selection_of(scope, self.reference_part(&loaded)?)?,
        })?;
        if other.is_none() {
            note_shared(&target, &reference, run);
        }
        let found = run.during("comparing collocates", || {
            let hits = asked.hits_in(" in the target", &loaded, &target, run)?;
            let others = asked.hits_in(" in the reference", beside, &reference, run)?;
            let options = self.options()?;
            Ok::<_, RequestError>(compare_collocates(
                (&target, &hits),
                (&reference, &others),
                &options,
            )?)
        })?;
        Ok(Found::new(found))
    }
}

/// Says that documents stand on both sides.
fn note_shared(target: &Selection<'_>, reference: &Selection<'_>, run: &Run<'_>) {
    let documents = target.part().documents();
    let both = documents.filter(|doc| reference.part().contains(*doc)).count() as u64;
    if both > 0 {
        run.note(format_args!(
            "{} documents are in the target and in the reference, which the test takes for different ones",
            count_of(both)
        ));
    }
}
