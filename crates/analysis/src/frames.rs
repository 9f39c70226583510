//! P-frames: n-grams with one variable slot.

use crate::AnalysisError;
use crate::SequenceLabels;
use crate::rank::per_million;
use rayon::prelude::*;
use siyaq_count::{FrameOccurrences, Selection, map_frames};
use siyaq_types::TermId;
use std::cmp::Reverse;
use std::ops::RangeInclusive;

/// Which words of an n-gram may be the slot.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum FrameSlots {
    /// Those inside, so that the frame has words on both sides.
    #[default]
    Inner,
    /// Any.
    Any,
}

/// Which frames are wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct FrameOptions {
    /// Where the slot may be.
    pub slots: FrameSlots,
    /// The least frequency of a frame.
    pub min_freq: u64,
    /// The least number of documents.
    pub min_doc_freq: u64,
    /// The least number of different fillers. With 1 a frame may be an n-gram that never varies.
    pub min_variants: usize,
    /// How many fillers are kept of each frame, the most frequent ones.
    pub fillers: usize,
}

impl Default for FrameOptions {
    fn default() -> Self {
        Self {
            slots: FrameSlots::Inner,
            min_freq: 20,
            min_doc_freq: 1,
            min_variants: 2,
            fillers: 5,
        }
    }
}

/// The frames of a selection.
#[derive(Clone, Debug, PartialEq)]
pub struct FrameList {
    /// The tokens counted.
    pub tokens: u64,
    /// The frames: frequency down, then by the bytes of the words beside the slot, then by its
    /// place.
    pub rows: Vec<FrameRow>,
}

/// One frame.
///
/// References: W. Fletcher, KfNgram (2002), for the notion; U. Römer, "Establishing the
/// phraseological profile of a text type", English Text Construction 3 (2010), for the ratio of
/// variants; B. Gray and D. Biber, "Lexical frames in academic prose and conversation",
/// International Journal of Corpus Linguistics 18 (2013), for the share of the top filler.
#[derive(Clone, Debug, PartialEq)]
pub struct FrameRow {
    /// The words beside the slot, in reading order.
    pub words: Vec<TermId>,
    /// The place of the slot, counted from 0.
    pub slot: usize,
    /// How often the frame occurs.
    pub freq: u64,
    /// The same in a million tokens.
    pub per_million: Option<f64>,
    /// In how many documents.
    pub doc_freq: u64,
    /// How many different words fill the slot.
    pub variants: u64,
    /// Variants by frequency, the type-token ratio of the slot: near 0 the frame is fixed, at 1
    /// every filler is new.
    pub type_token: f64,
    /// The entropy of the fillers in bits: 0 where one word alone fills the slot, log2 of the
    /// variants where all are equally frequent.
    pub entropy: f64,
    /// The share of the most frequent filler.
    pub top_share: f64,
    /// The most frequent fillers: frequency down, then by their bytes.
    pub fillers: Vec<(TermId, u64)>,
}

impl FrameRow {
    /// Words of the frame, slot included.
    #[must_use]
    pub fn n(&self) -> usize {
        self.words.len() + 1
    }

    /// The words with `None` in the slot.
    pub fn places(&self) -> impl Iterator<Item = Option<TermId>> {
        let (before, after) = self.words.split_at(self.slot.min(self.words.len()));
        let before = before.iter().copied().map(Some);
        before.chain(std::iter::once(None)).chain(after.iter().copied().map(Some))
    }
}

/// Finds the frames of every length in `lengths`.
///
/// Cost: for every length and every slot one pass over the tokens and one sort of the n-grams.
///
/// # Errors
/// When a length leaves no slot, or is too long to be counted with the vocabulary of the layer.
///
/// # Examples
/// ```
/// use siyaq_analysis::{FrameOptions, frame_list};
/// use siyaq_count::Selection;
/// # use siyaq_index::{Boundary, BuildOptions, CorpusBuilder, Document, Shard, TokenClass};
///
/// let texts = ["على هذا الأساس", "على ذلك الأساس", "على كل حال"];
/// # let mut shard = Shard::new();
/// # for (number, text) in texts.iter().enumerate() {
/// #     shard.start_document(Document { id: number.to_string(), ..Document::default() });
/// #     for form in text.split(' ') {
/// #         shard.push(form, TokenClass::ArabicWord, Boundary::None, true);
/// #     }
/// # }
/// # let corpus = CorpusBuilder::new(BuildOptions::default()).finish(vec![shard])?.into_corpus()?;
/// let mut options = FrameOptions::default();
/// options.min_freq = 2;
/// let list = frame_list(&Selection::new(&corpus, corpus.words()), 3..=3, &options)?;
/// assert_eq!(list.rows.len(), 1);
/// let frame = &list.rows[0]; // «على * الأساس»
/// assert_eq!((frame.slot, frame.freq, frame.variants), (1, 2, 2));
/// assert_eq!((frame.type_token, frame.entropy, frame.top_share), (1.0, 1.0, 0.5));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn frame_list(
    selection: &Selection<'_>,
    lengths: RangeInclusive<usize>,
    options: &FrameOptions,
) -> Result<FrameList, AnalysisError> {
    let tokens = selection.token_count();
    let mut rows = Vec::new();
    for n in lengths {
        let slots = match options.slots {
            // Fewer than three words have no inside; the count says what is wrong with the slot.
            FrameSlots::Inner => 1..n.saturating_sub(1).max(2),
            FrameSlots::Any => 0..n.max(1),
        };
        for slot in slots {
            let n = if options.slots == FrameSlots::Inner && n < 3 { 0 } else { n };
            rows.extend(map_frames(selection, (n, slot), options.min_freq, |frame| {
                row_of(frame, slot, tokens, options)
            })?);
        }
    }
    let lexicon = selection.layer().lexicon();
    let ranks = |row: &FrameRow| -> Vec<u32> {
        row.words.iter().map(|word| lexicon.ordinal(*word)).collect()
    };
    rows.par_sort_by(|a, b| {
        let place = |row: &FrameRow| (row.words.len(), row.slot);
        (b.freq.cmp(&a.freq))
            .then_with(|| ranks(a).cmp(&ranks(b)))
            .then_with(|| place(a).cmp(&place(b)))
    });
    Ok(FrameList { tokens, rows })
}

fn row_of(
    frame: FrameOccurrences<'_>,
    slot: usize,
    tokens: u64,
    options: &FrameOptions,
) -> Option<FrameRow> {
    let variants = frame.fillers.len();
    if variants < options.min_variants || frame.doc_freq < options.min_doc_freq {
        return None;
    }
    let freq = frame.freq as f64;
    let surprise = |count: u64| {
        let share = count as f64 / freq;
        -share * share.log2()
    };
    // From 0, so that a frame that never varies has 0 and not -0.
    let entropy = frame.fillers.iter().fold(0.0, |sum, (_, count)| sum + surprise(*count));
    let mut fillers = frame.fillers.to_vec();
    // They come by their bytes, and the sort keeps that order among equals.
    fillers.sort_by_key(|(_, count)| Reverse(*count));
    let top = fillers.first().map_or(0, |(_, count)| *count);
    fillers.truncate(options.fillers);
    Some(FrameRow {
        words: frame.words.to_vec(),
        slot,
        freq: frame.freq,
        per_million: per_million(frame.freq, tokens),
        doc_freq: frame.doc_freq,
        variants: variants as u64,
        type_token: variants as f64 / freq,
        entropy: entropy.max(0.0),
        top_share: top as f64 / freq,
        fillers,
    })
}

impl FrameList {
    /// The spellings that the rows are shown by; of the selection that they were found in.
    ///
    /// # Errors
    /// When the spellings cannot be counted.
    pub fn labels<'c>(
        &self,
        selection: &Selection<'c>,
    ) -> Result<SequenceLabels<'c>, AnalysisError> {
        let rows = self.rows.iter().map(|row| (row.places().collect(), Some(row.freq)));
        SequenceLabels::new(selection, rows)
    }
}
