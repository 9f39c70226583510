//! Quoted fields that have rather swallowed records than text: a quotation mark that opens a field
//! and is meant for the text takes in all that follows up to the next one.

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
    } else if text_after_mark(record, delimiter) {
        "text follows a closing quotation mark"
    } else if records_inside(record, delimiter, columns) {
        "its lines look like records themselves"
    } else {
        return None;
    };
    Some(format!("the record spans {count} lines and {why}: {advice}"))
}

/// Whether a quoted field with a line end in it is closed by a mark that text follows.
fn text_after_mark(record: &[u8], delimiter: u8) -> bool {
    let mut rest = record;
    while let [first, after @ ..] = rest {
        if *first != b'"' {
            // A field without quotes goes to the next separator.
            let end = memchr::memchr2(delimiter, b'\n', rest);
            rest = end.and_then(|end| rest.get(end + 1..)).unwrap_or_default();
            continue;
        }
        let (mut place, mut broken) = (0, false);
        while let Some(byte) = after.get(place) {
            broken |= *byte == b'\n';
            if *byte == b'"' {
                if after.get(place + 1) != Some(&b'"') {
                    break;
                }
                place += 1;
            }
            place += 1;
        }
        rest = after.get(place + 1..).unwrap_or_default();
        match rest {
            [] => return false,
            [next, more @ ..] if *next == delimiter => rest = more,
            [b'\r' | b'\n', ..] => return false,
            _ if broken => return true,
            _ => {}
        }
    }
    false
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
}
