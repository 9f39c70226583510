//! `siyaq tokenize --sentences`: the sentences of texts as rows.

use super::tokens::Tokens;
use siyaq::output::{Column, RowSink, Rows};
use std::ops::Range;

/// The sentences of some tokens, each a range of them.
pub(super) struct Sentences<'t, 'f> {
    tokens: &'t Tokens<'f>,
    sentences: Vec<Range<usize>>,
}

impl<'t, 'f> Sentences<'t, 'f> {
    pub(super) fn of(tokens: &'t Tokens<'f>) -> Self {
        Self { tokens, sentences: tokens.sentence_ranges() }
    }
}

impl Rows for Sentences<'_, '_> {
    fn columns(&self) -> Vec<Column> {
        vec![
            Column::text("doc"),
            Column::integer("sentence"),
            Column::text("text"),
            Column::integer("tokens"),
            Column::integer("start"),
            Column::integer("end"),
        ]
    }

    fn len(&self) -> usize {
        self.sentences.len()
    }

    fn row(&self, index: usize, sink: &mut dyn RowSink) {
        let Some(range) = self.sentences.get(index) else { return };
        let Some(place) = self.tokens.place(range) else { return };
        sink.text(place.doc);
        sink.integer(place.sentence);
        sink.text(&self.tokens.sentence(range.clone()));
        sink.integer(range.len() as u64);
        sink.integer(place.start);
        sink.integer(place.end);
    }
}
