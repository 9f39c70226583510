//! `siyaq mwe`: candidates for expressions of several words.

use super::stop::StopArgs;
use crate::args::{ResultArgs, ScopeArgs};
use crate::context::{Context, Outcome};
use crate::emit::emit;
use crate::load::{labels_of, load};
use crate::progress::Spinner;
use anyhow::Result;
use clap::Args;
use siyaq::analysis::{ExpressionMeasure, ExpressionOptions, expressions};
use siyaq::output::ExpressionRows;
use std::ffi::OsString;

const LONG: &str = "\
Finds candidates for multi-word expressions, of 2 to --longest words: names, terms, set phrases.
Sequences that are only parts of longer ones are discounted:

  c_value  frequency times the logarithm of the length, less what a candidate owes to the longer
           candidates that hold it (Frantzi, Ananiadou and Mima 2000): frequent terms first
  scp      symmetric conditional probability, of which only the local maxima are shown: sequences
           that hold together better than their longest parts and than what holds them (LocalMaxs,
           da Silva and Lopes 1999): fixed sequences first, also rare ones

With --stop, a candidate may have such words inside, but neither begin nor end with one.";

const AFTER: &str = "\
Columns:
  form           the words, joined by one space
  n              how many words
  freq, per_million, doc_freq   how often, and in how many documents
  c_value        C-value
  scp            symmetric conditional probability with fair dispersion, from 0 to 1
  local_maximum  1 where scp has a local maximum, else 0
  longer         how many longer candidates hold it
  in_longer      how often those occur, together
Words are shown as they are most often written. Data formats, not tables, have at their end the
column key, the form of the layer, which is counted.

Examples:
  siyaq mwe news --stop ar --top 100
  siyaq mwe news --stop ar --measure scp --min-freq 30
  siyaq mwe news --stop ar --longest 4 --where source=minbar -o terms.csv";

/// Arguments of `mwe`.
#[derive(Debug, Args)]
#[command(about = "Find candidates for expressions of several words", long_about = LONG,
    after_long_help = AFTER)]
pub(crate) struct MweArgs {
    /// A corpus, or raw files, folders, patterns or -
    #[arg(value_name = "INPUT", required = true)]
    inputs: Vec<OsString>,

    /// The most words of a candidate
    #[arg(long, value_name = "N", default_value_t = 5)]
    longest: usize,

    /// What ranks: c_value or scp
    #[arg(long, value_name = "MEASURE", default_value = "c_value")]
    measure: ExpressionMeasure,

    /// Leave out what occurs less often
    #[arg(long, value_name = "N", default_value_t = 10)]
    min_freq: u64,

    /// Leave out what stands in fewer documents
    #[arg(long, value_name = "N", default_value_t = 2)]
    min_doc_freq: u64,

    #[command(flatten)]
    scope: ScopeArgs,

    #[command(flatten)]
    stop: StopArgs,

    #[command(flatten)]
    result: ResultArgs,
}

/// Finds them.
pub(crate) fn run(args: &MweArgs, context: &Context) -> Result<Outcome> {
    let loaded = load(&args.inputs, &args.scope, context)?;
    let selection = args.stop.leave_out(loaded.selection(&args.scope)?)?;
    let mut options = ExpressionOptions::default();
    options.longest = args.longest;
    options.measure = args.measure;
    options.min_freq = args.min_freq;
    options.min_doc_freq = args.min_doc_freq;
    let found = {
        let _spinner = Spinner::start(context, "looking for expressions");
        expressions(&selection, &options, |_| true)?
    };
    let rows = ExpressionRows::new(&found, labels_of(&selection));
    emit(&rows, &args.result, vec![loaded.record("corpus")], context)
}
