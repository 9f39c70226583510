//! From bytes of any format to a corpus, its frequencies and its concordance: every count is that
//! of a slow, obvious one.

use super::choices::Choices;
use super::samples::{LAYERS, corpus_of};
use siyaq::analysis::{Spread, word_list};
use siyaq::count::{
    NgramOptions, Selection, count_forms, count_ngrams, count_words, forms_in_order,
};
use siyaq::index::{Across, Boundary, Corpus, Punctuation, Scope};
use siyaq::query::{KwicOptions, Query, SearchOptions, concordance, search};
use siyaq::reader::Reader;
use siyaq::types::{ClassSet, DocId, TermId};
use std::collections::BTreeMap;
use std::io::Cursor;

/// Checks one input.
pub fn check(data: &[u8]) {
    let mut choices = Choices::new(data);
    let options = super::reader::options(&mut choices);
    let name = super::reader::name(&mut choices);
    let layer = choices.one_of(&LAYERS);
    let n = 1 + usize::from(choices.byte() % 4);
    let scope = Scope {
        punctuation: choices.one_of(&[Punctuation::Skip, Punctuation::Break, Punctuation::Keep]),
        across: choices.one_of(&[Across::Nothing, Across::Sentence, Across::Paragraph]),
        classes: choices.one_of(&[ClassSet::WORDS, ClassSet::ALL]),
    };
    let bytes = choices.bytes(8 << 10);
    // Some kilobytes of zstd may stand for gigabytes.
    if bytes.starts_with(&[0x28, 0xB5, 0x2F, 0xFD]) || bytes.starts_with(&[0x1F, 0x8B]) {
        return;
    }
    let Ok(reader) = Reader::from_read(name, Cursor::new(bytes.to_vec()), options) else { return };
    let Ok(corpus) = corpus_of(reader) else { return };
    shape(&corpus);
    let selection =
        Selection::new(&corpus, corpus.layer(layer).expect("a layer")).with_scope(scope);
    words(&selection);
    ngrams(&selection, n);
    kwic(&corpus, layer, scope);
}

fn shape(corpus: &Corpus) {
    let documents = (0..corpus.document_count()).map(DocId);
    let tokens =
        documents.map(|doc| corpus.document_range(doc)).map(|range| range.end - range.start);
    assert_eq!(tokens.sum::<u64>(), corpus.token_count());
    assert_eq!(corpus.words().lexicon().total_freq(), corpus.token_count());
    for layer in corpus.layers() {
        layer.lexicon().verify().expect("a new layer is sound");
    }
}

fn words(selection: &Selection<'_>) {
    let in_order = forms_in_order(selection);
    let mut expected: BTreeMap<u32, u64> = BTreeMap::new();
    in_order.iter().for_each(|form| *expected.entry(*form).or_default() += 1);
    let mut rows = count_words(selection, 1).expect("a small corpus");
    let found: BTreeMap<u32, u64> = rows.iter().map(|row| (row.form.0, row.freq)).collect();
    assert_eq!(found, expected);
    rows.sort_by_key(|row| selection.layer().lexicon().ordinal(row.form));
    assert_eq!(count_forms(selection), rows);
    assert_eq!(selection.token_count(), in_order.len() as u64);
    let Ok(list) = word_list(selection, 1, &Spread::default()) else {
        return assert!(in_order.is_empty(), "words have a list");
    };
    let total: u64 = list.rows.iter().map(|row| row.freq).sum();
    assert_eq!(total, in_order.len() as u64);
}

fn ngrams(selection: &Selection<'_>, n: usize) {
    let counts = count_ngrams(selection, &NgramOptions::new(n)).expect("a small corpus");
    let sum: u64 = counts.rows().map(|row| row.freq).sum();
    assert_eq!(sum, counts.total());
    for row in counts.rows() {
        assert!(row.doc_freq >= 1 && row.doc_freq <= row.freq);
        assert_eq!(row.forms().count(), n);
    }
    if n == 1 {
        assert_eq!(sum, selection.token_count());
    }
}

/// Every word of the list is found as often as it is counted, and so is what is printed of it.
fn kwic(corpus: &Corpus, layer: &str, scope: Scope) {
    let options = SearchOptions::default().layer(layer).scope(scope);
    let documents = corpus.boundaries(Boundary::Document);
    for word in (0..corpus.words().lexicon().len().min(12)).map(TermId) {
        let form = corpus.words().lexicon().form(word);
        let hits = search(corpus, &Query::words([form]), &options).expect("a search");
        let shown = KwicOptions::default().layer(layer).scope(scope).limit(3);
        for line in concordance(corpus, &hits, &shown).expect("a concordance").collect() {
            let start = line.hit.word_range().start;
            assert_eq!(u64::from(line.doc.0), documents.unit_of(start));
            let query = Query::literal(&line.match_text);
            let again = search(corpus, &query, &options).expect("a search");
            assert!(layer == "stem" || again.as_slice().contains(&line.hit), "{query}");
        }
    }
}
