//! Reading queries.

use crate::error::QueryError;
use crate::syntax::{Choice, Item, Piece, Query, Sequence, Slot, is_special};
use std::iter::Peekable;
use std::str::{CharIndices, FromStr};

/// How deep parentheses may stand in each other.
const MAX_DEPTH: usize = 16;

/// Reads the syntax described at [`Query`].
impl FromStr for Query {
    type Err = QueryError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let mut parser = Parser { query: text, signs: text.char_indices().peekable() };
        let sequence = parser.sequence(0)?;
        if sequence.is_empty() {
            return Err(parser.error("the query is empty", "write a word, such as وزير or *وزير*"));
        }
        Self::new(sequence)
    }
}

struct Parser<'q> {
    query: &'q str,
    signs: Peekable<CharIndices<'q>>,
}

impl Parser<'_> {
    fn peek(&mut self) -> Option<char> {
        self.signs.peek().map(|(_, sign)| *sign)
    }

    fn byte(&mut self) -> usize {
        self.signs.peek().map_or(self.query.len(), |(byte, _)| *byte)
    }

    fn error(&mut self, problem: impl Into<String>, advice: impl Into<String>) -> QueryError {
        let byte = self.byte();
        QueryError::syntax(self.query, byte, problem, advice)
    }

    /// What stands in a row, up to the end of the query or, `depth` groups deep, up to `|` or `)`.
    fn sequence(&mut self, depth: usize) -> Result<Sequence, QueryError> {
        let mut slots = Sequence::new();
        loop {
            while self.signs.next_if(|(_, sign)| sign.is_whitespace()).is_some() {}
            match self.peek() {
                None => return Ok(slots),
                Some('|' | ')') if depth > 0 => return Ok(slots),
                Some('|') if slots.is_empty() => {
                    return Err(self.error("nothing stands before |", r"write a|b, or \| for |"));
                }
                Some('|') => return Err(self.space_beside_bar()),
                Some(_) => slots.push(self.slot(depth)?),
            }
        }
    }

    fn space_beside_bar(&mut self) -> QueryError {
        let advice = "write a|b for one word or the other, (a b|c d) for one phrase or the other";
        self.error("white space stands beside |", advice)
    }

    /// What may stand in one place. Outside groups `|` joins its choices.
    fn slot(&mut self, depth: usize) -> Result<Slot, QueryError> {
        let mut choices = vec![self.choice(depth)?];
        loop {
            match self.peek() {
                Some('|') if depth == 0 => {
                    self.signs.next();
                    match self.peek() {
                        None | Some('|') => {
                            let advice = "write a word on both sides of |";
                            return Err(self.error("an alternative is empty", advice));
                        }
                        Some(sign) if sign.is_whitespace() => return Err(self.space_beside_bar()),
                        Some(_) => choices.push(self.choice(depth)?),
                    }
                }
                None | Some('|') => return Ok(choices),
                Some(')') if depth > 0 => return Ok(choices),
                Some(sign) if sign.is_whitespace() => return Ok(choices),
                Some(')') => return Err(self.closes_nothing()),
                Some(_) => {
                    let advice = "put a space between a group and the word beside it; \
                                  for endings of a word write كتاب|كتابان";
                    return Err(self.error("a group touches a word", advice));
                }
            }
        }
    }

    fn closes_nothing(&mut self) -> QueryError {
        self.error(") closes no group", r"write ( before it, or \) for the sign itself")
    }

    fn choice(&mut self, depth: usize) -> Result<Choice, QueryError> {
        match self.peek() {
            Some('(') => self.group(depth + 1),
            Some(')') => Err(self.closes_nothing()),
            _ => self.item().map(Choice::Word),
        }
    }

    fn group(&mut self, depth: usize) -> Result<Choice, QueryError> {
        let open = self.byte();
        if depth > MAX_DEPTH {
            let problem = format!("more than {MAX_DEPTH} groups stand in each other");
            return Err(self.error(problem, "take some parentheses away"));
        }
        self.signs.next();
        let mut sequences = Vec::new();
        loop {
            let sequence = self.sequence(depth)?;
            match self.peek() {
                None => {
                    let advice = r"write ) after it, or \( for the sign itself";
                    let problem = "( is not closed";
                    return Err(QueryError::syntax(self.query, open, problem, advice));
                }
                Some(_) if sequence.is_empty() => {
                    let advice = "write a word on both sides of |";
                    return Err(self.error("an alternative is empty", advice));
                }
                Some(sign) => {
                    sequences.push(sequence);
                    self.signs.next();
                    if sign == ')' {
                        return Ok(Choice::Group(sequences));
                    }
                }
            }
        }
    }

    fn item(&mut self) -> Result<Item, QueryError> {
        let mut item = Item::default();
        loop {
            match self.peek() {
                None | Some('|' | '(' | ')') => return Ok(item),
                Some(sign) if sign.is_whitespace() => return Ok(item),
                Some('*') => item.push_wildcard(Piece::AnyLetters),
                Some('?') => item.push_wildcard(Piece::OneLetter),
                Some('\\') => {
                    let byte = self.byte();
                    self.signs.next();
                    match self.peek() {
                        Some(sign) if is_special(sign) => item.push(sign),
                        _ => {
                            let problem = r"\ stands before none of * ? | ( ) \ or white space";
                            let advice = r"write \\ for the sign itself";
                            return Err(QueryError::syntax(self.query, byte, problem, advice));
                        }
                    }
                }
                Some(sign) => item.push(sign),
            }
            self.signs.next();
        }
    }
}
