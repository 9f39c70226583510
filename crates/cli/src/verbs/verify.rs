//! `siyaq verify`: checks a corpus to the last byte.

use crate::context::{Context, Outcome};
use crate::emit::print;
use crate::progress::Spinner;
use crate::report::count;
use anyhow::{Result, bail};
use clap::Args;
use siyaq::index::Corpus;
use std::path::PathBuf;

const LONG: &str = "\
Checks every checksum of a corpus and that its parts agree: lexicons, layers, boundaries, postings
and tokens. A corpus that was copied or has lain long on a disk is best verified before a study
relies on it. Exit code 2 and the name of the damaged file tell that something is wrong.";

const AFTER: &str = "\
Example:
  siyaq verify news";

/// Arguments of `verify`.
#[derive(Debug, Args)]
#[command(about = "Check a corpus for damage", long_about = LONG, after_long_help = AFTER)]
pub(crate) struct VerifyArgs {
    /// The corpus
    #[arg(value_name = "CORPUS")]
    corpus: PathBuf,
}

/// Checks it.
pub(crate) fn run(args: &VerifyArgs, context: &Context) -> Result<Outcome> {
    if !args.corpus.exists() {
        bail!("no such corpus: {}", args.corpus.display());
    }
    let corpus = Corpus::open(&args.corpus)?;
    {
        let _spinner = Spinner::start(context, "verifying");
        corpus.verify()?;
    }
    if !context.quiet {
        let manifest = corpus.manifest();
        print(&format!(
            "ok: {} files, {} documents, {} tokens, hash {}\n",
            manifest.files.len(),
            count(manifest.counts.documents),
            count(manifest.counts.tokens),
            manifest.corpus_hash
        ))?;
    }
    Ok(Outcome::Found)
}
