//! Layers that are added to a corpus are those that it could have been built with.
#![expect(clippy::unwrap_used, reason = "a test ends at the first error")]

use siyaq::analysis::{CollocateOptions, collocates};
use siyaq::count::{NgramOptions, Selection, WindowSpan, count_ngrams, count_words};
use siyaq::index::{Corpus, IndexErrorKind};
use siyaq::query::{KwicOptions, SearchOptions, concordance, search};
use siyaq::reader::{Input, Reader, ReaderOptions};
use siyaq::segment::{
    Dictionary, Exceptions, FusionPolicy, Role, SegmentationScheme, Segmenter, SegmenterOptions,
};
use siyaq::text::stem::{StemKeys, Stemmer};
use siyaq::text::{Normalizer, Profile};
use siyaq::types::{Boundary, ClassSet, TermId};
use siyaq::{IndexOptions, LayerKind, PipelineErrorKind, Segmentation, build_into, extend_corpus};
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

fn paper() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../datasets/minbar.jsonl")
}

fn index(layers: &[LayerKind], folder: &Path) {
    let reader = Reader::open(vec![Input::from_argument(paper())], ReaderOptions::default());
    let options = IndexOptions::default().layers(layers.to_vec());
    build_into(reader.unwrap(), &options, folder, false, &|_| ()).unwrap();
}

const STEMS: [LayerKind; 3] = [
    LayerKind::Stemmer(Stemmer::Light10),
    LayerKind::Stemmer(Stemmer::Snowball),
    LayerKind::Stemmer(Stemmer::Isri),
];

#[test]
fn added_layers_are_those_of_a_new_corpus() {
    let folder = tempfile::tempdir().unwrap();
    let (whole, extended) = (folder.path().join("whole"), folder.path().join("extended"));
    index(&[&LayerKind::DEFAULT[..], &STEMS[..]].concat(), &whole);
    index(&LayerKind::DEFAULT, &extended);
    let open = Corpus::open(&extended).unwrap();
    let manifest = extend_corpus(&extended, &STEMS, &Segmentation::default()).unwrap();
    assert_eq!(&manifest, Corpus::open(&whole).unwrap().manifest());
    for record in &manifest.files {
        let read = |corpus: &Path| std::fs::read(corpus.join(&record.name)).unwrap();
        assert!(read(&whole) == read(&extended), "{}", record.name);
    }
    Corpus::open(&extended).unwrap().verify().unwrap();
    // Who had the corpus open keeps it as it was.
    assert_eq!(open.manifest().layers.len(), 4);
    open.verify().unwrap();
    let again = extend_corpus(&extended, &STEMS[1..], &Segmentation::default()).unwrap_err();
    let PipelineErrorKind::Index(error) = again.kind() else { unreachable!("{again}") };
    assert!(matches!(error.kind(), IndexErrorKind::LayerExists { name } if name == "snowball"));
    assert!(extend_corpus(folder.path(), &STEMS, &Segmentation::default()).is_err());
    // Nothing is left beside the corpora.
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 2);
}

#[test]
fn stems_are_found_by_themselves_and_by_their_words() {
    let folder = tempfile::tempdir().unwrap();
    let place = folder.path().join("corpus");
    index(&[&LayerKind::DEFAULT[..], &STEMS[..]].concat(), &place);
    let corpus = Corpus::open(&place).unwrap();
    for stemmer in Stemmer::ALL {
        let layer = corpus.layer(stemmer.name()).unwrap();
        let keys = StemKeys::new(stemmer);
        let stem = |word: &str| keys.key(word);
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
        let normalizer = Normalizer::new(Profile::Standard);
        let all = |fits: &dyn Fn(&str) -> bool| -> u64 {
            let folds = (0..words.len()).map(siyaq::types::TermId);
            let fit = folds.filter(|id| corpus.words().class(*id).folds() && fits(words.form(*id)));
            fit.map(|id| words.freq(id)).sum()
        };
        // A word is looked for as a stem, unless it is written more often than the words of which it
        // is the stem; then, as in most cases, it stands for its own.
        let expected = |word: &str| {
            let as_stem = all(&|other| stem(other) == word);
            let written = all(&|other| normalizer.normalize(other) == normalizer.normalize(word));
            let own = all(&|other| stem(other) == stem(word));
            if as_stem > 0 && as_stem >= written || own == 0 { as_stem } else { own }
        };
        for word in ["الحكومة", "والوزير", "المدارس"] {
            assert_eq!(hits(word), expected(word), "{word}");
            let stem = stem(word);
            assert_eq!(hits(&stem), expected(&stem), "{stem} of {word}");
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

/// A token of the sample: its document, the sentence, the form on the layer `segments`, and the
/// piece of the text that it is.
struct Token {
    doc: u32,
    sentence: u64,
    form: String,
    written: String,
}

/// The obvious way: the segmenter on every token, strings instead of numbers.
fn segmented(corpus: &Corpus, scheme: SegmentationScheme) -> Vec<Token> {
    let (segmenter, standard) = (Segmenter::default(), Normalizer::new(Profile::Standard));
    let sentences = corpus.boundaries(Boundary::Sentence);
    let mut tokens = Vec::new();
    for pos in 0..corpus.token_count() {
        let word = corpus.tokens().get(pos);
        let written = corpus.words().lexicon().form(word);
        if !ClassSet::WORDS.contains(corpus.words().class(word)) {
            continue;
        }
        let analysis = segmenter.analyze(written);
        let segments: Vec<_> = analysis.segments(scheme).collect();
        let restored = segmenter.restored(written, scheme);
        assert_eq!(segments.len(), restored.len(), "{written}");
        for (number, (segment, restored)) in segments.iter().zip(&restored).enumerate() {
            let form = standard.normalize(restored);
            let one_letter = segment.span.text(written).unwrap().chars().count() == 1;
            let next = segments.get(number + 1).map(|next| next.role);
            // لـ before a number or a quotation; و, ب and ل without a tatweel too.
            let hangs = written.ends_with('\u{640}')
                && ["ب", "ل", "ك", "و", "ف", "ال"].contains(&form.as_ref())
                || ["و", "ب", "ل"].contains(&written);
            let form = match segment.role {
                Role::Pronoun => format!("+{form}"),
                Role::Stem if one_letter && next == Some(Role::Pronoun) => format!("{form}+"),
                Role::Stem if hangs => format!("{form}+"),
                Role::Stem if form.is_empty() => written.to_owned(),
                Role::Stem => form.into_owned(),
                _ => format!("{form}+"),
            };
            let written = segment.span.text(written).unwrap().to_owned();
            let (doc, sentence) = (corpus.document_of(pos).0, sentences.unit_of(pos));
            tokens.push(Token { doc, sentence, form, written });
        }
    }
    tokens
}

type Tally = BTreeMap<String, (u64, BTreeSet<u32>)>;

fn add(tally: &mut Tally, form: String, doc: u32) {
    let entry = tally.entry(form).or_default();
    entry.0 += 1;
    entry.1.insert(doc);
}

fn rows(tally: Tally) -> Vec<(String, u64, u64)> {
    let rows = tally.into_iter().map(|(form, (freq, docs))| (form, freq, docs.len() as u64));
    let mut rows: Vec<_> = rows.collect();
    rows.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    rows
}

#[test]
fn segments_are_the_segmenter_on_every_token() {
    let folder = tempfile::tempdir().unwrap();
    let (whole, extended) = (folder.path().join("whole"), folder.path().join("extended"));
    index(&[&LayerKind::DEFAULT[..], &[LayerKind::Stem, LayerKind::Segments]].concat(), &whole);
    index(&LayerKind::DEFAULT, &extended);
    let added = [LayerKind::Stem, LayerKind::Segments];
    extend_corpus(&extended, &added, &Segmentation::default()).unwrap();
    for entry in std::fs::read_dir(&whole).unwrap() {
        let name = entry.unwrap().file_name();
        let read = |corpus: &Path| std::fs::read(corpus.join(&name)).unwrap();
        assert!(read(&whole) == read(&extended), "{name:?}");
    }
    let corpus = Corpus::open(&whole).unwrap();
    corpus.verify().unwrap();
    let expected = segmented(&corpus, SegmentationScheme::Atb);
    let layer = corpus.layer("segments").unwrap();
    let selection = Selection::new(&corpus, layer);
    assert_eq!(selection.token_count(), expected.len() as u64);

    let mut words = Tally::new();
    for token in &expected {
        add(&mut words, token.form.clone(), token.doc);
    }
    let counted = count_words(&selection, 1).unwrap();
    let found = counted
        .iter()
        .map(|row| (layer.lexicon().form(row.form).to_owned(), row.freq, row.doc_freq));
    assert_eq!(found.collect::<Vec<_>>(), rows(words));

    let mut bigrams = Tally::new();
    for pair in expected.windows(2).filter(|pair| pair[0].sentence == pair[1].sentence) {
        add(&mut bigrams, format!("{} {}", pair[0].form, pair[1].form), pair[0].doc);
    }
    let counted = count_ngrams(&selection, &NgramOptions::new(2)).unwrap();
    let found = counted.rows().map(|row| (row.form(), row.freq, row.doc_freq));
    assert_eq!(found.collect::<Vec<_>>(), rows(bigrams));
    lines_are_the_tokens(&corpus, &expected);
}

/// The lines of a query against the tokens, and the collocates of its hits.
fn lines_are_the_tokens(corpus: &Corpus, expected: &[Token]) {
    let options = SearchOptions::default().layer("segments");
    let hits = search(corpus, &"ل+ ال*".parse().unwrap(), &options).unwrap();
    let lines = KwicOptions::default().layer("segments");
    let lines = concordance(corpus, &hits, &lines).unwrap().collect();
    let starts = |place: &usize| {
        let pair = (&expected[*place], &expected[*place + 1]);
        pair.0.sentence == pair.1.sentence && pair.0.form == "ل+" && pair.1.form.starts_with("ال")
    };
    let nodes: Vec<usize> = (0..expected.len() - 1).filter(starts).collect();
    assert!(nodes.len() > 20);
    let texts =
        |place: &usize| format!("{}{}", expected[*place].written, expected[*place + 1].written);
    let expected_lines: Vec<String> = nodes.iter().map(texts).collect();
    let found: Vec<String> = lines.into_iter().map(|line| line.match_text).collect();
    assert_eq!(found, expected_lines);

    // One position before and after, without the tokens of nodes.
    let in_node = |place: usize| nodes.iter().any(|node| (*node..node + 2).contains(&place));
    let mut around: BTreeMap<&str, f64> = BTreeMap::new();
    for (place, token) in expected.iter().enumerate().filter(|(place, _)| !in_node(*place)) {
        let near = |other: usize| {
            in_node(other) && expected.get(other).is_some_and(|at| at.sentence == token.sentence)
        };
        if near(place + 1) || place.checked_sub(1).is_some_and(near) {
            *around.entry(&token.form).or_default() += 1.0;
        }
    }
    let layer = corpus.layer("segments").unwrap();
    let selection = Selection::new(corpus, layer);
    let options = CollocateOptions::default().span(WindowSpan { before: 1, after: 1 }).min_freq(1);
    let found = collocates(&selection, &hits, &options).unwrap();
    assert_eq!(found.tokens, expected.len() as u64 - 2 * nodes.len() as u64);
    let found = found.rows.iter().map(|row| (layer.lexicon().form(row.form), row.table.o11()));
    assert_eq!(found.collect::<BTreeMap<_, _>>(), around);
}

#[test]
fn layers_follow_the_segmentation_they_are_made_with() {
    let folder = tempfile::tempdir().unwrap();
    let place = folder.path().join("corpus");
    index(&LayerKind::DEFAULT, &place);
    let exceptions = Exceptions::parse("الحكومة\tالحكو+مة\tالحكو+مة\n").unwrap();
    let options = SegmenterOptions::default().exceptions(exceptions).fusion(FusionPolicy::Never);
    let segmenter = Segmenter::with_options(Dictionary::embedded(), options);
    let segmentation =
        Segmentation::default().segmenter(segmenter.clone()).scheme(SegmentationScheme::D2);
    let kinds = [LayerKind::Stem, LayerKind::Segments];
    let manifest = extend_corpus(&place, &kinds, &segmentation).unwrap();
    for layer in manifest.layers.iter().rev().take(2) {
        assert_eq!(layer.options["scheme"], "d2");
        assert_eq!(layer.options["fused"], "never");
        assert_eq!(layer.options["exceptions"].as_str().unwrap().len(), 64);
        assert_eq!(layer.options["dictionary"], Dictionary::embedded().checksum());
    }
    let corpus = Corpus::open(&place).unwrap();
    let (words, stem) = (corpus.words().lexicon(), corpus.layer("stem").unwrap());
    let standard = Normalizer::new(Profile::Standard);
    let mut with_pronoun = 0;
    for word in (0..words.len()).map(TermId).filter(|id| corpus.words().class(*id).folds()) {
        let written = words.form(word);
        let restored = segmenter.restored(written, SegmentationScheme::D2);
        let expected = standard.normalize(restored.last().unwrap());
        assert_eq!(stem.lexicon().form(stem.fold(word)), expected, "{written}");
        let pieces = segmenter.analyze(written);
        let last = pieces.segments(SegmentationScheme::Atb).last().unwrap();
        with_pronoun += u64::from(last.role == Role::Pronoun);
    }
    // Pronouns stay with the stem under this scheme.
    assert!(with_pronoun > 20);
}

#[test]
fn a_layer_of_ones_own_is_made_of_steps_and_found_by_its_name() {
    let folder = tempfile::tempdir().unwrap();
    let (whole, extended) = (folder.path().join("whole"), folder.path().join("extended"));
    let own: LayerKind = "mine=standard+teh-digits".parse().unwrap();
    index(&[&LayerKind::DEFAULT[..], std::slice::from_ref(&own)].concat(), &whole);
    index(&LayerKind::DEFAULT, &extended);
    extend_corpus(&extended, std::slice::from_ref(&own), &Segmentation::default()).unwrap();
    let corpus = Corpus::open(&whole).unwrap();
    assert_eq!(corpus.manifest(), Corpus::open(&extended).unwrap().manifest());
    let layer = corpus.layer("mine").unwrap();
    assert_eq!(layer.query(), &own.query());
    let (words, normalizer) = (corpus.words().lexicon(), own.normalizer());
    for id in (0..words.len()).map(TermId).filter(|id| corpus.words().class(*id).folds()) {
        let form = layer.lexicon().form(layer.fold(id));
        assert_eq!(form, normalizer.normalize(words.form(id)));
    }
    let hits = |query: &str| {
        let options = SearchOptions::default().layer("mine");
        search(&corpus, &query.parse().unwrap(), &options).unwrap().len()
    };
    assert!(hits("الحكومة") > 0);
    assert_eq!(hits("الحكومة"), hits("الحكومه"));
    for wrong in
        ["word=standard+teh", "light=broad", "=standard", "a/b=standard", "a=light10", "a=light+x"]
    {
        assert!(wrong.parse::<LayerKind>().is_err(), "{wrong}");
    }
}

#[test]
fn layers_have_names() {
    let own = [LayerKind::Stem, LayerKind::Segments];
    for kind in LayerKind::DEFAULT.iter().chain(&STEMS).chain(&own) {
        assert_eq!(kind.name().parse::<LayerKind>().unwrap(), *kind);
    }
    assert!("root".parse::<LayerKind>().unwrap_err().to_string().contains("light10"));
}
