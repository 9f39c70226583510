//! Queries on a layer that takes words apart, against a search that looks at every token.

use crate::support::class;
use proptest::prelude::*;
use siyaq_index::{
    Across, Boundary, BuildOptions, ClassSet, Corpus, CorpusBuilder, Document, LayerRule,
    Punctuation, QueryRule, Scope, Shard, Subcorpus, TokenClass, TokenPos, WordParts,
};
use siyaq_query::{
    ContextUnit, GroupOptions, Hit, Hits, Key, KwicLine, KwicOptions, NOTHING, Query, Sample,
    Search, SearchOptions, concordance, group, search,
};
use siyaq_text::{Profile, Steps};

#[derive(Clone, Debug)]
struct Tok {
    form: &'static str,
    boundary: Boundary,
}

const WORDS: [&str; 11] =
    ["قال", "وقال", "وللوزير", "الوزير", "له", "وزيره", "مما", "2015", ".", "،", "ل"];

/// The tokens of a word: form, and the byte of the word it ends before.
fn parts(form: &str) -> Vec<(&'static str, usize)> {
    match form {
        "وقال" => vec![("و+", 2), ("قال", 8)],
        "وللوزير" => vec![("و+", 2), ("ل+", 4), ("الوزير", 14)],
        "له" => vec![("ل+", 2), ("+ه", 4)],
        "وزيره" => vec![("وزير", 8), ("+ه", 10)],
        "مما" => vec![("من", 2), ("ما", 6)],
        other => vec![(WORDS.into_iter().find(|word| *word == other).unwrap(), other.len())],
    }
}

fn corpus(docs: &[Vec<Tok>]) -> Corpus {
    let mut shard = Shard::new();
    for doc in docs {
        shard.start_document(Document::default());
        for tok in doc {
            shard.push(tok.form, class(tok.form), tok.boundary, tok.form != "،");
        }
    }
    let split = |form: &str, out: &mut WordParts| {
        parts(form).iter().for_each(|(part, end)| out.push(part, *end));
    };
    let mut options = BuildOptions::default();
    let standard = |form: &str, out: &mut String| out.push_str(form);
    let rule = QueryRule::default().steps(Steps::of(Profile::Standard).to_string());
    options.layers = vec![
        LayerRule::fold("standard", standard).query(rule.clone()),
        LayerRule::split("parts", split).query(rule.derived(true).clitic_mark('+')),
    ];
    CorpusBuilder::new(options).finish(vec![shard]).unwrap().into_corpus().unwrap()
}

/// A token of the layer: its place, the place after it, its form and class, whether it starts a
/// unit, and its document.
struct Token {
    place: TokenPos,
    end: TokenPos,
    form: &'static str,
    class: TokenClass,
    boundary: Boundary,
    doc: usize,
}

fn tokens(docs: &[Vec<Tok>]) -> Vec<Token> {
    let mut all = Vec::new();
    let mut pos = 0;
    for (doc, toks) in docs.iter().enumerate() {
        for (number, tok) in toks.iter().enumerate() {
            let parts = parts(tok.form);
            for (part, (form, _)) in (0u8..).zip(&parts) {
                let is_last = usize::from(part) + 1 == parts.len();
                let document = if number == 0 { Boundary::Document } else { tok.boundary };
                all.push(Token {
                    place: TokenPos::part(pos, part),
                    end: if is_last {
                        TokenPos::word(pos + 1)
                    } else {
                        TokenPos::part(pos, part + 1)
                    },
                    form,
                    class: class(tok.form),
                    boundary: if part == 0 { document } else { Boundary::None },
                    doc,
                });
            }
            pos += 1;
        }
    }
    all
}

/// Whether a word of a query fits a form: without a mark it also fits clitics.
fn fits(word: &str, form: &str) -> bool {
    let plain = |form: &str| form.trim_matches('+').to_owned();
    match word {
        "*" => true,
        "*ه" => form.ends_with('ه'),
        word if word.contains('+') => word == form,
        word => word == plain(form),
    }
}

fn brute(docs: &[Vec<Tok>], query: &str, scope: Scope, chosen: &[bool]) -> Vec<Hit> {
    let all = tokens(docs);
    let words: Vec<&str> = query.split(' ').collect();
    let mut classes =
        if scope.punctuation == Punctuation::Keep { ClassSet::ALL } else { scope.classes };
    for word in words.iter().filter(|word| **word != "*") {
        let found = all.iter().filter(|token| fits(word, token.form)).map(|token| token.class);
        let found: Vec<TokenClass> = found.collect();
        if found.iter().all(|class| !scope.classes.contains(*class)) {
            classes = found.into_iter().fold(classes, ClassSet::with);
        }
    }
    let phrase = |first: usize| {
        let mut at = first;
        for (number, word) in words.iter().enumerate() {
            loop {
                let token = all.get(at)?;
                if at > first && token.boundary >= scope.across.stops_at() {
                    return None;
                }
                if classes.contains(token.class) {
                    break;
                }
                if number == 0 || scope.punctuation == Punctuation::Break {
                    return None;
                }
                at += 1;
            }
            if !fits(word, all[at].form) {
                return None;
            }
            at += 1;
        }
        Some(Hit { start: all[first].place, end: all[at - 1].end })
    };
    (0..all.len()).filter(|first| chosen[all[*first].doc]).filter_map(phrase).collect()
}

fn docs() -> impl Strategy<Value = Vec<Vec<Tok>>> {
    let boundary = prop::sample::select(vec![
        Boundary::None,
        Boundary::None,
        Boundary::None,
        Boundary::Sentence,
        Boundary::Paragraph,
    ]);
    let tok = (prop::sample::select(WORDS.to_vec()), boundary);
    let tok = tok.prop_map(|(form, boundary)| Tok { form, boundary });
    prop::collection::vec(prop::collection::vec(tok, 0..30), 1..5)
}

fn scope() -> impl Strategy<Value = Scope> {
    let classes = vec![ClassSet::WORDS, ClassSet::WORDS.without(TokenClass::Number)];
    let punctuation = vec![Punctuation::Skip, Punctuation::Break, Punctuation::Keep];
    let across = vec![Across::Nothing, Across::Sentence, Across::Paragraph];
    (prop::sample::select(classes), prop::sample::select(punctuation), prop::sample::select(across))
        .prop_map(|(classes, punctuation, across)| Scope { classes, punctuation, across })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn phrases_are_found_inside_words_and_across_them(
        docs in docs(),
        scope in scope(),
        chosen in prop::collection::vec(any::<bool>(), 5),
        query in prop::sample::select(vec![
            "ل", "ل+", "قال", "و قال", "ل الوزير", "و+ ل+ الوزير", "* ه", "ما *", "ل *ه", "* *",
            "وزير +ه و+", ".", "ه .", "قال ، ل", "2015 ل ه", "*", "ل ل",
        ]),
    ) {
        let corpus = corpus(&docs);
        let part = Subcorpus::from_fn(corpus.document_count(), |doc| chosen[doc.index()]);
        let parsed: Query = query.parse().unwrap();
        let everything = vec![true; docs.len()];
        for (within, chosen) in [(None, &everything), (Some(&part), &chosen)] {
            let mut options = SearchOptions::default().layer("parts").scope(scope);
            options.within = within;
            let expected = brute(&docs, query, scope, chosen);
            let found = search(&corpus, &parsed, &options).unwrap();
            prop_assert_eq!(found.as_slice(), &expected);
            let counted = Search::new(&corpus, &parsed, &options).unwrap().count();
            prop_assert_eq!(counted, expected.len() as u64);
        }
    }

    #[test]
    fn lines_are_the_text_cut_at_the_match(
        docs in docs(),
        query in prop::sample::select(vec!["ل", "ه", "و ل", "ل الوزير", "قال", "ما قال"]),
        size in 0u32..4,
        unit in prop::sample::select(vec![ContextUnit::Tokens, ContextUnit::Words]),
    ) {
        let corpus = corpus(&docs);
        let hits = hits(&corpus, query);
        let options = KwicOptions::default().layer("parts").context(40, 40).unit(unit);
        let short = options.clone().context(size, size);
        let lines = concordance(&corpus, &hits, &options).unwrap().collect();
        let shorter = concordance(&corpus, &hits, &short).unwrap().collect();
        let tokens = tokens(&docs);
        for (line, shorter) in lines.iter().zip(&shorter) {
            let document = &docs[line.doc.index()];
            let text: String = document.iter().map(|tok| tok.form).collect();
            let shown = format!("{}{}{}", line.before, line.match_text, line.after);
            prop_assert_eq!(shown.replace(' ', ""), text);
            prop_assert_eq!(&shorter.match_text, &line.match_text);
            // Its words are the match and the rest of the first and the last of them.
            prop_assert!(line.words.contains(&line.match_text));
            let words = document.iter().skip(line.position as usize);
            let words = words.take((line.hit.end.pos_after() - line.hit.start.pos()) as usize);
            let words: String = words.map(|tok| tok.form).collect();
            prop_assert_eq!(line.words.replace(' ', ""), words);
            prop_assert!(line.before.ends_with(&shorter.before));
            prop_assert!(line.after.starts_with(&shorter.after));
            // The match is the bytes of its tokens.
            let inside = tokens.iter().filter(|token| {
                line.hit.start <= token.place && token.place < line.hit.end
            });
            let bytes: usize = inside
                .map(|token| {
                    let form = docs.iter().flatten().nth(token.place.pos() as usize).unwrap().form;
                    let ends: Vec<usize> = parts(form).iter().map(|(_, end)| *end).collect();
                    let number = usize::from(token.place.part_number());
                    ends[number] - if number == 0 { 0 } else { ends[number - 1] }
                })
                .sum();
            prop_assert_eq!(line.match_text.replace(' ', "").len(), bytes);
        }
    }

    #[test]
    fn keys_are_the_tokens_around_the_match(
        docs in docs(),
        query in prop::sample::select(vec!["ل", "قال", "و ل", "ه قال"]),
    ) {
        let corpus = corpus(&docs);
        let hits = hits(&corpus, query);
        let tokens = tokens(&docs);
        let counted = |token: &&Token| ClassSet::WORDS.contains(token.class);
        let mut expected: Vec<Vec<String>> = hits
            .iter()
            .map(|hit| {
                let doc = tokens.iter().find(|token| token.place == hit.start).unwrap().doc;
                let own: Vec<&Token> =
                    tokens.iter().filter(|token| token.doc == doc).filter(counted).collect();
                let before = own.iter().rev().find(|token| token.place < hit.start);
                let after = own.iter().find(|token| token.place >= hit.end);
                let inside =
                    own.iter().filter(|token| hit.start <= token.place && token.place < hit.end);
                let form = |token: Option<&&Token>| token.map_or(NOTHING, |token| token.form).to_owned();
                let inside: Vec<&str> = inside.map(|token| token.form).collect();
                vec![form(before), inside.join(" "), form(after)]
            })
            .collect();
        let keys = ["before:1", "match", "after:1"].map(|key| key.parse::<Key>().unwrap());
        let scope = Scope { across: Across::Paragraph, ..Scope::default() };
        let options = GroupOptions::default().layer("parts").keys(keys).scope(scope);
        let rows = group(&corpus, &hits, &options).unwrap();
        let mut found: Vec<Vec<String>> = rows
            .into_iter()
            .flat_map(|row| vec![row.keys; usize::try_from(row.freq).unwrap()])
            .collect();
        expected.sort();
        found.sort();
        prop_assert_eq!(found, expected);
    }
}

fn hits(corpus: &Corpus, query: &str) -> Hits {
    let options = SearchOptions::default().layer("parts");
    search(corpus, &query.parse().unwrap(), &options).unwrap()
}

fn text(words: &[&'static str]) -> Vec<Vec<Tok>> {
    vec![words.iter().map(|form| Tok { form, boundary: Boundary::None }).collect()]
}

#[test]
fn a_match_inside_a_word_shows_its_piece() {
    let corpus = corpus(&text(&["قال", "له", "،", "وللوزير", "قال"]));
    let lines = |query: &str| -> Vec<[String; 4]> {
        let options = KwicOptions::default().layer("parts");
        let hits = hits(&corpus, query);
        let lines = concordance(&corpus, &hits, &options).unwrap().collect();
        let texts = |line: KwicLine| [line.before, line.match_text, line.after, line.words];
        lines.into_iter().map(texts).collect()
    };
    assert_eq!(lines("ل+ الوزير"), [["قال له، و", "للوزير", "قال", "وللوزير"]]);
    assert_eq!(lines("ه و"), [["قال ل", "ه، و", "للوزير قال", "له، وللوزير"]]);
    assert_eq!(lines("الوزير قال"), [["قال له، ول", "لوزير قال", "", "وللوزير قال"]]);
    assert_eq!(lines("+ل").len(), 0);
}

#[test]
fn a_word_that_is_several_tokens_is_found_as_their_phrase() {
    let corpus = corpus(&text(&["قال", "وللوزير", "ل", "الوزير", "وقال", "له"]));
    assert_eq!(hits(&corpus, "وللوزير"), hits(&corpus, "و+ ل+ الوزير"));
    assert_eq!(hits(&corpus, "وقال له"), hits(&corpus, "و+ قال ل+ +ه"));
    assert_eq!(hits(&corpus, "وقال له").len(), 1);
    assert_eq!(hits(&corpus, "لقال").len(), 0);
}

#[test]
fn samples_tell_parts_of_a_word_apart() {
    let corpus = corpus(&text(&["مما", "مما", "وللوزير", "مما", "له"]));
    let all = hits(&corpus, "*");
    let options = KwicOptions::default().layer("parts").sample(Sample::new(5, 1));
    let chosen = concordance(&corpus, &all, &options).unwrap();
    let starts: Vec<TokenPos> = chosen.hits().iter().map(|hit| hit.start).collect();
    assert_eq!(starts.len(), 5);
    // A sample by the words alone would take all parts of a word or none.
    let words: std::collections::BTreeSet<u64> = starts.iter().map(|start| start.pos()).collect();
    let whole = words.iter().map(|pos| all.iter().filter(|hit| hit.start.pos() == *pos).count());
    assert!(whole.sum::<usize>() > 5, "{starts:?}");
}
