//! What goes together: around a node, and everywhere.

mod options;

mod score;

mod node;
mod pairs;

pub use node::{CollocateRow, Collocates, collocates};
pub use options::{CollocateOptions, DEFAULT_ASSOCIATION, Significance};
pub use pairs::{CollocationRow, Collocations, collocations};
pub use score::{LEAST_P, p_value};
