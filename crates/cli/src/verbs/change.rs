//! `siyaq change`: what rose and what fell.

use super::stop::StopArgs;
use crate::args::{
    ChartArgs, OF_PHRASES, SINGLE_WORDS, ScopeArgs, ScoredArgs, more_than_one, probability,
};
use crate::context::{Context, Outcome};
use crate::emit::{draw, emit_scored};
use crate::load::load_one;
use crate::progress::Spinner;
use crate::report::count;
use anyhow::Result;
use clap::{Args, ValueEnum};
use siyaq::analysis::{ChangeKey, ChangeOptions, Course, Period, Periods, vocabulary_changes};
use siyaq::output::{Chart, change_chart};
use siyaq::stats::BurstOptions;
use std::ffi::OsString;

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

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Way {
    /// What becomes more frequent
    Rising,
    /// What becomes less frequent
    Falling,
    /// Both
    Both,
}

/// Arguments of `change`.
#[derive(Debug, Args)]
#[command(about = "List what became more and less frequent over time", long_about = LONG,
    after_long_help = AFTER)]
pub(crate) struct ChangeArgs {
    /// A corpus, or a raw file, folder, pattern or -
    #[arg(value_name = "CORPUS")]
    input: OsString,

    /// The unit of time: year, month, week, day
    #[arg(long, value_name = "UNIT", default_value = "month")]
    by: Period,

    /// The date field; the first one of the corpus unless given
    #[arg(long, value_name = "FIELD")]
    field: Option<String>,

    /// Words in an item: 2 tests pairs of words in a row
    #[arg(short, value_name = "N", default_value_t = 1, value_parser = clap::value_parser!(u8).range(1..=16))]
    n: u8,

    /// Leave out forms that occur less often
    #[arg(long, value_name = "N", default_value_t = 20)]
    min_freq: u64,

    /// Leave out forms of fewer documents
    #[arg(long, value_name = "N", default_value_t = 5)]
    min_docs: u64,

    /// Which changes
    #[arg(long, value_enum, value_name = "WAY", default_value = "both")]
    direction: Way,

    /// What to rank by: slope, relative_slope, tau, p, change_p, burst_weight
    #[arg(long, value_name = "COLUMN", default_value = "p")]
    sort: ChangeKey,

    /// Leave out what is less sure: the greatest adjusted p-value
    #[arg(long, value_name = "Q", default_value_t = 1.0, value_parser = probability)]
    max_q: f64,

    /// By how much the rate is greater in a burst
    #[arg(long, value_name = "TIMES", default_value_t = 2.0, value_parser = more_than_one, hide_short_help = true)]
    burst_scale: f64,

    /// Forms that the drawing has
    #[arg(long, value_name = "N", default_value_t = 5, requires = "svg", hide_short_help = true)]
    svg_top: usize,

    #[command(flatten)]
    scope: ScopeArgs,

    #[command(flatten)]
    stop: StopArgs,

    #[command(flatten)]
    result: ScoredArgs,

    #[command(flatten)]
    chart: ChartArgs,
}

/// Lists them.
pub(crate) fn run(args: &ChangeArgs, context: &Context) -> Result<Outcome> {
    if args.n == 1 {
        context.refuse(OF_PHRASES, SINGLE_WORDS)?;
    }
    let loaded = load_one(&args.input, &args.scope, context)?;
    let selection = args.stop.leave_out(loaded.selection(&args.scope)?)?;
    let mut options = ChangeOptions::default();
    options.n = usize::from(args.n);
    options.min_freq = args.min_freq;
    options.min_doc_freq = args.min_docs;
    options.course = match args.direction {
        Way::Rising => Course::Rising,
        Way::Falling => Course::Falling,
        Way::Both => Course::Both,
    };
    options.sort = args.sort;
    options.max_q = args.max_q;
    options.bursts = BurstOptions::default().scale(args.burst_scale);
    let found = {
        let _spinner = Spinner::start(context, "testing the vocabulary");
        let periods = Periods::new(&selection, args.by, args.field.as_deref())?;
        vocabulary_changes(&selection, periods, &options)?
    };
    let (documents, _) = found.periods.undated();
    if documents > 0 {
        context.note(format_args!(
            "{} documents have no {} of {}; they are left out",
            count(documents),
            found.periods.by(),
            found.periods.field(),
        ));
    }
    let records = vec![loaded.record("corpus")];
    let chart = || Chart::Lines(change_chart(&found, args.svg_top));
    draw(chart, &args.chart, records.clone(), context)?;
    emit_scored(&found, &args.result, records, context)
}
