//! Frequencies of forms to compare: of a selection, or from a list.

use crate::AnalysisError;
use siyaq_count::{Selection, map_forms};

/// The frequencies of a corpus, a part of one, or a list from elsewhere.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FrequencyTable {
    tokens: u64,
    documents: Option<u64>,
    /// By the bytes of the form.
    rows: Vec<FrequencyRow>,
}

/// One form of a table.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct FrequencyRow {
    /// The form.
    pub form: String,
    /// Its frequency.
    pub freq: u64,
    /// In how many documents, where that is known.
    pub doc_freq: Option<u64>,
}

impl FrequencyTable {
    /// The frequencies of a selection.
    ///
    /// # Errors
    /// When the forms cannot be counted.
    pub fn from_selection(selection: &Selection<'_>) -> Result<Self, AnalysisError> {
        let lexicon = selection.layer().lexicon();
        let rows = map_forms(selection, 1, |occurrences| FrequencyRow {
            form: lexicon.form(occurrences.form).to_owned(),
            freq: occurrences.positions.len() as u64,
            doc_freq: Some(occurrences.parts.len() as u64),
        })?;
        let documents = Some(u64::from(selection.part().document_count()));
        Ok(Self { tokens: selection.token_count(), documents, rows })
    }

    /// A table from rows in any order. Rows of one form are added up. The corpus has `tokens`
    /// tokens, or the sum of the frequencies.
    #[must_use]
    pub fn from_rows(mut rows: Vec<FrequencyRow>, tokens: Option<u64>) -> Self {
        rows.sort();
        let mut merged: Vec<FrequencyRow> = Vec::with_capacity(rows.len());
        for row in rows {
            match merged.last_mut() {
                Some(last) if last.form == row.form => {
                    last.freq += row.freq;
                    // Documents of two rows may be the same ones.
                    last.doc_freq = None;
                }
                _ => merged.push(row),
            }
        }
        let sum = merged.iter().map(|row| row.freq).sum();
        Self { tokens: tokens.unwrap_or(sum).max(sum), documents: None, rows: merged }
    }

    /// The tokens of the corpus.
    #[must_use]
    pub fn tokens(&self) -> u64 {
        self.tokens
    }

    /// The documents of the corpus, where they are known.
    #[must_use]
    pub fn documents(&self) -> Option<u64> {
        self.documents
    }

    /// The forms, by their bytes.
    #[must_use]
    pub fn rows(&self) -> &[FrequencyRow] {
        &self.rows
    }
}
