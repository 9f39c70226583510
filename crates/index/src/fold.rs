//! Layers over the vocabulary as they are made: what each word folds to, or is made of.

use crate::intern::Forms;
use crate::packed::PackedIds;
use crate::split::WordParts;
use crate::{IndexError, IndexErrorKind, LayerModel, QueryRule, Starts, TokenClass};
use rayon::prelude::*;
use siyaq_lexicon::LexiconBuilder;
use siyaq_types::ByteSpan;
use std::ops::Range;

/// How a layer over the words is made.
pub struct LayerRule {
    /// The name of the layer.
    pub name: String,
    /// What becomes of a word.
    pub maker: LayerMaker,
    /// How a word of a query becomes a form of the layer.
    pub query: QueryRule,
    /// Written into the manifest: what the layer was made with. Null for nothing.
    pub options: serde_json::Value,
}

/// What becomes of a word on a layer.
#[non_exhaustive]
pub enum LayerMaker {
    /// A word is one token, as on most layers.
    Fold(FoldFn),
    /// A word is one token or several.
    Split(SplitFn),
}

/// A function that folds many words at once: it is given a text and the spans of words in it,
/// ascending, and hands over the folded form of each in turn. It is asked only for classes that
/// fold; a form that folds to nothing stays as it is.
pub type FoldFn = Box<dyn Fn(&str, &[ByteSpan], &mut dyn FnMut(&str)) + Send + Sync>;

/// A function that appends the parts of a word. It is asked only for classes that fold.
pub type SplitFn = Box<dyn Fn(&str, &mut WordParts) + Send + Sync>;

impl LayerMaker {
    /// What the layer is.
    pub(crate) const fn model(&self) -> LayerModel {
        match self {
            Self::Fold(_) => LayerModel::Fold,
            Self::Split(_) => LayerModel::Split,
        }
    }
}

impl LayerRule {
    /// A layer of one form for each word, which `fold` appends.
    pub fn fold(
        name: impl Into<String>,
        fold: impl Fn(&str, &mut String) + Send + Sync + 'static,
    ) -> Self {
        let all = move |text: &str, spans: &[ByteSpan], take: &mut dyn FnMut(&str)| {
            let mut form = String::new();
            for span in spans {
                form.clear();
                fold(span.text(text).unwrap_or_default(), &mut form);
                take(&form);
            }
        };
        Self::fold_all(name, Box::new(all))
    }

    /// A layer of one form for each word, which are folded many at once.
    pub fn fold_all(name: impl Into<String>, fold: FoldFn) -> Self {
        Self::new(name.into(), LayerMaker::Fold(fold))
    }

    /// A layer on which words have parts.
    pub fn split(
        name: impl Into<String>,
        split: impl Fn(&str, &mut WordParts) + Send + Sync + 'static,
    ) -> Self {
        Self::new(name.into(), LayerMaker::Split(Box::new(split)))
    }

    /// Unless another rule is given, a word of a query is looked up as it is written, and one that is
    /// no form of the layer stands for what the layer makes of that word.
    fn new(name: String, maker: LayerMaker) -> Self {
        let query = QueryRule::default().derived(true);
        Self { name, maker, query, options: serde_json::Value::Null }
    }

    /// The same, with another rule for the words of a query.
    #[must_use]
    pub fn query(mut self, query: QueryRule) -> Self {
        self.query = query;
        self
    }

    /// The same, with what it was made with.
    #[must_use]
    pub fn options(mut self, options: serde_json::Value) -> Self {
        self.options = options;
        self
    }
}

/// The files of a new layer, and how much is in them.
pub(crate) struct NewLayer {
    /// By the last part of their names.
    pub(crate) files: Vec<(&'static str, Vec<u8>)>,
    pub(crate) forms: u32,
    /// The tokens of a layer that takes words apart.
    pub(crate) tokens: Option<u64>,
}

/// How many words one task folds.
const CHUNK: usize = 16_384;

/// Makes a layer over the vocabulary.
pub(crate) fn make_layer(rule: &LayerRule, words: &Forms) -> Result<NewLayer, IndexError> {
    match &rule.maker {
        LayerMaker::Fold(fold) => fold_layer(&rule.name, words, fold),
        LayerMaker::Split(split) => split_layer(&rule.name, words, &**split),
    }
}

fn fold_layer(name: &str, words: &Forms, fold: &FoldFn) -> Result<NewLayer, IndexError> {
    let pieces: Vec<Folded> = chunks(words).map(|range| fold_chunk(words, range, fold)).collect();
    let forms = pieces.iter().flat_map(Folded::iter);
    let tokens = forms.zip(words.classes.iter().copied().zip(words.freqs.iter().copied()));
    let FormLexicon { map, forms, mut files } = FormLexicon::new(name, tokens)?;
    drop(pieces);
    let [first, members] = members((0u32..).zip(&map), forms as usize, map.len());
    files.extend([("map", PackedIds::encode(&map)), ("first", first), ("words", members)]);
    Ok(NewLayer { files, forms, tokens: None })
}

/// Makes the layer of a column: `codes` are its values with the letter of a class behind each.
pub(crate) fn column_layer(name: &str, codes: &Forms) -> Result<NewLayer, IndexError> {
    let values = codes.iter().map(|code| {
        let mut letters = code.chars();
        letters.next_back();
        letters.as_str()
    });
    let tokens = values.zip(codes.classes.iter().copied().zip(codes.freqs.iter().copied()));
    let FormLexicon { map, forms, mut files } = FormLexicon::new(name, tokens)?;
    let [first, members] = members((0u32..).zip(&map), forms as usize, map.len());
    files.extend([("map", PackedIds::encode(&map)), ("first", first), ("words", members)]);
    Ok(NewLayer { files, forms, tokens: None })
}

fn split_layer(
    name: &str,
    words: &Forms,
    split: &(dyn Fn(&str, &mut WordParts) + Sync),
) -> Result<NewLayer, IndexError> {
    let chunks: Vec<WordParts> = chunks(words)
        .map(|range| {
            let mut parts = WordParts::default();
            for (form, folds) in folding(words, range) {
                if folds {
                    split(form, &mut parts);
                }
                parts.finish_word(form);
            }
            parts
        })
        .collect();
    let counts: Vec<u8> = chunks.iter().flat_map(|chunk| &chunk.counts).copied().collect();
    let parts = counts.iter().map(|count| u64::from(*count)).sum::<u64>();
    if u32::try_from(parts).is_err() {
        let limit = u64::from(u32::MAX);
        return Err(IndexErrorKind::TooMany { what: "parts", limit }.into());
    }
    let known = words.classes.iter().copied().zip(words.freqs.iter().copied()).zip(&counts);
    let known = known.flat_map(|(known, count)| (0..*count).map(move |_| known));
    let tokens = chunks.iter().flat_map(WordParts::forms).zip(known);
    let FormLexicon { map, forms, mut files } = FormLexicon::new(name, tokens)?;
    let mut rest = map.as_slice();
    let (mut starts, mut pairs) = (Vec::with_capacity(counts.len()), Vec::new());
    for (word, count) in (0u32..).zip(&counts) {
        starts.push((map.len() - rest.len()) as u64);
        let (own, after) = rest.split_at_checked(usize::from(*count)).unwrap_or_default();
        // A form that is twice in a word lists the word once.
        let firsts = own
            .iter()
            .enumerate()
            .filter(|(place, form)| !own.iter().take(*place).any(|other| other == *form));
        pairs.extend(firsts.map(|(_, form)| (word, form)));
        rest = after;
    }
    let ends: Vec<u32> = chunks.iter().flat_map(|chunk| &chunk.ends).copied().collect();
    let [first, members] = members(pairs.iter().copied(), forms as usize, pairs.len());
    files.extend([
        ("parts", Starts::encode(&starts, map.len() as u64)),
        ("map", PackedIds::encode(&map)),
        ("ends", PackedIds::encode(&ends)),
        ("first", first),
        ("words", members),
    ]);
    let tokens = counts.iter().zip(&words.freqs).map(|(count, freq)| u64::from(*count) * freq);
    Ok(NewLayer { files, forms, tokens: Some(tokens.sum()) })
}

/// The forms of a layer.
struct FormLexicon {
    /// The form of each token that was listed.
    map: Vec<u32>,
    /// How many forms there are.
    forms: u32,
    /// Their lexicon, and the least class of each.
    files: Vec<(&'static str, Vec<u8>)>,
}

impl FormLexicon {
    /// From the tokens of the vocabulary: each with the class and the frequency of its word.
    fn new<'f>(
        name: &str,
        tokens: impl Iterator<Item = (&'f str, (u8, u64))>,
    ) -> Result<Self, IndexError> {
        let (entries, classes): (Vec<(&str, u64)>, Vec<u8>) =
            tokens.map(|(form, (class, freq))| ((form, freq), class)).unzip();
        let built =
            LexiconBuilder::merge(&entries).map_err(|error| IndexError::lexicon(name, error))?;
        drop(entries);
        let map: Vec<u32> = built.ids.iter().map(|id| id.0).collect();
        let forms = map.iter().max().map_or(0, |most| most + 1);
        let mut least = vec![u8::MAX; forms as usize];
        for (form, class) in map.iter().zip(classes) {
            if let Some(least) = least.get_mut(*form as usize) {
                *least = class.min(*least);
            }
        }
        Ok(Self { map, forms, files: vec![("lexicon", built.bytes), ("classes", least)] })
    }
}

/// The vocabulary in ranges for the threads.
fn chunks(words: &Forms) -> impl IndexedParallelIterator<Item = Range<usize>> {
    let all = words.len();
    (0..all.div_ceil(CHUNK))
        .into_par_iter()
        .map(move |chunk| chunk * CHUNK..all.min((chunk + 1) * CHUNK))
}

/// Words, and whether each is of a class that folds.
fn folding(words: &Forms, range: Range<usize>) -> impl Iterator<Item = (&str, bool)> {
    let classes = words.classes.get(range.clone()).unwrap_or_default();
    let folds = |class: &u8| TokenClass::from_number(*class).is_some_and(TokenClass::folds);
    words.slice(range).zip(classes.iter().map(folds))
}

/// Folded forms, one after the other, and where each ends.
struct Folded {
    text: String,
    ends: Vec<usize>,
}

impl Folded {
    fn push(&mut self, form: &str) {
        self.text.push_str(form);
        self.ends.push(self.text.len());
    }

    fn iter(&self) -> impl Iterator<Item = &str> {
        let starts = std::iter::once(&0).chain(&self.ends);
        let ranges = starts.zip(&self.ends).map(|(start, end)| *start..*end);
        ranges.map(|range| self.text.get(range).unwrap_or_default())
    }
}

fn fold_chunk(words: &Forms, range: Range<usize>, fold: &FoldFn) -> Folded {
    let text = words.text(range.clone());
    let mut folded =
        Folded { text: String::with_capacity(text.len()), ends: Vec::with_capacity(range.len()) };
    let mut spans = Vec::with_capacity(range.len());
    let mut end = 0u32;
    for (form, folds) in folding(words, range.clone()) {
        let start = end;
        end = end.saturating_add(u32::try_from(form.len()).unwrap_or(u32::MAX));
        if folds {
            spans.push(ByteSpan::new(start, end));
        }
    }
    // What is not folded, or folds to nothing, stays as it is.
    let mut rest = folding(words, range);
    fold(text, &spans, &mut |form| {
        for (word, folds) in rest.by_ref() {
            folded.push(if folds && !form.is_empty() { form } else { word });
            if folds {
                break;
            }
        }
    });
    rest.for_each(|(word, _)| folded.push(word));
    folded
}

/// The words of each form, ascending, and where each list starts, as files: a counting sort of
/// `count` pairs of word and form, the words ascending.
fn members<'f>(
    pairs: impl Iterator<Item = (u32, &'f u32)> + Clone,
    forms: usize,
    count: usize,
) -> [Vec<u8>; 2] {
    let (first, words) = sorted_members(pairs, forms, count);
    [Starts::encode(&first, count as u64), PackedIds::encode(&words)]
}

fn sorted_members<'f>(
    pairs: impl Iterator<Item = (u32, &'f u32)> + Clone,
    forms: usize,
    count: usize,
) -> (Vec<u64>, Vec<u32>) {
    let mut first = vec![0u64; forms + 1];
    for (_, form) in pairs.clone() {
        if let Some(count) = first.get_mut(*form as usize + 1) {
            *count += 1;
        }
    }
    let mut sum = 0;
    for count in &mut first {
        sum += *count;
        *count = sum;
    }
    first.truncate(forms);
    let mut next = first.clone();
    let mut words = vec![0u32; count];
    for (word, form) in pairs {
        if let Some(place) = next.get_mut(*form as usize) {
            if let Some(slot) = usize::try_from(*place).ok().and_then(|place| words.get_mut(place))
            {
                *slot = word;
            }
            *place += 1;
        }
    }
    (first, words)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn members_are_the_inverse_of_the_map() {
        let map = [2, 0, 1, 2, 2, 0];
        let (first, words) = sorted_members((0u32..).zip(&map), 3, map.len());
        assert_eq!(first, [0, 2, 3]);
        assert_eq!(words, [1, 5, 2, 0, 3, 4]);
    }
}
