//! The side of Siyaq in `benches/compare`: one task in one process, its figures as one line of
//! JSON. The time is that of the task, without reading the input and writing the answer.
//!
//! ```text
//! compare stream DUMP OUT            the words of a dump, a sentence a line
//! compare tokenize-siyaq DUMP        tokens of a dump, one thread
//! compare tokenize-unicode DUMP      Unicode words of a dump, one thread
//! compare ngrams STREAM N OUT        n-grams of a stream
//! compare associations STREAM OUT    scores of the bigrams of a stream that occur 5 times
//! compare measures STREAM OUT        every measure on tables of words near each other
//! ```
#![expect(clippy::print_stdout, reason = "the figures are read by another program")]

use rayon::prelude::*;
use siyaq::analysis::{CollocateOptions, Significance, collocations};
use siyaq::count::{NgramOptions, Selection, count_ngrams};
use siyaq::index::{BuildOptions, Corpus, CorpusBuilder, Shard};
use siyaq::stats::{Contingency, Measure};
use siyaq::token::Tokenizer;
use siyaq::types::{Boundary, ClassSet, Document, TokenClass};
use siyaq_benches::{Dump, covers};
use std::env;
use std::error::Error;
use std::fmt::Write;
use std::fs;
use std::hint::black_box;
use std::path::Path;
use std::time::{Duration, Instant};
use unicode_segmentation::UnicodeSegmentation;

type Result<T> = std::result::Result<T, Box<dyn Error>>;

/// Lines of a stream that make one document: enough for every thread to have some.
const LINES: usize = 1000;

fn main() -> Result<()> {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match words.as_slice() {
        ["stream", dump, out] => stream(Path::new(dump), Path::new(out)),
        ["tokenize-siyaq", dump] => tokenize_siyaq(Path::new(dump)),
        ["tokenize-unicode", dump] => tokenize_unicode(Path::new(dump)),
        ["ngrams", stream, n, out] => ngrams(Path::new(stream), n.parse()?, Path::new(out)),
        ["associations", stream, out] => associations(Path::new(stream), Path::new(out)),
        ["measures", stream, out] => measures(Path::new(stream), Path::new(out)),
        _ => Err("name a task: stream, tokenize-siyaq, tokenize-unicode, ngrams, associations, \
                  measures"
            .into()),
    }
}

fn report(time: Duration, tokens: u64, bytes: u64) {
    let seconds = time.as_secs_f64();
    println!("{{\"seconds\": {seconds}, \"tokens\": {tokens}, \"bytes\": {bytes}}}");
}

fn stream(dump: &Path, out: &Path) -> Result<()> {
    let dump = Dump::open(dump)?;
    let tokenizer = Tokenizer::default();
    let (mut lines, mut tokens) = (String::new(), 0);
    let start = Instant::now();
    for text in &dump.texts {
        let mut separator = "";
        tokenizer.tokenize_with(text, |token| {
            if token.boundary > Boundary::None && separator == " " {
                separator = "\n";
            }
            let form = token.span.text(text).filter(|_| ClassSet::WORDS.contains(token.class));
            if let Some(form) = form {
                lines.push_str(separator);
                lines.push_str(form);
                separator = " ";
                tokens += 1;
            }
        });
        if !separator.is_empty() {
            lines.push('\n');
        }
    }
    let time = start.elapsed();
    fs::write(out, lines)?;
    report(time, tokens, dump.text_bytes());
    Ok(())
}

fn tokenize_siyaq(dump: &Path) -> Result<()> {
    let dump = Dump::open(dump)?;
    let tokenizer = Tokenizer::default();
    for text in &dump.texts {
        if !covers(text, tokenizer.tokenize(text).into_iter().map(|token| token.span)) {
            return Err(format!("tokens do not cover this text: {text}").into());
        }
    }
    let start = Instant::now();
    let mut tokens = 0;
    for text in &dump.texts {
        tokenizer.tokenize_with(text, |token| {
            black_box(token);
            tokens += 1;
        });
    }
    report(start.elapsed(), tokens, dump.text_bytes());
    Ok(())
}

fn tokenize_unicode(dump: &Path) -> Result<()> {
    let dump = Dump::open(dump)?;
    let start = Instant::now();
    let mut tokens = 0;
    for text in &dump.texts {
        for piece in text.split_word_bounds() {
            let space = black_box(piece).bytes().all(|byte| byte.is_ascii_whitespace());
            tokens += u64::from(!space);
        }
    }
    report(start.elapsed(), tokens, dump.text_bytes());
    Ok(())
}

/// A corpus in memory whose sentences are the lines of a stream, and whose tokens are words all.
fn corpus(stream: &str) -> Result<Corpus> {
    let lines: Vec<&str> = stream.lines().collect();
    let chunks: Vec<(usize, &[&str])> = lines.chunks(LINES).enumerate().collect();
    let for_each_thread = chunks.len().div_ceil(rayon::current_num_threads()).max(1);
    let shards = chunks.par_chunks(for_each_thread).map(|chunks| {
        let mut shard = Shard::new();
        for (ordinal, lines) in chunks {
            shard.start_batch(*ordinal as u64);
            shard.start_document(Document { id: ordinal.to_string(), ..Document::default() });
            for line in *lines {
                let mut boundary = Boundary::Sentence;
                for word in line.split(' ') {
                    shard.push(word, TokenClass::ArabicWord, boundary, true);
                    boundary = Boundary::None;
                }
            }
        }
        shard
    });
    Ok(CorpusBuilder::new(BuildOptions::default()).finish(shards.collect())?.into_corpus()?)
}

fn ngrams(stream: &Path, n: usize, out: &Path) -> Result<()> {
    let text = fs::read_to_string(stream)?;
    let start = Instant::now();
    let corpus = corpus(&text)?;
    let built = start.elapsed();
    let selection = Selection::new(&corpus, corpus.words());
    let counts = count_ngrams(&selection, &NgramOptions::new(n))?;
    let whole = start.elapsed();
    let (tokens, bytes) = (corpus.token_count(), text.len());
    let (seconds, counting) = (whole.as_secs_f64(), (whole - built).as_secs_f64());
    println!(
        "{{\"seconds\": {seconds}, \"counting\": {counting}, \"tokens\": {tokens}, \"bytes\": {bytes}}}"
    );
    let mut lines: Vec<String> =
        counts.rows().map(|row| format!("{}\t{}\n", row.form(), row.freq)).collect();
    lines.par_sort_unstable();
    fs::write(out, lines.concat())?;
    Ok(())
}

fn associations(stream: &Path, out: &Path) -> Result<()> {
    let text = fs::read_to_string(stream)?;
    let measures: Vec<Measure> = ["mi", "log_likelihood", "t_score", "dice"]
        .iter()
        .map(|name| name.parse())
        .collect::<std::result::Result<_, _>>()?;
    let start = Instant::now();
    let corpus = corpus(&text)?;
    let selection = Selection::new(&corpus, corpus.words());
    let counts = count_ngrams(&selection, &NgramOptions::new(2).min_freq(5))?;
    let lexicon = corpus.words().lexicon();
    let tokens = corpus.token_count();
    let freq = |form: &str| lexicon.id(form).map_or(0, |id| lexicon.freq(id));
    let mut scored = Vec::with_capacity(counts.len());
    for row in counts.rows() {
        let forms: Vec<&str> = row.forms().collect();
        let [first, second] = forms.as_slice() else { continue };
        let table = Contingency::new(row.freq, freq(first), freq(second), tokens)?;
        let scores: Vec<f64> = measures
            .iter()
            .map(|measure| measure.score(&table).ok_or("a score is undefined"))
            .collect::<std::result::Result<_, _>>()?;
        scored.push((row.form(), scores));
    }
    let time = start.elapsed();
    scored.sort_by(|a, b| a.0.cmp(&b.0));
    let mut lines = String::new();
    for (form, scores) in &scored {
        let scores: Vec<String> = scores.iter().map(f64::to_string).collect();
        writeln!(lines, "{form}\t{}", scores.join("\t"))?;
    }
    fs::write(out, lines)?;
    report(time, tokens, text.len() as u64);
    Ok(())
}

/// About how many tables are scored by every measure.
const TABLES: usize = 20_000;

/// Tables of pairs within five words, spread over all strengths, and every measure on them; what
/// is undefined is empty.
fn measures(stream: &Path, out: &Path) -> Result<()> {
    let text = fs::read_to_string(stream)?;
    let corpus = corpus(&text)?;
    let selection = Selection::new(&corpus, corpus.words());
    let options = CollocateOptions::default()
        .min_freq(2)
        .measures(Measure::ALL.to_vec())
        .sort(Some("log_likelihood".parse()?))
        .significance(Some(Significance::default()));
    let start = Instant::now();
    let found = collocations(&selection, &options)?;
    let time = start.elapsed();
    let names: Vec<&str> = Measure::ALL.iter().map(|measure| measure.name()).collect();
    let mut lines = format!("o11\tr1\tc1\tn\t{}\tlog10_p\n", names.join("\t"));
    for row in found.rows().step_by(found.len().div_ceil(TABLES).max(1)) {
        let table = row.table.contingency().ok_or("a table of whole counts")?;
        write!(lines, "{}\t{}\t{}\t{}", table.o11(), table.r1(), table.c1(), table.n())?;
        for score in row.scores().chain([row.log10_p]) {
            let score = score.map_or_else(|_| String::new(), |score| score.to_string());
            write!(lines, "\t{score}")?;
        }
        lines.push('\n');
    }
    fs::write(out, lines)?;
    report(time, corpus.token_count(), text.len() as u64);
    Ok(())
}
