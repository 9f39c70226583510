//! `siyaq tfidf`: the terms of groups.

use super::stop::StopArgs;
use crate::args::{OF_PHRASES, SINGLE_WORDS, ScopeArgs, ScoredArgs};
use crate::context::{Context, Outcome};
use crate::emit::emit_scored_top;
use crate::load::{load_one, refuse_reading_of};
use crate::progress::Spinner;
use crate::report::without_value;
use anyhow::{Result, bail};
use clap::{Args, ValueEnum};
use siyaq::analysis::{
    GroupTables, GroupTerms, ItemCounter, ItemOptions, RareAmong, TermOptions, document_terms,
    group_terms,
};
use siyaq::output::{Format, InputRecord};
use siyaq::stats::{InverseFrequency, LogBase, TermWeight, TfIdf};
use std::ffi::OsString;

const LONG: &str = "\
Weighs the words of each group by tf-idf: how often the group has a word, times how few groups have
it at all. Groups are several corpora, the documents of each value of a metadata field, or the
documents themselves. tf-idf describes and orders: it tests nothing, and knows nothing of how words
are spread inside a group; `siyaq keywords` does. With few groups idf is coarse, and 0 for a word
of all: --among documents counts in how many documents words are rare.";

const AFTER: &str = "\
Columns:
  group        which corpus, value or document
  form         the word as it is most often written, or the words of an n-gram joined by one space
  freq         how often it occurs in the group
  per_million  the same in a million tokens of the group
  groups       how many groups have it; with --among documents: documents, how many documents
  idf          log(N / n), N groups or documents, of which n have it; with --idf smooth, as
               scikit-learn has it, log((1 + N) / (1 + n)) + 1
  tf_idf       the weight: freq times idf; with --tf share freq by the tokens of the group, with
               --tf log 1 + log(freq)
  key          the form on the layer, which is counted; not in a table
  undefined    with --reasons: the numbers that are empty, each with its reason

Examples:
  siyaq tfidf news --each source --top 15
  siyaq tfidf news --each category --among documents --stop ar --tf share
  siyaq tfidf news --each documents --where date=2024-03-05 --top 5
  siyaq tfidf minbar.jsonl alufuq.jsonl --base 10 -o terms.csv
  siyaq tfidf news --each source -n 2 --idf smooth --base e";

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Among {
    /// Words are rare that few groups have
    Groups,
    /// Words are rare that few documents have
    Documents,
}

/// Arguments of `tfidf`.
#[derive(Debug, Args)]
#[command(about = "Weigh the words of groups by tf-idf", long_about = LONG, after_long_help = AFTER)]
pub(crate) struct TfidfArgs {
    /// Corpora, or raw files, folders or patterns, each a group of its own; or one with --each
    #[arg(value_name = "CORPUS", required = true)]
    inputs: Vec<OsString>,

    /// The groups: documents, or the documents of each value of a metadata field
    #[arg(long, value_name = "FIELD|documents")]
    each: Option<String>,

    /// Words in an item: 2 weighs pairs of words in a row
    #[arg(short, value_name = "N", default_value_t = 1, value_parser = clap::value_parser!(u8).range(1..=16))]
    n: u8,

    /// How a frequency counts: count, share, log
    #[arg(long, value_name = "TF", default_value = "count")]
    tf: TermWeight,

    /// How rarity is reckoned: log, smooth
    #[arg(long, value_name = "IDF", default_value = "log")]
    idf: InverseFrequency,

    /// The base of the logarithms: 2, e, 10
    #[arg(long, value_name = "BASE", default_value = "2")]
    base: LogBase,

    /// Among what words are rare
    #[arg(long, value_enum, value_name = "WHAT", default_value = "groups")]
    among: Among,

    /// Leave out forms that occur less often in their group
    #[arg(long, value_name = "N", default_value_t = 2)]
    min_freq: u64,

    #[command(flatten)]
    scope: ScopeArgs,

    #[command(flatten)]
    stop: StopArgs,

    /// --top is for each group; in a table 10 unless given
    #[command(flatten)]
    result: ScoredArgs,
}

/// Terms of each group that a table on the screen has.
const GROUP_ROWS: u64 = 10;

impl TfidfArgs {
    fn options(&self, context: &Context) -> TermOptions {
        let table = self.result.writing.format_in(context) == Format::Table;
        let most = match self.result.top.top {
            Some(0) => None,
            None => table.then_some(GROUP_ROWS),
            top => top,
        };
        let mut options = TermOptions::default();
        options.formula = TfIdf::default().term(self.tf).inverse(self.idf).base(self.base);
        options.among = match self.among {
            Among::Groups => RareAmong::Groups,
            Among::Documents => RareAmong::Documents,
        };
        options.min_freq = self.min_freq;
        options.per_group = most.map(|most| usize::try_from(most).unwrap_or(usize::MAX));
        options
    }
}

/// Weighs them.
pub(crate) fn run(args: &TfidfArgs, context: &Context) -> Result<Outcome> {
    if args.n == 1 {
        context.refuse(OF_PHRASES, SINGLE_WORDS)?;
    }
    refuse_reading_of(&args.inputs, context)?;
    let (found, records) = found(args, context)?;
    emit_scored_top(&found, &args.result, Some(0), records, context)
}

fn found(args: &TfidfArgs, context: &Context) -> Result<(GroupTerms, Vec<InputRecord>)> {
    let _spinner = Spinner::start(context, "weighing words");
    let items = ItemOptions::default().n(usize::from(args.n));
    if let Some(field) = &args.each {
        let [input] = args.inputs.as_slice() else {
            bail!("--each is for the documents of one corpus, and {} were named", args.inputs.len())
        };
        let loaded = load_one(input, &args.scope, context)?;
        let selection = args.stop.leave_out(loaded.selection(&args.scope)?)?;
        let records = vec![loaded.record("corpus")];
        if field == "documents" {
            let table = ItemCounter::new(&selection).count(&selection, &items.texts(true))?;
            return Ok((document_terms(&selection, &table, &args.options(context))?, records));
        }
        let tables = GroupTables::by_field(&selection, field, &items)?;
        without_value(context, &tables, selection.part().document_count(), field);
        return Ok((group_terms(&tables, &args.options(context))?, records));
    }
    let (mut groups, mut records) = (Vec::new(), Vec::new());
    for input in &args.inputs {
        let name = input.to_string_lossy().into_owned();
        if groups.iter().any(|(known, _)| *known == name) {
            bail!("{name} is named twice");
        }
        let loaded = load_one(input, &args.scope, context)?;
        let selection = args.stop.leave_out(loaded.selection(&args.scope)?)?;
        groups.push((name, ItemCounter::new(&selection).count(&selection, &items)?));
        records.push(loaded.record("corpus"));
    }
    if groups.len() < 2 {
        bail!("tf-idf is of groups: name several corpora, or --each FIELD or documents");
    }
    Ok((group_terms(&GroupTables::new(groups), &args.options(context))?, records))
}
