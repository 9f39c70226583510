//! N-grams that are frequent and widespread.

use super::error::Result;
use super::lengths::Lengths;
use super::numbers::{count_of, not_negative, within};
use super::run::{Found, Request, Run};
use super::scope::ScopeOptions;
use super::stop::StopOptions;
use super::text;
use serde::{Deserialize, Serialize};
use siyaq_analysis::{BundleOptions, bundle_list};
use siyaq_output::BundleRows;
use std::ffi::OsString;

/// Runs of words that many texts share.
///
/// ```
/// use siyaq::request::{Bundles, Request};
/// # use siyaq::output::Rows;
/// # let session = siyaq::request::Session::new();
/// # session.put_texts("news", ["قال وزير الصحة إن الوزارة تعمل.", "زار وزير الصحة المدينة."])?;
///
/// let mut request = Bundles::new("news");
/// request.min_range = 2;
/// request.n = 2.into();
/// assert_eq!(request.run(&session)?.rows.len(), 1);
/// # Ok::<(), siyaq::request::RequestError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "clap", derive(clap::Args))]
#[serde(default)]
#[non_exhaustive]
pub struct Bundles {
    /// A corpus, or raw files, folders, patterns or -
    #[cfg_attr(feature = "clap", arg(value_name = "INPUT", required = true))]
    #[serde(with = "text::paths")]
    pub inputs: Vec<OsString>,

    /// How many words: 4, or a range such as 3..5 (both ends included)
    #[cfg_attr(feature = "clap", arg(short, value_name = "N|N..M", default_value = "4"))]
    #[serde(with = "text")]
    pub n: Lengths,

    /// Leave out runs that occur less often
    #[cfg_attr(feature = "clap", arg(long, value_name = "N", default_value_t = 2))]
    pub min_freq: u64,

    /// Leave out runs that occur less often in a million tokens
    #[cfg_attr(feature = "clap", arg(long, value_name = "X", default_value_t = 10.0, value_parser = not_negative))]
    pub min_per_million: f64,

    /// Leave out runs of fewer documents, or fewer values of --range-by
    #[cfg_attr(feature = "clap", arg(long, value_name = "N", default_value_t = 5))]
    pub min_range: u64,

    /// The metadata field whose values a run is to range over; documents unless given
    #[cfg_attr(feature = "clap", arg(long, value_name = "FIELD"))]
    pub range_by: Option<String>,

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

impl Default for Bundles {
    fn default() -> Self {
        Self {
            inputs: Vec::new(),
            n: Lengths::from(4),
            min_freq: 2,
            min_per_million: 10.0,
            min_range: 5,
            range_by: None,
            scope: ScopeOptions::default(),
            stop: StopOptions::default(),
            top: None,
        }
    }
}

impl Bundles {
    /// Asks one corpus.
    #[must_use]
    pub fn new(input: impl Into<OsString>) -> Self {
        Self { inputs: vec![input.into()], ..Self::default() }
    }
}

impl Request for Bundles {
    const VERB: &'static str = "bundles";
    type Rows<'s> = BundleRows<'s>;

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
        within("min_per_million", self.min_per_million, not_negative)
    }

    fn answer<'s>(&self, run: &Run<'s>) -> Result<Found<BundleRows<'s>>> {
        let loaded = run.load(&self.inputs, &self.scope, "corpus")?;
        let selection = self.stop.leave_out(loaded.selection(&self.scope)?)?;
        let mut options = BundleOptions::default();
        options.min_freq = self.min_freq;
        options.min_per_million = self.min_per_million;
        options.min_range = self.min_range;
        options.range_by.clone_from(&self.range_by);
        let count = || bundle_list(&selection, self.n.range(), &options);
        let list = run.during("counting bundles", count)?;
        if list.parts < self.min_range {
            let parts = match &self.range_by {
                Some(field) => format!("{} values of {field}", count_of(list.parts)),
                None => format!("{} documents", count_of(list.parts)),
            };
            run.note(format_args!("there are only {parts}; lower `min_range`"));
        }
        let labels = list.labels(&selection)?;
        Ok(Found::new(BundleRows::new(list, labels)))
    }
}
