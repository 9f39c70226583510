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
///
/// # Examples
/// ```
/// use siyaq_count::dedupe_by;
/// # use siyaq_index::{Boundary, BuildOptions, CorpusBuilder, Document, MetaValue, Shard, TokenClass};
///
/// // The first two are one text, printed twice; the last two are reprints of nothing.
/// let texts = [("a", "وصل الوفد"), ("a", "وصل الوفد"), ("b", "غادر الوفد"), ("", "عاد الوفد")];
/// # let mut shard = Shard::new();
/// # for (number, (value, text)) in texts.iter().enumerate() {
/// #     let metadata = vec![Some(MetaValue::String(value.to_string()))];
/// #     let id = number.to_string();
/// #     shard.start_document(Document { id, metadata, ..Document::default() });
/// #     for form in text.split(' ') {
/// #         shard.push(form, TokenClass::ArabicWord, Boundary::None, true);
/// #     }
/// # }
/// # let mut options = BuildOptions::default();
/// # options.fields.push("cluster".parse()?);
/// # let corpus = CorpusBuilder::new(options).finish(vec![shard])?.into_corpus()?;
/// let once = dedupe_by(&corpus, &corpus.everything(), "cluster")?;
/// let documents: Vec<u32> = once.documents().map(|doc| doc.0).collect();
/// assert_eq!(documents, [0, 2, 3]);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
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
