//! Published and recomputed values of the association measures.
#![expect(clippy::unwrap_used, reason = "helpers of tests")]

mod common;

use common::assert_digits;
use siyaq_stats::{Contingency, Measure};

fn table(o11: u64, r1: u64, c1: u64, n: u64) -> Contingency {
    Contingency::new(o11, r1, c1, n).unwrap()
}

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
    // 3 pairs of a and test, 1 of a and a; NLTK divides them by 2, the places in the window
    // after a word. Here the frequencies 2, 2 and the 8 tokens are doubled instead.
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

/// Recomputed independently: MI, MI2 and the others of three textbook tables.
#[test]
fn values_recomputed_from_the_formulas() {
    let tables = [NEW_COMPANIES, DUNNING, UNSALTED_BUTTER];
    let rows = [
        ("mi", [".62934321", "2.6317398", "18.377968"]),
        ("mi2", ["3.6293432", "9.4130996", "22.699896"]),
        ("mi3", ["6.6293432", "16.194459", "27.021824"]),
        ("npmi", [".030300172", ".32195153", ".94496248"]),
        ("local_mi", ["5.0347457", "289.49138", "367.55936"]),
        ("t_score", [".99993199", "8.7958417", "4.4721228"]),
        ("z_score", ["1.2436439", "21.897459", "2610.1983"]),
        ("dice", ["7.803736e-4", ".079336459", ".64516129"]),
        ("log_dice", ["3.6764526", "10.344128", "13.367732"]),
        ("jaccard", ["3.9033911e-4", ".041306797", ".47619048"]),
        ("min_sensitivity", ["5.0543341e-4", ".043103448", ".47619048"]),
        ("log_likelihood", ["1.3253894", "270.72188", "521.09384"]),
        ("simple_ll", ["1.32317", "216.81714", "469.54558"]),
        ("chi_squared", ["1.5488692", "525.0211", "6813164.8"]),
        ("chi_squared_yates", ["1.0496327", "519.34534", "6476763.8"]),
        ("delta_p_collocate_given_node", ["1.7888343e-4", ".03930533", ".47619048"]),
        ("delta_p_node_given_collocate", ["6.0516774e-4", ".42035132", ".99999846"]),
        ("odds_ratio_haldane", ["1.6446016", "11.813054", "26071675"]),
        ("lrc", ["0.0", "3.1107303", "20.681616"]),
    ];
    for (name, expected) in rows {
        for (frequencies, expected) in tables.into_iter().zip(expected) {
            assert_digits(name, score(name, frequencies), expected);
        }
    }
    for (frequencies, expected) in
        tables.into_iter().zip(["5.1717652", "17.748434", "5.8709777e-5"])
    {
        let (o11, r1, c1, n) = frequencies;
        assert_digits("E11", table(o11, r1, c1, n).e11(), expected);
    }
    let p_values = [".15177071", "9.7634845e-61", "9.672535e-114"];
    for (frequencies, expected) in tables.into_iter().zip(p_values) {
        let (o11, r1, c1, n) = frequencies;
        let p = Measure::FisherRight.p_value(&table(o11, r1, c1, n)).unwrap();
        assert_digits("fisher", p, expected);
    }
}

/// UCS, gold values of all measures for two pairs: base 10, signed G2 and chi-squared.
#[test]
fn values_of_ucs() {
    let appreciated = (1, 15_334, 2, 191_998);
    for (name, expected) in [
        ("dice", "1.304121e-4"),
        ("fisher_right", ".8143085"),
        ("jaccard", "6.52103e-5"),
        ("mi(base=10)", ".7966113"),
        ("min_sensitivity", "6.52146e-5"),
        ("chi_squared", "4.803981"),
        ("chi_squared_yates", ".7877885"),
        ("geometric_mean", ".005710278"),
        ("log_likelihood", "2.448757"),
        ("log_odds_ratio(base=10)", "1.061518"),
        ("log_odds_ratio_haldane(base=10)", "1.061506"),
        ("simple_ll", "1.987992"),
        ("t_score", ".8402692"),
        ("z_score", "2.102442"),
        ("z_score_yates", ".8513894"),
    ] {
        assert_digits(name, score(name, appreciated), expected);
    }
    // UCS writes Poisson-Stirling and average MI in base 10, without division by N.
    let ln_10 = std::f64::consts::LN_10;
    assert_digits("poisson", score("poisson_stirling", appreciated) / ln_10, ".3623168");
    assert_digits("average", score("log_likelihood", appreciated) / (2.0 * ln_10), ".5317408");
    // UCS compares columns in its relative risk: the transposed table.
    let (o11, r1, c1, n) = appreciated;
    let transposed = table(o11, r1, c1, n).transposed();
    let risk = Measure::RelativeRisk.score(&transposed).unwrap();
    assert_digits("relative risk", risk.log10(), ".7966350");
    let certain = (7, 15_334, 120, 191_998);
    for (name, expected) in [
        ("mi(base=10)", "-.136442"),
        ("log_likelihood", "-.829802"),
        ("chi_squared", "-.757556"),
        ("t_score", "-.976603"),
    ] {
        assert_digits(name, score(name, certain), expected);
    }
}

/// Words b and c, d, g of the two toy corpora in the tests of quanteda's keyness.
#[test]
fn values_of_quanteda() {
    let b = (7, 10, 9, 19);
    assert_digits("chi2", score("chi_squared", b), "4.337160");
    assert_digits("yates", score("chi_squared_yates", b), "2.632438");
    assert_digits("G2", score("log_likelihood", b), "4.534939");
    // 17 tokens against 12: c 6 and 2, d 1 and 4, g 1 and 0.
    let word = |a: u64, b: u64| (a, 17, a + b, 29);
    assert_digits("chi2", score("chi_squared", word(6, 2)), "1.221872");
    assert_digits("yates", score("chi_squared_yates", word(6, 2)), ".467298");
    assert_digits("G2", score("log_likelihood", word(6, 2)), "1.274238");
    assert_digits("pmi", score("mi(base=e)", word(6, 2)), ".246400");
    assert_digits("chi2", score("chi_squared", word(1, 4)), "-3.715033");
    assert_digits("yates", score("chi_squared_yates", word(1, 4)), "-2.040247");
    assert_digits("G2", score("log_likelihood", word(1, 4)), "-3.779441");
    assert_digits("chi2", score("chi_squared", word(1, 0)), ".731092");
    assert_digits("G2", score("log_likelihood", word(1, 0)), "1.093291");
}
