//! Every value lies in the range that its measure states, to the last bit, however it is rounded.
#![expect(clippy::unwrap_used, reason = "helpers of tests")]

use proptest::prelude::*;
use siyaq_stats::{
    Contingency, DispersedKeyness, DispersionMeasure, Gaps, LogBase, Measure, ModelTable,
    PartSizes, TextComparison, TextSample, Undefined, WindowCounts, WindowModel, jensen_shannon,
};

/// The numbers that a range names: `-1 to 1; 0 is independence`.
fn bounds(range: &str) -> (f64, f64) {
    let range = range.split([';', ',']).next().unwrap_or(range).replace(" in bits", "");
    let (low, high) = range.split_once(" to ").unwrap();
    let number = |text: &str| match text.trim() {
        "-inf" => f64::NEG_INFINITY,
        "+inf" => f64::INFINITY,
        text => text.parse().unwrap_or(f64::NAN),
    };
    (number(low), number(high))
}

fn inside(value: f64, (low, high): (f64, f64)) -> bool {
    // An end that is no number depends on the table, and binds nothing here.
    (low.is_nan() || value >= low) && (high.is_nan() || value <= high)
}

fn cell() -> impl Strategy<Value = u64> {
    let odd = 0_u64..(1 << 61);
    prop_oneof![Just(0), Just(1), 0_u64..12, 0_u64..100_000, odd]
}

/// Sizes and counts of parts; the counts go with the sizes where `even`.
fn parts() -> impl Strategy<Value = (Vec<u64>, Vec<u64>)> {
    let part = (1_u64..3_000, any::<u64>(), any::<bool>());
    (prop::collection::vec(part, 1..30), any::<bool>(), 1_u64..50).prop_map(
        |(parts, even, times)| {
            let size = |n: u64| if even { n * times } else { n };
            let count = |(n, seed, here): (u64, u64, bool)| match (even, here) {
                (true, _) => n,
                (_, true) => seed % (n + 1),
                _ => 0,
            };
            let counts = parts.iter().map(|part| count(*part)).collect();
            (parts.iter().map(|part| size(part.0)).collect(), counts)
        },
    )
}

fn sparse(counts: &[u64]) -> Vec<(u32, u64)> {
    (0..).zip(counts.iter().copied()).filter(|(_, count)| *count > 0).collect()
}

/// What a text of the table of measures says of k parts, f occurrences and N tokens. The ends that are
/// sums of shares are rounded themselves.
fn ends(text: &str, k: f64, f: f64, n: f64, least: f64) -> Option<(f64, f64)> {
    let near = 1e-12;
    Some(match text {
        "1 to 0" | "0 to 1" => (0.0, 1.0),
        "1 to min s" => (least * (1.0 - near), 1.0),
        "0 to 1 - min s" => (0.0, (1.0 - least) * (1.0 + near)),
        "0 to -log2 min s" => (0.0, -least.log2() * (1.0 + near) + near),
        "1 to 1/k" => ((1.0 / k) * (1.0 - near), 1.0),
        "k to 1" => (0.0, k),
        "0 to +inf" => (0.0, f64::INFINITY),
        "0 to sqrt k" => (0.0, k.sqrt()),
        "0 to sqrt(k - 1)" => (0.0, (k - 1.0).sqrt()),
        "1 to below 0" => (f64::NEG_INFINITY, 1.0),
        "1 to 1 - (k - 1)/4" => ((1.0 - (k - 1.0) / 4.0) - near * k, 1.0),
        "f to 0" => (0.0, f),
        "f to f min s" => (f * least * (1.0 - near), f),
        "f to f/k" => (f / k * (1.0 - near), f),
        "f to about 1" => (1.0, f),
        "(1 + N/f) / 2 to (1 + N) / 2" => ((1.0 + n / f) / 2.0 * (1.0 - near), (1.0 + n) / 2.0),
        "log10(N/f) to log10 N" => ((n / f).log10() - near, n.log10() + near),
        _ => return None,
    })
}

#[test]
fn every_range_of_dispersion_is_read() {
    let free = DispersionMeasure::all()
        .filter(|measure| ends(measure.even_to_clumped(), 3.0, 5.0, 100.0, 0.2).is_none());
    for measure in free {
        assert_eq!(measure.even_to_clumped(), "no fixed bounds", "{measure}");
    }
}

proptest! {
    // Exact tests of large tables take their time.
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn association_and_keyness(a in cell(), b in cell(), c in cell(), d in cell()) {
        let Ok(table) = Contingency::from_cells(a, b, c, d) else { return Ok(()) };
        for measure in Measure::ALL {
            if let Ok(value) = measure.evaluate(&table) {
                prop_assert!(inside(value, bounds(measure.range())), "{measure} {value} {table:?}");
            }
        }
    }

}

proptest! {
    /// Pairs in overlapping windows: what leaves its range has no value and says why.
    #[test]
    fn tables_that_cannot_be(o11 in 0_u64..60, node in 0_u64..40, other in 0_u64..40, tokens in 1_u64..200) {
        let mut counts = WindowCounts::default();
        (counts.pairs, counts.pairs_after, counts.in_window) = (o11, o11, o11.min(other));
        (counts.node_freq, counts.collocate_freq) = (node, other);
        (counts.window_tokens, counts.pair_tokens) = (node.max(o11), node.max(o11));
        (counts.tokens, counts.span_after) = (tokens, 3);
        for model in WindowModel::ALL {
            let Ok(table) = model.table(&counts) else { continue };
            for measure in Measure::ALL {
                if let Ok(value) = table.evaluate(*measure) {
                    prop_assert!(inside(value, bounds(measure.range())), "{model} {measure} {value} {table:?}");
                }
            }
        }
    }

    #[test]
    fn dispersion_over_parts((sizes, counts) in parts()) {
        let (k, n) = (sizes.len() as f64, sizes.iter().sum::<u64>() as f64);
        let least = *sizes.iter().min().unwrap() as f64 / n;
        let parts = PartSizes::new(sizes).unwrap();
        let counts = sparse(&counts);
        let word = parts.counts(&counts).unwrap();
        prop_assume!(word.freq() > 0);
        for measure in DispersionMeasure::all() {
            let (Ok(value), Some(ends)) = (
                measure.evaluate_parts(&word),
                ends(measure.even_to_clumped(), k, word.freq() as f64, n, least),
            ) else { continue };
            prop_assert!(value >= ends.0 && value <= ends.1, "{measure} {value} {ends:?}");
        }
    }

    #[test]
    fn dispersion_over_places(tokens in 1_u64..100_000, seeds in prop::collection::btree_set(any::<u64>(), 1..40)) {
        let places: std::collections::BTreeSet<u64> = seeds.iter().map(|seed| seed % tokens).collect();
        let (f, n) = (places.len() as f64, tokens as f64);
        let gaps = Gaps::new(tokens, places.len() as u64, places).unwrap();
        for measure in DispersionMeasure::all().filter(|measure| measure.needs_positions()) {
            let value = measure.evaluate_gaps(&gaps).unwrap();
            let ends = ends(measure.even_to_clumped(), 1.0, f, n, 1.0).unwrap();
            prop_assert!(value >= ends.0 && value <= ends.1, "{measure} {value} {ends:?}");
        }
    }

    /// A word of one part alone is as clumped as can be, without any rounding.
    #[test]
    fn a_word_in_one_part((sizes, _) in parts(), place in any::<u64>(), count in any::<u64>()) {
        prop_assume!(sizes.len() > 1);
        let place = (place % sizes.len() as u64) as usize;
        let counts = [(place as u32, 1 + count % sizes[place])];
        let k = sizes.len() as f64;
        let parts = PartSizes::new(sizes).unwrap();
        let word = parts.counts(&counts).unwrap();
        for name in ["juilland_d", "juilland_u", "juilland_d_raw", "carroll_d2", "carroll_d2_raw", "da"] {
            let value = name.parse::<DispersionMeasure>().unwrap().evaluate_parts(&word).unwrap();
            prop_assert_eq!(value.to_bits(), 0, "{} {}", name, value);
        }
        prop_assert_eq!(word.vc(), Some((k - 1.0).sqrt()));
        // No noise that could head a list, but nothing.
        let keyness = DispersedKeyness::new(word, word);
        let adjusted = keyness.adjusted_log_ratio(DispersionMeasure::JuillandU);
        prop_assert_eq!(adjusted, Err(Undefined::LoweredToZero));
    }

    #[test]
    fn equal_values_do_not_vary(value in 0.000_001_f64..1.0, one in 2_usize..9, two in 2_usize..9) {
        let sample = |times: usize, value: f64| TextSample::new(vec![value; times], times as u64).unwrap();
        let (target, reference) = (sample(one, value), sample(two, value / 3.0));
        prop_assert_eq!(target.variance(), Ok(0.0));
        let compared = TextComparison::new(&target, &reference);
        prop_assert_eq!(compared.cohen_d(), Err(Undefined::NoVariation));
        prop_assert_eq!(compared.welch().map(|test| test.t), Err(Undefined::NoVariation));
    }

    #[test]
    fn ranks_and_divergences(
        values in prop::collection::vec(0.0_f64..1.0, 1..40),
        others in prop::collection::vec(0.0_f64..1.0, 1..40),
        first in prop::collection::vec(0_u64..1_000, 8),
        second in prop::collection::vec(0_u64..1_000, 8),
    ) {
        let sample = |values: &[f64]| TextSample::new(values.to_vec(), values.len() as u64).unwrap();
        let (target, reference) = (sample(&values), sample(&others));
        if let Ok(test) = TextComparison::new(&target, &reference).mann_whitney() {
            prop_assert!((-1.0..=1.0).contains(&test.effect), "{}", test.effect);
        }
        for second in [second, first.iter().map(|freq| u64::from(*freq == 0)).collect()] {
            if let Ok(bits) = jensen_shannon(&first, &second, LogBase::Two) {
                prop_assert!((0.0..=1.0).contains(&bits), "{bits}");
            }
        }
    }
}

/// The words of the corpus of which `siyaq` once listed 54.6 and 57.5: in one text of the reference.
#[test]
fn a_frequency_that_dispersion_lowers_to_nothing() {
    let parts = PartSizes::new(vec![7, 11, 13]).unwrap();
    let (spread, clumped) = ([(0, 1), (1, 2), (2, 1)], [(1, 3)]);
    let word = |counts| parts.counts(counts).unwrap();
    let ratio = |target, reference, measure| {
        DispersedKeyness::new(target, reference).adjusted_log_ratio(measure)
    };
    let u = DispersionMeasure::JuillandU;
    assert_eq!(ratio(word(&spread), word(&clumped), u), Err(Undefined::LoweredToZero));
    assert_eq!(ratio(word(&clumped), word(&spread), u), Err(Undefined::LoweredToZero));
    assert_eq!(ratio(word(&spread), word(&[]), u), Err(Undefined::AbsentInReference));
    // Rosengren's KF is never 0: 4 and 3 occurrences of which so much is left.
    let kf = ratio(word(&spread), word(&clumped), DispersionMeasure::RosengrenKf).unwrap();
    let left = (7_f64.sqrt() + 22_f64.sqrt() + 13_f64.sqrt()).powi(2) / 31.0;
    assert!((kf - (left / (33.0 / 31.0)).log2()).abs() < 1e-12, "{kf}");
}

/// Rychlý's formula on the frequencies of the words, whatever the window: (8, 40, 100) by hand.
#[test]
fn log_dice_reads_the_words_under_every_model() {
    let mut counts = WindowCounts::default();
    (counts.in_window, counts.pairs, counts.pairs_after) = (8, 8, 8);
    (counts.node_freq, counts.collocate_freq, counts.node_tokens) = (40, 100, 40);
    (counts.window_tokens, counts.pair_tokens) = (390, 400);
    (counts.tokens, counts.span_before, counts.span_after) = (10_000, 5, 5);
    let expected = 14.0 + (2.0_f64 * 8.0 / 140.0).log2();
    for model in WindowModel::ALL {
        let table = model.table(&counts).unwrap();
        let joint = table.o11() / 8.0;
        let found = table.evaluate(Measure::LogDice).unwrap();
        assert!((found - (expected + joint.log2())).abs() < 1e-12, "{model} {found}");
    }
    // Without a model the margins are the words.
    let plain = ModelTable::new(8.0, 40.0, 100.0, 10_000.0).unwrap();
    assert!((plain.evaluate(Measure::LogDice).unwrap() - expected).abs() < 1e-12);
}

/// CQPweb's Conservative Log Ratio by hand: the normal quantile by bisection of erfc, in Python.
#[test]
fn conservative_log_ratio_of_cqpweb() {
    let measure: Measure = "lrc_cqpweb".parse().unwrap();
    let rows = [
        ((1_189, 168_329, 2_157, 19_720_567), 13_680, 6.877_284_499_550_464),
        ((22, 168_329, 33, 19_720_567), 13_680, 5.473_764_075_478_595),
        // Past 0 it goes on.
        ((2, 168_329, 200, 19_720_567), 13_680, -4.361_656_726_340_967),
        ((5, 1_000, 5, 2_000), 1, -0.196_232_336_391_048_1),
    ];
    for ((o11, r1, c1, n), tests, expected) in rows {
        let table = Contingency::new(o11, r1, c1, n).unwrap();
        let found = measure.for_tests(tests).evaluate(&table).unwrap();
        assert!((found - expected).abs() < 1e-9, "{found} {expected}");
    }
}

/// The number of tests of the table is taken where none is named, and only there.
#[test]
fn intervals_are_widened_for_the_table() {
    for name in ["lrc", "lrc_normal", "lrc_positive", "lrc_cqpweb"] {
        let measure: Measure = name.parse().unwrap();
        let named: Measure = format!("{name}(tests=7)").parse().unwrap();
        let correction = if name == "lrc_cqpweb" { ",correction=sidak" } else { "" };
        let told: Measure = format!("{name}(tests=599{correction})").parse().unwrap();
        assert_eq!(measure.for_tests(599), told);
        assert_eq!(named.for_tests(599), named);
        assert_eq!(measure.to_string(), name);
        assert!(measure.full_name().contains("tests=table"), "{}", measure.full_name());
    }
    let interval: Measure = "log_ratio_ci_low".parse().unwrap();
    assert_eq!(interval.for_tests(599), interval);
}
