//! `siyaq ngrams`: n-grams and skip-grams.

use crate::answer::answer;
use crate::args::ScoredArgs;
use crate::context::{Context, Outcome};
use anyhow::Result;
use clap::Args;
use siyaq::request::Ngrams;

const LONG: &str = "\
Counts runs of n words, exactly and without a limit on how many different ones there are. Runs end
at sentences, segments and documents, and punctuation inside is passed over, unless --across and
--punctuation say otherwise. With --skip K up to K words in all may be left out between the words of
a run (k-skip-n-grams), which finds phrases that come with variable words inside.";

const AFTER: &str = "\
Columns:
  form         the n-gram as it is most often written, its words joined by one space
  n            how many words
  freq         how often the run occurs
  per_million  the same in a million tokens
  doc_freq     in how many documents
  …            measures by --dispersion, over --parts, or all: dp_norm (0 even, 1 clumped),
               juilland_d (1 even, 0 clumped), juilland_u (the frequency if even, 0 clumped), range
               (parts that have it), arf (the frequency if even, about 1 clumped) …
  key          the forms on the layer, which are counted; not in a table
  undefined    with --reasons: the measures that are empty, each with its reason

Examples:
  siyaq ngrams news
  siyaq ngrams news -n 3 --top 100 --stop ar
  siyaq ngrams news -n 2..5 --min-freq 10 -o phrases.csv
  siyaq ngrams news -n 4 --sort doc_freq --min-freq 20
  siyaq ngrams news -n 3 --min-freq 20 --dispersion dp_norm,range --parts source
  siyaq ngrams news -n 2 --skip 2 --punctuation break";

/// Arguments of `ngrams`.
#[derive(Debug, Args)]
#[command(about = "Count runs of words", long_about = LONG, after_long_help = AFTER)]
pub(crate) struct NgramsArgs {
    #[command(flatten)]
    request: Ngrams,

    #[command(flatten)]
    result: ScoredArgs,
}

/// Counts them.
pub(crate) fn run(args: &NgramsArgs, context: &Context) -> Result<Outcome> {
    answer(args.request.clone(), &args.result, context)
}
