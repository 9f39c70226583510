//! `siyaq trend`: frequency over time.

use crate::answer::{Wanted, answer};
use crate::args::{ChartArgs, QueryArgs, ScoredArgs};
use crate::context::{Context, Outcome};
use anyhow::Result;
use clap::Args;
use siyaq::request::Trend;

const LONG: &str = "\
Counts the hits of a query in every year, month, week or day, from the first document to the last;
periods without documents are listed too. Dates come from a metadata field: index with --meta
date:date. With --date-from text the date of a document is the first one in its text that is exact
enough for the unit and lies in --years: in news often that of the dateline, elsewhere any date
that is told of, so look at some before you trust it (`siyaq tokenize FILES --spans=date`).
Documents without a date, or with one that is not exact enough, are counted apart and reported.";

const AFTER: &str = "\
Columns:
  period       2024, 2024-03, 2024-W11 (ISO 8601) or 2024-03-15
  tokens       tokens of the period
  freq         hits
  per_million  the same in a million tokens; empty where there are no tokens
  doc_freq     documents with a hit
With --show test: measure, value, description of the whole series (Mann and Kendall, Theil and Sen,
Pettitt); --show changes: from, to, tokens, freq, per_million of the stretches of one rate; --show
bursts: the same of Kleinberg's bursts, with level and weight; --show periods: the same of
neighbouring periods that belong together (variability-based neighbour clustering, Gries and Hilpert
2008), as many as --stretches asks for; --show steps: step, from, second, to, distance, height of
that clustering, where second is the first period of the later stretch: its dendrogram, and from the
last row up its scree plot.
With --with WORD: period, tokens, freq_node (of the query), freq_collocate (of the word), together
(the word within --window of the query), per_node (together by freq_node), and --measures of the
three frequencies and the tokens.
--reasons adds the column undefined: the numbers that are empty, each with its reason.

Examples:
  siyaq trend news 'الذكاء الاصطناعي' --by month
  siyaq trend news الثلوج --by week --show bursts
  siyaq trend news الثلوج --by month --show periods --stretches 4
  siyaq trend news الذكاء --with تطوير --by year
  siyaq trend news الثلوج --by day --svg الثلوج.svg
  siyaq trend news كورونا --by week --where source=minbar -o كورونا.csv
  siyaq trend news الانتخابات --by year --date-from either --years 2010..2016";

/// Arguments of `trend`.
#[derive(Debug, Args)]
#[command(about = "Count a query over time", long_about = LONG, after_long_help = AFTER)]
pub(crate) struct TrendArgs {
    #[command(flatten)]
    request: Trend,

    #[command(flatten)]
    words: QueryArgs,

    #[command(flatten)]
    result: ScoredArgs,

    #[command(flatten)]
    chart: ChartArgs,
}

/// Counts it.
pub(crate) fn run(args: &TrendArgs, context: &Context) -> Result<Outcome> {
    let mut request = args.request.clone();
    request.query.query = args.words.text();
    answer(request, Wanted::from(&args.result).chart(&args.chart), context)
}
