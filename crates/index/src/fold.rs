//! Layers over the vocabulary: what each word folds to.

use crate::bits::PackedIds;
use crate::intern::{Forms, Interner};
use crate::{IndexError, IndexErrorKind, Starts, TermId, TokenClass};
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
    let (map, forms) = folded_forms(words, fold)?;
    let built = LexiconBuilder::build(&forms.entries())
        .map_err(|error| IndexError::lexicon(name, error))?;
    let map: Vec<u32> =
        map.iter().map(|form| built.ids.get(*form as usize).map_or(0, |id| id.0)).collect();
    let classes = by_id(&built.ids, &forms.classes);
    let (first, words) = members(&map, forms.len());
    Ok(FoldedLayer {
        lexicon: built.bytes,
        classes,
        forms: u32::try_from(forms.len()).unwrap_or(u32::MAX),
        map: PackedIds::encode(&map),
        first: Starts::encode(&first, map.len() as u64),
        words: PackedIds::encode(&words),
    })
}

/// Puts one value for each entry into the order of the ids.
pub(crate) fn by_id(ids: &[TermId], values: &[u8]) -> Vec<u8> {
    let mut out = vec![0; values.len()];
    for (id, value) in ids.iter().zip(values) {
        if let Some(slot) = out.get_mut(id.index()) {
            *slot = *value;
        }
    }
    out
}

/// The folded form of every word, as a number, and the forms.
fn folded_forms(
    words: &Forms,
    fold: &(dyn Fn(&str, &mut String) + Sync),
) -> Result<(Vec<u32>, Forms), IndexError> {
    let pieces: Vec<(String, Vec<u32>)> = (0..words.len().div_ceil(CHUNK))
        .into_par_iter()
        .map(|chunk| fold_chunk(words, chunk * CHUNK..words.len().min((chunk + 1) * CHUNK), fold))
        .collect();
    let mut interner = Interner::with_capacity(words.len());
    let folded = pieces.iter().flat_map(|(text, ends)| {
        let starts = std::iter::once(&0).chain(ends);
        let ranges = starts.zip(ends).map(|(start, end)| *start as usize..*end as usize);
        ranges.map(|range| text.get(range).unwrap_or_default())
    });
    let known = words.classes.iter().zip(&words.freqs);
    let map = interner
        .add_all(folded.zip(known).map(|(form, (class, freq))| (form, *class, *freq)))
        .ok_or(IndexErrorKind::TooMany { what: "types", limit: u64::from(u32::MAX) })?;
    Ok((map, interner.finish()))
}

fn fold_chunk(
    words: &Forms,
    range: Range<usize>,
    fold: &(dyn Fn(&str, &mut String) + Sync),
) -> (String, Vec<u32>) {
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
    (text, ends)
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
