//! Dictionaries of word forms: one form among millions in about a microsecond, and all forms that
//! have a beginning, an ending, a part, a wildcard, a regular expression or a small edit distance
//! in common, without a scan of them.
//!
//! **In**: forms with frequencies, from memory ([`LexiconBuilder`]) or from CSV, TSV or plain lines
//! ([`FrequencyList`]). **Out**: one byte blob, which is a file or a part of another file, and is
//! used where it lies ([`Lexicon`]). Each form has an id; ids go from the most frequent form down,
//! so that the ids of a search are already sorted by what matters. [`StopList`] reads lists of
//! forms to leave out. [`FstState`] walks through any map of the crate `fst` from keys to ordinals, in
//! bytes that may be damaged.
//!
//! A lexicon never changes once it is built. For counts that grow, use a hash map and build a
//! lexicon at the end; for fewer than some hundred forms a sorted vector is all that is needed.
//! Forms are compared as they are: normalise them before, and patterns in the same way.
//!
//! ```
//! use siyaq_lexicon::{Lexicon, LexiconBuilder, Pattern};
//! use siyaq_types::TermId;
//!
//! let built = LexiconBuilder::build(&[
//!     ("العربية", 40),
//!     ("اللغة", 55),
//!     ("الأدبية", 12),
//!     ("لغوية", 12),
//! ])?;
//! let lexicon = Lexicon::open(built.bytes)?;
//! assert_eq!(lexicon.id("اللغة"), Some(TermId(0)));
//! assert_eq!(lexicon.freq(TermId(1)), 40);
//!
//! let found = lexicon.search(&Pattern::wildcard("ال*ية"));
//! assert_eq!(found, [TermId(1), TermId(2)]);
//! assert_eq!(lexicon.form(found[0]), "العربية");
//! assert_eq!(lexicon.search(&Pattern::fuzzy("لغويه", 1)?), [TermId(3)]);
//! # Ok::<(), siyaq_lexicon::LexiconError>(())
//! ```
//!
//! The format is described byte by byte in `FORMAT.md` beside this crate.

mod error;

mod bytes;
mod data;
mod packed;
mod plain;

mod alphabet;
mod forms;

mod fst_read;

mod layout;

mod assemble;
mod order;

mod build;

mod pattern;

mod lexicon;

mod needs;
mod search;

mod verify;

mod file;

mod list;

mod stop;

pub use build::{BuiltLexicon, LexiconBuilder, LexiconDraft};
pub use data::LexiconData;
pub use error::{LexiconError, LexiconErrorKind};
pub use fst_read::FstState;
pub use lexicon::Lexicon;
pub use list::{FrequencyList, FrequencyListOptions, ListFormat, ListProblem};
pub use pattern::Pattern;
pub use stop::StopList;
