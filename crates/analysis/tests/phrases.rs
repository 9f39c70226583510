//! Frames and expressions against slow and obvious counts of an invented text.

#![expect(clippy::unwrap_used, reason = "a test ends at the first surprise")]

use siyaq_analysis::{
    BundleOptions, ExpressionMeasure, ExpressionOptions, FrameOptions, FrameSlots, bundle_list,
    expressions, frame_list,
};
use siyaq_count::Selection;
use siyaq_index::{Boundary, BuildOptions, Corpus, CorpusBuilder, Document, Shard, TokenClass};
use siyaq_stats::Random;
use siyaq_types::{MetaValue, TermId};
use std::collections::{BTreeMap, BTreeSet};

const WORDS: [&str; 9] = ["على", "الرغم", "من", "مجلس", "النواب", "رئيس", "وزير", "في", "الاتحاد"];

/// Sentences with their document; phrases recur in them.
fn sentences() -> Vec<(usize, Vec<&'static str>)> {
    let mut random = Random::new(5);
    let mut out = Vec::new();
    for doc in 0..12 {
        for _ in 0..15 {
            let mut words = Vec::new();
            while words.len() < 9 {
                match random.below(5) {
                    0 => words.extend(["على", "الرغم", "من"]),
                    1 => words.extend(["رئيس", "مجلس", "النواب"]),
                    2 => words.extend(["مجلس", "النواب"]),
                    _ => words.push(WORDS[usize::try_from(random.below(9)).unwrap()]),
                }
            }
            out.push((doc, words));
        }
    }
    out
}

fn corpus() -> Corpus {
    let mut shard = Shard::new();
    let mut last = usize::MAX;
    for (doc, words) in sentences() {
        if doc != last {
            // Three values, and some documents without one.
            let metadata = vec![(doc % 4 < 3).then_some(MetaValue::Integer(doc as i64 % 4))];
            shard.start_document(Document { id: doc.to_string(), metadata, ..Document::default() });
        }
        last = doc;
        for (place, word) in words.into_iter().enumerate() {
            let boundary = if place == 0 { Boundary::Sentence } else { Boundary::None };
            shard.push(word, TokenClass::ArabicWord, boundary, true);
        }
    }
    let mut options = BuildOptions::default();
    options.fields = vec!["writer:int".parse().unwrap()];
    CorpusBuilder::new(options).finish(vec![shard]).unwrap().into_corpus().unwrap()
}

/// For each sequence of `n` words how often it occurs, and in which documents.
fn sequences(n: usize) -> BTreeMap<Vec<&'static str>, (u64, BTreeSet<usize>)> {
    let mut out: BTreeMap<Vec<&'static str>, (u64, BTreeSet<usize>)> = BTreeMap::new();
    for (doc, words) in sentences() {
        for window in words.windows(n) {
            let entry = out.entry(window.to_vec()).or_default();
            entry.0 += 1;
            entry.1.insert(doc);
        }
    }
    out
}

#[test]
fn frames_are_those_of_the_text() {
    let corpus = corpus();
    let selection = Selection::new(&corpus, corpus.words());
    let form = |id: TermId| corpus.words().lexicon().form(id);
    for slots in [FrameSlots::Inner, FrameSlots::Any] {
        let mut options = FrameOptions::default();
        (options.slots, options.min_freq, options.min_variants) = (slots, 6, 2);
        (options.fillers, options.min_doc_freq) = (3, 2);
        let found = frame_list(&selection, 3..=5, &options).unwrap();
        let mut expected: BTreeMap<Vec<&str>, BTreeMap<&str, u64>> = BTreeMap::new();
        let mut documents: BTreeMap<Vec<&str>, BTreeSet<usize>> = BTreeMap::new();
        for n in 3..=5 {
            for (words, (freq, docs)) in sequences(n) {
                for slot in 0..n {
                    if slots == FrameSlots::Inner && (slot == 0 || slot == n - 1) {
                        continue;
                    }
                    let mut frame = words.clone();
                    let filler = std::mem::replace(&mut frame[slot], "*");
                    *expected.entry(frame.clone()).or_default().entry(filler).or_default() += freq;
                    documents.entry(frame).or_default().extend(&docs);
                }
            }
        }
        expected.retain(|frame, fillers| {
            fillers.values().sum::<u64>() >= 6 && fillers.len() >= 2 && documents[frame].len() >= 2
        });
        assert!(expected.len() > 50);
        assert_eq!(found.rows.len(), expected.len());
        for row in &found.rows {
            let frame: Vec<&str> = row.places().map(|word| word.map_or("*", form)).collect();
            let fillers = &expected[&frame];
            let freq: u64 = fillers.values().sum();
            assert_eq!((row.freq, row.doc_freq), (freq, documents[&frame].len() as u64));
            assert_eq!((row.n(), row.variants), (frame.len(), fillers.len() as u64));
            assert_eq!(row.slot, frame.iter().position(|word| *word == "*").unwrap());
            let shares = || fillers.values().map(|count| *count as f64 / freq as f64);
            let entropy: f64 = shares().map(|share| -share * share.log2()).sum();
            assert!((row.entropy - entropy).abs() < 1e-12, "{frame:?}");
            assert!((row.top_share - shares().fold(0.0, f64::max)).abs() < 1e-15);
            assert!((row.type_token - fillers.len() as f64 / freq as f64).abs() < 1e-15);
            let mut top: Vec<(&str, u64)> = fillers.iter().map(|(form, n)| (*form, *n)).collect();
            top.sort_by_key(|(form, count)| (std::cmp::Reverse(*count), *form));
            top.truncate(3);
            let shown: Vec<(&str, u64)> =
                row.fillers.iter().map(|(id, count)| (form(*id), *count)).collect();
            assert_eq!(shown, top);
        }
        assert!(found.rows.is_sorted_by_key(|row| std::cmp::Reverse(row.freq)));
        for wrong in [0, 1] {
            assert!(frame_list(&selection, wrong..=wrong, &options).is_err());
        }
        assert_eq!(frame_list(&selection, 2..=2, &options).is_err(), slots == FrameSlots::Inner);
    }
}

#[test]
fn bundles_are_those_of_the_text() {
    let corpus = corpus();
    let selection = Selection::new(&corpus, corpus.words());
    let form = |id: &TermId| corpus.words().lexicon().form(*id);
    let tokens = selection.token_count() as f64;
    for (range_by, min_range) in [(None, 7), (Some("writer"), 3)] {
        let mut options = BundleOptions::default();
        (options.min_range, options.min_per_million) = (min_range, 5000.0);
        options.range_by = range_by.map(str::to_owned);
        let found = bundle_list(&selection, 2..=4, &options).unwrap();
        assert_eq!(found.parts, if range_by.is_none() { 12 } else { 3 });
        let mut expected = Vec::new();
        for n in 2..=4 {
            for (words, (freq, docs)) in sequences(n) {
                let range = match range_by {
                    None => docs.len(),
                    Some(_) => {
                        let values = docs.iter().map(|doc| doc % 4).filter(|value| *value < 3);
                        values.collect::<BTreeSet<_>>().len()
                    }
                } as u64;
                if freq as f64 * 1e6 / tokens >= 5000.0 && range >= min_range {
                    expected.push((std::cmp::Reverse(freq), words, docs.len() as u64, range));
                }
            }
        }
        expected.sort();
        assert!(expected.len() > 20);
        let rows: Vec<_> = found
            .rows
            .iter()
            .map(|row| {
                let words: Vec<&str> = row.words.iter().map(form).collect();
                (std::cmp::Reverse(row.freq), words, row.doc_freq, row.range)
            })
            .collect();
        assert_eq!(rows, expected);
    }
    let mut options = BundleOptions::default();
    options.range_by = Some("author".to_owned());
    assert!(bundle_list(&selection, 2..=2, &options).is_err());
    assert!(bundle_list(&selection, 0..=0, &BundleOptions::default()).is_err());
}

/// `inner` stands somewhere in `outer`.
fn holds(outer: &[&str], inner: &[&str]) -> bool {
    outer.windows(inner.len()).any(|window| window == inner)
}

#[test]
fn expressions_are_those_of_their_formulas() {
    let corpus = corpus();
    let selection = Selection::new(&corpus, corpus.words());
    let lexicon = corpus.words().lexicon();
    let tokens = selection.token_count() as f64;
    let mut options = ExpressionOptions::default();
    (options.longest, options.min_freq, options.min_doc_freq) = (4, 5, 3);
    // Nothing that begins or ends with the preposition.
    let stop = lexicon.id("في").unwrap();
    let wanted = |words: &[TermId]| words.first() != Some(&stop) && words.last() != Some(&stop);
    let found = expressions(&selection, &options, wanted).unwrap();

    let mut all: BTreeMap<Vec<&str>, (u64, usize)> = BTreeMap::new();
    for n in 1..=5 {
        let frequent = sequences(n).into_iter().filter(|(_, (freq, _))| *freq >= 5);
        all.extend(frequent.map(|(words, (freq, docs))| (words, (freq, docs.len()))));
    }
    let share = |words: &[&str]| all[words].0 as f64 / tokens;
    let scp = |words: &[&str]| {
        let cuts = 1..words.len();
        let mean = cuts.map(|cut| share(&words[..cut]) * share(&words[cut..])).sum::<f64>()
            / (words.len() - 1) as f64;
        share(words).powi(2) / mean
    };
    let candidates: Vec<&Vec<&str>> = all
        .iter()
        .filter(|(words, (_, docs))| {
            (2..=4).contains(&words.len())
                && *docs >= 3
                && words.first() != Some(&"في")
                && words.last() != Some(&"في")
        })
        .map(|(words, _)| words)
        .collect();
    assert!(candidates.len() > 50);
    assert_eq!(found.rows.len(), candidates.len());
    let (mut nested, mut maxima) = (0, BTreeSet::new());
    for row in &found.rows {
        let words: Vec<&str> = row.words.iter().map(|id| lexicon.form(*id)).collect();
        let (freq, docs) = all[&words];
        assert_eq!((row.freq, row.doc_freq), (freq, docs as u64), "{words:?}");
        let longer: Vec<u64> = candidates
            .iter()
            .filter(|other| other.len() > words.len() && holds(other, &words))
            .map(|other| all[*other].0)
            .collect();
        nested += usize::from(!longer.is_empty());
        assert_eq!((row.longer, row.in_longer), (longer.len() as u64, longer.iter().sum()));
        let owed = if longer.is_empty() { 0.0 } else { row.in_longer as f64 / longer.len() as f64 };
        let c_value = (words.len() as f64).log2() * (freq as f64 - owed);
        assert!((row.c_value - c_value).abs() < 1e-9, "{words:?}");
        assert!((row.scp - scp(&words)).abs() < 1e-12, "{words:?}");
        let above = all
            .keys()
            .filter(|other| other.len() == words.len() + 1 && holds(other, &words))
            .map(|other| scp(other))
            .fold(0.0, f64::max);
        let below = match words.len() {
            2 => above,
            n => scp(&words[..n - 1]).max(scp(&words[1..])),
        };
        let maximum = row.scp > (below + above) / 2.0;
        assert_eq!(row.local_maximum, maximum, "{words:?}");
        if maximum {
            maxima.insert(words);
        }
    }
    assert!(nested > 10);
    assert!(
        maxima.contains(&vec!["على", "الرغم", "من"]) && !maxima.contains(&vec!["على", "الرغم"])
    );
    assert!(found.rows.is_sorted_by(|a, b| a.c_value >= b.c_value));
    options.measure = ExpressionMeasure::Scp;
    let fixed = expressions(&selection, &options, wanted).unwrap();
    assert_eq!(fixed.rows.len(), maxima.len());
    assert!(fixed.rows.iter().all(|row| row.local_maximum));
    assert!(fixed.rows.is_sorted_by(|a, b| a.scp >= b.scp));
    options.longest = 1;
    assert!(expressions(&selection, &options, wanted).is_err());
    assert!("t_score".parse::<ExpressionMeasure>().is_err());
}
