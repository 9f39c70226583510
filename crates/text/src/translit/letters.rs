//! The letters of the one-to-one schemes.

use crate::chars::{FATHA, FATHATAN, SHADDA, SUKUN, SUPERSCRIPT_ALEF, TATWEEL};

/// ARABIC DAMMATAN.
pub(crate) const DAMMATAN: char = '\u{64C}';
/// ARABIC KASRATAN.
pub(crate) const KASRATAN: char = '\u{64D}';
/// ARABIC DAMMA.
pub(crate) const DAMMA: char = '\u{64F}';
/// ARABIC KASRA.
pub(crate) const KASRA: char = '\u{650}';
/// ARABIC LETTER ALEF WASLA.
pub(crate) const ALEF_WASLA: char = 'ٱ';

/// A character of Arabic and how Buckwalter, safe Buckwalter, XML Buckwalter and
/// Habash-Soudi-Buckwalter write it.
type Row = (char, [char; 4]);

/// Sources: T. Buckwalter, "Arabic Transliteration" (the table, its Persian letters, and the
/// letters that he proposes for XML); N. Habash, A. Soudi, T. Buckwalter, "On Arabic
/// Transliteration", 2007 (HSB); the safe variant is that of the Columbia and CAMeL tools.
const ROWS: [Row; 51] = [
    ('ء', ['\'', 'C', '\'', '\'']),
    ('آ', ['|', 'M', '|', 'Ā']),
    ('أ', ['>', 'O', 'O', 'Â']),
    ('ؤ', ['&', 'W', 'W', 'ŵ']),
    ('إ', ['<', 'I', 'I', 'Ǎ']),
    ('ئ', ['}', 'Q', '}', 'ŷ']),
    ('ا', ['A', 'A', 'A', 'A']),
    ('ب', ['b', 'b', 'b', 'b']),
    ('ة', ['p', 'p', 'p', 'ħ']),
    ('ت', ['t', 't', 't', 't']),
    ('ث', ['v', 'v', 'v', 'θ']),
    ('ج', ['j', 'j', 'j', 'j']),
    ('ح', ['H', 'H', 'H', 'H']),
    ('خ', ['x', 'x', 'x', 'x']),
    ('د', ['d', 'd', 'd', 'd']),
    ('ذ', ['*', 'V', '*', 'ð']),
    ('ر', ['r', 'r', 'r', 'r']),
    ('ز', ['z', 'z', 'z', 'z']),
    ('س', ['s', 's', 's', 's']),
    ('ش', ['$', 'c', '$', 'š']),
    ('ص', ['S', 'S', 'S', 'S']),
    ('ض', ['D', 'D', 'D', 'D']),
    ('ط', ['T', 'T', 'T', 'T']),
    ('ظ', ['Z', 'Z', 'Z', 'Ď']),
    ('ع', ['E', 'E', 'E', 'ς']),
    ('غ', ['g', 'g', 'g', 'γ']),
    (TATWEEL, ['_', '_', '_', '_']),
    ('ف', ['f', 'f', 'f', 'f']),
    ('ق', ['q', 'q', 'q', 'q']),
    ('ك', ['k', 'k', 'k', 'k']),
    ('ل', ['l', 'l', 'l', 'l']),
    ('م', ['m', 'm', 'm', 'm']),
    ('ن', ['n', 'n', 'n', 'n']),
    ('ه', ['h', 'h', 'h', 'h']),
    ('و', ['w', 'w', 'w', 'w']),
    ('ى', ['Y', 'Y', 'Y', 'ý']),
    ('ي', ['y', 'y', 'y', 'y']),
    (FATHATAN, ['F', 'F', 'F', 'ã']),
    (DAMMATAN, ['N', 'N', 'N', 'ũ']),
    (KASRATAN, ['K', 'K', 'K', 'ĩ']),
    (FATHA, ['a', 'a', 'a', 'a']),
    (DAMMA, ['u', 'u', 'u', 'u']),
    (KASRA, ['i', 'i', 'i', 'i']),
    (SHADDA, ['~', '~', '~', '~']),
    (SUKUN, ['o', 'o', 'o', '.']),
    (SUPERSCRIPT_ALEF, ['`', 'e', '`', 'á']),
    (ALEF_WASLA, ['{', 'L', '{', 'Ä']),
    ('پ', ['P', 'P', 'P', 'p']),
    ('چ', ['J', 'J', 'J', 'c']),
    ('ڤ', ['V', 'B', 'V', 'v']),
    ('گ', ['G', 'G', 'G', 'g']),
];

/// What the tools of the CAMeL laboratory write for `Ǎ`; it is read, and never written.
const OTHER_ALEF_HAMZA_BELOW: (char, char) = ('إ', 'Ă');

/// The first Arabic character of a table, and how many there are from it on.
const ARABIC_FIRST: u32 = 0x620;
const ARABIC_COUNT: usize = 0x90;
/// All letters of the schemes lie below this one.
const LATIN_END: usize = 0x400;

/// A one-to-one scheme in both directions. `'\0'` stands where a character is no letter.
pub(crate) struct Letters {
    latin: [char; ARABIC_COUNT],
    arabic: [char; LATIN_END],
}

impl Letters {
    pub(crate) const BUCKWALTER: Self = Self::of(0);
    pub(crate) const SAFE: Self = Self::of(1);
    pub(crate) const XML: Self = Self::of(2);
    pub(crate) const HSB: Self = Self::of(3).reading(OTHER_ALEF_HAMZA_BELOW);

    const fn of(column: usize) -> Self {
        let mut letters = Self { latin: ['\0'; ARABIC_COUNT], arabic: ['\0'; LATIN_END] };
        let mut row = 0;
        while row < ROWS.len() {
            let (arabic, latin) = (ROWS[row].0, ROWS[row].1[column]);
            letters.latin[(arabic as u32 - ARABIC_FIRST) as usize] = latin;
            letters = letters.reading((arabic, latin));
            row += 1;
        }
        letters
    }

    const fn reading(mut self, (arabic, latin): (char, char)) -> Self {
        self.arabic[latin as usize] = arabic;
        self
    }

    /// How the scheme writes an Arabic character.
    #[inline]
    pub(crate) fn latin(&self, arabic: char) -> Option<char> {
        let place = u32::from(arabic).checked_sub(ARABIC_FIRST)?;
        let latin = self.latin.get(usize::try_from(place).ok()?);
        latin.copied().filter(|latin| *latin != '\0')
    }

    /// Which Arabic character the scheme writes so.
    #[inline]
    pub(crate) fn arabic(&self, latin: char) -> Option<char> {
        let arabic = self.arabic.get(usize::try_from(u32::from(latin)).ok()?);
        arabic.copied().filter(|arabic| *arabic != '\0')
    }
}
