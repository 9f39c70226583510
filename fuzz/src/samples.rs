//! The data of the project that targets and seeds are made of.

use siyaq::index::Corpus;
use siyaq::reader::{Format, Reader, ReaderOptions};
use siyaq::{IndexOptions, LayerKind, build};
use std::io::Cursor;
use std::sync::LazyLock;

pub(crate) const MINBAR: &str = include_str!("../../datasets/minbar.jsonl");
pub(crate) const ALUFUQ: &str = include_str!("../../datasets/alufuq.jsonl");
pub(crate) const STOP_WORDS: &str = include_str!("../../datasets/stopwords-ar.txt");
pub(crate) const CASES: [&str; 6] = [
    include_str!("../../datasets/cases/faults.jsonl"),
    include_str!("../../datasets/cases/normalize.jsonl"),
    include_str!("../../datasets/cases/segments.jsonl"),
    include_str!("../../datasets/cases/sentences.jsonl"),
    include_str!("../../datasets/cases/tokens.jsonl"),
    include_str!("../../datasets/cases/feh.tsv"),
];

/// The layers that the targets look at.
pub(crate) const LAYERS: [&str; 6] = ["word", "light", "standard", "broad", "stem", "segments"];

/// A corpus in memory, of the documents that a reader gives.
pub(crate) fn corpus_of(reader: Reader) -> Result<Corpus, siyaq::PipelineError> {
    let mut layers = LayerKind::DEFAULT.to_vec();
    layers.extend([LayerKind::Stem, LayerKind::Segments]);
    let options = IndexOptions::default().layers(layers);
    Ok(build(reader, &options, &|_| ())?.corpus.into_corpus().expect("a new corpus opens"))
}

/// Twelve articles with their metadata, and a field of numbers.
pub(crate) static CORPUS: LazyLock<Corpus> = LazyLock::new(|| {
    let lines = MINBAR.lines().take(6).chain(ALUFUQ.lines().take(6));
    let lines: Vec<String> = (0..)
        .zip(lines)
        .map(|(number, line)| line.replacen('{', &format!("{{\"size\": {number}, "), 1))
        .collect();
    let fields = ["source", "category", "date:date", "size:int"];
    let options = ReaderOptions::default()
        .format(Format::Jsonl)
        .title_field(Some("title".to_owned()))
        .fields(fields.map(|field| field.parse().expect("a field")).to_vec());
    let bytes = Cursor::new(lines.join("\n").into_bytes());
    let reader = Reader::from_read("sample.jsonl", bytes, options).expect("sound options");
    corpus_of(reader).expect("a sound corpus")
});

/// The texts of the cases: what stands in the field `in`.
pub(crate) fn case_texts() -> Vec<String> {
    let lines = CASES.iter().flat_map(|cases| cases.lines());
    let values = lines.filter_map(|line| serde_json::from_str::<serde_json::Value>(line).ok());
    values.filter_map(|case| Some(case.get("in")?.as_str()?.to_owned())).collect()
}

/// The texts of the articles.
pub(crate) fn article_texts() -> Vec<String> {
    let lines = MINBAR.lines().chain(ALUFUQ.lines());
    let values = lines.filter_map(|line| serde_json::from_str::<serde_json::Value>(line).ok());
    values.filter_map(|article| Some(article.get("text")?.as_str()?.to_owned())).collect()
}
