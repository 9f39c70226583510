//! What is certain about the forms that fit a wildcard pattern.

use memchr::memmem::Finder;

use crate::pattern::Part;

/// Bytes that every form that fits has.
#[derive(Debug, Default)]
pub(crate) struct Needs {
    /// At its beginning.
    pub(crate) prefix: String,
    suffix: String,
    /// Anywhere: the longest piece of the pattern that is at neither end.
    infix: Option<Finder<'static>>,
    /// A form that has all of it fits.
    enough: bool,
}

impl Needs {
    pub(crate) fn of_wildcard(parts: &[Part]) -> Self {
        let mut pieces = vec![String::new()];
        for part in parts {
            match part {
                Part::Char(ch) => {
                    pieces.iter_mut().last().into_iter().for_each(|last| last.push(*ch))
                }
                Part::AnyChar | Part::AnyRun => pieces.push(String::new()),
            }
        }
        // One piece is at both ends: then the pattern has no wildcard.
        let prefix = pieces.remove(0);
        let suffix = pieces.pop().unwrap_or_default();
        let longest =
            pieces.iter().max_by_key(|piece| piece.len()).filter(|piece| !piece.is_empty());
        let infix = longest.map(|piece| Finder::new(piece).into_owned());
        let enough = match parts {
            // `*`, `في*`, `*في`, `*في*`: the beginning, the end and the part in the midst overlap
            // nowhere.
            [Part::AnyRun, rest @ .., Part::AnyRun]
            | [Part::AnyRun, rest @ ..]
            | [rest @ .., Part::AnyRun] => rest.iter().all(|part| matches!(part, Part::Char(_))),
            _ => false,
        };
        Self { prefix, suffix, infix, enough }
    }

    /// Whether a form that has the prefix can fit, and whether it does for certain.
    pub(crate) fn allow(&self, form: &[u8]) -> (bool, bool) {
        let infix = self.infix.as_ref().is_none_or(|infix| infix.find(form).is_some());
        (form.ends_with(self.suffix.as_bytes()) && infix, self.enough)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn certain_pieces_of_patterns() {
        let parts = |pattern: &str| -> Vec<Part> {
            let part = |ch| match ch {
                '*' => Part::AnyRun,
                '?' => Part::AnyChar,
                ch => Part::Char(ch),
            };
            pattern.chars().map(part).collect()
        };
        for (pattern, prefix, form, allowed) in [
            ("ال*ية", "ال", "العربية", (true, false)),
            ("ال*ية", "ال", "العرب", (false, false)),
            ("*", "", "ب", (true, true)),
            ("كت*", "كت", "كتاب", (true, true)),
            ("*اب", "", "كتاب", (true, true)),
            ("*تا*", "", "كتاب", (true, true)),
            ("*تا*", "", "كتب", (false, true)),
            ("*ت?ب*ة", "", "مكتبة", (true, false)),
            ("*ت?ب*ة", "", "مكتوب", (false, false)),
            ("?تب*", "", "كتبة", (true, false)),
            ("كتب", "كتب", "كتب", (true, false)),
        ] {
            let needs = Needs::of_wildcard(&parts(pattern));
            assert_eq!(needs.prefix, prefix, "{pattern}");
            assert_eq!(needs.allow(form.as_bytes()), allowed, "{pattern}");
        }
    }
}
