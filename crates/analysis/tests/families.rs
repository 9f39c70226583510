//! What a test is, is the same in every verb: one different item, however rare, whatever is shown.

#![expect(clippy::unwrap_used, reason = "helpers of tests fail by panicking")]

mod common;

use common::{Text, corpus, texts};
use siyaq_analysis::{
    CollocateOptions, ContrastOptions, Direction, ItemCounter, ItemOptions, KeywordOptions,
    collocates, collocations, compare_collocates, keywords,
};
use siyaq_count::{Selection, WindowSpan};
use siyaq_index::Subcorpus;
use siyaq_query::{Hits, SearchOptions, search};
use siyaq_stats::{Contingency, Measure};
use std::collections::BTreeSet;

const NODE: &str = "منبر1";

/// The different pairs of a node and another word at most two places after or before it.
fn pairs(texts: &[Text]) -> BTreeSet<(String, String)> {
    let mut found = BTreeSet::new();
    for text in texts {
        for (at, node) in text.words.iter().enumerate() {
            for (other, word) in text.words.iter().enumerate() {
                if at != other && at.abs_diff(other) <= 2 && node != word {
                    found.insert((node.clone(), word.clone()));
                }
            }
        }
    }
    found
}

fn hits(selection: &Selection<'_>) -> Hits {
    let options = SearchOptions::default().layer("word").within(selection.part());
    search(selection.corpus(), &NODE.parse().unwrap(), &options).unwrap()
}

#[test]
fn the_number_of_tests_is_that_of_different_items() {
    let texts = texts(3, 60);
    let corpus = corpus(&texts);
    let selection = Selection::new(&corpus, corpus.words());
    let all = pairs(&texts);
    let around = all.iter().filter(|(node, _)| node == NODE).count() as u64;
    let lrc: Measure = "lrc".parse().unwrap();
    let mut widened = 0;
    for min_freq in [1, 4, 20] {
        let options = CollocateOptions::default()
            .span(WindowSpan { before: 2, after: 2 })
            .measures(vec![lrc, Measure::LogRatio])
            .min_freq(min_freq);
        let found = collocates(&selection, &hits(&selection), &options).unwrap();
        assert_eq!(found.tests, around, "at {min_freq}");
        let expected = lrc.for_tests(around);
        for row in &found.rows {
            let table: Contingency = row.table.contingency().unwrap();
            assert_eq!(row.scores[0], expected.evaluate(&table));
        }
        let found = collocations(&selection, &options).unwrap();
        assert_eq!(found.tests, all.len() as u64, "at {min_freq}");
        for row in found.rows() {
            let table = row.table.contingency().unwrap();
            let expected = lrc.for_tests(found.tests).evaluate(&table);
            assert_eq!(row.scores().next(), Some(expected));
            // Of so many pairs some are beyond the interval of one test.
            widened += usize::from(expected != lrc.evaluate(&table));
        }
    }
    assert!(widened > 0, "the number of tests makes a difference");
}

#[test]
fn choices_change_no_number_of_tests() {
    let texts = texts(8, 80);
    let corpus = corpus(&texts);
    let half = |odd: u32| Subcorpus::from_fn(corpus.document_count(), |doc| doc.0 % 2 == odd);
    let part = |odd| Selection::new(&corpus, corpus.words()).with_part(half(odd));
    let (target, reference) = (part(0), part(1));
    let own = |odd: usize| -> Vec<Text> { texts.iter().skip(odd).step_by(2).cloned().collect() };
    let words: BTreeSet<&String> = texts.iter().flat_map(|text| &text.words).collect();
    let counter = ItemCounter::new(&Selection::new(&corpus, corpus.words()));
    let table = |of: &Selection<'_>| counter.count(of, &ItemOptions::default()).unwrap();
    let tables = [table(&target), table(&reference)];
    let around = |texts: &[Text]| -> BTreeSet<String> {
        pairs(texts).into_iter().filter(|(node, _)| node == NODE).map(|(_, word)| word).collect()
    };
    let either = around(&own(0)).union(&around(&own(1))).count() as u64;
    for (min_freq, direction) in [(1, Direction::Both), (9, Direction::Positive)] {
        let mut options = KeywordOptions::default();
        (options.min_freq, options.direction, options.max_q) = (min_freq, direction, 0.5);
        options.measures = vec!["lrc".parse().unwrap()];
        let found = keywords(&tables[0], &tables[1], &options).unwrap();
        assert_eq!(found.tests, words.len() as u64);
        // The column keeps the name that was asked for.
        assert_eq!(found.measures[0].to_string(), "lrc");
        let mut options = ContrastOptions::default();
        options.span = WindowSpan { before: 2, after: 2 };
        options.min_freq = min_freq;
        let here = (&target, &hits(&target));
        let there = (&reference, &hits(&reference));
        assert_eq!(compare_collocates(here, there, &options).unwrap().tests, either);
    }
}
