//! `siyaq bundles`: n-grams that are frequent and widespread.

use crate::answer::answer;
use crate::args::ResultArgs;
use crate::context::{Context, Outcome};
use anyhow::Result;
use clap::Args;
use siyaq::request::Bundles;

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
Bundles are shown as they are most often written. Data formats, not tables, have at their end
the column key, the form of the layer, which is counted.

Examples:
  siyaq bundles news
  siyaq bundles news -n 3..5 --min-per-million 40 --min-range 100
  siyaq bundles news -n 4 --range-by source --min-range 8 -o bundles.csv";

/// Arguments of `bundles`.
#[derive(Debug, Args)]
#[command(about = "Find runs of words that many texts share", long_about = LONG,
    after_long_help = AFTER)]
pub(crate) struct BundlesArgs {
    #[command(flatten)]
    request: Bundles,

    #[command(flatten)]
    result: ResultArgs,
}

/// Finds them.
pub(crate) fn run(args: &BundlesArgs, context: &Context) -> Result<Outcome> {
    answer(args.request.clone(), &args.result, context)
}
