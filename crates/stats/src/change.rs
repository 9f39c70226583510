//! How a word's frequency changes over time: trends, change points, bursts.

mod bursts;
mod points;
mod trend;

pub use bursts::{Burst, BurstOptions, Bursts, bursts};
pub use points::{Pettitt, Segment, change_points, pettitt};
pub use trend::{MannKendall, TheilSen, Trend, mann_kendall, theil_sen, trends};
