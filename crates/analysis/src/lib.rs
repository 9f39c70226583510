//! Collocates, collocations, keywords, dispersion and trends: counts and a measure in, ranked rows
//! out.
//!
//! Counts come from `siyaq-count`, hits from `siyaq-query`, formulas from `siyaq-stats`; this crate
//! joins them into the tables that a linguist asks for. Every table is ranked in a total order, and
//! every score that is undefined says why.
//!
//! | what | call | rows |
//! |---|---|---|
//! | frequency list | [`word_list`] | [`WordListRow`] |
//! | n-grams of one or more lengths | [`ngram_list`] | [`NgramList::row`] |
//! | lexical bundles | [`bundle_list`] | [`BundleRow`] |
//! | frames: n-grams with a variable slot | [`frame_list`] | [`FrameRow`] |
//! | expressions of several words | [`expressions`] | [`ExpressionRow`] |
//! | sequences by putting the best pair together | [`merged_sequences`] | [`MergedSequence`] |
//! | what stands around a node | [`collocates`] | [`CollocateRow`] |
//! | all pairs of a corpus | [`collocations`] | [`CollocationRow`] |
//! | collocates of a node here and there | [`compare_collocates`] | [`ComparedCollocate`] |
//! | a network of collocates | [`collocation_network`], [`corpus_network`] | [`Network`] |
//! | keywords against a reference | [`keywords`] | [`KeywordRow`] |
//! | keywords of many corpora, each against the rest | [`group_keywords`] | [`GroupKeywordRow`] |
//! | terms of groups or documents by tf-idf | [`group_terms`], [`document_terms`] | [`TermRow`] |
//! | words that are key in many texts | [`key_key_words`] | [`KeyKeyRow`] |
//! | diversity of a corpus or its parts | [`diversity()`] | [`DiversityRow`] |
//! | growth, frequency by rank, laws | [`vocabulary_growth`], [`rank_frequency`], [`laws_of_words`] | |
//! | spread of a query over documents or metadata | [`dispersion()`] | [`PartRow`] |
//! | frequency of a query over time | [`trend`], [`trend_of`] | [`TrendRow`] |
//! | words that keep the same company, and whose company changes | [`semantic_space`], [`drift`] | [`Neighbour`], [`DriftRow`] |
//! | how alike corpora are, and which belong together | [`compare`], [`cluster_features`] | [`ComparisonRow`], [`ClusterMember`] |
//! | how far apart styles are: Burrows's Delta | [`style_distances`], [`style_clusters`] | [`StyleDistance`] |
//! | what rose and what fell | [`vocabulary_changes`] | [`ChangeRow`] |
//! | spellings of a word | [`variants()`] | [`VariantRow`] |

// In flow order; a blank line keeps the formatter from sorting across it.
mod error;

mod labels;
mod order;
mod rank;

mod sequence_labels;

mod dispersion;

mod bundles;
mod change;
mod diversity;
mod expressions;
mod frames;
mod keyness;
mod merge;
mod ngrams;
mod variants;
mod words;

mod comparison;
mod semantic;

mod collocation;

pub use bundles::{BundleList, BundleOptions, BundleRow, bundle_list};
pub use change::{
    Burst, ChangeKey, ChangeOptions, ChangeRow, Changes, CollocateTrend, CompanyRow, Course,
    NeighbourPeriods, NeighbourStep, Period, Periods, Trend, TrendMeasure, TrendRow, TrendSpan,
    collocate_trend, hits_near, trend, trend_of, vocabulary_changes,
};
pub use collocation::{
    CollocateComparison, CollocateOptions, CollocateRow, Collocates, CollocationRow, Collocations,
    ComparedCollocate, ContrastOptions, ContrastOrder, DEFAULT_ASSOCIATION, Network, NetworkEdge,
    NetworkNode, NetworkOptions, Significance, collocates, collocation_network, collocations,
    compare_collocates, corpus_network,
};
pub use comparison::{
    ClusterMember, ClusterOptions, ClusterStep, Clusters, CompareOptions, Comparison,
    ComparisonRow, FeatureTable, StyleDistance, StyleDistances, cluster_features, compare,
    style_clusters, style_distances,
};
pub use dispersion::{
    BootstrapInterval, Dispersion, PartRow, Parts, PartsBy, Spread, dispersion,
    dispersion_with_intervals,
};
pub use diversity::{
    DEFAULT_DIVERSITY, Diversity, DiversityRow, Growth, GrowthOptions, LawRow, Laws, RankRow,
    Ranks, diversity, diversity_with_intervals, laws_of_words, rank_frequency, vocabulary_growth,
};
pub use error::{AnalysisError, AnalysisErrorKind};
pub use expressions::{
    ExpressionMeasure, ExpressionOptions, ExpressionRow, Expressions, expressions,
};
pub use frames::{FrameList, FrameOptions, FrameRow, FrameSlots, frame_list};
pub use keyness::{
    DEFAULT_KEYNESS, DEFAULT_TEXT_KEYNESS, Direction, FrequencyRow, FrequencyTable,
    GroupKeywordRow, GroupKeywords, GroupTables, GroupTerms, ItemCounter, ItemOptions, Items,
    KeyKeyOptions, KeyKeyRow, KeyKeyWords, KeyUnit, KeynessMap, KeynessMeasure, KeynessTest,
    KeywordOptions, KeywordRow, Keywords, RareAmong, RegressionValue, TermOptions, TermRow,
    TextMeasure, TextModel, WordInTexts, document_terms, group_keywords, group_terms,
    key_key_words, keyness_map, keywords,
};
pub use labels::labels_of;
pub use merge::{MergeOptions, MergedSequence, MergedSequences, merged_sequences};
pub use ngrams::{NgramList, NgramListRow, NgramOrder, ngram_list};
pub use order::{ListKey, ListOrder};
pub use semantic::{
    Drift, DriftRow, Neighbour, PeriodSpaces, Space, SpaceOptions, drift, semantic_space,
    space_vocabulary,
};
pub use sequence_labels::SequenceLabels;
pub use variants::{VariantRow, variants};
pub use words::{WordList, WordListRow, word_list};
