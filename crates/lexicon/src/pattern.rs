//! What can be searched for.

use std::error::Error as _;
use std::fmt;
use std::sync::Arc;

use levenshtein_automata::{DFA as FuzzyDfa, Distance, LevenshteinAutomatonBuilder};
use regex_automata::dfa::{Automaton as _, StartKind, dense};
use regex_automata::nfa::thompson;
use regex_automata::util::{primitives::StateID, start};
use regex_automata::{Anchored, MatchKind};

use crate::error::{LexiconError, LexiconErrorKind};

/// The largest edit distance.
const MOST_EDITS: u8 = 3;
/// The longest word for a search by edit distance, since its automaton grows with the word.
const FUZZY_CHARS: usize = 100;
/// Bytes that the automaton of a regular expression may take, and bytes to make it.
const REGEX_BYTES: usize = 32 << 20;

/// Which forms to find: made with one of the functions below, used with
/// [`Lexicon::search`](crate::Lexicon::search).
///
/// Characters are Unicode code points, never bytes. A pattern is compared with forms as they are:
/// fold it as the forms of the lexicon were folded.
///
/// ```
/// use siyaq_lexicon::Pattern;
///
/// assert!(Pattern::wildcard("ال*ية").matches("العربية"));
/// assert!(Pattern::wildcard("?تاب").matches("كتاب"));
/// assert!(Pattern::regex("(و|ف)?كتب(وا)?")?.matches("وكتبوا"));
/// assert_eq!(Pattern::fuzzy("مدرسة", 2)?.distance("المدرسة"), Some(2));
/// # Ok::<(), siyaq_lexicon::LexiconError>(())
/// ```
#[derive(Clone)]
pub struct Pattern {
    text: String,
    pub(crate) kind: Kind,
}

/// A pattern, ready to be compared.
#[derive(Clone)]
pub(crate) enum Kind {
    Exact,
    Prefix,
    Suffix,
    Infix(Arc<memchr::memmem::Finder<'static>>),
    Wildcard(Vec<Part>),
    Regex(Arc<RegexDfa>),
    Fuzzy(Arc<FuzzyDfa>),
}

/// A part of a wildcard pattern.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Part {
    Char(char),
    AnyChar,
    AnyRun,
}

impl Pattern {
    /// The form itself.
    #[must_use]
    pub fn exact(form: &str) -> Self {
        Self { text: form.to_owned(), kind: Kind::Exact }
    }

    /// Forms that begin with `prefix`. The empty one finds all forms.
    #[must_use]
    pub fn prefix(prefix: &str) -> Self {
        Self { text: prefix.to_owned(), kind: Kind::Prefix }
    }

    /// Forms that end with `suffix`. The empty one finds all forms.
    #[must_use]
    pub fn suffix(suffix: &str) -> Self {
        Self { text: suffix.to_owned(), kind: Kind::Suffix }
    }

    /// Forms that have `infix` anywhere. The empty one finds all forms.
    #[must_use]
    pub fn infix(infix: &str) -> Self {
        let finder = memchr::memmem::Finder::new(infix.as_bytes()).into_owned();
        Self { text: infix.to_owned(), kind: Kind::Infix(Arc::new(finder)) }
    }

    /// Whole forms where `*` stands for any characters, also none, and `?` for one character. A
    /// backslash takes the meaning away from the character after it; one at the end is itself.
    #[must_use]
    pub fn wildcard(pattern: &str) -> Self {
        let mut parts = Vec::new();
        let mut chars = pattern.chars();
        while let Some(ch) = chars.next() {
            match ch {
                '*' if parts.last() == Some(&Part::AnyRun) => {}
                '*' => parts.push(Part::AnyRun),
                '?' => parts.push(Part::AnyChar),
                '\\' => parts.push(Part::Char(chars.next().unwrap_or('\\'))),
                ch => parts.push(Part::Char(ch)),
            }
        }
        Self { text: pattern.to_owned(), kind: Kind::Wildcard(parts) }
    }

    /// Whole forms that a regular expression describes, in the syntax of the crate `regex`, with
    /// Unicode classes. There are no back-references and no `\b` (a form is one word).
    ///
    /// # Errors
    /// When the expression cannot be read, and when its automaton takes more than 32 MiB.
    pub fn regex(pattern: &str) -> Result<Self, LexiconError> {
        let dfa = RegexDfa::new(pattern)?;
        Ok(Self { text: pattern.to_owned(), kind: Kind::Regex(Arc::new(dfa)) })
    }

    /// Forms that become `word` by at most `max_distance` insertions, deletions and replacements of
    /// one character.
    ///
    /// # Errors
    /// When the distance is more than 3, and when the word has more than 100 characters.
    pub fn fuzzy(word: &str, max_distance: u8) -> Result<Self, LexiconError> {
        Self::edits(word, max_distance, false)
    }

    /// As [`fuzzy`](Self::fuzzy), where two neighbours that changed places count as one change and
    /// not two. (No character is changed twice: the "optimal string alignment" distance.)
    ///
    /// # Errors
    /// When the distance is more than 3, and when the word has more than 100 characters.
    pub fn fuzzy_with_swaps(word: &str, max_distance: u8) -> Result<Self, LexiconError> {
        Self::edits(word, max_distance, true)
    }

    fn edits(word: &str, distance: u8, swaps: bool) -> Result<Self, LexiconError> {
        if distance > MOST_EDITS {
            return Err(LexiconErrorKind::Distance { distance, limit: MOST_EDITS }.into());
        }
        let count = word.chars().count();
        if count > FUZZY_CHARS {
            let reason = format!(
                "it has {count} characters, and at most {FUZZY_CHARS} can be searched by distance"
            );
            return Err(LexiconErrorKind::Pattern { pattern: word.to_owned(), reason }.into());
        }
        let dfa = LevenshteinAutomatonBuilder::new(distance, swaps).build_dfa(word);
        Ok(Self { text: word.to_owned(), kind: Kind::Fuzzy(Arc::new(dfa)) })
    }

    /// The text that the pattern was made from.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Whether a form fits.
    #[must_use]
    pub fn matches(&self, form: &str) -> bool {
        match &self.kind {
            Kind::Exact => form == self.text,
            Kind::Prefix => form.starts_with(&self.text),
            Kind::Suffix => form.ends_with(&self.text),
            Kind::Infix(finder) => finder.find(form.as_bytes()).is_some(),
            Kind::Wildcard(parts) => wildcard_matches(parts, form),
            Kind::Regex(dfa) => dfa.matches(form.as_bytes()),
            Kind::Fuzzy(_) => self.distance(form).is_some(),
        }
    }

    /// The number of changes between a form and the word of a search by edit distance; `None` if
    /// it is more than the largest allowed, or if this is another kind of pattern.
    #[must_use]
    pub fn distance(&self, form: &str) -> Option<u8> {
        let Kind::Fuzzy(dfa) = &self.kind else { return None };
        match dfa.eval(form) {
            Distance::Exact(distance) => Some(distance),
            Distance::AtLeast(_) => None,
        }
    }
}

impl fmt::Debug for Pattern {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let kind = match self.kind {
            Kind::Exact => "exact",
            Kind::Prefix => "prefix",
            Kind::Suffix => "suffix",
            Kind::Infix(_) => "infix",
            Kind::Wildcard(_) => "wildcard",
            Kind::Regex(_) => "regex",
            Kind::Fuzzy(_) => "fuzzy",
        };
        write!(f, "Pattern::{kind}({:?})", self.text)
    }
}

/// Compares from the front; where it fails, the last `*` takes one character more.
fn wildcard_matches(parts: &[Part], form: &str) -> bool {
    let mut form = form.chars();
    let mut at = 0;
    let mut retry: Option<(usize, std::str::Chars<'_>)> = None;
    loop {
        if parts.get(at) == Some(&Part::AnyRun) {
            at += 1;
            if at == parts.len() {
                return true;
            }
            retry = Some((at, form.clone()));
            continue;
        }
        let fits = match (form.next(), parts.get(at)) {
            (None, None) => return true,
            (None, Some(_)) => return false,
            (Some(ch), Some(Part::Char(expected))) => ch == *expected,
            (Some(_), Some(_)) => true,
            (Some(_), None) => false,
        };
        if fits {
            at += 1;
            continue;
        }
        let Some((after, rest)) = &mut retry else { return false };
        if rest.next().is_none() {
            return false;
        }
        at = *after;
        form = rest.clone();
    }
}

/// A regular expression as an automaton over bytes.
pub(crate) struct RegexDfa {
    dfa: dense::DFA<Vec<u32>>,
    start: StateID,
}

impl RegexDfa {
    fn new(pattern: &str) -> Result<Self, LexiconError> {
        let config = dense::Config::new()
            .match_kind(MatchKind::All)
            .start_kind(StartKind::Anchored)
            .dfa_size_limit(Some(REGEX_BYTES))
            .determinize_size_limit(Some(REGEX_BYTES));
        let failed =
            |reason: String| LexiconErrorKind::Pattern { pattern: pattern.to_owned(), reason };
        let nfa = thompson::Config::new().nfa_size_limit(Some(REGEX_BYTES));
        let builder = dense::Builder::new().configure(config).thompson(nfa).clone();
        let dfa = builder.build(pattern).map_err(|error| {
            if error.is_size_limit_exceeded() || is_nfa_limit(&error) {
                let limit = REGEX_BYTES as u64;
                LexiconErrorKind::PatternTooLarge { pattern: pattern.to_owned(), limit }
            } else {
                failed(root_cause(&error))
            }
        })?;
        let start = start::Config::new().anchored(Anchored::Yes);
        let start = dfa.start_state(&start).map_err(|error| failed(error.to_string()))?;
        Ok(Self { dfa, start })
    }

    fn matches(&self, form: &[u8]) -> bool {
        let step = |state, &byte: &u8| self.dfa.next_state(state, byte);
        let state = form.iter().fold(self.start, step);
        self.dfa.is_match_state(self.dfa.next_eoi_state(state))
    }
}

/// Whether what an automaton is made from is too large already.
fn is_nfa_limit(error: &dense::BuildError) -> bool {
    let nfa = error.source().and_then(|source| source.downcast_ref::<thompson::BuildError>());
    nfa.is_some_and(|error| error.size_limit().is_some())
}

/// The message of the innermost error: the outer ones only say that there is one.
fn root_cause(error: &dyn std::error::Error) -> String {
    error.source().map_or_else(|| error.to_string(), root_cause)
}

impl fst::Automaton for &RegexDfa {
    type State = StateID;

    fn start(&self) -> StateID {
        self.start
    }

    fn is_match(&self, state: &StateID) -> bool {
        self.dfa.is_match_state(*state)
    }

    fn can_match(&self, state: &StateID) -> bool {
        !self.dfa.is_dead_state(*state) && !self.dfa.is_quit_state(*state)
    }

    fn accept(&self, state: &StateID, byte: u8) -> StateID {
        self.dfa.next_state(*state, byte)
    }

    fn accept_eof(&self, state: &StateID) -> Option<StateID> {
        Some(self.dfa.next_eoi_state(*state))
    }
}
