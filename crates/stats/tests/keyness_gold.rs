//! Published and recomputed values of the keyness measures.
#![expect(clippy::unwrap_used, reason = "helpers of tests")]

mod common;

use common::assert_digits;
use siyaq_stats::{Contingency, Measure};

/// Scores (a, b, tokens of the target, tokens of the reference).
fn score(name: &str, (a, b, c, d): (u64, u64, u64, u64)) -> f64 {
    let table = Contingency::keyness(a, b, c, d).unwrap();
    name.parse::<Measure>().unwrap().score(&table).unwrap()
}

fn assert_scores(frequencies: (u64, u64, u64, u64), expected: &[(&str, &str)]) {
    for &(name, expected) in expected {
        assert_digits(name, score(name, frequencies), expected);
    }
}

/// Brezina (2018), 620 in 1,017,879 against 267 in 1,007,532.
#[test]
fn values_of_brezina() {
    let frequencies = (620, 267, 1_017_879, 1_007_532);
    let table = Contingency::keyness(620, 267, 1_017_879, 1_007_532).unwrap();
    assert_digits("E11", table.e11(), "445.77");
    assert_digits("E21", table.e21(), "441.23");
    let published = [
        ("log_likelihood_2", "140.87"),
        ("log_ratio", "1.20"),
        ("simple_maths(k=100)", "1.94"),
        ("percent_diff", "129.85"),
        ("chi_squared", "136.96"),
    ];
    assert_scores(frequencies, &published);
    let recomputed = [
        ("log_likelihood_2", "140.86549"),
        ("log_likelihood_4", "140.92547"),
        ("bic", "126.3442"),
        ("ell", "1.1421006e-5"),
        ("log_ratio", "1.2006881"),
        ("log_ratio_walter", "1.1991519"),
        ("relative_risk", "2.2984927"),
        ("odds_ratio", "2.2992841"),
        ("simple_maths", "2.2936112"),
        ("simple_maths(k=100)", "1.9427451"),
        ("simple_maths(k=1000)", "1.2720195"),
        ("chi_squared", "136.96369"),
        ("phi", ".0082233"),
        ("din", "39.366244"),
        ("difference_coefficient", ".39366244"),
        ("lrc", ".99138665"),
    ];
    assert_scores(frequencies, &recomputed);
}

#[test]
fn values_recomputed_from_the_formulas() {
    let absent = [
        ("log_likelihood_2", "13.862944"),
        ("log_likelihood_4", "13.913195"),
        ("bic", "6.2620412"),
        ("log_ratio", "4.3219281"),
        ("log_ratio_walter", "4.3923174"),
        ("simple_maths", "10001"),
        ("lrc", "1.1644783"),
    ];
    assert_scores((10, 0, 1_000, 1_000), &absent);
    let frequent = [
        ("log_likelihood_2", "38531.759"),
        ("log_likelihood_4", "45784.791"),
        ("percent_diff", "88.710409"),
        ("log_ratio", ".916174"),
        ("odds_ratio", "2.1303693"),
        ("lrc", ".90702426"),
    ];
    assert_scores((206_523, 178_174, 959_641, 1_562_358), &frequent);
    let large = [
        ("log_likelihood_2", "9.9760699"),
        ("simple_maths", "1.1224292"),
        ("log_ratio", ".88634981"),
        ("percent_diff", "84.84933"),
    ];
    assert_scores((35, 263, 112_289_776, 1_559_716_979), &large);
}

/// Gabrielatos and Marchi (2011); Kilgarriff (2009) as computed by Sketch Engine; Hofland and
/// Johansson (1982).
#[test]
fn values_of_papers() {
    assert_scores((206_523, 178_174, 959_641, 1_562_358), &[("percent_diff", "88.7")]);
    assert_scores((35, 263, 112_289_776, 1_559_716_979), &[("simple_maths", "1.1224")]);
    assert_scores((18, 35, 1_000_000, 1_000_000), &[("difference_coefficient", "-.32")]);
}

/// Evert (2022): medical abstracts about MRSA, 1,177 against 341,805 documents, 20,109 words
/// tested at 5 %.
#[test]
fn values_of_the_mrsa_table() {
    let rows = [
        ((944, 367), ["10290.404741", "9.543111", "9.132239", "683.42093"]),
        ((770, 56_155), ["1402.612255", "1.993816", "1.739272", "3.98021"]),
        ((2, 1), ["18.890004", "8.918270", "0.0", "17.48092"]),
        ((8, 0), ["90.849659", "12.268768", "6.020852", "68.96941"]),
    ];
    let names = [
        "log_likelihood_4",
        "log_ratio_walter",
        "lrc(confidence=0.95,tests=20109)",
        "simple_maths(k=100)",
    ];
    for ((a, b), expected) in rows {
        for (name, expected) in names.into_iter().zip(expected) {
            assert_digits(name, score(name, (a, b, 1_177, 341_805)), expected);
        }
    }
}

/// «eingebracht» as a collocate, 599 candidates at 5 %: Hardie's ratio with exact and with
/// approximate lower end.
#[test]
fn values_of_the_log_ratio_gold_table() {
    let table = Contingency::new(1_189, 168_329, 2_157, 19_720_567).unwrap();
    for (name, expected) in [
        ("log_ratio", "7.156576"),
        ("lrc(confidence=0.95,tests=599)", "6.910069"),
        ("log_ratio_ci_low(confidence=0.95,tests=599)", "6.911256"),
    ] {
        let value = name.parse::<Measure>().unwrap().score(&table).unwrap();
        assert_digits(name, value, expected);
    }
}
