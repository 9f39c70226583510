//! Collocates, collocations, keywords, dispersion and trends: counts and a measure in, ranked rows
//! out.
//!
//! Counts come from `siyaq-count`, hits from `siyaq-query`, formulas from `siyaq-stats`; this crate
//! joins them into the tables that a linguist asks for. Every table is ranked in a total order, and
//! every score that is undefined is `None`.
//!
//! | what | call | rows |
//! |---|---|---|
//! | frequency list | [`word_list`] | [`WordListRow`] |
//! | n-grams of one or more lengths | [`ngram_list`] | [`NgramList::row`] |
//! | lexical bundles | [`bundle_list`] | [`BundleRow`] |
//! | frames: n-grams with a variable slot | [`frame_list`] | [`FrameRow`] |
//! | expressions of several words | [`expressions`] | [`ExpressionRow`] |
//! | what stands around a node | [`collocates`] | [`CollocateRow`] |
//! | all pairs of a corpus | [`collocations`] | [`CollocationRow`] |
//! | collocates of a node here and there | [`compare_collocates`] | [`ComparedCollocate`] |
//! | a network of collocates | [`collocation_network`], [`corpus_network`] | [`Network`] |
//! | keywords against a reference | [`keywords`] | [`KeywordRow`] |
//! | spread of a query over documents or metadata | [`dispersion`] | [`PartRow`] |
//! | frequency of a query over time | [`trend`], [`trend_of`] | [`TrendRow`] |
//! | spellings of a word | [`variants()`] | [`VariantRow`] |

// In flow order; a blank line keeps the formatter from sorting across it.
mod error;

mod frequency_table;
mod order;
mod rank;

mod bundles;
mod expressions;
mod frames;
mod keywords;
mod ngrams;
mod parts;
mod trend;
mod variants;
mod words;

mod collocation;

pub use bundles::{BundleList, BundleOptions, BundleRow, bundle_list};
pub use collocation::{
    CollocateComparison, CollocateOptions, CollocateRow, Collocates, CollocationRow, Collocations,
    CompareOptions, ComparedCollocate, ContrastOrder, DEFAULT_ASSOCIATION, LEAST_P, Network,
    NetworkEdge, NetworkNode, NetworkOptions, Significance, collocates, collocation_network,
    collocations, compare_collocates, corpus_network, p_value,
};
pub use error::{AnalysisError, AnalysisErrorKind};
pub use expressions::{
    ExpressionMeasure, ExpressionOptions, ExpressionRow, Expressions, expressions,
};
pub use frames::{FrameList, FrameOptions, FrameRow, FrameSlots, frame_list};
pub use frequency_table::{FrequencyRow, FrequencyTable};
pub use keywords::{DEFAULT_KEYNESS, Direction, KeywordOptions, KeywordRow, Keywords, keywords};
pub use ngrams::{NgramList, NgramListRow, ngram_list};
pub use order::{ListKey, ListOrder};
pub use parts::{Dispersion, PartRow, dispersion};
pub use trend::{Period, Trend, TrendRow, trend, trend_of};
pub use variants::{VariantRow, variants};
pub use words::{WordList, WordListRow, word_list};
