//! N-grams with the documents that they occur in.

use crate::packed::{Key, KeyLayout, KeySink, Runs, TaskKeys, for_each_partition};
use crate::scan::Buffers;
use crate::selection::Selection;
use crate::{CountError, CountErrorKind};
use rayon::prelude::*;
use siyaq_index::{DocId, TermId};

/// Every occurrence of one n-gram in a selection.
#[derive(Clone, Copy, Debug)]
pub struct NgramOccurrences<'o> {
    /// The words.
    pub words: &'o [TermId],
    /// How often it occurs.
    pub freq: u64,
    /// The documents that it occurs in, ascending, each once.
    pub documents: &'o [DocId],
}

/// Makes something of every n-gram of `n` words that occurs at least `min_freq` times; what `make`
/// gives nothing for is left out. The results come in the byte order of the words.
///
/// Cost: as [`count_ngrams`](crate::count_ngrams); memory: 8 or 16 bytes for each n-gram of the
/// text, and what `make` keeps.
///
/// # Errors
/// As [`count_ngrams`](crate::count_ngrams).
pub fn map_ngrams<R: Send>(
    selection: &Selection<'_>,
    n: usize,
    min_freq: u64,
    make: impl Fn(NgramOccurrences<'_>) -> Option<R> + Sync,
) -> Result<Vec<R>, CountError> {
    if n == 0 {
        return Err(CountErrorKind::NoWords.into());
    }
    let forms = selection.layer().lexicon().len();
    let documents = u64::from(selection.corpus().document_count());
    if let Some(layout) = KeyLayout::new::<u64>(n, forms, documents) {
        return Ok(map_packed::<u64, R>(selection, layout, (n, min_freq), make));
    }
    if let Some(layout) = KeyLayout::new::<u128>(n, forms, documents) {
        return Ok(map_packed::<u128, R>(selection, layout, (n, min_freq), make));
    }
    let fits = |words: &usize| KeyLayout::new::<u128>(*words, forms, documents).is_some();
    let limit = (1..n).take_while(fits).last().unwrap_or(0);
    Err(CountErrorKind::TooLong { words: n, forms, limit }.into())
}

fn map_packed<K: Key, R: Send>(
    selection: &Selection<'_>,
    layout: KeyLayout,
    (n, min_freq): (usize, u64),
    make: impl Fn(NgramOccurrences<'_>) -> Option<R> + Sync,
) -> Vec<R> {
    let tasks: Vec<TaskKeys<K>> = selection
        .tasks()
        .into_par_iter()
        .map_init(
            || (Buffers::default(), KeySink::new(layout)),
            |(buffers, sink), documents| {
                selection.scan(documents, buffers, |stretch| {
                    let doc = u64::from(stretch.doc.0);
                    for ngram in stretch.ranks.windows(n) {
                        if let Some(first) = ngram.first() {
                            sink.push(*first, ngram.iter().copied(), doc);
                        }
                    }
                });
                sink.finish()
            },
        )
        .collect();
    let parts = for_each_partition(layout, &tasks, |runs: Runs<'_, K>| {
        let (mut out, mut words, mut documents) = (Vec::new(), Vec::new(), Vec::new());
        for run in runs.filter(|run| run.keys.len() as u64 >= min_freq) {
            words.clear();
            let ranks = (0..layout.ranks).map(|place| layout.rank(run.key, place));
            words.extend(ranks.map(|rank| selection.form_at(rank)));
            documents.clear();
            // The keys of a run are in the order of their documents.
            let tags = run.keys.iter().map(|key| key.low(layout.tag_bits));
            documents.extend(tags.map(|tag| DocId(u32::try_from(tag).unwrap_or(u32::MAX))));
            documents.dedup();
            let freq = run.keys.len() as u64;
            out.extend(make(NgramOccurrences { words: &words, freq, documents: &documents }));
        }
        out
    });
    parts.into_iter().flatten().collect()
}
