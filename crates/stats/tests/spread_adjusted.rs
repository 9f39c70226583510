//! What holds for measures of dispersion adjusted for frequency, and for their bootstrap intervals. Their
//! values are in `spread_oracle.rs`.
#![expect(clippy::unwrap_used, reason = "helpers of tests")]

use std::num::NonZeroUsize;

use proptest::prelude::*;
use siyaq_stats::{
    BootstrapOptions, DispersionMeasure, PartSizes, Undefined, bootstrap_dispersion,
};

const ADJUSTED: [&str; 8] = [
    "range_nofreq",
    "juilland_d_nofreq",
    "carroll_d2_nofreq",
    "rosengren_s_nofreq",
    "dp_nofreq",
    "dp_egbert_nofreq",
    "kld_nofreq",
    "da_nofreq",
];

fn measures() -> Vec<DispersionMeasure> {
    ADJUSTED.iter().map(|name| name.parse().unwrap()).collect()
}

/// The word and the texts of the vignette "frequency-adjustment" of tlda: 61 occurrences in 30 texts.
const SIZES: [u64; 30] = [
    30, 28, 25, 22, 20, 17, 16, 15, 15, 15, 14, 14, 14, 13, 13, 12, 12, 11, 11, 10, 10, 10, 9, 9,
    8, 7, 5, 4, 3, 2,
];
const COUNTS: [u64; 30] =
    [8, 3, 7, 2, 5, 3, 1, 4, 3, 0, 2, 0, 2, 4, 1, 0, 5, 1, 0, 1, 2, 0, 3, 1, 2, 0, 1, 0, 0, 0];

#[test]
fn the_example_of_tlda() {
    let parts = PartSizes::new(SIZES.to_vec()).unwrap();
    let counts: Vec<(u32, u64)> = (0..).zip(COUNTS).collect();
    let word = parts.counts(&counts).unwrap();
    // The fewest parts with room are 3, the most 30; it is in 21.
    let range: DispersionMeasure = "range_nofreq".parse().unwrap();
    assert!((range.of_parts(&word).unwrap() - 18.0 / 27.0).abs() < 1e-15);
    // By oracle/spread.py, which follows R/dispersion_min_max_functions.R.
    for (name, expected) in [
        ("juilland_d_nofreq", 0.515_424_920_601_289_3),
        ("carroll_d2_nofreq", 0.624_537_786_903_494_4),
        ("rosengren_s_nofreq", 0.721_207_444_206_642_4),
        ("dp_nofreq", 0.675_270_698_895_329_8),
        ("dp_egbert_nofreq", 0.672_379_042_824_853_2),
        ("kld_nofreq", 0.574_849_050_594_400_3),
        ("da_nofreq", 0.373_070_593_785_689_3),
    ] {
        let measure: DispersionMeasure = name.parse().unwrap();
        let ours = measure.of_parts(&word).unwrap();
        assert!((ours - expected).abs() < 1e-12, "{name}: {ours}");
    }
}

#[test]
fn words_that_have_no_other_spread() {
    let all = measures();
    let parts = PartSizes::new(vec![10, 0, 20, 5]).unwrap();
    for (counts, reason) in [
        (&[][..], Undefined::AbsentWord),
        (&[(2, 1)], Undefined::OccursOnce),
        // Every token is the word.
        (&[(0, 10), (2, 20), (3, 5)], Undefined::NoVariation),
    ] {
        for (measure, score) in all.iter().zip(parts.counts(counts).unwrap().evaluate(&all)) {
            assert_eq!(score, Err(reason), "{measure}");
        }
    }
    let single = PartSizes::new(vec![0, 20]).unwrap();
    for score in single.counts(&[(1, 7)]).unwrap().evaluate(&all) {
        assert_eq!(score, Err(Undefined::SinglePart));
    }
}

proptest! {
    /// Between 0 and 1; 1 for a word in proportion to parts that it can be in proportion to, 0 for one that
    /// fills the least parts; the same for words one after the other as for each alone, and on any
    /// thread.
    #[test]
    fn extremes_are_0_and_1(sizes in prop::collection::vec(1_u64..400, 2..25), freqs in prop::collection::vec((0_u32..25, 1_u64..9), 1..20), times in 2_u64..5) {
        let parts = PartSizes::new(sizes.clone()).unwrap();
        let counts: std::collections::BTreeMap<u32, u64> =
            freqs.into_iter().filter(|(part, _)| (*part as usize) < sizes.len()).map(|(part, n)| (part, n.min(sizes[part as usize]))).collect();
        let counts: Vec<(u32, u64)> = counts.into_iter().collect();
        let all = measures();
        let scores = parts.counts(&counts).unwrap().evaluate(&all);
        for (measure, score) in all.iter().zip(&scores) {
            let score = score.unwrap_or(0.5);
            prop_assert!((0.0..=1.0).contains(&score), "{} {}", measure, score);
            let fresh = PartSizes::new(sizes.clone()).unwrap();
            prop_assert_eq!(measure.of_parts(&fresh.counts(&counts).unwrap()), scores[all.iter().position(|m| m == measure).unwrap()].ok());
        }
        // Each part so many times as great, the word in proportion.
        let large = PartSizes::new(sizes.iter().map(|size| size * times).collect()).unwrap();
        let even: Vec<(u32, u64)> = (0..).zip(sizes.iter().copied()).collect();
        for name in ["rosengren_s_nofreq", "dp_nofreq", "dp_egbert_nofreq", "kld_nofreq", "da_nofreq", "range_nofreq"] {
            let measure: DispersionMeasure = name.parse().unwrap();
            let score = measure.evaluate_parts(&large.counts(&even).unwrap());
            prop_assert!(score.map_or_else(|reason| reason == Undefined::NoVariation, |score| score > 1.0 - 1e-9), "{} {:?}", name, score);
        }
    }
}

#[test]
fn intervals_repeat_and_tell_the_even_from_the_clumped() {
    let parts = PartSizes::new((0..60).map(|text| 100 + 7 * (text % 9)).collect()).unwrap();
    let even: Vec<(u32, u64)> = (0..60).map(|text| (text, 3)).collect();
    let clumped: Vec<(u32, u64)> =
        (0..60).filter(|text| text % 10 == 0).map(|text| (text, 30)).collect();
    let once = [(4_u32, 1_u64)];
    let words: [&[(u32, u64)]; 3] = [&even, &clumped, &once];
    let chosen =
        ["dp_nofreq", "kld_nofreq", "range_nofreq", "dp"].map(|name| name.parse().unwrap());
    let options = BootstrapOptions::default().replicates(300).seed(9);
    let found = bootstrap_dispersion(&parts, &words, &chosen, &options).unwrap();
    for (even, clumped) in found[0].iter().zip(&found[1]).take(3) {
        let (even, clumped) = (even.unwrap(), clumped.unwrap());
        assert!(clumped.high < even.low, "{even:?} {clumped:?}");
        assert!(clumped.low < clumped.estimate && clumped.estimate < clumped.high);
    }
    assert_eq!(found[2][0], Err(Undefined::OccursOnce));
    let threads = options.threads(NonZeroUsize::new(3).unwrap());
    assert_eq!(found, bootstrap_dispersion(&parts, &words, &chosen, &threads).unwrap());
    // Each word alone has the same draws.
    let alone = bootstrap_dispersion(&parts, &words[1..2], &chosen, &options).unwrap();
    assert_eq!(alone[0], found[1]);
    let other = bootstrap_dispersion(&parts, &words, &chosen, &options.seed(10)).unwrap();
    assert_ne!(found[1], other[1]);
    let single = PartSizes::new(vec![10]).unwrap();
    assert_eq!(
        bootstrap_dispersion(&single, &[&[(0, 2)]], &chosen, &options),
        Err(Undefined::TooFew)
    );
}

/// A plain bootstrap of DP, with the same draws: parts drawn with return, one after the other.
#[test]
fn intervals_are_those_of_the_plain_way() {
    let sizes: Vec<u64> = (0..20).map(|text| 50 + 11 * (text % 7)).collect();
    let parts = PartSizes::new(sizes.clone()).unwrap();
    let counts: Vec<(u32, u64)> = (0..20).map(|text| (text, u64::from(text * text % 5))).collect();
    let options = BootstrapOptions::default().replicates(99).seed(3);
    let dp = [DispersionMeasure::Dp];
    let ours = bootstrap_dispersion(&parts, &[&counts], &dp, &options).unwrap()[0][0].unwrap();
    let mut order: Vec<usize> = (0..20).collect();
    order.sort_by_key(|part| std::cmp::Reverse(sizes[*part]));
    let mut values: Vec<f64> = (0..99)
        .map(|replicate| {
            let mut random = siyaq_stats::Random::for_task(3, replicate);
            let drawn: Vec<usize> = (0..20).map(|_| order[random.below(20) as usize]).collect();
            let tokens: u64 = drawn.iter().map(|part| sizes[*part]).sum();
            let freq: u64 = drawn.iter().map(|part| counts[*part].1).sum();
            let apart = |part: &usize| {
                (counts[*part].1 as f64 / freq as f64 - sizes[*part] as f64 / tokens as f64).abs()
            };
            drawn.iter().map(apart).sum::<f64>() / 2.0
        })
        .collect();
    values.sort_by(f64::total_cmp);
    // Of 99 replicates the quantile of 2.5 % is in the middle between the second and the third.
    let middle = |place: usize| f64::midpoint(values[place], values[place + 1]);
    assert!((ours.low - middle(1)).abs() < 1e-12, "{ours:?} {}", middle(1));
    assert!((ours.high - middle(96)).abs() < 1e-12, "{ours:?} {}", middle(96));
}
