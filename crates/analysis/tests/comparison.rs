//! Corpora compared and clustered, against the same frequencies counted by hand.

mod common;

use common::{SOURCES, Text, by_text, corpus, texts, threads};
use siyaq_analysis::{
    ClusterOptions, CompareOptions, FeatureTable, GroupTables, ItemCounter, ItemOptions,
    cluster_features, compare,
};
use siyaq_count::Selection;
use siyaq_stats::{
    HomogeneityOptions, LogBase, TextWords, compare_parts, homogeneity, jensen_shannon,
    most_frequent, similarity, spearman,
};
use std::collections::BTreeMap;

fn sums(texts: &[Text], source: &str) -> BTreeMap<String, u64> {
    let own: Vec<&Text> = texts.iter().filter(|text| text.source == source).collect();
    by_text(&own, 1).into_iter().map(|(form, freqs)| (form, freqs.iter().sum())).collect()
}

#[test]
fn pairs_are_compared_by_their_frequent_forms() {
    let texts = texts(6, 60);
    let corpus = corpus(&texts);
    let selection = Selection::new(&corpus, corpus.words());
    let groups = GroupTables::by_field(&selection, "source", &ItemOptions::default()).unwrap();
    let mut options = CompareOptions::default();
    options.words = 15;
    let found = threads(3, || compare(&groups, &options).unwrap());
    assert_eq!(found.rows.len(), 3);
    for row in &found.rows {
        let (a, b) = (sums(&texts, &row.first), sums(&texts, &row.second));
        let forms: std::collections::BTreeSet<&String> = a.keys().chain(b.keys()).collect();
        let of = |sums: &BTreeMap<String, u64>, form: &String| sums.get(form).copied().unwrap_or(0);
        let all: Vec<Vec<u64>> =
            forms.into_iter().map(|form| vec![of(&a, form), of(&b, form)]).collect();
        let top: Vec<Vec<u64>> =
            most_frequent(&all, 15).into_iter().map(|place| all[place].clone()).collect();
        let column = |side: usize| top.iter().map(|row| row[side]).collect::<Vec<u64>>();
        let parts = compare_parts(&top).unwrap();
        assert_eq!(row.chi_squared_by_freedom, Ok(parts.by_freedom));
        assert_eq!(row.cramer_v, Ok(parts.cramer_v));
        let mut both = all.clone();
        // Half more, so that forms of one corpus alone have a place.
        let size = |row: &Vec<u64>| (row[0] as f64 + 0.5) * (row[1] as f64 + 0.5);
        both.sort_by(|a, b| size(b).total_cmp(&size(a)));
        both.truncate(15);
        let ranks = |side: usize| both.iter().map(|row| row[side]).collect::<Vec<u64>>();
        assert_eq!(row.spearman, spearman(&ranks(0), &ranks(1)));
        let divergence = jensen_shannon(&column(0), &column(1), LogBase::Two);
        assert_eq!(row.jensen_shannon, divergence);
    }
    options.splits = 3;
    assert!(compare(&groups, &options).is_err(), "halves need texts");
}

#[test]
fn halves_of_each_and_of_pairs() {
    let texts = texts(9, 60);
    let corpus = corpus(&texts);
    let selection = Selection::new(&corpus, corpus.words());
    let items = ItemOptions::default().texts(true);
    let groups = GroupTables::by_field(&selection, "source", &items).unwrap();
    let mut options = CompareOptions::default();
    (options.words, options.splits, options.seed) = (20, 4, 5);
    let found = compare(&groups, &options).unwrap();
    assert_eq!(found.rows.len(), 6);
    // The numbers of words do not matter, only which are the same; ties are by their numbers.
    let all: Vec<&Text> = texts.iter().collect();
    let mut known: Vec<(u64, String)> =
        by_text(&all, 1).into_iter().map(|(form, freqs)| (freqs.iter().sum(), form)).collect();
    known.sort_by(|a, b| a.1.cmp(&b.1));
    let words = |source: &str| -> Vec<TextWords> {
        let own = texts.iter().filter(|text| text.source == source);
        own.map(|text| {
            let counts = by_text(&[text], 1);
            let number = |form: &String| known.binary_search_by(|own| own.1.cmp(form)).unwrap();
            counts.iter().map(|(form, freqs)| (number(form) as u32, freqs[0])).collect()
        })
        .collect()
    };
    let halves = HomogeneityOptions::default().words(20).splits(4).seed(5);
    for row in &found.rows {
        let (a, b) = (words(&row.first), words(&row.second));
        let expected = if row.first == row.second {
            homogeneity(&a, &halves).unwrap()
        } else {
            similarity(&a, &b, &halves).unwrap()
        };
        assert_eq!(row.chi_squared_by_freedom, Ok(expected.chi_squared_by_freedom));
        assert_eq!(row.spearman, Ok(expected.spearman));
        assert_eq!(row.deviation, Ok(expected.deviation));
    }
    let of = |a: &str, b: &str| {
        let row = found.rows.iter().find(|row| row.first == a && row.second == b).unwrap();
        row.chi_squared_by_freedom.unwrap()
    };
    assert!(of(SOURCES[0], SOURCES[1]) > of(SOURCES[0], SOURCES[0]));
}

#[test]
fn documents_go_to_their_sources() {
    // Long documents of which a quarter is the favourites of their source.
    let mut texts = texts(40, 24);
    for (number, text) in texts.iter_mut().enumerate() {
        let favourites = (0..60).map(|place| format!("{}{}", text.source, (place + number) % 5));
        text.words.extend(favourites);
    }
    let corpus = corpus(&texts);
    let selection = Selection::new(&corpus, corpus.words());
    let items = ItemOptions::default().texts(true);
    let table = ItemCounter::new(&selection).count(&selection, &items).unwrap();
    let features = FeatureTable::of_documents(&selection, &table, 1_000).unwrap();
    assert_eq!(features.names().len(), 24);
    let mut options = ClusterOptions::default();
    (options.features, options.clusters) = (15, 3);
    let found = threads(2, || cluster_features(&features, &options).unwrap());
    assert_eq!(found, threads(1, || cluster_features(&features, &options).unwrap()));
    assert!(found.features.iter().all(|form| SOURCES.iter().any(|own| form.starts_with(own))));
    for member in &found.members {
        let number: usize = member.name.trim_start_matches('d').parse().unwrap();
        let same = found.members.iter().filter(|other| other.cluster == member.cluster);
        let numbers =
            same.map(|other| other.name.trim_start_matches('d').parse::<usize>().unwrap());
        assert!(numbers.into_iter().all(|other| other % 3 == number % 3), "{:?}", found.members);
    }
    assert_eq!(found.steps.len(), 23);
    assert_eq!(found.steps.last().map(|step| step.members), Some(24));
    assert!(found.steps.windows(2).all(|pair| pair[0].distance <= pair[1].distance));
    let groups = GroupTables::by_field(&selection, "source", &ItemOptions::default()).unwrap();
    options.clusters = 9;
    let each = cluster_features(&FeatureTable::of_groups(&groups, 1_000), &options).unwrap();
    assert_eq!(each.members.iter().map(|own| own.cluster).collect::<Vec<_>>(), [1, 2, 3]);
}
