//! Normalisation one stage after the other over a list of characters: slow, and plain to see.

use siyaq_text::{Step, Steps, chars};
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::{canonical_combining_class, compose};

const HAMZAS: std::ops::RangeInclusive<char> = chars::MADDA_ABOVE..=chars::HAMZA_BELOW;

pub(crate) fn normalize(text: &str, steps: Steps) -> String {
    let on = |step: Step| steps.contains(step);
    let mut text: Vec<char> = text.chars().collect();
    if on(Step::Presentation) {
        text = text.into_iter().flat_map(letters).collect();
    }
    text.retain(|c| match *c {
        chars::TATWEEL => !on(Step::Tatweel),
        chars::ZWNJ => !on(Step::Zwnj),
        c if HAMZAS.contains(&c) => on(Step::Compose) || !on(Step::Diacritics),
        '\u{64B}'..='\u{65F}' | '\u{670}' => !on(Step::Diacritics),
        c if chars::is_quranic_mark(c) => !on(Step::Quran),
        c if "\u{AD}\u{2060}\u{FEFF}\u{61C}".contains(c) => !on(Step::Controls),
        '\u{200D}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' => {
            !on(Step::Controls)
        }
        _ => true,
    });
    if on(Step::Compose) {
        text = composed(&text, steps);
    }
    if on(Step::Diacritics) {
        text.retain(|c| !HAMZAS.contains(c));
    }
    text = text.into_iter().map(|c| folded(c, steps)).collect();
    if on(Step::Elong) {
        text = text
            .chunk_by(|a, b| a == b)
            .flat_map(|run| {
                let long = run.len() >= 3 && chars::is_arabic_letter(run[0]);
                if long { &run[..1] } else { run }.to_vec()
            })
            .collect();
    }
    text.into_iter().collect()
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

fn composed(text: &[char], steps: Steps) -> Vec<char> {
    let mut out: Vec<char> = Vec::new();
    for &c in text {
        let class = canonical_combining_class(c);
        let base = out.iter().rposition(|c| canonical_combining_class(*c) == 0);
        let blocked = base.is_none_or(|base| {
            out[base + 1..].iter().any(|between| canonical_combining_class(*between) == class)
        });
        let found = base.filter(|_| HAMZAS.contains(&c) && !blocked).and_then(|base| {
            let folded =
                Some(folded(out[base], steps)).filter(|_| !steps.contains(Step::Diacritics));
            let letter = compose(out[base], c).or_else(|| compose(folded?, c));
            letter.map(|letter| (base, letter))
        });
        match found {
            Some((base, letter)) => out[base] = letter,
            None if HAMZAS.contains(&c) && steps.contains(Step::Diacritics) => {}
            None => out.push(c),
        }
    }
    out
}

fn folded(c: char, steps: Steps) -> char {
    let mut c = c;
    for (step, from, to) in [
        (Step::Alef, "آأإٱٲٳ\u{675}", 'ا'),
        (Step::Yeh, "ىیۍؠ", 'ي'),
        (Step::Kaf, "کڪ", 'ك'),
        (Step::Heh, "ھہە", 'ه'),
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
