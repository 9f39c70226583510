//! `siyaq kwic`: concordances.

use crate::answer::{Wanted, ask, write_answer};
use crate::args::{QueryArgs, WritingArgs};
use crate::context::{Context, Outcome};
use crate::report::count;
use anyhow::Result;
use clap::Args;
use siyaq::output::Rows;
use siyaq::request::{Kwic, KwicRows};

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
    request: Kwic,

    #[command(flatten)]
    words: QueryArgs,

    #[command(flatten)]
    writing: WritingArgs,
}

/// Shows them.
pub(crate) fn run(args: &KwicArgs, context: &Context) -> Result<Outcome> {
    let mut request = args.request.clone();
    request.query.query = args.words.text();
    let wanted = Wanted::lines(&args.writing, request.top);
    let found = ask(&mut request, wanted, context)?;
    let (lines, offset) = match &found.rows {
        KwicRows::Lines { lines, total, hits } => {
            (Some((lines.len(), *total, *hits)), request.offset)
        }
        _ => (None, 0),
    };
    let outcome = write_answer(found.boxed(), request.into(), wanted, context)?;
    if let Some((shown, total, hits)) = lines
        && context.out_is_terminal
        && context.err_is_terminal
        && shown > 0
    {
        context.note(format_args!(
            "{} of {} hits{}",
            count(shown as u64),
            count(hits as u64),
            if shown + offset < total { "; --limit N shows more, --limit 0 all" } else { "" }
        ));
    }
    Ok(outcome)
}
