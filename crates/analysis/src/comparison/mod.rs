//! How alike corpora are, and which of them belong together.

// In flow order; a blank line keeps the formatter from sorting across it.
mod clusters;
mod pairs;

mod delta;

pub use clusters::{
    ClusterMember, ClusterOptions, ClusterStep, Clusters, FeatureTable, cluster_features,
};
pub use delta::{StyleDistance, StyleDistances, style_clusters, style_distances};
pub use pairs::{CompareOptions, Comparison, ComparisonRow, compare};
