//! What must hold for any input, target by target. A target takes bytes: the first few choose
//! options, the rest is the input. It panics where something does not hold.

pub mod filter;
pub mod lexicon;
pub mod list;
pub mod normaliser;
pub mod pattern;
pub mod query;
pub mod reader;
pub mod segmenter;
pub mod tokeniser;
pub mod transliteration;
pub mod whole_pipe;

mod choices;
mod samples;
pub mod seeds;

/// Checks one input; panics where something does not hold.
pub type Check = fn(&[u8]);

/// Every target by its name.
pub const TARGETS: [(&str, Check); 11] = [
    ("reader", reader::check),
    ("list", list::check),
    ("tokeniser", tokeniser::check),
    ("normaliser", normaliser::check),
    ("segmenter", segmenter::check),
    ("query", query::check),
    ("filter", filter::check),
    ("lexicon", lexicon::check),
    ("pattern", pattern::check),
    ("transliteration", transliteration::check),
    ("whole_pipe", whole_pipe::check),
];
