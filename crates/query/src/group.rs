//! Counting hits by what they have in common.

use crate::error::QueryError;
use crate::expand::Counted;
use crate::hits::Hits;
use crate::keys::{Codes, Key, Labels, View};
use foldhash::fast::FixedState;
use hashbrown::HashMap;
use siyaq_index::{Boundary, ClassSet, Corpus, DocId, TermId};

/// What hits are grouped by.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct GroupOptions {
    /// The keys; each group has one value of each.
    pub keys: Vec<Key>,
    /// The layer of the words in the keys.
    pub layer: String,
    /// The token classes that are words of a key.
    pub classes: ClassSet,
    /// The unit beyond which no word before or after a match is looked for.
    pub clip: Boundary,
}

/// By the words of the match, on the layer `standard`, within the document.
impl Default for GroupOptions {
    fn default() -> Self {
        Self {
            keys: vec![Key::Match],
            layer: "standard".to_owned(),
            classes: ClassSet::WORDS,
            clip: Boundary::Document,
        }
    }
}

impl GroupOptions {
    /// By these keys.
    #[must_use]
    pub fn keys(mut self, keys: impl IntoIterator<Item = Key>) -> Self {
        self.keys = keys.into_iter().collect();
        self
    }

    /// With the words of another layer.
    #[must_use]
    pub fn layer(mut self, layer: impl Into<String>) -> Self {
        self.layer = layer.into();
        self
    }

    /// With tokens of these classes as words of a key.
    #[must_use]
    pub fn classes(mut self, classes: ClassSet) -> Self {
        self.classes = classes;
        self
    }

    /// Looking for words in the unit of the match only.
    #[must_use]
    pub fn clip(mut self, clip: Boundary) -> Self {
        self.clip = clip;
        self
    }
}

/// Hits that have the same keys.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GroupRow {
    /// The value of each key: words in reading order, joined by a space; the id of a document; the
    /// value of a field. Empty where a hit has none.
    pub keys: Vec<String>,
    /// How many hits there are.
    pub freq: u64,
    /// In how many documents.
    pub doc_freq: u64,
}

/// Counts hits by keys, the most frequent group first, ties by the bytes of the keys.
///
/// # Errors
/// When the corpus has no such layer or field.
pub fn group(
    corpus: &Corpus,
    hits: &Hits,
    options: &GroupOptions,
) -> Result<Vec<GroupRow>, QueryError> {
    let layer = corpus.layer(&options.layer)?;
    let counted = Counted::new(options.classes);
    let view = View { corpus, layer, counted, clip: options.clip };
    let codes = view.codes(hits.as_slice(), &options.keys)?;
    let documents = view.documents(hits.as_slice());
    let groups = count(&codes, &documents);
    let mut rows = groups
        .into_iter()
        .map(|found| {
            let keys = spell(&view, options, &codes.labels, found.row)?;
            Ok(GroupRow { keys, freq: found.freq, doc_freq: found.doc_freq })
        })
        .collect::<Result<Vec<GroupRow>, QueryError>>()?;
    rows.sort_unstable_by(|a, b| b.freq.cmp(&a.freq).then_with(|| a.keys.cmp(&b.keys)));
    Ok(rows)
}

struct Group<'k> {
    row: &'k [u32],
    freq: u64,
    doc_freq: u64,
    last: DocId,
}

/// One group for each different row. Hits ascend, so those of a document come together.
fn count<'k>(codes: &'k Codes, documents: &[DocId]) -> Vec<Group<'k>> {
    let mut places: HashMap<&[u32], usize, FixedState> =
        HashMap::with_hasher(FixedState::default());
    let mut groups: Vec<Group<'k>> = Vec::new();
    for (place, doc) in documents.iter().enumerate() {
        let row = codes.codes.get(place * codes.width..(place + 1) * codes.width);
        let row = row.unwrap_or_default();
        let place = *places.entry(row).or_insert_with(|| {
            groups.push(Group { row, freq: 0, doc_freq: 0, last: DocId(u32::MAX) });
            groups.len() - 1
        });
        if let Some(group) = groups.get_mut(place) {
            if group.freq == 0 || group.last != *doc {
                group.doc_freq += 1;
                group.last = *doc;
            }
            group.freq += 1;
        }
    }
    groups
}

/// The values of the keys of a row.
fn spell(
    view: &View<'_>,
    options: &GroupOptions,
    labels: &[Labels],
    row: &[u32],
) -> Result<Vec<String>, QueryError> {
    let lexicon = view.layer.lexicon();
    let form = |form: u32| lexicon.form(TermId(form));
    let mut column = 0;
    let mut values = Vec::with_capacity(labels.len());
    for (key, labels) in options.keys.iter().zip(labels) {
        let columns = column..column + key.width();
        column = columns.end;
        let codes = row.get(columns).unwrap_or_default();
        let numbers = codes.iter().filter_map(|code| code.checked_sub(1));
        let place = numbers.clone().next().map(|number| number as usize);
        values.push(match labels {
            Labels::Forms => {
                let mut words: Vec<&str> = numbers.map(form).collect();
                // Words before the match were read outwards.
                if matches!(key, Key::Before { .. }) {
                    words.reverse();
                }
                words.join(" ")
            }
            Labels::Matches(listed) => {
                let words = place.and_then(|place| listed.get(place));
                let words = words.into_iter().flatten().map(|word| form(*word));
                words.collect::<Vec<&str>>().join(" ")
            }
            Labels::Documents => {
                let doc = numbers.clone().next().map(DocId);
                let documents = view.corpus.documents()?;
                doc.map(|doc| documents.id(doc).to_owned()).unwrap_or_default()
            }
            Labels::Values(listed) => {
                let value = place.and_then(|place| listed.get(place));
                value.map(ToString::to_string).unwrap_or_default()
            }
        });
    }
    Ok(values)
}
