//! The vertical format of CWB and NoSketch Engine: a token a line, tags on lines of their own.

use crate::annotated::{Attributes, Growing};
use crate::fields::{Place, Sink, lossy};
use crate::part::{Part, VerticalLayout};
use crate::problem::ProblemKind;
use crate::split::{DOCUMENTS, lines, opens_document};
use siyaq_types::Boundary;
use std::borrow::Cow;

/// A tag on a line of its own.
enum Tag<'l> {
    Open { name: &'l str, attributes: Attributes, empty: bool },
    Close(&'l str),
}

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

/// Whether a line is neither a tag nor blank.
pub(crate) fn is_token(line: &[u8]) -> bool {
    let text = lossy(line).0;
    !text.trim().is_empty() && tag(&text).is_none()
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

/// Reads a line that is a tag and nothing else.
fn tag(line: &str) -> Option<Tag<'_>> {
    let inside = line.trim_end().strip_prefix('<')?.strip_suffix('>')?;
    if let Some(name) = inside.strip_prefix('/') {
        return is_name(name.trim()).then(|| Tag::Close(name.trim()));
    }
    let (inside, empty) = inside.strip_suffix('/').map_or((inside, false), |rest| (rest, true));
    let end = inside.find(char::is_whitespace).unwrap_or(inside.len());
    let (name, mut rest) = inside.split_at_checked(end)?;
    if !is_name(name) {
        return None;
    }
    let mut attributes = Vec::new();
    loop {
        rest = rest.trim_start();
        if rest.is_empty() {
            return Some(Tag::Open { name, attributes, empty });
        }
        let (attribute, after) = rest.split_once('=')?;
        let attribute = attribute.trim();
        if !is_name(attribute) {
            return None;
        }
        let after = after.trim_start();
        let mark = after.chars().next().filter(|mark| matches!(mark, '"' | '\''))?;
        let (value, after) = after.get(1..)?.split_once(mark)?;
        attributes.push((attribute.to_owned(), unescaped(value).into_owned()));
        rest = after;
    }
}

/// Whether a text can be the name of an element or an attribute.
fn is_name(text: &str) -> bool {
    let first = text.chars().next();
    first.is_some_and(|sign| sign.is_alphabetic() || sign == '_')
        && text.chars().all(|sign| sign.is_alphanumeric() || matches!(sign, '_' | '-' | '.' | ':'))
}

/// A text with the five entities of XML as the signs that they stand for.
fn unescaped(text: &str) -> Cow<'_, str> {
    const ENTITIES: [(&str, &str); 5] =
        [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&apos;", "'"), ("&amp;", "&")];
    if !text.contains('&') {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(place) = rest.find('&') {
        let (before, from) = rest.split_at_checked(place).unwrap_or((rest, ""));
        out.push_str(before);
        let known = ENTITIES
            .iter()
            .find_map(|(entity, sign)| from.strip_prefix(entity).map(|after| (*sign, after)));
        let (sign, after) = known.unwrap_or(("&", from.strip_prefix('&').unwrap_or_default()));
        out.push_str(sign);
        rest = after;
    }
    out.push_str(rest);
    Cow::Owned(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_are_told_from_tokens() {
        let open = |line: &str| match tag(line) {
            Some(Tag::Open { name, attributes, empty }) => {
                let own: Vec<String> =
                    attributes.iter().map(|(name, value)| format!("{name}={value}")).collect();
                format!("{name} {} {empty}", own.join(","))
            }
            Some(Tag::Close(name)) => format!("/{name}"),
            None => "token".to_owned(),
        };
        assert_eq!(open("<s>"), "s  false");
        assert_eq!(open("<g/>"), "g  true");
        assert_eq!(open("</quote >"), "/quote");
        assert_eq!(open("<doc id=\"a &amp; b\" n='1'>"), "doc id=a & b,n=1 false");
        for line in ["<", "<\tPUNCT", "< >", "<3>", "a<b>", "<b c>", "<a b=c>", "<>", "<a b=\"c>"] {
            assert_eq!(open(line), "token", "{line}");
        }
        assert_eq!(unescaped("&lt;&amp;lt;&x&"), "<&lt;&x&");
    }
}
