//! What the benches share: the text they measure with, and how they measure.
//!
//! A [`Dump`] is a file of JSON objects, one a line, each with `id`, `title`, `text`, `source` and
//! `date`, or the sample newspapers of this repository repeated until they are large enough. Every
//! bench checks the answer before it takes the time.

mod dump;
mod machine;

pub mod conflation;
pub mod gold;

mod measure;

pub use dump::Dump;
pub use machine::Machine;
pub use measure::{Run, best_of, best_of_each, covers, median_of, run};
