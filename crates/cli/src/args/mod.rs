//! The arguments that verbs share.

mod query;
mod segmenter;
mod targets;
mod writing;

pub(crate) use query::QueryArgs;
pub(crate) use segmenter::{SEGMENTATION, SegmentationArgs, SegmenterArgs};
pub(crate) use siyaq::request::{
    ReadingOptions as ReadingArgs, TranslitOptions as TranslitArgs, none_of, two_way,
};
pub(crate) use targets::{check_ending, check_excel, check_targets};
pub(crate) use writing::{ChartArgs, ResultArgs, ScoredArgs, TopArgs, WritingArgs, output_file};

/// The options that say how raw files are read, as they are written.
pub(crate) fn reading_options() -> Vec<String> {
    let names = ReadingArgs::names().into_iter();
    names.map(|name| format!("--{}", name.replace('_', "-"))).collect()
}
