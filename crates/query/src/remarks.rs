//! What is worth saying about a query, because it may mean something else than it was meant to.

use crate::syntax::{Choice, Item, Piece, Query, Sequence};
use std::fmt;

/// Something in a query that is read otherwise than other tools read it, or that binds otherwise
/// than it looks. Written, it says how the query was understood and how to write what may be meant.
///
/// ```
/// use siyaq_query::Query;
/// let query: Query = "يناير|كانون الثاني".parse()?;
/// assert_eq!(
///     query.remarks()[0].to_string(),
///     "| binds tighter than a space: read as (يناير|كانون) الثاني; \
///      for one phrase or the other write (يناير|كانون الثاني)"
/// );
/// # Ok::<(), siyaq_query::QueryError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Remark {
    /// `|` stands between two words of a row, and joins these two only.
    BarBindsTighter {
        /// The query with parentheses where they are understood.
        read: String,
        /// The query with phrases on both sides of `|`.
        phrases: String,
    },
    /// The query stands in quotation marks.
    QuotationMarks {
        /// The query without them.
        without: String,
    },
    /// The query looks like CQL.
    Cql,
    /// A word such as `OR` stands between others.
    Operator {
        /// The word.
        word: String,
    },
    /// A word begins with the name of an attribute, as in `lemma:كتاب`.
    Attribute {
        /// The name.
        name: String,
        /// What stands after the name.
        value: String,
    },
    /// A word looks like a regular expression.
    RegularExpression {
        /// The word.
        word: String,
    },
    /// The query begins or ends with a punctuation sign.
    PunctuationAtEnd {
        /// The query without it.
        without: String,
    },
}

impl fmt::Display for Remark {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::BarBindsTighter { read, phrases } => write!(
                f,
                "| binds tighter than a space: read as {read}; \
                 for one phrase or the other write {phrases}"
            ),
            Self::QuotationMarks { without } => write!(
                f,
                "the quotation marks are looked for as signs of the text; \
                 words in a row are a phrase already: write {without}"
            ),
            Self::Cql => f.write_str(
                "CQL is not read: [ ] = \" & are looked for as signs of the text; write the word \
                 alone, * for any word, and choose the layer (word, standard, stem) for the whole \
                 query",
            ),
            Self::Operator { word } if word == "OR" => f.write_str(
                "OR is looked for as a word of the text; for one word or the other write a|b, for \
                 one phrase or the other (a b|c d)",
            ),
            Self::Operator { word } => write!(
                f,
                "{word} is looked for as a word of the text; a query has no such operator"
            ),
            Self::Attribute { name, value } => {
                write!(f, "{name} is looked for as a word of the text: ")?;
                match layer_of(name) {
                    Some(layer) => write!(f, "write {value} and choose the layer {layer}"),
                    None => write!(f, "words have no attribute {name}; write {value}"),
                }
            }
            Self::RegularExpression { word } => write!(
                f,
                "{word} is not read as a regular expression: * stands for any letters, ? for one \
                 letter, a|b for one word or the other; other signs are looked for as they are"
            ),
            Self::PunctuationAtEnd { without } => write!(
                f,
                "the punctuation at the end or the beginning is looked for as well; \
                 to find the words with and without it write {without}"
            ),
        }
    }
}

/// Names of attributes in other tools.
const ATTRIBUTES: [&str; 11] =
    ["word", "form", "lemma", "lemma_lc", "lc", "stem", "root", "pos", "tag", "text", "title"];

/// The layer that is nearest to an attribute of other tools.
fn layer_of(attribute: &str) -> Option<&'static str> {
    match attribute {
        "word" | "form" => Some("word"),
        "lemma" | "lemma_lc" | "stem" => Some("stem"),
        "root" => Some("isri"),
        _ => None,
    }
}

const OPERATORS: [&str; 4] = ["OR", "AND", "NOT", "NEAR"];

/// What encloses a phrase in other tools.
fn is_quotation_mark(sign: char) -> bool {
    matches!(sign, '"' | '\'' | '«' | '»' | '“' | '”' | '„' | '‘' | '’' | '`')
}

/// What is likely to have been copied along with a word.
fn is_punctuation(sign: char) -> bool {
    is_quotation_mark(sign)
        || matches!(
            sign,
            '.' | ','
                | '،'
                | ';'
                | '؛'
                | ':'
                | '!'
                | '؟'
                | '…'
                | '-'
                | '–'
                | '—'
                | '('
                | ')'
                | '['
                | ']'
        )
}

impl Query {
    /// What is worth saying about the query, if anything is.
    #[must_use]
    pub fn remarks(&self) -> Vec<Remark> {
        let mut remarks = Vec::new();
        remarks.extend(binding(&self.sequence));
        let words = words(&self.sequence);
        let texts: Vec<String> = words.iter().map(|word| plain(word)).collect();
        if texts.iter().any(|text| is_cql(text)) {
            remarks.push(Remark::Cql);
            return remarks;
        }
        remarks.extend(texts.iter().find_map(|text| attribute(text)));
        if words.len() > 1 {
            let operators = texts.iter().filter(|text| OPERATORS.contains(&text.as_str()));
            remarks.extend(operators.take(1).map(|word| Remark::Operator { word: word.clone() }));
        }
        let regex = texts.iter().find(|text| is_regex(text));
        remarks.extend(regex.map(|word| Remark::RegularExpression { word: word.clone() }));
        if remarks.is_empty() {
            remarks.extend(self.ends());
        }
        remarks
    }

    /// Quotation marks around the query, and other punctuation glued to its ends.
    fn ends(&self) -> Option<Remark> {
        let written = self.to_string();
        let row = words(&self.sequence);
        // A sign alone is what is asked for; beside a word it may have come along.
        let alone = row.iter().all(|word| plain(word).trim_matches(is_punctuation).is_empty());
        let glued = |word: &Item| {
            let text = plain(word);
            !alone && text.trim_matches(is_punctuation).len() < text.len()
        };
        if !row.first().is_some_and(|word| glued(word))
            && !row.last().is_some_and(|word| glued(word))
        {
            return None;
        }
        let trimmed = |is: fn(char) -> bool| {
            let is_end = move |sign: char| is(sign) || sign == '\\';
            let without = written.trim_matches(is_end).trim();
            (!without.is_empty() && without.len() < written.len()).then(|| without.to_owned())
        };
        let quoted = written.starts_with(is_quotation_mark) && written.ends_with(is_quotation_mark);
        if quoted {
            return trimmed(is_quotation_mark).map(|without| Remark::QuotationMarks { without });
        }
        trimmed(is_punctuation).map(|without| Remark::PunctuationAtEnd { without })
    }
}

/// Says where `|` joins words of a longer row.
fn binding(sequence: &Sequence) -> Option<Remark> {
    let joined = |slot: &Vec<Choice>| slot.len() > 1;
    if sequence.len() < 2 || !sequence.iter().any(joined) {
        return None;
    }
    let mut read = Vec::new();
    let mut phrases = String::new();
    for (place, slot) in sequence.iter().enumerate() {
        let choices: Vec<String> = slot.iter().map(Choice::to_string).collect();
        let choices = choices.join("|");
        phrases.push_str(if place == 0 { "" } else { " " });
        phrases.push_str(&choices);
        read.push(if joined(slot) { format!("({choices})") } else { choices });
    }
    Some(Remark::BarBindsTighter { read: read.join(" "), phrases: format!("({phrases})") })
}

/// All words of a query, those in groups too.
fn words(sequence: &Sequence) -> Vec<&Item> {
    let mut found = Vec::new();
    collect(sequence, &mut found);
    found
}

fn collect<'q>(sequence: &'q Sequence, found: &mut Vec<&'q Item>) {
    for choice in sequence.iter().flatten() {
        match choice {
            Choice::Word(item) => found.push(item),
            Choice::Group(sequences) => sequences.iter().for_each(|inner| collect(inner, found)),
        }
    }
}

/// A word with its wildcards, without the signs that guard others.
fn plain(item: &Item) -> String {
    let mut text = String::new();
    for piece in &item.pieces {
        match piece {
            Piece::Text(part) => text.push_str(part),
            Piece::AnyLetters => text.push('*'),
            Piece::OneLetter => text.push('?'),
        }
    }
    text
}

fn is_cql(text: &str) -> bool {
    text.contains("=\"") || text.contains("[]") || text.contains("<s>") || text.contains("</s>")
}

fn attribute(text: &str) -> Option<Remark> {
    let (name, value) = text.split_once([':', '='])?;
    let (name, value) = (name.trim(), value.trim_start_matches('='));
    (ATTRIBUTES.contains(&name) && !value.is_empty())
        .then(|| Remark::Attribute { name: name.to_owned(), value: value.to_owned() })
}

fn is_regex(text: &str) -> bool {
    let has_set = text.find('[').is_some_and(|open| {
        text.get(open..).is_some_and(|rest| rest.find(']').is_some_and(|close| close > 1))
    });
    let letters = text.contains(char::is_alphanumeric);
    letters
        && (has_set
            || text.contains(".*")
            || text.contains(".+")
            || text.starts_with('^')
            || text.ends_with('$') && !text.contains(|sign: char| sign.is_ascii_digit())
            || text.len() > 2 && text.starts_with('/') && text.ends_with('/'))
}
