//! Dictionaries from small inputs: what is learnt, that the bytes repeat, and what damage does.
#![expect(clippy::unwrap_used, reason = "inputs that cannot be written fail the test")]

use siyaq_segment::train::{FrequencyScale, TrainOptions, read_conllu, train};
use siyaq_segment::{Dictionary, SegmentErrorKind, SegmentationScheme, Segmenter};
use std::fs;
use std::path::{Path, PathBuf};

/// A treebank in the way of UD Arabic-PUD: pieces with `SpaceAfter=No`.
const BY_SPACES: &str = "# text = وقال الوزير للصحف\n1\tو\t_\t_\t_\t_\t_\t_\t_\tSpaceAfter=No\n2\tقال\t_\t_\t_\t_\t_\t_\t_\t_\n3\tالوزير\t_\t_\t_\t_\t_\t_\t_\t_\n4\tل\t_\t_\t_\t_\t_\t_\t_\tSpaceAfter=No\n5\tلصحف\t_\t_\t_\t_\t_\t_\t_\t_\n\n";

/// A treebank in the way of UD Arabic-PADT: lines for words of several pieces.
const BY_RANGES: &str = "# text = شقيقته وقالت\n1-2\tشقيقته\t_\t_\t_\t_\t_\t_\t_\t_\n1\tشقيقة\t_\t_\t_\t_\t_\t_\t_\t_\n2\tه\t_\t_\t_\t_\t_\t_\t_\t_\n3-4\tوقالت\t_\t_\t_\t_\t_\t_\t_\t_\n3\tو\t_\t_\t_\t_\t_\t_\t_\t_\n4\tقالت\t_\t_\t_\t_\t_\t_\t_\t_\n\n";

const FREQUENCIES: &str = "form,freq\nقال,900\nقالت,500\nالوزير,400\nوزير,100\nالصحف,90\nصحف,40\nشقيقة,30\nشقيقته,20\nأحمد,60\nوقال,300\nوقالت,200\n";

fn write(folder: &Path, name: &str, text: &str) -> PathBuf {
    let path = folder.join(name);
    fs::write(&path, text).unwrap();
    path
}

fn options(folder: &Path) -> TrainOptions {
    TrainOptions::default()
        .treebank(write(folder, "spaces.conllu", BY_SPACES))
        .treebank(write(folder, "ranges.conllu", BY_RANGES))
        .frequencies(write(folder, "freq.csv", FREQUENCIES), FrequencyScale::Counts)
        .frequencies(write(folder, "zipf.tsv", "لأحمد\t3.21\nبيت\t5.5\n"), FrequencyScale::Zipf)
        .labelled(write(folder, "labelled.tsv", "# list\nببيت\tب+بيت\nومما\tو+م+ما\n"), 2)
        .sources("tests")
}

fn small() -> Dictionary {
    let folder = tempfile::tempdir().unwrap();
    train(&options(folder.path())).unwrap()
}

#[test]
fn what_was_labelled_is_known() {
    let segmenter = Segmenter::new(small());
    let restored = |word| segmenter.restored(word, SegmentationScheme::Atb);
    assert_eq!(restored("وقال"), ["و", "قال"]);
    assert_eq!(restored("للصحف"), ["ل", "الصحف"]);
    assert_eq!(restored("شقيقته"), ["شقيقة", "ه"]);
    assert_eq!(restored("ببيت"), ["ب", "بيت"]);
    assert_eq!(restored("ومما"), ["و", "مما"]);
    assert!(segmenter.knows("ببيت") && !segmenter.knows("غير"));
    assert_eq!(segmenter.dictionary().sources(), "tests");
}

#[test]
fn the_same_inputs_give_the_same_bytes() {
    assert_eq!(small().as_bytes(), small().as_bytes());
    // Counts of a corpus are as good as a list of them, in any order.
    let folder = tempfile::tempdir().unwrap();
    let mut listed = options(folder.path());
    let list = listed.frequencies.remove(0).0;
    let text = fs::read_to_string(list).unwrap();
    let rows: Vec<_> = text.lines().skip(1).filter_map(|line| line.split_once(',')).collect();
    let counts =
        rows.into_iter().rev().map(|(form, count)| (form.to_owned(), count.parse().unwrap()));
    let counted = train(&listed.with_counts(counts)).unwrap();
    assert_eq!(counted.as_bytes(), small().as_bytes());
}

#[test]
fn a_cut_or_changed_dictionary_is_an_error() {
    let bytes = small().as_bytes().to_vec();
    assert!(Dictionary::from_bytes(bytes.clone()).is_ok());
    // The weights are most of the file: every byte of the rest, and some of theirs.
    let (some, step) = (4096, 997);
    let places = (0..some).chain((some..bytes.len()).step_by(step));
    for at in places.chain(bytes.len() - 64..bytes.len()) {
        let mut damaged = bytes.clone();
        damaged[at] ^= 0x41;
        assert!(Dictionary::from_bytes(damaged).is_err(), "byte {at}");
    }
    for length in (0..some).chain((some..bytes.len()).step_by(step)) {
        let cut = bytes.get(..length).unwrap().to_vec();
        assert!(Dictionary::from_bytes(cut).is_err(), "length {length}");
    }
}

#[test]
fn errors_say_what_is_wrong() {
    let bytes = small().as_bytes().to_vec();
    let error = Dictionary::from_bytes(b"%PDF-1.4".to_vec()).unwrap_err();
    assert!(matches!(error.kind(), SegmentErrorKind::NotADictionary));
    let mut newer = bytes.clone();
    newer[8] = 9;
    let error = Dictionary::from_bytes(newer).unwrap_err();
    assert!(matches!(error.kind(), SegmentErrorKind::Version { found: 9, .. }));
    let error = Dictionary::from_bytes(bytes.get(..1000).unwrap().to_vec()).unwrap_err();
    assert!(error.to_string().contains("has 1000 bytes"), "{error}");
    let error = Dictionary::open("no/such/file").unwrap_err();
    assert!(error.to_string().contains("no/such/file"), "{error}");

    let folder = tempfile::tempdir().unwrap();
    let list = write(folder.path(), "bad.tsv", "بيت\tبيت\nكتاب\tك+تا+ب\n");
    let error = train(&options(folder.path()).labelled(list, 1)).unwrap_err().to_string();
    assert!(error.contains("bad.tsv: line 2"), "{error}");
    let list = write(folder.path(), "bad.tsv", "بيت\tكثير\nبيت\tكثير\n");
    let error = train(&options(folder.path()).frequencies(list, FrequencyScale::Zipf));
    assert!(error.unwrap_err().to_string().contains("bad.tsv: line 2"));
    let treebank = write(folder.path(), "bad.conllu", "# text = x\n1 x\n");
    assert!(read_conllu(treebank).unwrap_err().to_string().contains("line 2"));
    let error = train(&TrainOptions::default()).unwrap_err();
    assert!(matches!(error.kind(), SegmentErrorKind::NothingToLearn));
}

#[test]
fn treebanks_of_both_kinds_are_read() {
    let folder = tempfile::tempdir().unwrap();
    let spaces = read_conllu(write(folder.path(), "a.conllu", BY_SPACES)).unwrap();
    assert_eq!(spaces[0].text, "وقال الوزير للصحف");
    assert_eq!(spaces[0].words[2].form, "للصحف");
    assert_eq!(spaces[0].words[2].pieces, ["ل", "لصحف"]);
    let ranges = read_conllu(write(folder.path(), "b.conllu", BY_RANGES)).unwrap();
    assert_eq!(ranges[0].words[0].pieces, ["شقيقة", "ه"]);
    assert_eq!(ranges[0].words.len(), 2);
}
