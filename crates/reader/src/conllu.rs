//! CoNLL-U: sentences of syntactic words, one a line, with ten fields each.

use crate::annotated::{Growing, LineText};
use crate::fields::{Place, Sink, is_visible};
use crate::part::Part;
use crate::problem::ProblemKind;
use crate::split::lines;
use crate::tag::{Attributes, without_mark};
use crate::treebank::Comment;
use siyaq_types::Boundary;

/// The columns that a token has beside its form.
pub(crate) const COLUMNS: [&str; 5] = ["lemma", "upos", "xpos", "feats", "deprel"];

/// The fields of a line.
const NAMES: [&str; FIELDS] =
    ["ID", "FORM", "LEMMA", "UPOS", "XPOS", "FEATS", "HEAD", "DEPREL", "DEPS", "MISC"];

/// The comments that begin documents and paragraphs, as they are called in messages.
const NEW_DOCUMENT: &str = "newdoc";
const NEW_PARAGRAPH: &str = "newpar";

/// How many fields a line has.
const FIELDS: usize = 10;

/// Whether a file begins as CoNLL-U does: comments, then a line of ten fields with the number 1.
pub(crate) fn is_conllu(head: &[u8]) -> bool {
    // Lines may end with carriage returns alone; those of others are blank ones here.
    let mut lines = head.split(|byte| matches!(byte, b'\n' | b'\r'));
    let first = lines.find(|line| !line.starts_with(b"#") && !line.trim_ascii().is_empty());
    first.is_some_and(|line| {
        let tabs = memchr::memchr_iter(b'\t', line).count();
        tabs + 1 == FIELDS && (line.starts_with(b"1\t") || line.starts_with(b"1-"))
    })
}

/// A multiword token that is not complete.
struct Multiword {
    /// Its range as it is written, and the line.
    id: String,
    place: Place,
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
    /// Whether the comments name a document.
    named: bool,
    start: Option<usize>,
    /// The number of its last word so far.
    last: u64,
    multiword: Option<Multiword>,
    attributes: Attributes,
}

/// What the first field of a line is.
enum Id {
    Word(u64),
    /// A token that is several words.
    Range(u64, u64),
    /// A word that is not written, such as 8.1.
    Empty,
}

impl Id {
    fn of(text: &str) -> Option<Self> {
        let number = |text: &str| text.parse::<u64>().ok().filter(|_| !text.starts_with('+'));
        if let Some((first, last)) = text.split_once('-') {
            return Some(Self::Range(number(first)?, number(last)?));
        }
        if let Some((word, place)) = text.split_once('.') {
            return number(word).and(number(place)).map(|_| Self::Empty);
        }
        number(text).map(Self::Word)
    }
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
        let (line_number, byte) = (part.start.line + number as u64, part.start.byte + start as u64);
        let place = Place { line: line_number, byte, record };
        let line = LineText::of(line);
        let text = without_mark(line.text());
        if text.trim().is_empty() {
            end_sentence(&mut sentence, &mut growing, sink);
        } else if let Some(comment) = Comment::of(text) {
            take(comment, place, &mut sentence, &mut growing, sink, &mut record);
        } else {
            restart(text, place, &mut sentence, &mut growing, sink);
            if sentence.start.is_none() {
                growing.begin(place);
                begin_sentence(&mut sentence, &mut growing, sink);
            }
            token(text, place, &mut sentence, &mut growing, sink);
        }
        line.tell_repairs(part, place, sink);
        line.tell_breaks(place, sink);
    }
    end_sentence(&mut sentence, &mut growing, sink);
    // A paragraph has no end of its own.
    growing.close("p");
    growing.finish(sink);
}

/// Starts a document, or keeps the comment for the sentence that follows.
fn take(
    comment: Comment<'_>,
    place: Place,
    sentence: &mut Sentence,
    growing: &mut Growing<'_>,
    sink: &mut Sink<'_>,
    record: &mut u64,
) {
    let (name, value) = match comment {
        Comment::NewDocument(_) if sentence.named => {
            let message = "a second newdoc stands before one sentence: left out".to_owned();
            return sink.report(place, None, ProblemKind::Annotation, message);
        }
        Comment::NewDocument(id) if sentence.start.is_none() => {
            sentence.named = true;
            *record += u64::from(growing.is_started());
            growing.close("p");
            let attributes = match id {
                "" => Vec::new(),
                id => vec![("id".to_owned(), id.to_owned())],
            };
            return growing.start(sink, Place { record: *record, ..place }, attributes);
        }
        Comment::NewDocument(_) => (NEW_DOCUMENT, None),
        Comment::NewParagraph(id) => (NEW_PARAGRAPH, id),
        Comment::Other(name, value) => (name, value),
    };
    sentence.comments.push((name.to_owned(), value.map(str::to_owned), place));
}

/// Ends a sentence where the numbers of words begin anew without a blank line before.
fn restart(
    line: &str,
    place: Place,
    sentence: &mut Sentence,
    growing: &mut Growing<'_>,
    sink: &mut Sink<'_>,
) {
    let begins = line.starts_with("1\t") || line.starts_with("1-");
    if !begins || sentence.last == 0 {
        return;
    }
    let message =
        "the numbers of the words begin anew without a blank line: a sentence begins here";
    sink.report(place, None, ProblemKind::Annotation, message.to_owned());
    // What stands between the two belongs to the second; a document begins only after a blank line.
    let is_own = |comment: &(String, _, _)| comment.0 != NEW_DOCUMENT;
    let between = std::mem::take(&mut sentence.comments);
    let (own, left_out) = between.into_iter().partition(is_own);
    sentence.comments = left_out;
    end_sentence(sentence, growing, sink);
    sentence.comments = own;
}

/// Reads the comments before a sentence.
fn begin_sentence(sentence: &mut Sentence, growing: &mut Growing<'_>, sink: &mut Sink<'_>) {
    let mut free: Vec<String> = Vec::new();
    let mut paragraph = false;
    for (name, value, place) in std::mem::take(&mut sentence.comments) {
        let mut wrong =
            |message: String| sink.report(place, None, ProblemKind::Annotation, message);
        match (name.as_str(), value) {
            ("global.columns", value) => {
                let columns = value.unwrap_or_default();
                if columns.split_whitespace().ne(NAMES) {
                    wrong(format!(
                        "the columns {columns:?} are not read: a line has the ten of CoNLL-U, {}",
                        NAMES.join(" ")
                    ));
                }
            }
            (NEW_PARAGRAPH, _) if std::mem::replace(&mut paragraph, true) => {
                wrong("a second newpar stands before one sentence: left out".to_owned());
            }
            (NEW_PARAGRAPH, value) => {
                growing.close("p");
                growing.bound(Boundary::Paragraph);
                let id = value.map(|id| ("id".to_owned(), id));
                growing.open("p", place, id.into_iter().collect());
            }
            (own, Some(value)) if own.starts_with("newdoc ") || own.starts_with("meta::") => {
                let own = own.trim_start_matches("newdoc ").trim_start_matches("meta::").trim();
                if growing.set_attribute(own, &value) {
                    wrong(format!("the document has another {own:?} before: the last is read"));
                }
            }
            (own, Some(value)) => {
                let own = if own == "sent_id" { "id" } else { own };
                match sentence.attributes.iter_mut().find(|(known, _)| known == own) {
                    Some((_, earlier)) => {
                        *earlier = value;
                        wrong(format!(
                            "the sentence has the comment {name:?} twice: the last is read"
                        ));
                    }
                    None => sentence.attributes.push((own.to_owned(), value)),
                }
            }
            (own, None) => {
                if own.starts_with("newdoc ") || own.starts_with("newpar ") {
                    wrong(format!("the comment {own:?} begins nothing: write it as newdoc id = x"));
                }
                free.push(name);
            }
        }
    }
    if !free.is_empty() {
        sentence.attributes.push(("comment".to_owned(), free.join("; ")));
    }
    growing.bound(Boundary::Sentence);
    sentence.start = Some(growing.len());
}

fn end_sentence(sentence: &mut Sentence, growing: &mut Growing<'_>, sink: &mut Sink<'_>) {
    if let Some(open) = sentence.multiword.take() {
        report_range(&open, sink);
    }
    if let Some(start) = sentence.start.take() {
        growing.region("s", start, std::mem::take(&mut sentence.attributes));
    }
    for (name, _, place) in std::mem::take(&mut sentence.comments) {
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
    let space_after = !misc.split('|').any(|value| value.eq_ignore_ascii_case("SpaceAfter=No"));
    let known = Id::of(id);
    let Some(known) = known else {
        return wrong(format!("{id:?} is no number of a word and no range: the line is left out"));
    };
    let next = sentence.last + 1;
    let jumps = match known {
        Id::Word(number) => number != next,
        // The words of one that begins earlier do not follow.
        Id::Range(first, last) => next < first && first <= last && sentence.multiword.is_none(),
        Id::Empty => false,
    };
    if jumps {
        wrong(format!("the word {id} follows the word {}", sentence.last));
    }
    let number = match known {
        Id::Empty => return growing.unwritten(),
        Id::Word(number) => number,
        Id::Range(first, last) => {
            let inside = sentence.multiword.is_some() || first <= sentence.last;
            if first > last || inside {
                return wrong(format!("{id:?} is no range of the words that follow: left out"));
            }
            sentence.last = first.saturating_sub(1);
            let (id, form) = ((*id).to_owned(), (*form).to_owned());
            let start = growing.len();
            sentence.multiword =
                Some(Multiword { id, place, form, start, last, space: space_after });
            return;
        }
    };
    let follows = number == sentence.last + 1;
    sentence.last = number;
    if let Some(open) = sentence.multiword.take_if(|_| !follows) {
        report_range(&open, sink);
    }
    if !is_visible(form) {
        let message = "the word is empty or has nothing to see: left out".to_owned();
        sink.report(place, None, ProblemKind::Annotation, message);
    } else {
        let values = [lemma, upos, xpos, feats, deprel].map(|value| (**value).to_owned()).to_vec();
        growing.token(place, (*form).to_owned(), values);
    }
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

/// Reports a multiword token whose words are not those that follow it.
fn report_range(open: &Multiword, sink: &mut Sink<'_>) {
    let Multiword { id, form, place, .. } = open;
    let message =
        format!("the words of the token {form:?} do not end as {id} says: it is left out");
    sink.report(*place, None, ProblemKind::Annotation, message);
}
