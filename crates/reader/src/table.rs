//! CSV and TSV: records of fields, quoted as RFC 4180 has it where quotes mean something.

use crate::decode::{BOM, after_marks};
use crate::fields::{Place, Plan, Sink, Value, lossy};
use crate::part::{Part, TableLayout};
use crate::problem::ProblemKind;
use crate::quotes::{stray_marks, suspicion};
use crate::split::count_lines;
use std::io::Read;

/// A reader of records. A line end goes before the bytes, which the parser passes over: otherwise
/// it would take a byte-order mark at the start of any part for that of a file.
fn records(bytes: &[u8], delimiter: u8, quoted: bool) -> csv::Reader<impl Read> {
    csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter)
        .quoting(quoted)
        .from_reader(b"\n".chain(bytes))
}

/// The fields of the first record, none if there is none, and how often bytes were replaced.
pub(crate) fn first_record(bytes: &[u8], delimiter: u8, quoted: bool) -> (Vec<String>, usize) {
    let mut record = csv::ByteRecord::new();
    let mut replaced = 0;
    let mut field = |field: &[u8]| {
        let (text, count) = lossy(field);
        replaced += count;
        text.into_owned()
    };
    let fields = match records(bytes, delimiter, quoted).read_byte_record(&mut record) {
        Ok(true) => record.iter().map(&mut field).collect(),
        _ => Vec::new(),
    };
    (fields, replaced)
}

/// The separator that a first line such as `sep=;` names, and the length of the line. Spreadsheets
/// write it for one another; it is no record.
pub(crate) fn separator_line(bytes: &[u8]) -> Option<(u8, usize)> {
    let quoted = bytes.starts_with(b"\"");
    let line = bytes.get(usize::from(quoted)..)?;
    let [b's' | b'S', b'e' | b'E', b'p' | b'P', b'=', separator, rest @ ..] = line else {
        return None;
    };
    if !separator.is_ascii() || matches!(separator, b'"' | b'\r' | b'\n') {
        return None;
    }
    let rest = if quoted { rest.strip_prefix(b"\"")? } else { rest };
    let end = match rest {
        [] => 0,
        [b'\n', ..] => 1,
        [b'\r', b'\n', ..] => 2,
        _ => return None,
    };
    Some((*separator, bytes.len() - rest.len() + end))
}

/// Parses the records of a table.
pub(crate) fn parse(part: &Part, layout: &TableLayout, sink: &mut Sink<'_>) {
    let bytes = &part.bytes;
    let mut reader = records(bytes, layout.delimiter, layout.quoted);
    let mut record = csv::ByteRecord::new();
    let (mut line, mut counted, mut number) = (part.start.line, 0, part.start.record);
    let mut end = 0;
    // Reading from memory, with any number of fields, the parser has no errors to give.
    while !sink.stopped() && matches!(reader.read_byte_record(&mut record), Ok(true)) {
        let rest = bytes.get(end..).unwrap_or_default();
        let start = end + rest.iter().take_while(|byte| matches!(byte, b'\n' | b'\r')).count();
        end = usize::try_from(reader.position().byte()).unwrap_or(usize::MAX).saturating_sub(1);
        line += count_lines(bytes.get(counted..start).unwrap_or_default());
        counted = start;
        let place = Place { line, byte: part.start.byte + start as u64, record: number };
        number += 1;
        sink.records += 1;
        let raw = bytes.get(start..end).unwrap_or_default();
        let content = raw.strip_suffix(b"\n").or(raw.strip_suffix(b"\r")).unwrap_or(raw);
        if sink.too_long(place, content.len()) {
            continue;
        }
        if part.unclosed && end >= bytes.len() {
            let message = "a quotation mark in this record is never closed: the rest of the file \
                           is one field; close it, or give `no_quotes`"
                .to_owned();
            sink.report(place, None, ProblemKind::UnclosedQuote, message);
            continue;
        }
        if is_header(&record, layout) {
            let message = "the header stands here again, as where files were joined: left out";
            sink.report(place, None, ProblemKind::RepeatedHeader, message.to_owned());
            continue;
        }
        if layout.quoted {
            tell_marks(raw, place, layout, sink);
        }
        if record.len() != layout.columns.len() {
            let (found, expected) = (record.len(), layout.columns.len());
            let message = format!("the record has {found} fields, the first record {expected}");
            sink.report(place, None, ProblemKind::FieldCount, message);
            continue;
        }
        let (values, replaced) = values(&record, layout, sink.plan, raw.starts_with(BOM));
        part.report_malformed(sink, place, raw, replaced);
        if raw.starts_with(BOM) {
            let message = "a byte-order mark was removed".to_owned();
            sink.report(place, None, ProblemKind::ByteOrderMark, message);
        }
        sink.record(place, values);
    }
}

/// Whether a record is the header again, however it is quoted.
fn is_header(record: &csv::ByteRecord, layout: &TableLayout) -> bool {
    let names = layout.header.iter().map(String::as_bytes);
    // Nearly always the first field says it.
    record.len() == layout.header.len() && record.iter().map(after_marks).eq(names)
}

/// Tells quotation marks of a record that are not where they should be.
fn tell_marks(raw: &[u8], place: Place, layout: &TableLayout, sink: &mut Sink<'_>) {
    // Most records of most tables have none.
    if memchr::memchr(b'"', raw).is_none() {
        return;
    }
    if let Some(message) = suspicion(raw, layout.delimiter, layout.columns.len()) {
        sink.report(place, None, ProblemKind::QuotedLines, message);
    } else if let Some(stray) = stray_marks(raw, layout.delimiter) {
        sink.report(place, None, ProblemKind::StrayQuote, stray.message().to_owned());
    }
}

/// The wanted fields of a record, which may have a byte-order mark before it, and how often bytes were
/// replaced in them.
fn values<'a>(
    record: &'a csv::ByteRecord,
    layout: &TableLayout,
    plan: &Plan,
    mut marked: bool,
) -> (Vec<Value<'a>>, usize) {
    let mut values = vec![Value::Missing; plan.names.len()];
    let mut replaced = 0;
    for (field, slot) in record.iter().zip(&layout.columns) {
        let field = if std::mem::take(&mut marked) { after_marks(field) } else { field };
        let Some(slot) = *slot else { continue };
        let Some(value) = values.get_mut(slot) else { continue };
        // An empty cell is a missing value, but a text is there and empty.
        *value = if field.is_empty() && slot != plan.text {
            Value::Missing
        } else {
            let (text, count) = lossy(field);
            replaced += count;
            Value::Text(text)
        };
    }
    (values, replaced)
}
