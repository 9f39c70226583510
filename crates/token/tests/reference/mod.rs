//! Arabic words, numbers and plain punctuation by regular rules over a list of characters: slow,
//! and plain to see. It knows no other script, no addresses, tags, emoji or abbreviations, and is
//! given texts without them.

use proptest::prelude::*;
use siyaq_text::chars;
use siyaq_types::TokenClass;

/// Pieces of texts that the obvious way can split.
pub(crate) fn piece() -> impl Strategy<Value = String> {
    prop_oneof![
        6 => "[ابتدرسعلمنويأةى]{2,5}",
        2 => " [ابتدرسأإىةـ]{1,9}( [ابتدرسلمنويأإآئؤءة]{1,9}(، [ابت]{2})?){1,12}",
        2 => proptest::char::range('\u{64B}', '\u{652}').prop_map(|c| c.to_string()),
        1 => Just(chars::TATWEEL.to_string()),
        1 => Just("\u{200C}".to_owned()),
        1 => Just("\u{200F}".to_owned()),
        4 => prop::sample::select(vec![" ", " ", "\n", "\u{A0}", "\0"]).prop_map(str::to_owned),
        2 => "[0-9]{1,3}",
        1 => "[٠-٩]{1,3}",
        1 => "[۰-۹]{1,3}",
        3 => prop::sample::select(vec![",", "،", "٫", "٬", "؛", ":", "!", "؟", "«", "»", "-", "/", "'", "..", "%"])
            .prop_map(str::to_owned),
    ]
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Sort {
    Letter,
    Mark,
    Tatweel,
    Format,
    Gap,
    Digit(chars::DigitScript),
    Sign,
}

fn sort(c: char) -> Sort {
    match c {
        _ if chars::is_arabic_letter(c) => Sort::Letter,
        _ if chars::is_arabic_mark(c) => Sort::Mark,
        chars::TATWEEL => Sort::Tatweel,
        _ if chars::is_format_control(c) => Sort::Format,
        _ if chars::is_gap(c) => Sort::Gap,
        _ => chars::digit_script(c).map_or(Sort::Sign, Sort::Digit),
    }
}

pub(crate) fn tokenize(text: &str) -> Vec<(&str, TokenClass)> {
    let chars: Vec<(usize, char)> = text.char_indices().collect();
    let sort_at = |i: usize| chars.get(i).map(|(_, c)| sort(*c));
    let byte = |i: usize| chars.get(i).map_or(text.len(), |(byte, _)| *byte);
    let mut tokens = Vec::new();
    let mut i = 0;
    while let Some(first) = sort_at(i) {
        let (end, class) = match first {
            Sort::Gap | Sort::Format => {
                i += 1;
                continue;
            }
            Sort::Letter | Sort::Mark | Sort::Tatweel => word(&chars, &sort_at, i),
            Sort::Digit(script) => (number(&chars, &sort_at, script, i), TokenClass::Number),
            Sort::Sign if chars[i].1 == '%' => (i + 1, TokenClass::Symbol),
            Sort::Sign => {
                let same = chars[i..].iter().take_while(|(_, c)| *c == chars[i].1).count();
                let dots = chars[i].1 == '.' && same > 1;
                (i + same, if dots { TokenClass::Ellipsis } else { TokenClass::Punctuation })
            }
        };
        tokens.push((text.get(byte(i)..byte(end)).unwrap(), class));
        i = end;
    }
    tokens
}

fn word(
    chars: &[(usize, char)],
    sort_at: &impl Fn(usize) -> Option<Sort>,
    start: usize,
) -> (usize, TokenClass) {
    let part = |i: usize| {
        matches!(sort_at(i), Some(Sort::Letter | Sort::Mark | Sort::Tatweel | Sort::Format))
    };
    let mut end = start;
    while part(end) {
        end += 1;
    }
    while sort_at(end - 1) == Some(Sort::Format) {
        end -= 1;
    }
    if (start..end).any(|i| sort_at(i) == Some(Sort::Letter)) {
        return (end, TokenClass::ArabicWord);
    }
    let same = chars[start..].iter().take_while(|(_, c)| *c == chars[start].1).count();
    // A lone tatweel is a dash, and a lone vowel sign no sign that counts.
    (start + same, TokenClass::Punctuation)
}

fn number(
    chars: &[(usize, char)],
    sort_at: &impl Fn(usize) -> Option<Sort>,
    script: chars::DigitScript,
    start: usize,
) -> usize {
    let digit = |i: usize| sort_at(i) == Some(Sort::Digit(script));
    let mut end = start;
    loop {
        while digit(end) {
            end += 1;
        }
        let after_controls = |mut next: usize| {
            while sort_at(next) == Some(Sort::Format) {
                next += 1;
            }
            next
        };
        let mut next = after_controls(end);
        if chars.get(next).is_some_and(|(_, c)| ".,،٫٬'".contains(*c)) {
            next = after_controls(next + 1);
        }
        if next == end || !digit(next) {
            return end;
        }
        end = next;
    }
}
