//! `siyaq layers`: the layers of a corpus, and new ones.

use crate::context::{Context, Outcome};
use crate::emit::print;
use crate::progress::Spinner;
use crate::report::count;
use anyhow::Result;
use clap::Args;
use siyaq::index::Corpus;
use siyaq::{LayerKind, extend_corpus};
use std::path::PathBuf;

const LONG: &str = "\
Lists the layers of a corpus: ways of looking at its words, each with the number of its forms. With
--add, makes new ones. A layer is a map over the vocabulary, so adding one takes seconds however many
tokens there are, and every verb takes it by --layer; output shows the words as they are written.";

const AFTER: &str = "\
Layers:
  light, standard, broad, clean  folding profiles, as in `siyaq normalize`
  stem                           words without clitics and article: وزير for والوزير, للوزير, وزيرها
  light10                        light stems: without article and ten endings (Larkey et al.)
  snowball                       the stems of the Snowball project, which takes more away

Examples:
  siyaq layers news
  siyaq layers news --add stem
  siyaq kwic news وزير --layer stem
  siyaq layers news --add light10,snowball
  siyaq kwic news مدرسة --layer light10";

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
}

/// Lists or adds them.
pub(crate) fn run(args: &LayersArgs, context: &Context) -> Result<Outcome> {
    if !args.add.is_empty() {
        let _spinner = Spinner::start(context, "folding the vocabulary");
        extend_corpus(&args.corpus, &args.add)?;
    }
    let corpus = Corpus::open(&args.corpus)?;
    for layer in &corpus.manifest().layers {
        print(&format!("{}\t{} forms\n", layer.name, count(u64::from(layer.forms))))?;
    }
    Ok(Outcome::Found)
}
