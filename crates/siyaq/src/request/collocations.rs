//! All pairs of a corpus.

use super::error::Result;
use super::run::{Found, Request, Run};
use super::scope::AssociationOptions;
use super::scope::ScopeOptions;
use super::stop::StopOptions;
use super::text;
use serde::{Deserialize, Serialize};
use siyaq_analysis::{collocations, labels_of};
use siyaq_output::CollocationRows;
use std::ffi::OsString;

/// All pairs of words that stand near each other.
///
/// ```
/// use siyaq::request::{Collocations, Request};
/// # use siyaq::output::Rows;
/// # let session = siyaq::request::Session::new();
/// # session.put_texts("news", ["قال وزير الصحة إن الوزارة تعمل.", "زار وزير الصحة المدينة."])?;
///
/// let mut request = Collocations::new("news");
/// request.association.window = "0:1".parse().expect("a window");
/// request.association.min_freq = 2;
/// assert_eq!(request.run(&session)?.rows.len(), 1);
/// # Ok::<(), siyaq::request::RequestError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "clap", derive(clap::Args))]
#[serde(default)]
#[non_exhaustive]
#[derive(Default)]
pub struct Collocations {
    /// A corpus, or raw files, folders, patterns or -
    #[cfg_attr(feature = "clap", arg(value_name = "INPUT", required = true))]
    #[serde(with = "text::paths")]
    pub inputs: Vec<OsString>,

    /// Which forms, tokens and documents count.
    #[serde(flatten)]
    #[cfg_attr(feature = "clap", command(flatten))]
    pub scope: ScopeOptions,

    /// How association is measured.
    #[serde(flatten)]
    #[cfg_attr(feature = "clap", command(flatten))]
    pub association: AssociationOptions,

    /// Only form_2 after form_1, with Delta P both ways
    #[cfg_attr(feature = "clap", arg(long, help_heading = "Association"))]
    pub directed: bool,

    /// Add lexical gravity, which ranks unless --sort names a measure
    #[cfg_attr(feature = "clap", arg(long, help_heading = "Association"))]
    pub gravity: bool,

    /// Words that are left out.
    #[serde(flatten)]
    #[cfg_attr(feature = "clap", command(flatten))]
    pub stop: StopOptions,

    /// At most so many rows, 0 for all; as many as there are unless given
    #[cfg_attr(feature = "clap", arg(skip))]
    pub top: Option<u64>,
}

impl Collocations {
    /// Asks one corpus.
    #[must_use]
    pub fn new(input: impl Into<OsString>) -> Self {
        Self { inputs: vec![input.into()], ..Self::default() }
    }
}

impl Request for Collocations {
    const VERB: &'static str = "collocations";
    type Rows<'s> = CollocationRows<'s>;

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
        self.association.check(run)
    }

    fn answer<'s>(&self, run: &Run<'s>) -> Result<Found<CollocationRows<'s>>> {
        let loaded = run.load(&self.inputs, &self.scope, "corpus")?;
        let selection = self.stop.leave_out(loaded.selection(&self.scope)?)?;
        let options = self.association.options().gravity(self.gravity);
        let options = if self.directed { options.directed() } else { options };
        let found = run.during("counting pairs", || collocations(&selection, &options))?;
        let labels = labels_of(&selection);
        Ok(Found::new(CollocationRows::new(found, labels)))
    }
}
