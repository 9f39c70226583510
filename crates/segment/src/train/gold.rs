//! What treebanks and labelled lists say of each type.

use super::conllu::{GoldSentence, GoldWord};
use crate::contractions::FusedWords;
use crate::dictionary::WholeWith;
use crate::grammar::{Cut, PREFIXES, SUFFIXES};
use crate::letters::{Folder, Letter, Letters, OTHER, letters_of};
use crate::spelling::alefs_of;
use siyaq_text::Normalizer;
use siyaq_text::chars::is_arabic_letter;
use std::collections::BTreeMap;

/// What is said of one type.
#[derive(Clone, Debug, Default)]
pub(super) struct Votes {
    /// Occurrences of each cut in treebanks.
    treebank: BTreeMap<Cut, u32>,
    /// The cuts of labelled lists and their weights, one for each spelling.
    labelled: Vec<(Spelling, Cut, u32)>,
}

/// What folding takes away from a word and a list may tell two words apart by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Spelling {
    /// Whether the last letter is ى.
    maqsura: bool,
    /// Whether the first alef has no hamza.
    bare_alef: bool,
}

impl Spelling {
    fn of(form: &str) -> Self {
        let last = form.chars().rev().find(|c| is_arabic_letter(*c));
        Self { maqsura: last == Some('ى'), bare_alef: alefs_of(form) & 3 == 0 }
    }
}

/// An example for the scorer.
pub(super) struct Example<'g> {
    pub(super) word: &'g [Letter],
    pub(super) cut: Cut,
    /// How often it is shown.
    pub(super) times: u32,
}

/// The types with what is said of them.
pub(super) struct Gold {
    folder: Folder,
    letters: Letters,
    standard: Normalizer,
    fused: FusedWords,
    votes: BTreeMap<Vec<Letter>, Votes>,
}

impl Gold {
    pub(super) fn new() -> Self {
        Self {
            folder: Folder::new(),
            letters: Letters::new(),
            standard: Normalizer::default(),
            fused: FusedWords::new(),
            votes: BTreeMap::new(),
        }
    }

    pub(super) fn add_sentence(&mut self, sentence: &GoldSentence) {
        for word in &sentence.words {
            if let Some((letters, cut)) = self.cut_of(word) {
                *self.votes.entry(letters).or_default().treebank.entry(cut).or_default() += 1;
            }
        }
    }

    /// Adds a labelled word; `false` where the grammar has no such segmentation.
    ///
    /// The parts of a closed-class word that is written together count as one stem, since a policy
    /// decides about them.
    pub(super) fn add_labelled(&mut self, word: &GoldWord, weight: u32) -> bool {
        let found = self.cut_of(word).or_else(|| {
            let first = word.pieces.len().checked_sub(2)?;
            let (clitics, parts) = word.pieces.split_at_checked(first)?;
            let joined = parts.concat();
            self.fused.find(&letters_of(&self.standard.normalize(&joined))?)?;
            let pieces = clitics.iter().cloned().chain([joined]).collect();
            self.cut_of(&GoldWord::new(word.form.clone(), pieces))
        });
        let Some((letters, cut)) = found else { return false };
        let votes = self.votes.entry(letters).or_default();
        let spelling = Spelling::of(&word.form);
        votes.labelled.retain(|(other, ..)| *other != spelling);
        votes.labelled.push((spelling, cut, weight));
        true
    }

    /// The letters of a word and the cut that its pieces are.
    fn cut_of(&mut self, word: &GoldWord) -> Option<(Vec<Letter>, Cut)> {
        let mut pieces = Vec::new();
        for piece in &word.pieces {
            if !self.folder.fold(piece, &mut self.letters) {
                return None;
            }
            pieces.push(self.letters.as_slice().to_vec());
        }
        if !self.folder.fold(&word.form, &mut self.letters) {
            return None;
        }
        let letters = self.letters.as_slice();
        if letters.contains(&OTHER) {
            return None;
        }
        let cut = matching_cut(letters, &pieces)?;
        Some((letters.to_vec(), cut))
    }

    /// The cut that is listed for a type: that of a labelled list, else the most frequent one.
    pub(super) fn decided(&self, letters: &[Letter]) -> Option<Cut> {
        self.votes.get(letters).and_then(Votes::decided)
    }

    /// By which letter a type is one word, where lists say that it is clitics and a word otherwise.
    pub(super) fn whole_with(&self, letters: &[Letter]) -> WholeWith {
        self.votes.get(letters).map_or_else(WholeWith::default, Votes::whole_with)
    }

    /// The types that something is said of.
    pub(super) fn types(&self) -> impl Iterator<Item = &[Letter]> {
        self.votes.keys().map(Vec::as_slice)
    }

    /// What the scorer learns from.
    pub(super) fn examples(&self) -> Vec<Example<'_>> {
        let mut examples = Vec::new();
        for (word, votes) in &self.votes {
            if let Some((cut, times)) = votes.labelled() {
                // Closed classes are listed, and say nothing about other words.
                if times == 0 {
                    continue;
                }
                examples.push(Example { word, cut, times });
            } else {
                for (cut, count) in &votes.treebank {
                    // The logarithm, so that the frequent words do not outweigh the many.
                    let times = u32::BITS - count.leading_zeros();
                    examples.push(Example { word, cut: *cut, times });
                }
            }
        }
        examples
    }
}

impl Votes {
    /// What lists say of the type: of two spellings that are told apart the one that has clitics,
    /// else what was said last.
    fn labelled(&self) -> Option<(Cut, u32)> {
        let told_apart = self.whole_with() != WholeWith::Neither;
        let mut cuts = self.labelled.iter().rev();
        let found = cuts.find(|(_, cut, _)| !told_apart || *cut != Cut::WHOLE);
        found.map(|(_, cut, weight)| (*cut, *weight))
    }

    fn whole_with(&self) -> WholeWith {
        let split = |whole: bool| {
            self.labelled.iter().filter(move |(_, cut, _)| (*cut == Cut::WHOLE) == whole)
        };
        if split(true).next().is_none() || split(false).next().is_none() {
            return WholeWith::Neither;
        }
        let told_apart_by = |is_whole: fn(&Spelling) -> bool| {
            split(true).all(|(spelling, ..)| is_whole(spelling))
                && split(false).all(|(spelling, ..)| !is_whole(spelling))
        };
        if told_apart_by(|spelling| !spelling.maqsura) {
            WholeWith::Yeh
        } else if told_apart_by(|spelling| spelling.maqsura) {
            WholeWith::AlefMaqsura
        } else if told_apart_by(|spelling| spelling.bare_alef) {
            WholeWith::BareAlef
        } else {
            WholeWith::Neither
        }
    }

    fn decided(&self) -> Option<Cut> {
        if let Some((cut, _)) = self.labelled() {
            return Some(cut);
        }
        let mut best = None;
        for (cut, count) in &self.treebank {
            if best.is_none_or(|(_, top)| *count > top) {
                best = Some((*cut, *count));
            }
        }
        best.map(|(cut, _)| cut)
    }
}

/// The cut of `word` whose clitics are the pieces before and after the stem.
fn matching_cut(word: &[Letter], pieces: &[Vec<Letter>]) -> Option<Cut> {
    let of_piece = |index: usize| pieces.get(index).map_or(&[][..], Vec::as_slice);
    for (suffix, after) in SUFFIXES.iter().enumerate() {
        let enclitics = usize::from(suffix > 0);
        let Some(proclitics) = pieces.len().checked_sub(1 + enclitics) else { continue };
        if suffix > 0 && of_piece(pieces.len() - 1) != *after {
            continue;
        }
        for (prefix, before) in PREFIXES.iter().enumerate() {
            let cut = Cut { prefix: prefix as u8, suffix: suffix as u8 };
            let same = before.len() == proclitics
                && before.iter().enumerate().all(|(at, letter)| of_piece(at) == [*letter]);
            if same && cut.fits(word) {
                return Some(cut);
            }
        }
    }
    None
}
