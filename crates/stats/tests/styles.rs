//! Burrows's Delta and tf-idf against SciPy and scikit-learn, neighbour clustering against the steps of the
//! R package vnc done again in Python, the Dirichlet prior against its formula.

mod common;

use common::assert_digits;
use proptest::prelude::*;
use siyaq_stats::{
    Contingency, DeltaMeasure, DeltaScores, InverseFrequency, LogBase, Measure, TermWeight, TfIdf,
    Undefined, Variability, elbow, neighbour_clusters, stretches_of,
};

fn rows() -> Vec<Vec<u64>> {
    [[120, 95, 140, 60], [80, 88, 60, 30], [30, 45, 20, 25], [12, 5, 9, 8], [7, 7, 7, 3]]
        .map(Vec::from)
        .into()
}

const TOKENS: [u64; 4] = [1_000, 1_100, 1_200, 600];

/// By `scipy.spatial.distance` of z-scores with `ddof=1`: cityblock / n, euclidean / n, cosine, and with the
/// weights of Eder as he published them and as stylo has them.
#[test]
fn distances_of_styles() {
    let scores = DeltaScores::new(&rows(), &TOKENS).unwrap();
    for (first, second, expected) in [
        (0, 1, ["1.1349628954", ".6148155391", "1.2327392677", ".7197311878", "4.7336188342"]),
        (0, 2, ["1.1141971011", ".5466389102", "1.1310763525", ".6002802994", "4.1155985982"]),
        (1, 3, ["1.2893244074", ".6648844012", "1.3166799332", ".6972737680", "4.7756932472"]),
        (2, 3, ["1.1247972551", ".5909766526", "1.1937206642", ".6240393936", "4.2449942233"]),
    ] {
        for (measure, expected) in DeltaMeasure::ALL.into_iter().zip(expected) {
            let ours = scores.distance(first, second, measure).unwrap();
            assert_digits(measure.name(), ours, expected);
            let back = scores.distance(second, first, measure).unwrap();
            assert!((ours - back).abs() < 1e-12);
        }
    }
    for measure in DeltaMeasure::ALL {
        assert!(scores.distance(2, 2, measure).unwrap().abs() < 1e-12, "{measure}");
        assert_eq!(measure.to_string().parse(), Ok(measure));
        assert_eq!(scores.distance(0, 4, measure), Err(Undefined::BadParameter));
    }
    assert!("delta".parse::<DeltaMeasure>().is_err());
}

#[test]
fn styles_that_cannot_be_compared() {
    let of = |rows: &[Vec<u64>], tokens: &[u64]| DeltaScores::new(rows, tokens).map(|s| s.words());
    assert_eq!(of(&rows(), &TOKENS), Ok(5));
    assert_eq!(of(&[vec![1]], &[10]), Err(Undefined::TooFew));
    assert_eq!(of(&[vec![1, 2], vec![3]], &[10, 10]), Err(Undefined::BadParameter));
    assert_eq!(of(&[vec![1, 2]], &[10, 0]), Err(Undefined::EmptyCorpus));
    // Equal shares, of texts that differ in size.
    assert_eq!(of(&[vec![1, 3], vec![7, 21]], &[10, 30]), Err(Undefined::NoVariation));
    assert_eq!(of(&[vec![1, 3], vec![7, 22]], &[10, 30]), Ok(1));
    // The middle one of three texts is the mean of both others in every word.
    let middle = DeltaScores::new(&[vec![1, 2, 3], vec![5, 4, 3]], &[10, 10, 10]).unwrap();
    assert_eq!(middle.distance(0, 1, DeltaMeasure::Cosine), Err(Undefined::NoVariation));
}

/// `TfidfTransformer(norm=None)` of scikit-learn on the example of its user guide: idf 1, 2.25276297 and
/// 1.84729786; the first document weighs 3, 0 and 1.84729786.
#[test]
fn tf_idf_of_scikit_learn() {
    let formula = TfIdf::default().inverse(InverseFrequency::Smooth).base(LogBase::E);
    for ((freq, with), (idf, weight)) in [
        ((3, 6), ("1.0", "3.0")),
        ((0, 1), ("2.25276297", "0.0")),
        ((1, 2), ("1.84729786", "1.84729786")),
    ] {
        assert_digits("idf", formula.inverse_frequency(with, 6).unwrap(), idf);
        assert_digits("tf-idf", formula.weight((freq, 4), (with, 6)).unwrap(), weight);
    }
}

/// quanteda's `dfm_tfidf` is f log10(N / n); the words of all groups weigh 0.
#[test]
fn tf_idf_of_quanteda_and_others() {
    let quanteda = TfIdf::default().base(LogBase::Ten);
    assert_digits("tf-idf", quanteda.weight((5, 100), (2, 20)).unwrap(), "5.0");
    assert_eq!(quanteda.weight((5, 100), (20, 20)), Ok(0.0));
    let share = TfIdf::default().term(TermWeight::Share);
    assert_digits("tf-idf", share.weight((5, 100), (2, 8)).unwrap(), ".1");
    let log = TfIdf::default().term(TermWeight::Log);
    assert_digits("tf-idf", log.weight((8, 100), (2, 8)).unwrap(), "8.0");
    assert_eq!(log.weight((0, 100), (2, 8)), Ok(0.0));
    assert_eq!(share.weight((5, 0), (2, 8)), Err(Undefined::EmptyCorpus));
    assert_eq!(share.weight((5, 9), (0, 8)), Err(Undefined::AbsentWord));
    assert_eq!(share.weight((5, 9), (9, 8)), Err(Undefined::BadParameter));
    for weight in TermWeight::ALL {
        assert_eq!(weight.to_string().parse(), Ok(weight));
    }
    for inverse in InverseFrequency::ALL {
        assert_eq!(inverse.to_string().parse(), Ok(inverse));
    }
}

const SERIES: [f64; 10] = [0.1, 0.2, 0.15, 1.2, 1.4, 1.1, 3.0, 3.3, 0.9, 0.8];

/// The steps of `vnc_clust` (R package vnc, after `vnc.individual` of Gries and Hilpert), done again in
/// Python with NumPy.
#[test]
fn neighbours_are_put_together() {
    let steps = |variability| {
        let merges = neighbour_clusters(&SERIES, variability).unwrap();
        merges.into_iter().map(|m| (m.first, m.second, m.end, m.distance)).collect::<Vec<_>>()
    };
    let expected = [
        (1, 2, 3, 0.035_355_339),
        (0, 1, 3, 0.05),
        (8, 9, 10, 0.070_710_678),
        (3, 4, 5, 0.141_421_356),
        (3, 5, 6, 0.152_752_523),
        (6, 7, 8, 0.212_132_034),
        (0, 3, 6, 0.602_010_520),
        (0, 6, 8, 1.249_124_694),
        (0, 8, 10, 1.118_543_199),
    ];
    let coefficient = [
        (6, 7, 8, 0.067_343_503),
        (8, 9, 10, 0.083_189_033),
        (3, 4, 5, 0.108_785_659),
        (3, 5, 6, 0.123_853_397),
        (1, 2, 3, 0.202_030_509),
        (0, 1, 3, 0.333_333_333),
        (3, 6, 8, 0.530_330_086),
        (3, 8, 10, 0.617_635_958),
        (0, 3, 10, 0.920_611_687),
    ];
    for (variability, expected) in
        [(Variability::Deviation, expected), (Variability::Coefficient, coefficient)]
    {
        for (ours, expected) in steps(variability).into_iter().zip(expected) {
            assert_eq!((ours.0, ours.1, ours.2), (expected.0, expected.1, expected.2));
            assert!((ours.3 - expected.3).abs() < 1e-8, "{ours:?} {expected:?}");
        }
        assert_eq!(variability.to_string().parse(), Ok(variability));
    }
}

#[test]
fn stretches_and_their_number() {
    let merges = neighbour_clusters(&SERIES, Variability::Deviation).unwrap();
    // From 0.60 to 1.25 the distance grows most: three stretches are left before.
    assert_eq!(elbow(&merges), 3);
    assert_eq!(stretches_of(10, &merges, 3), [0..6, 6..8, 8..10]);
    for few in [0, 1] {
        assert_eq!(stretches_of(10, &merges, few), vec![0..10; 1]);
    }
    assert_eq!(stretches_of(10, &merges, 99).len(), 10);
    let flat = neighbour_clusters(&[0.0; 4], Variability::Coefficient).unwrap();
    assert!(flat.iter().all(|merge| merge.distance == 0.0) && elbow(&flat) == 1);
    assert_eq!(neighbour_clusters(&[1.0], Variability::Deviation), Err(Undefined::TooFew));
    let nan = neighbour_clusters(&[1.0, f64::NAN], Variability::Deviation);
    assert_eq!(nan, Err(Undefined::BadParameter));
}

/// A word once among 9 words here and never among 9 there, with a prior of 0.9 tokens for all words, of
/// which it has 1 in 18: the formula of Monroe, Colaresi and Quinn (2008) written out. More tables are
/// in `association_oracle.rs`.
#[test]
fn a_prior_of_all_words() {
    let z = |prior: &str, table: (u64, u64, u64, u64)| {
        let table = Contingency::keyness(table.0, table.1, table.2, table.3).unwrap();
        format!("log_odds_dirichlet_z({prior})").parse::<Measure>().unwrap().evaluate(&table)
    };
    let ours = z("prior=whole,tokens=0.9", (1, 0, 9, 9)).unwrap();
    let (w, all): (f64, f64) = (0.05, 0.9);
    let odds = |y: f64| ((y + w) / (9.0 + all - y - w)).ln();
    let expected = (odds(1.0) - odds(0.0)) / (1.0 / 1.05 + 1.0 / w).sqrt();
    assert!((ours - expected).abs() < 1e-12, "{ours} {expected}");
    // A stronger prior draws towards 0, and exchanging the corpora turns the sign round.
    let strong = z("tokens=900", (1, 0, 9, 9)).unwrap();
    assert!(strong > 0.0 && strong < ours);
    assert!((z("tokens=0.9", (0, 1, 9, 9)).unwrap() + ours).abs() < 1e-12);
    assert_eq!(z("prior=reference", (3, 0, 100, 100)), Err(Undefined::AbsentInReference));
    assert_eq!(z("prior=whole", (0, 0, 100, 100)), Err(Undefined::AbsentWord));
    assert_eq!(z("prior=whole", (3, 0, 100, 0)), Err(Undefined::EmptyCorpus));
    for wrong in ["prior=both", "tokens=0", "tokens=-1", "tokens=x", "alpha=1"] {
        assert!(format!("log_odds_dirichlet({wrong})").parse::<Measure>().is_err(), "{wrong}");
    }
    let named: Measure = "log_odds_dirichlet(prior=reference,tokens=500)".parse().unwrap();
    assert_eq!(named.to_string().parse(), Ok(named));
}

proptest! {
    #[test]
    fn every_step_puts_neighbours_together(values in proptest::collection::vec(0.0_f64..100.0, 2..40)) {
        let merges = neighbour_clusters(&values, Variability::Deviation).unwrap();
        prop_assert_eq!(merges.len(), values.len() - 1);
        for number in 1..=values.len() {
            let stretches = stretches_of(values.len(), &merges, number);
            prop_assert_eq!(stretches.len(), number);
            prop_assert_eq!(stretches[0].start, 0);
            prop_assert!(stretches.windows(2).all(|pair| pair[0].end == pair[1].start));
            prop_assert_eq!(stretches[number - 1].end, values.len());
        }
    }

    #[test]
    fn directed_divergences_stay_in_their_range(a in 0_u64..500, b in 0_u64..5_000, c in 0_u64..5_000, d in 1_u64..1_000_000) {
        let table = Contingency::from_cells(a, b, c, d).unwrap();
        for name in ["kld_norm_collocate_given_node", "kld_norm_exp_node_given_collocate"] {
            if let Ok(score) = name.parse::<Measure>().unwrap().evaluate(&table) {
                prop_assert!((-1.0..=1.0).contains(&score));
                let expected = table.e11();
                prop_assert!(score == 0.0 || (score > 0.0) == (a as f64 > expected), "{}", score);
            }
        }
    }
}
