//! What the benches share: the text they measure with.
//!
//! A [`Dump`] is a file of JSON objects, one a line, each with `id`, `title`, `text`, `source` and
//! `date`, or the sample newspapers of this repository repeated until they are large enough.

mod dump;

pub use dump::Dump;
