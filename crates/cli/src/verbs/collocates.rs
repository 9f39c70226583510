//! `siyaq collocates`: what stands around a node.

use super::stop::StopArgs;
use crate::args::{AssociationArgs, QueryArgs, TopArgs, WritingArgs};
use crate::context::{Context, Outcome};
use crate::emit::emit;
use crate::load::load_one;
use crate::progress::Spinner;
use crate::report::count;
use anyhow::Result;
use clap::Args;
use siyaq::analysis::collocates;
use siyaq::output::CollocateRows;

const LONG: &str = "\
Ranks the words that stand near the hits of a query. Windows are cut at sentences and documents,
each token counts once at its smallest distance to a node, and the node itself is not counted, so
that every row is a true two-by-two table of tokens. Several measures are computed side by side:
log_dice is comparable between corpora, mi favours rare exclusive pairs, log_likelihood weighs
evidence, t_score favours frequent pairs.";

const AFTER: &str = "\
Columns:
  form      the collocate
  o11       how often it stands in a window
  r1        tokens in windows
  c1        how often it occurs outside nodes
  n         tokens outside nodes
  e11       how often it would stand in a window by chance: r1 · c1 / n
  log_dice, mi, log_likelihood, t_score   the measures, as --measures names them
  doc_freq  documents where it stands in a window
  before_5 … before_1, after_1 … after_5  with --positions: how often at each distance

Examples:
  siyaq collocates news وزير
  siyaq collocates news 'وزير*' --window 0:3 --stop ar --sort log_likelihood
  siyaq collocates news 'الذكاء الاصطناعي' --measures npmi,delta_p_collocate_given_node
  siyaq collocates news الحكومة --layer segments --window 1:0
  siyaq collocates news وزير --positions -o وزير.csv";

/// Arguments of `collocates`.
#[derive(Debug, Args)]
#[command(about = "Rank what stands around a query", long_about = LONG, after_long_help = AFTER)]
pub(crate) struct CollocatesArgs {
    #[command(flatten)]
    query: QueryArgs,

    #[command(flatten)]
    association: AssociationArgs,

    /// Add a column for each distance
    #[arg(long, help_heading = "Association")]
    positions: bool,

    #[command(flatten)]
    stop: StopArgs,

    #[command(flatten)]
    top: TopArgs,

    #[command(flatten)]
    writing: WritingArgs,
}

/// Ranks them.
pub(crate) fn run(args: &CollocatesArgs, context: &Context) -> Result<Outcome> {
    let query = args.query.query()?;
    let loaded = load_one(&args.query.input, &args.query.reading, context)?;
    let selection = loaded.selection(&args.query.scope)?;
    let layer = selection.layer();
    let mut found = {
        let _spinner = Spinner::start(context, "counting collocates");
        let hits = loaded.hits(&query, &selection)?;
        collocates(&selection, &hits, &args.association.options().positions(args.positions))?
    };
    if let Some(stop) = args.stop.for_layer(layer.name())? {
        found.rows.retain(|row| !stop.has_id(layer, row.form));
    }
    match (found.nodes, found.rows.len()) {
        (0, _) => context.note(format_args!("{query}: not found on layer {}", layer.name())),
        (nodes, 0) => context.note(format_args!(
            "{query}: {} hits, but no collocate {} times or more; try --min-freq 1",
            count(nodes),
            args.association.min_freq
        )),
        _ => {}
    }
    let rows = CollocateRows::new(&found, layer);
    emit(&rows, &args.writing, args.top, vec![loaded.record("corpus")], context)
}
