//! Dispersion: the sparse forms against the definitions over all parts, and what must hold.
#![expect(clippy::unwrap_used, reason = "helpers of tests")]

use proptest::prelude::*;
use siyaq_stats::{DispersionMeasure, Gaps, PartSizes, StatsErrorKind, Undefined};

/// Sizes and counts of up to forty parts; some sizes are 0, many counts are 0.
fn corpus() -> impl Strategy<Value = Vec<(u64, u64)>> {
    let part = (prop_oneof![Just(0_u64), 1..5_u64, 1..2_000_u64], any::<u64>(), any::<bool>());
    let part = part.prop_map(|(size, seed, here)| (size, if here { seed % (size + 1) } else { 0 }));
    prop::collection::vec(part, 1..40)
        .prop_filter("not empty", |parts| parts.iter().any(|part| part.0 > 0))
}

/// The definitions over all parts that hold tokens, as written in the literature.
struct Dense {
    s: Vec<f64>,
    t: Vec<f64>,
    p: Vec<f64>,
    v: Vec<f64>,
}

impl Dense {
    fn new(parts: &[(u64, u64)]) -> Self {
        let parts: Vec<(f64, f64)> =
            parts.iter().filter(|part| part.0 > 0).map(|&(n, v)| (n as f64, v as f64)).collect();
        let tokens: f64 = parts.iter().map(|part| part.0).sum();
        let freq: f64 = parts.iter().map(|part| part.1).sum();
        Self {
            s: parts.iter().map(|part| part.0 / tokens).collect(),
            t: parts.iter().map(|part| part.1 / freq).collect(),
            p: parts.iter().map(|part| part.1 / part.0).collect(),
            v: parts.iter().map(|part| part.1).collect(),
        }
    }

    fn k(&self) -> f64 {
        self.s.len() as f64
    }

    fn pairs(&self) -> impl Iterator<Item = (f64, f64)> {
        self.t.iter().copied().zip(self.s.iter().copied())
    }

    fn least(&self) -> f64 {
        self.s.iter().copied().fold(f64::INFINITY, f64::min)
    }

    fn variation(values: &[f64]) -> f64 {
        let k = values.len() as f64;
        let mean = values.iter().sum::<f64>() / k;
        (values.iter().map(|value| (value - mean).powi(2)).sum::<f64>() / k).sqrt() / mean
    }

    fn dp(&self) -> f64 {
        self.pairs().map(|(t, s)| (t - s).abs()).sum::<f64>() / 2.0
    }

    fn da(&self) -> f64 {
        let mean = self.p.iter().sum::<f64>() / self.k();
        let mut sum = 0.0;
        for (place, first) in self.p.iter().enumerate() {
            for second in &self.p[place + 1..] {
                sum += (first - second).abs();
            }
        }
        1.0 - sum / (self.k() * (self.k() - 1.0) / 2.0) / (2.0 * mean)
    }

    fn value(&self, measure: DispersionMeasure) -> Option<f64> {
        let freq: f64 = self.v.iter().sum();
        let x_log_x = |x: f64, y: f64| if x > 0.0 { x * (x / y).log2() } else { 0.0 };
        let kld = || self.pairs().map(|(t, s)| x_log_x(t, s)).sum::<f64>();
        let bhattacharyya = || self.pairs().map(|(t, s)| (t * s).sqrt()).sum::<f64>();
        Some(match measure {
            DispersionMeasure::Range => self.v.iter().filter(|&&v| v > 0.0).count() as f64,
            DispersionMeasure::Vc => Self::variation(&self.v),
            DispersionMeasure::Sd => Self::variation(&self.v) * freq / self.k(),
            DispersionMeasure::JuillandD => {
                1.0 - Self::variation(&self.p) / (self.k() - 1.0).sqrt()
            }
            DispersionMeasure::CarrollD2 => {
                let sum: f64 = self.p.iter().sum();
                -self.p.iter().map(|p| x_log_x(p / sum, 1.0)).sum::<f64>() / self.k().log2()
            }
            DispersionMeasure::RosengrenS => bhattacharyya().powi(2),
            DispersionMeasure::Hellinger => 1.0 - (1.0 - bhattacharyya()).max(0.0).sqrt(),
            DispersionMeasure::Dp => self.dp(),
            DispersionMeasure::DpNorm => self.dp() / (1.0 - self.least()),
            DispersionMeasure::Kld => kld(),
            DispersionMeasure::KldNorm => 1.0 - kld() / (1.0 + kld()),
            DispersionMeasure::KldNormExp => (-kld()).exp(),
            DispersionMeasure::KldNormExp2 => 2_f64.powf(-kld()),
            DispersionMeasure::Da => self.da(),
            DispersionMeasure::Jsd => {
                let half = |x: f64, t: f64, s: f64| x_log_x(x, (t + s) / 2.0) / 2.0;
                1.0 - self.pairs().map(|(t, s)| half(t, t, s) + half(s, t, s)).sum::<f64>()
            }
            DispersionMeasure::LyneD3 => {
                let mean = freq / self.k();
                let chi: f64 = self.v.iter().map(|v| (v - mean).powi(2) / mean).sum();
                1.0 - chi / (4.0 * freq)
            }
            DispersionMeasure::SdSample => {
                let bessel = self.k() / (self.k() - 1.0);
                Self::variation(&self.v) * freq / self.k() * bessel.sqrt()
            }
            DispersionMeasure::VcSample => {
                Self::variation(&self.v) * (self.k() / (self.k() - 1.0)).sqrt()
            }
            DispersionMeasure::JuillandDSample => {
                1.0 - Self::variation(&self.p) * self.k().sqrt() / (self.k() - 1.0)
            }
            DispersionMeasure::JuillandDRaw => {
                1.0 - Self::variation(&self.v) / (self.k() - 1.0).sqrt()
            }
            DispersionMeasure::CarrollD2Raw => {
                -self.t.iter().map(|&t| x_log_x(t, 1.0)).sum::<f64>() / self.k().log2()
            }
            DispersionMeasure::DpReversed => 1.0 - self.dp(),
            DispersionMeasure::DpNormReversed => 1.0 - self.dp() / (1.0 - self.least()),
            DispersionMeasure::MeanTextFreq => self.p.iter().sum::<f64>() / self.k(),
            DispersionMeasure::MeanTextFreqDa => self.p.iter().sum::<f64>() / self.k() * self.da(),
            DispersionMeasure::KromerUr => {
                let harmonic = |v: f64| (1..=v as u64).map(|i| 1.0 / i as f64).sum::<f64>();
                self.v.iter().map(|&v| harmonic(v)).sum()
            }
            _ => return None,
        })
    }
}

fn sparse(parts: &[(u64, u64)]) -> (PartSizes, Vec<(u32, u64)>) {
    let sizes = PartSizes::new(parts.iter().map(|part| part.0).collect()).unwrap();
    let counts = (0..).zip(parts).filter(|(_, part)| part.1 > 0).map(|(i, part)| (i, part.1));
    (sizes, counts.collect())
}

#[test]
fn undefined_is_none() {
    let parts = PartSizes::new(vec![10, 0, 20]).unwrap();
    assert_eq!((parts.part_count(), parts.tokens()), (2, 30));
    let absent = parts.counts(&[]).unwrap();
    for measure in DispersionMeasure::all().filter(|measure| !measure.needs_positions()) {
        let expected = match measure.name() {
            "range"
            | "range_share"
            | "kromer_ur"
            | "engwall_fm"
            | "mean_text_freq"
            | "mean_text_freq_range" => Some(0.0),
            _ => None,
        };
        assert_eq!(measure.of_parts(&absent), expected, "{measure}");
    }
    assert_eq!(DispersionMeasure::Dp.evaluate_parts(&absent), Err(Undefined::AbsentWord));
    let single = PartSizes::new(vec![10]).unwrap();
    let word = single.counts(&[(0, 3)]).unwrap();
    for name in ["juilland_d", "carroll_d2", "dp_norm", "da", "dp_egbert"] {
        assert_eq!(name.parse::<DispersionMeasure>().unwrap().of_parts(&word), None, "{name}");
    }
    assert_eq!(word.dp(), Some(0.0));
    let gaps = Gaps::new(10, 0, []).unwrap();
    assert_eq!((gaps.arf(), gaps.awt(), gaps.f_ald()), (0.0, None, None));
    assert_eq!(DispersionMeasure::Arf.of_parts(&word), None);
    assert_eq!(DispersionMeasure::Dp.of_gaps(&gaps), None);
    let reason = |name: &str| name.parse::<DispersionMeasure>().unwrap().evaluate_parts(&word);
    assert_eq!(reason("juilland_d"), Err(Undefined::SinglePart));
    assert_eq!(reason("dp_egbert"), Err(Undefined::WholeCorpusPart));
    assert_eq!(reason("arf"), Err(Undefined::NeedsPositions));
    assert_eq!(DispersionMeasure::Dp.evaluate_gaps(&gaps), Err(Undefined::NeedsParts));
    assert_eq!(DispersionMeasure::Awt.evaluate_gaps(&gaps), Err(Undefined::AbsentWord));
}

#[test]
fn wrong_counts_are_refused() {
    let kind = |counts: &[(u32, u64)]| {
        let parts = PartSizes::new(vec![10, 0]).unwrap();
        parts.counts(counts).unwrap_err().kind().clone()
    };
    assert_eq!(kind(&[(2, 1)]), StatsErrorKind::NoSuchPart { part: 2, parts: 2 });
    assert_eq!(kind(&[(1, 1)]), StatsErrorKind::CountInEmptyPart { part: 1 });
    assert_eq!(kind(&[(0, u64::MAX), (0, 1)]), StatsErrorKind::CountOverflow);
    for sizes in [vec![], vec![0, 0], vec![u64::MAX, 1]] {
        assert!(PartSizes::new(sizes).is_err());
    }
}

#[test]
fn wrong_positions_are_refused() {
    let kind = |freq: u64, positions: &[u64]| {
        Gaps::new(10, freq, positions.iter().copied()).unwrap_err().kind().clone()
    };
    assert_eq!(kind(1, &[10]), StatsErrorKind::PositionOutside { position: 10, tokens: 10 });
    assert_eq!(kind(2, &[4, 4]), StatsErrorKind::UnsortedPositions { position: 4 });
    assert_eq!(kind(2, &[4, 3]), StatsErrorKind::UnsortedPositions { position: 3 });
    assert_eq!(kind(3, &[4, 5]), StatsErrorKind::PositionCount { expected: 3, found: 2 });
}

/// A million parts of a trillion tokens do not overflow, and a perfectly even word is even.
#[test]
fn the_huge_and_even() {
    let parts = PartSizes::new(vec![1_000_000_000_000; 1_000]).unwrap();
    let counts: Vec<(u32, u64)> = (0..1_000).map(|part| (part, 999_999_999_999)).collect();
    let word = parts.counts(&counts).unwrap();
    assert_eq!((word.dp(), word.dp_norm()), (Some(0.0), Some(0.0)));
    assert!((word.juilland_d().unwrap() - 1.0).abs() < 1e-12);
    assert!((word.rosengren_s().unwrap() - 1.0).abs() < 1e-12);
    assert!((word.kromer_ur().unwrap() / 1_000.0 - 28.208_236_780_829_6).abs() < 1e-12);
    let one = parts.counts(&[(7, 1)]).unwrap();
    assert!((one.dp_norm().unwrap() - 1.0).abs() < 1e-15);
    assert!(one.juilland_d().unwrap().abs() < 1e-12);
}

proptest! {
    #[test]
    fn sparse_forms_agree_with_the_definitions(parts in corpus()) {
        let (sizes, counts) = sparse(&parts);
        let word = sizes.counts(&counts).unwrap();
        let dense = Dense::new(&parts);
        for measure in DispersionMeasure::all() {
            let ours = measure.of_parts(&word);
            prop_assert!(ours.is_none_or(f64::is_finite));
            let Some(plain) = dense.value(measure) else { continue };
            // NaN or infinite where a formula divides by 0, and the range of an absent word is 0.
            if word.freq() > 0 && sizes.part_count() > 1 {
                prop_assert_eq!(ours.is_some(), plain.is_finite(), "{}", measure);
            }
            if let Some(ours) = ours {
                // The square root of a difference near 0 loses half of the digits.
                let tolerance = if measure == DispersionMeasure::Hellinger { 1e-6 } else { 1e-9 };
                prop_assert!(
                    (ours - plain).abs() < tolerance * plain.abs().max(1.0),
                    "{measure}: {ours} {plain}"
                );
            }
        }
    }

    #[test]
    fn one_pass_gives_the_same_bits(parts in corpus()) {
        let (sizes, counts) = sparse(&parts);
        let word = sizes.counts(&counts).unwrap();
        let all: Vec<DispersionMeasure> = DispersionMeasure::all().collect();
        for (measure, score) in all.iter().zip(word.evaluate(&all)) {
            let alone = measure.evaluate_parts(&word);
            prop_assert_eq!(score.map(f64::to_bits), alone.map(f64::to_bits), "{}", measure);
        }
    }

    #[test]
    fn measures_keep_their_bounds(parts in corpus()) {
        let (sizes, counts) = sparse(&parts);
        let word = sizes.counts(&counts).unwrap();
        for name in [
            "range_share", "juilland_d", "carroll_d2", "rosengren_s", "dp", "dp_norm", "kld_norm",
            "kld_norm_exp", "kld_norm_exp2", "da", "jsd", "hellinger", "zhang_dc",
        ] {
            let score = name.parse::<DispersionMeasure>().unwrap().of_parts(&word);
            prop_assert!(score.is_none_or(|x| (-1e-12..=1.0 + 1e-12).contains(&x)), "{name} {score:?}");
        }
    }

    #[test]
    fn order_and_zeros_change_nothing(parts in corpus()) {
        let (sizes, counts) = sparse(&parts);
        let mut with_zeros: Vec<(u32, u64)> = (0..).zip(parts.iter().map(|part| part.1)).collect();
        with_zeros.reverse();
        let (word, other) = (sizes.counts(&counts).unwrap(), sizes.counts(&with_zeros).unwrap());
        prop_assert_eq!(word.dp_norm(), other.dp_norm());
        prop_assert_eq!(word.range(), other.range());
        for measure in DispersionMeasure::all() {
            if let (Some(first), Some(second)) = (measure.of_parts(&word), measure.of_parts(&other)) {
                prop_assert!((first - second).abs() < 1e-7 * first.abs().max(1.0), "{measure}");
            }
        }
    }

    #[test]
    fn gaps_agree_with_the_definitions(tokens in 1_u64..5_000, seeds in prop::collection::btree_set(any::<u64>(), 1..60)) {
        let positions: std::collections::BTreeSet<u64> = seeds.iter().map(|seed| seed % tokens).collect();
        let positions: Vec<u64> = positions.into_iter().collect();
        let freq = positions.len() as u64;
        let gaps = Gaps::new(tokens, freq, positions.iter().copied()).unwrap();
        let (n, f) = (tokens as f64, freq as f64);
        let mut distances: Vec<f64> = positions.windows(2).map(|pair| (pair[1] - pair[0]) as f64).collect();
        distances.push((tokens - positions[positions.len() - 1] + positions[0]) as f64);
        let arf: f64 = distances.iter().map(|d| d.min(n / f) / (n / f)).sum();
        let squares: f64 = distances.iter().map(|d| d * d).sum();
        let entropy: f64 = distances.iter().map(|d| -(d / n) * (d / n).ln()).sum();
        let ald: f64 = distances.iter().map(|d| d * d.log10()).sum::<f64>() / n;
        prop_assert!((gaps.arf() - arf).abs() < 1e-9 * arf);
        prop_assert!((gaps.awt().unwrap() - (1.0 + squares / n) / 2.0).abs() < 1e-9 * squares);
        prop_assert!((gaps.ald().unwrap() - ald).abs() < 1e-9 * ald.max(1.0));
        prop_assert!((gaps.f_awt().unwrap() - n * n / squares).abs() < 1e-9 * f);
        prop_assert!((gaps.f_ald().unwrap() - entropy.exp()).abs() < 1e-9 * f);
        prop_assert!(gaps.arf() <= f + 1e-9 && gaps.f_ald().unwrap() <= f + 1e-9);
        for measure in DispersionMeasure::all() {
            prop_assert_eq!(measure.of_gaps(&gaps).is_some(), measure.needs_positions());
        }
    }

    #[test]
    fn moving_a_word_around_the_corpus_changes_nothing(shift in 0_u64..100, first in 0_u64..100, second in 0_u64..100, third in 0_u64..100) {
        let read = |shift: u64| {
            let places: std::collections::BTreeSet<u64> = [first, second, third].iter().map(|p| (p + shift) % 100).collect();
            Gaps::new(100, places.len() as u64, places).unwrap()
        };
        prop_assert!((read(0).arf() - read(shift).arf()).abs() < 1e-12);
        prop_assert!((read(0).awt().unwrap() - read(shift).awt().unwrap()).abs() < 1e-12);
    }
}
