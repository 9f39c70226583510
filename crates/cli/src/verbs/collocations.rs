//! `siyaq collocations`: all pairs of a corpus.

use super::stop::StopArgs;
use crate::args::{AssociationArgs, ReadingArgs, ScopeArgs, TopArgs, WritingArgs};
use crate::context::{Context, Outcome};
use crate::emit::emit;
use crate::load::load;
use crate::progress::Spinner;
use anyhow::Result;
use clap::Args;
use siyaq::analysis::collocations;
use siyaq::output::CollocationRows;
use std::ffi::OsString;

const LONG: &str = "\
Ranks all pairs of words of a corpus that stand near each other: form_2 in the windows around all
tokens of form_1, counted exactly as `siyaq collocates` does for one node. With --window 0:1 these
are pairs of neighbours in reading order.";

const AFTER: &str = "\
Columns:
  form_1    the node
  form_2    the collocate in its windows
  o11 … doc_freq   as in `siyaq collocates`

Examples:
  siyaq collocations news --window 0:1 --min-freq 20
  siyaq collocations news --stop ar --measures log_dice,log_likelihood -o pairs.csv";

/// Arguments of `collocations`.
#[derive(Debug, Args)]
#[command(about = "Rank all pairs of words near each other", long_about = LONG,
    after_long_help = AFTER)]
pub(crate) struct CollocationsArgs {
    /// A corpus, or raw files, folders, patterns or -
    #[arg(value_name = "INPUT", required = true)]
    inputs: Vec<OsString>,

    #[command(flatten)]
    scope: ScopeArgs,

    #[command(flatten)]
    association: AssociationArgs,

    #[command(flatten)]
    stop: StopArgs,

    #[command(flatten)]
    top: TopArgs,

    #[command(flatten)]
    writing: WritingArgs,

    #[command(flatten)]
    reading: ReadingArgs,
}

/// Ranks them.
pub(crate) fn run(args: &CollocationsArgs, context: &Context) -> Result<Outcome> {
    let loaded = load(&args.inputs, &args.reading, context)?;
    let selection = loaded.selection(&args.scope)?;
    let layer = selection.layer();
    let mut found = {
        let _spinner = Spinner::start(context, "counting pairs");
        collocations(&selection, &args.association.options())?
    };
    if let Some(stop) = args.stop.for_layer(layer.name())? {
        let stopped = |form| stop.has_id(layer, form);
        found.rows.retain(|row| !stopped(row.form_1) && !stopped(row.form_2));
    }
    let rows = CollocationRows::new(&found, layer);
    emit(&rows, &args.writing, args.top, vec![loaded.record("corpus")], context)
}
