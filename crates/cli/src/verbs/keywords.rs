//! `siyaq keywords`: what is frequent here and not there.

use crate::answer::{Wanted, answer};
use crate::args::{ChartArgs, ScoredArgs};
use crate::context::{Context, Outcome};
use anyhow::Result;
use clap::Args;
use siyaq::request::Keywords;

const LONG: &str = "\
Compares the frequencies of a target with those of a reference and ranks the forms that differ.
Both may be corpora, raw files, parts of a corpus chosen by a condition, or frequency lists in CSV.
Read two numbers together: q says how sure the difference is, log_ratio how large it is: 1 is twice
as frequent in the target, -1 half as frequent.

Tokens are not drawn one by one: a single text can make a word key by log_likelihood_4. So p and q
are those of the rank test of Mann and Whitney over the texts of both sides, but for lists.
--by documents compares in how many documents a form occurs, --bootstrap draws texts, and --key-key
lists the words that are key in many texts.";

const AFTER: &str = "\
TARGET and REF are each one of
  a corpus          siyaq keywords minbar --reference alufuq
  raw input         siyaq keywords minbar.jsonl --reference alufuq.jsonl
  a frequency list  a .csv or .tsv with the columns form, freq and perhaps doc_freq, as `siyaq
                    words -o list.csv` writes it; if it was cut short, say by --target-tokens
                    or --reference-tokens how many tokens its corpus has
  rest              for REF: the documents of the same corpus that --where leaves out
Items are words unless -n asks for n-grams, --collocations for pairs of words near each other, or
--query and --queries for the hits of queries; tests are as many as there are items.

Several TARGETs without a reference are compared each with the others together, and so are, with
--each FIELD, the documents of each value of a metadata field.

Columns:
  group                      which corpus or value, where each is compared with the others
  form                       the form, the words of an n-gram or a pair joined by one space, or the
                             query
  freq_target, freq_reference, per_million_target, per_million_reference, doc_freq_target,
  doc_freq_reference         frequencies on both sides; document frequencies where they are known
  log_likelihood_4           evidence for a difference among tokens
  log_ratio                  binary logarithm of the ratio of the relative frequencies
  log_ratio_ci_low, _high    its 95 % confidence interval
  p, q, log10_p, log10_q     p-value of --test, the same adjusted for the number of forms, and their
                             decimal logarithms; p and q are empty below 1e-300, where the
                             logarithms go on
  text_dispersion            log-likelihood of the numbers of texts that have the form
  mann_whitney_z             the rank test over the frequencies in texts, above 0 for the target
  texts_target, texts_reference  with --by documents: all texts of both sides
  bootstrap_low, _high       95 % interval of the log ratio over texts, by --bootstrap
  undefined                  by --reasons: the scores that are empty, each with its reason
With --key-key: form, key_texts (texts of the target in which it is key), key_share, doc_freq,
freq_target, freq_reference.
Words are shown as they are most often written. Data formats, not tables, have at their end the
column key, the form of the layer, which is counted.

Measures: any of association and keyness (log_ratio, lrc, simple_maths(k=100), percent_diff, bic …);
log_odds_dirichlet_z(prior=whole,tokens=500), the Fightin' Words of Monroe and others;
over texts welch_t, welch_p, student_t, student_p, mann_whitney_u, mann_whitney_z, mann_whitney_p,
rank_biserial, cohen_d; with dispersion text_dispersion,
adjusted_log_ratio(dispersion=rosengren_kf), adjusted_simple_maths(dispersion=rosengren_kf,k=1),
where arf may stand for rosengren_kf, dispersion_difference(dispersion=kld_norm),
frequency_divergence; of each side dispersion_target(dispersion=dp_norm),
dispersion_reference(dispersion=range); of regressions of the counts in texts quasi_poisson_ and
negative_binomial_ with log_ratio, low, high, p, besides quasi_poisson_f, _dispersion and
negative_binomial_lr, _alpha, _group_sd. --test negative_binomial tests all forms by them, and
--effect source keeps what newspapers do to a word apart from what the target does.

Examples:
  siyaq keywords news --where source=alufuq --reference rest --top 30
  siyaq keywords news --where year=2024 --reference-where year=2023 --direction positive
  siyaq keywords essay.txt --reference news --measures lrc,simple_maths(k=10) --stop ar
  siyaq keywords news --where source=alufuq --reference rest -n 2 --by documents
  siyaq keywords news --where source=alufuq --reference rest --measures cohen_d,mann_whitney_z \\
      --test mann_whitney --bootstrap 1000 --seed 7 --top 50
  siyaq keywords news --where year=2024 --reference rest --test negative_binomial \\
      --measures negative_binomial_log_ratio,negative_binomial_low,negative_binomial_high \\
      --effect source --min-freq 50
  siyaq keywords news --where source=alufuq --reference rest --measures log_odds_dirichlet_z
  siyaq keywords news --where source=alufuq --reference rest \\
      --measures 'adjusted_simple_maths(dispersion=arf,k=10)'
  siyaq keywords news --where year=2024 --reference rest --direction lock
  siyaq keywords news --where source=alufuq --reference rest --collocations --window 0:3 --stop ar
  siyaq keywords news --where year=2024 --reference rest --query 'وزير ال*' --query 'رئيس ال*'
  siyaq keywords news --each source --queries frames.txt --layer stem
  siyaq keywords news --where source=alufuq --reference rest --dedupe-by cluster
  siyaq keywords news --each category --svg categories.svg
  siyaq keywords news --where category=اقتصاد --reference rest --key-key";

/// Arguments of `keywords`.
#[derive(Debug, Args)]
#[command(about = "Compare the frequencies of two corpora, or of many", long_about = LONG,
    after_long_help = AFTER)]
pub(crate) struct KeywordsArgs {
    #[command(flatten)]
    request: Keywords,

    #[command(flatten)]
    result: ScoredArgs,

    #[command(flatten)]
    chart: ChartArgs,
}

/// Compares them.
pub(crate) fn run(args: &KeywordsArgs, context: &Context) -> Result<Outcome> {
    answer(args.request.clone(), Wanted::from(&args.result).chart(&args.chart), context)
}
