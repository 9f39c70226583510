//! What is certain about the forms that fit a pattern, to choose candidates by.

use regex_syntax::hir::{Hir, HirKind};

use crate::pattern::Part;

/// Neighbouring characters that a form must have.
#[derive(Debug, Default)]
pub(crate) struct Piece {
    pub(crate) chars: Vec<char>,
    pub(crate) at_start: bool,
    pub(crate) at_end: bool,
}

/// What every form that fits must have.
#[derive(Debug, Default)]
pub(crate) struct Needs {
    pub(crate) pieces: Vec<Piece>,
    /// A form that has the one piece fits.
    pub(crate) enough: bool,
}

impl Needs {
    pub(crate) fn of_piece(text: &str, at_end: bool) -> Self {
        let piece = Piece { chars: text.chars().collect(), at_start: false, at_end };
        Self { pieces: vec![piece], enough: true }
    }

    pub(crate) fn of_wildcard(parts: &[Part]) -> Self {
        let mut needs = Self::default();
        let mut open = Piece { at_start: true, ..Piece::default() };
        for part in parts {
            match part {
                Part::Char(ch) => open.chars.push(*ch),
                Part::AnyChar | Part::AnyRun => needs.pieces.push(std::mem::take(&mut open)),
            }
        }
        open.at_end = true;
        needs.pieces.push(open);
        needs.pieces.retain(|piece| !piece.chars.is_empty());
        // One piece with nothing or a `*` on either side, or a `*` alone.
        needs.enough =
            needs.pieces.len() <= 1 && !parts.is_empty() && !parts.contains(&Part::AnyChar);
        needs
    }

    /// The characters that a regular expression names outside of choices and repetitions.
    pub(crate) fn of_regex(pattern: &str) -> Self {
        let mut needs = Self::default();
        let Ok(hir) = regex_syntax::parse(pattern) else { return needs };
        let mut open = Piece { at_start: true, ..Piece::default() };
        add_certain(&hir, &mut open, &mut needs.pieces);
        open.at_end = true;
        needs.pieces.push(open);
        needs.pieces.retain(|piece| !piece.chars.is_empty());
        needs
    }

    /// The characters that the form must begin with.
    pub(crate) fn prefix(&self) -> Option<String> {
        let piece = self.pieces.iter().find(|piece| piece.at_start)?;
        Some(piece.chars.iter().collect())
    }
}

/// Adds what a part of a regular expression surely has: to `open`, the piece before it, as long as
/// nothing uncertain comes between.
fn add_certain(hir: &Hir, open: &mut Piece, pieces: &mut Vec<Piece>) {
    match hir.kind() {
        HirKind::Empty | HirKind::Look(_) => {}
        HirKind::Literal(literal) => match std::str::from_utf8(&literal.0) {
            Ok(text) => open.chars.extend(text.chars()),
            Err(_) => pieces.push(std::mem::take(open)),
        },
        HirKind::Capture(capture) => add_certain(&capture.sub, open, pieces),
        HirKind::Concat(parts) => parts.iter().for_each(|part| add_certain(part, open, pieces)),
        HirKind::Class(_) | HirKind::Repetition(_) | HirKind::Alternation(_) => {
            pieces.push(std::mem::take(open));
        }
    }
}
