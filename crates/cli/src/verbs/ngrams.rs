//! `siyaq ngrams`: n-grams and skip-grams.

use super::stop::StopArgs;
use crate::args::{ScopeArgs, ScoredArgs, SpreadArgs};
use crate::context::{Context, Outcome};
use crate::emit::{emit_scored, shown_rows};
use crate::load::load;
use crate::progress::Spinner;
use anyhow::Result;
use clap::Args;
use siyaq::analysis::{NgramOrder, ngram_list};
use siyaq::count::NgramOptions;
use std::ffi::OsString;
use std::ops::RangeInclusive;

const LONG: &str = "\
Counts runs of n words, exactly and without a limit on how many different ones there are. Runs end
at sentences, segments and documents, and punctuation inside is passed over, unless --across and
--punctuation say otherwise. With --skip K up to K words in all may be left out between the words of
a run (k-skip-n-grams), which finds phrases that come with variable words inside.";

const AFTER: &str = "\
Columns:
  form         the words, each as it is most often written, joined by one space
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
    /// A corpus, or raw files, folders, patterns or -
    #[arg(value_name = "INPUT", required = true)]
    inputs: Vec<OsString>,

    /// How many words: 3, or a range such as 2..5 (both ends included)
    #[arg(short, value_name = "N|N..M", default_value = "2", value_parser = lengths)]
    n: RangeInclusive<usize>,

    /// How many words in all may be left out inside
    #[arg(long, value_name = "K", default_value_t = 0)]
    skip: usize,

    /// Leave out runs that occur less often
    #[arg(long, value_name = "N", default_value_t = 1)]
    min_freq: u64,

    /// Leave out runs of fewer documents
    #[arg(long, value_name = "N", default_value_t = 1)]
    min_doc_freq: u64,

    #[command(flatten)]
    spread: SpreadArgs,

    #[command(flatten)]
    scope: ScopeArgs,

    #[command(flatten)]
    stop: StopArgs,

    #[command(flatten)]
    result: ScoredArgs,
}

/// Reads `3`, `2..5` or `2-5`.
pub(crate) fn lengths(text: &str) -> Result<RangeInclusive<usize>, String> {
    let error =
        || format!("{text:?} is no length; write a number such as 3 or a range such as 2..5");
    let parts = text.split_once("..").or_else(|| text.split_once('-'));
    let (from, to) = parts.unwrap_or((text, text));
    let number = |part: &str| part.trim().trim_start_matches('=').parse::<usize>().ok();
    match (number(from), number(to)) {
        (Some(from), Some(to)) if 1 <= from && from <= to && to <= 64 => Ok(from..=to),
        _ => Err(error()),
    }
}

/// Counts them.
pub(crate) fn run(args: &NgramsArgs, context: &Context) -> Result<Outcome> {
    let loaded = load(&args.inputs, &args.scope, context)?;
    let selection = args.stop.leave_out(loaded.selection(&args.scope)?)?;
    let options = NgramOptions::new(*args.n.start())
        .skip(args.skip)
        .min_freq(args.min_freq)
        .min_doc_freq(args.min_doc_freq);
    let spread = args.spread.spread(&[]);
    if spread.measures.is_empty() {
        context.refuse(["--parts"], "is for measures of dispersion: name some by --dispersion")?;
    }
    // Only what is shown is kept.
    let top = shown_rows(args.result.top.top, args.result.writing.format_in(context));
    let top = top.map(|top| usize::try_from(top).unwrap_or(usize::MAX));
    let order = NgramOrder { order: args.spread.sort, top };
    let list = {
        let _spinner = Spinner::start(context, "counting n-grams");
        ngram_list(&selection, args.n.clone(), &options, &spread, order)?
    };
    emit_scored(&list, &args.result, vec![loaded.record("corpus")], context)
}
