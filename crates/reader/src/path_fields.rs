//! Metadata that stand in the names of folders and files: `{country}/{category}/{id}.txt`.

use siyaq_types::FieldSpec;
use std::fmt;
use std::str::FromStr;

/// The field that names the document instead of being metadata.
const ID: &str = "id";

/// What a part of a name is.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Piece {
    Text(String),
    /// The field at a place of the list.
    Field(usize),
    Id,
}

/// A pattern of paths whose parts in braces are fields.
///
/// Each field takes as few letters as fit, at least one, and none over a slash. The pattern stands
/// for the whole path below the folder that is read; for a file that is named by itself, for the
/// end of its path. Endings of compressed files are left out first.
///
/// ```
/// use siyaq_reader::PathFields;
/// let pattern: PathFields = "{country}/{source}_{date:date}/{id}.txt".parse()?;
/// assert_eq!(pattern.fields().len(), 3);
/// assert!("{a}{b}.txt".parse::<PathFields>().is_err());
/// # Ok::<(), siyaq_reader::ParsePathFieldsError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PathFields {
    text: String,
    fields: Vec<FieldSpec>,
    parts: Vec<Vec<Piece>>,
}

/// What a path says.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Said<'a> {
    /// The text of each field.
    pub(crate) values: Vec<&'a str>,
    pub(crate) id: Option<&'a str>,
}

/// A pattern that cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ParsePathFieldsError {
    pattern: String,
    why: String,
}

impl fmt::Display for ParsePathFieldsError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (pattern, why) = (&self.pattern, &self.why);
        write!(f, "{pattern:?}: {why}; a pattern is like {{country}}/{{date:date}}/{{id}}.txt")
    }
}

impl std::error::Error for ParsePathFieldsError {}

impl FromStr for PathFields {
    type Err = ParsePathFieldsError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let wrong = |why: String| ParsePathFieldsError { pattern: text.to_owned(), why };
        let mut fields: Vec<FieldSpec> = Vec::new();
        let (mut parts, mut has_id) = (Vec::new(), false);
        for part in text.split('/') {
            let mut pieces = Vec::new();
            let mut rest = part;
            while !rest.is_empty() {
                let (before, after) = rest.split_once('{').unwrap_or((rest, ""));
                if before.contains('}') || (before.len() < rest.len() && !after.contains('}')) {
                    return Err(wrong("a brace has no partner".to_owned()));
                }
                if !before.is_empty() {
                    pieces.push(Piece::Text(before.to_owned()));
                }
                let Some((name, after)) = after.split_once('}') else { break };
                if matches!(pieces.last(), Some(Piece::Field(_) | Piece::Id)) {
                    return Err(wrong("two fields need something between them".to_owned()));
                }
                let field: FieldSpec = name.parse().map_err(|error| wrong(format!("{error}")))?;
                if fields.iter().any(|known| known.name == field.name) || (name == ID && has_id) {
                    return Err(wrong(format!("the field {:?} stands twice", field.name)));
                }
                if field.name == ID {
                    has_id = true;
                    pieces.push(Piece::Id);
                } else {
                    pieces.push(Piece::Field(fields.len()));
                    fields.push(field);
                }
                rest = after;
            }
            if pieces.is_empty() {
                return Err(wrong("a name between two slashes is empty".to_owned()));
            }
            parts.push(pieces);
        }
        if fields.is_empty() && !has_id {
            return Err(wrong("there is no field in braces".to_owned()));
        }
        Ok(Self { text: text.to_owned(), fields, parts })
    }
}

impl fmt::Display for PathFields {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.text)
    }
}

impl PathFields {
    /// The metadata fields, in the order of the pattern; `id` is none.
    #[must_use]
    pub fn fields(&self) -> &[FieldSpec] {
        &self.fields
    }

    /// What a path says; `None` where it does not fit. Of a path that may be longer the end counts.
    pub(crate) fn read<'a>(&self, path: &'a str, may_be_longer: bool) -> Option<Said<'a>> {
        let packed = [".gz", ".zst", ".zstd"].iter().find_map(|end| path.strip_suffix(end));
        let names: Vec<&str> = packed.unwrap_or(path).split('/').collect();
        let before = names.len().checked_sub(self.parts.len())?;
        if before > 0 && !may_be_longer {
            return None;
        }
        let mut said = Said { values: vec![""; self.fields.len()], id: None };
        let names = names.get(before..)?;
        let fit = self.parts.iter().zip(names).all(|(part, name)| said.fit(part, name));
        fit.then_some(said)
    }
}

impl<'a> Said<'a> {
    /// Whether a name fits; then its fields are taken.
    fn fit(&mut self, pieces: &[Piece], name: &'a str) -> bool {
        match pieces {
            [] => name.is_empty(),
            [Piece::Text(text), rest @ ..] => {
                name.strip_prefix(text.as_str()).is_some_and(|name| self.fit(rest, name))
            }
            [field, rest @ ..] => {
                let ends = name.char_indices().map(|(at, letter)| at + letter.len_utf8());
                for (value, after) in ends.filter_map(|end| name.split_at_checked(end)) {
                    if self.fit(rest, after) {
                        match field {
                            Piece::Field(place) => {
                                if let Some(slot) = self.values.get_mut(*place) {
                                    *slot = value;
                                }
                            }
                            _ => self.id = Some(value),
                        }
                        return true;
                    }
                }
                false
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(pattern: &str, path: &str, longer: bool) -> Option<(Vec<String>, Option<String>)> {
        let pattern: PathFields = pattern.parse().unwrap();
        let said = pattern.read(path, longer)?;
        let values = said.values.into_iter().map(str::to_owned).collect();
        Some((values, said.id.map(str::to_owned)))
    }

    #[test]
    fn names_are_taken_apart() {
        let some = |values: &[&str], id: Option<&str>| {
            Some((values.iter().map(|&v| v.to_owned()).collect(), id.map(str::to_owned)))
        };
        let pattern = "{country}/{category}/{id}.txt";
        let expected = some(&["مصر", "رياضة"], Some("12"));
        assert_eq!(said(pattern, "مصر/رياضة/12.txt", false), expected);
        assert_eq!(said(pattern, "مصر/رياضة/12.txt.gz", false), expected);
        assert_eq!(said(pattern, "/data/مصر/رياضة/12.txt", true), expected);
        for (path, longer) in [("a/b/c/1.txt", false), ("b/1.txt", true), ("a/b/1.csv", false)] {
            assert_eq!(said(pattern, path, longer), None, "{path}");
        }
        assert_eq!(said("{a}-{b}", "x-y-z", false), some(&["x", "y-z"], None));
        assert_eq!(said("{id}.txt", "a.txt.txt", false), some(&[], Some("a.txt")));
        assert_eq!(said("{a}.txt", ".txt", false), None);
    }

    #[test]
    fn wrong_patterns_are_refused() {
        for pattern in ["", "a.txt", "{a", "a}", "{a}{b}", "{a}/{a}", "{}", "{a:day}", "{a}//b"] {
            assert!(pattern.parse::<PathFields>().is_err(), "{pattern}");
        }
    }
}
