//! `siyaq compare-collocates`: what a word goes with here and not there.

use crate::answer::answer;
use crate::args::{QueryArgs, ScoredArgs};
use crate::context::{Context, Outcome};
use anyhow::Result;
use clap::Args;
use siyaq::request::CompareCollocates;

const LONG: &str = "\
Compares the collocates of a query in a target (the documents of --where) with those in a reference:
other documents of the same corpus, a rest, or another corpus. For each collocate the association is
measured on both sides by the tables of `siyaq collocates`, with 0.5 added to every cell, so that
both sides have a value: how much more often it stands in windows than elsewhere. A word that is
more frequent everywhere in one corpus makes no difference; one that is drawn to the node more
strongly there does.";

const AFTER: &str = "\
The reference is one of
  other documents     siyaq compare-collocates news النفط --where year=2023 --reference-where
                      year=2020
  the rest            siyaq compare-collocates news النفط --where source=minbar --reference rest
  another corpus      siyaq compare-collocates minbar النفط --reference alufuq

Columns:
  form               the collocate
  o11_target, e11_target, o11_reference, e11_reference   how often it stands in windows, and how
                     often it would by chance
  log_ratio_target, log_ratio_reference   binary logarithm of how many times more often it stands in
                     windows than elsewhere; with --effect log_odds the log odds ratio
  difference         target less reference: 1 is twice as strong in the target
  difference_ci_low, difference_ci_high   its confidence interval
  z, p, q, log10_p, log10_q   Wald's test of the difference, and p adjusted for the number of forms
                     in windows of either; p and q are empty below 1e-300
  doc_freq_…, r1_…, c1_…, n_…   documents, and the rest of both tables
  undefined          with --reasons: the numbers that are empty, each with its reason
Words are shown as they are most often written near the node. Data formats, not
tables, have at their end the column key, the form of the layer, which is counted.

Examples:
  siyaq compare-collocates news وزير --where source=minbar --reference rest --max-q 0.05
  siyaq compare-collocates news النفط --where year=2023 --reference-where year=2020 --sort
    difference
  siyaq compare-collocates news الحرب --window 3:3 --where 'date<2022' --reference rest --stop ar";

/// Arguments of `compare-collocates`.
#[derive(Debug, Args)]
#[command(about = "Compare what stands around a query in two corpora", long_about = LONG,
    after_long_help = AFTER)]
pub(crate) struct CompareCollocatesArgs {
    #[command(flatten)]
    request: CompareCollocates,

    #[command(flatten)]
    words: QueryArgs,

    #[command(flatten)]
    result: ScoredArgs,
}

/// Compares them.
pub(crate) fn run(args: &CompareCollocatesArgs, context: &Context) -> Result<Outcome> {
    let mut request = args.request.clone();
    request.query.query = args.words.text();
    answer(request, &args.result, context)
}
