//! What stands around a node.

use super::asked::Asked;
use super::error::{RequestError, Result};
use super::numbers::count_of;
use super::run::{Found, Request, Run};
use super::scope::{AssociationOptions, QueryOptions, ScopeOptions};
use super::stop::StopOptions;
use serde::{Deserialize, Serialize};
use siyaq_analysis::collocates;
use siyaq_output::CollocateRows;
use std::ffi::OsString;

/// What stands around a query.
///
/// ```
/// use siyaq::request::{Collocates, Request};
/// # use siyaq::output::Rows;
/// # let session = siyaq::request::Session::new();
/// # session.put_texts("news", ["قال وزير الصحة إن الوزارة تعمل.", "زار وزير الصحة المدينة."])?;
///
/// let mut request = Collocates::new("news", "وزير");
/// request.association.min_freq = 2;
/// request.association.measures = "log_dice,mi".parse()?;
/// assert_eq!(request.run(&session)?.rows.len(), 1);
/// # Ok::<(), siyaq::request::RequestError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "clap", derive(clap::Args))]
#[serde(default)]
#[non_exhaustive]
#[derive(Default)]
pub struct Collocates {
    /// The corpus and the query.
    #[serde(flatten)]
    #[cfg_attr(feature = "clap", command(flatten))]
    pub query: QueryOptions,

    /// How association is measured.
    #[serde(flatten)]
    #[cfg_attr(feature = "clap", command(flatten))]
    pub association: AssociationOptions,

    /// Words that are left out.
    #[serde(flatten)]
    #[cfg_attr(feature = "clap", command(flatten))]
    pub stop: StopOptions,

    /// At most so many rows, 0 for all; as many as there are unless given
    #[cfg_attr(feature = "clap", arg(skip))]
    pub top: Option<u64>,
}

impl Collocates {
    /// Asks one corpus for a query.
    #[must_use]
    pub fn new(input: impl Into<OsString>, query: impl Into<String>) -> Self {
        Self { query: QueryOptions::new(input, query), ..Self::default() }
    }
}

impl Request for Collocates {
    const VERB: &'static str = "collocates";
    type Rows<'s> = CollocateRows<'s>;

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
        self.association.check(run)
    }

    fn answer<'s>(&self, run: &Run<'s>) -> Result<Found<CollocateRows<'s>>> {
        let asked = Asked::of(&self.query)?;
        let loaded = run.load_one(&self.query.input, &self.query.scope, "corpus")?;
        let selection = self.stop.leave_out(loaded.selection(&self.query.scope)?)?;
        let (found, labels) = run.during("counting collocates", || {
            let hits = asked.hits(&loaded, &selection, run)?;
            let found = collocates(&selection, &hits, &self.association.options())?;
            let labels = found.labels(&selection, &hits)?;
            Ok::<_, RequestError>((found, labels))
        })?;
        if found.nodes > 0 && found.rows.is_empty() {
            run.note(format_args!(
                "{}: {} hits, but no collocate {} times or more; try `min_freq = 1`",
                asked.text(),
                count_of(found.nodes),
                self.association.min_freq
            ));
        }
        Ok(Found::new(CollocateRows::new(found, labels)))
    }
}
