//! How rich vocabularies are, how they grow, and the laws that they follow.

// In flow order; a blank line keeps the formatter from sorting across it.
mod curves;
mod measures;

pub use curves::{
    Growth, GrowthOptions, LawRow, Laws, RankRow, Ranks, laws_of_words, rank_frequency,
    vocabulary_growth,
};
pub use measures::{
    DEFAULT_DIVERSITY, Diversity, DiversityRow, diversity, diversity_with_intervals,
};
