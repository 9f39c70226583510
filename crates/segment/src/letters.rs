//! The letters of a word after folding, each with its place in the word as it was written.

use siyaq_text::Normalizer;
use siyaq_text::chars::is_arabic_letter;

/// A word of more letters is not taken apart.
pub(crate) const MOST_LETTERS: usize = 40;

/// A letter of the folded alphabet. The numbers are bytes that the crate `fst` stores in the
/// fewest bits, and are part of the dictionary format; their lowest six bits differ.
pub(crate) type Letter = u8;

pub(crate) const ALEF: Letter = b'a';
pub(crate) const HAMZA: Letter = b'e';
pub(crate) const HAMZA_ON_WAW: Letter = b'o';
pub(crate) const HAMZA_ON_YEH: Letter = b'i';
pub(crate) const BEH: Letter = b'b';
pub(crate) const TEH_MARBUTA: Letter = b'p';
pub(crate) const TEH: Letter = b't';
pub(crate) const SEEN: Letter = b's';
pub(crate) const AIN: Letter = b'A';
pub(crate) const FEH: Letter = b'f';
pub(crate) const HAH: Letter = b'H';
pub(crate) const KAF: Letter = b'k';
pub(crate) const LAM: Letter = b'l';
pub(crate) const MEEM: Letter = b'm';
pub(crate) const NOON: Letter = b'n';
pub(crate) const HEH: Letter = b'h';
pub(crate) const WAW: Letter = b'w';
pub(crate) const YEH: Letter = b'y';
/// Any letter that has no number of its own.
pub(crate) const OTHER: Letter = b'O';

/// The letters that have a number, as the profile `standard` writes them.
const ALPHABET: [(char, Letter); 38] = [
    ('ا', ALEF),
    ('ء', HAMZA),
    ('ؤ', HAMZA_ON_WAW),
    ('ئ', HAMZA_ON_YEH),
    ('ب', BEH),
    ('ة', TEH_MARBUTA),
    ('ت', TEH),
    ('ث', b'v'),
    ('ج', b'j'),
    ('ح', b'H'),
    ('خ', b'x'),
    ('د', b'd'),
    ('ذ', b'D'),
    ('ر', b'r'),
    ('ز', b'z'),
    ('س', SEEN),
    ('ش', b'S'),
    ('ص', b'c'),
    ('ض', b'C'),
    ('ط', b'T'),
    ('ظ', b'E'),
    ('ع', AIN),
    ('غ', b'g'),
    ('ف', FEH),
    ('ق', b'q'),
    ('ك', KAF),
    ('ل', LAM),
    ('م', MEEM),
    ('ن', NOON),
    ('ه', HEH),
    ('و', WAW),
    ('ي', YEH),
    ('پ', b'P'),
    ('چ', b'F'),
    ('ڤ', b'B'),
    ('گ', b'G'),
    ('ژ', b'I'),
    ('ڨ', b'L'),
];

/// What the profile `standard` writes otherwise: the code points of the block, and the letter.
const FOLDED: [(&[char], Letter); 5] = [
    (&['آ', 'أ', 'إ', 'ٱ', '\u{672}', '\u{673}', '\u{675}'], ALEF),
    (&['ى', '\u{620}', '\u{6CC}', '\u{6CD}'], YEH),
    (&['\u{6A9}', '\u{6AA}'], KAF),
    (&['\u{6BE}', '\u{6C0}', '\u{6C1}', '\u{6C2}', '\u{6D5}'], HEH),
    (&['\u{6C3}'], TEH_MARBUTA),
];

/// The letter of a character that the profile `standard` leaves as it is; `None` for what is no
/// Arabic letter.
pub(crate) fn letter(c: char) -> Option<Letter> {
    if !is_arabic_letter(c) {
        return None;
    }
    Some(ALPHABET.iter().find(|(other, _)| *other == c).map_or(OTHER, |(_, letter)| *letter))
}

/// The character of a letter; `None` for [`OTHER`] and for what is no letter.
pub(crate) fn character(letter: Letter) -> Option<char> {
    ALPHABET.iter().find(|(_, other)| *other == letter).map(|(c, _)| *c)
}

/// The letters of a folded form; `None` if it has a character without a number.
pub(crate) fn letters_of(folded: &str) -> Option<Vec<Letter>> {
    folded.chars().map(|c| letter(c).filter(|letter| *letter != OTHER)).collect()
}

/// A folded form as it is written.
#[cfg(test)]
pub(crate) fn written(letters: &[Letter]) -> String {
    letters.iter().filter_map(|letter| character(*letter)).collect()
}

/// Characters that the normaliser must see.
const ASK: u8 = 0;
/// Characters that belong to the letter before them: marks and tatweel.
const PASS: u8 = 1;
/// Characters that no Arabic word has.
const NO_WORD: u8 = 2;

/// What the code points U+0600–U+06FF are: one of the three above, or a letter.
struct Table([u8; 256]);

impl Table {
    fn new() -> Self {
        let mut table = [ASK; 256];
        let place = |c: char| u8::try_from(u32::from(c).wrapping_sub(0x600)).map(usize::from);
        for c in '\u{600}'..='\u{6FF}' {
            let entry = match c {
                '\u{653}'..='\u{655}' => ASK,
                '\u{610}'..='\u{61A}'
                | '\u{61C}'
                | '\u{640}'
                | '\u{64B}'..='\u{652}'
                | '\u{656}'..='\u{65F}'
                | '\u{670}'
                | '\u{6D6}'..='\u{6DC}'
                | '\u{6DF}'..='\u{6E8}'
                | '\u{6EA}'..='\u{6ED}' => PASS,
                c if is_arabic_letter(c) => {
                    let folded = FOLDED.iter().find(|(group, _)| group.contains(&c));
                    folded.map(|(_, letter)| *letter).or_else(|| letter(c)).unwrap_or(OTHER)
                }
                _ => NO_WORD,
            };
            if let Ok(place) = place(c) {
                table[place] = entry;
            }
        }
        Self(table)
    }
}

/// Folds words to letters. What it makes of a word is what the profile `standard` makes of it.
pub(crate) struct Folder {
    table: Table,
    normalizer: Normalizer,
}

impl Folder {
    pub(crate) fn new() -> Self {
        Self { table: Table::new(), normalizer: Normalizer::default() }
    }

    /// Reads the letters of `word` into `letters`. Gives `false` where it is no Arabic word, or has
    /// more letters than one that is taken apart.
    #[inline]
    pub(crate) fn fold(&self, word: &str, letters: &mut Letters) -> bool {
        letters.clear();
        let bytes = word.as_bytes();
        let mut at = 0;
        while let Some([lead, trail, ..]) = bytes.get(at..) {
            let high = lead.wrapping_sub(0xD8);
            if high > 3 {
                return self.fold_rare(word, letters);
            }
            match self.table.0[usize::from(high << 6 | (trail & 0x3F))] {
                ASK => return self.fold_rare(word, letters),
                PASS => {}
                NO_WORD => return false,
                letter => {
                    if !letters.push(letter, at) {
                        return false;
                    }
                }
            }
            at += 2;
        }
        at == bytes.len() && letters.len > 0
    }

    /// As [`Self::fold`], for any characters.
    #[cold]
    fn fold_rare(&self, word: &str, letters: &mut Letters) -> bool {
        letters.clear();
        let folded = self.normalizer.normalize_mapped(word);
        let mut previous = None;
        for (c, span) in folded.chars() {
            let Some(letter) = letter(c) else { return false };
            // The second letter of a ligature begins where the ligature ends and the marks behind it,
            // so that the pieces of a word are never halves of a character.
            let is_second = previous == Some(span.start);
            let start = if is_second { span.end } else { span.start };
            letters.inside |= u64::from(is_second) << letters.len.min(MOST_LETTERS);
            previous = Some(span.start);
            if !letters.push(letter, start as usize) {
                return false;
            }
        }
        letters.len > 0
    }
}

/// The letters of a word.
pub(crate) struct Letters {
    len: usize,
    /// A bit for each letter that is in a character with the letter before it.
    inside: u64,
    letters: [Letter; MOST_LETTERS],
    starts: [u16; MOST_LETTERS],
}

impl Letters {
    pub(crate) const fn new() -> Self {
        let (letters, starts) = ([0; MOST_LETTERS], [0; MOST_LETTERS]);
        Self { len: 0, inside: 0, letters, starts }
    }

    #[inline]
    fn clear(&mut self) {
        (self.len, self.inside) = (0, 0);
    }

    /// Whether one character of the word is several letters.
    #[inline]
    pub(crate) fn has_ligature(&self) -> bool {
        self.inside != 0
    }

    /// Whether the letter with this number is in a character with the letter before it.
    pub(crate) fn is_inside(&self, index: u8) -> bool {
        self.inside.checked_shr(u32::from(index)).is_some_and(|bits| bits & 1 == 1)
    }

    #[inline]
    fn push(&mut self, letter: Letter, start: usize) -> bool {
        let Ok(start) = u16::try_from(start) else { return false };
        let places = self.letters.get_mut(self.len).zip(self.starts.get_mut(self.len));
        let Some((letter_place, start_place)) = places else { return false };
        (*letter_place, *start_place) = (letter, start);
        self.len += 1;
        true
    }

    #[inline]
    pub(crate) fn as_slice(&self) -> &[Letter] {
        self.letters.get(..self.len).unwrap_or_default()
    }

    /// Where the letter with this number begins in the word, in bytes.
    #[inline]
    pub(crate) fn start(&self, index: usize) -> u32 {
        self.starts.get(index).map_or(0, |start| u32::from(*start))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use siyaq_text::Profile;

    fn fold(word: &str) -> Option<String> {
        let mut letters = Letters::new();
        Folder::new().fold(word, &mut letters).then(|| written(letters.as_slice()))
    }

    #[test]
    fn every_letter_has_its_own_number() {
        for (index, (c, letter)) in ALPHABET.iter().enumerate() {
            let others = ALPHABET.iter().skip(index + 1);
            let differs = |(other, number): &(char, Letter)| {
                other != c && number & 0x3F != letter & 0x3F && number & 0x3F != OTHER & 0x3F
            };
            assert!(others.clone().all(differs), "{c}");
            assert_eq!((super::letter(*c), character(*letter)), (Some(*letter), Some(*c)));
        }
    }

    #[test]
    fn the_block_is_folded_as_the_profile_folds_it() {
        let standard = Normalizer::new(Profile::Standard);
        for c in '\u{600}'..='\u{6FF}' {
            let word = format!("ب{c}ب");
            let expected: Option<Vec<Letter>> =
                standard.normalize(&word).chars().map(letter).collect();
            let mut letters = Letters::new();
            let found =
                Folder::new().fold(&word, &mut letters).then(|| letters.as_slice().to_vec());
            assert_eq!(found, expected, "U+{:04X}", u32::from(c));
        }
    }

    #[test]
    fn marks_and_ligatures_keep_their_places() {
        let mut letters = Letters::new();
        let word = "\u{648}\u{64E}\u{640}\u{FEFB}";
        assert!(Folder::new().fold(word, &mut letters));
        assert_eq!(letters.as_slice(), [WAW, LAM, ALEF]);
        assert_eq!((letters.start(0), letters.start(1), letters.start(2)), (0, 6, 9));
        assert_eq!(fold("F16"), None);
        assert_eq!(fold(""), None);
    }

    proptest! {
        #[test]
        fn fast_and_general_folding_agree(word in "[\u{600}-\u{6FF}\u{200C}-\u{200F}\u{FE80}-\u{FEFC}]{1,12}") {
            let folder = Folder::new();
            let (mut fast, mut general) = (Letters::new(), Letters::new());
            let found = folder.fold(&word, &mut fast);
            prop_assert_eq!(found, folder.fold_rare(&word, &mut general));
            if found {
                prop_assert_eq!(fast.as_slice(), general.as_slice());
                for index in 0..fast.as_slice().len() {
                    prop_assert_eq!(fast.start(index), general.start(index));
                }
            }
        }
    }
}
