//! Folded types with their frequencies and usual spellings, while a dictionary is trained.

use super::tables::Tables;
use crate::evidence::Analyses;
use crate::features::{Frequencies, VerbForms};
use crate::grammar::Cut;
use crate::letters::{Folder, Letter, Letters, OTHER};
use crate::spelling::alefs_of;
use foldhash::fast::FixedState;
use hashbrown::HashMap;

/// What is known of a type.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Type {
    pub(super) per_billion: f64,
    pub(super) zipf: u8,
    /// The usual spelling of its alefs, and how frequent it is.
    pub(super) alefs: u8,
    alefs_per_billion: f64,
    /// How it is cut, as far as that is decided.
    cut: Option<Cut>,
    pub(super) verb: VerbForms,
}

/// The types.
pub(super) struct Types {
    folder: Folder,
    letters: Letters,
    pub(super) map: HashMap<Vec<Letter>, Type, FixedState>,
    /// Frequencies of spellings, by letters and alefs.
    spellings: HashMap<(Vec<Letter>, u8), f64, FixedState>,
    /// An analyser, if there is one.
    pub(super) tables: Option<Tables>,
}

/// The square root of ten.
const ROOT: f64 = 3.162_277_660_168_379_5;

/// `⌊2·log10(per_billion)⌋`, from 0 to 15.
pub(super) fn zipf_halves(per_billion: f64) -> u8 {
    let (mut zipf, mut reached) = (0, ROOT);
    // Zipf values have two decimals, and their powers a rounding error.
    while zipf < 15 && per_billion * 1.000_001 >= reached {
        zipf += 1;
        reached *= ROOT;
    }
    zipf
}

impl Types {
    pub(super) fn new() -> Self {
        Self {
            folder: Folder::new(),
            letters: Letters::new(),
            map: HashMap::with_hasher(FixedState::default()),
            spellings: HashMap::with_hasher(FixedState::default()),
            tables: None,
        }
    }

    /// Adds occurrences of a form. What is no Arabic word is left out.
    pub(super) fn add(&mut self, form: &str, per_billion: f64) {
        if !self.folder.fold(form, &mut self.letters) {
            return;
        }
        let letters = self.letters.as_slice();
        if letters.contains(&OTHER) {
            return;
        }
        self.map.entry_ref(letters).or_default().per_billion += per_billion;
        let alefs = alefs_of(form);
        *self.spellings.entry((letters.to_vec(), alefs)).or_default() += per_billion;
    }

    /// Makes sure that a type is listed.
    pub(super) fn list(&mut self, letters: &[Letter]) {
        self.map.entry_ref(letters).or_default();
    }

    /// Computes what follows from the sums.
    pub(super) fn finish(&mut self) {
        let mut spellings: Vec<_> = self.spellings.drain().collect();
        spellings.sort_by(|((one, alefs), _), ((other, others), _)| {
            one.cmp(other).then(alefs.cmp(others))
        });
        for ((letters, alefs), per_billion) in spellings {
            if let Some(entry) = self.map.get_mut(&letters)
                && per_billion > entry.alefs_per_billion
            {
                entry.alefs = alefs;
                entry.alefs_per_billion = per_billion;
            }
        }
        for entry in self.map.values_mut() {
            entry.zipf = zipf_halves(entry.per_billion);
        }
    }

    /// Puts down how a type is cut.
    pub(super) fn decide(&mut self, letters: &[Letter], cut: Cut) {
        if let Some(entry) = self.map.get_mut(letters) {
            entry.cut = Some(cut);
        }
    }

    /// Puts down that a type could be a form of a verb.
    pub(super) fn add_verb(&mut self, letters: &[Letter], forms: VerbForms) {
        if let Some(entry) = self.map.get_mut(letters) {
            entry.verb = entry.verb.or(forms);
        }
    }

    /// The types in the order of their letters.
    pub(super) fn sorted(&self) -> Vec<(&[Letter], Type)> {
        let mut types: Vec<_> =
            self.map.iter().map(|(letters, entry)| (letters.as_slice(), *entry)).collect();
        types.sort_unstable_by_key(|(letters, _)| *letters);
        types
    }
}

impl Frequencies for Types {
    fn zipf(&self, form: &[Letter]) -> u8 {
        self.map.get(form).map_or(0, |entry| entry.zipf)
    }

    fn frequency(&self, form: &[Letter]) -> u64 {
        self.map.get(form).map_or(0, |entry| (entry.per_billion * 1000.0) as u64)
    }

    fn first_alef(&self, form: &[Letter]) -> u8 {
        self.map.get(form).map_or(0, |entry| entry.alefs & 3)
    }

    fn decided(&self, form: &[Letter]) -> Option<Cut> {
        self.map.get(form).and_then(|entry| entry.cut)
    }

    fn verb(&self, form: &[Letter]) -> VerbForms {
        self.map.get(form).map_or_else(VerbForms::default, |entry| entry.verb)
    }

    fn analyses(&self, word: &[Letter]) -> Option<Analyses> {
        self.tables.as_ref().map(|tables| tables.analyze(word))
    }
}
