//! CoNLL-U: sentences of syntactic words, one a line, with ten fields each.

use crate::annotated::Growing;
use crate::fields::{Place, Sink, lossy};
use crate::part::Part;
use crate::problem::ProblemKind;
use crate::split::lines;
use crate::tag::Attributes;
use siyaq_types::Boundary;

/// The columns that a token has beside its form.
pub(crate) const COLUMNS: [&str; 5] = ["lemma", "upos", "xpos", "feats", "deprel"];

/// How many fields a line has.
const FIELDS: usize = 10;

/// Whether a file begins as CoNLL-U does: comments, then a line of ten fields with the number 1.
pub(crate) fn is_conllu(head: &[u8]) -> bool {
    let mut lines = lines(head).map(|(_, line)| line);
    let first = lines.find(|line| !line.starts_with(b"#") && !line.trim_ascii().is_empty());
    first.is_some_and(|line| {
        let tabs = memchr::memchr_iter(b'\t', line).count();
        tabs + 1 == FIELDS && (line.starts_with(b"1\t") || line.starts_with(b"1-"))
    })
}

/// A multiword token that is not complete.
struct Multiword {
    form: String,
    start: usize,
    /// The number of its last word.
    last: u64,
    /// Whether white space follows it.
    space: bool,
}

/// The sentence that is being read.
#[derive(Default)]
struct Sentence {
    comments: Vec<(String, Option<String>, Place)>,
    start: Option<usize>,
    multiword: Option<Multiword>,
    attributes: Attributes,
}

/// Parses documents.
pub(crate) fn parse(part: &Part, sink: &mut Sink<'_>) {
    let columns: Vec<String> = COLUMNS.iter().map(|name| (*name).to_owned()).collect();
    let mut growing = Growing::new(&columns);
    let mut sentence = Sentence::default();
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
            end_sentence(&mut sentence, &mut growing, place, sink);
        } else if let Some(comment) = text.strip_prefix('#') {
            let (name, value) = match comment.split_once('=') {
                Some((name, value)) => (name.trim(), Some(value.trim().to_owned())),
                None => (comment.trim(), None),
            };
            sentence.comments.push((name.to_owned(), value, place));
        } else {
            if sentence.start.is_none() {
                begin_sentence(&mut sentence, &mut growing, sink, &mut record);
            }
            token(&text, place, &mut sentence, &mut growing, sink);
        }
    }
    let end = Place { record, ..part.start };
    end_sentence(&mut sentence, &mut growing, end, sink);
    // A paragraph has no end of its own.
    growing.close("p");
    growing.finish(sink);
}

/// Reads the comments before a sentence.
fn begin_sentence(
    sentence: &mut Sentence,
    growing: &mut Growing<'_>,
    sink: &mut Sink<'_>,
    record: &mut u64,
) {
    let comments = std::mem::take(&mut sentence.comments);
    for (name, value, place) in &comments {
        let is_new = name == "newdoc" || name == "newdoc id";
        let id = value.as_deref().unwrap_or_default();
        // Some treebanks name the document before each of its sentences.
        let goes_on = growing.is_started() && !id.is_empty() && growing.attribute("id") == Some(id);
        if is_new && !goes_on {
            *record += u64::from(growing.is_started());
            growing.close("p");
            let place = Place { record: *record, ..*place };
            let attributes = match id {
                "" => Vec::new(),
                id => vec![("id".to_owned(), id.to_owned())],
            };
            growing.start(sink, place, attributes);
        }
    }
    let mut free: Vec<String> = Vec::new();
    for (name, value, place) in comments {
        let text = value.clone().unwrap_or_default();
        match (name.as_str(), value) {
            ("newdoc" | "newdoc id" | "global.columns", _) => {}
            ("newpar" | "newpar id", value) => {
                growing.close("p");
                growing.bound(Boundary::Paragraph);
                let id = value.map(|id| ("id".to_owned(), id));
                growing.open("p", place, id.into_iter().collect());
            }
            ("sent_id", Some(id)) => sentence.attributes.push(("id".to_owned(), id)),
            (own, Some(_)) if own.starts_with("newdoc ") || own.starts_with("meta::") => {
                let own = own.trim_start_matches("newdoc ").trim_start_matches("meta::");
                growing.add_attribute(own.trim(), &text);
            }
            (own, Some(value)) => sentence.attributes.push((own.to_owned(), value)),
            (_, None) => free.push(name),
        }
    }
    if !free.is_empty() {
        sentence.attributes.push(("comment".to_owned(), free.join("; ")));
    }
    growing.bound(Boundary::Sentence);
    sentence.start = Some(growing.len());
}

fn end_sentence(
    sentence: &mut Sentence,
    growing: &mut Growing<'_>,
    place: Place,
    sink: &mut Sink<'_>,
) {
    if let Some(open) = sentence.multiword.take() {
        let message = format!("the words of the multiword token {:?} do not end", open.form);
        sink.report(place, None, ProblemKind::Annotation, message);
    }
    if let Some(start) = sentence.start.take() {
        growing.region("s", start, std::mem::take(&mut sentence.attributes));
    }
    if let Some((name, _, place)) = sentence.comments.first().cloned() {
        let message = format!("the comment {name:?} stands before no sentence: left out");
        sink.report(place, None, ProblemKind::Annotation, message);
    }
    *sentence = Sentence::default();
}

/// Reads a line of a word.
fn token(
    line: &str,
    place: Place,
    sentence: &mut Sentence,
    growing: &mut Growing<'_>,
    sink: &mut Sink<'_>,
) {
    let mut wrong = |message: String| sink.report(place, None, ProblemKind::Annotation, message);
    let fields: Vec<&str> = line.split('\t').collect();
    let [id, form, lemma, upos, xpos, feats, _, deprel, _, misc] = fields.as_slice() else {
        let found = fields.len();
        return wrong(format!("the line has {found} fields, not {FIELDS}: left out"));
    };
    let space_after = !misc.split('|').any(|value| value == "SpaceAfter=No");
    if let Some((first, last)) = id.split_once('-') {
        match (first.parse::<u64>(), last.parse::<u64>()) {
            (Ok(first), Ok(last)) if first <= last && sentence.multiword.is_none() => {
                let (form, start) = ((*form).to_owned(), growing.len());
                sentence.multiword = Some(Multiword { form, start, last, space: space_after });
            }
            _ => wrong(format!("{id:?} is no range of words: left out")),
        }
        return;
    }
    // Words that are not written have numbers such as 8.1.
    let empty = id
        .split_once('.')
        .is_some_and(|(word, place)| word.parse::<u64>().is_ok() && place.parse::<u64>().is_ok());
    if empty {
        return;
    }
    let Ok(number) = id.parse::<u64>() else {
        return wrong(format!("{id:?} is no number of a word: the line is left out"));
    };
    if form.is_empty() {
        return wrong("the word is empty: left out".to_owned());
    }
    let values = [lemma, upos, xpos, feats, deprel].map(|value| (**value).to_owned()).to_vec();
    growing.token(place, (*form).to_owned(), values);
    match sentence.multiword.take() {
        Some(open) if number < open.last => {
            growing.glue();
            sentence.multiword = Some(open);
        }
        Some(open) => {
            growing.region("mwt", open.start, vec![("form".to_owned(), open.form)]);
            if !open.space {
                growing.glue();
            }
        }
        None if !space_after => growing.glue(),
        None => {}
    }
}
