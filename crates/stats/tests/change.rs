//! Trends, change points and bursts against other libraries and slow definitions.

use proptest::prelude::*;
use siyaq_stats::{
    BurstOptions, Correction, Level, Random, SampleCount, Undefined, bursts, change_points,
    mann_kendall, pettitt, theil_sen, trends,
};

#[track_caller]
fn assert_close(value: f64, expected: f64) {
    assert!((value / expected - 1.0).abs() < 1e-12, "{value} instead of {expected}");
}

const RISING: [f64; 10] = [12.0, 15.0, 11.0, 18.0, 20.0, 19.0, 25.0, 24.0, 30.0, 28.0];
const TIED: [f64; 12] = [5.0, 5.0, 6.0, 5.0, 7.0, 7.0, 6.0, 9.0, 5.0, 8.0, 8.0, 8.0];

fn years(count: usize) -> Vec<f64> {
    (0..count).map(|year| year as f64).collect()
}

/// pymannkendall 1.4.3, `original_test`.
#[test]
fn values_of_pymannkendall() {
    for (values, s, variance, z, p, slope, intercept) in [
        (&RISING[..], 35, 125.0, 3.041052449399714, 0.002357527595795439, 2.0, 10.5),
        (
            &TIED[..],
            33,
            198.33333333333334,
            2.272229127989524,
            0.023072674839545115,
            0.2792207792207792,
            4.964285714285714,
        ),
        (
            &[3.0, 2.0, 1.0],
            -3,
            3.6666666666666665,
            -1.044465935734187,
            0.2962698714842864,
            -1.0,
            3.0,
        ),
        (
            &[1.5, 1.5, 1.5, 2.0],
            3,
            5.0,
            0.8944271909999159,
            0.37109336952269745,
            0.08333333333333333,
            1.375,
        ),
    ] {
        let test = mann_kendall(values).unwrap();
        assert_eq!(test.s, s);
        assert_close(test.variance, variance);
        assert_close(test.z, z);
        assert_close(test.p().unwrap(), p);
        let line = theil_sen(&years(values.len()), values, Level::NINETY_FIVE).unwrap();
        assert_close(line.slope, slope);
        assert_close(line.intercept, intercept);
    }
}

/// SciPy 1.17.1, `theilslopes`, with years that are not even.
#[test]
fn values_of_scipy() {
    let times = [1990.0, 1991.0, 1993.0, 1994.0, 1998.0, 2000.0, 2001.0, 2005.0, 2006.0, 2010.0];
    let line = theil_sen(&times, &RISING, Level::NINETY_FIVE).unwrap();
    let expected = [1.0, -1979.5, 0.625, 1.1818181818181819];
    for (ours, expected) in
        [line.slope, line.intercept, line.low.unwrap(), line.high.unwrap()].iter().zip(expected)
    {
        assert_close(*ours, expected);
    }
    let line = theil_sen(&years(10), &RISING, Level::NINETY_FIVE).unwrap();
    assert_eq!((line.low, line.high), (Ok(1.5), Ok(2.5)));
}

#[test]
fn trends_of_a_vocabulary() {
    let flat = [4.0; 10];
    let falling: Vec<f64> = RISING.iter().map(|value| -value).collect();
    let rows = [&RISING[..], &flat, &falling, &RISING[..3]];
    let found = trends(&years(10), rows, Level::NINETY_FIVE, Correction::Bonferroni, 100).unwrap();
    let rising = found[0].unwrap();
    assert_close(10_f64.powf(rising.log10_q), 100.0 * 0.002357527595795439);
    assert_close(found[2].unwrap().line.slope, -2.0);
    assert_eq!(found[2].unwrap().test.s, -35);
    assert_eq!(found[1], Err(Undefined::NoVariation));
    assert_eq!(found[3], Err(Undefined::BadParameter));
    for times in [vec![1.0], vec![2.0, 1.0], vec![1.0, 1.0], vec![0.0, f64::NAN]] {
        let rows: [&[f64]; 0] = [];
        assert!(trends(&times, rows, Level::NINETY_FIVE, Correction::Holm, 0).is_err());
    }
}

#[test]
fn what_has_no_trend() {
    assert_eq!(mann_kendall(&[]), Err(Undefined::TooFew));
    assert_eq!(mann_kendall(&[1.0]), Err(Undefined::TooFew));
    assert_eq!(mann_kendall(&[1.0, 1.0]), Err(Undefined::NoVariation));
    assert_eq!(mann_kendall(&[1.0, f64::NAN]), Err(Undefined::BadParameter));
    let level = Level::NINETY_FIVE;
    assert_eq!(theil_sen(&[1.0], &[1.0], level), Err(Undefined::TooFew));
    // Sen's ranks are (N - 1.96 s) / 2 of N slopes, s^2 = n (n - 1) (2 n + 5) / 18: below 1 up to n = 4.
    for periods in 2..=6 {
        let rising: Vec<f64> = years(periods).iter().map(|year| year * year).collect();
        let line = theil_sen(&years(periods), &rising, level).unwrap();
        assert_eq!(line.low.is_ok(), periods > 4, "{periods}: {line:?}");
        assert_eq!(line.high.is_ok(), periods > 4, "{periods}: {line:?}");
    }
    assert_eq!(theil_sen(&[1.0, 1.0], &[1.0, 2.0], level), Err(Undefined::TooFew));
    assert_eq!(theil_sen(&[1.0, 2.0], &[1.0], level), Err(Undefined::BadParameter));
    assert_eq!(pettitt(&[1.0]), Err(Undefined::TooFew));
    assert_eq!(pettitt(&[1.0, 1.0]), Err(Undefined::NoVariation));
    assert_eq!(change_points(&[], None), Err(Undefined::Empty));
    let period = SampleCount { freq: 3, tokens: 2 };
    assert_eq!(change_points(&[period], None), Err(Undefined::BadParameter));
    assert_eq!(bursts(&[period], &BurstOptions::default()), Err(Undefined::BadParameter));
    assert_eq!(bursts(&[], &BurstOptions::default()), Err(Undefined::Empty));
    let absent = SampleCount { freq: 0, tokens: 2 };
    assert_eq!(bursts(&[absent], &BurstOptions::default()), Err(Undefined::AbsentWord));
    for options in [
        BurstOptions::default().scale(1.0),
        BurstOptions::default().gamma(-1.0),
        BurstOptions::default().levels(1),
    ] {
        assert_eq!(bursts(&[absent], &options), Err(Undefined::BadParameter));
    }
}

/// Of a thousand words without a trend, corrected tests find hardly one, whatever the seed.
#[test]
fn chance_is_no_trend() {
    let mut random = Random::new(3);
    let rows: Vec<Vec<f64>> =
        (0..1_000).map(|_| (0..15).map(|_| random.unit()).collect()).collect();
    let found = trends(
        &years(15),
        rows.iter().map(Vec::as_slice),
        Level::NINETY_FIVE,
        Correction::BenjaminiHochberg,
        0,
    );
    let found: Vec<_> = found.unwrap().into_iter().map(Result::unwrap).collect();
    let raw = found.iter().filter(|trend| trend.test.p().unwrap() < 0.05).count();
    let corrected = found.iter().filter(|trend| trend.log10_q < 0.05_f64.log10()).count();
    assert!((20..=75).contains(&raw) && corrected <= 1, "{raw} {corrected}");
}

/// By the definition, in Python: K 24 after 4 periods, p .0864; K 36 after 6, p .0314.
#[test]
fn the_change_of_pettitt() {
    let test = pettitt(&RISING).unwrap();
    assert_eq!((test.k, test.before, test.rises), (24, 4, true));
    assert_close(test.p().unwrap(), 0.08640834680851252);
    let test = pettitt(&[1.0, 2.0, 1.0, 2.0, 1.0, 2.0, 9.0, 8.0, 9.0, 9.0, 8.0, 9.0]).unwrap();
    assert_eq!((test.k, test.before, test.rises), (36, 6, true));
    assert_close(test.p().unwrap(), 0.03140780113025614);
}

const COUNTS: [u64; 12] = [3, 5, 4, 6, 3, 15, 18, 14, 17, 4, 5, 3];

fn periods(tokens: [u64; 12]) -> Vec<SampleCount> {
    COUNTS.into_iter().zip(tokens).map(|(freq, tokens)| SampleCount { freq, tokens }).collect()
}

/// All divisions tried in Python: changes after the fifth and the ninth period.
#[test]
fn the_best_division_of_periods() {
    let tokens = [1_000, 1_000, 1_000, 1_000, 1_000, 1_000, 900, 900, 900, 900, 900, 900];
    let ends = |penalty: Option<f64>| -> Vec<usize> {
        let segments = change_points(&periods(tokens), penalty).unwrap();
        segments.iter().map(|segment| segment.end).collect()
    };
    assert_eq!(ends(None), [5, 9, 12]);
    assert_eq!(ends(Some(2.0)), [5, 9, 12]);
    assert_eq!(ends(Some(50.0)), [12]);
    let segments = change_points(&periods(tokens), None).unwrap();
    assert_eq!((segments[1].freq, segments[1].tokens), (64, 3_700));
    assert_close(segments[1].per_million().unwrap(), 64e6 / 3_700.0);
}

/// The algorithm of Viterbi in Python.
#[test]
fn bursts_of_kleinberg() {
    let even = periods([1_000; 12]);
    let expected = [0, 0, 0, 0, 0, 1, 1, 1, 1, 0, 0, 0];
    let found = bursts(&even, &BurstOptions::default()).unwrap();
    assert_eq!(found.levels, expected);
    assert_eq!(found.bursts.len(), 1);
    let burst = found.bursts[0];
    assert_eq!((burst.level, burst.start, burst.end), (1, 5, 9));
    // 64 of 4,000 at the rates 97/12000 and twice that.
    let (low, high) = (97.0 / 12_000.0_f64, 97.0 / 6_000.0_f64);
    let weight = 64.0 * 2_f64.ln() + 3_936.0 * ((1.0 - high) / (1.0 - low)).ln();
    assert_close(burst.weight, weight);
    let found = bursts(&even, &BurstOptions::default().scale(1.5).levels(3)).unwrap();
    assert_eq!(found.levels, expected);
    let few = [0, 1, 0, 9, 1, 0].map(|freq| SampleCount { freq, tokens: 50 });
    let options = BurstOptions::default().scale(3.0).gamma(0.5);
    assert_eq!(bursts(&few, &options).unwrap().levels, [0, 0, 0, 1, 0, 0]);
    // A burst within a burst.
    let nested = [2, 2, 70, 160, 160, 70, 2, 2, 2, 2, 2, 2, 2];
    let nested = nested.map(|freq| SampleCount { freq, tokens: 1_000 });
    let found = bursts(&nested, &BurstOptions::default().levels(3).gamma(0.2)).unwrap();
    let spans: Vec<_> = found.bursts.iter().map(|b| (b.level, b.start, b.end)).collect();
    assert_eq!(spans, [(1, 2, 6), (2, 3, 5)]);
}

proptest! {
    /// No other sequence of levels is cheaper, all of them tried.
    #[test]
    fn no_sequence_is_cheaper(freqs in prop::collection::vec(0_u64..30, 1..7), gamma in 0.0..2.0_f64) {
        let periods: Vec<SampleCount> = freqs.iter().map(|&freq| SampleCount { freq, tokens: 60 }).collect();
        let options = BurstOptions::default().gamma(gamma).levels(3).scale(1.7);
        let Ok(found) = bursts(&periods, &options) else { return Ok(()) };
        let n = periods.len() as u32;
        let rate = freqs.iter().sum::<u64>() as f64 / (60.0 * f64::from(n));
        let cost = |levels: &[u8]| -> f64 {
            let mut before = 0_u8;
            levels.iter().zip(&periods).map(|(&level, period)| {
                let rate = (rate * 1.7_f64.powi(i32::from(level))).min(0.9999);
                let rise = gamma * f64::from(n).ln() * f64::from(level.saturating_sub(before));
                before = level;
                rise - period.freq as f64 * rate.ln() - (period.tokens - period.freq) as f64 * (1.0 - rate).ln()
            }).sum()
        };
        let ours = cost(&found.levels);
        for code in 0..3_u32.pow(n) {
            let other: Vec<u8> = (0..n).map(|place| (code / 3_u32.pow(place) % 3) as u8).collect();
            prop_assert!(ours <= cost(&other) + 1e-9, "{:?} {:?}", found.levels, other);
        }
    }

    #[test]
    fn the_order_of_time_is_turned(values in prop::collection::vec(0_u32..20, 2..25)) {
        let values: Vec<f64> = values.into_iter().map(f64::from).collect();
        let back: Vec<f64> = values.iter().rev().copied().collect();
        match (mann_kendall(&values), mann_kendall(&back)) {
            (Ok(there), Ok(back)) => {
                prop_assert_eq!(there.s, -back.s);
                prop_assert!((there.z + back.z).abs() < 1e-12 && there.tau.abs() <= 1.0);
            }
            (there, back) => prop_assert_eq!(there, back),
        }
        let times = years(values.len());
        let line = theil_sen(&times, &values, Level::NINETY_FIVE).unwrap();
        prop_assert!(line.low.is_ok() == line.high.is_ok());
        prop_assert!(line.low.is_ok() || values.len() < 5, "{line:?}");
        if let (Ok(low), Ok(high)) = (line.low, line.high) {
            prop_assert!(low <= line.slope && line.slope <= high);
        }
        if let Ok(test) = pettitt(&values) {
            prop_assert!(test.before >= 1 && test.before < values.len() && test.log10_p <= 0.0);
        }
    }

    #[test]
    fn segments_cover_the_periods(freqs in prop::collection::vec(0_u64..40, 1..30), penalty in 0.0..20.0_f64) {
        let periods: Vec<SampleCount> = freqs.iter().map(|&freq| SampleCount { freq, tokens: 100 }).collect();
        let segments = change_points(&periods, Some(penalty)).unwrap();
        prop_assert_eq!(segments[0].start, 0);
        prop_assert_eq!(segments.last().unwrap().end, periods.len());
        prop_assert!(segments.windows(2).all(|pair| pair[0].end == pair[1].start));
        prop_assert_eq!(segments.iter().map(|s| s.freq).sum::<u64>(), freqs.iter().sum::<u64>());
        let fewer = change_points(&periods, Some(penalty + 5.0)).unwrap();
        prop_assert!(fewer.len() <= segments.len());
    }
}
