//! How to tokenise.

/// What a line break means.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Newline {
    /// Every line break starts a paragraph: news, lists, social media.
    #[default]
    Paragraph,
    /// An empty line starts a paragraph, and a single line break is a space: books whose lines
    /// are broken at the margin.
    BlankLine,
    /// Line breaks are spaces.
    Space,
}

impl Newline {
    /// Every choice.
    pub const ALL: [Self; 3] = [Self::Paragraph, Self::BlankLine, Self::Space];

    /// The name of the choice in options and manifests.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Paragraph => "paragraph",
            Self::BlankLine => "blank-line",
            Self::Space => "space",
        }
    }
}

/// How to tokenise.
///
/// ```
/// use siyaq_token::{Newline, Tokenizer, TokenizerOptions};
///
/// let options = TokenizerOptions::default().collapse_runs(false).newline(Newline::Space);
/// assert_eq!(Tokenizer::new(options).tokenize("عجب!!!").len(), 4);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct TokenizerOptions {
    /// Whether a run of the same punctuation character is one token (`!!`, `***`), as it is by
    /// default, or as many as it has characters.
    pub collapse_runs: bool,
    /// What a line break means.
    pub newline: Newline,
    /// Whether `؛` and `;` end a sentence. They do not by default.
    pub break_on_semicolon: bool,
    /// Whether `:` ends a sentence. It does not by default.
    pub break_on_colon: bool,
}

impl Default for TokenizerOptions {
    fn default() -> Self {
        Self::DEFAULT
    }
}

impl TokenizerOptions {
    pub(crate) const DEFAULT: Self = Self {
        collapse_runs: true,
        newline: Newline::Paragraph,
        break_on_semicolon: false,
        break_on_colon: false,
    };

    /// Sets [`Self::collapse_runs`].
    #[must_use]
    pub const fn collapse_runs(mut self, collapse_runs: bool) -> Self {
        self.collapse_runs = collapse_runs;
        self
    }

    /// Sets [`Self::newline`].
    #[must_use]
    pub const fn newline(mut self, newline: Newline) -> Self {
        self.newline = newline;
        self
    }

    /// Sets [`Self::break_on_semicolon`].
    #[must_use]
    pub const fn break_on_semicolon(mut self, break_on_semicolon: bool) -> Self {
        self.break_on_semicolon = break_on_semicolon;
        self
    }

    /// Sets [`Self::break_on_colon`].
    #[must_use]
    pub const fn break_on_colon(mut self, break_on_colon: bool) -> Self {
        self.break_on_colon = break_on_colon;
        self
    }
}
