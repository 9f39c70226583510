//! The arguments that verbs share.

mod bootstrap;
mod names;
mod numbers;
mod reading;
mod scope;
mod segmenter;
mod spread;
mod targets;
mod writing;

pub(crate) use bootstrap::BootstrapArgs;
pub(crate) use names::{
    DeltaMeasures, DispersionMeasures, DiversityMeasures, KeynessMeasures, Measures,
    SpreadMeasures, none_of,
};
pub(crate) use numbers::{inner_share, more_than_one, not_negative, probability, some};
pub(crate) use reading::ReadingArgs;
pub(crate) use scope::{
    AssociationArgs, OF_PHRASES, QueryArgs, SINGLE_WORDS, ScopeArgs, TranslitArgs, two_way,
};
pub(crate) use segmenter::{SEGMENTATION, SegmentationArgs, SegmenterArgs};
pub(crate) use spread::SpreadArgs;
pub(crate) use targets::check_targets;
pub(crate) use writing::{ChartArgs, ResultArgs, ScoredArgs, TopArgs, WritingArgs};
