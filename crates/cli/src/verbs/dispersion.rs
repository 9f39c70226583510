//! `siyaq dispersion`: how a query is spread.

use crate::answer::answer;
use crate::args::{QueryArgs, ScoredArgs};
use crate::context::{Context, Outcome};
use anyhow::Result;
use clap::Args;
use siyaq::request::Dispersion;

const LONG: &str = "\
Counts the hits of a query in each document, or with --by in the documents of each value of a
metadata field, or in equal parts of the corpus. With --summary it prints the measures of
dispersion instead, each with what it is for an even and for a clumped spread.";

const AFTER: &str = "\
Columns:
  part         the id of the document, the value of the field, or the number of the part
  tokens       tokens in it
  freq         hits in it
  per_million  the same in a million tokens
With --summary: measure, value, even_to_clumped, description; with --bootstrap also low and high,
the 95 % interval of each measure over parts.
--reasons adds the column undefined, which says why a value is empty.

Examples:
  siyaq dispersion news المغرب --by source
  siyaq dispersion news الثلوج --sort freq --top 10
  siyaq dispersion news وزير --summary
  siyaq dispersion news وزير --by 10 --summary
  siyaq dispersion news وزير --summary --bootstrap 1000";

/// Arguments of `dispersion`.
#[derive(Debug, Args)]
#[command(about = "Show how a query is spread over documents or metadata", long_about = LONG,
    after_long_help = AFTER)]
pub(crate) struct DispersionArgs {
    #[command(flatten)]
    request: Dispersion,

    #[command(flatten)]
    words: QueryArgs,

    #[command(flatten)]
    result: ScoredArgs,
}

/// Shows it.
pub(crate) fn run(args: &DispersionArgs, context: &Context) -> Result<Outcome> {
    let mut request = args.request.clone();
    request.query.query = args.words.text();
    answer(request, &args.result, context)
}
