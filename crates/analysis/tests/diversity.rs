//! Diversity and curves against the words of the same texts read one by one.

mod common;

use common::{Text, corpus, texts, threads};
use siyaq_analysis::{
    GrowthOptions, PartsBy, diversity, laws_of_words, rank_frequency, vocabulary_growth,
};
use siyaq_count::Selection;
use siyaq_index::Subcorpus;
use siyaq_stats::{DiversityMeasure, DiversityOptions, Spectrum, growth_curve, zipf_fit};
use std::collections::BTreeMap;

/// The words of some texts as numbers, in order.
fn numbers<'t>(texts: impl Iterator<Item = &'t Text>) -> Vec<u32> {
    let mut known = BTreeMap::new();
    let words: Vec<&String> = texts.flat_map(|text| &text.words).collect();
    words
        .iter()
        .map(|word| {
            let next = known.len() as u32;
            *known.entry((*word).clone()).or_insert(next)
        })
        .collect()
}

#[test]
fn every_measure_of_every_part() {
    let texts = texts(31, 45);
    let corpus = corpus(&texts);
    let selection = Selection::new(&corpus, corpus.words());
    let measures: Vec<DiversityMeasure> = DiversityMeasure::all().collect();
    let options = DiversityOptions::default().window(20).segment(20);
    let all = numbers(texts.iter());
    let mut cases: Vec<(Option<PartsBy>, Vec<Vec<u32>>)> = vec![(None, vec![all.clone()])];
    let documents = texts.iter().map(|text| numbers(std::iter::once(text)));
    cases.push((Some(PartsBy::Documents), documents.filter(|own| !own.is_empty()).collect()));
    let of = |source: &str| numbers(texts.iter().filter(|text| text.source == source));
    let sources = ["افق", "منبر", "نهار"].map(of).to_vec();
    cases.push((Some(PartsBy::Field("source".into())), sources));
    let cut = |part: usize| all[part * all.len() / 4..(part + 1) * all.len() / 4].to_vec();
    cases.push((Some("4".parse().unwrap()), (0..4).map(cut).collect()));
    for (by, parts) in cases {
        let found = threads(3, || diversity(&selection, by.as_ref(), &measures, &options).unwrap());
        assert_eq!(found.rows.len(), parts.len(), "{by:?}");
        for (row, words) in found.rows.iter().zip(parts) {
            let spectrum = Spectrum::from_words(&words);
            assert_eq!(
                (row.tokens, row.types, row.hapaxes),
                (words.len() as u64, spectrum.types(), spectrum.types_with(1))
            );
            for (measure, score) in measures.iter().zip(&row.scores) {
                assert_eq!(*score, measure.evaluate_text(&words, &options), "{measure}");
            }
        }
    }
}

#[test]
fn curves_and_laws() {
    let texts = texts(2, 30);
    let corpus = corpus(&texts);
    let selection = Selection::new(&corpus, corpus.words());
    let words = numbers(texts.iter());
    let mut options = GrowthOptions::default();
    options.step = Some(50);
    let growth = vocabulary_growth(&selection, &options).unwrap();
    assert_eq!(growth.points, growth_curve(&words, 50));
    options.shuffle = Some(3);
    let shuffled = vocabulary_growth(&selection, &options).unwrap();
    assert_eq!(shuffled.points.last(), growth.points.last());
    assert_ne!(shuffled.points, growth.points);
    let ranks = rank_frequency(&selection).unwrap();
    let spectrum = Spectrum::from_words(&words);
    assert_eq!(ranks.zipf, zipf_fit(&spectrum));
    assert_eq!(ranks.rows.len() as u64, spectrum.types());
    assert!(ranks.rows.windows(2).all(|pair| pair[0].freq >= pair[1].freq));
    for expected in [
        ranks.rows.iter().map(|row| row.zipf.unwrap()).sum::<f64>(),
        ranks.rows.iter().map(|row| row.mandelbrot.unwrap()).sum::<f64>(),
    ] {
        assert!((expected / words.len() as f64 - 1.0).abs() < 1e-9, "{expected}");
    }
    let laws = laws_of_words(&selection, &options).unwrap();
    assert_eq!(laws.rows[0].value, ranks.zipf.map(|fit| fit.exponent));
    let none = Subcorpus::from_fn(corpus.document_count(), |_| false);
    let nothing = Selection::new(&corpus, corpus.words()).with_part(none);
    assert!(rank_frequency(&nothing).is_err() && vocabulary_growth(&nothing, &options).is_err());
}
