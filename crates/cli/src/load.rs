//! From an argument to a corpus: opened from its folder, or built in memory from raw files.

use crate::args::ReadingArgs;
use anyhow::{Result, bail};
use siyaq::index::{Corpus, FORMAT_VERSION, IndexErrorKind};
use siyaq::reader::{Input, Reader, ReaderOptions};
use std::ffi::{OsStr, OsString};
use std::path::Path;

/// The version of the format of corpora, for manifests.
pub(crate) const CORPUS_FORMAT: u32 = FORMAT_VERSION;

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

/// The reader of raw files.
pub(crate) fn reader(inputs: &[OsString], reading: &ReadingArgs) -> Result<Reader> {
    let inputs = inputs.iter().map(Input::from_argument).collect();
    Ok(Reader::open(inputs, reading.reader_options())?)
}
