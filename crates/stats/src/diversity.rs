//! How rich a vocabulary is: from the frequencies of words, and along a text.

mod running;
mod spectrum;

pub use running::{MTLD_THRESHOLD, Mtld, mattr, msttr, mtld};
pub use spectrum::Spectrum;
