//! What a layer is, and how the words of a query are read on it: kept with the layer, so that nobody
//! tells it from a name.

use serde::{Deserialize, Serialize};
use std::fmt;

/// What a layer makes of the words of a corpus.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[non_exhaustive]
pub enum LayerModel {
    /// The words as they are written.
    Word,
    /// One form for each word, such as that of a folding profile, or its stem.
    Fold,
    /// The forms of the parts of each word.
    Split,
    /// A value of its own at every position, such as the lemma or the part of speech.
    Column,
}

impl LayerModel {
    /// The name in the manifest.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Word => "word",
            Self::Fold => "fold",
            Self::Split => "split",
            Self::Column => "column",
        }
    }
}

impl fmt::Display for LayerModel {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

/// How a word of a query becomes a form of a layer. This crate stores the rule and does not read it:
/// steps and stemmers are named as whoever makes the layer names them.
///
/// ```
/// use siyaq_index::QueryRule;
/// let rule = QueryRule::default().steps("marks,tatweel").derived(true);
/// assert_eq!(rule.steps.as_deref(), Some("marks,tatweel"));
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
#[non_exhaustive]
pub struct QueryRule {
    /// The folding steps that a word goes through before it is looked up; `None` where it is looked up
    /// as it is written.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub steps: Option<String>,
    /// The stemmer that makes forms of words.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub stemmer: Option<String>,
    /// Whether forms are taken from words (stems, roots, parts) rather than being spellings of them: a
    /// word of a query that is no form then stands for the form of that word.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub derived: bool,
    /// What marks the forms of clitics, on the side of their word. A word of a query without it finds
    /// the clitic as well as the word.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub clitic_mark: Option<char>,
    /// Whether forms are vocalised of their own accord, as lemmas are: a word of a query that is no
    /// form finds those that it is without its vowel marks.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub optional_marks: bool,
}

impl QueryRule {
    /// With these folding steps.
    #[must_use]
    pub fn steps(self, steps: impl Into<String>) -> Self {
        Self { steps: Some(steps.into()), ..self }
    }

    /// With this stemmer, whose forms are taken from words.
    #[must_use]
    pub fn stemmer(self, stemmer: impl Into<String>) -> Self {
        Self { stemmer: Some(stemmer.into()), derived: true, ..self }
    }

    /// With forms that are taken from words, or are spellings of them.
    #[must_use]
    pub fn derived(self, derived: bool) -> Self {
        Self { derived, ..self }
    }

    /// With this mark of clitics.
    #[must_use]
    pub fn clitic_mark(self, mark: char) -> Self {
        Self { clitic_mark: Some(mark), ..self }
    }

    /// With marks that a word of a query may leave out.
    #[must_use]
    pub fn optional_marks(self, optional: bool) -> Self {
        Self { optional_marks: optional, ..self }
    }
}
