//! The lists that the dictionary is made from: each word is cut in one way, and the dictionary that
//! ships cuts it so.
#![cfg(feature = "embedded")]
#![expect(clippy::unwrap_used, reason = "a list that cannot be read must fail the test")]

use siyaq_segment::train::{TrainOptions, train};
use siyaq_segment::{FusionPolicy, SegmentationScheme, Segmenter, SegmenterOptions};
use siyaq_text::Normalizer;
use std::collections::BTreeMap;
use std::path::Path;
use std::{env, fs};

const LISTS: [&str; 4] = ["names", "labelled", "closed_classes", "corrections"];

/// The lines of all lists, without comments: list, word, pieces.
fn lines() -> Vec<(&'static str, String, String)> {
    let mut lines = Vec::new();
    for list in LISTS {
        let path = format!("{}/data/{list}.tsv", env!("CARGO_MANIFEST_DIR"));
        for line in fs::read_to_string(path).unwrap().lines() {
            if let Some((word, pieces)) = line.split_once('\t').filter(|_| !line.starts_with('#')) {
                lines.push((list, word.to_owned(), pieces.to_owned()));
            }
        }
    }
    lines
}

#[test]
fn no_word_is_cut_in_two_ways() {
    let standard = Normalizer::default();
    let fold = |text: &str| -> String {
        text.split('+').map(|piece| standard.normalize(piece)).collect::<Vec<_>>().join("+")
    };
    let spelling = |word: &str| {
        let alef = word.chars().find(|c| matches!(c, 'ا' | 'أ' | 'إ' | 'آ'));
        (word.ends_with('ى'), alef == Some('ا'))
    };
    let mut known: BTreeMap<String, Vec<(String, String)>> = BTreeMap::new();
    let mut wrong = Vec::new();
    for (list, word, pieces) in lines() {
        let others = known.entry(fold(&word)).or_default();
        for (other, cut) in &*others {
            // Two spellings may be two words, of which one is whole.
            let told_apart =
                spelling(other) != spelling(&word) && (cut.contains('+') != pieces.contains('+'));
            if fold(cut) != fold(&pieces) && !told_apart {
                wrong.push(format!("{list}: {pieces}, and {cut}"));
            }
        }
        others.push((word, pieces));
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn the_dictionary_that_ships_cuts_as_the_lists_say() {
    let dictionary = Segmenter::default().dictionary().clone();
    // Lists may take apart what is written together, about which a policy decides.
    let segmenters = FusionPolicy::ALL.map(|policy| {
        let options = SegmenterOptions::default().fusion(policy);
        Segmenter::with_options(dictionary.clone(), options)
    });
    let lines = lines();
    let mut wrong = Vec::new();
    for (list, word, pieces) in &lines {
        let found = segmenters.each_ref().map(|segmenter| {
            let analysis = segmenter.analyze(word);
            let spans = analysis
                .segments(SegmentationScheme::Atb)
                .map(|segment| segment.span.text(word).unwrap());
            spans.collect::<Vec<_>>().join("+")
        });
        if !found.contains(pieces) {
            wrong.push(format!("{list}: {pieces}, found {}", found[0]));
        }
    }
    assert!(lines.len() > 15_000);
    assert!(wrong.is_empty(), "{} lines: {wrong:#?}", wrong.len());
}

/// The inputs that are not here are named by two variables, as `FORMAT.md` has them:
///
/// ```text
/// PUD=ar_pud-ud-test.conllu WORDFREQ=wordfreq_ar_large.tsv cargo test --test lists -- --ignored
/// ```
///
/// What comes out otherwise is kept, to be looked at or to be shipped.
#[test]
#[ignore = "needs the treebank and the list of frequencies, which are not here"]
fn the_dictionary_that_ships_is_what_its_inputs_give() {
    let [pud, wordfreq] = ["PUD", "WORDFREQ"].map(|name| env::var(name).unwrap());
    let lists = concat!(env!("CARGO_MANIFEST_DIR"), "/data");
    let made = train(&TrainOptions::shipped(pud, wordfreq, lists)).unwrap();
    let ships = Segmenter::default();
    if made.as_bytes() != ships.dictionary().as_bytes() {
        let kept = Path::new(env!("CARGO_TARGET_TMPDIR")).join("dictionary.bin");
        fs::write(kept, made.as_bytes()).unwrap();
    }
    assert!(made.as_bytes() == ships.dictionary().as_bytes(), "target/tmp has what comes out");
    assert!(made.as_bytes().len() < 3_600_000, "{} bytes", made.as_bytes().len());
}
