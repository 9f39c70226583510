//! The reader as its users see it.

#![expect(clippy::unwrap_used, reason = "helpers of tests fail by panicking")]

mod annotated;
mod asked;
mod batches;
mod broken;
mod formats;
mod inputs;
mod problems;
mod tables;

use siyaq_reader::{Problem, ProblemKind, Reader, ReaderError, ReaderOptions};
use siyaq_types::Document;
use std::io::Write;

/// Everything a reader gives, parsed in order.
#[derive(Debug, Default, PartialEq)]
struct Outcome {
    documents: Vec<Document>,
    problems: Vec<Problem>,
}

impl Outcome {
    fn ids(&self) -> Vec<&str> {
        self.documents.iter().map(|document| document.id.as_str()).collect()
    }

    fn texts(&self) -> Vec<&str> {
        self.documents.iter().map(|document| document.text.as_str()).collect()
    }

    fn kinds(&self) -> Vec<ProblemKind> {
        self.problems.iter().map(|problem| problem.kind).collect()
    }

    fn messages(&self) -> Vec<String> {
        self.problems.iter().map(Problem::to_string).collect()
    }
}

/// Reads to the end, or to an error.
fn drain(reader: &mut Reader) -> (Outcome, Option<ReaderError>) {
    let mut outcome = Outcome::default();
    for (ordinal, batch) in reader.enumerate() {
        let batch = match batch {
            Ok(batch) => batch,
            Err(error) => return (outcome, Some(error)),
        };
        assert_eq!(batch.ordinal(), ordinal as u64);
        let parsed = batch.parse();
        outcome.documents.extend(parsed.documents);
        outcome.problems.extend(parsed.problems);
    }
    (outcome, None)
}

fn read(name: &str, bytes: &[u8], options: &ReaderOptions) -> Outcome {
    let mut reader = Reader::from_read(name, cursor(bytes), options.clone()).unwrap();
    let (outcome, error) = drain(&mut reader);
    assert!(error.is_none(), "{error:?}");
    outcome
}

/// The error that ends the reading, and what came before it.
fn fail(name: &str, bytes: &[u8], options: &ReaderOptions) -> (Outcome, ReaderError) {
    let mut reader = Reader::from_read(name, cursor(bytes), options.clone()).unwrap();
    let (outcome, error) = drain(&mut reader);
    assert!(reader.next().is_none(), "an error ends the reading");
    (outcome, error.unwrap())
}

fn cursor(bytes: &[u8]) -> std::io::Cursor<Vec<u8>> {
    std::io::Cursor::new(bytes.to_vec())
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

fn zstd(bytes: &[u8]) -> Vec<u8> {
    zstd::encode_all(bytes, 1).unwrap()
}

fn utf16(text: &str, big: bool, mark: bool) -> Vec<u8> {
    let mark = mark.then_some(0xfeff);
    let units = mark.into_iter().chain(text.encode_utf16());
    units.flat_map(|unit| if big { unit.to_be_bytes() } else { unit.to_le_bytes() }).collect()
}

/// Sentences of Arabic, different for each number and hard to compress.
fn sentence(number: u64) -> String {
    const WORDS: &[&str] = &[
        "الحكومة",
        "الوزير",
        "أعلن",
        "اليوم",
        "عن",
        "خطة",
        "جديدة",
        "لدعم",
        "التعليم",
        "في",
        "البلاد",
        "وقال",
        "إن",
        "المجلس",
        "سيناقش",
        "مشروع",
        "القانون",
        "غدا",
    ];
    let mut state = number.wrapping_mul(0x9e37_79b9_7f4a_7c15).wrapping_add(1);
    let mut text = format!("خبر {number}:");
    for _ in 0..12 {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        text.push(' ');
        text.push_str(WORDS[usize::try_from(state % WORDS.len() as u64).unwrap()]);
    }
    text
}

/// JSONL of so many documents.
fn jsonl(count: u64) -> String {
    (0..count).map(|n| format!("{{\"id\": \"d{n}\", \"text\": \"{}\"}}\n", sentence(n))).collect()
}
