//! Bootstrap intervals of MATTR and MTLD: against the plain way, and against texts of one kind.

use siyaq_stats::{
    BootstrapOptions, DiversityMeasure, DiversityOptions, MTLD_THRESHOLD, Random, Undefined, mattr,
    mtld,
};

/// A text of words by Zipf's law.
fn text(seed: u64, tokens: usize) -> Vec<u32> {
    let mut random = Random::new(seed);
    let word = |_| (2_000.0_f64.powf(random.unit()) as u32).min(1_999);
    (0..tokens).map(word).collect()
}

/// With the same draws: blocks of three windows from any place of the text, its end joined to its start.
#[test]
fn mattr_by_the_plain_way() {
    let words = text(1, 1_500);
    let options = DiversityOptions::default().window(50);
    let draws = BootstrapOptions::default().replicates(99).seed(4);
    let ours = DiversityMeasure::Mattr.interval(&words, &options, &draws).unwrap();
    assert_eq!(Some(ours.estimate), mattr(&words, 50));
    let types: Vec<usize> = words
        .windows(50)
        .map(|window| window.iter().collect::<std::collections::BTreeSet<_>>().len())
        .collect();
    let mut values: Vec<f64> = (0..99)
        .map(|replicate| {
            let mut random = Random::for_task(4, replicate);
            let mut drawn = Vec::new();
            while drawn.len() < types.len() {
                let start = random.below(types.len() as u64) as usize;
                drawn.extend((0..150).map(|place| types[(start + place) % types.len()]));
            }
            drawn.truncate(types.len());
            drawn.iter().sum::<usize>() as f64 / drawn.len() as f64 / 50.0
        })
        .collect();
    values.sort_by(f64::total_cmp);
    let middle = |place: usize| f64::midpoint(values[place], values[place + 1]);
    assert!((ours.low - middle(1)).abs() < 1e-12, "{ours:?} {}", middle(1));
    assert!((ours.high - middle(96)).abs() < 1e-12, "{ours:?} {}", middle(96));
}

/// Of texts of one kind nine in ten and more have the value of a very long one in their interval.
#[test]
fn intervals_cover() {
    let options = DiversityOptions::default().window(50);
    let long = text(77, 400_000);
    let draws = BootstrapOptions::default().replicates(300);
    for (measure, truth) in [
        (DiversityMeasure::Mattr, mattr(&long, 50).unwrap()),
        (DiversityMeasure::Mtld, mtld(&long, MTLD_THRESHOLD).unwrap().mean()),
    ] {
        let covered = (0..100)
            .filter(|seed| {
                let found = measure.interval(&text(*seed, 3_000), &options, &draws).unwrap();
                assert!(found.low < found.high);
                (found.low..=found.high).contains(&truth)
            })
            .count();
        assert!((84..=100).contains(&covered), "{measure}: {covered}");
    }
}

#[test]
fn texts_without_an_interval() {
    let options = DiversityOptions::default();
    let draws = BootstrapOptions::default().replicates(50);
    let of = |measure: DiversityMeasure, words: &[u32]| measure.interval(words, &options, &draws);
    assert_eq!(of(DiversityMeasure::Mattr, &text(1, 999)), Err(Undefined::TooFew));
    assert!(of(DiversityMeasure::Mattr, &text(1, 1_000)).is_ok());
    assert_eq!(of(DiversityMeasure::Mattr, &[1; 20]), Err(Undefined::ShorterThanWindow));
    assert_eq!(of(DiversityMeasure::Mtld, &text(1, 60)), Err(Undefined::TooFew));
    let different: Vec<u32> = (0..500).collect();
    assert_eq!(of(DiversityMeasure::Mtld, &different), Err(Undefined::NothingRepeated));
    assert_eq!(of(DiversityMeasure::Ttr, &text(1, 2_000)), Err(Undefined::NeedsParts));
    let few = BootstrapOptions::default().replicates(19);
    let found = DiversityMeasure::Mattr.interval(&text(1, 2_000), &options, &few);
    assert_eq!(found, Err(Undefined::TooFew));
    for measure in DiversityMeasure::all() {
        let has = of(measure, &text(1, 2_000)).is_ok();
        assert_eq!(has, measure.has_interval(), "{measure}");
    }
}
