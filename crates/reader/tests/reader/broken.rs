//! Compressed files that break off, and bytes of any kind.

use crate::{drain, fail, gzip, jsonl, read, zstd};
use flate2::read::MultiGzDecoder;
use proptest::prelude::*;
use siyaq_reader::{Format, ProblemKind, Reader, ReaderErrorKind, ReaderOptions, Severity, Split};
use std::io::Read;

/// What a decompressor gives before it fails.
fn before_the_break(mut decoder: impl Read) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut piece = [0; 4096];
    while let Ok(count @ 1..) = decoder.read(&mut piece) {
        bytes.extend_from_slice(&piece[..count]);
    }
    bytes
}

fn check_cut(packed: &[u8], available: &[u8], all: &str) {
    let complete = available.iter().filter(|&&byte| byte == b'\n').count();
    let outcome =
        read("n", packed, &ReaderOptions::default().batch_bytes(20_000).format(Format::Jsonl));
    assert_eq!(outcome.documents.len(), complete);
    let expected = read("n", all.as_bytes(), &ReaderOptions::default());
    assert_eq!(outcome.documents, expected.documents[..complete]);
    assert_eq!(outcome.kinds(), [ProblemKind::Truncated]);
    let problem = &outcome.problems[0];
    assert_eq!(problem.severity, Severity::Truncated);
    assert_eq!(problem.byte, available.len() as u64);
    assert_eq!(problem.line, complete as u64 + 1);

    let strict = ReaderOptions::default().strict(true).batch_bytes(20_000).format(Format::Jsonl);
    let (before, error) = fail("n", packed, &strict);
    assert_eq!(before.documents.len(), complete);
    assert!(
        matches!(error.kind(), ReaderErrorKind::Strict { problem } if problem.path.as_os_str() == "n")
    );
}

#[test]
fn all_records_before_the_break_are_delivered() {
    let all = jsonl(6_000);
    let (gz, zst) = (gzip(all.as_bytes()), zstd(all.as_bytes()));
    let mut delivered = 0;
    for eighth in 1..8 {
        let cut = &gz[..gz.len() * eighth / 8];
        let available = before_the_break(MultiGzDecoder::new(cut));
        delivered += available.len();
        check_cut(cut, &available, &all);
        let cut = &zst[..zst.len() * eighth / 8];
        let available = before_the_break(zstd::Decoder::new(cut).unwrap());
        delivered += available.len();
        check_cut(cut, &available, &all);
    }
    assert!(delivered > all.len() * 4, "the breaks leave something to deliver");
    // Only the check sum is missing.
    check_cut(&gz[..gz.len() - 4], all.as_bytes(), &all);
}

#[test]
fn every_cut_of_a_small_file_is_noticed() {
    let text = "{\"text\": \"أول\"}\n{\"text\": \"ثان\"}\n";
    for packed in [gzip(text.as_bytes()), zstd(text.as_bytes())] {
        for length in 4..packed.len() {
            let options = ReaderOptions::default().format(Format::Jsonl);
            let outcome = read("n", &packed[..length], &options);
            assert_eq!(outcome.kinds(), [ProblemKind::Truncated], "{length}");
        }
    }
}

#[test]
fn damage_is_noticed() {
    let all = jsonl(3_000);
    for mut packed in [gzip(all.as_bytes()), zstd(all.as_bytes())] {
        let middle = packed.len() / 2;
        for byte in &mut packed[middle..middle + 8] {
            *byte ^= 0x55;
        }
        let mut reader =
            Reader::from_read("n", crate::cursor(&packed), ReaderOptions::default()).unwrap();
        let (outcome, error) = drain(&mut reader);
        assert!(error.is_none());
        let last = outcome.problems.last().unwrap();
        assert_eq!(last.severity, Severity::Truncated, "{last}");
        // The hash is that of the whole file all the same.
        assert_eq!(reader.sources()[0].blake3, blake3::hash(&packed).to_hex().as_str());
    }
}

#[test]
fn bytes_after_the_end_cost_no_record() {
    let text = "{\"text\": \"أول\"}\n{\"text\": \"ثان\"}".as_bytes();
    for packed in [gzip(text), zstd(text)] {
        for tail in [&[0u8; 512][..], &[0], b"rubbish", b"\x1f", &[0; 4096]] {
            let bytes = [&packed, tail].concat();
            let mut reader =
                Reader::from_read("n", crate::cursor(&bytes), ReaderOptions::default()).unwrap();
            let (outcome, error) = drain(&mut reader);
            assert!(error.is_none());
            assert_eq!(outcome.texts(), ["أول", "ثان"], "{tail:?}");
            assert_eq!(outcome.kinds(), [ProblemKind::TrailingBytes]);
            let told = outcome.problems[0].message.clone();
            assert!(told.starts_with(&tail.len().to_string()), "{told}");
            assert_eq!(reader.sources()[0].blake3, blake3::hash(&bytes).to_hex().as_str());
        }
        // Members in a row are one text, and what breaks off is no rubbish.
        let twice = [&packed[..], &packed].concat();
        let outcome = read("n.txt", &twice, &ReaderOptions::default().format(Format::Text));
        assert_eq!(outcome.texts(), [String::from_utf8([text, text].concat()).unwrap()]);
        let cut = read("n", &twice[..packed.len() + 4], &ReaderOptions::default());
        assert_eq!(cut.kinds(), [ProblemKind::Truncated]);
    }
}

/// Bytes that fail once at a place and then go on.
struct FailsOnce {
    bytes: std::io::Cursor<Vec<u8>>,
    at: u64,
    kind: Option<std::io::ErrorKind>,
}

impl Read for FailsOnce {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let left = usize::try_from(self.at.saturating_sub(self.bytes.position())).unwrap();
        if left == 0
            && let Some(kind) = self.kind.take()
        {
            return Err(kind.into());
        }
        let most = if left == 0 { buffer.len() } else { left.min(buffer.len()) };
        self.bytes.read(&mut buffer[..most])
    }
}

#[test]
fn a_cut_document_is_left_out_and_told() {
    let packed = gzip("نص طويل".repeat(1000).as_bytes());
    let outcome = read("n", &packed[..packed.len() - 9], &ReaderOptions::default());
    assert!(outcome.documents.is_empty());
    assert!(outcome.problems[0].message.contains("is left out"), "{:?}", outcome.problems);
    let packed = gzip(b"id,text");
    let outcome = read("n.csv", &packed[..packed.len() - 3], &ReaderOptions::default());
    assert_eq!(outcome.kinds(), [ProblemKind::Truncated]);
}

#[test]
fn a_packed_file_is_told_wherever_it_is_cut() {
    for packed in [gzip("نص".as_bytes()), zstd("نص".as_bytes())] {
        for length in 2..packed.len() {
            let outcome = read("n", &packed[..length], &ReaderOptions::default());
            assert_eq!(
                outcome.kinds().first(),
                Some(&ProblemKind::Truncated),
                "{length} {packed:x?}"
            );
        }
    }
}

/// Bytes of any kind, in which those that mean something to a format are frequent.
fn bytes() -> impl Strategy<Value = Vec<u8>> {
    let piece = prop_oneof![
        4 => prop::sample::select(vec![
            "{", "}", "\"", "\"text\"", "text", "id", ":", ",", "\t", "\n", "\n\n", "\r\n", "\\", "\\u",
            "\\ud83d", "\\u0000", "[", "]", "\0", "\u{feff}", "ا", "نص", "1", " ", "{\"text\":\"",
            "{\"text\": \"نص\"}\n",
        ]).prop_map(|piece| piece.as_bytes().to_vec()),
        1 => prop::collection::vec(any::<u8>(), 1..4),
    ];
    prop::collection::vec(piece, 0..80).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    /// Nothing panics, and neither documents nor problems depend on the size of batches.
    #[test]
    fn any_bytes_are_read(bytes in bytes(), split in 0usize..3, format in 0usize..5, pack in 0u8..3) {
        let bytes = match pack {
            0 => bytes,
            1 => gzip(&bytes),
            _ => zstd(&bytes),
        };
        let format = Format::ALL[format];
        let options = ReaderOptions::default().format(format);
        let options = match format {
            Format::Auto => options,
            Format::Text => options.split(Split::ALL[split]),
            _ => options.fields(vec!["n:int".parse().unwrap()]),
        };
        let outcome = |batch: usize| {
            let options = options.clone().batch_bytes(batch);
            let mut reader = Reader::from_read("n", crate::cursor(&bytes), options).unwrap();
            let (outcome, error) = drain(&mut reader);
            (outcome, error.map(|error| error.to_string()))
        };
        let whole = outcome(1 << 20);
        prop_assert_eq!(&outcome(1), &whole);
        prop_assert_eq!(&outcome(13), &whole);
    }

    /// A read that fails is an error after whole records, wherever it fails; an interruption is none.
    #[test]
    fn a_failing_read_swallows_nothing(at in 0u64..400, pack in 0u8..4, batch in 1usize..300) {
        let text = jsonl(3);
        let bytes = match pack {
            0 => text.clone().into_bytes(),
            1 => gzip(text.as_bytes()),
            2 => zstd(text.as_bytes()),
            _ => crate::utf16(&text, false, true),
        };
        let at = at % bytes.len() as u64;
        let all = read("n", text.as_bytes(), &ReaderOptions::default());
        let outcome = |kind| {
            let failing = FailsOnce { bytes: crate::cursor(&bytes), at, kind: Some(kind) };
            let options = ReaderOptions::default().batch_bytes(batch).format(Format::Jsonl);
            match Reader::from_read("n", failing, options) {
                Ok(mut reader) => drain(&mut reader),
                Err(error) => (crate::Outcome::default(), Some(error)),
            }
        };
        let (whole, error) = outcome(std::io::ErrorKind::Interrupted);
        prop_assert!(error.is_none());
        prop_assert_eq!(whole.texts(), all.texts());
        let (before, error) = outcome(std::io::ErrorKind::TimedOut);
        prop_assert!(error.is_some());
        prop_assert_eq!(before.texts(), all.texts()[..before.documents.len()].to_vec());
        let complete = bytes[..usize::try_from(at).unwrap()].iter().filter(|byte| **byte == b'\n');
        if pack == 0 {
            prop_assert_eq!(before.documents.len(), complete.count());
        }
    }

    /// Nor does anything panic where the compressed data are of any kind.
    #[test]
    fn any_compressed_bytes_are_read(tail in prop::collection::vec(any::<u8>(), 0..200), magic in 0usize..3) {
        let heads: [&[u8]; 3] = [b"\x1f\x8b\x08\0\0\0\0\0\0\x03", b"\x28\xb5\x2f\xfd", b"\x50\x2a\x4d\x18"];
        let bytes = [heads[magic], &tail].concat();
        let mut reader = Reader::from_read("n", crate::cursor(&bytes), ReaderOptions::default()).unwrap();
        let (outcome, error) = drain(&mut reader);
        prop_assert!(error.is_some() || !outcome.problems.is_empty() || !outcome.documents.is_empty());
    }
}
