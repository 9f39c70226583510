//! What can go wrong when something is named.

use crate::step::Step;
use siyaq_types::did_you_mean;
use std::fmt;

/// The names of all profiles.
const PROFILES: &str = "exact, clean, light, standard, broad";
/// The names of all transliterations.
const SCHEMES: &str = "buckwalter, safe-buckwalter, xml-buckwalter, hsb, din31635";
/// The names of all stemmers.
const STEMMERS: &str = "light10, snowball, isri";

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
            TextErrorKind::UnknownProfile(name) => {
                let near = did_you_mean(name, PROFILES.split(", "));
                write!(f, "unknown profile {name:?}; the profiles are {PROFILES}{near}")
            }
            TextErrorKind::UnknownStep(name) => {
                write!(f, "unknown normalisation step {name:?}; the steps are ")?;
                for (place, step) in Step::ALL.into_iter().enumerate() {
                    write!(f, "{}{step}", if place == 0 { "" } else { ", " })?;
                }
                f.write_str(&did_you_mean(name, Step::ALL.map(Step::name)))
            }
            TextErrorKind::EditWithoutSign(part) => {
                write!(f, "cannot tell what to do with {part:?}: write +{part} or -{part}")
            }
            TextErrorKind::UnknownScheme(name) => {
                let near = did_you_mean(name, SCHEMES.split(", "));
                write!(f, "unknown transliteration {name:?}; the schemes are {SCHEMES}{near}")
            }
            TextErrorKind::UnknownStemmer(name) => {
                let near = did_you_mean(name, STEMMERS.split(", "));
                write!(f, "unknown stemmer {name:?}; the stemmers are {STEMMERS}{near}")
            }
        }
    }
}

impl std::error::Error for TextError {}
