//! `siyaq variants`: the spellings of a word.

use crate::args::{ResultArgs, ScopeArgs};
use crate::context::{Context, Outcome};
use crate::emit::emit;
use crate::load::load_one;
use anyhow::{Result, bail};
use clap::Args;
use siyaq::analysis::variants;
use siyaq::index::{Corpus, Layer};
use siyaq::lexicon::Pattern;
use siyaq::output::VariantRows;
use siyaq::text::Profile;
use siyaq::types::TermId;
use std::ffi::OsString;

const LONG: &str = "\
Lists the spellings of a word that a layer takes for one, with how often each occurs: إلى, الى, إلي on
the layer standard; every word with the same stem on the layer stem. With --distance also the words
that are a few letters away, each letter added, left out, replaced, or swapped with its neighbour:
errors of typing and of optical character recognition, and words that only look alike.";

const AFTER: &str = "\
Columns:
  form         the word as it is written
  folded       the form of the layer that it folds to
  distance     how many letters that form is away from the word: 0 for the spellings of the word
  freq         how often it occurs
  per_million  the same in a million tokens
  doc_freq     in how many documents

Rows with a smaller distance come first, then frequent spellings.

Examples:
  siyaq variants news إلى
  siyaq variants news المسؤولون --layer broad
  siyaq variants news وزير --layer stem --top 20
  siyaq variants news الفلسطينية --distance 1 -o variants.csv";

/// Arguments of `variants`.
#[derive(Debug, Args)]
#[command(about = "List the spellings of a word", long_about = LONG, after_long_help = AFTER)]
pub(crate) struct VariantsArgs {
    /// A corpus, or a raw file, folder, pattern or - to index in memory first
    #[arg(value_name = "CORPUS")]
    input: OsString,

    /// The word, in any of its spellings
    #[arg(value_name = "WORD")]
    word: String,

    /// Also words that differ by at most K letters (0 to 3)
    #[arg(long, value_name = "K", default_value_t = 0)]
    distance: u8,

    #[command(flatten)]
    scope: ScopeArgs,

    #[command(flatten)]
    result: ResultArgs,
}

/// Lists them.
pub(crate) fn run(args: &VariantsArgs, context: &Context) -> Result<Outcome> {
    if args.word.trim().is_empty() || args.word.trim().contains(char::is_whitespace) {
        bail!("{:?} is not one word", args.word);
    }
    let loaded = load_one(&args.input, &args.scope, context)?;
    let selection = loaded.selection(&args.scope)?;
    let forms = forms(&loaded.corpus, selection.layer(), args.word.trim(), args.distance)?;
    let rows = variants(&selection, &forms);
    if rows.is_empty() {
        context.note(format_args!("{}: not found on layer {}", args.word, args.scope.layer));
    }
    let records = vec![loaded.record("corpus")];
    let rows = VariantRows::new(&loaded.corpus, selection.layer(), &rows);
    emit(&rows, &args.result, records, context)
}

/// The forms of a layer that a word stands for, each with its distance.
fn forms(corpus: &Corpus, layer: &Layer, word: &str, distance: u8) -> Result<Vec<(TermId, u8)>> {
    let folded = super::stop::normalizer_of(layer.name()).normalize(word).into_owned();
    let lexicon = layer.lexicon();
    let mut forms: Vec<(TermId, u8)> = if distance > 0 {
        let pattern = Pattern::fuzzy_with_swaps(&folded, distance)?;
        let near = lexicon.search(&pattern).into_iter();
        near.map(|form| (form, pattern.distance(lexicon.form(form)).unwrap_or(distance))).collect()
    } else {
        lexicon.id(&folded).map(|form| (form, 0)).into_iter().collect()
    };
    if forms.iter().all(|(_, distance)| *distance > 0)
        && let Ok(standard) = corpus.layer(Profile::Standard.name())
    {
        // A word that is no form of its layer, as one with an article is no stem, stands for the
        // forms that it has there.
        let id = standard.lexicon().id(&folded);
        let words = id.map(|id| standard.words_of(id)).unwrap_or_default();
        let own: Vec<TermId> = words.into_iter().flat_map(|word| layer.forms_of(word)).collect();
        forms.retain(|(form, _)| !own.contains(form));
        forms.extend(own.into_iter().map(|form| (form, 0)));
        forms.sort_unstable();
        forms.dedup();
    }
    Ok(forms)
}
