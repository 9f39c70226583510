//! Two associations compared, against values computed with Python's math (log2, erfc) from the
//! formulas of Walter (1975), Pettigrew, Gart and Thomas (1986) and Gart (1966).

#![expect(clippy::unwrap_used, reason = "a test ends at the first surprise")]

use siyaq_stats::{Contingency, Contrast, ContrastEffect, Level, Random, Undefined};

fn table((o11, r1, c1, n): (u64, u64, u64, u64)) -> Contingency {
    Contingency::new(o11, r1, c1, n).unwrap()
}

fn close(found: f64, expected: f64) {
    assert!((found - expected).abs() <= 1e-11 * expected.abs().max(1.0), "{found} {expected}");
}

#[test]
fn effects_intervals_and_tests_are_those_of_their_formulas() {
    let tables = [
        ((40, 1000, 140, 101_000), (20, 1000, 120, 101_000)),
        ((0, 500, 30, 90_000), (25, 700, 60, 120_000)),
        ((3, 10, 5, 100), (1, 12, 40, 300)),
    ];
    // First, second, standard error, both ends of the interval, log10 p.
    let expected = [
        [
            [
                5.331940547693938,
                4.349642549427396,
                0.43605047220612025,
                0.12765477730086183,
                1.836941219232221,
                -1.614804199880379,
            ],
            [
                5.389360786285143,
                4.37733077149198,
                0.44572827470794246,
                0.13841864947441973,
                1.8856413801119052,
                -1.6349479527991873,
            ],
        ],
        [
            [
                1.5516445252537823,
                6.934677545993868,
                2.0890336162750103,
                -9.477463671132572,
                -1.288602370347598,
                -2.001226075035114,
            ],
            [
                1.5511608619604884,
                6.986683511733078,
                2.0924895494142195,
                -9.536726804650906,
                -1.3343184948942746,
                -2.0274805759726093,
            ],
        ],
        [
            [
                3.592955291474687,
                -0.1902469285851892,
                1.5724339451460227,
                0.7012883195054407,
                6.865116120614312,
                -1.7923565237898713,
            ],
            [
                4.046141781644721,
                -0.27948419817569914,
                1.8324468820069133,
                0.734096087504152,
                7.9171558721366875,
                -1.7388158928816377,
            ],
        ],
    ];
    for ((first, second), expected) in tables.into_iter().zip(expected) {
        for (effect, expected) in ContrastEffect::ALL.into_iter().zip(expected) {
            let found = Contrast::new(&table(first), &table(second), effect).unwrap();
            let (low, high) = found.interval(Level::default());
            let log10_p = found.log10_p().unwrap();
            let all = [found.first, found.second, found.standard_error, low, high, log10_p];
            all.into_iter().zip(expected).for_each(|(found, expected)| close(found, expected));
            let turned = Contrast::new(&table(second), &table(first), effect).unwrap();
            close(turned.difference(), -found.difference());
            close(turned.log10_p().unwrap(), log10_p);
        }
    }
}

#[test]
fn what_cannot_be_compared_says_why() {
    let some = table((3, 10, 5, 100));
    for empty in [table((0, 0, 5, 100)), table((5, 100, 5, 100))] {
        for effect in ContrastEffect::ALL {
            assert_eq!(Contrast::new(&some, &empty, effect), Err(Undefined::EmptyMargin));
        }
    }
    let same = Contrast::new(&some, &some, ContrastEffect::LogOdds).unwrap();
    close(same.log10_p().unwrap(), 0.0);
    assert_eq!("log_odds".parse::<ContrastEffect>().unwrap(), ContrastEffect::LogOdds);
    assert!("odds".parse::<ContrastEffect>().is_err());
}

/// Corpora with the same association differ by more than the interval once in twenty times.
#[test]
fn intervals_cover() {
    let mut random = Random::new(11);
    let mut draw =
        |tokens: u64, share: f64| (0..tokens).filter(|_| random.unit() < share).count() as u64;
    let (mut covered, all) = ([0, 0], 600);
    for _ in 0..all {
        // Three times as frequent in windows; twice as frequent in one corpus as in the other.
        let [here, there] = [(0.06, 0.02), (0.03, 0.01)].map(|(inside, outside)| {
            let (o11, o21) = (draw(1500, inside), draw(3000, outside));
            table((o11, 1500, o11 + o21, 4500))
        });
        for (place, effect) in ContrastEffect::ALL.into_iter().enumerate() {
            let truth = match effect {
                ContrastEffect::LogOdds => {
                    let odds = |p: f64| p / (1.0 - p);
                    (odds(0.06) / odds(0.02) / (odds(0.03) / odds(0.01))).log2()
                }
                _ => 0.0,
            };
            let found = Contrast::new(&here, &there, effect).unwrap();
            let (low, high) = found.interval(Level::default());
            covered[place] += i32::from(low <= truth && truth <= high);
        }
    }
    // 570 expected; four standard errors are 21.
    for covered in covered {
        assert!((549..=591).contains(&covered), "{covered} of {all}");
    }
}
