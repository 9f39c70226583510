//! The spellings that sequences of words are shown by.

use crate::AnalysisError;
use crate::labels::labels_of;
use foldhash::fast::FixedState;
use hashbrown::HashMap;
use rayon::prelude::*;
use siyaq_count::{
    CountErrorKind, NgramOptions, Selection, Spelling, WordSequences, count_other_spellings,
};
use siyaq_index::TermId;
use siyaq_query::FormLabels;
use std::borrow::Cow;
use std::collections::{BTreeMap, btree_map};

/// The words by which rows are most often written, by the places of the rows.
pub(crate) type Spellings = HashMap<usize, Box<[TermId]>, FixedState>;

/// How else than each word as it is most often written rows are spelt, by the places of the rows, with the
/// frequency of each spelling.
pub(crate) type Votes = HashMap<usize, Vec<(Box<[TermId]>, u64)>, FixedState>;

/// A sequence of forms, with `None` where any word may stand.
type Sequence = Box<[Option<TermId>]>;

/// The spellings that sequences of forms are shown by: of each the one most often written among the tokens
/// that count. That need not be each word as it is most often written: where على is more frequent than
/// علي, and both are one form, the name علي عبد الله is still written with a dotted yeh.
///
/// Between a sequence whose words are each in the most frequent spelling and one as frequent that is
/// written otherwise, the first is shown. So it is on layers whose forms are no spellings of words (see
/// [`FormLabels`]), and where the words of a sequence are too many to be counted by their spellings.
#[derive(Clone, Debug)]
pub struct SequenceLabels<'c> {
    labels: FormLabels<'c>,
    other: HashMap<Sequence, Box<[TermId]>, FixedState>,
}

impl<'c> SequenceLabels<'c> {
    /// Counts how some sequences of a selection are written; each comes with its frequency, where that is
    /// known, and has `None` for a slot that any word fills, of which there is at most one.
    ///
    /// Cost: a pass over the tokens for each length and place of a slot.
    ///
    /// # Errors
    /// When the sequences cannot be counted.
    pub(crate) fn new(
        selection: &Selection<'c>,
        rows: impl IntoIterator<Item = (Sequence, Option<u64>)>,
    ) -> Result<Self, AnalysisError> {
        let labels = labels_of(selection);
        let mut other = HashMap::with_hasher(FixedState::default());
        let lexicon = selection.layer().lexicon();
        // By the length and the place of the slot: the sequences, and where each is by its ordinals.
        type Alike = (Vec<(Sequence, Option<u64>)>, HashMap<Vec<u32>, usize, FixedState>);
        let mut kinds: BTreeMap<(usize, Option<usize>), Alike> = BTreeMap::new();
        for (sequence, freq) in rows {
            let kind = (sequence.len(), sequence.iter().position(Option::is_none));
            let (rows, places) = match kinds.entry(kind) {
                btree_map::Entry::Occupied(found) => found.into_mut(),
                btree_map::Entry::Vacant(free) => free.insert(Alike::default()),
            };
            let ordinals = sequence.iter().flatten().map(|form| lexicon.ordinal(*form)).collect();
            places.entry(ordinals).or_insert(rows.len());
            rows.push((sequence, freq));
        }
        // A form by itself is shown by its label.
        for ((n, slot), (rows, places)) in kinds.into_iter().filter(|((n, _), _)| *n > 1) {
            let forms = rows.iter().flat_map(|(sequence, _)| sequence.iter().flatten());
            let known = rows.iter().all(|(_, freq)| freq.is_some());
            let find = |ordinals: &[u32]| {
                let place = *places.get(ordinals)?;
                Some((place, rows.get(place)?.1.unwrap_or(0)))
            };
            let ordinals = forms.map(|form| lexicon.ordinal(*form));
            let asked = Asked::new(selection, NgramOptions::new(n), ordinals);
            let asked = Asked { slot, known, ..asked };
            for (place, words) in asked.spellings(selection, &labels, find)? {
                if let Some((sequence, _)) = rows.get(place) {
                    other.insert(sequence.clone(), words);
                }
            }
        }
        Ok(Self { labels, other })
    }

    /// The same of sequences without a slot.
    pub(crate) fn of_words<'r>(
        selection: &Selection<'c>,
        rows: impl IntoIterator<Item = (&'r [TermId], Option<u64>)>,
    ) -> Result<Self, AnalysisError> {
        Self::new(selection, rows.into_iter().map(|(words, freq)| (whole(words), freq)))
    }

    /// The labels of single forms.
    #[must_use]
    pub fn forms(&self) -> &FormLabels<'c> {
        &self.labels
    }

    /// The words of a sequence without a slot as it is most often written.
    pub fn words(&self, sequence: &[TermId]) -> impl Iterator<Item = &'c str> + use<'c> {
        self.labels(&whole(sequence)).into_iter().flatten()
    }

    /// The words of a sequence as it is most often written; `None` in its slot.
    #[must_use]
    pub fn labels(&self, sequence: &[Option<TermId>]) -> Vec<Option<&'c str>> {
        let mut words = self.other.get(sequence).map(|words| words.iter());
        let label = |form: &Option<TermId>| {
            let form = (*form)?;
            let word = words.as_mut().and_then(Iterator::next);
            Some(word.map_or_else(|| self.labels.label(form), |word| self.labels.spelling(*word)))
        };
        sequence.iter().map(label).collect()
    }
}

/// A sequence of words without a slot.
fn whole(words: &[TermId]) -> Sequence {
    words.iter().copied().map(Some).collect()
}

/// A word for a count of all spellings.
fn counted(kind: Spelling) -> Spelling {
    if kind == Spelling::Expected { Spelling::Other } else { kind }
}

/// The n-grams whose spellings are asked for.
pub(crate) struct Asked {
    options: NgramOptions,
    /// Which of their words may be any.
    slot: Option<usize>,
    /// For each form whether one of them has it, by its place in byte order.
    forms: Vec<bool>,
    /// Whether their frequencies are known. Where they are not, all their spellings are counted.
    known: bool,
}

impl Asked {
    /// Those of a selection with these forms, which are given by their places in byte order.
    pub(crate) fn new(
        selection: &Selection<'_>,
        options: NgramOptions,
        ordinals: impl IntoIterator<Item = u32>,
    ) -> Self {
        let mut forms = vec![false; selection.layer().lexicon().len() as usize];
        for ordinal in ordinals {
            if let Some(wanted) = forms.get_mut(ordinal as usize) {
                *wanted = true;
            }
        }
        Self { options, slot: None, forms, known: true }
    }

    /// The spelling of each of some n-grams where that is not each word as it is most often written. `find`
    /// says of the places of forms in byte order, without that in the slot, which n-gram they are, and how
    /// often it occurs.
    pub(crate) fn spellings(
        &self,
        selection: &Selection<'_>,
        labels: &FormLabels<'_>,
        find: impl Fn(&[u32]) -> Option<(usize, u64)> + Sync,
    ) -> Result<Spellings, AnalysisError> {
        let mut elected = Spellings::default();
        let Some((kinds, found)) = self.count(selection, labels)? else { return Ok(elected) };
        self.each_row(selection, (&kinds, &found), find, |row, expected, others| {
            // Of equals the first by its bytes.
            let best = others.iter().rev().max_by_key(|(_, freq)| *freq);
            if let Some((place, _)) = best.filter(|(_, freq)| *freq > expected) {
                elected.insert(row, self.beside(found.words(*place)).copied().collect());
            }
        });
        Ok(elected)
    }

    /// The spellings of each of some n-grams, but for each word as it is most often written, and how
    /// frequent they are.
    pub(crate) fn votes(
        &self,
        selection: &Selection<'_>,
        labels: &FormLabels<'_>,
        find: impl Fn(&[u32]) -> Option<(usize, u64)> + Sync,
    ) -> Result<Votes, AnalysisError> {
        let mut votes = Votes::default();
        let Some((kinds, found)) = self.count(selection, labels)? else { return Ok(votes) };
        self.each_row(selection, (&kinds, &found), find, |row, _, others| {
            let words = |place: usize| self.beside(found.words(place)).copied().collect();
            votes.insert(row, others.iter().map(|(place, freq)| (words(*place), *freq)).collect());
        });
        Ok(votes)
    }

    /// What the words of the corpus are for the n-grams, and how often these are written otherwise than
    /// expected; `None` where none is.
    fn count(
        &self,
        selection: &Selection<'_>,
        labels: &FormLabels<'_>,
    ) -> Result<Option<(Vec<Spelling>, WordSequences)>, AnalysisError> {
        if !labels.are_spellings() {
            return Ok(None);
        }
        let Some(kinds) = self.kinds(selection, labels) else { return Ok(None) };
        let counted = match self.known {
            true => Cow::Borrowed(&kinds),
            false => Cow::Owned(kinds.iter().map(|kind| counted(*kind)).collect()),
        };
        match count_other_spellings(selection, &self.options, &counted) {
            Ok(found) => Ok(found.map(|found| (kinds, found))),
            Err(error) if matches!(error.kind(), CountErrorKind::TooLong { .. }) => Ok(None),
            Err(error) => Err(error.into()),
        }
    }

    /// What each word of the corpus is for the n-grams; `None` where none is in another spelling than its
    /// form is shown by.
    fn kinds(&self, selection: &Selection<'_>, labels: &FormLabels<'_>) -> Option<Vec<Spelling>> {
        let layer = selection.layer();
        let lexicon = layer.lexicon();
        let others = |form: TermId| {
            let words = layer.words_of(form);
            let label = if words.len() > 1 { labels.label(form) } else { "" };
            // What is shown by the label of its form is no other spelling.
            let is_other =
                move |word: &TermId| !label.is_empty() && labels.spelling(*word) != label;
            words.into_iter().filter(is_other)
        };
        let is_wanted =
            |form: TermId| self.forms.get(lexicon.ordinal(form) as usize) == Some(&true);
        let forms = (0..lexicon.len()).into_par_iter().map(TermId).filter(|form| is_wanted(*form));
        let others: Vec<TermId> = forms.flat_map_iter(others).collect();
        if others.is_empty() {
            return None;
        }
        let kind = |form: &u32| match self.slot.is_some() || is_wanted(TermId(*form)) {
            true => Spelling::Expected,
            false => Spelling::Elsewhere,
        };
        let mut kinds: Vec<Spelling> = layer.fold_table().par_iter().map(kind).collect();
        for word in others {
            if let Some(kind) = kinds.get_mut(word.index()) {
                *kind = Spelling::Other;
            }
        }
        Some(kinds)
    }

    /// The words beside the slot.
    fn beside<'w, T>(&self, words: &'w [T]) -> impl Iterator<Item = &'w T> + use<'w, T> {
        let slot = self.slot;
        words
            .iter()
            .enumerate()
            .filter(move |(place, _)| Some(*place) != slot)
            .map(|(_, word)| word)
    }

    /// Calls `each` with every n-gram that is written otherwise than expected: which it is, how often it is
    /// written as expected, and its other spellings with their frequencies, in the order of their bytes.
    fn each_row(
        &self,
        selection: &Selection<'_>,
        (kinds, found): (&[Spelling], &WordSequences),
        find: impl Fn(&[u32]) -> Option<(usize, u64)> + Sync,
        mut each: impl FnMut(usize, u64, &[(usize, u64)]),
    ) {
        let (layer, lexicon) = (selection.layer(), selection.corpus().words().lexicon());
        let is_other = |word: &TermId| kinds.get(word.index()) == Some(&Spelling::Other);
        let row_of = |ordinals: &mut Vec<u32>, place: usize| {
            let words = || self.beside(found.words(place));
            // What fills the slot makes no other spelling.
            (!self.known || words().any(is_other)).then_some(())?;
            ordinals.clear();
            ordinals.extend(words().map(|word| layer.lexicon().ordinal(layer.fold(*word))));
            let (row, freq) = find(ordinals)?;
            Some((row, place, freq))
        };
        let mut votes: Vec<(usize, usize, u64)> =
            (0..found.len()).into_par_iter().map_init(Vec::new, row_of).flatten().collect();
        let words = |place: usize| self.beside(found.words(place));
        let bytes = |place| words(place).map(|word| lexicon.ordinal(*word));
        votes.par_sort_unstable_by(|a, b| {
            // Sequences are in the order of their bytes already, but for what stands in the slot.
            let order = || match self.slot.is_some() {
                true => bytes(a.1).cmp(bytes(b.1)).then(a.1.cmp(&b.1)),
                false => a.1.cmp(&b.1),
            };
            a.0.cmp(&b.0).then_with(order)
        });
        let mut others = Vec::new();
        for own in votes.chunk_by(|a, b| a.0 == b.0) {
            let Some((row, _, freq)) = own.first() else { continue };
            others.clear();
            let (mut sum, mut expected) = (0, 0);
            for alike in own.chunk_by(|a, b| words(a.1).eq(words(b.1))) {
                let freq: u64 = alike.iter().map(|(_, place, _)| found.freq(*place)).sum();
                sum += freq;
                match alike.first() {
                    Some((_, place, _)) if words(*place).any(is_other) => {
                        others.push((*place, freq))
                    }
                    _ => expected += freq,
                }
            }
            each(*row, if self.known { freq.saturating_sub(sum) } else { expected }, &others);
        }
    }
}
