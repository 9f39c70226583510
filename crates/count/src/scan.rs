//! Going over the tokens of a selection, stretch by stretch.

use crate::selection::{NOT_COUNTED, Ordinals, Selection};
use siyaq_index::{Boundary, DocId, Punctuation, TokenPos};
use std::ops::Range;

/// Counted tokens in a row, with no boundary between them that the scope stops at.
#[derive(Clone, Copy, Debug)]
pub struct Stretch<'s> {
    /// The document.
    pub doc: DocId,
    /// The place of the form of each token in the byte order of the forms.
    pub ordinals: &'s [u32],
    /// Where each token stands in the corpus.
    pub positions: &'s [TokenPos],
    /// Whether results leave each token out; empty where they leave out none.
    omitted: &'s [bool],
}

impl Stretch<'_> {
    /// Whether results leave the token at a place of the stretch out.
    #[inline]
    #[must_use]
    pub fn omits(&self, place: usize) -> bool {
        self.omitted.get(place).copied().unwrap_or(false)
    }
}

/// Buffers that a scan uses again.
#[derive(Default)]
pub(crate) struct Buffers {
    ids: Vec<u32>,
    tokens: Tokens,
}

/// The tokens of a stretch as it grows.
#[derive(Default)]
struct Tokens {
    ordinals: Vec<u32>,
    positions: Vec<TokenPos>,
    omitted: Vec<bool>,
}

impl Tokens {
    fn clear(&mut self) {
        self.ordinals.clear();
        self.positions.clear();
        self.omitted.clear();
    }
}

impl Selection<'_> {
    /// Calls `each` with every stretch of some documents, in order.
    pub(crate) fn scan(
        &self,
        documents: Range<u32>,
        buffers: &mut Buffers,
        mut each: impl FnMut(Stretch<'_>),
    ) {
        let mut doc = documents.start;
        for piece in self.part().pieces(self.token_range(&documents)) {
            self.scan_piece(piece, (&mut doc, documents.end), buffers, &mut each);
        }
    }

    /// Calls `each` with every stretch of a range of positions; `doc` is the document of the piece
    /// before, or the first that it can be in, and then that of the last stretch.
    fn scan_piece(
        &self,
        positions: Range<u64>,
        (doc, last): (&mut u32, u32),
        buffers: &mut Buffers,
        mut each: impl FnMut(Stretch<'_>),
    ) {
        self.layer().codes().read(positions.clone(), &mut buffers.ids);
        let docs = self.corpus().boundaries(Boundary::Document);
        let units = self.units();
        let mut doc_end = docs.get(u64::from(*doc) + 1);
        let mut rest = buffers.ids.as_slice();
        let mut start = positions.start;
        let first = units.unit_of(start);
        // The units that start inside the range, and its end.
        let ends = units.iter_from(first).filter(|pos| *pos > positions.start);
        let ends = ends.take_while(|pos| *pos < positions.end);
        for end in ends.chain(std::iter::once(positions.end)) {
            let length = usize::try_from(end.saturating_sub(start)).unwrap_or(usize::MAX);
            let Some((unit, after)) = rest.split_at_checked(length) else { return };
            while doc_end <= start && *doc < last {
                *doc += 1;
                doc_end = docs.get(u64::from(*doc) + 1);
            }
            let stretch = UnitScan { selection: self, doc: DocId(*doc), start };
            stretch.run(unit, &mut buffers.tokens, &mut each);
            (rest, start) = (after, end);
        }
    }
}

impl Selection<'_> {
    /// Calls `each` with the stretches of those units of one document that hold the start of a
    /// node. The nodes ascend.
    pub(crate) fn scan_units(
        &self,
        doc: DocId,
        nodes: &[Range<TokenPos>],
        buffers: &mut Buffers,
        mut each: impl FnMut(Stretch<'_>),
    ) {
        let units = self.units();
        let mut done = 0;
        for node in nodes {
            let pos = node.start.pos();
            if pos < done {
                continue;
            }
            let unit = units.unit(units.unit_of(pos));
            // Of a unit that the part has only pieces of, the one with the node.
            let piece = self.part().pieces(unit.clone()).find(|piece| piece.contains(&pos));
            let piece = piece.unwrap_or(unit);
            done = piece.end;
            self.layer().codes().read(piece.clone(), &mut buffers.ids);
            let scan = UnitScan { selection: self, doc, start: piece.start };
            scan.run(&buffers.ids, &mut buffers.tokens, &mut each);
        }
    }
}

struct UnitScan<'s, 'c> {
    selection: &'s Selection<'c>,
    doc: DocId,
    start: u64,
}

impl UnitScan<'_, '_> {
    fn run(&self, unit: &[u32], tokens: &mut Tokens, each: &mut impl FnMut(Stretch<'_>)) {
        let breaks = self.selection.scope().punctuation == Punctuation::Break;
        let omitted = self.selection.omitted();
        tokens.clear();
        let words = (self.start..).zip(unit);
        match self.selection.ordinals() {
            // Most layers: one look and two writes for a token.
            Ordinals::Words(table) => {
                for (pos, word) in words {
                    let ordinal = table.get(*word as usize).copied().unwrap_or(NOT_COUNTED);
                    if ordinal != NOT_COUNTED {
                        tokens.ordinals.push(ordinal);
                        tokens.positions.push(TokenPos::word(pos));
                        if let Some(omitted) = omitted {
                            tokens.omitted.push(omitted.has(pos, *word, 0));
                        }
                    } else if breaks {
                        self.end_stretch(tokens, each);
                    }
                }
            }
            table @ Ordinals::Parts { .. } => {
                for (pos, word) in words {
                    let parts = table.of(*word);
                    tokens.ordinals.extend_from_slice(parts);
                    let places = (0u8..).zip(parts).map(|(part, _)| TokenPos::part(pos, part));
                    tokens.positions.extend(places);
                    if let Some(omitted) = omitted {
                        tokens
                            .omitted
                            .extend((0..parts.len()).map(|part| omitted.has(pos, *word, part)));
                    }
                    if parts.is_empty() && breaks {
                        self.end_stretch(tokens, each);
                    }
                }
            }
        }
        self.end_stretch(tokens, each);
    }

    /// Hands a stretch on, unless it is empty, and starts the next.
    fn end_stretch(&self, tokens: &mut Tokens, each: &mut impl FnMut(Stretch<'_>)) {
        let Tokens { ordinals, positions, omitted } = tokens;
        if !ordinals.is_empty() {
            each(Stretch { doc: self.doc, ordinals, positions, omitted });
            tokens.clear();
        }
    }
}
