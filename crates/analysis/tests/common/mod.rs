//! Small corpora of which everything can be counted by hand.

#![expect(clippy::unwrap_used, reason = "a corpus that cannot be built is a failed test")]
#![allow(dead_code, reason = "each test file uses some of this")]

use siyaq_index::{Boundary, BuildOptions, Corpus, CorpusBuilder, Document, Shard, TokenClass};
use siyaq_stats::Random;
use siyaq_types::{FieldKind, MetaValue};
use std::collections::BTreeMap;

/// A document: its source, its date, its words.
#[derive(Clone, Debug)]
pub(crate) struct Text {
    pub(crate) source: &'static str,
    pub(crate) date: String,
    pub(crate) words: Vec<String>,
}

pub(crate) const SOURCES: [&str; 3] = ["افق", "منبر", "نهار"];

/// Documents of three sources and two years, some of them empty, of words that are the rarer the
/// later they stand in the list; each source has favourites.
pub(crate) fn texts(seed: u64, documents: usize) -> Vec<Text> {
    let mut random = Random::new(seed);
    (0..documents)
        .map(|number| {
            let source = SOURCES[number % 3];
            let month = 1 + random.below(12);
            let date = format!("{}-{month:02}-{:02}", 2023 + random.below(2), 1 + random.below(28));
            let length = if number % 11 == 10 { 0 } else { 5 + random.below(60) };
            let words = (0..length).map(|_| {
                let far = random.below(40);
                let near = random.below(1 + far);
                let rank = random.below(1 + near);
                let favourite = random.below(4) == 0 && rank > 3;
                if favourite {
                    format!("{source}{}", rank % 5)
                } else {
                    format!("كلمة{rank:02}")
                }
            });
            Text { source, date, words: words.collect() }
        })
        .collect()
}

pub(crate) fn corpus(texts: &[Text]) -> Corpus {
    let mut shard = Shard::new();
    shard.start_batch(0);
    let mut options = BuildOptions::default();
    options.fields = vec!["source".parse().unwrap(), "date:date".parse().unwrap()];
    for (number, text) in texts.iter().enumerate() {
        let metadata = vec![
            Some(MetaValue::String(text.source.to_owned())),
            FieldKind::Date.parse(&text.date),
        ];
        shard.start_document(Document {
            id: format!("d{number}"),
            metadata,
            ..Document::default()
        });
        for (place, word) in text.words.iter().enumerate() {
            let boundary = if place == 0 { Boundary::Document } else { Boundary::None };
            shard.push(word, TokenClass::ArabicWord, boundary, true);
        }
    }
    CorpusBuilder::new(options).finish(vec![shard]).unwrap().into_corpus().unwrap()
}

/// For each n-gram the frequency in every text.
pub(crate) fn by_text(texts: &[&Text], n: usize) -> BTreeMap<String, Vec<u64>> {
    let mut counts: BTreeMap<String, Vec<u64>> = BTreeMap::new();
    for (place, text) in texts.iter().enumerate() {
        for ngram in text.words.windows(n) {
            counts.entry(ngram.join(" ")).or_insert_with(|| vec![0; texts.len()])[place] += 1;
        }
    }
    counts
}

/// Runs on so many threads.
pub(crate) fn threads<R: Send>(count: usize, run: impl FnOnce() -> R + Send) -> R {
    rayon::ThreadPoolBuilder::new().num_threads(count).build().unwrap().install(run)
}
