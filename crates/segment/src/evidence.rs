//! What a morphological analyser says of a word: the cuts that its analyses have.

use crate::grammar::Cut;

/// The analyses of a word, by their cuts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Analyses {
    /// Each cut with the number of its analyses.
    cuts: Vec<(Cut, u32)>,
}

impl Analyses {
    /// Adds an analysis.
    pub(crate) fn add(&mut self, cut: Cut) {
        match self.cuts.iter_mut().find(|(known, _)| *known == cut) {
            Some((_, count)) => *count += 1,
            None => self.cuts.push((cut, 1)),
        }
    }

    /// How many different cuts the analyses have.
    pub(crate) fn cut_count(&self) -> usize {
        self.cuts.len()
    }

    /// How many analyses have a cut.
    pub(crate) fn of(&self, cut: Cut) -> u32 {
        self.cuts.iter().find(|(known, _)| *known == cut).map_or(0, |(_, count)| *count)
    }

    /// How many analyses there are.
    pub(crate) fn total(&self) -> u32 {
        self.cuts.iter().map(|(_, count)| count).sum()
    }
}
