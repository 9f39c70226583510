//! What a concordance prints as a match finds the line again.

#![expect(clippy::unwrap_used, reason = "a test that cannot build its corpus has failed")]

use proptest::prelude::*;
use siyaq::index::{Across, Boundary, Corpus, Punctuation, Scope};
use siyaq::query::{
    Hit, Hits, KwicOptions, Query, Remark, Search, SearchOptions, concordance, forms_of_word,
    search,
};
use siyaq::reader::{Format, Reader, ReaderOptions};
use siyaq::types::ClassSet;
use siyaq::{IndexOptions, LayerKind, build};
use unicode_normalization::UnicodeNormalization;

/// Words and signs as newspapers and social media have them, without the signs of queries.
const PIECES: [&str; 44] = [
    "قال",
    "الوزير",
    "،",
    "إن",
    "كوفيد-19",
    "انتشر",
    "5%",
    "٥٫٥٪",
    "الـBBC",
    "لـ50",
    "10:30",
    ".",
    "؟",
    "السعودية-الإيرانية",
    "«نعم»",
    "\"لا\"",
    "د. أحمد",
    "أ.ف.ب",
    "#كورونا_المغرب",
    "@user",
    "1,250",
    "https://example.org/a-b?c=1",
    "a.b@example.org",
    "...",
    "…",
    "!!!",
    "و\"الصباح\"",
    "2015/2016",
    "كِتَابٌ",
    "كـــتاب",
    "مُدَرِّس",
    "مدرّسِ",
    "\u{627}\u{654}حمد",
    "أحمد",
    "❤️",
    "👍🏽",
    "F16",
    "l'Economiste",
    "[1]",
    "&amp;",
    "+212",
    "$3.5",
    "11/9",
    "–",
];

/// Those of them that may stand before a word without a space.
const SIGNS: [&str; 6] = ["،", ".", "؟", "...", "…", "–"];

fn corpus(text: &str) -> Corpus {
    let mut layers = LayerKind::DEFAULT.to_vec();
    layers.extend([LayerKind::Stem, LayerKind::Segments]);
    let reader = Reader::from_read(
        "a.txt",
        std::io::Cursor::new(text.as_bytes().to_vec()),
        ReaderOptions::default().format(Format::Text),
    );
    let options = IndexOptions::default().layers(layers);
    build(reader.unwrap(), &options, &|_| ()).unwrap().corpus.into_corpus().unwrap()
}

/// The match of a hit as it is printed.
fn printed(corpus: &Corpus, hit: Hit, layer: &str) -> String {
    let hits = Hits::from(vec![hit]);
    let lines = concordance(corpus, &hits, &KwicOptions::default().layer(layer)).unwrap();
    lines.line(0).unwrap().match_text
}

fn scopes() -> impl Strategy<Value = Scope> {
    let punctuation =
        prop::sample::select(vec![Punctuation::Skip, Punctuation::Break, Punctuation::Keep]);
    let across = prop::sample::select(vec![Across::Nothing, Across::Sentence, Across::Paragraph]);
    let classes = prop::sample::select(vec![ClassSet::WORDS, ClassSet::ALL]);
    (punctuation, across, classes).prop_map(|(punctuation, across, classes)| Scope {
        punctuation,
        across,
        classes,
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn a_printed_match_finds_its_hit(
        pieces in prop::collection::vec((prop::sample::select(&PIECES[..]), any::<bool>()), 1..30),
        scope in scopes(),
        layer in prop::sample::select(vec!["word", "light", "standard", "broad", "segments"]),
        from in 0usize..1000,
        length in 1usize..8,
    ) {
        let mut text = String::new();
        for (piece, space) in &pieces {
            // Signs may be glued to words, as in any text.
            if *space && piece.chars().count() == 1 {
                text.truncate(text.trim_end().len());
            }
            text.push_str(piece);
            text.push_str(if *space && SIGNS.contains(piece) { "" } else { " " });
        }
        let corpus = corpus(&text);
        let tokens = usize::try_from(corpus.token_count()).unwrap();
        let start = from % tokens;
        let unit = corpus.boundaries(scope.across.stops_at());
        let unit = unit.unit(unit.unit_of(start as u64));
        let hit = Hit::words(start as u64, (start as u64 + length as u64).min(unit.end));
        let query = printed(&corpus, hit, layer);
        let options = SearchOptions::default().layer(layer).scope(scope);
        let hits = search(&corpus, &Query::literal(&query), &options).unwrap();
        prop_assert!(hits.as_slice().contains(&hit), "{query:?} in {text:?} on {layer}");
        if !query.contains(['*', '?', '(', ')', '|', '\\']) {
            let parsed: Query = query.parse().unwrap();
            prop_assert_eq!(&search(&corpus, &parsed, &options).unwrap(), &hits);
        }
    }
}

fn matches(text: &str, query: &str, layer: &str) -> Vec<String> {
    let corpus = corpus(text);
    let query: Query = query.parse().unwrap();
    let hits = search(&corpus, &query, &SearchOptions::default().layer(layer)).unwrap();
    hits.iter().map(|hit| printed(&corpus, *hit, layer)).collect()
}

#[test]
fn queries_are_cut_as_texts_are() {
    for (text, query, found) in [
        ("فيروس كوفيد-19 انتشر", "كوفيد-19", "كوفيد-19"),
        ("العلاقات السعودية-الإيرانية", "السعودية-الإيرانية", "السعودية-الإيرانية"),
        ("قال الوزير، إن السعر", "الوزير، إن", "الوزير، إن"),
        ("زاد 5% اليوم", "5%", "5%"),
        ("قالت الـBBC أمس", "الـBBC", "الـBBC"),
        ("الساعة 10:30 صباحا", "10:30", "10:30"),
        ("قال لـ50 دولة", "لـ50", "لـ50"),
        ("فيروس كوفيد-19 انتشر", "كورونا|كوفيد-19", "كوفيد-19"),
        ("فيروس كوفيد-19 انتشر", "(فيروس كوفيد-19|كورونا) انتشر", "فيروس كوفيد-19 انتشر"),
        ("فيروس كوفيد-19 انتشر", "كوفيد-*", "كوفيد-19"),
        ("فيروس كوفيد-19 انتشر", "كوف*-1?", "كوفيد-19"),
        ("زاد 5% اليوم", "*%", "5%"),
        ("انظر https://example.org/a اليوم", "https*", "https://example.org/a"),
        ("قال #المغرب_اليوم كلمة", "#المغرب*", "#المغرب_اليوم"),
        ("عن أ.ف.ب أمس", "أ.ف.ب", "أ.ف.ب"),
    ] {
        assert_eq!(matches(text, query, "standard"), [found], "{query}");
    }
    // What stands between is looked for where it is written, and passed over where it is not.
    assert_eq!(matches("قال الوزير إن. قال الوزير، إن", "الوزير، إن", "standard").len(), 1);
    assert_eq!(matches("قال الوزير إن. قال الوزير، إن", "الوزير إن", "standard").len(), 2);
}

#[test]
fn any_canonical_form_finds_any_other() {
    // Fatha and shadda in both orders, hamza composed and not, and a letter of another script.
    for word in ["أحمد", "مُدَرِّسٌ", "مؤمن", "شيئا", "café"] {
        let forms = [word.nfc().collect::<String>(), word.nfd().collect()];
        for text in &forms {
            for query in &forms {
                for layer in ["word", "light", "standard", "broad", "stem"] {
                    let found = matches(&format!("قال {text} كلمة"), query, layer);
                    assert_eq!(found, [text.as_str()], "{query:?} in {text:?} on {layer}");
                }
            }
        }
    }
    assert_eq!(matches("مدر\u{651}\u{650}س", "مدر\u{650}\u{651}س", "word").len(), 1);
    assert_eq!(matches("مدر\u{650}\u{651}س", "مدر\u{651}\u{650}س", "word").len(), 1);
    assert_eq!(matches("أحمدون", "\u{627}\u{654}حمد*", "word").len(), 1);
    // On the layer of words a mark that is not written is another word.
    assert_eq!(matches("مدرس", "مدرّس", "word").len(), 0);
}

#[test]
fn what_may_be_misunderstood_is_said() {
    let said = |query: &str| -> Vec<String> {
        let query: Query = query.parse().unwrap();
        query.remarks().iter().map(Remark::to_string).collect()
    };
    for (query, part) in [
        ("يناير|جانفي|كانون الثاني", "(يناير|جانفي|كانون) الثاني"),
        ("يناير|جانفي|كانون الثاني", "(يناير|جانفي|كانون الثاني)"),
        ("\"وزير الصحة\"", "write وزير الصحة"),
        ("«وزير»", "write وزير"),
        ("[word=\"وزير\"]", "CQL is not read"),
        ("[lemma=\"وزير\" & pos=\"N\"] []", "CQL is not read"),
        ("وزير OR رئيس", "write a|b"),
        ("وزير AND رئيس", "AND is looked for as a word"),
        ("lemma:وزير", "choose the layer stem"),
        ("pos:N", "no attribute pos"),
        ("وزير.", "write وزير"),
        ("وزير،", "write وزير"),
        ("وزير الصحة ؟", "write وزير الصحة"),
        ("الوزير :", "write الوزير"),
        ("وزير.*", "not read as a regular expression"),
        ("[اأ]حمد", "not read as a regular expression"),
    ] {
        let said = said(query);
        assert!(said.iter().any(|remark| remark.contains(part)), "{query}: {said:?}");
    }
    for query in [
        "وزير",
        "وزير الصحة",
        "كت?ب|مكتب*",
        "(a b|c d) e",
        "،",
        "5%",
        "كوفيد-19",
        "#وسم",
        "أ.ف.ب",
        "OR",
        "* الصحة",
        "الوزير، إن",
        "10:30",
    ] {
        assert_eq!(said(query), Vec::<String>::new(), "{query}");
    }
}

#[test]
fn a_query_explains_how_it_was_read() {
    let corpus = corpus("في كانون الثاني. في جانفي الثاني. في يناير. كوفيد-19");
    let explain = |query: &str| {
        let query: Query = query.parse().unwrap();
        let search = Search::new(&corpus, &query, &SearchOptions::default()).unwrap();
        search.explain().to_string()
    };
    assert_eq!(
        explain("يناير|جانفي|كانون الثاني"),
        "read on layer standard as: يناير|جانفي|كانون الثاني\n  \
         1  جانفي or كانون or يناير: 3 forms: جانفي (1) · كانون (1) · يناير (1)\n  \
         2  الثاني: الثاني (2)\n\
         tokens of these classes are positions: word_ar, word_other, abbr, num, hashtag"
    );
    let text = explain("كوفيد-19 *");
    assert!(text.contains("as: كوفيد - 19 *\n"), "{text}");
    assert!(text.contains("4  *: any token"), "{text}");
    assert!(text.contains("punct"), "{text}");
    let text = explain("(في يناير|غدا)");
    assert!(text.contains("phrase 2 of 2") && text.contains("غدا: no form"), "{text}");
}

#[test]
fn a_thousand_stars_stop_at_the_end_of_the_sentence() {
    let sentence = "قال الوزير إن السعر زاد. ";
    let corpus = corpus(&sentence.repeat(20_000));
    let stars = |number: usize| -> Query { vec!["*"; number].join(" ").parse().unwrap() };
    let start = std::time::Instant::now();
    for number in [1_000, 20_000] {
        assert_eq!(search(&corpus, &stars(number), &SearchOptions::default()).unwrap().len(), 0);
    }
    assert!(start.elapsed().as_secs() < 10, "{:?}", start.elapsed());
    // Twenty words in one sentence of twenty, and none in one of nineteen.
    let sentence = |words: usize| vec!["كلمة"; words].join(" ") + ". ";
    let corpus = self::corpus(&[sentence(20), sentence(19), sentence(25)].concat());
    assert_eq!(search(&corpus, &stars(20), &SearchOptions::default()).unwrap().len(), 1 + 6);
    let keep = Scope { across: Across::Sentence, ..Scope::default() };
    let all = SearchOptions::default().scope(keep);
    assert_eq!(search(&corpus, &stars(20), &all).unwrap().len(), 64 - 19);
}

#[test]
fn a_word_that_is_cut_has_a_position_for_each_token() {
    let corpus = corpus("فيروس كوفيد-19 انتشر");
    let layer = corpus.layer("standard").unwrap();
    let forms = |word: &str| -> Vec<&str> {
        let positions = forms_of_word(&corpus, layer, word).unwrap();
        positions.iter().map(|forms| layer.lexicon().form(forms[0])).collect()
    };
    assert_eq!(forms("كوفيد-19"), ["كوفيد", "-", "19"]);
    assert_eq!(forms("كوفيد"), ["كوفيد"]);
    assert!(forms("كوفيد-21").is_empty());
    assert_eq!(corpus.boundaries(Boundary::Document).len(), 1);
}
