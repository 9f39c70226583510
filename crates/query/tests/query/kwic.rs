//! Lines, sorting, sampling and grouping.

use crate::support::{Token, class, corpus, corpus_of};
use proptest::prelude::*;
use siyaq_index::{Across, Boundary, Corpus, Punctuation, Scope};
use siyaq_query::{
    Collation, ContextUnit, GroupOptions, Hit, Hits, Key, KwicLine, KwicOptions, NOTHING, Query,
    Sample, SearchOptions, SortKey, concordance, group, search,
};
use siyaq_text::{Normalizer, Profile};
use std::collections::{BTreeMap, BTreeSet};

const TEXTS: [&str; 3] = [
    "« ~إن\u{651} وزير الصحة ~» ~، قال / بوزير ~. ~) /// في الرباط وزير آخر",
    "وزير ~: وزير",
    "لا شيء هنا",
];

fn hits(corpus: &Corpus, query: &str) -> Hits {
    let query: Query = query.parse().unwrap();
    search(corpus, &query, &SearchOptions::default()).unwrap()
}

fn texts(lines: &[KwicLine]) -> Vec<(&str, &str, &str)> {
    lines.iter().map(|line| (&*line.before, &*line.match_text, &*line.after)).collect()
}

#[test]
fn lines_show_the_text_as_it_was_written() {
    let corpus = corpus_of(&TEXTS);
    let hits = hits(&corpus, "وزير");
    let lines = concordance(&corpus, &hits, &KwicOptions::default()).unwrap();
    let lines: Vec<KwicLine> = lines.lines().collect();
    assert_eq!(
        texts(&lines),
        [
            ("«إن\u{651}", "وزير", "الصحة»، قال بوزير.) في الرباط وزير"),
            ("وزير الصحة»، قال بوزير.) في الرباط", "وزير", "آخر"),
            ("", "وزير", ": وزير"),
            ("وزير:", "وزير", ""),
        ]
    );
    let places: Vec<(u32, u64)> = lines.iter().map(|line| (line.doc.0, line.position)).collect();
    assert_eq!(places, [(0, 2), (0, 12), (1, 0), (1, 2)]);
}

#[test]
fn contexts_are_cut_and_counted_as_asked() {
    let corpus = corpus_of(&TEXTS);
    let hits = hits(&corpus, "(وزير الصحة|وزير آخر)");
    let show = |options: &KwicOptions| {
        let lines = concordance(&corpus, &hits, options).unwrap().collect();
        texts(&lines).into_iter().map(|(a, b, c)| [a, b, c].join("[")).collect::<Vec<_>>()
    };
    let two = KwicOptions::default().context(2, 2);
    assert_eq!(show(&two), ["«إن\u{651}[وزير الصحة[»،", "في الرباط[وزير آخر["]);
    let words = two.clone().unit(ContextUnit::Words);
    assert_eq!(show(&words), ["«إن\u{651}[وزير الصحة[»، قال بوزير", "في الرباط[وزير آخر["]);
    let sentence = KwicOptions::default().clip(Boundary::Sentence);
    assert_eq!(show(&sentence), ["«إن\u{651}[وزير الصحة[»، قال", "في الرباط[وزير آخر["]);
    let paragraph = KwicOptions::default().clip(Boundary::Paragraph).context(3, 30);
    assert_eq!(show(&paragraph), ["«إن\u{651}[وزير الصحة[»، قال بوزير.)", "في الرباط[وزير آخر["]);
    assert_eq!(show(&KwicOptions::default().context(0, 0)), ["[وزير الصحة[", "[وزير آخر["]);
}

#[test]
fn line_breaks_in_a_form_become_spaces() {
    let token = |form: &str| Token { form: form.into(), boundary: Boundary::None, space: true };
    let corpus = corpus(&[vec![token("كتاب\nجديد\u{2028}")]]);
    let hits = hits(&corpus, "*");
    let line = concordance(&corpus, &hits, &KwicOptions::default()).unwrap().line(0).unwrap();
    assert_eq!(line.match_text, "كتاب جديد ");
}

#[test]
fn offset_and_limit_choose_lines_after_sorting() {
    let corpus = corpus_of(&["د ب ج ب ا ب ه ب"]);
    let hits = hits(&corpus, "ب");
    let sorted = KwicOptions::default().context(1, 0).sort(["before:1".parse().unwrap()]);
    let before = |options: &KwicOptions| {
        let shown = concordance(&corpus, &hits, options).unwrap();
        assert_eq!(shown.total(), 4);
        assert_eq!(shown.len(), shown.lines().len());
        assert!(shown.lines().eq(shown.collect()));
        assert_eq!(shown.line(shown.len()), None);
        shown.lines().map(|line| line.before).collect::<String>()
    };
    assert_eq!(before(&sorted), "اجده");
    assert_eq!(before(&sorted.clone().offset(1).limit(2)), "جد");
    assert_eq!(before(&sorted.clone().offset(9)), "");
    assert_eq!(before(&KwicOptions::default().context(1, 0).offset(2).limit(9)), "اه");
}

#[test]
fn keys_are_read_and_written() {
    let keys =
        ["match", "before", "after:1", "-before:2..5", "doc", "-field:source", "after:1..50"];
    for key in keys {
        assert_eq!(key.parse::<SortKey>().unwrap().to_string(), key);
    }
    assert_eq!("before:1..10".parse::<Key>().unwrap().to_string(), "before");
    for key in
        ["", "left", "before:0", "after:3..2", "after:51", "field:", "match:1", "--doc", "doc:1"]
    {
        let error = key.parse::<SortKey>().unwrap_err().to_string();
        assert!(error.contains("before:N..M"), "{key}: {error}");
    }
    assert_eq!("arabic".parse::<Collation>().unwrap(), Collation::Arabic);
    assert!("C".parse::<Collation>().is_err());
}

#[test]
fn unknown_fields_and_layers_are_errors() {
    let corpus = corpus_of(&TEXTS);
    let hits = hits(&corpus, "وزير");
    let field = KwicOptions::default().sort(["field:name".parse().unwrap()]);
    let error = concordance(&corpus, &hits, &field).unwrap_err().to_string();
    assert!(error.contains("source, year"), "{error}");
    let layer = GroupOptions::default().layer("lemma");
    assert!(group(&corpus, &hits, &layer).unwrap_err().to_string().contains("standard"));
}

#[test]
fn hits_that_no_search_gave_are_harmless() {
    let corpus = corpus_of(&TEXTS);
    let hits = Hits::from(vec![
        Hit::words(u64::MAX, u64::MAX),
        Hit::words(5, 2),
        Hit::words(0, u64::MAX),
        Hit::words(900, 0),
    ]);
    let keys = ["match", "before", "after", "doc", "field:source"];
    let options = KwicOptions::default()
        .sort(keys.map(|key| key.parse().unwrap()))
        .unit(ContextUnit::Words)
        .sample(Sample::new(3, 1));
    assert_eq!(concordance(&corpus, &hits, &options).unwrap().collect().len(), 3);
    let options = GroupOptions::default().keys(keys.map(|key| key.parse().unwrap()));
    let rows = group(&corpus, &hits, &options).unwrap();
    assert_eq!(rows.iter().map(|row| row.freq).sum::<u64>(), 4);
    assert_eq!(hits.by_document(&corpus).iter().map(|(_, count)| count).sum::<u64>(), 4);
    let nothing = corpus_of(&[]);
    assert_eq!(concordance(&nothing, &hits, &KwicOptions::default()).unwrap().collect().len(), 4);
}

#[test]
fn samples_do_not_depend_on_what_else_was_found() {
    let text = "ب ج ".repeat(300);
    let other = corpus_of(&["ب ب ب", &text, "ب ج"]);
    let sample = |corpus: &Corpus, query: &str, size: usize, seed: u64| -> BTreeSet<(u32, u64)> {
        let hits = hits(corpus, query);
        let options = KwicOptions::default().sample(Sample::new(size, seed));
        let shown = concordance(corpus, &hits, &options).unwrap();
        assert_eq!(shown.len(), size.min(hits.len()));
        assert!(shown.hits().is_sorted());
        shown.lines().map(|line| (line.doc.0, line.position)).collect()
    };
    let small = sample(&other, "ب", 20, 7);
    assert_eq!(small.len(), 20);
    assert_eq!(sample(&other, "ب", 20, 7), small);
    assert_ne!(sample(&other, "ب", 20, 8), small);
    assert!(sample(&other, "ب", 60, 7).is_superset(&small));
    // What is in a sample of more hits is in the sample of some of them too.
    let wide = sample(&other, "ب|ج", 40, 7);
    let narrow = sample(&other, "ب", 40, 7);
    let letter = |place: &&(u32, u64)| place.0 == 0 || place.1.is_multiple_of(2);
    assert!(wide.iter().filter(letter).all(|place| narrow.contains(place)));
    assert_eq!(sample(&other, "ب", 9999, 7).len(), 304);
    assert_eq!(sample(&other, "ب", 0, 7).len(), 0);
}

#[test]
fn sorting_and_lines_are_the_same_in_every_collation_that_is_asked() {
    let corpus = corpus_of(&["ب مسؤول ب مسود ب پاريس ب تاج ب بيت"]);
    let hits = hits(&corpus, "ب");
    let sorted = |collation| {
        let options = KwicOptions::default()
            .context(0, 1)
            .collation(collation)
            .sort(["after:1".parse().unwrap()]);
        let shown = concordance(&corpus, &hits, &options).unwrap();
        shown.lines().map(|line| line.after).collect::<Vec<_>>()
    };
    assert_eq!(sorted(Collation::Arabic), ["بيت", "پاريس", "تاج", "مسود", "مسؤول"]);
    assert_eq!(sorted(Collation::Codepoint), ["بيت", "تاج", "مسؤول", "مسود", "پاريس"]);
}

#[test]
fn groups_are_counted_with_their_documents() {
    let corpus = corpus_of(&["قال وزير ~، الصحة", "قال وزير الصحة / قال وزير العدل", "الوزير قال"]);
    let rows = |query: &str, keys: &[&str]| {
        let keys: Vec<Key> = keys.iter().map(|key| key.parse().unwrap()).collect();
        let hits = hits(&corpus, query);
        let rows = group(&corpus, &hits, &GroupOptions::default().keys(keys)).unwrap();
        rows.into_iter().map(|row| (row.keys.join("+"), row.freq, row.doc_freq)).collect::<Vec<_>>()
    };
    let row = |keys: &str, freq, doc_freq| (keys.to_owned(), freq, doc_freq);
    assert_eq!(rows("وزير *", &["match"]), [row("وزير الصحة", 2, 2), row("وزير العدل", 1, 1)]);
    assert_eq!(rows("*وزير", &["match"]), [row("وزير", 3, 2), row("الوزير", 1, 1)]);
    assert_eq!(
        rows("وزير", &["after:1", "before:1"]),
        [row("الصحة+قال", 2, 2), row("العدل+قال", 1, 1)]
    );
    // Before the second hit of the second document its sentence has one word.
    assert_eq!(rows("وزير", &["before:1..2"]), [row("∅ قال", 3, 2)]);
    assert_eq!(rows("قال", &["doc"]), [row("doc-1", 2, 1), row("doc-0", 1, 1), row("doc-2", 1, 1)]);
    assert_eq!(rows("قال", &["before:1"]), [row("∅", 3, 2), row("الوزير", 1, 1)]);
    assert_eq!(rows("قال", &["field:source"]), [row("تاج", 2, 1), row("پاب", 2, 2)]);
    assert_eq!(rows("قال", &[]), [row("", 4, 3)]);
}

fn scope() -> impl Strategy<Value = Scope> {
    let across = prop::sample::select(vec![Across::Nothing, Across::Sentence, Across::Paragraph]);
    let punctuation =
        prop::sample::select(vec![Punctuation::Skip, Punctuation::Break, Punctuation::Keep]);
    (across, punctuation).prop_map(|(across, punctuation)| Scope {
        across,
        punctuation,
        ..Scope::default()
    })
}

const FORMS: [&str; 10] = ["أب", "اب", "بؤ", "بو", "ب\u{64F}و", "ت", "،", ".", "#ت", "ب"];

fn documents() -> impl Strategy<Value = Vec<Vec<Token>>> {
    let token = (prop::sample::select(&FORMS[..]), 0u8..8).prop_map(|(form, boundary)| Token {
        form: form.to_owned(),
        boundary: if boundary == 0 { Boundary::Sentence } else { Boundary::None },
        space: true,
    });
    prop::collection::vec(prop::collection::vec(token, 0..25), 0..7)
}

/// The value of one key, from the tokens.
fn slow_key(
    documents: &[Vec<Token>],
    line: &KwicLine,
    key: &Key,
    scope: Scope,
    fold: &Normalizer,
) -> Vec<Option<String>> {
    let number = line.doc.index();
    let document = &documents[number];
    let form = |token: &Token| match class(&token.form).folds() {
        true => fold.normalize(&token.form).into_owned(),
        false => token.form.clone(),
    };
    let clip = scope.across.stops_at();
    let keep = scope.punctuation == Punctuation::Keep;
    let counts = |token: &&Token| keep || scope.classes.contains(class(&token.form));
    // The words of a stretch that a key looks at, from the match outwards.
    let seen = |tokens: Vec<&Token>| -> Vec<Option<String>> {
        let tokens = tokens.into_iter();
        match scope.punctuation {
            Punctuation::Break => tokens.take_while(counts).map(form).map(Some).collect(),
            _ => tokens.filter(counts).map(form).map(Some).collect(),
        }
    };
    let start = usize::try_from(line.position).unwrap();
    let end = start + usize::try_from(line.hit.end.pos() - line.hit.start.pos()).unwrap();
    let cut = |tokens: Vec<&Token>, first: u32, last: u32| {
        let mut words = seen(tokens);
        words.resize(last as usize, None);
        words.split_off(first as usize - 1)
    };
    match key {
        Key::Before { first, last } => {
            let from = (0..=start).rev().find(|pos| *pos == 0 || document[*pos].boundary >= clip);
            cut(document[from.unwrap()..start].iter().rev().collect(), *first, *last)
        }
        Key::After { first, last } => {
            let to = (end..document.len()).find(|pos| document[*pos].boundary >= clip);
            cut(document[end..to.unwrap_or(document.len())].iter().collect(), *first, *last)
        }
        Key::Match => document[start..end]
            .iter()
            .enumerate()
            .filter(|(place, token)| *place == 0 || *place == end - start - 1 || counts(token))
            .map(|(_, token)| Some(form(token)))
            .collect(),
        Key::Document => vec![Some(format!("{number:05}"))],
        Key::Field(name) if name == "year" => vec![Some((2010 + number % 3).to_string())],
        Key::Field(_) => {
            vec![
                (number % 4 != 3)
                    .then(|| if number.is_multiple_of(2) { "پاب" } else { "تاج" }.to_owned()),
            ]
        }
        _ => Vec::new(),
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(150))]

    #[test]
    fn sorting_is_that_of_slow_keys(
        documents in documents(),
        query in prop::sample::select(vec!["*", "ب*", "* ب", "(ب|* ت)", "،"]),
        keys in prop::collection::vec(prop::sample::select(vec![
            "match", "before:1", "before", "after", "after:2..3", "doc", "field:source", "field:year",
            "-match", "-before:1..2", "-after:1", "-doc", "-field:source",
        ]), 0..4),
        collation in prop::sample::select(vec![Collation::Arabic, Collation::Codepoint]),
        scope in scope(),
    ) {
        let corpus = corpus(&documents);
        let hits = hits(&corpus, query);
        let keys: Vec<SortKey> = keys.iter().map(|key| key.parse().unwrap()).collect();
        let options =
            KwicOptions::default().sort(keys.clone()).collation(collation).scope(scope);
        let plain = concordance(&corpus, &hits, &KwicOptions::default()).unwrap().collect();
        let (standard, broad) = (Normalizer::new(Profile::Standard), Normalizer::new(Profile::Broad));
        let order = |text: String| match collation {
            Collation::Codepoint => (text, String::new()),
            Collation::Arabic => {
                (broad.normalize(&text).replace('پ', "ب\u{10FFFF}"), text)
            }
        };
        let mut expected: Vec<&KwicLine> = plain.iter().collect();
        let key_of = |line: &KwicLine, key: &Key| -> Vec<Option<(String, String)>> {
            let words = slow_key(&documents, line, key, scope, &standard);
            words.into_iter().map(|word| word.map(order)).collect()
        };
        expected.sort_by(|a, b| {
            keys.iter()
                .map(|sort| {
                    let found = key_of(a, &sort.key).cmp(&key_of(b, &sort.key));
                    if sort.to_string().starts_with('-') { found.reverse() } else { found }
                })
                .find(|found| found.is_ne())
                .unwrap_or(a.hit.cmp(&b.hit))
        });
        let expected: Vec<Hit> = expected.into_iter().map(|line| line.hit).collect();
        let sorted = concordance(&corpus, &hits, &options).unwrap();
        prop_assert_eq!(sorted.hits(), expected, "{} {:?}", query, keys);
    }

    #[test]
    fn groups_are_those_of_slow_keys(
        documents in documents(),
        query in prop::sample::select(vec!["*", "ب*", "* ب", "(ب|* ت)", "،"]),
        keys in prop::collection::vec(prop::sample::select(vec![
            "match", "before:1", "before:1..2", "after", "after:2..3", "field:source", "field:year",
        ]), 0..3),
        scope in scope(),
    ) {
        let corpus = corpus(&documents);
        let hits = hits(&corpus, query);
        let keys: Vec<Key> = keys.iter().map(|key| key.parse().unwrap()).collect();
        let standard = Normalizer::new(Profile::Standard);
        let mut counts: BTreeMap<Vec<String>, (u64, BTreeSet<u32>)> = BTreeMap::new();
        for line in concordance(&corpus, &hits, &KwicOptions::default()).unwrap().lines() {
            let values = keys.iter().map(|key| {
                let words = slow_key(&documents, &line, key, scope, &standard).into_iter();
                let mut words: Vec<String> =
                    words.map(|word| word.unwrap_or_else(|| NOTHING.to_owned())).collect();
                if matches!(key, Key::Before { .. }) {
                    words.reverse();
                }
                words.join(" ")
            });
            let group = counts.entry(values.collect()).or_default();
            group.0 += 1;
            group.1.insert(line.doc.0);
        }
        let mut expected: Vec<(Vec<String>, u64, u64)> =
            counts.into_iter().map(|(keys, (freq, docs))| (keys, freq, docs.len() as u64)).collect();
        expected.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
        let options = GroupOptions::default().keys(keys).scope(scope);
        let rows = group(&corpus, &hits, &options).unwrap();
        let rows: Vec<_> = rows.into_iter().map(|row| (row.keys, row.freq, row.doc_freq)).collect();
        prop_assert_eq!(rows, expected);
    }
}
