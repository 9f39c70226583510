//! Frequencies of forms.

use crate::CountError;
use crate::columns::joined;
use crate::occurrences::map_forms;
use crate::selection::{NOT_COUNTED, Ordinals, Selection};
use rayon::prelude::*;
use siyaq_index::{DocId, TermId};
use std::ops::Range;

/// The frequency of a form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WordRow {
    /// The form.
    pub form: TermId,
    /// How often it occurs.
    pub freq: u64,
    /// In how many documents.
    pub doc_freq: u64,
}

/// The frequency list of a selection: frequency down, ties by the bytes of the form.
///
/// # Errors
/// As [`map_forms`].
///
/// # Examples
/// ```
/// use siyaq_count::{Selection, count_words};
/// # use siyaq_index::{Boundary, BuildOptions, CorpusBuilder, Document, Shard, TokenClass};
///
/// let texts = ["قال الوزير", "ثم قال الناطق"];
/// # let mut shard = Shard::new();
/// # for (number, text) in texts.iter().enumerate() {
/// #     shard.start_document(Document { id: number.to_string(), ..Document::default() });
/// #     for form in text.split(' ') {
/// #         shard.push(form, TokenClass::ArabicWord, Boundary::None, true);
/// #     }
/// # }
/// # let corpus = CorpusBuilder::new(BuildOptions::default()).finish(vec![shard])?.into_corpus()?;
/// let words = count_words(&Selection::new(&corpus, corpus.words()), 1)?;
/// assert_eq!(words.len(), 4);
/// assert_eq!(corpus.words().lexicon().form(words[0].form), "قال");
/// assert_eq!((words[0].freq, words[0].doc_freq), (2, 2));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn count_words(selection: &Selection<'_>, min_freq: u64) -> Result<Vec<WordRow>, CountError> {
    let mut rows = map_forms(selection, min_freq, |occurrences| WordRow {
        form: occurrences.form,
        freq: occurrences.positions.len() as u64,
        doc_freq: occurrences.parts.len() as u64,
    })?;
    // The forms come in byte order, and the sort keeps that order among equals.
    rows.par_sort_by_key(|row| std::cmp::Reverse(row.freq));
    Ok(rows)
}

/// What is counted of a form in one look at the tokens; together, so that a token touches memory
/// once.
#[derive(Clone, Copy, Debug, Default)]
struct Tally {
    freq: u64,
    doc_freq: u32,
    /// The last document that had the form, from 1.
    last: u32,
}

/// The frequency and the document frequency of every form of a selection that occurs and is not left
/// out, in the byte order of the forms.
///
/// Cost: one pass over the tokens, without sorting them; 16 bytes a form of the layer for each
/// thread.
///
/// # Examples
/// ```
/// use siyaq_count::{Selection, count_forms};
/// # use siyaq_index::{Boundary, BuildOptions, CorpusBuilder, Document, Shard, TokenClass};
///
/// let texts = ["هذا خبر", "خبر جديد", "جديد جديد"];
/// # let mut shard = Shard::new();
/// # for (number, text) in texts.iter().enumerate() {
/// #     shard.start_document(Document { id: number.to_string(), ..Document::default() });
/// #     for form in text.split(' ') {
/// #         shard.push(form, TokenClass::ArabicWord, Boundary::None, true);
/// #     }
/// # }
/// # let corpus = CorpusBuilder::new(BuildOptions::default()).finish(vec![shard])?.into_corpus()?;
/// let rows = count_forms(&Selection::new(&corpus, corpus.words()));
/// let forms: Vec<&str> = rows.iter().map(|row| corpus.words().lexicon().form(row.form)).collect();
/// assert_eq!(forms, ["جديد", "خبر", "هذا"]);
/// assert_eq!((rows[0].freq, rows[0].doc_freq), (3, 2));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[must_use]
pub fn count_forms(selection: &Selection<'_>) -> Vec<WordRow> {
    let tasks = selection.tasks();
    let share = tasks.len().div_ceil(rayon::current_num_threads()).max(1);
    let table = shown_forms(selection);
    let mut tallies: Vec<Vec<Tally>> =
        tasks.par_chunks(share).map(|tasks| tally(selection, &table, tasks)).collect();
    let mut sums = tallies.pop().unwrap_or_default();
    for part in tallies {
        sums.par_iter_mut().zip(part).for_each(|(sum, part)| {
            sum.freq += part.freq;
            sum.doc_freq += part.doc_freq;
        });
    }
    let ordinals = 0..selection.layer().lexicon().len();
    let row = |ordinal: u32| {
        let form = selection.form_at(ordinal);
        let tally = sums.get(form.0 as usize).filter(|tally| tally.freq > 0)?;
        Some(WordRow { form, freq: tally.freq, doc_freq: u64::from(tally.doc_freq) })
    };
    ordinals.into_par_iter().filter_map(row).collect()
}

/// The same without those that results leave out wherever they stand.
fn shown_forms(selection: &Selection<'_>) -> Ordinals {
    let table = counted_forms(selection);
    let omitted = selection.omitted().filter(|omitted| !omitted.is_by_position());
    let Some(omitted) = omitted else { return table };
    let shown = |word: usize, part: usize, form: u32| {
        let word = u32::try_from(word).unwrap_or(u32::MAX);
        if omitted.has(0, word, part) { NOT_COUNTED } else { form }
    };
    match table {
        Ordinals::Words(forms) => {
            let forms = forms.into_iter().enumerate();
            Ordinals::Words(forms.map(|(word, form)| shown(word, 0, form)).collect())
        }
        Ordinals::Parts { first, mut ordinals } => {
            for (word, bounds) in first.windows(2).enumerate() {
                let [from, to] = [bounds[0] as usize, bounds[1] as usize];
                let parts = ordinals.get_mut(from..to).unwrap_or_default();
                for (part, form) in parts.iter_mut().enumerate() {
                    *form = shown(word, part, *form);
                }
            }
            Ordinals::Parts { first, ordinals }
        }
    }
}

/// For each word the forms that are counted.
fn counted_forms(selection: &Selection<'_>) -> Ordinals {
    selection.ordinals().map(|ordinal| selection.form_at(ordinal).0)
}

fn tally(selection: &Selection<'_>, table: &Ordinals, tasks: &[Range<u32>]) -> Vec<Tally> {
    let mut tallies = vec![Tally::default(); selection.layer().lexicon().len() as usize];
    let (corpus, codes) = (selection.corpus(), selection.layer().codes());
    let by_position = selection.omitted().filter(|omitted| omitted.is_by_position());
    let mut ids = Vec::new();
    for doc in tasks.iter().cloned().flatten() {
        let mut add = |form: u32| {
            if let Some(tally) = tallies.get_mut(form as usize) {
                tally.freq += 1;
                tally.doc_freq += u32::from(tally.last != doc + 1);
                tally.last = doc + 1;
            }
        };
        for piece in selection.part().pieces(corpus.document_range(DocId(doc))) {
            codes.read(piece.clone(), &mut ids);
            match (table, by_position) {
                (Ordinals::Words(forms), None) => ids.iter().for_each(|code| {
                    add(forms.get(*code as usize).copied().unwrap_or(NOT_COUNTED));
                }),
                (_, None) => {
                    ids.iter().flat_map(|code| table.of(*code)).for_each(|form| add(*form))
                }
                (_, Some(omitted)) => {
                    let shown = piece.zip(&ids).filter(|(pos, code)| !omitted.has(*pos, **code, 0));
                    shown.flat_map(|(_, code)| table.of(*code)).for_each(|form| add(*form));
                }
            }
        }
    }
    tallies
}

/// The forms of all counted tokens of a selection, in the order of the corpus: what measures of
/// running text read. [`DocumentSizes::starts`](crate::DocumentSizes::starts) tells where each
/// document begins.
///
/// Cost: one pass over the tokens; four bytes for each.
///
/// # Examples
/// ```
/// use siyaq_count::{Selection, forms_in_order};
/// # use siyaq_index::{Boundary, BuildOptions, CorpusBuilder, Document, Shard, TokenClass};
///
/// let texts = ["خبر بعد خبر", "بعد الظهر"];
/// # let mut shard = Shard::new();
/// # for (number, text) in texts.iter().enumerate() {
/// #     shard.start_document(Document { id: number.to_string(), ..Document::default() });
/// #     for form in text.split(' ') {
/// #         shard.push(form, TokenClass::ArabicWord, Boundary::None, true);
/// #     }
/// # }
/// # let corpus = CorpusBuilder::new(BuildOptions::default()).finish(vec![shard])?.into_corpus()?;
/// let selection = Selection::new(&corpus, corpus.words());
/// let forms = forms_in_order(&selection);
/// assert_eq!(forms.len(), 5);
/// assert_eq!((forms[0], forms[1]), (forms[2], forms[3]));
/// assert_eq!(selection.document_sizes().starts(), [0, 3, 5]);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[must_use]
pub fn forms_in_order(selection: &Selection<'_>) -> Vec<u32> {
    let table = counted_forms(selection);
    let tasks = selection.tasks();
    let read = |ids: &mut Vec<u32>, documents: Range<u32>| -> Vec<u32> {
        let mut forms = Vec::new();
        for piece in selection.part().pieces(selection.token_range(&documents)) {
            selection.layer().codes().read(piece, ids);
            forms.extend(ids.iter().flat_map(|code| table.of(*code)));
        }
        forms
    };
    let parts: Vec<Vec<u32>> = tasks.into_par_iter().map_init(Vec::new, read).collect();
    joined(&parts, |part| part)
}
