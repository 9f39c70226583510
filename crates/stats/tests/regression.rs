//! Regressions over texts against statsmodels, and against a likelihood with random groups written in
//! NumPy: `oracle/regression.py`.
#![expect(clippy::unwrap_used, reason = "helpers of tests")]

use siyaq_stats::{GroupEffect, Regression, RegressionModel, TextDesign, TextsOfGroups, Undefined};

const VALUES: &str = include_str!("oracle/regression.tsv");

/// Sizes, groups and counts of the texts of one corpus.
struct Side {
    sizes: Vec<u64>,
    groups: Vec<u32>,
    counts: Vec<(u32, u64)>,
}

fn numbers<T: std::str::FromStr<Err: std::fmt::Debug>>(text: &str) -> Vec<T> {
    text.split(',').map(|number| number.parse().unwrap()).collect()
}

impl Side {
    fn read(fields: &[&str]) -> Self {
        let counts: Vec<u64> = numbers(fields[2]);
        Self {
            sizes: numbers(fields[0]),
            groups: numbers(fields[1]),
            counts: (0..).zip(counts).collect(),
        }
    }

    fn texts<'a>(&'a self, effect: &str) -> TextsOfGroups<'a> {
        let groups = if effect == "none" { &[][..] } else { &self.groups };
        TextsOfGroups { tokens: &self.sizes, groups }
    }
}

fn fitted(line: &str) -> (Regression, Vec<Option<f64>>, String) {
    let fields: Vec<&str> = line.split('\t').collect();
    let (target, reference) = (Side::read(&fields[..3]), Side::read(&fields[3..6]));
    let (model, effect) = (fields[6], fields[7]);
    let kind = RegressionModel::ALL.into_iter().find(|kind| kind.name() == model).unwrap();
    let design = TextDesign::new(target.texts(effect), reference.texts(effect)).unwrap();
    let groups = if effect == "random" { GroupEffect::Random } else { GroupEffect::Fixed };
    let found = design.regression([&target.counts, &reference.counts], kind, groups).unwrap();
    let expected = fields[8..].iter().map(|field| field.parse().ok()).collect();
    (found, expected, format!("{model} {effect} {}", fields[8]))
}

#[test]
fn regressions_are_those_of_statsmodels() {
    for line in VALUES.lines() {
        let (found, expected, name) = fitted(line);
        let ours = [
            found.log_ratio.ok(),
            found.low.ok(),
            found.high.ok(),
            Some(found.statistic),
            Some(found.log10_p),
            Some(found.dispersion),
            found.group_deviation,
        ];
        // The oracle climbs without derivatives where groups are random.
        let close = if name.contains("random") { 2e-3 } else { 1e-5 };
        for (ours, expected) in ours.into_iter().zip(expected) {
            assert_eq!(ours.is_some(), expected.is_some(), "{name}: {found:?}");
            if let (Some(ours), Some(expected)) = (ours, expected) {
                let error = (ours - expected).abs() / expected.abs().max(1.0);
                assert!(error < close, "{name}: {ours} instead of {expected}: {found:?}");
            }
        }
    }
    assert_eq!(VALUES.lines().count(), 35);
}

/// R's documentation of quasi-Poisson in one case that can be done by hand: two texts of equal size on
/// each side.
#[test]
fn a_case_by_hand() {
    let side = TextsOfGroups { tokens: &[100, 100], groups: &[] };
    let design = TextDesign::new(side, side).unwrap();
    let counts: [&[(u32, u64)]; 2] = [&[(0, 6), (1, 2)], &[(0, 1), (1, 3)]];
    let found =
        design.regression(counts, RegressionModel::QuasiPoisson, GroupEffect::Fixed).unwrap();
    // Means 4 and 2: (2^2 + 2^2)/4 + (1 + 1)/2 = 3 with two degrees of freedom.
    assert!((found.dispersion - 1.5).abs() < 1e-12);
    assert!((found.log_ratio.unwrap() - 1.0).abs() < 1e-12);
    // Deviances: 2 (8 ln(4/3) + 4 ln(2/3)).
    let deviance = 2.0 * (8.0 * (4.0_f64 / 3.0).ln() + 4.0 * (2.0_f64 / 3.0).ln());
    assert!((found.statistic - deviance / 1.5).abs() < 1e-9);
}

#[test]
fn what_cannot_be_fitted_says_why() {
    let side = TextsOfGroups { tokens: &[100, 200, 0], groups: &[] };
    let design = TextDesign::new(side, side).unwrap();
    let fit = |target: &[(u32, u64)], reference: &[(u32, u64)], model| {
        design.regression([target, reference], model, GroupEffect::Fixed)
    };
    for model in RegressionModel::ALL {
        assert_eq!(fit(&[], &[], model), Err(Undefined::AbsentWord));
        assert_eq!(fit(&[(2, 1)], &[], model), Err(Undefined::BadParameter), "no tokens");
        assert_eq!(fit(&[(3, 1)], &[], model), Err(Undefined::BadParameter), "no text");
        let one_sided = fit(&[(0, 3), (1, 9)], &[], model).unwrap();
        assert_eq!(one_sided.log_ratio, Err(Undefined::AbsentInReference));
        assert!(one_sided.log10_p < -0.5, "{one_sided:?}");
        let other = fit(&[], &[(0, 3), (1, 9)], model).unwrap();
        assert_eq!(other.log_ratio, Err(Undefined::AbsentWord));
        assert!((one_sided.log10_p - other.log10_p).abs() < 1e-9);
    }
    let split = |group| TextsOfGroups { tokens: &[100, 200], groups: group };
    let nested = TextDesign::new(split(&[0, 0]), split(&[1, 1])).unwrap();
    let counts: [&[(u32, u64)]; 2] = [&[(0, 3)], &[(1, 2)]];
    for model in RegressionModel::ALL {
        let found = nested.regression(counts, model, GroupEffect::Fixed);
        assert_eq!(found, Err(Undefined::Confounded));
    }
    let quasi = nested.regression(counts, RegressionModel::QuasiPoisson, GroupEffect::Random);
    assert_eq!(quasi, Err(Undefined::BadParameter));
    let alone = design.regression(counts, RegressionModel::NegativeBinomial, GroupEffect::Random);
    assert_eq!(alone, Err(Undefined::TooFew));
    assert_eq!(TextDesign::new(split(&[0]), split(&[1, 1])).unwrap_err(), Undefined::BadParameter);
    let none = TextsOfGroups { tokens: &[0], groups: &[] };
    assert_eq!(TextDesign::new(none, side).unwrap_err(), Undefined::Empty);
}

/// Exchanging the corpora turns the ratio round and keeps the evidence.
#[test]
fn target_and_reference_may_be_exchanged() {
    for line in VALUES.lines().filter(|line| !line.contains("random")) {
        let fields: Vec<&str> = line.split('\t').collect();
        let turned = [&fields[3..6], &fields[..3], &fields[6..]].concat().join("\t");
        let ((one, _, name), (other, ..)) = (fitted(line), fitted(&turned));
        assert!((one.statistic - other.statistic).abs() < 1e-6 * one.statistic.max(1.0), "{name}");
        if let (Ok(one), Ok(other)) = (one.log_ratio, other.log_ratio) {
            assert!((one + other).abs() < 1e-6, "{name}");
        }
    }
}

/// The evidence of words that differ by chance is mostly weak: at 5 % about one in twenty is taken for
/// key, where log-likelihood takes far more.
#[test]
fn chance_is_not_taken_for_a_difference() {
    let mut random = siyaq_stats::Random::new(8);
    let sizes: Vec<u64> = (0..80).map(|text| 200 + 13 * (text % 17)).collect();
    let side = TextsOfGroups { tokens: &sizes, groups: &[] };
    let design = TextDesign::new(side, side).unwrap();
    let mut found = [0; 2];
    for _ in 0..200 {
        // Bursty: one text in eight has the word, and then many times.
        let mut draw = || -> Vec<(u32, u64)> {
            let has = (0..80).filter(|_| random.below(8) == 0).collect::<Vec<u32>>();
            has.into_iter().map(|text| (text, 1 + random.below(12))).collect()
        };
        let (target, reference) = (draw(), draw());
        for (model, found) in RegressionModel::ALL.into_iter().zip(&mut found) {
            let fit = design.regression([&target, &reference], model, GroupEffect::Fixed).unwrap();
            *found += i32::from(fit.log10_p < 0.05_f64.log10());
        }
    }
    // Counts of 1 to 12 in one text of eight vary less than a negative binomial that has as many zeros.
    assert!((4..=20).contains(&found[0]) && found[1] <= 20, "{found:?}");
}
