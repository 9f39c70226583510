//! The loop over a text.

use crate::boundary::{Boundaries, Gap, Next};
use crate::kind::{Kind, ascii_kind, char_at, kind_at, kind_of, pair_char, pair_kind};
use crate::options::TokenizerOptions;
use crate::scan::abbreviation::{self, takes_dot};
use crate::scan::ahead::{Ahead, BLOCK, Plain};
use crate::scan::punctuation::{self, Role, Run};
use crate::scan::{address, arabic, emoji, joined, number, other, tag};
use crate::token::Token;
use siyaq_text::{chars, entity_at};
use siyaq_types::{Boundary, ByteSpan, TokenClass};

/// The first group of an abbreviation is no longer than this, marks and all.
const LONGEST_FIRST_GROUP: usize = 24;

/// Bytes of one Arabic letter.
const ONE_LETTER: u32 = 2;

/// No abbreviation that takes a full stop is longer.
const LONGEST_SHORT_WORD: usize = 4;

/// The last of the words and signs that are handed on without a look at anything else.
#[derive(Clone, Copy)]
struct PlainWords {
    start: usize,
    end: usize,
    class: TokenClass,
    /// What begins with the next one.
    boundary: Boundary,
    /// How many of them the sentence has.
    count: u32,
}

/// As many of the lowest bits.
#[inline]
const fn low_bits(count: u32) -> u64 {
    if count < 64 { (1 << count) - 1 } else { u64::MAX }
}

/// The last token.
#[derive(Clone, Copy)]
struct Last {
    start: usize,
    end: usize,
    class: TokenClass,
}

/// What takes the tokens.
pub(crate) trait Sink {
    /// Takes a token.
    fn take(&mut self, token: Token);
}

/// Goes through a text once and hands every token on.
pub(crate) struct Scanner<'t, S> {
    text: &'t str,
    options: TokenizerOptions,
    sink: S,
    boundaries: Boundaries,
    /// What lies between the last token and [`Self::at`].
    gap: Gap,
    /// The next byte to look at.
    at: usize,
    ahead: Ahead,
    last: Last,
    /// How many tokens the sentence has so far, and whether a word or a number is among them.
    sentence_tokens: u32,
    sentence_words: bool,
}

impl<'t, S: Sink> Scanner<'t, S> {
    pub(crate) const fn new(text: &'t str, options: TokenizerOptions, sink: S) -> Self {
        Self {
            text,
            options,
            sink,
            boundaries: Boundaries::new(options),
            gap: Gap::NONE,
            at: 0,
            ahead: Ahead::new(),
            last: Last { start: 0, end: 0, class: TokenClass::Punctuation },
            sentence_tokens: 0,
            sentence_words: false,
        }
    }

    /// Hands on every token.
    pub(crate) fn run(mut self) {
        while self.step() {}
    }

    /// What takes the tokens.
    pub(crate) const fn sink_mut(&mut self) -> &mut S {
        &mut self.sink
    }

    /// Goes on by a gap, a token, or as many plain words as follow; false at the end of the text.
    #[inline(always)]
    pub(crate) fn step(&mut self) -> bool {
        let bytes = self.text.as_bytes();
        if let Some([b' ', 0xD8 | 0xD9, ..]) = bytes.get(self.at..)
            && !self.boundaries.may_break(self.gap)
        {
            self.plain_words();
        }
        match bytes.get(self.at..) {
            None | Some([]) => return false,
            Some([lead @ ..0x80, rest @ ..]) => match ascii_kind(*lead) {
                Kind::Space | Kind::LineBreak => self.space(*lead, rest),
                kind => self.other(char::from(*lead), kind),
            },
            Some([lead @ 0x80..0xE0, trail, ..]) => match pair_kind(*lead, *trail) {
                Kind::ArabicLetter => self.arabic_word(),
                Kind::Unknown => self.rare(),
                kind => self.other(pair_char(*lead, *trail), kind),
            },
            Some(_) => self.rare(),
        }
        true
    }

    /// A space or line break `lead`, which `rest` follows.
    #[inline]
    fn space(&mut self, lead: u8, rest: &[u8]) {
        // One space before an Arabic letter or ASCII is what nearly every gap is, and one line
        // break most others.
        let single = match rest {
            [0x21..=0x7E, ..] => true,
            [0xD8..=0xDF, trail, ..] => *trail != 0x9C,
            _ => false,
        };
        if single && matches!(lead, b' ' | b'\n') {
            self.gap = if lead == b' ' { Gap::SPACE } else { Gap::LINE_BREAK };
            self.at += 1;
        } else {
            (self.gap, self.at) = Gap::read(self.text, self.at);
        }
    }

    /// A token that begins with a character of three bytes or four, or with a rare one of two.
    #[inline(never)]
    fn rare(&mut self) {
        match char_at(self.text, self.at) {
            Some((_, Kind::ArabicLetter)) => self.arabic_word(),
            Some((c, kind)) => self.other(c, kind),
            // The text is UTF-8 and goes on, so there is a character.
            None => self.at = self.text.len(),
        }
    }

    fn arabic_word(&mut self) {
        let bytes = self.text.as_bytes();
        let Plain { starts, all } = self.ahead.at(bytes, self.at);
        let letters = (all & !starts).trailing_ones();
        let end = self.at + letters as usize;
        let short = letters <= ONE_LETTER;
        if letters < BLOCK && letters > 0 && !short && arabic::surely_ends(bytes, end) {
            return self.emit(end, TokenClass::ArabicWord);
        }
        let end = arabic::run_end(self.text, self.at);
        if short
            && abbreviation::may_be_spaced(bytes, end)
            && let Some(end) = abbreviation::spaced_end(self.text, self.at)
        {
            return self.emit(end, TokenClass::Abbreviation);
        }
        match bytes.get(end) {
            // A letter must follow the dot, and all Arabic letters begin with such a byte.
            Some(b'.')
                if end - self.at <= LONGEST_FIRST_GROUP
                    && bytes.get(end + 1).is_some_and(|lead| *lead >= 0xD8)
                    && let Some(end) = abbreviation::end(self.text, self.at) =>
            {
                self.emit(end, TokenClass::Abbreviation);
            }
            Some(b'_') => {
                let (end, class) = joined::extend(self.text, end, TokenClass::ArabicWord);
                self.emit(end, class);
            }
            _ => {
                self.emit(end, TokenClass::ArabicWord);
            }
        }
    }

    /// Hands on the Arabic words that follow, each after a single space, with commas and full
    /// stops between them, up to a word that may be more than a word and to any other sign. Most
    /// of a text goes through this loop.
    #[inline]
    fn plain_words(&mut self) {
        let bytes = self.text.as_bytes();
        let mut words = PlainWords {
            start: 0,
            end: self.at,
            class: TokenClass::ArabicWord,
            boundary: Boundary::None,
            count: 0,
        };
        loop {
            let at = words.end;
            let Plain { starts, all } = self.ahead.at(bytes, at);
            // The words up to the first gap that is more than a space between two words.
            let stop = all.trailing_ones();
            let stop_at = at + stop as usize;
            let whole = stop < BLOCK
                && arabic::surely_ends(bytes, stop_at)
                && !(abbreviation::may_be_spaced(bytes, stop_at)
                    && bytes.get(stop_at.wrapping_sub(3)) == Some(&b' '));
            // Where the words begin, and at the end where the last of them ends.
            let mut ends = starts & low_bits(stop) | u64::from(whole) << (stop % BLOCK);
            if ends & 1 == 0 {
                break;
            }
            ends -= 1;
            while ends != 0 {
                let end = at + ends.trailing_zeros() as usize;
                ends &= ends - 1;
                words.start = words.end + 1;
                words.end = end;
                let boundary = std::mem::replace(&mut words.boundary, Boundary::None);
                self.sink.take(Token {
                    span: ByteSpan::new(words.start as u32, end as u32),
                    class: TokenClass::ArabicWord,
                    boundary,
                    space_before: true,
                });
                words.count += 1;
            }
            words.class = TokenClass::ArabicWord;
            if stop == BLOCK && words.end > at {
                continue;
            }
            if !whole || !self.plain_stop(&mut words) {
                break;
            }
        }
        if words.count > 0 {
            self.finish(words);
        }
    }

    /// Hands on the comma or full stop at the end of plain words, when another word follows.
    #[inline]
    fn plain_stop(&mut self, words: &mut PlainWords) -> bool {
        let at = words.end;
        let length = match self.text.as_bytes().get(at..) {
            Some([0xD8, 0x8C, b' ', 0xD8 | 0xD9, ..]) => 2,
            // Behind a longer word than any abbreviation it ends the sentence.
            Some([b'.', b' ', 0xD8 | 0xD9, ..]) if at - words.start > LONGEST_SHORT_WORD => 1,
            _ => return false,
        };
        self.sink.take(Token {
            span: ByteSpan::new(at as u32, (at + length) as u32),
            class: TokenClass::Punctuation,
            boundary: Boundary::None,
            space_before: false,
        });
        (words.start, words.end, words.class) = (at, at + length, TokenClass::Punctuation);
        words.count += 1;
        if length == 1 {
            words.boundary = Boundary::Sentence;
        }
        true
    }

    /// Goes on behind plain words.
    #[inline]
    fn finish(&mut self, words: PlainWords) {
        let PlainWords { start, end, class, boundary, count } = words;
        if boundary == Boundary::Sentence {
            self.boundaries.full_end(false);
        }
        self.at = end;
        self.last = Last { start, end, class };
        self.sentence_tokens = self.sentence_tokens.saturating_add(count);
        self.sentence_words = true;
    }

    /// Everything but an Arabic word that begins with a letter, and single spaces.
    #[inline]
    fn other(&mut self, c: char, kind: Kind) {
        if punctuation::is_plain(c, kind) && !self.repeats(c) {
            self.plain_sign(c, kind);
        } else {
            self.rest(c, kind);
        }
    }

    /// Whether the character `c` that stands here stands here twice.
    #[inline]
    fn repeats(&self, c: char) -> bool {
        match (self.text.as_bytes().get(self.at..), c.len_utf8()) {
            (Some([a, b, ..]), 1) => a == b,
            (Some([a, b, c, d, ..]), 2) => [a, b] == [c, d],
            (Some([a, b, c, d, e, f, ..]), _) => [a, b, c] == [d, e, f],
            _ => false,
        }
    }

    /// A single punctuation character or symbol that begins nothing longer.
    #[inline]
    fn plain_sign(&mut self, c: char, kind: Kind) {
        let symbol = kind == Kind::SingleSymbol;
        let class = punctuation::class(c, 1, symbol);
        let role = punctuation::single_role(c, self.options);
        let (last, gap) = (self.last, self.gap);
        let end = self.at + c.len_utf8();
        let boundary = self.boundary(end, class, role);
        if gap.space && self.sentence_words && punctuation::begins_item(self.text, self.at, c) {
            (self.sentence_tokens, self.sentence_words) = (0, false);
            return self.push(end, class, boundary.max(Boundary::Sentence));
        }
        self.push(end, class, boundary);
        if matches!(role, Role::Terminator | Role::Dots) {
            self.terminator(Run { c, count: 1, end }, last, gap);
        }
    }

    /// What is left after words, plain signs and single spaces.
    #[inline(never)]
    fn rest(&mut self, c: char, kind: Kind) {
        match kind {
            kind if kind.is_gap() => (self.gap, self.at) = Gap::read(self.text, self.at),
            Kind::ArabicLetter => self.arabic_word(),
            Kind::ArabicMark | Kind::Tatweel | Kind::OtherMark => self.marks(),
            Kind::AsciiDigit | Kind::ArabicDigit | Kind::ExtendedDigit => self.number(kind),
            Kind::Latin | Kind::OtherLetter => self.other_word(),
            Kind::Numeral => {
                self.emit(self.at + c.len_utf8(), TokenClass::Number);
            }
            Kind::Hash if self.entity() => {}
            Kind::Punctuation if c == '&' && self.entity() => {}
            Kind::Hash => match tag::hashtag_end(self.text, self.at) {
                Some(end) => self.emit(end, TokenClass::Hashtag),
                None => self.sign(c, kind),
            },
            Kind::At => match tag::mention_end(self.text, self.at) {
                Some(end) => self.emit(end, TokenClass::Mention),
                None => self.sign(c, kind),
            },
            _ => self.sign(c, kind),
        }
    }

    /// A character reference of HTML, if one begins here: a sign by its name, and no word.
    #[cold]
    fn entity(&mut self) -> bool {
        let Some((end, meaning)) = entity_at(self.text, self.at) else { return false };
        let first = meaning.chars().next().unwrap_or_default();
        let symbol = kind_of(first) != Kind::Punctuation;
        let class = if symbol { TokenClass::Symbol } else { TokenClass::Punctuation };
        let role = match punctuation::role(first, 1, self.options) {
            Role::Terminator | Role::Dots => Role::Plain,
            role => role,
        };
        let boundary = self.boundary(end, class, role);
        self.push(end, class, boundary);
        true
    }

    /// A token that begins with a mark or a tatweel: a word if a letter follows; if none does,
    /// tatweels are a dash, each vowel sign is punctuation, and any other mark is a sign.
    fn marks(&mut self) {
        let end = arabic::run_end(self.text, self.at);
        let run = self.text.get(self.at..end).unwrap_or_default();
        if arabic::letters(run) > 0 {
            return self.arabic_word();
        }
        while self.at < end
            && let Some((c, kind)) = char_at(self.text, self.at)
        {
            match kind {
                Kind::Format => (self.gap, self.at) = Gap::read(self.text, self.at),
                Kind::Tatweel => {
                    let end = arabic::tatweels_end(self.text, self.at);
                    self.emit(end, TokenClass::Punctuation);
                }
                _ => self.sign(c, kind),
            }
        }
    }

    fn number(&mut self, kind: Kind) {
        let ascii = kind == Kind::AsciiDigit;
        if ascii && let Some(end) = number::plain_end(self.text.as_bytes(), self.at) {
            return self.emit(end, TokenClass::Number);
        }
        if ascii && let Some(end) = emoji::end(self.text, self.at) {
            return self.emit(end, TokenClass::Emoji);
        }
        let mut end = number::end(self.text, self.at);
        if ascii {
            if let Some(email_end) = address::email_end(self.text, self.at) {
                return self.emit(email_end, TokenClass::Email);
            }
            if kind_at(self.text, end).is_other_letter() {
                return self.other_word();
            }
            // The last digit may be the key of a keycap.
            if end - self.at > 1 && emoji::end(self.text, end - 1).is_some() {
                end -= 1;
                while !self.text.as_bytes().get(end - 1).is_some_and(u8::is_ascii_digit) {
                    end -= 1;
                }
            }
        }
        let (end, class) = joined::extend(self.text, end, TokenClass::Number);
        self.emit(end, class);
    }

    fn other_word(&mut self) {
        if let Some(end) = address::url_end(self.text, self.at) {
            return self.emit(end, TokenClass::Url);
        }
        if let Some(end) = address::email_end(self.text, self.at) {
            return self.emit(end, TokenClass::Email);
        }
        let end = other::run_end(self.text, self.at);
        // `quot;` has lost its `&`.
        if self.text.as_bytes().get(end) == Some(&b';') && self.entity() {
            return;
        }
        let word = self.text.get(self.at..end).unwrap_or_default();
        let class = if other::is_numeric(word) {
            TokenClass::Number
        } else if word.contains('.') && other::is_dotted(word) {
            TokenClass::Abbreviation
        } else {
            let (end, class) = joined::extend(self.text, end, TokenClass::OtherWord);
            return self.emit(end, class);
        };
        self.emit(end, class);
    }

    /// Punctuation, a symbol, or an emoji.
    fn sign(&mut self, c: char, kind: Kind) {
        if (!c.is_ascii() || matches!(c, '#' | '*'))
            && let Some(end) = emoji::end(self.text, self.at)
        {
            return self.emit(end, TokenClass::Emoji);
        }
        let mut run = punctuation::run(self.text, self.at, c);
        // `##وسم`: the last `#` belongs to the hashtag, and the last `*` to a keycap.
        if run.count > 1 && self.begins_token(run.end - c.len_utf8(), kind) {
            run.count -= 1;
            run.end -= c.len_utf8();
        }
        let role = punctuation::role(c, run.count, self.options);
        let one_each = kind == Kind::SingleSymbol || !self.options.collapse_runs;
        let count = if one_each { 1 } else { run.count };
        let length = count * c.len_utf8();
        // A vowel sign that lost its letter is no sign that counts.
        let mark = matches!(kind, Kind::ArabicMark | Kind::OtherMark) && !chars::is_diacritic(c);
        let symbol = mark || matches!(kind, Kind::Symbol | Kind::SingleSymbol);
        let class = punctuation::class(c, count, symbol);
        let (last, gap) = (self.last, self.gap);
        let boundary = self.boundary(self.at + length, class, role);
        self.push(self.at + length, class, boundary);
        while self.at < run.end {
            self.push(self.at + length, class, Boundary::None);
        }
        if c == '|' && run.count == 1 {
            if gap.space && gap.in_line() && boundary < Boundary::Paragraph {
                self.boundaries.bar();
            }
        } else if matches!(role, Role::Terminator | Role::Dots) {
            self.terminator(run, last, gap);
        }
    }

    /// Whether a hashtag, a mention or an emoji begins at byte `at`.
    fn begins_token(&self, at: usize, kind: Kind) -> bool {
        let end = match kind {
            Kind::Hash => tag::hashtag_end(self.text, at),
            Kind::At => tag::mention_end(self.text, at),
            _ => None,
        };
        end.or_else(|| emoji::end(self.text, at)).is_some()
    }

    /// Notes what the punctuation that was just handed on means for the sentence. `last` is the
    /// token before it, and `gap` what stands between the two.
    #[inline(never)]
    fn terminator(&mut self, run: Run, last: Last, gap: Gap) {
        let word = self.text.get(last.start..last.end).unwrap_or_default();
        match (run.c, run.count) {
            ('…' | '‥', _) | ('.', 3..) => return self.boundaries.ellipsis(),
            ('.', 2) => return,
            ('.', _) if gap.in_line() => {
                let first = self.sentence_tokens == 2 && last.class == TokenClass::Number;
                // `4 / 8 / 1436هـ . 5-حادث`: with a space before it the stop is no part of the sign.
                if !gap.space && self.is_era(last, word) {
                    return self.boundaries.word_end();
                }
                // A number before the first word counts paragraphs: `1. الأهداف`.
                if first || takes_dot(word, gap.space) {
                    return;
                }
                if last.class == TokenClass::Abbreviation && !gap.space {
                    return;
                }
            }
            _ => {}
        }
        // Nothing but punctuation makes no sentence.
        if self.sentence_words {
            let glues = punctuation::glues(last.class, word) || self.ends_range(last);
            self.boundaries.full_end(gap.in_line() && glues);
        }
    }

    /// Whether the last token is the sign of an era, or of metres, behind a number: `2013م`, `1436هـ`.
    fn is_era(&self, last: Last, word: &str) -> bool {
        let before = self.text.get(..last.start).unwrap_or_default().trim_end_matches(' ');
        matches!(word, "م" | "هـ" | "ه") && before.ends_with(|c| kind_of(c).is_digit())
    }

    /// Whether the last token is the second number of a range or a score: `4-1`.
    fn ends_range(&self, last: Last) -> bool {
        let before = self.text.get(..last.start).unwrap_or_default();
        let first = before.strip_suffix(['-', '–', ':', '/']);
        last.class == TokenClass::Number
            && first.is_some_and(|first| first.ends_with(|c| kind_of(c).is_digit()))
    }

    /// The boundary before the next token, which ends at byte `end`.
    #[inline]
    fn boundary(&mut self, end: usize, class: TokenClass, role: Role) -> Boundary {
        if !self.boundaries.may_break(self.gap) {
            return Boundary::None;
        }
        let (text, start, gap) = (self.text, self.at, self.gap);
        let boundary = self.boundaries.before(Next { text, start, end, class, role, gap });
        if boundary != Boundary::None {
            self.sentence_tokens = 0;
            self.sentence_words = false;
        }
        boundary
    }

    /// Hands on a token that is no punctuation.
    #[inline]
    fn emit(&mut self, end: usize, class: TokenClass) {
        let boundary = self.boundary(end, class, Role::Plain);
        self.push(end, class, boundary);
    }

    #[inline]
    fn push(&mut self, end: usize, class: TokenClass, boundary: Boundary) {
        let start = self.at;
        // A text is shorter than 4 GiB, see the tokenizer.
        let span = ByteSpan::new(start as u32, end as u32);
        self.sink.take(Token { span, class, boundary, space_before: self.gap.space });
        self.gap = Gap::NONE;
        self.at = end;
        self.last = Last { start, end, class };
        self.sentence_tokens += 1;
        self.sentence_words |= (class as u8) < TokenClass::Emoji as u8;
    }
}
