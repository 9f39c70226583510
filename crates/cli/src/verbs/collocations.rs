//! `siyaq collocations`: all pairs of a corpus.

use crate::answer::answer;
use crate::args::ScoredArgs;
use crate::context::{Context, Outcome};
use anyhow::Result;
use clap::Args;
use siyaq::request::Collocations;

const LONG: &str = "\
Ranks all pairs of words of a corpus that stand near each other: form_2 in the windows around all
tokens of form_1, counted exactly as `siyaq collocates` does for one node. With --window 0:1 these
are pairs of neighbours in reading order.

--gravity adds lexical gravity (Daudaravičius and Marcinkevičienė 2004): high where a pair is
frequent among the neighbours of words that have many different ones. It is made for --window 0:1
or 0:N.

--directed takes form_2 after form_1 only, and adds Delta P both ways: a word may call for the next
one much more than that one tells of the first.";

const AFTER: &str = "\
Columns:
  form_1    the node
  form_2    the collocate in its windows
  o11 … doc_freq, and what options add, as in `siyaq collocates`; for --correction the tests are
            all different pairs, rare ones too
  lexical_gravity
            with --gravity: log(o11 · n / f1) + log(o11 · n' / f2), natural logarithms, where n
            is how many different words stand in windows of form_1, and n' how many different words
            have form_2 in theirs
  delta_p_collocate_given_node, delta_p_node_given_collocate   with --directed: by how much form_1
            raises the probability of form_2 after it, and form_2 that of form_1 before it
Words are shown as they are most often written. Data formats, not tables, have at their end the
columns key_1 and key_2, the forms of the layer, which are counted.

Examples:
  siyaq collocations news --window 0:1 --min-freq 20
  siyaq collocations news --stop ar --measures log_dice,log_likelihood -o pairs.csv
  siyaq collocations news --directed --window 0:3 --sort delta_p_node_given_collocate
  siyaq collocations news --window 0:1 --gravity --min-freq 50
  siyaq collocations news --window 0:1 --min-freq 20 --dispersion dp_nofreq,range
  siyaq collocations news --window 0:1 --tuple --min-freq 50 --top 100
  siyaq collocations news --window 2:2 --positions --correction bh --top 100";

/// Arguments of `collocations`.
#[derive(Debug, Args)]
#[command(about = "Rank all pairs of words near each other", long_about = LONG,
    after_long_help = AFTER)]
pub(crate) struct CollocationsArgs {
    #[command(flatten)]
    request: Collocations,

    #[command(flatten)]
    result: ScoredArgs,
}

/// Ranks them.
pub(crate) fn run(args: &CollocationsArgs, context: &Context) -> Result<Outcome> {
    answer(args.request.clone(), &args.result, context)
}
