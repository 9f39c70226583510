//! `siyaq compare`: how alike corpora are.

use crate::args::{ChartArgs, DeltaMeasures, OF_PHRASES, SINGLE_WORDS, ScopeArgs, ScoredArgs};
use crate::context::{Context, Outcome};
use crate::emit::{draw, emit_scored};
use crate::load::{load_one, refuse_reading_of};
use crate::progress::Spinner;
use crate::report::without_value;
use anyhow::{Result, bail};
use clap::{Args, ValueEnum};
use siyaq::analysis::{
    ClusterOptions, Clusters, CompareOptions, FeatureTable, GroupTables, ItemCounter, ItemOptions,
    cluster_features, compare, style_clusters, style_distances,
};
use siyaq::output::{Chart, ClusterRows, ClusterStepRows, InputRecord, comparison_heat_map};
use std::ffi::OsString;

const LONG: &str = "\
Says how alike corpora are, or with --each the documents of each value of a metadata field, by
their most frequent forms: chi-squared by degrees of freedom, Spearman's rank correlation,
Jensen-Shannon divergence. With --splits the texts of each are halved at random and each is
compared with itself too: a difference between corpora means little unless it exceeds that within
them. With --cluster what is alike is put together, by the forms that part the corpora most;
--documents clusters the documents of one corpus.

--delta compares styles instead: by the z-scores of the --words most frequent forms, function words
first of all, which tell authors and newspapers apart whatever they write of (Burrows's Delta).";

const AFTER: &str = "\
Columns:
  first, second            what is compared; the same one twice for the halves of one
  chi_squared_by_freedom   low is alike; about 1 would be chance, words come in bursts
  deviation                its standard deviation over the halves
  cramer_v                 the same on a scale from 0 to 1
  spearman                 correlation of the ranks of forms that both have often; high is alike
  jensen_shannon           divergence in bits; low is alike
  undefined                with --reasons: the numbers that are empty, each with its reason
With --delta: first, second, and the distances; low is alike, the nearest pair first:
  burrows      the mean difference of the z-scores (Burrows 2002)
  cosine       one less their cosine (Smith and Aldridge 2011), which found most authors in tests
  quadratic    the root of the sum of squared differences, by the number of words (Argamon 2008)
  eder         as burrows, frequent words weighing more (Eder 2015); eder_stylo as stylo computes it
With --cluster groups: cluster, name; with --cluster steps: step, first, second, distance, members,
where #3 is the cluster that step 3 made.

Examples:
  siyaq compare minbar alufuq
  siyaq compare news --each source --svg sources.svg
  siyaq compare news --each category --splits 10 --seed 7
  siyaq compare news --each source --cluster steps
  siyaq compare news --each source --delta burrows,cosine --words 150
  siyaq compare novels/*.txt --delta cosine --words 500 --cluster steps
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

    /// Cluster the documents of one corpus, or compare their styles by --delta; at most 5000
    #[arg(long, conflicts_with_all = ["each", "splits"])]
    documents: bool,

    /// Compare styles by Burrows's Delta: burrows, cosine, quadratic, eder, eder_stylo, joined by
    /// commas; the first one clusters
    #[arg(long, value_name = "MEASURES", conflicts_with_all = ["splits", "svg"])]
    delta: Option<DeltaMeasures>,

    /// The most frequent forms of both that are compared
    #[arg(long, value_name = "N", default_value_t = 500)]
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
    args.check(context)?;
    if args.documents {
        return documents(args, context);
    }
    let (tables, records) = tables(args, context)?;
    let _spinner = Spinner::start(context, "comparing");
    if let Some(measures) = &args.delta {
        let table = FeatureTable::of_groups(&tables, args.words);
        return styles(&table, measures, records, args, context);
    }
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
    /// Refuses what would change nothing.
    fn check(&self, context: &Context) -> Result<()> {
        match (&self.delta, self.cluster) {
            (None, Some(_)) => context.refuse(["--words"], "is not for --cluster: see --features"),
            (Some(_), Some(_)) => context.refuse(["--features"], "is not for --delta: see --words"),
            _ => Ok(()),
        }
    }

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
    if args.cluster.is_none() && args.delta.is_none() {
        bail!("say what of the documents: --cluster groups or steps, or --delta MEASURES");
    }
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
    if let Some(measures) = &args.delta {
        let table = FeatureTable::of_documents(&selection, &counted, args.words)?;
        return styles(&table, measures, vec![loaded.record("corpus")], args, context);
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
    show_clusters(&found, records, args, context)
}

/// Burrows's Delta and others: of all pairs, or as clusters.
fn styles(
    table: &FeatureTable,
    measures: &DeltaMeasures,
    records: Vec<InputRecord>,
    args: &CompareArgs,
    context: &Context,
) -> Result<Outcome> {
    let Some(first) = measures.0.first() else {
        bail!("--delta names no measure; choose burrows, cosine, quadratic, eder or eder_stylo")
    };
    if args.cluster.is_some() {
        let found = style_clusters(table, *first, args.clusters)?;
        return show_clusters(&found, records, args, context);
    }
    let found = style_distances(table, &measures.0)?;
    emit_scored(&found, &args.result, records, context)
}

fn show_clusters(
    found: &Clusters,
    records: Vec<InputRecord>,
    args: &CompareArgs,
    context: &Context,
) -> Result<Outcome> {
    let shown: Vec<&str> = found.features.iter().take(10).map(String::as_str).collect();
    context.note(format_args!("by {} forms: {} …", found.features.len(), shown.join(", ")));
    if args.cluster == Some(What::Steps) {
        return emit_scored(&ClusterStepRows(found), &args.result, records, context);
    }
    emit_scored(&ClusterRows(found), &args.result, records, context)
}
