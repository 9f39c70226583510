//! Phrase queries with wildcards over a corpus: hits and concordance lines.
mod collate;
mod error;
mod expand;
mod group;
mod hits;
mod keys;
mod kwic;
mod parse;
mod sample;
mod search;
mod sort;
mod syntax;
mod window;

pub use collate::Collation;
pub use error::{QueryError, QueryErrorKind};
pub use group::{GroupOptions, GroupRow, group};
pub use hits::{Hit, Hits};
pub use keys::Key;
pub use kwic::{Concordance, ContextUnit, KwicLine, KwicOptions, concordance};
pub use sample::Sample;
pub use search::{Search, SearchOptions, search};
pub use sort::{Direction, SortKey};
pub use syntax::Query;
