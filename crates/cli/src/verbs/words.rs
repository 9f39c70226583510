//! `siyaq words`: frequency lists.

use super::stop::StopArgs;
use crate::args::{BootstrapArgs, OF_PHRASES, SINGLE_WORDS, ScopeArgs, ScoredArgs, SpreadArgs};
use crate::context::{Context, Outcome};
use crate::emit::{emit_scored, shown_rows};
use crate::load::{labels_of, load};
use crate::progress::Spinner;
use anyhow::Result;
use clap::Args;
use siyaq::analysis::{ListOrder, word_list};
use siyaq::output::WordRows;
use siyaq::stats::DispersionMeasure;
use std::ffi::OsString;

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
    /// A corpus, or raw files, folders, patterns or -
    #[arg(value_name = "INPUT", required = true)]
    inputs: Vec<OsString>,

    /// Leave out forms that occur less often
    #[arg(long, value_name = "N", default_value_t = 1)]
    min_freq: u64,

    #[command(flatten)]
    spread: SpreadArgs,

    #[command(flatten)]
    bootstrap: BootstrapArgs,

    #[command(flatten)]
    scope: ScopeArgs,

    #[command(flatten)]
    stop: StopArgs,

    #[command(flatten)]
    result: ScoredArgs,
}

/// Lists them.
pub(crate) fn run(args: &WordsArgs, context: &Context) -> Result<Outcome> {
    context.refuse(OF_PHRASES, SINGLE_WORDS)?;
    let loaded = load(&args.inputs, &args.scope, context)?;
    let selection = args.stop.leave_out(loaded.selection(&args.scope)?)?;
    let spread = args.spread.spread(&[DispersionMeasure::DpNofreq]);
    let mut list = {
        let _spinner = Spinner::start(context, "counting words");
        word_list(&selection, args.min_freq, &spread)?
    };
    let layer = selection.layer();
    let shown = shown_rows(args.result.top.top, args.result.writing.format_in(context));
    let shown = shown.map_or(usize::MAX, |n| usize::try_from(n).unwrap_or(usize::MAX));
    if args.spread.sort != ListOrder::default() {
        list.sort(args.spread.sort, layer, shown)?;
    }
    if let Some(options) = args.bootstrap.options() {
        let _spinner = Spinner::start(context, "drawing parts");
        list.rows.truncate(shown);
        list.add_intervals(&selection, &spread, &options)?;
    }
    let rows = WordRows::new(&list, labels_of(&selection));
    emit_scored(&rows, &args.result, vec![loaded.record("corpus")], context)
}
