//! `siyaq change`: what rose and what fell.

use crate::answer::{Wanted, answer};
use crate::args::{ChartArgs, ScoredArgs};
use crate::context::{Context, Outcome};
use anyhow::Result;
use clap::Args;
use siyaq::request::Change;

const LONG: &str = "\
Tests every word of a corpus, or every n-gram, for a trend over time: whether it rises or falls at
all (Mann and Kendall), how fast (Theil and Sen), where its level changes (Pettitt), and when it
was the talk of the day (Kleinberg). It needs a metadata field of dates: index with --meta
date:date. The surest trends come first. p-values are adjusted for the number of different words,
rare ones too; a trend needs more than a handful of periods to be sure.";

const AFTER: &str = "\
Columns:
  form            the form, or the words of an n-gram joined by one space
  freq, doc_freq  occurrences and documents, among those that have a date
  slope           change of the frequency per million tokens from one period to the next
  slope_low, _high  its 95 % interval
  relative_slope  the slope by the mean frequency: 0.1 grows by a tenth of it in each period
  tau             1 rises from each period to the next, -1 falls
  p, q, log10_p, log10_q  of the trend, adjusted, and their decimal logarithms; p and q are empty
                  below 1e-300
  change          the first period after the change of level, change_p its p-value
  burst_from, burst_to, burst_weight  the strongest burst
  undefined       with --reasons: the numbers that are empty, each with its reason
Words are shown as they are most often written. Data formats, not tables, have at their end the
column key, the form of the layer, which is counted.

Examples:
  siyaq change news --by month --direction rising --top 20
  siyaq change news --by week --sort burst_weight --stop ar
  siyaq change news --by year -n 2 --max-q 0.05 -o phrases.csv
  siyaq change news --by month --min-docs 50 --svg risers.svg --svg-top 4";

/// Arguments of `change`.
#[derive(Debug, Args)]
#[command(about = "List what became more and less frequent over time", long_about = LONG,
    after_long_help = AFTER)]
pub(crate) struct ChangeArgs {
    #[command(flatten)]
    request: Change,

    #[command(flatten)]
    result: ScoredArgs,

    #[command(flatten)]
    chart: ChartArgs,
}

/// Lists them.
pub(crate) fn run(args: &ChangeArgs, context: &Context) -> Result<Outcome> {
    answer(args.request.clone(), Wanted::from(&args.result).chart(&args.chart), context)
}
