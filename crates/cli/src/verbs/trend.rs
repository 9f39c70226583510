//! `siyaq trend`: frequency over time.

use super::asked::Asked;
use crate::args::{ChartArgs, Measures, QueryArgs, ScoredArgs, some};
use crate::context::{Context, Outcome};
use crate::emit::{draw, emit_scored};
use crate::load::{Loaded, load_one};
use crate::report::count;
use anyhow::{Result, anyhow, bail};
use clap::{Args, ValueEnum};
use siyaq::analysis::{Period, Trend, company_trend, trend, trend_of};
use siyaq::count::{Selection, WindowSpan};
use siyaq::first_dates;
use siyaq::output::{Chart, NeighbourStepRows, Rows, TrendMeasureRows, TrendSpanRows, trend_chart};
use siyaq::query::Hits;
use siyaq::stats::{BurstOptions, Variability};
use siyaq::types::{Date, DocId, FieldKind, MetaValue};
use std::collections::BTreeMap;
use std::str::FromStr;

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

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Show {
    /// A row for each period
    Series,
    /// Whether and how fast it rises or falls
    Test,
    /// The stretches of one rate between changes
    Changes,
    /// When it was the talk of the day
    Bursts,
    /// Neighbouring periods that belong together
    Periods,
    /// The steps by which they were put together
    Steps,
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

    /// What is printed of the series
    #[arg(long, value_enum, value_name = "WHAT", default_value = "series")]
    show: Show,

    /// With --show periods: how many; as many as are left before the distance grows most, unless given
    #[arg(long, value_name = "N", value_parser = some::<usize>)]
    stretches: Option<usize>,

    /// With --show periods and steps: how unlike neighbours are, by the sd or the cv of all their
    /// frequencies in a million
    #[arg(long, value_name = "sd|cv", default_value = "sd", hide_short_help = true)]
    variability: Variability,

    /// Count how often this word stands near the query
    #[arg(long, value_name = "WORD", conflicts_with = "show")]
    with: Option<String>,

    /// Positions before and after the query in which --with counts
    #[arg(long, value_name = "BEFORE:AFTER", default_value = "5:5", requires = "with")]
    window: WindowSpan,

    /// The measures of both that --with computes
    #[arg(long, value_name = "MEASURES", default_value = "log_dice,mi", requires = "with")]
    measures: Measures,

    #[command(flatten)]
    result: ScoredArgs,

    #[command(flatten)]
    chart: ChartArgs,
}

/// Counts it.
pub(crate) fn run(args: &TrendArgs, context: &Context) -> Result<Outcome> {
    if args.date_from == DateSource::Metadata {
        context.refuse(["--years"], "is for dates in the text: give --date-from text or either")?;
    }
    if args.show != Show::Periods {
        context.refuse(["--stretches"], "is for --show periods")?;
    }
    if !matches!(args.show, Show::Periods | Show::Steps) {
        context.refuse(["--variability"], "is for --show periods and --show steps")?;
    }
    let asked = Asked::of(&args.query)?;
    let loaded = load_one(&args.query.input, &args.query.scope, context)?;
    let selection = loaded.selection(&args.query.scope)?;
    let hits = asked.hits(&loaded, &selection, context)?;
    if let Some(other) = &args.with {
        return company(other, &hits, &loaded, args, context);
    }
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
    let records = vec![loaded.record("corpus")];
    let chart = || Chart::Lines(trend_chart(&found, asked.text()));
    draw(chart, &args.chart, records.clone(), context)?;
    let neighbours = || {
        let found = found.neighbours(args.variability);
        found.map_err(|reason| anyhow!("periods cannot be put together: {reason}"))
    };
    let (measures, spans, bursts, merged);
    let rows: &dyn Rows = match args.show {
        Show::Series => &found,
        Show::Test => {
            measures = found.measures();
            &TrendMeasureRows(&measures)
        }
        Show::Changes => {
            spans = found.stretches();
            &TrendSpanRows { spans: &spans, bursts: false }
        }
        Show::Bursts => {
            bursts = found.bursts(&BurstOptions::default());
            &TrendSpanRows { spans: &bursts, bursts: true }
        }
        Show::Periods => {
            spans = found.periods_of(&neighbours()?, args.stretches);
            &TrendSpanRows { spans: &spans, bursts: false }
        }
        Show::Steps => {
            merged = neighbours()?;
            &NeighbourStepRows(&merged)
        }
    };
    let outcome = emit_scored(rows, &args.result, records, context)?;
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
        let field = documents.spec(place).map_or_else(String::new, |field| field.name);
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
    Ok(trend_of(selection, hits, args.by, &name, |doc| dates.get(&doc).copied())?)
}

/// Counts another word near the query.
fn company(
    other: &str,
    nodes: &Hits,
    loaded: &Loaded,
    args: &TrendArgs,
    context: &Context,
) -> Result<Outcome> {
    if args.chart.svg.is_some() {
        bail!("--svg draws the query alone: leave --with out");
    }
    if args.date_from != DateSource::Metadata {
        bail!("--with reads the dates of metadata: leave --date-from out");
    }
    let selection = loaded.selection(&args.query.scope)?;
    let other = Asked::read(args.query.translit.query(other), args.query.explain)?;
    let others = other.hits(loaded, &selection, context)?;
    let when = (args.by, args.field.as_deref());
    let both = (nodes, &others);
    let found = company_trend(&selection, both, args.window, &args.measures.0, when)?;
    if found.undated_documents > 0 {
        let documents = count(found.undated_documents);
        context.note(format_args!("{documents} documents have no {} of {}", args.by, found.field));
    }
    let any = found.rows.iter().any(|row| row.together > 0);
    let records = vec![loaded.record("corpus")];
    let outcome = emit_scored(&found, &args.result, records, context)?;
    Ok(if any { outcome } else { Outcome::Nothing })
}
