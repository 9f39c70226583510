//! Documents as the reader hands them on.

use crate::{Annotation, Date, UnorderedDate, WrittenDate};
use std::fmt;
use std::str::FromStr;

/// One document: an id, a title, a text, and the values of the metadata fields that were asked
/// for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Document {
    /// The id from the source, or one made from the file name and the place in it.
    pub id: String,
    /// The title, where a title field was named.
    pub title: Option<String>,
    /// The text.
    pub text: String,
    /// One value for each metadata field, in the order of the fields; `None` where the source
    /// has none.
    pub metadata: Vec<Option<MetaValue>>,
    /// The tokens, where the source is annotated; then there is no text.
    pub annotation: Option<Box<Annotation>>,
}

/// The value of a metadata field.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum MetaValue {
    /// A string.
    String(String),
    /// An integer.
    Integer(i64),
    /// A date.
    Date(Date),
    /// A date whose day and month could be either way round: what a field of dates holds until the
    /// whole column is known. A corpus has none.
    UnorderedDate(UnorderedDate),
}

impl fmt::Display for MetaValue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::String(value) => f.pad(value),
            Self::Integer(value) => value.fmt(f),
            Self::Date(value) => value.fmt(f),
            Self::UnorderedDate(value) => value.fmt(f),
        }
    }
}

/// The type of a metadata field.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum FieldKind {
    /// Any text.
    #[default]
    String,
    /// A whole number in 64 bits.
    Integer,
    /// A date, which also answers for its year and month.
    Date,
}

impl FieldKind {
    /// The name of the type in options and manifests.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::String => "string",
            Self::Integer => "int",
            Self::Date => "date",
        }
    }

    /// Reads a value of this type from its text; `None` where the text is no such value.
    #[must_use]
    pub fn parse(self, text: &str) -> Option<MetaValue> {
        match self {
            Self::String => Some(MetaValue::String(text.to_owned())),
            Self::Integer => text.trim().parse().ok().map(MetaValue::Integer),
            Self::Date => Some(match WrittenDate::read(text)? {
                WrittenDate::Certain(date) => MetaValue::Date(date),
                WrittenDate::Unordered(date) => MetaValue::UnorderedDate(date),
            }),
        }
    }
}

/// A metadata field: its name and its type.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct FieldSpec {
    /// The name, as the source has it.
    pub name: String,
    /// The type.
    pub kind: FieldKind,
}

/// A field specification that cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ParseFieldError(String);

impl fmt::Display for ParseFieldError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?} is no field: write NAME, NAME:int or NAME:date", self.0)
    }
}

impl std::error::Error for ParseFieldError {}

/// Reads `name`, `name:string`, `name:int` or `name:date`.
impl FromStr for FieldSpec {
    type Err = ParseFieldError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let error = || ParseFieldError(text.to_owned());
        let (name, kind) = text.trim().split_once(':').unwrap_or((text.trim(), "string"));
        let kind = match kind {
            "string" => FieldKind::String,
            "int" | "integer" => FieldKind::Integer,
            "date" => FieldKind::Date,
            _ => return Err(error()),
        };
        if name.is_empty() { Err(error()) } else { Ok(Self { name: name.to_owned(), kind }) }
    }
}

impl fmt::Display for FieldSpec {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.kind {
            FieldKind::String => f.write_str(&self.name),
            kind => write!(f, "{}:{}", self.name, kind.name()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_are_read_and_written() {
        for text in ["source", "date:date", "year:int"] {
            assert_eq!(text.parse::<FieldSpec>().unwrap().to_string(), text);
        }
        assert!("date:day".parse::<FieldSpec>().is_err());
        assert!(":date".parse::<FieldSpec>().is_err());
    }

    #[test]
    fn values_have_the_type_of_their_field() {
        assert_eq!(FieldKind::Integer.parse(" 12 "), Some(MetaValue::Integer(12)));
        assert_eq!(FieldKind::Integer.parse("١٢"), None);
        assert_eq!(FieldKind::Date.parse("yesterday"), None);
    }
}
