//! Bytes of any format become the same documents however they are cut into batches, and the
//! documents of JSONL are those of its lines.

use super::choices::Choices;
use siyaq::reader::{DateOrder, Encoding, Format, Header, Quoting, Reader, ReaderOptions, Split};
use siyaq::types::Document;
use std::io::{Cursor, Read};

/// Decompressed bytes beyond this are not read on: a few bytes of zstd may stand for gigabytes.
const MOST_READ: u64 = 4 << 20;

/// The options that the first bytes choose.
pub(crate) fn options(choices: &mut Choices<'_>) -> ReaderOptions {
    let format = choices.one_of(Format::ALL);
    let mut options =
        ReaderOptions::default().format(format).encoding(choices.one_of(Encoding::ALL));
    // Options that the format has no use for are refused.
    let split = choices.one_of(Split::ALL);
    if format == Format::Text {
        options = options.split(split);
    }
    let (header, quoting) = (choices.one_of(Header::ALL), choices.one_of(Quoting::ALL));
    let delimiter =
        choices.one_of(&[None, None, None, Some(';'), Some('|'), Some('\t'), Some('"')]);
    if matches!(format, Format::Csv | Format::Tsv) {
        options = options.header(header).quoting(quoting).delimiter(delimiter);
    }
    if format == Format::Vertical {
        options = options.columns(vec!["word".to_owned(), "lemma".to_owned()]);
    }
    let order = choices.one_of(DateOrder::ALL);
    options = options.record_limit(choices.one_of(&[1 << 20, 1 << 20, 1 << 20, 64, 1, 0]));
    let flags = choices.byte();
    options.strict = flags & 1 == 1;
    let records = matches!(format, Format::Jsonl | Format::Csv | Format::Tsv);
    if flags & 2 == 2 && records {
        options = options.title_field(Some("title".to_owned()));
    }
    if flags & 4 == 4 && !matches!(format, Format::Auto | Format::Text) {
        let fields = ["source", "date:date", "n:int"];
        let fields = fields.map(|field| field.parse().expect("a field")).to_vec();
        options = options.fields(fields).date_order(order);
    }
    if flags & 8 == 8 && records {
        // The columns of a table without names are called by their numbers.
        options = options.text_field("1").id_field("2");
    }
    options
}

/// A name with one of the endings that say something.
pub(crate) fn name(choices: &mut Choices<'_>) -> &'static str {
    choices.one_of(&["a.jsonl", "a.txt", "a.csv", "a.tsv", "a", "a.json.gz", "a.csv.zst"])
}

/// Gives a few bytes at a time, as a pipe may.
struct Trickle(Cursor<Vec<u8>>, usize);

impl Read for Trickle {
    fn read(&mut self, out: &mut [u8]) -> std::io::Result<usize> {
        let most = self.1.min(out.len());
        self.0.read(&mut out[..most])
    }
}

#[derive(Debug, Default, PartialEq)]
struct Found {
    documents: Vec<Document>,
    problems: Vec<String>,
    lines: u64,
    records: u64,
    error: Option<String>,
    cut: bool,
}

fn read(name: &str, bytes: &[u8], options: ReaderOptions, at_once: usize) -> Option<Found> {
    let bytes = Trickle(Cursor::new(bytes.to_vec()), at_once);
    let strict = options.strict;
    let fields = options.all_fields();
    let mut found = Found::default();
    let mut raw = 0;
    for batch in Reader::from_read(name, bytes, options).ok()? {
        let parsed = match batch {
            Ok(batch) => {
                raw += batch.raw_bytes();
                batch.parse()
            }
            Err(error) => {
                found.error = Some(error.to_string());
                break;
            }
        };
        for document in &parsed.documents {
            assert_eq!(document.metadata.len(), fields.len());
            for (value, field) in document.metadata.iter().zip(&fields) {
                let Some(value) = value else { continue };
                assert!(field.kind.parse(&value.to_string()).is_some(), "{field}: {value:?}");
            }
        }
        found.lines += parsed.lines;
        found.records += parsed.records;
        found.problems.extend(parsed.problems.iter().map(ToString::to_string));
        match parsed.checked() {
            Ok(parsed) => found.documents.extend(parsed.documents),
            Err(error) => {
                found.error = Some(error.to_string());
                break;
            }
        }
        if raw > MOST_READ {
            found.cut = true;
            break;
        }
    }
    assert!(strict || found.error.is_some() || found.records >= found.documents.len() as u64);
    Some(found)
}

/// Checks one input.
pub fn check(data: &[u8]) {
    let mut choices = Choices::new(data);
    let options = options(&mut choices);
    let name = name(&mut choices);
    let small = choices.one_of(&[1, 64, 4096]);
    let bytes = choices.bytes(16 << 10);
    let whole = read(name, bytes, options.clone(), usize::MAX);
    let parts = read(name, bytes, options.clone().batch_bytes(small), 1 + small % 61);
    if let (Some(whole), Some(parts)) = (&whole, &parts)
        && !whole.cut
        && !parts.cut
        && !options.strict
        && options.record_limit >= 1 << 20
    {
        assert_eq!(whole, parts);
    }
    assert_eq!(whole.is_some(), parts.is_some());
    if options.format == Format::Jsonl && options.record_limit >= 1 << 20 {
        lines_alone(bytes);
    }
}

/// Each line of JSONL alone gives what an independent parser finds in it, and all lines together
/// give what they give alone.
fn lines_alone(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    let lines: Vec<&str> = text.split('\n').collect();
    if lines.len() > 32 || text.contains(['\u{FEFF}', '\0']) {
        return;
    }
    let options = ReaderOptions::default().format(Format::Jsonl).encoding(Encoding::Utf8);
    let texts = |bytes: &[u8]| -> Vec<String> {
        let found = read("a.jsonl", bytes, options.clone(), usize::MAX).unwrap_or_default();
        found.documents.into_iter().map(|document| document.text).collect()
    };
    let mut alone = Vec::new();
    for line in lines {
        let found = texts(line.as_bytes());
        let value = serde_json::from_str::<serde_json::Value>(line).ok();
        let expected = value.as_ref().and_then(|value| value.get("text")?.as_str());
        if let Some(expected) = expected.filter(|text| !text.trim().is_empty()) {
            assert_eq!(found, [expected], "{line}");
        }
        alone.extend(found);
    }
    assert_eq!(texts(bytes), alone);
}
