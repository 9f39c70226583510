//! Identifiers, spans, token classes, documents and metadata values shared by every Siyaq crate.
//!
//! Nothing here does any work: these are the words in which the crates speak to each other. The
//! crate depends on nothing, so that a researcher who embeds a single Siyaq crate pays nothing
//! for it.
//!
//! ```
//! use siyaq_types::{ByteSpan, Date};
//!
//! let span = ByteSpan::new(0, 8);
//! assert_eq!(span.text("كتاب جديد"), Some("كتاب"));
//! let date: Date = "2015-07-21".parse().expect("an ISO date");
//! assert_eq!((date.year(), date.month()), (2015, Some(7)));
//! ```

mod nearest;

mod class;

mod annotation;
mod date;
mod date_text;
mod document;
mod id;
mod span;
mod token_pos;

mod offsets;

pub use annotation::{AnnotatedRegion, AnnotatedToken, Annotation};
pub use class::{Boundary, ClassSet, ParseClassError, TokenClass};
pub use date::{Date, ParseDateError};
pub use date_text::{UnorderedDate, WrittenDate};
pub use document::{Document, FieldKind, FieldSpec, MetaValue, ParseFieldError};
pub use id::{DocId, TermId};
pub use nearest::did_you_mean;
pub use offsets::CharOffsets;
pub use span::ByteSpan;
pub use token_pos::TokenPos;
