//! A part of a corpus: some of its documents, or ranges of positions in them.

use crate::ranges::{both, joined, outside};
use crate::{Corpus, DocId, IndexError, Where};
use siyaq_types::Boundary;
use std::ops::Range;
use std::sync::Arc;

/// Some of the documents of a corpus, or all; or of each only what lies in some ranges of positions,
/// such as the headlines.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Subcorpus {
    /// The documents, ascending and apart; `None` for all.
    ranges: Option<Vec<Range<u32>>>,
    all: u32,
    /// Which positions of the documents, ascending and apart; `None` for all.
    pieces: Option<Arc<[Range<u64>]>>,
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
        Self { ranges: (!everything).then_some(ranges), all, pieces: None }
    }

    /// Some ranges of positions, in any order, and the documents that they touch.
    #[must_use]
    pub fn of_positions(corpus: &Corpus, ranges: Vec<Range<u64>>) -> Self {
        let everything = 0..corpus.token_count();
        let everything = std::slice::from_ref(&everything);
        let pieces = both(&joined(ranges), everything);
        if pieces == everything {
            return corpus.everything();
        }
        let starts = corpus.boundaries(Boundary::Document);
        let mut left = pieces.as_slice();
        let part = Self::from_fn(corpus.document_count(), |doc| {
            let own = starts.unit(u64::from(doc.0));
            let passed = left.partition_point(|piece| piece.end <= own.start);
            left = left.get(passed..).unwrap_or_default();
            left.first().is_some_and(|piece| !own.is_empty() && piece.start < own.end)
        });
        Self { pieces: Some(pieces.into()), ..part }
    }

    /// Those of its documents for which `chosen` is true, and of each the same positions.
    #[must_use]
    pub fn filter(&self, mut chosen: impl FnMut(DocId) -> bool) -> Self {
        let part = Self::from_fn(self.all, |doc| self.contains(doc) && chosen(doc));
        Self { pieces: self.pieces.clone(), ..part }
    }

    /// Whether this is the whole corpus.
    #[must_use]
    pub fn is_everything(&self) -> bool {
        self.ranges.is_none() && self.pieces.is_none()
    }

    /// Whether it may have only some of the positions of a document.
    #[must_use]
    pub fn cuts_documents(&self) -> bool {
        self.pieces.is_some()
    }

    /// The pieces of a range of positions inside its documents that belong to it, ascending: the range
    /// itself where it takes documents whole.
    pub fn pieces(&self, range: Range<u64>) -> impl Iterator<Item = Range<u64>> + '_ {
        let (whole, listed) = match &self.pieces {
            None => (Some(range.clone()), &[][..]),
            Some(pieces) => {
                let passed = pieces.partition_point(|piece| piece.end <= range.start);
                (None, pieces.get(passed..).unwrap_or_default())
            }
        };
        let (start, end) = (range.start, range.end);
        let listed = listed.iter().take_while(move |piece| piece.start < end);
        whole.into_iter().chain(listed.map(move |piece| piece.start.max(start)..piece.end.min(end)))
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

    /// What is not in it: the other documents, or all other positions.
    #[must_use]
    pub fn complement(&self, corpus: &Corpus) -> Self {
        match self.pieces {
            None => Self::from_fn(self.all, |doc| !self.contains(doc)),
            Some(_) => {
                let own = joined(self.token_ranges(corpus));
                Self::of_positions(corpus, outside(&own, corpus.token_count()))
            }
        }
    }

    /// The token positions that belong to it: ascending, those of neighbouring documents joined.
    #[must_use]
    pub fn token_ranges(&self, corpus: &Corpus) -> Vec<Range<u64>> {
        let starts = corpus.boundaries(Boundary::Document);
        self.document_ranges()
            .into_iter()
            .map(|range| starts.get(u64::from(range.start))..starts.get(u64::from(range.end)))
            .flat_map(|range| self.pieces(range).collect::<Vec<_>>())
            .filter(|range| !range.is_empty())
            .collect()
    }
}

impl Corpus {
    /// The whole corpus.
    #[must_use]
    pub fn everything(&self) -> Subcorpus {
        Subcorpus { ranges: None, all: self.document_count(), pieces: None }
    }

    /// What fulfils a condition: documents by their metadata, or, where the condition names an
    /// attribute of a structure (`field.name=title`), the positions of its ranges.
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
        if condition.is_about_structures(self, documents) {
            let chosen = condition.positions(self, fold)?;
            return Ok(Subcorpus::of_positions(self, chosen));
        }
        let test = condition.compile(documents, fold)?;
        Ok(Subcorpus::from_fn(self.document_count(), test))
    }

    /// How many documents have a date that is less exact than one which the condition compares it with, so
    /// that the comparison is not known to hold: `2023` and `date<2023-05`. It counts as one that does not
    /// hold.
    ///
    /// # Errors
    /// When the metadata cannot be read.
    pub fn undecided(&self, condition: &Where) -> Result<u32, IndexError> {
        let undecided = condition.undecided(self.documents()?);
        let documents = (0..self.document_count()).filter(|doc| undecided(DocId(*doc)));
        Ok(u32::try_from(documents.count()).unwrap_or(u32::MAX))
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
        assert!(Subcorpus::from_fn(3, |_| true).is_everything());
        assert!(!Subcorpus::from_fn(3, |_| false).is_everything());
        assert_eq!(Subcorpus::from_fn(3, |_| false).document_count(), 0);
    }
}
