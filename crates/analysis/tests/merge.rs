//! MERGE against the plain way: in each step all pairs are counted anew from the text.

#![expect(clippy::unwrap_used, reason = "a test ends at the first surprise")]

mod common;

use common::{corpus, texts, threads};
use siyaq_analysis::{MergeOptions, merged_sequences};
use siyaq_count::Selection;
use siyaq_stats::{Contingency, Measure};
use std::collections::{BTreeMap, BTreeSet};

/// A step as the plain way and ours tell it: the words, how many are of the first part, how often, in how
/// many documents, the score.
type Step = (Vec<String>, usize, u64, u64, f64);

/// A word, or a sequence made before.
type Unit = Vec<String>;

/// The text as documents of units, each the words of it.
fn plain(options: &MergeOptions, seed: u64) -> (Vec<Step>, BTreeMap<Vec<String>, u64>) {
    let mut documents: Vec<Vec<Vec<String>>> = texts(seed, 40)
        .into_iter()
        .map(|text| text.words.into_iter().map(|word| vec![word]).collect())
        .collect();
    let mut steps = Vec::new();
    while steps.len() < options.steps {
        let mut pairs: BTreeMap<(Unit, Unit), (u64, BTreeSet<usize>)> = BTreeMap::new();
        let (mut firsts, mut seconds) = (BTreeMap::new(), BTreeMap::new());
        let mut total = 0;
        for (number, document) in documents.iter().enumerate() {
            for pair in document.windows(2) {
                let entry = pairs.entry((pair[0].clone(), pair[1].clone())).or_default();
                entry.0 += 1;
                entry.1.insert(number);
                *firsts.entry(pair[0].clone()).or_insert(0) += 1;
                *seconds.entry(pair[1].clone()).or_insert(0) += 1;
                total += 1;
            }
        }
        let scored = pairs.iter().filter_map(|(pair, (freq, found))| {
            let enough = *freq >= options.min_freq && found.len() as u64 >= options.min_doc_freq;
            let table = Contingency::new(*freq, firsts[&pair.0], seconds[&pair.1], total).unwrap();
            let score = options.measure.score(&table).filter(|s| *s >= options.min_score)?;
            enough.then(|| (score, *freq, [pair.0.clone(), pair.1.clone()].concat(), pair.clone()))
        });
        let best =
            scored.max_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)).then(b.2.cmp(&a.2)));
        let Some((score, _, words, pair)) = best else { break };
        let (mut freq, mut found) = (0, BTreeSet::new());
        for (number, document) in documents.iter_mut().enumerate() {
            let mut made: Vec<Vec<String>> = Vec::new();
            let mut rest = document.iter().peekable();
            while let Some(unit) = rest.next() {
                if *unit == pair.0 && rest.peek().is_some_and(|next| **next == pair.1) {
                    rest.next();
                    made.push(words.clone());
                    freq += 1;
                    found.insert(number);
                } else {
                    made.push(unit.clone());
                }
            }
            *document = made;
        }
        steps.push((words, pair.0.len(), freq, found.len() as u64, score));
    }
    let mut left = BTreeMap::new();
    for unit in documents.into_iter().flatten() {
        *left.entry(unit).or_insert(0) += 1;
    }
    (steps, left)
}

#[test]
fn steps_are_those_of_the_plain_way() {
    for (seed, measure) in
        [(3, Measure::LogLikelihood), (4, Measure::LogLikelihood), (5, Measure::TScore)]
    {
        let corpus = corpus(&texts(seed, 40));
        let selection = Selection::new(&corpus, corpus.words());
        let mut options = MergeOptions::default();
        options.steps = 40;
        options.min_freq = 3;
        options.measure = measure;
        options.min_score = 0.0;
        let (expected, left) = plain(&options, seed);
        let found = threads(3, || merged_sequences(&selection, &options).unwrap());
        assert_eq!(found, threads(1, || merged_sequences(&selection, &options).unwrap()));
        assert!(expected.len() > 10, "{}", expected.len());
        let form = |word: &siyaq_types::TermId| corpus.words().lexicon().form(*word).to_owned();
        for (ours, expected) in found.rows.iter().zip(&expected) {
            let words: Vec<String> = ours.words.iter().map(form).collect();
            assert_eq!(
                (words.clone(), ours.first_part),
                (expected.0.clone(), expected.1),
                "{}",
                ours.step
            );
            assert_eq!((ours.freq, ours.doc_freq), (expected.2, expected.3), "{words:?}");
            assert!((ours.score - expected.4).abs() < 1e-9 * expected.4.abs(), "{words:?}");
            // What is spelt alike may have been made twice, cut at another place.
            let twins = found.rows.iter().filter(|row| row.words == ours.words).count();
            if twins == 1 {
                assert_eq!(ours.freq_left, left.get(&words).copied().unwrap_or(0), "{words:?}");
            }
        }
        assert_eq!(found.rows.len(), expected.len());
        assert_eq!(found.exhausted, expected.len() < 40);
    }
}

#[test]
fn a_word_again_and_again_is_put_together_from_the_left() {
    let mut all = texts(1, 3);
    for text in &mut all {
        text.words = ["نعم"; 7].map(str::to_owned).to_vec();
    }
    let corpus = corpus(&all);
    let selection = Selection::new(&corpus, corpus.words());
    let mut options = MergeOptions::default();
    options.min_freq = 2;
    options.measure = Measure::Dice;
    options.min_score = 0.0;
    let found = merged_sequences(&selection, &options).unwrap();
    // Seven: three pairs and one, then one pair of pairs and one and one …
    let told: Vec<(usize, u64, u64)> =
        found.rows.iter().map(|row| (row.words.len(), row.freq, row.freq_left)).collect();
    assert_eq!(told.first(), Some(&(2, 9, 0)));
    assert_eq!(found.rows.last().map(|row| (row.words.len(), row.freq_left)), Some((7, 3)));
    assert!(found.exhausted);
}
