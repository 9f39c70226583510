//! `siyaq compare-collocates`: what a word goes with here and not there.

use super::asked::Asked;
use super::stop::StopArgs;
use crate::args::{QueryArgs, ScoredArgs, probability};
use crate::context::{Context, Outcome};
use crate::emit::emit_scored;
use crate::load::{Loaded, load_one, refuse_reading_of};
use crate::progress::Spinner;
use crate::report::count;
use anyhow::Result;
use clap::{Args, ValueEnum};
use siyaq::analysis::{ContrastOptions, ContrastOrder, compare_collocates};
use siyaq::count::WindowSpan;
use siyaq::index::{Subcorpus, Where};
use siyaq::stats::{ContrastEffect, Correction, Level};
use std::ffi::OsString;

const LONG: &str = "\
Compares the collocates of a query in a target (the documents of --where) with those in a reference:
other documents of the same corpus, a rest, or another corpus. For each collocate the association is
measured on both sides as in `siyaq collocates`: how much more often it stands in windows than
elsewhere. A word that is more frequent everywhere in one corpus makes no difference; one that is
drawn to the node more strongly there does.";

const AFTER: &str = "\
The reference is one of
  other documents     siyaq compare-collocates news النفط --where year=2023 --reference-where
                      year=2020
  the rest            siyaq compare-collocates news النفط --where source=minbar --reference rest
  another corpus      siyaq compare-collocates minbar النفط --reference alufuq

Columns:
  form               the collocate
  o11_target, e11_target, o11_reference, e11_reference   how often it stands in windows, and how
                     often it would by chance
  log_ratio_target, log_ratio_reference   binary logarithm of how many times more often it stands in
                     windows than elsewhere; with --effect log_odds the log odds ratio
  difference         target less reference: 1 is twice as strong in the target
  difference_ci_low, difference_ci_high   its confidence interval
  z, p, q, log10_p, log10_q   Wald's test of the difference, and p adjusted for the number of forms
                     in windows of either; p and q are empty below 1e-300
  doc_freq_…, r1_…, c1_…, n_…   documents, and the rest of both tables
  undefined          with --reasons: the numbers that are empty, each with its reason
Words are shown as they are most often written. Data formats, not tables, have at their end the
column key, the form of the layer, which is counted.

Examples:
  siyaq compare-collocates news وزير --where source=minbar --reference rest --max-q 0.05
  siyaq compare-collocates news النفط --where year=2023 --reference-where year=2020 --sort
    difference
  siyaq compare-collocates news الحرب --window 3:3 --where 'date<2022' --reference rest --stop ar";

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Order {
    /// The surest difference first
    Significance,
    /// What is stronger in the target first
    Difference,
}

/// Arguments of `compare-collocates`.
#[derive(Debug, Args)]
#[command(about = "Compare what stands around a query in two corpora", long_about = LONG,
    after_long_help = AFTER)]
pub(crate) struct CompareCollocatesArgs {
    #[command(flatten)]
    query: QueryArgs,

    /// What it is compared with: a corpus or raw input, or rest
    #[arg(long, value_name = "REF", required_unless_present = "reference_where")]
    reference: Option<OsString>,

    /// Only documents of the reference whose metadata fit; without --reference, of the same corpus
    #[arg(long, value_name = "CONDITION")]
    reference_where: Option<Where>,

    /// Positions before and after the node, in reading order
    #[arg(long, value_name = "BEFORE:AFTER", default_value = "5:5")]
    window: WindowSpan,

    /// What is compared: log_ratio or log_odds
    #[arg(long, value_name = "EFFECT", default_value = "log_ratio")]
    effect: ContrastEffect,

    /// Leave out what occurs less often in windows on both sides
    #[arg(long, value_name = "N", default_value_t = 5)]
    min_freq: u64,

    /// The confidence of the interval of a difference
    #[arg(long, value_name = "SHARE", default_value = "0.95", value_parser = level)]
    confidence: Level,

    /// How p-values are adjusted: bonferroni, holm, sidak or bh
    #[arg(long, value_name = "NAME", default_value = "benjamini_hochberg")]
    correction: Correction,

    /// Leave out what is less sure: the greatest adjusted p-value
    #[arg(long, value_name = "Q", default_value_t = 1.0, value_parser = probability)]
    max_q: f64,

    /// The order of the rows
    #[arg(long, value_enum, value_name = "ORDER", default_value = "significance")]
    sort: Order,

    #[command(flatten)]
    stop: StopArgs,

    #[command(flatten)]
    result: ScoredArgs,
}

fn level(text: &str) -> Result<Level, String> {
    let confidence = text.parse::<f64>().map_err(|_| format!("{text:?} is no number"))?;
    Level::new(confidence).map_err(|error| error.to_string())
}

impl CompareCollocatesArgs {
    fn options(&self) -> ContrastOptions {
        let mut options = ContrastOptions::default();
        options.span = self.window;
        options.effect = self.effect;
        options.min_freq = self.min_freq;
        options.level = self.confidence;
        options.correction = self.correction;
        options.max_q = self.max_q;
        options.order = match self.sort {
            Order::Significance => ContrastOrder::Significance,
            Order::Difference => ContrastOrder::Difference,
        };
        options
    }

    /// The documents of the reference in the corpus of the target.
    fn reference_part(&self, loaded: &Loaded) -> Result<Subcorpus> {
        let (scope, condition) = (&self.query.scope, self.reference_where.as_ref());
        match self.reference.as_ref().is_some_and(|name| name == "rest") {
            true => scope.rest(&loaded.corpus, condition),
            false => scope.part_where(&loaded.corpus, condition),
        }
    }
}

/// Compares them.
pub(crate) fn run(args: &CompareCollocatesArgs, context: &Context) -> Result<Outcome> {
    let named = args.reference.iter().filter(|name| *name != "rest");
    refuse_reading_of(named.chain([&args.query.input]), context)?;
    let asked = Asked::of(&args.query)?;
    let loaded = load_one(&args.query.input, &args.query.scope, context)?;
    let target = args.stop.leave_out(loaded.selection(&args.query.scope)?)?;
    let named =
        args.reference.as_ref().filter(|name| *name != "rest" && **name != args.query.input);
    let other = named.map(|name| load_one(name, &args.query.scope, context)).transpose()?;
    let reference = args.stop.leave_out(match &other {
        Some(other) => {
            let scope = &args.query.scope;
            let part = scope.part_where(&other.corpus, args.reference_where.as_ref())?;
            other.selection_of(scope, part)?
        }
        None => loaded.selection_of(&args.query.scope, args.reference_part(&loaded)?)?,
    })?;
    if other.is_none() {
        let documents = target.part().documents();
        let both = documents.filter(|doc| reference.part().contains(*doc)).count() as u64;
        if both > 0 {
            context.note(format_args!(
                "{} documents are in the target and in the reference, which the test takes for different ones",
                count(both)
            ));
        }
    }
    let found = {
        let _spinner = Spinner::start(context, "comparing collocates");
        let hits = asked.hits(&loaded, &target, context)?;
        let others = asked.hits(other.as_ref().unwrap_or(&loaded), &reference, context)?;
        compare_collocates((&target, &hits), (&reference, &others), &args.options())?
    };
    for (nodes, role) in [(found.nodes.0, "target"), (found.nodes.1, "reference")] {
        if nodes == 0 {
            context.note(format_args!("{}: not found in the {role}", asked.text()));
        }
    }
    let mut records = vec![loaded.record("target")];
    records.extend(other.as_ref().map(|other| other.record("reference")));
    emit_scored(&found, &args.result, records, context)
}
