//! A search finds the forms that fit its pattern, compared with a look at every form and with
//! slow, obvious matchers.

use super::choices::Choices;
use super::lexicon::SOUND;
use siyaq::lexicon::{FrequencyList, Lexicon, Pattern};
use siyaq::types::TermId;

/// Checks one input.
pub fn check(data: &[u8]) {
    let mut choices = Choices::new(data);
    let (kind, distance) = (choices.byte() % 8, choices.byte() % 4);
    let (pattern, words) = choices.two_texts(1024);
    let text: String = pattern.chars().take(80).collect();
    let made = match kind {
        0 => Pattern::exact(&text),
        1 => Pattern::prefix(&text),
        2 => Pattern::suffix(&text),
        3 => Pattern::infix(&text),
        4 => Pattern::wildcard(&text),
        5 => match Pattern::regex(&text) {
            Ok(pattern) => pattern,
            Err(_) => return,
        },
        6 => Pattern::fuzzy(&text, distance).expect("a short word, a small distance"),
        _ => Pattern::fuzzy_with_swaps(&text, distance).expect("a short word, a small distance"),
    };
    let mut list = FrequencyList::new();
    for word in words.split_whitespace().take(50) {
        list.add(word, 1).expect("a small list");
        if kind >= 6 {
            assert_eq!(made.distance(word), slow_distance(&text, word, kind == 7, distance));
        }
        if kind == 4 && word.len() < 40 {
            assert_eq!(made.matches(word), slow_wildcard(&parts(&text), word), "{made:?} {word:?}");
        }
    }
    let own = list.build().expect("a small list").bytes;
    for bytes in [&own, &*SOUND] {
        let lexicon = Lexicon::open(&bytes[..]).expect("a sound lexicon");
        let fits = |(id, form, _): (TermId, &str, u64)| made.matches(form).then_some(id);
        let expected: Vec<TermId> = lexicon.iter().filter_map(fits).collect();
        assert_eq!(lexicon.search(&made), expected, "{made:?}");
    }
}

/// A part of a wildcard: `None` for `*`, and then a character or, for `?`, any.
type Part = Option<Option<char>>;

fn parts(text: &str) -> Vec<Part> {
    let mut chars = text.chars();
    let mut parts = Vec::new();
    while let Some(c) = chars.next() {
        parts.push(match c {
            '*' => None,
            '?' => Some(None),
            '\\' => Some(Some(chars.next().unwrap_or('\\'))),
            c => Some(Some(c)),
        });
    }
    parts
}

/// Which beginnings of the form the parts so far may stand for.
fn slow_wildcard(parts: &[Part], form: &str) -> bool {
    let form: Vec<char> = form.chars().collect();
    let mut ends = vec![false; form.len() + 1];
    ends[0] = true;
    for part in parts {
        ends = (0..=form.len())
            .map(|end| match part {
                None => ends[..=end].contains(&true),
                Some(c) => end > 0 && ends[end - 1] && c.is_none_or(|c| c == form[end - 1]),
            })
            .collect();
    }
    ends[form.len()]
}

/// The table of edit distances; with swaps the one of optimal string alignment.
fn slow_distance(one: &str, other: &str, swaps: bool, most: u8) -> Option<u8> {
    let (one, other): (Vec<char>, Vec<char>) = (one.chars().collect(), other.chars().collect());
    let mut table = vec![vec![0usize; other.len() + 1]; one.len() + 1];
    for i in 0..=one.len() {
        for j in 0..=other.len() {
            table[i][j] = if i == 0 || j == 0 {
                i + j
            } else {
                let same = usize::from(one[i - 1] != other[j - 1]);
                let mut best = table[i - 1][j - 1] + same;
                best = best.min(table[i - 1][j] + 1).min(table[i][j - 1] + 1);
                let swapped = swaps && i > 1 && j > 1;
                if swapped && one[i - 1] == other[j - 2] && one[i - 2] == other[j - 1] {
                    best = best.min(table[i - 2][j - 2] + 1);
                }
                best
            };
        }
    }
    let distance = table[one.len()][other.len()];
    (distance <= usize::from(most)).then_some(distance as u8)
}
