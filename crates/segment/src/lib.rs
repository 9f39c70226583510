//! Takes Arabic words apart: conjunctions, prepositions, article, stem, pronoun.
//!
//! In: one word as it was written. Out: an [`Analysis`], its segments with roles and byte spans
//! into the word, for each of four [`SegmentationScheme`]s; on request the segments as they are spelt alone
//! (`للحكومة` is `ل` and `الحكومة`), and the stem, under which all words that share it can be
//! counted and found.
//!
//! The answer depends on the word alone. About half a million types a [`Dictionary`] has decided
//! beforehand; about others a scorer decides with whole numbers, so that all machines agree. In
//! Arabic news one word in about fifty-five is of a type that is segmented in more than one way;
//! such a type gets its most frequent segmentation.
//!
//! Not for running text, which `siyaq-token` splits into words first; not for inflection (ة, ات and
//! ون stay with their stem); not for dialects, whose clitics are others.
//!
//! ```
//! # #[cfg(feature = "embedded")] {
//! use siyaq_segment::{Role, SegmentationScheme, Segmenter};
//!
//! let segmenter = Segmenter::default();
//! let word = "وَلِلحكومة";
//! let analysis = segmenter.analyze(word);
//! let found: Vec<_> = analysis
//!     .segments(SegmentationScheme::Atb)
//!     .map(|segment| (segment.role, segment.span.text(word).unwrap_or_default()))
//!     .collect();
//! assert_eq!(
//!     found,
//!     [(Role::Conjunction, "وَ"), (Role::Preposition, "لِ"), (Role::Stem, "لحكومة")]
//! );
//! assert_eq!(segmenter.restored(word, SegmentationScheme::Atb), ["وَ", "لِ", "الحكومة"]);
//! assert_eq!(segmenter.stem(word), "حكومة");
//! # }
//! ```
//!
//! The dictionary that ships is inside the library (feature `embedded`, on by default). It is
//! licensed under CC BY-SA 4.0, unlike the code; [`Dictionary::sources`] names whom to credit.
//! Others are trained with [`train`], from treebanks, frequency lists and lists of labelled words,
//! and opened with [`Dictionary::open`]. The format is described in `FORMAT.md` beside this crate.

mod error;

mod letters;

mod grammar;

mod spelling;

mod contractions;

mod evidence;

mod features;

mod evident;

mod scorer;

mod automaton;

mod dictionary;

mod type_cache;

mod analysis;

mod exceptions;

mod bare_clitics;

mod segmenter;

mod restore;

pub mod train;

pub use analysis::{Analysis, Attachment, Role, Segment, SegmentationScheme};
pub use bare_clitics::names_letter;
pub use contractions::FusionPolicy;
pub use dictionary::Dictionary;
pub use error::{ParseNameError, SegmentError, SegmentErrorKind};
pub use exceptions::Exceptions;
pub use restore::Restored;
pub use segmenter::{Segmenter, SegmenterOptions};
