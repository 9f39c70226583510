//! A corpus is what was put into it, however it was built, and says when it is damaged.

#![expect(clippy::unwrap_used, reason = "a test ends at the first surprise")]

use proptest::prelude::*;
use siyaq_index::{
    Boundary, BuildOptions, BuiltCorpus, Corpus, CorpusBuilder, DocId, Document, FieldKind,
    IndexErrorKind, LayerRule, MetaValue, Shard, TermId, TokenClass, Where, WordParts,
};
use std::collections::{BTreeMap, BTreeSet};

#[derive(Clone, Debug)]
struct Tok {
    form: String,
    class: TokenClass,
    boundary: Boundary,
    space: bool,
}

type Docs = Vec<Vec<Tok>>;

fn token() -> impl Strategy<Value = Tok> {
    let words = ["كتاب", "كتابٌ", "كِتاب", "الوزير", "الوزيرُ", "في", "من", "على", "علی"];
    let word = prop::sample::select(words.to_vec()).prop_map(|form| (form, TokenClass::ArabicWord));
    let sign = prop::sample::select(vec![".", "،", "«"]);
    let sign = sign.prop_map(|form| (form, TokenClass::Punctuation));
    let boundary = prop::sample::select(vec![
        Boundary::None,
        Boundary::None,
        Boundary::None,
        Boundary::None,
        Boundary::Sentence,
        Boundary::Item,
        Boundary::Paragraph,
    ]);
    (prop_oneof![4 => word, 1 => sign], boundary, any::<bool>()).prop_map(
        |((form, class), boundary, space)| Tok { form: form.to_owned(), class, boundary, space },
    )
}

fn docs() -> impl Strategy<Value = Docs> {
    prop::collection::vec(prop::collection::vec(token(), 0..60), 1..12)
}

/// Folds as a profile would: without marks, Persian ya as Arabic.
fn fold(form: &str, out: &mut String) {
    let plain = form.chars().filter(|c| !('\u{64b}'..='\u{652}').contains(c));
    out.extend(plain.map(|c| if c == 'ی' { 'ى' } else { c }));
}

/// Takes ال off as a part of its own; كتاب has a part that is not written, and twice the same form.
fn parts(form: &str) -> Vec<(String, usize)> {
    let mut folded = String::new();
    fold(form, &mut folded);
    let article = "ال".len();
    match folded.strip_prefix("ال") {
        Some(rest) => vec![("ال+".to_owned(), article), (rest.to_owned(), form.len())],
        None if folded == "كتاب" => ["كتاب", "هو", "كتاب"]
            .into_iter()
            .zip([2, 2, form.len()])
            .map(|(part, end)| (part.to_owned(), end))
            .collect(),
        None => vec![(folded, form.len())],
    }
}

fn split(form: &str, out: &mut WordParts) {
    parts(form).iter().for_each(|(part, end)| out.push(part, *end));
}

fn options() -> BuildOptions {
    let mut options = BuildOptions::default();
    let what = serde_json::json!({"scheme": "toy"});
    options.layers =
        vec![LayerRule::fold("standard", fold), LayerRule::split("segments", split).options(what)];
    options.fields = vec!["source".parse().unwrap(), "date:date".parse().unwrap()];
    options
}

fn document(number: usize) -> Document {
    let month = number % 12 + 1;
    let mut document = Document { id: format!("خبر-{number}"), ..Document::default() };
    document.metadata = vec![
        (!number.is_multiple_of(3)).then(|| MetaValue::String(format!("مصدر {}", number % 2))),
        FieldKind::Date.parse(&format!("2015-{month:02}")),
    ];
    document
}

/// Builds with the batches dealt out to shards in some order.
fn built(docs: &Docs, shards: usize) -> BuiltCorpus {
    let mut all: Vec<Shard> = (0..shards).map(|_| Shard::new()).collect();
    for (ordinal, batch) in docs.chunks(2).enumerate().rev() {
        let shard = &mut all[ordinal * 7 % shards];
        shard.start_batch(ordinal as u64);
        for (place, doc) in batch.iter().enumerate() {
            shard.start_document(document(ordinal * 2 + place));
            for tok in doc {
                shard.push(&tok.form, tok.class, tok.boundary, tok.space);
            }
        }
    }
    CorpusBuilder::new(options()).finish(all).unwrap()
}

fn check(corpus: &Corpus, docs: &Docs) {
    let flat: Vec<&Tok> = docs.iter().flatten().collect();
    assert_eq!(corpus.token_count(), flat.len() as u64);
    assert_eq!(corpus.document_count() as usize, docs.len());
    let lexicon = corpus.words().lexicon();
    let mut places: BTreeMap<&str, Vec<u64>> = BTreeMap::new();
    for (pos, tok) in (0u64..).zip(&flat) {
        assert_eq!(lexicon.form(corpus.tokens().get(pos)), tok.form);
        assert_eq!(corpus.space_before(pos), tok.space);
        places.entry(&tok.form).or_default().push(pos);
    }
    for (form, places) in &places {
        let id = lexicon.id(form).unwrap();
        assert_eq!(&corpus.postings(id).collect::<Vec<_>>(), places);
        assert_eq!(lexicon.freq(id), places.len() as u64);
    }
    let standard = corpus.layer("standard").unwrap();
    for word in 0..lexicon.len() {
        let mut folded = String::new();
        match corpus.words().class(TermId(word)) {
            TokenClass::Punctuation => folded.push_str(lexicon.form(TermId(word))),
            _ => fold(lexicon.form(TermId(word)), &mut folded),
        }
        let form = standard.fold(TermId(word));
        assert_eq!(standard.lexicon().form(form), folded);
        assert!(standard.words_of(form).contains(&TermId(word)));
        assert_eq!(standard.fold_table()[word as usize], form.0);
    }
    check_parts(corpus);
    check_boundaries(corpus, docs);
}

fn check_parts(corpus: &Corpus) {
    let layer = corpus.layer("segments").unwrap();
    let (split, words) = (layer.split().unwrap(), corpus.words().lexicon());
    let mut freqs: BTreeMap<String, u64> = BTreeMap::new();
    for word in (0..words.len()).map(TermId) {
        let form = words.form(word);
        let expected = match corpus.words().class(word) {
            TokenClass::Punctuation => vec![(form.to_owned(), form.len())],
            _ => parts(form),
        };
        let found: Vec<_> = (0u8..)
            .zip(layer.forms_of(word))
            .map(|(part, form)| {
                let end = split.span(word, part).end as usize;
                (layer.lexicon().form(form).to_owned(), end)
            })
            .collect();
        assert_eq!(found, expected);
        for (part, _) in expected {
            let id = layer.lexicon().id(&part).unwrap();
            assert_eq!(layer.words_of(id).iter().filter(|other| **other == word).count(), 1);
            *freqs.entry(part).or_default() += words.freq(word);
        }
    }
    let record = corpus.manifest().layers.last().unwrap();
    assert_eq!(record.tokens, Some(freqs.values().sum()));
    assert_eq!(record.options["scheme"], "toy");
    let all = layer.lexicon().iter().map(|(_, form, freq)| (form.to_owned(), freq));
    assert_eq!(all.collect::<BTreeMap<_, _>>(), freqs);
}

fn check_boundaries(corpus: &Corpus, docs: &Docs) {
    let mut pos = 0;
    let mut starts: BTreeMap<Boundary, BTreeSet<u64>> = BTreeMap::new();
    for (number, doc) in docs.iter().enumerate() {
        let id = DocId::try_from(number).unwrap();
        assert_eq!(corpus.document_range(id), pos..pos + doc.len() as u64);
        let table = corpus.documents().unwrap();
        assert_eq!(table.id(id), document(number).id);
        for (place, value) in document(number).metadata.iter().enumerate() {
            assert_eq!(&table.value_at(id, place), value);
        }
        for (place, tok) in doc.iter().enumerate() {
            assert_eq!(corpus.document_of(pos), id);
            let boundary = if place == 0 { Boundary::Document } else { tok.boundary };
            for level in [Boundary::Sentence, Boundary::Item, Boundary::Paragraph] {
                if boundary >= level {
                    starts.entry(level).or_default().insert(pos);
                }
            }
            pos += 1;
        }
    }
    for (level, starts) in starts {
        let found: BTreeSet<u64> = corpus.boundaries(level).iter_from(0).collect();
        assert_eq!(found, starts, "{level:?}");
    }
}

fn bytes(corpus: &BuiltCorpus, folder: &std::path::Path) -> BTreeMap<String, Vec<u8>> {
    corpus.write(folder, true).unwrap();
    std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .map(|path| {
            (path.file_name().unwrap().to_string_lossy().into_owned(), std::fs::read(path).unwrap())
        })
        .collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn a_corpus_is_its_documents(docs in docs(), shards in 1usize..5) {
        let folder = tempfile::tempdir().unwrap();
        let target = folder.path().join("corpus");
        let one = built(&docs, 1);
        let many = built(&docs, shards);
        let first = bytes(&one, &target);
        prop_assert_eq!(&first, &bytes(&many, &target));
        let mapped = Corpus::open(&target).unwrap();
        check(&mapped, &docs);
        mapped.verify().unwrap();
        let held = one.into_corpus().unwrap();
        check(&held, &docs);
        held.verify().unwrap();
        // Nothing but the corpus is left beside it.
        prop_assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1);
    }
}

fn sample() -> Docs {
    let tok = |form: &str, class, boundary| Tok { form: form.into(), class, boundary, space: true };
    let words = ["قال", "الوزير", "إن", "الوزيرُ", "قال", "في", "كتاب"];
    (0..7)
        .map(|doc| {
            (0..doc * 5)
                .map(|place| match place % 4 {
                    3 => tok(".", TokenClass::Punctuation, Boundary::None),
                    0 => tok(words[(place + doc) % 7], TokenClass::ArabicWord, Boundary::Sentence),
                    _ => tok(words[(place * 3) % 7], TokenClass::ArabicWord, Boundary::None),
                })
                .collect()
        })
        .collect()
}

/// Reads everything that there is in the files.
fn read_all(corpus: &Corpus) {
    let (mut ids, words) = (Vec::new(), corpus.words().lexicon());
    corpus.tokens().read(0..corpus.token_count(), &mut ids);
    assert!(ids.iter().all(|id| *id < words.len().max(1)));
    for word in (0..words.len()).map(TermId) {
        let positions = corpus.postings(word).take(10_000);
        assert!(positions.into_iter().all(|pos| pos < corpus.token_count()));
        for layer in corpus.layers() {
            let forms = layer.lexicon().len();
            assert!(layer.fold(word).0 < forms.max(1));
            assert!(layer.forms_of(word).iter().all(|form| form.0 < forms.max(1)));
            if let Some(split) = layer.split() {
                let spans = (0..9).map(|part| split.span(word, part));
                assert!(spans.filter(|span| span.is_empty()).count() > 0);
            }
        }
    }
    for layer in corpus.layers() {
        let lexicon = layer.lexicon();
        assert_eq!(layer.fold_table().len(), words.len() as usize);
        for (form, text, _) in lexicon.iter() {
            assert!(text.len() < 100_000);
            assert!(layer.words_of(form).len() <= 10_000);
            let _ =
                (layer.class(form), lexicon.at_ordinal(lexicon.ordinal(form).min(lexicon.len())));
        }
        for rank in 0..lexicon.len() {
            let _ = lexicon.at_ordinal(rank);
        }
    }
    for pos in 0..corpus.token_count() {
        assert!(corpus.document_of(pos).0 <= corpus.document_count());
        let _ = corpus.space_before(pos);
        for boundary in [Boundary::Sentence, Boundary::Item, Boundary::Paragraph] {
            let units = corpus.boundaries(boundary);
            assert!(units.unit(units.unit_of(pos)).start <= corpus.token_count());
        }
    }
    for boundary in [Boundary::Sentence, Boundary::Item, Boundary::Paragraph, Boundary::Document] {
        assert!(corpus.boundaries(boundary).iter_from(0).count() < 10_000);
    }
}

/// Whether a corpus opens and, when all of it has been read, still says that it is sound.
fn answers(folder: &std::path::Path) -> bool {
    let Ok(corpus) = Corpus::open(folder) else { return false };
    read_all(&corpus);
    let documents = corpus.documents().map(|documents| documents.count());
    let sound = corpus.sound();
    assert_eq!(sound.is_ok() && documents.is_ok(), corpus.verify().is_ok(), "{sound:?}");
    sound.is_ok() && documents.is_ok()
}

/// Flips a bit of every byte of every file and cuts every file everywhere: the corpus does not open,
/// or says that it is damaged once the page has been read. It never goes on as if nothing were.
#[test]
fn a_damaged_corpus_never_answers() {
    let folder = tempfile::tempdir().unwrap();
    let target = folder.path().join("corpus");
    built(&sample(), 2).write(&target, false).unwrap();
    assert!(answers(&target));
    let (mut opened, mut tried) = (0, 0);
    for entry in std::fs::read_dir(&target).unwrap() {
        let path = entry.unwrap().path();
        let good = std::fs::read(&path).unwrap();
        for place in (0..good.len()).step_by(if good.len() > 1500 { 7 } else { 1 }) {
            let mut bad = good.clone();
            bad[place] ^= 1 << (place % 8);
            std::fs::write(&path, &bad).unwrap();
            tried += 1;
            opened += usize::from(Corpus::open(&target).is_ok());
            assert!(!answers(&target), "{} at {place}", path.display());
        }
        for length in (0..good.len()).step_by(if good.len() > 1500 { 7 } else { 1 }) {
            std::fs::write(&path, &good[..length]).unwrap();
            assert!(Corpus::open(&target).is_err(), "{} cut at {length}", path.display());
        }
        std::fs::write(&path, &good).unwrap();
    }
    assert!(answers(&target));
    // Most damage is met where it is read, and not because everything is read at the beginning.
    assert!(opened * 5 > tried, "{opened} of {tried}");
}

/// Files of two corpora that are exchanged, sound each of them.
#[test]
fn a_file_of_another_corpus_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let [one, other] = ["one", "other"].map(|name| folder.path().join(name));
    built(&sample(), 1).write(&one, false).unwrap();
    let mut docs = sample();
    docs[3].swap(0, 1);
    built(&docs, 1).write(&other, false).unwrap();
    let mut differing = 0;
    for entry in std::fs::read_dir(&one).unwrap() {
        let path = entry.unwrap().path();
        let (own, foreign) = (
            std::fs::read(&path).unwrap(),
            std::fs::read(other.join(path.file_name().unwrap())).unwrap(),
        );
        if own != foreign && path.extension().is_some_and(|extension| extension != "json") {
            std::fs::write(&path, foreign).unwrap();
            assert!(Corpus::open(&one).is_err(), "{}", path.display());
            std::fs::write(&path, own).unwrap();
            differing += 1;
        }
    }
    assert!(differing > 0);
}

#[test]
fn a_corpus_of_another_format_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let target = folder.path().join("corpus");
    built(&sample(), 1).write(&target, false).unwrap();
    let path = target.join("manifest.json");
    let text = std::fs::read_to_string(&path).unwrap();
    for version in [1, 99] {
        let changed = format!("\"format_version\": {version}");
        std::fs::write(&path, text.replace("\"format_version\": 2", &changed)).unwrap();
        let error = Corpus::open(&target).unwrap_err();
        assert!(
            matches!(error.kind(), IndexErrorKind::Version { found, .. } if *found == version),
            "{error}"
        );
    }
}

#[test]
fn a_target_is_replaced_only_by_force_and_only_if_it_is_a_corpus() {
    let folder = tempfile::tempdir().unwrap();
    let target = folder.path().join("corpus");
    let corpus = built(&sample(), 1);
    corpus.write(&target, false).unwrap();
    let error = corpus.write(&target, false).unwrap_err();
    assert!(matches!(error.kind(), IndexErrorKind::Exists { .. }), "{error}");
    corpus.write(&target, true).unwrap();
    let other = folder.path().join("thesis");
    std::fs::create_dir(&other).unwrap();
    std::fs::write(other.join("chapter"), "فصل").unwrap();
    let error = corpus.write(&other, true).unwrap_err();
    assert!(matches!(error.kind(), IndexErrorKind::NotReplaced { .. }), "{error}");
    assert!(other.join("chapter").exists());
    let error = Corpus::open(&other).unwrap_err();
    assert!(matches!(error.kind(), IndexErrorKind::NotACorpus { .. }), "{error}");
    assert!(Corpus::open(&folder.path().join("nowhere")).is_err());
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 2);
}

#[test]
fn a_subcorpus_is_chosen_by_metadata() {
    let corpus = built(&sample(), 1).into_corpus().unwrap();
    let condition: Where = "month<=3 & source=\"مصدر 1\"".parse().unwrap();
    let part = corpus.select(&condition).unwrap();
    assert_eq!(part.documents().collect::<Vec<_>>(), [DocId(1)]);
    assert_eq!(part.token_ranges(&corpus), [corpus.document_range(DocId(1))]);
    let error = corpus.select(&"section=x".parse().unwrap()).unwrap_err();
    assert!(error.to_string().contains("source, date"), "{error}");
    assert!(corpus.layer("stem").unwrap_err().to_string().contains("word, standard, segments"));
}
