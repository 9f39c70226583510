//! What a word is made of.

use crate::error::ParseNameError;
use siyaq_types::ByteSpan;
use std::fmt;
use std::str::FromStr;

/// How far words are taken apart. Each scheme splits where the one before it splits, and more.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SegmentationScheme {
    /// The question particle أ and the conjunctions و and ف.
    D1,
    /// And the prepositions ب ل ك and the particle س.
    D2,
    /// And the pronouns, and closed-class words that are written together: the words of the Penn
    /// Arabic Treebank and of Universal Dependencies.
    #[default]
    Atb,
    /// And the article.
    D3,
}

impl SegmentationScheme {
    /// Every scheme, from the coarsest to the finest.
    pub const ALL: [Self; 4] = [Self::D1, Self::D2, Self::Atb, Self::D3];

    /// The name of the scheme in options, manifests and output.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::D1 => "d1",
            Self::D2 => "d2",
            Self::Atb => "atb",
            Self::D3 => "d3",
        }
    }
}

impl fmt::Display for SegmentationScheme {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

impl FromStr for SegmentationScheme {
    type Err = ParseNameError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let found = Self::ALL.into_iter().find(|scheme| scheme.name() == text.trim());
        found.ok_or_else(|| ParseNameError::new("scheme", text, &Self::ALL.map(Self::name)))
    }
}

/// What a segment is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Role {
    /// The question particle أ.
    Question,
    /// The conjunctions و and ف.
    Conjunction,
    /// The prepositions ب ل ك, and the ل of purpose and command.
    Preposition,
    /// The particle س of the future.
    Future,
    /// The article ال.
    Article,
    /// The word that carries the clitics; each part of a closed-class word that is written
    /// together.
    Stem,
    /// A pronoun at the end.
    Pronoun,
}

impl Role {
    /// The name of the role in output.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Question => "question",
            Self::Conjunction => "conjunction",
            Self::Preposition => "preposition",
            Self::Future => "future",
            Self::Article => "article",
            Self::Stem => "stem",
            Self::Pronoun => "pronoun",
        }
    }
}

/// On which side of a segment the rest of its word is, for clitics.
///
/// A clitic is not the same as a word that is spelt alike: ك before a word is "like", after it "you".
/// So a `+` on the side of the word marks it in output: `ك+` and `+ك`. A preposition of one letter
/// that carries a pronoun is the stem of its word and marked as a proclitic all the same: `له` is
/// `ل+ +ه`, so that it is counted with the ل of `للحكومة`. So is a clitic whose word is a number, a
/// quotation or written in Latin letters: `لـ`, `وب` and `والـ` are `ل+`, `و+ ب+` and `و+ ال+`. The
/// tokens `و`, `ب` and `ل` are `و+`, `ب+` and `ل+` without a tatweel too (`و17`, `ب62`, `ل70`).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Attachment {
    /// No clitic.
    #[default]
    Alone,
    /// A clitic before its word.
    ToNext,
    /// A clitic after its word.
    ToPrevious,
}

impl Attachment {
    /// Appends a form with the mark on the side of its word: `ل+`, `+ه`, `وزارة`.
    #[inline]
    pub fn mark_into(self, form: &str, mark: &str, out: &mut String) {
        let (before, after) = match self {
            Self::Alone => ("", ""),
            Self::ToNext => ("", mark),
            Self::ToPrevious => (mark, ""),
        };
        out.push_str(before);
        out.push_str(form);
        out.push_str(after);
    }
}

/// A piece of a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct Segment {
    /// What it is. A piece that holds the stem and clitics, as coarse schemes have, is a
    /// [`Role::Stem`].
    pub role: Role,
    /// Where it stands in the word. Only an article that the spelling hides (the one of اللجنة in
    /// `للجنة`) is empty, and a piece of one letter that a ligature writes with the piece before it
    /// (`ﻷ`, U+FEF7, is two letters).
    pub span: ByteSpan,
    /// Where the rest of its word is, if it is a clitic.
    pub attachment: Attachment,
}

impl Segment {
    /// A word that is one segment.
    pub(crate) fn whole(word: &str) -> Self {
        let span = ByteSpan::new(0, u32::try_from(word.len()).unwrap_or(u32::MAX));
        Self { role: Role::Stem, span, attachment: Attachment::Alone }
    }
}

/// The most segments of a word.
pub(crate) const MOST_SEGMENTS: usize = 8;

/// A segment of the finest scheme: what it is, where its letters end, and the coarsest scheme that
/// splits before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Piece {
    pub(crate) role: Role,
    pub(crate) span: ByteSpan,
    /// Its first letter in the folded word.
    pub(crate) first_letter: u8,
    pub(crate) splits_from: SegmentationScheme,
}

impl Piece {
    /// Where the rest of the word is, for a piece that is a segment; `next` is the piece after it.
    fn attachment(&self, next: Option<&Self>) -> Attachment {
        match (self.role, next) {
            (Role::Pronoun, _) => Attachment::ToPrevious,
            (Role::Stem, Some(next))
                if next.role == Role::Pronoun && next.first_letter == self.first_letter + 1 =>
            {
                Attachment::ToNext
            }
            (Role::Stem, _) => Attachment::Alone,
            _ => Attachment::ToNext,
        }
    }
}

/// The segments of a word.
///
/// It refers to the word by byte spans, and holds nothing on the heap.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Analysis {
    pub(crate) pieces: [Piece; MOST_SEGMENTS],
    pub(crate) len: u8,
    /// Whether it is clitics alone, whose word is none.
    is_hanging: bool,
}

impl Analysis {
    pub(crate) const fn new() -> Self {
        let empty = Piece {
            role: Role::Stem,
            span: ByteSpan::new(0, 0),
            first_letter: 0,
            splits_from: SegmentationScheme::D1,
        };
        Self { pieces: [empty; MOST_SEGMENTS], len: 0, is_hanging: false }
    }

    /// The analysis of a word of one piece.
    pub(crate) fn whole(byte_len: usize) -> Self {
        let mut analysis = Self::new();
        let end = u32::try_from(byte_len).unwrap_or(u32::MAX);
        analysis.push(Role::Stem, ByteSpan::new(0, end), 0, SegmentationScheme::D1);
        analysis
    }

    /// The same, of a token of clitics alone.
    pub(crate) const fn hanging(mut self) -> Self {
        self.is_hanging = true;
        self
    }

    #[inline]
    pub(crate) fn push(
        &mut self,
        role: Role,
        span: ByteSpan,
        first: usize,
        splits_from: SegmentationScheme,
    ) {
        if let Some(place) = self.pieces.get_mut(usize::from(self.len)) {
            *place = Piece { role, span, first_letter: first as u8, splits_from };
            self.len += 1;
        }
    }

    pub(crate) fn pieces(&self) -> &[Piece] {
        self.pieces.get(..usize::from(self.len)).unwrap_or_default()
    }

    /// Whether the word is one piece under a scheme.
    #[must_use]
    pub fn is_whole(&self, scheme: SegmentationScheme) -> bool {
        self.pieces().iter().skip(1).all(|piece| piece.splits_from > scheme)
    }

    /// The segments under a scheme, in order. Their spans follow each other and cover the word.
    pub fn segments(&self, scheme: SegmentationScheme) -> impl Iterator<Item = Segment> + '_ {
        let mut rest = self.pieces();
        self.groups(scheme).map(move |group| {
            let (_, after) = rest.split_at_checked(group.len()).unwrap_or_default();
            rest = after;
            let (role, attachment) = match group {
                [piece] => (piece.role, piece.attachment(after.first())),
                _ => (Role::Stem, Attachment::Alone),
            };
            let attachment = if self.is_hanging { Attachment::ToNext } else { attachment };
            let start = group.first().map_or(0, |piece| piece.span.start);
            let end = group.last().map_or(0, |piece| piece.span.end);
            Segment { role, span: ByteSpan::new(start, end), attachment }
        })
    }

    /// The pieces that are one segment under a scheme.
    pub(crate) fn groups(&self, scheme: SegmentationScheme) -> impl Iterator<Item = &[Piece]> + '_ {
        self.pieces().chunk_by(move |_, next| next.splits_from > scheme)
    }
}
