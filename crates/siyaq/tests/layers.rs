//! Layers that are added to a corpus are those that it could have been built with.
#![expect(clippy::unwrap_used, reason = "a test ends at the first error")]

use siyaq::index::{Corpus, IndexErrorKind};
use siyaq::query::{SearchOptions, search};
use siyaq::reader::{Input, Reader, ReaderOptions};
use siyaq::text::stem::Stemmer;
use siyaq::text::{Normalizer, Profile};
use siyaq::{IndexOptions, LayerKind, PipelineErrorKind, build_into, extend_corpus};
use std::path::{Path, PathBuf};

fn paper() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../datasets/minbar.jsonl")
}

fn index(layers: &[LayerKind], folder: &Path) {
    let reader = Reader::open(vec![Input::from_argument(paper())], ReaderOptions::default());
    let options = IndexOptions::default().layers(layers.to_vec());
    build_into(reader.unwrap(), &options, folder, false, &|_| ()).unwrap();
}

const STEMS: [LayerKind; 2] =
    [LayerKind::Stemmer(Stemmer::Light10), LayerKind::Stemmer(Stemmer::Snowball)];

#[test]
fn added_layers_are_those_of_a_new_corpus() {
    let folder = tempfile::tempdir().unwrap();
    let (whole, extended) = (folder.path().join("whole"), folder.path().join("extended"));
    index(&[&LayerKind::DEFAULT[..], &STEMS[..]].concat(), &whole);
    index(&LayerKind::DEFAULT, &extended);
    let open = Corpus::open(&extended).unwrap();
    let manifest = extend_corpus(&extended, &STEMS).unwrap();
    assert_eq!(&manifest, Corpus::open(&whole).unwrap().manifest());
    for record in &manifest.files {
        let read = |corpus: &Path| std::fs::read(corpus.join(&record.name)).unwrap();
        assert!(read(&whole) == read(&extended), "{}", record.name);
    }
    Corpus::open(&extended).unwrap().verify().unwrap();
    // Who had the corpus open keeps it as it was.
    assert_eq!(open.manifest().layers.len(), 4);
    open.verify().unwrap();
    let again = extend_corpus(&extended, &STEMS[1..]).unwrap_err();
    let PipelineErrorKind::Index(error) = again.kind() else { unreachable!("{again}") };
    assert!(matches!(error.kind(), IndexErrorKind::LayerExists { name } if name == "snowball"));
    assert!(extend_corpus(folder.path(), &STEMS).is_err());
    // Nothing is left beside the corpora.
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 2);
}

#[test]
fn stems_are_found_by_themselves_and_by_their_words() {
    let folder = tempfile::tempdir().unwrap();
    let place = folder.path().join("corpus");
    index(&[&LayerKind::DEFAULT[..], &STEMS[..]].concat(), &place);
    let corpus = Corpus::open(&place).unwrap();
    let standard = Normalizer::new(Profile::Standard);
    for stemmer in Stemmer::ALL {
        let layer = corpus.layer(stemmer.name()).unwrap();
        let stem = |word: &str| stemmer.stem(&standard.normalize(word)).into_owned();
        let words = corpus.words().lexicon();
        for id in (0..words.len()).step_by(7).map(siyaq::types::TermId) {
            let class = corpus.words().class(id);
            let form = layer.lexicon().form(layer.fold(id));
            let expected =
                if class.folds() { stem(words.form(id)) } else { words.form(id).to_owned() };
            assert_eq!(form, expected);
        }
        let hits = |query: &str| {
            let options = SearchOptions::default().layer(stemmer.name());
            search(&corpus, &query.parse().unwrap(), &options).unwrap().len() as u64
        };
        let expected = |word: &str| {
            let folds = (0..words.len()).map(siyaq::types::TermId);
            let same = folds.filter(|id| corpus.words().class(*id).folds());
            same.filter(|id| stem(words.form(*id)) == stem(word)).map(|id| words.freq(id)).sum()
        };
        for word in ["الحكومة", "والوزير", "المدارس"] {
            let found: u64 = expected(word);
            assert_eq!(hits(word), found, "{word}");
            assert_eq!(hits(&stem(word)), found, "{word}");
        }
    }
}

#[test]
fn words_are_found_under_their_clitics() {
    let folder = tempfile::tempdir().unwrap();
    let place = folder.path().join("corpus");
    index(&[&LayerKind::DEFAULT[..], &[LayerKind::Stem]].concat(), &place);
    let corpus = Corpus::open(&place).unwrap();
    let layer = corpus.layer("stem").unwrap();
    let words_of = |stem: &str| {
        let words = layer.lexicon().id(stem).map(|form| layer.words_of(form)).unwrap_or_default();
        words.into_iter().map(|word| corpus.words().lexicon().form(word)).collect::<Vec<_>>()
    };
    let found = words_of("حكومه").into_iter().chain(words_of("حكومة")).collect::<Vec<_>>();
    assert!(found.contains(&"الحكومة") && found.len() > 1, "{found:?}");
    let hits = |query: &str| {
        let options = SearchOptions::default().layer("stem");
        search(&corpus, &query.parse().unwrap(), &options).unwrap().len()
    };
    assert!(hits("حكومة") > 1);
    assert_eq!(hits("الحكومة"), hits("حكومة"));
}

#[test]
fn layers_have_names() {
    for kind in LayerKind::DEFAULT.iter().chain(&STEMS).chain(&[LayerKind::Stem]) {
        assert_eq!(kind.name().parse::<LayerKind>().unwrap(), *kind);
    }
    assert!("root".parse::<LayerKind>().unwrap_err().to_string().contains("light10"));
}
