//! Dictionaries of word forms over finite state transducers: look-up of one form among millions,
//! by its whole text, its beginning, end or middle, by wildcards, regular expressions and edit
//! distance.
mod alphabet;
mod build;
mod bytes;
mod crc32c;
mod error;
mod fst_read;
mod fst_write;
mod grams;
mod layout;
mod lexicon;
mod pattern;
mod search;
mod verify;

pub use build::{BuiltLexicon, LexiconBuilder};
pub use error::{LexiconError, LexiconErrorKind};
pub use lexicon::Lexicon;
pub use pattern::Pattern;
