//! `siyaq tfidf`: the terms of groups.

use crate::answer::answer;
use crate::args::ScoredArgs;
use crate::context::{Context, Outcome};
use anyhow::Result;
use clap::Args;
use siyaq::request::Tfidf;

const LONG: &str = "\
Weighs the words of each group by tf-idf: how often the group has a word, times how few groups have
it at all. Groups are several corpora, the documents of each value of a metadata field, or the
documents themselves. tf-idf describes and orders: it tests nothing, and knows nothing of how words
are spread inside a group; `siyaq keywords` does. With few groups idf is coarse, and 0 for a word
of all: --among documents counts in how many documents words are rare.";

const AFTER: &str = "\
Columns:
  group        which corpus, value or document
  form         the word or n-gram as it is most often written, words joined by one space
  freq         how often it occurs in the group
  per_million  the same in a million tokens of the group
  groups       how many groups have it; with --among documents: documents, how many documents
  idf          log(N / n), N groups or documents, of which n have it; with --idf smooth, as
               scikit-learn has it, log((1 + N) / (1 + n)) + 1
  tf_idf       the weight: freq times idf; with --tf share freq by the tokens of the group, with
               --tf log 1 + log(freq)
  key          the form on the layer, which is counted; not in a table
  undefined    with --reasons: the numbers that are empty, each with its reason

Examples:
  siyaq tfidf news --each source --top 15
  siyaq tfidf news --each category --among documents --stop ar --tf share
  siyaq tfidf news --each documents --where date=2024-03-05 --top 5
  siyaq tfidf minbar.jsonl alufuq.jsonl --base 10 -o terms.csv
  siyaq tfidf news --each source -n 2 --idf smooth --base e";

/// Arguments of `tfidf`.
#[derive(Debug, Args)]
#[command(about = "Weigh the words of groups by tf-idf", long_about = LONG, after_long_help = AFTER)]
pub(crate) struct TfidfArgs {
    #[command(flatten)]
    request: Tfidf,

    #[command(flatten)]
    result: ScoredArgs,
}

/// Weighs them.
pub(crate) fn run(args: &TfidfArgs, context: &Context) -> Result<Outcome> {
    answer(args.request.clone(), &args.result, context)
}
