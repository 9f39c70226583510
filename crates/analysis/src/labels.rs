//! The spellings that forms are shown by, among what is counted.

use siyaq_count::Selection;
use siyaq_query::FormLabels;
use siyaq_types::DocId;

/// The spellings that the forms of a selection are shown by: of each the one most often written among the
/// tokens that count, in the chosen documents, without those that are left out.
///
/// Cost: that of [`Selection::word_freqs`].
#[must_use]
pub fn labels_of<'c>(selection: &Selection<'c>) -> FormLabels<'c> {
    labels_among(selection, &[])
}

/// The same among what this selection and others of the same layer count together.
pub(crate) fn labels_among<'c>(
    selection: &Selection<'c>,
    others: &[&Selection<'c>],
) -> FormLabels<'c> {
    let labels = FormLabels::new(selection.corpus(), selection.layer());
    if !others.is_empty() && !selection.omits() && is_everything(selection, others) {
        return labels;
    }
    let mut freqs = selection.word_freqs();
    for other in others {
        // Where one of them counts everything, nothing is more often written elsewhere.
        freqs = freqs.zip(other.word_freqs()).map(|(mut sum, own)| {
            sum.iter_mut().zip(own).for_each(|(sum, own)| *sum += own);
            sum
        });
    }
    labels.among(freqs)
}

/// Whether several selections together count every document.
fn is_everything(selection: &Selection<'_>, others: &[&Selection<'_>]) -> bool {
    let all = || std::iter::once(&selection).chain(others);
    let has = |doc| all().any(|one| one.part().contains(doc) && !one.part().cuts_documents());
    (0..selection.corpus().document_count()).all(|doc| has(DocId(doc)))
}
