//! Corpora compared: values of SciPy, and what must hold.

use proptest::prelude::*;
use siyaq_stats::{
    Contingency, HomogeneityOptions, LogBase, Measure, Random, TextWords, Undefined, compare_parts,
    homogeneity, jensen_shannon, most_frequent, similarity, spearman,
};

#[track_caller]
fn assert_close(value: f64, expected: f64) {
    assert!((value / expected - 1.0).abs() < 1e-12, "{value} instead of {expected}");
}

const FIRST: [u64; 10] = [120, 80, 60, 40, 30, 20, 10, 5, 5, 1];
const SECOND: [u64; 10] = [100, 90, 40, 60, 20, 30, 8, 9, 0, 4];

/// SciPy 1.17.1: `chi2_contingency`, `spearmanr`; Jensen-Shannon by the definition.
#[test]
fn values_of_scipy() {
    let rows: Vec<Vec<u64>> = FIRST.iter().zip(SECOND).map(|(a, b)| vec![*a, b]).collect();
    let parts = compare_parts(&rows).unwrap();
    assert_close(parts.chi_squared, 22.439072224681052);
    assert_eq!(parts.freedom, 9);
    assert_close(parts.log10_p, -2.119938029119219);
    assert_close(parts.by_freedom, 22.439072224681052 / 9.0);
    assert_close(parts.by_word.iter().sum(), parts.chi_squared);
    assert_close(spearman(&FIRST, &SECOND).unwrap(), 0.9361745372672995);
    let bits = jensen_shannon(&FIRST, &SECOND, LogBase::Two).unwrap();
    assert_close(bits, 0.0242720009670779);
    let rows = [vec![12, 8, 20], vec![30, 25, 40], vec![5, 0, 9], vec![100, 90, 130]];
    let parts = compare_parts(&rows).unwrap();
    assert_close(parts.chi_squared, 7.178470361509502);
    assert_eq!(parts.freedom, 6);
    assert_close(parts.log10_p, -0.5161882683825633);
}

#[test]
fn what_cannot_be_compared() {
    assert_eq!(compare_parts(&[]), Err(Undefined::TooFew));
    assert_eq!(compare_parts(&[vec![1, 2]]), Err(Undefined::TooFew));
    assert_eq!(compare_parts(&[vec![1, 0], vec![2, 0]]), Err(Undefined::TooFew));
    assert_eq!(compare_parts(&[vec![1, 2], vec![1]]), Err(Undefined::BadParameter));
    assert_eq!(spearman(&[1], &[1]), Err(Undefined::TooFew));
    assert_eq!(spearman(&[1, 1], &[1, 2]), Err(Undefined::NoVariation));
    assert_eq!(spearman(&[1, 1], &[1]), Err(Undefined::BadParameter));
    assert_eq!(jensen_shannon(&[0], &[1], LogBase::Two), Err(Undefined::Empty));
    assert_eq!(jensen_shannon(&[1, 1], &[1], LogBase::Two), Err(Undefined::BadParameter));
    assert_close(jensen_shannon(&[3, 0], &[0, 9], LogBase::Two).unwrap(), 1.0);
    assert_eq!(most_frequent(&[vec![1, 1], vec![5, 0], vec![0, 2]], 2), [1, 0]);
    let options = HomogeneityOptions::default();
    assert_eq!(homogeneity(&[], &options), Err(Undefined::TooFew));
    assert_eq!(homogeneity(&[], &options.splits(0)), Err(Undefined::BadParameter));
}

/// Texts of 200 words drawn from a vocabulary whose shares fall with rank; each text likes one of
/// its words by chance, as texts do, and one topic is liked by all.
fn corpus(seed: u64, texts: usize, topic: u32) -> Vec<TextWords> {
    let mut random = Random::new(seed);
    let text = |random: &mut Random| {
        let mut counts = std::collections::BTreeMap::new();
        let own = random.below(60) as u32;
        for _ in 0..200 {
            let word = match random.below(10) {
                0 => own,
                1 => topic,
                _ => (60_f64.powf(random.unit())) as u32,
            };
            *counts.entry(word).or_insert(0) += 1;
        }
        counts.into_iter().collect()
    };
    (0..texts).map(|_| text(&mut random)).collect()
}

/// Halves of one corpus are more alike than corpora of two topics.
#[test]
fn a_corpus_is_more_like_itself() {
    let options = HomogeneityOptions::default().words(40);
    let (first, same, other) = (corpus(1, 60, 3), corpus(2, 60, 3), corpus(3, 60, 30));
    let within = homogeneity(&first, &options).unwrap();
    let alike = similarity(&first, &same, &options).unwrap();
    let different = similarity(&first, &other, &options).unwrap();
    assert!(within.chi_squared_by_freedom > 1.0, "{within:?}");
    assert!(different.chi_squared_by_freedom > 3.0 * within.chi_squared_by_freedom);
    assert!(alike.chi_squared_by_freedom < 2.0 * within.chi_squared_by_freedom);
    assert!(different.jensen_shannon > within.jensen_shannon);
    assert!(within.deviation > 0.0 && within.splits == 10);
    assert_eq!(homogeneity(&first, &options), Ok(within));
    assert_ne!(homogeneity(&first, &options.seed(2)), Ok(within));
    // Only the order of the numbers of words matters, not how large they are.
    let far = |texts: &[TextWords]| -> Vec<TextWords> {
        let text = |text: &TextWords| -> TextWords {
            text.iter().map(|(word, freq)| (word * 50_000_001 + 7, *freq)).collect()
        };
        texts.iter().map(text).collect()
    };
    assert_eq!(homogeneity(&far(&first), &options), Ok(within));
    assert_eq!(similarity(&far(&first), &far(&other), &options), Ok(different));
}

proptest! {
    #[test]
    fn two_words_in_two_parts_are_a_table(a in 1_u64..500, b in 1_u64..500, c in 1_u64..500, d in 1_u64..500) {
        let parts = compare_parts(&[vec![a, b], vec![c, d]]).unwrap();
        let table = Contingency::from_cells(a, b, c, d).unwrap();
        let expected = Measure::ChiSquared.score(&table).unwrap().abs();
        prop_assert!((parts.chi_squared - expected).abs() < 1e-9 * expected.max(1e-3));
        let v = Measure::CramerV.score(&table).unwrap();
        prop_assert!((parts.cramer_v - v).abs() < 1e-9);
    }

    #[test]
    fn divergence_and_correlation_are_symmetric(rows in prop::collection::vec((0_u64..50, 0_u64..50), 2..30)) {
        let (a, b): (Vec<u64>, Vec<u64>) = rows.into_iter().unzip();
        for base in [LogBase::Two, LogBase::E] {
            let (there, back) = (jensen_shannon(&a, &b, base), jensen_shannon(&b, &a, base));
            prop_assert_eq!(there, back);
            if base == LogBase::Two {
                prop_assert!(there.is_err() || there.is_ok_and(|bits| (0.0..=1.0 + 1e-12).contains(&bits)));
            }
        }
        let rank = spearman(&a, &b);
        prop_assert_eq!(rank.map(|r| (r * 1e9).round()), spearman(&b, &a).map(|r| (r * 1e9).round()));
        if let Ok(same) = spearman(&a, &a) {
            prop_assert!((same - 1.0).abs() < 1e-12);
            prop_assert!(jensen_shannon(&a, &a, LogBase::Two).unwrap() <= 1e-15);
        }
    }
}
