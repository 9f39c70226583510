//! Texts that were printed more than once.

use siyaq_index::{Corpus, IndexError, MetaValue, Subcorpus};
use std::collections::BTreeSet;

/// The documents of a part, those that are reprints of one another once.
///
/// A metadata field marks them: it names the cluster that a document belongs to, as a search for
/// duplicates writes it. Of the documents of the part with the same value the first in the order of
/// the corpus stands for all; documents without a value, or with an empty one, are reprints of
/// nothing.
///
/// Cost: one look at the field of each document.
///
/// # Errors
/// When the corpus has no such field, or its metadata cannot be read.
pub fn dedupe_by(corpus: &Corpus, part: &Subcorpus, field: &str) -> Result<Subcorpus, IndexError> {
    let documents = corpus.documents()?;
    let place = documents.field(field)?;
    let mut met: BTreeSet<MetaValue> = BTreeSet::new();
    Ok(part.filter(|doc| match documents.value_at(doc, place) {
        None => true,
        Some(MetaValue::String(text)) if text.is_empty() => true,
        Some(value) => met.insert(value),
    }))
}
