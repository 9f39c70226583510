//! Dispersion as columns of a list, and the order of the list.

use super::DispersionMeasures;
use clap::Args;
use siyaq::analysis::{ListKey, ListOrder, PartsBy, Spread};
use siyaq::stats::DispersionMeasure;

/// Which measures of dispersion, over what, and the order of the rows.
#[derive(Clone, Debug, Args)]
pub(crate) struct SpreadArgs {
    /// Measures of dispersion to add, joined by commas: juilland_d, range, arf …
    #[arg(long, value_name = "MEASURES")]
    dispersion: Option<DispersionMeasures>,

    /// What dispersion is measured over: documents, the values of a metadata field, or so many equal
    /// parts
    #[arg(long, value_name = "documents|FIELD|N", default_value = "documents")]
    parts: PartsBy,

    /// The order: freq, doc_freq, form (the Arabic alphabet as in kwic, ties by bytes) or a measure
    /// of dispersion, perhaps with :asc or :desc
    #[arg(long, value_name = "KEY", default_value = "freq", hide_default_value = true)]
    pub(crate) sort: ListOrder,
}

impl SpreadArgs {
    /// The measures that are always there, those asked for, and the one to sort by, each once.
    pub(crate) fn spread(&self, always: &[DispersionMeasure]) -> Spread {
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
