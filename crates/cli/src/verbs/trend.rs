//! `siyaq trend`: frequency over time.

use crate::args::{QueryArgs, TopArgs, WritingArgs};
use crate::context::{Context, Outcome};
use crate::emit::emit;
use crate::load::load_one;
use crate::report::count;
use anyhow::{Result, bail};
use clap::{Args, ValueEnum};
use siyaq::analysis::{Period, Trend, trend, trend_of};
use siyaq::count::Selection;
use siyaq::first_dates;
use siyaq::query::Hits;
use siyaq::types::{Date, DocId, FieldKind, MetaValue};
use std::collections::BTreeMap;
use std::str::FromStr;

const LONG: &str = "\
Counts the hits of a query in every year, month, week or day, from the first document to the last;
periods without documents are listed too. Dates come from a metadata field: index with --meta
date:date. With --date-from text the date of a document is the first one in its text that is exact
enough for the unit and lies in --years: in news often that of the dateline, elsewhere any date that
is told of, so look at some before you trust it (`siyaq tokenize FILES --spans=date`). Documents without a date, or with
one that is not exact enough, are counted apart and reported.";

const AFTER: &str = "\
Columns:
  period       2024, 2024-03, 2024-W11 (ISO 8601) or 2024-03-15
  tokens       tokens of the period
  freq         hits
  per_million  the same in a million tokens; empty where there are no tokens
  doc_freq     documents with a hit

Examples:
  siyaq trend news 'الذكاء الاصطناعي' --by month
  siyaq trend news كورونا --by week --where source=minbar -o كورونا.csv
  siyaq trend news الانتخابات --by year --date-from either --years 2010..2016";

/// Where the date of a document comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum DateSource {
    /// The metadata field
    Metadata,
    /// The first date in the text
    Text,
    /// The metadata field, or where it has none the first date in the text
    Either,
}

/// Years that a date in a text may lie in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Years {
    first: i16,
    last: i16,
}

impl FromStr for Years {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let (first, last) = text.split_once("..").unwrap_or((text, text));
        match (first.trim().parse(), last.trim().parse()) {
            (Ok(first), Ok(last)) if first <= last => Ok(Self { first, last }),
            _ => Err(format!("{text:?} are no years; write FIRST..LAST, such as 2010..2016")),
        }
    }
}

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

    /// Where the dates of documents come from
    #[arg(long, value_enum, value_name = "SOURCE", default_value = "metadata")]
    date_from: DateSource,

    /// The years that the first date in a text is looked for in; others are passed over
    #[arg(long, value_name = "FIRST..LAST", default_value = "1900..2099")]
    years: Years,

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
    let found = match args.date_from {
        DateSource::Metadata => trend(&selection, &hits, args.by, args.field.as_deref())?,
        DateSource::Text | DateSource::Either => by_text(args, &selection, &hits)?,
    };
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

/// The trend by dates of the texts, and of metadata where these are wanted too.
fn by_text(args: &TrendArgs, selection: &Selection<'_>, hits: &Hits) -> Result<Trend> {
    let documents = selection.corpus().documents()?;
    let field = match (args.date_from, &args.field) {
        (DateSource::Either, Some(name)) => Some(documents.field(name)?),
        (DateSource::Either, None) => {
            documents.fields().iter().position(|field| field.kind == FieldKind::Date)
        }
        (_, Some(name)) => bail!("--date-from text reads no field; leave out --field {name}"),
        (_, None) => None,
    };
    let mut name = "the text".to_owned();
    let mut dates: BTreeMap<DocId, Date> = BTreeMap::new();
    let chosen = || selection.part().documents();
    if let Some(place) = field {
        let field = documents.fields().get(place).map_or("", |field| field.name.as_str());
        name = format!("{field} or the text");
        for doc in chosen() {
            if let Some(MetaValue::Date(date)) = documents.value_at(doc, place)
                && args.by.fits(date)
            {
                dates.insert(doc, date);
            }
        }
    }
    let undated: Vec<DocId> = chosen().filter(|doc| !dates.contains_key(doc)).collect();
    let years = args.years.first..=args.years.last;
    let accepts = |date: Date| args.by.fits(date) && years.contains(&date.year());
    let found = first_dates(selection.corpus(), &undated, accepts);
    dates.extend(undated.iter().zip(found).filter_map(|(doc, date)| Some((*doc, date?))));
    Ok(trend_of(selection, hits, args.by, &name, |doc| dates.get(&doc).copied()))
}
