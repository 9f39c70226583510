//! N-grams with and without those that results leave out, in one pass.

use crate::columns::joined;
use crate::ngrams::{Keys, NgramCounts, NgramOptions, Packing, Sums, every_ngram, tags};
use crate::packed::{Key, KeyLayout, KeySink, Run, TaskKeys, for_each_partition};
use crate::scan::Buffers;
use crate::{CountError, Selection};
use rayon::prelude::*;

/// How often an n-gram is shown: where it neither begins nor ends with a token that results leave
/// out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ShownCount {
    /// How often it occurs so.
    pub freq: u64,
    /// In how many documents.
    pub doc_freq: u64,
}

/// Counts every n-gram of a selection, also those that results leave out, and says of each how often
/// it is shown: in the order of [`NgramCounts::in_form_order`]. The least frequencies of the options
/// are those of all its occurrences.
///
/// What [`count_ngrams`](crate::count_ngrams) counts of the selection without what it leaves out, and
/// of the selection, in one pass.
///
/// Cost: as [`count_ngrams`](crate::count_ngrams), and 16 bytes more a distinct n-gram.
///
/// # Errors
/// As [`count_ngrams`](crate::count_ngrams).
///
/// # Examples
/// ```
/// use siyaq_count::{NgramOptions, Omitted, Selection, count_shown_ngrams};
/// # use siyaq_index::{Boundary, BuildOptions, CorpusBuilder, Document, Shard, TokenClass};
///
/// let texts = ["دور المرأة في المجتمع"];
/// # let mut shard = Shard::new();
/// # for (number, text) in texts.iter().enumerate() {
/// #     shard.start_document(Document { id: number.to_string(), ..Document::default() });
/// #     for form in text.split(' ') {
/// #         shard.push(form, TokenClass::ArabicWord, Boundary::None, true);
/// #     }
/// # }
/// # let corpus = CorpusBuilder::new(BuildOptions::default()).finish(vec![shard])?.into_corpus()?;
/// let omitted = Omitted::new(&corpus, corpus.words(), |word, _| word == "في");
/// let selection = Selection::new(&corpus, corpus.words()).with_omitted(omitted);
/// let (counts, shown) = count_shown_ngrams(&selection, &NgramOptions::new(3))?;
/// assert_eq!((counts.in_form_order(0).form().as_str(), shown[0].freq), ("المرأة في المجتمع", 1));
/// assert_eq!((counts.in_form_order(1).form().as_str(), shown[1].freq), ("دور المرأة في", 0));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn count_shown_ngrams<'c>(
    selection: &Selection<'c>,
    options: &NgramOptions,
) -> Result<(NgramCounts<'c>, Vec<ShownCount>), CountError> {
    options.check()?;
    Ok(match Packing::of(selection, options.n, tags(selection))? {
        Packing::Narrow(layout) => count::<u64>(selection, options, layout, Keys::Narrow),
        Packing::Wide(layout) => count::<u128>(selection, options, layout, Keys::Wide),
    })
}

/// The kept n-grams of a partition.
struct Part<K> {
    keys: Vec<K>,
    freqs: Vec<u64>,
    doc_freqs: Vec<u32>,
    shown: Vec<ShownCount>,
}

fn count<'c, K: Key>(
    selection: &Selection<'c>,
    options: &NgramOptions,
    layout: KeyLayout,
    wrap: fn(Vec<K>) -> Keys,
) -> (NgramCounts<'c>, Vec<ShownCount>) {
    // The lowest bit of a tag says that this occurrence is left out.
    let hides = u32::from(selection.omits());
    let buffers = || (Buffers::default(), KeySink::new(layout));
    let tasks: Vec<TaskKeys<K>> = selection
        .tasks()
        .into_par_iter()
        .map_init(buffers, |(buffers, sink), documents| {
            selection.scan(documents, buffers, |stretch| {
                let doc = u64::from(stretch.doc.0) << hides;
                every_ngram(stretch, options.n, options.skip, |_, ngram, left_out| {
                    if let Some(first) = ngram.first() {
                        sink.push(*first, ngram.iter().copied(), doc | u64::from(left_out));
                    }
                });
            });
            sink.finish()
        })
        .collect();
    let total = tasks.iter().map(TaskKeys::count).sum();
    let parts = for_each_partition(layout, &tasks, |runs| {
        let (keys, freqs, doc_freqs, shown) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
        let mut part = Part { keys, freqs, doc_freqs, shown };
        for run in runs {
            let freq = run.keys.len() as u64;
            let (doc_freq, shown) = documents(&run, layout, hides);
            if freq >= options.min_freq && doc_freq >= options.min_doc_freq {
                part.keys.push(run.key);
                part.freqs.push(freq);
                part.doc_freqs.push(u32::try_from(doc_freq).unwrap_or(u32::MAX));
                part.shown.push(shown);
            }
        }
        part
    });
    drop(tasks);
    let keys = joined(&parts, |part| &part.keys);
    let freqs = joined(&parts, |part| &part.freqs);
    let doc_freqs = joined(&parts, |part| &part.doc_freqs);
    let shown = joined(&parts, |part| &part.shown);
    drop(parts);
    let sums = Sums { total, counted: total, found: freqs.len() as u64 };
    let columns = (wrap(keys), freqs, doc_freqs);
    (NgramCounts::from_columns(selection, options, layout, sums, columns), shown)
}

/// The documents of a run, and what of it is shown.
fn documents<K: Key>(run: &Run<'_, K>, layout: KeyLayout, hides: u32) -> (u64, ShownCount) {
    let mut documents = 0;
    let mut shown = ShownCount::default();
    let (mut last, mut last_shown) = (None, None);
    for key in run.keys {
        let tag = key.low(layout.tag_bits);
        let document = Some(tag >> hides);
        documents += u64::from(document != last);
        last = document;
        if hides == 0 || tag & 1 == 0 {
            shown.freq += 1;
            shown.doc_freq += u64::from(document != last_shown);
            last_shown = document;
        }
    }
    (documents, shown)
}
