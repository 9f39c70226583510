//! `siyaq mwe`: candidates for expressions of several words.

use super::stop::StopArgs;
use crate::args::{ResultArgs, ScopeArgs};
use crate::context::{Context, Outcome};
use crate::emit::emit;
use crate::load::{labels_of, load};
use crate::progress::Spinner;
use crate::report::count;
use anyhow::Result;
use clap::Args;
use siyaq::analysis::{
    ExpressionMeasure, ExpressionOptions, MergeOptions, expressions, merged_sequences,
};
use siyaq::count::Selection;
use siyaq::output::{ExpressionRows, InputRecord, MergedRows};
use siyaq::stats::Measure;
use siyaq::types::TermId;
use std::ffi::OsString;

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
Words are shown as they are most often written. Data formats, not tables, have at their end the
column key, the form of the layer, which is counted.

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
    /// A corpus, or raw files, folders, patterns or -
    #[arg(value_name = "INPUT", required = true)]
    inputs: Vec<OsString>,

    /// The most words of a candidate
    #[arg(long, value_name = "N", default_value_t = 5)]
    longest: usize,

    /// What ranks: c_value or scp
    #[arg(long, value_name = "MEASURE", default_value = "c_value")]
    measure: ExpressionMeasure,

    /// Leave out what occurs less often
    #[arg(long, value_name = "N", default_value_t = 10)]
    min_freq: u64,

    /// Leave out what stands in fewer documents
    #[arg(long, value_name = "N", default_value_t = 2)]
    min_doc_freq: u64,

    /// Put the best pair of neighbours together, again and again
    #[arg(long, conflicts_with_all = ["longest", "measure"])]
    merge: bool,

    /// With --merge: how often a pair is put together
    #[arg(long, value_name = "N", default_value_t = 500, requires = "merge")]
    steps: usize,

    /// With --merge: the measure whose best pair is put together
    #[arg(long, value_name = "MEASURE", default_value = "log_likelihood", requires = "merge")]
    score: Measure,

    /// With --merge: the least value of it; for log_likelihood 3.84 unless given, which is 5 %
    #[arg(long, value_name = "SCORE", requires = "merge", allow_hyphen_values = true)]
    min_score: Option<f64>,

    #[command(flatten)]
    scope: ScopeArgs,

    #[command(flatten)]
    stop: StopArgs,

    #[command(flatten)]
    result: ResultArgs,
}

impl MweArgs {
    fn merge_options(&self) -> MergeOptions {
        let mut options = MergeOptions::default();
        options.steps = self.steps;
        options.min_freq = self.min_freq;
        options.min_doc_freq = self.min_doc_freq;
        options.measure = self.score;
        // Other measures have thresholds of their own, which nobody agrees on.
        let least = match self.score {
            Measure::LogLikelihood => options.min_score,
            _ => f64::NEG_INFINITY,
        };
        options.min_score = self.min_score.unwrap_or(least);
        options
    }
}

/// Puts pairs together; what begins or ends with a word of a stop list is left out of the rows alone.
fn merged(
    args: &MweArgs,
    selection: &Selection<'_>,
    record: InputRecord,
    context: &Context,
) -> Result<Outcome> {
    let mut found = {
        let _spinner = Spinner::start(context, "putting pairs together");
        merged_sequences(&selection.without_omitted(), &args.merge_options())?
    };
    if found.exhausted {
        context.note(format_args!(
            "no pair was left after {} steps; lower --min-freq or --min-score for more",
            count(found.rows.len() as u64)
        ));
    }
    if let Some(stop) = args.stop.list()? {
        let mostly = stop.mostly(&selection.without_omitted());
        let stopped = |word: Option<&TermId>| {
            word.is_some_and(|word| mostly.get(word.index()).copied().unwrap_or(false))
        };
        found.rows.retain(|row| !stopped(row.words.first()) && !stopped(row.words.last()));
    }
    emit(&MergedRows::new(&found, labels_of(selection)), &args.result, vec![record], context)
}

/// Finds them.
pub(crate) fn run(args: &MweArgs, context: &Context) -> Result<Outcome> {
    let loaded = load(&args.inputs, &args.scope, context)?;
    let selection = args.stop.leave_out(loaded.selection(&args.scope)?)?;
    if args.merge {
        return merged(args, &selection, loaded.record("corpus"), context);
    }
    let mut options = ExpressionOptions::default();
    options.longest = args.longest;
    options.measure = args.measure;
    options.min_freq = args.min_freq;
    options.min_doc_freq = args.min_doc_freq;
    let found = {
        let _spinner = Spinner::start(context, "looking for expressions");
        expressions(&selection, &options, |_| true)?
    };
    let rows = ExpressionRows::new(&found, labels_of(&selection));
    emit(&rows, &args.result, vec![loaded.record("corpus")], context)
}
