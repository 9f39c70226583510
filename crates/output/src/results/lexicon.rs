//! Forms found in a lexicon.

use siyaq_lexicon::{Lexicon, Pattern};
use siyaq_types::TermId;

use super::per_million;
use crate::rows::{Column, RowSink, Rows};

/// Forms of a lexicon: `form, freq, per_million`, and `distance` for a search by edit distance.
#[derive(Debug, Clone, Copy)]
pub struct LexiconRows<'a, D> {
    lexicon: &'a Lexicon<D>,
    forms: &'a [TermId],
    distance: Option<&'a Pattern>,
}

impl<'a, D> LexiconRows<'a, D> {
    /// The rows of `forms`; with a pattern of edit distance, how far each form is from its word.
    #[must_use]
    pub const fn new(
        lexicon: &'a Lexicon<D>,
        forms: &'a [TermId],
        distance: Option<&'a Pattern>,
    ) -> Self {
        Self { lexicon, forms, distance }
    }
}

impl<D: AsRef<[u8]> + Sync> Rows for LexiconRows<'_, D> {
    fn columns(&self) -> Vec<Column> {
        let columns = [Column::text("form"), Column::integer("freq"), per_million()];
        let distance = self.distance.map(|_| Column::integer("distance"));
        columns.into_iter().chain(distance).collect()
    }

    fn len(&self) -> usize {
        self.forms.len()
    }

    fn row(&self, index: usize, sink: &mut dyn RowSink) {
        let Some(id) = self.forms.get(index).copied() else { return };
        let (form, freq) = (self.lexicon.form(id), self.lexicon.freq(id));
        let total = self.lexicon.total_freq();
        sink.text(form);
        sink.integer(freq);
        super::push_rate(sink, (total > 0).then(|| freq as f64 * 1e6 / total as f64));
        if let Some(pattern) = self.distance {
            super::push_count(sink, pattern.distance(form).map(u64::from));
        }
    }
}
