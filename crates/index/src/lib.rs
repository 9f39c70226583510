//! A corpus on disk: build, open, verify; token columns, postings, boundaries, layers, metadata.
//!
//! Tokenised documents go in through [`Shard`]s, one for each worker; [`CorpusBuilder`] merges them
//! into a corpus, which is written as a directory of files or kept in memory. [`Corpus`] opens such
//! a directory by memory map and uses everything in place, so that opening takes milliseconds
//! whatever the size. Every byte of the layout is described in `FORMAT.md` in the folder of this crate.
//!
//! The crate does not know how text is tokenised or folded: it takes tokens and folding functions.
//! To index raw text, use the `siyaq` facade.
//!
//! ```
//! use siyaq_index::{Boundary, BuildOptions, CorpusBuilder, Document, Shard, TokenClass};
//!
//! let mut shard = Shard::new();
//! shard.start_batch(0);
//! shard.start_document(Document { id: "a".into(), ..Document::default() });
//! for (form, boundary) in [("قال", Boundary::Document), ("الوزير", Boundary::None)] {
//!     shard.push(form, TokenClass::ArabicWord, boundary, true);
//! }
//! let corpus = CorpusBuilder::new(BuildOptions::default()).finish(vec![shard])?.into_corpus()?;
//! assert_eq!(corpus.token_count(), 2);
//! let word = corpus.words().lexicon().id("الوزير").expect("an indexed word");
//! assert_eq!(corpus.postings(word).collect::<Vec<u64>>(), [1]);
//! # Ok::<(), siyaq_index::IndexError>(())
//! ```

// In flow order; a blank line keeps the formatter from sorting across it.
mod error;

mod rule;

mod manifest;
mod ranges;
mod room;
mod scope;

mod bits;
mod seal;

mod map;

mod parts;

mod packed;
mod starts;

mod intern;
mod store;

mod structure;

mod regions;

mod shard;

mod merge;

mod block_list;
mod classes;

mod token_column;

mod table_check;

mod documents;
mod postings;

mod invert;

mod place;

mod split;

mod fold;

mod codes;

mod layer;

mod corpus;

mod filter;

mod positions;
mod subcorpus;

mod filter_ranges;
mod parts_by;

mod verify;
mod write;

mod build;

mod extend;

pub use build::{BuildOptions, CorpusBuilder};
pub use corpus::Corpus;
pub use documents::Documents;
pub use error::{IndexError, IndexErrorKind};
pub use extend::add_layers;
pub use filter::{ParseWhereError, Where};
pub use fold::{FoldFn, LayerMaker, LayerRule, SplitFn};
pub use layer::Layer;
pub use manifest::{
    AttributeRecord, Counts, FORMAT_VERSION, FileRecord, LayerRecord, Manifest, ProblemCount,
    SourceRecord, StructureRecord,
};
pub use map::{Bytes, on_damage};
pub use packed::PackedIds;
pub use parts::{WORD_LAYER, is_corpus};
pub use place::{corpus_among, corpus_of, recover};
pub use postings::Postings;
pub use rule::{LayerModel, QueryRule};
pub use scope::{Across, ParseScopeError, Punctuation, Scope, StructureSet};
pub use shard::Shard;
pub use siyaq_disk::{Leftover, LeftoverKind};
pub use siyaq_types::{
    Boundary, ClassSet, Date, DocId, Document, FieldKind, FieldSpec, MetaValue, TermId, TokenClass,
    TokenPos,
};
pub use split::{Split, WordParts};
pub use starts::Starts;
pub use structure::{Attribute, Structure};
pub use subcorpus::Subcorpus;
pub use token_column::TokenColumn;
pub use write::{BuiltCorpus, check_target};
