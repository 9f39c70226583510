//! `siyaq diversity`: how rich vocabularies are.

use crate::answer::{Wanted, answer};
use crate::args::{ChartArgs, ScoredArgs};
use crate::context::{Context, Outcome};
use anyhow::Result;
use clap::Args;
use siyaq::request::Diversity;

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

/// Arguments of `diversity`.
#[derive(Debug, Args)]
#[command(about = "Measure how rich vocabularies are, and how they grow", long_about = LONG,
    after_long_help = AFTER)]
pub(crate) struct DiversityArgs {
    #[command(flatten)]
    request: Diversity,

    #[command(flatten)]
    result: ScoredArgs,

    #[command(flatten)]
    chart: ChartArgs,
}

/// Measures it.
pub(crate) fn run(args: &DiversityArgs, context: &Context) -> Result<Outcome> {
    answer(args.request.clone(), Wanted::from(&args.result).chart(&args.chart), context)
}
