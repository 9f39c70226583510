//! How evenly a word spreads: over the parts of a corpus, and along it.

mod parts;

mod adjusted;
mod positions;

pub use adjusted::{carroll_um, engwall_fm, juilland_u, kromer_ur, rosengren_kf};
pub use parts::{PartCounts, PartSizes};
pub use positions::Gaps;
