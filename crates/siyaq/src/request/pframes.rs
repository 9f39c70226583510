//! N-grams with one variable slot.

use super::error::{Result, invalid};
use super::lengths::Lengths;
use super::run::{Found, Request, Run};
use super::scope::ScopeOptions;
use super::stop::StopOptions;
use super::text;
use serde::{Deserialize, Serialize};
use siyaq_analysis::{FrameOptions, FrameSlots, frame_list};
use siyaq_output::FrameRows;
use std::ffi::OsString;

/// Which word of a frame may vary.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "clap", derive(clap::ValueEnum))]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Slots {
    /// A word inside
    #[default]
    Inner,
    /// Any word
    Any,
}

/// Runs of words with a variable slot.
///
/// ```
/// use siyaq::request::{Pframes, Request};
/// # use siyaq::output::Rows;
/// # let session = siyaq::request::Session::new();
/// # session.put_texts("news", ["قال وزير الصحة إن الوزارة تعمل.", "زار وزير الصحة المدينة."])?;
///
/// let mut request = Pframes::new("news");
/// request.n = 3.into();
/// request.min_freq = 1;
/// request.min_variants = 1;
/// assert!(request.run(&session)?.any);
/// # Ok::<(), siyaq::request::RequestError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "clap", derive(clap::Args))]
#[serde(default)]
#[non_exhaustive]
pub struct Pframes {
    /// A corpus, or raw files, folders, patterns or -
    #[cfg_attr(feature = "clap", arg(value_name = "INPUT", required = true))]
    #[serde(with = "text::paths")]
    pub inputs: Vec<OsString>,

    /// How many words, the slot included: 4, or a range such as 3..5 (both ends included)
    #[cfg_attr(feature = "clap", arg(short, value_name = "N|N..M", default_value = "4"))]
    #[serde(with = "text")]
    pub n: Lengths,

    /// Which word may vary
    #[cfg_attr(
        feature = "clap",
        arg(long, value_enum, value_name = "WHICH", default_value = "inner")
    )]
    pub slots: Slots,

    /// Leave out frames that occur less often
    #[cfg_attr(feature = "clap", arg(long, value_name = "N", default_value_t = 20))]
    pub min_freq: u64,

    /// Leave out frames of fewer documents
    #[cfg_attr(feature = "clap", arg(long, value_name = "N", default_value_t = 1))]
    pub min_doc_freq: u64,

    /// Leave out frames of fewer different fillers
    #[cfg_attr(feature = "clap", arg(long, value_name = "N", default_value_t = 2))]
    pub min_variants: usize,

    /// How many fillers to show of each frame
    #[cfg_attr(feature = "clap", arg(long, value_name = "N", default_value_t = 5))]
    pub fillers: usize,

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

impl Default for Pframes {
    fn default() -> Self {
        Self {
            inputs: Vec::new(),
            n: Lengths::from(4),
            slots: Slots::Inner,
            min_freq: 20,
            min_doc_freq: 1,
            min_variants: 2,
            fillers: 5,
            scope: ScopeOptions::default(),
            stop: StopOptions::default(),
            top: None,
        }
    }
}

impl Pframes {
    /// Asks one corpus.
    #[must_use]
    pub fn new(input: impl Into<OsString>) -> Self {
        Self { inputs: vec![input.into()], ..Self::default() }
    }
}

impl Request for Pframes {
    const VERB: &'static str = "pframes";
    type Rows<'s> = FrameRows<'s>;

    fn inputs(&self) -> Vec<&OsString> {
        self.inputs.iter().collect()
    }

    fn scope(&self) -> &ScopeOptions {
        &self.scope
    }

    fn top(&mut self) -> &mut Option<u64> {
        &mut self.top
    }

    fn check(&self, _run: &Run<'_>) -> Result<()> {
        if self.slots == Slots::Inner && *self.n.range().start() < 3 {
            return invalid(
                "a slot inside needs at least 3 words; give `n` as 3 or more, or `slots = any`",
            );
        }
        Ok(())
    }

    fn answer<'s>(&self, run: &Run<'s>) -> Result<Found<FrameRows<'s>>> {
        let loaded = run.load(&self.inputs, &self.scope, "corpus")?;
        let selection = self.stop.leave_out(loaded.selection(&self.scope)?)?;
        let mut options = FrameOptions::default();
        options.slots = match self.slots {
            Slots::Inner => FrameSlots::Inner,
            Slots::Any => FrameSlots::Any,
        };
        options.min_freq = self.min_freq;
        options.min_doc_freq = self.min_doc_freq;
        options.min_variants = self.min_variants;
        options.fillers = self.fillers;
        let count = || frame_list(&selection, self.n.range(), &options);
        let list = run.during("counting frames", count)?;
        let labels = list.labels(&selection)?;
        Ok(Found::new(FrameRows::new(list, labels)))
    }
}
