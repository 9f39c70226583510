//! The vertical format of CWB and NoSketch Engine: a token a line, tags on lines of their own.

use crate::annotated::{Growing, LineText};
use crate::fields::{Place, Sink, is_visible};
use crate::outline::DOCUMENTS;
use crate::part::{Part, VerticalLayout};
use crate::problem::ProblemKind;
use crate::split::lines;
use crate::tag::{Line, Tag, other_entity, tag_before, tag_behind, unescaped, without_mark};
use siyaq_types::Boundary;

/// The documents of a part, as they are read.
struct Documents<'p> {
    layout: &'p VerticalLayout,
    growing: Growing<'p>,
    /// The element that documents are.
    name: Option<&'static str>,
    /// Where the document was opened that is not closed.
    open: Option<Place>,
    record: u64,
}

/// Parses documents.
pub(crate) fn parse(part: &Part, layout: &VerticalLayout, sink: &mut Sink<'_>) {
    let mut documents = Documents {
        layout,
        growing: Growing::new(&layout.columns),
        name: layout.document,
        open: None,
        record: part.start.record,
    };
    for (number, (start, line)) in lines(&part.bytes).enumerate() {
        if sink.stopped() {
            return;
        }
        let (line_number, byte) = (part.start.line + number as u64, part.start.byte + start as u64);
        let place = Place { line: line_number, byte, record: documents.record };
        let line = LineText::of(line);
        let words = without_mark(line.text());
        if words.trim().is_empty() {
            line.tell_repairs(part, place, sink);
            continue;
        }
        match Line::of(line.text()) {
            Line::Markup => line.tell_repairs(part, place, sink),
            Line::Tags(tags) => {
                for (number, placed) in tags.into_iter().enumerate() {
                    let byte = place.byte + placed.start as u64;
                    documents.tag(placed.tag, Place { byte, ..place }, sink);
                    // The file may be cut before any other.
                    if number == 0 {
                        line.tell_repairs(part, place, sink);
                    }
                }
            }
            word => {
                line.tell_repairs(part, place, sink);
                line.tell_breaks(place, sink);
                documents.token(words, place, word == Line::Doubtful, sink);
            }
        }
    }
    documents.unclosed(sink);
    documents.growing.finish(sink);
}

impl Documents<'_> {
    fn tag(&mut self, tag: Tag<'_>, place: Place, sink: &mut Sink<'_>) {
        if let Tag::Open { name, twice: Some(attribute), .. } = &tag {
            let message =
                format!("<{name}> has the attribute {attribute:?} twice: the last is read");
            sink.report(place, None, ProblemKind::Annotation, message);
        }
        match tag {
            Tag::Open { name, attributes, empty, .. } if self.is_document(name) => {
                self.unclosed(sink);
                self.record += u64::from(self.growing.is_started());
                let place = Place { record: self.record, ..place };
                self.open = (!empty).then_some(place);
                self.growing.start(sink, place, attributes);
                if empty {
                    let message = format!(
                        "<{name}/> is read as <{name}>: the words up to the next document are its own"
                    );
                    sink.report(place, None, ProblemKind::Annotation, message);
                }
            }
            // Outside of documents, what closes is told by whoever reads the file in order.
            Tag::Close(name) if self.name == Some(name) && self.growing.is_started() => {
                if self.open.take().is_none() {
                    let message = format!(
                        "</{name}> closes nothing: the words before it are a \
                                           document"
                    );
                    sink.report(place, None, ProblemKind::Annotation, message);
                }
                self.record += 1;
                self.growing.finish(sink);
            }
            tag => element(tag, place, &mut self.growing, sink),
        }
    }

    /// Whether an element is a document: the first that can be one says which are.
    fn is_document(&mut self, name: &str) -> bool {
        let known = DOCUMENTS.into_iter().find(|own| *own == name);
        known.is_some_and(|known| *self.name.get_or_insert(known) == known)
    }

    /// Reports a document that was opened and never closed.
    fn unclosed(&mut self, sink: &mut Sink<'_>) {
        if let (Some(place), Some(name)) = (self.open.take(), self.name) {
            let message =
                format!("<{name}> is not closed: it ends before the next one, or with the file");
            sink.report(place, None, ProblemKind::Annotation, message);
        }
    }

    /// Reports what stands in a line of a word and is taken as letters, but is rather none.
    fn look_inside(line: &str, place: Place, sink: &mut Sink<'_>) {
        if let Some(tag) = tag_before(line).or_else(|| tag_behind(line)) {
            let message = format!(
                "{tag} stands on the line of a word and is taken as letters: a tag stands on a line \
                 without words"
            );
            sink.report(place, None, ProblemKind::Annotation, message);
        }
        if let Some(entity) = other_entity(line) {
            let message = format!(
                "{entity} is taken as letters: only &lt; &gt; &quot; &apos; and &amp; stand for signs"
            );
            sink.report(place, None, ProblemKind::Annotation, message);
        }
    }

    fn token(&mut self, line: &str, place: Place, doubtful: bool, sink: &mut Sink<'_>) {
        let layout = self.layout;
        self.growing.begin(place);
        if !doubtful {
            Self::look_inside(line, place, sink);
        }
        let mut fields: Vec<String> =
            line.split('\t').map(|field| unescaped(field).into_owned()).collect();
        let (found, expected) = (fields.len(), layout.columns.len() + 1);
        // A line that has all its columns is a word, whatever they look like.
        if doubtful && (found != expected || expected == 1) {
            let message = "the line begins as a tag and cannot be read as one, and is taken as a \
                           word: a tag stands on a line without words, as <name key=\"value\">, and \
                           a < that is none is written &lt;";
            sink.report(place, None, ProblemKind::Annotation, message.to_owned());
        } else if found != expected {
            let message = format!(
                "the line has {found} fields for {expected} columns: those that lack are _, those \
                 over are left out"
            );
            sink.report(place, None, ProblemKind::Annotation, message);
        }
        fields.resize(expected, "_".to_owned());
        let form = fields.remove(layout.word);
        if !is_visible(&form) {
            let message = "the word is empty or has nothing to see: left out".to_owned();
            return sink.report(place, None, ProblemKind::Annotation, message);
        }
        self.growing.token(place, form, fields);
    }
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
        Tag::Open { name, attributes, empty, .. } => {
            if name == "g" {
                let message = "<g> is a structure: only <g/> says that no space lies before a word";
                sink.report(place, None, ProblemKind::Annotation, message.to_owned());
            }
            growing.bound(boundary_of(name));
            if empty {
                growing.region(name, growing.len(), attributes);
            } else {
                growing.open(name, place, attributes);
            }
        }
        Tag::Close(name) => {
            growing.bound(boundary_of(name));
            if !growing.close(name) && growing.is_started() {
                let message = format!("</{name}> closes nothing in its document: left out");
                sink.report(place, None, ProblemKind::Annotation, message);
            }
        }
    }
}
