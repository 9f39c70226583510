//! What counts as a position, and what ends a stretch of them.

use siyaq_types::{Boundary, ClassSet, did_you_mean};
use std::fmt;
use std::str::FromStr;

/// What a token that is not counted does inside an n-gram, a window or a phrase.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Punctuation {
    /// It is passed over: the words around it are neighbours.
    #[default]
    Skip,
    /// It ends the n-gram, the window or the phrase.
    Break,
    /// It counts as a position, and as a token.
    Keep,
}

/// Which boundaries an n-gram, a window or a phrase may cross.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Across {
    /// None: every sentence, item, paragraph and document ends it.
    #[default]
    Nothing,
    /// Sentences; items, paragraphs and documents end it.
    Sentence,
    /// Sentences, items and paragraphs; only documents end it.
    Paragraph,
    /// Everything but where these structures of the corpus begin and end, and documents.
    /// [`Corpus::within`](crate::Corpus::within) makes it from their names.
    Within(StructureSet),
}

/// Some of the structures of one corpus, by their places among
/// [`Corpus::structures`](crate::Corpus::structures).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct StructureSet(u64);

impl StructureSet {
    /// As many structures as a set can tell apart.
    pub(crate) const MOST: usize = 64;

    /// This set and the structure at a place; `None` for a place that a set cannot hold.
    pub(crate) fn with(self, place: usize) -> Option<Self> {
        (place < Self::MOST).then(|| Self(self.0 | 1 << place))
    }

    /// The places, ascending.
    pub(crate) fn places(self) -> impl Iterator<Item = usize> {
        (0..Self::MOST).filter(move |place| self.0 >> place & 1 == 1)
    }
}

impl Across {
    /// The weakest of the boundaries that every corpus has which is surely not crossed. What is
    /// [`Within`](Self::Within) structures may end at others as well:
    /// [`Corpus::units`](crate::Corpus::units) knows them all.
    #[must_use]
    pub const fn stops_at(self) -> Boundary {
        match self {
            Self::Nothing => Boundary::Sentence,
            Self::Sentence => Boundary::Item,
            Self::Paragraph | Self::Within(_) => Boundary::Document,
        }
    }
}

/// The settings that every count and every query shares.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Scope {
    /// The token classes that count.
    pub classes: ClassSet,
    /// What the other tokens do.
    pub punctuation: Punctuation,
    /// The boundaries that may be crossed.
    pub across: Across,
}

/// A name that is none of the choices.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ParseScopeError {
    found: String,
    choices: &'static str,
}

impl fmt::Display for ParseScopeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let near = did_you_mean(&self.found, self.choices.split(", "));
        write!(f, "{:?} is none of {}{near}", self.found, self.choices)
    }
}

impl std::error::Error for ParseScopeError {}

macro_rules! named {
    ($type:ident, $choices:literal, $($name:literal => $variant:ident),+) => {
        impl fmt::Display for $type {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.pad(match self { $(Self::$variant => $name),+ })
            }
        }

        impl FromStr for $type {
            type Err = ParseScopeError;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                match text {
                    $($name => Ok(Self::$variant),)+
                    _ => Err(ParseScopeError { found: text.to_owned(), choices: $choices }),
                }
            }
        }
    };
}

named!(Punctuation, "skip, break, keep", "skip" => Skip, "break" => Break, "keep" => Keep);
impl fmt::Display for Across {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Nothing => "nothing",
            Self::Sentence => "sentence",
            Self::Paragraph => "paragraph",
            Self::Within(_) => "structures",
        })
    }
}

impl FromStr for Across {
    type Err = ParseScopeError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        match text {
            "nothing" => Ok(Self::Nothing),
            "sentence" => Ok(Self::Sentence),
            "paragraph" => Ok(Self::Paragraph),
            _ => {
                let choices = "nothing, sentence, paragraph";
                Err(ParseScopeError { found: text.to_owned(), choices })
            }
        }
    }
}
