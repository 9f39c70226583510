//! `siyaq trend`: frequency over time.

use crate::args::{QueryArgs, TopArgs, WritingArgs};
use crate::context::{Context, Outcome};
use crate::emit::emit;
use crate::load::load_one;
use crate::report::count;
use anyhow::Result;
use clap::Args;
use siyaq::analysis::{Period, trend};

const LONG: &str = "\
Counts the hits of a query in every year, month, week or day, from the first document to the last;
periods without documents are listed too. It needs a metadata field of dates: index with --meta
date:date. Documents without a date, or with one that is not exact enough, are counted apart and
reported.";

const AFTER: &str = "\
Columns:
  period       2024, 2024-03, 2024-W11 (ISO 8601) or 2024-03-15
  tokens       tokens of the period
  freq         hits
  per_million  the same in a million tokens; empty where there are no tokens
  doc_freq     documents with a hit

Examples:
  siyaq trend news 'الذكاء الاصطناعي' --by month
  siyaq trend news كورونا --by week --where source=minbar -o كورونا.csv";

/// Arguments of `trend`.
#[derive(Debug, Args)]
#[command(about = "Count a query over time", long_about = LONG, after_long_help = AFTER)]
pub(crate) struct TrendArgs {
    #[command(flatten)]
    query: QueryArgs,

    /// The unit of time: year, month, week, day
    #[arg(long, value_name = "UNIT", default_value = "month")]
    by: Period,

    /// The date field; the first one of the corpus unless given
    #[arg(long, value_name = "FIELD")]
    field: Option<String>,

    #[command(flatten)]
    top: TopArgs,

    #[command(flatten)]
    writing: WritingArgs,
}

/// Counts it.
pub(crate) fn run(args: &TrendArgs, context: &Context) -> Result<Outcome> {
    let query = args.query.query()?;
    let loaded = load_one(&args.query.input, &args.query.reading, context)?;
    let selection = loaded.selection(&args.query.scope)?;
    let hits = loaded.hits(&query, &selection)?;
    let found = trend(&selection, &hits, args.by, args.field.as_deref())?;
    if found.undated.documents > 0 {
        context.note(format_args!(
            "{} documents with {} hits have no {} of {}; they are in no row",
            count(found.undated.documents),
            count(found.undated.freq),
            found.by,
            found.field,
        ));
    }
    if hits.is_empty() {
        context.note(format_args!("{query}: not found on layer {}", args.query.scope.layer));
    }
    let records = vec![loaded.record("corpus")];
    let outcome = emit(&found, &args.writing, args.top, records, context)?;
    Ok(if hits.is_empty() { Outcome::Nothing } else { outcome })
}
