//! What results leave out counts as another word would that no result shows.

#![expect(clippy::unwrap_used, reason = "a test ends at the first surprise")]

use proptest::prelude::*;
use siyaq_count::{
    NgramOptions, Omitted, Selection, WindowOptions, WindowSpan, count_forms, count_ngrams,
    count_pairs, count_shown_ngrams, count_windows, count_words, map_frames,
};
use siyaq_index::{
    Boundary, BuildOptions, Corpus, CorpusBuilder, Document, LayerRule, Shard, TokenClass, TokenPos,
};
use std::collections::BTreeMap;

/// Words that a layer folds in pairs: of each pair the one with a mark is left out.
const WORDS: [&str; 6] = ["قال", "قالَ", "علي", "عليَ", "كتاب", "وزير"];

/// Stands for what is left out, in a corpus where it is a word of its own.
const OTHER: &str = "ززز";

fn fold(form: &str) -> String {
    form.replace('\u{64E}', "")
}

fn left_out(word: &str) -> bool {
    word.ends_with('\u{64E}')
}

fn corpus(docs: &[Vec<(usize, bool)>], replaces: bool) -> Corpus {
    let mut shard = Shard::new();
    for (number, doc) in docs.iter().enumerate() {
        shard.start_document(Document { id: number.to_string(), ..Document::default() });
        for (word, begins) in doc {
            let form = WORDS[*word];
            let form = if replaces && left_out(form) { OTHER } else { form };
            let boundary = if *begins { Boundary::Sentence } else { Boundary::None };
            shard.push(form, TokenClass::ArabicWord, boundary, true);
        }
    }
    let mut options = BuildOptions::default();
    options.layers = vec![LayerRule::fold("folded", |form, out| out.push_str(&fold(form)))];
    CorpusBuilder::new(options).finish(vec![shard]).unwrap().into_corpus().unwrap()
}

type Counts = BTreeMap<String, (u64, u64)>;

/// Everything that a selection counts, by the forms, without those that stand for what is left out.
fn everything(corpus: &Corpus, selection: &Selection<'_>) -> BTreeMap<&'static str, Counts> {
    let form = |id| selection.layer().lexicon().form(id);
    let shown = |name: &str| !name.split(' ').any(|word| word == OTHER);
    let mut all: BTreeMap<&'static str, Counts> = BTreeMap::new();
    let mut put = |kind, name: String, counts: (u64, u64)| {
        if shown(&name) {
            assert_eq!(all.entry(kind).or_default().insert(name, counts), None);
        }
    };
    for row in count_words(selection, 1).unwrap() {
        put("words", form(row.form).to_owned(), (row.freq, row.doc_freq));
    }
    for row in count_forms(selection) {
        put("forms", form(row.form).to_owned(), (row.freq, row.doc_freq));
    }
    for (kind, skip) in [("bigrams", 0), ("skip-bigrams", 2)] {
        let counts = count_ngrams(selection, &NgramOptions::new(2).skip(skip)).unwrap();
        counts.rows().for_each(|row| put(kind, row.form(), (row.freq, row.doc_freq)));
        put(kind, "all".to_owned(), (counts.total(), 0));
    }
    map_frames(selection, (3, 1), 1, |frame| {
        let words: Vec<&str> = frame.words.iter().map(|word| form(*word)).collect();
        Some((words.join(" "), frame.freq, frame.doc_freq))
    })
    .unwrap()
    .into_iter()
    .for_each(|(words, freq, doc_freq)| put("frames", words, (freq, doc_freq)));
    let window = WindowOptions::new(WindowSpan { before: 2, after: 3 });
    let pairs = count_pairs(selection, window, 1).unwrap();
    for row in &pairs.rows {
        put(
            "pairs",
            format!("{} {}", form(row.node), form(row.collocate)),
            (row.freq, row.doc_freq),
        );
    }
    // Around every fifth token.
    let nodes: Vec<_> = (0..corpus.token_count())
        .step_by(5)
        .map(|pos| TokenPos::word(pos)..TokenPos::word(pos + 1))
        .collect();
    let around = count_windows(selection, &nodes, window).unwrap();
    for row in &around.rows {
        put("windows", form(row.form).to_owned(), (row.in_window, row.doc_freq));
        put("outside", form(row.form).to_owned(), (row.outside_nodes, row.freq));
    }
    put("totals", "windows".to_owned(), (around.window_tokens, around.node_tokens));
    put("totals", "tokens".to_owned(), (around.tokens, selection.token_count()));
    all
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn what_is_left_out_is_a_token_like_any_other(
        docs in prop::collection::vec(
            prop::collection::vec((0usize..WORDS.len(), prop::bool::weighted(0.1)), 1..30), 1..6),
    ) {
        let (own, other) = (corpus(&docs, false), corpus(&docs, true));
        let layer = own.layer("folded").unwrap();
        let omitted = Omitted::new(&own, layer, |word, _| left_out(word));
        let selection = Selection::new(&own, layer).with_omitted(omitted);
        let plain = Selection::new(&other, other.layer("folded").unwrap());
        prop_assert_eq!(everything(&own, &selection), everything(&other, &plain));
        prop_assert!(selection.omits() && !selection.without_omitted().omits());
        let all = Selection::new(&own, layer);
        // A range is shown by the word that it begins with.
        let tokens = docs.iter().flatten().map(|(word, _)| WORDS[*word]);
        let places = (0..own.token_count()).map(|pos| TokenPos::word(pos)..TokenPos::word(pos + 1));
        let kept = places.clone().zip(tokens).filter(|(_, word)| !left_out(word));
        let kept: Vec<_> = kept.map(|(place, _)| place).collect();
        prop_assert_eq!(selection.shown(places.collect()), kept);
        let without = selection.without_omitted();
        prop_assert_eq!(without.form_freqs(), all.form_freqs());
    }
    #[test]
    fn one_count_gives_what_two_give(
        docs in prop::collection::vec(
            prop::collection::vec((0usize..WORDS.len(), prop::bool::weighted(0.1)), 1..30), 1..6),
        n in 1usize..4,
        skip in 0usize..2,
        (min_freq, min_doc_freq) in (1u64..4, 1u64..3),
        leaves_out in any::<bool>(),
    ) {
        let corpus = corpus(&docs, false);
        let layer = corpus.layer("folded").unwrap();
        let omitted = Omitted::new(&corpus, layer, |word, _| left_out(word));
        let plain = Selection::new(&corpus, layer);
        let selection = if leaves_out { plain.with_omitted(omitted) } else { plain };
        let options =
            NgramOptions::new(n).skip(skip).min_freq(min_freq).min_doc_freq(min_doc_freq);
        let (found, shown) = count_shown_ngrams(&selection, &options).unwrap();
        let all = count_ngrams(&selection.without_omitted(), &options).unwrap();
        let rows = |counts: &siyaq_count::NgramCounts<'_>| -> Vec<(String, u64, u64)> {
            counts.rows().map(|row| (row.form(), row.freq, row.doc_freq)).collect()
        };
        prop_assert_eq!(rows(&found), rows(&all));
        prop_assert_eq!((found.total(), found.len()), (all.total(), shown.len()));
        let apart = count_ngrams(&selection, &NgramOptions::new(n).skip(skip)).unwrap();
        let apart: BTreeMap<String, (u64, u64)> =
            apart.rows().map(|row| (row.form(), (row.freq, row.doc_freq))).collect();
        for row in found.rows() {
            let shown = shown[row.place()];
            let expected = apart.get(&row.form()).copied().unwrap_or_default();
            prop_assert_eq!((shown.freq, shown.doc_freq), expected, "{}", row.form());
        }
    }
}
