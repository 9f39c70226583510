//! What the examples share: a corpus of the two sample newspapers.
//!
//! `05_index.rs` goes through the steps of it one by one.

use siyaq::index::Corpus;
use siyaq::reader::{Input, Reader, ReaderOptions};
use siyaq::{IndexOptions, build};
use std::error::Error;
use std::path::{Path, PathBuf};

/// A file of the folder `datasets`.
#[must_use]
pub fn dataset(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../datasets").join(name)
}

/// «الأفق المغاربي» and «منبر المشرق», indexed in memory with their titles and metadata.
///
/// # Errors
/// When the files are not where they should be.
pub fn papers() -> Result<Corpus, Box<dyn Error>> {
    let inputs = ["alufuq.jsonl", "minbar.jsonl"].map(|name| Input::Path(dataset(name)));
    let options = ReaderOptions::default().title_field(Some("title".to_owned())).fields(vec![
        "source".parse()?,
        "date:date".parse()?,
        "category".parse()?,
    ]);
    let reader = Reader::open(inputs.to_vec(), options)?;
    Ok(build(reader, &IndexOptions::default(), &|_| ())?.corpus.into_corpus()?)
}
