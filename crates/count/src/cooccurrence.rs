//! How often chosen forms stand near each other: a matrix.

use crate::pairs::WindowSpan;
use crate::scan::{Buffers, Stretch};
use crate::selection::Selection;
use rayon::prelude::*;
use siyaq_index::TermId;
use std::sync::atomic::{AtomicU64, Ordering};

/// The counts of chosen forms in the windows of each other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CooccurrenceMatrix {
    forms: Vec<TermId>,
    /// A row for each form as node, a column for each as context.
    counts: Vec<u64>,
}

impl CooccurrenceMatrix {
    /// The forms, in the order they were given.
    #[must_use]
    pub fn forms(&self) -> &[TermId] {
        &self.forms
    }

    /// How often each form stands in the window of the form at a place.
    #[must_use]
    pub fn row(&self, place: usize) -> &[u64] {
        let width = self.forms.len();
        self.counts.get(place * width..(place + 1) * width).unwrap_or_default()
    }
}

/// Stands for a form that was not chosen.
const OTHER: u32 = u32::MAX;

/// Counts how often each of some different forms stands in the window of each other. Other words keep their
/// places in the window; windows end where the scope stops.
///
/// Cost: one pass over the tokens; eight bytes for each pair of chosen forms, met or not, so that a
/// few thousand forms can be counted.
///
/// # Examples
/// ```
/// use siyaq_count::{Selection, WindowSpan, count_cooccurrences};
/// # use siyaq_index::{Boundary, BuildOptions, CorpusBuilder, Document, Shard, TokenClass};
///
/// let texts = ["حرب بعد سلام", "سلام بعد حرب", "حرب بعد سلام"];
/// # let mut shard = Shard::new();
/// # for (number, text) in texts.iter().enumerate() {
/// #     shard.start_document(Document { id: number.to_string(), ..Document::default() });
/// #     for form in text.split(' ') {
/// #         shard.push(form, TokenClass::ArabicWord, Boundary::None, true);
/// #     }
/// # }
/// # let corpus = CorpusBuilder::new(BuildOptions::default()).finish(vec![shard])?.into_corpus()?;
/// let forms = ["حرب", "سلام"].map(|word| corpus.words().lexicon().id(word).expect("a word"));
/// let selection = Selection::new(&corpus, corpus.words());
/// let matrix = count_cooccurrences(&selection, &forms, WindowSpan { before: 0, after: 2 });
/// assert_eq!(matrix.row(0), [0, 2]); // what stands after «حرب»
/// assert_eq!(matrix.row(1), [1, 0]); // and after «سلام»
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[must_use]
pub fn count_cooccurrences(
    selection: &Selection<'_>,
    forms: &[TermId],
    span: WindowSpan,
) -> CooccurrenceMatrix {
    let lexicon = selection.layer().lexicon();
    let mut places = vec![OTHER; lexicon.len() as usize];
    for (place, form) in (0u32..).zip(forms) {
        if let Some(slot) = places.get_mut(lexicon.ordinal(*form) as usize) {
            *slot = place;
        }
    }
    let width = forms.len();
    let counts: Vec<AtomicU64> = (0..width * width).map(|_| AtomicU64::new(0)).collect();
    let add = |node: u32, context: u32| {
        // Sums do not depend on the order of their terms, so neither do the counts on the threads.
        if let Some(count) = counts.get(node as usize * width + context as usize) {
            count.fetch_add(1, Ordering::Relaxed);
        }
    };
    let far = span.before.max(span.after);
    selection.tasks().into_par_iter().for_each_init(
        || (Buffers::default(), Vec::new()),
        |(buffers, chosen): &mut (Buffers, Vec<u32>), documents| {
            selection.scan(documents, buffers, |stretch: Stretch<'_>| {
                let place = |ordinal: &u32| places.get(*ordinal as usize).copied().unwrap_or(OTHER);
                chosen.clear();
                chosen.extend(stretch.ordinals.iter().map(place));
                for (at, first) in chosen.iter().enumerate().filter(|(_, first)| **first != OTHER) {
                    let later = chosen.iter().enumerate().skip(at + 1).take(far);
                    for (other, second) in later.filter(|(_, second)| **second != OTHER) {
                        if other - at <= span.after {
                            add(*first, *second);
                        }
                        if other - at <= span.before {
                            add(*second, *first);
                        }
                    }
                }
            });
        },
    );
    let counts = counts.into_iter().map(AtomicU64::into_inner).collect();
    CooccurrenceMatrix { forms: forms.to_vec(), counts }
}
