//! How a word's frequency changes over time: trends, change points, bursts.

mod bursts;
mod neighbours;
mod points;
mod trend;

pub use bursts::{Burst, BurstOptions, Bursts, bursts};
pub use neighbours::{NeighbourMerge, Variability, elbow, neighbour_clusters, stretches_of};
pub use points::{Pettitt, Segment, change_points, pettitt};
pub use trend::{MannKendall, TheilSen, Trend, mann_kendall, theil_sen, trends};
