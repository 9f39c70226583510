//! What the chosen steps do to each character, filled once for each normaliser.

use crate::chars::{
    self, PRESENTATION_A_FIRST, PRESENTATION_A_LAST, PRESENTATION_B_FIRST, PRESENTATION_B_LAST,
    TATWEEL, ZWNJ,
};
use crate::place::{Fate, PlaceRules};
use crate::step::Step;
use crate::steps::Steps;
use unicode_normalization::char::{canonical_combining_class, decompose_compatible};
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

/// How many code points UTF-8 writes in one or two bytes; all Arabic letters of ordinary text are
/// among them.
const LOW: usize = 0x800;
/// A byte that is no ASCII.
const NO_ASCII: u8 = 0xFF;
/// The entry of a mark or tatweel that is deleted; no character below [`LOW`] has this number.
const ATTACH: u16 = 0xFFFF;
/// The entry of a character that only the general way can deal with.
const CAREFUL: u16 = 0xFFFE;
/// The entry of a format control that is deleted.
const DROP: u16 = 0xFFFD;
/// The entry of a mark that stays where it stands in canonical order.
const ORDER: u16 = 0xFFFC;
/// The entry of a hamza that a و behind it changes.
const SEAT: u16 = 0xFFFB;
/// The entry of a mark of direction that goes, and may turn a number round.
const MARK: u16 = 0xFFFA;
/// The characters that stand for a whole phrase and stay as they are.
const PHRASES: std::ops::RangeInclusive<char> = '\u{FDFA}'..='\u{FDFD}';

/// What becomes of a character.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Action {
    /// It stays.
    Keep,
    /// It goes.
    Drop,
    /// It goes, and its place in the source belongs to the letter before it.
    Attach,
    /// It becomes another.
    Replace(char),
    /// It stays, if it stands behind a letter or behind a mark of no higher combining class.
    Order,
    /// It becomes this, unless و follows.
    Seat(char),
    /// It goes, and may turn a number round.
    Mark,
    /// Its neighbours decide.
    Careful,
}

#[inline]
const fn character(number: u16) -> Option<char> {
    char::from_u32(number as u32)
}

/// The actions of a set of steps.
#[derive(Clone, Debug)]
pub(crate) struct Table {
    steps: Steps,
    low: Box<[u16; LOW]>,
    /// For each lead byte of two, from C0 on, which of the trail bytes write a character that
    /// stays: the same as in `low`, small enough for the innermost loop.
    kept: [u64; 32],
    /// The `;` of character references, where they are decoded.
    entity_end: u8,
    place: PlaceRules,
    presentation: Presentation,
}

impl Table {
    pub(crate) fn new(steps: Steps) -> Self {
        let entity_end = if steps.contains(Step::Entities) { b';' } else { NO_ASCII };
        let mut low = Box::new([0; LOW]);
        for (entry, c) in low.iter_mut().zip('\0'..) {
            *entry = low_entry(steps, c);
        }
        let mut kept = [0; 32];
        for (number, entry) in low.iter().enumerate() {
            kept[number >> 6] |= u64::from(usize::from(*entry) == number) << (number & 0x3F);
        }
        let presentation = if steps.contains(Step::Presentation) {
            Presentation::new()
        } else {
            Presentation::default()
        };
        let place = place_rules(steps, &low);
        Self { steps, low, kept, entity_end, place, presentation }
    }

    /// What normalises in place.
    pub(crate) const fn place(&self) -> &PlaceRules {
        &self.place
    }

    pub(crate) const fn steps(&self) -> Steps {
        self.steps
    }

    /// How many bytes at the start of `bytes` write ASCII, and characters of two bytes that stay.
    #[inline]
    pub(crate) fn kept_bytes(&self, bytes: &[u8]) -> usize {
        let mut rest = bytes;
        while let [lead, trail, after @ ..] = rest {
            if lead & 0xE0 == 0xC0 {
                if self.kept[usize::from(lead & 0x1F)] >> (trail & 0x3F) & 1 == 0 {
                    break;
                }
                rest = after;
            } else if lead & 0x80 == 0 && *lead != self.entity_end {
                rest = &rest[1..];
            } else {
                break;
            }
        }
        // A single byte that is left can only be ASCII.
        let last = matches!(rest, [byte] if *byte != self.entity_end);
        bytes.len() - if last { 0 } else { rest.len() }
    }

    /// What becomes of the character that the two bytes `lead` and `trail` of UTF-8 write.
    #[inline]
    pub(crate) fn pair_action(&self, lead: u8, trail: u8) -> Action {
        let number = u16::from(lead & 0x1F) << 6 | u16::from(trail & 0x3F);
        self.low_action(number, self.low[usize::from(number)])
    }

    /// What becomes of the character with this number and this entry in the table.
    #[inline]
    fn low_action(&self, number: u16, entry: u16) -> Action {
        match entry {
            ATTACH => Action::Attach,
            CAREFUL => Action::Careful,
            DROP => Action::Drop,
            MARK => Action::Mark,
            ORDER => Action::Order,
            SEAT => Action::Seat(character(number).map_or(' ', |c| self.folded(c))),
            entry if entry == number => Action::Keep,
            entry => character(entry).map_or(Action::Keep, Action::Replace),
        }
    }

    /// Whether every character whose UTF-8 begins with `lead`, three bytes or four, stays.
    #[inline]
    pub(crate) const fn keeps_all_of(lead: u8) -> bool {
        // ASCII that does not stay is looked at one by one; of longer characters only those with
        // these leads are touched by some step.
        !matches!(lead, ..0x80 | 0xE0..=0xE3 | 0xEA | 0xEF | 0xF0 | 0xF3)
    }

    /// What becomes of `c`.
    pub(crate) fn action(&self, c: char) -> Action {
        if let Some(entry) = self.low.get(c as usize) {
            // The place in the table is the code point, which is smaller than 0x800.
            return self.low_action(c as u16, *entry);
        }
        if deletes(self.steps, c) {
            return match c {
                _ if chars::is_right_to_left_mark(c) => Action::Mark,
                _ if chars::is_format_control(c) => Action::Drop,
                _ => Action::Attach,
            };
        }
        let composes = self.steps.contains(Step::Compose);
        match c {
            // White space stays white space, so that a word ends where it ends in the source.
            '\u{2000}' if composes => Action::Replace('\u{2002}'),
            '\u{2001}' if composes => Action::Replace('\u{2003}'),
            chars::ZERO_WIDTH_SPACE if self.steps.contains(Step::Controls) => Action::Careful,
            _ if !self.letters(c).is_empty() => Action::Careful,
            _ if composes => canonical_action(c).unwrap_or(Action::Keep),
            _ => Action::Keep,
        }
    }

    /// What `c` becomes when it is neither deleted nor composed.
    pub(crate) fn folded(&self, c: char) -> char {
        folded(self.steps, c)
    }

    /// The letters of a presentation form that is replaced by them; none for other characters.
    pub(crate) fn letters(&self, form: char) -> &[char] {
        self.presentation.letters(form)
    }
}

/// What canonical composition makes of a character, where that is not always the character itself.
fn canonical_action(c: char) -> Option<Action> {
    let known =
        canonical_combining_class(c) == 0 && is_nfc_quick(std::iter::once(c)) == IsNormalized::Yes;
    if known {
        return None;
    }
    // The marks of ordinary vocalised text mostly stand in order.
    let ordinary =
        chars::is_arabic_mark(c) && is_nfc_quick(std::iter::once(c)) == IsNormalized::Yes;
    Some(if ordinary { Action::Order } else { Action::Careful })
}

/// What the steps make of a letter by itself.
fn folded(steps: Steps, c: char) -> char {
    let mut folded = c;
    // What one step writes another may fold again: U+06C3 is a teh marbuta, which may become heh.
    while let Some(next) = steps.iter().find_map(|step| fold(step, folded)) {
        folded = next;
    }
    folded
}

fn low_entry(steps: Steps, c: char) -> u16 {
    let on = |step| steps.contains(step);
    let careful = match c {
        ';' => on(Step::Entities),
        '٫' | '٬' => on(Step::Separators),
        chars::SUPERSCRIPT_ALEF => on(Step::DaggerAlef),
        chars::MADDA_ABOVE => on(Step::Compose),
        chars::HAMZA_ABOVE | chars::HAMZA_BELOW => {
            on(Step::Compose) || on(Step::Tatweel) || on(Step::Diacritics)
        }
        _ => false,
    };
    if careful {
        return CAREFUL;
    }
    if deletes(steps, c) {
        return match c {
            _ if chars::is_right_to_left_mark(c) => MARK,
            _ if chars::is_format_control(c) => DROP,
            _ => ATTACH,
        };
    }
    if matches!(c, 'ئ' | 'ء') && on(Step::HamzaSeat) {
        return SEAT;
    }
    match canonical_action(c).filter(|_| on(Step::Compose)) {
        Some(Action::Order) => ORDER,
        Some(_) => CAREFUL,
        None => u16::try_from(u32::from(folded(steps, c))).unwrap_or(DROP),
    }
}

fn place_rules(steps: Steps, low: &[u16; LOW]) -> PlaceRules {
    let fate = |number: u16| match low[usize::from(number)] {
        MARK..=ATTACH => Fate::Apart,
        // Of as many bytes.
        entry if (entry < 0x80) == (number < 0x80) => Fate::Becomes(entry),
        _ => Fate::Apart,
    };
    // An elongation is seen in whole words only.
    let elong = steps.contains(Step::Elong);
    let entity_end = steps.contains(Step::Entities);
    PlaceRules::new(entity_end.then_some(b';'), steps == Steps::EMPTY, |number| {
        if elong { Fate::Apart } else { fate(number) }
    })
}

/// Whether one of the steps deletes `c`, wherever it stands.
pub(crate) fn deletes(steps: Steps, c: char) -> bool {
    let step = match c {
        TATWEEL => Step::Tatweel,
        ZWNJ => Step::Zwnj,
        _ if chars::is_format_control(c) => Step::Controls,
        _ if chars::is_diacritic(c) => Step::Diacritics,
        _ if chars::is_quranic_mark(c) => Step::Quran,
        _ => return false,
    };
    steps.contains(step)
}

/// The letter that `step` writes for `c`, where it writes another.
const fn fold(step: Step, c: char) -> Option<char> {
    Some(match (step, c) {
        (Step::Alef, 'آ' | 'أ' | 'إ' | 'ٱ' | 'ٲ' | 'ٳ' | '\u{675}') => 'ا',
        (Step::Yeh, 'ى' | 'ی' | 'ۍ' | 'ؠ') => 'ي',
        (Step::Kaf, 'ک' | 'ڪ') => 'ك',
        (Step::Heh, 'ھ' | 'ہ' | 'ە' | 'ۀ' | 'ۂ') | (Step::Teh, 'ة') => 'ه',
        (Step::Heh, 'ۓ') => 'ے',
        (Step::Heh, 'ۃ') => 'ة',
        (Step::Digits, '٠' | '۰') => '0',
        (Step::Digits, '١' | '۱') => '1',
        (Step::Digits, '٢' | '۲') => '2',
        (Step::Digits, '٣' | '۳') => '3',
        (Step::Digits, '٤' | '۴') => '4',
        (Step::Digits, '٥' | '۵') => '5',
        (Step::Digits, '٦' | '۶') => '6',
        (Step::Digits, '٧' | '۷') => '7',
        (Step::Digits, '٨' | '۸') => '8',
        (Step::Digits, '٩' | '۹') => '9',
        (Step::Hamza, 'ؤ') => 'و',
        (Step::Hamza, 'ئ') => 'ي',
        (Step::Maghrebi, 'ڢ') => 'ف',
        (Step::Maghrebi, 'ڧ' | 'ڨ') => 'ق',
        (Step::Maghrebi, 'ڭ' | 'ݣ') => 'گ',
        (Step::Maghrebi, 'ڥ') => 'ڤ',
        _ => return None,
    })
}

/// The letters that presentation forms show.
#[derive(Clone, Debug, Default)]
struct Presentation {
    /// The letters of all forms, one after the other.
    letters: Vec<char>,
    /// Where the letters of each form begin and end, for the two blocks one after the other.
    /// Empty when presentation forms stay as they are.
    ranges: Vec<(u16, u16)>,
}

impl Presentation {
    fn new() -> Self {
        let mut table = Self::default();
        let forms = (PRESENTATION_A_FIRST..=PRESENTATION_A_LAST)
            .chain(PRESENTATION_B_FIRST..=PRESENTATION_B_LAST);
        for form in forms {
            let start = table.letters.len();
            if !PHRASES.contains(&form) {
                table.letters.extend(letters_of(form));
            }
            let end = table.letters.len();
            let place = |index: usize| u16::try_from(index).unwrap_or(0);
            table.ranges.push((place(start), place(end)));
        }
        table
    }

    fn letters(&self, form: char) -> &[char] {
        const BLOCK_A: u32 = PRESENTATION_A_LAST as u32 - PRESENTATION_A_FIRST as u32 + 1;
        let place = match form {
            PRESENTATION_A_FIRST..=PRESENTATION_A_LAST => form as u32 - PRESENTATION_A_FIRST as u32,
            PRESENTATION_B_FIRST..=PRESENTATION_B_LAST => {
                form as u32 - PRESENTATION_B_FIRST as u32 + BLOCK_A
            }
            _ => return &[],
        };
        let range = self.ranges.get(place as usize);
        range
            .and_then(|(start, end)| self.letters.get(usize::from(*start)..usize::from(*end)))
            .unwrap_or_default()
    }
}

/// The letters that one form shows; none where it shows only itself.
fn letters_of(form: char) -> Vec<char> {
    let mut decomposed = String::new();
    decompose_compatible(form, |c| decomposed.push(c));
    // An isolated mark is shown on a space or a tatweel, which is not part of it.
    let isolated = decomposed.starts_with(' ') || ('\u{FE70}'..='\u{FE7F}').contains(&form);
    let letters: Vec<char> =
        decomposed.nfc().filter(|c| !(isolated && matches!(*c, ' ' | TATWEEL))).collect();
    if letters == [form] { Vec::new() } else { letters }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn presentation_forms_follow_unicode_but_for_the_isolated_marks() {
        let table = Presentation::new();
        let mut bare = 0;
        for form in ('\u{FB50}'..='\u{FDFF}').chain('\u{FE70}'..='\u{FEFF}') {
            let nfkc: Vec<char> = form.to_string().nfkc().collect();
            let letters = table.letters(form);
            if PHRASES.contains(&form) || nfkc == [form] {
                assert!(letters.is_empty(), "{form:?}");
            } else if nfkc.contains(&' ') || ('\u{FE70}'..='\u{FE7F}').contains(&form) {
                bare += 1;
                assert!(letters.iter().all(|c| chars::is_diacritic(*c)), "{form:?}");
            } else {
                assert_eq!(letters, nfkc, "{form:?}");
            }
        }
        assert_eq!(bare, 20, "FC5E–FC63 and the FE70–FE7F that have a decomposition");
        assert_eq!(table.letters('\u{FEF7}'), ['ل', 'أ']);
        assert_eq!(table.letters('\u{FC5E}'), ['\u{64C}', chars::SHADDA]);
    }

    #[test]
    fn what_a_table_writes_it_keeps() {
        let all = Steps::EMPTY.edit("+alef,+yeh,+kaf,+heh,+digits,+teh,+hamza,+maghrebi").unwrap();
        for steps in (0..Step::ALL.len()).map(|left_out| all.without(Step::ALL[left_out])) {
            let table = Table::new(steps);
            for c in '\0'..='\u{7FF}' {
                let folded = table.folded(c);
                assert_eq!(table.folded(folded), folded, "{c:?} with {steps}");
            }
        }
    }

    #[test]
    fn leads_that_are_passed_over_write_nothing_that_a_step_touches() {
        let table = Table::new(Steps::of(crate::steps::Profile::Broad));
        for c in '\u{800}'..=char::MAX {
            let mut bytes = [0; 4];
            c.encode_utf8(&mut bytes);
            if Table::keeps_all_of(bytes[0]) {
                assert_eq!(table.action(c), Action::Keep, "{c:?}");
            }
        }
    }
}
