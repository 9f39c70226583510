//! What a query is made of, and how it is written.

use crate::error::{QueryError, QueryErrorKind};
use std::fmt::{self, Write};

/// How many words the alternatives of one query may have, times the words of its longest phrase. One
/// candidate takes so many comparisons at most.
const MAX_STEPS: usize = 1 << 16;

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
        let query = Self { sequence };
        let (longest, words) = size(&query.sequence);
        if longest.saturating_mul(words) > MAX_STEPS && query.phrase().is_none() {
            return Err(QueryErrorKind::TooManyAlternatives { longest, words }.into());
        }
        Ok(query)
    }

    /// The phrase of these words, every sign in them taken as it is. Empty words are left out.
    ///
    /// ```
    /// use siyaq_query::Query;
    /// assert_eq!(Query::words(["قال", "*"]).to_string(), r"قال \*");
    /// ```
    #[must_use]
    pub fn words<S: Into<String>>(words: impl IntoIterator<Item = S>) -> Self {
        let words = words.into_iter().map(Into::into).filter(|word: &String| !word.is_empty());
        let items = words.map(|word| Item { pieces: vec![Piece::Text(word)] });
        Self { sequence: items.map(|item| vec![Choice::Word(item)]).collect() }
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
        size(&self.sequence).0
    }

    /// The phrase, where the query has no alternatives of several words.
    pub(crate) fn phrase(&self) -> Option<Phrase> {
        if number(&self.sequence) > 1 {
            return None;
        }
        first_phrases(&self.sequence, 1).pop()
    }

    /// How many phrases the alternatives make.
    pub(crate) fn phrase_count(&self) -> u64 {
        number(&self.sequence)
    }

    /// The first phrases that the alternatives make: in each place those of one word go first.
    pub(crate) fn first_phrases(&self, most: usize) -> Vec<Phrase> {
        first_phrases(&self.sequence, most)
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

/// What may stand in one place of a row: words, which share one position, and rows of several.
pub(crate) struct Options<'q> {
    /// In order, none twice.
    pub(crate) words: Vec<Item>,
    pub(crate) rows: Vec<&'q Sequence>,
}

impl<'q> Options<'q> {
    pub(crate) fn of(slot: &'q Slot) -> Self {
        let mut options = Self { words: Vec::new(), rows: Vec::new() };
        options.add(slot);
        options.words.sort_unstable();
        options.words.dedup();
        options
    }

    fn add(&mut self, slot: &'q Slot) {
        for choice in slot {
            match choice {
                Choice::Word(item) => self.words.push(item.clone()),
                Choice::Group(sequences) => {
                    for sequence in sequences {
                        match sequence.as_slice() {
                            // A group of one place adds what may stand there.
                            [slot] => self.add(slot),
                            _ => self.rows.push(sequence),
                        }
                    }
                }
            }
        }
    }
}

/// How many words the longest phrase has, and how many there are in all.
fn size(sequence: &Sequence) -> (usize, usize) {
    sequence.iter().map(Options::of).fold((0, 0), |(longest, words), options| {
        let single = usize::from(!options.words.is_empty());
        let (mut slot_longest, mut slot_words) = (single, single);
        for (longest, words) in options.rows.into_iter().map(size) {
            slot_longest = slot_longest.max(longest);
            slot_words += words;
        }
        (longest + slot_longest, words + slot_words)
    })
}

/// How many phrases a sequence makes, or the most that fits.
fn number(sequence: &Sequence) -> u64 {
    let options = |slot| {
        let options = Options::of(slot);
        let single = u64::from(!options.words.is_empty());
        options.rows.into_iter().map(number).fold(single, u64::saturating_add)
    };
    sequence.iter().map(options).fold(1, u64::saturating_mul)
}

/// Multiplies groups out, as far as `most` phrases.
fn first_phrases(sequence: &Sequence, most: usize) -> Vec<Phrase> {
    let mut found = vec![Phrase::new()];
    for slot in sequence {
        let Options { words, rows } = Options::of(slot);
        let single = (!words.is_empty()).then(|| vec![words]);
        let rows = rows.into_iter().flat_map(|row| first_phrases(row, most));
        let options: Vec<Phrase> = single.into_iter().chain(rows).take(most).collect();
        if let [option] = options.as_slice() {
            found.iter_mut().for_each(|phrase| phrase.extend_from_slice(option));
            continue;
        }
        // Every phrase so far makes at least one, so that none after the first `most` is needed.
        found = found
            .iter()
            .flat_map(|before| options.iter().map(|option| [before.as_slice(), option].concat()))
            .take(most)
            .collect();
    }
    found
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
