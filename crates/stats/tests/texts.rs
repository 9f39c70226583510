//! Tests over texts, intervals by resampling, keyness that knows dispersion.
#![expect(clippy::unwrap_used, reason = "helpers of tests")]

use std::num::NonZeroUsize;

use proptest::prelude::*;
use siyaq_stats::{
    BootstrapMethod, BootstrapOptions, DispersedKeyness, DispersionMeasure, Level, Measure,
    PartSizes, Random, SampleCount, TextComparison, TextSample, Undefined, WordsInTexts, bootstrap,
    bootstrap_log_ratio, bootstrap_log_ratios,
};

#[track_caller]
fn assert_close(value: f64, expected: f64) {
    assert!((value / expected - 1.0).abs() < 1e-12, "{value} instead of {expected}");
}

fn sample(values: &[f64]) -> TextSample {
    TextSample::new(values.to_vec(), values.len() as u64).unwrap()
}

/// Kilgarriff (2001): a word in five texts of each corpus, ranks of the first summing to 31.
/// Tests by SciPy 1.17.1 (`ttest_ind`, `mannwhitneyu` with the asymptotic method).
#[test]
fn values_of_kilgarriff() {
    let target = sample(&[12.0, 15.0, 18.0, 24.0, 88.0]);
    let reference = sample(&[3.0, 3.0, 13.0, 27.0, 33.0]);
    let texts = TextComparison::new(&target, &reference);
    let ranks = texts.mann_whitney().unwrap();
    assert_eq!((ranks.rank_sum, ranks.u), (31.0, 16.0));
    assert_close(ranks.p().unwrap(), 0.5296192990034517);
    let welch = texts.welch().unwrap();
    assert_close(welch.t, 1.002805980591831);
    assert_close(welch.freedom, 5.433513552350332);
    assert_close(welch.p().unwrap(), 0.35850037782551314);
    let student = texts.student().unwrap();
    assert_close(student.t, 1.002805980591831);
    assert_close(student.p().unwrap(), 0.3453179738821816);
}

/// SciPy 1.17.1 on samples with many zeros and ties.
#[test]
fn values_with_zeros_and_ties() {
    let target = [0.0, 0.0, 0.0, 1.5, 2.25, 0.0, 3.0, 1.5, 0.0, 8.0, 0.5];
    let reference = [0.0, 0.0, 0.0, 0.0, 0.0, 0.5, 0.5, 1.5, 0.0, 0.0, 0.0, 2.0, 0.0, 0.0];
    // The zeros need not be given.
    let target = TextSample::new(target.into_iter().filter(|x| *x > 0.0).collect(), 11).unwrap();
    let reference = sample(&reference);
    assert_eq!((target.range(), target.texts(), reference.range()), (6, 11, 4));
    let texts = TextComparison::new(&target, &reference);
    assert_close(texts.cohen_d().unwrap(), 0.7281011590886307);
    let welch = texts.welch().unwrap();
    assert_close(welch.t, 1.6196665584385674);
    assert_close(welch.freedom, 11.123216307322863);
    assert_close(welch.p().unwrap(), 0.1332842235217625);
    let student = texts.student().unwrap();
    assert_close(student.t, 1.8070995531115155);
    assert_close(student.p().unwrap(), 0.08384693209087919);
    let ranks = texts.mann_whitney().unwrap();
    assert_eq!((ranks.rank_sum, ranks.u), (169.0, 103.0));
    assert_close(ranks.p().unwrap(), 0.11431399084468588);
    assert_close(ranks.effect, 103.0 / 77.0 - 1.0);
}

#[test]
fn p_values_of_many_texts_do_not_underflow() {
    let many =
        |value: f64| -> Vec<f64> { (0..20_000).map(|text| value + f64::from(text % 7)).collect() };
    let (target, reference) = (sample(&many(9.0)), sample(&many(1.0)));
    let texts = TextComparison::new(&target, &reference);
    let (welch, ranks) = (texts.welch().unwrap(), texts.mann_whitney().unwrap());
    assert!(welch.log10_p < -1_000.0 && welch.log10_p.is_finite() && welch.p().is_err());
    assert!(ranks.log10_p < -1_000.0 && ranks.log10_p.is_finite());
    assert_close(ranks.effect, 1.0);
}

#[test]
fn undefined_has_a_reason() {
    let (none, one, flat) = (sample(&[]), sample(&[1.0]), sample(&[2.0, 2.0]));
    assert_eq!(none.mean(), Err(Undefined::Empty));
    assert_eq!(one.variance(), Err(Undefined::TooFew));
    let texts = |a, b| TextComparison::new(a, b);
    assert_eq!(texts(&none, &flat).mann_whitney(), Err(Undefined::Empty));
    assert_eq!(texts(&flat, &flat).mann_whitney(), Err(Undefined::NoVariation));
    assert_eq!(texts(&flat, &flat).welch(), Err(Undefined::NoVariation));
    assert_eq!(texts(&flat, &flat).cohen_d(), Err(Undefined::NoVariation));
    assert_eq!(texts(&one, &flat).welch(), Err(Undefined::TooFew));
    for (values, texts) in [(vec![-1.0], 3), (vec![f64::NAN], 3), (vec![1.0, 1.0], 1)] {
        assert!(TextSample::new(values, texts).is_err());
    }
}

/// Texts whose word comes in bursts: a Poisson number of occurrences whose rate itself varies.
fn bursty(random: &mut Random, texts: usize, rate: f64) -> Vec<SampleCount> {
    let draw = |random: &mut Random| {
        let tokens = 500 + random.below(1_000);
        // An exponential rate makes the counts geometric.
        let mean = -rate * tokens as f64 * (1.0 - random.unit()).ln();
        let (mut freq, mut product) = (0, random.unit());
        let limit = (-mean).exp();
        while product > limit {
            freq += 1;
            product *= random.unit();
        }
        SampleCount { freq, tokens }
    };
    (0..texts).map(|_| draw(random)).collect()
}

/// 300 pairs of corpora with a known log ratio of 1: the intervals of 90 % hold it about nine
/// times in ten. The interval over tokens, which takes each occurrence for a draw of its own,
/// does not.
#[test]
fn intervals_cover_what_they_promise() {
    let level = Level::new(0.9).unwrap();
    let options = BootstrapOptions::default().replicates(300).level(level);
    let (mut percentile, mut bca, mut tokens) = (0, 0, 0);
    let mut random = Random::new(11);
    for seed in 0..300 {
        let target = bursty(&mut random, 60, 0.01);
        let reference = bursty(&mut random, 80, 0.005);
        let covers = |method| {
            let options = options.seed(seed).method(method);
            let interval = bootstrap_log_ratio(&target, &reference, &options).unwrap();
            assert!(interval.low <= interval.estimate && interval.estimate <= interval.high);
            u32::from(interval.low <= 1.0 && 1.0 <= interval.high)
        };
        percentile += covers(BootstrapMethod::Percentile);
        bca += covers(BootstrapMethod::Bca);
        let sums = |texts: &[SampleCount]| {
            (texts.iter().map(|t| t.freq).sum(), texts.iter().map(|t| t.tokens).sum())
        };
        let ((a, r1), (b, r2)) = (sums(&target), sums(&reference));
        let table = siyaq_stats::Contingency::keyness(a, b, r1, r2).unwrap();
        let end = |measure: Measure| measure.with_level(level).score(&table).unwrap();
        let low = end(Measure::LogRatioCiLow { level });
        tokens += u32::from(low <= 1.0 && 1.0 <= end(Measure::LogRatioCiHigh { level }));
    }
    // Three standard errors of 300 draws at 0.9 are 0.052, and the bootstrap itself is a little
    // short with 60 texts.
    for (name, covered) in [("percentile", percentile), ("bca", bca)] {
        let share = f64::from(covered) / 300.0;
        assert!((0.84..=0.95).contains(&share), "{name}: {share}");
    }
    assert!(tokens < 210, "intervals over tokens held {tokens} times");
}

#[test]
fn a_seed_gives_the_same_interval_on_any_number_of_threads() {
    let mut random = Random::new(5);
    let (target, reference) = (bursty(&mut random, 40, 0.01), bursty(&mut random, 30, 0.01));
    for method in [BootstrapMethod::Percentile, BootstrapMethod::Bca] {
        let options = BootstrapOptions::default().replicates(203).seed(9).method(method);
        let one = bootstrap_log_ratio(&target, &reference, &options).unwrap();
        for threads in [2, 3, 16, 500] {
            let options = options.threads(NonZeroUsize::new(threads).unwrap());
            assert_eq!(bootstrap_log_ratio(&target, &reference, &options), Ok(one));
        }
        let other = bootstrap_log_ratio(&target, &reference, &options.seed(10)).unwrap();
        assert!(other != one && (other.low - one.low).abs() < 0.5);
    }
}

#[test]
fn what_cannot_be_drawn_again_is_refused() {
    let options = BootstrapOptions::default();
    let text = SampleCount { freq: 1, tokens: 10 };
    let absent = SampleCount { freq: 0, tokens: 10 };
    let log_ratio = |a: &[SampleCount], b: &[SampleCount]| bootstrap_log_ratio(a, b, &options);
    assert_eq!(log_ratio(&[text], &[text, text]), Err(Undefined::TooFew));
    assert_eq!(log_ratio(&[absent; 3], &[absent; 3]), Err(Undefined::Empty));
    let few = options.replicates(10);
    assert_eq!(bootstrap(&[5], &few, |_| Some(1.0)), Err(Undefined::TooFew));
    // Defined on the texts, but hardly ever when they are drawn again.
    let whole = |draws: &[Vec<u32>]| draws[0].iter().all(|&times| times == 1).then_some(1.0);
    assert_eq!(bootstrap(&[9], &options, whole), Err(Undefined::TooFew));
}

/// A word in one text of the target against the same number of tokens in many texts.
#[test]
fn dispersion_turns_keyness_round() {
    let sizes = PartSizes::new(vec![1_000; 20]).unwrap();
    let clumped = [(4, 60)];
    let spread: Vec<(u32, u64)> = (0..15).map(|part| (part, 2)).collect();
    let word =
        DispersedKeyness::new(sizes.counts(&clumped).unwrap(), sizes.counts(&spread).unwrap());
    assert_close(word.frequency_divergence().unwrap(), {
        let (t, r) = (2.0 / 3.0_f64, 1.0 / 3.0_f64);
        t * (2.0 * t).log2() + r * (2.0 * r).log2()
    });
    let table = word.text_table().unwrap();
    assert_eq!((table.o11(), table.o21(), table.r1(), table.r2()), (1, 15, 20, 20));
    assert!(Measure::LogLikelihood.score(&table).unwrap() < -10.0);
    let fm = word.adjusted_log_ratio(DispersionMeasure::EngwallFm).unwrap();
    assert_close(fm, f64::log2(60.0 / 20.0 / (30.0 * 15.0 / 20.0)));
    let um = word.adjusted_simple_maths(DispersionMeasure::CarrollUm, Default::default()).unwrap();
    assert!(um < 0.5, "{um}");
    assert!(word.dispersion_difference(DispersionMeasure::KldNorm).unwrap() < -0.4);
    let absent = DispersedKeyness::new(sizes.counts(&[]).unwrap(), sizes.counts(&spread).unwrap());
    assert_eq!(
        absent.adjusted_log_ratio(DispersionMeasure::RosengrenKf),
        Err(Undefined::AbsentWord)
    );
    assert_close(absent.frequency_divergence().unwrap(), -1.0);
    let neither = DispersedKeyness::new(sizes.counts(&[]).unwrap(), sizes.counts(&[]).unwrap());
    assert_eq!(neither.frequency_divergence(), Err(Undefined::AbsentWord));
}

proptest! {
    /// The sparse rank sum against every pair counted.
    #[test]
    fn u_counts_the_pairs(
        a in prop::collection::vec(0_u8..6, 1..25), b in prop::collection::vec(0_u8..6, 1..25)
    ) {
        let [first, second] = [&a, &b].map(|v| sample(&v.iter().map(|x| f64::from(*x)).collect::<Vec<_>>()));
        let pairs = a.iter().flat_map(|x| b.iter().map(move |y| match x.cmp(y) {
            std::cmp::Ordering::Greater => 1.0,
            std::cmp::Ordering::Equal => 0.5,
            std::cmp::Ordering::Less => 0.0,
        }));
        let expected: f64 = pairs.sum();
        let texts = TextComparison::new(&first, &second);
        let back = TextComparison::new(&second, &first);
        match (texts.mann_whitney(), back.mann_whitney()) {
            (Ok(test), Ok(back)) => {
                prop_assert!((test.u - expected).abs() < 1e-9);
                prop_assert!((test.z + back.z).abs() < 1e-12 && (test.log10_p - back.log10_p).abs() < 1e-12);
            }
            (test, back) => {
                prop_assert_eq!(test, back);
                prop_assert!(a.iter().chain(&b).all(|x| *x == a[0]));
            }
        }
        if let (Ok(welch), Ok(back)) = (texts.welch(), back.welch()) {
            prop_assert!((welch.t + back.t).abs() < 1e-12 && (0.0..=1.0).contains(&welch.p().unwrap()));
        }
    }

    /// Counts in parts are the sample of relative frequencies.
    #[test]
    fn parts_make_the_same_sample(parts in prop::collection::vec((1_u64..50, 0_u64..4), 2..30)) {
        let sizes = PartSizes::new(parts.iter().map(|part| part.0 + 4).collect()).unwrap();
        let counts: Vec<(u32, u64)> = (0..).zip(parts.iter().map(|part| part.1)).collect();
        let word = sizes.counts(&counts).unwrap();
        let dense: Vec<f64> = parts.iter().map(|part| part.1 as f64 / (part.0 + 4) as f64).collect();
        prop_assert_eq!(TextSample::of_parts(&word), sample(&dense));
        let mean = dense.iter().sum::<f64>() / dense.len() as f64;
        let variance = dense.iter().map(|x| (x - mean).powi(2)).sum::<f64>() / (dense.len() - 1) as f64;
        let ours = sample(&dense);
        prop_assert!((ours.mean().unwrap() - mean).abs() < 1e-12);
        prop_assert!((ours.variance().unwrap() - variance).abs() < 1e-12);
    }
}

/// Words that share their draws have the intervals that each has alone, to the last bit.
#[test]
fn intervals_of_many_words_are_those_of_each() {
    let mut random = Random::new(11);
    let sizes = |random: &mut Random, texts: usize| -> Vec<u64> {
        (0..texts).map(|_| 50 + random.below(200)).collect()
    };
    let tokens = [sizes(&mut random, 23), sizes(&mut random, 31)];
    let mut words: Vec<[Vec<(u32, u64)>; 2]> = Vec::new();
    for word in 0..9_u64 {
        // The first word occurs nowhere, the second on one side only, the third is in every text and
        // so often that small numbers overflow, the fourth in one text alone.
        words.push([0, 1].map(|side: usize| {
            let texts = (0_u32..).take(tokens[side].len());
            let freq = |text: u32, random: &mut Random| match word {
                2 => 20_000 * u64::from(text),
                3 => u64::from(text == 5 && side == 0),
                _ => random.below(4).saturating_sub(1),
            };
            let counts = texts.map(|text| (text, freq(text, &mut random)));
            let counts = counts.filter(|(_, freq)| *freq > 0 && word > side as u64);
            counts.collect()
        }));
    }
    let dense = |side: usize, word: usize| -> Vec<SampleCount> {
        let mut texts: Vec<SampleCount> =
            tokens[side].iter().map(|tokens| SampleCount { freq: 0, tokens: *tokens }).collect();
        for (text, freq) in &words[word][side] {
            texts[*text as usize].freq = *freq;
        }
        texts
    };
    for method in [BootstrapMethod::Percentile, BootstrapMethod::Bca] {
        let options = BootstrapOptions::default().replicates(200).seed(5).method(method);
        let columns = [0, 1].map(|side| -> Vec<&[(u32, u64)]> {
            words.iter().map(|word| word[side].as_slice()).collect()
        });
        let target = WordsInTexts { tokens: &tokens[0], words: &columns[0] };
        let reference = WordsInTexts { tokens: &tokens[1], words: &columns[1] };
        for threads in [1, 3] {
            let options = options.threads(NonZeroUsize::new(threads).unwrap());
            let found = bootstrap_log_ratios(&target, &reference, &options).unwrap();
            for (word, found) in found.into_iter().enumerate() {
                let alone = bootstrap_log_ratio(&dense(0, word), &dense(1, word), &options);
                match (found, alone) {
                    (Ok(found), Ok(alone)) => {
                        assert!((found.estimate - alone.estimate).abs() <= 0.0);
                        assert_eq!(found.replicates, alone.replicates);
                        for (found, alone) in [(found.low, alone.low), (found.high, alone.high)] {
                            // The moments of the jackknife are summed in another order.
                            let exact = method == BootstrapMethod::Percentile;
                            let bound = if exact { 0.0 } else { 1e-10 };
                            assert!((found - alone).abs() <= bound, "{word}: {found} {alone}");
                        }
                    }
                    (found, alone) => assert_eq!(found, alone, "{word}"),
                }
            }
        }
    }
}
