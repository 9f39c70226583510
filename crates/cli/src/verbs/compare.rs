//! `siyaq compare`: how alike corpora are.

use crate::answer::{Wanted, answer};
use crate::args::{ChartArgs, ScoredArgs};
use crate::context::{Context, Outcome};
use anyhow::Result;
use clap::Args;
use siyaq::request::Compare;

const LONG: &str = "\
Says how alike corpora are, or with --each the documents of each value of a metadata field, by
their most frequent forms: chi-squared by degrees of freedom, Spearman's rank correlation,
Jensen-Shannon divergence. With --splits the texts of each are halved at random and each is
compared with itself too: a difference between corpora means little unless it exceeds that within
them. With --cluster what is alike is put together, by the forms that part the corpora most;
--documents clusters the documents of one corpus.

--delta compares styles instead: by the z-scores of the --words most frequent forms, function words
first of all, which tell authors and newspapers apart whatever they write of (Burrows's Delta).";

const AFTER: &str = "\
Columns:
  first, second            what is compared; the same one twice for the halves of one
  chi_squared_by_freedom   low is alike; about 1 would be chance, words come in bursts
  deviation                its standard deviation over the halves
  cramer_v                 the same on a scale from 0 to 1
  spearman                 correlation of the ranks of forms that both have often; high is alike
  jensen_shannon           divergence in bits; low is alike
  undefined                with --reasons: the numbers that are empty, each with its reason
With --delta: first, second, and the distances; low is alike, the nearest pair first:
  burrows      the mean difference of the z-scores (Burrows 2002)
  cosine       one less their cosine (Smith and Aldridge 2011), which found most authors in tests
  quadratic    the root of the sum of squared differences, by the number of words (Argamon 2008)
  eder         as burrows, frequent words weighing more (Eder 2015); eder_stylo as stylo computes it
With --cluster groups: cluster, name; with --cluster steps: step, first, second, distance, members,
where #3 is the cluster that step 3 made.

Examples:
  siyaq compare minbar alufuq
  siyaq compare news --each source --svg sources.svg
  siyaq compare news --each category --splits 10 --seed 7
  siyaq compare news --each source --cluster steps
  siyaq compare news --each source --delta burrows,cosine --words 150
  siyaq compare novels/*.txt --delta cosine --words 500 --cluster steps
  siyaq compare news --where 'date>=2015-08-10' --documents --cluster groups --clusters 8";

/// Arguments of `compare`.
#[derive(Debug, Args)]
#[command(about = "Say how alike corpora are, and put together what is alike", long_about = LONG,
    after_long_help = AFTER)]
pub(crate) struct CompareArgs {
    #[command(flatten)]
    request: Compare,

    #[command(flatten)]
    result: ScoredArgs,

    #[command(flatten)]
    chart: ChartArgs,
}

/// Compares them.
pub(crate) fn run(args: &CompareArgs, context: &Context) -> Result<Outcome> {
    answer(args.request.clone(), Wanted::from(&args.result).chart(&args.chart), context)
}
