//! Which elements of vertical text are its documents, and what stands around them: read in order, while
//! the documents themselves go their ways.

use crate::decode::after_marks;
use crate::findings::Findings;
use crate::tag::{Line, Placed, Tag, without_mark};
use std::ops::Range;

/// The elements that can be documents.
pub(crate) const DOCUMENTS: [&str; 2] = ["doc", "text"];

/// An open element outside of documents.
#[derive(Clone, Debug)]
struct Around {
    name: String,
    line: u64,
    byte: u64,
    /// The names of its attributes.
    attributes: Vec<String>,
}

/// What is known of the elements of a file as far as it was scanned.
#[derive(Clone, Debug)]
pub(crate) struct Outline {
    /// The element that documents are, once it is known.
    name: Option<&'static str>,
    /// Open elements outside of documents.
    around: Vec<Around>,
    /// How many of them were open when the last document began.
    settled: usize,
    /// How many elements inside this document could be documents as well.
    inner: usize,
    /// Whether such elements were told.
    inner_told: bool,
}

impl Outline {
    /// From the first bytes of a file.
    pub(crate) fn new(head: &[u8]) -> Self {
        let name = document_element(head);
        Self { name, around: Vec::new(), settled: 0, inner: 0, inner_told: false }
    }

    /// The element that documents are, where the first bytes show it.
    pub(crate) fn name(&self) -> Option<&'static str> {
        self.name
    }

    /// Takes a line, or what follows a document tag on one: the bytes of the tag that a document begins
    /// with, if there is one. Tokens outside all documents are one of their own.
    pub(crate) fn begins(
        &mut self,
        line: &[u8],
        open: &mut bool,
        documents: &mut u64,
        findings: &mut Findings,
    ) -> Option<Range<usize>> {
        let begin = after_marks(line).trim_ascii_start();
        // Words of documents, which most lines are, say nothing.
        if begin.is_empty() || *open && !begin.starts_with(b"<") {
            return None;
        }
        let text = String::from_utf8_lossy(line);
        let Line::Tags(tags) = Line::of(&text) else {
            if !*open && !without_mark(&text).trim().is_empty() && Line::of(&text).is_token() {
                *documents += 1;
                *open = true;
                self.inner = 0;
                // What was opened since the last document belongs to this one.
                self.around.truncate(self.settled);
            }
            return None;
        };
        for Placed { tag, start, end } in &tags {
            if self.takes(tag, *start, open, findings) {
                *documents += 1;
                *open = true;
                self.settle(findings);
                let first = text.get(..*start).is_some_and(|before| {
                    // A byte-order mark goes with what it stands before.
                    without_mark(before).trim().is_empty()
                });
                let start = if first { 0 } else { *start };
                let last = text.get(*end..).is_some_and(|after| after.trim().is_empty());
                let end = if last { line.len() } else { *end };
                // Where bytes are no characters the places are those of another text.
                let exact = text.len() == line.len();
                return Some(if exact { start..end } else { 0..line.len() });
            }
        }
        None
    }

    /// Takes a tag; whether a document begins with it.
    fn takes(
        &mut self,
        tag: &Tag<'_>,
        start: usize,
        open: &mut bool,
        findings: &mut Findings,
    ) -> bool {
        let (line, byte) = findings.here();
        let byte = byte + start as u64;
        match tag {
            Tag::Open { name, empty, attributes, .. } => {
                let known = DOCUMENTS.into_iter().find(|own| own == name);
                if let Some(known) = known {
                    let own = *self.name.get_or_insert(known);
                    if own == known {
                        return true;
                    }
                    self.inner += usize::from(*open);
                    if self.inner == 2 && !std::mem::replace(&mut self.inner_told, true) {
                        let message = format!(
                            "the documents of this file are its <{own}>, of which one has several \
                             <{known}>: if those are the documents, rename or remove <{own}>"
                        );
                        findings.find((line, byte), message);
                    }
                }
                if !*open && !empty && *name != "g" {
                    let attributes = attributes.iter().map(|(name, _)| name.clone()).collect();
                    self.around.push(Around { name: (*name).to_owned(), line, byte, attributes });
                }
            }
            Tag::Close(name) if *open => *open = self.name != Some(*name),
            Tag::Close(name) => match self.around.iter().rposition(|own| own.name == *name) {
                Some(place) => {
                    self.around.remove(place);
                    self.settled = self.settled.min(self.around.len());
                }
                None => {
                    findings.find((line, byte), format!("</{name}> closes nothing: left out"));
                }
            },
        }
        false
    }

    /// A document begins: what was opened before it stands around it.
    fn settle(&mut self, findings: &mut Findings) {
        let new = self.around.get(self.settled..).unwrap_or_default().to_vec();
        for Around { name, line, byte, attributes } in new {
            if !attributes.is_empty() {
                let attributes = attributes.join(", ");
                let message = format!(
                    "<{name}> stands around documents, and its attributes are left out: {attributes}"
                );
                findings.find((line, byte), message);
            }
        }
        (self.inner, self.settled) = (0, self.around.len());
    }

    /// What was opened and never closed, when all was scanned.
    pub(crate) fn unclosed(&mut self, findings: &mut Findings) {
        for Around { name, line, byte, .. } in std::mem::take(&mut self.around) {
            findings.find((line, byte), format!("<{name}> is not closed"));
        }
    }
}

/// The element that is a document: `doc` or `text`, whichever is first, except that a `text` around
/// the first `doc`, with no word between, is no document.
fn document_element(head: &[u8]) -> Option<&'static str> {
    let mut first = None;
    for line in head.split(|byte| *byte == b'\n') {
        let text = String::from_utf8_lossy(line);
        if text.trim().is_empty() {
            continue;
        }
        let read = Line::of(&text);
        if read.is_token() && first.is_some() {
            return first;
        }
        let Line::Tags(tags) = read else { continue };
        for Placed { tag, .. } in tags {
            match tag {
                Tag::Open { name: "doc", .. } => return Some("doc"),
                Tag::Open { name: "text", .. } => first = Some("text"),
                Tag::Close("text") if first.is_some() => return first,
                _ => {}
            }
        }
    }
    first
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn documents_are_the_outer_or_the_inner_element() {
        for (text, expected) in [
            ("<text id=\"a\">\nقال\n<doc>\n", Some("text")),
            ("<text>\n<p>\n<doc id=1>\nقال\n</doc>\n", Some("doc")),
            ("<text/>\n<text>\n</text><doc>\n", Some("text")),
            ("<corpus><doc><text>\nقال", Some("doc")),
            ("<document>\nقال\n", None),
            ("قال\n<text>\nقال\n<doc>\n", Some("text")),
            ("", None),
        ] {
            assert_eq!(document_element(text.as_bytes()), expected, "{text}");
        }
    }
}
