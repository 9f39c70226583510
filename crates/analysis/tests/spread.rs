//! Dispersion of words, n-grams and queries against slow and obvious counts of the same parts.

#![expect(clippy::unwrap_used, reason = "a test ends at the first surprise")]

mod common;

use common::{Text, corpus, texts, threads};
use siyaq_analysis::{
    ListOrder, NgramList, NgramOrder, PartsBy, Spread, dispersion, ngram_list, word_list,
};
use siyaq_count::{NgramOptions, Selection};
use siyaq_query::{SearchOptions, search};
use siyaq_stats::{DispersionMeasure, Gaps, PartSizes, Undefined};
use std::collections::BTreeMap;

/// For each token, the part it is in; and the size of each part.
fn parts(texts: &[Text], by: &str) -> (Vec<u32>, Vec<u64>) {
    let sizes: Vec<usize> = texts.iter().map(|text| text.words.len()).collect();
    let total: usize = sizes.iter().sum();
    let sources = ["افق", "منبر", "نهار"];
    let mut of_token = Vec::new();
    for (number, text) in texts.iter().enumerate() {
        for _ in &text.words {
            of_token.push(match by {
                "documents" => number,
                "source" => sources.iter().position(|source| *source == text.source).unwrap(),
                equal => {
                    let count: usize = equal.parse().unwrap();
                    (0..count).rev().find(|part| part * total / count <= of_token.len()).unwrap()
                }
            } as u32);
        }
    }
    let count = match by {
        "documents" => texts.len(),
        "source" => 3,
        equal => equal.parse().unwrap(),
    };
    let mut of_part = vec![0; count];
    of_token.iter().for_each(|part| of_part[*part as usize] += 1);
    (of_token, of_part)
}

fn slow(
    positions: &[u64],
    (of_token, sizes): &(Vec<u32>, Vec<u64>),
) -> Vec<(DispersionMeasure, Result<f64, Undefined>)> {
    let mut counts: BTreeMap<u32, u64> = BTreeMap::new();
    positions.iter().for_each(|at| *counts.entry(of_token[*at as usize]).or_default() += 1);
    let counts: Vec<(u32, u64)> = counts.into_iter().collect();
    let sizes = PartSizes::new(sizes.clone()).unwrap();
    let word = sizes.counts(&counts).unwrap();
    let gaps = Gaps::new(of_token.len() as u64, positions.len() as u64, positions.iter().copied());
    let gaps = gaps.unwrap();
    let value = |measure: DispersionMeasure| {
        let of_parts = || measure.evaluate_parts(&word);
        let of_gaps = || measure.evaluate_gaps(&gaps);
        (measure, if measure.needs_positions() { of_gaps() } else { of_parts() })
    };
    DispersionMeasure::all().map(value).collect()
}

fn positions(texts: &[Text], n: usize) -> BTreeMap<String, Vec<u64>> {
    let mut found: BTreeMap<String, Vec<u64>> = BTreeMap::new();
    let mut start = 0;
    for text in texts {
        for (place, ngram) in (start..).zip(text.words.windows(n)) {
            found.entry(ngram.join(" ")).or_default().push(place);
        }
        start += text.words.len() as u64;
    }
    found
}

#[test]
fn every_measure_over_any_parts() {
    let texts = texts(12, 40);
    let corpus = corpus(&texts);
    let selection = Selection::new(&corpus, corpus.words());
    for by in ["documents", "source", "1", "7", "5000"] {
        let slow_parts = parts(&texts, by);
        let spread = Spread::new(DispersionMeasure::all()).over(by.parse().unwrap());
        let list = threads(3, || word_list(&selection, 2, &spread).unwrap());
        let words = positions(&texts, 1);
        assert_eq!(list.rows.len(), words.values().filter(|places| places.len() > 1).count());
        for row in &list.rows {
            let form = corpus.words().lexicon().form(row.form);
            let expected = slow(&words[form], &slow_parts);
            let found: Vec<_> =
                list.dispersion.iter().copied().zip(row.dispersion.iter().copied()).collect();
            assert_eq!(found, expected, "{form} over {by}");
        }
        let order: ListOrder = "juilland_d".parse().unwrap();
        let options = NgramOptions::new(1).min_freq(2);
        let ngrams =
            threads(2, || ngram_list(&selection, 1..=2, &options, &spread, order).unwrap());
        let all: BTreeMap<String, Vec<u64>> =
            positions(&texts, 2).into_iter().chain(words).collect();
        assert_eq!(ngrams.len(), all.values().filter(|places| places.len() > 1).count());
        for order in ["freq", "freq:asc", "form", "doc_freq", "juilland_d"] {
            let order: ListOrder = order.parse().unwrap();
            let list = |top| {
                let order = NgramOrder { order, top };
                ngram_list(&selection, 1..=2, &options, &spread, order).unwrap()
            };
            let rows = |list: &NgramList<'_>, most: usize| -> Vec<(String, u64)> {
                let rows = (0..list.len().min(most)).filter_map(|index| list.row(index));
                rows.map(|row| (row.ngram.form(), row.ngram.freq)).collect()
            };
            let (all, first) = (list(None), list(Some(5)));
            assert_eq!(rows(&first, usize::MAX), rows(&all, 5), "{order:?}");
            assert_eq!((first.len(), first.found()), (5.min(all.len()), all.len() as u64));
            assert!(first.row(5).is_none());
        }
        let place = DispersionMeasure::all().position(|m| m.name() == "juilland_d").unwrap();
        let mut last = None;
        for index in 0..ngrams.len() {
            let row = ngrams.row(index).unwrap();
            let form = row.ngram.form();
            let expected: Vec<_> =
                slow(&all[&form], &slow_parts).into_iter().map(|(_, value)| value).collect();
            assert_eq!(row.dispersion, expected, "{form} over {by}");
            let value = row.dispersion[place].ok();
            assert!(last.is_none_or(|last: Option<f64>| last >= value || value.is_none()));
            last = Some(value);
        }
        let query = "كلمة00";
        let hits =
            search(&corpus, &query.parse().unwrap(), &SearchOptions::default().layer("word"))
                .unwrap();
        let of_query = dispersion(&selection, &hits, &by.parse().unwrap()).unwrap();
        let summary = of_query.summary.iter().copied();
        assert_eq!(summary.collect::<Vec<_>>(), slow(&all[query], &slow_parts), "over {by}");
        assert_eq!(of_query.parts.iter().map(|part| part.freq).sum::<u64>(), of_query.freq);
        let sizes: Vec<u64> = of_query.parts.iter().map(|part| part.tokens).collect();
        let filled: Vec<u64> = slow_parts.1.iter().copied().filter(|size| *size > 0).collect();
        assert_eq!(sizes, filled);
    }
}

#[test]
fn a_field_that_is_not_there() {
    let corpus = corpus(&texts(1, 4));
    let selection = Selection::new(&corpus, corpus.words());
    let spread = Spread::default().over(PartsBy::Field("author".into()));
    assert!(word_list(&selection, 1, &spread).is_err());
}
