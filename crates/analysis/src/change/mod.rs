//! Frequencies over time: of a query, and of a whole vocabulary.

// In flow order; a blank line keeps the formatter from sorting across it.
mod periods;

mod trend;
mod vocabulary;

mod collocate_trend;

pub use collocate_trend::{CollocateTrend, CompanyRow, collocate_trend, hits_near};
pub use periods::{Period, Periods};
pub use trend::{
    NeighbourPeriods, NeighbourStep, Trend, TrendMeasure, TrendRow, TrendSpan, trend, trend_of,
};
pub use vocabulary::{
    Burst, ChangeKey, ChangeOptions, ChangeRow, Changes, Course, vocabulary_changes,
};
