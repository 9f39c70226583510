//! Cutting the words of a query as the texts of the corpus were cut.
//!
//! `كوفيد-19` is three tokens in a corpus, so it is three in a query; `(د .ب .أ)` may be one in both.
//! What the vocabulary knows as one token is looked for as one as well, because what a text is cut
//! into may depend on what stands around it.

use crate::error::QueryError;
use crate::syntax::{Choice, Item, Piece, Query, Sequence, Slot};
use siyaq_index::Corpus;
use siyaq_token::{Tokenizer, TokenizerOptions};
use std::ops::Range;

/// The tokeniser that the texts of a corpus were cut with; `None` when its tokens are not ours.
fn tokenizer_of(corpus: &Corpus) -> Option<Tokenizer> {
    let collapse_runs = corpus.manifest().options.get("collapse_runs")?.as_bool()?;
    Some(Tokenizer::new(TokenizerOptions::default().collapse_runs(collapse_runs)))
}

/// Cuts the words of a query for a corpus. `known` says whether the vocabulary has a word as it
/// stands, `stays` whether it is to be left as it is.
pub(crate) fn cut(
    query: &Query,
    corpus: &Corpus,
    known: &dyn Fn(&Item) -> bool,
    stays: &dyn Fn(&Item) -> bool,
) -> Result<Query, QueryError> {
    match tokenizer_of(corpus) {
        Some(tokenizer) => Query::new(Cutter { tokenizer, known, stays }.sequence(&query.sequence)),
        None => Ok(query.clone()),
    }
}

struct Cutter<'f> {
    tokenizer: Tokenizer,
    known: &'f dyn Fn(&Item) -> bool,
    stays: &'f dyn Fn(&Item) -> bool,
}

impl Cutter<'_> {
    fn sequence(&self, sequence: &Sequence) -> Sequence {
        let mut slots = Sequence::new();
        let mut run: Vec<&Item> = Vec::new();
        for slot in sequence {
            match slot.as_slice() {
                [Choice::Word(item)] if self.is_plain(item) => run.push(item),
                [Choice::Word(item)] => {
                    slots.extend(self.run(&std::mem::take(&mut run)));
                    slots.extend(self.word(item));
                }
                choices => {
                    slots.extend(self.run(&std::mem::take(&mut run)));
                    slots.push(choices.iter().map(|choice| self.choice(choice)).collect());
                }
            }
        }
        slots.extend(self.run(&run));
        slots
    }

    /// Whether a word is text from end to end, so that it is cut together with its neighbours.
    fn is_plain(&self, item: &Item) -> bool {
        item.text().is_some_and(|text| !text.contains(char::is_whitespace)) && !(self.stays)(item)
    }

    fn choice(&self, choice: &Choice) -> Choice {
        match choice {
            Choice::Group(sequences) => {
                Choice::Group(sequences.iter().map(|sequence| self.sequence(sequence)).collect())
            }
            Choice::Word(item) => {
                let mut slots =
                    if self.is_plain(item) { self.run(&[item]) } else { self.word(item) };
                match slots.pop() {
                    Some(mut last) if slots.is_empty() && last.len() == 1 => {
                        last.pop().unwrap_or_else(|| choice.clone())
                    }
                    Some(last) => {
                        slots.push(last);
                        Choice::Group(vec![slots])
                    }
                    None => choice.clone(),
                }
            }
        }
    }

    /// Words of plain text in a row, with a space between them.
    fn run(&self, items: &[&Item]) -> Sequence {
        let mut text = String::new();
        let mut spans: Vec<Range<usize>> = Vec::new();
        for item in items {
            if !text.is_empty() {
                text.push(' ');
            }
            let start = text.len();
            text.push_str(item.text().unwrap_or_default());
            spans.push(start..text.len());
        }
        let mut tokens = self.spans(&text).into_iter().peekable();
        let mut words = items.iter().zip(spans).peekable();
        let mut slots = Sequence::new();
        while let Some((item, span)) = words.next() {
            // Tokens up to a place where a word and a token end together.
            let (mut whole, mut parts, mut end) = (vec![*item], Vec::new(), span.end);
            loop {
                if let Some(token) = tokens.next_if(|token| token.start < end) {
                    end = end.max(token.end);
                    parts.push(token);
                } else if let Some((item, span)) = words.next_if(|(_, span)| span.start < end) {
                    end = end.max(span.end);
                    whole.push(*item);
                } else {
                    break;
                }
            }
            let parts: Vec<Item> = parts
                .into_iter()
                .filter_map(|part| text.get(part))
                .map(|part| Item { pieces: vec![Piece::Text(part.to_owned())] })
                .collect();
            slots.extend(self.either(&whole, parts));
        }
        slots
    }

    /// Words as they stand, where the vocabulary has them, and what they are cut into.
    fn either(&self, whole: &[&Item], parts: Vec<Item>) -> Sequence {
        let row = |items: Vec<Item>| -> Sequence {
            items.into_iter().map(|item| vec![Choice::Word(item)]).collect()
        };
        let as_written = || row(whole.iter().map(|item| (*item).clone()).collect());
        if parts.is_empty() || parts.iter().eq(whole.iter().copied()) {
            as_written()
        } else if whole.iter().all(|item| (self.known)(item)) {
            vec![vec![Choice::Group(vec![as_written(), row(parts)])]]
        } else {
            row(parts)
        }
    }

    /// A word with wildcards. A wildcard is cut as the letter or digit beside it would be.
    fn word(&self, item: &Item) -> Sequence {
        let as_written = || vec![Slot::from([Choice::Word(item.clone())])];
        if item.is_any() || (self.stays)(item) || has_space(item) {
            return as_written();
        }
        let (text, marks) = with_letters(item);
        let spans = self.spans(&text);
        if spans.len() < 2 {
            return as_written();
        }
        let part = |span: Range<usize>| {
            let mut part = Item::default();
            let signs = text.char_indices().zip(&marks).filter(|((at, _), _)| span.contains(at));
            for ((_, sign), mark) in signs {
                match mark {
                    Some(wildcard) => part.push_wildcard(wildcard.clone()),
                    None => part.push(sign),
                }
            }
            vec![Choice::Word(part)]
        };
        spans.into_iter().map(part).collect()
    }

    /// Where the tokens of a text stand.
    fn spans(&self, text: &str) -> Vec<Range<usize>> {
        let tokens = self.tokenizer.tokenize(text).into_iter();
        tokens.map(|token| token.span.start as usize..token.span.end as usize).collect()
    }
}

fn has_space(item: &Item) -> bool {
    let spaced =
        |piece: &Piece| matches!(piece, Piece::Text(text) if text.contains(char::is_whitespace));
    item.pieces.iter().any(spaced)
}

/// The text of a word in which each wildcard is a letter or a digit, and for each sign of it which
/// wildcard it stands for.
fn with_letters(item: &Item) -> (String, Vec<Option<Piece>>) {
    let mut signs: Vec<(Option<char>, Option<Piece>)> = Vec::new();
    for piece in &item.pieces {
        match piece {
            Piece::Text(text) => signs.extend(text.chars().map(|sign| (Some(sign), None))),
            wildcard => signs.push((None, Some(wildcard.clone()))),
        }
    }
    let letters = signs.iter().filter_map(|(sign, _)| *sign);
    let is_latin = letters.clone().any(|sign| sign.is_ascii_alphabetic() || sign == '@');
    let usual = if is_latin { 'x' } else { ARABIC };
    let mut text = String::new();
    for (place, (sign, _)) in signs.iter().enumerate() {
        let beside = |place: Option<usize>| {
            place.and_then(|place| signs.get(place)).and_then(|(sign, _)| alike((*sign)?))
        };
        let letter = || {
            let before = beside(place.checked_sub(1));
            before.or_else(|| beside(place.checked_add(1))).unwrap_or(usual)
        };
        text.push(sign.unwrap_or_else(letter));
    }
    (text, signs.into_iter().map(|(_, mark)| mark).collect())
}

/// Stands for any Arabic letter.
const ARABIC: char = 'ب';

/// A letter or digit that makes a token together with this sign.
fn alike(sign: char) -> Option<char> {
    match sign {
        sign if sign.is_ascii_digit() => Some('1'),
        sign if sign.is_numeric() => Some(sign),
        sign if sign.is_ascii_alphabetic() => Some('x'),
        '\u{610}'..='\u{61A}' | '\u{620}'..='\u{65F}' | '\u{670}'..='\u{6D3}' => Some(ARABIC),
        sign if sign.is_alphanumeric() => Some(sign),
        _ => None,
    }
}
