//! How words are taken apart.

use anyhow::Result;
use clap::Args;
use siyaq::Segmentation;
use siyaq::segment::{
    Dictionary, Exceptions, FusionPolicy, SegmentError, SegmentationScheme, Segmenter,
    SegmenterOptions,
};
use std::path::PathBuf;

/// The dictionary and the rules that words are taken apart by.
#[derive(Clone, Debug, Args)]
#[command(next_help_heading = "Segmentation")]
pub(crate) struct SegmenterArgs {
    /// Take words apart by this dictionary, made by `siyaq lexicon train`, and not by the one that
    /// ships
    #[arg(long, value_name = "FILE")]
    dictionary: Option<PathBuf>,

    /// Words to be decided before the dictionary is asked, one a line: word, tab, its pieces with +
    /// between them, as in `للجنة` tab `ل+لجنة`
    #[arg(long, value_name = "FILE")]
    exceptions: Option<PathBuf>,

    /// Words like عما (عن and ما written together): padt (as the treebank does: عما and لما apart, مما
    /// and فيما whole), never or always taken apart
    #[arg(long, value_name = "POLICY", default_value = "padt")]
    fused: FusionPolicy,
}

/// What of the options is only for layers that take words apart.
pub(crate) const SEGMENTATION: [&str; 4] = ["--scheme", "--dictionary", "--exceptions", "--fused"];

impl SegmenterArgs {
    pub(crate) fn segmenter(&self) -> Result<Segmenter, SegmentError> {
        let dictionary = match &self.dictionary {
            Some(path) => Dictionary::open(path)?,
            None => Dictionary::embedded(),
        };
        let mut options = SegmenterOptions::default().fusion(self.fused);
        if let Some(path) = &self.exceptions {
            options = options.exceptions(Exceptions::read(path)?);
        }
        Ok(Segmenter::with_options(dictionary, options))
    }
}

/// How words are taken apart for the layers `stem` and `segments`.
#[derive(Clone, Debug, Args)]
#[command(next_help_heading = "Segmentation")]
pub(crate) struct SegmentationArgs {
    /// How far words are taken apart for the layers stem and segments: d1, d2, atb or d3. Unless
    /// given, d3 for stem and atb for segments
    #[arg(long, value_name = "SCHEME")]
    scheme: Option<SegmentationScheme>,

    #[command(flatten)]
    segmenter: SegmenterArgs,
}

impl SegmentationArgs {
    pub(crate) fn segmentation(&self) -> Result<Segmentation> {
        let segmentation = Segmentation::default().segmenter(self.segmenter.segmenter()?);
        Ok(match self.scheme {
            Some(scheme) => segmentation.scheme(scheme),
            None => segmentation,
        })
    }
}
