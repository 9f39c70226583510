//! Keywords against slow and obvious counts of the same texts.

#![expect(clippy::unwrap_used, reason = "a test ends at the first surprise")]

mod common;

use common::{SOURCES, Text, by_text, corpus, texts, threads};
use siyaq_analysis::{
    Direction, FrequencyRow, FrequencyTable, GroupTables, ItemCounter, ItemOptions, KeyKeyOptions,
    KeyUnit, KeynessMeasure, KeynessTest, KeywordOptions, Keywords, TextMeasure, group_keywords,
    key_key_words, keyness_map, keywords,
};
use siyaq_count::Selection;
use siyaq_index::Corpus;
use siyaq_stats::{
    BootstrapOptions, Contingency, Correction, DispersedKeyness, DispersionMeasure, Measure,
    PartSizes, SampleCount, TextComparison, TextSample, bootstrap_log_ratio,
};
use std::collections::BTreeMap;

fn side(texts: &[Text], source: &str, inside: bool) -> Vec<Text> {
    texts.iter().filter(|text| (text.source == source) == inside).cloned().collect()
}

fn tables(corpus: &Corpus, source: &str, items: &ItemOptions) -> [FrequencyTable; 2] {
    let part = corpus.select(&format!("source={source}").parse().unwrap()).unwrap();
    let counter = ItemCounter::new(corpus.words());
    [part.clone(), part.complement()].map(|part| {
        let selection = Selection::new(corpus, corpus.words()).with_part(part);
        counter.count(&selection, items).unwrap()
    })
}

fn all_measures() -> Vec<KeynessMeasure> {
    let tables = [Measure::LogLikelihood4, Measure::LogRatio, Measure::FisherTwoSided];
    let texts = TextMeasure::ALL.map(KeynessMeasure::Texts);
    tables.map(KeynessMeasure::Table).into_iter().chain(texts).collect()
}

/// What every measure over texts is, from dense lists of the texts.
fn slow_scores(target: (&[u64], &[u64]), reference: (&[u64], &[u64])) -> Vec<Option<f64>> {
    let sample = |(freqs, sizes): (&[u64], &[u64])| {
        let filled = freqs.iter().zip(sizes).filter(|(_, size)| **size > 0);
        let rates: Vec<f64> = filled.map(|(freq, size)| *freq as f64 / *size as f64).collect();
        TextSample::new(rates.clone(), rates.len() as u64).unwrap()
    };
    let (one, two) = (sample(target), sample(reference));
    let compared = TextComparison::new(&one, &two);
    let pairs =
        |freqs: &[u64]| -> Vec<(u32, u64)> { (0u32..).zip(freqs.iter().copied()).collect() };
    let sizes = [target.1, reference.1].map(|sizes| PartSizes::new(sizes.to_vec()).unwrap());
    let counts = [pairs(target.0), pairs(reference.0)];
    let dispersed = DispersedKeyness::new(
        sizes[0].counts(&counts[0]).unwrap(),
        sizes[1].counts(&counts[1]).unwrap(),
    );
    let welch = compared.welch().ok();
    let student = compared.student().ok();
    let ranks = compared.mann_whitney().ok();
    vec![
        welch.map(|test| test.t),
        welch.map(|test| test.p()),
        student.map(|test| test.t),
        student.map(|test| test.p()),
        ranks.map(|test| test.u),
        ranks.map(|test| test.z),
        ranks.map(|test| test.p()),
        ranks.map(|test| test.effect),
        compared.cohen_d().ok(),
        Measure::LogLikelihood4.score(&dispersed.text_table().unwrap()),
        dispersed.adjusted_log_ratio(DispersionMeasure::JuillandU).ok(),
        dispersed
            .adjusted_simple_maths(DispersionMeasure::JuillandU, siyaq_stats::Smoothing::ONE)
            .ok(),
        dispersed.dispersion_difference(DispersionMeasure::KldNorm).ok(),
        dispersed.frequency_divergence().ok(),
    ]
}

struct Slow {
    freqs: BTreeMap<String, [Vec<u64>; 2]>,
    sizes: [Vec<u64>; 2],
}

fn slow(texts: &[Text], source: &str, n: usize) -> Slow {
    let sides = [side(texts, source, true), side(texts, source, false)];
    let counted = sides.each_ref().map(|texts| by_text(&texts.iter().collect::<Vec<_>>(), n));
    let sizes = sides.each_ref().map(|texts| texts.iter().map(|t| t.words.len() as u64).collect());
    let mut freqs = BTreeMap::new();
    for form in counted[0].keys().chain(counted[1].keys()) {
        let of = |side: usize| {
            counted[side].get(form).cloned().unwrap_or_else(|| vec![0; sides[side].len()])
        };
        freqs.insert(form.clone(), [of(0), of(1)]);
    }
    Slow { freqs, sizes }
}

fn close(a: Option<f64>, b: Option<f64>) -> bool {
    match (a, b) {
        (Some(a), Some(b)) => (a - b).abs() <= 1e-12 * b.abs().max(1e-12),
        (a, b) => a.is_none() && b.is_none(),
    }
}

#[test]
fn every_row_is_what_the_texts_say() {
    let texts = texts(3, 60);
    let corpus = corpus(&texts);
    for (n, source, by) in [
        (1, "منبر", KeyUnit::Tokens),
        (2, "افق", KeyUnit::Tokens),
        (1, "نهار", KeyUnit::Documents),
        (3, "منبر", KeyUnit::Documents),
    ] {
        let slow = slow(&texts, source, n);
        let items = ItemOptions::default().n(n).texts(true);
        let [target, reference] = tables(&corpus, source, &items);
        let mut options = KeywordOptions::default();
        options.measures = all_measures();
        options.min_freq = 1;
        options.by = by;
        options.test = KeynessTest::Table(Measure::FisherTwoSided);
        options.correction = Correction::Holm;
        let found = threads(3, || keywords(&target, &reference, &options).unwrap());
        assert_eq!(found, threads(1, || keywords(&target, &reference, &options).unwrap()));
        assert_eq!(found.rows.len(), slow.freqs.len());
        assert_eq!(found.tests, slow.freqs.len() as u64);
        let tokens = slow.sizes.each_ref().map(|sizes| sizes.iter().sum::<u64>());
        let documents = slow.sizes.each_ref().map(|sizes| sizes.len() as u64);
        let mut p_values = Vec::new();
        for row in &found.rows {
            let freqs = &slow.freqs[&row.form];
            let sums = freqs.each_ref().map(|freqs| freqs.iter().sum::<u64>());
            let docs = freqs.each_ref().map(|f| f.iter().filter(|freq| **freq > 0).count() as u64);
            assert_eq!([row.freq_target, row.freq_reference], sums);
            assert_eq!([row.doc_freq_target, row.doc_freq_reference], docs.map(Some));
            let table = match by {
                KeyUnit::Tokens => Contingency::keyness(sums[0], sums[1], tokens[0], tokens[1]),
                KeyUnit::Documents => {
                    Contingency::keyness(docs[0], docs[1], documents[0], documents[1])
                }
            }
            .unwrap();
            let of_tables = [Measure::LogLikelihood4, Measure::LogRatio, Measure::FisherTwoSided];
            let mut expected: Vec<_> =
                of_tables.iter().map(|measure| measure.score(&table)).collect();
            let texts = slow_scores((&freqs[0], &slow.sizes[0]), (&freqs[1], &slow.sizes[1]));
            expected.extend(texts);
            for (place, (score, expected)) in row.scores.iter().zip(expected).enumerate() {
                let name = found.measures[place];
                assert!(close(*score, expected), "{} {name}: {score:?} {expected:?}", row.form);
            }
            let p = Measure::FisherTwoSided.p_value(&table);
            assert!(close(row.p(), p), "{}: {:?} {p:?}", row.form, row.p());
            p_values.push(row.p());
        }
        let adjusted = Correction::Holm.adjust(&p_values, found.tests);
        for (row, q) in found.rows.iter().zip(adjusted) {
            assert!((row.q().unwrap() - q.unwrap()).abs() < 1e-9);
        }
        let ranked = found.rows.windows(2).all(|pair| pair[0].scores[0] >= pair[1].scores[0]);
        assert!(ranked);
    }
}

#[test]
fn tests_over_texts_and_intervals_are_those_of_each_word() {
    let texts = texts(8, 40);
    let corpus = corpus(&texts);
    let slow = slow(&texts, "افق", 1);
    let [target, reference] = tables(&corpus, "افق", &ItemOptions::default().texts(true));
    let mut options = KeywordOptions::default();
    options.min_freq = 3;
    let bootstrap = BootstrapOptions::default().replicates(60).seed(4);
    options.bootstrap = Some(bootstrap);
    options.top = Some(12);
    for test in [KeynessTest::Welch, KeynessTest::Student, KeynessTest::MannWhitney] {
        options.test = test;
        let found = keywords(&target, &reference, &options).unwrap();
        assert_eq!(found.rows.len(), 12);
        for row in &found.rows {
            let freqs = &slow.freqs[&row.form];
            let scores = slow_scores((&freqs[0], &slow.sizes[0]), (&freqs[1], &slow.sizes[1]));
            let place = match test {
                KeynessTest::Welch => 1,
                KeynessTest::Student => 3,
                _ => 6,
            };
            assert!(close(row.p(), scores[place]), "{test} {}", row.form);
            let dense = |side: usize| -> Vec<SampleCount> {
                let pairs = freqs[side].iter().zip(&slow.sizes[side]);
                pairs.map(|(freq, tokens)| SampleCount { freq: *freq, tokens: *tokens }).collect()
            };
            let alone = bootstrap_log_ratio(&dense(0), &dense(1), &bootstrap).unwrap();
            let interval = row.interval.unwrap();
            assert_eq!((interval.low, interval.high), (alone.low, alone.high), "{}", row.form);
        }
    }
}

fn forms(found: &Keywords) -> Vec<&str> {
    found.rows.iter().map(|row| row.form.as_str()).collect()
}

#[test]
fn directions_part_the_words() {
    let texts = texts(5, 90);
    let corpus = corpus(&texts);
    let [target, reference] = tables(&corpus, "منبر", &ItemOptions::default());
    let of = |direction| {
        let mut options = KeywordOptions::default();
        options.direction = direction;
        keywords(&target, &reference, &options).unwrap()
    };
    let (more, less) = (of(Direction::Positive), of(Direction::Negative));
    assert!(more.rows[0].form.starts_with("منبر"));
    assert!(!forms(&less).iter().any(|form| form.starts_with("منبر")));
    assert!(more.rows.iter().all(|row| row.scores[1] > Some(0.0)));
    assert!(less.rows.iter().all(|row| row.scores[1] < Some(0.0)));
    let bound = 1.0;
    let lock = of(Direction::Lock { bound });
    assert!(!lock.rows.is_empty());
    let reach = |scores: &[Option<f64>]| scores[2].unwrap().abs().max(scores[3].unwrap().abs());
    assert!(lock.rows.iter().all(|row| reach(&row.scores) <= bound));
    assert!(lock.rows.windows(2).all(|pair| reach(&pair[0].scores) <= reach(&pair[1].scores)));
    let all = of(Direction::Both);
    let near = all
        .rows
        .iter()
        .filter(|row| reach(&row.scores) <= bound && row.freq_target.min(row.freq_reference) >= 5);
    assert_eq!(near.count(), lock.rows.len());
    let mut options = KeywordOptions::default();
    options.leave_out = [more.rows[0].form.clone()].into();
    let without = keywords(&target, &reference, &options).unwrap();
    assert_eq!(without.rows.len() + 1, all.rows.len());
    assert_eq!(without.tests, all.tests);
}

#[test]
fn corpora_lists_and_parts_agree() {
    let texts = texts(1, 50);
    let whole = corpus(&texts);
    let [one, two] = [true, false].map(|inside| corpus(&side(&texts, "نهار", inside)));
    for n in [1, 2] {
        let items = ItemOptions::default().n(n).texts(true);
        let [target, reference] = tables(&whole, "نهار", &items);
        let counted = |corpus: &Corpus| {
            ItemCounter::new(corpus.words())
                .count(&Selection::new(corpus, corpus.words()), &items)
                .unwrap()
        };
        let mut options = KeywordOptions::default();
        options.measures = all_measures();
        options.min_freq = 1;
        let of_parts = keywords(&target, &reference, &options).unwrap();
        let of_corpora = keywords(&counted(&one), &counted(&two), &options).unwrap();
        assert_eq!(of_parts, of_corpora);
        let list = |table: &FrequencyTable| {
            let rows: Vec<FrequencyRow> = table.rows().collect();
            FrequencyTable::from_rows(rows, Some(table.tokens()))
        };
        options.measures = vec![Measure::LogRatio.into()];
        let of_lists = keywords(&list(&target), &list(&reference), &options).unwrap();
        let mixed = keywords(&target, &list(&reference), &options).unwrap();
        let of_parts = keywords(&target, &reference, &options).unwrap();
        assert_eq!(forms(&of_lists), forms(&of_parts));
        assert_eq!(forms(&mixed), forms(&of_parts));
        options.by = KeyUnit::Documents;
        assert!(keywords(&list(&target), &reference, &options).is_err());
    }
}

#[test]
fn words_key_in_many_texts() {
    let texts = texts(21, 80);
    let corpus = corpus(&texts);
    let slow = slow(&texts, "منبر", 1);
    let [target, reference] = tables(&corpus, "منبر", &ItemOptions::default().texts(true));
    let mut options = KeyKeyOptions::default();
    options.max_p = 0.01;
    options.min_texts = 1;
    let found = key_key_words(&target, &reference, &options).unwrap();
    let tokens: u64 = slow.sizes[1].iter().sum();
    let mut expected = Vec::new();
    for (form, freqs) in &slow.freqs {
        let rest: u64 = freqs[1].iter().sum();
        let keys = freqs[0].iter().zip(&slow.sizes[0]).filter(|(freq, size)| {
            if **freq < 3 {
                return false;
            }
            let table = Contingency::keyness(**freq, rest, **size, tokens).unwrap();
            Measure::LogRatio.score(&table) > Some(0.0)
                && Measure::LogLikelihood4.p_value(&table).unwrap() <= 0.01
        });
        let keys = keys.count() as u64;
        if keys > 0 {
            expected.push((keys, freqs[0].iter().sum::<u64>(), form.clone()));
        }
    }
    expected.sort_by(|a, b| (b.0, b.1).cmp(&(a.0, a.1)).then_with(|| a.2.cmp(&b.2)));
    let found_rows: Vec<_> =
        found.rows.iter().map(|row| (row.key_texts, row.freq_target, row.form.clone())).collect();
    assert!(!expected.is_empty());
    assert_eq!(found_rows, expected);
    assert!(
        key_key_words(&FrequencyTable::from_rows(Vec::new(), None), &reference, &options).is_err()
    );
}

#[test]
fn each_group_stands_against_the_others() {
    let texts = texts(17, 70);
    let whole = corpus(&texts);
    let items = ItemOptions::default().texts(true);
    let selection = Selection::new(&whole, whole.words());
    let groups = GroupTables::by_field(&selection, "source", &items).unwrap();
    let mut options = KeywordOptions::default();
    options.measures = all_measures();
    options.min_freq = 2;
    let found = group_keywords(&groups, &options).unwrap();
    let apart = SOURCES.map(|source| {
        let own = corpus(&side(&texts, source, true));
        let counter = ItemCounter::new(own.words());
        (source.to_owned(), counter.count(&Selection::new(&own, own.words()), &items).unwrap())
    });
    let of_corpora = group_keywords(&GroupTables::new(apart.to_vec()), &options).unwrap();
    for source in SOURCES {
        let [target, reference] = tables(&whole, source, &items);
        let alone = keywords(&target, &reference, &options).unwrap();
        for found in [&found, &of_corpora] {
            let own: Vec<_> = found.rows.iter().filter(|row| row.group == source).collect();
            assert_eq!(own.len(), alone.rows.len());
            for (row, alone) in own.iter().zip(&alone.rows) {
                assert_eq!(row.keyword.form, alone.form);
                let scores = row.keyword.scores.iter().zip(&alone.scores);
                assert!(scores.into_iter().all(|(a, b)| close(*a, *b)), "{}", alone.form);
            }
        }
    }
    let map = keyness_map(&groups, &found, 2);
    assert_eq!((map.groups.len(), map.forms.len()), (3, 6));
    assert!(map.log_ratios[0][0] > Some(1.0) && map.log_ratios[0][1] < Some(-1.0));
    assert!(
        group_keywords(&GroupTables::new(apart.into_iter().take(1).collect()), &options).is_err()
    );
}
