//! `siyaq variants`: the spellings of a word.

use crate::answer::answer;
use crate::args::ResultArgs;
use crate::context::{Context, Outcome};
use anyhow::Result;
use clap::Args;
use siyaq::request::Variants;

const LONG: &str = "\
Lists the spellings of a word that a layer takes for one, with how often each occurs: إلى, الى, إلي
on the layer standard; every word with the same stem on the layer stem, where the word stands for
its own stem: الكتاب for كتاب. With --distance also the words that are a few letters away, each
letter added, left out, replaced, or swapped with its neighbour: errors of typing and of optical
character recognition, and words that only look alike.";

const AFTER: &str = "\
Columns:
  form         the word as it is written
  usual        the spelling that is most often written for the form of the layer that it folds to
  distance     how many letters that form is away from the word: 0 for the spellings of the word
  freq         how often it occurs
  per_million  the same in a million tokens
  doc_freq     in how many documents
  key          that form of the layer; not in a table

Rows with a smaller distance come first, then frequent spellings.

Examples:
  siyaq variants news إلى
  siyaq variants news المسؤولون --layer broad
  siyaq variants news وزير --layer stem --top 20
  siyaq variants news الفلسطينية --distance 1 -o variants.csv
  siyaq variants news IlY --translit safe-buckwalter";

/// Arguments of `variants`.
#[derive(Debug, Args)]
#[command(about = "List the spellings of a word", long_about = LONG, after_long_help = AFTER)]
pub(crate) struct VariantsArgs {
    #[command(flatten)]
    request: Variants,

    #[command(flatten)]
    result: ResultArgs,
}

/// Lists them.
pub(crate) fn run(args: &VariantsArgs, context: &Context) -> Result<Outcome> {
    answer(args.request.clone(), &args.result, context)
}
