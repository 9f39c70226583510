//! Counting hits by what they have in common.

use crate::error::QueryError;
use crate::hits::Hits;
use crate::keys::{Codes, Key, Labels, View};
use crate::labels::FormLabels;
use foldhash::fast::FixedState;
use hashbrown::HashMap;
use siyaq_index::{ClassSet, Corpus, DocId, Scope, TermId};

/// What hits are grouped by.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct GroupOptions {
    /// The keys; each group has one value of each.
    pub keys: Vec<Key>,
    /// The layer of the words in the keys.
    pub layer: String,
    /// Which tokens are words of a key, and where words before and after a match end: as those of
    /// a phrase do.
    pub scope: Scope,
}

/// By the words of the match, on the layer `standard`, under the default scope.
impl Default for GroupOptions {
    fn default() -> Self {
        Self { keys: vec![Key::Match], layer: "standard".to_owned(), scope: Scope::default() }
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

    /// Under another scope.
    #[must_use]
    pub fn scope(mut self, scope: Scope) -> Self {
        self.scope = scope;
        self
    }

    /// With tokens of these classes as words.
    #[must_use]
    pub fn classes(mut self, classes: ClassSet) -> Self {
        self.scope.classes = classes;
        self
    }
}

/// Stands in a group for what a hit does not have: a word beyond the end of its sentence, the value
/// of a field that its document lacks.
pub const NOTHING: &str = "∅";

/// Hits that have the same keys.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GroupRow {
    /// The value of each key: words in reading order, joined by a space; the id of a document; the
    /// value of a field; [`NOTHING`] for each word and each value that a hit does not have.
    pub keys: Vec<String>,
    /// The same as it is most often written among the hits of the group, ties by the bytes; on layers
    /// whose forms are no spellings of words, as stems, with each form as it is most often written (see
    /// [`FormLabels`]).
    pub labels: Vec<String>,
    /// How many hits there are.
    pub freq: u64,
    /// In how many documents.
    pub doc_freq: u64,
}

/// Counts hits by keys, the most frequent group first, ties by the bytes of the keys.
///
/// # Errors
/// When the corpus has no such layer or field.
///
/// # Examples
/// ```
/// use siyaq_query::{GroupOptions, SearchOptions, group, search};
/// # use siyaq_index::{Boundary, BuildOptions, CorpusBuilder, Document, Shard, TokenClass};
///
/// let texts = ["سعر النفط", "سعر الغاز", "سعر النفط وسعر الغاز", "سعر النفط"];
/// # let mut shard = Shard::new();
/// # for (number, text) in texts.iter().enumerate() {
/// #     shard.start_document(Document { id: number.to_string(), ..Document::default() });
/// #     for form in text.split(' ') {
/// #         shard.push(form, TokenClass::ArabicWord, Boundary::None, true);
/// #     }
/// # }
/// # let corpus = CorpusBuilder::new(BuildOptions::default()).finish(vec![shard])?.into_corpus()?;
/// let hits = search(&corpus, &"سعر".parse()?, &SearchOptions::default().layer("word"))?;
/// let options = GroupOptions::default().layer("word").keys(["after:1".parse()?]);
/// let rows = group(&corpus, &hits, &options)?;
/// assert_eq!((rows[0].keys[0].as_str(), rows[0].freq, rows[0].doc_freq), ("النفط", 3, 3));
/// assert_eq!((rows[1].keys[0].as_str(), rows[1].freq), ("الغاز", 1));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn group(
    corpus: &Corpus,
    hits: &Hits,
    options: &GroupOptions,
) -> Result<Vec<GroupRow>, QueryError> {
    let layer = corpus.layer(&options.layer)?;
    group_labelled(corpus, hits, options, || FormLabels::new(corpus, layer))
}

/// The same with these labels, which are of the layer of the options. They are made only where the words
/// of the hits do not say how a group is written, since that may cost a pass over the tokens.
///
/// # Errors
/// As [`group`].
///
/// # Examples
/// ```
/// use siyaq_query::{FormLabels, GroupOptions, SearchOptions, group, group_labelled, search};
/// # use siyaq_index::{Boundary, BuildOptions, CorpusBuilder, Document, LayerRule, QueryRule};
/// # use siyaq_index::{Shard, TokenClass};
///
/// // The layer `stem` has «امس» for all three words after the hits.
/// let texts = ["قبل أمس", "قبل الأمس", "قبل امس"];
/// # let mut shard = Shard::new();
/// # for (number, text) in texts.iter().enumerate() {
/// #     shard.start_document(Document { id: number.to_string(), ..Document::default() });
/// #     for form in text.split(' ') {
/// #         shard.push(form, TokenClass::ArabicWord, Boundary::None, true);
/// #     }
/// # }
/// # let stem = |form: &str| form.strip_prefix("ال").unwrap_or(form).replace('أ', "ا");
/// # let layer = LayerRule::fold("stem", move |form, out| out.push_str(&stem(form)));
/// # let steps = siyaq_text::Steps::of(siyaq_text::Profile::Standard).to_string();
/// # let mut options = BuildOptions::default();
/// # options.layers.push(layer.query(QueryRule::default().steps(steps).derived(true)));
/// # let corpus = CorpusBuilder::new(options).finish(vec![shard])?.into_corpus()?;
/// let hits = search(&corpus, &"قبل".parse()?, &SearchOptions::default().layer("word"))?;
/// let options = GroupOptions::default().layer("stem").keys(["after:1".parse()?]);
/// assert_eq!(group(&corpus, &hits, &options)?[0].labels, ["أمس"]);
/// // Labels of the third document alone.
/// let mut freqs = vec![0; corpus.words().lexicon().len() as usize];
/// freqs[corpus.words().lexicon().id("امس").expect("a word of the corpus").index()] = 1;
/// let labels = FormLabels::new(&corpus, corpus.layer("stem")?).among(Some(freqs));
/// let rows = group_labelled(&corpus, &hits, &options, || labels)?;
/// assert_eq!((rows[0].labels[0].as_str(), rows[0].freq), ("امس", 3));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn group_labelled<'c>(
    corpus: &'c Corpus,
    hits: &Hits,
    options: &GroupOptions,
    labels: impl FnOnce() -> FormLabels<'c>,
) -> Result<Vec<GroupRow>, QueryError> {
    let layer = corpus.layer(&options.layer)?;
    let view = View { corpus, layer, scope: options.scope };
    let codes = view.codes(hits.as_slice(), &options.keys)?;
    let documents = view.documents(hits.as_slice());
    let (groups, group_of) = count(&codes, &documents);
    let spelt = |row: &[u32], form: &dyn Fn(TermId) -> &'c str| {
        spell(&view, options, &codes.labels, row, form)
    };
    let spellings = match layer.is_over_words() && !layer.query().derived {
        true => spellings(&view, hits, options, (groups.len(), &group_of))?,
        false => {
            let labels = labels();
            let label = |form| labels.label(form);
            groups.iter().map(|found| spelt(found.row, &label)).collect::<Result<_, _>>()?
        }
    };
    let mut rows = Vec::with_capacity(groups.len());
    for (found, labels) in groups.into_iter().zip(spellings) {
        let keys = spelt(found.row, &|form| layer.lexicon().form(form))?;
        rows.push(GroupRow { keys, labels, freq: found.freq, doc_freq: found.doc_freq });
    }
    rows.sort_unstable_by(|a, b| b.freq.cmp(&a.freq).then_with(|| a.keys.cmp(&b.keys)));
    Ok(rows)
}

/// How the keys of each group are most often written among its hits.
fn spellings(
    view: &View<'_>,
    hits: &Hits,
    options: &GroupOptions,
    (groups, group_of): (usize, &[usize]),
) -> Result<Vec<Vec<String>>, QueryError> {
    let written = View { layer: view.corpus.words(), ..*view };
    let codes = written.codes(hits.as_slice(), &options.keys)?;
    let mut votes: HashMap<(usize, &[u32]), u64, FixedState> =
        HashMap::with_hasher(FixedState::default());
    for (place, group) in group_of.iter().enumerate() {
        let row = codes.codes.get(place * codes.width..(place + 1) * codes.width);
        *votes.entry((*group, row.unwrap_or_default())).or_default() += 1;
    }
    let words = view.corpus.words().lexicon();
    let spelling = |word: TermId| {
        // With spaces inside an abbreviation would look like several words.
        let form = words.form(word);
        let is_one = !form.contains([' ', '\u{A0}']);
        if is_one { form } else { view.layer.lexicon().form(view.layer.fold(word)) }
    };
    let mut best: Vec<(u64, Vec<String>)> = vec![(0, Vec::new()); groups];
    for ((group, row), freq) in votes {
        let Some(known) = best.get_mut(group).filter(|known| freq >= known.0) else { continue };
        let spelt = spell(&written, options, &codes.labels, row, &spelling)?;
        if freq > known.0 || spelt < known.1 {
            *known = (freq, spelt);
        }
    }
    Ok(best.into_iter().map(|(_, spelling)| spelling).collect())
}

struct Group<'k> {
    row: &'k [u32],
    freq: u64,
    doc_freq: u64,
    last: DocId,
}

/// One group for each different row, and the group of each hit. Hits ascend, so those of a document come
/// together.
fn count<'k>(codes: &'k Codes, documents: &[DocId]) -> (Vec<Group<'k>>, Vec<usize>) {
    let mut places: HashMap<&[u32], usize, FixedState> =
        HashMap::with_hasher(FixedState::default());
    let mut groups: Vec<Group<'k>> = Vec::new();
    let mut group_of = Vec::with_capacity(documents.len());
    for (place, doc) in documents.iter().enumerate() {
        let row = codes.codes.get(place * codes.width..(place + 1) * codes.width);
        let row = row.unwrap_or_default();
        let place = *places.entry(row).or_insert_with(|| {
            groups.push(Group { row, freq: 0, doc_freq: 0, last: DocId(u32::MAX) });
            groups.len() - 1
        });
        group_of.push(place);
        if let Some(group) = groups.get_mut(place) {
            if group.freq == 0 || group.last != *doc {
                group.doc_freq += 1;
                group.last = *doc;
            }
            group.freq += 1;
        }
    }
    (groups, group_of)
}

/// The values of the keys of a row, with forms spelt by `of_form`.
fn spell<'c>(
    view: &View<'_>,
    options: &GroupOptions,
    labels: &[Labels],
    row: &[u32],
    of_form: &dyn Fn(TermId) -> &'c str,
) -> Result<Vec<String>, QueryError> {
    let form = |form: &u32| of_form(TermId(*form));
    let mut column = 0;
    let mut values = Vec::with_capacity(labels.len());
    for (key, labels) in options.keys.iter().zip(labels) {
        let columns = column..column + key.width();
        column = columns.end;
        let codes = row.get(columns).unwrap_or_default();
        let mut numbers = codes.iter().map(|code| code.checked_sub(1));
        if let Labels::Forms = labels {
            let mut words: Vec<&str> =
                numbers.map(|number| number.as_ref().map_or(NOTHING, form)).collect();
            // Words before the match were read outwards.
            if matches!(key, Key::Before { .. }) {
                words.reverse();
            }
            values.push(words.join(" "));
            continue;
        }
        let number = numbers.next().flatten();
        let place = number.map(|number| number as usize);
        let value = match labels {
            Labels::Forms => None,
            Labels::Matches(listed) => place.and_then(|place| listed.get(place)).map(|words| {
                let words: Vec<&str> = words.iter().map(form).collect();
                words.join(" ")
            }),
            Labels::Documents => {
                let documents = view.corpus.documents()?;
                number.map(|doc| documents.id(DocId(doc)).to_owned())
            }
            Labels::Values(listed) => {
                place.and_then(|place| listed.get(place)).map(ToString::to_string)
            }
        };
        values.push(value.unwrap_or_else(|| NOTHING.to_owned()));
    }
    Ok(values)
}
