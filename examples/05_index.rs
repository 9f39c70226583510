//! From a dump of articles to a corpus on disk, and back.
//!
//! `cargo run -p siyaq-examples --example 05_index`
#![expect(clippy::print_stdout, reason = "an example shows its results")]

use siyaq::index::{Boundary, Corpus, DocId};
use siyaq::reader::{Input, Reader, ReaderOptions};
use siyaq::{IndexOptions, build};
use siyaq_examples::dataset;
use std::error::Error;
use std::{env, fs, process};

fn main() -> Result<(), Box<dyn Error>> {
    // The format is told by the content of the file. The title is indexed too, as a paragraph of
    // its own; the metadata fields are named with their types.
    let options = ReaderOptions::default().title_field(Some("title".to_owned())).fields(vec![
        "source".parse()?,
        "date:date".parse()?,
        "category".parse()?,
    ]);
    let inputs = vec![Input::Path(dataset("alufuq.jsonl")), Input::Path(dataset("minbar.jsonl"))];
    let reader = Reader::open(inputs, options)?;

    // Reading, tokenising and indexing run on all threads. What was wrong in the input is
    // reported, not passed over in silence.
    let built = build(reader, &IndexOptions::default(), &|_| ())?;
    println!("{} documents, problems: {}", built.report.documents, built.report.problem_count());

    // A corpus is a folder. It is written beside its place and moved there when it is complete.
    let folder = env::temp_dir().join(format!("siyaq-example-{}", process::id()));
    built.corpus.write(&folder, false)?;

    // Opening maps the files into memory, which takes the same time for any size.
    let corpus = Corpus::open(&folder)?;
    let manifest = corpus.manifest();
    let counts = &manifest.counts;
    println!("{} sentences, {} tokens", counts.sentences, counts.tokens);
    for (class, tokens) in &counts.tokens_by_class {
        println!("{tokens:>8}  {class}");
    }
    for layer in corpus.layers() {
        println!("layer {:<9}{:>6} forms", layer.name(), layer.lexicon().len());
    }
    assert_eq!(corpus.document_count(), 419);

    // Every checksum is compared; a byte that changed on disk would be found.
    corpus.verify()?;

    // The text can be read back, word by word, and so can the metadata.
    let documents = corpus.documents()?;
    let first = DocId(0);
    let sentence = corpus.boundaries(Boundary::Sentence).unit(0);
    let words = sentence.map(|pos| corpus.words().lexicon().form(corpus.tokens().get(pos)));
    println!("\n{}: {}", documents.id(first), words.collect::<Vec<_>>().join(" "));
    assert_eq!(documents.id(first), "alufuq-2023-01-03-001");
    assert_eq!(
        documents.value(first, "category").map(|value| value.to_string()),
        Some("environment".to_owned())
    );

    drop(corpus);
    fs::remove_dir_all(&folder)?;
    Ok(())
}
