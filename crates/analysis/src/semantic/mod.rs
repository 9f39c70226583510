//! Words as points: who keeps the same company, and whose company changes.

// In flow order; a blank line keeps the formatter from sorting across it.
mod matrix;

mod basis;

mod svd;

mod points;

mod drift;

pub use drift::{Drift, DriftRow, PeriodSpaces, drift};
pub use points::{Neighbour, Space, SpaceOptions, semantic_space, space_vocabulary};
