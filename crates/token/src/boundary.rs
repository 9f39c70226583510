//! Where sentences, items and paragraphs begin.

use crate::kind::{Kind, char_at, kind_at, kind_of};
use crate::options::{Newline, TokenizerOptions};
use crate::scan::abbreviation::is_domain;
use crate::scan::arabic;
use crate::scan::punctuation::Role;
use siyaq_types::{Boundary, TokenClass};

/// How many white-space characters in a row separate two headlines on one line.
const ITEM_WIDTH: u32 = 4;

/// What lies between two tokens.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Gap {
    /// White space, or a zero width space.
    pub(crate) space: bool,
    /// As wide as the gap between two headlines, or a tab.
    wide: bool,
    /// Line breaks.
    breaks: u32,
}

impl Gap {
    /// Nothing lies between.
    pub(crate) const NONE: Self = Self { space: false, wide: false, breaks: 0 };
    /// One space lies between.
    pub(crate) const SPACE: Self = Self { space: true, wide: false, breaks: 0 };
    /// One line break lies between.
    pub(crate) const LINE_BREAK: Self = Self { space: true, wide: false, breaks: 1 };

    /// Reads the gap at byte `start`: what it is, and where it ends.
    #[inline(never)]
    pub(crate) fn read(text: &str, start: usize) -> (Self, usize) {
        let (mut gap, mut at, mut width) = (Self::NONE, start, 0);
        while let Some((c, kind)) = char_at(text, at).filter(|(_, kind)| kind.is_gap()) {
            at += c.len_utf8();
            match kind {
                Kind::Space => {
                    width += 1;
                    gap.wide |= width >= ITEM_WIDTH;
                }
                Kind::Tab => gap.wide = true,
                Kind::LineBreak => {
                    width = 0;
                    // CR LF is one break; U+2029 ends a paragraph, like an empty line.
                    let half = c == '\r' && text.as_bytes().get(at) == Some(&b'\n');
                    gap.breaks += if half { 0 } else { 1 + u32::from(c == '\u{2029}') };
                }
                _ => {}
            }
            gap.space |= !matches!(kind, Kind::Control | Kind::Format);
        }
        (gap, at)
    }

    /// Whether the gap lies within a line.
    pub(crate) const fn in_line(self) -> bool {
        self.breaks == 0
    }

    /// Whether the gap can be more than the space between two words.
    pub(crate) const fn is_special(self) -> bool {
        self.wide || self.breaks > 0
    }

    /// The boundary that the gap itself makes.
    fn boundary(self, newline: Newline) -> Boundary {
        let breaks = match newline {
            Newline::Paragraph => 1,
            Newline::BlankLine => 2,
            Newline::Space => u32::MAX,
        };
        if self.breaks >= breaks {
            Boundary::Paragraph
        } else if self.wide && self.breaks == 0 {
            Boundary::Item
        } else {
            Boundary::None
        }
    }
}

/// What the punctuation before the next token says about the end of the sentence.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Ending {
    /// Nothing.
    #[default]
    None,
    /// It ends where a quotation opens.
    BeforeQuote,
    /// It ends where a word of two letters or more follows a space.
    BeforeWord,
    /// It ends.
    Full,
}

/// Follows the text from token to token and says which boundary stands before each.
#[derive(Debug)]
pub(crate) struct Boundaries {
    options: TokenizerOptions,
    /// Whether anything but the gap can make a boundary before the next token.
    alert: bool,
    first: bool,
    /// The last token was the `|` of a headline list.
    after_bar: bool,
    ending: Ending,
    /// The word before the punctuation is long enough for the sentence to end with no space.
    glues: bool,
}

/// What [`Boundaries`] must know about the next token.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Next<'t> {
    pub(crate) text: &'t str,
    pub(crate) start: usize,
    pub(crate) end: usize,
    pub(crate) class: TokenClass,
    pub(crate) role: Role,
    pub(crate) gap: Gap,
}

impl Boundaries {
    pub(crate) const fn new(options: TokenizerOptions) -> Self {
        Self {
            options,
            alert: true,
            first: true,
            after_bar: false,
            ending: Ending::None,
            glues: false,
        }
    }

    /// Whether the next token may have a boundary before it, given the gap before it.
    #[inline]
    pub(crate) const fn may_break(&self, gap: Gap) -> bool {
        self.alert || gap.is_special()
    }

    /// The boundary before the next token.
    #[inline(never)]
    pub(crate) fn before(&mut self, next: Next<'_>) -> Boundary {
        let mut boundary = next.gap.boundary(self.options.newline);
        if std::mem::take(&mut self.first) {
            boundary = Boundary::Document;
        }
        if std::mem::take(&mut self.after_bar) && next.gap.space && next.gap.breaks == 0 {
            boundary = boundary.max(Boundary::Item);
        }
        if self.ending != Ending::None {
            if boundary == Boundary::None && Self::goes_on(next) {
                self.glues &= !next.gap.space;
            } else {
                if self.ends_before(next) {
                    boundary = boundary.max(Boundary::Sentence);
                }
                self.ending = Ending::None;
            }
        }
        self.alert = self.ending != Ending::None;
        boundary
    }

    /// Whether the next token still belongs to the end of the sentence.
    fn goes_on(next: Next<'_>) -> bool {
        match next.role {
            Role::Terminator | Role::Closer => true,
            Role::Dots | Role::EitherQuote => !next.gap.space,
            // A quotation mark the wrong way round, as right-to-left text often has it.
            Role::Opener => !next.gap.space && Self::space_follows(next),
            Role::Plain => false,
        }
    }

    /// Whether a gap follows the next token, or more of the same sign and then a gap: a run of signs
    /// may be one token or many.
    fn space_follows(next: Next<'_>) -> bool {
        let Some(rest) = next.text.get(next.end..) else { return true };
        let token = next.text.get(next.start..next.end).unwrap_or_default();
        let rest = rest.trim_start_matches(|sign| token.ends_with(sign));
        let end = next.text.len() - rest.len();
        rest.is_empty() || kind_at(next.text, end).is_gap()
    }

    /// Whether the sentence ends before the next token.
    fn ends_before(&self, next: Next<'_>) -> bool {
        let opens = match next.role {
            Role::Opener => true,
            Role::EitherQuote => next.gap.space && !Self::space_follows(next),
            _ => false,
        };
        match self.ending {
            Ending::None => false,
            Ending::BeforeQuote => opens,
            Ending::BeforeWord => {
                let word = next.text.get(next.start..next.end).unwrap_or_default();
                let is_word = next.class == TokenClass::ArabicWord;
                next.gap.space && is_word && arabic::has_two_letters(word)
            }
            Ending::Full if next.gap.space => true,
            Ending::Full => {
                let word = next.text.get(next.start..next.end).unwrap_or_default();
                // An “and” written apart is as good as a word of two letters.
                let long =
                    arabic::has_two_letters(word) || word == "و" && Self::space_follows(next);
                let begins = next.class == TokenClass::ArabicWord && long && !is_domain(word);
                self.glues && (begins || is_bullet(next))
            }
        }
    }

    /// Notes a full stop behind the sign of an era: `2013م.`
    pub(crate) fn word_end(&mut self) {
        self.ending = Ending::BeforeWord;
        self.alert = true;
    }

    /// Notes that the last token was `|` with space before it, in the middle of a line.
    pub(crate) const fn bar(&mut self) {
        self.after_bar = true;
        self.alert = true;
    }

    /// Notes a full stop, question or exclamation mark that ends the sentence; `glues` says
    /// whether a word of two letters or more stands right before it.
    pub(crate) fn full_end(&mut self, glues: bool) {
        self.glues = glues || (self.glues && self.ending == Ending::Full);
        self.ending = Ending::Full;
        self.alert = true;
    }

    /// Notes an ellipsis, which ends the sentence only where a quotation opens.
    pub(crate) fn ellipsis(&mut self) {
        if self.ending == Ending::None {
            self.ending = Ending::BeforeQuote;
            self.alert = true;
        }
    }
}

/// Whether the next token is what stands before an item of a list: `*`, `-` or `•`, and a word.
fn is_bullet(next: Next<'_>) -> bool {
    let rest = next.text.get(next.start..).unwrap_or_default();
    let Some(sign) = rest.chars().next().filter(|c| matches!(c, '*' | '-' | '•')) else {
        return false;
    };
    let item = rest.trim_start_matches(sign);
    let item = item.strip_prefix(' ').unwrap_or(item);
    item.starts_with(|c| kind_of(c) == Kind::ArabicLetter)
}
