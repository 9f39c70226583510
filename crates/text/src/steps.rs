//! Sets of steps, the profiles among them.

use crate::error::{TextError, TextErrorKind};
use crate::step::Step;
use std::fmt;
use std::str::FromStr;

/// A named set of steps; each contains the one before it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Profile {
    /// The text as it is.
    Exact,
    /// Invisible differences removed: encodings of one letter, presentation forms, tatweel,
    /// format controls, character references of HTML.
    Clean,
    /// And vowel signs and Quranic marks removed.
    Light,
    /// And the spellings of alef, yeh, kaf, heh and the digits folded. The usual key for counting
    /// and searching.
    #[default]
    Standard,
    /// And teh marbuta, hamza on a seat, dagger alef and Maghrebi letters folded.
    Broad,
}

impl Profile {
    /// Every profile, from the finest to the coarsest.
    pub const ALL: [Self; 5] = [Self::Exact, Self::Clean, Self::Light, Self::Standard, Self::Broad];

    /// The name of the profile in options, manifests and output.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Exact => "exact",
            Self::Clean => "clean",
            Self::Light => "light",
            Self::Standard => "standard",
            Self::Broad => "broad",
        }
    }
}

impl fmt::Display for Profile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

impl FromStr for Profile {
    type Err = TextError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::ALL
            .into_iter()
            .find(|profile| profile.name() == text.trim())
            .ok_or_else(|| TextError::new(TextErrorKind::UnknownProfile(text.to_owned())))
    }
}

/// A set of steps.
///
/// ```
/// use siyaq_text::{Normalizer, Profile, Step, Steps};
///
/// let steps = Steps::of(Profile::Standard).edit("+teh,-digits")?;
/// assert!(steps.contains(Step::Teh) && !steps.contains(Step::Digits));
/// assert_eq!(Normalizer::with_steps(steps).normalize("مدرسة ٢٥"), "مدرسه ٢٥");
/// # Ok::<(), siyaq_text::TextError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Steps(u32);

impl Steps {
    /// No step.
    pub const EMPTY: Self = Self(0);

    /// The steps of a profile.
    #[must_use]
    pub const fn of(profile: Profile) -> Self {
        let clean = Self::EMPTY
            .with(Step::Entities)
            .with(Step::Compose)
            .with(Step::Presentation)
            .with(Step::Tatweel)
            .with(Step::Controls)
            .with(Step::Zwnj);
        let light = clean.with(Step::Diacritics).with(Step::Quran);
        let standard = light
            .with(Step::Alef)
            .with(Step::Yeh)
            .with(Step::Kaf)
            .with(Step::Heh)
            .with(Step::Digits)
            .with(Step::Separators);
        let broad = standard
            .with(Step::DaggerAlef)
            .with(Step::Teh)
            .with(Step::HamzaSeat)
            .with(Step::Hamza)
            .with(Step::Maghrebi);
        match profile {
            Profile::Exact => Self::EMPTY,
            Profile::Clean => clean,
            Profile::Light => light,
            Profile::Standard => standard,
            Profile::Broad => broad,
        }
    }

    /// The profile that has exactly these steps, where there is one.
    #[must_use]
    pub fn profile(self) -> Option<Profile> {
        Profile::ALL.into_iter().find(|profile| Self::of(*profile) == self)
    }

    /// These steps and `step`.
    #[must_use]
    pub const fn with(self, step: Step) -> Self {
        Self(self.0 | 1 << step as u8)
    }

    /// These steps without `step`.
    #[must_use]
    pub const fn without(self, step: Step) -> Self {
        Self(self.0 & !(1 << step as u8))
    }

    /// Whether `step` is among them.
    #[must_use]
    pub const fn contains(self, step: Step) -> bool {
        self.0 & 1 << step as u8 != 0
    }

    /// The steps in canonical order.
    pub fn iter(self) -> impl Iterator<Item = Step> {
        Step::ALL.into_iter().filter(move |step| self.contains(*step))
    }

    /// These steps with some added and some taken away: `+teh,-digits`. An empty edit changes
    /// nothing.
    ///
    /// # Errors
    ///
    /// When a part names no step, or begins with neither `+` nor `-`.
    pub fn edit(self, edit: &str) -> Result<Self, TextError> {
        let mut steps = self;
        for part in edit.split(',').map(str::trim).filter(|part| !part.is_empty()) {
            steps = if let Some(name) = part.strip_prefix('+') {
                steps.with(named(name)?)
            } else if let Some(name) = part.strip_prefix('-') {
                steps.without(named(name)?)
            } else {
                return Err(TextError::new(TextErrorKind::EditWithoutSign(part.to_owned())));
            };
        }
        Ok(steps)
    }
}

fn named(name: &str) -> Result<Step, TextError> {
    Step::from_name(name.trim())
        .ok_or_else(|| TextError::new(TextErrorKind::UnknownStep(name.trim().to_owned())))
}

impl From<Profile> for Steps {
    fn from(profile: Profile) -> Self {
        Self::of(profile)
    }
}

impl FromStr for Step {
    type Err = TextError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        named(text)
    }
}

/// The names in canonical order joined by commas; `none` for no step.
impl fmt::Display for Steps {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if *self == Self::EMPTY {
            return f.pad("none");
        }
        let names: Vec<&str> = self.iter().map(Step::name).collect();
        f.pad(&names.join(","))
    }
}

/// Reads what `Display` writes, in any order.
impl FromStr for Steps {
    type Err = TextError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        if text.trim() == "none" {
            return Ok(Self::EMPTY);
        }
        let names = text.split(',').map(str::trim).filter(|name| !name.is_empty());
        names.map(named).try_fold(Self::EMPTY, |steps, step| Ok(steps.with(step?)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn profiles_contain_the_finer_ones() {
        for pair in Profile::ALL.windows(2) {
            let (finer, coarser) = (Steps::of(pair[0]), Steps::of(pair[1]));
            assert!(finer.iter().all(|step| coarser.contains(step)) && finer != coarser);
        }
    }

    #[test]
    fn profiles_and_steps_are_read_and_written() {
        for profile in Profile::ALL {
            assert_eq!(profile.to_string().parse(), Ok(profile));
            let steps = Steps::of(profile);
            assert_eq!(steps.to_string().parse(), Ok(steps));
            assert_eq!(steps.profile(), Some(profile));
        }
        assert_eq!(
            "elong, compose".parse::<Steps>().map(|steps| steps.to_string()),
            Ok("compose,elong".to_owned())
        );
    }

    #[test]
    fn edits_add_and_take_away() {
        let standard = Steps::of(Profile::Standard);
        let edited = standard.edit("+teh, -digits").unwrap();
        assert_eq!(edited, standard.with(Step::Teh).without(Step::Digits));
        assert_eq!(edited.profile(), None);
        assert_eq!(standard.edit(""), Ok(standard));
        let error = standard.edit("+tah").unwrap_err();
        assert_eq!(error.kind(), &TextErrorKind::UnknownStep("tah".to_owned()));
        assert!(error.to_string().contains("compose, presentation"));
        let error = standard.edit("teh").unwrap_err();
        assert_eq!(error.kind(), &TextErrorKind::EditWithoutSign("teh".to_owned()));
    }
}
