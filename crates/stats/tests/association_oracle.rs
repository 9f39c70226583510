//! Every measure against its definition in exact fractions and 60 digits.
//!
//! `oracle/measures.py` and `oracle/directed.py` compute the values, on tables with zeros, ones and
//! trillions.
#![expect(clippy::unwrap_used, reason = "helpers of tests")]

use std::collections::BTreeSet;

use siyaq_stats::{Contingency, Measure};

const VALUES: [&str; 2] =
    [include_str!("oracle/measures.tsv"), include_str!("oracle/directed.tsv")];

struct Row {
    table: Contingency,
    name: &'static str,
    expected: Option<f64>,
}

fn rows() -> impl Iterator<Item = Row> {
    VALUES.into_iter().flat_map(rows_of)
}

fn rows_of(values: &'static str) -> impl Iterator<Item = Row> {
    let mut lines = values.lines();
    let names: Vec<&str> = lines.next().unwrap().split('\t').skip(4).collect();
    lines.flat_map(move |line| {
        let mut fields = line.split('\t');
        let [o11, r1, c1, n] = [(); 4].map(|()| fields.next().unwrap().parse().unwrap());
        let table = Contingency::new(o11, r1, c1, n).unwrap();
        let values = names.clone().into_iter().zip(fields).filter(|(_, value)| !value.is_empty());
        values.map(move |(name, value)| Row { table, name, expected: value.parse().ok() })
    })
}

#[test]
fn every_measure_is_its_definition() {
    let mut worst = (0.0, String::new());
    for Row { table, name, expected } in rows() {
        let measure: Measure = name.parse().unwrap();
        let ours = measure.evaluate(&table);
        assert_eq!(ours.is_ok(), expected.is_some(), "{name} {table:?}: {ours:?} {expected:?}");
        if let (Ok(ours), Some(expected)) = (ours, expected) {
            // A difference near 0 is compared with the size of what was subtracted.
            let error = (ours - expected).abs() / expected.abs().max(1e-2);
            if error > worst.0 {
                worst = (error, format!("{name} {table:?}: {ours} instead of {expected}"));
            }
        }
    }
    assert!(worst.0 < 3e-13, "{} {}", worst.0, worst.1);
}

#[test]
fn no_measure_is_left_out() {
    let covered: BTreeSet<&str> =
        rows().map(|row| row.name.parse::<Measure>().unwrap().name()).collect();
    for measure in Measure::ALL {
        assert!(covered.contains(measure.name()), "{measure}");
    }
    assert!(rows().count() > 8_000);
}
