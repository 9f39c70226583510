//! Concordance lines and groups of hits.

use siyaq_index::{Corpus, Documents, IndexError};
use siyaq_query::{Concordance, GroupRow, Key};
use siyaq_types::{FieldKind, FieldSpec, MetaValue};
use std::borrow::Cow;

use super::KEY;
use crate::held::Held;
use crate::rows::{Column, RowSink, Rows};

/// Concordance lines: `doc, position` (where in the document the word stands that the match begins in, from 0, counted in words as they
/// are written: [`KwicLine::position`](siyaq_query::KwicLine::position)), `before, match, after`; on a layer whose words are several tokens also `word`, the words that the match is a piece of; then
/// metadata. A line is made when it is written, so that only what is shown costs anything.
#[derive(Debug)]
pub struct ConcordanceRows<'a> {
    concordance: Held<'a, Concordance<'a>>,
    documents: &'a Documents,
    shown: Vec<(usize, FieldSpec)>,
}

impl<'a> ConcordanceRows<'a> {
    /// The lines with the metadata fields of these names.
    ///
    /// # Errors
    /// When the corpus has no such field, or its document table is damaged.
    pub fn new<S: AsRef<str>>(
        corpus: &'a Corpus,
        concordance: impl Into<Held<'a, Concordance<'a>>>,
        show: &[S],
    ) -> Result<Self, IndexError> {
        let documents = corpus.documents()?;
        let mut shown = Vec::new();
        for name in show {
            let place = documents.field(name.as_ref())?;
            shown.extend(documents.spec(place).map(|field| (place, field)));
        }
        Ok(Self { concordance: concordance.into(), documents, shown })
    }
}

impl Rows for ConcordanceRows<'_> {
    fn columns(&self) -> Vec<Column> {
        let mut columns = vec![Column::text("doc"), Column::integer("position")];
        columns.extend(Column::concordance());
        columns.extend(self.concordance.cuts_words().then(|| Column::text("word")));
        columns.extend(self.shown.iter().map(|(_, field)| match field.kind {
            FieldKind::Integer => Column::integer(field.name.clone()),
            FieldKind::String | FieldKind::Date => Column::text(field.name.clone()),
        }));
        columns
    }

    fn len(&self) -> usize {
        self.concordance.len()
    }

    fn row(&self, index: usize, sink: &mut dyn RowSink) {
        let Some(line) = self.concordance.line(index) else { return };
        sink.text(self.documents.id(line.doc));
        sink.integer(line.position);
        sink.text(&line.before);
        sink.text(&line.match_text);
        sink.text(&line.after);
        if self.concordance.cuts_words() {
            sink.text(&line.words);
        }
        for (place, _) in &self.shown {
            match self.documents.value_at(line.doc, *place) {
                Some(MetaValue::Integer(value)) => sink.signed(value),
                Some(MetaValue::String(value)) => sink.text(&value),
                Some(value) => sink.text(&value.to_string()),
                None => sink.missing(),
            }
        }
    }
}

/// Groups of hits: one column for each key, named as the key is written, with words as they are most often written; then
/// `freq, doc_freq`, and for each key of words its forms on the layer: `key`, or `key_1, key_2 …` where there are several.
#[derive(Debug, Clone)]
pub struct GroupRows<'a> {
    keys: Cow<'a, [Key]>,
    rows: Cow<'a, [GroupRow]>,
}

impl<'a> GroupRows<'a> {
    /// The rows of groups by `keys`.
    pub fn new(keys: impl Into<Cow<'a, [Key]>>, rows: impl Into<Cow<'a, [GroupRow]>>) -> Self {
        Self { keys: keys.into(), rows: rows.into() }
    }
}

impl Rows for GroupRows<'_> {
    fn columns(&self) -> Vec<Column> {
        let keys = self.keys.iter().map(|key| Column::text(key.to_string()));
        let forms = match self.keys.iter().filter(|key| key.has_forms()).count() {
            0 | 1 => vec![KEY.to_owned()],
            number => (1..=number).map(|place| format!("{KEY}_{place}")).collect(),
        };
        let with_forms = self.keys.iter().any(Key::has_forms);
        let forms = forms.into_iter().filter(|_| with_forms).map(Column::key);
        keys.chain(["freq", "doc_freq"].map(Column::integer)).chain(forms).collect()
    }

    fn len(&self) -> usize {
        self.rows.len()
    }

    fn row(&self, index: usize, sink: &mut dyn RowSink) {
        let Some(row) = self.rows.get(index) else { return };
        row.labels.iter().for_each(|label| sink.text(label));
        sink.integer(row.freq);
        sink.integer(row.doc_freq);
        let keys = self.keys.iter().zip(&row.keys).filter(|(key, _)| key.has_forms());
        keys.for_each(|(_, forms)| sink.text(forms));
    }
}
