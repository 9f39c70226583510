//! Arabic characters and normalisation with offsets mapped back to the source.
//!
//! In: text. Out: the text as a profile writes it, on request with the place in the source of
//! every character, so that what is found in normalised text can be shown as it was written.
//!
//! A [`Profile`] is a named set of [`Step`]s, from `exact` (none) over `clean`, `light` and
//! `standard` (the usual key for counting and searching) to `broad`; [`Steps`] compose others.
//! Each step says which code points it touches and what it conflates.
//!
//! A [`TranslitScheme`] writes Arabic in Latin letters and back: Buckwalter's transliteration and its
//! relatives, and DIN 31635 for readers.
//!
//! [`stem`] takes the commonest affixes off a word.
//!
//! Not for display: text normalised beyond `clean` is a key, and has lost what a reader needs.
//! Not for tokenising either: no step adds or removes white space. Joiners inside emoji are
//! deleted with the other format controls, so normalise tokens, and leave emoji out.
//!
//! ```
//! use siyaq_text::{Normalizer, Profile, Steps};
//!
//! let text = "ٱلرَّحْمَٰنِ";
//! assert_eq!(Normalizer::new(Profile::Light).normalize(text), "ٱلرحمن");
//! assert_eq!(Normalizer::new(Profile::Standard).normalize(text), "الرحمن");
//!
//! let steps = Steps::of(Profile::Light).edit("+elong")?;
//! assert_eq!(Normalizer::with_steps(steps).normalize("جداااا"), "جدا");
//! # Ok::<(), siyaq_text::TextError>(())
//! ```

pub mod chars;

mod step;

mod error;

mod steps;

mod place;

mod table;

mod sink;

mod cells;

mod entity;

mod dagger;

mod turned;

mod careful;

mod elong;

mod mapped;

mod normalize;

mod words;

mod translit;

pub mod stem;

pub use entity::entity_at;
pub use error::{TextError, TextErrorKind};
pub use mapped::Normalized;
pub use normalize::Normalizer;
pub use step::Step;
pub use steps::{Profile, Steps};
pub use translit::{QUERY_SIGNS, TranslitScheme};
pub use words::{WordBuffer, Words};
