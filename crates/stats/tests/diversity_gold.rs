//! Published and recomputed values of the diversity measures.
#![expect(clippy::unwrap_used, reason = "helpers of tests")]

mod common;

use std::collections::{BTreeMap, BTreeSet};

use common::assert_digits;
use proptest::prelude::*;
use siyaq_stats::{MTLD_THRESHOLD, Spectrum, mattr, msttr, mtld};

fn spectrum(words: &[u32]) -> Spectrum {
    let mut counts = BTreeMap::new();
    for word in words {
        *counts.entry(word).or_insert(0) += 1;
    }
    Spectrum::from_frequencies(counts.into_values()).unwrap()
}

/// The 50 letters of the toy corpus of Gries (2008, 2020) as a text of 50 words.
#[test]
fn values_of_the_toy_text() {
    let letters = "bamnibeupbasatbewqnbcagabestabaghabeaatbahaabeaxat";
    let words: Vec<u32> = letters.chars().map(u32::from).collect();
    let text = spectrum(&words);
    assert_eq!((text.tokens(), text.types()), (50, 16));
    assert_eq!((text.types_with(1), text.types_with(2)), (8, 4));
    // TAALED takes logarithms to the base 10.
    let decimal = text.maas_a2().unwrap() * std::f64::consts::LN_10;
    assert_digits("maas_a2", decimal, ".17143606");
    for (name, value, expected) in [
        ("ttr", text.ttr(), ".32"),
        ("guiraud_r", text.guiraud_r(), "2.2627417"),
        ("cttr", text.cttr(), "1.6"),
        ("herdan_c", text.herdan_c(), ".70873528"),
        ("somers_s", text.somers_s(), ".74761041"),
        ("dugast_u", text.dugast_u(), "13.43115985"),
        ("maas_a2", text.maas_a2(), ".07445373"),
        ("hdd", text.hdd(42), ".34829145"),
        ("yule_k", text.yule_k(), "1360"),
        ("yule_i", text.yule_i(), ".68449198"),
        ("herdan_vm", text.herdan_vm(), ".30577770"),
        ("simpson_d", text.simpson_d(), ".13877551"),
        ("honore_h", text.honore_h(), "782.4046011"),
        ("brunet_w", text.brunet_w(), "11.3389812"),
        ("entropy", text.entropy(), "3.25521058"),
        ("sichel_s", text.sichel_s(), ".25"),
        ("hapax_by_types", text.hapax_by_types(), ".5"),
        ("hapax_by_tokens", text.hapax_by_tokens(), ".16"),
        ("msttr", msttr(&words, 10), ".70"),
        ("mattr", mattr(&words, 10), ".69024390"),
    ] {
        assert_digits(name, value.unwrap(), expected);
    }
    let factors = mtld(&words, MTLD_THRESHOLD).unwrap();
    assert_digits("mtld forward", factors.forward, "8.93617021");
    assert_digits("mtld backward", factors.backward, "8.33333333");
    assert_digits("mtld", factors.mean(), "8.63475177");
}

/// The Gospel of St John, chapter 1: Miranda-García and Calle-Martín (2005).
#[test]
fn values_of_st_john() {
    let classes = [(1, 212), (2, 51), (3, 26), (4, 13), (5, 6), (6, 6), (7, 3), (8, 4), (13, 3)];
    let repeated = classes.iter().flat_map(|&(freq, types)| std::iter::repeat_n(freq, types));
    let text = Spectrum::from_frequencies(repeated.chain([10, 11, 16, 17, 19, 21, 59])).unwrap();
    assert_eq!((text.tokens(), text.types()), (755, 331));
    // The paper gives 113.091583; from its own spectrum follows 112.767.
    let k = text.yule_k().unwrap();
    assert!((k - 113.091_583).abs() < 0.5, "{k}");
}

/// "apple orange apple orange pear pear apple orange" in segments, as in the tests of quanteda.
#[test]
fn values_of_segments() {
    let words = [1, 2, 1, 2, 3, 3, 1, 2];
    assert_digits("msttr", msttr(&words, 2).unwrap(), ".875");
    assert_digits("msttr", msttr(&words, 3).unwrap(), ".6667");
    assert_digits("msttr", msttr(&words, 4).unwrap(), ".625");
}

#[test]
fn the_alpha_of_fisher() {
    // V = 240, N = 15,609.
    let text = Spectrum::from_frequencies(std::iter::repeat_n(1, 239).chain([15_370])).unwrap();
    assert_eq!((text.tokens(), text.types()), (15_609, 240));
    assert_digits("fisher_alpha", text.fisher_alpha().unwrap(), "40.247");
}

#[test]
fn undefined_is_none() {
    let empty = Spectrum::from_frequencies([0, 0]).unwrap();
    let value = |text: &Spectrum| {
        [
            text.ttr(),
            text.guiraud_r(),
            text.cttr(),
            text.herdan_c(),
            text.somers_s(),
            text.dugast_u(),
            text.maas_a2(),
            text.yule_k(),
            text.yule_i(),
            text.simpson_d(),
            text.herdan_vm(),
            text.honore_h(),
            text.brunet_w(),
            text.sichel_s(),
            text.hapax_by_types(),
            text.hapax_by_tokens(),
            text.entropy(),
            text.hdd(42),
            text.fisher_alpha(),
        ]
    };
    assert_eq!(value(&empty), [None; 19]);
    let single = Spectrum::from_frequencies([1]).unwrap();
    assert!(value(&single).into_iter().flatten().all(f64::is_finite));
    assert_eq!(single.hdd(0), None);
    assert!(Spectrum::from_frequencies([u64::MAX, 1]).is_err());
    assert_eq!((mattr(&[], 1), mattr(&[1], 0), mattr(&[1], 2)), (None, None, None));
    assert_eq!((msttr(&[], 1), msttr(&[1], 0), msttr(&[1], 2)), (None, None, None));
    for threshold in [0.0, 1.0, f64::NAN] {
        assert_eq!(mtld(&[1, 1, 1], threshold), None);
    }
    assert_eq!((mtld(&[], 0.72), mtld(&[1, 2, 3], 0.72)), (None, None));
}

proptest! {
    #[test]
    fn running_means_agree_with_every_window(words in prop::collection::vec(0_u32..9, 1..80), size in 1_usize..20) {
        let ttr = |part: &[u32]| part.iter().collect::<BTreeSet<_>>().len() as f64 / part.len() as f64;
        let mean = |values: Vec<f64>| (!values.is_empty()).then(|| values.iter().sum::<f64>() / values.len() as f64);
        for (ours, plain) in [
            (mattr(&words, size), mean(words.windows(size).map(ttr).collect())),
            (msttr(&words, size), mean(words.chunks_exact(size).map(ttr).collect())),
        ] {
            prop_assert_eq!(ours.is_some(), plain.is_some());
            prop_assert!((ours.unwrap_or(0.0) - plain.unwrap_or(0.0)).abs() < 1e-12);
        }
        let there = mtld(&words, 0.72);
        let reversed: Vec<u32> = words.iter().rev().copied().collect();
        let back = mtld(&reversed, 0.72);
        prop_assert_eq!(there.map(|m| (m.forward, m.backward)), back.map(|m| (m.backward, m.forward)));
    }

    #[test]
    fn hdd_is_the_mean_ratio_of_samples(frequencies in prop::collection::vec(1_u64..6, 1..8)) {
        // Samples of two: the expected number of types is 1 + P(two types) = 2 - simpson_d.
        let text = Spectrum::from_frequencies(frequencies).unwrap();
        if let (Some(hdd), Some(simpson)) = (text.hdd(2), text.simpson_d()) {
            prop_assert!((2.0 * hdd - (2.0 - simpson)).abs() < 1e-12);
        }
    }
}
