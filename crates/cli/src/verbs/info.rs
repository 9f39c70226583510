//! `siyaq info`: what is in a corpus.

use super::layers::described as described_layer;
use crate::context::{Context, Outcome};
use crate::emit::print;
use crate::report::count;
use anyhow::{Result, bail};
use clap::{Args, ValueEnum};
use indicatif::HumanBytes;
use siyaq::index::{Attribute, Corpus, LayerRecord, Manifest};
use siyaq::segment::Dictionary;
use siyaq::types::{FieldKind, MetaValue};
use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::PathBuf;

const LONG: &str = "\
Shows what is in a corpus: documents, sentences, tokens by class, forms by layer, structures with
their attributes, metadata fields with some of their values, the files it was built from and what
was wrong with them. With --format json it prints the manifest as it stands in the corpus, with
every option and checksum.

With --dictionary it shows what the dictionary that takes words apart was made of: authors and
licences of its sources, which are to be credited where its segmentations are published.";

const AFTER: &str = "\
Examples:
  siyaq info news
  siyaq info news --format json | jq .counts
  siyaq info --dictionary
  siyaq info --dictionary mine.bin";

/// How many source files are listed.
const FILES: usize = 8;
/// How many values of a field are listed.
const VALUES: usize = 8;
/// A field with more different values is only counted.
const MANY_VALUES: usize = 100;

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
enum InfoFormat {
    /// For reading
    #[default]
    Text,
    /// The manifest
    Json,
}

/// Arguments of `info`.
#[derive(Debug, Args)]
#[command(about = "Show what is in a corpus", long_about = LONG, after_long_help = AFTER)]
pub(crate) struct InfoArgs {
    /// The corpus
    #[arg(value_name = "CORPUS", required_unless_present = "dictionary")]
    corpus: Option<PathBuf>,

    /// Show the dictionary that takes words apart, and not a corpus: the one that ships, or that of
    /// a file
    #[arg(long, value_name = "FILE", num_args = 0..=1, conflicts_with = "corpus")]
    dictionary: Option<Option<PathBuf>>,

    /// text or json
    #[arg(long, value_enum, value_name = "FORMAT", default_value = "text")]
    format: InfoFormat,
}

/// Shows it.
pub(crate) fn run(args: &InfoArgs, _context: &Context) -> Result<Outcome> {
    let Some(path) = &args.corpus else {
        return dictionary(args.dictionary.as_ref().and_then(Option::as_ref), args.format);
    };
    if !path.exists() {
        bail!("no such corpus: {}", path.display());
    }
    let corpus = Corpus::open(path)?;
    let text = match args.format {
        InfoFormat::Text => described(&corpus)?,
        InfoFormat::Json => serde_json::to_string_pretty(corpus.manifest())? + "\n",
    };
    print(&text)?;
    Ok(Outcome::of(corpus.token_count() > 0))
}

/// Shows what a dictionary is made of.
fn dictionary(path: Option<&PathBuf>, format: InfoFormat) -> Result<Outcome> {
    let dictionary = match path {
        Some(path) => Dictionary::open(path)?,
        None => Dictionary::embedded(),
    };
    let bytes = dictionary.as_bytes().len() as u64;
    let (types, sources) = (dictionary.type_count(), dictionary.sources().trim_end());
    let text = match format {
        InfoFormat::Text => format!(
            "types     {:>15}\nbytes     {:>15}\nchecksum  {}\n\n{sources}\n",
            count(u64::from(types)).to_string(),
            count(bytes).to_string(),
            dictionary.checksum(),
        ),
        InfoFormat::Json => {
            let record = serde_json::json!({
                "types": types,
                "bytes": bytes,
                "checksum": dictionary.checksum(),
                "sources": sources,
            });
            serde_json::to_string_pretty(&record)? + "\n"
        }
    };
    print(&text)?;
    Ok(Outcome::Found)
}

/// Whom to credit for layers that a dictionary made.
fn credits(manifest: &Manifest, text: &mut String) -> Result<()> {
    let shipped = Dictionary::embedded();
    let made_by = |layer: &LayerRecord| {
        let dictionary = layer.options.get("dictionary")?.as_str()?;
        Some(dictionary == shipped.checksum())
    };
    let made: Vec<bool> = manifest.layers.iter().filter_map(made_by).collect();
    if made.contains(&true) {
        let credit = "words taken apart by the dictionary that ships, CC BY-SA 4.0;";
        writeln!(
            text,
            "credits     {credit}\n            siyaq info --dictionary names its sources"
        )?;
    }
    if made.contains(&false) {
        let credit = "words taken apart by a dictionary of your own;";
        writeln!(
            text,
            "credits     {credit}\n            siyaq info --dictionary FILE names its sources"
        )?;
    }
    Ok(())
}

fn described(corpus: &Corpus) -> Result<String> {
    let manifest = corpus.manifest();
    let counts = &manifest.counts;
    let mut text = String::new();
    let numbers = [
        ("documents", counts.documents),
        ("paragraphs", counts.paragraphs),
        ("sentences", counts.sentences),
        ("tokens", counts.tokens),
    ];
    for (name, number) in numbers {
        writeln!(text, "{name:<11} {:>15}", count(number).to_string())?;
    }
    for (class, number) in counts.tokens_by_class.iter().filter(|(_, number)| **number > 0) {
        writeln!(text, "  {class:<11} {:>13}", count(*number).to_string())?;
    }
    writeln!(text, "layers")?;
    for layer in &manifest.layers {
        let described = described_layer(layer);
        let (forms, rest) = described.split_once(' ').unwrap_or((&described, ""));
        writeln!(text, "  {:<11} {forms:>13} {rest}", layer.name)?;
    }
    credits(manifest, &mut text)?;
    structures(corpus, &mut text)?;
    fields(corpus, &mut text)?;
    sources(manifest, &mut text)?;
    let bytes = manifest.files.iter().map(|file| file.bytes).sum();
    writeln!(text, "on disk     {:>15}", HumanBytes(bytes).to_string())?;
    writeln!(text, "built by    siyaq {}", manifest.tool_version)?;
    writeln!(text, "format      {}", manifest.format_version)?;
    writeln!(text, "hash        {}", manifest.corpus_hash)?;
    Ok(text)
}

/// The structures with how many ranges they have, and their attributes with how many values.
fn structures(corpus: &Corpus, text: &mut String) -> Result<()> {
    writeln!(text, "structures")?;
    for structure in corpus.structures() {
        let attribute = |own: &Attribute| {
            let values = own.value_count();
            let values_word = if values == 1 { "value" } else { "values" };
            format!("{} {} {values_word}", own.spec(), count(values))
        };
        let own: Vec<String> = structure.attributes().iter().map(attribute).collect();
        let own = if own.is_empty() { String::new() } else { format!("  {}", own.join(", ")) };
        let number = count(structure.len()).to_string();
        writeln!(text, "  {:<11} {number:>13}{own}", structure.name())?;
    }
    Ok(())
}

/// The fields with their types; of strings the most frequent values, of others the range.
fn fields(corpus: &Corpus, text: &mut String) -> Result<()> {
    if corpus.fields().is_empty() {
        writeln!(text, "metadata    none; index with --meta to have some")?;
        return Ok(());
    }
    writeln!(text, "metadata")?;
    let documents = corpus.documents()?;
    for (place, field) in documents.fields().iter().enumerate() {
        let mut values: BTreeMap<MetaValue, u64> = BTreeMap::new();
        for doc in corpus.everything().documents() {
            if let Some(value) = documents.value_at(doc, place) {
                *values.entry(value).or_default() += 1;
            }
        }
        let with_value: u64 = values.values().sum();
        let shown = match (field.kind, values.first_key_value(), values.last_key_value()) {
            (FieldKind::String, ..) if values.len() > MANY_VALUES => {
                format!("{} different values", count(values.len() as u64))
            }
            (FieldKind::String, ..) => most_frequent(values),
            (_, Some((first, _)), Some((last, _))) => format!("{first} to {last}"),
            _ => "no values".to_owned(),
        };
        let name = field.to_string();
        let missing = u64::from(corpus.document_count()).saturating_sub(with_value);
        let missing = if missing > 0 {
            format!(" (none in {} documents)", count(missing))
        } else {
            String::new()
        };
        writeln!(text, "  {name:<16} {shown}{missing}")?;
    }
    Ok(())
}

fn most_frequent(values: BTreeMap<MetaValue, u64>) -> String {
    let mut values: Vec<(MetaValue, u64)> = values.into_iter().collect();
    values.sort_by_key(|(_, documents)| std::cmp::Reverse(*documents));
    let more = if values.len() > VALUES { ", …" } else { "" };
    let values = values.iter().take(VALUES);
    let shown: Vec<String> =
        values.map(|(value, documents)| format!("{value} {}", count(*documents))).collect();
    shown.join(", ") + more
}

fn sources(manifest: &Manifest, text: &mut String) -> Result<()> {
    writeln!(text, "sources     {:>15}", count(manifest.sources.len() as u64).to_string())?;
    for source in manifest.sources.iter().take(FILES) {
        let size = HumanBytes(source.bytes).to_string();
        writeln!(text, "  {size:>13}  {}  ({})", source.path, source.encoding)?;
    }
    if manifest.sources.len() > FILES {
        writeln!(text, "  …")?;
    }
    for problem in &manifest.problems {
        writeln!(text, "  {:>13} × {}", count(problem.count).to_string(), problem.problem)?;
    }
    Ok(())
}
