//! `siyaq kwic`: concordances.

use super::asked::Asked;
use crate::args::{QueryArgs, WritingArgs, none_of};
use crate::context::{Context, Outcome};
use crate::emit::{emit_all, emit_top, shown_rows};
use crate::load::{Loaded, load_one};
use crate::report::count;
use anyhow::Result;
use clap::Args;
use siyaq::output::{ConcordanceRows, GroupRows};
use siyaq::query::{
    Collation, ContextUnit, GroupOptions, Hits, Key, KwicOptions, Sample, SortKey, concordance,
    group,
};
use siyaq::types::Boundary;
use std::str::FromStr;

const LONG: &str = "\
Shows each hit of a query with the text around it, spelled and spaced as in the source: what comes
before, the match, what comes after. On a terminal the match stands in a fixed column. Sorting by
the words around the match brings recurring patterns together; a sample with a seed is the same
sample every time; --group-by counts instead of listing.

A query is cut as the texts are: كوفيد-19, 5% and الوزير، إن are found as they are written. Signs
are looked for where they are written, and passed over where they are not. What a line shows as its
match finds that line again. --explain says how a query was read.

Positions and contexts count words as they are written, on every layer, so that a line found on the
layer segments is the line found on another one; the rest of a word that the match is a piece of
comes along. Keys of --sort and --group-by count tokens of the layer: before:1 of الحكومة is ل+ on
segments where للحكومة is written.";

const AFTER: &str = "\
Columns:
  doc       the id of the document
  position  where in the document the word stands that the match begins in, from 0; signs count too
  before, match, after   the text, in reading order
  word      on the layer segments: the words that the match is a piece of, whole
  …         the metadata fields named by --show

Sort and group keys:
  match, before:N, after:N (the Nth word from the match outwards), before:1..3, doc, field:NAME;
  -KEY sorts the other way round. Words end where those of phrases and windows do, at the sentence
  unless --across says otherwise; ∅ stands in a group for a word or a value that there is not

Examples:
  siyaq kwic news 'وزير الصحة'
  siyaq kwic news 'كت?ب|مكتب*' --context 8 --sort after:1,before:1
  siyaq kwic news 'كوفيد-19'
  siyaq kwic news 'يناير|جانفي|(كانون الثاني)' --explain
  siyaq kwic news الطقس --where year=2024 --show source,date --limit 20
  siyaq kwic news المغرب --sample 30 --seed 7 -o sample.csv
  siyaq kwic news وزير --group-by after:1 --limit 10
  siyaq kwic news 'ل+ الحكومة' --layer segments
  siyaq kwic news الحكومة --layer segments --group-by before:1
  siyaq kwic book.txt العدل --layer stem";

/// Arguments of `kwic`.
#[derive(Debug, Args)]
#[command(about = "Show every hit of a query in context", long_about = LONG,
    after_long_help = AFTER)]
pub(crate) struct KwicArgs {
    #[command(flatten)]
    query: QueryArgs,

    /// How much stands before and after the match: N, or BEFORE:AFTER
    #[arg(long, value_name = "N", default_value = "10", help_heading = "Lines")]
    context: ContextSize,

    /// What the context counts: tokens as they are written (punctuation too), or words only
    #[arg(long, value_name = "tokens|words", default_value = "tokens", value_parser = unit,
        help_heading = "Lines", hide_short_help = true)]
    context_unit: ContextUnit,

    /// The unit beyond which no context is shown: document, paragraph, segment, sentence
    #[arg(long, value_name = "UNIT", default_value = "document", value_parser = clip,
        help_heading = "Lines", hide_short_help = true)]
    clip: Boundary,

    /// Sort by these keys, the most important first; in the order of the corpus unless given
    #[arg(
        long,
        value_name = "KEYS",
        value_delimiter = ',',
        allow_hyphen_values = true,
        help_heading = "Lines"
    )]
    sort: Vec<SortKey>,

    /// The order of letters: arabic (as in an index) or codepoint
    #[arg(
        long,
        value_name = "ORDER",
        default_value = "arabic",
        requires = "sort",
        help_heading = "Lines",
        hide_short_help = true
    )]
    collation: Collation,

    /// Take a random sample of N hits
    #[arg(long, value_name = "N", help_heading = "Lines")]
    sample: Option<usize>,

    /// Another seed takes another sample
    #[arg(
        long,
        value_name = "S",
        default_value_t = 0,
        requires = "sample",
        help_heading = "Lines"
    )]
    seed: u64,

    /// Pass over the first N lines
    #[arg(
        long,
        value_name = "N",
        default_value_t = 0,
        help_heading = "Lines",
        hide_short_help = true
    )]
    offset: usize,

    /// At most so many lines, 0 for all. Unless given: 50 in a table, all in the other formats
    #[arg(long, visible_alias = "top", value_name = "N", help_heading = "Lines")]
    limit: Option<u64>,

    /// Metadata fields to show, joined by commas
    #[arg(long, value_name = "FIELDS", value_delimiter = ',', help_heading = "Lines")]
    show: Vec<String>,

    /// Count the hits by these keys instead of listing them: columns are the keys, with words as they
    /// are most often written, freq, doc_freq; in data formats also key, the forms of the layer
    #[arg(long, value_name = "KEYS", value_delimiter = ',', help_heading = "Lines",
        conflicts_with_all = ["context", "context_unit", "clip", "sort", "sample", "offset", "show"])]
    group_by: Vec<Key>,

    #[command(flatten)]
    writing: WritingArgs,
}

/// How much stands before and after a match.
#[derive(Clone, Copy, Debug)]
struct ContextSize {
    before: u32,
    after: u32,
}

impl FromStr for ContextSize {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let (before, after) = text.split_once(':').unwrap_or((text, text));
        match (before.trim().parse(), after.trim().parse()) {
            (Ok(before), Ok(after)) => Ok(Self { before, after }),
            _ => Err(format!("{text:?} is no context; write 8 or BEFORE:AFTER, such as 5:10")),
        }
    }
}

fn unit(name: &str) -> Result<ContextUnit, String> {
    match name {
        "tokens" => Ok(ContextUnit::Tokens),
        "words" => Ok(ContextUnit::Words),
        _ => Err(none_of(name, "tokens, words")),
    }
}

fn clip(name: &str) -> Result<Boundary, String> {
    let units = [Boundary::Document, Boundary::Paragraph, Boundary::Segment, Boundary::Sentence];
    let names = units.map(Boundary::name).join(", ");
    let found = units.into_iter().find(|unit| unit.name() == name);
    found.ok_or_else(|| none_of(name, &names))
}

/// Shows them.
pub(crate) fn run(args: &KwicArgs, context: &Context) -> Result<Outcome> {
    let asked = Asked::of(&args.query)?;
    let loaded = load_one(&args.query.input, &args.query.scope, context)?;
    let corpus = &loaded.corpus;
    let scope = &args.query.scope;
    let hits = asked.hits(&loaded, &loaded.selection(scope)?, context)?;
    if !args.group_by.is_empty() {
        return grouped(args, &loaded, &hits, context);
    }
    let mut kwic = KwicOptions::default()
        .context(args.context.before, args.context.after)
        .unit(args.context_unit)
        .clip(args.clip)
        .scope(scope.scope())
        .layer(&scope.layer)
        .sort(args.sort.iter().cloned())
        .collation(args.collation)
        .offset(args.offset);
    if let Some(size) = args.sample {
        kwic = kwic.sample(Sample::new(size, args.seed));
    }
    // Only what is shown is made.
    let limit = shown_rows(args.limit, args.writing.format_in(context));
    if let Some(limit) = limit.and_then(|limit| usize::try_from(limit).ok()) {
        kwic = kwic.limit(limit);
    }
    let lines = concordance(corpus, &hits, &kwic)?;
    let rows = ConcordanceRows::new(corpus, &lines, &args.show)?;
    let outcome = emit_all(&rows, &args.writing, vec![loaded.record("corpus")], context)?;
    let shown = lines.len();
    if context.out_is_terminal && context.err_is_terminal && shown > 0 {
        let total = lines.total();
        context.note(format_args!(
            "{} of {} hits{}",
            count(shown as u64),
            count(hits.len() as u64),
            if shown + args.offset < total { "; --limit N shows more, --limit 0 all" } else { "" }
        ));
    }
    Ok(outcome)
}

fn grouped(args: &KwicArgs, loaded: &Loaded, hits: &Hits, context: &Context) -> Result<Outcome> {
    let options = GroupOptions::default()
        .keys(args.group_by.iter().cloned())
        .layer(&args.query.scope.layer)
        .scope(args.query.scope.scope());
    let groups = group(&loaded.corpus, hits, &options)?;
    let rows = GroupRows::new(&args.group_by, &groups);
    emit_top(&rows, &args.writing, args.limit, vec![loaded.record("corpus")], context)
}
