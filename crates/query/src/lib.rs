//! Phrase queries with wildcards over a corpus: hits and concordance lines.
mod error;
mod syntax;
mod parse;
mod expand;
mod hits;
mod window;
mod search;

pub use error::{QueryError, QueryErrorKind};
pub use hits::{Hit, Hits};
pub use search::{Search, SearchOptions, search};
pub use syntax::Query;
