//! Every figure that Siyaq means to reach, measured in one run.
//!
//! ```text
//! cargo build --release -p siyaq-cli
//! cargo run --release -p siyaq-benches --bin figures -- DUMP.jsonl [OUT.csv]
//! ```
//!
//! Whole processes are those of the command beside this program in the target folder. Each answer
//! is checked before its time is taken; a wrong one ends the run. A figure that is missed is said,
//! and is no error: it depends on the machine.
#![expect(clippy::print_stdout, reason = "a measurement is for reading")]

use siyaq::count::{NgramOptions, Selection, count_ngrams};
use siyaq::index::{Corpus, TermId};
use siyaq::query::{Query, SearchOptions, search};
use siyaq::text::{Normalizer, Profile};
use siyaq::token::{NormalizingTokenizer, Tokenizer};
use siyaq::types::{ByteSpan, TokenClass};
use siyaq_benches::{Dump, Machine, best_of, best_of_each, covers, median_of, run};
use std::env;
use std::error::Error;
use std::fmt::Write;
use std::fs;
use std::hint::black_box;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;
use unicode_segmentation::UnicodeSegmentation;

type Result<T> = std::result::Result<T, Box<dyn Error>>;

/// A concordance and a list of collocates are made of a word that occurs about so often.
const HITS: u64 = 100_000;

/// What is to be reached.
#[derive(Clone, Copy)]
enum Target {
    AtLeast(f64),
    Below(f64),
    None,
}

/// The figures so far.
#[derive(Default)]
struct Figures {
    csv: String,
}

impl Figures {
    fn add(&mut self, name: &str, value: f64, unit: &str, target: Target) {
        let (wanted, met) = match target {
            Target::AtLeast(least) => (format!(">= {least}"), Some(value >= least)),
            Target::Below(limit) => (format!("< {limit}"), Some(value < limit)),
            Target::None => (String::new(), None),
        };
        let verdict = met.map_or("", |met| if met { "met" } else { "missed" });
        println!("{name:<44} {value:>10.2} {unit:<10} {wanted:<9} {verdict}");
        let _ = writeln!(self.csv, "{name},{value},{unit},{wanted},{verdict}");
    }
}

fn mega_per_second(number: u64, time: Duration) -> f64 {
    number as f64 / 1e6 / time.as_secs_f64()
}

fn milliseconds(time: Duration) -> f64 {
    time.as_secs_f64() * 1e3
}

fn main() -> Result<()> {
    let mut arguments = env::args_os().skip(1);
    let dump = arguments.next().ok_or("name a dump: figures DUMP.jsonl [OUT.csv]")?;
    let out = arguments.next().map(PathBuf::from);
    let dump_path = PathBuf::from(dump);
    let dump = Dump::open(&dump_path)?;
    let siyaq = env::current_exe()?.with_file_name("siyaq");
    if !siyaq.exists() {
        return Err("the command is not there; run cargo build --release -p siyaq-cli".into());
    }
    println!("{}", Machine::here());
    println!(
        "{}: {} bytes, {} documents with {} bytes of text\n",
        dump.name,
        dump.jsonl_bytes(),
        dump.texts.len(),
        dump.text_bytes()
    );
    let mut figures = Figures::default();
    let _ = writeln!(figures.csv, "figure,value,unit,target,verdict");
    tokenising(&dump, &mut figures)?;
    let bytes = dump.jsonl_bytes();
    drop(dump);
    let folder = tempfile::tempdir()?;
    let place = folder.path().join("corpus");
    indexing(&siyaq, &dump_path, &place, bytes, &mut figures)?;
    let corpus = Corpus::open(&place)?;
    corpus.verify()?;
    let opening = median_of(21, || Corpus::open(&place));
    figures.add("open a corpus", milliseconds(opening), "ms", Target::Below(20.0));
    ngrams(&corpus, &mut figures)?;
    ngrams_command(&siyaq, &corpus, &place, &mut figures)?;
    queries(&siyaq, &corpus, &place, &mut figures)?;
    if let Some(out) = out {
        fs::write(out, figures.csv)?;
    }
    Ok(())
}

/// Neither tokeniser may leave out a letter, and normalising with tokenising must give what
/// normalising token by token gives.
fn check_tokens(dump: &Dump, normalizing: &mut NormalizingTokenizer) -> Result<()> {
    let (tokenizer, normalizer) = (normalizing.tokenizer(), normalizing.normalizer().clone());
    for text in &dump.texts {
        let tokens = tokenizer.tokenize(text);
        if !covers(text, tokens.iter().map(|token| token.span)) {
            return Err(format!("tokens do not cover this text: {text}").into());
        }
        let mut expected = tokens.iter();
        let mut agree = true;
        normalizing.tokenize_with(text, |token, form| {
            let written = token.span.text(text).unwrap_or_default();
            let same = if token.class.folds() {
                normalizer.normalize(written) == form
            } else {
                written == form
            };
            agree &= same && expected.next() == Some(&token);
        });
        if !agree || expected.next().is_some() {
            return Err(format!("the two ways to normalise tokens differ: {text}").into());
        }
        let mut place = 0;
        let pieces = text.split_word_bounds().map(|piece| {
            let start = place;
            place += piece.len() as u32;
            ByteSpan::new(start, place)
        });
        if !covers(text, pieces) {
            return Err(format!("word boundaries do not cover this text: {text}").into());
        }
    }
    Ok(())
}

/// Folding and tokenising on one thread, and Unicode word boundaries beside it.
fn tokenising(dump: &Dump, figures: &mut Figures) -> Result<()> {
    let (tokenizer, normalizer) = (Tokenizer::default(), Normalizer::new(Profile::Standard));
    let mut normalizing = NormalizingTokenizer::new(tokenizer, normalizer.clone());
    check_tokens(dump, &mut normalizing)?;
    let clean = Normalizer::new(Profile::Clean);
    let (mut key, mut cleaned) = (String::new(), String::new());
    let [tokenise, both, running, normalise, bounds] = best_of_each(
        7,
        [
            &mut || {
                for text in &dump.texts {
                    tokenizer.tokenize_with(text, |token| {
                        black_box(token);
                    });
                }
            },
            &mut || {
                for text in &dump.texts {
                    normalizing.tokenize_with(text, |token, form| {
                        black_box(token);
                        black_box(form);
                    });
                }
            },
            &mut || {
                for text in &dump.texts {
                    cleaned.clear();
                    clean.normalize_into(text, &mut cleaned);
                    tokenizer.tokenize_with(&cleaned, |token| {
                        black_box(token);
                    });
                }
            },
            &mut || {
                for text in &dump.texts {
                    key.clear();
                    normalizer.normalize_into(text, &mut key);
                    black_box(key.as_str());
                }
            },
            &mut || {
                for text in &dump.texts {
                    for piece in text.split_word_bounds() {
                        black_box(piece);
                    }
                }
            },
        ],
    );
    let mut add = |name: &str, time| {
        let speed = mega_per_second(dump.text_bytes(), time);
        figures.add(name, speed, "MB/s", Target::None);
    };
    add("normalise running text, 1 thread", normalise);
    add("tokenise, 1 thread", tokenise);
    add("tokenise and normalise, 1 thread", both);
    add("clean running text, then tokenise, 1 thread", running);
    add("split_word_bounds, 1 thread", bounds);
    let mut compare = |name: &str, time: Duration, target| {
        let ratio = bounds.as_secs_f64() / time.as_secs_f64();
        figures.add(name, ratio, "x", target);
    };
    compare("clean and tokenise / split_word_bounds", running, Target::AtLeast(6.0));
    // More work: every token is folded, and looked at as a string of its own.
    compare("tokenise and normalise / split_word_bounds", both, Target::None);
    Ok(())
}

/// How often the whole command is timed.
const INDEX_RUNS: usize = 5;

/// The command `siyaq index`, to a folder that is not there yet; the best of some runs.
fn indexing(
    siyaq: &Path,
    dump: &Path,
    place: &Path,
    bytes: u64,
    figures: &mut Figures,
) -> Result<()> {
    let mut best: Option<siyaq_benches::Run> = None;
    for _ in 0..INDEX_RUNS {
        if place.exists() {
            std::fs::remove_dir_all(place)?;
        }
        let mut command = Command::new(siyaq);
        command.args(["index", "--quiet", "--title-field", "title"]);
        command.args(["--meta", "source,category,date:date"]).arg(dump).arg("-o").arg(place);
        let ran = run(&mut command)?;
        if best.as_ref().is_none_or(|best| ran.time < best.time) {
            best = Some(ran);
        }
    }
    let best = best.ok_or("nothing ran")?;
    let speed = mega_per_second(bytes, best.time);
    figures.add("siyaq index, whole process", speed, "MB/s", Target::AtLeast(100.0));
    figures.add("siyaq index, peak memory", best.peak_mib as f64, "MiB", Target::Below(3072.0));
    Ok(())
}

/// Counting n-grams in an open corpus.
fn ngrams(corpus: &Corpus, figures: &mut Figures) -> Result<()> {
    let layer = corpus.layer("standard")?;
    let tokens = Selection::new(corpus, layer).token_count();
    figures.add("tokens counted", tokens as f64, "tokens", Target::None);
    for n in [2, 3] {
        let counts = count_ngrams(&Selection::new(corpus, layer), &NgramOptions::new(n))?;
        let sum: u64 = counts.rows().map(|row| row.freq).sum();
        let top = counts.row(0);
        let hits = search(corpus, &Query::words(top.forms()), &SearchOptions::default())?;
        if sum != counts.total() || hits.len() as u64 != top.freq {
            return Err(format!(
                "{} is counted {} times, found {}",
                top.form(),
                top.freq,
                hits.len()
            )
            .into());
        }
        figures.add(&format!("distinct {n}-grams"), counts.len() as f64, "rows", Target::None);
        drop(counts);
        let time = best_of(3, || {
            count_ngrams(&Selection::new(corpus, layer), &NgramOptions::new(n)).is_ok()
        });
        let speed = mega_per_second(tokens, time);
        figures.add(&format!("count {n}-grams"), speed, "Mtokens/s", Target::AtLeast(25.0));
    }
    Ok(())
}

/// The command `siyaq ngrams`, all rows as CSV.
fn ngrams_command(
    siyaq: &Path,
    corpus: &Corpus,
    place: &Path,
    figures: &mut Figures,
) -> Result<()> {
    let layer = corpus.layer("standard")?;
    let selection = Selection::new(corpus, layer);
    for n in [2, 3] {
        let rows = count_ngrams(&selection, &NgramOptions::new(n))?.len();
        let csv = place.with_file_name("ngrams.csv");
        let mut command = Command::new(siyaq);
        command
            .args(["ngrams", "--quiet", "-n", &n.to_string(), "--format", "csv"])
            .arg(place)
            .arg("-o")
            .arg(&csv);
        let first = run(&mut command)?;
        let bytes = fs::read(&csv)?;
        let lines = bytes.split(|byte| *byte == b'\n').filter(|line| !line.is_empty()).count();
        drop(bytes);
        if lines != rows + 1 {
            return Err(format!("siyaq ngrams writes {lines} lines for {rows} {n}-grams").into());
        }
        let second = run(&mut command)?;
        let speed = mega_per_second(selection.token_count(), first.time.min(second.time));
        let what = format!("siyaq ngrams -n {n} to CSV, whole process");
        figures.add(&what, speed, "Mtokens/s", Target::AtLeast(5.0));
        let what = format!("siyaq ngrams -n {n}, peak memory");
        figures.add(&what, first.peak_mib as f64, "MiB", Target::None);
    }
    Ok(())
}

/// A word that occurs about [`HITS`] times.
fn node(corpus: &Corpus) -> Result<(String, u64)> {
    let layer = corpus.layer("standard")?;
    let lexicon = layer.lexicon();
    let words = (0..lexicon.len()).map(TermId);
    let words = words.filter(|form| layer.class(*form) == TokenClass::ArabicWord);
    let node = words.min_by_key(|form| lexicon.freq(*form).abs_diff(HITS));
    let node = node.ok_or("the corpus has no Arabic word")?;
    Ok((lexicon.form(node).to_owned(), lexicon.freq(node)))
}

/// The commands `siyaq kwic` and `siyaq collocates` on a frequent word.
fn queries(siyaq: &Path, corpus: &Corpus, place: &Path, figures: &mut Figures) -> Result<()> {
    let (word, freq) = node(corpus)?;
    let found = search(corpus, &Query::words([word.as_str()]), &SearchOptions::default())?;
    if found.len() as u64 != freq {
        return Err(format!("{word} is counted {freq} times, found {}", found.len()).into());
    }
    let command = |verb: &str, options: &[&str]| {
        let mut command = Command::new(siyaq);
        command.args([verb, "--quiet", "--format", "csv"]).arg(place).arg(&word).args(options);
        command
    };
    let mut kwic = command("kwic", &["--limit", "100"]);
    let lines = run(&mut kwic)?.stdout;
    let lines = String::from_utf8(lines)?.lines().count();
    if lines as u64 != freq.min(100) + 1 {
        return Err(format!("siyaq kwic writes {lines} lines, not 100 and a header").into());
    }
    figures.add(&format!("hits of {word}"), freq as f64, "hits", Target::None);
    let time = median_of(11, || run(&mut kwic).is_ok());
    let name = "siyaq kwic, 100 lines, whole process";
    figures.add(name, milliseconds(time), "ms", Target::Below(50.0));

    let mut collocates = command("collocates", &[]);
    let rows = String::from_utf8(run(&mut collocates)?.stdout)?.lines().count() - 1;
    let selection = Selection::new(corpus, corpus.layer("standard")?);
    let expected = siyaq::analysis::collocates(&selection, &found, &Default::default())?.rows.len();
    if rows != expected {
        return Err(format!("siyaq collocates writes {rows} rows, not {expected}").into());
    }
    let time = median_of(5, || run(&mut collocates).is_ok());
    let name = "siyaq collocates, whole process";
    figures.add(name, milliseconds(time), "ms", Target::Below(500.0));
    Ok(())
}
