//! The names of measures with their parameters, written and read.

use std::fmt;
use std::str::FromStr;

use crate::error::{StatsError, StatsErrorKind, named};
use crate::measure::Measure;

impl Measure {
    /// The parameters that the measure takes, comma separated.
    fn parameters(self) -> &'static str {
        match self {
            Self::MiK { .. } => "k, base",
            Self::SimpleMaths { .. } => "k",
            Self::LogOddsDirichlet { .. } | Self::LogOddsDirichletZ { .. } => "prior, tokens",
            _ if self.base().is_some() => "base",
            _ if self.level().is_some() => "confidence, tests, correction",
            _ => "",
        }
    }

    /// The name with every parameter, also the default ones: `mi(base=2)`. For manifests.
    #[must_use]
    pub fn full_name(self) -> String {
        let name = self.name();
        if let Self::SimpleMaths { k } = self {
            return format!("{name}(k={})", k.per_million());
        }
        if let Self::LogOddsDirichlet { prior } | Self::LogOddsDirichletZ { prior } = self {
            return format!("{name}({})", prior.parameters());
        }
        match (self.base(), self.level()) {
            (Some(base), _) => {
                let power = match self {
                    Self::MiK { k, .. } => format!("k={},", k.exponent()),
                    _ => String::new(),
                };
                format!("{name}({power}base={})", base.name())
            }
            (None, Some(level)) => format!("{name}({})", level.parameters()),
            (None, None) => name.to_owned(),
        }
    }

    /// The measure with one parameter changed.
    fn with_parameter(self, key: &str, value: &str) -> Result<Self, StatsError> {
        match (self, key) {
            (Self::SimpleMaths { .. }, "k") => Ok(Self::SimpleMaths { k: value.parse()? }),
            (Self::MiK { base, .. }, "k") => Ok(Self::MiK { k: value.parse()?, base }),
            (Self::LogOddsDirichlet { prior }, "prior" | "tokens") => {
                Ok(Self::LogOddsDirichlet { prior: prior.with_parameter(key, value)? })
            }
            (Self::LogOddsDirichletZ { prior }, "prior" | "tokens") => {
                Ok(Self::LogOddsDirichletZ { prior: prior.with_parameter(key, value)? })
            }
            (_, "base") if self.base().is_some() => Ok(self.with_base(value.parse()?)),
            (_, "confidence" | "tests" | "correction") if self.level().is_some() => {
                Ok(self.with_level(self.level().unwrap_or_default().with_parameter(key, value)?))
            }
            _ => Err(StatsErrorKind::UnknownParameter {
                measure: self.name(),
                parameter: key.to_owned(),
                known: self.parameters(),
            }
            .into()),
        }
    }
}

impl fmt::Display for Measure {
    /// The name of the measure's column: with parameters only where they are not the default.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if Self::ALL.contains(self) {
            f.write_str(self.name())
        } else {
            f.write_str(&self.full_name())
        }
    }
}

impl FromStr for Measure {
    type Err = StatsError;

    /// Reads a name as [`fmt::Display`] or [`Measure::full_name`] write it.
    fn from_str(text: &str) -> Result<Self, StatsError> {
        let text = text.trim();
        let (name, parameters) = match text.strip_suffix(')').and_then(|t| t.split_once('(')) {
            Some((name, parameters)) => (name.trim_end(), parameters),
            None => (text, ""),
        };
        let canonical = match name {
            "delta_p_21" => "delta_p_collocate_given_node",
            "delta_p_12" | "liddell" => "delta_p_node_given_collocate",
            "salience" => "mi_log_f",
            other => other,
        };
        let mut measure = named(canonical, Self::ALL.iter().copied(), Self::name)?;
        for parameter in parameters.split(',').filter(|parameter| !parameter.trim().is_empty()) {
            let (key, value) = parameter.split_once('=').unwrap_or((parameter, ""));
            measure = measure.with_parameter(key.trim(), value.trim())?;
        }
        Ok(measure)
    }
}
