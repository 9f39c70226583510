//! How evenly a word spreads: over the parts of a corpus, and along it.

mod measure;
mod parts;
mod positions;

mod extremes;

mod sums;

mod evaluate;

mod methods;

pub use measure::DispersionMeasure;
pub use parts::{PartCounts, PartSizes};
pub use positions::Gaps;
