//! What goes together: around a node, and everywhere.

mod options;

mod score;
mod spread;

mod node;
mod pairs;

mod labels;

mod compare;
mod network;

pub use compare::{
    CollocateComparison, ComparedCollocate, ContrastOptions, ContrastOrder, compare_collocates,
};
pub use network::{
    Network, NetworkEdge, NetworkNode, NetworkOptions, collocation_network, corpus_network,
};
pub use node::{CollocateRow, Collocates, collocates};
pub use options::{CollocateOptions, DEFAULT_ASSOCIATION, Significance};
pub use pairs::{CollocationRow, Collocations, collocations};
