//! The texts of two corpora as a regression reads them.

use std::collections::BTreeMap;

use crate::number::real;
use crate::undefined::Undefined;

/// The texts of one corpus: their sizes in tokens, and the group of each, such as its newspaper.
#[derive(Clone, Copy, Debug)]
pub struct TextsOfGroups<'a> {
    /// The tokens of each text; texts without tokens are left out.
    pub tokens: &'a [u64],
    /// The group of each text, numbered alike in both corpora; nothing where all are one group.
    pub groups: &'a [u32],
}

/// The texts of one corpus and group.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Cell {
    /// Each size with the number of texts that have it.
    sizes: Vec<(f64, f64)>,
    pub(super) texts: f64,
    pub(super) tokens: f64,
}

/// The texts of a target and of a reference, by groups.
///
/// Made once for many words. Texts of one size are kept together, since those without a word differ
/// in nothing else.
#[derive(Clone, Debug, PartialEq)]
pub struct TextDesign {
    /// For each group its texts in the target and in the reference.
    pub(super) groups: Vec<[Cell; 2]>,
    /// For each corpus the group and the size of each text.
    places: [Vec<(usize, f64)>; 2],
}

impl TextDesign {
    /// The texts of both corpora.
    ///
    /// # Errors
    /// [`Undefined::BadParameter`] if there are groups, and not one for each text;
    /// [`Undefined::Empty`] if a corpus has no text with tokens.
    pub fn new(target: TextsOfGroups<'_>, reference: TextsOfGroups<'_>) -> Result<Self, Undefined> {
        let sides = [target, reference];
        let grouped = sides.iter().any(|side| !side.groups.is_empty());
        let numbers: BTreeMap<u32, usize> =
            sides.iter().flat_map(|side| side.groups).map(|group| (*group, 0)).collect();
        let numbers: BTreeMap<u32, usize> = numbers.into_keys().zip(0..).collect();
        let mut sizes = vec![[BTreeMap::<u64, f64>::new(), BTreeMap::new()]; numbers.len().max(1)];
        let mut places = [Vec::new(), Vec::new()];
        for (side, (own, places)) in sides.iter().zip(&mut places).enumerate() {
            if grouped && own.groups.len() != own.tokens.len() {
                return Err(Undefined::BadParameter);
            }
            for (place, &tokens) in own.tokens.iter().enumerate() {
                let number = own.groups.get(place).and_then(|group| numbers.get(group));
                let number = number.copied().unwrap_or(0);
                places.push((number, real(tokens)));
                let cell = sizes.get_mut(number).and_then(|cells| cells.get_mut(side));
                if let Some(cell) = cell.filter(|_| tokens > 0) {
                    *cell.entry(tokens).or_default() += 1.0;
                }
            }
        }
        let cell = |sizes: BTreeMap<u64, f64>| Cell {
            texts: sizes.values().sum(),
            tokens: sizes.iter().map(|(size, times)| real(*size) * times).sum(),
            sizes: sizes.into_iter().map(|(size, times)| (real(size), times)).collect(),
        };
        let groups: Vec<[Cell; 2]> = sizes.into_iter().map(|cells| cells.map(cell)).collect();
        for side in 0..2 {
            if groups.iter().filter_map(|cells| cells.get(side)).all(|cell| cell.sizes.is_empty()) {
                return Err(Undefined::Empty);
            }
        }
        Ok(Self { groups, places })
    }

    /// A word by its counts in the texts of both: pairs of a text's number and the count there, each
    /// text at most once.
    ///
    /// # Errors
    /// [`Undefined::AbsentWord`] for a word in neither, [`Undefined::BadParameter`] for a count in a text
    /// that there is not, or that has no tokens.
    pub(super) fn word(&self, counts: [&[(u32, u64)]; 2]) -> Result<Word<'_>, Undefined> {
        let cells = |cells: &'_ [Cell; 2]| cells.each_ref().map(|_| CellCounts::default());
        let mut word = Word {
            design: self,
            cells: self.groups.iter().map(cells).collect(),
            counts: Vec::new(),
        };
        for (side, (counts, places)) in counts.into_iter().zip(&self.places).enumerate() {
            for &(text, count) in counts.iter().filter(|(_, count)| *count > 0) {
                let place = usize::try_from(text).ok().and_then(|text| places.get(text));
                let &(group, size) =
                    place.filter(|(_, size)| *size > 0.0).ok_or(Undefined::BadParameter)?;
                if let Some(cell) = word.cells.get_mut(group).and_then(|cells| cells.get_mut(side))
                {
                    cell.present.push((real(count), size));
                    cell.freq += real(count);
                }
                word.counts.push(count);
            }
        }
        if word.counts.is_empty() {
            return Err(Undefined::AbsentWord);
        }
        word.counts.sort_unstable_by(|a, b| b.cmp(a));
        Ok(word)
    }
}

/// A word in the texts of one corpus and group.
#[derive(Clone, Debug, Default)]
pub(super) struct CellCounts {
    /// The counts above 0 with the sizes of their texts.
    pub(super) present: Vec<(f64, f64)>,
    pub(super) freq: f64,
}

/// A word in the texts of both corpora.
#[derive(Clone, Debug)]
pub(super) struct Word<'a> {
    pub(super) design: &'a TextDesign,
    pub(super) cells: Vec<[CellCounts; 2]>,
    /// All counts above 0, the greatest first.
    pub(super) counts: Vec<u64>,
}

impl Word<'_> {
    /// The texts of a cell and the counts in them; none where there is no such cell.
    pub(super) fn cell(&self, group: usize, side: usize) -> Option<(&Cell, &CellCounts)> {
        Some((self.design.groups.get(group)?.get(side)?, self.cells.get(group)?.get(side)?))
    }

    pub(super) fn groups(&self) -> std::ops::Range<usize> {
        0..self.cells.len()
    }

    /// How often the word occurs in a corpus, within some groups.
    pub(super) fn freq(&self, side: usize, within: impl Fn(usize) -> bool) -> f64 {
        let cells = self.groups().filter(|group| within(*group));
        cells.filter_map(|group| Some(self.cell(group, side)?.1.freq)).sum()
    }
}

impl Cell {
    /// The sum over all texts: of those without the word, and of those with it what they differ by.
    pub(super) fn sum<const N: usize>(
        &self,
        counts: &CellCounts,
        term: impl Fn(f64, f64) -> [f64; N],
    ) -> [f64; N] {
        let mut sums = [0.0; N];
        let mut add = |terms: [f64; N], times: f64| {
            sums.iter_mut().zip(terms).for_each(|(sum, term)| *sum += times * term);
        };
        for &(size, times) in &self.sizes {
            add(term(0.0, size), times);
        }
        for &(count, size) in &counts.present {
            add(term(count, size), 1.0);
            add(term(0.0, size), -1.0);
        }
        sums
    }
}
