//! Reads files, folders or patterns and tells how many documents there are, what went wrong, and
//! how fast it went: `count_documents news.jsonl.zst`.

#![expect(clippy::print_stdout, reason = "an example talks to a person")]

use siyaq_reader::{Input, ProblemKind, Reader, ReaderError, ReaderOptions};
use std::collections::BTreeMap;
use std::time::Instant;

fn main() -> Result<(), ReaderError> {
    let inputs: Vec<Input> = std::env::args_os().skip(1).map(Input::from_argument).collect();
    let fields = ["source", "date:date"].iter().filter_map(|field| field.parse().ok()).collect();
    let options = ReaderOptions::default().title_field(Some("title".to_owned())).fields(fields);
    let mut reader = Reader::open(inputs, options)?;

    let (mut documents, mut letters, mut bytes) = (0usize, 0usize, 0u64);
    let mut problems: BTreeMap<ProblemKind, usize> = BTreeMap::new();
    let (mut reading, mut parsing) = (0.0, 0.0);
    loop {
        let start = Instant::now();
        let Some(batch) = reader.next() else { break };
        let batch = batch?;
        reading += start.elapsed().as_secs_f64();
        bytes += batch.raw_bytes();
        let start = Instant::now();
        let parsed = batch.parse();
        parsing += start.elapsed().as_secs_f64();
        documents += parsed.documents.len();
        letters += parsed.documents.iter().map(|document| document.text.len()).sum::<usize>();
        for problem in parsed.problems {
            if *problems.entry(problem.kind).and_modify(|count| *count += 1).or_insert(1) <= 3 {
                println!("{problem}");
            }
        }
    }
    let megabytes = bytes as f64 / 1e6;
    println!("{documents} documents, {letters} bytes of text, {megabytes:.1} MB of records");
    println!("reading {:.0} MB/s in {reading:.3} s", megabytes / reading);
    println!("parsing {:.0} MB/s in {parsing:.3} s", megabytes / parsing);
    println!("{:.0} documents/s", documents as f64 / (reading + parsing));
    for (kind, count) in problems {
        println!("{count} × {kind} ({})", kind.severity());
    }
    for source in reader.sources().iter().take(12) {
        let (encoding, compression, format) = (source.encoding, source.compression, source.format);
        println!("{}: {encoding}, {compression}, {format}", source.path.display());
    }
    Ok(())
}
