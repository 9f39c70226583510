//! `siyaq dispersion`: how a query is spread.

use super::asked::Asked;
use crate::args::{BootstrapArgs, QueryArgs, ScoredArgs};
use crate::context::{Context, Outcome};
use crate::emit::emit_scored;
use crate::load::load_one;
use anyhow::Result;
use clap::{Args, ValueEnum};
use siyaq::analysis::{PartRow, PartsBy, dispersion, dispersion_with_intervals};
use siyaq::output::DispersionSummary;
use std::cmp::Ordering;

const LONG: &str = "\
Counts the hits of a query in each document, or with --by in the documents of each value of a
metadata field, or in equal parts of the corpus. With --summary it prints the measures of
dispersion instead, each with what it is for an even and for a clumped spread.";

const AFTER: &str = "\
Columns:
  part         the id of the document, the value of the field, or the number of the part
  tokens       tokens in it
  freq         hits in it
  per_million  the same in a million tokens
With --summary: measure, value, even_to_clumped, description; with --bootstrap also low and high,
the 95 % interval of each measure over parts.
--reasons adds the column undefined, which says why a value is empty.

Examples:
  siyaq dispersion news المغرب --by source
  siyaq dispersion news الثلوج --sort freq --top 10
  siyaq dispersion news وزير --summary
  siyaq dispersion news وزير --by 10 --summary
  siyaq dispersion news وزير --summary --bootstrap 1000";

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Order {
    /// In the order of the corpus, or of the values
    Part,
    /// By hits, the most first
    Freq,
    /// By hits in a million tokens, the most first
    PerMillion,
}

/// Arguments of `dispersion`.
#[derive(Debug, Args)]
#[command(about = "Show how a query is spread over documents or metadata", long_about = LONG,
    after_long_help = AFTER)]
pub(crate) struct DispersionArgs {
    #[command(flatten)]
    query: QueryArgs,

    /// Count by documents, by the values of this metadata field, or by so many equal parts
    #[arg(long, value_name = "documents|FIELD|N", default_value = "documents")]
    by: PartsBy,

    /// Print the measures of dispersion
    #[arg(long)]
    summary: bool,

    #[command(flatten)]
    bootstrap: BootstrapArgs,

    /// The order of the parts
    #[arg(
        long,
        value_enum,
        value_name = "ORDER",
        default_value = "part",
        conflicts_with = "summary"
    )]
    sort: Order,

    #[command(flatten)]
    result: ScoredArgs,
}

/// Shows it.
pub(crate) fn run(args: &DispersionArgs, context: &Context) -> Result<Outcome> {
    if !args.summary {
        context.refuse(["--bootstrap"], "is for measures: add --summary")?;
    }
    let asked = Asked::of(&args.query)?;
    let loaded = load_one(&args.query.input, &args.query.scope, context)?;
    let selection = loaded.selection(&args.query.scope)?;
    let hits = asked.hits(&loaded, &selection, context)?;
    let mut found = match args.bootstrap.options() {
        Some(options) => dispersion_with_intervals(&selection, &hits, &args.by, &options)?,
        None => dispersion(&selection, &hits, &args.by)?,
    };
    let key = |row: &PartRow| match args.sort {
        Order::Part => None,
        Order::Freq => Some(row.freq as f64),
        Order::PerMillion => row.per_million,
    };
    found.parts.sort_by(|a, b| match (key(a), key(b)) {
        (Some(a), Some(b)) => b.total_cmp(&a),
        _ => Ordering::Equal,
    });
    let records = vec![loaded.record("corpus")];
    let outcome = if args.summary {
        emit_scored(&DispersionSummary(&found), &args.result, records, context)?
    } else {
        emit_scored(&found, &args.result, records, context)?
    };
    Ok(if hits.is_empty() { Outcome::Nothing } else { outcome })
}
