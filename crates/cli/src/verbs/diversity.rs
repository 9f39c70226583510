//! `siyaq diversity`: how rich vocabularies are.

use crate::args::{
    ChartArgs, DiversityMeasures, OF_PHRASES, SINGLE_WORDS, ScopeArgs, ScoredArgs, inner_share,
    some,
};
use crate::context::{Context, Outcome};
use crate::emit::{draw, emit_scored};
use crate::load::load;
use crate::progress::Spinner;
use anyhow::{Result, bail};
use clap::{Args, ValueEnum};
use siyaq::analysis::{
    GrowthOptions, PartsBy, diversity, diversity_with_intervals, laws_of_words, rank_frequency,
    vocabulary_growth,
};
use siyaq::output::{Chart, growth_chart, rank_chart};
use siyaq::stats::{BootstrapOptions, DiversityOptions, VocdOptions};
use std::ffi::OsString;

const LONG: &str = "\
Measures how rich a vocabulary is: of the whole corpus, of each document, of the documents of each
value of a metadata field, or of equal parts. Most measures depend on the length of a text; hdd,
mattr and mtld much less than ttr. --curve prints how the vocabulary grows, or how frequency falls
with rank, beside the laws of Heaps, Zipf, and Zipf and Mandelbrot; --svg draws it.";

const AFTER: &str = "\
Columns:
  part     the id of the document, the value, the number of the part; empty for the whole
  tokens   tokens counted
  types    different forms
  hapaxes  forms that occur once
  …        the measures
  …_low, …_high  with --bootstrap: 95 % intervals of mattr and mtld
With --curve growth: tokens, types, hapaxes, heaps (types that the law expects); with --curve
ranks: rank, freq, zipf, zipf_mandelbrot (frequencies that the laws expect); with --curve laws:
law, parameter, value, description.
--reasons adds the column undefined: the measures that are empty, each with its reason.

Measures: ttr, guiraud_r, cttr, herdan_c, somers_s, dugast_u, maas_a2, yule_k, yule_i, simpson_d,
herdan_vm, honore_h, brunet_w, sichel_s, hapax_by_types, hapax_by_tokens, entropy, fisher_alpha,
hdd, vocd_d, vocd_d_expected, msttr, mattr, mtld, mtld_10, mtld_mean_factor and variants of other
tools; all stands for all.

Examples:
  siyaq diversity news
  siyaq diversity news --by source --measures hdd,mattr,mtld --window 500
  siyaq diversity news --by documents --measures all -o documents.csv
  siyaq diversity news --measures vocd_d --seed 7
  siyaq diversity news --by source --measures mattr,mtld --bootstrap 1000
  siyaq diversity news --curve growth --svg growth.svg
  siyaq diversity news --curve ranks --top 100 --svg zipf.svg
  siyaq diversity novel.txt --curve laws";

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Curve {
    /// Types and hapaxes as the text goes on
    Growth,
    /// Frequency by rank
    Ranks,
    /// The parameters of the laws
    Laws,
}

/// Arguments of `diversity`.
#[derive(Debug, Args)]
#[command(about = "Measure how rich vocabularies are, and how they grow", long_about = LONG,
    after_long_help = AFTER)]
pub(crate) struct DiversityArgs {
    /// A corpus, or raw files, folders, patterns or -
    #[arg(value_name = "INPUT", required = true)]
    inputs: Vec<OsString>,

    /// Measure each part: documents, the values of a metadata field, or so many equal parts
    #[arg(long, value_name = "documents|FIELD|N", conflicts_with = "curve")]
    by: Option<PartsBy>,

    /// The measures, joined by commas, or all
    #[arg(
        long,
        value_name = "MEASURES",
        default_value = "ttr,hdd,mattr,mtld,guiraud_r,yule_k,hapax_by_types,entropy"
    )]
    measures: DiversityMeasures,

    /// Tokens of a window of mattr and of a segment of msttr
    #[arg(long, value_name = "N", default_value_t = 100, value_parser = some::<usize>)]
    window: usize,

    /// Tokens of a sample of hdd
    #[arg(long, value_name = "N", default_value_t = 42, value_parser = some::<u32>, hide_short_help = true)]
    sample: u32,

    /// The type-token ratio at which a factor of mtld ends
    #[arg(long, value_name = "RATIO", default_value_t = 0.72, value_parser = inner_share, hide_short_help = true)]
    threshold: f64,

    /// Draw stretches of each text so often for 95 % intervals of mattr and mtld; texts shorter than
    /// ten windows or factors have none (20 to 100,000 times)
    #[arg(long, value_name = "TIMES", conflicts_with = "curve", value_parser = clap::value_parser!(u32).range(20..=100_000))]
    bootstrap: Option<u32>,

    /// The seed of samples, of --bootstrap and --shuffle: the same seed, the same numbers
    #[arg(long, value_name = "SEED", default_value_t = 1)]
    seed: u64,

    /// Print a curve or its laws instead of measures
    #[arg(long, value_enum, value_name = "CURVE")]
    curve: Option<Curve>,

    /// Tokens from point to point of the curve of growth; a hundredth of all unless given
    #[arg(long, value_name = "N", requires = "curve", hide_short_help = true)]
    step: Option<usize>,

    /// Read the words in random order, which takes the order of the documents out
    #[arg(long, requires = "curve", hide_short_help = true)]
    shuffle: bool,

    #[command(flatten)]
    scope: ScopeArgs,

    #[command(flatten)]
    result: ScoredArgs,

    #[command(flatten)]
    chart: ChartArgs,
}

impl DiversityArgs {
    /// Refuses what would change nothing.
    fn check(&self, context: &Context) -> Result<()> {
        context.refuse(OF_PHRASES, SINGLE_WORDS)?;
        let of_measures = ["--measures", "--window", "--sample", "--threshold"];
        if self.curve.is_some() {
            context.refuse(of_measures, "is for measures: leave --curve out")?;
        }
        if self.curve == Some(Curve::Ranks) {
            context.refuse(["--step", "--shuffle"], "is for the growth of a vocabulary")?;
        }
        let has = |names: &[&str]| {
            let mut measures = self.measures.0.iter().map(|measure| measure.name());
            measures.any(|name| names.contains(&name))
        };
        for (option, measures) in [
            ("--window", &["mattr", "msttr"][..]),
            ("--sample", &["hdd"]),
            ("--threshold", &["mtld"]),
            ("--seed", &["vocd_d"]),
        ] {
            let drawn = self.curve.is_some() || self.bootstrap.is_some();
            let seeds = option == "--seed" && drawn;
            if !has(measures) && !seeds {
                let why =
                    format!("is for {}, which is not among --measures", measures.join(" and "));
                context.refuse([option], why)?;
            }
        }
        if self.curve.is_some() && !self.shuffle {
            context.refuse(["--seed"], "is for --shuffle")?;
        }
        Ok(())
    }
}

/// Measures it.
pub(crate) fn run(args: &DiversityArgs, context: &Context) -> Result<Outcome> {
    args.check(context)?;
    let loaded = load(&args.inputs, &args.scope, context)?;
    let selection = loaded.selection(&args.scope)?;
    let records = vec![loaded.record("corpus")];
    let _spinner = Spinner::start(context, "measuring");
    let mut growth = GrowthOptions::default();
    growth.step = args.step;
    growth.shuffle = args.shuffle.then_some(args.seed);
    match args.curve {
        Some(Curve::Growth) => {
            let found = vocabulary_growth(&selection, &growth)?;
            let chart = || Chart::Lines(growth_chart(&found));
            draw(chart, &args.chart, records.clone(), context)?;
            emit_scored(&found, &args.result, records, context)
        }
        Some(Curve::Ranks) => {
            let found = rank_frequency(&selection)?;
            let chart = || Chart::Lines(rank_chart(&found));
            draw(chart, &args.chart, records.clone(), context)?;
            emit_scored(&found, &args.result, records, context)
        }
        _ if args.chart.svg.is_some() => bail!("--svg draws a curve: give --curve growth or ranks"),
        Some(Curve::Laws) => {
            let found = laws_of_words(&selection, &growth)?;
            emit_scored(&found, &args.result, records, context)
        }
        None => {
            let options = DiversityOptions::default()
                .window(args.window)
                .segment(args.window)
                .sample(args.sample)
                .threshold(args.threshold)
                .vocd(VocdOptions::default().seed(args.seed));
            let (by, measures) = (args.by.as_ref(), &args.measures.0);
            let found = match args.bootstrap {
                Some(replicates) => {
                    if !measures.iter().any(|measure| measure.has_interval()) {
                        bail!("--bootstrap is for mattr and mtld: name one of them in --measures");
                    }
                    let draws = BootstrapOptions::default().replicates(replicates).seed(args.seed);
                    diversity_with_intervals(&selection, by, measures, &options, &draws)?
                }
                None => diversity(&selection, by, measures, &options)?,
            };
            emit_scored(&found, &args.result, records, context)
        }
    }
}
