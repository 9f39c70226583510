//! Normalisation one stage after the other over a list of characters: slow, and plain to see.

use siyaq_text::{Step, Steps, chars};
use unicode_normalization::UnicodeNormalization;

/// The text may have no white space but spaces, no character references, and no dagger alef where
/// the steps write it out.
pub(crate) fn normalize(text: &str, steps: Steps) -> String {
    let mut words: Vec<String> = text.split(chars::is_white_space).map(str::to_owned).collect();
    for word in &mut words {
        loop {
            let once = one_round(word, steps);
            if once == *word {
                break;
            }
            *word = once;
        }
    }
    let mut words = words.into_iter();
    let mut out = words.next().unwrap_or_default();
    for space in text.chars().filter(|c| chars::is_white_space(*c)) {
        out.extend(space.to_string().nfc().filter(|_| steps.contains(Step::Compose)));
        if !steps.contains(Step::Compose) {
            out.push(space);
        }
        out += &words.next().unwrap_or_default();
    }
    if steps.contains(Step::Elong) { shortened(&out) } else { out }
}

fn shortened(text: &str) -> String {
    let text: Vec<char> = text.chars().collect();
    let runs = text.chunk_by(|a, b| a == b).flat_map(|run| {
        let long = run.len() >= 3 && chars::is_arabic_letter(run[0]);
        if long { &run[..1] } else { run }
    });
    runs.collect()
}

fn is_passed(c: char) -> bool {
    let combines = unicode_normalization::char::canonical_combining_class(c) != 0;
    chars::is_arabic_mark(c) || chars::is_format_control(c) || combines
}

fn one_round(word: &str, steps: Steps) -> String {
    let on = |step: Step| steps.contains(step);
    let mut text: Vec<char> = word.chars().collect();
    if on(Step::Presentation) {
        text = text.into_iter().flat_map(letters).collect();
    }
    text.retain(|c| match *c {
        chars::ZWNJ => !on(Step::Zwnj),
        c => !(on(Step::Controls) && chars::is_format_control(c)),
    });
    if on(Step::Controls) {
        text = without_zero_width_spaces(&text);
    }
    if on(Step::Compose) {
        text = text.into_iter().nfc().collect();
    }
    let is_hamza = |c: char| matches!(c, chars::HAMZA_ABOVE | chars::HAMZA_BELOW);
    let passes = |c: &char| is_passed(*c) || *c == chars::TATWEEL;
    let seat = |text: &[char], at: usize| {
        let seat = (0..at).rev().find(|place| !is_passed(text[*place]))?;
        let before = text[..seat].iter().rev().find(|c| !passes(c));
        let behind = text[seat..].iter().find(|c| !passes(c));
        let letter = |c: Option<&char>| c.is_some_and(|c| chars::is_arabic_letter(*c));
        let beside = letter(before) || letter(behind);
        (text[seat] == chars::TATWEEL && is_hamza(text[at]) && beside).then_some(seat)
    };
    if on(Step::Tatweel) {
        while let Some((at, place)) = (0..text.len()).find_map(|at| Some((at, seat(&text, at)?))) {
            text[place] = 'ئ';
            text.remove(at);
        }
        let alef = |text: &[char], at: usize| {
            let on = (0..at).rev().find(|place| !is_passed(text[*place]))?;
            let before = (0..on).rev().find(|place| !passes(&text[*place]))?;
            let carried = text[on] == chars::TATWEEL && text[at] == chars::MADDA_ABOVE;
            (carried && text[before] == 'ا' && steps.contains(Step::Compose)).then_some(before)
        };
        while let Some((at, place)) = (0..text.len()).find_map(|at| Some((at, alef(&text, at)?))) {
            text[place] = 'آ';
            text.remove(at);
        }
        text.retain(|c| *c != chars::TATWEEL);
    }
    let seated: Vec<bool> = (0..text.len()).map(|at| seat(&text, at).is_some()).collect();
    let mut seated = seated.into_iter();
    text.retain(|c| {
        let seated = seated.next().unwrap_or(false);
        seated
            || !(on(Step::Diacritics) && chars::is_diacritic(*c)
                || on(Step::Quran) && chars::is_quranic_mark(*c))
    });
    for at in (0..text.len()).rev() {
        let next = text[at + 1..].iter().find(|c| !is_passed(**c));
        let waw = matches!(next, Some('و' | 'ؤ'));
        if on(Step::HamzaSeat) && matches!(text[at], 'ئ' | 'ء') && waw {
            text[at] = 'ؤ';
        }
    }
    text = text.into_iter().map(|c| folded(c, steps)).collect();
    for at in 0..text.len() {
        let digit = |at: Option<usize>| {
            at.and_then(|at| text.get(at)).is_some_and(|c| chars::digit_script(*c).is_some())
        };
        if on(Step::Separators) && digit(at.checked_sub(1)) && digit(Some(at + 1)) {
            text[at] = match text[at] {
                '٫' => '.',
                '٬' => ',',
                c => c,
            };
        }
    }
    text.into_iter().collect()
}

fn without_zero_width_spaces(text: &[char]) -> Vec<char> {
    let is_space = |c: &char| *c == chars::ZERO_WIDTH_SPACE;
    let mut kept = Vec::new();
    for (at, c) in text.iter().enumerate() {
        let before = text[..at].iter().rev().find(|c| !is_space(c) && !chars::is_arabic_mark(**c));
        let after = text[at..].iter().find(|c| !is_space(c));
        let joins = before.zip(after);
        let joins = joins.is_some_and(|(a, b)| chars::joins_across_zero_width_space(*a, *b));
        if !is_space(c) || !joins {
            kept.push(*c);
        }
    }
    kept
}

fn letters(c: char) -> Vec<char> {
    match c {
        '\u{FDFA}'..='\u{FDFD}' => vec![c],
        '\u{FC5E}'..='\u{FC63}' | '\u{FE70}'..='\u{FE7F}' => {
            c.nfkd().filter(|c| !matches!(*c, ' ' | chars::TATWEEL)).collect()
        }
        '\u{FB50}'..='\u{FDFF}' | '\u{FE80}'..='\u{FEFE}' => c.nfkc().collect(),
        _ => vec![c],
    }
}

fn folded(c: char, steps: Steps) -> char {
    let mut c = c;
    for (step, from, to) in [
        (Step::Alef, "آأإٱٲٳ\u{675}", 'ا'),
        (Step::Yeh, "ىیۍؠ", 'ي'),
        (Step::Kaf, "کڪ", 'ك'),
        (Step::Heh, "ھہەۀۂ", 'ه'),
        (Step::Heh, "ۓ", 'ے'),
        (Step::Heh, "ۃ", 'ة'),
        (Step::Teh, "ة", 'ه'),
        (Step::Hamza, "ؤ", 'و'),
        (Step::Hamza, "ئ", 'ي'),
        (Step::Maghrebi, "ڢ", 'ف'),
        (Step::Maghrebi, "ڧڨ", 'ق'),
        (Step::Maghrebi, "ڭݣ", 'گ'),
        (Step::Maghrebi, "ڥ", 'ڤ'),
    ] {
        if steps.contains(step) && from.contains(c) {
            c = to;
        }
    }
    if steps.contains(Step::Digits) {
        let digit = |zero: char| u32::from(c).checked_sub(u32::from(zero)).filter(|d| *d < 10);
        let digit = digit('\u{660}').or_else(|| digit('\u{6F0}'));
        c = digit.and_then(|digit| char::from_digit(digit, 10)).unwrap_or(c);
    }
    c
}
