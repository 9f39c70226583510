//! `siyaq verify`: checks a corpus, a dictionary or a result to the last byte.

use crate::context::{Context, Outcome};
use crate::emit::print;
use crate::progress::Spinner;
use crate::report::count;
use anyhow::{Context as _, Result, bail};
use clap::Args;
use siyaq::index::Corpus;
use siyaq::lexicon::{Lexicon, LexiconErrorKind};
use siyaq::output::{ResultManifest, digest_file};
use siyaq::segment::{Dictionary, SegmentErrorKind};
use std::path::{Path, PathBuf};

const LONG: &str = "\
Checks every byte of a corpus: all checksums, that its parts agree (lexicons, layers, boundaries,
postings and tokens), and that its manifest counts what there is. The other verbs open a corpus in
milliseconds: they compare checksums of what they read, when they read it, and end with an error
where it is damaged. What nothing has read yet may be damaged all the same, so that a corpus that
was copied, unpacked or downloaded, or has lain long on a disk, is best verified before a study.

A dictionary (of `lexicon build` or `lexicon train`) is checked in the same way, and a result by
the checksum in the FILE.manifest.json beside it. Exit code 2 and the name of what is damaged tell
that something is wrong.";

const AFTER: &str = "\
Examples:
  siyaq verify news
  siyaq verify forms.lex
  siyaq verify words.csv";

/// Arguments of `verify`.
#[derive(Debug, Args)]
#[command(about = "Check a corpus, a dictionary or a result for damage", long_about = LONG,
    after_long_help = AFTER)]
pub(crate) struct VerifyArgs {
    /// A corpus, a dictionary, or a result with its manifest
    #[arg(value_name = "CORPUS|FILE")]
    corpus: PathBuf,
}

/// Checks it.
pub(crate) fn run(args: &VerifyArgs, context: &Context) -> Result<Outcome> {
    let path = &args.corpus;
    if !path.exists() {
        bail!("no such corpus or file: {}", path.display());
    }
    let sound = {
        let _spinner = Spinner::start(context, "verifying");
        if path.is_dir() { corpus(path) } else { file(path) }
    }
    .with_context(|| path.display().to_string())?;
    if !context.quiet {
        print(&format!("ok: {sound}\n"))?;
    }
    Ok(Outcome::Found)
}

fn corpus(path: &Path) -> Result<String> {
    let corpus = Corpus::open(path)?;
    corpus.verify()?;
    let manifest = corpus.manifest();
    Ok(format!(
        "{} files, {} documents, {} tokens, hash {}",
        manifest.files.len(),
        count(manifest.counts.documents),
        count(manifest.counts.tokens),
        manifest.corpus_hash
    ))
}

/// A single file says in its first bytes what it is; a result says nothing, but its manifest does.
fn file(path: &Path) -> Result<String> {
    match Lexicon::read(path) {
        Ok(lexicon) => {
            lexicon.verify()?;
            let (forms, tokens) = (u64::from(lexicon.len()), lexicon.total_freq());
            return Ok(format!("a dictionary, {} forms, {} tokens", count(forms), count(tokens)));
        }
        Err(error) if matches!(error.kind(), LexiconErrorKind::NotALexicon) => {}
        Err(error) => return Err(error.into()),
    }
    match Dictionary::open(path) {
        Ok(dictionary) => {
            let (types, checksum) = (u64::from(dictionary.type_count()), dictionary.checksum());
            return Ok(format!(
                "a dictionary that takes words apart, {} types, checksum {checksum}",
                count(types)
            ));
        }
        Err(error) if matches!(error.kind(), SegmentErrorKind::NotADictionary) => {}
        Err(error) => return Err(error.into()),
    }
    let beside = ResultManifest::path_beside(path);
    if !beside.is_file() {
        bail!("this is no corpus, no dictionary, and no result with its manifest beside it");
    }
    let result = ResultManifest::read(&beside)?.result;
    let found = digest_file(path)?;
    if (found.bytes, &found.blake3) != (result.bytes, &result.blake3) {
        bail!(
            "it is not the file that {} speaks of: {} bytes with checksum {}, expected {} bytes with {}",
            beside.display(),
            found.bytes,
            found.blake3,
            result.bytes,
            result.blake3
        );
    }
    Ok(format!("a result, {} bytes, checksum {}", count(found.bytes), found.blake3))
}
