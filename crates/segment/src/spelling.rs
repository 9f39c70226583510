//! How pieces are spelt alone: hamzas on alefs, and the letters of a word one by one.

use crate::grammar::{Head, Tail};
use siyaq_text::chars::is_arabic_letter;

/// How many alefs of a word are looked at.
const ALEFS: u32 = 4;

/// The letters that an alef may be, by their number.
const FORMS: [char; 4] = ['ا', 'أ', 'إ', 'آ'];

fn alef_number(c: char) -> Option<usize> {
    FORMS.iter().position(|form| *form == c).or((c == 'ٱ').then_some(0))
}

/// The spelling of the first four alefs of a form, two bits each.
pub(crate) fn alefs_of(form: &str) -> u8 {
    let numbers = form.chars().filter_map(alef_number).take(ALEFS as usize);
    numbers.zip(0_u32..).fold(0, |alefs, (number, place)| alefs | (number as u8) << (2 * place))
}

/// The letter that the alef with this place in the word should be; `None` past the fourth.
pub(crate) fn alef(alefs: u8, place: u32) -> Option<char> {
    let number = alefs.checked_shr(2 * place).filter(|_| place < ALEFS)? & 3;
    FORMS.get(usize::from(number)).copied()
}

/// The letters of a cleaned word, each with the marks after it.
#[derive(Clone, Copy)]
pub(crate) struct Clusters<'t> {
    text: &'t str,
    /// Where each letter starts in the text, and where the last one ends.
    starts: &'t [u32],
}

impl<'t> Clusters<'t> {
    /// Finds the letters; `starts` is memory that is used again.
    pub(crate) fn of(text: &'t str, starts: &'t mut Vec<u32>) -> Self {
        starts.clear();
        let offset = |place: usize| u32::try_from(place).unwrap_or(u32::MAX);
        let letters = text.char_indices().filter(|(_, c)| is_arabic_letter(*c));
        starts.extend(letters.map(|(at, _)| offset(at)));
        if let Some(first) = starts.first_mut() {
            *first = 0;
        }
        starts.push(offset(text.len()));
        Self { text, starts }
    }

    /// How many there are.
    pub(crate) fn count(self) -> usize {
        self.starts.len() - 1
    }

    /// The letters from one up to, and without, another.
    pub(crate) fn slice(self, from: usize, to: usize) -> Self {
        let last = self.starts.get(self.count()..).unwrap_or_default();
        Self { text: self.text, starts: self.starts.get(from..=to).unwrap_or(last) }
    }

    /// The letters as they are written.
    pub(crate) fn text(self) -> &'t str {
        let range = self.starts.first().zip(self.starts.last());
        range.and_then(|(from, to)| self.text.get(*from as usize..*to as usize)).unwrap_or_default()
    }

    /// The letters one by one.
    fn iter(self) -> impl Iterator<Item = &'t str> {
        (0..self.count()).map(move |place| self.slice(place, place + 1).text())
    }
}

/// Appends a stem as it is spelt alone. `alefs` is the usual spelling of the alefs of the stem
/// without clitics; only bare alefs are changed to it.
pub(crate) fn spell_stem(
    clusters: Clusters<'_>,
    head: Head,
    tail: Tail,
    alefs: u8,
    out: &mut String,
) {
    let mut place = 0;
    if head != Head::Keep {
        out.push('ا');
        place = 1;
    }
    if head == Head::HiddenArticle {
        out.push('ل');
    }
    for (number, cluster) in clusters.iter().enumerate() {
        let mut chars = cluster.chars();
        let Some(letter) = chars.next() else { continue };
        let is_last = number + 1 == clusters.count();
        let changed = match tail {
            Tail::TehMarbuta if is_last => 'ة',
            Tail::Maqsura if is_last => 'ى',
            Tail::Hamza if is_last => 'ء',
            _ if letter == 'ا' => alef(alefs, place).unwrap_or(letter),
            _ => letter,
        };
        place += u32::from(alef_number(letter).is_some());
        out.push(changed);
        out.push_str(chars.as_str());
    }
    if tail == Tail::SilentAlef {
        out.push('ا');
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn alefs_have_two_bits_each() {
        assert_eq!(alefs_of("أنباء"), 0b0001);
        assert_eq!(alefs_of("الإسلام"), 0b00_1000);
        assert_eq!(alefs_of("كتب"), 0);
        assert_eq!((alef(0b1000, 1), alef(0b1000, 4)), (Some('إ'), None));
    }

    #[test]
    fn marks_stay_with_their_letters() {
        let word = "شقيق\u{64E}ت\u{650}";
        let mut starts = Vec::new();
        let letters = Clusters::of(word, &mut starts);
        assert_eq!(letters.count(), 5);
        assert_eq!(letters.slice(3, 5).text(), "ق\u{64E}ت\u{650}");
        let mut out = String::new();
        spell_stem(letters, Head::Keep, Tail::TehMarbuta, 0, &mut out);
        assert_eq!(out, "شقيق\u{64E}ة\u{650}");
        let mut out = String::new();
        let letters = Clusters::of("لاسلام", &mut starts);
        spell_stem(letters, Head::Article, Tail::Keep, 0b1000, &mut out);
        assert_eq!(out, "الإسلام");
    }
}
