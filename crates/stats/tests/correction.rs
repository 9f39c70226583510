//! Corrections for many tests: published values and properties.
#![expect(clippy::unwrap_used, reason = "helpers of tests")]

use proptest::prelude::*;
use siyaq_stats::{Correction, Undefined, benjamini_hochberg};

#[track_caller]
fn assert_adjusted(correction: Correction, p: &[f64], tests: u64, expected: &[f64]) {
    let p: Vec<Option<f64>> = p.iter().copied().map(Some).collect();
    let adjusted = correction.adjust(&p, tests);
    assert_eq!(adjusted.len(), expected.len());
    for (value, expected) in adjusted.into_iter().zip(expected) {
        let value = value.unwrap();
        assert!((value - expected).abs() < 1e-12, "{value} instead of {expected}");
    }
}

const P: [f64; 5] = [0.01, 0.04, 0.03, 0.005, 0.9];

#[test]
fn five_tests_by_hand() {
    assert_adjusted(Correction::Bonferroni, &P, 5, &[0.05, 0.2, 0.15, 0.025, 1.0]);
    assert_adjusted(Correction::Holm, &P, 5, &[0.04, 0.09, 0.09, 0.025, 0.9]);
    assert_adjusted(Correction::BenjaminiHochberg, &P, 5, &[0.025, 0.05, 0.05, 0.025, 0.9]);
    let sidak = P.map(|p| 1.0 - (1.0 - p).powi(5));
    assert_adjusted(Correction::Sidak, &P, 5, &sidak);
}

/// The fifteen p-values of Benjamini and Hochberg (1995), section 4: four are found at 5 %.
#[test]
fn the_example_of_benjamini_and_hochberg() {
    let p = [
        0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.3240, 0.4262,
        0.5719, 0.6528, 0.7590, 1.0,
    ];
    let p = p.map(Some);
    let below =
        |adjusted: Vec<Option<f64>>| adjusted.into_iter().filter(|q| q.unwrap() <= 0.05).count();
    assert_eq!(below(benjamini_hochberg(&p)), 4);
    assert_eq!(below(Correction::Bonferroni.adjust(&p, 15)), 3);
    assert_eq!(below(Correction::Holm.adjust(&p, 15)), 3);
}

#[test]
fn rows_that_were_dropped_count_as_tests() {
    assert_adjusted(Correction::BenjaminiHochberg, &[0.001, 0.01], 100, &[0.1, 0.5]);
    assert_adjusted(Correction::Bonferroni, &[0.001, 0.01], 100, &[0.1, 1.0]);
    assert_adjusted(Correction::Holm, &[0.001, 0.01], 100, &[0.1, 0.99]);
    // Fewer tests than p-values cannot be.
    assert_adjusted(Correction::Bonferroni, &[0.01, 0.02], 1, &[0.02, 0.04]);
}

#[test]
fn tiny_values_keep_their_digits() {
    assert_adjusted(Correction::Sidak, &[0.0], 1_000, &[0.0]);
    let sidak = Correction::Sidak.adjust(&[Some(1e-200)], 1_000)[0].unwrap();
    assert!((sidak / 1e-197 - 1.0).abs() < 1e-12);
    assert_eq!(Correction::Sidak.adjust(&[Some(1.0)], 10), [Some(1.0)]);
    assert_eq!(Correction::Holm.adjust(&[Some(-0.1), Some(f64::NAN), None], 3), [None, None, None]);
    assert_eq!(benjamini_hochberg(&[]), []);
}

proptest! {
    #[test]
    fn corrections_keep_order_and_bounds(
        p in prop::collection::vec(prop::option::weighted(0.8, 0.0..=1.0_f64), 0..60),
        more in 0_u64..40,
    ) {
        let tests = p.len() as u64 + more;
        for correction in Correction::ALL {
            let adjusted = correction.adjust(&p, tests);
            prop_assert_eq!(adjusted.len(), p.len());
            for (before, after) in p.iter().zip(&adjusted) {
                prop_assert_eq!(before.is_some(), after.is_some());
                if let (Some(before), Some(after)) = (before, after) {
                    prop_assert!((0.0..=1.0).contains(after) && *after >= before - 1e-15);
                }
            }
            for (first, first_after) in p.iter().zip(&adjusted) {
                for (second, second_after) in p.iter().zip(&adjusted) {
                    if let (Some(p1), Some(p2)) = (first, second)
                        && p1 <= p2 {
                            prop_assert!(first_after.unwrap() <= second_after.unwrap() + 1e-15);
                        }
                }
            }
        }
        // BH is never stricter than Holm, Holm never stricter than Bonferroni.
        let [bonferroni, holm, bh] = [Correction::Bonferroni, Correction::Holm, Correction::BenjaminiHochberg]
            .map(|correction| correction.adjust(&p, tests));
        for ((bonferroni, holm), bh) in bonferroni.iter().flatten().zip(holm.iter().flatten()).zip(bh.iter().flatten()) {
            prop_assert!(*bh <= holm + 1e-15 && *holm <= bonferroni + 1e-15);
        }
    }
}

/// statsmodels 0.15.0, `multipletests`, as logarithms.
#[test]
fn logarithms_of_statsmodels() {
    let p = [1e-5, 0.02, 0.03, 0.0004, 0.5, 0.02].map(|p: f64| Ok(p.log10()));
    let rows = [
        (
            Correction::Bonferroni,
            [-4.221848749616356, -0.9208187539523752, -0.744727494896694, -2.619788758288394, 0.0],
        ),
        (
            Correction::Sidak,
            [
                -4.221859606969356,
                -0.9424950974168832,
                -0.7772107319308192,
                -2.62022303827644,
                -0.006839424530305466,
            ],
        ),
        (
            Correction::Holm,
            [
                -4.221848749616356,
                -1.0969100130080565,
                -1.0969100130080565,
                -2.6989700043360187,
                -std::f64::consts::LOG10_2,
            ],
        ),
        (
            Correction::BenjaminiHochberg,
            [
                -4.221848749616356,
                -1.5228787452803376,
                -1.4436974992327127,
                -2.9208187539523753,
                -std::f64::consts::LOG10_2,
            ],
        ),
    ];
    for (correction, expected) in rows {
        for (ours, expected) in correction.adjust_log10(&p, 6).iter().zip(expected) {
            assert!(
                (ours.unwrap() - expected).abs() < 1e-13,
                "{correction:?}: {ours:?} {expected}"
            );
        }
    }
    for correction in Correction::ALL {
        let far = correction
            .adjust_log10(&[Ok(-5_000.0), Err(Undefined::AbsentWord), Ok(0.5), Ok(-1e6)], 100);
        assert_eq!(far[1], Err(Undefined::AbsentWord));
        assert_eq!(far[2], Err(Undefined::BadParameter));
        assert!((far[3].unwrap() - (2.0 - 1e6)).abs() < 1e-6, "{correction:?}");
        assert!(far[0].unwrap() <= -4_998.0);
    }
}

proptest! {
    #[test]
    fn logarithms_agree_with_the_plain_values(
        p in prop::collection::vec(prop::option::weighted(0.9, -12.0..=0.0_f64), 0..40), more in 0_u64..30
    ) {
        let tests = p.len() as u64 + more;
        let plain: Vec<Option<f64>> = p.iter().map(|p| p.map(|p| 10_f64.powf(p))).collect();
        for correction in Correction::ALL {
            let given: Vec<_> = p.iter().map(|p| p.ok_or(Undefined::Empty)).collect();
            let logs = correction.adjust_log10(&given, tests);
            for (log, plain) in logs.iter().zip(correction.adjust(&plain, tests)) {
                prop_assert_eq!(log.is_ok(), plain.is_some());
                if let (Ok(log), Some(plain)) = (log, plain) {
                    prop_assert!((10_f64.powf(*log) / plain - 1.0).abs() < 1e-9, "{correction:?}");
                }
            }
        }
    }
}
