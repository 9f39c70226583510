//! From the fields of a record to a document: one way for every format.

use crate::asked::Asked;
use crate::error::{ReaderError, ReaderErrorKind};
use crate::options::{DateOrder, ReaderOptions};
use crate::problem::{Problem, ProblemKind};
use siyaq_types::{Annotation, Document, FieldKind, FieldSpec, MetaValue};
use std::borrow::Cow;
use std::path::PathBuf;

/// The options as parsing needs them: each field name once, each role a place in that list.
#[derive(Debug)]
pub(crate) struct Plan {
    /// The names of the fields that are wanted, each once.
    pub(crate) names: Vec<String>,
    pub(crate) text: usize,
    pub(crate) id: usize,
    title: Option<usize>,
    fields: Vec<(usize, FieldSpec)>,
    /// What of this was met.
    pub(crate) asked: Asked,
    date_order: DateOrder,
    pub(crate) strict: bool,
    pub(crate) record_limit: u64,
}

impl Plan {
    pub(crate) fn new(options: &ReaderOptions) -> Result<Self, ReaderError> {
        let wrong = |message: String| Err(ReaderErrorKind::Options { message }.into());
        if options.text_field.is_empty() {
            return wrong("the text field needs a name".to_owned());
        }
        if let Some(delimiter) = options.delimiter
            && (!delimiter.is_ascii() || matches!(delimiter, '"' | '\r' | '\n'))
        {
            return wrong(format!("{delimiter:?} cannot separate fields: name , ; | or a tab"));
        }
        let all = options.all_fields();
        for (place, field) in all.iter().enumerate() {
            let earlier = all.get(..place).unwrap_or_default();
            if earlier.iter().any(|other| other.name == field.name) {
                return wrong(format!("the field {:?} is named twice", field.name));
            }
        }
        check_columns(&options.columns)?;
        let asked = Asked::new(options)?;
        let names = asked.wanted();
        let slot = |name: &String| names.iter().position(|known| known == name).unwrap_or(0);
        let text = slot(&options.text_field);
        let id = slot(&options.id_field);
        let title = options.title_field.as_ref().map(slot);
        let fields =
            options.fields.iter().map(|field| (slot(&field.name), field.clone())).collect();
        Ok(Self {
            names,
            text,
            id,
            title,
            fields,
            asked,
            date_order: options.date_order,
            strict: options.strict,
            record_limit: options.record_limit,
        })
    }

    /// The same, of an input that others read as well.
    pub(crate) fn with_asked(self, asked: &Asked) -> Self {
        Self { asked: asked.clone(), ..self }
    }

    /// The place of a field in the list of names.
    pub(crate) fn slot(&self, name: &str) -> Option<usize> {
        self.names.iter().position(|known| known == name)
    }

    /// The places of the fields beside the text that somebody asked for.
    pub(crate) fn asked_slots(&self) -> impl Iterator<Item = usize> {
        let others = (0..self.names.len()).filter(|slot| *slot != self.text);
        others.filter(|slot| self.asked.option(*slot).is_some())
    }

    /// The places of the metadata fields in the list of names.
    pub(crate) fn field_slots(&self) -> impl Iterator<Item = usize> {
        self.fields.iter().map(|(slot, _)| *slot)
    }
}

/// Refuses names of the columns of vertical text that cannot be told apart.
fn check_columns(names: &[String]) -> Result<(), ReaderError> {
    let wrong = |message: String| Err(ReaderErrorKind::Options { message }.into());
    let how = "name the columns in order, such as word,lemma,pos, one of them word";
    for (place, name) in names.iter().enumerate() {
        if name.trim().is_empty() {
            return wrong(format!("column {} of `columns` has no name: {how}", place + 1));
        }
        if names.get(..place).unwrap_or_default().contains(name) {
            return wrong(format!("`columns` has the name {name:?} twice: {how}"));
        }
    }
    if !names.is_empty() && !names.iter().any(|name| name == "word") {
        return wrong(format!("`columns` has no word: {how}"));
    }
    Ok(())
}

/// The value of a field of one record.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) enum Value<'a> {
    /// No such field, or an empty cell.
    #[default]
    Missing,
    /// The field is there and null.
    Null,
    /// A string.
    Text(Cow<'a, str>),
    /// A number or a truth value, as it is written.
    Literal(Cow<'a, str>),
    /// Something else, with its name.
    Other(&'static str),
}

/// Where a record begins.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Place {
    pub(crate) line: u64,
    pub(crate) byte: u64,
    pub(crate) record: u64,
}

/// Documents and problems of a part of a file, as they are found.
pub(crate) struct Sink<'a> {
    pub(crate) plan: &'a Plan,
    path: &'a PathBuf,
    name: &'a str,
    /// The metadata that the path says.
    said: &'a [Option<MetaValue>],
    each: &'a mut dyn FnMut(Document),
    problems: &'a mut Vec<Problem>,
    /// Records met so far.
    pub(crate) records: u64,
}

impl<'a> Sink<'a> {
    pub(crate) fn new(
        plan: &'a Plan,
        path: &'a PathBuf,
        name: &'a str,
        said: &'a [Option<MetaValue>],
        each: &'a mut dyn FnMut(Document),
        problems: &'a mut Vec<Problem>,
    ) -> Self {
        Self { plan, path, name, said, each, problems, records: 0 }
    }

    /// Whether parsing ends here: in strict reading, at the first problem.
    pub(crate) fn stopped(&self) -> bool {
        self.plan.strict && self.problems.iter().any(Problem::ends_strict)
    }

    pub(crate) fn report(
        &mut self,
        place: Place,
        document: Option<&str>,
        kind: ProblemKind,
        message: String,
    ) {
        if self.stopped() {
            return;
        }
        self.problems.push(Problem {
            path: self.path.clone(),
            line: place.line,
            byte: place.byte,
            document: document.map(str::to_owned),
            kind,
            severity: kind.severity(),
            message,
        });
    }

    /// The metadata of a text, for formats that have none: no value for each field of a record, and
    /// what the path says.
    pub(crate) fn text_metadata(&self) -> Vec<Option<MetaValue>> {
        let none = std::iter::repeat_n(None, self.plan.fields.len());
        none.chain(self.said.iter().cloned()).collect()
    }

    /// The id of a record that has none of its own.
    pub(crate) fn made_id(&self, place: Place) -> String {
        format!("{}:{}", self.name, place.record)
    }

    /// Reports a record that is longer than the limit; true if it is.
    pub(crate) fn too_long(&mut self, place: Place, length: usize) -> bool {
        let limit = self.plan.record_limit;
        let long = length as u64 > limit;
        if long {
            self.report(place, None, ProblemKind::TooLong, too_long_message(limit));
        }
        long
    }

    /// Reports a line of white space that is longer than a record with its line end; true if it is.
    /// As long as it has no end, whoever reads it cannot tell it from a record that is too long.
    pub(crate) fn blank_too_long(&mut self, place: Place, line: &[u8]) -> bool {
        let long = line.len() as u64 > self.plan.record_limit.saturating_add(LINE_END);
        if long {
            self.records += 1;
            self.too_long(place, line.len());
        }
        long
    }

    /// Takes note of the fields that a record has; its number is that in its file. True where the
    /// names of its other fields are worth telling.
    pub(crate) fn notes(&self, place: Place, values: &[Value<'_>]) -> bool {
        for (slot, value) in values.iter().enumerate() {
            if *value != Value::Missing {
                self.plan.asked.met(slot);
            }
        }
        self.plan.asked.record(place.record)
    }

    /// Makes the document of a record.
    pub(crate) fn record(&mut self, place: Place, mut values: Vec<Value<'_>>) {
        let plan = self.plan;
        let id = self.id(place, values.get(plan.id).unwrap_or(&Value::Missing));
        let name = plan.names.get(plan.text).map_or("", String::as_str);
        match values.get(plan.text).unwrap_or(&Value::Missing) {
            Value::Text(_) => {}
            Value::Missing | Value::Null => {
                let message = format!("the record has no text: the field {name:?} is missing");
                return self.report(place, Some(&id), ProblemKind::MissingText, message);
            }
            Value::Literal(_) | Value::Other(_) => {
                let message = format!("the text field {name:?} is no string");
                return self.report(place, Some(&id), ProblemKind::TextType, message);
            }
        }
        let title = plan.title.and_then(|slot| {
            let value = values.get(slot).cloned().unwrap_or_default();
            let name = plan.names.get(slot).map_or("", String::as_str);
            self.field(place, &id, name, FieldKind::String, value)
        });
        let title = match title {
            Some(MetaValue::String(title)) => Some(title),
            _ => None,
        };
        let mut metadata = Vec::with_capacity(plan.fields.len());
        for (slot, field) in &plan.fields {
            let value = values.get(*slot).cloned().unwrap_or_default();
            metadata.push(self.field(place, &id, &field.name, field.kind, value));
        }
        metadata.extend(self.said.iter().cloned());
        if let Some(Value::Text(text)) = values.get_mut(plan.text).map(std::mem::take) {
            let text = text.into_owned();
            self.document(place, Document { id, title, text, metadata, annotation: None });
        }
    }

    /// Takes in a document, unless its text is empty.
    pub(crate) fn document(&mut self, place: Place, mut document: Document) {
        document.text = self.without_nul(place, &document.id, document.text);
        if !is_visible(&document.text) {
            let blank = document.text.trim().is_empty();
            let what = if blank { "is empty" } else { "has invisible signs alone" };
            let message = format!("the text {what}: there is no document");
            self.report(place, Some(&document.id), ProblemKind::EmptyText, message);
        } else if !self.too_long(place, document.text.len()) && !self.stopped() {
            (self.each)(document);
        }
    }

    /// Takes in a document that came with its tokens, unless there is none; beside them it had so many
    /// words that are not written.
    pub(crate) fn annotated(
        &mut self,
        place: Place,
        document: Document,
        annotation: Annotation,
        unwritten: u64,
    ) {
        self.records += 1;
        if annotation.tokens.is_empty() {
            let message = match unwritten {
                0 => "the document has no tokens: there is no document".to_owned(),
                _ => format!(
                    "the document has no tokens, only {unwritten} words that are not written (empty \
                     nodes, such as 1.1): there is no document"
                ),
            };
            self.report(place, Some(&document.id), ProblemKind::EmptyText, message);
        } else if !self.stopped() {
            (self.each)(Document { annotation: Some(Box::new(annotation)), ..document });
        }
    }

    /// The id and the metadata of a document by its attributes, and the attributes that are no field.
    pub(crate) fn attributes(
        &mut self,
        place: Place,
        attributes: Vec<(String, String)>,
    ) -> (String, Vec<Option<MetaValue>>, Vec<(String, String)>) {
        let plan = self.plan;
        let value = |slot: usize| {
            let name = plan.names.get(slot);
            let own = attributes.iter().rev().find(|(own, _)| Some(own) == name);
            own.map_or(Value::Missing, |(_, value)| Value::Text(Cow::Borrowed(value)))
        };
        let values: Vec<Value<'_>> = (0..plan.names.len()).map(value).collect();
        // The text is in the tokens.
        plan.asked.met(plan.text);
        if self.notes(place, &values) {
            plan.asked.remember(attributes.iter().map(|(name, _)| name.as_str()));
        }
        let id = self.id(place, &value(plan.id));
        self.tell_other_id(place, &id, &attributes);
        let mut metadata = Vec::with_capacity(plan.fields.len());
        for (slot, field) in &plan.fields {
            metadata.push(self.field(place, &id, &field.name, field.kind, value(*slot)));
        }
        metadata.extend(self.said.iter().cloned());
        let is_field = |name: &String| {
            let slots = plan.field_slots().chain([plan.id]);
            slots.filter_map(|slot| plan.names.get(slot)).any(|own| own == name)
        };
        let rest = attributes.iter().filter(|(name, _)| !is_field(name)).cloned().collect();
        (id, metadata, rest)
    }

    /// Tells an attribute that is called as the usual one of the id but for its case, where a document
    /// has no other.
    fn tell_other_id(&mut self, place: Place, id: &str, attributes: &[(String, String)]) {
        let plan = self.plan;
        let Some(usual) = plan.names.get(plan.id) else { return };
        let like = |own: &&(String, String)| own.0.eq_ignore_ascii_case(usual);
        if let Some((other, _)) = attributes.iter().find(like)
            && plan.asked.option(plan.id).is_none()
            && attributes.iter().all(|(own, _)| own != usual)
        {
            let message = format!(
                "the document has an attribute {other:?} and none {usual:?}: its id is made from the \
                 name of the file; name it with `id_field` to read it"
            );
            self.report(place, Some(id), ProblemKind::Annotation, message);
        }
    }

    fn id(&mut self, place: Place, value: &Value<'_>) -> String {
        let id = match value {
            Value::Text(text) | Value::Literal(text) => {
                let made = text.clone().into_owned();
                self.without_nul(place, text, made)
            }
            Value::Missing | Value::Null => String::new(),
            Value::Other(what) => {
                let made = self.made_id(place);
                let message = format!("the id is {what}: it was made from the name of the file");
                self.report(place, Some(&made), ProblemKind::FieldType, message);
                made
            }
        };
        if is_visible(&id) { id } else { self.made_id(place) }
    }

    /// The value of a metadata field, in its type.
    fn field(
        &mut self,
        place: Place,
        id: &str,
        name: &str,
        kind: FieldKind,
        value: Value<'_>,
    ) -> Option<MetaValue> {
        let found = match value {
            Value::Missing | Value::Null => return None,
            Value::Other(what) => what.to_owned(),
            Value::Text(text) | Value::Literal(text) => {
                let text = self.without_nul(place, id, text.into_owned());
                if kind != FieldKind::String && text.trim().is_empty() {
                    return None;
                }
                match kind.parse(&text).and_then(|value| self.plan.date_order.apply(value)) {
                    Some(value) => return Some(value),
                    None => format!("{text:?}"),
                }
            }
        };
        let message = format!("the field {name:?} is {found}, no {}: left out", kind.name());
        self.report(place, Some(id), ProblemKind::FieldType, message);
        None
    }

    fn without_nul(&mut self, place: Place, id: &str, text: String) -> String {
        let count = memchr::memchr_iter(0, text.as_bytes()).count();
        if count == 0 {
            return text;
        }
        let message = format!("{count} NUL characters were removed");
        self.report(place, Some(id), ProblemKind::NulCharacter, message);
        text.replace('\0', "")
    }
}

/// Whether a text has a sign that can be seen: no white space, no control character and none of those
/// that only part or turn others. Nearly always the first sign says it.
pub(crate) fn is_visible(text: &str) -> bool {
    let hidden = |sign: char| {
        sign.is_whitespace()
            || sign.is_control()
            || matches!(sign, '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}')
            || matches!(sign, '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
    };
    text.chars().any(|sign| !hidden(sign))
}

/// The bytes of the longest line end, `\r\n`.
pub(crate) const LINE_END: u64 = 2;

/// What is said of a record that is too long.
pub(crate) fn too_long_message(limit: u64) -> String {
    format!("the record is longer than the limit of {limit} bytes: split it, or raise the limit")
}

/// Text of bytes, with what is no UTF-8 replaced by U+FFFD, and how many replacements there are.
pub(crate) fn lossy(bytes: &[u8]) -> (Cow<'_, str>, usize) {
    if let Ok(text) = simdutf8::basic::from_utf8(bytes) {
        return (Cow::Borrowed(text), 0);
    }
    let mut text = String::with_capacity(bytes.len() + 16);
    let mut count = 0;
    for chunk in bytes.utf8_chunks() {
        text.push_str(chunk.valid());
        if !chunk.invalid().is_empty() {
            text.push('\u{fffd}');
            count += 1;
        }
    }
    (Cow::Owned(text), count)
}

/// What is said of bytes that are no characters.
pub(crate) fn invalid_message(count: usize) -> String {
    format!("{count} places with bytes that are no characters became U+FFFD")
}
