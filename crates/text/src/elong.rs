//! The step `elong`: three or more of the same Arabic letter in a row become one.
//!
//! It looks at what the other steps have written, because they bring letters together: the
//! tatweel and the vowel signs are gone by then, and the alefs are alike.

use crate::chars::is_arabic_letter;
use crate::sink::{Mapped, Origin, position};
use crate::step::Step;
use crate::steps::Steps;

/// The shortest run that is an elongation; two of a letter are ordinary spelling.
const ELONGATION: usize = 3;

pub(crate) fn wanted(steps: Steps) -> bool {
    steps.contains(Step::Elong)
}

/// Whether `text` has an elongation.
pub(crate) fn any(text: &str) -> bool {
    runs(text).any(|run| run.count >= ELONGATION)
}

/// Shortens the elongations of `out` from byte `start` on.
pub(crate) fn shorten(out: &mut String, start: usize) {
    let tail = out.get(start..).unwrap_or_default();
    let Some(first) = runs(tail).find(|run| run.count >= ELONGATION) else { return };
    let tail = out.split_off(start + first.start);
    for run in runs(&tail) {
        let kept = if run.count >= ELONGATION { 1 } else { run.count };
        (0..kept).for_each(|_| out.push(run.letter));
    }
}

/// As [`shorten`]; the one letter that is left covers the whole run in the source.
pub(crate) fn shorten_mapped(mapped: &mut Mapped) {
    if !any(&mapped.text) {
        return;
    }
    let text = std::mem::take(&mut mapped.text);
    let origins = std::mem::take(&mut mapped.origins);
    let mut from = origins.as_slice();
    for run in runs(&text) {
        let (these, rest) = from.split_at(run.count.min(from.len()));
        from = rest;
        let one = run.count >= ELONGATION;
        for (place, origin) in these.iter().enumerate() {
            if one && place > 0 {
                if let Some(last) = mapped.origins.last_mut() {
                    last.source.end = last.source.end.max(origin.source.end);
                }
            } else {
                mapped.origins.push(Origin { out_start: position(mapped.text.len()), ..*origin });
                mapped.text.push(run.letter);
            }
        }
    }
}

/// One character, or a run of the same Arabic letter.
struct Run {
    start: usize,
    letter: char,
    count: usize,
}

fn runs(text: &str) -> impl Iterator<Item = Run> {
    let mut chars = text.char_indices().peekable();
    std::iter::from_fn(move || {
        let (start, letter) = chars.next()?;
        let mut count = 1;
        if is_arabic_letter(letter) {
            while chars.next_if(|(_, next)| *next == letter).is_some() {
                count += 1;
            }
        }
        Some(Run { start, letter, count })
    })
}
