//! Published and recomputed values of the association measures.
#![expect(clippy::unwrap_used, reason = "helpers of tests")]

mod common;

use common::{assert_digits, table};
use siyaq_stats::Measure;

/// Scores a table (O11, R1, C1, N) with the measure of this name.
fn score(name: &str, frequencies: (u64, u64, u64, u64)) -> f64 {
    let (o11, r1, c1, n) = frequencies;
    name.parse::<Measure>().unwrap().score(&table(o11, r1, c1, n)).unwrap()
}

/// Scores four cells, row by row.
fn cells(name: &str, o11: u64, o12: u64, o21: u64, o22: u64) -> f64 {
    score(name, (o11, o11 + o12, o11 + o21, o11 + o12 + o21 + o22))
}

const NEW_COMPANIES: (u64, u64, u64, u64) = (8, 15_828, 4_675, 14_307_668);
const UNSALTED_BUTTER: (u64, u64, u64, u64) = (20, 42, 20, 14_307_668);
const DUNNING: (u64, u64, u64, u64) = (110, 2_552, 221, 31_777);

/// Manning and Schütze (1999), chapter 5, and Dunning (1993), as in the tests of NLTK.
#[test]
fn values_of_the_textbooks() {
    for (name, frequencies, expected) in [
        ("t_score", NEW_COMPANIES, ".9999"),
        ("t_score", UNSALTED_BUTTER, "4.4721"),
        ("chi_squared", NEW_COMPANIES, "1.55"),
        ("log_likelihood", DUNNING, "270.72"),
        ("log_likelihood", (8, 13, 32, 31_777), "95.29"),
        ("mi", UNSALTED_BUTTER, "18.38"),
        ("mi", (20, 15_019, 15_629, 14_307_668), ".29"),
    ] {
        assert_digits(name, score(name, frequencies), expected);
    }
    // The book rounds: 456,400 are four digits.
    let chi_squared = score("chi_squared", (59, 67, 65, 571_007));
    assert!((chi_squared / 456_400.0 - 1.0).abs() < 1e-4, "{chi_squared}");
}

/// "this this is is a a test test" with windows of 3 in NLTK: MI of (a, test) and (a, a).
#[test]
fn values_of_a_window_of_three() {
    // Two of the eight tokens are each word; 1.5 and 0.5 joint occurrences by NLTK's division by
    // the window, here in halves: 3 of 4 * 4 among 16.
    assert_digits("mi", score("mi", (3, 4, 4, 16)), "1.584963");
    assert!(score("mi", (1, 4, 4, 16)).abs() < 1e-15);
}

/// Values of papers, as in the tests of Wordless.
#[test]
fn values_of_papers() {
    assert_digits("ll", cells("log_likelihood", 10, 0, 3, 31_764), "167.23");
    assert_digits("chi2", cells("chi_squared", 3, 0, 0, 31_774), "31777");
    // O11 is below its expectation, 2: ours is signed.
    assert_digits("yates", cells("chi_squared_yates", 1, 3, 3, 1), "-.5");
    let yates = table(1, 4, 4, 8);
    assert_digits("p", Measure::ChiSquaredYates.p_value(&yates).unwrap(), ".48");
    // Average mutual information in bits is G2 / (2 N ln 2).
    let average = cells("log_likelihood", 2, 0, 0, 7) / (2.0 * 9.0 * std::f64::consts::LN_2);
    assert_digits("average mi", average, ".764");
    assert_digits("mi", score("mi", (8, 1_105, 44, 15_000_000)), "11.3");
    let phi = cells("phi", 31_950, 12_004, 4_793, 848_330);
    assert_digits("phi^2", phi * phi, ".62");
    let corpora = (16_217, 2_796_938, 16_217 + 735, 2_796_938 + 2_087_946);
    assert_digits("odds", score("odds_ratio", corpora), "16.6");
    assert_digits("npmi", cells("npmi", 10, 0, 0, 90), "1.0");
    assert!(cells("npmi", 1, 9, 9, 81).abs() < 1e-15);
    assert_digits("npmi", cells("npmi", 0, 10, 10, 80), "-1.0");
    // Smadja (1993), Pedersen (1998), Gries (2013).
    assert_digits("dice", score("dice", (130, 1_632, 1_632, 100_000)), ".0797");
    assert_digits("ms", cells("min_sensitivity", 17, 240, 1_001, 1_298_742), ".016699");
    let gries = (5_610, 168_938, 2_257, 10_233_063);
    let (a, b, c, d) = gries;
    assert_digits("dP", cells("delta_p_collocate_given_node", a, b, c, d), ".032");
    assert_digits("dP", cells("delta_p_node_given_collocate", a, b, c, d), ".697");
    assert_digits("fisher", 10_f64.powf(-cells("fisher_right", 1, 3, 3, 1)), ".986");
}
