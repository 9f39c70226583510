//! `siyaq words`: frequency lists.

use crate::answer::answer;
use crate::args::ScoredArgs;
use crate::context::{Context, Outcome};
use anyhow::Result;
use clap::Args;
use siyaq::request::Words;

const LONG: &str = "\
Lists the forms of a corpus by frequency, each with the number of documents it occurs in and with
how evenly it is spread over them. Frequency alone misleads where a word comes from a few
documents; dp_nofreq near 1 says that it is spread as evenly as a word of its frequency can be, near
0 that it clings to as few documents as it can. It is empty where a word is too rare to be spread in
more than one way. Numbers are words here; --classes letters leaves them out.";

const AFTER: &str = "\
Columns:
  form         the word as it is most often written
  freq         how often it occurs
  per_million  the same in a million tokens counted under the same settings
  doc_freq     in how many documents
  dp_nofreq    Gries's DP, freed from frequency: 1 even, 0 clumped; over --parts
  …            further measures by --dispersion, or all:
               0 even, more when clumped: dp, dp_norm, kld, sd, vc; awt and ald, distances in tokens
               1 even, less when clumped: juilland_d, carroll_d2, rosengren_s, dp_egbert, kld_norm,
               da, jsd, hellinger
               1 even, less when clumped, whatever the frequency: dp_nofreq, kld_nofreq, da_nofreq,
               range_nofreq, carroll_d2_nofreq …
               the frequency if even, less when clumped: juilland_u, carroll_um, rosengren_kf,
               engwall_fm; of distances arf, f_awt, f_ald
               all parts if even, 1 when clumped: range
  …_low, _high  with --bootstrap: 95 % interval of each measure over parts
  key          the form on the layer, which is counted; not in a table
  undefined    with --reasons: the measures that are empty, each with its reason, as in
               dp_nofreq=occurs_once

Examples:
  siyaq words news --top 20
  siyaq words news --layer word --stop ar --dispersion arf,juilland_d
  siyaq words news --min-freq 100 --sort dp_nofreq:asc
  siyaq words news --dispersion range,juilland_u --parts source
  siyaq words news --dispersion juilland_d --parts 10
  siyaq words news --bootstrap 1000 --top 20
  siyaq words book.txt
  siyaq words book.txt --layer segments
  siyaq words news --where 'source=minbar & year=2024' -o minbar-2024.csv
  siyaq words news --classes letters
  cat *.txt | siyaq words - --classes emoji,hashtag";

/// Arguments of `words`.
#[derive(Debug, Args)]
#[command(about = "List the forms by frequency", long_about = LONG, after_long_help = AFTER)]
pub(crate) struct WordsArgs {
    #[command(flatten)]
    request: Words,

    #[command(flatten)]
    result: ScoredArgs,
}

/// Lists them.
pub(crate) fn run(args: &WordsArgs, context: &Context) -> Result<Outcome> {
    answer(args.request.clone(), &args.result, context)
}
