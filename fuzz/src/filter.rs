//! Conditions on metadata, and the other small languages of options: what is read is written the
//! same, and a condition and its negation part the documents.

use super::choices::Choices;
use super::samples::CORPUS;
use siyaq::index::{ClassSet, Date, FieldSpec, Where};
use siyaq::text::Normalizer;

/// Checks one input.
pub fn check(data: &[u8]) {
    let text = Choices::new(data).text(1024);
    small_languages(&text);
    let Ok(condition) = text.parse::<Where>() else { return };
    let written = condition.to_string();
    let again: Where = written.parse().expect("a condition is read as it is written");
    assert_eq!(again.to_string(), written);
    let normalizer = Normalizer::default();
    let fold = |text: &str| normalizer.normalize(text).into_owned();
    for part in [CORPUS.select(&condition), CORPUS.select_folded(&condition, &fold)] {
        let Ok(part) = part else { continue };
        let rest = part.complement(&CORPUS);
        assert_eq!(part.document_count() + rest.document_count(), CORPUS.document_count());
        assert!(part.documents().all(|doc| part.contains(doc) && !rest.contains(doc)));
    }
    if let Ok(part) = CORPUS.select(&condition) {
        assert_eq!(CORPUS.select(&again).expect("the same condition"), part);
        // A condition as deep as may be has no room for another sign.
        if let Ok(not) = format!("!({written})").parse::<Where>() {
            assert_eq!(CORPUS.select(&not).expect("the same fields"), part.complement(&CORPUS));
        }
    }
}

fn small_languages(text: &str) {
    if let Ok(field) = text.parse::<FieldSpec>() {
        assert_eq!(field.to_string().parse::<FieldSpec>(), Ok(field));
    }
    if let Ok(date) = text.parse::<Date>() {
        assert_eq!(date.to_string().parse::<Date>(), Ok(date));
    }
    if let Ok(classes) = text.parse::<ClassSet>() {
        assert_eq!(classes.to_string().parse::<ClassSet>(), Ok(classes));
    }
}
