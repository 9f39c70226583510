//! `siyaq compare`: how alike corpora are.

use crate::args::{ChartArgs, OF_PHRASES, SINGLE_WORDS, ScopeArgs, ScoredArgs};
use crate::context::{Context, Outcome};
use crate::emit::{draw, emit_scored};
use crate::load::{load_one, refuse_reading_of};
use crate::progress::Spinner;
use crate::report::without_value;
use anyhow::{Result, bail};
use clap::{Args, ValueEnum};
use siyaq::analysis::{
    ClusterOptions, CompareOptions, FeatureTable, GroupTables, ItemCounter, ItemOptions,
    cluster_features, compare,
};
use siyaq::output::{Chart, ClusterRows, ClusterStepRows, InputRecord, comparison_heat_map};
use std::ffi::OsString;

const LONG: &str = "\
Says how alike corpora are, or with --each the documents of each value of a metadata field, by
their most frequent forms: chi-squared by degrees of freedom, Spearman's rank correlation,
Jensen-Shannon divergence. With --splits the texts of each are halved at random and each is
compared with itself too: a difference between corpora means little unless it exceeds that within
them. With --cluster what is alike is put together, by the forms that part the corpora most;
--documents clusters the documents of one corpus.";

const AFTER: &str = "\
Columns:
  first, second            what is compared; the same one twice for the halves of one
  chi_squared_by_freedom   low is alike; about 1 would be chance, words come in bursts
  deviation                its standard deviation over the halves
  cramer_v                 the same on a scale from 0 to 1
  spearman                 correlation of the ranks of forms that both have often; high is alike
  jensen_shannon           divergence in bits; low is alike
  undefined                with --reasons: the numbers that are empty, each with its reason
With --cluster groups: cluster, name; with --cluster steps: step, first, second, distance, members,
where #3 is the cluster that step 3 made.

Examples:
  siyaq compare minbar alufuq
  siyaq compare news --each source --svg sources.svg
  siyaq compare news --each category --splits 10 --seed 7
  siyaq compare news --each source --cluster steps
  siyaq compare news --where 'date>=2015-08-10' --documents --cluster groups --clusters 8";

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum What {
    /// Which belong together
    Groups,
    /// The steps by which they were put together
    Steps,
}

/// Arguments of `compare`.
#[derive(Debug, Args)]
#[command(about = "Say how alike corpora are, and put together what is alike", long_about = LONG,
    after_long_help = AFTER)]
pub(crate) struct CompareArgs {
    /// Corpora, or raw files, folders or patterns, each a corpus of its own
    #[arg(value_name = "CORPUS", required = true)]
    inputs: Vec<OsString>,

    /// Compare the documents of each value of this metadata field
    #[arg(long, value_name = "FIELD")]
    each: Option<String>,

    /// Cluster the documents of one corpus, at most 5000
    #[arg(long, requires = "cluster", conflicts_with_all = ["each", "splits"])]
    documents: bool,

    /// The most frequent forms of both that are compared
    #[arg(long, value_name = "N", default_value_t = 500, conflicts_with = "cluster")]
    words: usize,

    /// Halve the texts at random so often, at most 100,000 times
    #[arg(long, value_name = "TIMES", default_value_t = 0, conflicts_with = "cluster",
        value_parser = clap::value_parser!(u32).range(..=100_000))]
    splits: u32,

    /// The seed of the halves: the same seed, the same numbers
    #[arg(long, value_name = "SEED", default_value_t = 1, requires = "splits")]
    seed: u64,

    /// Put together what is alike
    #[arg(long, value_enum, value_name = "WHAT")]
    cluster: Option<What>,

    /// Into how many clusters
    #[arg(long, value_name = "N", default_value_t = 5, requires = "cluster")]
    clusters: usize,

    /// Forms by which clusters are made, those that part the corpora most
    #[arg(
        long,
        value_name = "N",
        default_value_t = 200,
        requires = "cluster",
        hide_short_help = true
    )]
    features: usize,

    #[command(flatten)]
    scope: ScopeArgs,

    #[command(flatten)]
    result: ScoredArgs,

    #[command(flatten)]
    chart: ChartArgs,
}

/// The most documents that are clustered: their distances take the square of it.
const MOST_DOCUMENTS: usize = 5_000;

/// Compares them.
pub(crate) fn run(args: &CompareArgs, context: &Context) -> Result<Outcome> {
    context.refuse(OF_PHRASES, SINGLE_WORDS)?;
    refuse_reading_of(&args.inputs, context)?;
    if args.documents {
        return documents(args, context);
    }
    let (tables, records) = tables(args, context)?;
    let _spinner = Spinner::start(context, "comparing");
    if args.cluster.is_some() {
        let options = args.cluster_options();
        let table = FeatureTable::of_groups(&tables, options.candidates);
        return clusters(&table, records, args, context);
    }
    let mut options = CompareOptions::default();
    options.words = args.words;
    options.splits = args.splits;
    options.seed = args.seed;
    let found = compare(&tables, &options)?;
    let chart = || Chart::Heat(comparison_heat_map(&found));
    draw(chart, &args.chart, records.clone(), context)?;
    emit_scored(&found, &args.result, records, context)
}

impl CompareArgs {
    fn cluster_options(&self) -> ClusterOptions {
        let mut options = ClusterOptions::default();
        options.features = self.features;
        options.clusters = self.clusters;
        options
    }
}

/// What is compared, counted.
fn tables(args: &CompareArgs, context: &Context) -> Result<(GroupTables, Vec<InputRecord>)> {
    let _spinner = Spinner::start(context, "counting");
    let items = ItemOptions::default().texts(args.splits > 0);
    if let Some(field) = &args.each {
        let [input] = args.inputs.as_slice() else {
            bail!("--each is for the documents of one corpus, and {} were named", args.inputs.len())
        };
        let loaded = load_one(input, &args.scope, context)?;
        let selection = loaded.selection(&args.scope)?;
        let tables = GroupTables::by_field(&selection, field, &items)?;
        without_value(context, &tables, selection.part().document_count(), field);
        return Ok((tables, vec![loaded.record("corpus")]));
    }
    let (mut groups, mut records) = (Vec::new(), Vec::new());
    for input in &args.inputs {
        let name = input.to_string_lossy().into_owned();
        if groups.iter().any(|(known, _)| *known == name) {
            bail!("{name} is named twice");
        }
        let loaded = load_one(input, &args.scope, context)?;
        let selection = loaded.selection(&args.scope)?;
        groups.push((name, ItemCounter::new(&selection).count(&selection, &items)?));
        records.push(loaded.record("corpus"));
    }
    Ok((GroupTables::new(groups), records))
}

fn documents(args: &CompareArgs, context: &Context) -> Result<Outcome> {
    let [input] = args.inputs.as_slice() else {
        bail!("--documents is for one corpus, and {} were named", args.inputs.len())
    };
    let loaded = load_one(input, &args.scope, context)?;
    let selection = loaded.selection(&args.scope)?;
    let _spinner = Spinner::start(context, "comparing documents");
    let items = ItemOptions::default().texts(true);
    let counted = ItemCounter::new(&selection).count(&selection, &items)?;
    let number = selection.part().document_count() as usize;
    if number > MOST_DOCUMENTS {
        bail!(
            "{number} documents are too many to cluster; choose at most {MOST_DOCUMENTS} by --where"
        );
    }
    let options = args.cluster_options();
    let table = FeatureTable::of_documents(&selection, &counted, options.candidates)?;
    clusters(&table, vec![loaded.record("corpus")], args, context)
}

fn clusters(
    table: &FeatureTable,
    records: Vec<InputRecord>,
    args: &CompareArgs,
    context: &Context,
) -> Result<Outcome> {
    if args.chart.svg.is_some() {
        bail!("--svg draws a comparison, not clusters");
    }
    let found = cluster_features(table, &args.cluster_options())?;
    let shown: Vec<&str> = found.features.iter().take(10).map(String::as_str).collect();
    context.note(format_args!("by {} forms: {} …", found.features.len(), shown.join(", ")));
    if args.cluster == Some(What::Steps) {
        return emit_scored(&ClusterStepRows(&found), &args.result, records, context);
    }
    emit_scored(&ClusterRows(&found), &args.result, records, context)
}
