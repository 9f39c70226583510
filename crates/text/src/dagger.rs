//! The step `dagger_alef`.

use crate::cells::{Cell, is_passed, next_shown, shown_before};
use crate::chars::{SUPERSCRIPT_ALEF, is_arabic_letter};

/// Words that ordinary spelling writes without the alef that is heard in them, as their letters
/// before and behind it, every alef bare. A word may have proclitics, and what stands behind may go
/// on.
const WITHOUT_ALEF: [(&str, &str); 13] = [
    ("ه", "ذ"),
    ("ه", "ؤلا"),
    ("ه", "كذا"),
    ("ه", "تان"),
    ("ه", "تين"),
    ("ذ", "لك"),
    ("ل", "كن"),
    ("اول", "ئك"),
    ("ال", "ه"),
    ("ال", "هكم"),
    ("ل", "ه"),
    ("الل", "ه"),
    ("رحم", "ن"),
];

/// What may stand before such a word.
const PROCLITICS: [&str; 20] = [
    "", "و", "ف", "ب", "ل", "ك", "ال", "وال", "فال", "بال", "كال", "لل", "ول", "وب", "وك", "فل",
    "فب", "ا", "ت", "وت",
];

/// What becomes of a dagger alef.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Fate {
    Alef,
    /// The letter before it, which only carries it, becomes alef.
    ForLetter,
    Deleted,
    /// It goes, and the letter that carries it.
    WithLetter,
}

/// Writes each dagger alef as ordinary spelling writes what it stands for.
pub(crate) fn write_out(cells: &mut Vec<Cell>) {
    if !cells.iter().any(|cell| cell.c == SUPERSCRIPT_ALEF) {
        return;
    }
    let mut out: Vec<Cell> = Vec::with_capacity(cells.len());
    for (at, cell) in cells.iter().enumerate() {
        if cell.c != SUPERSCRIPT_ALEF {
            out.push(cell.clone());
            continue;
        }
        let carrier = shown_before(&out, out.len());
        let fate = fate(&out, cells.get(at + 1..).unwrap_or_default(), carrier);
        match (fate, carrier) {
            (Fate::ForLetter, Some((place, _))) => {
                if let Some(letter) = out.get_mut(place) {
                    letter.c = 'ا';
                }
            }
            (Fate::WithLetter, Some((place, _))) => {
                out.remove(place);
            }
            (Fate::Deleted, _) => {}
            _ => {
                out.push(Cell { c: 'ا', ..cell.clone() });
                continue;
            }
        }
        // The place of what goes belongs to the character before it.
        if let Some(last) = out.last_mut() {
            last.source.end = last.source.end.max(cell.source.end);
        }
    }
    *cells = out;
}

fn fate(before: &[Cell], behind: &[Cell], carrier: Option<(usize, char)>) -> Fate {
    let Some((place, carrier)) = carrier.filter(|(_, c)| is_arabic_letter(*c)) else {
        return Fate::Deleted;
    };
    let next = next_shown(behind).filter(|c| is_arabic_letter(*c));
    let vowelled = before.get(place + 1..).is_some_and(|between| {
        between.iter().any(|cell| ('\u{64B}'..='\u{650}').contains(&cell.c))
    });
    match (carrier, next) {
        // على, موسى, but بناها.
        ('ى', None) => Fate::Deleted,
        ('ى', Some(_)) => Fate::ForLetter,
        // الصلاة, الربا.
        ('و', Some('ة')) if !vowelled => Fate::ForLetter,
        ('و', Some('ا')) if !vowelled => Fate::WithLetter,
        // An alef is written already: هاٰذا.
        ('ا' | 'آ', _) | (_, Some('ا')) => Fate::Deleted,
        _ if is_without_alef(before, behind) => Fate::Deleted,
        _ => Fate::Alef,
    }
}

/// Whether ordinary spelling writes no alef between the two.
fn is_without_alef(before: &[Cell], behind: &[Cell]) -> bool {
    let before: Vec<char> = letters(before.iter().rev()).collect();
    let before: String = before.into_iter().rev().collect();
    let behind: String = letters(behind.iter()).collect();
    WITHOUT_ALEF.iter().any(|(start, rest)| {
        // These two letters are the end of their words.
        let ends = matches!(*rest, "ه" | "ن");
        let goes_on = if ends { behind == *rest } else { behind.starts_with(rest) };
        let proclitic = before.strip_suffix(start);
        goes_on && proclitic.is_some_and(|proclitic| PROCLITICS.contains(&proclitic))
    })
}

/// The letters of a word from here on, at most eight: no word of the list has more.
fn letters<'c>(cells: impl Iterator<Item = &'c Cell>) -> impl Iterator<Item = char> {
    let shown = cells.take(64).map(|cell| cell.c).filter(|c| !is_passed(*c));
    let bare = |c| if matches!(c, 'آ' | 'أ' | 'إ' | 'ٱ') { 'ا' } else { c };
    shown.map(bare).take_while(|c| is_arabic_letter(*c)).take(8)
}
