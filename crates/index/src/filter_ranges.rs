//! Conditions on the attributes of structures: which positions they choose.

use crate::filter::{Fold, Node, Operator, Part, compared, part_of};
use crate::ranges::{both, joined, outside};
use crate::structure::{Attribute, Structure};
use crate::{
    Corpus, Date, Documents, FieldKind, IndexError, IndexErrorKind, MetaValue, Subcorpus, Where,
};
use std::ops::Range;

/// The name of the attribute that every structure has unless it has one of that name: how many tokens
/// a range has.
const LENGTH: &str = "length";

/// What a comparison looks at.
struct Compared<'c> {
    structure: &'c Structure,
    what: What<'c>,
}

enum What<'c> {
    /// The values of an attribute, or a part of its dates.
    Values(&'c Attribute, Option<Part>),
    /// How many tokens a range has.
    Length,
}

type Set = Vec<Range<u64>>;

/// Whether a value, as it is written, fulfils a comparison.
type TextTest<'f> = Box<dyn Fn(&str) -> bool + 'f>;

impl Where {
    /// Whether a comparison of the condition is about an attribute of a structure other than `doc`.
    pub(crate) fn is_about_structures(&self, corpus: &Corpus, documents: &Documents) -> bool {
        self.node().any_field(&|field| structure_of(corpus, documents, field).is_some())
    }

    /// The positions that fulfil the condition: of each comparison those of the ranges, or of the
    /// documents, for which it holds; `&`, `|` and `!` are of these sets of positions.
    pub(crate) fn positions(&self, corpus: &Corpus, fold: Fold<'_>) -> Result<Set, IndexError> {
        Positions { corpus, documents: corpus.documents()?, fold }.of(self.node())
    }
}

/// The structure that a field is of, where it is no metadata of documents.
pub(crate) fn structure_of<'c>(
    corpus: &'c Corpus,
    documents: &Documents,
    field: &str,
) -> Option<&'c Structure> {
    let (name, _) = field.split_once('.')?;
    if documents.has(field) {
        return None;
    }
    corpus.structures().iter().find(|structure| structure.name() == name && name != "doc")
}

struct Positions<'c> {
    corpus: &'c Corpus,
    documents: &'c Documents,
    fold: Fold<'c>,
}

impl Positions<'_> {
    fn of(&self, node: &Node) -> Result<Set, IndexError> {
        let sets =
            |nodes: &[Node]| nodes.iter().map(|node| self.of(node)).collect::<Result<Vec<_>, _>>();
        let about = |field: &str| structure_of(self.corpus, self.documents, field);
        if !node.any_field(&|field| about(field).is_some()) {
            let test = node.compile(self.documents, self.fold)?;
            let part = Subcorpus::from_fn(self.corpus.document_count(), test);
            return Ok(joined(part.token_ranges(self.corpus)));
        }
        Ok(match node {
            Node::Any(nodes) => joined(sets(nodes)?.concat()),
            Node::All(nodes) => {
                let everything: Set = std::iter::once(0..self.corpus.token_count()).collect();
                joined(sets(nodes)?.iter().fold(everything, |chosen, set| both(&chosen, set)))
            }
            Node::Not(node) => outside(&self.of(node)?, self.corpus.token_count()),
            Node::Compare { field, operator, value } => {
                self.compare(field, *operator, std::slice::from_ref(value))?
            }
            Node::In { field, values } => self.compare(field, Operator::Equal, values)?,
        })
    }

    /// The positions of the ranges for which a comparison with one of some values holds.
    fn compare(
        &self,
        field: &str,
        operator: Operator,
        values: &[String],
    ) -> Result<Set, IndexError> {
        let Compared { structure, what } = self.compared(field)?;
        // Not to be equal is the negation of being equal, so that a range without a value fulfils it.
        let (asked, negated) = match operator {
            Operator::NotEqual => (Operator::Equal, true),
            other => (other, false),
        };
        let tests: Vec<TextTest<'_>> = values
            .iter()
            .map(|value| match &what {
                What::Values(attribute, part) => {
                    text_test(field, attribute.spec().kind, *part, asked, value, self.fold)
                }
                What::Length => text_test(field, FieldKind::Integer, None, asked, value, self.fold),
            })
            .collect::<Result<_, _>>()?;
        let holds = |text: &str| tests.iter().any(|test| test(text));
        let chosen: Vec<Range<u64>> = match what {
            What::Values(attribute, _) => {
                let values: Vec<bool> = attribute.values().map(holds).collect();
                let of_range = |number: u64| {
                    let code = attribute.code(number).and_then(|code| usize::try_from(code).ok());
                    code.and_then(|code| values.get(code)).copied().unwrap_or(false)
                };
                let chosen = (0..structure.len()).filter(|number| of_range(*number) != negated);
                chosen.map(|number| structure.range(number)).collect()
            }
            What::Length => {
                let length = |range: &Range<u64>| (range.end - range.start).to_string();
                structure.ranges().filter(|range| holds(&length(range)) != negated).collect()
            }
        };
        Ok(joined(chosen))
    }

    fn compared(&self, field: &str) -> Result<Compared<'_>, IndexError> {
        let unknown = |known: Vec<String>| {
            let (name, known) = (field.to_owned(), known.join(", "));
            IndexError::from(IndexErrorKind::UnknownField { name, known })
        };
        let structure = structure_of(self.corpus, self.documents, field);
        let structure = structure.ok_or_else(|| unknown(self.documents.names()))?;
        let (_, name) = field.split_once('.').unwrap_or_default();
        if let Some(attribute) = structure.attribute(name) {
            return Ok(Compared { structure, what: What::Values(attribute, None) });
        }
        if name == LENGTH {
            return Ok(Compared { structure, what: What::Length });
        }
        let dated = name.rsplit_once('.').and_then(|(name, part)| {
            let attribute = structure.attribute(name)?;
            (attribute.spec().kind == FieldKind::Date).then_some((attribute, part_of(part)?))
        });
        match dated {
            Some((attribute, part)) => {
                Ok(Compared { structure, what: What::Values(attribute, Some(part)) })
            }
            None => {
                let own = structure.attributes().iter().map(|own| own.spec().name.as_str());
                let named = own.chain([LENGTH]).map(|own| format!("{}.{own}", structure.name()));
                Err(unknown(named.collect()))
            }
        }
    }
}

/// Whether a value, as it is written, fulfils a comparison. "Contains" looks at it as it is written
/// whatever its type.
fn text_test<'f>(
    field: &str,
    kind: FieldKind,
    part: Option<Part>,
    operator: Operator,
    value: &str,
    fold: Fold<'f>,
) -> Result<TextTest<'f>, IndexError> {
    let wrong = |kind: &'static str| {
        let (field, value) = (field.to_owned(), value.to_owned());
        IndexError::from(IndexErrorKind::WrongType { field, kind, value })
    };
    if let Some(part) = part {
        let number: i64 = value.trim().parse().map_err(|_| wrong("whole number"))?;
        return Ok(Box::new(move |text| match FieldKind::Date.parse(text) {
            Some(MetaValue::Date(date)) => {
                part(date).is_some_and(|found| operator.holds(found.cmp(&number)))
            }
            _ => false,
        }));
    }
    Ok(match (kind, operator) {
        (_, Operator::Contains) => {
            let value = fold(value);
            Box::new(move |text| fold(text).contains(&value))
        }
        (FieldKind::String, _) => {
            let value = fold(value);
            Box::new(move |text| operator.holds(fold(text).cmp(&value)))
        }
        (FieldKind::Integer, _) => {
            let number: i64 = value.trim().parse().map_err(|_| wrong("integer"))?;
            Box::new(move |text| {
                text.parse::<i64>().is_ok_and(|found| operator.holds(found.cmp(&number)))
            })
        }
        (FieldKind::Date, _) => {
            let date: Date = value.parse().map_err(|_| wrong("date"))?;
            Box::new(move |text| match FieldKind::Date.parse(text) {
                Some(MetaValue::Date(found)) => {
                    compared(found, date).is_some_and(|order| operator.holds(order))
                }
                _ => false,
            })
        }
    })
}
