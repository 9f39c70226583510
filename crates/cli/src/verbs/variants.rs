//! `siyaq variants`: the spellings of a word.

use super::asked::suggest;
use crate::args::{OF_PHRASES, ResultArgs, SINGLE_WORDS, ScopeArgs, TranslitArgs};
use crate::context::{Context, Outcome};
use crate::emit::emit;
use crate::load::load_one;
use anyhow::{Result, bail};
use clap::Args;
use siyaq::analysis::variants;
use siyaq::index::{Corpus, Layer};
use siyaq::lexicon::Pattern;
use siyaq::output::VariantRows;
use siyaq::query::{FormLabels, forms_of_word};
use siyaq::types::TermId;
use std::collections::BTreeMap;
use std::ffi::OsString;

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
    /// A corpus, or a raw file, folder, pattern or - to index in memory first
    #[arg(value_name = "CORPUS")]
    input: OsString,

    /// The word, in any of its spellings
    #[arg(value_name = "WORD")]
    word: String,

    #[command(flatten)]
    translit: TranslitArgs,

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
    let word = args.translit.word(args.word.trim());
    if word.is_empty() || word.contains(char::is_whitespace) {
        bail!("{:?} is not one word", args.word);
    }
    context.refuse(OF_PHRASES, SINGLE_WORDS)?;
    let loaded = load_one(&args.input, &args.scope, context)?;
    let selection = loaded.selection(&args.scope)?;
    let forms = forms(&loaded.corpus, selection.layer(), &word, args.distance)?;
    let rows = variants(&selection, &forms);
    if rows.is_empty() {
        context.note(format_args!("{word}: not found on layer {}", args.scope.layer));
        suggest(&word, &selection, context);
    }
    let records = vec![loaded.record("corpus")];
    let rows = VariantRows::new(&loaded.corpus, selection.layer(), &rows);
    emit(&rows, &args.result, records, context)
}

/// The forms of a layer that a word stands for, and those near them, each with its distance.
fn forms(corpus: &Corpus, layer: &Layer, word: &str, distance: u8) -> Result<Vec<(TermId, u8)>> {
    let positions = forms_of_word(corpus, layer, word);
    if positions.len() > 1 {
        bail!("{}", several_tokens(corpus, layer, word, &positions));
    }
    let lexicon = layer.lexicon();
    let mut forms: BTreeMap<TermId, u8> =
        positions.into_iter().flatten().map(|form| (form, 0)).collect();
    if distance > 0 {
        let mut centres: Vec<String> =
            forms.keys().map(|form| lexicon.form(*form).to_owned()).collect();
        if centres.is_empty() {
            centres.push(super::stop::normalizer_of(layer).normalize(word).into_owned());
        }
        for centre in centres {
            let pattern = Pattern::fuzzy_with_swaps(&centre, distance)?;
            for form in lexicon.search(&pattern) {
                let away = pattern.distance(lexicon.form(form)).unwrap_or(distance);
                let known = forms.entry(form).or_insert(away);
                *known = away.min(*known);
            }
        }
    }
    Ok(forms.into_iter().collect())
}

/// Says that a word is several tokens on a layer, where one is wanted.
pub(super) fn several_tokens(
    corpus: &Corpus,
    layer: &Layer,
    word: &str,
    positions: &[Vec<TermId>],
) -> String {
    let labels = FormLabels::new(corpus, layer);
    let forms = positions.iter().filter_map(|forms| forms.first());
    let forms: Vec<&str> = forms.map(|form| labels.label(*form)).collect();
    let name = layer.name();
    format!("{word} is several tokens on layer {name}, {}; name one of them", forms.join(" "))
}
