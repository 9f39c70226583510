//! What of a corpus has each value of a field.

use crate::filter_ranges::structure_of;
use crate::ranges::{both, joined};
use crate::{Corpus, DocId, Documents, IndexError, IndexErrorKind, MetaValue, Subcorpus};
use std::collections::BTreeMap;
use std::ops::Range;

impl Corpus {
    /// What of a part has each value of a field, in the order of the values: the documents of a metadata
    /// field, or the ranges of an attribute of a structure, as in `quote.speaker`. What has no value is in
    /// none; ranges that lie in one another may put a position into several.
    ///
    /// Cost: a look at each document, or at each range.
    ///
    /// # Errors
    /// When there is no such field.
    pub fn parts_by(
        &self,
        field: &str,
        part: &Subcorpus,
    ) -> Result<Vec<(MetaValue, Subcorpus)>, IndexError> {
        let documents = self.documents()?;
        if let Some(ranges) = ranges_by_value(self, documents, field)? {
            let own = part.token_ranges(self);
            let cut = |ranges| Subcorpus::of_positions(self, both(&joined(ranges), &own));
            let parts = ranges.into_iter().map(|(value, ranges)| (value, cut(ranges)));
            return Ok(parts.filter(|(_, part)| part.document_count() > 0).collect());
        }
        let place = documents.field(field)?;
        let mut values: BTreeMap<MetaValue, Vec<DocId>> = BTreeMap::new();
        for doc in part.documents() {
            if let Some(value) = documents.value_at(doc, place) {
                values.entry(value).or_default().push(doc);
            }
        }
        let of = |docs: &[DocId]| part.filter(|doc| docs.binary_search(&doc).is_ok());
        Ok(values.into_iter().map(|(value, docs)| (value, of(&docs))).collect())
    }
}

/// Ranges of positions by their value.
type RangesByValue = BTreeMap<MetaValue, Vec<Range<u64>>>;

/// The ranges of each value of an attribute of a structure, in any order; `None` where the field is none.
fn ranges_by_value(
    corpus: &Corpus,
    documents: &Documents,
    field: &str,
) -> Result<Option<RangesByValue>, IndexError> {
    let Some(structure) = structure_of(corpus, documents, field) else { return Ok(None) };
    let (_, name) = field.split_once('.').unwrap_or_default();
    let Some(attribute) = structure.attribute(name) else {
        let own = structure.attributes().iter().map(|own| own.spec().name.as_str());
        let known = own.map(|own| format!("{}.{own}", structure.name())).collect::<Vec<_>>();
        let (name, known) = (field.to_owned(), known.join(", "));
        return Err(IndexErrorKind::UnknownField { name, known }.into());
    };
    let mut values = RangesByValue::new();
    for number in 0..structure.len() {
        let value = attribute.value(number).and_then(|text| attribute.spec().kind.parse(text));
        if let Some(value) = value {
            values.entry(value).or_default().push(structure.range(number));
        }
    }
    Ok(Some(values))
}
