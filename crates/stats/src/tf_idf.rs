//! Term frequency by inverse document frequency: words that few groups have, and this one often.

use std::fmt;
use std::str::FromStr;

use crate::error::{StatsError, named};
use crate::number::real;
use crate::parameter::LogBase;
use crate::undefined::Undefined;

/// How a frequency counts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum TermWeight {
    /// `count`: the frequency itself.
    #[default]
    Count,
    /// `share`: the frequency by the tokens of the group.
    Share,
    /// `log`: one more than the logarithm of the frequency.
    Log,
}

impl TermWeight {
    /// Every weight once.
    pub const ALL: [Self; 3] = [Self::Count, Self::Share, Self::Log];

    /// The name in options.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Count => "count",
            Self::Share => "share",
            Self::Log => "log",
        }
    }

    /// The weight of so many occurrences among so many tokens, in logarithms of this base.
    fn of(self, freq: u64, tokens: u64, base: LogBase) -> f64 {
        match self {
            Self::Count => real(freq),
            Self::Share => real(freq) / real(tokens),
            Self::Log if freq == 0 => 0.0,
            Self::Log => 1.0 + base.log(real(freq)),
        }
    }
}

/// How rare a word is among groups.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum InverseFrequency {
    /// `log`: the logarithm of all groups by those that have the word; 0 for a word of all.
    #[default]
    Log,
    /// `smooth`: the logarithm of one more of both, plus 1, as in scikit-learn: never 0.
    Smooth,
}

impl InverseFrequency {
    /// Every one once.
    pub const ALL: [Self; 2] = [Self::Log, Self::Smooth];

    /// The name in options.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Log => "log",
            Self::Smooth => "smooth",
        }
    }

    fn of(self, with: u64, groups: u64, base: LogBase) -> f64 {
        match self {
            Self::Log => base.log(real(groups) / real(with)),
            Self::Smooth => base.log((1.0 + real(groups)) / (1.0 + real(with))) + 1.0,
        }
    }
}

macro_rules! read_by_name {
    ($kind:ident) => {
        impl fmt::Display for $kind {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.pad(self.name())
            }
        }

        impl FromStr for $kind {
            type Err = StatsError;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                named(text.trim(), Self::ALL.into_iter(), Self::name)
            }
        }
    };
}

read_by_name!(TermWeight);
read_by_name!(InverseFrequency);

/// A formula of tf-idf.
///
/// The default is that of quanteda's `dfm_tfidf` with the base 10 and of Spärck Jones (1972) with the base
/// 2; scikit-learn's is `smooth` with the base e, before its lists are brought to length 1.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct TfIdf {
    /// How a frequency counts.
    pub term: TermWeight,
    /// How rare a word is.
    pub inverse: InverseFrequency,
    /// The base of the logarithms.
    pub base: LogBase,
}

impl TfIdf {
    /// With frequencies that count so.
    #[must_use]
    pub fn term(self, term: TermWeight) -> Self {
        Self { term, ..self }
    }

    /// With this rarity.
    #[must_use]
    pub fn inverse(self, inverse: InverseFrequency) -> Self {
        Self { inverse, ..self }
    }

    /// With logarithms of this base.
    #[must_use]
    pub fn base(self, base: LogBase) -> Self {
        Self { base, ..self }
    }

    /// The inverse frequency of a word that `with` of `groups` groups have.
    ///
    /// # Errors
    /// [`Undefined::AbsentWord`] if none has it, [`Undefined::BadParameter`] if more have it than there are.
    ///
    /// # Examples
    /// ```
    /// use siyaq_stats::{InverseFrequency, LogBase, TfIdf};
    ///
    /// assert_eq!(TfIdf::default().inverse_frequency(2, 8)?, 2.0);
    /// let sklearn = TfIdf::default().inverse(InverseFrequency::Smooth).base(LogBase::E);
    /// assert_eq!(sklearn.inverse_frequency(8, 8)?, 1.0);
    /// # Ok::<(), siyaq_stats::Undefined>(())
    /// ```
    pub fn inverse_frequency(self, with: u64, groups: u64) -> Result<f64, Undefined> {
        match with {
            0 => Err(Undefined::AbsentWord),
            with if with > groups => Err(Undefined::BadParameter),
            with => Ok(self.inverse.of(with, groups, self.base)),
        }
    }

    /// The weight of a word in a group: of its frequency among the tokens there, and of the `with` of
    /// `groups` groups that have it.
    ///
    /// # Errors
    /// As [`TfIdf::inverse_frequency`], and [`Undefined::EmptyCorpus`] if the group has no tokens.
    pub fn weight(
        self,
        (freq, tokens): (u64, u64),
        (with, groups): (u64, u64),
    ) -> Result<f64, Undefined> {
        if tokens == 0 {
            return Err(Undefined::EmptyCorpus);
        }
        Ok(self.term.of(freq, tokens, self.base) * self.inverse_frequency(with, groups)?)
    }
}
