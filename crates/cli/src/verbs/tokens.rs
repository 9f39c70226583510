//! The tokens of texts, or the segments of their words, as rows and as text.

use crate::stream::Part;
use siyaq::output::{Column, Format, RowSink, Rows};
use siyaq::segment::{
    Attachment, Restored, Role, Segment, SegmentationScheme, Segmenter, names_letter,
};
use siyaq::text::{Normalizer, Steps};
use siyaq::token::{Token, Tokenizer, close_abbreviation};
use siyaq::types::{Boundary, ByteSpan, TokenClass};
use std::borrow::Cow;
use std::ops::Range;

/// What is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    Rows(Format),
    /// Tokens parted by spaces, a paragraph or a sentence a line.
    Text {
        ends_at: Boundary,
    },
    /// Sentences as they were written, one a line.
    Sentences,
    /// Sentences as rows.
    SentenceRows(Format),
}

/// How words are taken apart.
pub(super) struct Pieces {
    pub(super) segmenter: Segmenter,
    pub(super) scheme: SegmentationScheme,
    /// Whether segments are spelt as they are alone.
    pub(super) restored: bool,
    /// What marks clitics.
    pub(super) marker: String,
}

/// A token, or a segment of one.
#[derive(Clone, Copy, Debug)]
struct Unit {
    /// The part of the text.
    place: usize,
    /// The sentence, counted from the beginning of the part.
    sentence: u64,
    /// The token. Of a segment that is not the first of its word, the boundary is none.
    token: Token,
}

/// A segment of a word.
#[derive(Clone, Debug)]
struct Piece {
    role: Role,
    span: ByteSpan,
    /// Where its form lies in the forms, if it is not as it is written.
    form: Option<Range<usize>>,
}

/// The tokens of some documents.
#[derive(Default)]
pub(super) struct Tokens<'f> {
    parts: Vec<Part>,
    units: Vec<Unit>,
    /// The segment of each unit, where words are taken apart; otherwise none.
    pieces: Vec<Piece>,
    /// Forms that are not as they are written.
    forms: String,
    /// How many sentences were before the parts, in the document that the first continues.
    pub(super) sentences_before: u64,
    fold: Option<&'f Normalizer>,
    with_segments: bool,
    /// Whether segments are spelt as they are alone.
    restored: bool,
    /// The tokens as text, where text is wanted.
    pub(super) text: String,
}

impl<'f> Tokens<'f> {
    pub(super) fn of(
        parts: Vec<Part>,
        tokenizer: &Tokenizer,
        fold: Option<&'f Normalizer>,
        pieces: Option<&Pieces>,
        shape: Shape,
    ) -> Self {
        let restored = pieces.is_some_and(|pieces| pieces.restored);
        let with_segments = pieces.is_some();
        let mut made = Self { fold, with_segments, restored, ..Self::default() };
        let mut cutter = pieces.map(|pieces| Cutter { pieces, restored: Restored::default() });
        let mut sentence = 0;
        for (place, part) in parts.iter().enumerate() {
            // What continues a document of an earlier piece is counted on from there.
            if !part.continues || place == 0 {
                sentence = 0;
            }
            tokenizer.tokenize_with(&part.text, |token| {
                sentence += u64::from(token.boundary >= Boundary::Sentence);
                let unit = Unit { place, sentence, token };
                match &mut cutter {
                    Some(cutter) => cutter.cut(unit, &part.text, &mut made),
                    None => made.units.push(unit),
                }
            });
        }
        made.parts = parts;
        made.text = match shape {
            Shape::Rows(_) | Shape::SentenceRows(_) => String::new(),
            Shape::Text { ends_at } => made.joined(ends_at),
            Shape::Sentences => made.sentences(),
        };
        made
    }

    /// No token, with the columns that tokens or segments have.
    pub(super) fn none(with_segments: bool) -> Self {
        Self { with_segments, ..Self::default() }
    }

    /// How many tokens or segments there are.
    pub(super) fn unit_count(&self) -> u64 {
        self.units.len() as u64
    }

    /// Whether the first part continues a document.
    pub(super) fn continues(&self) -> bool {
        self.parts.first().is_some_and(|part| part.continues)
    }

    fn written(&self, unit: &Unit, span: ByteSpan) -> &str {
        let part = self.parts.get(unit.place);
        part.and_then(|part| span.text(&part.text)).unwrap_or_default()
    }

    /// The form of the unit with this number. An abbreviation whose dots have spaces around them is
    /// folded and spelt as the one without: so the vocabulary has it.
    fn form(&self, number: usize, unit: &Unit) -> Cow<'_, str> {
        let form = match self.pieces.get(number) {
            None => self.written(unit, unit.token.span),
            Some(Piece { form: Some(range), .. }) => {
                self.forms.get(range.clone()).unwrap_or_default()
            }
            Some(piece) => self.written(unit, piece.span),
        };
        match self.fold {
            Some(fold) if unit.token.class.folds() && fold.steps() != Steps::EMPTY => {
                closed(unit, fold.normalize(form))
            }
            _ if self.restored => closed(unit, form.into()),
            _ => form.into(),
        }
    }

    fn joined(&self, ends_at: Boundary) -> String {
        let mut text = String::new();
        for (number, unit) in self.units.iter().enumerate() {
            // Among tokens that spaces part none may have a space inside.
            let form = closed(unit, self.form(number, unit));
            if unit.token.boundary >= ends_at {
                if !text.is_empty() {
                    text.push('\n');
                }
            } else if !form.is_empty() {
                text.push(' ');
            }
            text.push_str(&form);
        }
        end_line(text)
    }

    fn sentences(&self) -> String {
        let lines: Vec<String> =
            self.sentence_ranges().into_iter().map(|range| self.sentence(range)).collect();
        end_line(lines.join("\n"))
    }

    /// The tokens of each sentence.
    pub(super) fn sentence_ranges(&self) -> Vec<Range<usize>> {
        let begins = |(_, unit): &(usize, &Unit)| unit.token.boundary >= Boundary::Sentence;
        let units = self.units.iter().enumerate();
        let mut starts: Vec<usize> = units.filter(begins).map(|(number, _)| number).collect();
        // A piece of a text may begin in the middle of a sentence.
        if starts.first().is_some_and(|first| *first > 0) {
            starts.insert(0, 0);
        }
        let ends = starts.iter().skip(1).copied().chain([self.units.len()]);
        starts.iter().copied().zip(ends).map(|(start, end)| start..end).collect()
    }

    /// A sentence, spaced as it was written.
    pub(super) fn sentence(&self, range: Range<usize>) -> String {
        let mut text = String::new();
        for number in range {
            let Some(unit) = self.units.get(number) else { break };
            if unit.token.space_before && !text.is_empty() {
                text.push(' ');
            }
            text.push_str(&self.form(number, unit));
        }
        text
    }

    /// Where a sentence stands; `None` for no tokens.
    pub(super) fn place(&self, range: &Range<usize>) -> Option<SentencePlace<'_>> {
        let first = self.units.get(range.start)?;
        let last = self.units.get(range.end.checked_sub(1)?)?;
        let part = self.parts.get(first.place)?;
        let before = if first.place == 0 { self.sentences_before } else { 0 };
        Some(SentencePlace {
            doc: &part.doc,
            sentence: before + first.sentence,
            start: part.base + u64::from(first.token.span.start),
            end: part.base + u64::from(last.token.span.end),
        })
    }

    /// How many sentences the last document has by the end.
    pub(super) fn sentences_of_last(&self) -> u64 {
        let last = self.parts.len().saturating_sub(1);
        let inside = self.units.iter().rev().find(|unit| unit.place == last);
        let inside = inside.map_or(0, |unit| unit.sentence);
        inside + if last == 0 { self.sentences_before } else { 0 }
    }
}

/// Where a sentence stands: in which document, the how manieth it is there, and its bytes.
pub(super) struct SentencePlace<'t> {
    pub(super) doc: &'t str,
    pub(super) sentence: u64,
    pub(super) start: u64,
    pub(super) end: u64,
}

/// The form without spaces around the dots of an abbreviation.
fn closed<'f>(unit: &Unit, form: Cow<'f, str>) -> Cow<'f, str> {
    if unit.token.class != TokenClass::Abbreviation {
        return form;
    }
    match close_abbreviation(&form) {
        Cow::Owned(closed) => closed.into(),
        Cow::Borrowed(_) => form,
    }
}

fn end_line(mut text: String) -> String {
    if !text.is_empty() {
        text.push('\n');
    }
    text
}

/// Takes the words of a text apart, in memory that is used again.
struct Cutter<'p> {
    pieces: &'p Pieces,
    restored: Restored,
}

impl Cutter<'_> {
    fn cut(&mut self, unit: Unit, text: &str, out: &mut Tokens<'_>) {
        let Pieces { segmenter, scheme, restored, marker } = self.pieces;
        let word = unit.token.span.text(text).unwrap_or_default();
        let rest = text.get(unit.token.span.end as usize..).unwrap_or_default();
        if !unit.token.class.folds() || names_letter(word, rest) {
            out.units.push(unit);
            out.pieces.push(Piece { role: Role::Stem, span: unit.token.span, form: None });
        } else if *restored {
            segmenter.restore_into(word, *scheme, &mut self.restored);
            for (number, (segment, form)) in self.restored.iter().enumerate() {
                out.push(unit, number, segment, form, marker);
            }
        } else {
            segmenter.written_into(word, *scheme, &mut self.restored);
            let mut segments = self.restored.iter().enumerate().peekable();
            while let Some((number, (mut segment, form))) = segments.next() {
                // As it is written, the ع of عما is no word.
                let is_part = segments.peek().is_some_and(|(_, (next, _))| next.role == Role::Stem);
                if segment.attachment == Attachment::Alone && is_part {
                    segment.attachment = Attachment::ToNext;
                }
                // An article that the spelling hides has no letter that could be marked.
                let marker = if form.is_empty() { "" } else { marker };
                out.push(unit, number, segment, form, marker);
            }
        }
    }
}

impl Tokens<'_> {
    /// Appends a segment of a word.
    fn push(&mut self, word: Unit, number: usize, segment: Segment, form: &str, marker: &str) {
        let before = self.forms.len();
        segment.attachment.mark_into(form, marker, &mut self.forms);
        let form = Some(before..self.forms.len());
        let start = word.token.span.start;
        let span = ByteSpan::new(start + segment.span.start, start + segment.span.end);
        let mut unit = word;
        if number > 0 {
            (unit.token.boundary, unit.token.space_before) = (Boundary::None, false);
        }
        self.units.push(unit);
        self.pieces.push(Piece { role: segment.role, span, form });
    }
}

impl Rows for Tokens<'_> {
    fn columns(&self) -> Vec<Column> {
        let mut columns =
            vec![Column::text("doc"), Column::integer("sentence"), Column::text("form")];
        if self.with_segments {
            columns.extend([Column::text("role"), Column::text("word")]);
        }
        columns.extend([Column::text("class"), Column::integer("start"), Column::integer("end")]);
        columns
    }

    fn len(&self) -> usize {
        self.units.len()
    }

    fn row(&self, index: usize, sink: &mut dyn RowSink) {
        let Some(unit) = self.units.get(index) else { return };
        let Some(part) = self.parts.get(unit.place) else { return };
        let before = if unit.place == 0 { self.sentences_before } else { 0 };
        sink.text(&part.doc);
        sink.integer(before + unit.sentence);
        sink.text(&self.form(index, unit));
        let piece = self.pieces.get(index);
        if self.with_segments {
            match piece.filter(|_| unit.token.class == TokenClass::ArabicWord) {
                Some(piece) => sink.text(piece.role.name()),
                None => sink.missing(),
            }
            sink.text(self.written(unit, unit.token.span));
        }
        let span = piece.map_or(unit.token.span, |piece| piece.span);
        sink.text(unit.token.class.name());
        sink.integer(part.base + u64::from(span.start));
        sink.integer(part.base + u64::from(span.end));
    }
}
