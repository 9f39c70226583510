//! Normalising and tokenising, on one thread; Unicode word boundaries beside it.
#![expect(clippy::unwrap_used, reason = "a bench without its input is over")]
#![expect(clippy::print_stdout, reason = "a measurement is for reading")]

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use siyaq::text::{Normalizer, Profile};
use siyaq::token::{NormalizingTokenizer, Tokenizer};
use siyaq_benches::{Dump, covers};
use std::hint::black_box;
use unicode_segmentation::UnicodeSegmentation;

fn text(criterion: &mut Criterion) {
    let dump = Dump::from_environment().unwrap();
    let tokenizer = Tokenizer::default();
    let tokens: usize = dump.texts.iter().map(|text| tokenizer.tokenize(text).len()).sum();
    println!("{}: {} bytes of text, {tokens} tokens", dump.name, dump.text_bytes());

    let mut group = criterion.benchmark_group("text");
    group.throughput(Throughput::Bytes(dump.text_bytes())).sample_size(10);
    let mut out = String::new();
    for profile in [Profile::Clean, Profile::Standard, Profile::Broad] {
        let normalizer = Normalizer::new(profile);
        for text in &dump.texts {
            let once = normalizer.normalize(text);
            assert_eq!(normalizer.normalize(&once), once, "{profile} twice is {profile} once");
        }
        group.bench_function(format!("normalize {profile}"), |bencher| {
            bencher.iter(|| {
                for text in &dump.texts {
                    out.clear();
                    normalizer.normalize_into(text, &mut out);
                    black_box(out.as_str());
                }
            });
        });
    }

    for text in &dump.texts {
        assert!(covers(text, tokenizer.tokenize(text).into_iter().map(|token| token.span)));
    }
    group.bench_function("tokenize", |bencher| {
        bencher.iter(|| {
            for text in &dump.texts {
                tokenizer.tokenize_with(text, |token| {
                    black_box(token);
                });
            }
        });
    });
    let mut normalizing = NormalizingTokenizer::new(tokenizer, Normalizer::new(Profile::Standard));
    group.bench_function("tokenize and normalize standard", |bencher| {
        bencher.iter(|| {
            for text in &dump.texts {
                normalizing.tokenize_with(text, |token, form| {
                    black_box(token);
                    black_box(form);
                });
            }
        });
    });
    group.bench_function("unicode split_word_bounds", |bencher| {
        bencher.iter(|| {
            for text in &dump.texts {
                for piece in text.split_word_bounds() {
                    black_box(piece);
                }
            }
        });
    });
    group.finish();
}

criterion_group!(benches, text);
criterion_main!(benches);
