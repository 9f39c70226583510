//! Lists of names on the command line.

use siyaq::analysis::{KeynessMeasure, TextMeasure};
use siyaq::stats::{DeltaMeasure, DispersionMeasure, DiversityMeasure, Measure};
use siyaq::types::did_you_mean;
use std::str::FromStr;

/// Measures joined by commas, or `all`, each once; commas inside parentheses belong to the parameters of a
/// measure.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Named<M>(pub(crate) Vec<M>);

/// Measures of association.
pub(crate) type Measures = Named<Measure>;

/// Measures of dispersion.
pub(crate) type DispersionMeasures = Named<DispersionMeasure>;

/// Measures of dispersion over documents, where positions are not known.
pub(crate) type SpreadMeasures = Named<OverDocuments>;

/// Measures of keyness.
pub(crate) type KeynessMeasures = Named<KeynessMeasure>;

/// Measures of diversity.
pub(crate) type DiversityMeasures = Named<DiversityMeasure>;

/// Measures of the distance of styles.
pub(crate) type DeltaMeasures = Named<DeltaMeasure>;

/// Measures that can all be asked for at once, by the name `all`.
pub(crate) trait AllOf: Sized {
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
pub(crate) struct OverDocuments(pub(crate) DispersionMeasure);

impl FromStr for OverDocuments {
    type Err = String;

    fn from_str(name: &str) -> Result<Self, Self::Err> {
        let measure = name.parse::<DispersionMeasure>().map_err(|error| error.to_string())?;
        match measure.needs_positions() {
            false => Ok(Self(measure)),
            true => Err(format!("{name} needs positions; here dispersion is over documents")),
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

/// Says that a name is none of some, joined by commas, and which it is most like.
pub(crate) fn none_of(name: &str, names: &str) -> String {
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
        assert!("dp,arf".parse::<SpreadMeasures>().unwrap_err().contains("positions"));
        assert!("mi,nonsense".parse::<Measures>().unwrap_err().to_string().contains("nonsense"));
    }
}
