//! How evenly words, n-grams and queries are spread over the parts of a corpus.

// In flow order; a blank line keeps the formatter from sorting across it.
mod intervals;
mod parts;

mod query;

pub use intervals::BootstrapInterval;
pub(crate) use intervals::dispersion_intervals;
pub(crate) use parts::Spreader;
pub use parts::{Parts, PartsBy, Spread};
pub(crate) use query::by_document;
pub use query::{Dispersion, PartRow, dispersion, dispersion_with_intervals};
