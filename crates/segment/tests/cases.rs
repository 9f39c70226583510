//! The cases of `datasets/cases/segments.jsonl`: words with their segments as they are spelt alone
//! under the scheme of the treebanks; `stem`, `d3` and `spans` where they matter.
#![cfg(feature = "embedded")]
#![expect(clippy::unwrap_used, reason = "a case file that cannot be read must fail the test")]

use serde_json::Value;
use siyaq_segment::{SegmentationScheme, Segmenter};

fn cases() -> Vec<Value> {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../datasets/cases/segments.jsonl");
    let text = std::fs::read_to_string(path).unwrap();
    text.lines()
        .filter(|line| !line.is_empty())
        .map(|line| serde_json::from_str(line).unwrap())
        .collect()
}

#[test]
fn every_word_has_the_expected_segments() {
    let segmenter = Segmenter::default();
    let cases = cases();
    let mut wrong = Vec::new();
    for case in &cases {
        let word = case["in"].as_str().unwrap();
        let analysis = segmenter.analyze(word);
        let spans: Vec<_> = analysis
            .segments(SegmentationScheme::Atb)
            .map(|segment| segment.span.text(word).unwrap())
            .collect();
        let found = [
            ("words", Value::from(segmenter.restored(word, SegmentationScheme::Atb))),
            ("d3", Value::from(segmenter.restored(word, SegmentationScheme::D3))),
            ("spans", Value::from(spans)),
            ("stem", Value::from(segmenter.stem(word))),
        ];
        for (field, found) in found {
            if case.get(field).is_some_and(|expected| *expected != found) {
                wrong.push(format!("{} {word}: {field} {found}", case["id"]));
            }
        }
    }
    assert!(cases.len() > 30);
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}
