//! p-values far below what a float can hold: the number is missing by its reason, never 0, and the
//! logarithm goes on. All expected values were computed with mpmath 1.4.1 and 60 digits.

use siyaq_stats::{
    Contingency, LEAST_P, Measure, TextComparison, TextSample, Undefined,
    chi_squared_log10_survival, chi_squared_log10_survival_with, chi_squared_survival,
    mann_kendall, normal_log10_survival, normal_survival, p_value, pettitt,
};

#[track_caller]
fn assert_close(ours: f64, expected: f64) {
    assert!((ours / expected - 1.0).abs() < 1e-12, "{ours} instead of {expected}");
}

/// O11, R1, C1, N, and the decimal logarithms of the p-values of some tests of it.
type Row = ([u64; 4], &'static [(Measure, f64)]);

const TABLES: [Row; 4] = [
    (
        [400, 2_000, 3_000, 1_000_000],
        &[
            (Measure::FisherRight, -590.033_381_026_357_5),
            (Measure::FisherTwoSided, -590.033_381_026_357_5),
            (Measure::PoissonRight, -560.145_133_887_923_9),
            (Measure::LogLikelihood, -590.231_842_595_408_7),
            (Measure::LogLikelihood4, -590.231_842_595_408_7),
            (Measure::ChiSquared, -5_648.681_769_783_399),
            (Measure::LambdaZ, -1_290.580_371_625_593_5),
        ],
    ),
    (
        [3_500, 20_000, 30_000, 10_000_000],
        &[
            (Measure::FisherRight, -4_915.400_139_385_283),
            (Measure::FisherTwoSided, -4_915.400_139_385_283),
            (Measure::PoissonRight, -4_688.899_388_032_285),
            (Measure::LogLikelihood, -4_915.578_512_771_105),
            (Measure::ChiSquared, -43_044.925_783_532_02),
            (Measure::LambdaZ, -10_838.039_344_641_421),
        ],
    ),
    (
        [700, 200_000, 300_000, 20_000_000],
        &[
            (Measure::FisherLeft, -567.893_765_574_163_3),
            (Measure::FisherTwoSided, -567.656_154_941_744_5),
            (Measure::LogLikelihood, -567.992_498_173_883_9),
            (Measure::ChiSquared, -394.387_514_991_625_5),
            (Measure::LambdaZ, -330.249_634_250_293_2),
        ],
    ),
    (
        [30, 1_000_000, 40_000, 20_000_000],
        &[
            (Measure::FisherLeft, -824.667_035_088_969_4),
            (Measure::FisherTwoSided, -824.312_621_954_708_8),
            (Measure::LogLikelihood, -825.422_230_054_814_3),
            (Measure::ChiSquared, -446.183_037_359_989_4),
        ],
    ),
];

#[test]
fn tests_of_tables() {
    for ([o11, r1, c1, n], tests) in TABLES {
        let table = Contingency::new(o11, r1, c1, n).unwrap();
        for (measure, expected) in tests {
            let log10_p = measure.log10_p_value(&table).unwrap();
            assert!((log10_p / expected - 1.0).abs() < 1e-11, "{measure}: {log10_p} {expected}");
            assert_eq!(measure.p_value(&table), Err(Undefined::TooSmall), "{measure}");
        }
    }
}

#[test]
fn tails_of_the_normal_and_of_chi_squared() {
    for (z, expected) in [
        (47.9, -500.304_415_637_340_8),
        (151.6, -4_993.179_302_035_317),
        (-3.0, -0.000_586_649_313_790_066_7),
    ] {
        assert_close(normal_log10_survival(z).unwrap(), expected);
        let both = chi_squared_log10_survival(z * z).unwrap() - 2_f64.log10();
        assert!(z < 0.0 || (both / expected - 1.0).abs() < 1e-13);
    }
    assert_eq!(normal_survival(47.9), Err(Undefined::TooSmall));
    assert_eq!(chi_squared_survival(2_000.0), Err(Undefined::TooSmall));
    for (statistic, freedom, expected) in
        [(2_500.0, 50, -492.326_555_117_140_2), (24_000.0, 500, -4_685.920_193_323_166)]
    {
        assert_close(chi_squared_log10_survival_with(statistic, freedom).unwrap(), expected);
    }
}

#[test]
fn tests_of_texts_and_of_time() {
    let sample = |more: f64| {
        let values = (0..20_000).map(|text| more + f64::from(text % 7)).collect();
        TextSample::new(values, 20_000).unwrap()
    };
    let (target, reference) = (sample(9.0), sample(1.0));
    let texts = TextComparison::new(&target, &reference);
    let (welch, student) = (texts.welch().unwrap(), texts.student().unwrap());
    let ranks = texts.mann_whitney().unwrap();
    for (log10_p, p) in
        [(welch.log10_p, welch.p()), (student.log10_p, student.p()), (ranks.log10_p, ranks.p())]
    {
        assert!(log10_p.is_finite() && log10_p < -5_000.0, "{log10_p}");
        assert_eq!(p, Err(Undefined::TooSmall));
    }
    let rising: Vec<f64> = (0..3_000).map(f64::from).collect();
    let (kendall, change) = (mann_kendall(&rising).unwrap(), pettitt(&rising).unwrap());
    assert!(kendall.log10_p < -1_000.0 && change.log10_p < -400.0);
    assert_eq!((kendall.p(), change.p()), (Err(Undefined::TooSmall), Err(Undefined::TooSmall)));
    assert!(mann_kendall(&rising[..20]).unwrap().p().unwrap() > 0.0);
}

#[test]
fn a_p_value_is_a_number_down_to_the_least() {
    assert_eq!(p_value(0.0), Ok(1.0));
    assert!(p_value(-299.999).is_ok_and(|p| p >= LEAST_P));
    assert_eq!(p_value(-300.001), Err(Undefined::TooSmall));
    for outside in [0.1, f64::NAN, f64::INFINITY] {
        assert_eq!(p_value(outside), Err(Undefined::BadParameter));
    }
    assert_eq!(p_value(f64::NEG_INFINITY), Err(Undefined::TooSmall));
    let table = Contingency::new(5, 10, 10, 100).unwrap();
    assert_eq!(Measure::LogDice.p_value(&table), Err(Undefined::NotATest));
    assert_eq!(Measure::LogDice.log10_p_value(&table), Err(Undefined::NotATest));
}
