//! Keywords against slow and obvious counts of the same texts.

#![expect(clippy::unwrap_used, reason = "a test ends at the first surprise")]

mod common;

use common::{SOURCES, Text, by_text, corpus, texts, threads};
use siyaq_analysis::{
    Direction, FrequencyRow, FrequencyTable, GroupTables, ItemCounter, ItemOptions, Items,
    KeyKeyOptions, KeyUnit, KeynessMeasure, KeynessTest, KeywordOptions, KeywordRow, Keywords,
    TextMeasure, group_keywords, key_key_words, keyness_map, keywords,
};
use siyaq_count::{Selection, WindowSpan};
use siyaq_index::{Corpus, Subcorpus};
use siyaq_stats::{
    BootstrapOptions, Contingency, Correction, DispersedKeyness, DispersionMeasure, Measure,
    PartSizes, SampleCount, TextComparison, TextSample, Undefined, bootstrap_log_ratio,
};
use std::collections::{BTreeMap, BTreeSet};

fn side(texts: &[Text], source: &str, inside: bool) -> Vec<Text> {
    texts.iter().filter(|text| (text.source == source) == inside).cloned().collect()
}

fn tables(corpus: &Corpus, source: &str, items: &ItemOptions) -> [FrequencyTable; 2] {
    let part = corpus.select(&format!("source={source}").parse().unwrap()).unwrap();
    let counter = ItemCounter::new(&Selection::new(corpus, corpus.words()));
    [part.clone(), part.complement(corpus)].map(|part| {
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
        welch.and_then(|test| test.p().ok()),
        student.map(|test| test.t),
        student.and_then(|test| test.p().ok()),
        ranks.map(|test| test.u),
        ranks.map(|test| test.z),
        ranks.and_then(|test| test.p().ok()),
        ranks.map(|test| test.effect),
        compared.cohen_d().ok(),
        Measure::LogLikelihood4.score(&dispersed.text_table().unwrap()),
        dispersed.adjusted_log_ratio(DispersionMeasure::RosengrenKf).ok(),
        dispersed
            .adjusted_simple_maths(DispersionMeasure::RosengrenKf, siyaq_stats::Smoothing::ONE)
            .ok(),
        dispersed.dispersion_difference(DispersionMeasure::KldNorm).ok(),
        sizes[0].counts(&counts[0]).unwrap().dp_norm(),
        sizes[1].counts(&counts[1]).unwrap().dp_norm(),
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
                assert!(close(score.ok(), expected), "{} {name}: {score:?} {expected:?}", row.form);
            }
            let p = Measure::FisherTwoSided.p_value(&table);
            assert!(close(row.p().ok(), p.ok()), "{}: {:?} {p:?}", row.form, row.p());
            p_values.push(row.p().ok());
        }
        let adjusted = Correction::Holm.adjust(&p_values, found.tests);
        for (row, q) in found.rows.iter().zip(adjusted) {
            assert!((row.q().unwrap() - q.unwrap()).abs() < 1e-9);
        }
        let first = |row: &KeywordRow| row.scores[0].ok();
        let ranked = found.rows.is_sorted_by(|a, b| first(a) >= first(b));
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
            assert!(close(row.p().ok(), scores[place]), "{test} {}", row.form);
            let dense = |side: usize| -> Vec<SampleCount> {
                let pairs = freqs[side].iter().zip(&slow.sizes[side]);
                pairs.map(|(freq, tokens)| SampleCount { freq: *freq, tokens: *tokens }).collect()
            };
            let alone = bootstrap_log_ratio(&dense(0), &dense(1), &bootstrap).unwrap();
            let interval = row.interval.unwrap().unwrap();
            let ends = [(interval.low, alone.low), (interval.high, alone.high)];
            assert!(ends.iter().all(|(a, b)| (a - b).abs() < 1e-10), "{}: {ends:?}", row.form);
        }
    }
}

/// Headlines against articles: a word with more in a thousand headlines' words is in fewer of them than of
/// the articles, so that ranks point to the articles. There is no evidence of what the row says then.
#[test]
fn p_is_of_the_direction_that_the_frequencies_show() {
    let mut texts = Vec::new();
    for number in 0..60 {
        let headline = if number % 3 == 0 { "مطر نهر" } else { "بحر نهر نهر" };
        let article = "مطر ".to_owned() + &"بحر ".repeat(9) + "سماء";
        for (source, text) in [("headlines", headline), ("articles", &article)] {
            let words = text.split(' ').map(str::to_owned).collect();
            texts.push(Text { source, date: "2024-01-01".to_owned(), words });
        }
    }
    let corpus = corpus(&texts);
    let [target, reference] = tables(&corpus, "headlines", &ItemOptions::default().texts(true));
    let ranks = KeynessMeasure::Texts(TextMeasure::MannWhitneyZ);
    let mut options = KeywordOptions::default();
    options.measures = vec![Measure::LogRatio.into(), ranks];
    for (test, contradicts) in [
        (KeynessTest::MannWhitney, true),
        (KeynessTest::Welch, false),
        (KeynessTest::Table(Measure::LogLikelihood4), false),
    ] {
        for direction in [Direction::Both, Direction::Positive] {
            (options.test, options.direction) = (test, direction);
            let found = keywords(&target, &reference, &options).unwrap();
            assert_eq!(found.text_lengths, Some((3, 11)));
            assert_eq!(found.contradicted, u64::from(contradicts), "{test}");
            let rain = found.rows.iter().find(|row| row.form == "مطر").unwrap();
            // 20 of 160 against 60 of 660; in 20 of 60 texts against 60 of 60.
            assert!(rain.scores[0].unwrap() > 0.4 && rain.scores[1].unwrap() < -3.0);
            assert_eq!(rain.p() == Ok(1.0), contradicts, "{test}");
            let river = found.rows.iter().find(|row| row.form == "نهر").unwrap();
            assert!(river.p().unwrap() < 1e-9, "{test}");
        }
    }
    options.direction = Direction::Positive;
    options.test = KeynessTest::MannWhitney;
    options.max_q = 0.05;
    let sure = keywords(&target, &reference, &options).unwrap();
    assert_eq!((forms(&sure), sure.contradicted), (vec!["نهر"], 0));
}

/// Where no number holds a p-value it is missing, and its logarithm is there: that of mpmath
/// 1.3, `log10(erfc(sqrt(x / 2)))` of the log-likelihood `x`, 4084.0223458996757.
#[test]
fn p_values_too_small_for_a_number_have_logarithms() {
    let list = |freqs: [(&str, u64); 3]| {
        let row = |(form, freq): (&str, u64)| FrequencyRow {
            form: form.to_owned(),
            freq,
            doc_freq: None,
        };
        FrequencyTable::from_rows(freqs.map(row).to_vec(), Some(100_000))
    };
    let target = list([("نفط", 3_000), ("سلام", 40), ("قال", 500)]);
    let reference = list([("نفط", 10), ("سلام", 0), ("قال", 500)]);
    let mut options = KeywordOptions::default();
    options.measures = vec![Measure::PercentDiff.into()];
    let found = keywords(&target, &reference, &options).unwrap();
    let row = |form: &str| found.rows.iter().find(|row| row.form == form).unwrap();
    let none = Err(Undefined::TooSmall);
    assert_eq!((row("نفط").p(), row("نفط").q()), (none, none));
    let (p, q) = (row("نفط").log10_p.unwrap(), row("نفط").log10_q.unwrap());
    assert!((p - -888.737_894_665_129_6).abs() < 1e-9, "{p}");
    assert!((q - (p + 3_f64.log10())).abs() < 1e-9, "{q}");
    assert!(row("سلام").p().unwrap() > 0.0 && row("قال").p().unwrap() > 0.99);
    assert_eq!(row("سلام").scores, [Err(Undefined::AbsentInReference)]);
    assert_eq!(found.rows.last().map(|row| row.form.as_str()), Some("سلام"));
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
    assert!(more.rows.iter().all(|row| row.scores[1].is_ok_and(|ratio| ratio > 0.0)));
    assert!(less.rows.iter().all(|row| row.scores[1].is_ok_and(|ratio| ratio < 0.0)));
    let bound = 1.0;
    let lock = of(Direction::Lock { bound });
    assert!(!lock.rows.is_empty());
    let reach =
        |scores: &[Result<f64, Undefined>]| scores[2].unwrap().abs().max(scores[3].unwrap().abs());
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
    assert_eq!(without.tests + 1, all.tests);
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
            let selection = Selection::new(corpus, corpus.words());
            ItemCounter::new(&selection).count(&selection, &items).unwrap()
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

/// How often the second word of a pair stands up to `after` words after the first in each text; a
/// token counts once however many of the first are near.
fn pairs_by_text(texts: &[Text], after: usize) -> BTreeMap<String, Vec<u64>> {
    let mut counts: BTreeMap<String, Vec<u64>> = BTreeMap::new();
    for (place, text) in texts.iter().enumerate() {
        for (at, second) in text.words.iter().enumerate() {
            let near = &text.words[at.saturating_sub(after)..at];
            let firsts: BTreeSet<&String> = near.iter().filter(|first| *first != second).collect();
            for first in firsts {
                let pair = format!("{first} {second}");
                counts.entry(pair).or_insert_with(|| vec![0; texts.len()])[place] += 1;
            }
        }
    }
    counts
}

/// Checks the rows of a comparison of parts against counts of each text.
fn check_items(
    found: &Keywords,
    counted: &[BTreeMap<String, Vec<u64>>; 2],
    sizes: [&[u64]; 2],
) -> usize {
    let tokens = sizes.map(|sizes| sizes.iter().sum::<u64>());
    for row in &found.rows {
        let none = sizes.map(|sizes| vec![0; sizes.len()]);
        let of = |side: usize| counted[side].get(&row.form).unwrap_or(&none[side]).as_slice();
        let sum = |side: usize| of(side).iter().sum::<u64>();
        let docs = |side: usize| of(side).iter().filter(|freq| **freq > 0).count() as u64;
        assert_eq!((row.freq_target, row.freq_reference), (sum(0), sum(1)), "{}", row.form);
        assert_eq!((row.doc_freq_target, row.doc_freq_reference), (Some(docs(0)), Some(docs(1))));
        let table = Contingency::keyness(sum(0), sum(1), tokens[0], tokens[1]).unwrap();
        assert!(close(row.scores[0].ok(), Measure::LogRatio.score(&table)));
        if row.scores.len() > 1 {
            let slow = slow_scores((of(0), sizes[0]), (of(1), sizes[1]));
            assert!(close(row.scores[1].ok(), slow[8]), "{}", row.form);
        }
    }
    found.rows.len()
}

#[test]
fn pairs_and_queries_are_items() {
    let texts = texts(6, 45);
    let whole = corpus(&texts);
    let sides = [side(&texts, "افق", true), side(&texts, "افق", false)];
    let sizes = sides
        .each_ref()
        .map(|texts| -> Vec<u64> { texts.iter().map(|text| text.words.len() as u64).collect() });
    let sizes = sizes.each_ref().map(Vec::as_slice);
    let queries = ["كلمة00", "كلمة0*", "كلمة00 كلمة01", "افق*", "كلمة00"];
    let items = [
        Items::Pairs(WindowSpan { before: 0, after: 3 }),
        Items::Queries(queries.map(|query| query.parse().unwrap()).to_vec()),
        Items::Queries(vec!["غائبة".parse().unwrap()]),
    ];
    for (items, with_texts) in items
        .into_iter()
        .flat_map(|items| [false, true].map(|with_texts| (items.clone(), with_texts)))
    {
        let counted = sides.each_ref().map(|texts| match &items {
            Items::Pairs(span) => pairs_by_text(texts, span.after),
            _ => {
                let [one, two] = [1, 2].map(|n| by_text(&texts.iter().collect::<Vec<_>>(), n));
                let sum = |start: &str| -> Vec<u64> {
                    let of = one.iter().filter(|(form, _)| form.starts_with(start));
                    of.fold(vec![0; texts.len()], |mut sum, (_, freqs)| {
                        sum.iter_mut().zip(freqs).for_each(|(sum, freq)| *sum += freq);
                        sum
                    })
                };
                let mut of: BTreeMap<String, Vec<u64>> = BTreeMap::new();
                for query in &queries {
                    let freqs = match query.strip_suffix('*') {
                        Some(start) => sum(start),
                        None => match one.get(*query).or(two.get(*query)) {
                            Some(freqs) => freqs.clone(),
                            None => vec![0; texts.len()],
                        },
                    };
                    of.insert((*query).to_owned(), freqs);
                }
                of
            }
        });
        let options_of_items = ItemOptions::default().items(items.clone()).texts(with_texts);
        let [target, reference] = tables(&whole, "افق", &options_of_items);
        let mut options = KeywordOptions::default();
        options.measures = vec![Measure::LogRatio.into()];
        if with_texts {
            options.measures.push(KeynessMeasure::Texts(TextMeasure::CohenD));
        }
        options.min_freq = 0;
        let found = keywords(&target, &reference, &options).unwrap();
        let rows = check_items(&found, &counted, sizes);
        let forms: BTreeSet<&String> = counted.iter().flat_map(BTreeMap::keys).collect();
        let expected = match &items {
            Items::Queries(queries) => queries.len().min(4),
            _ => forms.len(),
        };
        assert_eq!((rows, found.tests), (expected, expected as u64));
        // Tables of other corpora have other vocabularies, and give the same.
        let apart = sides.each_ref().map(|texts| corpus(texts));
        let [one, two] = apart.each_ref().map(|corpus| {
            let selection = Selection::new(corpus, corpus.words());
            ItemCounter::new(&selection).count(&selection, &options_of_items).unwrap()
        });
        assert_eq!(keywords(&one, &two, &options).unwrap(), found);
    }
}

/// Without the pairs that are rare on all sides keywords are the same, with the same q-values, and the
/// tables are smaller.
#[test]
fn rare_pairs_are_tests_and_no_items() {
    let texts = texts(14, 60);
    let whole = corpus(&texts);
    let all = Selection::new(&whole, whole.words());
    let part = |chosen: fn(u32) -> bool| {
        all.of_part(Subcorpus::from_fn(whole.document_count(), |doc| chosen(doc.0)))
    };
    let counter = ItemCounter::new(&all);
    let span = WindowSpan { before: 1, after: 3 };
    let items = ItemOptions::default().items(Items::Pairs(span)).texts(true);
    let least = 6;
    // Parts that divide the corpus, that overlap, and of which one is empty.
    for parts in [
        vec![part(|doc| doc % 3 == 0), part(|doc| doc % 3 != 0)],
        vec![part(|doc| doc < 40), part(|doc| doc > 20)],
        vec![part(|doc| doc % 4 == 0), part(|doc| doc % 4 == 1), part(|doc| doc % 4 > 1)],
        vec![part(|_| true), part(|_| false)],
    ] {
        let slow: Vec<_> = parts.iter().map(|own| counter.count(own, &items).unwrap()).collect();
        let items = items.clone().min_freq(least);
        let fast = threads(3, || counter.count_together(&parts, &items).unwrap());
        let len = |tables: &[FrequencyTable]| tables.iter().map(FrequencyTable::len).sum::<usize>();
        assert!(0 < len(&fast) && len(&fast) < len(&slow));
        for (fast, slow) in fast.iter().zip(&slow) {
            assert_eq!((fast.tokens(), fast.documents()), (slow.tokens(), slow.documents()));
            let rows: BTreeSet<FrequencyRow> = slow.rows().collect();
            assert!(fast.rows().all(|row| rows.contains(&row)));
        }
        let mut options = KeywordOptions::default();
        options.measures = all_measures();
        options.min_freq = least;
        if parts.len() > 2 {
            let named = |tables: &[FrequencyTable]| {
                GroupTables::new((0..3).map(|n| n.to_string()).zip(tables.to_vec()).collect())
            };
            let of = |tables: &[FrequencyTable]| group_keywords(&named(tables), &options).unwrap();
            assert_eq!(of(&fast), of(&slow));
        } else if parts[1].token_count() > 0 {
            let of =
                |tables: &[FrequencyTable]| keywords(&tables[0], &tables[1], &options).unwrap();
            assert_eq!(of(&fast), of(&slow));
            assert!(of(&fast).rows.len() > 5);
        }
    }
}

#[test]
fn items_are_left_out_by_their_ends() {
    let texts = texts(9, 30);
    let whole = corpus(&texts);
    let [target, reference] = tables(&whole, "منبر", &ItemOptions::default().n(3));
    let mut options = KeywordOptions::default();
    options.min_freq = 1;
    let all = keywords(&target, &reference, &options).unwrap();
    options.leave_out = ["كلمة00".to_owned()].into();
    let some = keywords(&target, &reference, &options).unwrap();
    let at_ends = |form: &str| form.starts_with("كلمة00 ") || form.ends_with(" كلمة00");
    let expected = all.rows.iter().filter(|row| !at_ends(&row.form));
    // They are no tests either, which q-values show.
    let own = |row: &KeywordRow| (row.form.clone(), row.scores.clone(), row.log10_p);
    let (expected, found): (Vec<_>, Vec<_>) =
        (expected.map(own).collect(), some.rows.iter().map(own).collect());
    assert_eq!(expected, found);
    assert!(some.rows.iter().any(|row| row.form.contains("كلمة00")));
    assert!(some.rows.len() < all.rows.len() && some.tests < all.tests);
    let left = all.rows.iter().filter(|row| at_ends(&row.form)).count() as u64;
    assert_eq!(some.tests + left, all.tests);
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
                && Measure::LogLikelihood4.log10_p_value(&table).unwrap() <= -2.0
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
        let selection = Selection::new(&own, own.words());
        (source.to_owned(), ItemCounter::new(&selection).count(&selection, &items).unwrap())
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
                for ((a, b), measure) in scores.zip(&options.measures) {
                    // A regression goes on until its steps are small, and adds texts in their order.
                    let fitted =
                        matches!(measure, KeynessMeasure::Texts(TextMeasure::Regression { .. }));
                    let same = match (fitted, a, b) {
                        (true, Ok(a), Ok(b)) => (a - b).abs() <= 1e-8 * b.abs().max(1e-3),
                        _ => close(a.ok(), b.ok()),
                    };
                    assert!(same, "{} {measure:?}: {a:?} {b:?}", alone.form);
                }
            }
        }
    }
    let map = keyness_map(&groups, &found, 2);
    assert_eq!((map.groups.len(), map.labels.len()), (3, 6));
    assert!(map.log_ratios[0][0] > Some(1.0) && map.log_ratios[0][1] < Some(-1.0));
    assert!(
        group_keywords(&GroupTables::new(apart.into_iter().take(1).collect()), &options).is_err()
    );
}
