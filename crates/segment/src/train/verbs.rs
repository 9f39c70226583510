//! Lists of verbs: stems with the endings that they take.

use super::read_text;
use super::types::Types;
use crate::error::SegmentError;
use crate::features::VerbForms;
use crate::grammar::Form;
use crate::letters::{ALEF, Letter, NOON, TEH, YEH, letters_of};
use std::path::Path;

/// The letters that the imperfect begins with, which the stems of the list lack.
const PERSONS: [Letter; 4] = [YEH, TEH, NOON, ALEF];

/// Marks the types that a list has. A line is `perfect` or `imperfect`, a tab, endings, a tab, and
/// stems folded by the profile `standard`; `-` is the empty ending.
pub(super) fn read_verbs(path: &Path, types: &mut Types) -> Result<(), SegmentError> {
    let text = read_text("read the list of verbs", path)?;
    for (number, line) in (1..).zip(text.lines()) {
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        let error = |reason: &str| SegmentError::line(Some(path), number, reason);
        let columns: Vec<&str> = line.split('\t').collect();
        let [kind, endings, stems] = columns.as_slice() else {
            return Err(error("a kind, endings and stems with tabs between them are expected"));
        };
        let words = |column: &str| -> Option<Vec<Vec<Letter>>> {
            let words = column.split(' ').map(|word| if word == "-" { "" } else { word });
            words.map(letters_of).collect()
        };
        let both = words(endings).zip(words(stems));
        let (endings, stems) = both.ok_or_else(|| error("a stem or an ending has no letter"))?;
        let (forms, persons): (_, Vec<&[Letter]>) = match *kind {
            "perfect" => (VerbForms::PERFECT, vec![b""]),
            "imperfect" => (VerbForms::IMPERFECT, PERSONS.chunks(1).collect()),
            _ => return Err(error("the kind is neither perfect nor imperfect")),
        };
        for stem in &stems {
            for ending in &endings {
                for person in &persons {
                    let form = Form::of(&[person, stem, ending]);
                    types.add_verb(form.as_slice(), forms);
                }
            }
        }
    }
    Ok(())
}
