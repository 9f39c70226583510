//! What can go wrong when something is named.

use crate::step::Step;
use std::fmt;

/// A name or an edit that cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TextError {
    kind: TextErrorKind,
}

/// What was wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum TextErrorKind {
    /// No profile has this name.
    UnknownProfile(String),
    /// No step has this name.
    UnknownStep(String),
    /// A part of an edit begins with neither `+` nor `-`.
    EditWithoutSign(String),
    /// No scheme of transliteration has this name.
    UnknownScheme(String),
    /// No stemmer has this name.
    UnknownStemmer(String),
}

impl TextError {
    pub(crate) const fn new(kind: TextErrorKind) -> Self {
        Self { kind }
    }

    /// What was wrong.
    #[must_use]
    pub const fn kind(&self) -> &TextErrorKind {
        &self.kind
    }
}

impl fmt::Display for TextError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.kind {
            TextErrorKind::UnknownProfile(name) => write!(
                f,
                "unknown profile {name:?}; the profiles are exact, clean, light, standard, broad"
            ),
            TextErrorKind::UnknownStep(name) => {
                write!(f, "unknown normalisation step {name:?}; the steps are ")?;
                for (place, step) in Step::ALL.into_iter().enumerate() {
                    write!(f, "{}{step}", if place == 0 { "" } else { ", " })?;
                }
                Ok(())
            }
            TextErrorKind::EditWithoutSign(part) => {
                write!(f, "cannot tell what to do with {part:?}: write +{part} or -{part}")
            }
            TextErrorKind::UnknownScheme(name) => write!(
                f,
                "unknown transliteration {name:?}; the schemes are buckwalter, safe-buckwalter, \
                 xml-buckwalter, hsb, din31635"
            ),
            TextErrorKind::UnknownStemmer(name) => {
                write!(f, "unknown stemmer {name:?}; the stemmers are light10, snowball, isri")
            }
        }
    }
}

impl std::error::Error for TextError {}
