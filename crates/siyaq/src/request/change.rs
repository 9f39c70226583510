//! What rose and what fell.

use super::error::Result;
use super::numbers::{count_of, more_than_one, probability, whole, within};
use super::run::{Found, Request, Run};
use super::scope::ScopeOptions;
use super::scope::{OF_PHRASES, SINGLE_WORDS};
use super::stop::StopOptions;
use super::text;
use serde::{Deserialize, Serialize};
use siyaq_analysis::{
    ChangeKey, ChangeOptions, ChangeRow, Changes, Course, Period, Periods, vocabulary_changes,
};
use siyaq_output::{Chart, change_chart};
use siyaq_stats::BurstOptions;
use std::ffi::OsString;

/// Which changes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "clap", derive(clap::ValueEnum))]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Way {
    /// What becomes more frequent
    Rising,
    /// What becomes less frequent
    Falling,
    /// Both
    #[default]
    Both,
}

/// What became more and less frequent over time.
///
/// ```
/// use siyaq::request::{Change, Request};
/// # let session = siyaq::request::Session::new();
/// # session.put_texts("news", ["قال وزير الصحة إن الوزارة تعمل.", "زار وزير الصحة المدينة."])?;
///
/// // These texts have no dates.
/// assert!(Change::new("news").run(&session).is_err());
/// # Ok::<(), siyaq::request::RequestError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "clap", derive(clap::Args))]
#[serde(default)]
#[non_exhaustive]
pub struct Change {
    /// A corpus, or a raw file, folder, pattern or -
    #[cfg_attr(feature = "clap", arg(value_name = "CORPUS"))]
    #[serde(with = "text::path")]
    pub input: OsString,

    /// The unit of time: year, month, week, day
    #[cfg_attr(feature = "clap", arg(long, value_name = "UNIT", default_value = "month"))]
    #[serde(with = "text")]
    pub by: Period,

    /// The date field; the first one of the corpus unless given
    #[cfg_attr(feature = "clap", arg(long, value_name = "FIELD"))]
    pub field: Option<String>,

    /// Words in an item: 2 tests pairs of words in a row
    #[cfg_attr(feature = "clap", arg(short, value_name = "N", default_value_t = 1, value_parser = clap::value_parser!(u8).range(1..=16)))]
    pub n: u8,

    /// Leave out forms that occur less often
    #[cfg_attr(feature = "clap", arg(long, value_name = "N", default_value_t = 20))]
    pub min_freq: u64,

    /// Leave out forms of fewer documents
    #[cfg_attr(feature = "clap", arg(long, value_name = "N", default_value_t = 5))]
    pub min_docs: u64,

    /// Which changes
    #[cfg_attr(
        feature = "clap",
        arg(long, value_enum, value_name = "WAY", default_value = "both")
    )]
    pub direction: Way,

    /// What to rank by: slope, relative_slope, tau, p, change_p, burst_weight
    #[cfg_attr(feature = "clap", arg(long, value_name = "COLUMN", default_value = "p"))]
    #[serde(with = "text")]
    pub sort: ChangeKey,

    /// Leave out what is less sure: the greatest adjusted p-value
    #[cfg_attr(feature = "clap", arg(long, value_name = "Q", default_value_t = 1.0, value_parser = probability))]
    pub max_q: f64,

    /// By how much the rate is greater in a burst
    #[cfg_attr(feature = "clap", arg(long, value_name = "TIMES", default_value_t = 2.0, value_parser = more_than_one, hide_short_help = true))]
    pub burst_scale: f64,

    /// Forms that the drawing has
    #[cfg_attr(
        feature = "clap",
        arg(long, value_name = "N", default_value_t = 5, hide_short_help = true)
    )]
    pub svg_top: usize,

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

impl Default for Change {
    fn default() -> Self {
        Self {
            input: OsString::new(),
            by: Period::Month,
            field: None,
            n: 1,
            min_freq: 20,
            min_docs: 5,
            direction: Way::Both,
            sort: ChangeKey::default(),
            max_q: 1.0,
            burst_scale: 2.0,
            svg_top: 5,
            scope: ScopeOptions::default(),
            stop: StopOptions::default(),
            top: None,
        }
    }
}

/// The adjusted p-value up to which a trend is usually called sure.
const SURE: f64 = 0.05;

impl Change {
    /// Asks one corpus.
    #[must_use]
    pub fn new(input: impl Into<OsString>) -> Self {
        Self { input: input.into(), ..Self::default() }
    }
}

/// Says when no change is sure, which the surest rows do not look like.
fn say_unsure(found: &Changes, run: &Run<'_>) {
    let least = |log10: f64, row: &ChangeRow| row.log10_q.map_or(log10, |q| log10.min(q));
    let least = found.rows.iter().fold(0.0, least);
    if found.rows.is_empty() || least <= SURE.log10() {
        return;
    }
    let periods = found.periods.tokens().iter().filter(|tokens| **tokens > 0).count();
    let few = match periods {
        0..5 => format!("; in {periods} periods no trend can be"),
        _ => String::new(),
    };
    let least = 10f64.powf(least);
    run.note(format_args!("no trend is sure: the least q is {least:.3}{few}"));
}

impl Request for Change {
    const VERB: &'static str = "change";
    type Rows<'s> = Changes;

    fn inputs(&self) -> Vec<&OsString> {
        vec![&self.input]
    }

    fn scope(&self) -> &ScopeOptions {
        &self.scope
    }

    fn top(&mut self) -> &mut Option<u64> {
        &mut self.top
    }

    fn check(&self, run: &Run<'_>) -> Result<()> {
        whole("n", self.n, 1..=16)?;
        within("max_q", self.max_q, probability)?;
        within("burst_scale", self.burst_scale, more_than_one)?;
        if self.n == 1 {
            run.refuse(&OF_PHRASES, SINGLE_WORDS)?;
        }
        run.refuse_without_picture()
    }

    fn answer<'s>(&self, run: &Run<'s>) -> Result<Found<Changes>> {
        let loaded = run.load_one(&self.input, &self.scope, "corpus")?;
        let selection = self.stop.leave_out(loaded.selection(&self.scope)?)?;
        let mut options = ChangeOptions::default();
        options.n = usize::from(self.n);
        options.min_freq = self.min_freq;
        options.min_doc_freq = self.min_docs;
        options.course = match self.direction {
            Way::Rising => Course::Rising,
            Way::Falling => Course::Falling,
            Way::Both => Course::Both,
        };
        options.sort = self.sort;
        options.max_q = self.max_q;
        options.bursts = BurstOptions::default().scale(self.burst_scale);
        let found = run.during("testing the vocabulary", || {
            let periods = Periods::new(&selection, self.by, self.field.as_deref())?;
            vocabulary_changes(&selection, periods, &options)
        })?;
        let (documents, _) = found.periods.undated();
        if documents > 0 {
            run.note(format_args!(
                "{} documents have no {} of {}; they are left out",
                count_of(documents),
                found.periods.by(),
                found.periods.field(),
            ));
        }
        say_unsure(&found, run);
        let picture = run.draw(|| Chart::Lines(change_chart(&found, self.svg_top)));
        Ok(Found::new(found).picture(picture))
    }
}
