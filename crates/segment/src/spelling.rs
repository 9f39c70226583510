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
pub(crate) fn clusters(cleaned: &str) -> Vec<&str> {
    let starts = cleaned.char_indices().filter(|(_, c)| is_arabic_letter(*c));
    let mut starts: Vec<usize> = starts.map(|(at, _)| at).collect();
    if let Some(first) = starts.first_mut() {
        *first = 0;
    }
    starts.push(cleaned.len());
    starts
        .windows(2)
        .filter_map(|pair| match pair {
            [start, end] => cleaned.get(*start..*end),
            _ => None,
        })
        .collect()
}

/// Appends a stem as it is spelt alone. `alefs` is the usual spelling of the alefs of the stem
/// without clitics; only bare alefs are changed to it.
pub(crate) fn spell_stem(clusters: &[&str], head: Head, tail: Tail, alefs: u8, out: &mut String) {
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
        let is_last = number + 1 == clusters.len();
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
        let letters = clusters(word);
        assert_eq!(letters.len(), 5);
        let mut out = String::new();
        spell_stem(&letters, Head::Keep, Tail::TehMarbuta, 0, &mut out);
        assert_eq!(out, "شقيق\u{64E}ة\u{650}");
        let mut out = String::new();
        spell_stem(&clusters("لاسلام"), Head::Article, Tail::Keep, 0b1000, &mut out);
        assert_eq!(out, "الإسلام");
    }
}
