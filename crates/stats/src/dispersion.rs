//! How evenly a word spreads: over the parts of a corpus, and along it.

mod parts;

mod adjusted;
mod positions;

mod measure;

pub use measure::DispersionMeasure;
pub use parts::{PartCounts, PartSizes};
pub use positions::Gaps;
