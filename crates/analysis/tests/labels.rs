//! Sequences are shown as they are most often written, against a slow and obvious count.

#![expect(clippy::unwrap_used, reason = "a test ends at the first surprise")]

use siyaq_analysis::{
    BundleOptions, CollocateOptions, ExpressionOptions, FrameOptions, FrameSlots, ItemCounter,
    ItemOptions, Items, KeywordOptions, ListOrder, MergeOptions, SequenceLabels, Spread,
    bundle_list, collocates, expressions, frame_list, keywords, merged_sequences, ngram_list,
};
use siyaq_count::{NgramOptions, Omitted, Selection};
use siyaq_index::{
    Boundary, BuildOptions, Corpus, CorpusBuilder, Document, LayerRule, QueryRule, Shard,
    TokenClass,
};
use siyaq_query::{SearchOptions, search};
use siyaq_stats::Random;
use siyaq_types::TermId;
use std::collections::BTreeMap;

/// Documents of words of one letter each; of capitals and small letters, which the layer takes for one, now
/// these and now those are more frequent.
fn documents(seed: u64) -> Vec<Vec<&'static str>> {
    const LETTERS: [&str; 8] = ["a", "A", "b", "B", "c", "C", "d", "e"];
    const PAIRS: [[&str; 2]; 5] = [["A", "b"], ["a", "B"], ["A", "C"], ["b", "a"], ["d", "A"]];
    let mut random = Random::new(seed);
    let mut below = |n: u64| usize::try_from(random.below(n)).unwrap();
    (0..6)
        .map(|_| {
            let mut words = Vec::new();
            for _ in 0..below(30) {
                match below(3) {
                    0 => words.push(LETTERS[below(8)]),
                    _ => words.extend(PAIRS[below(5)]),
                }
            }
            words
        })
        .collect()
}

fn corpus(documents: &[Vec<&str>]) -> Corpus {
    let mut shard = Shard::new();
    for (number, words) in documents.iter().enumerate() {
        shard.start_document(Document { id: format!("d{number}"), ..Document::default() });
        for word in words {
            shard.push(word, TokenClass::OtherWord, Boundary::None, true);
        }
    }
    let mut options = BuildOptions::default();
    let layer = LayerRule::fold("small", |form, out| out.push_str(&form.to_lowercase()));
    options.layers.push(layer.query(QueryRule::default()));
    CorpusBuilder::new(options).finish(vec![shard]).unwrap().into_corpus().unwrap()
}

/// The n-grams of the documents as they are written, with up to `skip` words left out.
fn written(documents: &[Vec<&'static str>], n: usize, skip: usize) -> Vec<Vec<&'static str>> {
    let mut all = Vec::new();
    for words in documents {
        for start in 0..words.len() {
            let mut open: Vec<Vec<usize>> = vec![vec![start]];
            for _ in 1..n {
                let longer = |places: &Vec<usize>| -> Vec<Vec<usize>> {
                    let last = *places.last().unwrap();
                    let skipped = last + 1 - start - places.len();
                    (0..=skip - skipped)
                        .map(|more| [places.as_slice(), &[last + 1 + more]].concat())
                        .collect()
                };
                open = open.iter().flat_map(longer).collect();
            }
            let inside = open.iter().filter(|places| *places.last().unwrap() < words.len());
            all.extend(inside.map(|places| places.iter().map(|place| words[*place]).collect()));
        }
    }
    all
}

/// What a sequence of forms is shown by, given all that is written; `*` stands for any word.
fn expected(key: &str, written: &[Vec<&'static str>], labels: &BTreeMap<String, String>) -> String {
    let key: Vec<&str> = key.split(' ').collect();
    let mut votes: BTreeMap<String, u64> = BTreeMap::new();
    for words in written {
        let is_it = words.len() == key.len()
            && words
                .iter()
                .zip(&key)
                .all(|(word, form)| *form == "*" || word.to_lowercase() == *form);
        if is_it {
            let shown =
                words.iter().zip(&key).map(|(word, form)| if *form == "*" { "*" } else { word });
            *votes.entry(shown.collect::<Vec<_>>().join(" ")).or_default() += 1;
        }
    }
    let alone = key.iter().map(|form| labels.get(*form).map_or("*", String::as_str));
    let alone = alone.collect::<Vec<_>>().join(" ");
    let own = votes.get(&alone).copied().unwrap_or(0);
    let best = votes.iter().max_by_key(|(text, freq)| (**freq, std::cmp::Reverse((*text).clone())));
    match best {
        Some((text, freq)) if *freq > own => text.clone(),
        _ => alone,
    }
}

/// The letter in the case that it is most often written in, ties by the bytes.
fn labels(documents: &[Vec<&'static str>]) -> BTreeMap<String, String> {
    let mut votes: BTreeMap<&str, u64> = BTreeMap::new();
    for word in documents.iter().flatten() {
        *votes.entry(word).or_default() += 1;
    }
    let mut best: BTreeMap<String, (u64, String)> = BTreeMap::new();
    for (word, freq) in votes {
        let known = best.entry(word.to_lowercase()).or_default();
        if freq > known.0 {
            *known = (freq, word.to_owned());
        }
    }
    best.into_iter().map(|(form, (_, word))| (form, word)).collect()
}

fn key(selection: &Selection<'_>, sequence: &[Option<TermId>]) -> String {
    let form =
        |form: &Option<TermId>| form.map_or("*", |form| selection.layer().lexicon().form(form));
    sequence.iter().map(form).collect::<Vec<_>>().join(" ")
}

fn shown(labels: &SequenceLabels<'_>, sequence: &[Option<TermId>]) -> String {
    let words = labels.labels(sequence).into_iter().map(|word| word.unwrap_or("*"));
    words.collect::<Vec<_>>().join(" ")
}

#[test]
fn ngrams_are_shown_as_they_are_most_often_written() {
    let mut differ = 0;
    for seed in 0..30 {
        let documents = documents(seed);
        let corpus = corpus(&documents);
        let labels = labels(&documents);
        let selection = Selection::new(&corpus, corpus.layer("small").unwrap());
        for (lengths, skip, top) in [(1..=3, 0, None), (2..=2, 0, Some(5)), (2..=3, 2, None)] {
            let options = NgramOptions::new(1).skip(skip);
            let order = siyaq_analysis::NgramOrder { order: ListOrder::default(), top };
            let list =
                ngram_list(&selection, lengths, &options, &Spread::default(), order).unwrap();
            for row in 0..list.len() {
                let row = list.row(row).unwrap();
                let label = list.labels(&row.ngram).collect::<Vec<_>>().join(" ");
                let all = written(&documents, row.n, skip);
                assert_eq!(label, expected(&row.ngram.form(), &all, &labels), "{seed} {row:?}");
                let alone = row.ngram.forms().map(|form| labels[form].as_str());
                differ += usize::from(label != alone.collect::<Vec<_>>().join(" "));
            }
        }
    }
    assert!(differ > 200, "{differ}");
}

#[test]
fn what_is_left_out_has_no_vote() {
    // Of a b, the spelling a B begins with what is left out.
    let documents = vec![vec!["a", "B", "a", "B", "A", "b", "b", "b", "b"]];
    let corpus = corpus(&documents);
    let layer = corpus.layer("small").unwrap();
    let omitted = Omitted::new(&corpus, layer, |word, _| word == "a");
    for (selection, label) in [
        (Selection::new(&corpus, layer), "a B"),
        (Selection::new(&corpus, layer).with_omitted(omitted), "A b"),
    ] {
        let options = NgramOptions::new(2);
        let order = ListOrder::default();
        let list = ngram_list(&selection, 2..=2, &options, &Spread::default(), order).unwrap();
        let rows = (0..list.len()).map(|row| list.row(row).unwrap());
        let row = rows.into_iter().find(|row| row.ngram.form() == "a b").unwrap();
        assert_eq!(list.labels(&row.ngram).collect::<Vec<_>>().join(" "), label);
    }
}

#[test]
fn bundles_expressions_frames_and_merged_sequences_too() {
    let mut frames = 0;
    for seed in 0..30 {
        let documents = documents(seed);
        let corpus = corpus(&documents);
        let labels = labels(&documents);
        let selection = Selection::new(&corpus, corpus.layer("small").unwrap());
        let all: Vec<_> = (1..=3).flat_map(|n| written(&documents, n, 0)).collect();
        let check = |own: &SequenceLabels<'_>, sequence: &[Option<TermId>]| {
            let expected = expected(&key(&selection, sequence), &all, &labels);
            assert_eq!(shown(own, sequence), expected, "{seed}");
        };
        let some = |words: &[TermId]| words.iter().copied().map(Some).collect::<Vec<_>>();
        let mut options = BundleOptions::default();
        (options.min_range, options.min_per_million) = (1, 0.0);
        let bundles = bundle_list(&selection, 2..=3, &options).unwrap();
        let own = bundles.labels(&selection).unwrap();
        bundles.rows.iter().for_each(|row| check(&own, &some(&row.words)));
        let mut options = ExpressionOptions::default();
        (options.longest, options.min_freq, options.min_doc_freq) = (3, 1, 1);
        let found = expressions(&selection, &options, |_| true).unwrap();
        let own = found.labels(&selection).unwrap();
        found.rows.iter().for_each(|row| check(&own, &some(&row.words)));
        let mut options = MergeOptions::default();
        (options.min_freq, options.min_doc_freq, options.steps) = (2, 1, 3);
        let found = merged_sequences(&selection, &options).unwrap();
        let own = found.labels(&selection).unwrap();
        for row in found.rows.iter().filter(|row| row.words.len() < 4) {
            check(&own, &some(&row.words));
        }
        let mut options = FrameOptions::default();
        (options.slots, options.min_freq) = (FrameSlots::Any, 1);
        let found = frame_list(&selection, 2..=3, &options).unwrap();
        let own = found.labels(&selection).unwrap();
        for row in &found.rows {
            check(&own, &row.places().collect::<Vec<_>>());
        }
        frames += found.rows.len();
    }
    assert!(frames > 500, "{frames}");
}

#[test]
fn keywords_are_shown_as_the_target_writes_them() {
    let documents = vec![
        vec!["A", "b", "A", "b", "c", "c", "c", "c", "c", "c"],
        vec!["a", "d", "a", "d", "a", "d", "b", "e", "b", "e"],
    ];
    let corpus = corpus(&documents);
    let all = Selection::new(&corpus, corpus.layer("small").unwrap());
    let part =
        |document: u32| all.of_part(siyaq_index::Subcorpus::from_fn(2, |doc| doc.0 == document));
    let (target, reference) = (part(0), part(1));
    let counter = ItemCounter::with_others(&target, &[&reference]);
    for texts in [false, true] {
        let mut items = ItemOptions::default();
        (items.items, items.texts) = (Items::Ngrams { n: 2, skip: 0 }, texts);
        let [target, reference] =
            [&target, &reference].map(|side| counter.count(side, &items).unwrap());
        let mut options = KeywordOptions::default();
        options.min_freq = 1;
        let found = keywords(&target, &reference, &options).unwrap();
        let label = |form: &str| {
            found.rows.iter().find(|row| row.form == form).map(|row| row.label.as_str())
        };
        assert_eq!([label("a b"), label("a d")], [Some("A b"), Some("a d")]);
    }
}

#[test]
fn collocates_are_shown_as_they_stand_near_the_node() {
    let documents = vec![vec!["A", "d", "A", "d", "e", "e", "e", "a", "a", "a", "a"]];
    let corpus = corpus(&documents);
    let selection = Selection::new(&corpus, corpus.layer("small").unwrap());
    let options = SearchOptions::default().layer("small");
    let hits = search(&corpus, &"d".parse().unwrap(), &options).unwrap();
    let mut options = CollocateOptions::default();
    options.span = siyaq_count::WindowSpan { before: 1, after: 1 };
    options.min_freq = 1;
    let found = collocates(&selection, &hits, &options).unwrap();
    let labels = found.labels(&selection, &hits).unwrap();
    let shown: Vec<&str> = found.rows.iter().map(|row| labels.label(row.form)).collect();
    assert!(shown.contains(&"A") && !shown.contains(&"a"), "{shown:?}");
    let everywhere = siyaq_analysis::labels_of(&selection);
    assert_eq!(everywhere.label(selection.layer().lexicon().id("a").unwrap()), "a");
}
