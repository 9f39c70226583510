//! What is frequent here and not there: frequency tables, and how they differ.

// In flow order; a blank line keeps the formatter from sorting across it.
mod items;
mod words;

mod table;

mod counter;

mod join;

mod regression;

mod measure;

mod keywords;

mod groups;
mod key_key;

mod terms;

pub use counter::ItemCounter;
pub use groups::{
    GroupKeywordRow, GroupKeywords, GroupTables, KeynessMap, group_keywords, keyness_map,
};
pub use items::{ItemOptions, Items};
pub use key_key::{KeyKeyOptions, KeyKeyRow, KeyKeyWords, key_key_words};
pub use keywords::{
    DEFAULT_KEYNESS, DEFAULT_TEXT_KEYNESS, Direction, KeyUnit, KeywordOptions, KeywordRow,
    Keywords, keywords,
};
pub use measure::{KeynessMeasure, KeynessTest, TextMeasure, WordInTexts};
pub use regression::{RegressionValue, TextModel};
pub use table::{FrequencyRow, FrequencyTable};
pub use terms::{GroupTerms, RareAmong, TermOptions, TermRow, document_terms, group_terms};
