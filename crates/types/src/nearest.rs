//! Which names are meant by one that there is not.

/// How many names are proposed at most.
const MOST: usize = 3;

/// What is added to a message about a name that is none of some: `; did you mean log_dice?`, or
/// nothing where none of them is near. Case, spaces, hyphens and underscores make no difference.
///
/// ```
/// use siyaq_types::did_you_mean;
/// let names = ["log_dice", "log_ratio", "mi"];
/// assert_eq!(did_you_mean("logdice", names), "; did you mean log_dice?");
/// assert_eq!(did_you_mean("weather", names), "");
/// ```
#[must_use]
pub fn did_you_mean<'n>(word: &str, names: impl IntoIterator<Item = &'n str>) -> String {
    match nearest(word, names).as_slice() {
        [] => String::new(),
        near => format!("; did you mean {}?", near.join(" or ")),
    }
}

/// The names that are most like a word, at most three, all at the same distance.
fn nearest<'n>(word: &str, names: impl IntoIterator<Item = &'n str>) -> Vec<&'n str> {
    let word = letters(word);
    let limit = (word.len() / 3).max(1);
    let mut best = limit + 1;
    let mut found = Vec::new();
    for name in names {
        let own = letters(name);
        if word.is_empty() || own.is_empty() {
            continue;
        }
        // A beginning of a name is as near as one wrong letter.
        let begins = word.len() >= 3 && own.starts_with(&word);
        let distance = if begins { 1.min(own.len() - word.len()) } else { distance(&word, &own) };
        if distance < best {
            best = distance;
            found.clear();
        }
        if distance == best && distance <= limit && !found.contains(&name) {
            found.push(name);
        }
    }
    found.truncate(MOST);
    found
}

/// What of a name is compared.
fn letters(name: &str) -> Vec<char> {
    let parts = |letter: &char| !matches!(letter, '_' | '-' | ' ');
    name.chars().filter(parts).flat_map(char::to_lowercase).collect()
}

/// How many letters have to be added, taken away, replaced, or swapped with their neighbour.
fn distance(a: &[char], b: &[char]) -> usize {
    let mut before: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.iter().enumerate() {
        let mut row = vec![i + 1];
        for (j, y) in b.iter().enumerate() {
            let cost = usize::from(x != y);
            let mut least = (last[j] + cost).min(last[j + 1] + 1).min(row[j] + 1);
            if i > 0 && j > 0 && a[i - 1] == *y && b[j - 1] == *x {
                least = least.min(before[j - 1] + 1);
            }
            row.push(least);
        }
        before = std::mem::replace(&mut last, row);
    }
    last.last().copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_near_is_proposed() {
        let names = ["word", "light", "standard", "broad", "stem", "segments"];
        for (word, near) in [
            ("standart", vec!["standard"]),
            ("STANDARD", vec!["standard"]),
            ("stemm", vec!["stem"]),
            ("seg", vec!["segments"]),
            ("wrod", vec!["word"]),
            ("lemma", vec![]),
            ("", vec![]),
        ] {
            assert_eq!(nearest(word, names), near, "{word}");
        }
        assert_eq!(nearest("تاريح", ["تاريخ", "مصدر"]), ["تاريخ"]);
    }

    #[test]
    fn swaps_count_once() {
        let chars = |text: &str| text.chars().collect::<Vec<char>>();
        for (a, b, away) in [("", "", 0), ("", "abc", 3), ("wrod", "word", 1), ("كتب", "كاتب", 1)]
        {
            assert_eq!(distance(&chars(a), &chars(b)), away, "{a} {b}");
        }
    }
}
