//! `siyaq pframes`: n-grams with one variable slot.

use super::ngrams::lengths;
use super::stop::StopArgs;
use crate::args::{ResultArgs, ScopeArgs};
use crate::context::{Context, Outcome};
use crate::emit::emit;
use crate::load::{labels_of, load};
use crate::progress::Spinner;
use anyhow::{Result, bail};
use clap::{Args, ValueEnum};
use siyaq::analysis::{FrameOptions, FrameSlots, frame_list};
use siyaq::output::FrameRows;
use std::ffi::OsString;
use std::ops::RangeInclusive;

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
Words are shown as they are most often written. Data formats, not tables, have at their end the
columns key and key_fillers, the forms of the layer, which are counted.

Examples:
  siyaq pframes news
  siyaq pframes news -n 3..5 --min-freq 50 --min-variants 10
  siyaq pframes news -n 4 --slots any --fillers 20 -o frames.csv";

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Slots {
    /// A word inside
    Inner,
    /// Any word
    Any,
}

/// Arguments of `pframes`.
#[derive(Debug, Args)]
#[command(about = "Find runs of words with a variable slot", long_about = LONG,
    after_long_help = AFTER)]
pub(crate) struct PframesArgs {
    /// A corpus, or raw files, folders, patterns or -
    #[arg(value_name = "INPUT", required = true)]
    inputs: Vec<OsString>,

    /// How many words, the slot included: 4, or a range such as 3..5 (both ends included)
    #[arg(short, value_name = "N|N..M", default_value = "4", value_parser = lengths)]
    n: RangeInclusive<usize>,

    /// Which word may vary
    #[arg(long, value_enum, value_name = "WHICH", default_value = "inner")]
    slots: Slots,

    /// Leave out frames that occur less often
    #[arg(long, value_name = "N", default_value_t = 20)]
    min_freq: u64,

    /// Leave out frames of fewer documents
    #[arg(long, value_name = "N", default_value_t = 1)]
    min_doc_freq: u64,

    /// Leave out frames of fewer different fillers
    #[arg(long, value_name = "N", default_value_t = 2)]
    min_variants: usize,

    /// How many fillers to show of each frame
    #[arg(long, value_name = "N", default_value_t = 5)]
    fillers: usize,

    #[command(flatten)]
    scope: ScopeArgs,

    #[command(flatten)]
    stop: StopArgs,

    #[command(flatten)]
    result: ResultArgs,
}

/// Finds them.
pub(crate) fn run(args: &PframesArgs, context: &Context) -> Result<Outcome> {
    if args.slots == Slots::Inner && *args.n.start() < 3 {
        bail!("a slot inside needs at least 3 words; give -n as 3 or more, or --slots any");
    }
    let loaded = load(&args.inputs, &args.scope, context)?;
    let selection = args.stop.leave_out(loaded.selection(&args.scope)?)?;
    let mut options = FrameOptions::default();
    options.slots = match args.slots {
        Slots::Inner => FrameSlots::Inner,
        Slots::Any => FrameSlots::Any,
    };
    options.min_freq = args.min_freq;
    options.min_doc_freq = args.min_doc_freq;
    options.min_variants = args.min_variants;
    options.fillers = args.fillers;
    let list = {
        let _spinner = Spinner::start(context, "counting frames");
        frame_list(&selection, args.n.clone(), &options)?
    };
    let rows = FrameRows::new(&list, labels_of(&selection));
    emit(&rows, &args.result, vec![loaded.record("corpus")], context)
}
