//! Frequency lists.

use super::error::Result;
use super::intervals::IntervalOptions;
use super::run::{Found, Request, Run, rows_of};
use super::scope::ScopeOptions;
use super::scope::{OF_PHRASES, SINGLE_WORDS};
use super::spread::SpreadOptions;
use super::stop::StopOptions;
use super::text;
use serde::{Deserialize, Serialize};
use siyaq_analysis::{ListOrder, labels_of, word_list};
use siyaq_output::WordRows;
use siyaq_stats::DispersionMeasure;
use std::ffi::OsString;

/// The forms of a corpus by frequency.
///
/// ```
/// use siyaq::request::{Request, Words};
/// # use siyaq::output::Rows;
/// # let session = siyaq::request::Session::new();
/// # session.put_texts("news", ["قال وزير الصحة إن الوزارة تعمل.", "زار وزير الصحة المدينة."])?;
///
/// let mut request = Words::new("news");
/// request.min_freq = 2;
/// assert_eq!(request.run(&session)?.rows.len(), 2);
/// # Ok::<(), siyaq::request::RequestError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "clap", derive(clap::Args))]
#[serde(default)]
#[non_exhaustive]
pub struct Words {
    /// A corpus, or raw files, folders, patterns or -
    #[cfg_attr(feature = "clap", arg(value_name = "INPUT", required = true))]
    #[serde(with = "text::paths")]
    pub inputs: Vec<OsString>,

    /// Leave out forms that occur less often
    #[cfg_attr(feature = "clap", arg(long, value_name = "N", default_value_t = 1))]
    pub min_freq: u64,

    /// Measures of dispersion, and the order of the rows.
    #[serde(flatten)]
    #[cfg_attr(feature = "clap", command(flatten))]
    pub spread: SpreadOptions,

    /// Intervals by drawing.
    #[serde(flatten)]
    #[cfg_attr(feature = "clap", command(flatten))]
    pub bootstrap: IntervalOptions,

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

impl Default for Words {
    fn default() -> Self {
        Self {
            inputs: Vec::new(),
            min_freq: 1,
            spread: SpreadOptions::default(),
            bootstrap: IntervalOptions::default(),
            scope: ScopeOptions::default(),
            stop: StopOptions::default(),
            top: None,
        }
    }
}

impl Words {
    /// Asks one corpus.
    #[must_use]
    pub fn new(input: impl Into<OsString>) -> Self {
        Self { inputs: vec![input.into()], ..Self::default() }
    }
}

impl Request for Words {
    const VERB: &'static str = "words";
    type Rows<'s> = WordRows<'s>;

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
        run.refuse(&OF_PHRASES, SINGLE_WORDS)?;
        self.bootstrap.check(run)
    }

    fn answer<'s>(&self, run: &Run<'s>) -> Result<Found<WordRows<'s>>> {
        let loaded = run.load(&self.inputs, &self.scope, "corpus")?;
        let selection = self.stop.leave_out(loaded.selection(&self.scope)?)?;
        let spread = self.spread.spread(&[DispersionMeasure::DpNofreq]);
        self.spread.say_rest(&selection, run)?;
        let count = || word_list(&selection, self.min_freq, &spread);
        let mut list = run.during("counting words", count)?;
        let layer = selection.layer();
        let shown = rows_of(self.top).unwrap_or(usize::MAX);
        if self.spread.sort != ListOrder::default() {
            list.sort(self.spread.sort, layer, shown)?;
        }
        if let Some(options) = self.bootstrap.options() {
            // Intervals are made for the rows that are shown.
            list.rows.truncate(shown);
            run.during("drawing parts", || list.add_intervals(&selection, &spread, &options))?;
        }
        Ok(Found::new(WordRows::new(list, labels_of(&selection))))
    }
}
