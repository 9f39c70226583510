//! Reading, tokenising and indexing in one go, on all threads.

use crate::annotated::{Annotated, push_annotated};
use crate::whole::{Finding, hijri_dates, order_dates, repeated_ids};
use crate::{LayerKind, PipelineError, PipelineErrorKind, Segmentation, VERSION};
use rayon::iter::{ParallelBridge, ParallelIterator};
use siyaq_index::{
    BuildOptions, BuiltCorpus, CorpusBuilder, Manifest, ProblemCount, Shard, SourceRecord,
    check_target, corpus_among,
};
use siyaq_reader::{
    Batch, Format, Problem, ProblemKind, Reader, ReaderError, ReaderErrorKind, ReaderOptions, Room,
};
use siyaq_token::{Tokenizer, TokenizerOptions};
use siyaq_types::{Boundary, Document, FieldKind, FieldSpec, MetaValue, TokenClass};
use std::collections::BTreeMap;
use std::path::Path;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, PoisonError, mpsc};

/// How documents become a corpus, apart from how they are read.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct IndexOptions {
    /// How text is cut into tokens.
    pub tokenizer: TokenizerOptions,
    /// The layers over the words. The profile `exact` is the layer `word`, which is always there.
    pub layers: Vec<LayerKind>,
    /// How words are taken apart for the layers `stem` and `segments`.
    pub segmentation: Segmentation,
}

/// The layers `light`, `standard` and `broad`.
impl Default for IndexOptions {
    fn default() -> Self {
        Self {
            tokenizer: TokenizerOptions::default(),
            layers: LayerKind::DEFAULT.to_vec(),
            segmentation: Segmentation::default(),
        }
    }
}

impl IndexOptions {
    /// With these settings of the tokeniser.
    #[must_use]
    pub fn tokenizer(mut self, tokenizer: TokenizerOptions) -> Self {
        self.tokenizer = tokenizer;
        self
    }

    /// With these layers.
    #[must_use]
    pub fn layers(mut self, layers: Vec<LayerKind>) -> Self {
        self.layers = layers;
        self
    }

    /// With words taken apart in this way.
    #[must_use]
    pub fn segmentation(mut self, segmentation: Segmentation) -> Self {
        self.segmentation = segmentation;
        self
    }
}

/// How far a build is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Stage {
    /// Documents are read and tokenised.
    Reading {
        /// Documents so far.
        documents: u64,
    },
    /// The documents are there; the corpus is put together.
    Merging {
        /// All documents.
        documents: u64,
    },
}

/// What was met while reading.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ReadReport {
    /// Documents read.
    pub documents: u64,
    /// Bytes of records, decompressed and as UTF-8.
    pub bytes: u64,
    /// Physical lines of the files, headers and blank ones too.
    pub lines: u64,
    /// Records, whether they became documents or not.
    pub records: u64,
    /// How often each kind of problem was met.
    pub counts: BTreeMap<ProblemKind, u64>,
    /// The first problems, in the order of the input; at most [`ReadReport::KEPT`].
    pub first: Vec<Problem>,
    /// What is told of documents rather than of places in a file, with its kind: the documents by
    /// name. At most [`ReadReport::KEPT`].
    pub notes: Vec<(ProblemKind, String)>,
}

impl ReadReport {
    /// How many problems are kept with their places.
    pub const KEPT: usize = 1000;

    /// How many problems there were.
    #[must_use]
    pub fn problem_count(&self) -> u64 {
        self.counts.values().sum()
    }

    /// The counted problems in one line: `3 × invalid JSON, 1 × empty text`.
    #[must_use]
    pub fn summary(&self) -> String {
        let parts = self.counts.iter().map(|(kind, count)| format!("{count} × {kind}"));
        parts.collect::<Vec<_>>().join(", ")
    }

    fn add(&mut self, finding: Finding) {
        *self.counts.entry(finding.kind).or_default() += finding.documents;
        self.notes.push((finding.kind, finding.message));
    }
}

/// A corpus that was built in memory, and what was met on the way.
#[derive(Debug)]
pub struct Built {
    /// The corpus: to be used from memory, or written to a folder.
    pub corpus: BuiltCorpus,
    /// What was met while reading.
    pub report: ReadReport,
}

#[derive(Default)]
struct Worker {
    shard: Shard,
    report: ReadReport,
    /// Problems with the batch they belong to.
    problems: Vec<(u64, Problem)>,
    /// The same of notes.
    notes: Vec<(u64, (ProblemKind, String))>,
    annotated: Annotated,
}

/// The structure of the title and the text of a document, where there are both.
const FIELD: &str = "field";

/// Reads all documents of a reader into a corpus in memory. Work is shared out over the current
/// rayon pool; the corpus is the same for any number of threads.
///
/// The title of a document, where a title field is named, is indexed as its first paragraph and
/// also kept as the metadata field `title`.
///
/// `on_progress` is called after each batch and when reading has ended.
///
/// Memory: besides the corpus, what [`Room::for_threads`] has room for, or the largest record; and
/// the next one while it is read.
///
/// # Errors
/// When the input cannot be read, a record is bad and the reader is strict, there is no document
/// at all, or there are too many types for one corpus.
///
/// ```
/// use siyaq::reader::{Reader, ReaderOptions};
/// use siyaq::{IndexOptions, build};
///
/// let jsonl = "{\"id\": \"1\", \"text\": \"قال الوزير كلمة.\"}\n";
/// let reader = Reader::from_read("news.jsonl", jsonl.as_bytes(), ReaderOptions::default())?;
/// let built = build(reader, &IndexOptions::default(), &|_| ())?;
/// assert_eq!((built.report.documents, built.report.lines), (1, 1));
/// // Three words and a full stop.
/// assert_eq!(built.corpus.into_corpus()?.token_count(), 4);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn build(
    reader: Reader,
    options: &IndexOptions,
    on_progress: &(dyn Fn(Stage) + Sync),
) -> Result<Built, PipelineError> {
    let (builder, shards, report) = read(reader, options, on_progress)?;
    Ok(Built { corpus: builder.finish(shards)?, report })
}

/// Reads all documents of a reader into a corpus on disk, as [`build`] does in memory. Files are
/// written while others are made; the corpus takes its place when it is complete. With `replace`,
/// a corpus that is there already is replaced.
///
/// # Errors
/// As [`build`]; when `folder` exists and may not be replaced, or something cannot be written.
///
/// ```
/// use siyaq::index::Corpus;
/// use siyaq::reader::{Reader, ReaderOptions};
/// use siyaq::{IndexOptions, build_into};
///
/// let folder = tempfile::tempdir()?;
/// let place = folder.path().join("news");
/// let jsonl = "{\"id\": \"1\", \"text\": \"قال الوزير كلمة.\"}\n";
/// let reader = Reader::from_read("news.jsonl", jsonl.as_bytes(), ReaderOptions::default())?;
/// build_into(reader, &IndexOptions::default(), &place, false, &|_| ())?;
/// assert_eq!(Corpus::open(&place)?.document_count(), 1);
/// // What is there already stays unless it is to be replaced.
/// let again = Reader::from_read("news.jsonl", jsonl.as_bytes(), ReaderOptions::default())?;
/// assert!(build_into(again, &IndexOptions::default(), &place, false, &|_| ()).is_err());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn build_into(
    reader: Reader,
    options: &IndexOptions,
    folder: &Path,
    replace: bool,
    on_progress: &(dyn Fn(Stage) + Sync),
) -> Result<(Manifest, ReadReport), PipelineError> {
    // Said before the work is done, not after.
    check_target(folder, replace)?;
    let (builder, shards, report) = read(reader, options, on_progress)?;
    Ok((builder.write(shards, folder, replace)?, report))
}

fn read(
    mut reader: Reader,
    options: &IndexOptions,
    on_progress: &(dyn Fn(Stage) + Sync),
) -> Result<(CorpusBuilder, Vec<Shard>, ReadReport), PipelineError> {
    refuse_corpora(&reader)?;
    let layers = options.layers.iter().map(|layer| layer.rule(&options.segmentation));
    let layers = layers.collect::<Result<Vec<_>, _>>()?;
    let asked = reader.asked();
    for option in of_tokenizer(&options.tokenizer) {
        asked.also(option, &TOKENISED);
    }
    let tokenizer = Tokenizer::new(options.tokenizer);
    let read_options = reader.options().clone();
    let fields = read_options.all_fields();
    if fields.iter().any(|field| field.name == "id") {
        let message = "the field \"id\" is always kept, as the id of the document: leave it out";
        return Err(ReaderError::from(ReaderErrorKind::Options { message: message.into() }).into());
    }
    let with_title =
        read_options.title_field.is_some() && fields.iter().all(|field| field.name != "title");
    let with_fields = read_options.title_field.is_some();
    let workers: Vec<Mutex<Worker>> =
        (0..rayon::current_num_threads()).map(|_| Mutex::default()).collect();
    let documents = AtomicU64::new(0);
    let take_batch = |batch: Result<Batch, ReaderError>| -> Result<(), PipelineError> {
        let batch = batch?;
        let worker = workers.get(rayon::current_thread_index().unwrap_or(0));
        let Some(worker) = worker.or_else(|| workers.first()) else { return Ok(()) };
        // A worker that panicked takes the whole build down with it, so its state is never used.
        let mut worker = worker.lock().unwrap_or_else(PoisonError::into_inner);
        let read = take(&mut worker, batch, &tokenizer, (with_title, with_fields))?;
        worker.shard.check()?;
        let before = documents.fetch_add(read, Ordering::Relaxed);
        on_progress(Stage::Reading { documents: before + read });
        Ok(())
    };
    // A thread of its own keeps some batches ready, so that no worker waits for the input. Batches
    // are as large as their largest record, so their bytes are bounded too.
    let (ready, batches) = mpsc::sync_channel(workers.len() + 1);
    let (source, room) = (reader.by_ref(), Room::for_threads(workers.len()));
    let send = move |batch: Result<Batch, ReaderError>| {
        let share = room.take(batch.as_ref().map_or(0, Batch::raw_bytes));
        ready.send((batch, share))
    };
    std::thread::scope(|scope| {
        scope.spawn(move || source.map(send).find(Result::is_err));
        // The share is given back when the batch has been taken, or lost with an error.
        batches.into_iter().par_bridge().try_for_each(|(batch, _share)| take_batch(batch))
    })?;
    let workers = workers
        .into_iter()
        .map(|worker| worker.into_inner().unwrap_or_else(PoisonError::into_inner));
    let (mut shards, mut report, annotated) = joined(workers);
    for problem in asked.told(read_options.strict)? {
        *report.counts.entry(problem.kind).or_default() += 1;
        report.first.push(problem);
    }
    if report.documents == 0 {
        return Err(no_documents(&report).into());
    }
    on_progress(Stage::Merging { documents: report.documents });
    repeated_ids(&mut shards).into_iter().for_each(|finding| report.add(finding));
    let mut fields = fields;
    let columns = annotated.settle(&mut shards, &mut fields)?;
    let ordered = order_dates(&mut shards, &fields);
    ordered.into_iter().for_each(|finding| report.add(finding));
    hijri_dates(&mut shards, &fields).into_iter().for_each(|finding| report.add(finding));
    let mut build = BuildOptions::default();
    build.layers = layers;
    build.fields = fields;
    if with_title {
        build.fields.push(FieldSpec { name: "title".to_owned(), kind: FieldKind::String });
    }
    build.tool_version = VERSION.to_owned();
    build.options = options_record(&read_options, options, columns.is_some());
    build.columns = columns.unwrap_or_default();
    build.sources = source_records(&reader);
    build.problems = report
        .counts
        .iter()
        .map(|(kind, count)| ProblemCount { problem: kind.name().to_owned(), count: *count })
        .collect();
    Ok((CorpusBuilder::new(build), shards, report))
}

/// The formats whose texts are tokenised; the others come with their tokens.
const TOKENISED: [Format; 4] = [Format::Text, Format::Jsonl, Format::Csv, Format::Tsv];

/// The options of the tokeniser that were given, by their names in requests.
fn of_tokenizer(options: &TokenizerOptions) -> impl Iterator<Item = &'static str> {
    let usual = TokenizerOptions::default();
    let all = [
        ("newline", options.newline != usual.newline),
        ("no_collapse", options.collapse_runs != usual.collapse_runs),
        ("break_on_semicolon", options.break_on_semicolon != usual.break_on_semicolon),
        ("break_on_colon", options.break_on_colon != usual.break_on_colon),
    ];
    all.into_iter().filter(|(_, given)| *given).map(|(option, _)| option)
}

/// Refuses the files of a corpus, which are no text.
///
/// # Errors
/// When a file that the reader is to read is part of a corpus.
pub fn refuse_corpora(reader: &Reader) -> Result<(), PipelineError> {
    match corpus_among(reader.waiting()) {
        Some(path) => Err(PipelineErrorKind::CorpusAmongInputs { path }.into()),
        None => Ok(()),
    }
}

fn no_documents(report: &ReadReport) -> PipelineErrorKind {
    let problems = if report.counts.is_empty() {
        "the input is empty".to_owned()
    } else {
        let first = report.first.first().map(|problem| format!("; the first: {problem}"));
        let missing = report.first.iter().find(|problem| problem.kind == ProblemKind::MissingField);
        let missing = missing.map(|problem| format!("; {}", problem.message));
        report.summary() + &first.unwrap_or_default() + &missing.unwrap_or_default()
    };
    PipelineErrorKind::NoDocuments { problems }
}

fn source_records(reader: &Reader) -> Vec<SourceRecord> {
    let record = |source: &siyaq_reader::Source| SourceRecord {
        path: source.name(),
        bytes: source.size,
        blake3: source.blake3.clone(),
        encoding: source.encoding.to_string(),
        compression: source.compression.to_string(),
    };
    reader.sources().iter().map(record).collect()
}

/// Tokenises the documents of a batch into the shard of a worker, and says how many there were.
fn take(
    worker: &mut Worker,
    batch: Batch,
    tokenizer: &Tokenizer,
    (with_title, with_fields): (bool, bool),
) -> Result<u64, PipelineError> {
    let Worker { shard, report, problems, notes, annotated } = worker;
    let ordinal = batch.ordinal();
    let before = report.documents;
    report.bytes += batch.raw_bytes();
    shard.start_batch(ordinal);
    let mut failed = None;
    let mut number = 0;
    let parsed = batch.parse_each(|mut document| {
        report.documents += 1;
        number += 1;
        if let Some(annotation) = document.annotation.take() {
            let attributes = annotation.attributes.clone();
            annotated.add((ordinal, number - 1), &annotation.columns, attributes);
            shard.start_document(document);
            if let Err(error) = push_annotated(shard, tokenizer, *annotation) {
                failed.get_or_insert(error);
            }
            return;
        }
        let text = std::mem::take(&mut document.text);
        let title = document.title.take();
        if with_title {
            document.metadata.push(title.clone().map(MetaValue::String));
        }
        let id = document.id.clone();
        shard.start_document(Document { text: String::new(), title: None, ..document });
        let mut words = Words::default();
        if let Some(title) = &title {
            shard.open(FIELD, &[("name", "title")]);
            push(shard, tokenizer, title, Boundary::Document, &mut words);
            shard.close(FIELD);
        }
        if with_fields {
            shard.open(FIELD, &[("name", "body")]);
        }
        // The text starts a paragraph of its own; without a title, the document.
        push(shard, tokenizer, &text, Boundary::Paragraph, &mut words);
        if with_fields {
            shard.close(FIELD);
        }
        for kind in words.doubts(&text) {
            *report.counts.entry(kind).or_default() += 1;
            if notes.len() < ReadReport::KEPT {
                notes.push((ordinal, (kind, id.clone())));
            }
        }
    });
    let parsed = parsed.checked()?;
    if let Some(error) = failed {
        return Err(error);
    }
    report.lines += parsed.lines;
    report.records += parsed.records;
    for problem in parsed.problems {
        *report.counts.entry(problem.kind).or_default() += 1;
        if problems.len() < ReadReport::KEPT {
            problems.push((ordinal, problem));
        }
    }
    Ok(report.documents - before)
}

/// The words of a document by their letters.
#[derive(Default)]
struct Words {
    arabic: u64,
    other: u64,
}

impl Words {
    /// What makes a document suspicious: few of its words are Arabic, or many of its letters are
    /// marks that stand for letters lost before.
    fn doubts(&self, text: &str) -> impl Iterator<Item = ProblemKind> {
        let marks = text.bytes().filter(|byte| *byte == b'?').count()
            + text.matches(char::REPLACEMENT_CHARACTER).count();
        // A tenth of the letters; the letters are counted only where that may be.
        let lost = marks > 2 && marks * 20 > text.len() && {
            let letters = text.chars().filter(|letter| !letter.is_whitespace()).count();
            marks * 10 > letters
        };
        let foreign = self.arabic < self.other;
        let foreign = foreign.then_some(ProblemKind::NotArabic);
        foreign.into_iter().chain(lost.then_some(ProblemKind::LostLetters))
    }
}

fn push(shard: &mut Shard, tokenizer: &Tokenizer, text: &str, first: Boundary, words: &mut Words) {
    let mut end = 0;
    tokenizer.tokenize_with(text, |token| {
        words.arabic += u64::from(token.class == TokenClass::ArabicWord);
        words.other += u64::from(token.class == TokenClass::OtherWord);
        let boundary = if token.boundary == Boundary::Document { first } else { token.boundary };
        // A title and the text after it are two paragraphs, whatever stands between them.
        let space_before = token.space_before
            || boundary == Boundary::Paragraph
            || has_control(text.get(end..token.span.start as usize));
        end = token.span.end as usize;
        if let Some(rest) = text.get(token.span.start as usize..) {
            let len = token.span.byte_len() as usize;
            shard.push_from(rest, len, token.class, boundary, space_before);
        }
    });
}

/// Whether a control character lies between two tokens: it parts them as a space does, and is shown as one.
fn has_control(gap: Option<&str>) -> bool {
    gap.is_some_and(|gap| gap.chars().any(char::is_control))
}

fn joined(workers: impl Iterator<Item = Worker>) -> (Vec<Shard>, ReadReport, Annotated) {
    let mut report = ReadReport::default();
    let mut annotated = Annotated::default();
    let mut shards = Vec::new();
    let mut problems = Vec::new();
    let mut notes = Vec::new();
    for worker in workers {
        shards.push(worker.shard);
        report.documents += worker.report.documents;
        report.bytes += worker.report.bytes;
        report.lines += worker.report.lines;
        report.records += worker.report.records;
        for (kind, count) in worker.report.counts {
            *report.counts.entry(kind).or_default() += count;
        }
        problems.extend(worker.problems);
        notes.extend(worker.notes);
        annotated.merge(worker.annotated);
    }
    // Batches of a worker ascend, so the first problems of each include the first of all.
    problems.sort_by_key(|(ordinal, _)| *ordinal);
    problems.truncate(ReadReport::KEPT);
    notes.sort_by_key(|(ordinal, _)| *ordinal);
    notes.truncate(ReadReport::KEPT);
    report.notes = notes.into_iter().map(|(_, note)| note).collect();
    report.first = problems.into_iter().map(|(_, problem)| problem).collect();
    (shards, report, annotated)
}

/// Everything that decides what the corpus is, for its manifest.
///
/// Tokens that came with their texts were cut by nobody's rules that are known, and no query is.
fn options_record(
    reader: &ReaderOptions,
    options: &IndexOptions,
    annotated: bool,
) -> serde_json::Value {
    let fields: Vec<String> = reader.fields.iter().map(ToString::to_string).collect();
    let layers: Vec<&str> = options.layers.iter().map(|layer| layer.name()).collect();
    let mut record = serde_json::json!({
        "input_format": reader.format.to_string(),
        "encoding": reader.encoding.to_string(),
        "split": reader.split.to_string(),
        "text_field": reader.text_field,
        "id_field": reader.id_field,
        "title_field": reader.title_field,
        "meta": fields,
        "meta_path": reader.path_fields.as_ref().map(ToString::to_string),
        "delimiter": reader.delimiter,
        "quoting": reader.quoting.to_string(),
        "date_order": reader.date_order.to_string(),
        "record_limit": reader.record_limit,
        "strict": reader.strict,
        "collapse_runs": options.tokenizer.collapse_runs,
        "newline": options.tokenizer.newline.name(),
        "break_on_semicolon": options.tokenizer.break_on_semicolon,
        "break_on_colon": options.tokenizer.break_on_colon,
        "layers": layers,
    });
    if let Some(record) = record.as_object_mut() {
        if annotated {
            for name in ["collapse_runs", "newline", "break_on_semicolon", "break_on_colon"] {
                record.remove(name);
            }
            record.insert("tokens".to_owned(), "annotated".into());
        }
        if !reader.columns.is_empty() {
            record.insert("columns".to_owned(), reader.columns.clone().into());
        }
    }
    record
}
