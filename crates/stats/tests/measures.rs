//! What holds for every measure: names, texts, finite values, symmetry, direction.
#![expect(clippy::unwrap_used, reason = "helpers of tests")]

use proptest::prelude::*;
use siyaq_stats::{Contingency, Level, LogBase, Measure, StatsErrorKind};

const TRILLION: u64 = 1_000_000_000_000;

/// Cells from the empty to the huge, with zeros often.
fn cell() -> impl Strategy<Value = u64> {
    prop_oneof![
        Just(0),
        Just(1),
        Just(2),
        0_u64..50,
        0_u64..1_000_000,
        Just(TRILLION),
        0_u64..=TRILLION
    ]
}

fn any_table() -> impl Strategy<Value = Contingency> {
    (cell(), cell(), cell(), cell())
        .prop_filter_map("not empty", |(a, b, c, d)| Contingency::from_cells(a, b, c, d).ok())
}

fn score(name: &str, table: &Contingency) -> Option<f64> {
    name.parse::<Measure>().unwrap().score(table)
}

#[test]
fn names_are_unique_and_read_back() {
    let mut names: Vec<&str> = Measure::ALL.iter().map(|measure| measure.name()).collect();
    names.sort_unstable();
    names.dedup();
    assert_eq!(names.len(), Measure::ALL.len());
    for &measure in Measure::ALL {
        assert_eq!(measure.to_string(), measure.name());
        assert_eq!(measure.name().parse(), Ok(measure));
        assert_eq!(measure.full_name().parse(), Ok(measure));
        for text in [
            measure.description(),
            measure.formula(),
            measure.range(),
            measure.zero_rule(),
            measure.source(),
        ] {
            assert!(!text.is_empty(), "{measure}");
        }
    }
}

/// The names that commands use as defaults.
#[test]
fn default_columns_exist() {
    for name in [
        "log_dice",
        "mi",
        "log_likelihood",
        "t_score",
        "log_likelihood_4",
        "log_ratio",
        "log_ratio_ci_low",
        "log_ratio_ci_high",
    ] {
        assert_eq!(name.parse::<Measure>().unwrap().to_string(), name);
    }
}

#[test]
fn parameters_are_read_and_written() {
    let mi: Measure = " mi( base = 10 ) ".parse().unwrap();
    assert_eq!(mi, Measure::Mi { base: LogBase::Ten });
    assert_eq!(mi.to_string(), "mi(base=10)");
    assert_eq!("mi(base=2)".parse::<Measure>().unwrap().to_string(), "mi");
    assert_eq!(
        "simple_maths(k=0.1)".parse::<Measure>().unwrap().to_string(),
        "simple_maths(k=0.1)"
    );
    let lrc: Measure = "lrc(confidence=0.99,tests=5000)".parse().unwrap();
    assert_eq!(lrc.level(), Some(Level::new(0.99).unwrap().with_tests(5_000)));
    assert_eq!(lrc.to_string(), "lrc(confidence=0.99,tests=5000)");
    assert_eq!(lrc.to_string().parse(), Ok(lrc));
    for text in [
        "lrc(confidence=0.99,tests=5000,correction=sidak)",
        "mi_k(k=4,base=e)",
        "poisson_stirling(base=10)",
        "log_relative_risk_by_column(base=10)",
    ] {
        assert_eq!(text.parse::<Measure>().unwrap().to_string(), text);
    }
    assert_eq!(
        "poisson_stirling(base=e)".parse::<Measure>().unwrap().to_string(),
        "poisson_stirling"
    );
    assert!("lrc(correction=holm)".parse::<Measure>().is_err());
    assert!("mi_k(k=0)".parse::<Measure>().is_err());
    assert_eq!("delta_p_21".parse::<Measure>().unwrap().name(), "delta_p_collocate_given_node");
    assert_eq!("delta_p_12".parse::<Measure>().unwrap().name(), "delta_p_node_given_collocate");
}

#[test]
fn wrong_names_and_parameters_say_what_is_right() {
    let message = |text: &str| text.parse::<Measure>().unwrap_err().to_string();
    let unknown = message("logdice");
    assert!(
        unknown.starts_with("unknown measure \"logdice\"; did you mean log_dice?"),
        "{unknown}"
    );
    let unknown = message("weather");
    assert!(unknown.starts_with("unknown measure \"weather\"; choose one of: mi, mi2, mi3, "));
    assert_eq!(message("mi(bass=2)"), "measure mi has no parameter \"bass\"; it takes: base");
    assert_eq!(message("dice(base=2)"), "measure dice takes no parameters, but \"base\" was given");
    assert_eq!(message("mi(base=3)"), "parameter base is \"3\"; expected 2, e or 10");
    for wrong in [
        "",
        "mi(",
        "mi)",
        "simple_maths(k=0)",
        "simple_maths(k=-1)",
        "simple_maths(k=NaN)",
        "simple_maths(k=inf)",
        "simple_maths(k)",
        "lrc(confidence=1)",
        "lrc(confidence=0)",
        "lrc(tests=0)",
        "lrc(tests=1.5)",
        "mi(2)",
    ] {
        assert!(wrong.parse::<Measure>().is_err(), "{wrong}");
    }
    let error = "x".parse::<Measure>().unwrap_err();
    assert!(matches!(error.kind(), StatsErrorKind::UnknownMeasure { name, .. } if name == "x"));
}

#[test]
fn a_word_that_never_meets_the_node() {
    let table = Contingency::new(0, 100, 50, 10_000).unwrap();
    for name in ["mi", "mi2", "mi3", "t_score", "log_dice", "log_odds_ratio"] {
        assert_eq!(score(name, &table), None, "{name}");
    }
    for name in [
        "local_mi",
        "dice",
        "jaccard",
        "min_sensitivity",
        "geometric_mean",
        "odds_ratio",
        "poisson_stirling",
        "relative_risk",
    ] {
        assert_eq!(score(name, &table), Some(0.0), "{name}");
    }
    assert_eq!(score("npmi", &table), Some(-1.0));
    assert_eq!(score("percent_diff", &table), Some(-100.0));
    assert_eq!(score("din", &table), Some(-100.0));
    assert_eq!(score("yule_q", &table), Some(-1.0));
    assert!(score("log_likelihood", &table).unwrap() < 0.0);
    assert!(score("log_ratio", &table).unwrap() < 0.0);
}

#[test]
fn a_word_in_neither_corpus_or_an_empty_corpus() {
    let absent = Contingency::keyness(0, 0, 1_000, 1_000).unwrap();
    let empty = Contingency::keyness(5, 0, 1_000, 0).unwrap();
    for table in [absent, empty] {
        for name in [
            "log_ratio",
            "log_ratio_walter",
            "log_ratio_ci_low",
            "log_ratio_ci_high",
            "lrc",
            "percent_diff",
            "relative_risk",
            "chi_squared",
            "phi",
            "ell",
        ] {
            assert_eq!(score(name, &table), None, "{name}");
        }
        for name in ["log_likelihood", "log_likelihood_2", "log_likelihood_4", "simple_ll"] {
            assert!(score(name, &table).unwrap().abs() < 1e-12, "{name}");
        }
    }
    assert_eq!(score("simple_maths", &absent), Some(1.0));
    assert_eq!(score("simple_maths", &empty), None);
}

#[test]
fn a_pair_that_is_never_apart() {
    let table = Contingency::new(20, 20, 20, 1_000).unwrap();
    for name in ["npmi", "dice", "jaccard", "min_sensitivity", "phi", "yule_q"] {
        assert!((score(name, &table).unwrap() - 1.0).abs() < 1e-15, "{name}");
    }
    assert_eq!(score("log_dice", &table), Some(14.0));
    assert_eq!(score("odds_ratio", &table), None);
    assert!((score("chi_squared", &table).unwrap() - 1_000.0).abs() < 1e-9);
}

#[test]
fn a_column_is_its_rows() {
    let tables = [Contingency::new(0, 9, 9, 99).unwrap(), Contingency::new(3, 9, 9, 99).unwrap()];
    let tables = [tables[0], tables[1], tables[0], tables[1]];
    for measure in Measure::ALL {
        assert_eq!(measure.score_column(&tables), tables.map(|table| measure.score(&table)));
    }
}

#[test]
fn the_other_measures_tell_rows_from_columns() {
    let table = Contingency::new(30, 100, 400, 10_000).unwrap();
    for measure in Measure::ALL.iter().filter(|measure| !measure.is_symmetric()) {
        let [score, other] = [table, table.transposed()].map(|t| measure.score(&t).unwrap());
        assert!((score - other).abs() > 1e-3 * score.abs(), "{measure}: {score} {other}");
    }
}

/// Measures that can only grow when O11 grows and the margins stay.
const MONOTONE: &[&str] = &[
    "mi",
    "mi2",
    "mi3",
    "npmi",
    "t_score",
    "z_score",
    "z_score_yates",
    "dice",
    "log_dice",
    "jaccard",
    "min_sensitivity",
    "geometric_mean",
    "log_likelihood",
    "simple_ll",
    "chi_squared",
    "chi_squared_yates",
    "phi",
    "yule_q",
    "delta_p_collocate_given_node",
    "delta_p_node_given_collocate",
    "odds_ratio",
    "odds_ratio_haldane",
    "log_odds_ratio",
    "log_odds_ratio_haldane",
    "fisher_right",
    "relative_risk",
    "log_ratio_walter",
    "lrc",
    "percent_diff",
    "difference_coefficient",
    "din",
    "simple_maths",
    "mi_k",
    "t_score_binomial",
    "z_score_dennis",
    "z_score_berry_rogghe",
    "mutual_expectation",
    "poisson_right",
    "probability_collocate_given_node",
    "probability_node_given_collocate",
    "lambda",
    "log_relative_risk",
    "relative_risk_by_column",
    "log_ratio_exact_low",
    "log_ratio_exact_high",
    "lrc_positive",
    "percent_diff_half",
];

/// Measures that stay the same when all counts grow alike, and those that grow with them, or with
/// their root.
const SCALES: &[(&str, f64)] = &[
    ("mi", 0.0),
    ("npmi", 0.0),
    ("dice", 0.0),
    ("log_dice", 0.0),
    ("jaccard", 0.0),
    ("min_sensitivity", 0.0),
    ("geometric_mean", 0.0),
    ("mutual_expectation", 0.0),
    ("mutual_information", 0.0),
    ("phi", 0.0),
    ("cramer_v", 0.0),
    ("yule_q", 0.0),
    ("delta_p_collocate_given_node", 0.0),
    ("delta_p_node_given_collocate", 0.0),
    ("odds_ratio", 0.0),
    ("log_odds_ratio", 0.0),
    ("relative_risk", 0.0),
    ("log_relative_risk", 0.0),
    ("percent_diff", 0.0),
    ("din", 0.0),
    ("simple_maths", 0.0),
    ("t_score", 0.5),
    ("z_score", 0.5),
    ("z_score_dennis", 0.5),
    ("z_score_berry_rogghe", 0.5),
    ("local_mi", 1.0),
    ("average_mi", 1.0),
    ("log_likelihood", 1.0),
    ("log_likelihood_2", 1.0),
    ("log_likelihood_4", 1.0),
    ("simple_ll", 1.0),
    ("chi_squared", 1.0),
    ("poisson_stirling", 1.0),
];

proptest! {
    #[test]
    fn every_score_is_finite_or_absent(table in any_table()) {
        for &measure in Measure::ALL {
            if let Some(score) = measure.score(&table) {
                prop_assert!(score.is_finite(), "{measure} {table:?}");
            }
            prop_assert!(measure.is_test() || measure.p_value(&table).is_err());
            prop_assert_eq!(measure.evaluate(&table).ok(), measure.score(&table));
            for p in [measure.p_value(&table), measure.log10_p_value(&table).map(|p| 10_f64.powf(p))] {
                prop_assert!(p.map_or(true, |p| (0.0..=1.0).contains(&p)), "{measure} {table:?}");
            }
        }
    }

    #[test]
    fn symmetric_measures_are_symmetric(table in any_table()) {
        for &measure in Measure::ALL.iter().filter(|measure| measure.is_symmetric()) {
            let (score, other) = (measure.score(&table), measure.score(&table.transposed()));
            prop_assert_eq!(score.is_some(), other.is_some(), "{}", measure);
            if let (Some(score), Some(other)) = (score, other) {
                prop_assert!(
                    (score - other).abs() <= 1e-9 * score.abs().max(1.0),
                    "{measure} {table:?}: {score} {other}"
                );
            }
        }
    }

    #[test]
    fn bounded_measures_keep_their_bounds(table in any_table()) {
        for (name, low, high) in [
            ("npmi", -1.0, 1.0),
            ("dice", 0.0, 1.0),
            ("log_dice", f64::MIN, 14.0),
            ("jaccard", 0.0, 1.0),
            ("min_sensitivity", 0.0, 1.0),
            ("geometric_mean", 0.0, 1.0),
            ("phi", -1.0, 1.0),
            ("yule_q", -1.0, 1.0),
            ("delta_p_collocate_given_node", -1.0, 1.0),
            ("delta_p_node_given_collocate", -1.0, 1.0),
            ("log_likelihood_2", 0.0, f64::MAX),
            ("log_likelihood_4", 0.0, f64::MAX),
            ("fisher_right", 0.0, f64::MAX),
            ("din", -100.0, 100.0),
        ] {
            if let Some(score) = score(name, &table) {
                let slack = 1e-12 * high.min(1e3);
                prop_assert!(score >= low - slack && score <= high + slack, "{name} {score}");
            }
        }
    }

    #[test]
    fn the_two_likelihoods_are_kin(table in any_table()) {
        let four = score("log_likelihood_4", &table).unwrap();
        let signed = score("log_likelihood", &table).unwrap();
        let two = score("log_likelihood_2", &table).unwrap();
        prop_assert!((signed.abs() - four).abs() <= 0.0);
        prop_assert!(two <= four * (1.0 + 1e-12));
        let attracted = u128::from(table.o11()) * u128::from(table.n())
            >= u128::from(table.r1()) * u128::from(table.c1());
        prop_assert!(signed.abs() <= 0.0 || (signed > 0.0) == attracted);
    }

    #[test]
    fn g2_is_the_plain_formula(a in 0_u64..5_000, b in 1_u64..9_000, c in 1_u64..9_000, d in 1_u64..1_000_000) {
        let table = Contingency::from_cells(a, b, c, d).unwrap();
        let cells = [
            (table.o11(), table.e11()), (table.o12(), table.e12()),
            (table.o21(), table.e21()), (table.o22(), table.e22()),
        ];
        let plain: f64 = cells
            .iter()
            .filter(|(observed, _)| *observed > 0)
            .map(|&(observed, expected)| {
                let observed = observed as f64;
                2.0 * observed * (observed / expected).ln()
            })
            .sum();
        let ours = score("log_likelihood_4", &table).unwrap();
        prop_assert!((ours - plain).abs() < 1e-7 + 1e-9 * plain.abs(), "{ours} {plain}");
    }

    #[test]
    fn lrc_lies_between_zero_and_the_log_ratio(
        a in 0_u64..2_000, b in 0_u64..2_000, c in 2_000_u64..1_000_000, d in 2_000_u64..1_000_000
    ) {
        let table = Contingency::keyness(a, b, c, d).unwrap();
        if let (Some(lrc), Some(log_ratio)) = (score("lrc", &table), score("log_ratio", &table)) {
            prop_assert!(lrc.abs() <= log_ratio.abs() + 1e-12, "{lrc} {log_ratio}");
            prop_assert!(lrc * log_ratio >= 0.0 || lrc.abs() <= 0.0);
        }
    }

    #[test]
    fn the_interval_holds_the_log_ratio(table in any_table()) {
        let [low, middle, high] = ["log_ratio_ci_low", "log_ratio", "log_ratio_ci_high"]
            .map(|name| score(name, &table));
        prop_assert_eq!(low.is_some(), middle.is_some());
        if let (Some(low), Some(middle), Some(high)) = (low, middle, high) {
            prop_assert!(low <= middle && middle <= high);
            let wider = score("log_ratio_ci_low(confidence=0.99)", &table).unwrap();
            let many = score("log_ratio_ci_low(tests=1000)", &table).unwrap();
            prop_assert!(wider <= low && many <= wider);
        }
    }

    #[test]
    fn more_joint_occurrences_never_lower_the_score(
        o11 in 0_u64..400, step in 1_u64..50, o12 in 0_u64..500, o21 in 0_u64..500, o22 in 0_u64..100_000
    ) {
        let (r1, c1) = (o11 + step + o12, o11 + step + o21);
        let n = r1 + c1 + o22;
        let (Ok(fewer), Ok(more)) = (Contingency::new(o11, r1, c1, n), Contingency::new(o11 + step, r1, c1, n)) else {
            return Ok(());
        };
        for name in MONOTONE {
            if let (Some(first), Some(second)) = (score(name, &fewer), score(name, &more)) {
                prop_assert!(second >= first - 1e-9 * first.abs().max(1e-3), "{name} {fewer:?}: {first} {second}");
            }
        }
    }

    #[test]
    fn scores_follow_the_size_of_the_sample(
        a in 0_u64..400, b in 0_u64..500, c in 0_u64..500, d in 0_u64..10_000, times in 2_u64..1_000
    ) {
        let Ok(table) = Contingency::from_cells(a, b, c, d) else { return Ok(()) };
        let many = Contingency::from_cells(a * times, b * times, c * times, d * times).unwrap();
        for (name, power) in SCALES {
            let (one, scaled) = (score(name, &table), score(name, &many));
            prop_assert_eq!(one.is_some(), scaled.is_some(), "{}", name);
            if let (Some(one), Some(scaled)) = (one, scaled) {
                let expected = one * (times as f64).powf(*power);
                prop_assert!((scaled - expected).abs() <= 1e-9 * expected.abs().max(1e-6), "{name} {one} {scaled}");
            }
        }
    }

    /// Where one margin is half of the sample both tails are alike.
    #[test]
    fn fisher_of_a_symmetric_table(o11 in 0_u64..1_000_000, more in 0_u64..1_000_000, half in 2_000_000_u64..TRILLION) {
        let c1 = o11 + more;
        let table = Contingency::new(o11, half, c1, 2 * half).unwrap();
        let [right, left, two] = [Measure::FisherRight, Measure::FisherLeft, Measure::FisherTwoSided]
            .map(|measure| measure.score(&table).unwrap());
        let expected = (right.max(left) - 2_f64.log10()).max(0.0);
        prop_assert!((two - expected).abs() < 1e-6 * expected.max(1e-3), "{two} {expected}");
        let mirrored = Contingency::new(more, half, c1, 2 * half).unwrap();
        let back = Measure::FisherTwoSided.score(&mirrored).unwrap();
        prop_assert!((two - back).abs() < 1e-7 * two.max(1e-3), "{two} {back}");
    }

    /// The tails of Fisher overlap in the table itself, and Poisson's comes near where frequencies
    /// are small against the sample.
    #[test]
    fn the_tails_of_exact_tests(o11 in 0_u64..60, o12 in 100_000_u64..300_000, o21 in 100_000_u64..300_000) {
        let table = Contingency::from_cells(o11, o12, o21, 1_000_000_000).unwrap();
        let p = |measure: Measure| measure.p_value(&table).unwrap();
        let (right, left) = (p(Measure::FisherRight), p(Measure::FisherLeft));
        prop_assert!(right + left >= 1.0 - 1e-12 && right + left <= 2.0 + 1e-12);
        prop_assert!(p(Measure::FisherTwoSided) >= right.min(left) - 1e-12);
        let (fisher, poisson) =
            (Measure::FisherRight.score(&table).unwrap(), Measure::PoissonRight.score(&table).unwrap());
        prop_assert!((fisher - poisson).abs() < 2e-2 * fisher.max(1e-3), "{fisher} {poisson}");
    }

    #[test]
    fn the_exact_interval_holds_the_plain_ratio(a in 1_u64..3_000, b in 1_u64..3_000, c in 5_000_u64..TRILLION, d in 5_000_u64..TRILLION) {
        let table = Contingency::keyness(a, b, c, d).unwrap();
        let value = |name: &str| score(name, &table).unwrap();
        let (low, plain, high) = (value("log_ratio_exact_low"), value("log_relative_risk"), value("log_ratio_exact_high"));
        prop_assert!(low <= plain && plain <= high, "{low} {plain} {high}");
        let lrc = value("lrc");
        prop_assert!([low, high, 0.0].iter().any(|end| (lrc - end).abs() <= 0.0));
        prop_assert!(value("lrc_positive") >= low);
        prop_assert!(value("lrc(tests=100)").abs() <= lrc.abs() + 1e-12);
    }
}
