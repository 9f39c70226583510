//! Documents of annotated sources as they grow, token by token.

use crate::fields::{Place, Sink};
use crate::problem::ProblemKind;
use crate::tag::Attributes;
use siyaq_types::{AnnotatedRegion, AnnotatedToken, Annotation, Boundary, Document};

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
        }
    }

    /// Ends the document before and starts one that begins here.
    pub(crate) fn start(&mut self, sink: &mut Sink<'_>, place: Place, attributes: Attributes) {
        self.finish(sink);
        self.place = Some(place);
        self.attributes = attributes;
    }

    /// Whether a document was started.
    pub(crate) fn is_started(&self) -> bool {
        self.place.is_some()
    }

    /// How many tokens the document has so far.
    pub(crate) fn len(&self) -> usize {
        self.tokens.len()
    }

    /// The value of an attribute of the document.
    pub(crate) fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().rev().find(|(own, _)| own == name).map(|(_, value)| value.as_str())
    }

    pub(crate) fn add_attribute(&mut self, name: &str, value: &str) {
        self.attributes.push((name.to_owned(), value.to_owned()));
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
        self.place.get_or_insert(place);
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
        sink.annotated(place, Document { id, metadata, ..Document::default() }, annotation);
    }
}
