//! What is counted for a table of frequencies.

use siyaq_count::WindowSpan;
use siyaq_query::Query;

/// The kinds of items.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Items {
    /// Words in a row: n of them, of which some may be left out inside.
    Ngrams {
        /// Words in an item: 1 for words, more for n-grams.
        n: usize,
        /// How many words in all may be left out inside an n-gram.
        skip: usize,
    },
    /// Pairs of words near each other: the second in the windows around all tokens of the first,
    /// each token of it once, as [`collocations`](crate::collocations) counts them.
    Pairs(WindowSpan),
    /// The hits of queries; a query that is named twice is one item.
    Queries(Vec<Query>),
}

/// What is counted for a table.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct ItemOptions {
    /// The items.
    pub items: Items,
    /// Whether to keep how often each item occurs in each document, which tests over texts need.
    /// 16 bytes for each document that an item occurs in.
    pub texts: bool,
    /// The metadata field whose values are groups of texts, for regressions that know of them.
    pub groups: Option<String>,
    /// Whether to keep the distances between the occurrences of each item, which ARF is computed of;
    /// n-grams and queries have them, pairs have none. 64 bytes for each item.
    pub gaps: bool,
    /// The least frequency of a pair that tables need which are counted together
    /// ([`ItemCounter::count_together`](crate::ItemCounter::count_together)): rarer ones are counted as
    /// tests, and take no memory. It is that of the keywords that the tables are made for.
    pub min_freq: u64,
}

impl Default for ItemOptions {
    /// Words, without their texts, however rare.
    fn default() -> Self {
        Self {
            items: Items::Ngrams { n: 1, skip: 0 },
            texts: false,
            groups: None,
            gaps: false,
            min_freq: 1,
        }
    }
}

impl ItemOptions {
    /// These items.
    #[must_use]
    pub fn items(self, items: Items) -> Self {
        Self { items, ..self }
    }

    /// N-grams of `n` words.
    #[must_use]
    pub fn n(self, n: usize) -> Self {
        self.items(Items::Ngrams { n, skip: 0 })
    }

    /// With the counts of every document, or without.
    #[must_use]
    pub fn texts(self, texts: bool) -> Self {
        Self { texts, ..self }
    }

    /// With the values of a metadata field as groups of texts.
    #[must_use]
    pub fn groups(self, groups: Option<String>) -> Self {
        Self { groups, ..self }
    }

    /// With the distances between occurrences, or without.
    #[must_use]
    pub fn gaps(self, gaps: bool) -> Self {
        Self { gaps, ..self }
    }

    /// Of tables that are counted together, without pairs that are rarer on all sides.
    #[must_use]
    pub fn min_freq(self, min_freq: u64) -> Self {
        Self { min_freq, ..self }
    }
}
