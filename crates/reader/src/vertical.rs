//! The vertical format of CWB and NoSketch Engine: a token a line, tags on lines of their own.

use crate::annotated::Growing;
use crate::fields::{Place, Sink, lossy};
use crate::part::{Part, VerticalLayout};
use crate::problem::ProblemKind;
use crate::split::{DOCUMENTS, lines, opens_document};
use crate::tag::{Tag, tag, unescaped};
use siyaq_types::Boundary;

/// Parses documents.
pub(crate) fn parse(part: &Part, layout: &VerticalLayout, sink: &mut Sink<'_>) {
    let mut growing = Growing::new(&layout.columns);
    let mut document = None;
    let mut record = part.start.record;
    for (number, (start, line)) in lines(&part.bytes).enumerate() {
        if sink.stopped() {
            return;
        }
        let line = line.strip_suffix(b"\r").unwrap_or(line);
        let (line_number, byte) = (part.start.line + number as u64, part.start.byte + start as u64);
        let place = Place { line: line_number, byte, record };
        let (text, replaced) = lossy(line);
        part.report_malformed(sink, place, line, replaced);
        if text.trim().is_empty() {
            continue;
        }
        match tag(&text) {
            Some(Tag::Open { name, attributes, .. })
                if document.unwrap_or(name) == name && DOCUMENTS.contains(&name) =>
            {
                document = opens_document(line);
                record += u64::from(growing.is_started());
                growing.start(sink, Place { record, ..place }, attributes);
            }
            Some(Tag::Close(name)) if document == Some(name) => {
                record += u64::from(growing.is_started());
                growing.finish(sink);
            }
            Some(tag) => element(tag, place, &mut growing, sink),
            None => token(&text, place, layout, &mut growing, sink),
        }
    }
    growing.finish(sink);
}

/// What an element bounds.
fn boundary_of(name: &str) -> Boundary {
    match name {
        "s" => Boundary::Sentence,
        "p" => Boundary::Paragraph,
        _ => Boundary::None,
    }
}

fn element(tag: Tag<'_>, place: Place, growing: &mut Growing<'_>, sink: &mut Sink<'_>) {
    match tag {
        Tag::Open { name: "g", empty: true, .. } => growing.glue(),
        // Elements around documents have no tokens of their own.
        Tag::Open { name, attributes, empty } => {
            growing.bound(boundary_of(name));
            if empty {
                growing.region(name, growing.len(), attributes);
            } else {
                growing.open(name, place, attributes);
            }
        }
        Tag::Close(name) => {
            growing.bound(boundary_of(name));
            if !growing.close(name) {
                let message = format!("</{name}> closes nothing in its document: left out");
                sink.report(place, None, ProblemKind::Annotation, message);
            }
        }
    }
}

fn token(
    line: &str,
    place: Place,
    layout: &VerticalLayout,
    growing: &mut Growing<'_>,
    sink: &mut Sink<'_>,
) {
    let mut fields: Vec<String> =
        line.split('\t').map(|field| unescaped(field).into_owned()).collect();
    let (found, expected) = (fields.len(), layout.columns.len() + 1);
    if found != expected {
        let message = format!(
            "the line has {found} fields for {expected} columns: those that lack are _, those over \
             are left out"
        );
        sink.report(place, None, ProblemKind::Annotation, message);
        fields.resize(expected, "_".to_owned());
    }
    let form = fields.remove(layout.word);
    if form.is_empty() {
        let message = "the word is empty: left out".to_owned();
        return sink.report(place, None, ProblemKind::Annotation, message);
    }
    growing.token(place, form, fields);
}
