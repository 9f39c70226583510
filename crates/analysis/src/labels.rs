//! The spellings that forms are shown by, among what is counted.

use siyaq_count::Selection;
use siyaq_query::FormLabels;
use siyaq_types::DocId;

/// The spellings that the forms of a selection are shown by: of each the one most often written among the
/// tokens that count, in the chosen documents, without those that are left out.
///
/// Cost: that of [`Selection::word_freqs`].
///
/// # Examples
/// ```
/// use siyaq_analysis::labels_of;
/// use siyaq_count::Selection;
/// # use siyaq_index::{Boundary, BuildOptions, CorpusBuilder, Document, LayerRule, QueryRule};
/// # use siyaq_index::{Shard, TokenClass};
///
/// let texts = ["أمس", "أمس", "امس"];
/// # let mut shard = Shard::new();
/// # for (number, text) in texts.iter().enumerate() {
/// #     shard.start_document(Document { id: number.to_string(), ..Document::default() });
/// #     for form in text.split(' ') {
/// #         shard.push(form, TokenClass::ArabicWord, Boundary::None, true);
/// #     }
/// # }
/// # let mut options = BuildOptions::default();
/// # let layer = LayerRule::fold("standard", |form, out| out.push_str(&form.replace('أ', "ا")));
/// # options.layers.push(layer.query(QueryRule::default()));
/// # let corpus = CorpusBuilder::new(options).finish(vec![shard])?.into_corpus()?;
/// let layer = corpus.layer("standard")?;
/// let form = layer.lexicon().id("امس").expect("a form of the layer");
/// let all = Selection::new(&corpus, layer);
/// let last = all.of_part(corpus.everything().filter(|doc| doc.0 == 2));
/// assert_eq!((labels_of(&all).label(form), labels_of(&last).label(form)), ("أمس", "امس"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
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
