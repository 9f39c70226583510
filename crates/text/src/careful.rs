//! The general way to normalise a word: one step after the other over a list of characters, until
//! nothing changes. It is for words with something in them that depends on its neighbours.

use crate::cells::{
    Cell, beside_letter, canonical, cells, covered, is_passed, next_shown, shown_before, take_marks,
};
use crate::chars::{
    self, HAMZA_ABOVE, HAMZA_BELOW, MADDA_ABOVE, TATWEEL, ZERO_WIDTH_SPACE, digit_script,
    joins_across_zero_width_space,
};
use crate::step::Step;
use crate::table::{Table, deletes};
use crate::{dagger, entity, turned};

/// The characters that come of `text`, which stands in the source from byte `start` on and has no
/// white space, with what each covers there. Elongations stay.
pub(crate) fn normalized(table: &Table, text: &str, start: usize) -> Vec<Cell> {
    let on = |step| table.steps().contains(step);
    let mut cells = cells(text, start);
    if on(Step::Entities) {
        entity::decode(&mut cells);
    }
    loop {
        let before: Vec<char> = cells.iter().map(|cell| cell.c).collect();
        expand(table, &mut cells);
        delete_controls(table, &mut cells);
        if on(Step::Compose) {
            canonical(&mut cells);
        }
        if on(Step::Tatweel) {
            seat_hamzas(&mut cells);
            if on(Step::Compose) {
                join_maddas(&mut cells);
            }
        }
        if on(Step::DaggerAlef) {
            dagger::write_out(&mut cells);
        }
        let steps = table.steps();
        take_marks(&mut cells, |cells, at| {
            let c = cells.get(at).map_or(' ', |cell| cell.c);
            !chars::is_format_control(c) && deletes(steps, c) && !is_seated(cells, at)
        });
        if on(Step::HamzaSeat) {
            unite_seats(&mut cells);
        }
        for cell in &mut cells {
            cell.c = table.folded(cell.c);
        }
        if on(Step::Separators) {
            write_separators(&mut cells);
        }
        if cells.iter().map(|cell| cell.c).eq(before) {
            break;
        }
    }
    settle(&mut cells);
    cells
}

/// How many bytes of a word are worked on at once, where it can be cut: a list of characters takes
/// many times the memory of a text.
pub(crate) const PIECE: usize = 1 << 16;

/// How far from a place a dagger alef looks for the letters around it.
const NEAR: usize = 72;

/// The pieces of a word, each of which normalises to what it does in the word. They have `most`
/// bytes or somewhat more; what has no place to be cut at stays whole.
pub(crate) fn pieces(word: &str, most: usize) -> impl Iterator<Item = &str> {
    let mut rest = Some(word);
    std::iter::from_fn(move || {
        let text = rest?;
        let (piece, after) = match cut_after(text, most) {
            Some(cut) => text.split_at_checked(cut).unwrap_or((text, "")),
            None => (text, ""),
        };
        rest = Some(after).filter(|after| !after.is_empty());
        Some(piece)
    })
}

/// The first place from byte `most` on at which what stands before has no effect on what stands
/// behind, nor the other way round: between two letters that nothing happens to, with vowel signs
/// on the first perhaps, and no dagger alef near.
fn cut_after(text: &str, most: usize) -> Option<usize> {
    if text.len() <= most {
        return None;
    }
    let from = (most..text.len()).find(|at| text.is_char_boundary(*at))?;
    let behind = text.get(from..)?.char_indices().filter(|(_, c)| is_plain(*c));
    let mut places = behind.map(|(at, _)| from + at).filter(|at| *at > 0);
    places.find(|at| {
        let (before, behind) = text.split_at_checked(*at).unwrap_or_default();
        let vowel = |c: &char| ('\u{64B}'..='\u{652}').contains(c);
        let letter = before.chars().rev().take(NEAR).find(|c| !vowel(c));
        // A character reference may be a dagger alef, and so may a part of a ligature.
        let unsure = |c: char| matches!(c, chars::SUPERSCRIPT_ALEF | ';') || c >= '\u{FB50}';
        let mut near = before.chars().rev().take(NEAR).chain(behind.chars().take(NEAR));
        letter.is_some_and(is_plain) && !near.any(unsure)
    })
}

/// Whether a character is a letter that composes with nothing, carries nothing, and has no effect on
/// its neighbours.
fn is_plain(c: char) -> bool {
    matches!(c, 'ب' | 'ت'..='غ' | 'ف'..='م' | 'ن')
}

/// Writes presentation forms as their letters.
fn expand(table: &Table, cells: &mut Vec<Cell>) {
    let one = |cell: &Cell| table.letters(cell.c).is_empty();
    if cells.iter().all(one) {
        return;
    }
    let letters = |cell: Cell| match table.letters(cell.c) {
        [] => vec![cell],
        letters => letters.iter().map(|c| Cell { c: *c, source: cell.source.clone() }).collect(),
    };
    *cells = std::mem::take(cells).into_iter().flat_map(letters).collect();
}

/// Deletes what shows nothing. It belongs to no character.
fn delete_controls(table: &Table, cells: &mut Vec<Cell>) {
    let steps = table.steps();
    if steps.contains(Step::Controls) {
        turned::turn(cells);
    }
    cells.retain(|cell| !(chars::is_format_control(cell.c) && deletes(steps, cell.c)));
    if !steps.contains(Step::Controls) || !cells.iter().any(is_zero_width_space) {
        return;
    }
    let mut out: Vec<Cell> = Vec::with_capacity(cells.len());
    // The zero width spaces behind the letter before them.
    let mut spaces: Vec<Cell> = Vec::new();
    for cell in cells.drain(..) {
        if is_zero_width_space(&cell) {
            spaces.push(cell);
            continue;
        }
        if !spaces.is_empty() {
            let mut before = out.iter().rev().map(|cell| cell.c);
            let before = before.find(|c| !chars::is_arabic_mark(*c));
            if before.is_some_and(|before| joins_across_zero_width_space(before, cell.c)) {
                spaces.clear();
            }
            out.append(&mut spaces);
        }
        out.push(cell);
    }
    out.append(&mut spaces);
    *cells = out;
}

fn is_zero_width_space(cell: &Cell) -> bool {
    cell.c == ZERO_WIDTH_SPACE
}

/// Whether the mark at `at` is a hamza that a tatweel carries, which is a letter.
fn is_seated(cells: &[Cell], at: usize) -> bool {
    let (before, behind) = cells.split_at(at.min(cells.len()));
    seat(before, behind).is_some()
}

/// Where the tatweel stands that carries the hamza between `before` and `behind`, the first cell of
/// which it is.
fn seat(before: &[Cell], behind: &[Cell]) -> Option<usize> {
    behind.first().filter(|cell| is_hamza(cell.c))?;
    let (place, _) = shown_before(before, before.len()).filter(|(_, c)| *c == TATWEEL)?;
    let (left, right) = before.split_at(place);
    beside_letter(left, right.iter().chain(behind), TATWEEL).then_some(place)
}

/// Writes an alef with a madda on a tatweel behind it as آ, whatever of marks the steps take away.
fn join_maddas(cells: &mut Vec<Cell>) {
    let mut at = 0;
    while at < cells.len() {
        let Some(alef) = alef_of_madda(cells, at) else {
            at += 1;
            continue;
        };
        let source = covered(cells.get(alef..=at).unwrap_or_default());
        cells.remove(at);
        for cell in cells.get_mut(alef..at).unwrap_or_default() {
            cell.source = source.clone();
        }
        if let Some(letter) = cells.get_mut(alef) {
            letter.c = 'آ';
        }
    }
}

/// The place of the alef, where the mark at `at` is a madda on a tatweel behind one.
fn alef_of_madda(cells: &[Cell], at: usize) -> Option<usize> {
    cells.get(at).filter(|cell| cell.c == MADDA_ABOVE)?;
    let (on, _) = shown_before(cells, at).filter(|(_, c)| *c == TATWEEL)?;
    let before = cells.get(..on)?.iter().enumerate().rev();
    let mut shown = before.filter(|(_, cell)| !is_passed(cell.c) && cell.c != TATWEEL);
    shown.next().filter(|(_, cell)| cell.c == 'ا').map(|(place, _)| place)
}

/// Writes a hamza on a tatweel as the letter it is.
fn seat_hamzas(cells: &mut Vec<Cell>) {
    if !cells.iter().any(|cell| is_hamza(cell.c)) {
        return;
    }
    let mut out: Vec<Cell> = Vec::with_capacity(cells.len());
    for (at, cell) in cells.iter().enumerate() {
        let Some(place) = seat(&out, cells.get(at..).unwrap_or_default()) else {
            out.push(cell.clone());
            continue;
        };
        // What stands between the two ends with the hamza, so that ends never go back.
        for between in out.get_mut(place..).unwrap_or_default() {
            between.source.end = between.source.end.max(cell.source.end);
        }
        if let Some(letter) = out.get_mut(place) {
            letter.c = 'ئ';
        }
    }
    *cells = out;
}

fn is_hamza(c: char) -> bool {
    matches!(c, HAMZA_ABOVE | HAMZA_BELOW)
}

/// Writes every hamza before و as ؤ.
fn unite_seats(cells: &mut [Cell]) {
    // From the end, because what becomes ؤ has an effect on a hamza before it.
    for at in (0..cells.len()).rev() {
        let Some([cell, behind @ ..]) = cells.get_mut(at..) else { continue };
        if matches!(cell.c, 'ئ' | 'ء') && matches!(next_shown(behind), Some('و' | 'ؤ')) {
            cell.c = 'ؤ';
        }
    }
}

/// Writes ٫ and ٬ between digits as point and comma.
fn write_separators(cells: &mut [Cell]) {
    for at in 1..cells.len() {
        let digit =
            |place: usize| cells.get(place).is_some_and(|cell| digit_script(cell.c).is_some());
        if !digit(at - 1) || !digit(at + 1) {
            continue;
        }
        if let Some(cell) = cells.get_mut(at) {
            cell.c = match cell.c {
                '٫' => '.',
                '٬' => ',',
                other => other,
            };
        }
    }
}

/// Makes starts and ends that never go back.
fn settle(cells: &mut [Cell]) {
    let mut end = 0;
    for cell in cells.iter_mut() {
        end = end.max(cell.source.end);
        cell.source.end = end;
    }
    let mut start = usize::MAX;
    for cell in cells.iter_mut().rev() {
        start = start.min(cell.source.start);
        cell.source.start = start;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Normalizer;
    use crate::steps::{Profile, Steps};
    use proptest::prelude::*;

    /// Letters, vowel signs, and everything that looks at its neighbours.
    fn any_word() -> impl Strategy<Value = String> {
        let sign =
            prop::sample::select("ًٌَُِّْٰٕٔٓـ\u{200B}\u{200D}\u{61C}ٱ٫٬٣3".chars().collect::<Vec<_>>());
        let piece = prop_oneof![
            8 => "[بتحسفلمن]{1,3}",
            4 => "[اأإآوؤيئىءهةذك]{1,2}",
            6 => sign.prop_map(String::from),
            1 => prop::sample::select(vec!["ﷲ", "ﻻ", "\u{FC5B}", "&#x670;", "&amp;", "ۀ", "é", "e\u{301}"])
                .prop_map(str::to_owned),
        ];
        prop::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
    }

    proptest! {
        #![proptest_config(ProptestConfig {
            failure_persistence: None, ..ProptestConfig::with_cases(3000)
        })]

        #[test]
        fn a_word_in_pieces_is_the_word(
            word in any_word(),
            most in 0_usize..30,
            steps in prop::sample::subsequence(Step::ALL.to_vec(), 0..=Step::ALL.len()),
        ) {
            let few = steps.into_iter().fold(Steps::EMPTY, Steps::with);
            let profiles = Profile::ALL.map(Steps::of);
            for steps in profiles.into_iter().chain([few]) {
                let table = Table::new(steps);
                let mut cells = Vec::new();
                let mut start = 0;
                for piece in pieces(&word, most) {
                    cells.extend(normalized(&table, piece, start));
                    start += piece.len();
                }
                prop_assert_eq!(start, word.len());
                prop_assert_eq!(cells, normalized(&table, &word, 0), "{}", steps);
            }
        }
    }

    #[test]
    fn words_that_are_never_cut_take_a_time_that_grows_with_them() {
        // A hamza on a tatweel, time and again, was moved through all that follows.
        let word = "ـ\u{654}".repeat(200_000);
        let table = Table::new(Steps::of(Profile::Standard));
        assert_eq!(pieces(&word, PIECE).count(), 1);
        let start = std::time::Instant::now();
        assert!(!normalized(&table, &format!("ا{word}"), 0).is_empty());
        let seconds = start.elapsed().as_secs();
        assert!(seconds < 20, "{seconds} s");
    }

    #[test]
    fn long_words_are_cut() {
        let word = "مُدَرِّسَة".repeat(20_000);
        let lengths: Vec<usize> = pieces(&word, PIECE).map(str::len).collect();
        assert_eq!(lengths.iter().sum::<usize>(), word.len());
        assert!(lengths.iter().all(|length| *length < PIECE + 200), "{lengths:?}");
        let normalizer = Normalizer::new(Profile::Standard);
        assert_eq!(normalizer.normalize(&word), "مدرسة".repeat(20_000));
    }
}
