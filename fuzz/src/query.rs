//! A query is written as it is read, its hits lie in the corpus, and what a concordance prints of
//! them is found again.

use super::choices::Choices;
use super::samples::{CORPUS, LAYERS};
use siyaq::index::{Across, Punctuation, Scope};
use siyaq::query::{
    Cutting, Hits, KwicOptions, Query, Search, SearchOptions, SortKey, concordance, search,
};
use siyaq::types::ClassSet;

/// Checks one input.
pub fn check(data: &[u8]) {
    let mut choices = Choices::new(data);
    let layer = choices.one_of(&LAYERS);
    let scope = Scope {
        punctuation: choices.one_of(&[Punctuation::Skip, Punctuation::Break, Punctuation::Keep]),
        across: choices.one_of(&[Across::Nothing, Across::Sentence, Across::Paragraph]),
        classes: choices.one_of(&[ClassSet::WORDS, ClassSet::ALL]),
    };
    let cutting = choices.one_of(&[Cutting::AsText, Cutting::Spaces]);
    let (query, key) = choices.two_texts(200);
    let sort = key.parse::<SortKey>().ok();
    let Ok(query) = query.parse::<Query>() else { return };
    let again: Query = query.to_string().parse().expect("a query is read as it is written");
    assert_eq!(again, query);
    let options = SearchOptions::default().layer(layer).scope(scope).cutting(cutting);
    let corpus = &*CORPUS;
    let Ok(search) = Search::new(corpus, &query, &options) else { return };
    let hits = search.hits();
    assert_eq!(search.count(), hits.len() as u64, "{query}");
    assert!(hits.as_slice().is_sorted_by(|one, next| one < next), "{query}");
    let _ = (search.explain().to_string(), query.remarks());
    let units = corpus.boundaries(scope.across.stops_at());
    for hit in hits.iter() {
        let words = hit.word_range();
        assert!(hit.start < hit.end && words.end <= corpus.token_count(), "{query}");
        assert_eq!(units.unit_of(words.start), units.unit_of(words.end - 1), "{query}");
    }
    let by_document: u64 = hits.by_document(corpus).iter().map(|(_, count)| count).sum();
    assert_eq!(by_document, hits.len() as u64);
    printed_is_found(&hits, layer, scope, sort);
}

/// The lines of some hits are the hits in order, and their matches find them.
fn printed_is_found(hits: &Hits, layer: &str, scope: Scope, sort: Option<SortKey>) {
    let mut options = KwicOptions::default().layer(layer).scope(scope).limit(4);
    options = options.sort(sort);
    let Ok(lines) = concordance(&CORPUS, hits, &options) else { return };
    assert_eq!(lines.total(), hits.len());
    assert_eq!(lines.len(), hits.len().min(4));
    let all = SearchOptions::default().layer(layer).scope(scope);
    for line in lines.collect() {
        assert!(hits.as_slice().contains(&line.hit));
        if line.match_text.split_whitespace().count() > 20 || layer == "stem" {
            continue;
        }
        let found = search(&CORPUS, &Query::literal(&line.match_text), &all).expect("a search");
        assert!(found.as_slice().contains(&line.hit), "{:?} on {layer}", line.match_text);
    }
}
