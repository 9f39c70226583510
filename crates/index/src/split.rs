//! Layers on which a word is several tokens.

use crate::packed::PackedIds;
use crate::{IndexError, Starts, TermId};
use siyaq_types::{ByteSpan, TokenPos};
use std::sync::OnceLock;

/// The tokens of words on a layer that takes words apart, as they are made.
///
/// ```
/// use siyaq_index::{LayerMaker, WordParts};
/// // Takes a و off the front, as a conjunction.
/// let split = |word: &str, parts: &mut WordParts| {
///     if let Some(rest) = word.strip_prefix('و') {
///         parts.push("و+", word.len() - rest.len());
///         parts.push(rest, word.len());
///     }
/// };
/// let _maker = LayerMaker::Split(Box::new(split));
/// ```
#[derive(Debug, Default)]
pub struct WordParts {
    /// The forms of all parts, one after the other.
    text: String,
    /// Where each form ends in the text.
    form_ends: Vec<u32>,
    /// Where each part ends in its word.
    pub(crate) ends: Vec<u32>,
    /// How many parts each word has.
    pub(crate) counts: Vec<u8>,
    /// How many parts there were before those of the word at hand.
    before: usize,
}

impl WordParts {
    /// Appends a part of the word: its form on the layer, and the byte of the word that it ends
    /// before. A part begins where the one before it ends.
    ///
    /// Parts that do not cover their word, forms that are empty, and more than
    /// [`TokenPos::MOST_PARTS`] parts are not taken: the word is one token then, as it is written.
    pub fn push(&mut self, form: &str, byte_end: usize) {
        self.text.push_str(form);
        self.form_ends.push(offset(self.text.len()));
        self.ends.push(offset(byte_end));
    }

    /// Ends a word.
    pub(crate) fn finish_word(&mut self, word: &str) {
        if !self.is_sound(word) {
            self.form_ends.truncate(self.before);
            self.ends.truncate(self.before);
            self.text.truncate(self.form_end(self.before));
            self.push(word, word.len());
        }
        let count = self.ends.len() - self.before;
        self.counts.push(u8::try_from(count).unwrap_or(u8::MAX));
        self.before = self.ends.len();
    }

    fn is_sound(&self, word: &str) -> bool {
        let ends = self.ends.get(self.before..).unwrap_or_default();
        let forms = self.before..self.form_ends.len();
        (1..=TokenPos::MOST_PARTS).contains(&ends.len())
            && ends.is_sorted()
            && ends.last() == Some(&offset(word.len()))
            && ends.iter().all(|end| word.is_char_boundary(*end as usize))
            && forms.into_iter().all(|part| self.form_end(part) < self.form_end(part + 1))
    }

    /// Where the forms of the first `parts` parts end.
    fn form_end(&self, parts: usize) -> usize {
        let last = parts.checked_sub(1).and_then(|last| self.form_ends.get(last));
        last.map_or(0, |end| *end as usize)
    }

    /// The forms of the parts.
    pub(crate) fn forms(&self) -> impl Iterator<Item = &str> {
        (0..self.form_ends.len()).map(|part| {
            let range = self.form_end(part)..self.form_end(part + 1);
            self.text.get(range).unwrap_or_default()
        })
    }
}

/// A place in the text of a chunk of words, which is far smaller than 4 GiB.
fn offset(place: usize) -> u32 {
    u32::try_from(place).unwrap_or(u32::MAX)
}

/// The parts of every word on a layer that takes words apart.
#[derive(Debug)]
pub struct Split {
    /// Where the parts of each word begin in the two columns below.
    parts: Starts,
    /// The form of each part.
    map: PackedIds,
    /// Where each part ends in its word, in bytes.
    ends: PackedIds,
    forms: u32,
    table: OnceLock<Table>,
}

/// The columns, decoded.
#[derive(Debug)]
struct Table {
    first: Vec<u32>,
    forms: Vec<u32>,
}

impl Split {
    /// Columns that fit each other; `name` is that of the files.
    pub(crate) fn new(
        name: &str,
        parts: Starts,
        map: PackedIds,
        ends: PackedIds,
        forms: u32,
    ) -> Result<Self, IndexError> {
        let count = map.count();
        let fits = parts.get(parts.len()) == count as u64
            && ends.count() == count
            && u32::try_from(count).is_ok();
        if !fits {
            return Err(IndexError::corrupt(&format!("{name}.parts"), "its maps do not fit"));
        }
        Ok(Self { parts, map, ends, forms, table: OnceLock::new() })
    }

    /// How many words there are.
    pub(crate) fn word_count(&self) -> u64 {
        self.parts.len()
    }

    /// How many parts all words have together, each word counted once.
    #[must_use]
    pub fn part_count(&self) -> u64 {
        self.map.count() as u64
    }

    /// The forms of the parts of a word, in order; none for a word that is not there. The table is
    /// decoded at the first call, then kept.
    #[inline]
    #[must_use]
    pub fn forms(&self, word: TermId) -> &[u32] {
        let table = self.table.get_or_init(|| self.decode());
        let bounds = (table.first.get(word.index()), table.first.get(word.index() + 1));
        let (Some(from), Some(to)) = bounds else { return &[] };
        let parts = table.forms.get(*from as usize..*to as usize).unwrap_or_default();
        // A damaged file may hold a word of more.
        parts.get(..TokenPos::MOST_PARTS).unwrap_or(parts)
    }

    fn decode(&self) -> Table {
        let within = |form: u32| if form < self.forms { form } else { 0 };
        let forms: Vec<u32> = self.map.to_vec().into_iter().map(within).collect();
        let starts = self.parts.iter_from(0).chain([self.part_count()]);
        let first = starts.map(|start| u32::try_from(start).unwrap_or(u32::MAX)).collect();
        Table { first, forms }
    }

    /// Where a part stands in its word, in bytes of the word as it is written; the whole word is
    /// its parts in a row. Empty for what is not there, and for a part that is not written.
    #[must_use]
    pub fn span(&self, word: TermId, part: u8) -> ByteSpan {
        let parts = self.parts.unit(u64::from(word.0));
        let end = |place: u64| usize::try_from(place).map_or(0, |place| self.ends.get(place));
        let place = parts.start + u64::from(part);
        if place >= parts.end {
            return ByteSpan::default();
        }
        let start = if part == 0 { 0 } else { end(place - 1) };
        ByteSpan::new(start, end(place))
    }

    /// Checks that the parts of each word are parts of it; `form` gives a word by id.
    pub(crate) fn verify<'w>(
        &self,
        name: &str,
        form: impl Fn(TermId) -> &'w str,
    ) -> Result<(), IndexError> {
        let words = u32::try_from(self.parts.len()).unwrap_or(u32::MAX);
        for word in (0..words).map(TermId) {
            let parts = self.parts.unit(u64::from(word.0));
            let count = usize::try_from(parts.end - parts.start).unwrap_or(usize::MAX);
            let written = form(word);
            let mut next = 0;
            let follows = (0u8..).take(count.min(TokenPos::MOST_PARTS)).all(|part| {
                let span = self.span(word, part);
                let follows = span.start == next && span.text(written).is_some();
                next = span.end;
                follows
            });
            let covers =
                (1..=TokenPos::MOST_PARTS).contains(&count) && next as usize == written.len();
            if !follows || !covers {
                let what = format!("the parts of word {} do not make the word", word.0);
                return Err(IndexError::corrupt(&format!("{name}.ends"), what));
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_that_do_not_make_the_word_are_not_taken() {
        let mut parts = WordParts::default();
        let mut word = |word: &str, pushed: &[(&str, usize)]| {
            pushed.iter().for_each(|(form, end)| parts.push(form, *end));
            parts.finish_word(word);
        };
        word("وكتب", &[("و+", 2), ("كتب", 8)]);
        word("لله", &[("ل+", 2), ("ال+", 2), ("اله", 6)]);
        for wrong in [
            &[][..],
            &[("و+", 2)],
            &[("و+", 2), ("كتب", 9)],
            &[("و+", 1), ("كتب", 8)],
            &[("و+", 4), ("ك", 2), ("تب", 8)],
            &[("", 2), ("كتب", 8)],
            &[("و", 8); TokenPos::MOST_PARTS + 1],
        ] {
            word("وكتب", wrong);
        }
        assert_eq!(parts.counts, [2, 3, 1, 1, 1, 1, 1, 1, 1]);
        assert_eq!(parts.ends, [2, 8, 2, 2, 6, 8, 8, 8, 8, 8, 8, 8]);
        let forms: Vec<&str> = parts.forms().collect();
        assert_eq!(forms.get(..5).unwrap(), ["و+", "كتب", "ل+", "ال+", "اله"]);
        assert!(forms.iter().skip(5).all(|form| *form == "وكتب"));
    }
}
