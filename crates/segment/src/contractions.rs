//! Closed-class words that are two words written together: عما is عن and ما; and ما and لا before a verb.
//!
//! Treebanks do not agree about them, so it is a matter of policy.

use crate::error::ParseNameError;
use crate::letters::{ALEF, LAM, Letter, MEEM, letter, letters_of};
use std::fmt;
use std::str::FromStr;

/// What is done with closed-class words that are two words written together.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum FusionPolicy {
    /// As the Penn Arabic Treebank mostly does: ممن, عما, عمن, ألا, لئلا, لابد, مازال, لايمكن, and لما
    /// without clitics are taken apart; مما, فيما, عندما and their like are one word.
    #[default]
    Padt,
    /// All of them are one word.
    Never,
    /// All of them are taken apart.
    Always,
}

impl FusionPolicy {
    /// Every policy.
    pub const ALL: [Self; 3] = [Self::Padt, Self::Never, Self::Always];

    /// The name of the policy in options and manifests.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Padt => "padt",
            Self::Never => "never",
            Self::Always => "always",
        }
    }
}

impl fmt::Display for FusionPolicy {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

impl FromStr for FusionPolicy {
    type Err = ParseNameError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let found = Self::ALL.into_iter().find(|policy| policy.name() == text.trim());
        found.ok_or_else(|| ParseNameError::new("policy", text, &Self::ALL.map(Self::name)))
    }
}

/// A word that is written together: its parts as they stand in it and as they are spelt alone.
pub(crate) struct Fused {
    pub(crate) parts: &'static [(&'static str, &'static str)],
    /// Whether the treebank takes it apart.
    common: bool,
    /// Whether its first letter must be written with a hamza, since without one it is another word:
    /// ألا is أن and لا, but إلا is one word, and الا is either.
    pub(crate) hamza: bool,
    /// Whether it is taken apart without clitics alone, since with them it is mostly another word:
    /// لما is mostly ل and ما, ولما is و and لما, "when".
    pub(crate) bare: bool,
    /// Whether what follows the parts is one more part: the verb of مانجحت.
    pub(crate) open: bool,
}

const fn always(parts: &'static [(&'static str, &'static str)]) -> Fused {
    Fused { parts, common: false, hamza: false, bare: false, open: false }
}

const fn common(parts: &'static [(&'static str, &'static str)]) -> Fused {
    Fused { parts, common: true, hamza: false, bare: false, open: false }
}

/// The particles that are written together with a verb.
static PARTICLES: [Fused; 2] = [
    Fused { open: true, ..common(&[("ما", "ما")]) },
    Fused { open: true, ..common(&[("لا", "لا")]) },
];

/// The particle that a word begins with.
pub(crate) fn particle(word: &[Letter]) -> Option<&'static Fused> {
    match word {
        [MEEM, ALEF, _, ..] => PARTICLES.first(),
        [LAM, ALEF, _, ..] => PARTICLES.last(),
        _ => None,
    }
}

/// Whether a word is لا and another one, as لابد and لاشك are. No preposition stands before it: للأبد is ل
/// and الأبد.
pub(crate) fn begins_with_la(word: &[Letter]) -> bool {
    let is_word = |fused: &Fused| {
        let parts = fused.parts.iter().flat_map(|(part, _)| part.chars());
        parts.map(letter).eq(word.iter().copied().map(Some))
    };
    word.starts_with(&[LAM, ALEF])
        && WORDS.iter().any(|fused| fused.parts.first() == Some(&("لا", "لا")) && is_word(fused))
}

const WORDS: [Fused; 38] = [
    always(&[("م", "من"), ("ما", "ما")]),
    Fused { bare: true, ..common(&[("ل", "ل"), ("ما", "ما")]) },
    common(&[("م", "من"), ("من", "من")]),
    common(&[("في", "في"), ("من", "من")]),
    common(&[("لا", "لا"), ("شك", "شك")]),
    common(&[("ع", "عن"), ("ما", "ما")]),
    common(&[("ع", "عن"), ("من", "من")]),
    Fused { hamza: true, ..common(&[("ا", "أن"), ("لا", "لا")]) },
    always(&[("في", "في"), ("ما", "ما")]),
    common(&[("ل", "ل"), ("ئ", "أن"), ("لا", "لا")]),
    common(&[("لا", "لا"), ("بد", "بد")]),
    common(&[("ما", "ما"), ("زال", "زال")]),
    common(&[("ما", "ما"), ("زالت", "زالت")]),
    common(&[("ما", "ما"), ("زالوا", "زالوا")]),
    common(&[("ما", "ما"), ("زلت", "زلت")]),
    common(&[("ما", "ما"), ("زلنا", "زلنا")]),
    common(&[("لا", "لا"), ("زال", "زال")]),
    common(&[("لا", "لا"), ("زالت", "زالت")]),
    common(&[("لا", "لا"), ("زلت", "زلت")]),
    common(&[("لا", "لا"), ("زلنا", "زلنا")]),
    common(&[("لا", "لا"), ("يزال", "يزال")]),
    common(&[("لا", "لا"), ("تزال", "تزال")]),
    always(&[("عند", "عند"), ("ما", "ما")]),
    always(&[("بعد", "بعد"), ("ما", "ما")]),
    always(&[("بين", "بين"), ("ما", "ما")]),
    always(&[("قبل", "قبل"), ("ما", "ما")]),
    always(&[("حسب", "حسب"), ("ما", "ما")]),
    always(&[("طال", "طال"), ("ما", "ما")]),
    always(&[("مثل", "مثل"), ("ما", "ما")]),
    always(&[("كل", "كل"), ("ما", "ما")]),
    always(&[("حيث", "حيث"), ("ما", "ما")]),
    always(&[("اين", "أين"), ("ما", "ما")]),
    always(&[("رب", "رب"), ("ما", "ما")]),
    always(&[("قل", "قل"), ("ما", "ما")]),
    always(&[("ان", "إن"), ("ما", "ما")]),
    always(&[("حين", "حين"), ("ما", "ما")]),
    always(&[("ريث", "ريث"), ("ما", "ما")]),
    always(&[("كي", "كي"), ("لا", "لا")]),
];

/// The words with their letters, sorted.
pub(crate) struct FusedWords {
    words: Vec<(Vec<Letter>, &'static Fused)>,
}

impl FusedWords {
    pub(crate) fn new() -> Self {
        let mut words: Vec<_> = WORDS.iter().map(|fused| (fused.letters(), fused)).collect();
        words.sort_by(|(one, _), (other, _)| one.cmp(other));
        Self { words }
    }

    /// The word with these letters, whatever the policy.
    pub(crate) fn find(&self, form: &[Letter]) -> Option<&'static Fused> {
        let found =
            self.words.binary_search_by(|(letters, _)| letters.as_slice().cmp(form)).ok()?;
        self.words.get(found).map(|(_, fused)| *fused)
    }
}

impl Fused {
    fn letters(&self) -> Vec<Letter> {
        self.parts.iter().filter_map(|(part, _)| letters_of(part)).flatten().collect()
    }

    /// Whether a policy takes it apart.
    pub(crate) fn splits(&self, policy: FusionPolicy) -> bool {
        match policy {
            FusionPolicy::Padt => self.common,
            FusionPolicy::Never => false,
            FusionPolicy::Always => true,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_is_found_by_its_letters() {
        let words = FusedWords::new();
        assert_eq!(words.words.len(), WORDS.len());
        for fused in &WORDS {
            let found = words.find(&fused.letters()).unwrap();
            assert_eq!(found.parts, fused.parts);
            assert!(fused.letters().len() >= 3, "{:?} has letters without a number", fused.parts);
        }
        assert!(words.find(b"mn").is_none());
    }

    #[test]
    fn some_begin_with_la() {
        let found = |word: &str| begins_with_la(&letters_of(word).unwrap());
        assert!(found("لابد") && found("لاشك") && found("لازالت"));
        assert!(!found("لاب") && !found("لاعب") && !found("لما") && !found("مازال"));
    }
}
