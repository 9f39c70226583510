//! `siyaq words`: frequency lists.

use super::stop::StopArgs;
use crate::args::{OF_PHRASES, SINGLE_WORDS, ScopeArgs, ScoredArgs, SpreadArgs};
use crate::context::{Context, Outcome};
use crate::emit::emit_scored;
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
documents; dp_norm near 0 says that it is spread as evenly as the documents are long, near 1 that it
clings to a few. Numbers are words here; --classes letters leaves them out.";

const AFTER: &str = "\
Columns:
  form         the word as it is most often written
  freq         how often it occurs
  per_million  the same in a million tokens counted under the same settings
  doc_freq     in how many documents
  dp_norm      Gries's normalised deviation of proportions: 0 even, 1 clumped; over --parts
  …            further measures by --dispersion, or all:
               0 even, more when clumped: dp, dp_norm, kld, sd, vc; awt and ald, distances in tokens
               1 even, less when clumped: juilland_d, carroll_d2, rosengren_s, dp_egbert, kld_norm,
               da, jsd, hellinger
               the frequency if even, less when clumped: juilland_u, carroll_um, rosengren_kf,
               engwall_fm; of distances arf, f_awt, f_ald
               all parts if even, 1 when clumped: range
  key          the form on the layer, which is counted; not in a table
  undefined    with --reasons: the measures that are empty, each with its reason, as in
               dp_norm=absent_word

Examples:
  siyaq words news --top 20
  siyaq words news --layer word --stop ar --dispersion arf,juilland_d
  siyaq words news --min-freq 100 --sort dp_norm:asc
  siyaq words news --dispersion range,juilland_u --parts source
  siyaq words news --dispersion juilland_d --parts 10
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
    let mut list = {
        let _spinner = Spinner::start(context, "counting words");
        word_list(&selection, args.min_freq, &args.spread.spread(&[DispersionMeasure::DpNorm]))?
    };
    let layer = selection.layer();
    if args.spread.sort != ListOrder::default() {
        list.sort(args.spread.sort, layer)?;
    }
    let rows = WordRows::new(&list, labels_of(&selection));
    emit_scored(&rows, &args.result, vec![loaded.record("corpus")], context)
}
