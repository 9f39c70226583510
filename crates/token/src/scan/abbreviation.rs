//! Arabic abbreviations in dotted letters.

use crate::kind::{Kind, kind_at};
use crate::scan::arabic;
use siyaq_text::chars::TATWEEL;
use std::borrow::Cow;

/// The names of Latin letters in Arabic writing that are no Arabic words.
const LETTER_NAMES: [&str; 35] = [
    "بي",
    "بى",
    "سي",
    "سى",
    "دي",
    "دى",
    "جي",
    "جى",
    "تي",
    "تى",
    "آي",
    "آى",
    "إي",
    "إى",
    "إل",
    "إم",
    "إف",
    "إس",
    "إكس",
    "إيه",
    "ايه",
    "اف",
    "اس",
    "آر",
    "ار",
    "أر",
    "يو",
    "كيو",
    "كيه",
    "جيه",
    "اكس",
    "دبليو",
    "إتش",
    "أتش",
    "اتش",
];

/// The names of Latin letters in Arabic writing that are Arabic words as well.
const WORD_NAMES: [&str; 17] = [
    "ان", "إن", "أن", "ام", "أم", "ال", "أل", "او", "أو", "اي", "أي", "في", "فى", "كي", "أس", "أف",
    "زد",
];

/// What can stand before the first letter.
const CLITICS: [&str; 6] = ["ال", "و", "ف", "ب", "ل", "ك"];

/// More groups than any abbreviation has; a longer one is read in pieces.
const MOST_GROUPS: usize = 32;

/// What stands between two dots.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Group {
    /// One letter.
    Letter,
    /// The name of a letter.
    Name,
    /// The name of a letter that is a word too.
    WordName,
}

/// The end of the abbreviation that begins with an Arabic letter at byte `start`: two groups or
/// more joined by dots, each a single letter (`أ.ف.ب`) or the name of a Latin letter (`بي.بي.سي`).
///
/// Letter names that are ordinary words need a neighbour that is not, so that the glued end of a
/// sentence `ذهب إلى أن.في` is not taken for an abbreviation; a first group with a clitic needs
/// two more groups.
pub(crate) fn end(text: &str, start: usize) -> Option<usize> {
    let bytes = text.as_bytes();
    let (mut at, mut found, mut count) = (start, None, 0);
    let (mut letters, mut clitic, mut names, mut words) = (false, false, false, false);
    while count < MOST_GROUPS && kind_at(text, at) == Kind::ArabicLetter {
        let group_end = arabic::run_end(text, at);
        let group = text.get(at..group_end)?;
        let sort = match group_of(group) {
            None if count == 0 => {
                clitic = true;
                CLITICS.iter().find_map(|clitic| group.strip_prefix(clitic)).and_then(group_of)
            }
            sort => sort,
        };
        match sort {
            Some(Group::Letter) => letters = true,
            Some(Group::Name) => names = true,
            Some(Group::WordName) => words = true,
            None => break,
        }
        count += 1;
        if count >= 2 + usize::from(clitic) && (!words || (names && !letters)) {
            found = Some(group_end);
        }
        if bytes.get(group_end) != Some(&b'.') {
            break;
        }
        at = group_end + 1;
    }
    found
}

/// The end of the abbreviation whose dots have spaces around them and whose first letter stands at
/// byte `start`: `(د .ب .أ)`, `أ . ف . ب`. Only brackets around it, or the end of the text behind it,
/// show that it is one.
#[cold]
pub(crate) fn spaced_end(text: &str, start: usize) -> Option<usize> {
    let shown = |at: usize| {
        let rest = text.get(at..).unwrap_or_default();
        at + rest.len() - rest.trim_start_matches([' ', '\u{A0}']).len()
    };
    let (mut end, mut groups, mut spaced) = (start, 0, false);
    loop {
        let letter = if groups == 0 { start } else { shown(shown(end) + 1) };
        let group_end = arabic::run_end(text, letter);
        let one = kind_at(text, letter) == Kind::ArabicLetter
            && arabic::letters(text.get(letter..group_end)?) == 1;
        if !one || groups >= MOST_GROUPS {
            break;
        }
        spaced |= groups > 0 && letter > end + 1;
        (end, groups) = (group_end, groups + 1);
        if text.as_bytes().get(shown(end)) != Some(&b'.') {
            break;
        }
    }
    let dot = shown(end);
    let behind = if text.as_bytes().get(dot) == Some(&b'.') { shown(dot + 1) } else { dot };
    let before = text.get(..start)?.trim_end_matches([' ', '\u{A0}']);
    let bracketed = match text.as_bytes().get(behind) {
        None => true,
        Some(b')') => before.ends_with('('),
        Some(b']') => before.ends_with('['),
        Some(_) => false,
    };
    (spaced && groups >= 2 && bracketed).then_some(end)
}

/// The form that an abbreviation has in common with the one whose dots have no spaces around them:
/// `د .ب .أ` is `د.ب.أ`. Anything else stays as it is.
///
/// ```
/// assert_eq!(siyaq_token::close_abbreviation("د .ب .أ"), "د.ب.أ");
/// assert_eq!(siyaq_token::close_abbreviation("من 3 الى 4.5"), "من 3 الى 4.5");
/// ```
#[must_use]
pub fn close_abbreviation(form: &str) -> Cow<'_, str> {
    let is_space = |sign: char| matches!(sign, ' ' | '\u{A0}');
    if !form.contains(is_space) || spaced_end(form, 0) != Some(form.len()) {
        return Cow::Borrowed(form);
    }
    Cow::Owned(form.chars().filter(|sign| !is_space(*sign)).collect())
}

/// Whether the dot behind a single letter that ends before byte `end` may be one of an abbreviation:
/// the letter is followed by a dot, with a space on either side of it.
#[inline]
pub(crate) fn may_be_spaced(bytes: &[u8], end: usize) -> bool {
    matches!(
        bytes.get(end..),
        Some([b'.', b' ', ..] | [b' ', b'.', ..] | [b'.', 0xC2, ..] | [0xC2, 0xA0, b'.', ..])
    )
}

fn group_of(group: &str) -> Option<Group> {
    if arabic::letters(group) == 1 {
        Some(Group::Letter)
    } else if LETTER_NAMES.contains(&group) {
        Some(Group::Name)
    } else if WORD_NAMES.contains(&group) {
        Some(Group::WordName)
    } else {
        None
    }
}

/// Whether a dot behind the word `word` marks it as shortened and ends no sentence: a title or a
/// unit in one letter (`د.`, `م.`, `هـ.`), also behind `و`, or an initial (`J.`). With a space
/// before the dot only titles count, because `2015 م .` ends a sentence.
pub(crate) fn takes_dot(word: &str, space: bool) -> bool {
    if word.len() > 4 {
        return false;
    }
    let mut chars = word.chars();
    match (chars.next(), chars.next(), chars.next()) {
        (Some('د' | 'أ'), None, None) => true,
        _ if space => false,
        (Some('ه'), Some(TATWEEL), None) => true,
        (Some(letter), None, None) => {
            matches!(letter, 'م' | 'ص' | 'ت' | 'ق' | 'ج') || letter.is_ascii_uppercase()
        }
        (Some('و'), Some(letter), None) => matches!(letter, 'د' | 'أ' | 'م'),
        _ => false,
    }
}

/// Whether `word` behind a dot is the end of the name of a web site in Arabic letters:
/// `العربية.نت`.
pub(crate) fn is_domain(word: &str) -> bool {
    matches!(word, "نت" | "كوم")
}
