//! Characters with their places in the source, for the steps that look at more than one.

use crate::chars::{is_arabic_letter, is_arabic_mark, is_format_control};
use std::ops::Range;
use unicode_normalization::char::{canonical_combining_class, compose, decompose_canonical};

/// A character of the output, and what it covers in the source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Cell {
    pub(crate) c: char,
    pub(crate) source: Range<usize>,
}

/// The characters of `text`, which stands in the source from byte `start` on.
pub(crate) fn cells(text: &str, start: usize) -> Vec<Cell> {
    let cell = |(place, c): (usize, char)| {
        let place = start + place;
        Cell { c, source: place..place + c.len_utf8() }
    };
    text.char_indices().map(cell).collect()
}

/// How far from a character its neighbour is looked for, so that a text of nothing but marks costs no
/// more than any other.
const MOST_MARKS: usize = 64;

/// Whether a letter is looked for behind or before the character: what stands on letters or shows
/// nothing.
pub(crate) fn is_passed(c: char) -> bool {
    is_arabic_mark(c) || is_format_control(c) || canonical_combining_class(c) != 0
}

/// The first of the characters `behind` another that is no mark and no control.
pub(crate) fn next_shown(behind: &[Cell]) -> Option<char> {
    behind.iter().take(MOST_MARKS).map(|cell| cell.c).find(|c| !is_passed(*c))
}

/// The last character before `at` that is no mark and no control, and its place.
pub(crate) fn shown_before(cells: &[Cell], at: usize) -> Option<(usize, char)> {
    let before = cells.get(..at).unwrap_or_default().iter().enumerate().rev();
    let mut near = before.take(MOST_MARKS).map(|(place, cell)| (place, cell.c));
    near.find(|(_, c)| !is_passed(*c))
}

/// Takes out the marks and tatweels that `goes` is true of. Their places belong to the character
/// before them.
pub(crate) fn take_marks(cells: &mut Vec<Cell>, goes: impl Fn(&[Cell], usize) -> bool) {
    let mut kept: Vec<Cell> = Vec::with_capacity(cells.len());
    for (at, cell) in cells.iter().enumerate() {
        if !goes(cells, at) {
            kept.push(cell.clone());
        } else if let Some(last) = kept.last_mut() {
            last.source.end = last.source.end.max(cell.source.end);
        }
    }
    *cells = kept;
}

/// Writes the cells in Unicode's form NFC. Where that changes a letter or the order of its marks,
/// each of what comes of them covers all of them, from the first that changes on.
pub(crate) fn canonical(cells: &mut Vec<Cell>) {
    let mut out: Vec<Cell> = Vec::with_capacity(cells.len());
    let mut rest = cells.as_slice();
    while !rest.is_empty() {
        let (cluster, after) = rest.split_at(cluster_length(rest));
        rest = after;
        let composed = composed(cluster);
        let same = composed.iter().zip(cluster).take_while(|(c, cell)| **c == cell.c).count();
        let (kept, changed) = cluster.split_at(same);
        out.extend_from_slice(kept);
        let source = covered(changed);
        let changed = composed.into_iter().skip(same);
        out.extend(changed.map(|c| Cell { c, source: source.clone() }));
    }
    *cells = out;
}

/// From the first byte that some cells cover to the last.
pub(crate) fn covered(cells: &[Cell]) -> Range<usize> {
    let start = cells.iter().map(|cell| cell.source.start).min().unwrap_or(0);
    start..cells.iter().map(|cell| cell.source.end).max().unwrap_or(start)
}

/// How many cells belong together: up to the next one that neither moves nor joins what stands
/// before it.
fn cluster_length(cells: &[Cell]) -> usize {
    let joins = |cell: &Cell| !is_inert(cell.c);
    cells.iter().skip(1).take_while(|cell| joins(cell)).count() + 1
}

/// Whether canonical composition does nothing to the character that depends on what stands before.
pub(crate) fn is_inert(c: char) -> bool {
    use unicode_normalization::{IsNormalized, is_nfc_quick};
    let own = canonical_combining_class(c) == 0;
    own && is_nfc_quick(std::iter::once(c)) != IsNormalized::Maybe
}

/// The characters of a cluster as NFC has them: decomposed, their marks sorted, and composed.
fn composed(cluster: &[Cell]) -> Vec<char> {
    let mut apart: Vec<char> = Vec::with_capacity(cluster.len());
    for cell in cluster {
        decompose_canonical(cell.c, |c| apart.push(c));
    }
    let marks = |a: &char, b: &char| {
        canonical_combining_class(*a) != 0 && canonical_combining_class(*b) != 0
    };
    for run in apart.chunk_by_mut(marks) {
        run.sort_by_key(|c| canonical_combining_class(*c));
    }
    let mut out: Vec<char> = Vec::with_capacity(apart.len());
    let (mut starter, mut last_class) = (None, 0);
    for c in apart {
        let class = canonical_combining_class(c);
        // Nothing of the same class, and no other letter, may stand between the two.
        let reaches = |at: usize| at + 1 == out.len() || last_class != 0 && last_class < class;
        let joined = starter.filter(|at| reaches(*at)).and_then(|at: usize| {
            let joined = compose(*out.get(at)?, c)?;
            Some((at, joined))
        });
        if let Some((at, joined)) = joined {
            if let Some(letter) = out.get_mut(at) {
                *letter = joined;
            }
            continue;
        }
        if class == 0 {
            starter = Some(out.len());
        }
        last_class = class;
        out.push(c);
    }
    out
}

/// Whether there is a letter next to what stands between `before` and `behind`, marks, controls and
/// cells of the kind of `c` apart.
pub(crate) fn beside_letter<'c>(
    before: &'c [Cell],
    behind: impl Iterator<Item = &'c Cell>,
    c: char,
) -> bool {
    let passed = |cell: &&Cell| is_passed(cell.c) || cell.c == c;
    let letter = |cell: Option<&Cell>| cell.is_some_and(|cell| is_arabic_letter(cell.c));
    letter(before.iter().rev().take(MOST_MARKS).find(|cell| !passed(cell)))
        || letter(behind.take(MOST_MARKS).find(|cell| !passed(cell)))
}
