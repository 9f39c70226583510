//! `siyaq pframes`: n-grams with one variable slot.

use crate::answer::answer;
use crate::args::ResultArgs;
use crate::context::{Context, Outcome};
use anyhow::Result;
use clap::Args;
use siyaq::request::Pframes;

const LONG: &str = "\
Finds p-frames: runs of n words one of which varies, such as «على * من», with what stands in the
slot. The entropy of the fillers, their number and the share of the most frequent one say how free
the slot is: a frame of high entropy is a pattern, one of low entropy nearly a fixed phrase.";

const AFTER: &str = "\
Columns:
  frame        the words, with * in the slot
  n            how many words, the slot included
  slot         the place of the slot, from 1
  freq         how often the frame occurs, with whatever filler
  per_million  the same in a million tokens
  doc_freq     in how many documents
  variants     how many different words fill the slot
  type_token   variants / freq: near 0 a closed slot, at 1 every filler is new
  entropy      entropy of the fillers in bits, at most log2 of the variants
  top_share    the share of the most frequent filler
  fillers      the most frequent fillers, each with its frequency
Frames are shown as they are most often written. Data formats, not tables, have at their end the
columns key and key_fillers, the forms of the layer, which are counted.

Examples:
  siyaq pframes news
  siyaq pframes news -n 3..5 --min-freq 50 --min-variants 10
  siyaq pframes news -n 4 --slots any --fillers 20 -o frames.csv";

/// Arguments of `pframes`.
#[derive(Debug, Args)]
#[command(about = "Find runs of words with a variable slot", long_about = LONG,
    after_long_help = AFTER)]
pub(crate) struct PframesArgs {
    #[command(flatten)]
    request: Pframes,

    #[command(flatten)]
    result: ResultArgs,
}

/// Finds them.
pub(crate) fn run(args: &PframesArgs, context: &Context) -> Result<Outcome> {
    answer(args.request.clone(), &args.result, context)
}
