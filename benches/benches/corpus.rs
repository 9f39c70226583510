//! Building a corpus in memory, and asking it: n-grams, collocates, concordance lines. All threads.
#![expect(clippy::unwrap_used, reason = "a bench without its input is over")]
#![expect(clippy::print_stdout, reason = "a measurement is for reading")]

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use siyaq::analysis::{CollocateOptions, collocates};
use siyaq::count::{NgramOptions, Selection, count_ngrams};
use siyaq::index::{Corpus, TermId, TokenClass};
use siyaq::query::{KwicOptions, Query, SearchOptions, concordance, search};
use siyaq::{IndexOptions, build};
use siyaq_benches::Dump;

/// The most frequent Arabic word of four letters or more: no particle, and often enough.
fn node(corpus: &Corpus) -> String {
    let layer = corpus.layer("standard").unwrap();
    let forms = (0..layer.lexicon().len()).map(TermId);
    let mut words = forms
        .filter(|form| layer.class(*form) == TokenClass::ArabicWord)
        .map(|form| layer.lexicon().form(form));
    words.find(|word| word.chars().count() > 3).unwrap().to_owned()
}

fn index(criterion: &mut Criterion, dump: &Dump, corpus: &Corpus) {
    // The same input gives the same corpus, so the hash of one build is the answer to all.
    let hash = corpus.manifest().corpus_hash.clone();
    let mut group = criterion.benchmark_group("index");
    group.throughput(Throughput::Bytes(dump.jsonl_bytes())).sample_size(10);
    group.bench_function("build in memory", |bencher| {
        bencher.iter(|| {
            let built = build(dump.reader().unwrap(), &IndexOptions::default(), &|_| ()).unwrap();
            assert_eq!(built.corpus.manifest().corpus_hash, hash);
            built
        });
    });
    group.finish();
}

fn ngrams(criterion: &mut Criterion, corpus: &Corpus) {
    let layer = corpus.layer("standard").unwrap();
    let tokens = Selection::new(corpus, layer).token_count();
    let mut group = criterion.benchmark_group("ngrams");
    group.throughput(Throughput::Elements(tokens)).sample_size(10);
    for n in [2, 3] {
        let counts = count_ngrams(&Selection::new(corpus, layer), &NgramOptions::new(n)).unwrap();
        let top = counts.row(0);
        let hits = search(corpus, &Query::words(top.forms()), &SearchOptions::default()).unwrap();
        assert_eq!(top.freq, hits.len() as u64, "{}", top.form());
        assert_eq!(counts.rows().map(|row| row.freq).sum::<u64>(), counts.total());
        group.bench_function(format!("count {n}-grams"), |bencher| {
            bencher.iter(|| {
                count_ngrams(&Selection::new(corpus, layer), &NgramOptions::new(n)).unwrap()
            });
        });
    }
    group.finish();
}

fn columns(criterion: &mut Criterion, corpus: &Corpus) {
    let mut group = criterion.benchmark_group("columns");
    group.throughput(Throughput::Elements(corpus.token_count())).sample_size(10);
    let mut ids = Vec::new();
    group.bench_function("decode all tokens", |bencher| {
        bencher.iter(|| corpus.tokens().read(0..corpus.token_count(), &mut ids));
    });
    corpus.sound().unwrap();
    assert_eq!(ids.len() as u64, corpus.token_count());
    let frequent = TermId(0);
    let count = ids.iter().filter(|id| **id == frequent.0).count();
    assert_eq!(corpus.words().lexicon().freq(frequent), count as u64);
    group.throughput(Throughput::Elements(count as u64));
    group.bench_function("positions of the most frequent word", |bencher| {
        bencher.iter(|| assert_eq!(Iterator::count(corpus.postings(frequent)), count));
    });
    group.finish();
}

fn queries(criterion: &mut Criterion, corpus: &Corpus) {
    let layer = corpus.layer("standard").unwrap();
    let node = node(corpus);
    let query = Query::words([node.as_str()]);
    let options = SearchOptions::default();
    let hits = search(corpus, &query, &options).unwrap();
    let form = layer.lexicon().id(&node).unwrap();
    assert_eq!(hits.len() as u64, layer.lexicon().freq(form), "{node}");
    println!("{} hits of {node}", hits.len());

    let mut group = criterion.benchmark_group("queries");
    group.throughput(Throughput::Elements(hits.len() as u64)).sample_size(10);
    group.bench_function("search a word", |bencher| {
        bencher.iter(|| search(corpus, &query, &options).unwrap());
    });
    let selection = Selection::new(corpus, layer);
    let all = collocates(&selection, &hits, &CollocateOptions::default().min_freq(1)).unwrap();
    let in_windows: f64 = all.rows.iter().map(|row| row.table.o11()).sum();
    assert_eq!(in_windows as u64, all.window_tokens, "every token of a window is of some form");
    group.bench_function("collocates 5:5", |bencher| {
        bencher.iter(|| {
            let selection = Selection::new(corpus, layer);
            collocates(&selection, &hits, &CollocateOptions::default()).unwrap()
        });
    });
    let sorted = KwicOptions::default().sort(["after:1".parse().unwrap()]);
    for (name, options) in [("kwic", KwicOptions::default()), ("kwic sorted", sorted)] {
        let lines = concordance(corpus, &hits, &options).unwrap().collect();
        assert_eq!(lines.len(), hits.len(), "a line for each hit");
        group.bench_function(name, |bencher| {
            bencher.iter(|| concordance(corpus, &hits, &options).unwrap().collect());
        });
    }
    group.finish();
}

fn corpus(criterion: &mut Criterion) {
    let dump = Dump::from_environment().unwrap();
    let corpus = dump.corpus().unwrap();
    println!("{}: {} bytes, {} tokens", dump.name, dump.jsonl_bytes(), corpus.token_count());
    columns(criterion, &corpus);
    index(criterion, &dump, &corpus);
    ngrams(criterion, &corpus);
    queries(criterion, &corpus);
}

criterion_group!(benches, corpus);
criterion_main!(benches);
