//! What a token is, and what lies before it.

use crate::nearest::did_you_mean;
use std::fmt;
use std::str::FromStr;

/// What kind of token a token is.
///
/// The numbers are part of the corpus format and never change.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
pub enum TokenClass {
    /// A word in Arabic letters, marks and tatweel included: `والوزيرُ`.
    ArabicWord = 0,
    /// A word in any other script, digits beside its letters included: `F16`, `l'Economiste`.
    OtherWord = 1,
    /// An abbreviation in dotted letters: `أ.ف.ب`, `U.S`.
    Abbreviation = 2,
    /// Digits of one script with their inner separators: `1.234,5`, `٣٫٥`.
    Number = 3,
    /// `#` and what follows it: `#كورونا_المغرب`.
    Hashtag = 4,
    /// `@` and a name.
    Mention = 5,
    /// An e-mail address.
    Email = 6,
    /// A web address.
    Url = 7,
    /// One emoji, with its modifiers and joined parts.
    Emoji = 8,
    /// Two dots or more, or `…`.
    Ellipsis = 9,
    /// A punctuation character, or a run of the same one.
    Punctuation = 10,
    /// Any other sign: `%`, `$`, `+`, a detached Quranic mark.
    Symbol = 11,
}

impl TokenClass {
    /// Every class, in the order of its number.
    pub const ALL: [Self; 12] = [
        Self::ArabicWord,
        Self::OtherWord,
        Self::Abbreviation,
        Self::Number,
        Self::Hashtag,
        Self::Mention,
        Self::Email,
        Self::Url,
        Self::Emoji,
        Self::Ellipsis,
        Self::Punctuation,
        Self::Symbol,
    ];

    /// The name of the class in output and options.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::ArabicWord => "word_ar",
            Self::OtherWord => "word_other",
            Self::Abbreviation => "abbr",
            Self::Number => "num",
            Self::Hashtag => "hashtag",
            Self::Mention => "mention",
            Self::Email => "email",
            Self::Url => "url",
            Self::Emoji => "emoji",
            Self::Ellipsis => "ellipsis",
            Self::Punctuation => "punct",
            Self::Symbol => "sym",
        }
    }

    /// The class with this number; `None` for a number that names no class.
    #[must_use]
    pub fn from_number(number: u8) -> Option<Self> {
        Self::ALL.get(usize::from(number)).copied()
    }

    /// Whether tokens of this class count unless told otherwise: those of [`ClassSet::WORDS`].
    #[must_use]
    pub const fn is_word(self) -> bool {
        ClassSet::WORDS.contains(self)
    }

    /// Whether a folding profile rewrites tokens of this class. Addresses, emoji, punctuation and
    /// symbols keep their form on every layer.
    #[must_use]
    pub const fn folds(self) -> bool {
        matches!(
            self,
            Self::ArabicWord
                | Self::OtherWord
                | Self::Abbreviation
                | Self::Number
                | Self::Hashtag
                | Self::Mention
        )
    }
}

impl fmt::Display for TokenClass {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

/// A set of token classes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct ClassSet(u16);

impl ClassSet {
    /// What counts count unless told otherwise: words, abbreviations, numbers and hashtags.
    pub const WORDS: Self = Self::EMPTY
        .with(TokenClass::ArabicWord)
        .with(TokenClass::OtherWord)
        .with(TokenClass::Abbreviation)
        .with(TokenClass::Number)
        .with(TokenClass::Hashtag);
    /// No class.
    pub const EMPTY: Self = Self(0);
    /// Every class.
    pub const ALL: Self = Self(0x0fff);

    /// This set and `class`.
    #[must_use]
    pub const fn with(self, class: TokenClass) -> Self {
        Self(self.0 | 1 << class as u8)
    }

    /// The words that are written in letters: [`ClassSet::WORDS`] without numbers.
    pub const LETTERS: Self = Self::WORDS.without(TokenClass::Number);

    /// This set without `class`.
    #[must_use]
    pub const fn without(self, class: TokenClass) -> Self {
        Self(self.0 & !(1 << class as u8))
    }

    /// Whether `class` is in the set.
    #[inline]
    #[must_use]
    pub const fn contains(self, class: TokenClass) -> bool {
        self.0 & (1 << class as u8) != 0
    }

    /// The classes of the set, in the order of their numbers.
    pub fn iter(self) -> impl Iterator<Item = TokenClass> {
        TokenClass::ALL.into_iter().filter(move |class| self.contains(*class))
    }
}

impl Default for ClassSet {
    fn default() -> Self {
        Self::WORDS
    }
}

impl fmt::Display for ClassSet {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names: Vec<&str> = self.iter().map(TokenClass::name).collect();
        f.write_str(&names.join(","))
    }
}

/// A class name that is not one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ParseClassError(String);

impl fmt::Display for ParseClassError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "unknown token class {:?}; the classes are words, letters, all", self.0)?;
        TokenClass::ALL.iter().try_for_each(|class| write!(f, ", {class}"))?;
        let names = TokenClass::ALL.iter().map(|class| class.name());
        f.write_str(&did_you_mean(&self.0, names.chain(["words", "letters", "all"])))
    }
}

impl std::error::Error for ParseClassError {}

/// Reads `words`, `letters` (words without numbers), `all`, or names joined by commas; a name with `-` before it is taken away,
/// from `words` where it is the first: `-num`, `words,-num`, `word_ar,hashtag`.
impl FromStr for ClassSet {
    type Err = ParseClassError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        // What is taken away first is taken from the usual ones.
        let mut set = if text.trim_start().starts_with('-') { Self::WORDS } else { Self::EMPTY };
        for part in text.split(',').map(str::trim) {
            let (name, taken) = part.strip_prefix('-').map_or((part, false), |name| (name, true));
            let named = match name {
                "words" => Self::WORDS,
                "letters" => Self::LETTERS,
                "all" => Self::ALL,
                _ => TokenClass::ALL
                    .into_iter()
                    .find(|class| class.name() == name)
                    .map(|class| Self::EMPTY.with(class))
                    .ok_or_else(|| ParseClassError(name.to_owned()))?,
            };
            set = if taken { Self(set.0 & !named.0) } else { Self(set.0 | named.0) };
        }
        Ok(set)
    }
}

/// What lies between a token and the one before it, from weak to strong. A stronger boundary is
/// also every weaker one: a paragraph starts an item and a sentence too.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
pub enum Boundary {
    /// Nothing: the two belong together.
    #[default]
    None = 0,
    /// A sentence starts here.
    Sentence = 1,
    /// An item starts here: the next headline of a list on one line.
    Item = 2,
    /// A paragraph starts here: the text has a line break.
    Paragraph = 3,
    /// A document starts here.
    Document = 4,
}

impl Boundary {
    /// The name of the boundary in output and options.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Sentence => "sentence",
            Self::Item => "item",
            Self::Paragraph => "paragraph",
            Self::Document => "document",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn class_numbers_are_their_places() {
        for (place, class) in TokenClass::ALL.into_iter().enumerate() {
            assert_eq!(class as usize, place);
            assert_eq!(TokenClass::from_number(class as u8), Some(class));
        }
        assert_eq!(TokenClass::from_number(12), None);
    }

    #[test]
    fn class_sets_are_read_and_written() {
        let set: ClassSet = "words,-num,emoji".parse().unwrap();
        assert_eq!(set.to_string(), "word_ar,word_other,abbr,hashtag,emoji");
        assert_eq!(set.to_string().parse::<ClassSet>().unwrap(), set);
        assert_eq!("all".parse::<ClassSet>().unwrap(), ClassSet::ALL);
        assert_eq!("letters".parse(), "words,-num".parse::<ClassSet>());
        assert!("wrods".parse::<ClassSet>().unwrap_err().to_string().contains("\"wrods\""));
    }
}
