//! `siyaq index`: raw files to a corpus on disk.

use crate::args::{ReadingArgs, SEGMENTATION, SegmentationArgs};
use crate::context::{Context, Outcome};
use crate::load::reader;
use crate::progress::ReadingBar;
use crate::report::{self, count};
use anyhow::{Result, bail};
use clap::Args;
use indicatif::HumanBytes;
use siyaq::index::Manifest;
use siyaq::text::Profile;
use siyaq::{IndexOptions, LayerKind, ReadReport};
use std::ffi::OsString;
use std::path::PathBuf;
use std::time::{Duration, Instant};

const LONG: &str = "\
Builds a corpus on disk: reads files, tokenises them, and writes a folder that every other verb
opens in milliseconds, whatever its size. Words are stored as they are written; the layers light,
standard and broad fold spelling variants, so that one index answers exact and folded questions.
The same input and options give the same bytes, whatever the number of threads.

Input may be plain text, JSONL, CSV, TSV, CoNLL-U or vertical text, plain or compressed with gzip or
Zstandard, in UTF-8, UTF-16, windows-1256 or ISO-8859-6; all of it is recognised. Folders are read
with everything in them. Annotated text (CoNLL-U, vertical) keeps its tokens: lemmas, parts of
speech and other columns become layers, sentences, names and other elements structures. Bad
records are skipped or repaired, counted, and the first of them shown with file, line and byte.";

const AFTER: &str = "\
Examples:
  siyaq index news.jsonl -o news
  siyaq index minbar.jsonl alufuq.jsonl -o papers --title-field title \\
      --meta source,category,date:date
  siyaq index books/ -o books --encoding windows-1256 --newline blank-line
  zcat dump.csv.gz | siyaq index - -o dump --input-format csv --text-field body --id-field url
  siyaq index ar_pud-ud-test.conllu -o pud
  siyaq index corpus.vert -o corpus --columns word,lemma,pos

The corpus is written beside its place first and renamed when it is complete: an interrupted build
leaves what was there, and the next run removes the rest. --force replaces a corpus, and nothing
else: no other folder, and no corpus in whose folder other files lie.";

/// Arguments of `index`.
#[derive(Debug, Args)]
#[command(about = "Build a corpus out of raw files", long_about = LONG, after_long_help = AFTER)]
pub(crate) struct IndexArgs {
    /// Files, folders, patterns in quotes, or - for standard input
    #[arg(value_name = "INPUT", required = true)]
    inputs: Vec<OsString>,

    /// The folder to write the corpus to
    #[arg(long, short, value_name = "CORPUS")]
    output: PathBuf,

    /// Replace a corpus that is there already
    #[arg(long)]
    force: bool,

    /// The layers to make beside the words as written: see `siyaq layers --help`
    #[arg(
        long,
        value_name = "LAYERS",
        value_delimiter = ',',
        default_value = "light,standard,broad"
    )]
    layers: Vec<LayerKind>,

    #[command(flatten)]
    segmentation: SegmentationArgs,

    #[command(flatten)]
    reading: ReadingArgs,
}

/// Builds the corpus.
pub(crate) fn run(args: &IndexArgs, context: &Context) -> Result<Outcome> {
    if args.output.as_os_str() == "-" {
        bail!("-o -: a corpus is a folder, and not written to standard output; name one");
    }
    if let Some(folder) = args.output.parent().filter(|folder| !folder.as_os_str().is_empty())
        && !folder.is_dir()
    {
        bail!("the folder {} does not exist; make it first", folder.display());
    }
    let takes_apart = |layer: &LayerKind| matches!(layer, LayerKind::Stem | LayerKind::Segments);
    if !args.layers.iter().any(takes_apart) {
        context
            .refuse(SEGMENTATION, "is for the layers stem and segments: name one by --layers")?;
    }
    let start = Instant::now();
    if args.layers.contains(&LayerKind::Profile(Profile::Exact)) {
        bail!("--layers exact: the words as they are written are the layer word of every corpus");
    }
    let options = IndexOptions::default()
        .layers(args.layers.clone())
        .segmentation(args.segmentation.segmentation()?)
        .tokenizer(args.reading.tokenizer_options());
    let reader = reader(&args.inputs, &args.reading)?;
    let bar = ReadingBar::new(reader.progress_handle(), context);
    let (manifest, report) =
        siyaq::build_into(reader, &options, &args.output, args.force, &|stage| bar.update(stage))?;
    drop(bar);
    report::met((&context.voice, &context.command), &report);
    let summary = summary(&manifest, &report, start.elapsed());
    context.note(format_args!("{summary}  {}", args.output.display()));
    Ok(Outcome::Found)
}

fn summary(manifest: &Manifest, report: &ReadReport, time: Duration) -> String {
    let counts = &manifest.counts;
    let layers: Vec<String> = manifest
        .layers
        .iter()
        .map(|layer| format!("{} {}", count(u64::from(layer.forms)), layer.name))
        .collect();
    let seconds = time.as_secs_f64().max(1e-3);
    let rate = report.bytes as f64 / 1e6 / seconds;
    format!(
        "{}\nindexed {} documents, {} tokens, {} sentences\n  forms: {}\n  {} in {seconds:.1} s, {rate:.0} MB/s\n",
        report::counts(report),
        count(counts.documents),
        count(counts.tokens),
        count(counts.sentences),
        layers.join(", "),
        HumanBytes(report.bytes),
    )
}
