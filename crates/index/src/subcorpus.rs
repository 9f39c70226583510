//! A part of a corpus: some of its documents.

use crate::{Corpus, DocId, IndexError, Where};
use siyaq_types::Boundary;
use std::ops::Range;

/// Some of the documents of a corpus, or all.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Subcorpus {
    /// The documents, ascending and apart; `None` for all.
    ranges: Option<Vec<Range<u32>>>,
    all: u32,
}

impl Subcorpus {
    /// The documents for which `chosen` is true, out of `all`.
    pub fn from_fn(all: u32, mut chosen: impl FnMut(DocId) -> bool) -> Self {
        let mut ranges: Vec<Range<u32>> = Vec::new();
        for doc in (0..all).filter(|doc| chosen(DocId(*doc))) {
            match ranges.last_mut() {
                Some(last) if last.end == doc => last.end = doc + 1,
                _ => ranges.push(doc..doc + 1),
            }
        }
        let everything = ranges.first().is_some_and(|range| *range == (0..all));
        Self { ranges: (!everything).then_some(ranges), all }
    }

    /// Whether this is the whole corpus.
    #[must_use]
    pub fn is_everything(&self) -> bool {
        self.ranges.is_none()
    }

    /// Whether a document belongs to it.
    #[must_use]
    pub fn contains(&self, doc: DocId) -> bool {
        match &self.ranges {
            None => doc.0 < self.all,
            Some(ranges) => {
                let after = ranges.partition_point(|range| range.start <= doc.0);
                let before = after.checked_sub(1).and_then(|place| ranges.get(place));
                before.is_some_and(|range| range.contains(&doc.0))
            }
        }
    }

    /// The documents as ranges, ascending and apart.
    #[must_use]
    pub fn document_ranges(&self) -> Vec<Range<u32>> {
        match &self.ranges {
            None if self.all == 0 => Vec::new(),
            None => std::iter::once(0..self.all).collect(),
            Some(ranges) => ranges.clone(),
        }
    }

    /// How many documents it has.
    #[must_use]
    pub fn document_count(&self) -> u32 {
        self.document_ranges().iter().map(|range| range.end - range.start).sum()
    }

    /// The documents, ascending.
    pub fn documents(&self) -> impl Iterator<Item = DocId> {
        self.document_ranges().into_iter().flatten().map(DocId)
    }

    /// The documents that are not in it.
    #[must_use]
    pub fn complement(&self) -> Self {
        Self::from_fn(self.all, |doc| !self.contains(doc))
    }

    /// The token positions of the documents: ascending, those of neighbouring documents joined.
    #[must_use]
    pub fn token_ranges(&self, corpus: &Corpus) -> Vec<Range<u64>> {
        let starts = corpus.boundaries(Boundary::Document);
        self.document_ranges()
            .into_iter()
            .map(|range| starts.get(u64::from(range.start))..starts.get(u64::from(range.end)))
            .filter(|range| !range.is_empty())
            .collect()
    }
}

impl Corpus {
    /// The whole corpus.
    #[must_use]
    pub fn everything(&self) -> Subcorpus {
        Subcorpus { ranges: None, all: self.document_count() }
    }

    /// The documents whose metadata fulfil a condition.
    ///
    /// # Errors
    /// When the condition names a field that the corpus has not, or compares it with a value of
    /// another type.
    pub fn select(&self, condition: &Where) -> Result<Subcorpus, IndexError> {
        self.select_folded(condition, &str::to_owned)
    }

    /// The same, with texts of the metadata and of the condition folded before they are compared,
    /// as the forms of a layer are. Ids, numbers and dates stay what they are.
    ///
    /// # Errors
    /// As [`select`](Self::select).
    pub fn select_folded(
        &self,
        condition: &Where,
        fold: &dyn Fn(&str) -> String,
    ) -> Result<Subcorpus, IndexError> {
        let documents = self.documents()?;
        let test = condition.compile(documents, fold)?;
        Ok(Subcorpus::from_fn(self.document_count(), test))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_subcorpus_is_its_documents() {
        let part = Subcorpus::from_fn(9, |doc| [0, 1, 4, 8].contains(&doc.0));
        assert_eq!(part.document_ranges(), [0..2, 4..5, 8..9]);
        let inside: Vec<u32> = (0..12).filter(|doc| part.contains(DocId(*doc))).collect();
        assert_eq!(inside, [0, 1, 4, 8]);
        assert_eq!(part.document_count(), 4);
        assert_eq!(part.complement().document_ranges(), [2..4, 5..8]);
        assert!(Subcorpus::from_fn(3, |_| true).is_everything());
        assert!(!Subcorpus::from_fn(3, |_| false).is_everything());
        assert_eq!(Subcorpus::from_fn(3, |_| false).document_count(), 0);
    }
}
