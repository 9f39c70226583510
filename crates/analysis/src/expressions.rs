//! Candidates for expressions of several words.

use crate::rank::{by_score, per_million};
use crate::{AnalysisError, AnalysisErrorKind, SequenceLabels};
use rayon::prelude::*;
use siyaq_count::{NgramOptions, Selection, ShownCount, count_shown_ngrams, longest_ngram};
use siyaq_types::TermId;
use std::collections::HashMap;
use std::fmt;
use std::str::FromStr;

/// How expressions are ranked.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum ExpressionMeasure {
    /// `c_value`: C-value, after Frantzi, Ananiadou and Mima (2000): `log2 |a| f(a)` for a
    /// candidate of |a| words that stands in no longer one, else `log2 |a| (f(a) - t/c)`, where c
    /// longer candidates hold it, t times together. Frequent and independent sequences first.
    #[default]
    CValue,
    /// `scp`: Symmetric conditional probability with fair dispersion, after da Silva and Lopes
    /// (1999): `p(w1…wn)² / mean over all cuts of p(w1…wi) p(wi+1…wn)`; of it only the local
    /// maxima (LocalMaxs): sequences that hold together better than the longest parts of them and
    /// than what they are the longest part of. Fixed sequences first, also rare ones.
    Scp,
}

impl ExpressionMeasure {
    /// Both measures.
    pub const ALL: [Self; 2] = [Self::CValue, Self::Scp];

    /// The name in options and columns.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::CValue => "c_value",
            Self::Scp => "scp",
        }
    }
}

impl fmt::Display for ExpressionMeasure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl FromStr for ExpressionMeasure {
    type Err = AnalysisError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::ALL.into_iter().find(|measure| measure.name() == text.trim()).ok_or_else(|| {
            AnalysisErrorKind::UnknownExpressionMeasure { name: text.to_owned() }.into()
        })
    }
}

/// Which expressions are wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct ExpressionOptions {
    /// The most words of an expression; the fewest are 2.
    pub longest: usize,
    /// The least frequency of a candidate, and of the sequences that it is compared with.
    pub min_freq: u64,
    /// The least number of documents of a candidate.
    pub min_doc_freq: u64,
    /// What ranks.
    pub measure: ExpressionMeasure,
}

impl Default for ExpressionOptions {
    fn default() -> Self {
        let measure = ExpressionMeasure::default();
        Self { longest: 5, min_freq: 10, min_doc_freq: 2, measure }
    }
}

/// The candidates of a selection.
#[derive(Clone, Debug, PartialEq)]
pub struct Expressions {
    /// The tokens counted.
    pub tokens: u64,
    /// How they were found.
    pub options: ExpressionOptions,
    /// The candidates, the best first; ties by frequency, then by the bytes of the words.
    pub rows: Vec<ExpressionRow>,
}

/// One candidate.
#[derive(Clone, Debug, PartialEq)]
pub struct ExpressionRow {
    /// The words.
    pub words: Vec<TermId>,
    /// How often it occurs.
    pub freq: u64,
    /// The same in a million tokens.
    pub per_million: Option<f64>,
    /// In how many documents.
    pub doc_freq: u64,
    /// C-value.
    pub c_value: f64,
    /// Symmetric conditional probability with fair dispersion.
    pub scp: f64,
    /// Whether SCP has a local maximum here.
    pub local_maximum: bool,
    /// How many longer candidates hold it.
    pub longer: u64,
    /// How often those occur, together.
    pub in_longer: u64,
}

/// A sequence of words with its counts.
struct Sequence {
    words: Vec<TermId>,
    freq: u64,
    /// What of it neither begins nor ends with a token that the selection leaves out.
    shown: ShownCount,
    scp: f64,
}

/// Finds candidates for expressions of 2 to `longest` words. `wanted` says of a sequence whether it
/// may be a candidate; what begins or ends with tokens that the selection leaves out is none.
///
/// Nested sequences are discounted: C-value takes off what a candidate owes to longer candidates,
/// and the local maxima of SCP leave out the parts of what holds together better as a whole. Only
/// sequences of the least frequency are looked at on either side.
///
/// Cost: one count of n-grams for every length and the next, whether tokens are left out or not, and a look
/// at every part of each that is kept.
///
/// # Errors
/// When `longest` is less than 2, or so great that the n-grams cannot be counted.
///
/// # Examples
/// ```
/// use siyaq_analysis::{ExpressionOptions, expressions};
/// use siyaq_count::Selection;
/// # use siyaq_index::{Boundary, BuildOptions, CorpusBuilder, Document, Shard, TokenClass};
///
/// let texts = ["مجلس الأمن الدولي", "مجلس الأمن الدولي", "مجلس الأمن"];
/// # let mut shard = Shard::new();
/// # for (number, text) in texts.iter().enumerate() {
/// #     shard.start_document(Document { id: number.to_string(), ..Document::default() });
/// #     for form in text.split(' ') {
/// #         shard.push(form, TokenClass::ArabicWord, Boundary::None, true);
/// #     }
/// # }
/// # let corpus = CorpusBuilder::new(BuildOptions::default()).finish(vec![shard])?.into_corpus()?;
/// let mut options = ExpressionOptions::default();
/// (options.longest, options.min_freq) = (3, 2);
/// let found = expressions(&Selection::new(&corpus, corpus.words()), &options, |_| true)?;
/// let rows: Vec<_> = found.rows.iter().map(|row| (row.words.len(), row.freq, row.c_value)).collect();
/// // «مجلس الأمن» stands once by itself, «الأمن الدولي» never.
/// assert_eq!(rows, [(3, 2, 3_f64.log2() * 2.0), (2, 3, 1.0), (2, 2, 0.0)]);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn expressions(
    selection: &Selection<'_>,
    options: &ExpressionOptions,
    wanted: impl Fn(&[TermId]) -> bool + Sync,
) -> Result<Expressions, AnalysisError> {
    if options.longest < 2 {
        return Err(AnalysisErrorKind::ShortExpressions { longest: options.longest }.into());
    }
    let limit = longest_ngram(selection).saturating_sub(1);
    if options.longest > limit {
        return Err(AnalysisErrorKind::LongExpressions { longest: options.longest, limit }.into());
    }
    let tokens = selection.token_count();
    let lengths = count_lengths(selection, options, tokens)?;
    let mut rows = Vec::new();
    let scp_of = |words: &[TermId]| -> Option<f64> {
        let length = lengths.get(words.len().checked_sub(1)?)?;
        length.places.get(words).and_then(|place| length.rows.get(*place)).map(|row| row.scp)
    };
    // From the longest down, since C-value asks what holds a candidate.
    let mut holders: HashMap<Vec<TermId>, (u64, u64)> = HashMap::new();
    for n in (2..=options.longest).rev() {
        let Some(length) = lengths.get(n - 1) else { continue };
        let above = longest_neighbours(lengths.get(n));
        // What begins or ends with tokens that are left out is no candidate, but has its part in
        // what the parts of candidates are worth.
        let candidates: Vec<&Sequence> = length
            .rows
            .par_iter()
            .filter(|row| row.shown.freq >= options.min_freq.max(1))
            .filter(|row| row.shown.doc_freq >= options.min_doc_freq && wanted(&row.words))
            .collect();
        let found: Vec<ExpressionRow> = candidates
            .into_par_iter()
            .map(|row| {
                let ShownCount { freq, doc_freq } = row.shown;
                let (longer, in_longer) = holders.get(&row.words).copied().unwrap_or((0, 0));
                let own = match longer {
                    0 => freq as f64,
                    _ => freq as f64 - in_longer as f64 / longer as f64,
                };
                let top = above.get(&row.words).copied();
                ExpressionRow {
                    words: row.words.clone(),
                    freq,
                    per_million: per_million(freq, tokens),
                    doc_freq,
                    c_value: (n as f64).log2() * own,
                    scp: row.scp,
                    local_maximum: is_local_maximum(row, top, scp_of),
                    longer,
                    in_longer,
                }
            })
            .collect();
        for row in &found {
            for part in proper_parts(&row.words) {
                let sums = holders.entry(part.to_vec()).or_default();
                *sums = (sums.0 + 1, sums.1 + row.freq);
            }
        }
        rows.extend(found);
    }
    if options.measure == ExpressionMeasure::Scp {
        rows.retain(|row| row.local_maximum);
    }
    rank(selection, options, &mut rows);
    Ok(Expressions { tokens, options: *options, rows })
}

fn rank(selection: &Selection<'_>, options: &ExpressionOptions, rows: &mut [ExpressionRow]) {
    let lexicon = selection.layer().lexicon();
    let score = |row: &ExpressionRow| match options.measure {
        ExpressionMeasure::CValue => Some(row.c_value),
        ExpressionMeasure::Scp => Some(row.scp),
    };
    let ranks = |row: &ExpressionRow| -> Vec<u32> {
        row.words.iter().map(|word| lexicon.ordinal(*word)).collect()
    };
    rows.par_sort_by(|a, b| {
        by_score(score(a), score(b))
            .then_with(|| b.freq.cmp(&a.freq))
            .then_with(|| ranks(a).cmp(&ranks(b)))
    });
}

/// The sequences of one length.
struct Length {
    rows: Vec<Sequence>,
    places: HashMap<Vec<TermId>, usize>,
}

/// The sequences of every length up to one more than the longest, with their SCP.
fn count_lengths(
    selection: &Selection<'_>,
    options: &ExpressionOptions,
    tokens: u64,
) -> Result<Vec<Length>, AnalysisError> {
    let lexicon = selection.layer().lexicon();
    let mut lengths: Vec<Length> = Vec::new();
    for n in 1..=options.longest + 1 {
        let minimum = NgramOptions::new(n).min_freq(options.min_freq);
        let (counts, shown) = count_shown_ngrams(selection, &minimum)?;
        let mut ids: HashMap<&str, TermId> = HashMap::new();
        let mut rows = Vec::with_capacity(counts.len());
        for row in counts.rows() {
            let words: Option<Vec<TermId>> = row
                .forms()
                .map(|form| {
                    let known = ids.get(form).copied();
                    let id = known.or_else(|| lexicon.id(form))?;
                    ids.insert(form, id);
                    Some(id)
                })
                .collect();
            let Some(words) = words else { continue };
            let shown = shown.get(row.place()).copied().unwrap_or_default();
            rows.push(Sequence { words, freq: row.freq, shown, scp: 0.0 });
        }
        rows.par_iter_mut().for_each(|row| row.scp = scp(&row.words, row.freq, tokens, &lengths));
        let places =
            rows.iter().enumerate().map(|(place, row)| (row.words.clone(), place)).collect();
        lengths.push(Length { rows, places });
    }
    Ok(lengths)
}

/// SCP with fair dispersion; all parts of a sequence are as frequent as itself, so they are known.
fn scp(words: &[TermId], freq: u64, tokens: u64, shorter: &[Length]) -> f64 {
    let share = |freq: u64| freq as f64 / tokens as f64;
    let known = |part: &[TermId]| {
        let length = shorter.get(part.len().checked_sub(1)?)?;
        length.places.get(part).and_then(|place| length.rows.get(*place)).map(|row| row.freq)
    };
    let cuts = words.len().saturating_sub(1);
    let sum: f64 = (1..words.len())
        .filter_map(|cut| words.split_at_checked(cut))
        .filter_map(|(before, after)| Some(share(known(before)?) * share(known(after)?)))
        .sum();
    if sum > 0.0 { share(freq) * share(freq) / (sum / cuts as f64) } else { 0.0 }
}

/// For every sequence the greatest SCP of those one word longer that begin or end with it.
fn longest_neighbours(longer: Option<&Length>) -> HashMap<Vec<TermId>, f64> {
    let mut best: HashMap<Vec<TermId>, f64> = HashMap::new();
    for row in longer.map_or(&[][..], |length| &length.rows) {
        for part in longest_parts(&row.words) {
            let top = best.entry(part.to_vec()).or_insert(row.scp);
            *top = top.max(row.scp);
        }
    }
    best
}

/// What is left of a sequence without its last word, and without its first.
fn longest_parts(words: &[TermId]) -> impl Iterator<Item = &[TermId]> {
    let heads = words.split_last().map(|(_, head)| head);
    let tails = words.split_first().map(|(_, tail)| tail);
    heads.into_iter().chain(tails)
}

/// All sequences of two or more words inside a longer one, each once.
fn proper_parts(words: &[TermId]) -> Vec<&[TermId]> {
    let mut parts: Vec<&[TermId]> =
        (2..words.len()).flat_map(|length| words.windows(length)).collect();
    parts.sort_unstable();
    parts.dedup();
    parts
}

/// LocalMaxs: a pair of words must exceed all that hold it; a longer sequence the mean of any of
/// its longest parts and any that it is a longest part of.
fn is_local_maximum(
    row: &Sequence,
    above: Option<f64>,
    scp_of: impl Fn(&[TermId]) -> Option<f64>,
) -> bool {
    if row.words.len() == 2 {
        return above.is_none_or(|above| row.scp > above);
    }
    let below = longest_parts(&row.words).filter_map(scp_of).fold(0.0, f64::max);
    // Where nothing longer is frequent enough there is nothing to exceed on that side.
    match above {
        Some(above) => row.scp > f64::midpoint(below, above),
        None => row.scp > below / 2.0,
    }
}

impl Expressions {
    /// The spellings that the rows are shown by; of the selection that they were found in.
    ///
    /// # Errors
    /// When the spellings cannot be counted.
    pub fn labels<'c>(
        &self,
        selection: &Selection<'c>,
    ) -> Result<SequenceLabels<'c>, AnalysisError> {
        let rows = self.rows.iter().map(|row| (row.words.as_slice(), Some(row.freq)));
        SequenceLabels::of_words(selection, rows)
    }
}
