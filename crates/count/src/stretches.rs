//! All counted tokens in order, with the boundaries that n-grams do not cross.

use crate::scan::Buffers;
use crate::selection::Selection;
use rayon::prelude::*;
use siyaq_index::TermId;

/// The forms of all counted tokens in the order of the corpus, and where each stretch of them ends.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FormStretches {
    /// The forms.
    pub forms: Vec<TermId>,
    /// The place behind the last token of each stretch, ascending: no n-gram goes on from there.
    pub ends: Vec<usize>,
}

/// Reads the forms of a selection as n-grams read them: punctuation and boundaries end a stretch as its
/// scope says, and the end of a document always does.
///
/// Cost: one pass over the tokens; four bytes for each, eight for each stretch.
///
/// # Examples
/// ```
/// use siyaq_count::{Selection, form_stretches};
/// # use siyaq_index::{Boundary, BuildOptions, CorpusBuilder, Document, Shard, TokenClass};
///
/// let texts = ["قال الوزير", "ثم سافر الوزير"];
/// # let mut shard = Shard::new();
/// # for (number, text) in texts.iter().enumerate() {
/// #     shard.start_document(Document { id: number.to_string(), ..Document::default() });
/// #     for form in text.split(' ') {
/// #         shard.push(form, TokenClass::ArabicWord, Boundary::None, true);
/// #     }
/// # }
/// # let corpus = CorpusBuilder::new(BuildOptions::default()).finish(vec![shard])?.into_corpus()?;
/// let stretches = form_stretches(&Selection::new(&corpus, corpus.words()));
/// assert_eq!(stretches.ends, [2, 5]);
/// assert_eq!(stretches.forms[1], stretches.forms[4]);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[must_use]
pub fn form_stretches(selection: &Selection<'_>) -> FormStretches {
    let read = |buffers: &mut Buffers, documents: std::ops::Range<u32>| {
        let (mut forms, mut ends) = (Vec::new(), Vec::new());
        selection.scan(documents, buffers, |stretch| {
            forms.extend(stretch.ordinals.iter().map(|ordinal| selection.form_at(*ordinal)));
            ends.push(forms.len());
        });
        (forms, ends)
    };
    let parts: Vec<(Vec<TermId>, Vec<usize>)> =
        selection.tasks().into_par_iter().map_init(Buffers::default, read).collect();
    let mut all = FormStretches { forms: Vec::new(), ends: Vec::new() };
    for (forms, ends) in parts {
        let before = all.forms.len();
        all.forms.extend(forms);
        all.ends.extend(ends.into_iter().map(|end| before + end));
    }
    all
}
