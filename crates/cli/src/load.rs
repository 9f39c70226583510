//! From an argument to a corpus: opened from its folder, or built in memory from raw files.

use crate::args::{ReadingArgs, ScopeArgs};
use crate::context::Context;
use crate::progress::ReadingBar;
use crate::report;
use anyhow::{Result, bail};
use siyaq::analysis::{FrequencyRow, FrequencyTable};
use siyaq::count::Selection;
use siyaq::index::{Corpus, FORMAT_VERSION, IndexErrorKind, Subcorpus, WORD_LAYER, is_corpus};
use siyaq::output::{InputRecord, SourceRecord};
use siyaq::query::FormLabels;
use siyaq::reader::{Format, Input, Problem, ProblemKind, Quoting, Reader, ReaderOptions};
use siyaq::types::{FieldKind, FieldSpec, MetaValue};
use siyaq::{Built, IndexOptions, LayerKind};
use std::collections::BTreeMap;
use std::ffi::{OsStr, OsString};
use std::path::Path;
use std::sync::Arc;

/// The version of the format of corpora, for manifests.
pub(crate) const CORPUS_FORMAT: u32 = FORMAT_VERSION;

/// A corpus, and what it was called on the command line.
#[derive(Debug)]
pub(crate) struct Loaded {
    pub(crate) corpus: Arc<Corpus>,
    pub(crate) name: String,
}

/// Opens a corpus, or builds one in memory from raw files, with the layer that is asked for.
pub(crate) fn load(inputs: &[OsString], scope: &ScopeArgs, context: &Context) -> Result<Loaded> {
    let names: Vec<_> = inputs.iter().map(|input| input.to_string_lossy()).collect();
    let name = names.join(" ");
    if let ([only], Some((title, corpus))) = (inputs, &context.shelf)
        && only == title
    {
        return Ok(Loaded { corpus: Arc::clone(corpus), name });
    }
    if let [only] = inputs
        && let Some(corpus) = open(only)?
    {
        if !SEVERAL.contains(&context.command.verb.as_str()) {
            refuse_reading(&name, context)?;
        }
        check_layer(&corpus, scope, &name)?;
        return Ok(Loaded { corpus: Arc::new(corpus), name });
    }
    if let Some(corpus) = inputs.iter().find(|input| is_corpus(Path::new(input))) {
        bail!(
            "{} is a corpus and was named among other inputs; name one corpus, or raw files",
            corpus.to_string_lossy()
        );
    }
    let built = build(inputs, scope, context)?;
    report::reading(context, &built.report);
    Ok(Loaded { corpus: Arc::new(built.corpus.into_corpus()?), name })
}

/// The verbs that take several corpora or files, each with a meaning of its own; what is said of
/// raw files is for those of them that are no corpus.
const SEVERAL: [&str; 3] = ["keywords", "compare", "compare-collocates"];

/// Refuses options for raw files where there are none.
fn refuse_reading(corpus: &str, context: &Context) -> Result<()> {
    let why = format!(
        "says how raw files are read; {corpus} is a corpus, whose texts were read when it was made"
    );
    context.refuse(ReadingArgs::names(), why)
}

/// Refuses options for raw files where all inputs are corpora.
pub(crate) fn refuse_reading_of<'i>(
    inputs: impl IntoIterator<Item = &'i OsString>,
    context: &Context,
) -> Result<()> {
    let mut corpus = None;
    for input in inputs {
        if !Path::new(input).is_dir() || open(input)?.is_none() {
            return Ok(());
        }
        corpus = Some(input.to_string_lossy());
    }
    corpus.map_or(Ok(()), |corpus| refuse_reading(&corpus, context))
}

/// As [`load`], from one argument.
pub(crate) fn load_one(input: &OsStr, scope: &ScopeArgs, context: &Context) -> Result<Loaded> {
    load(&[input.to_owned()], scope, context)
}

/// Says how a layer is made that a corpus does not have yet.
fn check_layer(corpus: &Corpus, scope: &ScopeArgs, name: &str) -> Result<()> {
    let layer = &scope.layer;
    match (corpus.layer(layer), made_layer(layer)) {
        (Err(error), Ok(Some(_))) => {
            bail!("{error}; `siyaq layers {name} --add {layer}` makes it")
        }
        // A name that no layer can have is refused where it is looked for.
        _ => Ok(()),
    }
}

/// The corpus in a folder; `None` when the argument is raw input.
pub(crate) fn open(input: &OsStr) -> Result<Option<Corpus>> {
    let path = Path::new(input);
    if !path.is_dir() {
        return Ok(None);
    }
    match Corpus::open(path) {
        Ok(corpus) => Ok(Some(corpus)),
        Err(error) if matches!(error.kind(), IndexErrorKind::NotACorpus { .. }) => Ok(None),
        Err(error) => Err(error.into()),
    }
}

/// Raw files only: what reads text cannot take a corpus, whose files are no text.
pub(crate) fn refuse_corpora(inputs: &[OsString]) -> Result<()> {
    for input in inputs {
        // One that is damaged says what is wrong with it.
        if open(input)?.is_some() {
            bail!("{} is a corpus; name the files it was made of", input.to_string_lossy());
        }
    }
    let listed = inputs.iter().map(Input::from_argument).collect();
    Ok(siyaq::refuse_corpora(&Reader::open(listed, ReaderOptions::default())?)?)
}

/// Reads, tokenises and indexes raw files in memory, with a progress bar.
fn build(inputs: &[OsString], scope: &ScopeArgs, context: &Context) -> Result<Built> {
    let reader = reader(inputs, &scope.reading)?;
    let tokenizer = scope.reading.tokenizer_options();
    let options = IndexOptions::default().tokenizer(tokenizer).layers(layers(scope)?);
    let bar = ReadingBar::new(reader.progress_handle(), context);
    Ok(siyaq::build(reader, &options, &|stage| bar.update(stage))?)
}

/// The layers that a corpus has by default, and the one that is asked for.
fn layers(scope: &ScopeArgs) -> Result<Vec<LayerKind>> {
    let mut layers = LayerKind::DEFAULT.to_vec();
    layers.extend(made_layer(&scope.layer)?.filter(|asked| !LayerKind::DEFAULT.contains(asked)));
    Ok(layers)
}

/// The layer of a name; `None` for the words as they are written, which every corpus has.
fn made_layer(name: &str) -> Result<Option<LayerKind>> {
    if name == WORD_LAYER {
        return Ok(None);
    }
    Ok(match name.parse()? {
        // In memory a layer of one's own bears the name it is asked for by.
        LayerKind::Own(_, steps) => Some(LayerKind::Own(name.to_owned(), steps)),
        kind => Some(kind),
    })
}

/// The reader of raw files.
pub(crate) fn reader(inputs: &[OsString], reading: &ReadingArgs) -> Result<Reader> {
    let inputs = inputs.iter().map(Input::from_argument).collect();
    Ok(Reader::open(inputs, reading.reader_options())?)
}

impl Loaded {
    /// What is to be counted.
    pub(crate) fn selection(&self, scope: &ScopeArgs) -> Result<Selection<'_>> {
        self.selection_of(scope, scope.part(&self.corpus)?)
    }

    /// The same of other documents.
    pub(crate) fn selection_of(&self, scope: &ScopeArgs, part: Subcorpus) -> Result<Selection<'_>> {
        let layer = self.corpus.layer(&scope.layer)?;
        Ok(Selection::new(&self.corpus, layer).with_scope(scope.scope()).with_part(part))
    }

    /// The corpus as a manifest names it.
    pub(crate) fn record(&self, role: &str) -> InputRecord {
        let manifest = self.corpus.manifest();
        let sources = manifest.sources.iter().map(|source| SourceRecord {
            path: source.path.clone(),
            bytes: source.bytes,
            blake3: source.blake3.clone(),
        });
        InputRecord::new(role, &self.name).blake3(&manifest.corpus_hash).sources(sources.collect())
    }
}

/// The spellings that the forms of a selection are shown by.
pub(crate) fn labels_of<'c>(selection: &Selection<'c>) -> FormLabels<'c> {
    FormLabels::new(selection.corpus(), selection.layer())
}

/// Whether an argument is a frequency list: a table in CSV or TSV that was not called raw input.
pub(crate) fn is_frequency_list(input: &OsStr, reading: &ReadingArgs) -> bool {
    let extension = Path::new(input).extension().and_then(OsStr::to_str);
    reading.input_format == Format::Auto
        && extension.is_some_and(|name| ["csv", "tsv", "tab"].contains(&name))
}

/// How a frequency list is read.
pub(crate) struct FrequencyList<'a> {
    /// What it is for.
    pub(crate) role: &'a str,
    /// Tokens of its corpus, where they are known.
    pub(crate) tokens: Option<u64>,
    pub(crate) reading: &'a ReadingArgs,
}

impl FrequencyList<'_> {
    /// Reads the columns `form`, `freq` and, where they are there, `doc_freq` and `key`. Forms are compared as
    /// their layer has them: by `key`, where a list has that beside the spelling.
    pub(crate) fn read(
        &self,
        input: &OsStr,
        context: &Context,
    ) -> Result<(FrequencyTable, InputRecord)> {
        let name = input.to_string_lossy();
        let (rows, hash) = self.rows(input, context)?;
        let sum: u64 = rows.iter().map(|row| row.freq).sum();
        if let Some(tokens) = self.tokens.filter(|tokens| *tokens < sum) {
            bail!("{name}: its frequencies add up to {sum}, more than {tokens} tokens");
        }
        let record = InputRecord::new(self.role, &*name).blake3(hash);
        Ok((FrequencyTable::from_rows(rows, self.tokens), record))
    }

    fn rows(&self, input: &OsStr, context: &Context) -> Result<(Vec<FrequencyRow>, String)> {
        let field = |name: &str, kind| FieldSpec { name: name.to_owned(), kind };
        let integer = |name: &str| field(name, FieldKind::Integer);
        let text = |name: &str| field(name, FieldKind::String);
        let options = self
            .reading
            .reader_options()
            .text_field("form")
            // The lists that Siyaq writes have quotes in TSV too.
            .quoting(if self.reading.no_quotes { Quoting::Plain } else { Quoting::Quoted })
            .title_field(None)
            .path_fields(None)
            .fields(vec![integer("freq"), integer("doc_freq"), text("key")]);
        let name = input.to_string_lossy();
        let mut documents = Reader::open(vec![Input::from_argument(input)], options)?.documents();
        let mut rows = Vec::new();
        for document in &mut documents {
            let document = document?;
            let number = |place: usize| match document.metadata.get(place) {
                Some(Some(MetaValue::Integer(number))) => u64::try_from(*number).ok(),
                _ => None,
            };
            let Some(freq) = number(0) else {
                bail!(
                    "{name}: the form {:?} has no frequency; a frequency list has the columns form and freq",
                    document.text
                );
            };
            let form = match document.metadata.get(2) {
                Some(Some(MetaValue::String(key))) if !key.is_empty() => key.clone(),
                _ => document.text.clone(),
            };
            rows.push(FrequencyRow { form, freq, doc_freq: number(1) });
        }
        let mut counts = BTreeMap::new();
        let told: Vec<Problem> = documents
            .take_problems()
            .into_iter()
            .filter(|problem| problem.kind != ProblemKind::MissingColumn)
            .collect();
        for problem in &told {
            *counts.entry(problem.kind).or_insert(0) += 1;
        }
        report::problems(context, &counts, &told);
        let sources = documents.reader().sources().iter();
        let hash = sources.map(|source| source.blake3.clone()).next().unwrap_or_default();
        Ok((rows, hash))
    }
}
