//! The normaliser.

use crate::chars;
use crate::elong;
use crate::mapped::Normalized;
use crate::sink::{Mapped, Plain, Sink};
use crate::steps::{Profile, Steps};
use crate::table::{Action, Table, compose};
use std::borrow::Cow;
use std::ops::Range;
use std::sync::Arc;
use unicode_normalization::char::canonical_combining_class;

/// Normalises text by a set of steps.
///
/// Normalising twice gives what normalising once gives, for every set of steps. White space and
/// punctuation are never added, changed or taken away.
///
/// Cost: making one fills its tables (some microseconds); a clone shares them.
///
/// ```
/// use siyaq_text::{Normalizer, Profile};
///
/// let standard = Normalizer::new(Profile::Standard);
/// assert_eq!(standard.normalize("أحمدُ في المكتبة، ٢٠١٥"), "احمد في المكتبة، 2015");
///
/// let mut key = String::new();
/// standard.normalize_into("عَلَى", &mut key);
/// assert_eq!(key, "علي");
/// ```
#[derive(Clone, Debug)]
pub struct Normalizer {
    table: Arc<Table>,
}

impl Normalizer {
    /// A normaliser with the steps of a profile.
    #[must_use]
    pub fn new(profile: Profile) -> Self {
        Self::with_steps(Steps::of(profile))
    }

    /// A normaliser with these steps.
    #[must_use]
    pub fn with_steps(steps: Steps) -> Self {
        Self { table: Arc::new(Table::new(steps)) }
    }

    /// The steps.
    #[must_use]
    pub fn steps(&self) -> Steps {
        self.table.steps()
    }

    /// The normalised text; borrowed where no step finds anything to do.
    #[must_use]
    pub fn normalize<'a>(&self, text: &'a str) -> Cow<'a, str> {
        if self.first_change(text).is_none() && !(elong::wanted(self.steps()) && elong::any(text)) {
            return Cow::Borrowed(text);
        }
        let mut out = String::with_capacity(text.len());
        self.normalize_into(text, &mut out);
        Cow::Owned(out)
    }

    /// Appends the normalised text to `out`. What `out` held before plays no part.
    ///
    /// Cost: allocates only when `out` grows, and when the step `elong` finds something to do.
    pub fn normalize_into(&self, text: &str, out: &mut String) {
        let start = out.len();
        self.run(text, &mut Plain::new(out));
        if elong::wanted(self.steps()) {
            elong::shorten(out, start);
        }
    }

    /// The normalised text with the place in the source of each of its characters.
    #[must_use]
    pub fn normalize_mapped(&self, text: &str) -> Normalized {
        let mut mapped = Mapped::default();
        self.run(text, &mut mapped);
        if elong::wanted(self.steps()) {
            elong::shorten_mapped(&mut mapped);
        }
        Normalized::new(mapped, text)
    }

    /// The first byte from `from` on at which a character begins that some step touches.
    #[inline]
    fn next_change(&self, bytes: &[u8], from: usize) -> Option<usize> {
        let mut at = from;
        while let Some(&lead) = bytes.get(at) {
            if lead < 0x80 {
                at += 1;
            } else if lead < 0xE0 {
                let trail = bytes.get(at + 1).copied().unwrap_or_default();
                if !self.table.keeps_pair(lead, trail) {
                    return Some(at);
                }
                at += 2;
            } else if Table::keeps_all_of(lead) {
                at += if lead < 0xF0 { 3 } else { 4 };
            } else {
                return Some(at);
            }
        }
        None
    }

    /// As [`Self::next_change`], and sure that something changes there.
    fn first_change(&self, text: &str) -> Option<usize> {
        let mut from = 0;
        loop {
            let at = self.next_change(text.as_bytes(), from)?;
            let c = text.get(at..)?.chars().next()?;
            if self.table.action(c) != Action::Keep {
                return Some(at);
            }
            from = at + c.len_utf8();
        }
    }

    #[inline]
    fn run(&self, text: &str, sink: &mut impl Sink) {
        let bytes = text.as_bytes();
        // Everything before `copied` has been dealt with.
        let (mut copied, mut from) = (0, 0);
        while let Some(at) = self.next_change(bytes, from) {
            let Some(c) = text.get(at..).and_then(|rest| rest.chars().next()) else { break };
            from = at + c.len_utf8();
            let action = self.table.action(c);
            if action == Action::Keep {
                continue;
            }
            if copied < at {
                sink.copy(text.get(copied..at).unwrap_or_default(), copied);
            }
            copied = from;
            self.act(action, c, at..from, text, sink);
        }
        if copied < bytes.len() {
            sink.copy(text.get(copied..).unwrap_or_default(), copied);
        }
    }

    #[inline]
    fn act(
        &self,
        action: Action<'_>,
        c: char,
        source: Range<usize>,
        text: &str,
        sink: &mut impl Sink,
    ) {
        match action {
            Action::Keep => sink.put(c, source),
            Action::Replace(other) => sink.put(other, source),
            Action::Delete => delete(c, source, sink),
            Action::Compose => self.compose(c, source, text, sink),
            Action::Expand(letters) => self.expand(letters, source, text, sink),
        }
    }

    /// Appends the letters of a presentation form, each as if the source had it.
    #[cold]
    fn expand(&self, letters: &[char], source: Range<usize>, text: &str, sink: &mut impl Sink) {
        for &letter in letters {
            match self.table.action(letter) {
                Action::Replace(other) => sink.put(other, source.clone()),
                Action::Delete => delete(letter, source.clone(), sink),
                Action::Compose => self.compose(letter, source.clone(), text, sink),
                Action::Keep | Action::Expand(_) => sink.put(letter, source.clone()),
            }
        }
    }

    /// Joins a madda or hamza with the letter that it stands on in the output. Between the two
    /// only marks may stand, and none of the same combining class, as in canonical composition.
    #[cold]
    fn compose(&self, mark: char, source: Range<usize>, text: &str, sink: &mut impl Sink) {
        let class = canonical_combining_class(mark);
        let mut base = None;
        for (place, c) in sink.written().char_indices().rev() {
            let between = canonical_combining_class(c);
            if between == 0 {
                base = Some((place, c));
            } else if between != class {
                continue;
            }
            break;
        }
        let composed = base.and_then(|(place, written)| {
            // The letter counts as the source has it, so that what a coarse profile makes of a
            // text is what it makes of the text that a finer one left. A mark that stays in the
            // output gets a second try, because it would get one when the output is normalised.
            let before = text.get(..source.start).and_then(|before| self.last_letter(before));
            let letter = before.filter(|letter| self.table.folded(*letter) == written);
            let again = self.table.keeps_free_marks().then_some(written);
            let joined = compose(letter.unwrap_or(written), mark)
                .or_else(|| again.and_then(|written| compose(written, mark)));
            joined.map(|letter| (place..place + written.len_utf8(), self.table.folded(letter)))
        });
        match composed {
            Some((place, letter)) => sink.replace(place, letter, source.end),
            None if self.table.keeps_free_marks() => sink.put(mark, source),
            None => sink.attach(source),
        }
    }

    /// The last character of `text` that is no mark and that is not deleted, before folding.
    fn last_letter(&self, text: &str) -> Option<char> {
        let shown = |c: char| match self.table.action(c) {
            Action::Delete => None,
            _ => Some(c).filter(|c| canonical_combining_class(*c) == 0),
        };
        text.chars().rev().find_map(|c| match self.table.action(c) {
            Action::Expand(letters) => letters.iter().rev().copied().find_map(shown),
            _ => shown(c),
        })
    }
}

impl Default for Normalizer {
    fn default() -> Self {
        Self::new(Profile::default())
    }
}

/// Leaves `c` out. A mark or a tatweel still belongs to the letter before it.
#[inline]
fn delete(c: char, source: Range<usize>, sink: &mut impl Sink) {
    if !chars::is_format_control(c) {
        sink.attach(source);
    }
}
