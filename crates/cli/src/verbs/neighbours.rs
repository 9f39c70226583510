//! `siyaq neighbours`: words that keep the same company.

use crate::answer::answer;
use crate::args::ResultArgs;
use crate::context::{Context, Outcome};
use anyhow::Result;
use clap::Args;
use siyaq::request::Neighbours;

const LONG: &str = "\
Lists the words that keep the same company as a word: a thesaurus made of the corpus itself. Each of
the most frequent words is described by the words around it (positive pointwise mutual information),
the descriptions are reduced to some dimensions (singular value decomposition), and neighbours are
those in the same direction. It takes a few hundred thousand tokens to say anything, and millions to
say it well. With --by the neighbours are those of each period; with --drift the words are listed
whose company changed most from the first period to the last.";

const AFTER: &str = "\
Columns:
  period    with --by: the period
  form      the neighbour
  cosine    1 for the same company, 0 for unrelated company
  freq      its frequency in all documents
With --drift: form, distance (one less the cosine of its places in both periods), shared (the share
of its nearest neighbours that it has in both), freq.
Words are shown as they are most often written. Data formats, not tables, have at their end the
column key, the form of the layer, which is counted.

Examples:
  siyaq neighbours news وزير --top 10
  siyaq neighbours news البنك --words 10000 --dimensions 200 --window 3:3 --stop ar
  siyaq neighbours news الحرب --by year
  siyaq neighbours news --by year --drift --min-freq 500 --top 30";

/// Arguments of `neighbours`.
#[derive(Debug, Args)]
#[command(about = "Find words that keep the same company, and whose company changes",
    long_about = LONG, after_long_help = AFTER)]
pub(crate) struct NeighboursArgs {
    #[command(flatten)]
    request: Neighbours,

    #[command(flatten)]
    result: ResultArgs,
}

/// Finds them.
pub(crate) fn run(args: &NeighboursArgs, context: &Context) -> Result<Outcome> {
    answer(args.request.clone(), &args.result, context)
}
