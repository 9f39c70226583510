//! Where each word or n-gram occurs.

use crate::columns::joined;
use crate::ngrams::{Keys, Packing, Sums, each_ngram};
use crate::packed::{Key, KeyLayout, KeySink, TaskKeys, for_each_partition};
use crate::scan::Buffers;
use crate::selection::Selection;
use crate::{CountError, NgramCounts, NgramOptions};
use rayon::prelude::*;
use siyaq_index::TermId;

/// Every occurrence of one word or n-gram in a selection.
#[derive(Clone, Copy, Debug)]
pub struct NgramOccurrences<'o> {
    /// The words, each by its place in the byte order of the forms of the layer.
    pub ordinals: &'o [u32],
    /// The places of the first words among the counted tokens of the selection, ascending, from 0.
    /// Skip-grams that begin at one token have its place more than once.
    pub positions: &'o [u64],
    /// The documents, as (place of the document in [`DocumentSizes`](crate::DocumentSizes), how
    /// often), ascending.
    pub parts: &'o [(u32, u64)],
}

/// Every occurrence of one form in a selection.
#[derive(Clone, Copy, Debug)]
pub struct FormOccurrences<'o> {
    /// The form.
    pub form: TermId,
    /// Its places among the counted tokens of the selection, ascending, from 0.
    pub positions: &'o [u64],
    /// The documents it occurs in, as (place of the document in
    /// [`DocumentSizes`](crate::DocumentSizes), how often), ascending.
    pub parts: &'o [(u32, u64)],
}

/// Makes something of the occurrences of every n-gram that has the frequency and the documents
/// which the options ask for. The results come in the byte order of the words.
///
/// Cost: two passes over the tokens and a sort of them; eight bytes a token where words and
/// position fit 64 bits, else 16.
///
/// # Errors
/// When n is 0, or n words and a position do not fit 128 bits, and when more than 10,000 skip-grams
/// begin at one word.
///
/// # Examples
/// ```
/// use siyaq_count::{NgramOptions, Selection, map_ngrams};
/// # use siyaq_index::{Boundary, BuildOptions, CorpusBuilder, Document, Shard, TokenClass};
///
/// let texts = ["قال ثم قال", "قال ثم سكت"];
/// # let mut shard = Shard::new();
/// # for (number, text) in texts.iter().enumerate() {
/// #     shard.start_document(Document { id: number.to_string(), ..Document::default() });
/// #     for form in text.split(' ') {
/// #         shard.push(form, TokenClass::ArabicWord, Boundary::None, true);
/// #     }
/// # }
/// # let corpus = CorpusBuilder::new(BuildOptions::default()).finish(vec![shard])?.into_corpus()?;
/// let selection = Selection::new(&corpus, corpus.words());
/// let options = NgramOptions::new(2).min_freq(2);
/// let found = map_ngrams(&selection, &options, |found| (found.positions.to_vec(), found.parts.to_vec()))?;
/// // The one bigram that occurs twice begins at the first and at the fourth word, once in each document.
/// assert_eq!(found, [(vec![0, 3], vec![(0, 1), (1, 1)])]);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn map_ngrams<R: Send>(
    selection: &Selection<'_>,
    options: &NgramOptions,
    make: impl Fn(NgramOccurrences<'_>) -> R + Sync,
) -> Result<Vec<R>, CountError> {
    let each = |found: NgramOccurrences<'_>, out: &mut Vec<R>| out.push(make(found));
    Ok(match packing(selection, options)? {
        Packing::Narrow(layout) => map_packed::<u64, R>(selection, options, layout, each).made,
        Packing::Wide(layout) => map_packed::<u128, R>(selection, options, layout, each).made,
    })
}

/// Counts n-grams as [`count_ngrams`](crate::count_ngrams) does, and makes something of the
/// occurrences of each in the same pass: `make` appends to the column, which is in the order of
/// [`NgramCounts::in_form_order`].
///
/// # Errors
/// As [`map_ngrams`].
///
/// # Examples
/// ```
/// use siyaq_count::{NgramOptions, Selection, count_ngrams_with};
/// # use siyaq_index::{Boundary, BuildOptions, CorpusBuilder, Document, Shard, TokenClass};
///
/// let texts = ["قال ثم قال ثم سكت"];
/// # let mut shard = Shard::new();
/// # for (number, text) in texts.iter().enumerate() {
/// #     shard.start_document(Document { id: number.to_string(), ..Document::default() });
/// #     for form in text.split(' ') {
/// #         shard.push(form, TokenClass::ArabicWord, Boundary::None, true);
/// #     }
/// # }
/// # let corpus = CorpusBuilder::new(BuildOptions::default()).finish(vec![shard])?.into_corpus()?;
/// let selection = Selection::new(&corpus, corpus.words());
/// let (counts, starts) = count_ngrams_with(&selection, &NgramOptions::new(2), |found, column| {
///     column.push(found.positions[0]);
/// })?;
/// assert_eq!((counts.in_form_order(2).form().as_str(), counts.in_form_order(2).freq), ("قال ثم", 2));
/// assert_eq!(starts, [3, 1, 0]); // of «ثم سكت», «ثم قال» and «قال ثم»
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn count_ngrams_with<'c, T: Send>(
    selection: &Selection<'c>,
    options: &NgramOptions,
    make: impl Fn(NgramOccurrences<'_>, &mut Vec<T>) + Sync,
) -> Result<(NgramCounts<'c>, Vec<T>), CountError> {
    Ok(match packing(selection, options)? {
        Packing::Narrow(layout) => {
            let found = map_packed::<u64, T>(selection, options, layout, make);
            counted(selection, options, layout, found, Keys::Narrow)
        }
        Packing::Wide(layout) => {
            let found = map_packed::<u128, T>(selection, options, layout, make);
            counted(selection, options, layout, found, Keys::Wide)
        }
    })
}

fn counted<'c, K: Key, T>(
    selection: &Selection<'c>,
    options: &NgramOptions,
    layout: KeyLayout,
    found: Mapped<K, T>,
    wrap: fn(Vec<K>) -> Keys,
) -> (NgramCounts<'c>, Vec<T>) {
    let Mapped { total, counted, .. } = found;
    let sums = Sums { total, counted, found: found.freqs.len() as u64 };
    let columns = (wrap(found.keys), found.freqs, found.doc_freqs);
    (NgramCounts::from_columns(selection, options, layout, sums, columns), found.made)
}

/// How n words and a position are packed.
fn packing(selection: &Selection<'_>, options: &NgramOptions) -> Result<Packing, CountError> {
    options.check()?;
    Packing::of(selection, options.n, selection.document_sizes().total())
}

/// Makes something of the occurrences of every form that occurs at least `min_freq` times. The
/// results come in the byte order of the forms.
///
/// Cost: two passes over the tokens and a sort of them; eight bytes a token.
///
/// # Errors
/// When the selection has so many tokens and forms that a form and a position do not fit 128 bits,
/// which no corpus reaches.
///
/// # Examples
/// ```
/// use siyaq_count::{Selection, map_forms};
/// # use siyaq_index::{Boundary, BuildOptions, CorpusBuilder, Document, Shard, TokenClass};
///
/// let texts = ["العدل أساس الملك", "والملك أساس العدل"];
/// # let mut shard = Shard::new();
/// # for (number, text) in texts.iter().enumerate() {
/// #     shard.start_document(Document { id: number.to_string(), ..Document::default() });
/// #     for form in text.split(' ') {
/// #         shard.push(form, TokenClass::ArabicWord, Boundary::None, true);
/// #     }
/// # }
/// # let corpus = CorpusBuilder::new(BuildOptions::default()).finish(vec![shard])?.into_corpus()?;
/// let selection = Selection::new(&corpus, corpus.words());
/// let name = |form| corpus.words().lexicon().form(form);
/// let found = map_forms(&selection, 2, |found| (name(found.form), found.positions.to_vec()))?;
/// assert_eq!(found, [("أساس", vec![1, 4]), ("العدل", vec![0, 5])]);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn map_forms<R: Send>(
    selection: &Selection<'_>,
    min_freq: u64,
    make: impl Fn(FormOccurrences<'_>) -> R + Sync,
) -> Result<Vec<R>, CountError> {
    map_ngrams(selection, &NgramOptions::new(1).min_freq(min_freq), |found| {
        let form =
            found.ordinals.first().map_or(TermId(u32::MAX), |ordinal| selection.form_at(*ordinal));
        make(FormOccurrences { form, positions: found.positions, parts: found.parts })
    })
}

/// N-grams that were kept, in the byte order of the words, and what was made of them.
struct Mapped<K, T> {
    /// All n-grams, also those that were not kept.
    total: u64,
    /// Those that do not begin or end with a word that results leave out.
    counted: u64,
    keys: Vec<K>,
    freqs: Vec<u64>,
    doc_freqs: Vec<u32>,
    made: Vec<T>,
}

fn map_packed<K: Key, T: Send>(
    selection: &Selection<'_>,
    options: &NgramOptions,
    layout: KeyLayout,
    make: impl Fn(NgramOccurrences<'_>, &mut Vec<T>) + Sync,
) -> Mapped<K, T> {
    let (tasks, left_out) = packed_tasks::<K>(selection, options, layout);
    let counted = tasks.iter().map(TaskKeys::count).sum();
    let total = counted + left_out.iter().sum::<u64>();
    let starts = selection.document_sizes().starts();
    let parts = for_each_partition(layout, &tasks, |runs| {
        let (mut positions, mut parts, mut ordinals) = (Vec::new(), Vec::new(), Vec::new());
        let mut out = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
        for run in runs.filter(|run| run.keys.len() as u64 >= options.min_freq) {
            positions.clear();
            positions.extend(run.keys.iter().map(|key| key.low(layout.tag_bits)));
            parts_of(&positions, starts, &mut parts);
            if (parts.len() as u64) < options.min_doc_freq {
                continue;
            }
            ordinals.clear();
            ordinals.extend((0..layout.ordinals).map(|word| layout.ordinal(run.key, word)));
            out.0.push(run.key);
            out.1.push(positions.len() as u64);
            out.2.push(u32::try_from(parts.len()).unwrap_or(u32::MAX));
            let found =
                NgramOccurrences { ordinals: &ordinals, positions: &positions, parts: &parts };
            make(found, &mut out.3);
        }
        out
    });
    drop(tasks);
    let (columns, made): (Vec<_>, Vec<Vec<T>>) =
        parts.into_iter().map(|part| ((part.0, part.1, part.2), part.3)).unzip();
    let keys = joined(&columns, |part| &part.0);
    let freqs = joined(&columns, |part| &part.1);
    let doc_freqs = joined(&columns, |part| &part.2);
    let made = made.into_iter().flatten().collect();
    Mapped { total, counted, keys, freqs, doc_freqs, made }
}

/// The n-grams of all tasks with the positions of their first words, and how many more there are in
/// each task that results leave out.
fn packed_tasks<K: Key>(
    selection: &Selection<'_>,
    options: &NgramOptions,
    layout: KeyLayout,
) -> (Vec<TaskKeys<K>>, Vec<u64>) {
    let sizes = selection.document_sizes();
    let buffers = || (Buffers::default(), KeySink::<K>::new(layout));
    selection
        .tasks()
        .into_par_iter()
        .map_init(buffers, |(buffers, sink), documents| {
            let place = sizes.documents().partition_point(|doc| doc.0 < documents.start);
            let mut position = sizes.starts().get(place).copied().unwrap_or(0);
            let mut left_out = 0;
            selection.scan(documents, buffers, |stretch| {
                left_out += each_ngram(stretch, options.n, options.skip, |at, ordinals| {
                    if let Some(first) = ordinals.first() {
                        sink.push(*first, ordinals.iter().copied(), position + at as u64);
                    }
                });
                position += stretch.ordinals.len() as u64;
            });
            (sink.finish(), left_out)
        })
        .unzip()
}

/// Counts ascending positions by the part that they lie in.
fn parts_of(positions: &[u64], starts: &[u64], parts: &mut Vec<(u32, u64)>) {
    parts.clear();
    let mut rest = positions;
    while let Some(first) = rest.first() {
        let after = starts.partition_point(|start| start <= first);
        let end = starts.get(after).copied().unwrap_or(u64::MAX);
        let inside = rest.iter().take_while(|position| **position < end).count().max(1);
        let part = u32::try_from(after.saturating_sub(1)).unwrap_or(u32::MAX);
        parts.push((part, inside as u64));
        rest = rest.get(inside..).unwrap_or_default();
    }
}
