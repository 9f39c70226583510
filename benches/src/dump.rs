//! The text that is measured.

use siyaq::index::Corpus;
use siyaq::reader::{Format, Reader, ReaderOptions};
use siyaq::{IndexOptions, build};
use std::error::Error;
use std::fs;
use std::io::Cursor;
use std::path::Path;
use std::sync::Arc;

/// The samples are repeated until they have about this many bytes.
const SAMPLE_BYTES: usize = 20_000_000;

/// A dump of news, in memory.
#[derive(Clone, Debug)]
pub struct Dump {
    /// What results call it.
    pub name: String,
    /// The records as they stand in the file.
    jsonl: Arc<[u8]>,
    /// The text of each record.
    pub texts: Vec<String>,
}

impl Dump {
    /// The dump that the variable `SIYAQ_BENCH_CORPUS` names, or the samples.
    ///
    /// # Errors
    /// When the file cannot be read, or holds no document.
    pub fn from_environment() -> Result<Self, Box<dyn Error>> {
        match std::env::var_os("SIYAQ_BENCH_CORPUS") {
            Some(path) => Self::open(Path::new(&path)),
            None => Self::samples(),
        }
    }

    /// The dump in a file.
    ///
    /// # Errors
    /// When the file cannot be read, or holds no document.
    pub fn open(path: &Path) -> Result<Self, Box<dyn Error>> {
        let jsonl = fs::read(path).map_err(|error| format!("{}: {error}", path.display()))?;
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        Self::new(name, jsonl)
    }

    /// The sample newspapers, again and again.
    ///
    /// # Errors
    /// When the folder `datasets` is not where it should be.
    pub fn samples() -> Result<Self, Box<dyn Error>> {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../datasets");
        let mut papers = Vec::new();
        for paper in ["alufuq.jsonl", "minbar.jsonl"] {
            papers
                .extend(fs::read(folder.join(paper)).map_err(|error| format!("{paper}: {error}"))?);
        }
        let times = SAMPLE_BYTES / papers.len().max(1);
        Self::new(format!("samples x {times}"), papers.repeat(times))
    }

    fn new(name: String, jsonl: Vec<u8>) -> Result<Self, Box<dyn Error>> {
        let jsonl: Arc<[u8]> = jsonl.into();
        let mut texts = Vec::new();
        for document in reader(&jsonl)?.documents() {
            texts.push(document?.text);
        }
        if texts.is_empty() {
            return Err(format!("{name} holds no document with a field `text`").into());
        }
        Ok(Self { name, jsonl, texts })
    }

    /// Bytes of the records.
    #[must_use]
    pub fn jsonl_bytes(&self) -> u64 {
        self.jsonl.len() as u64
    }

    /// Bytes of the texts, as UTF-8.
    #[must_use]
    pub fn text_bytes(&self) -> u64 {
        self.texts.iter().map(|text| text.len() as u64).sum()
    }

    /// The dump, about to be read from memory as from a file.
    ///
    /// # Errors
    /// Never, as long as the options of the reader fit each other.
    pub fn reader(&self) -> Result<Reader, Box<dyn Error>> {
        reader(&self.jsonl)
    }

    /// A corpus of the dump, in memory.
    ///
    /// # Errors
    /// When the corpus cannot be built.
    pub fn corpus(&self) -> Result<Corpus, Box<dyn Error>> {
        Ok(build(self.reader()?, &IndexOptions::default(), &|_| ())?.corpus.into_corpus()?)
    }
}

fn reader(jsonl: &Arc<[u8]>) -> Result<Reader, Box<dyn Error>> {
    let options = ReaderOptions::default()
        .format(Format::Jsonl)
        .title_field(Some("title".to_owned()))
        .fields(vec!["source".parse()?, "date:date".parse()?]);
    Ok(Reader::from_read("dump.jsonl", Cursor::new(Arc::clone(jsonl)), options)?)
}
