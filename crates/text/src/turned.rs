//! Numbers that a right-to-left mark turns round.
//!
//! Between two digits a decimal sign stands where it is written. With a right-to-left mark beside it
//! the digits before and behind it are two numbers to the eye, and right-to-left text shows the second
//! on the left: what is written `04.`, mark, `5` is read 5.04. Agencies write decimals so. Without the
//! mark the number would be another one, so that it goes and the digits change places.

use crate::cells::{Cell, covered};
use crate::chars::{
    TATWEEL, digit_script, is_arabic_letter, is_format_control, is_right_to_left_mark as is_mark,
};
use std::ops::Range;

const fn is_sign(c: char) -> bool {
    matches!(c, '.' | ',' | '،' | '٫' | '٬')
}

/// Whether the mark at `place` may be one that turns a number round: a sign stands on one side of it and a
/// digit on the other.
pub(crate) fn may_turn(text: &str, place: &Range<usize>) -> bool {
    let before = text.get(..place.start).unwrap_or_default().trim_end_matches(is_mark);
    let behind = text.get(place.end..).unwrap_or_default().trim_start_matches(is_mark);
    let Some((before, behind)) = before.chars().next_back().zip(behind.chars().next()) else {
        return false;
    };
    let digit = |c| digit_script(c).is_some();
    is_sign(before) && digit(behind) || digit(before) && is_sign(behind)
}

/// Turns the numbers of a word as they are read.
pub(crate) fn turn(cells: &mut Vec<Cell>) {
    if !cells.iter().any(|cell| is_mark(cell.c)) {
        return;
    }
    let mut out: Vec<Cell> = Vec::with_capacity(cells.len());
    let mut at = 0;
    while at < cells.len() {
        let end = number_end(cells, at);
        let number = cells.get(at..end).unwrap_or_default();
        match turned(number).filter(|_| stands_alone(cells, at, end)) {
            Some(turned) => out.extend(turned),
            None => out.extend_from_slice(cells.get(at..end.max(at + 1)).unwrap_or_default()),
        }
        at = end.max(at + 1);
    }
    *cells = out;
}

/// Where the number at `at` ends, as texts are cut into tokens: digits of one script with single signs
/// between them. `at` itself where there is none.
fn number_end(cells: &[Cell], at: usize) -> usize {
    let script = |at: usize| cells.get(at).and_then(|cell| digit_script(cell.c));
    let shown = |at: usize| {
        let rest = cells.get(at..).unwrap_or_default();
        at + rest.iter().take_while(|cell| is_format_control(cell.c)).count()
    };
    let Some(own) = script(at) else { return at };
    let mut end = at + 1;
    loop {
        let sign = shown(end);
        let has_sign = cells.get(sign).is_some_and(|cell| is_sign(cell.c) || cell.c == '\'');
        let next = if has_sign { shown(sign + 1) } else { sign };
        if script(next) != Some(own) {
            return end;
        }
        end = next + 1;
    }
}

/// The number as it is read, where marks beside its only sign turn it round.
fn turned(number: &[Cell]) -> Option<Vec<Cell>> {
    let is_mark = |cell: &&Cell| is_mark(cell.c);
    let place = number.iter().position(|cell| is_sign(cell.c))?;
    let (first, rest) = number.split_at_checked(place)?;
    let (sign, second) = rest.split_first()?;
    let marks_before = first.iter().rev().take_while(is_mark).count();
    let marks_behind = second.iter().take_while(is_mark).count();
    let first = first.get(..first.len() - marks_before)?;
    let second = second.get(marks_behind..)?;
    let is_plain = |part: &[Cell]| part.iter().all(|cell| digit_script(cell.c).is_some());
    if marks_before + marks_behind == 0 || !is_plain(first) || !is_plain(second) {
        return None;
    }
    // Ends never go back: each covers the whole number.
    let source = covered(number);
    let cells = second.iter().chain([sign]).chain(first);
    Some(cells.map(|cell| Cell { c: cell.c, source: source.clone() }).collect())
}

/// Whether the cells are a number, and no part of a name or an address.
fn stands_alone(cells: &[Cell], start: usize, end: usize) -> bool {
    let joins = |c: char| {
        c.is_alphanumeric() && !is_arabic_letter(c) && c != TATWEEL
            || matches!(c, '_' | '@' | '#' | '/' | '=')
    };
    let (before, behind) = (cells.get(..start), cells.get(end..));
    let mut before = before.unwrap_or_default().iter().rev().filter(|c| !is_format_control(c.c));
    let mut behind = behind.unwrap_or_default().iter().filter(|c| !is_format_control(c.c));
    !before.next().is_some_and(|cell| joins(cell.c))
        && !behind.next().is_some_and(|cell| joins(cell.c))
}

#[cfg(test)]
mod tests {
    use crate::{Normalizer, Profile};

    #[test]
    fn marks_turn_numbers_as_they_are_read() {
        let clean = Normalizer::new(Profile::Clean);
        let standard = Normalizer::new(Profile::Standard);
        for (text, cleaned) in [
            ("5.\u{200F}7", "7.5"),
            ("5\u{200F}.7", "7.5"),
            ("5\u{61C}.\u{200F}\u{200F}7", "7.5"),
            ("50.\u{200F}1104 دولار", "1104.50 دولار"),
            ("٠٤٫\u{200F}٥", "٥٫٠٤"),
            ("000,\u{200F}50", "50,000"),
            ("بـ04،\u{200F}5%", "ب5،04%"),
            ("(5.\u{200F}7)،3.\u{200F}2.", "(7.5)،2.3."),
            ("3...5.\u{200F}7", "3...7.5"),
            // Nothing that the eye sees as two numbers, or more than two.
            ("5.\u{200E}7", "5.7"),
            ("2\u{202A}.\u{202C}5", "2.5"),
            ("8\u{200F}0", "80"),
            ("5\u{AD}.\u{200F}7", "5.7"),
            ("1.\u{200F}2.3", "1.2.3"),
            ("٥.\u{200F}7", "٥.7"),
            ("5:\u{200F}7", "5:7"),
            ("2014.\u{200F} 5", "2014. 5"),
            // Names and addresses.
            ("v5.\u{200F}7", "v5.7"),
            ("5.\u{200F}7z", "5.7z"),
            ("a.com/5.\u{200F}7", "a.com/5.7"),
        ] {
            assert_eq!(clean.normalize(text), cleaned, "{text:?}");
            assert_eq!(clean.normalize(&clean.normalize(text)), cleaned, "{text:?}");
            assert_eq!(standard.normalize(text), standard.normalize(cleaned), "{text:?}");
            let mapped = clean.normalize_mapped(text);
            assert_eq!(mapped.text, cleaned);
            let spans: Vec<_> = mapped.chars().map(|(_, span)| (span.start, span.end)).collect();
            assert!(spans.is_sorted_by_key(|span| span.0), "{text:?}");
            assert!(spans.is_sorted_by_key(|span| span.1), "{text:?}");
        }
        let exact = Normalizer::new(Profile::Exact);
        assert_eq!(exact.normalize("5.\u{200F}7"), "5.\u{200F}7");
    }
}
