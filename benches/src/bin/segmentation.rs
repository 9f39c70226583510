//! How well and how fast words are taken apart.
//!
//! ```text
//! segmentation table PUD.conllu WORDFREQ.tsv SPANS.jsonl [TABLES]   the table of figures
//! segmentation cross PUD.conllu WORDFREQ.tsv               errors of cross-validation
//! segmentation build PUD.conllu WORDFREQ.tsv OUT           the dictionary that ships
//! segmentation errors SPANS.jsonl                          errors of what ships, by kind
//! segmentation words PUD.conllu WORDFREQ.tsv SPANS.jsonl   texts, gold and our words, for others
//! segmentation stems PUD.conllu WORDFREQ.tsv               stems beside light stems
//! segmentation check DICTIONARY LIST.tsv                   words of a labelled list
//! segmentation speed                                       words a second
//! ```
//!
//! `SPANS.jsonl` is text that nothing was trained on, with `text`, `words`, and `spans` in
//! characters. `TABLES` is a folder with the tables of the Buckwalter analyser, which adds two rows.
//! `words` writes JSON lines, with places in characters, for `benches/compare/segmentation.sh`.
//! The text of `speed` is the one of all benches.
#![expect(clippy::print_stdout, reason = "the figures are the output")]

use serde_json::json;
use siyaq::token::Tokenizer;
use siyaq::types::{ByteSpan, TokenClass};
use siyaq_benches::Dump;
use siyaq_benches::conflation::{Conflation, lemmas_of};
use siyaq_benches::gold::{GoldText, Splitter, Tally};
use siyaq_benches::gold::{arabic_words, found_words};
use siyaq_benches::gold::{read_spans, sentence_of_text, text_of_sentence};
use siyaq_segment::train::{FrequencyScale, GoldSentence, TrainOptions, read_conllu, train};
use siyaq_segment::{Dictionary, SegmentationScheme, Segmenter};
use siyaq_text::stem::Stemmer;
use std::cmp::Reverse;
use std::collections::BTreeSet;
use std::env;
use std::error::Error;
use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

type Result<T> = std::result::Result<T, Box<dyn Error>>;

fn main() -> Result<()> {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match words.as_slice() {
        ["table", treebank, frequencies, spans] => table(treebank, frequencies, spans, None),
        ["table", treebank, frequencies, spans, tables] => {
            table(treebank, frequencies, spans, Some(tables))
        }
        ["cross", treebank, frequencies] => {
            let shipped = shipped(treebank, frequencies);
            print_errors(&cross(&read_conllu(treebank)?, &without_treebanks(shipped))?, usize::MAX);
            Ok(())
        }
        ["build", treebank, frequencies, out] => {
            let dictionary = train(&shipped(treebank, frequencies))?;
            fs::write(out, dictionary.as_bytes())?;
            println!("{} types, {} bytes", dictionary.type_count(), dictionary.as_bytes().len());
            Ok(())
        }
        ["errors", spans] => {
            let texts = read_spans(Path::new(spans))?;
            let segmenter = Segmenter::default();
            print_errors(&Tally::of(&texts, Splitter::Segmenter(&segmenter)), 60);
            Ok(())
        }
        ["words", treebank, frequencies, spans] => words_for_others(treebank, frequencies, spans),
        ["stems", treebank, frequencies] => stems(treebank, frequencies),
        ["check", dictionary, list] => check(dictionary, list),
        ["speed"] => speed(),
        _ => Err(
            "name a task and its files: table, cross, build, errors, words, stems, check, speed"
                .into(),
        ),
    }
}

fn shipped(treebank: &str, frequencies: &str) -> TrainOptions {
    let lists = Path::new(env!("CARGO_MANIFEST_DIR")).join("../crates/segment/data");
    TrainOptions::shipped(treebank, frequencies, lists)
}

fn without_treebanks(mut options: TrainOptions) -> TrainOptions {
    options.treebanks.clear();
    options
}

fn row(name: &str, tally: &Tally, cross: Option<&Tally>) {
    let cross = cross.map_or(String::new(), |tally| format!("{:.2}", tally.span_f1()));
    println!("| {name} | {:.2} | {:.2} | {cross} |", tally.span_f1(), tally.form_f1());
}

fn table(treebank: &str, frequencies: &str, spans: &str, tables: Option<&str>) -> Result<()> {
    let texts = read_spans(Path::new(spans))?;
    let sentences = read_conllu(treebank)?;
    let all = shipped(treebank, frequencies);
    println!("{} texts with {} words", texts.len(), Tally::of(&texts, Splitter::Never).gold);
    println!("\n| what | span F1 | form F1 | PUD, cross-validated |\n|---|---|---|---|");
    let never = Tally::of(&texts, Splitter::Never);
    row("never split", &never, None);
    let plain = TrainOptions::default().treebank(treebank);
    let listed = plain.clone().frequencies(frequencies, FrequencyScale::Zipf);
    let mut closed = listed.clone();
    closed.labelled = all.labelled.iter().filter(|(_, weight)| *weight == 0).cloned().collect();
    let steps = [
        ("PUD", plain),
        ("PUD and wordfreq", listed),
        ("PUD, wordfreq and closed classes", closed),
        ("and labelled words, names and verbs", all.clone()),
    ];
    let with_tables = tables.map(|folder| {
        let mut unlabelled = all.clone();
        unlabelled.labelled.clear();
        [
            ("PUD, wordfreq and Buckwalter's tables", unlabelled.buckwalter_tables(folder)),
            ("what ships and Buckwalter's tables", all.clone().buckwalter_tables(folder)),
        ]
    });
    for (name, options) in steps.into_iter().chain(with_tables.into_iter().flatten()) {
        let segmenter = Segmenter::new(train(&options)?);
        let cross = cross(&sentences, &without_treebanks(options))?;
        row(name, &Tally::of(&texts, Splitter::Segmenter(&segmenter)), Some(&cross));
    }
    let dictionary = Dictionary::embedded();
    let bytes = dictionary.as_bytes().len();
    let segmenter = Segmenter::new(dictionary);
    let ships = Tally::of(&texts, Splitter::Segmenter(&segmenter));
    row("what ships", &ships, None);
    let oracle = Tally::of(&texts, Splitter::Gold);
    println!("| every token split as the gold | {:.2} | | |", oracle.span_f1());
    let local = with_these_texts(&texts, &all)?;
    row("what ships and 4/5 of these texts, five times", &local, None);
    let again = train(&all)?.as_bytes() == segmenter.dictionary().as_bytes();
    println!("\nThe dictionary has {bytes} bytes; built again it is the same: {again}.\n");
    print_errors(&ships, 0);
    Ok(())
}

/// Trains on four fifths of the texts as well, five times, and compares with the others.
fn with_these_texts(texts: &[GoldText], options: &TrainOptions) -> Result<Tally> {
    const FOLDS: usize = 5;
    let mut tally = Tally::default();
    for fold in 0..FOLDS {
        let (mut held, mut rest) = (Vec::new(), Vec::new());
        for (number, text) in texts.iter().enumerate() {
            if number % FOLDS == fold {
                held.push(text);
            } else {
                rest.push(sentence_of_text(text));
            }
        }
        let segmenter = Segmenter::new(train(&options.clone().with_sentences(rest))?);
        held.iter().for_each(|text| tally.add(text, Splitter::Segmenter(&segmenter)));
    }
    Ok(tally)
}

/// Ten times: trains on nine tenths of a treebank and compares with the other, a stretch of
/// sentences that follow each other.
fn cross(sentences: &[GoldSentence], options: &TrainOptions) -> Result<Tally> {
    let mut tally = Tally::default();
    each_fold(sentences, options, |text, segmenter| {
        tally.add(text, Splitter::Segmenter(segmenter));
        Ok(())
    })?;
    Ok(tally)
}

/// Calls `visit` with each text of a treebank and a segmenter that has not seen it.
fn each_fold(
    sentences: &[GoldSentence],
    options: &TrainOptions,
    mut visit: impl FnMut(&GoldText, &Segmenter) -> Result<()>,
) -> Result<()> {
    const FOLDS: usize = 10;
    for fold in 0..FOLDS {
        let held = sentences.len() * fold / FOLDS..sentences.len() * (fold + 1) / FOLDS;
        let numbered = sentences.iter().enumerate();
        let rest = numbered.filter(|(number, _)| !held.contains(number));
        let rest: Vec<GoldSentence> = rest.map(|(_, sentence)| sentence.clone()).collect();
        let segmenter = Segmenter::new(train(&options.clone().with_sentences(rest))?);
        for sentence in sentences.get(held).unwrap_or_default() {
            visit(&text_of_sentence(sentence)?, &segmenter)?;
        }
    }
    Ok(())
}

/// Writes texts with the words of the gold, the tokens that others shall take apart, and our words,
/// all as places in characters. The treebank is cross-validated, since what ships has seen it.
fn words_for_others(treebank: &str, frequencies: &str, spans: &str) -> Result<()> {
    let segmenter = Segmenter::default();
    let mut all: Vec<String> = Vec::new();
    for text in read_spans(Path::new(spans))? {
        print_words("sample", &text, &segmenter)?;
        all.push(text.text);
    }
    let options = without_treebanks(shipped(treebank, frequencies));
    each_fold(&read_conllu(treebank)?, &options, |text, segmenter| {
        print_words("PUD", text, segmenter)?;
        all.push(text.text.clone());
        Ok(())
    })?;
    let words: Vec<&str> = all
        .iter()
        .flat_map(|text| arabic_words(text).into_iter().filter_map(|span| span.text(text)))
        .collect();
    let mut count = || {
        let pieces = words
            .iter()
            .map(|word| segmenter.analyze(word).segments(SegmentationScheme::Atb).count());
        pieces.sum::<usize>()
    };
    let time = (0..20).map(|_| processor_time(&mut count)).min().unwrap_or_default();
    println!("{}", json!({ "words": words.len(), "seconds": time.as_secs_f64() }));
    Ok(())
}

fn print_words(set: &str, text: &GoldText, segmenter: &Segmenter) -> Result<()> {
    let mut places = vec![0_usize; text.text.len() + 1];
    let ends = text.text.char_indices().map(|(at, _)| at).chain([text.text.len()]);
    for (character, byte) in ends.enumerate() {
        *places.get_mut(byte).ok_or("a place outside of the text")? = character;
    }
    let place = |byte: u32| usize::try_from(byte).ok().and_then(|at| places.get(at)).copied();
    let pairs = |spans: Vec<ByteSpan>| -> Vec<[Option<usize>; 2]> {
        spans.into_iter().map(|span| [place(span.start), place(span.end)]).collect()
    };
    let row = json!({
        "set": set,
        "text": text.text,
        "gold": pairs(text.words.iter().map(|word| word.span).collect()),
        "words": pairs(arabic_words(&text.text)),
        "whole": pairs(found_words(&text.text, Splitter::Never)),
        "ours": pairs(found_words(&text.text, Splitter::Segmenter(segmenter))),
    });
    println!("{row}");
    Ok(())
}

/// Prints the errors by kind and the most frequent ones.
fn print_errors(tally: &Tally, most: usize) {
    let (spans, forms) = (tally.span_f1(), tally.form_f1());
    println!("{spans:.2}, with forms {forms:.2}, of {} words", tally.gold);
    println!("\n| tokens | error |\n|---|---|");
    let mut kinds: Vec<_> = tally.kinds.iter().collect();
    kinds.sort_by_key(|(_, count)| Reverse(**count));
    for (kind, count) in kinds {
        println!("| {count} | {kind} |");
    }
    for (title, errors) in [("spans", &tally.differences), ("forms", &tally.other_forms)] {
        let mut errors: Vec<_> = errors.iter().collect();
        errors.sort_by_key(|(_, count)| Reverse(**count));
        for ((gold, found), count) in errors.into_iter().take(most) {
            println!("{title}\t{count}\t{gold}\t{found}");
        }
    }
}

/// What a word is taken for.
type Way<'w> = Box<dyn Fn(&str) -> String + 'w>;

/// Compares ways of bringing words together with the lemmas of a treebank. The dictionary of
/// `stem` is trained without the treebank, and once with it, as the one that ships.
fn stems(treebank: &str, frequencies: &str) -> Result<()> {
    let lemmas = lemmas_of(Path::new(treebank))?;
    let shipped = shipped(treebank, frequencies);
    let segmenter = Segmenter::new(train(&without_treebanks(shipped))?);
    let with_treebank = Segmenter::default();
    let stem = |segmenter: &Segmenter, word: &str| {
        let mut key = String::new();
        segmenter.stem_key_into(word, &mut key);
        key
    };
    let light = |stemmer: Stemmer, word: &str| stemmer.stem(word).into_owned();
    let ways: [(&str, Way<'_>); 8] = [
        ("standard", Box::new(str::to_owned)),
        ("stem", Box::new(|word| stem(&segmenter, word))),
        ("stem, as it ships (has seen the treebank)", Box::new(|word| stem(&with_treebank, word))),
        ("light10", Box::new(|word| light(Stemmer::Light10, word))),
        ("snowball", Box::new(|word| light(Stemmer::Snowball, word))),
        ("light10 after stem", Box::new(|word| light(Stemmer::Light10, &stem(&segmenter, word)))),
        ("isri", Box::new(|word| light(Stemmer::Isri, word))),
        ("isri after stem", Box::new(|word| light(Stemmer::Isri, &stem(&segmenter, word)))),
    ];
    let shown = |value: Option<f64>| value.map_or(String::new(), |value| format!("{value:.1}"));
    println!("| layer | classes | precision | recall | F1 | overstemming |");
    println!("|---|---|---|---|---|---|");
    for (name, stem) in &ways {
        let found = Conflation::of(&lemmas, stem);
        println!(
            "| {name} | {} | {} | {} | {} | {} |",
            found.classes,
            shown(found.precision()),
            shown(found.recall()),
            shown(found.f1()),
            shown(found.overstemming()),
        );
    }
    let lemma_count = lemmas.values().collect::<BTreeSet<_>>().len();
    println!("\n{} word types, {lemma_count} lemmas", lemmas.len());
    Ok(())
}

/// Compares a dictionary with a list of words and their pieces, one vote for each word.
fn check(dictionary: &str, list: &str) -> Result<()> {
    let segmenter = Segmenter::new(Dictionary::open(dictionary)?);
    let (mut words, mut right) = (0_u32, 0_u32);
    for line in fs::read_to_string(list)?.lines().filter(|line| !line.starts_with('#')) {
        let (word, pieces) = line.split_once('\t').ok_or("a line without a tab")?;
        let analysis = segmenter.analyze(word);
        let found = analysis
            .segments(SegmentationScheme::Atb)
            .filter_map(|segment| segment.span.text(word));
        let found = found.collect::<Vec<_>>().join("+");
        words += 1;
        if found == pieces {
            right += 1;
        } else {
            println!("{pieces}\t{found}");
        }
    }
    println!("{:.2} % of {words} words", 100.0 * f64::from(right) / f64::from(words));
    Ok(())
}

fn speed() -> Result<()> {
    let dump = Dump::from_environment()?;
    let segmenter = Segmenter::default();
    let tokenizer = Tokenizer::default();
    let mut words: Vec<&str> = Vec::new();
    let mut texts = 0;
    for text in &dump.texts {
        tokenizer.tokenize_with(text, |token| {
            if token.class == TokenClass::ArabicWord {
                words.extend(token.span.text(text));
            }
        });
        texts += 1;
        if words.len() > 3_000_000 {
            break;
        }
    }
    let known: Vec<&str> = words.iter().copied().filter(|word| segmenter.knows(word)).collect();
    // Segments are where the words are, and cover them.
    for word in &words {
        let segments = segmenter.analyze(word);
        let bytes: u32 = segments.segments(SegmentationScheme::D3).map(|s| s.span.byte_len()).sum();
        assert_eq!(bytes as usize, word.len(), "{word}");
    }
    let count = |words: &[&str]| {
        let counts = words
            .iter()
            .map(|word| segmenter.analyze(word).segments(SegmentationScheme::Atb).count());
        counts.sum::<usize>()
    };
    let keys = || {
        let mut key = String::new();
        words.iter().fold(0, |bytes, word| {
            key.clear();
            segmenter.stem_key_into(word, &mut key);
            bytes + key.len()
        })
    };
    let both = || {
        let mut segments = 0;
        for text in dump.texts.iter().take(texts) {
            tokenizer.tokenize_with(text, |token| {
                if token.class == TokenClass::ArabicWord {
                    let word = token.span.text(text).unwrap_or_default();
                    segments += segmenter.analyze(word).segments(SegmentationScheme::Atb).count();
                }
            });
        }
        segments
    };
    let million = |count: usize, work: &mut dyn FnMut() -> usize| {
        let time = (0..5).map(|_| processor_time(&mut *work)).min().unwrap_or_default();
        count as f64 / time.as_secs_f64() / 1e6
    };
    println!("{}: {} words, {} known", dump.name, words.len(), known.len());
    println!("known words: {:.2} M/s", million(known.len(), &mut || count(&known)));
    println!("all words: {:.2} M/s", million(words.len(), &mut || count(&words)));
    println!("stem keys: {:.2} M/s", million(words.len(), &mut || keys()));
    println!("with tokenising: {:.2} M/s", million(words.len(), &mut || both()));
    Ok(())
}

/// The time that a task takes on its processor, where the system tells it, else on the clock. What
/// else the machine does is not in it.
fn processor_time(work: &mut dyn FnMut() -> usize) -> Duration {
    let on_processor = || -> Option<u64> {
        fs::read_to_string("/proc/self/schedstat").ok()?.split(' ').next()?.parse().ok()
    };
    let (start, before) = (Instant::now(), on_processor());
    std::hint::black_box(work());
    match before.zip(on_processor()) {
        Some((before, after)) => Duration::from_nanos(after - before),
        None => start.elapsed(),
    }
}
