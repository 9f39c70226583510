//! Variants of the measures as other tools compute them: their published or computed values.
#![expect(clippy::unwrap_used, reason = "helpers of tests")]

mod common;

use common::assert_digits;
use siyaq_stats::{
    Contingency, GravityCounts, LogBase, Measure, Undefined, lambda_of, lexical_gravity,
};

fn cells(name: &str, [o11, o12, o21, o22]: [u64; 4]) -> f64 {
    let table = Contingency::from_cells(o11, o12, o21, o22).unwrap();
    name.parse::<Measure>().unwrap().evaluate(&table).unwrap()
}

fn score(name: &str, (o11, r1, c1, n): (u64, u64, u64, u64)) -> f64 {
    let table = Contingency::new(o11, r1, c1, n).unwrap();
    name.parse::<Measure>().unwrap().evaluate(&table).unwrap()
}

#[track_caller]
fn assert_close(value: f64, expected: f64) {
    assert!((value / expected - 1.0).abs() < 1e-12, "{value} instead of {expected}");
}

const NEW_COMPANIES: (u64, u64, u64, u64) = (8, 15_828, 4_675, 14_307_668);
const DUNNING: (u64, u64, u64, u64) = (110, 2_552, 221, 31_777);
const UNSALTED_BUTTER: (u64, u64, u64, u64) = (20, 42, 20, 14_307_668);

/// NLTK 3.10.4, `BigramAssocMeasures`, all digits.
#[test]
fn values_of_nltk() {
    let rows = [
        ("mi", [0.6293432116236843, 2.631739849216604, 18.377967788479985]),
        ("t_score", [0.9999319894802036, 8.795841659679926, 4.472122827094311]),
        ("chi_squared", [1.5488692067282201, 525.0211048194379, 6813164.761890117]),
        ("log_likelihood", [1.3253893963471581, 270.721876936225, 521.0938390653544]),
        ("poisson_stirling_nltk", [-2.9652543070105244, 179.4913834138268, 347.55935576959973]),
        ("dice", [0.0007803736038628494, 0.07933645870897944, 0.6451612903225806]),
        ("jaccard", [0.0003903391070992925, 0.04130679684566279, 0.47619047619047616]),
        ("phi_squared", [1.0825448331120209e-07, 0.016522047544432702, 0.47618974398134745]),
    ];
    for (name, expected) in rows {
        let tables = [NEW_COMPANIES, DUNNING, UNSALTED_BUTTER];
        for (table, expected) in tables.into_iter().zip(expected) {
            let value = score(name, table);
            // NLTK subtracts near numbers: a small log-likelihood in a large corpus keeps nine
            // digits.
            assert!((value / expected - 1.0).abs() < 2e-9, "{name}: {value} {expected}");
        }
    }
    // Its fisher is the left tail; SciPy, which it calls, is right to nine digits (.92026046506).
    let (o11, r1, c1, n) = NEW_COMPANIES;
    let table = Contingency::new(o11, r1, c1, n).unwrap();
    let left = Measure::FisherLeft.p_value(&table).unwrap();
    assert!((left / 0.920_260_465_176_296_1 - 1.0).abs() < 1e-13, "{left}");
}

/// SciPy 1.17.1, `fisher_exact`; the tea of Fisher (1935), and the toy of quanteda.
#[test]
fn the_three_tests_of_fisher() {
    let p = |measure: Measure, [a, b, c, d]: [u64; 4]| {
        measure.p_value(&Contingency::from_cells(a, b, c, d).unwrap()).unwrap()
    };
    let tea = [1, 3, 3, 1];
    assert_close(p(Measure::FisherTwoSided, tea), 0.48571428571428565);
    assert_close(p(Measure::FisherLeft, tea), 0.24285714285714283);
    assert_digits("right", p(Measure::FisherRight, tea), ".986");
    assert_digits("right", p(Measure::FisherRight, tea), ".9857142857");
    assert_close(p(Measure::FisherTwoSided, [7, 3, 2, 7]), 0.06977851869492735);
    assert_digits("quanteda", p(Measure::FisherTwoSided, [7, 3, 2, 7]), ".0697785");
}

/// Far below what a float can hold, the logarithm goes on.
#[test]
fn p_values_do_not_underflow() {
    let table = Contingency::new(5_000, 10_000, 10_000, 1_000_000_000).unwrap();
    for measure in [
        Measure::FisherRight,
        Measure::FisherTwoSided,
        Measure::PoissonRight,
        Measure::LogLikelihood,
        Measure::LogLikelihoodWilliams,
        Measure::ChiSquared,
        Measure::LambdaZ,
    ] {
        assert_eq!(measure.p_value(&table), Err(Undefined::TooSmall), "{measure}");
        let log10 = measure.log10_p_value(&table).unwrap();
        assert!(log10 < -300.0 && log10.is_finite(), "{measure}: {log10}");
    }
    // Repulsion as strong: no p of 0 from the other side.
    let table = Contingency::new(1, 10_000_000, 10_000_000, 1_000_000_000).unwrap();
    let [left, two, right] = [Measure::FisherLeft, Measure::FisherTwoSided, Measure::FisherRight]
        .map(|measure| measure.log10_p_value(&table).unwrap());
    assert!(left < -40_000.0 && two < -40_000.0 && two >= left && right.abs() < 1e-12);
}

/// Two of the 94 gold pairs of UCS: those of its measures that are variants here.
#[test]
fn variants_of_ucs() {
    let appreciated = (1, 15_334, 2, 191_998);
    for (name, expected) in [
        ("poisson_stirling(base=10)", ".3623168"),
        // Published as .8308347, the last digit cut and not rounded.
        ("poisson_right", ".83083477"),
        ("average_mi(base=10)", ".5317408"),
        ("log_relative_risk_by_column(base=10)", ".7966350"),
        ("z_score_yates_unclamped", ".8513894"),
        ("chi_squared_yates_unclamped", ".7877885"),
        ("log_odds_ratio(base=10)", "1.061518"),
        ("log_odds_ratio_haldane(base=10)", "1.061506"),
    ] {
        assert_digits(name, score(name, appreciated), expected);
    }
    // Liddell's measure by its other name: O11/C1 - O12/C2.
    assert_close(score("liddell", appreciated), 0.5 - 15_333.0 / 191_996.0);
}

/// Wordless and mclm: the binomial t, average MI per token, a conditional probability.
#[test]
fn variants_of_wordless_and_mclm() {
    assert_digits("t", score("t_score_binomial", NEW_COMPANIES), ".999932");
    assert_digits("average mi", cells("mutual_information", [2, 0, 0, 7]), ".764");
    assert_digits("phi^2", cells("phi_squared", [31_950, 12_004, 4_793, 848_330]), ".62");
    let share = score("probability_collocate_given_node", (28, 15_768, 100, 1_000_000));
    assert_digits("28 of 15,768 in per cent", 100.0 * share, ".178");
    assert_close(cells("odds_ratio_haldane_if_zero", [10, 0, 3, 7]), 10.5 * 7.5 / (0.5 * 3.5));
    assert_close(cells("odds_ratio_haldane_if_zero", [10, 2, 3, 7]), 70.0 / 6.0);
    assert_digits("V", cells("cramer_v", [620, 1_017_259, 267, 1_007_265]), ".0082233");
}

/// quanteda.textstats: lambda of word pairs, and chi-squared by its default correction.
#[test]
fn variants_of_quanteda() {
    assert_digits("lambda", cells("lambda", [2, 1, 1, 5]), "1.810109");
    assert_digits("z", cells("lambda_z", [2, 1, 1, 5]), "1.307986");
    // "good ice", which stands twice and whose words are never apart, among seven other pairs.
    assert_digits("lambda", cells("lambda", [2, 0, 0, 7]), "4.317488");
    assert_digits("z", cells("lambda_z", [2, 0, 0, 7]), "2.027787");
    let whole = lambda_of(&[5, 1, 1, 2]).unwrap();
    assert_digits("lambda", whole.lambda, "1.810109");
    assert_digits("z", whole.z, "1.307986");
    for ((a, b), expected) in [((6, 2), ".467298"), ((1, 4), "-2.040247"), ((1, 0), ".731092")] {
        let value = score("chi_squared_quanteda", (a, 17, a + b, 29));
        assert_digits("default", value, expected);
    }
    // Williams by hand: q = 1 + (19/10 + 19/9 - 1)^2 / (6 * 19).
    let q = 1.0 + (1.9 + 19.0 / 9.0 - 1.0_f64).powi(2) / 114.0;
    assert_close(
        cells("log_likelihood_williams", [7, 3, 2, 7]) * q,
        cells("log_likelihood", [7, 3, 2, 7]),
    );
}

/// Three words: (-1)^(K-b) ln n, by hand.
#[test]
fn lambda_of_three_words() {
    let counts = [90, 5, 4, 1, 6, 2, 0, 3];
    let score = lambda_of(&counts).unwrap();
    let ln = |place: usize| (counts[place] as f64 + 0.5).ln();
    let expected = ln(7) - ln(6) - ln(5) - ln(3) + ln(4) + ln(2) + ln(1) - ln(0);
    assert_close(score.lambda, expected);
    let variance: f64 = counts.iter().map(|&count| 1.0 / (count as f64 + 0.5)).sum();
    assert_close(score.z, expected / variance.sqrt());
    for wrong in [0, 1, 2, 3, 6] {
        assert!(lambda_of(&vec![1; wrong]).is_err(), "{wrong} cells");
    }
}

#[test]
fn lexical_gravity_by_hand() {
    let counts = GravityCounts {
        joint: 20,
        freq_first: 100,
        freq_second: 50,
        types_after_first: 40,
        types_before_second: 10,
    };
    assert_close(lexical_gravity(&counts, LogBase::E).unwrap(), 8.0_f64.ln() + 4.0_f64.ln());
    assert_close(lexical_gravity(&counts, LogBase::Two).unwrap(), 5.0);
    let never = GravityCounts { joint: 0, ..counts };
    assert_eq!(lexical_gravity(&never, LogBase::E), Err(Undefined::NeverTogether));
    let alone = GravityCounts { types_after_first: 0, ..counts };
    assert_eq!(lexical_gravity(&alone, LogBase::E), Err(Undefined::EmptyMargin));
}

/// association-measures 0.3.2 with `disc=.5`, alpha .05 and 599 tests: the normal interval.
#[test]
fn values_of_association_measures() {
    let name = "lrc_normal(confidence=0.95,tests=599)";
    assert_digits(name, score(name, DUNNING), "2.749881");
    assert_digits(name, score(name, UNSALTED_BUTTER), "15.620630");
    let gold = (1_189, 168_329, 2_157, 19_720_567);
    assert_digits(name, score(name, gold), "6.911256");
    assert_digits("walter", score("log_ratio_walter", UNSALTED_BUTTER), "23.718442");
    assert_digits("walter", score("log_ratio_walter", NEW_COMPANIES), ".71748");
}

#[test]
fn reasons_are_given() {
    let reason = |name: &str, (o11, r1, c1, n): (u64, u64, u64, u64)| {
        let table = Contingency::new(o11, r1, c1, n).unwrap();
        name.parse::<Measure>().unwrap().evaluate(&table).unwrap_err()
    };
    let never = (0, 100, 50, 10_000);
    for name in ["mi", "mi3", "log_dice", "t_score", "mi_log_f", "ws_mi3"] {
        assert_eq!(reason(name, never), Undefined::NeverTogether, "{name}");
    }
    assert_eq!(reason("mi", (0, 0, 50, 100)), Undefined::EmptyMargin);
    assert_eq!(reason("chi_squared", (50, 100, 50, 100)), Undefined::EmptyMargin);
    assert_eq!(reason("odds_ratio", (50, 50, 50, 100)), Undefined::EmptyCell);
    assert_eq!(reason("log_ratio", (0, 50, 0, 100)), Undefined::AbsentWord);
    assert_eq!(reason("log_ratio", (5, 100, 5, 100)), Undefined::EmptyCorpus);
    assert_eq!(reason("percent_diff", (5, 50, 5, 100)), Undefined::AbsentInReference);
    assert_eq!(reason("ell", (5, 50, 5, 10_000)), Undefined::SmallExpectation);
    assert_eq!(reason("log_ratio_exact_low", never), Undefined::Unbounded);
    assert_eq!(reason("log_ratio_exact_high", (5, 50, 5, 100)), Undefined::Unbounded);
    assert_eq!(Undefined::Unbounded.to_string(), "the interval has no end on this side");
}
