//! The ISRI stemmer, which looks for roots.

use std::borrow::Cow;

/// The article behind other letters, taken from words of six letters or more.
const PREFIXES_OF_THREE: [&str; 4] = ["كال", "بال", "ولل", "وال"];
/// The article, taken from words of five letters or more.
const PREFIXES_OF_TWO: [&str; 2] = ["ال", "لل"];
/// What one letter before a word may be.
const PREFIXES_OF_ONE: [char; 9] = ['ل', 'ب', 'ف', 'س', 'و', 'ي', 'ت', 'ن', 'ا'];
/// Endings taken from words of six letters or more.
const SUFFIXES_OF_THREE: [&str; 5] = ["تمل", "همل", "تان", "تين", "كمل"];
/// Endings taken from words of five letters or more.
const SUFFIXES_OF_TWO: [&str; 16] = [
    "ون", "ات", "ان", "ين", "تن", "كم", "هن", "نا", "يا", "ها", "تم", "كن", "ني", "وا", "ما", "هم",
];
/// What one letter behind a word may be.
const SUFFIXES_OF_ONE: [char; 7] = ['ة', 'ه', 'ي', 'ك', 'ت', 'ا', 'ن'];

// Patterns: digits stand for the letters of the root, in the order in which the patterns are tried.
const FOUR: [&str; 6] = ["م123", "1ا23", "12ا3", "12و3", "12ي3", "123ة"];
const FIVE_TO_THREE: [&str; 25] = [
    "ا1ا23", "ا1ت23", "م12ا3", "م12ي3", "م12و3", "ا123ة", "ت123ة", "م123ة", "م1ت23", "ي1ت23",
    "ت1ت23", "م1ا23", "ت1ا23", "12ا3ة", "12و3ة", "ان123", "من123", "ا12ا3", "123ان", "ت12ي3",
    "1ا2و3", "1وا23", "12ائ3", "1ا23ة", "12ا3ي",
];
const FIVE_TO_FOUR: [&str; 5] = ["ا1234", "ت1234", "م1234", "1234ة", "12ا34"];
const SIX_TO_THREE: [&str; 6] = ["است123", "مست123", "م12ا3ة", "ا1ت2ا3", "ا12و23", "ت1ا2ي3"];
const SIX_TO_FOUR: [&str; 2] = ["ا123ا4", "مت1234"];

/// The root of a word by the ISRI stemmer: the word without article, pronouns and endings, and
/// without the letters that its pattern adds to three or four of a root.
///
/// The word is one of the profile `standard`, which has folded alefs and yehs and has no marks; its
/// teh marbuta must stand, because patterns end in it. The list of 60 words that the paper leaves as
/// they are is left out: they are stemmed like others.
///
/// No dictionary of roots is asked, so that the result may be no root: letters that look like a
/// pattern go (`مدرسة` gives `درس`, and `لبنان` gives `لبن`), roots with و and ي give as many forms as
/// they are written in (`قال` stays, `يقول` gives `يقل`), and what no pattern fits keeps more than its
/// root. It joins what light stems leave apart, such as broken plurals (`كتب`, `كتاب`), and much that
/// does not belong together: it is for finding, not for counting.
///
/// Cost: one allocation for a word that changes.
///
/// References: K. Taghva, R. Elkhoury, J. Coombs, "Arabic Stemming Without A Root Dictionary",
/// *International Conference on Information Technology: Coding and Computing (ITCC'05)*, 2005.
///
/// ```
/// use siyaq_text::stem::isri;
/// assert_eq!(isri("والمدارس"), "درس");
/// assert_eq!(isri("يستخدمون"), "خدم");
/// assert_eq!(isri("استعمال"), "عمل");
/// ```
#[must_use]
pub fn isri(word: &str) -> Cow<'_, str> {
    let word =
        without(word, &PREFIXES_OF_THREE, &PREFIXES_OF_TWO, |word, affix| word.strip_prefix(affix));
    let word =
        without(word, &SUFFIXES_OF_THREE, &SUFFIXES_OF_TWO, |word, affix| word.strip_suffix(affix));
    let word = without_waw(word);
    let mut letters: Vec<char> = word.chars().take(8).collect();
    match letters.len() {
        4..=6 => {}
        7 => drop_affix(&mut letters),
        _ => return Cow::Borrowed(word),
    }
    reduce(&mut letters);
    Cow::Owned(letters.into_iter().collect())
}

/// Whether the word has as many letters or more.
fn has(word: &str, letters: usize) -> bool {
    word.chars().nth(letters - 1).is_some()
}

/// The word without an affix of three letters, or else of two; three letters must be left.
fn without<'w>(
    word: &'w str,
    three: &[&str],
    two: &[&str],
    strip: impl Fn(&'w str, &str) -> Option<&'w str>,
) -> &'w str {
    let any = |affixes: &[&str]| affixes.iter().find_map(|affix| strip(word, affix));
    let longer = || any(three).filter(|_| has(word, 6));
    longer().or_else(|| any(two).filter(|_| has(word, 5))).unwrap_or(word)
}

/// و before a word that begins with و goes.
fn without_waw(word: &str) -> &str {
    word.strip_prefix('و').filter(|rest| rest.starts_with('و') && has(word, 4)).unwrap_or(word)
}

/// Leaves the root of a word of four to six letters, as far as patterns and single letters at its
/// ends allow. Words of other lengths stay.
fn reduce(letters: &mut Vec<char>) {
    let (to_three, to_four): (&[&str], &[&str]) = match letters.len() {
        4 => (&FOUR, &[]),
        5 => (&FIVE_TO_THREE, &FIVE_TO_FOUR),
        6 => (&SIX_TO_THREE, &SIX_TO_FOUR),
        _ => return,
    };
    let before = letters.len();
    if !fit(letters, to_three) {
        drop_affix(letters);
    }
    if letters.len() == before {
        fit(letters, to_four);
    } else {
        reduce(letters);
    }
}

/// Takes a letter off the end, or else off the beginning.
fn drop_affix(letters: &mut Vec<char>) {
    let last = letters.pop_if(|last| SUFFIXES_OF_ONE.contains(last));
    if last.is_none() && letters.first().is_some_and(|first| PREFIXES_OF_ONE.contains(first)) {
        letters.remove(0);
    }
}

/// Leaves the root of the first pattern that fits, and says whether one did.
fn fit(letters: &mut Vec<char>, patterns: &[&str]) -> bool {
    let Some(root) = patterns.iter().find_map(|pattern| root(letters, pattern)) else {
        return false;
    };
    *letters = root;
    true
}

/// The root of letters that fit a pattern.
fn root(letters: &[char], pattern: &str) -> Option<Vec<char>> {
    let mut root: Vec<char> = Vec::with_capacity(4);
    for (letter, place) in letters.iter().zip(pattern.chars()) {
        match place.to_digit(10) {
            Some(digit) => match root.get(digit as usize - 1) {
                Some(same) if same == letter => {}
                Some(_) => return None,
                None => root.push(*letter),
            },
            None if place == *letter => {}
            None => return None,
        }
    }
    Some(root)
}
