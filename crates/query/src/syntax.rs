//! What a query is made of, and how it is written.

use crate::error::{QueryError, QueryErrorKind};
use std::fmt::{self, Write};

/// How many phrases the alternatives of one query may make.
const MAX_PHRASES: usize = 1024;

/// A query: a phrase of words with wildcards and alternatives.
///
/// | written | finds |
/// |---|---|
/// | `وزير` | the word |
/// | `وزير الصحة` | the words in a row |
/// | `*وزير*` | `*` stands for any letters, or none |
/// | `كت?ب` | `?` stands for one letter |
/// | `* الصحة` | a `*` alone stands for any word |
/// | `كتاب\|كتب جديد*` | one word or the other in this place; no space beside the `\|` |
/// | `(وزير الصحة\|وزير التعليم) المغربي` | inside parentheses `\|` parts phrases, spaces or not |
/// | `\*` | the sign itself; so also `\? \| \( \) \\` and a `\` before white space |
///
/// White space parts words, and a word is cut further as the texts of the corpus were cut:
/// `كوفيد-19` is `كوفيد - 19`, `5%` is `5 %`, `الوزير، إن` is `الوزير ، إن`. Signs are looked for where
/// they are written; without them the words are found whatever signs stand between. In a corpus
/// whose tokens were not made by the tokeniser of Siyaq, white space alone parts words.
///
/// A query is read by [`str::parse`] and written by [`Display`](fmt::Display), which gives back
/// the same query.
///
/// ```
/// use siyaq_query::Query;
/// let query: Query = "كتاب|كتب   جديد**".parse()?;
/// assert_eq!(query.to_string(), "كتاب|كتب جديد*");
/// let error = "(كتاب|) جديد".parse::<Query>().unwrap_err();
/// assert_eq!(
///     error.to_string(),
///     "cannot read the query at byte 10, marked by ^ in `(كتاب|^) جديد`: \
///      an alternative is empty; write a word on both sides of |"
/// );
/// # Ok::<(), siyaq_query::QueryError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Query {
    pub(crate) sequence: Sequence,
    pub(crate) phrases: Vec<Phrase>,
}

/// What stands in a row.
pub(crate) type Sequence = Vec<Slot>;

/// What may stand in one place of a row.
pub(crate) type Slot = Vec<Choice>;

/// A phrase without groups: for each position the words that may stand there.
pub(crate) type Phrase = Vec<Vec<Item>>;

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Choice {
    Word(Item),
    Group(Vec<Sequence>),
}

/// A word, with wildcards perhaps.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Item {
    pub(crate) pieces: Vec<Piece>,
}

#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Piece {
    Text(String),
    AnyLetters,
    OneLetter,
}

impl Query {
    pub(crate) fn new(sequence: Sequence) -> Result<Self, QueryError> {
        let phrases = phrases(&sequence)?;
        Ok(Self { sequence, phrases })
    }

    /// The phrase of these words, every sign in them taken as it is. Empty words are left out.
    ///
    /// ```
    /// use siyaq_query::Query;
    /// assert_eq!(Query::words(["قال", "*"]).to_string(), r"قال \*");
    /// ```
    #[must_use]
    pub fn words<S: Into<String>>(words: impl IntoIterator<Item = S>) -> Self {
        let items: Vec<Item> = words
            .into_iter()
            .map(Into::into)
            .filter(|word: &String| !word.is_empty())
            .map(|word| Item { pieces: vec![Piece::Text(word)] })
            .collect();
        let sequence = items.iter().map(|item| vec![Choice::Word(item.clone())]).collect();
        Self { sequence, phrases: vec![items.into_iter().map(|item| vec![item]).collect()] }
    }

    /// The words of a text in a row, with no wildcards and no groups: every sign is taken as it is.
    ///
    /// ```
    /// use siyaq_query::Query;
    /// assert_eq!(Query::literal("قال (نعم)").to_string(), r"قال \(نعم\)");
    /// ```
    #[must_use]
    pub fn literal(text: &str) -> Self {
        Self::words(text.split_whitespace())
    }

    /// How many words the longest phrase of the query has.
    #[must_use]
    pub fn longest(&self) -> usize {
        self.phrases.iter().map(Vec::len).max().unwrap_or(0)
    }
}

impl Item {
    /// Whether this is `*` alone: any word.
    pub(crate) fn is_any(&self) -> bool {
        matches!(self.pieces.as_slice(), [Piece::AnyLetters])
    }

    /// The word, where it is text from end to end.
    pub(crate) fn text(&self) -> Option<&str> {
        match self.pieces.as_slice() {
            [Piece::Text(text)] => Some(text),
            _ => None,
        }
    }

    /// Adds a sign as it is.
    pub(crate) fn push(&mut self, sign: char) {
        if let Some(Piece::Text(text)) = self.pieces.last_mut() {
            text.push(sign);
        } else {
            self.pieces.push(Piece::Text(sign.to_string()));
        }
    }

    /// Adds a piece.
    pub(crate) fn push_piece(&mut self, piece: &Piece) {
        match piece {
            Piece::Text(text) => text.chars().for_each(|sign| self.push(sign)),
            wildcard => self.push_wildcard(wildcard.clone()),
        }
    }

    /// Adds a wildcard; two `*` in a row are one.
    pub(crate) fn push_wildcard(&mut self, wildcard: Piece) {
        if wildcard != Piece::AnyLetters || self.pieces.last() != Some(&Piece::AnyLetters) {
            self.pieces.push(wildcard);
        }
    }
}

/// Multiplies groups out. Alternatives of one word each stay together in one position.
fn phrases(sequence: &Sequence) -> Result<Vec<Phrase>, QueryError> {
    let mut found = vec![Phrase::new()];
    for slot in sequence {
        let mut single: Vec<Item> = Vec::new();
        let mut options: Vec<Phrase> = Vec::new();
        for choice in slot {
            match choice {
                Choice::Word(item) => single.push(item.clone()),
                Choice::Group(sequences) => {
                    for sequence in sequences {
                        for mut phrase in phrases(sequence)? {
                            match phrase.as_mut_slice() {
                                [position] => single.append(position),
                                _ => options.push(phrase),
                            }
                        }
                        check_number(options.len())?;
                    }
                }
            }
        }
        if !single.is_empty() {
            single.sort_unstable();
            single.dedup();
            options.insert(0, vec![single]);
        }
        check_number(found.len().saturating_mul(options.len()))?;
        if let [option] = options.as_slice() {
            found.iter_mut().for_each(|phrase| phrase.extend_from_slice(option));
            continue;
        }
        found = found
            .iter()
            .flat_map(|before| options.iter().map(|option| [before.as_slice(), option].concat()))
            .collect();
    }
    found.sort_unstable();
    found.dedup();
    Ok(found)
}

fn check_number(number: usize) -> Result<(), QueryError> {
    if number > MAX_PHRASES {
        Err(QueryErrorKind::TooManyPhrases { limit: MAX_PHRASES }.into())
    } else {
        Ok(())
    }
}

/// Whether a sign needs `\` before it to stand for itself.
pub(crate) fn is_special(sign: char) -> bool {
    matches!(sign, '*' | '?' | '|' | '(' | ')' | '\\') || sign.is_whitespace()
}

impl fmt::Display for Item {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.pieces.iter().try_for_each(|piece| match piece {
            Piece::AnyLetters => f.write_char('*'),
            Piece::OneLetter => f.write_char('?'),
            Piece::Text(text) => text.chars().try_for_each(|sign| {
                if is_special(sign) {
                    f.write_char('\\')?;
                }
                f.write_char(sign)
            }),
        })
    }
}

impl fmt::Display for Choice {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Word(item) => write!(f, "{item}"),
            Self::Group(sequences) => {
                for (place, sequence) in sequences.iter().enumerate() {
                    f.write_str(if place == 0 { "(" } else { "|" })?;
                    write_sequence(sequence, f)?;
                }
                f.write_str(")")
            }
        }
    }
}

fn write_sequence(sequence: &Sequence, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    for (place, slot) in sequence.iter().enumerate() {
        f.write_str(if place == 0 { "" } else { " " })?;
        for (place, choice) in slot.iter().enumerate() {
            f.write_str(if place == 0 { "" } else { "|" })?;
            write!(f, "{choice}")?;
        }
    }
    Ok(())
}

impl fmt::Display for Query {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write_sequence(&self.sequence, f)
    }
}
