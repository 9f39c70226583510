//! The orders that lists of forms can be in.

use crate::{AnalysisError, AnalysisErrorKind};
use siyaq_stats::DispersionMeasure;
use std::fmt;
use std::str::FromStr;

/// What the rows of a list are ordered by. Equal rows are in the order of frequency, then of the
/// bytes of the form; where a value is undefined, rows come last.
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub enum ListKey {
    /// Frequency.
    Frequency,
    /// The number of documents.
    DocumentFrequency,
    /// The form: the order of the Arabic alphabet, in which concordances are sorted too, letters that
    /// other languages added behind the one that they are made from; forms that are the same so far
    /// by their bytes (see [`siyaq_query::Collation`]). N-grams go word by word.
    Form,
    /// A measure of dispersion, which the list must have.
    Dispersion(DispersionMeasure),
}

/// An order of rows: a key, and a direction.
///
/// Written as `freq`, `doc_freq`, `form` or the name of a measure of dispersion, perhaps with
/// `:asc` or `:desc`. Forms go up unless said otherwise, numbers down.
///
/// ```
/// use siyaq_analysis::{ListKey, ListOrder};
///
/// let order: ListOrder = "dp_norm:asc".parse()?;
/// assert!(order.ascending);
/// assert_eq!("form".parse::<ListOrder>()?.key, ListKey::Form);
/// assert!("length".parse::<ListOrder>().is_err());
/// # Ok::<(), siyaq_analysis::AnalysisError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ListOrder {
    /// What rows are ordered by.
    pub key: ListKey,
    /// Whether small values come first.
    pub ascending: bool,
}

/// Frequency, from the largest down.
impl Default for ListOrder {
    fn default() -> Self {
        Self { key: ListKey::Frequency, ascending: false }
    }
}

impl FromStr for ListOrder {
    type Err = AnalysisError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let unknown = || AnalysisErrorKind::UnknownOrder { name: text.to_owned() };
        let (name, direction) = match text.rsplit_once(':') {
            Some((name, "asc")) => (name, Some(true)),
            Some((name, "desc")) => (name, Some(false)),
            Some(_) => return Err(unknown().into()),
            None => (text, None),
        };
        let key = match name.trim() {
            "freq" => ListKey::Frequency,
            "doc_freq" => ListKey::DocumentFrequency,
            "form" => ListKey::Form,
            measure => ListKey::Dispersion(measure.parse().map_err(|_| unknown())?),
        };
        Ok(Self { key, ascending: direction.unwrap_or(key == ListKey::Form) })
    }
}

impl fmt::Display for ListOrder {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.key {
            ListKey::Frequency => write!(out, "freq")?,
            ListKey::DocumentFrequency => write!(out, "doc_freq")?,
            ListKey::Form => write!(out, "form")?,
            ListKey::Dispersion(measure) => write!(out, "{measure}")?,
        }
        write!(out, "{}", if self.ascending { ":asc" } else { ":desc" })
    }
}
