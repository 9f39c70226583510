//! `siyaq mwe`: candidates for expressions of several words.

use crate::answer::answer;
use crate::args::ResultArgs;
use crate::context::{Context, Outcome};
use anyhow::Result;
use clap::Args;
use siyaq::request::Mwe;

const LONG: &str = "\
Finds candidates for multi-word expressions, of 2 to --longest words: names, terms, set phrases.
Sequences that are only parts of longer ones are discounted:

  c_value  frequency times the logarithm of the length, less what a candidate owes to the longer
           candidates that hold it (Frantzi, Ananiadou and Mima 2000): frequent terms first
  scp      symmetric conditional probability, of which only the local maxima are shown: sequences
           that hold together better than their longest parts and than what holds them (LocalMaxs,
           da Silva and Lopes 1999): fixed sequences first, also rare ones

With --stop, a candidate may have such words inside, but neither begin nor end with one.

--merge finds sequences of any length in another way (MERGE, Wahl and Gries 2018): of all pairs of
neighbours the one that --score finds best is put together everywhere and is one unit from then on,
and so on for --steps: قال + ان, then قال ان + الحكومة. Each step is a row. Words of --stop are put
together as others are, and only left out of the rows.";

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
With --merge: step, form, n, first and second (the parts that were put together), freq and doc_freq
(of what the step put together), freq_left (how much of it is no part of a longer one at the end),
and the measure of --score, of pairs as they were at that step.
Expressions are shown as they are most often written. Data formats, not tables, have at their end
the column key, the form of the layer, which is counted.

Examples:
  siyaq mwe news --stop ar --top 100
  siyaq mwe news --stop ar --measure scp --min-freq 30
  siyaq mwe news --stop ar --longest 4 --where source=minbar -o terms.csv
  siyaq mwe news --merge --steps 1000 --min-freq 20
  siyaq mwe news --merge --score mi3 --stop ar --top 100";

/// Arguments of `mwe`.
#[derive(Debug, Args)]
#[command(about = "Find candidates for expressions of several words", long_about = LONG,
    after_long_help = AFTER)]
pub(crate) struct MweArgs {
    #[command(flatten)]
    request: Mwe,

    #[command(flatten)]
    result: ResultArgs,
}

/// Finds them.
pub(crate) fn run(args: &MweArgs, context: &Context) -> Result<Outcome> {
    answer(args.request.clone(), &args.result, context)
}
