//! What a search found.

use siyaq_index::{Boundary, Corpus, DocId, Starts, TokenPos};
use std::borrow::Cow;
use std::ops::Range;

/// One match: places of the corpus, from the first token of the match up to, and without, the place
/// after the last. Punctuation that was passed over lies inside. On a layer that takes words apart a
/// match may begin and end inside a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Hit {
    /// The place of the first token.
    pub start: TokenPos,
    /// The place after the last token.
    pub end: TokenPos,
}

impl Hit {
    /// A match of whole words: positions from `start` up to, and without, `end`.
    #[must_use]
    pub const fn words(start: u64, end: u64) -> Self {
        Self { start: TokenPos::word(start), end: TokenPos::word(end) }
    }

    /// The positions of the words that the match touches.
    #[must_use]
    pub const fn word_range(self) -> Range<u64> {
        self.start.pos()..self.end.pos_after()
    }
}

/// Matches in the order of the corpus: by start, then by end. No match stands there twice; matches
/// may overlap.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Hits {
    hits: Vec<Hit>,
}

/// Hits that are borrowed.
impl<'a> From<&'a Hits> for Cow<'a, [Hit]> {
    fn from(hits: &'a Hits) -> Self {
        Self::Borrowed(&hits.hits)
    }
}

/// Hits that are handed on.
impl From<Hits> for Cow<'_, [Hit]> {
    fn from(hits: Hits) -> Self {
        Self::Owned(hits.hits)
    }
}

impl Hits {
    /// From hits that ascend and differ.
    pub(crate) fn from_sorted(hits: Vec<Hit>) -> Self {
        Self { hits }
    }

    /// How many hits there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.hits.len()
    }

    /// Whether nothing was found.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.hits.is_empty()
    }

    /// The hits.
    #[must_use]
    pub fn as_slice(&self) -> &[Hit] {
        &self.hits
    }

    /// The hits, one by one.
    pub fn iter(&self) -> std::slice::Iter<'_, Hit> {
        self.hits.iter()
    }

    /// How many hits each document has; documents without a hit are left out.
    #[must_use]
    pub fn by_document(&self, corpus: &Corpus) -> Vec<(DocId, u64)> {
        let mut units = UnitCursor::new(corpus.boundaries(Boundary::Document));
        let mut counts: Vec<(DocId, u64)> = Vec::new();
        for hit in &self.hits {
            let doc = units.document(hit.start.pos());
            match counts.last_mut() {
                Some((last, count)) if *last == doc => *count += 1,
                _ => counts.push((doc, 1)),
            }
        }
        counts
    }

    /// In how many documents there are hits.
    #[must_use]
    pub fn doc_freq(&self, corpus: &Corpus) -> u64 {
        self.by_document(corpus).len() as u64
    }
}

/// Takes hits in any order: sorts them and leaves out what is there twice.
impl From<Vec<Hit>> for Hits {
    fn from(mut hits: Vec<Hit>) -> Self {
        hits.sort_unstable();
        hits.dedup();
        Self { hits }
    }
}

impl<'h> IntoIterator for &'h Hits {
    type Item = &'h Hit;
    type IntoIter = std::slice::Iter<'h, Hit>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

/// Finds the unit of positions that mostly ascend, without searching for each.
pub(crate) struct UnitCursor<'c> {
    starts: &'c Starts,
    number: u64,
    unit: Range<u64>,
}

impl<'c> UnitCursor<'c> {
    pub(crate) fn new(starts: &'c Starts) -> Self {
        Self { starts, number: 0, unit: starts.unit(0) }
    }

    /// The positions of the unit that `pos` lies in.
    #[inline]
    pub(crate) fn unit(&mut self, pos: u64) -> Range<u64> {
        if !self.unit.contains(&pos) {
            self.number = self.starts.unit_of(pos);
            self.unit = self.starts.unit(self.number);
        }
        self.unit.clone()
    }

    /// The unit that `pos` lies in, as a document.
    #[inline]
    pub(crate) fn document(&mut self, pos: u64) -> DocId {
        self.unit(pos);
        DocId(u32::try_from(self.number).unwrap_or(u32::MAX))
    }
}
