//! Plain text: files, lines and blocks as documents.

use crate::decode::{BOM, after_marks};
use crate::fields::{Place, Sink, is_visible, lossy};
use crate::part::Part;
use crate::problem::ProblemKind;
use crate::split::{is_blank, lines};
use memchr::memmem;
use siyaq_types::Document;

/// The file as one document.
pub(crate) fn parse_file(part: &Part, sink: &mut Sink<'_>) {
    sink.records += 1;
    if !sink.too_long(part.start, part.bytes.len()) {
        document(part, sink, part.start, &part.bytes, part.file.name.clone());
    }
}

/// Each line that is not blank.
pub(crate) fn parse_lines(part: &Part, sink: &mut Sink<'_>) {
    for (number, (start, line)) in lines(&part.bytes).enumerate() {
        if sink.stopped() {
            return;
        }
        let place = place_of(part, number as u64, start, number as u64);
        if is_blank(line) {
            sink.blank_too_long(place, line);
        } else {
            record(part, sink, place, line.strip_suffix(b"\r").unwrap_or(line), false);
        }
    }
}

/// Each block of lines between blank lines.
pub(crate) fn parse_blocks(part: &Part, sink: &mut Sink<'_>) {
    let mut block: Option<(Place, usize, usize)> = None;
    let mut blocks = 0;
    let finish = |sink: &mut Sink<'_>, block: Option<(Place, usize, usize)>| {
        if let Some((place, start, end)) = block {
            record(part, sink, place, part.bytes.get(start..end).unwrap_or_default(), true);
        }
    };
    for (number, (start, line)) in lines(&part.bytes).enumerate() {
        if sink.stopped() {
            return;
        }
        let own = place_of(part, number as u64, start, blocks);
        if is_blank(line) {
            // The blank line that ends a block goes with it.
            let before = block.take();
            if !sink.blank_too_long(before.map_or(own, |(place, ..)| place), line) {
                finish(sink, before);
            }
            continue;
        }
        let end = start + line.strip_suffix(b"\r").unwrap_or(line).len();
        match &mut block {
            Some((.., block_end)) => *block_end = end,
            None => {
                block = Some((own, start, end));
                blocks += 1;
            }
        }
    }
    finish(sink, block);
}

/// Whether there is nothing to see on a line that is not blank. A long one is not looked at.
fn looks_blank(line: &[u8]) -> bool {
    // The first byte of a letter of ASCII, or of most Arabic ones, says enough.
    let first = line.trim_ascii_start().first();
    let plain = first.is_some_and(|byte| matches!(byte, 0x21..=0x7e | 0xd9..=0xdb));
    !plain && line.len() <= 64 && !is_visible(&String::from_utf8_lossy(line))
}

fn place_of(part: &Part, line: u64, byte: usize, record: u64) -> Place {
    Place {
        line: part.start.line + line,
        byte: part.start.byte + byte as u64,
        record: part.start.record + record,
    }
}

/// Reports line breaks that other programs take for such and that end no line here.
pub(crate) fn report_breaks(sink: &mut Sink<'_>, place: Place, bytes: &[u8]) {
    let carriage = memchr::memchr_iter(b'\r', bytes)
        .filter(|at| !matches!(bytes.get(at + 1), None | Some(b'\r' | b'\n')))
        .count();
    let others = ["\u{85}", "\u{2028}", "\u{2029}"];
    let others: usize = others.iter().map(|sign| memmem::find_iter(bytes, sign).count()).sum();
    if carriage + others > 0 {
        let message = format!(
            "{} line breaks are no line feeds (carriage return, NEL, U+2028 or U+2029) and end no \
             line here: replace them with line feeds to have them end lines",
            carriage + others
        );
        sink.report(place, None, ProblemKind::LineBreak, message);
    }
}

/// Reports lines inside a block that look blank and part no texts.
fn report_blanks(sink: &mut Sink<'_>, place: Place, block: &[u8]) {
    let mut blank = lines(block).zip(0..).filter(|((_, line), _)| looks_blank(line));
    let Some(((start, _), number)) = blank.next() else { return };
    let message = format!(
        "{} lines look blank and part no texts: they have invisible signs, or spaces such as U+00A0",
        blank.count() + 1
    );
    let place = Place { line: place.line + number, byte: place.byte + start as u64, ..place };
    sink.report(place, None, ProblemKind::LineBreak, message);
}

/// A line or a block.
fn record(part: &Part, sink: &mut Sink<'_>, place: Place, bytes: &[u8], is_block: bool) {
    sink.records += 1;
    if !sink.too_long(place, bytes.len()) {
        report_breaks(sink, place, bytes);
        if is_block {
            report_blanks(sink, place, bytes);
        }
        let text = if bytes.starts_with(BOM) { after_marks(bytes) } else { bytes };
        let marks = bytes.len() - text.len();
        if marks > 0 {
            let message = "a byte-order mark was removed".to_owned();
            sink.report(place, None, ProblemKind::ByteOrderMark, message);
        }
        let place = Place { byte: place.byte + marks as u64, ..place };
        document(part, sink, place, text, sink.made_id(place));
    }
}

fn document(part: &Part, sink: &mut Sink<'_>, place: Place, bytes: &[u8], id: String) {
    let (text, replaced) = lossy(bytes);
    part.report_malformed(sink, place, bytes, replaced);
    let metadata = sink.text_metadata();
    sink.document(place, Document { id, text: text.into_owned(), metadata, ..Document::default() });
}
