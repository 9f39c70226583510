//! Quotation marks that are not where they should be, and quoted fields that have rather swallowed
//! records than text: a mark that opens a field and is meant for the text takes in all that follows up
//! to the next one.

use crate::decode::after_marks;
use crate::split::lines;

/// More lines than the text of one field rarely has.
const MANY_LINES: usize = 100;

/// What makes the quotes of a record suspicious; `None` where nothing does.
pub(crate) fn suspicion(record: &[u8], delimiter: u8, columns: usize) -> Option<String> {
    // Most records are one line.
    memchr::memchr(b'\n', record)?;
    let count = lines(record).count();
    let advice = "a quotation mark that belongs to the text may have joined several records: see \
                  whether they are; to read each line as a record, read without quotes";
    let why = if count > MANY_LINES {
        "a quoted field makes it so"
    } else if stray_marks(record, delimiter).is_some_and(|stray| stray == Stray::AfterLines) {
        "text follows a closing quotation mark"
    } else if records_inside(record, delimiter, columns) {
        "its lines look like records themselves"
    } else {
        return None;
    };
    Some(format!("the record spans {count} lines and {why}: {advice}"))
}

/// A quotation mark that is not where the marks of a field stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Stray {
    /// White space stands before marks around a field, which are letters then.
    Before,
    /// Text follows a mark that closes a field.
    After,
    /// The same, of a field with several lines.
    AfterLines,
}

impl Stray {
    /// What is wrong, and how it is read.
    pub(crate) const fn message(self) -> &'static str {
        match self {
            Self::Before => {
                "white space stands before the quotation marks of a field: they are taken as letters"
            }
            Self::After | Self::AfterLines => {
                "text follows the closing quotation mark of a field: the marks are left out and the \
                 text is joined; a mark inside a quoted field is written twice"
            }
        }
    }
}

/// The worst of the stray marks of a record. Costs a pass over it.
pub(crate) fn stray_marks(record: &[u8], delimiter: u8) -> Option<Stray> {
    let mut worst = None;
    let mut rest = record;
    while !rest.is_empty() {
        let mut stray = None;
        if let Some(inside) = rest.strip_prefix(b"\"") {
            let end = closing_mark(inside)?;
            rest = inside.get(end + 1..).unwrap_or_default();
            let ends =
                rest.first().is_none_or(|next| *next == delimiter || matches!(next, b'\r' | b'\n'));
            let field = inside.get(..end).unwrap_or_default();
            if !ends {
                let broken = memchr::memchr(b'\n', field).is_some();
                stray = Some(if broken { Stray::AfterLines } else { Stray::After });
            }
        }
        // What has no marks around it goes to the next separator.
        let end = memchr::memchr3(delimiter, b'\n', b'\r', rest);
        let field = rest.get(..end.unwrap_or(rest.len())).unwrap_or_default().trim_ascii_end();
        let inside = after_marks(field).trim_ascii_start();
        if inside.len() < field.len() && inside.len() > 1 && stray.is_none() {
            let marked = inside.starts_with(b"\"") && inside.ends_with(b"\"");
            stray = marked.then_some(Stray::Before);
        }
        worst = worst.max(stray);
        rest = end.and_then(|end| rest.get(end + 1..)).unwrap_or_default();
    }
    worst
}

/// The place of the mark that closes a quoted field; none where it has no end.
fn closing_mark(inside: &[u8]) -> Option<usize> {
    let mut marks = memchr::memchr_iter(b'"', inside);
    loop {
        let mark = marks.next()?;
        if inside.get(mark + 1) != Some(&b'"') {
            return Some(mark);
        }
        marks.next();
    }
}

/// Whether most lines between the first and the last have as many separators as a record.
fn records_inside(record: &[u8], delimiter: u8, columns: usize) -> bool {
    let all: Vec<&[u8]> = lines(record).map(|(_, line)| line.trim_ascii()).collect();
    let inner = all.get(1..all.len().saturating_sub(1)).unwrap_or_default();
    let inner: Vec<_> = inner.iter().filter(|line| !line.is_empty()).collect();
    let separators = |line: &[u8]| memchr::memchr_iter(delimiter, line).count();
    let like = inner.iter().filter(|line| separators(line) + 1 == columns).count();
    columns > 1 && inner.len() > 1 && like * 2 > inner.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn suspect(record: &str) -> bool {
        suspicion(record.as_bytes(), b',', 3).is_some()
    }

    #[test]
    fn texts_of_several_lines_are_no_reason() {
        assert!(!suspect("1,\"فقرة أولى\nفقرة ثانية, وفيها فاصلة\n\nفقرة ثالثة\",2020\n"));
        assert!(!suspect("1,\"قال \"\"نعم\"\"\nثم سكت\",2020\n"));
        assert!(!suspect("1,سطر,2020"));
    }

    #[test]
    fn swallowed_records_are_suspected() {
        assert!(suspect("1,\"نعم,2020\n2,\"لا\",2021\n"), "text after the mark");
        assert!(suspect("1,\"نعم,2020\n2,كلا,2021\n3,بلى,2021\n4,لا\",2021"), "records inside");
        let long = format!("1,\"{}\",2", "سطر\n".repeat(101));
        assert!(suspect(&long), "many lines");
    }

    #[test]
    fn stray_marks_are_found() {
        for (record, expected) in [
            ("1,\"ab\"cd,2\n", Some(Stray::After)),
            ("\"ab\" ,2\n", Some(Stray::After)),
            ("1,\"a \\\"b\\\" c\"\r", Some(Stray::After)),
            ("1,\"a\nb\"c\n", Some(Stray::AfterLines)),
            ("1, \"ab\",2\n", Some(Stray::Before)),
            ("1,\t\"ab\" \r\n", Some(Stray::Before)),
            ("\u{feff}\"ab\",1", Some(Stray::Before)),
            ("1, \"a\",\"b\"c", Some(Stray::After)),
            ("1,\"ab\",2\n", None),
            ("1,\"a\"\"b\"\"\",\"\"\r", None),
            ("1,\"\",\"\"\"\"", None),
            ("1,5\" شاشة,\"", None),
            ("1, \"قال\" ثم, \"", None),
            ("", None),
        ] {
            assert_eq!(stray_marks(record.as_bytes(), b','), expected, "{record}");
        }
    }
}
