//! Dispersion as columns of a list, and the order of the list.

use super::error::Result;
use super::numbers::count_of;
use super::run::Run;
use super::{DispersionMeasures, text};
use serde::{Deserialize, Serialize};
use siyaq_analysis::{ListKey, ListOrder, PartsBy, Spread};
use siyaq_count::Selection;
use siyaq_stats::DispersionMeasure;

/// Which measures of dispersion, over what, and the order of the rows.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "clap", derive(clap::Args))]
#[serde(default)]
#[non_exhaustive]
pub struct SpreadOptions {
    /// Measures of dispersion to add, joined by commas: juilland_d, range, arf …
    #[cfg_attr(feature = "clap", arg(long, value_name = "MEASURES"))]
    pub dispersion: Option<DispersionMeasures>,

    /// What dispersion is measured over: documents, the values of a metadata field, or so many equal
    /// parts
    #[cfg_attr(
        feature = "clap",
        arg(long, value_name = "documents|FIELD|N", default_value = "documents")
    )]
    #[serde(with = "text")]
    pub parts: PartsBy,

    /// The order: freq, doc_freq, form (the Arabic alphabet as in kwic, ties by bytes) or a measure
    /// of dispersion, perhaps with :asc or :desc
    #[cfg_attr(
        feature = "clap",
        arg(long, value_name = "KEY", default_value = "freq", hide_default_value = true)
    )]
    #[serde(with = "text")]
    pub sort: ListOrder,
}

impl SpreadOptions {
    /// Says how many documents have no value of the field by which the parts are: they are one part more.
    pub(crate) fn say_rest(&self, selection: &Selection<'_>, run: &Run<'_>) -> Result<()> {
        say_rest(&self.parts, selection, run)
    }

    /// The measures that are always there, those asked for, and the one to sort by, each once.
    #[must_use]
    pub fn spread(&self, always: &[DispersionMeasure]) -> Spread {
        let asked = self.dispersion.iter().flat_map(|named| &named.0);
        let sorted = match &self.sort.key {
            ListKey::Dispersion(measure) => Some(measure),
            _ => None,
        };
        let mut measures: Vec<DispersionMeasure> = Vec::new();
        for measure in always.iter().chain(asked).chain(sorted) {
            if !measures.contains(measure) {
                measures.push(*measure);
            }
        }
        Spread::new(measures).over(self.parts.clone())
    }
}

/// Says how many documents have no value of a field by which there are parts.
pub(crate) fn say_rest(by: &PartsBy, selection: &Selection<'_>, run: &Run<'_>) -> Result<()> {
    let PartsBy::Field(field) = by else { return Ok(()) };
    let documents = selection.corpus().documents()?;
    let place = documents.field(field)?;
    let without = |doc| documents.value_at(doc, place).is_none();
    let number = selection.part().documents().filter(|doc| without(*doc)).count() as u64;
    if number > 0 {
        run.note(format_args!(
            "documents without {field}, which are one part more: {}",
            count_of(number)
        ));
    }
    Ok(())
}
