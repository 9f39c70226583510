//! Plain text: files, lines and blocks as documents.

use crate::fields::{Place, Sink, lossy};
use crate::part::Part;
use crate::split::{is_blank, lines};
use siyaq_types::Document;

/// The file as one document.
pub(crate) fn parse_file(part: &Part, sink: &mut Sink<'_>) {
    one(part, sink, part.start, &part.bytes, part.file.name.clone());
}

/// Each line that is not blank.
pub(crate) fn parse_lines(part: &Part, sink: &mut Sink<'_>) {
    for (number, (start, line)) in lines(&part.bytes).enumerate() {
        if sink.stopped() {
            return;
        }
        let line = line.strip_suffix(b"\r").unwrap_or(line);
        if !is_blank(line) {
            let place = place_of(part, number as u64, start, number as u64);
            one(part, sink, place, line, sink.made_id(place));
        }
    }
}

/// Each block of lines between blank lines.
pub(crate) fn parse_blocks(part: &Part, sink: &mut Sink<'_>) {
    let mut block: Option<(Place, usize, usize)> = None;
    let mut blocks = 0;
    let finish = |sink: &mut Sink<'_>, block: Option<(Place, usize, usize)>| {
        if let Some((place, start, end)) = block {
            let bytes = part.bytes.get(start..end).unwrap_or_default();
            one(part, sink, place, bytes, sink.made_id(place));
        }
    };
    for (number, (start, line)) in lines(&part.bytes).enumerate() {
        if sink.stopped() {
            return;
        }
        if is_blank(line) {
            finish(sink, block.take());
            continue;
        }
        let end = start + line.strip_suffix(b"\r").unwrap_or(line).len();
        match &mut block {
            Some((.., block_end)) => *block_end = end,
            None => {
                block = Some((place_of(part, number as u64, start, blocks), start, end));
                blocks += 1;
            }
        }
    }
    finish(sink, block);
}

fn place_of(part: &Part, line: u64, byte: usize, record: u64) -> Place {
    Place {
        line: part.start.line + line,
        byte: part.start.byte + byte as u64,
        record: part.start.record + record,
    }
}

fn one(part: &Part, sink: &mut Sink<'_>, place: Place, bytes: &[u8], id: String) {
    if sink.too_long(place, bytes.len()) {
        return;
    }
    let (text, replaced) = lossy(bytes);
    part.report_malformed(sink, place, bytes.len(), replaced);
    let metadata = sink.plan.no_metadata();
    sink.document(place, Document { id, title: None, text: text.into_owned(), metadata });
}
