//! Every measure of dispersion over parts, and of diversity from frequencies, against its
//! definition in exact fractions and 50 digits.
//!
//! `oracle/spread.py` computes the values, on counts of one and of trillions.
#![expect(clippy::unwrap_used, reason = "helpers of tests")]

use std::collections::BTreeSet;

use siyaq_stats::{
    DispersionMeasure, DiversityMeasure, DiversityOptions, PartSizes, Spectrum, Undefined,
};

const VALUES: &str = include_str!("oracle/spread.tsv");

fn numbers(text: &str) -> Vec<u64> {
    text.split(',').filter(|number| !number.is_empty()).map(|n| n.parse().unwrap()).collect()
}

fn evaluate(kind: &str, sizes: &[u64], counts: &[u64], name: &str) -> Result<f64, Undefined> {
    if kind == "text" {
        let text = Spectrum::from_frequencies(counts.iter().copied()).unwrap();
        let measure: DiversityMeasure = name.parse().unwrap();
        return measure.evaluate_spectrum(&text, &DiversityOptions::default());
    }
    let parts = PartSizes::new(sizes.to_vec()).unwrap();
    let pairs: Vec<(u32, u64)> = (0..).zip(counts.iter().copied()).collect();
    let measure: DispersionMeasure = name.parse().unwrap();
    measure.evaluate_parts(&parts.counts(&pairs).unwrap())
}

#[test]
fn every_measure_is_its_definition() {
    let mut worst = (0.0, String::new());
    for line in VALUES.lines() {
        let [kind, sizes, counts, name, expected] =
            line.split('\t').collect::<Vec<_>>().try_into().unwrap();
        let ours = evaluate(kind, &numbers(sizes), &numbers(counts), name);
        let expected: Option<f64> = expected.parse().ok();
        assert_eq!(ours.is_ok(), expected.is_some(), "{line}: {ours:?}");
        if let (Ok(ours), Some(expected)) = (ours, expected) {
            // The root of a difference near 0 loses half of the digits.
            let floor = if matches!(name, "hellinger" | "herdan_vm") { 1e3 } else { 1.0 };
            // A share near 0 times the frequency is as exact as the share.
            let size = if name == "juilland_u" { numbers(counts).iter().sum() } else { 1 };
            let least = 1e-2 * size as f64;
            let error = (ours - expected).abs() / expected.abs().max(least) / floor;
            if error > worst.0 {
                worst = (error, format!("{line}: {ours}"));
            }
        }
    }
    assert!(worst.0 < 1e-12, "{} {}", worst.0, worst.1);
}

#[test]
fn no_measure_is_left_out() {
    let covered: BTreeSet<&str> =
        VALUES.lines().map(|line| line.split('\t').nth(3).unwrap()).collect();
    let over_parts = DispersionMeasure::all().filter(|measure| !measure.needs_positions());
    for name in over_parts.map(DispersionMeasure::name) {
        assert!(covered.contains(name), "{name}");
    }
    let solved = ["fisher_alpha", "vocd_d_expected"];
    for measure in DiversityMeasure::all().filter(|measure| !measure.needs_text()) {
        assert!(covered.contains(measure.name()) || solved.contains(&measure.name()), "{measure}");
    }
}
