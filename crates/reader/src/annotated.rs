//! Documents of annotated sources as they grow, token by token.

use crate::fields::{Place, Sink, lossy};
use crate::part::Part;
use crate::problem::ProblemKind;
use crate::tag::{Attributes, without_mark};
use crate::text::report_breaks;
use siyaq_types::{AnnotatedRegion, AnnotatedToken, Annotation, Boundary, Document};
use std::borrow::Cow;

/// A line as text, without its end.
pub(crate) struct LineText<'l> {
    bytes: &'l [u8],
    text: Cow<'l, str>,
    replaced: usize,
    controls: usize,
}

impl<'l> LineText<'l> {
    pub(crate) fn of(line: &'l [u8]) -> Self {
        let ends = line.iter().rev().take_while(|byte| **byte == b'\r').count();
        let bytes = line.get(..line.len() - ends).unwrap_or_default();
        let (text, replaced) = lossy(bytes);
        let (text, controls) = without_controls(text);
        Self { bytes, text, replaced, controls }
    }

    pub(crate) fn text(&self) -> &str {
        &self.text
    }

    /// Tells what was repaired. Where a document begins with the line, that comes after all that is
    /// told of the one before, which may be read elsewhere.
    pub(crate) fn tell_repairs(&self, part: &Part, place: Place, sink: &mut Sink<'_>) {
        part.report_malformed(sink, place, self.bytes, self.replaced);
        if self.controls > 0 {
            let message = format!("{} control characters were removed", self.controls);
            sink.report(place, None, ProblemKind::ControlCharacter, message);
        }
        if without_mark(&self.text).len() < self.text.len() {
            let message = "a byte-order mark was removed".to_owned();
            sink.report(place, None, ProblemKind::ByteOrderMark, message);
        }
    }

    /// Tells line breaks inside the line.
    pub(crate) fn tell_breaks(&self, place: Place, sink: &mut Sink<'_>) {
        // The first bytes of all line breaks, which those of Arabic letters are not.
        if memchr::memchr3(b'\r', 0xc2, 0xe2, self.bytes).is_some() {
            report_breaks(sink, place, self.bytes);
        }
    }
}

/// A line without its control characters, of which none is in a word, and how many it had. Those that part
/// lines are told as line breaks, and stand for a space.
fn without_controls(text: Cow<'_, str>) -> (Cow<'_, str>, usize) {
    let is_other = |sign: char| sign.is_control() && sign != '\t';
    if !text.contains(is_other) {
        return (text, 0);
    }
    let mut clean = String::with_capacity(text.len());
    let mut controls = 0;
    for sign in text.chars() {
        match sign {
            sign if !is_other(sign) => clean.push(sign),
            sign if sign.is_whitespace() => clean.push(' '),
            _ => controls += 1,
        }
    }
    (Cow::Owned(clean), controls)
}

/// An element that was opened.
struct Open {
    name: String,
    place: Place,
    start: usize,
    attributes: Attributes,
}

/// The document that is being read.
pub(crate) struct Growing<'p> {
    columns: &'p [String],
    place: Option<Place>,
    attributes: Attributes,
    tokens: Vec<AnnotatedToken>,
    regions: Vec<AnnotatedRegion>,
    open: Vec<Open>,
    /// What starts with the next token.
    boundary: Boundary,
    /// Whether the next token follows white space.
    space: bool,
    /// How many words were met that are not written.
    unwritten: u64,
}

impl<'p> Growing<'p> {
    pub(crate) fn new(columns: &'p [String]) -> Self {
        Self {
            columns,
            place: None,
            attributes: Vec::new(),
            tokens: Vec::new(),
            regions: Vec::new(),
            open: Vec::new(),
            boundary: Boundary::None,
            space: true,
            unwritten: 0,
        }
    }

    /// Ends the document before and starts one that begins here.
    pub(crate) fn start(&mut self, sink: &mut Sink<'_>, place: Place, attributes: Attributes) {
        self.finish(sink);
        self.place = Some(place);
        self.attributes = attributes;
    }

    /// A document begins here, unless one has begun: even if nothing of it can be read.
    pub(crate) fn begin(&mut self, place: Place) {
        self.place.get_or_insert(place);
    }

    /// Whether a document was started.
    pub(crate) fn is_started(&self) -> bool {
        self.place.is_some()
    }

    /// How many tokens the document has so far.
    pub(crate) fn len(&self) -> usize {
        self.tokens.len()
    }

    /// Gives the document an attribute; true where it had another value.
    pub(crate) fn set_attribute(&mut self, name: &str, value: &str) -> bool {
        match self.attributes.iter_mut().find(|(own, _)| own == name) {
            Some((_, own)) => std::mem::replace(own, value.to_owned()) != value,
            None => {
                self.attributes.push((name.to_owned(), value.to_owned()));
                false
            }
        }
    }

    /// A word is not written, and is no token.
    pub(crate) fn unwritten(&mut self) {
        self.unwritten += 1;
    }

    /// A boundary of this strength lies before the next token.
    pub(crate) fn bound(&mut self, boundary: Boundary) {
        self.boundary = self.boundary.max(boundary);
    }

    /// The next token follows no white space.
    pub(crate) fn glue(&mut self) {
        self.space = false;
    }

    pub(crate) fn token(&mut self, place: Place, form: String, values: Vec<String>) {
        self.begin(place);
        let boundary = std::mem::take(&mut self.boundary);
        let space_before =
            std::mem::replace(&mut self.space, true) || boundary > Boundary::Sentence;
        self.tokens.push(AnnotatedToken { form, values, boundary, space_before });
    }

    /// A range of tokens that is known as a whole.
    pub(crate) fn region(&mut self, name: &str, start: usize, attributes: Attributes) {
        let (name, end) = (name.to_owned(), self.tokens.len());
        self.regions.push(AnnotatedRegion { name, start, end, attributes });
    }

    pub(crate) fn open(&mut self, name: &str, place: Place, attributes: Attributes) {
        let (name, start) = (name.to_owned(), self.tokens.len());
        self.open.push(Open { name, place, start, attributes });
    }

    /// Closes the innermost open element of a name; false where there is none.
    pub(crate) fn close(&mut self, name: &str) -> bool {
        let Some(place) = self.open.iter().rposition(|open| open.name == name) else {
            return false;
        };
        let Open { name, start, attributes, .. } = self.open.remove(place);
        let end = self.tokens.len();
        self.regions.push(AnnotatedRegion { name, start, end, attributes });
        true
    }

    /// Ends the document and hands it over.
    pub(crate) fn finish(&mut self, sink: &mut Sink<'_>) {
        // What stands between documents belongs to none of them.
        (self.boundary, self.space) = (Boundary::None, true);
        let Some(place) = self.place.take() else {
            self.open.clear();
            self.regions.clear();
            return;
        };
        for Open { name, place, .. } in &self.open {
            let message = format!("<{name}> is not closed: it ends with the document");
            sink.report(*place, None, ProblemKind::Annotation, message);
        }
        while let Some(Open { name, .. }) = self.open.last() {
            let name = name.clone();
            self.close(&name);
        }
        let attributes = std::mem::take(&mut self.attributes);
        let (id, metadata, attributes) = sink.attributes(place, attributes);
        let annotation = Annotation {
            columns: self.columns.to_vec(),
            tokens: std::mem::take(&mut self.tokens),
            regions: std::mem::take(&mut self.regions),
            attributes,
        };
        let unwritten = std::mem::take(&mut self.unwritten);
        let document = Document { id, metadata, ..Document::default() };
        sink.annotated(place, document, annotation, unwritten);
    }
}
