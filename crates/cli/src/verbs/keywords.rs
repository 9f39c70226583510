//! `siyaq keywords`: what is frequent here and not there.

use super::stop::StopArgs;
use crate::args::{Measures, ReadingArgs, ScopeArgs, TopArgs, WritingArgs, part_of};
use crate::context::{Context, Outcome};
use crate::emit::emit;
use crate::load::{FrequencyList, Loaded, is_frequency_list, load_one};
use crate::progress::Spinner;
use anyhow::{Result, bail};
use clap::{Args, ValueEnum};
use siyaq::analysis::{Direction, FrequencyTable, KeywordOptions, keywords};
use siyaq::index::{Subcorpus, Where};
use siyaq::output::InputRecord;
use siyaq::stats::{Correction, Measure};
use std::ffi::{OsStr, OsString};

const LONG: &str = "\
Compares the frequencies of a target with those of a reference and ranks the forms that differ.
Both may be corpora, raw files, parts of a corpus chosen by a condition, or frequency lists in CSV.
Read two numbers together: log_likelihood_4 (and q) say how sure the difference is, log_ratio how
large it is: 1 is twice as frequent in the target, -1 half as frequent.";

const AFTER: &str = "\
TARGET and REF are each one of
  a corpus          siyaq keywords minbar --reference alufuq
  raw input         siyaq keywords minbar.jsonl --reference alufuq.jsonl
  a frequency list  a .csv or .tsv with the columns form, freq and perhaps doc_freq, as `siyaq
                    words -o list.csv` writes it; if it was cut short, say by --target-tokens
                    or --reference-tokens how many tokens its corpus has
  rest              for REF: the documents of the same corpus that --where leaves out

Columns:
  form                       the form
  freq_target, freq_reference, per_million_target, per_million_reference, doc_freq_target,
  doc_freq_reference         frequencies on both sides; document frequencies where they are known
  log_likelihood_4           evidence for a difference
  log_ratio                  binary logarithm of the ratio of the relative frequencies
  log_ratio_ci_low, _high    its 95 % confidence interval
  p, q                       p-value of log_likelihood_4, and adjusted for the number of forms

Examples:
  siyaq keywords news --where source=alufuq --reference rest --top 30
  siyaq keywords news --where year=2024 --reference-where year=2023 --direction positive
  siyaq keywords essay.txt --reference news --measures lrc,simple_maths(k=10) --stop ar";

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Side {
    /// More frequent in the target
    Positive,
    /// More frequent in the reference
    Negative,
    /// Both
    Both,
}

/// Arguments of `keywords`.
#[derive(Debug, Args)]
#[command(about = "Compare the frequencies of two corpora", long_about = LONG,
    after_long_help = AFTER)]
pub(crate) struct KeywordsArgs {
    /// What is looked at
    #[arg(value_name = "TARGET")]
    target: OsString,

    /// What it is compared with, or rest
    #[arg(long, value_name = "REF", required_unless_present = "reference_where")]
    reference: Option<OsString>,

    /// Only documents of the reference whose metadata fit; without --reference, of the same corpus
    #[arg(long, value_name = "CONDITION")]
    reference_where: Option<Where>,

    /// Tokens of the corpus that a frequency list as TARGET was made of; unless given, the sum of
    /// its frequencies
    #[arg(long, value_name = "N", hide_short_help = true)]
    target_tokens: Option<u64>,

    /// The same of a frequency list as REF
    #[arg(long, value_name = "N", hide_short_help = true)]
    reference_tokens: Option<u64>,

    /// The measures to compute, joined by commas, in the order of their columns
    #[arg(
        long,
        value_name = "MEASURES",
        default_value = "log_likelihood_4,log_ratio,log_ratio_ci_low,log_ratio_ci_high"
    )]
    measures: Measures,

    /// The measure to rank by; the first of --measures unless given
    #[arg(long, value_name = "MEASURE")]
    sort: Option<Measure>,

    /// Leave out forms that occur less often on both sides
    #[arg(long, value_name = "N", default_value_t = 5)]
    min_freq: u64,

    /// Which keywords: more frequent in the target, in the reference, or both
    #[arg(long, value_enum, value_name = "SIDE", default_value = "both")]
    direction: Side,

    /// Leave out what is less sure: the greatest adjusted p-value
    #[arg(long, value_name = "Q", default_value_t = 1.0)]
    max_q: f64,

    /// How p-values are adjusted for the number of forms tested
    #[arg(long, value_name = "NAME", default_value = "benjamini_hochberg",
        value_parser = correction, hide_short_help = true)]
    correction: Correction,

    #[command(flatten)]
    scope: ScopeArgs,

    #[command(flatten)]
    stop: StopArgs,

    #[command(flatten)]
    top: TopArgs,

    #[command(flatten)]
    writing: WritingArgs,

    #[command(flatten)]
    reading: ReadingArgs,
}

fn correction(name: &str) -> Result<Correction, String> {
    let names = Correction::ALL.map(Correction::name).join(", ");
    let found = Correction::ALL.into_iter().find(|correction| correction.name() == name);
    found.ok_or_else(|| format!("{name:?} is none of {names}"))
}

/// One side of the comparison.
enum Source {
    List(FrequencyTable, InputRecord),
    Corpus(Loaded),
}

impl Source {
    fn open(
        input: &OsStr,
        (role, tokens): (&str, Option<u64>),
        args: &KeywordsArgs,
        context: &Context,
    ) -> Result<Self> {
        if is_frequency_list(input, &args.reading) {
            let list = FrequencyList { role, tokens, reading: &args.reading };
            let (table, record) = list.read(input, context)?;
            return Ok(Self::List(table, record));
        }
        if tokens.is_some() {
            bail!(
                "--{role}-tokens is for frequency lists; the tokens of {} are counted",
                input.to_string_lossy()
            );
        }
        Ok(Self::Corpus(load_one(input, &args.reading, context)?))
    }

    fn record(&self, role: &str) -> InputRecord {
        match self {
            Self::List(_, record) => record.clone(),
            Self::Corpus(loaded) => loaded.record(role),
        }
    }

    fn table(&self, part: Option<&Where>, args: &KeywordsArgs) -> Result<FrequencyTable> {
        match (self, part) {
            (Self::List(table, _), None) => Ok(table.clone()),
            (Self::List(..), Some(condition)) => {
                bail!("{condition}: a frequency list has no documents to choose from")
            }
            (Self::Corpus(loaded), _) => of_part(loaded, part_of(&loaded.corpus, part)?, args),
        }
    }
}

fn of_part(loaded: &Loaded, part: Subcorpus, args: &KeywordsArgs) -> Result<FrequencyTable> {
    let selection = loaded.selection(&args.scope)?.with_part(part);
    Ok(FrequencyTable::from_selection(&selection)?)
}

/// Compares them.
pub(crate) fn run(args: &KeywordsArgs, context: &Context) -> Result<Outcome> {
    let target = Source::open(&args.target, ("target", args.target_tokens), args, context)?;
    let condition = args.scope.condition.as_ref();
    let target_table = target.table(condition, args)?;
    let mut records = vec![target.record("target")];
    let same = args.reference.as_deref().is_none_or(|named| named == args.target);
    let reference_table = match (&args.reference, &target) {
        (Some(rest), Source::Corpus(loaded)) if rest == "rest" => reference_of_rest(loaded, args)?,
        (Some(rest), Source::List(..)) if rest == "rest" => {
            bail!("--reference rest needs a corpus as target, not a frequency list")
        }
        (Some(named), _) if !same => {
            let role = ("reference", args.reference_tokens);
            let reference = Source::open(named, role, args, context)?;
            records.push(reference.record("reference"));
            reference.table(args.reference_where.as_ref(), args)?
        }
        _ => target.table(args.reference_where.as_ref(), args)?,
    };
    let mut measures = args.measures.0.clone();
    measures.extend(args.sort.filter(|sort| !args.measures.0.contains(sort)));
    let mut options = KeywordOptions::default();
    options.measures = measures;
    options.sort = args.sort;
    options.min_freq = args.min_freq;
    options.direction = match args.direction {
        Side::Positive => Direction::Positive,
        Side::Negative => Direction::Negative,
        Side::Both => Direction::Both,
    };
    options.max_q = args.max_q;
    options.correction = args.correction;
    let mut found = {
        let _spinner = Spinner::start(context, "comparing frequencies");
        keywords(&target_table, &reference_table, &options)?
    };
    if let Some(stop) = args.stop.for_layer(&args.scope.layer)? {
        found.rows.retain(|row| !stop.has(&row.form));
    }
    emit(&found, &args.writing, args.top, records, context)
}

/// The documents that --where leaves out.
fn reference_of_rest(loaded: &Loaded, args: &KeywordsArgs) -> Result<FrequencyTable> {
    if args.scope.condition.is_none() || args.reference_where.is_some() {
        bail!("--reference rest is what --where leaves out: give --where and no --reference-where");
    }
    let rest = args.scope.part(&loaded.corpus)?.complement();
    if rest.document_count() == 0 {
        bail!("--where leaves no document out, so there is no rest to compare with");
    }
    of_part(loaded, rest, args)
}
