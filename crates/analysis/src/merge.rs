//! Sequences of words that recur, by putting the best pair together again and again.

use crate::rank::per_million;
use crate::{AnalysisError, AnalysisErrorKind, SequenceLabels};
use rayon::prelude::*;
use siyaq_count::{Selection, form_stretches};
use siyaq_stats::{Contingency, Measure};
use siyaq_types::TermId;
use std::cmp::Ordering;
use std::collections::HashMap;

/// How sequences are made.
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub struct MergeOptions {
    /// How often a pair is put together, at most.
    pub steps: usize,
    /// The least frequency of a pair that is put together.
    pub min_freq: u64,
    /// The least number of documents of a pair that is put together.
    pub min_doc_freq: u64,
    /// The measure whose best pair is put together.
    pub measure: Measure,
    /// The least value of the measure.
    pub min_score: f64,
}

impl Default for MergeOptions {
    /// 500 steps by log-likelihood, pairs of 10 occurrences in 2 documents at least, attraction that is
    /// significant at 5 %.
    fn default() -> Self {
        Self {
            steps: 500,
            min_freq: 10,
            min_doc_freq: 2,
            measure: Measure::LogLikelihood,
            min_score: 3.841_458_820_694_124,
        }
    }
}

/// The sequences of a selection.
#[derive(Clone, Debug, PartialEq)]
pub struct MergedSequences {
    /// The tokens counted.
    pub tokens: u64,
    /// How they were found.
    pub options: MergeOptions,
    /// Whether the search ended before the steps did, because no pair was left.
    pub exhausted: bool,
    /// The sequences in the order in which they were made.
    pub rows: Vec<MergedSequence>,
}

/// One sequence.
#[derive(Clone, Debug, PartialEq)]
pub struct MergedSequence {
    /// The step that made it, from 1.
    pub step: usize,
    /// Its words.
    pub words: Vec<TermId>,
    /// How many of them are of its first part; the others are of its second.
    pub first_part: usize,
    /// How often it was put together.
    pub freq: u64,
    /// The same in a million tokens.
    pub per_million: Option<f64>,
    /// In how many documents.
    pub doc_freq: u64,
    /// How often it is left at the end, not a part of a longer one.
    pub freq_left: u64,
    /// The measure of the pair when it was put together.
    pub score: f64,
}

/// Finds sequences of two or more words: in each step the pair of neighbours, words or sequences made
/// before, that a measure finds best is put together everywhere, and is one unit from then on.
///
/// MERGE of Wahl and Gries (2018), without gaps. The table of a pair is that of all pairs of neighbouring
/// units at that step: O11 of them are this pair, R1 begin with its first unit, C1 end with its second.
/// Occurrences that overlap are put together from the left. Equal pairs: the more frequent first, then
/// by the bytes of their words. Sequences end where n-grams do.
///
/// Cost: a sort of the pairs, and in each step a look at every pair that is frequent enough; about 40
/// bytes a token.
///
/// # Errors
/// When there are more tokens than 32 bits can number.
///
/// # Examples
/// ```
/// use siyaq_analysis::{MergeOptions, merged_sequences};
/// use siyaq_count::Selection;
/// # use siyaq_index::{Boundary, BuildOptions, CorpusBuilder, Document, Shard, TokenClass};
///
/// let texts = ["قالت الأمم المتحدة", "الأمم المتحدة تدعو", "دعت الأمم المتحدة"];
/// # let mut shard = Shard::new();
/// # for (number, text) in texts.iter().enumerate() {
/// #     shard.start_document(Document { id: number.to_string(), ..Document::default() });
/// #     for form in text.split(' ') {
/// #         shard.push(form, TokenClass::ArabicWord, Boundary::None, true);
/// #     }
/// # }
/// # let corpus = CorpusBuilder::new(BuildOptions::default()).finish(vec![shard])?.into_corpus()?;
/// let mut options = MergeOptions::default();
/// options.min_freq = 2;
/// let found = merged_sequences(&Selection::new(&corpus, corpus.words()), &options)?;
/// assert_eq!((found.exhausted, found.rows.len()), (true, 1));
/// let words = found.rows[0].words.iter().map(|word| corpus.words().lexicon().form(*word));
/// assert_eq!(words.collect::<Vec<_>>(), ["الأمم", "المتحدة"]);
/// assert_eq!((found.rows[0].freq, found.rows[0].doc_freq), (3, 3));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn merged_sequences(
    selection: &Selection<'_>,
    options: &MergeOptions,
) -> Result<MergedSequences, AnalysisError> {
    let mut units = Units::new(selection, options)?;
    let mut rows = Vec::new();
    while rows.len() < options.steps {
        let Some((pair, score)) = units.best(options) else { break };
        let (freq, doc_freq) = units.merge(pair);
        let first_part = units.words_of(pair.0).len();
        rows.push(MergedSequence {
            step: rows.len() + 1,
            words: units.words.last().cloned().unwrap_or_default(),
            first_part,
            freq,
            per_million: per_million(freq, selection.token_count()),
            doc_freq,
            freq_left: 0,
            score,
        });
    }
    let exhausted = rows.len() < options.steps;
    for (row, unit) in rows.iter_mut().zip(units.simple..) {
        row.freq_left = units.freqs.get(unit).copied().unwrap_or(0);
    }
    let tokens = selection.token_count();
    Ok(MergedSequences { tokens, options: *options, exhausted, rows })
}

/// A pair of neighbouring units.
type Pair = (u32, u32);

/// No token.
const NONE: u32 = u32::MAX;

/// Where a pair stands, by the token of its first unit, ascending; some places may be out of date.
struct Places {
    freq: u64,
    starts: Vec<u32>,
}

/// The text as units, each a word or a sequence made before.
struct Units<'s, 'c> {
    selection: &'s Selection<'c>,
    /// Where each document begins among the tokens, and where the last one ends.
    documents: Vec<u64>,
    /// The unit that begins at each token; [`NONE`] inside one.
    units: Vec<u32>,
    /// The token at which the unit before and the one after begin, in the same stretch.
    before: Vec<u32>,
    after: Vec<u32>,
    /// How many units are single words.
    simple: usize,
    /// The words of each unit, those of single words first.
    words: Vec<Vec<TermId>>,
    /// How often each unit stands there.
    freqs: Vec<u64>,
    /// Pairs that begin with each unit, and that end with it.
    firsts: Vec<u64>,
    seconds: Vec<u64>,
    /// All pairs.
    total: u64,
    /// Those that are frequent enough.
    pairs: HashMap<Pair, Places>,
    min_freq: u64,
    min_doc_freq: u64,
}

impl<'s, 'c> Units<'s, 'c> {
    fn new(selection: &'s Selection<'c>, options: &MergeOptions) -> Result<Self, AnalysisError> {
        let text = form_stretches(selection);
        let tokens = u32::try_from(text.forms.len()).ok().filter(|tokens| *tokens < NONE);
        let tokens =
            tokens.ok_or(AnalysisErrorKind::TooManyTokens { most: u64::from(NONE) - 1 })?;
        let lexicon = selection.layer().lexicon();
        let simple = lexicon.len() as usize;
        let mut units = Self {
            selection,
            documents: selection.document_sizes().starts().to_vec(),
            units: text.forms.iter().map(|form| form.0).collect(),
            before: vec![NONE; text.forms.len()],
            after: vec![NONE; text.forms.len()],
            simple,
            words: (0..lexicon.len()).map(|id| vec![TermId(id)]).collect(),
            freqs: vec![0; simple],
            firsts: vec![0; simple],
            seconds: vec![0; simple],
            total: 0,
            pairs: HashMap::new(),
            min_freq: options.min_freq.max(1),
            min_doc_freq: options.min_doc_freq,
        };
        let mut found: Vec<(Pair, u32)> = Vec::with_capacity(text.forms.len());
        let mut ends = text.ends.iter().copied().peekable();
        for place in 0..tokens {
            let unit = units.unit(place);
            add(&mut units.freqs, unit, 1);
            let next = place + 1;
            while ends.next_if(|end| *end <= place as usize).is_some() {}
            if next < tokens && ends.peek().is_none_or(|end| *end > next as usize) {
                let second = units.unit(next);
                set(&mut units.after, place, next);
                set(&mut units.before, next, place);
                units.count_pair((unit, second), 1);
                found.push(((unit, second), place));
            }
        }
        units.keep(found);
        Ok(units)
    }

    fn unit(&self, place: u32) -> u32 {
        self.units.get(place as usize).copied().unwrap_or(NONE)
    }

    fn words_of(&self, unit: u32) -> &[TermId] {
        self.words.get(unit as usize).map_or(&[], Vec::as_slice)
    }

    /// Counts a pair that comes (1) or goes (-1).
    fn count_pair(&mut self, (first, second): Pair, change: i64) {
        add(&mut self.firsts, first, change);
        add(&mut self.seconds, second, change);
        self.total = self.total.saturating_add_signed(change);
    }

    /// Keeps the pairs that are frequent enough, with their places.
    fn keep(&mut self, mut found: Vec<(Pair, u32)>) {
        found.par_sort_unstable();
        for run in found.chunk_by(|a, b| a.0 == b.0) {
            let freq = run.len() as u64;
            if let Some((pair, _)) = run.first().filter(|_| freq >= self.min_freq) {
                let starts = run.iter().map(|(_, start)| *start).collect();
                self.pairs.insert(*pair, Places { freq, starts });
            }
        }
    }

    /// The best pair with its score.
    fn best(&mut self, options: &MergeOptions) -> Option<(Pair, f64)> {
        loop {
            let score = |(pair, places): (&Pair, &Places)| {
                let margin = |of: &[u64], unit: u32| of.get(unit as usize).copied().unwrap_or(0);
                let (r1, c1) = (margin(&self.firsts, pair.0), margin(&self.seconds, pair.1));
                let table = Contingency::new(places.freq, r1, c1, self.total).ok()?;
                let score = options.measure.score(&table)?;
                (score >= options.min_score).then_some((*pair, places.freq, score))
            };
            let better = |a: &(Pair, u64, f64), b: &(Pair, u64, f64)| {
                // The same words may be two pairs, cut at another place.
                let words = || self.by_words(b.0, a.0).then(b.0.cmp(&a.0));
                a.2.total_cmp(&b.2).then(a.1.cmp(&b.1)).then_with(words)
            };
            let best = self.pairs.par_iter().filter_map(score).max_by(better)?;
            if self.documents_of(best.0) >= self.min_doc_freq {
                return Some((best.0, best.2));
            }
            // It has too few documents now, and will not have more.
            self.pairs.remove(&best.0);
        }
    }

    /// By the bytes of the words of both units.
    fn by_words(&self, a: Pair, b: Pair) -> Ordering {
        let lexicon = self.selection.layer().lexicon();
        let ranks = |pair: Pair| {
            let words = self.words_of(pair.0).iter().chain(self.words_of(pair.1));
            words.map(|word| lexicon.ordinal(*word)).collect::<Vec<u32>>()
        };
        ranks(a).cmp(&ranks(b))
    }

    /// Whether a pair still begins at a token, and where its second unit does.
    fn standing(&self, pair: Pair, start: u32) -> Option<u32> {
        let second = self.after.get(start as usize).copied().filter(|second| *second != NONE)?;
        (self.unit(start) == pair.0 && self.unit(second) == pair.1).then_some(second)
    }

    fn documents_of(&self, pair: Pair) -> u64 {
        let starts = self.pairs.get(&pair).map_or(&[][..], |places| &places.starts);
        self.count_documents(starts.iter().copied().filter(|s| self.standing(pair, *s).is_some()))
    }

    fn count_documents(&self, places: impl Iterator<Item = u32>) -> u64 {
        let (mut documents, mut end) = (0, 0);
        for place in places.map(u64::from) {
            if documents == 0 || place >= end {
                documents += 1;
                let after = self.documents.partition_point(|start| *start <= place);
                end = self.documents.get(after).copied().unwrap_or(u64::MAX);
            }
        }
        documents
    }

    /// Puts a pair together everywhere: how often, and in how many documents.
    fn merge(&mut self, pair: Pair) -> (u64, u64) {
        let made = u32::try_from(self.words.len()).unwrap_or(NONE);
        let words = [self.words_of(pair.0), self.words_of(pair.1)].concat();
        self.words.push(words);
        for column in [&mut self.freqs, &mut self.firsts, &mut self.seconds] {
            column.push(0);
        }
        let places = self.pairs.remove(&pair).map(|places| places.starts).unwrap_or_default();
        let mut merged = Vec::with_capacity(places.len());
        let mut found: Vec<(Pair, u32)> = Vec::new();
        for start in places {
            let Some(second) = self.standing(pair, start) else { continue };
            let before = self.before.get(start as usize).copied().unwrap_or(NONE);
            let after = self.after.get(second as usize).copied().unwrap_or(NONE);
            self.count_pair(pair, -1);
            if before != NONE {
                self.forget((self.unit(before), pair.0));
                self.count_pair((self.unit(before), made), 1);
                found.push(((self.unit(before), made), before));
            }
            if after != NONE {
                self.forget((pair.1, self.unit(after)));
                self.count_pair((made, self.unit(after)), 1);
                found.push(((made, self.unit(after)), start));
            }
            for (unit, change) in [(pair.0, -1), (pair.1, -1), (made, 1)] {
                add(&mut self.freqs, unit, change);
            }
            set(&mut self.units, start, made);
            set(&mut self.units, second, NONE);
            set(&mut self.after, start, after);
            if after != NONE {
                set(&mut self.before, after, start);
            }
            merged.push(start);
        }
        // A unit after one just made was made itself: those pairs stand no more.
        found.retain(|(pair, start)| self.standing(*pair, *start).is_some());
        self.keep(found);
        (merged.len() as u64, self.count_documents(merged.into_iter()))
    }

    /// A pair that goes, in one place.
    fn forget(&mut self, pair: Pair) {
        self.count_pair(pair, -1);
        if let Some(places) = self.pairs.get_mut(&pair) {
            places.freq -= 1;
            if places.freq < self.min_freq {
                self.pairs.remove(&pair);
            }
        }
    }
}

fn add(column: &mut [u64], unit: u32, change: i64) {
    if let Some(count) = column.get_mut(unit as usize) {
        *count = count.saturating_add_signed(change);
    }
}

fn set(column: &mut [u32], place: u32, value: u32) {
    if let Some(slot) = column.get_mut(place as usize) {
        *slot = value;
    }
}

impl MergedSequences {
    /// The spellings that the rows are shown by; of the selection that they were found in.
    ///
    /// # Errors
    /// When the spellings cannot be counted.
    pub fn labels<'c>(
        &self,
        selection: &Selection<'c>,
    ) -> Result<SequenceLabels<'c>, AnalysisError> {
        // What was put together is not every occurrence of its words in a row.
        let rows = self.rows.iter().map(|row| (row.words.as_slice(), None));
        SequenceLabels::of_words(selection, rows)
    }
}
