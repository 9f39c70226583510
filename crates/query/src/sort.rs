//! Sorting hits.

use crate::collate::{ArabicOrder, Collation};
use crate::error::QueryError;
use crate::hits::Hit;
use crate::keys::{Key, Labels, View};
use rayon::prelude::*;
use siyaq_index::MetaValue;
use std::borrow::Cow;
use std::fmt;
use std::str::FromStr;

/// A key, and which way.
///
/// Written as the key; `-` before it turns the order around: `after:1`, `-field:date`.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct SortKey {
    /// What to sort by.
    pub key: Key,
    /// Which way.
    pub direction: Direction,
}

/// Which way a key is sorted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Direction {
    /// From the first to the last; what has no value comes first.
    #[default]
    Ascending,
    /// From the last to the first; what has no value comes last.
    Descending,
}

impl From<Key> for SortKey {
    fn from(key: Key) -> Self {
        Self { key, direction: Direction::Ascending }
    }
}

impl FromStr for SortKey {
    type Err = QueryError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        match text.strip_prefix('-') {
            Some(key) => Ok(Self { key: key.parse()?, direction: Direction::Descending }),
            None => Ok(Self::from(text.parse::<Key>()?)),
        }
    }
}

impl fmt::Display for SortKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.direction == Direction::Descending { "-" } else { "" };
        write!(f, "{sign}{}", self.key)
    }
}

/// The places of the hits in sorted order. Hits that are equal by all keys stay in the order of
/// the corpus.
pub(crate) fn sorted(
    view: &View<'_>,
    hits: &[Hit],
    keys: &[SortKey],
    collation: Collation,
) -> Result<Vec<usize>, QueryError> {
    let plain: Vec<Key> = keys.iter().map(|key| key.key.clone()).collect();
    let mut codes = view.codes(hits, &plain)?;
    let width = codes.width;
    let mut places: Vec<usize> = (0..hits.len()).collect();
    if width == 0 {
        return Ok(places);
    }
    // Codes become ranks, so that rows are compared as numbers.
    let forms = used_forms(view, keys, &codes.labels, &codes.codes, width);
    let ranks = collation.ranks(view.layer, &forms);
    let mut column = 0;
    for (key, labels) in keys.iter().zip(&codes.labels) {
        let table = code_ranks(labels, &ranks, collation);
        let down = key.direction == Direction::Descending;
        let columns = column..column + key.key.width();
        codes.codes.par_chunks_mut(width).for_each(|row| {
            for cell in row.get_mut(columns.clone()).unwrap_or_default() {
                let rank = match &table {
                    None => *cell,
                    Some(table) => {
                        let place = cell.checked_sub(1).map(|place| place as usize);
                        place.and_then(|place| table.get(place)).copied().unwrap_or(0)
                    }
                };
                *cell = if down { u32::MAX - rank } else { rank };
            }
        });
        column = columns.end;
    }
    let row =
        |place: usize| codes.codes.get(place * width..(place + 1) * width).unwrap_or_default();
    places.par_sort_unstable_by(|a, b| row(*a).cmp(row(*b)).then_with(|| a.cmp(b)));
    Ok(places)
}

/// Which forms of the layer occur in the keys.
fn used_forms(
    view: &View<'_>,
    keys: &[SortKey],
    labels: &[Labels],
    codes: &[u32],
    width: usize,
) -> Vec<bool> {
    let mut used = vec![false; view.layer.lexicon().len() as usize];
    let mut mark = |form: u32| {
        if let Some(slot) = used.get_mut(form as usize) {
            *slot = true;
        }
    };
    let mut column = 0;
    for (key, labels) in keys.iter().zip(labels) {
        let columns = column..column + key.key.width();
        match labels {
            Labels::Forms => {
                let rows = codes.chunks(width).filter_map(|row| row.get(columns.clone()));
                rows.flatten().filter_map(|code| code.checked_sub(1)).for_each(&mut mark);
            }
            Labels::Matches(listed) => listed.iter().flatten().copied().for_each(&mut mark),
            Labels::Documents | Labels::Values(_) => {}
        }
        column = columns.end;
    }
    used
}

/// The rank of each code from 1 on; `None` where codes are ranks already.
fn code_ranks<'r>(
    labels: &Labels,
    forms: &'r [u32],
    collation: Collation,
) -> Option<Cow<'r, [u32]>> {
    match labels {
        Labels::Documents => None,
        Labels::Forms => Some(Cow::Borrowed(forms)),
        Labels::Matches(listed) => {
            let rank = |form: &u32| forms.get(*form as usize).copied().unwrap_or(0);
            Some(Cow::Owned(order(listed, |words| words.iter().map(rank).collect::<Vec<u32>>())))
        }
        Labels::Values(_) if collation == Collation::Codepoint => None,
        Labels::Values(listed) => {
            let arabic = ArabicOrder::new();
            let ranks = order(listed, |value| match value {
                MetaValue::String(text) => (arabic.key(text), value),
                _ => (String::new(), value),
            });
            Some(Cow::Owned(ranks))
        }
    }
}

/// The place of each item in the order of its keys, from 1. Items differ in their keys.
fn order<'i, T, K: Ord>(items: &'i [T], key: impl Fn(&'i T) -> K) -> Vec<u32> {
    let mut keys: Vec<(K, usize)> =
        items.iter().enumerate().map(|(place, item)| (key(item), place)).collect();
    keys.sort_unstable();
    let mut ranks = vec![0; items.len()];
    for (rank, (_, place)) in (1..).zip(keys) {
        if let Some(slot) = ranks.get_mut(place) {
            *slot = rank;
        }
    }
    ranks
}
