//! N-grams with one variable slot.

use crate::packed::{Key, KeyLayout, KeySink, Run, Runs, TaskKeys, for_each_partition};
use crate::scan::Buffers;
use crate::selection::Selection;
use crate::{CountError, CountErrorKind};
use rayon::prelude::*;
use siyaq_index::TermId;

/// A frame: an n-gram one of whose words varies, with all that stands in its slot.
#[derive(Clone, Copy, Debug)]
pub struct FrameOccurrences<'o> {
    /// The words beside the slot, in reading order; one fewer than the n-gram has.
    pub words: &'o [TermId],
    /// The words in the slot and how often each, by the bytes of their forms.
    pub fillers: &'o [(TermId, u64)],
    /// How often the frame occurs, with whatever filler.
    pub freq: u64,
    /// In how many documents.
    pub doc_freq: u64,
}

/// Makes something of every frame of `n` words whose slot is the word at `slot`, counted from 0,
/// and that occurs at least `min_freq` times; what `make` gives nothing for is left out. The
/// results come in the byte order of the words beside the slot.
///
/// Cost: one pass over the tokens and one sort of the n-grams, as
/// [`count_ngrams`](crate::count_ngrams); memory: 8 or 16 bytes for each n-gram of the text, and
/// what `make` keeps.
///
/// # Errors
/// When there is no such slot, or no word beside it, or n is so large that an n-gram does not fit
/// 128 bits.
///
/// # Examples
/// ```
/// use siyaq_count::{Selection, map_frames};
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
/// let form = |form| corpus.words().lexicon().form(form);
/// let frames = map_frames(&Selection::new(&corpus, corpus.words()), (3, 1), 2, |frame| {
///     let fillers: Vec<&str> = frame.fillers.iter().map(|(filler, _)| form(*filler)).collect();
///     Some((form(frame.words[0]), fillers, form(frame.words[1]), frame.freq))
/// })?;
/// assert_eq!(frames, [("على", vec!["ذلك", "هذا"], "الأساس", 2)]);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn map_frames<R: Send>(
    selection: &Selection<'_>,
    (n, slot): (usize, usize),
    min_freq: u64,
    make: impl Fn(FrameOccurrences<'_>) -> Option<R> + Sync,
) -> Result<Vec<R>, CountError> {
    if n < 2 || slot >= n {
        return Err(CountErrorKind::NoSlot { words: n, slot }.into());
    }
    let forms = selection.layer().lexicon().len();
    let documents = u64::from(selection.corpus().document_count());
    let frames = Frames { selection, n, slot, min_freq };
    if let Some(layout) = KeyLayout::new::<u64>(n, forms, documents) {
        return Ok(frames.map::<u64, R>(layout, make));
    }
    if let Some(layout) = KeyLayout::new::<u128>(n, forms, documents) {
        return Ok(frames.map::<u128, R>(layout, make));
    }
    let fits = |words: &usize| KeyLayout::new::<u128>(*words, forms, documents).is_some();
    let limit = (1..n).take_while(fits).last().unwrap_or(0);
    Err(CountErrorKind::TooLong { words: n, forms, limit }.into())
}

struct Frames<'s, 'c> {
    selection: &'s Selection<'c>,
    n: usize,
    slot: usize,
    min_freq: u64,
}

impl Frames<'_, '_> {
    fn map<K: Key, R: Send>(
        &self,
        layout: KeyLayout,
        make: impl Fn(FrameOccurrences<'_>) -> Option<R> + Sync,
    ) -> Vec<R> {
        let tasks: Vec<TaskKeys<K>> = self
            .selection
            .tasks()
            .into_par_iter()
            .map_init(
                || (Buffers::default(), KeySink::new(layout)),
                |(buffers, sink), documents| {
                    self.selection.scan(documents, buffers, |stretch| {
                        let doc = u64::from(stretch.doc.0);
                        for (start, ngram) in stretch.ordinals.windows(self.n).enumerate() {
                            let end = self.n - 1;
                            let omits = |at: usize| at != self.slot && stretch.omits(start + at);
                            if !omits(0) && !omits(end) {
                                self.push(ngram, doc, sink);
                            }
                        }
                    });
                    sink.finish()
                },
            )
            .collect();
        let parts = for_each_partition(layout, &tasks, |runs| self.frames_of(layout, runs, &make));
        parts.into_iter().flatten().collect()
    }

    /// The words beside the slot first, the filler last, so that a frame is one run of keys.
    #[inline]
    fn push<K: Key>(&self, ngram: &[u32], doc: u64, sink: &mut KeySink<K>) {
        let beside = || ngram.iter().enumerate().filter(|(place, _)| *place != self.slot);
        let (Some((_, first)), Some(filler)) = (beside().next(), ngram.get(self.slot)) else {
            return;
        };
        let ordinals = beside().map(|(_, ordinal)| *ordinal).chain(std::iter::once(*filler));
        sink.push(*first, ordinals, doc);
    }

    fn frames_of<K: Key, R>(
        &self,
        layout: KeyLayout,
        runs: Runs<'_, K>,
        make: impl Fn(FrameOccurrences<'_>) -> Option<R>,
    ) -> Vec<R> {
        let mut out = Vec::new();
        let (mut fillers, mut documents) = (Vec::new(), Vec::new());
        let mut runs = runs.peekable();
        while let Some(first) = runs.next() {
            let frame = first.key.drop_low(layout.ordinal_bits);
            fillers.clear();
            documents.clear();
            let mut freq = 0;
            let mut take = |run: Run<'_, K>| {
                freq += run.keys.len() as u64;
                let filler = self.selection.form_at(layout.ordinal(run.key, layout.ordinals - 1));
                fillers.push((filler, run.keys.len() as u64));
                documents.extend(run.keys.iter().map(|key| key.low(layout.tag_bits)));
            };
            take(first);
            while let Some(run) = runs.next_if(|run| run.key.drop_low(layout.ordinal_bits) == frame)
            {
                take(run);
            }
            if freq < self.min_freq {
                continue;
            }
            documents.sort_unstable();
            documents.dedup();
            let ordinals = (0..layout.ordinals.saturating_sub(1))
                .map(|place| frame.drop_low((layout.ordinals - 2 - place) * layout.ordinal_bits))
                .map(|key| key.low(layout.ordinal_bits));
            let words: Vec<TermId> = ordinals
                .map(|ordinal| self.selection.form_at(u32::try_from(ordinal).unwrap_or(u32::MAX)))
                .collect();
            let doc_freq = documents.len() as u64;
            let fillers = fillers.as_slice();
            out.extend(make(FrameOccurrences { words: &words, fillers, freq, doc_freq }));
        }
        out
    }
}
