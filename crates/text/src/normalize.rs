//! The normaliser.

use crate::careful;
use crate::chars::{is_format_control, is_white_space};
use crate::elong;
use crate::mapped::Normalized;
use crate::place::PlaceRules;
use crate::sink::{Mapped, Plain, Sink};
use crate::steps::{Profile, Steps};
use crate::table::{Action, Table};
use crate::turned;
use std::borrow::Cow;
use std::ops::Range;
use std::sync::Arc;
use unicode_normalization::char::canonical_combining_class;

/// Bytes of a text that is looked at character by character.
const LONGEST_WORD: usize = 128;

/// Normalises text by a set of steps.
///
/// Normalising twice gives what normalising once gives, for every set of steps. White space and
/// punctuation are never added, changed or taken away; where a right-to-left mark goes from beside the only
/// sign of a number, the digits stand as the mark let them be read.
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

    /// What normalises in place.
    pub(crate) fn place(&self) -> &PlaceRules {
        self.table.place()
    }

    /// Whether all that becomes of the character in two bytes is that it is deleted, and nothing
    /// becomes of others for that.
    pub(crate) fn deletes_only(&self, lead: u8, trail: u8) -> bool {
        lead & 0xE0 == 0xC0
            && matches!(self.table.pair_action(lead, trail), Action::Attach | Action::Drop)
            && !elong::wanted(self.steps())
    }

    /// The normalised text; borrowed where no step finds anything to do.
    #[must_use]
    pub fn normalize<'a>(&self, text: &'a str) -> Cow<'a, str> {
        if !(self.changes(text) || elong::wanted(self.steps()) && elong::any(text)) {
            return Cow::Borrowed(text);
        }
        let mut out = String::with_capacity(text.len());
        self.normalize_into(text, &mut out);
        Cow::Owned(out)
    }

    /// Appends the normalised text to `out`. What `out` held before plays no part.
    ///
    /// Cost: for a word allocates only when `out` grows, and when the step `elong` finds something
    /// to do; for longer text also once as much as the text has bytes.
    #[inline]
    pub fn normalize_into(&self, text: &str, out: &mut String) {
        if text.len() > LONGEST_WORD {
            return self.normalize_text_into(text, out);
        }
        // Most words are written as their key is, and go through here.
        let kept = self.table.kept_bytes(text.as_bytes());
        if kept == text.len() && !elong::wanted(self.steps()) {
            out.push_str(text);
        } else {
            self.rewrite_into(text, kept, out);
        }
    }

    /// As [`Self::normalize_into`], many bytes at once.
    fn normalize_text_into(&self, text: &str, out: &mut String) {
        // Places are numbers of 32 bits, and elongations are seen only one by one.
        if u32::try_from(text.len()).is_err() || elong::wanted(self.steps()) {
            return self.rewrite_into(text, 0, out);
        }
        let (mut forms, mut apart) = (Vec::new(), Vec::new());
        let bytes = text.as_bytes();
        let forms = self.table.place().run(text, &mut forms, &mut apart);
        let mut sink = Plain::new(out);
        // What stands from `kept` on is not yet copied.
        let mut kept = 0;
        for place in apart.into_iter().map(|place| place as usize) {
            // The place of a character of two bytes may be the second.
            let second = bytes.get(place).is_some_and(|byte| byte & 0xC0 == 0x80);
            let start = place - usize::from(second);
            let Some(c) = text.get(start..).and_then(|rest| rest.chars().next()) else { break };
            let action = self.table.action(c);
            if start >= kept && action != Action::Keep {
                sink.copy(forms.get(kept..start).unwrap_or_default(), kept);
                kept = self.act(action, c, start, text, &mut sink);
            }
        }
        sink.copy(forms.get(kept..).unwrap_or_default(), kept);
    }

    /// As [`Self::normalize_into`], given that the first `kept` bytes of `text` stay.
    fn rewrite_into(&self, text: &str, kept: usize, out: &mut String) {
        let start = out.len();
        self.run(text, kept, &mut Plain::new(out));
        if elong::wanted(self.steps()) {
            elong::shorten(out, start);
        }
    }

    /// The normalised text with the place in the source of each of its characters.
    #[must_use]
    pub fn normalize_mapped(&self, text: &str) -> Normalized {
        let mut mapped = Mapped::default();
        self.run(text, 0, &mut mapped);
        if elong::wanted(self.steps()) {
            elong::shorten_mapped(&mut mapped);
        }
        Normalized::new(mapped, text)
    }

    /// Whether some step other than `elong` changes the text.
    fn changes(&self, text: &str) -> bool {
        let mut rest = text;
        loop {
            let kept = self.table.kept_bytes(rest.as_bytes());
            let mut chars = rest.get(kept..).unwrap_or_default().chars();
            match chars.next() {
                None => return false,
                Some(c) if self.table.action(c) != Action::Keep => return true,
                Some(_) => rest = chars.as_str(),
            }
        }
    }

    /// Writes the normalised text to `sink`. The bytes before `from` are known to stay.
    #[inline]
    fn run(&self, text: &str, from: usize, sink: &mut impl Sink) {
        let bytes = text.as_bytes();
        // What stands from `kept` to `at` is kept, and not yet copied.
        let (mut kept, mut at) = (0, from);
        loop {
            let rest = bytes.get(at..).unwrap_or_default();
            at += self.table.kept_bytes(rest);
            let (length, action) = match bytes.get(at..) {
                Some([lead @ 0xC0..=0xDF, trail, ..]) => (2, self.table.pair_action(*lead, *trail)),
                None | Some([]) => break,
                Some([lead, ..]) if Table::keeps_all_of(*lead) => {
                    at += 3 + usize::from(*lead >= 0xF0);
                    continue;
                }
                Some(_) => {
                    let c = text.get(at..).and_then(|rest| rest.chars().next()).unwrap_or_default();
                    let action = self.table.action(c);
                    if action == Action::Keep {
                        at += c.len_utf8();
                        continue;
                    }
                    (c.len_utf8(), action)
                }
            };
            if kept < at {
                sink.copy(text.get(kept..at).unwrap_or_default(), kept);
            }
            let Some(c) = text.get(at..at + length).and_then(|rest| rest.chars().next()) else {
                break;
            };
            kept = self.act(action, c, at, text, sink);
            at = kept;
        }
        if kept < bytes.len() {
            sink.copy(text.get(kept..).unwrap_or_default(), kept);
        }
    }

    /// Does to the character `c` at byte `start` of `text` what is to be done, and says from where
    /// to go on.
    #[inline]
    fn act(
        &self,
        action: Action,
        c: char,
        start: usize,
        text: &str,
        sink: &mut impl Sink,
    ) -> usize {
        let source = start..start + c.len_utf8();
        let end = source.end;
        match action {
            Action::Drop => {}
            Action::Replace(other) => sink.put(other, source),
            Action::Attach => sink.attach(source),
            Action::Order if self.is_in_order(c, start, text) => sink.put(c, source),
            Action::Seat(folded) if is_before_plain_letter(text, end) => sink.put(folded, source),
            Action::Keep => sink.put(c, source),
            Action::Mark if !turned::may_turn(text, &source) => {}
            Action::Order | Action::Seat(_) | Action::Mark | Action::Careful => {
                return self.rewrite_word(source, text, sink);
            }
        }
        end
    }

    /// Whether a mark at byte `start` stands where canonical order has it.
    fn is_in_order(&self, c: char, start: usize, text: &str) -> bool {
        let before = text.get(..start).and_then(|before| before.chars().next_back());
        before.is_none_or(|before| match self.table.action(before) {
            Action::Keep | Action::Replace(_) | Action::Seat(_) => true,
            Action::Order => canonical_combining_class(before) <= canonical_combining_class(c),
            _ => false,
        })
    }

    /// Writes the word around `place` in the general way, instead of what is written of it already,
    /// and says where it ends.
    #[cold]
    fn rewrite_word(&self, place: Range<usize>, text: &str, sink: &mut impl Sink) -> usize {
        let before = text.get(..place.start).unwrap_or_default();
        let start = before.rfind(is_white_space).map_or(0, |space| {
            let width = before.get(space..).and_then(|rest| rest.chars().next());
            space + width.map_or(0, char::len_utf8)
        });
        let after = text.get(place.end..).unwrap_or_default();
        let end = place.end + after.find(is_white_space).unwrap_or(after.len());
        sink.rewind();
        let word = text.get(start..end).unwrap_or_default();
        let mut at = start;
        for piece in careful::pieces(word, careful::PIECE) {
            for cell in careful::normalized(&self.table, piece, at) {
                sink.put(cell.c, cell.source);
            }
            at += piece.len();
        }
        end
    }
}

/// Whether a character that is surely no و, no hamza before one and no mark stands at byte `at`, or nothing does.
fn is_before_plain_letter(text: &str, at: usize) -> bool {
    match text.get(at..).and_then(|rest| rest.chars().next()) {
        None => true,
        Some(next) => {
            !matches!(next, 'و' | 'ؤ' | 'ئ' | 'ء')
                && next != '\u{640}'
                && !is_format_control(next)
                && canonical_combining_class(next) == 0
                && next < '\u{670}'
        }
    }
}

impl Default for Normalizer {
    fn default() -> Self {
        Self::new(Profile::default())
    }
}
