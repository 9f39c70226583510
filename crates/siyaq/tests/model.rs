//! A corpus beside a naive model of it: vectors of tokens with attributes, and ranges. Random documents,
//! layers of all kinds, structures that nest, overlap and are empty, conditions and scopes.

#![expect(clippy::unwrap_used, reason = "a test ends at the first surprise")]

use proptest::prelude::*;
use siyaq::count::{NgramOptions, Selection, count_forms, count_ngrams, forms_in_order};
use siyaq::index::{
    Across, Boundary, BuildOptions, BuiltCorpus, ClassSet, Corpus, CorpusBuilder, Document,
    LayerRule, MetaValue, Punctuation, QueryRule, Scope, Shard, Subcorpus, TokenClass, Where,
    WordParts,
};
use siyaq::query::{Cutting, KwicOptions, Query, Search, SearchOptions, concordance};
use std::collections::BTreeMap;

/// A token of the model.
#[derive(Clone, Debug)]
struct Tok {
    word: &'static str,
    lemma: &'static str,
    pos: &'static str,
    boundary: Boundary,
}

/// A range of the model, by places of its document.
#[derive(Clone, Debug)]
struct Region {
    name: &'static str,
    start: usize,
    end: usize,
    kind: Option<&'static str>,
    n: Option<i64>,
}

#[derive(Clone, Debug)]
struct Doc {
    tokens: Vec<Tok>,
    regions: Vec<Region>,
    source: Option<&'static str>,
}

const WORDS: [&str; 6] = ["كتب", "وكتب", "الكتاب", "أمس", "امس", "،"];
const LEMMAS: [&str; 3] = ["كَتَب", "كِتَاب", "أَمس"];
const TAGS: [&str; 3] = ["NOUN", "VERB", "ADV"];
const LAYERS: [&str; 5] = ["word", "standard", "parts", "lemma", "pos"];

fn class(word: &str) -> TokenClass {
    if word == "،" { TokenClass::Punctuation } else { TokenClass::ArabicWord }
}

/// The forms of a token on a layer.
fn forms(tok: &Tok, layer: &str) -> Vec<String> {
    match layer {
        "word" => vec![tok.word.to_owned()],
        "standard" => vec![tok.word.replace('أ', "ا")],
        "parts" => match tok.word.strip_prefix('و') {
            Some(rest) => vec!["و+".to_owned(), rest.to_owned()],
            None => vec![tok.word.to_owned()],
        },
        "lemma" => vec![tok.lemma.to_owned()],
        _ => vec![tok.pos.to_owned()],
    }
}

fn token() -> impl Strategy<Value = Tok> {
    let boundary = prop::sample::select(vec![
        Boundary::None,
        Boundary::None,
        Boundary::None,
        Boundary::Sentence,
        Boundary::Item,
        Boundary::Paragraph,
    ]);
    (
        prop::sample::select(WORDS.to_vec()),
        prop::sample::select(LEMMAS.to_vec()),
        prop::sample::select(TAGS.to_vec()),
        boundary,
    )
        .prop_map(|(word, lemma, pos, boundary)| Tok { word, lemma, pos, boundary })
}

fn doc() -> impl Strategy<Value = Doc> {
    let region = (
        prop::sample::select(vec!["quote", "name"]),
        0usize..25,
        0usize..8,
        prop::option::of(prop::sample::select(vec!["direct", "مباشر"])),
        prop::option::of(-3i64..12),
    );
    (
        prop::collection::vec(token(), 0..25),
        prop::collection::vec(region, 0..6),
        prop::option::of(prop::sample::select(vec!["الأفق", "المنبر"])),
    )
        .prop_map(|(tokens, regions, source)| {
            let end = tokens.len();
            let regions = regions.into_iter().map(|(name, start, len, kind, n)| {
                let start = start.min(end);
                Region { name, start, end: (start + len).min(end), kind, n }
            });
            let regions = regions.collect();
            Doc { tokens, regions, source }
        })
}

fn built(docs: &[Doc], shards: usize) -> BuiltCorpus {
    let mut all: Vec<Shard> = (0..shards).map(|_| Shard::new()).collect();
    for (ordinal, batch) in docs.chunks(2).enumerate() {
        let shard = &mut all[ordinal % shards];
        shard.start_batch(ordinal as u64);
        shard.set_columns(&["lemma", "pos"]).unwrap();
        for doc in batch {
            let source = doc.source.map(|source| MetaValue::String(source.to_owned()));
            shard.start_document(Document { metadata: vec![source], ..Document::default() });
            for tok in &doc.tokens {
                shard.push(tok.word, class(tok.word), tok.boundary, true);
                shard.annotate(&[tok.lemma, tok.pos]);
            }
            for region in &doc.regions {
                let n = region.n.map(|n| n.to_string());
                let kind = region.kind.map(|kind| ("kind", kind));
                let n = n.as_deref().map(|n| ("n", n));
                let attributes: Vec<(&str, &str)> = kind.into_iter().chain(n).collect();
                let range = region.start as u64..region.end as u64;
                shard.add_range(region.name, range, &attributes);
            }
        }
    }
    let mut options = BuildOptions::default();
    let rule = LayerRule::fold("standard", |word, out| out.push_str(&word.replace('أ', "ا")));
    let split = |word: &str, parts: &mut WordParts| {
        if let Some(rest) = word.strip_prefix('و') {
            parts.push("و+", word.len() - rest.len());
            parts.push(rest, word.len());
        }
    };
    options.layers = vec![
        rule.query(QueryRule::default().steps("alef")),
        LayerRule::split("parts", split).query(QueryRule::default().clitic_mark('+')),
    ];
    options.fields = vec!["source".parse().unwrap()];
    CorpusBuilder::new(options).finish(all).unwrap()
}

/// The whole corpus as the model has it.
struct Model<'d> {
    docs: &'d [Doc],
    tokens: Vec<&'d Tok>,
    /// The document of each token.
    doc_of: Vec<usize>,
    regions: Vec<(usize, usize, &'d Region)>,
}

impl<'d> Model<'d> {
    fn new(docs: &'d [Doc]) -> Self {
        let (mut tokens, mut doc_of, mut regions) = (Vec::new(), Vec::new(), Vec::new());
        for (number, doc) in docs.iter().enumerate() {
            let base = tokens.len();
            regions.extend(doc.regions.iter().map(|own| (base + own.start, base + own.end, own)));
            doc_of.extend(doc.tokens.iter().map(|_| number));
            tokens.extend(&doc.tokens);
        }
        Self { docs, tokens, doc_of, regions }
    }

    /// The positions of the regions that are of some kind.
    fn inside(&self, chosen: impl Fn(&Region) -> bool) -> Vec<bool> {
        let mut out = vec![false; self.tokens.len()];
        for (start, end, _) in self.regions.iter().filter(|(.., region)| chosen(region)) {
            out[*start..*end].fill(true);
        }
        out
    }

    fn source(&self, source: &str) -> Vec<bool> {
        self.doc_of.iter().map(|doc| self.docs[*doc].source == Some(source)).collect()
    }

    /// Which positions a condition chooses.
    fn chosen(&self, condition: &str) -> Vec<bool> {
        let quotes = |chosen: &dyn Fn(&Region) -> bool| {
            self.inside(|region| region.name == "quote" && chosen(region))
        };
        let both = |a: Vec<bool>, b: Vec<bool>| -> Vec<bool> {
            a.into_iter().zip(b).map(|(a, b)| a && b).collect()
        };
        match condition {
            "quote.kind=direct" => quotes(&|own| own.kind == Some("direct")),
            "quote.kind!=direct" => quotes(&|own| own.kind != Some("direct")),
            "quote.kind~مبا" => quotes(&|own| own.kind == Some("مباشر")),
            "quote.n>=4" => quotes(&|own| own.n.is_some_and(|n| n >= 4)),
            "quote.length>2" => quotes(&|own| own.end - own.start > 2),
            "quote.length>2 & name.n in (1, 2, 3)" => both(
                quotes(&|own| own.end - own.start > 2),
                self.inside(|own| own.name == "name" && matches!(own.n, Some(1..=3))),
            ),
            "!(quote.n>=4) & source=المنبر" => {
                let quotes = quotes(&|own| own.n.is_some_and(|n| n >= 4));
                both(quotes.into_iter().map(|own| !own).collect(), self.source("المنبر"))
            }
            "quote.kind=direct | doc.source=الأفق" => {
                let quotes = quotes(&|own| own.kind == Some("direct"));
                quotes.into_iter().zip(self.source("الأفق")).map(|(a, b)| a || b).collect()
            }
            _ => vec![true; self.tokens.len()],
        }
    }

    /// Whether a unit starts at a position.
    fn starts_unit(&self, pos: usize, across: &str) -> bool {
        let first = pos == 0 || self.doc_of[pos] != self.doc_of[pos - 1];
        let at_least = |boundary| first || self.tokens[pos].boundary >= boundary;
        let edge = |name: &str| {
            let mut own = self.regions.iter().filter(|(.., region)| region.name == name);
            first || own.any(|(start, end, _)| *start == pos || *end == pos)
        };
        match across {
            "nothing" | "s" => at_least(Boundary::Sentence),
            "sentence" | "item" => at_least(Boundary::Item),
            "p" => at_least(Boundary::Paragraph),
            "paragraph" | "doc" => first,
            "quote" => edge("quote"),
            _ => edge("quote") || edge("name"),
        }
    }

    /// The counted forms in stretches: what lies between two boundaries, within the chosen positions.
    fn stretches(&self, view: &View, layer: &str) -> Vec<Vec<(usize, String)>> {
        let chosen = self.chosen(view.condition);
        let mut out = vec![Vec::new()];
        for (pos, (tok, is_chosen)) in self.tokens.iter().zip(chosen).enumerate() {
            if self.starts_unit(pos, view.across) || !is_chosen {
                out.push(Vec::new());
            }
            if !is_chosen {
                continue;
            }
            if class(tok.word) == TokenClass::ArabicWord {
                let own = forms(tok, layer).into_iter().map(|form| (pos, form));
                out.last_mut().unwrap().extend(own);
            } else if view.punctuation == Punctuation::Break {
                out.push(Vec::new());
            }
        }
        out.retain(|stretch| !stretch.is_empty());
        out
    }
}

/// How a corpus is looked at.
#[derive(Clone, Copy, Debug)]
struct View {
    condition: &'static str,
    across: &'static str,
    punctuation: Punctuation,
}

fn view() -> impl Strategy<Value = View> {
    let conditions = vec![
        "",
        "quote.kind=direct",
        "quote.kind!=direct",
        "quote.kind~مبا",
        "quote.n>=4",
        "quote.length>2",
        "quote.length>2 & name.n in (1, 2, 3)",
        "!(quote.n>=4) & source=المنبر",
        "quote.kind=direct | doc.source=الأفق",
    ];
    let across =
        vec!["nothing", "sentence", "paragraph", "s", "item", "p", "doc", "quote", "quote,name"];
    let punctuation = vec![Punctuation::Skip, Punctuation::Break];
    (
        prop::sample::select(conditions),
        prop::sample::select(across),
        prop::sample::select(punctuation),
    )
        .prop_map(|(condition, across, punctuation)| View { condition, across, punctuation })
}

/// The scope of a view; `None` where the corpus has not the structures.
fn scope(corpus: &Corpus, view: &View) -> Option<Scope> {
    let across = match view.across.parse::<Across>() {
        Ok(across) => across,
        Err(_) => corpus.within(view.across.split(',')).ok()?,
    };
    Some(Scope { classes: ClassSet::WORDS, punctuation: view.punctuation, across })
}

fn part(corpus: &Corpus, view: &View) -> Option<Subcorpus> {
    if view.condition.is_empty() {
        return Some(corpus.everything());
    }
    // An attribute that no range has is none, and has perhaps no type.
    corpus.select(&view.condition.parse::<Where>().unwrap()).ok()
}

fn check_structures(corpus: &Corpus, model: &Model<'_>) {
    for name in ["quote", "name"] {
        let mut expected: Vec<(u64, u64, Option<&str>, Option<String>)> = model
            .regions
            .iter()
            .filter(|(.., region)| region.name == name)
            .map(|(start, end, own)| {
                (*start as u64, *end as u64, own.kind, own.n.map(|n| n.to_string()))
            })
            .collect();
        let Ok(structure) = corpus.structure(name) else {
            assert!(expected.is_empty());
            continue;
        };
        let mut found: Vec<_> = (0..structure.len())
            .map(|number| {
                let range = structure.range(number);
                let n = structure.value(number, "n").map(str::to_owned);
                (range.start, range.end, structure.value(number, "kind"), n)
            })
            .collect();
        assert!(found.is_sorted_by_key(|own| (own.0, std::cmp::Reverse(own.1))));
        expected.sort();
        found.sort();
        assert_eq!(found, expected);
    }
    let sentences = corpus.structure("s").unwrap();
    let starts: Vec<u64> = (0..model.tokens.len())
        .filter(|pos| model.starts_unit(*pos, "s"))
        .map(|pos| pos as u64)
        .collect();
    assert!(sentences.ranges().map(|range| range.start).eq(starts));
}

fn check_counts(corpus: &Corpus, model: &Model<'_>, view: &View) {
    let (Some(part), Some(scope)) = (part(corpus, view), scope(corpus, view)) else { return };
    for name in LAYERS {
        let layer = corpus.layer(name).unwrap();
        let selection = Selection::new(corpus, layer).with_scope(scope).with_part(part.clone());
        let stretches = model.stretches(view, name);
        let mut words: BTreeMap<String, (u64, std::collections::BTreeSet<usize>)> = BTreeMap::new();
        let mut pairs: BTreeMap<String, u64> = BTreeMap::new();
        for stretch in &stretches {
            for (pos, form) in stretch {
                let entry = words.entry(form.clone()).or_default();
                entry.0 += 1;
                entry.1.insert(model.doc_of[*pos]);
            }
            for pair in stretch.windows(2) {
                *pairs.entry(format!("{} {}", pair[0].1, pair[1].1)).or_default() += 1;
            }
        }
        let lexicon = layer.lexicon();
        let found: BTreeMap<String, (u64, u64)> = count_forms(&selection)
            .into_iter()
            .map(|row| (lexicon.form(row.form).to_owned(), (row.freq, row.doc_freq)))
            .collect();
        let expected: BTreeMap<String, (u64, u64)> =
            words.iter().map(|(form, (n, docs))| (form.clone(), (*n, docs.len() as u64))).collect();
        assert_eq!(found, expected, "{name} {view:?}");
        let freqs: u64 = selection.form_freqs().iter().sum();
        assert_eq!(freqs, expected.values().map(|(freq, _)| freq).sum::<u64>());
        assert_eq!(selection.document_sizes().total(), freqs);
        let order: Vec<&str> = forms_in_order(&selection)
            .into_iter()
            .map(|form| lexicon.form(siyaq::types::TermId(form)))
            .collect();
        assert!(
            order.iter().copied().eq(stretches.iter().flatten().map(|(_, form)| form.as_str()))
        );
        let counted = count_ngrams(&selection, &NgramOptions::new(2)).unwrap();
        let found: BTreeMap<String, u64> = (0..counted.len())
            .map(|row| (counted.row(row).form(), counted.row(row).freq))
            .collect();
        assert_eq!(found, pairs, "{name} {view:?}");
        check_hits(corpus, name, (&part, scope), &stretches);
    }
}

/// A word, and two words in a row, stand where the model has them.
fn check_hits(
    corpus: &Corpus,
    layer: &str,
    (part, scope): (&Subcorpus, Scope),
    stretches: &[Vec<(usize, String)>],
) {
    let mut options = SearchOptions::default().layer(layer).scope(scope).cutting(Cutting::Spaces);
    options.within = Some(part);
    let starts = |query: Query| -> Vec<u64> {
        let hits = Search::new(corpus, &query, &options).unwrap().hits();
        hits.iter().map(|hit| hit.start.pos()).collect()
    };
    let mut firsts: Vec<String> =
        stretches.iter().flatten().map(|(_, form)| form.clone()).collect();
    firsts.sort();
    firsts.dedup();
    for form in &firsts {
        // Without its mark a clitic is looked for as a word as well.
        let expected: Vec<u64> = stretches
            .iter()
            .flatten()
            .filter(|(_, own)| own == form)
            .map(|(pos, _)| *pos as u64)
            .collect();
        assert_eq!(starts(Query::words([form.as_str()])), expected, "{layer} {form}");
        let next: Vec<u64> = stretches
            .iter()
            .flat_map(|stretch| stretch.windows(2))
            .filter(|pair| pair[0].1 == *form && pair[1].1 == firsts[0])
            .map(|pair| pair[0].0 as u64)
            .collect();
        let query = Query::words([form.as_str(), firsts[0].as_str()]);
        assert_eq!(starts(query), next, "{layer} {form} {}", firsts[0]);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]
    #[test]
    fn a_corpus_is_its_model(
        docs in prop::collection::vec(doc(), 1..5),
        views in prop::collection::vec(view(), 4),
        shards in 1usize..4,
    ) {
        let model = Model::new(&docs);
        let corpus = built(&docs, shards).into_corpus().unwrap();
        corpus.verify().unwrap();
        check_structures(&corpus, &model);
        for view in &views {
            check_counts(&corpus, &model, view);
        }
        // However the documents are dealt out, the bytes are the same.
        let one = built(&docs, 1);
        prop_assert_eq!(one.manifest(), corpus.manifest());
    }
}

/// Words that are written as one are shown as they are written, and a match is a part of them.
#[test]
fn concordances_show_what_is_written() {
    let mut shard = Shard::new();
    shard.start_document(Document::default());
    for (form, space) in [("ذهب", true), ("ل", true), ("البحر", false), ("أمس", true)] {
        shard.push(form, TokenClass::ArabicWord, Boundary::None, space);
    }
    shard.add_range("mwt", 1..3, &[("form", "للبحر")]);
    let corpus = CorpusBuilder::new(BuildOptions::default()).finish(vec![shard]).unwrap();
    let corpus = corpus.into_corpus().unwrap();
    let line = |word: &str| {
        let options = SearchOptions::default().layer("word");
        let hits = Search::new(&corpus, &Query::words([word]), &options).unwrap().hits();
        let kwic = KwicOptions::default().layer("word");
        concordance(&corpus, &hits, &kwic).unwrap().line(0).unwrap()
    };
    let first = line("ذهب");
    assert_eq!((first.match_text.as_str(), first.after.as_str()), ("ذهب", "للبحر أمس"));
    let inside = line("البحر");
    let shown = [inside.before, inside.match_text, inside.after, inside.words];
    assert_eq!(shown, ["ذهب ل", "البحر", "أمس", "للبحر"]);
}
