//! Forms found in a lexicon.

use siyaq_lexicon::{Lexicon, LexiconData, Pattern};
use siyaq_query::FormLabels;
use siyaq_types::TermId;

use super::{KEY, per_million};
use crate::rows::{Column, RowSink, Rows};

/// Forms of a lexicon: `form, freq, per_million`, and `distance` for a search by edit distance; of a layer of a corpus also
/// `key`.
#[derive(Debug, Clone)]
pub struct LexiconRows<'a, D> {
    lexicon: &'a Lexicon<D>,
    forms: &'a [TermId],
    distance: Option<&'a Pattern>,
    labels: Option<FormLabels<'a>>,
}

impl<'a, D> LexiconRows<'a, D> {
    /// The rows of `forms`; with a pattern of edit distance, how far each form is from its word.
    #[must_use]
    pub const fn new(
        lexicon: &'a Lexicon<D>,
        forms: &'a [TermId],
        distance: Option<&'a Pattern>,
    ) -> Self {
        Self { lexicon, forms, distance, labels: None }
    }

    /// The same of a layer of a corpus: each form as it is most often written, and itself as `key`.
    #[must_use]
    pub fn labels(mut self, labels: Option<FormLabels<'a>>) -> Self {
        self.labels = labels;
        self
    }
}

impl<D: LexiconData + Sync> Rows for LexiconRows<'_, D> {
    fn columns(&self) -> Vec<Column> {
        let columns = [Column::text("form"), Column::integer("freq"), per_million()];
        let distance = self.distance.map(|_| Column::integer("distance"));
        let key = self.labels.as_ref().map(|_| Column::key(KEY));
        columns.into_iter().chain(distance).chain(key).collect()
    }

    fn len(&self) -> usize {
        self.forms.len()
    }

    fn row(&self, index: usize, sink: &mut dyn RowSink) {
        let Some(id) = self.forms.get(index).copied() else { return };
        let (form, freq) = (self.lexicon.form(id), self.lexicon.freq(id));
        let total = self.lexicon.total_freq();
        sink.text(self.labels.as_ref().map_or(form, |labels| labels.label(id)));
        sink.integer(freq);
        super::push_rate(sink, (total > 0).then(|| freq as f64 * 1e6 / total as f64));
        if let Some(pattern) = self.distance {
            super::push_count(sink, pattern.distance(form).map(u64::from));
        }
        if self.labels.is_some() {
            sink.text(form);
        }
    }
}
