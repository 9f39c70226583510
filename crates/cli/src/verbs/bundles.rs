//! `siyaq bundles`: n-grams that are frequent and widespread.

use super::ngrams::lengths;
use super::stop::StopArgs;
use crate::args::{ResultArgs, ScopeArgs, not_negative};
use crate::context::{Context, Outcome};
use crate::emit::emit;
use crate::load::{labels_of, load};
use crate::progress::Spinner;
use crate::report::count;
use anyhow::Result;
use clap::Args;
use siyaq::analysis::{BundleOptions, bundle_list};
use siyaq::output::BundleRows;
use std::ffi::OsString;
use std::ops::RangeInclusive;

const LONG: &str = "\
Finds lexical bundles: runs of words that are frequent and that many texts share, after Biber et al.
(1999). A run counts when it reaches a frequency in a million tokens and stands in enough documents,
or in enough values of a metadata field, such as sources or authors; so that the habit of one writer
does not pass for one of the language.";

const AFTER: &str = "\
Columns:
  form         the words, joined by one space
  n            how many words
  freq         how often the run occurs
  per_million  the same in a million tokens
  doc_freq     in how many documents
  range        in how many values of --range-by; without it the same as doc_freq
Words are shown as they are most often written. Data formats, not tables, have at their end the
column key, the form of the layer, which is counted.

Examples:
  siyaq bundles news
  siyaq bundles news -n 3..5 --min-per-million 40 --min-range 100
  siyaq bundles news -n 4 --range-by source --min-range 8 -o bundles.csv";

/// Arguments of `bundles`.
#[derive(Debug, Args)]
#[command(about = "Find runs of words that many texts share", long_about = LONG,
    after_long_help = AFTER)]
pub(crate) struct BundlesArgs {
    /// A corpus, or raw files, folders, patterns or -
    #[arg(value_name = "INPUT", required = true)]
    inputs: Vec<OsString>,

    /// How many words: 4, or a range such as 3..5 (both ends included)
    #[arg(short, value_name = "N|N..M", default_value = "4", value_parser = lengths)]
    n: RangeInclusive<usize>,

    /// Leave out runs that occur less often
    #[arg(long, value_name = "N", default_value_t = 2)]
    min_freq: u64,

    /// Leave out runs that occur less often in a million tokens
    #[arg(long, value_name = "X", default_value_t = 10.0, value_parser = not_negative)]
    min_per_million: f64,

    /// Leave out runs of fewer documents, or fewer values of --range-by
    #[arg(long, value_name = "N", default_value_t = 5)]
    min_range: u64,

    /// The metadata field whose values a run is to range over; documents unless given
    #[arg(long, value_name = "FIELD")]
    range_by: Option<String>,

    #[command(flatten)]
    scope: ScopeArgs,

    #[command(flatten)]
    stop: StopArgs,

    #[command(flatten)]
    result: ResultArgs,
}

/// Finds them.
pub(crate) fn run(args: &BundlesArgs, context: &Context) -> Result<Outcome> {
    let loaded = load(&args.inputs, &args.scope, context)?;
    let selection = args.stop.leave_out(loaded.selection(&args.scope)?)?;
    let mut options = BundleOptions::default();
    options.min_freq = args.min_freq;
    options.min_per_million = args.min_per_million;
    options.min_range = args.min_range;
    options.range_by.clone_from(&args.range_by);
    let list = {
        let _spinner = Spinner::start(context, "counting bundles");
        bundle_list(&selection, args.n.clone(), &options)?
    };
    if list.parts < args.min_range {
        let parts = args.range_by.as_deref().map_or_else(
            || format!("{} documents", count(list.parts)),
            |field| format!("{} values of {field}", count(list.parts)),
        );
        context.note(format_args!("there are only {parts}; lower --min-range"));
    }
    let rows = BundleRows::new(&list, labels_of(&selection));
    emit(&rows, &args.result, vec![loaded.record("corpus")], context)
}
