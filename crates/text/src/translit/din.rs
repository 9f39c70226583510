//! DIN 31635, for readers.

use super::letters::{ALEF_WASLA, DAMMA, DAMMATAN, KASRA, KASRATAN};
use crate::chars::{
    FATHA, FATHATAN, SHADDA, SUKUN, SUPERSCRIPT_ALEF, TATWEEL, is_arabic_letter, is_arabic_mark,
};

/// How a letter is written, vowels and position apart; `None` for what is no letter of the scheme.
const fn consonant(c: char) -> Option<&'static str> {
    Some(match c {
        'ء' | 'أ' | 'ؤ' | 'إ' | 'ئ' => "ʾ",
        'آ' => "ʾā",
        'ا' | 'ى' => "ā",
        ALEF_WASLA => "",
        'ب' => "b",
        'ة' | 'ه' => "h",
        'ت' => "t",
        'ث' => "ṯ",
        'ج' => "ǧ",
        'ح' => "ḥ",
        'خ' => "ḫ",
        'د' => "d",
        'ذ' => "ḏ",
        'ر' => "r",
        'ز' => "z",
        'س' => "s",
        'ش' => "š",
        'ص' => "ṣ",
        'ض' => "ḍ",
        'ط' => "ṭ",
        'ظ' => "ẓ",
        'ع' => "ʿ",
        'غ' => "ġ",
        'ف' => "f",
        'ق' => "q",
        'ك' => "k",
        'ل' => "l",
        'م' => "m",
        'ن' => "n",
        'و' => "w",
        'ي' => "y",
        'پ' => "p",
        'چ' => "č",
        'ژ' => "ž",
        'ڤ' => "v",
        'گ' => "g",
        _ => return None,
    })
}

/// What a digit or a punctuation character of Arabic becomes.
fn sign(c: char) -> Option<char> {
    Some(match c {
        '\u{660}'..='\u{669}' => char::from_digit(u32::from(c) - 0x660, 10)?,
        '\u{6F0}'..='\u{6F9}' => char::from_digit(u32::from(c) - 0x6F0, 10)?,
        '،' | '٬' => ',',
        '؛' => ';',
        '؟' => '?',
        '٪' => '%',
        '٫' | '۔' => '.',
        _ => return None,
    })
}

/// Whether the scheme knows an Arabic letter or mark.
pub(super) fn knows(c: char) -> bool {
    consonant(c).is_some() || matches!(c, FATHATAN..=SUKUN | SUPERSCRIPT_ALEF)
}

/// Sun letters, to which the `l` of the article is made equal.
const fn is_sun(c: char) -> bool {
    matches!(c, 'ت' | 'ث' | 'د' | 'ذ' | 'ر' | 'ز' | 'س' | 'ش' | 'ص' | 'ض' | 'ط' | 'ظ' | 'ل' | 'ن')
}

/// A letter with its marks.
#[derive(Clone, Copy, Default)]
struct Unit {
    letter: char,
    doubled: bool,
    /// A vowel sign, a tanwin, a sukun or a dagger alef.
    mark: Option<char>,
    /// A dagger alef behind a fatha.
    long: bool,
}

pub(super) fn to_latin(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut word: Vec<Unit> = Vec::new();
    for c in text.chars() {
        if c == TATWEEL {
            continue;
        }
        if is_arabic_letter(c) && consonant(c).is_some() {
            word.push(Unit { letter: c, ..Unit::default() });
        } else if let Some(unit) = word.last_mut().filter(|_| is_arabic_mark(c) && knows(c)) {
            match c {
                SHADDA => unit.doubled = true,
                SUPERSCRIPT_ALEF if unit.mark == Some(FATHA) => unit.long = true,
                _ => unit.mark = Some(c),
            }
        } else {
            write_word(&word, &mut out);
            word.clear();
            out.push(sign(c).unwrap_or(c));
        }
    }
    write_word(&word, &mut out);
    out
}

fn write_word(word: &[Unit], out: &mut String) {
    let word = match word {
        [alef, lam, next, rest @ ..] if begins_with_article(*alef, *lam, *next, rest.len()) => {
            out.push('a');
            write_article(*lam, *next, out);
            word.get(2..).unwrap_or_default()
        }
        [clitic, alef, lam, next, rest @ ..]
            if is_vocalised_clitic(*clitic, *alef, *lam, *next)
                && begins_with_article(*alef, *lam, *next, rest.len()) =>
        {
            write_unit(None, *clitic, false, out);
            out.push('-');
            write_article(*lam, *next, out);
            word.get(3..).unwrap_or_default()
        }
        [first, ..] => {
            write_first(*first, out);
            word
        }
        [] => return,
    };
    for (place, pair) in word.windows(2).enumerate() {
        if let [before, unit] = *pair {
            write_unit(Some(before), unit, place + 2 == word.len(), out);
        }
    }
}

/// Writes the article without its vowel, and the first letter of the word behind it.
fn write_article(lam: Unit, next: Unit, out: &mut String) {
    let sun = is_sun(next.letter);
    out.push_str(if sun { consonant(next.letter).unwrap_or_default() } else { "l" });
    out.push('-');
    // The shadda of a sun letter is the assimilation just written, and the vowel that the lam has
    // before an alef is that of the alef: الِاسم.
    let mark = next.mark.or(lam.mark.filter(|mark| *mark == KASRA));
    write_first(Unit { doubled: next.doubled && !sun, mark, ..next }, out);
}

/// Writes the first letter of a word: of an alef only the vowel.
fn write_first(first: Unit, out: &mut String) {
    if !matches!(first.letter, 'ا' | ALEF_WASLA) {
        write_unit(None, first, false, out);
    } else if let Some(mark) = first.mark {
        out.push_str(vowel(mark));
    } else {
        out.push('a');
    }
}

/// Whether the vowel signs say that و ف ب ك stands before an article: وَالقَمَر, but وَالِد and والقمر are
/// left as they are.
const fn is_vocalised_clitic(clitic: Unit, alef: Unit, lam: Unit, next: Unit) -> bool {
    let usual = match clitic.letter {
        'و' | 'ف' | 'ك' => matches!(clitic.mark, Some(FATHA)),
        'ب' => matches!(clitic.mark, Some(KASRA)),
        _ => false,
    };
    usual
        && !clitic.doubled
        && alef.mark.is_none()
        && (lam.mark.is_some() || next.doubled || next.mark.is_some())
}

/// Whether a word that begins with these letters, `rest` more behind them, begins with ال.
const fn begins_with_article(alef: Unit, lam: Unit, next: Unit, rest: usize) -> bool {
    matches!(alef.letter, 'ا' | ALEF_WASLA)
        && lam.letter == 'ل'
        && !lam.doubled
        && (matches!(lam.mark, None | Some(SUKUN))
            || matches!(lam.mark, Some(KASRA)) && next.letter == 'ا' && next.mark.is_none())
        && (alef.letter == ALEF_WASLA || next.doubled || rest >= 2)
}

/// Writes a letter with its marks; `before` is the letter before it in the word.
fn write_unit(before: Option<Unit>, unit: Unit, ends: bool, out: &mut String) {
    let vowel_before = before.and_then(|before| before.mark);
    let bare = unit.mark.is_none() && !unit.doubled;
    let rests = bare || unit.mark == Some(SUKUN) && !unit.doubled;
    match (unit.letter, vowel_before) {
        ('ا' | 'ى', Some(FATHATAN)) => {}
        ('ا' | 'ى', Some(FATHA)) if rests => lengthen(out, 'a', 'ā'),
        // Behind the waw of a plural: كتبوا.
        ('ا', _) if bare && ends && out.ends_with('ū') => {}
        ('و', Some(DAMMA)) if rests => lengthen(out, 'u', 'ū'),
        ('ي', Some(KASRA)) if rests => lengthen(out, 'i', 'ī'),
        ('ا' | 'ى', _) if !rests => {}
        ('ة', _) if !rests => out.push('t'),
        ('إ', _) if bare => out.push_str("ʾi"),
        (letter, _) => {
            let letter = consonant(letter).unwrap_or_default();
            out.push_str(letter);
            if unit.doubled {
                out.push_str(letter);
            }
        }
    }
    out.push_str(if unit.long { "ā" } else { unit.mark.map_or("", vowel) });
}

/// How a vowel sign is written.
const fn vowel(mark: char) -> &'static str {
    match mark {
        FATHA => "a",
        DAMMA => "u",
        KASRA => "i",
        FATHATAN => "an",
        DAMMATAN => "un",
        KASRATAN => "in",
        SUPERSCRIPT_ALEF => "ā",
        _ => "",
    }
}

/// Writes the long vowel in place of the short one.
fn lengthen(out: &mut String, short: char, long: char) {
    if out.ends_with(short) {
        out.pop();
    }
    out.push(long);
}
