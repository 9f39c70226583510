//! Layers over the vocabulary: what each word folds to.

use crate::bits::PackedIds;
use crate::intern::Forms;
use crate::{IndexError, Starts, TokenClass};
use rayon::prelude::*;
use siyaq_lexicon::LexiconBuilder;
use std::ops::Range;

/// The files of a folded layer.
pub(crate) struct FoldedLayer {
    pub(crate) lexicon: Vec<u8>,
    pub(crate) classes: Vec<u8>,
    pub(crate) map: Vec<u8>,
    pub(crate) first: Vec<u8>,
    pub(crate) words: Vec<u8>,
    pub(crate) forms: u32,
}

/// How many words one task folds.
const CHUNK: usize = 16_384;

/// Folds the vocabulary.
pub(crate) fn fold_layer(
    name: &str,
    words: &Forms,
    fold: &(dyn Fn(&str, &mut String) + Sync),
) -> Result<FoldedLayer, IndexError> {
    let chunks = (0..words.len().div_ceil(CHUNK)).into_par_iter();
    let chunks = chunks.map(|chunk| chunk * CHUNK..words.len().min((chunk + 1) * CHUNK));
    let pieces: Vec<Folded> = chunks.map(|range| fold_chunk(words, range, fold)).collect();
    let forms = pieces.iter().flat_map(Folded::iter);
    let entries: Vec<(&str, u64)> = forms.zip(words.freqs.iter().copied()).collect();
    let built =
        LexiconBuilder::merge(&entries).map_err(|error| IndexError::lexicon(name, error))?;
    drop(entries);
    drop(pieces);
    let map: Vec<u32> = built.ids.iter().map(|id| id.0).collect();
    let forms = map.iter().max().map_or(0, |most| most + 1);
    let mut classes = vec![u8::MAX; forms as usize];
    for (form, class) in map.iter().zip(&words.classes) {
        if let Some(least) = classes.get_mut(*form as usize) {
            *least = (*class).min(*least);
        }
    }
    let (first, members) = members(&map, forms as usize);
    Ok(FoldedLayer {
        lexicon: built.bytes,
        classes,
        forms,
        map: PackedIds::encode(&map),
        first: Starts::encode(&first, map.len() as u64),
        words: PackedIds::encode(&members),
    })
}

/// Folded forms, one after the other, and where each ends.
struct Folded {
    text: String,
    ends: Vec<u32>,
}

impl Folded {
    fn iter(&self) -> impl Iterator<Item = &str> {
        let starts = std::iter::once(&0).chain(&self.ends);
        let ranges = starts.zip(&self.ends).map(|(start, end)| *start as usize..*end as usize);
        ranges.map(|range| self.text.get(range).unwrap_or_default())
    }
}

fn fold_chunk(
    words: &Forms,
    range: Range<usize>,
    fold: &(dyn Fn(&str, &mut String) + Sync),
) -> Folded {
    let classes = words.classes.get(range.clone()).unwrap_or_default();
    let mut text = String::with_capacity(words.slice(range.clone()).map(str::len).sum());
    let mut ends = Vec::with_capacity(classes.len());
    for (form, class) in words.slice(range).zip(classes) {
        let start = text.len();
        if TokenClass::from_number(*class).is_some_and(TokenClass::folds) {
            fold(form, &mut text);
        }
        // A form that folds to nothing, or is not folded, stays as it is.
        if text.len() == start {
            text.push_str(form);
        }
        ends.push(u32::try_from(text.len()).unwrap_or(u32::MAX));
    }
    Folded { text, ends }
}

/// The words of each form, ascending, and where each list starts: a counting sort.
fn members(map: &[u32], forms: usize) -> (Vec<u64>, Vec<u32>) {
    let mut first = vec![0u64; forms + 1];
    for form in map {
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
    let mut words = vec![0u32; map.len()];
    for (word, form) in (0u32..).zip(map) {
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
        let (first, words) = members(&map, 3);
        assert_eq!(first, [0, 2, 3]);
        assert_eq!(words, [1, 5, 2, 0, 3, 4]);
    }
}
