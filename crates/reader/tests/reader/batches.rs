//! Batches come in order, can be parsed anywhere, and their size changes nothing.

use crate::{cursor, drain, jsonl, read, sentence};
use siyaq_reader::{Batch, Format, Reader, ReaderOptions, Split};

#[test]
fn documents_do_not_depend_on_the_size_of_batches() {
    let texts = (0..300).map(|n| sentence(n) + if n % 3 == 0 { "\n\n" } else { "\r\n" });
    let text: String = texts.collect();
    let csv: String = (0..300).map(|n| format!("{n},\"{}\n{n}\"\r\n", sentence(n))).collect();
    let files = [
        ("n.jsonl", jsonl(300), Split::File),
        ("n.csv", format!("id,text\n{csv}"), Split::File),
        ("n.txt", text.clone(), Split::File),
        ("n.txt", text.clone(), Split::Line),
        ("n.txt", text, Split::Blank),
    ];
    for (name, text, split) in files {
        let options = ReaderOptions::default().split(split);
        let whole = read(name, text.as_bytes(), &options);
        assert!(!whole.documents.is_empty() && whole.problems.is_empty());
        for batch in [1, 100, 1_000, 10_000] {
            let options = options.clone().batch_bytes(batch);
            assert_eq!(read(name, text.as_bytes(), &options), whole, "{name} {split} {batch}");
        }
        let windows = encoding_rs::WINDOWS_1256.encode(&text).0.into_owned();
        assert_eq!(read(name, &windows, &options.batch_bytes(700)), whole);
    }
}

#[test]
fn batches_are_of_the_size_asked_for() {
    let text = jsonl(2_000);
    let options = ReaderOptions::default().batch_bytes(10_000);
    let mut reader = Reader::from_read("n", cursor(text.as_bytes()), options).unwrap();
    let sizes: Vec<u64> = reader.by_ref().map(|batch| batch.unwrap().raw_bytes()).collect();
    assert_eq!(sizes.iter().sum::<u64>(), text.len() as u64);
    let (last, others) = sizes.split_last().unwrap();
    assert!(others.iter().all(|size| (9_000..=11_000).contains(size)), "{sizes:?}");
    assert!(*last <= 11_000);
}

#[test]
fn many_small_files_share_a_batch() {
    let folder = tempfile::tempdir().unwrap();
    for number in 0..50 {
        std::fs::write(folder.path().join(format!("{number:02}.txt")), sentence(number)).unwrap();
    }
    let input = siyaq_reader::Input::Path(folder.path().to_owned());
    let mut reader = Reader::open(vec![input], ReaderOptions::default()).unwrap();
    let batches: Vec<Batch> = reader.by_ref().map(Result::unwrap).collect();
    assert_eq!(batches.len(), 1);
    assert_eq!(reader.sources().len(), 50);
    let parsed = batches.into_iter().next().unwrap().parse();
    let ids: Vec<_> = parsed.documents.iter().map(|document| document.id.clone()).collect();
    assert_eq!(ids[..2], ["00.txt", "01.txt"]);
    assert_eq!(parsed.documents[49].text, sentence(49));
}

#[test]
fn batches_are_parsed_on_any_thread() {
    let text = jsonl(1_000);
    let options = ReaderOptions::default().batch_bytes(5_000).format(Format::Jsonl);
    let mut reader = Reader::from_read("n", cursor(text.as_bytes()), options.clone()).unwrap();
    let (expected, _) =
        drain(&mut Reader::from_read("n", cursor(text.as_bytes()), options).unwrap());
    let parts: Vec<_> = std::thread::scope(|scope| {
        let handles: Vec<_> =
            reader.by_ref().map(|batch| scope.spawn(move || batch.unwrap().parse())).collect();
        handles.into_iter().map(|handle| handle.join().unwrap()).collect()
    });
    assert!(parts.iter().enumerate().all(|(place, part)| part.ordinal() == place as u64));
    let documents: Vec<_> = parts.into_iter().flat_map(|part| part.documents).collect();
    assert_eq!(documents, expected.documents);
}

#[test]
fn one_record_may_be_larger_than_a_batch() {
    let long = "كلمة ".repeat(2_000);
    let text = format!("{{\"text\": \"{long}\"}}\n").repeat(3);
    let outcome = read("n", text.as_bytes(), &ReaderOptions::default().batch_bytes(100));
    assert_eq!(outcome.texts(), [long.as_str(); 3]);
}
