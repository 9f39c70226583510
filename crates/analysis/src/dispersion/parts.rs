//! What the parts of a corpus are: documents, metadata values, or equal parts.

use crate::{AnalysisError, AnalysisErrorKind};
use siyaq_count::Selection;
use siyaq_stats::{DispersionMeasure, Gaps, PartSizes, Undefined};
use std::collections::BTreeMap;
use std::convert::Infallible;
use std::fmt;
use std::num::NonZeroU32;
use std::ops::Range;
use std::str::FromStr;

/// What dispersion is measured over.
///
/// Written as `documents`, as a number of equal parts, or as the name of a metadata field.
///
/// ```
/// use siyaq_analysis::PartsBy;
///
/// let parts = ["documents", "10", "source"].map(|text| text.parse::<PartsBy>().unwrap_or_default());
/// assert_eq!(parts[0], PartsBy::Documents);
/// assert_eq!(parts[2], PartsBy::Field("source".into()));
/// assert_eq!(parts.map(|by| by.to_string()), ["documents", "10", "source"]);
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub enum PartsBy {
    /// Each document is a part.
    #[default]
    Documents,
    /// The documents of each value of a metadata field are a part, and those without a value.
    Field(String),
    /// The counted tokens in their order, cut into so many parts of the same size but for one
    /// token.
    Equal(NonZeroU32),
}

impl FromStr for PartsBy {
    type Err = Infallible;

    fn from_str(text: &str) -> Result<Self, Infallible> {
        Ok(match (text, text.parse::<NonZeroU32>()) {
            ("documents", _) => Self::Documents,
            (_, Ok(count)) => Self::Equal(count),
            (field, Err(_)) => Self::Field(field.to_owned()),
        })
    }
}

impl fmt::Display for PartsBy {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Documents => out.write_str("documents"),
            Self::Field(field) => out.write_str(field),
            Self::Equal(count) => count.fmt(out),
        }
    }
}

/// Which measures of dispersion a list has, and over which parts they are taken.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Spread {
    /// The measures, in the order of their columns. Those of distances need no parts.
    pub measures: Vec<DispersionMeasure>,
    /// The parts.
    pub parts: PartsBy,
}

impl Spread {
    /// These measures, over documents.
    #[must_use]
    pub fn new(measures: impl IntoIterator<Item = DispersionMeasure>) -> Self {
        Self { measures: measures.into_iter().collect(), parts: PartsBy::Documents }
    }

    /// Over other parts.
    #[must_use]
    pub fn over(self, parts: PartsBy) -> Self {
        Self { parts, ..self }
    }
}

/// The parts of a selection with their sizes.
#[derive(Clone, Debug)]
pub struct Parts {
    names: Vec<Option<String>>,
    sizes: PartSizes,
    rule: Rule,
}

#[derive(Clone, Debug)]
enum Rule {
    /// A part is a document.
    Documents,
    /// For each document its part.
    Table(Vec<u32>),
    /// Where each part starts among the counted tokens.
    Starts(Vec<u64>),
}

/// So many equal parts there may be, whatever the number of tokens.
const MOST_PARTS: u64 = 1_000_000;

impl Parts {
    /// The parts of a selection.
    ///
    /// # Errors
    /// When the field does not exist, the selection has no tokens, or is to be cut into more equal
    /// parts than it has tokens, and than a million.
    pub fn new(selection: &Selection<'_>, by: &PartsBy) -> Result<Self, AnalysisError> {
        let documents = selection.corpus().documents()?;
        let counted = selection.document_sizes();
        let (names, sizes, rule): (Vec<Option<String>>, Vec<u64>, Rule) = match by {
            PartsBy::Documents => {
                let names =
                    counted.documents().iter().map(|doc| Some(documents.id(*doc).to_owned()));
                (names.collect(), counted.sizes().collect(), Rule::Documents)
            }
            PartsBy::Field(field) => {
                let field = documents.field(field)?;
                let value = |doc: &_| documents.value_at(*doc, field);
                let values: BTreeMap<_, u32> =
                    counted.documents().iter().map(|doc| (value(doc), 0)).collect();
                let values: BTreeMap<_, u32> = values.into_keys().zip(0..).collect();
                let mut sizes = vec![0; values.len()];
                let mut table = Vec::with_capacity(counted.documents().len());
                for (doc, size) in counted.documents().iter().zip(counted.sizes()) {
                    let part = values.get(&value(doc)).copied().unwrap_or(0);
                    table.push(part);
                    if let Some(sum) = sizes.get_mut(part as usize) {
                        *sum += size;
                    }
                }
                let names = values.into_keys().map(|value| value.map(|value| value.to_string()));
                (names.collect(), sizes, Rule::Table(table))
            }
            PartsBy::Equal(parts) if u64::from(parts.get()) > counted.total().max(MOST_PARTS) => {
                let (parts, tokens) = (parts.get(), counted.total());
                return Err(AnalysisErrorKind::TooManyParts { parts, tokens }.into());
            }
            PartsBy::Equal(count) => {
                let (count, total) = (u128::from(count.get()), u128::from(counted.total()));
                let start = |part: u128| u64::try_from(part * total / count).unwrap_or(u64::MAX);
                let starts: Vec<u64> = (0..count).map(start).collect();
                let ends = starts.iter().copied().skip(1).chain([counted.total()]);
                let sizes = starts.iter().zip(ends).map(|(start, end)| end - start).collect();
                let names = (1..=count).map(|part| Some(part.to_string()));
                (names.collect(), sizes, Rule::Starts(starts))
            }
        };
        let sizes =
            PartSizes::new(sizes).map_err(|_| AnalysisErrorKind::NoTokens { what: "selection" })?;
        Ok(Self { names, sizes, rule })
    }

    /// The name of each part: the id of a document, a value, a number from 1; no name for the
    /// documents without a value.
    #[must_use]
    pub fn names(&self) -> &[Option<String>] {
        &self.names
    }

    /// The counted tokens of each part.
    #[must_use]
    pub fn sizes(&self) -> &PartSizes {
        &self.sizes
    }

    /// Where the tokens of each part stand among the counted ones, in their order.
    #[must_use]
    pub fn token_ranges(&self, selection: &Selection<'_>) -> Vec<Vec<Range<usize>>> {
        let place = |position: u64| usize::try_from(position).unwrap_or(usize::MAX);
        let between = |starts: &[u64]| -> Vec<Range<usize>> {
            let pairs = starts.windows(2).map(|pair| match pair {
                [start, end] => place(*start)..place(*end),
                _ => 0..0,
            });
            pairs.collect()
        };
        let documents = between(selection.document_sizes().starts());
        match &self.rule {
            Rule::Documents => documents.into_iter().map(|range| vec![range]).collect(),
            Rule::Table(table) => {
                let mut ranges = vec![Vec::new(); self.names.len()];
                for (part, range) in table.iter().zip(documents) {
                    if let Some(own) = ranges.get_mut(*part as usize) {
                        own.push(range);
                    }
                }
                ranges
            }
            Rule::Starts(starts) => {
                let ends: Vec<u64> = starts.iter().copied().chain([self.sizes.tokens()]).collect();
                between(&ends).into_iter().map(|range| vec![range]).collect()
            }
        }
    }

    /// Counts occurrences by part, from their places among the counted tokens and from their
    /// documents, both ascending.
    pub fn count(&self, positions: &[u64], documents: &[(u32, u64)], out: &mut Vec<(u32, u64)>) {
        out.clear();
        match &self.rule {
            Rule::Documents => out.extend_from_slice(documents),
            Rule::Table(table) => {
                let part = |doc: u32| table.get(doc as usize).copied().unwrap_or(0);
                out.extend(documents.iter().map(|(doc, freq)| (part(*doc), *freq)));
                out.sort_unstable();
                out.dedup_by(|next, sum| {
                    let same = next.0 == sum.0;
                    if same {
                        sum.1 += next.1;
                    }
                    same
                });
            }
            Rule::Starts(starts) => {
                let mut rest = positions;
                while let Some(first) = rest.first() {
                    let after = starts.partition_point(|start| start <= first);
                    let end = starts.get(after).copied().unwrap_or(u64::MAX);
                    let inside = rest.partition_point(|position| *position < end).max(1);
                    let part = u32::try_from(after.saturating_sub(1)).unwrap_or(u32::MAX);
                    out.push((part, inside as u64));
                    rest = rest.get(inside..).unwrap_or_default();
                }
            }
        }
    }
}

/// Measures the dispersion of many items over the same parts.
pub(crate) struct Spreader<'s> {
    parts: Parts,
    measures: &'s [DispersionMeasure],
    /// Whether a measure reads counts in parts, and whether one reads positions.
    reads: (bool, bool),
}

impl<'s> Spreader<'s> {
    pub(crate) fn new(
        selection: &Selection<'_>,
        spread: &'s Spread,
    ) -> Result<Self, AnalysisError> {
        let positions = spread.measures.iter().filter(|measure| measure.needs_positions()).count();
        let reads = (positions < spread.measures.len(), positions > 0);
        let parts = Parts::new(selection, &spread.parts)?;
        Ok(Self { parts, measures: &spread.measures, reads })
    }

    /// Appends the measures of an item, in one pass over its parts.
    pub(crate) fn measure(
        &self,
        positions: &[u64],
        documents: &[(u32, u64)],
        out: &mut Vec<Result<f64, Undefined>>,
    ) {
        let mut counts = Vec::new();
        if self.reads.0 {
            self.parts.count(positions, documents, &mut counts);
        }
        // The counts come from the parts and positions themselves, so both always fit; but
        // skip-grams may begin twice at one place, and have no distances then.
        let of_parts = self.parts.sizes.counts(&counts).map(|word| word.evaluate(self.measures));
        let tokens = self.parts.sizes.tokens();
        let gaps = self
            .reads
            .1
            .then(|| Gaps::new(tokens, positions.len() as u64, positions.iter().copied()).ok());
        let gaps = gaps.flatten();
        let of_parts = of_parts.unwrap_or_default();
        for (place, measure) in self.measures.iter().enumerate() {
            out.push(if measure.needs_positions() {
                gaps.as_ref()
                    .ok_or(Undefined::SharedPlace)
                    .and_then(|gaps| measure.evaluate_gaps(gaps))
            } else {
                of_parts.get(place).copied().unwrap_or(Err(Undefined::Empty))
            });
        }
    }
}
