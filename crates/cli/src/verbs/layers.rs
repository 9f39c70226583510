//! `siyaq layers`: the layers of a corpus, and new ones.

use crate::args::{SEGMENTATION, SegmentationArgs};
use crate::context::{Context, Outcome};
use crate::emit::print;
use crate::progress::Spinner;
use crate::report::count;
use crate::targets::tell_leftovers;
use anyhow::Result;
use clap::Args;
use siyaq::index::{Corpus, LayerRecord};
use siyaq::{LayerKind, extend_corpus};
use std::path::PathBuf;

const LONG: &str = "\
Lists the layers of a corpus: ways of looking at its words, each with the number of its forms. With
--add, makes new ones. A layer is a map over the vocabulary, so adding one takes seconds however
many tokens there are, and every verb takes it by --layer; output shows the words as they are
written. Files are only added, the manifest is replaced last, and two runs wait for each other.

On the layer segments a word is several tokens: what is counted, the places of a window and the
words of an n-gram are conjunctions, prepositions, words and pronouns. Clitics carry a + on the
side of their word, so that ك+ (like) is not +ك (you). In a query ل finds all of these, ل+ the
preposition alone, and a phrase may lie inside a word: 'ل الحكومة' finds للحكومة.";

const AFTER: &str = "\
Layers:
  light, standard, broad, clean  folding profiles, as in `siyaq normalize`
  stem                           words without clitics and article: وزير for والوزير, للوزير,
                                 وزيرها; a query may be any of them and stands for its own stem
  segments                       words taken apart as in treebanks: و+ ل+ الوزارة for وللوزارة
  light10                        light stems: without article and ten endings (Larkey et al.)
  snowball                       the stems of the Snowball project, which takes more away
  isri                           roots, by the patterns of words (Taghva et al.): كتب for المكاتب
  NAME=PROFILE+STEP-STEP         one of your own, with the steps of `siyaq normalize --list`:
                                 mine=standard+elong; then it is called by its NAME

The manifest of the corpus records scheme, policy, dictionary and exceptions of stem and segments.
Raw files have any of these layers for the asking: `siyaq words book.txt --layer stem`.

Examples:
  siyaq layers news
  siyaq layers news --add stem,segments
  siyaq kwic news وزير --layer stem
  siyaq kwic news 'ل+ الحكومة' --layer segments
  siyaq collocates news الحكومة --layer segments
  siyaq layers news --add segments --scheme d3 --exceptions mine.tsv
  siyaq layers news --add light10,snowball,isri
  siyaq kwic news مدرسة --layer light10
  siyaq layers news --add mine=standard+elong-digits";

/// Arguments of `layers`.
#[derive(Debug, Args)]
#[command(about = "List the layers of a corpus, or add some", long_about = LONG,
    after_long_help = AFTER)]
pub(crate) struct LayersArgs {
    /// The corpus
    #[arg(value_name = "CORPUS")]
    corpus: PathBuf,

    /// Make these layers
    #[arg(long, value_name = "LAYERS", value_delimiter = ',')]
    add: Vec<LayerKind>,

    #[command(flatten)]
    segmentation: SegmentationArgs,
}

/// Lists or adds them.
pub(crate) fn run(args: &LayersArgs, context: &Context) -> Result<Outcome> {
    let takes_apart = |layer: &LayerKind| matches!(layer, LayerKind::Stem | LayerKind::Segments);
    if !args.add.iter().any(takes_apart) {
        context.refuse(SEGMENTATION, "is for the layers stem and segments: name one by --add")?;
    }
    if !args.add.is_empty() {
        tell_leftovers(&args.corpus, context);
        let _spinner = Spinner::start(context, "folding the vocabulary");
        extend_corpus(&args.corpus, &args.add, &args.segmentation.segmentation()?)?;
    }
    let corpus = Corpus::open(&args.corpus)?;
    for layer in &corpus.manifest().layers {
        print(&format!("{}\t{}\n", layer.name, described(layer)))?;
    }
    Ok(Outcome::Found)
}

/// How much there is in a layer, and how it was made.
pub(super) fn described(layer: &LayerRecord) -> String {
    let mut text = format!("{} forms", count(u64::from(layer.forms)));
    if let Some(tokens) = layer.tokens {
        text += &format!(", {} tokens", count(tokens));
    }
    let named = |name: &str| layer.options.get(name).and_then(serde_json::Value::as_str);
    if let (Some(scheme), Some(fused)) = (named("scheme"), named("fused")) {
        text += &format!(", scheme {scheme}, fused words {fused}");
    }
    if let Some(steps) = named("steps") {
        text += &format!(", steps {steps}");
    }
    // The first letters of a checksum are enough to tell dictionaries apart.
    for what in ["dictionary", "exceptions"] {
        if let Some(checksum) = named(what) {
            text += &format!(", {what} {}", checksum.get(..12).unwrap_or(checksum));
        }
    }
    text
}
