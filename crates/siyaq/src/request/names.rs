//! Lists of measures in a request.

use super::text::list::Listed;
use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use siyaq_analysis::{KeynessMeasure, TextMeasure};
use siyaq_stats::{DeltaMeasure, DispersionMeasure, DiversityMeasure, Measure, StatsError};
use siyaq_types::did_you_mean;
use std::fmt::{self, Display};
use std::str::FromStr;

/// Measures joined by commas, or `all`, each once; commas inside parentheses belong to the parameters of a
/// measure.
#[derive(Clone, Debug, PartialEq)]
pub struct Named<M>(pub Vec<M>);

/// Measures of association.
pub type Measures = Named<Measure>;

/// Measures of dispersion.
pub type DispersionMeasures = Named<DispersionMeasure>;

/// Measures of dispersion over documents, where positions are not known.
pub type SpreadMeasures = Named<OverDocuments>;

/// Measures of keyness.
pub type KeynessMeasures = Named<KeynessMeasure>;

/// Measures of diversity.
pub type DiversityMeasures = Named<DiversityMeasure>;

/// Measures of the distance of styles.
pub type DeltaMeasures = Named<DeltaMeasure>;

/// Measures that can all be asked for at once, by the name `all`.
pub trait AllOf: Sized {
    /// Every measure once.
    fn all_of() -> Vec<Self>;
}

impl AllOf for Measure {
    fn all_of() -> Vec<Self> {
        Self::ALL.to_vec()
    }
}

impl AllOf for DispersionMeasure {
    fn all_of() -> Vec<Self> {
        Self::all().collect()
    }
}

/// A measure of dispersion that needs no positions.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct OverDocuments(pub DispersionMeasure);

impl Display for OverDocuments {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(out)
    }
}

/// What is no measure of dispersion over documents.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum ParseOverDocumentsError {
    /// There is no such measure.
    #[error(transparent)]
    Unknown(#[from] StatsError),
    /// The measure is of positions.
    #[error("{name} needs positions; here dispersion is over documents")]
    NeedsPositions {
        /// The measure.
        name: String,
    },
}

impl FromStr for OverDocuments {
    type Err = ParseOverDocumentsError;

    fn from_str(name: &str) -> Result<Self, Self::Err> {
        let measure = name.parse::<DispersionMeasure>()?;
        match measure.needs_positions() {
            false => Ok(Self(measure)),
            true => Err(ParseOverDocumentsError::NeedsPositions { name: name.to_owned() }),
        }
    }
}

impl AllOf for OverDocuments {
    fn all_of() -> Vec<Self> {
        DispersionMeasure::all().filter(|measure| !measure.needs_positions()).map(Self).collect()
    }
}

impl AllOf for DiversityMeasure {
    fn all_of() -> Vec<Self> {
        Self::all().collect()
    }
}

impl AllOf for DeltaMeasure {
    fn all_of() -> Vec<Self> {
        Self::ALL.to_vec()
    }
}

impl AllOf for KeynessMeasure {
    fn all_of() -> Vec<Self> {
        let of_tables = Measure::ALL.iter().copied().map(Self::Table);
        of_tables.chain(TextMeasure::ALL.map(Self::Texts)).collect()
    }
}

impl<M: FromStr + PartialEq + AllOf> FromStr for Named<M> {
    type Err = M::Err;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let mut measures: Vec<M> = Vec::new();
        for name in outer_parts(text) {
            let named = match name.trim() {
                "all" => M::all_of(),
                name => vec![name.parse()?],
            };
            for measure in named {
                if !measures.contains(&measure) {
                    measures.push(measure);
                }
            }
        }
        if measures.is_empty() {
            // No name is no measure either, and its error lists those there are.
            measures.push(text.trim().parse()?);
        }
        Ok(Self(measures))
    }
}

impl<M: Display> Display for Named<M> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names: Vec<String> = self.0.iter().map(ToString::to_string).collect();
        out.write_str(&names.join(","))
    }
}

/// As a list of names.
impl<M: Display> Serialize for Named<M> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_seq(self.0.iter().map(ToString::to_string))
    }
}

/// From a list of names, or from one text with commas between them.
impl<'de, M> Deserialize<'de> for Named<M>
where
    M: FromStr<Err: Display> + PartialEq + AllOf,
{
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let text = match Listed::deserialize(from)? {
            Listed::One(text) => text,
            Listed::Several(names) => names.join(","),
        };
        text.parse().map_err(D::Error::custom)
    }
}

/// Says that a name is none of some, joined by commas, and which it is most like.
#[must_use]
pub fn none_of(name: &str, names: &str) -> String {
    format!("{name:?} is none of {names}{}", did_you_mean(name, names.split(", ")))
}

/// The parts between commas that are not inside parentheses; empty ones are left out.
fn outer_parts(text: &str) -> Vec<String> {
    let mut parts = vec![String::new()];
    let mut depth = 0usize;
    for letter in text.chars() {
        match letter {
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            _ => {}
        }
        match parts.last_mut() {
            Some(last) if letter != ',' || depth > 0 => last.push(letter),
            _ => parts.push(String::new()),
        }
    }
    parts.retain(|part| !part.trim().is_empty());
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn commas_inside_parentheses_part_nothing() {
        let measures: Measures = "mi,lrc(confidence=0.99,tests=3),,log_dice,mi".parse().unwrap();
        let names: Vec<String> = measures.0.iter().map(ToString::to_string).collect();
        assert_eq!(names, ["mi", "lrc(confidence=0.99,tests=3)", "log_dice"]);
        let all: KeynessMeasures = "log_ratio,all".parse().unwrap();
        assert_eq!(all.0.len(), Measure::ALL.len() + TextMeasure::ALL.len());
        assert_eq!(
            "all".parse::<DispersionMeasures>().unwrap().0.len(),
            DispersionMeasure::all().count()
        );
        let over_documents = "dp,all".parse::<SpreadMeasures>().unwrap().0;
        assert!(over_documents.iter().all(|measure| !measure.0.needs_positions()));
        assert!(over_documents.len() > 40);
        assert!("dp,arf".parse::<SpreadMeasures>().unwrap_err().to_string().contains("positions"));
        assert!("mi,nonsense".parse::<Measures>().unwrap_err().to_string().contains("nonsense"));
    }
}
