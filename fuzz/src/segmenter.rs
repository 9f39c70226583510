//! The segments of a word follow each other and cover it, under every scheme.

use super::choices::Choices;
use siyaq::segment::{
    Exceptions, FusionPolicy, Restored, Role, SegmentationScheme, Segmenter, SegmenterOptions,
};
use siyaq::text::{Normalizer, Profile};
use std::sync::LazyLock;

static SEGMENTER: LazyLock<Segmenter> = LazyLock::new(Segmenter::default);

/// Checks one input.
pub fn check(data: &[u8]) {
    let mut choices = Choices::new(data);
    let mut options = SegmenterOptions::default().fusion(choices.one_of(&FusionPolicy::ALL));
    let (text, list) = choices.two_texts(2048);
    if let Ok(exceptions) = Exceptions::parse(&list) {
        options = options.exceptions(exceptions);
    }
    let segmenter = Segmenter::with_options(SEGMENTER.dictionary().clone(), options);
    for word in text.split_whitespace().take(20) {
        covers(&segmenter, word);
        forms(&segmenter, word);
    }
}

fn covers(segmenter: &Segmenter, word: &str) {
    let analysis = segmenter.analyze(word);
    assert_eq!(segmenter.analyze(word), analysis);
    let mut coarser: Vec<u32> = Vec::new();
    for scheme in SegmentationScheme::ALL {
        let (mut end, mut starts) = (0, Vec::new());
        for segment in analysis.segments(scheme) {
            assert_eq!(segment.span.start, end, "{word:?}");
            // A ligature writes the letter of a piece with the piece before it.
            let before = word.get(..end as usize).and_then(|text| text.chars().next_back());
            let shared = before.is_some_and(|sign| ('\u{FEF5}'..='\u{FEFC}').contains(&sign));
            let hidden = shared || segment.role == Role::Article;
            assert!(!segment.span.is_empty() || hidden, "{word:?}");
            assert!(segment.span.text(word).is_some(), "{word:?}");
            starts.push(segment.span.start);
            end = segment.span.end;
        }
        assert_eq!(end as usize, word.len(), "{word:?}");
        assert_eq!(analysis.is_whole(scheme), starts.len() == 1, "{word:?}");
        assert!(coarser.iter().all(|start| starts.contains(start)), "{word:?}");
        coarser = starts;
    }
}

fn forms(segmenter: &Segmenter, word: &str) {
    let standard = Normalizer::new(Profile::Standard);
    let mut restored = Restored::default();
    let analysis = segmenter.analyze(word);
    for scheme in SegmentationScheme::ALL {
        let count = analysis.segments(scheme).count();
        segmenter.restore_into(word, scheme, &mut restored);
        assert_eq!(restored.segment_count(), count, "{word:?}");
        assert!(count == 1 || restored.iter().all(|(_, form)| !form.is_empty()), "{word:?}");
        segmenter.written_into(word, scheme, &mut restored);
        let written: String = restored.iter().map(|(_, form)| form).collect();
        // A ligature that was cut is two letters.
        assert_eq!(standard.normalize(&written), standard.normalize(word), "{word:?}");
    }
    let mut key = String::new();
    segmenter.stem_key_into(word, &mut key);
    assert_eq!(standard.normalize(&key), key, "{word:?}");
}
