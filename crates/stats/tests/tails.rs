//! Tails and quantiles against values computed with many digits and against another library.
use proptest::prelude::*;
use siyaq_stats::{
    Contingency, Measure, Undefined, beta_quantile, chi_squared_log10_survival,
    chi_squared_survival, normal_log10_survival, normal_quantile, normal_survival,
    normal_upper_quantile,
};
use statrs::distribution::{Beta, ChiSquared, ContinuousCDF, DiscreteCDF, Hypergeometric, Normal};

#[track_caller]
fn assert_close(value: f64, expected: f64, tolerance: f64) {
    let error = (value - expected).abs() / expected.abs().max(1e-300);
    assert!(error <= tolerance, "{value} instead of {expected}");
}

/// Computed with 40 digits.
#[test]
fn far_tails_of_chi_squared() {
    for (statistic, expected) in [
        (1.0, -0.498_515_545_827_989_3),
        (10.0, -2.805_374_044_070_92),
        (100.0, -22.817_023_409_822_095),
        (1_000.0, -218.745_734_104_205),
        (10_000.0, -2_173.570_512_873_370_4),
        (1_000_000.0, -217_150.339_011_998_72),
    ] {
        assert_close(chi_squared_log10_survival(statistic).unwrap(), expected, 1e-14);
    }
    assert_eq!(chi_squared_survival(0.0), Ok(1.0));
    assert_eq!(chi_squared_survival(1e9), Err(Undefined::TooSmall));
    assert!(chi_squared_log10_survival(1e300).unwrap() < -2e299);
}

/// The table of critical values on every keyness page.
#[test]
fn critical_values_of_chi_squared() {
    for (statistic, level) in [(3.8415, 0.05), (6.6349, 0.01), (10.8276, 0.001), (15.1367, 0.000_1)]
    {
        assert_close(chi_squared_survival(statistic).unwrap(), level, 3e-5);
    }
}

/// Computed with 40 digits.
#[test]
fn quantiles_of_the_normal() {
    for (tail, expected) in [
        (0.05, 1.644_853_626_951_472_7),
        (0.025, 1.959_963_984_540_054_2),
        (1e-10, 6.361_340_902_404_056),
        (1e-100, 21.273_453_560_965_324),
        (1e-300, 37.047_096_299_361_2),
        (0.3, 0.524_400_512_708_040_8),
        (0.0001, 3.719_016_485_455_680_6),
    ] {
        assert_close(normal_upper_quantile(tail).unwrap(), expected, 2e-15);
        assert_close(normal_quantile(tail).unwrap(), -expected, 2e-15);
    }
    assert!(normal_upper_quantile(0.5).unwrap().abs() < 1e-15);
    for outside in [0.0, 1.0, -0.1, 1.1, f64::NAN, f64::INFINITY] {
        assert_eq!(normal_upper_quantile(outside), None);
        assert_eq!(normal_quantile(outside), None);
    }
}

#[test]
fn what_is_no_statistic_has_no_tail() {
    for outside in [-1.0, f64::NAN, f64::INFINITY] {
        assert_eq!(chi_squared_survival(outside), Err(Undefined::BadParameter));
        assert_eq!(chi_squared_log10_survival(outside), Err(Undefined::BadParameter));
    }
    assert_eq!(normal_survival(f64::NAN), Err(Undefined::BadParameter));
    assert_eq!(normal_log10_survival(f64::NEG_INFINITY), Err(Undefined::BadParameter));
}

/// Exact sums with 50 digits, minus their decimal logarithm.
#[test]
fn fisher_from_the_tiny_to_the_huge() {
    for ((o11, r1, c1, n), expected) in [
        ((12, 1_000, 1_000, 100_000), 0.519_895_363_407_804_3),
        ((15, 30, 60, 100), 0.026_914_073_564_105_56),
        ((40, 50, 60, 100), 4.381_499_075_790_241),
        ((4_000, 10_000_000, 30_000, 100_000_000), 75.242_174_955_604_29),
        ((2_900, 10_000_000, 30_000, 100_000_000), 0.011_483_231_362_572_49),
        ((60_000, 10_000_000, 500_000, 100_000_000), 461.000_998_894_545),
        ((50_001, 10_000_000, 500_000, 100_000_000), 0.302_066_188_386_963_4),
        ((1_003_000, 1_000_000_000, 1_000_000_000, 1_000_000_000_000), 2.871_371_041_586_266_7),
        ((5, 5, 5, 1_000_000_000_000), 57.920_818_753_948_03),
        ((100_000, 200_000, 100_000, 10_000_000_000_000), 783_223.298_325_567),
        ((1, 1, 1, 2), std::f64::consts::LOG10_2),
        // Far out on wide distributions, where the tail is short.
        ((251_000_000, 500_000_000, 500_000_000, 1_000_000_000), 3_476.862_822_708_185),
        ((5_040_000_000, 100_000_000_000, 50_000_000_000, 1_000_000_000_000), 81_092.900_053_570_4),
        (
            (250_700_000_000, 500_000_000_000, 500_000_000_000, 1_000_000_000_000),
            1_702_440.437_397_930_8,
        ),
        ((30_100_000, 1_000_000_000, 300_000_000, 10_000_000_000), 84.523_373_931_452_72),
    ] {
        let table = Contingency::new(o11, r1, c1, n).unwrap();
        assert_close(Measure::FisherRight.score(&table).unwrap(), expected, 1e-11);
    }
    // Almost certain, and certain.
    let table = Contingency::new(20, 21_000_000, 400, 21_800_000).unwrap();
    assert!(Measure::FisherRight.score(&table).unwrap() < 1e-300);
    let table = Contingency::new(0, 10, 10, 100).unwrap();
    assert_eq!(Measure::FisherRight.score(&table), Some(0.0));
}

/// The widest tables answer at once: the sum would take minutes.
#[test]
fn fisher_does_not_grow_with_the_corpus() {
    let half = 1_u64 << 61;
    for o11 in [half / 2, half / 2 + 1_000_000_000, half / 2 - 1_000_000_000] {
        let table = Contingency::new(o11, half, half, 2 * half).unwrap();
        let score = Measure::FisherRight.score(&table).unwrap();
        assert!(score.is_finite() && score >= 0.0);
    }
    let middle = Contingency::new(half / 2, half, half, 2 * half).unwrap();
    // P(X >= E) is one half, and half the probability of E.
    assert_close(Measure::FisherRight.score(&middle).unwrap(), 2_f64.log10(), 1e-8);
}

proptest! {
    #[test]
    fn chi_squared_agrees_with_statrs(statistic in 0.0..600.0_f64) {
        let theirs = ChiSquared::new(1.0).unwrap().sf(statistic);
        let ours = chi_squared_survival(statistic).unwrap();
        prop_assert!((ours / theirs - 1.0).abs() < 1e-9, "{ours} {theirs}");
        let log10 = chi_squared_log10_survival(statistic).unwrap();
        prop_assert!((log10 - ours.log10()).abs() < 1e-11);
    }

    #[test]
    fn normal_tails_agree_with_statrs(z in -30.0..30.0_f64) {
        let theirs = Normal::standard().sf(z);
        let ours = normal_survival(z).unwrap();
        prop_assert!((ours / theirs - 1.0).abs() < 1e-9, "{ours} {theirs}");
        prop_assert!((normal_log10_survival(z).unwrap() - ours.log10()).abs() < 1e-11);
    }

    #[test]
    fn the_normal_quantile_inverts_the_tail(exponent in -280.0..-0.302_f64) {
        let tail = 10_f64.powf(exponent);
        let back = normal_log10_survival(normal_upper_quantile(tail).unwrap()).unwrap();
        prop_assert!((back - exponent).abs() < 1e-12 * exponent.abs().max(1.0));
    }

    #[test]
    fn the_beta_quantile_inverts_the_distribution_of_statrs(
        probability in 0.001..0.999_f64,
        a in 1_u32..5_000,
        b in 1_u32..5_000,
    ) {
        let (a, b) = (f64::from(a), f64::from(b));
        let x = beta_quantile(probability, a, b).unwrap();
        let back = Beta::new(a, b).unwrap().cdf(x);
        prop_assert!((back - probability).abs() < 1e-9, "{a} {b} {probability}: {x} {back}");
    }

    #[test]
    fn the_beta_quantile_is_mirrored(
        probability in 0.001..0.999_f64,
        a in 0.1..100.0_f64,
        b in 0.1..100.0_f64,
    ) {
        let x = beta_quantile(probability, a, b).unwrap();
        let y = beta_quantile(1.0 - probability, b, a).unwrap();
        prop_assert!((x + y - 1.0).abs() < 1e-9, "{x} {y}");
    }

    #[test]
    fn fisher_agrees_with_statrs(o11 in 0_u64..60, o12 in 0_u64..90, o21 in 0_u64..90, o22 in 0_u64..300) {
        let Ok(table) = Contingency::from_cells(o11, o12, o21, o22) else { return Ok(()) };
        let theirs = match o11.checked_sub(1) {
            None => 1.0,
            Some(below) => {
                Hypergeometric::new(table.n(), table.c1(), table.r1()).unwrap().sf(below)
            }
        };
        let ours = Measure::FisherRight.p_value(&table).unwrap();
        prop_assert!((ours - theirs).abs() < 1e-9 * theirs.max(1e-3), "{ours} {theirs}");
    }
}
