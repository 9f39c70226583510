//! The search against one that looks at everything.

use crate::support::{Oracle, Slot, Token, corpus, corpus_of, write_query};
use proptest::prelude::*;
use siyaq_index::{
    Across, Boundary, BuildOptions, ClassSet, Corpus, CorpusBuilder, Document, LayerRule,
    Punctuation, Scope, Shard, Subcorpus, TokenClass,
};
use siyaq_query::{Query, Search, SearchOptions, forms_of_word, search};
use siyaq_text::Profile;
use std::collections::BTreeMap;

const FORMS: [&str; 14] = [
    "كتاب",
    "كتب",
    "كتابه",
    "أب",
    "اب",
    "إب",
    "ب",
    "ك\u{64F}تب",
    "،",
    ".",
    "😀",
    "#أب",
    "25",
    "hأ",
];

const PATTERNS: [&str; 19] = [
    "كتاب", "كتب", "أب", "اب", "ب", "كت*", "*ب", "?ب", "*", "*تا*", "؟", "،", ".", "😀", "#*",
    "٢5", "hأ", "h*", "غائب",
];

fn token() -> impl Strategy<Value = Token> {
    let boundary = prop_oneof![
        8 => Just(Boundary::None),
        2 => Just(Boundary::Sentence),
        1 => Just(Boundary::Item),
        1 => Just(Boundary::Paragraph),
    ];
    (prop::sample::select(&FORMS[..]), boundary, any::<bool>())
        .prop_map(|(form, boundary, space)| Token { form: form.to_owned(), boundary, space })
}

fn documents() -> impl Strategy<Value = Vec<Vec<Token>>> {
    prop::collection::vec(prop::collection::vec(token(), 0..40), 0..8)
}

fn pattern() -> impl Strategy<Value = String> {
    prop::sample::select(&PATTERNS[..]).prop_map(str::to_owned)
}

fn slots() -> impl Strategy<Value = Vec<Slot>> {
    let slot = prop_oneof![
        4 => prop::collection::vec(pattern(), 1..3).prop_map(Slot::Words),
        1 => prop::collection::vec(prop::collection::vec(pattern(), 1..3), 1..4).prop_map(Slot::Group),
    ];
    prop::collection::vec(slot, 1..4)
}

fn scope() -> impl Strategy<Value = Scope> {
    let classes = prop::sample::select(vec![
        ClassSet::WORDS,
        ClassSet::ALL,
        ClassSet::EMPTY,
        ClassSet::EMPTY.with(TokenClass::Hashtag).with(TokenClass::Punctuation),
    ]);
    let punctuation =
        prop::sample::select(vec![Punctuation::Skip, Punctuation::Break, Punctuation::Keep]);
    let across = prop::sample::select(vec![Across::Nothing, Across::Sentence, Across::Paragraph]);
    (classes, punctuation, across).prop_map(|(classes, punctuation, across)| Scope {
        classes,
        punctuation,
        across,
    })
}

fn found(corpus: &Corpus, query: &str, options: &SearchOptions<'_>) -> Vec<(u64, u64)> {
    let query: Query = query.parse().unwrap();
    let hits = search(corpus, &query, options).unwrap();
    let count = Search::new(corpus, &query, options).unwrap().count();
    assert_eq!(count, hits.len() as u64);
    hits.iter().map(|hit| (hit.start.pos(), hit.end.pos())).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(120))]

    #[test]
    fn hits_are_those_of_the_slow_search(
        documents in documents(),
        queries in prop::collection::vec(slots(), 4),
        scope in scope(),
        profile in prop::sample::select(vec![Profile::Exact, Profile::Light, Profile::Standard]),
        chosen in prop::collection::vec(any::<bool>(), 8),
    ) {
        let corpus = corpus(&documents);
        let layer = if profile == Profile::Exact { "word" } else { profile.name() };
        let oracle = Oracle::new(&documents, profile, scope);
        let part = Subcorpus::from_fn(corpus.document_count(), |doc| chosen[doc.index()]);
        for slots in queries {
            let text = write_query(&slots);
            let options = SearchOptions::default().layer(layer).scope(scope);
            prop_assert_eq!(found(&corpus, &text, &options), oracle.search(&slots, |_| true), "{}", text);
            let options = options.within(&part);
            let expected = oracle.search(&slots, |number| chosen[number]);
            prop_assert_eq!(found(&corpus, &text, &options), expected, "{} in a part", text);
        }
    }

    #[test]
    fn a_phrase_has_as_many_hits_as_its_ngram(
        documents in documents(),
        scope in scope(),
        n in 1usize..4,
    ) {
        let corpus = corpus(&documents);
        let layer = corpus.layer("standard").unwrap();
        let mut ngrams: BTreeMap<Vec<String>, u64> = BTreeMap::new();
        for unit in units(&documents, scope) {
            for window in unit.windows(n) {
                let forms = window.iter().map(|form| {
                    let word = corpus.words().lexicon().id(form).unwrap();
                    layer.lexicon().form(layer.fold(word)).to_owned()
                });
                *ngrams.entry(forms.collect()).or_default() += 1;
            }
        }
        let options = SearchOptions::default().scope(scope);
        for (ngram, freq) in ngrams {
            let query = Query::words(ngram);
            prop_assert_eq!(search(&corpus, &query, &options).unwrap().len() as u64, freq, "{}", query);
        }
    }
}

/// Stretches of counted tokens that nothing ends.
fn units(documents: &[Vec<Token>], scope: Scope) -> Vec<Vec<String>> {
    let mut units = vec![Vec::new()];
    for document in documents {
        units.push(Vec::new());
        for token in document {
            let counts = scope.punctuation == Punctuation::Keep
                || scope.classes.contains(crate::support::class(&token.form));
            let ends = !counts && scope.punctuation == Punctuation::Break;
            if token.boundary >= scope.across.stops_at() || ends {
                units.push(Vec::new());
            }
            if counts {
                units.last_mut().unwrap().push(token.form.clone());
            }
        }
    }
    units
}

/// A corpus in which every task of a search is used.
fn large() -> (Vec<Vec<Token>>, Corpus) {
    let mut state = 7u32;
    let mut next = |below: u32| {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (state >> 8) % below
    };
    let documents: Vec<Vec<Token>> = (0..300)
        .map(|_| {
            (0..next(1000))
                .map(|_| Token {
                    form: FORMS[(next(14) * next(14) / 13) as usize].to_owned(),
                    boundary: if next(20) == 0 { Boundary::Sentence } else { Boundary::None },
                    space: true,
                })
                .collect()
        })
        .collect();
    let corpus = corpus(&documents);
    (documents, corpus)
}

#[test]
fn large_searches_are_right_and_the_same_for_any_number_of_threads() {
    let (documents, corpus) = large();
    assert!(corpus.token_count() > 100_000);
    let part = Subcorpus::from_fn(corpus.document_count(), |doc| doc.0 % 3 == 1);
    let pool = |threads| rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
    let (one, four) = (pool(1), pool(4));
    let words = |words: &[&str]| Slot::Words(words.iter().map(|&word| word.to_owned()).collect());
    let queries = [
        vec![words(&["كتاب"])],
        vec![words(&["كتاب"]), words(&["كتب"])],
        vec![words(&["*"]), words(&["أب", "*تا*"]), words(&["*ب"])],
        vec![words(&["*"]), words(&["*"])],
        vec![words(&["25"]), words(&["*"]), words(&["#أب"])],
    ];
    for slots in queries {
        let text = write_query(&slots);
        let oracle = Oracle::new(&documents, Profile::Standard, Scope::default());
        for part in [None, Some(&part)] {
            let mut options = SearchOptions::default();
            options.within = part;
            let expected = oracle.search(&slots, |number| part.is_none() || number % 3 == 1);
            assert!(!expected.is_empty(), "{text}");
            assert_eq!(one.install(|| found(&corpus, &text, &options)), expected, "{text}");
            assert_eq!(four.install(|| found(&corpus, &text, &options)), expected, "{text}");
        }
    }
}

#[test]
fn hits_cover_what_is_passed_over() {
    let corpus = corpus_of(&["قال ، الوزير . / الوزير قال", "الوزير"]);
    let options = SearchOptions::default();
    assert_eq!(found(&corpus, "قال الوزير", &options), [(0, 3)]);
    assert_eq!(found(&corpus, "الوزير", &options), [(2, 3), (4, 5), (6, 7)]);
    let cross = Scope { across: Across::Paragraph, ..Scope::default() };
    let options = SearchOptions::default().scope(cross);
    assert_eq!(found(&corpus, "الوزير الوزير", &options), [(2, 5)]);
    let stop = Scope { punctuation: Punctuation::Break, ..Scope::default() };
    let options = SearchOptions::default().scope(stop);
    assert_eq!(found(&corpus, "قال الوزير", &options), []);
}

#[test]
fn a_sign_in_the_query_makes_its_class_a_position() {
    let corpus = corpus_of(&["قال ، الوزير . قال الوزير"]);
    let options = SearchOptions::default();
    assert_eq!(found(&corpus, "،", &options), [(1, 2)]);
    assert_eq!(found(&corpus, "قال ،", &options), [(0, 2)]);
    assert_eq!(found(&corpus, "قال * الوزير", &options), []);
    assert_eq!(found(&corpus, "قال|، الوزير", &options), [(1, 3), (4, 6)]);
}

#[test]
fn alternatives_of_phrases_find_each_range_once() {
    let corpus = corpus_of(&["وزير الصحة المغربي وزير التعليم المغربي وزير المغربي"]);
    let options = SearchOptions::default();
    let both = found(&corpus, "(وزير الصحة|وزير التعليم) المغربي", &options);
    assert_eq!(both, [(0, 3), (3, 6)]);
    assert_eq!(
        found(&corpus, "(وزير|وزير الصحة|وزي?)", &options),
        [(0, 1), (0, 2), (3, 4), (6, 7)]
    );
}

#[test]
fn hits_are_counted_by_document() {
    let corpus = corpus_of(&["قال", "", "الوزير قال قال", "الوزير", "قال"]);
    let query: Query = "قال".parse().unwrap();
    let hits = search(&corpus, &query, &SearchOptions::default()).unwrap();
    let counts: Vec<(u32, u64)> =
        hits.by_document(&corpus).into_iter().map(|(doc, count)| (doc.0, count)).collect();
    assert_eq!(counts, [(0, 1), (2, 2), (4, 1)]);
    assert_eq!(hits.doc_freq(&corpus), 3);
}

#[test]
fn an_unknown_layer_is_an_error_that_lists_the_layers() {
    let corpus = corpus_of(&["قال"]);
    let query: Query = "قال".parse().unwrap();
    let error = search(&corpus, &query, &SearchOptions::default().layer("stem")).unwrap_err();
    assert!(error.to_string().contains("word, light, standard, broad"), "{error}");
    assert_eq!(
        Search::new(&corpus, &Query::words([""]), &SearchOptions::default()).unwrap().count(),
        0
    );
}

/// A word that has another stem than itself is found by that stem, though a misspelt word or two have
/// the word itself for their stem.
#[test]
fn a_word_stands_for_its_own_stem() {
    let mut shard = Shard::new();
    shard.start_batch(0);
    shard.start_document(Document { id: "a".to_owned(), ..Document::default() });
    for form in ["الكتاب", "كتاب", "بالكتابه", "الكتاب", "مقدمي", "قدمي", "مقدمي"]
    {
        shard.push(form, TokenClass::ArabicWord, Boundary::None, true);
    }
    let stem = |form: &str, out: &mut String| {
        out.push_str(match form {
            "الكتاب" => "كتاب",
            "بالكتابه" => "الكتاب",
            "مقدمي" => "قدمي",
            "قدمي" => "قدم",
            form => form,
        });
    };
    let mut options = BuildOptions::default();
    options.layers = vec![LayerRule::fold("stem", stem)];
    let corpus = CorpusBuilder::new(options).finish(vec![shard]).unwrap().into_corpus().unwrap();
    let options = SearchOptions::default().layer("stem");
    assert_eq!(found(&corpus, "الكتاب", &options), [(0, 1), (1, 2), (3, 4)]);
    assert_eq!(found(&corpus, "كتاب", &options), [(0, 1), (1, 2), (3, 4)]);
    // What is more often a stem than a word is taken for the stem.
    assert_eq!(found(&corpus, "قدمي", &options), [(4, 5), (6, 7)]);
    assert_eq!(found(&corpus, "بالكتابه", &options), [(2, 3)]);
    let layer = corpus.layer("stem").unwrap();
    let forms = |word: &str| -> Vec<&str> {
        let positions = forms_of_word(&corpus, layer, word).unwrap();
        positions.iter().flatten().map(|form| layer.lexicon().form(*form)).collect()
    };
    assert_eq!((forms("الكتاب"), forms("قدمي")), (vec!["كتاب"], vec!["قدمي"]));
    assert!(forms("غريب").is_empty());
}
