//! Phrase queries with wildcards over a corpus: hits and concordance lines.
//!
//! A [`Query`] and a [`Corpus`](siyaq_index::Corpus) go in; [`search`] gives [`Hits`], which are
//! ranges of places. [`concordance`] makes lines of them: sampled, sorted, and with the
//! text around each hit as it was written. [`group`] counts them by what they have in common.
//! Every result is the same for any number of threads.
//!
//! A query is cut as the texts of the corpus were cut, so that what a line shows as its match finds
//! that line again; where the tokens of a corpus come from elsewhere, white space alone parts the
//! words of a query. [`Query::remarks`] says what may be misunderstood in a query, and
//! [`Search::explain`] how it was read.
//!
//! The crate does not rank collocates; that is done by the crate `siyaq-analysis`. To search raw
//! text, index it first with the `siyaq` facade.
//!
//! ```
//! use siyaq_index::{Boundary, BuildOptions, CorpusBuilder, Document, Shard, TokenClass};
//! use siyaq_query::{KwicOptions, Query, SearchOptions, concordance, search};
//!
//! let mut shard = Shard::new();
//! shard.start_batch(0);
//! shard.start_document(Document { id: "a".into(), ..Document::default() });
//! for (form, class) in [
//!     ("قال", TokenClass::ArabicWord),
//!     ("وزير", TokenClass::ArabicWord),
//!     ("الصحة", TokenClass::ArabicWord),
//!     ("،", TokenClass::Punctuation),
//!     ("المغربي", TokenClass::ArabicWord),
//!     ("إن", TokenClass::ArabicWord),
//! ] {
//!     shard.push(form, class, Boundary::None, form != "،");
//! }
//! let corpus = CorpusBuilder::new(BuildOptions::default()).finish(vec![shard])?.into_corpus()?;
//!
//! let query: Query = "(وزير|وزارة) ال* المغربي".parse()?;
//! let hits = search(&corpus, &query, &SearchOptions::default().layer("word"))?;
//! assert_eq!((hits.len(), hits.as_slice()[0].word_range()), (1, 1..5));
//! let lines = concordance(&corpus, &hits, &KwicOptions::default())?.collect();
//! assert_eq!(lines[0].before, "قال");
//! assert_eq!(lines[0].match_text, "وزير الصحة، المغربي");
//! assert_eq!(lines[0].after, "إن");
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod error;
mod syntax;

mod parse;
mod remarks;

mod cut;

mod rule;

mod expand;

mod labels;

mod hits;
mod window;

mod walker;

mod explain;

mod graph;
mod search;

mod keys;

mod collate;
mod sample;
mod sort;

mod group;
mod kwic;

pub use collate::{Collation, CollationKeys};
pub use error::{QueryError, QueryErrorKind};
pub use expand::{Cutting, forms_of_word};
pub use explain::{Explanation, Reading};
pub use group::{GroupOptions, GroupRow, NOTHING, group, group_labelled};
pub use hits::{Hit, Hits};
pub use keys::Key;
pub use kwic::{Concordance, ContextUnit, KwicLine, KwicOptions, concordance};
pub use labels::FormLabels;
pub use remarks::Remark;
pub use rule::WordRule;
pub use sample::Sample;
pub use search::{Search, SearchOptions, search};
pub use sort::{Direction, SortKey};
pub use syntax::Query;
