//! Character references of HTML, and what a careless cleaner left of them.

use crate::cells::{Cell, covered};

/// No name of a character in HTML is longer.
const LONGEST_NAME: usize = 32;

/// Names that are read without their `&` too. They are no words that a `;` would follow.
const HALF_NAMES: [&str; 14] = [
    "quot", "nbsp", "amp", "laquo", "raquo", "ldquo", "rdquo", "lsquo", "rsquo", "hellip", "ndash",
    "mdash", "zwnj", "shy",
];

/// What Windows has where Unicode has the controls U+0080–U+009F: pages mean these.
const WINDOWS_1252: [char; 32] = [
    '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8D}', 'Ž', '\u{8F}',
    '\u{90}', '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9D}', 'ž', 'Ÿ',
];

/// The character reference of HTML that begins at byte `at` of `text`: where it ends, and the
/// characters it stands for. What has lost its `&` is one too: `#171;`, `quot;`.
///
/// ```
/// use siyaq_text::entity_at;
///
/// assert_eq!(entity_at("&laquo;نعم", 0), Some((7, "«".to_owned())));
/// assert_eq!(entity_at("قال #8221;", 7), Some((13, "”".to_owned())));
/// assert_eq!(entity_at("&c; #1;", 0), None);
/// ```
#[must_use]
pub fn entity_at(text: &str, at: usize) -> Option<(usize, String)> {
    let rest = text.as_bytes().get(at..)?;
    let inner = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'&' | b'#');
    let length = rest.iter().take(LONGEST_NAME + 3).take_while(|byte| inner(byte)).count();
    if rest.get(length) != Some(&b';') {
        return None;
    }
    let reference = text.get(at..at + length)?;
    Some((at + length + 1, meaning(reference)?))
}

/// What a reference without its `;` stands for.
fn meaning(reference: &str) -> Option<String> {
    let whole = reference.strip_prefix('&');
    let inner = whole.unwrap_or(reference);
    if let Some(number) = inner.strip_prefix('#') {
        return numeric(number, whole.is_some()).map(String::from);
    }
    if whole.is_none() && !HALF_NAMES.contains(&inner) {
        return None;
    }
    let name = inner.as_bytes();
    let table = &html_escape::NAMED_ENTITIES;
    let place = table.binary_search_by(|(known, _)| (*known).cmp(name)).ok()?;
    table.get(place).map(|(_, meaning)| (*meaning).to_owned())
}

/// The character of a number. White space other than a space would break lines, and is a space.
fn numeric(number: &str, whole: bool) -> Option<char> {
    let value = match number.strip_prefix(['x', 'X']).filter(|_| whole) {
        Some(hexadecimal) => u32::from_str_radix(hexadecimal, 16).ok()?,
        None => number.parse().ok()?,
    };
    match value {
        9 | 10 | 13 if whole => Some(' '),
        0..=31 | 127 => None,
        // Without its & only a sign: a # before a small number and a ; may be a place in a list.
        _ if !whole && value < 128 && !matches!(value, 34 | 38 | 39 | 60 | 62) => None,
        128..=159 => WINDOWS_1252.get(value as usize - 128).copied().filter(|c| *c > '\u{9F}'),
        _ => char::from_u32(value),
    }
}

/// Decodes all references, also those that others stand for: `&amp;quot;` is `"`.
pub(crate) fn decode(cells: &mut Vec<Cell>) {
    let mut out: Vec<Cell> = Vec::with_capacity(cells.len());
    for cell in cells.drain(..) {
        out.push(cell);
        // What a reference stands for may end another.
        while let Some((start, meaning)) = reference_at_end(&out) {
            let source = covered(out.get(start..).unwrap_or_default());
            out.truncate(start);
            out.extend(meaning.chars().map(|c| Cell { c, source: source.clone() }));
        }
    }
    *cells = out;
}

/// Where the reference begins whose `;` is the last cell, and what it stands for.
fn reference_at_end(cells: &[Cell]) -> Option<(usize, String)> {
    let inner = cells.strip_suffix(&[cells.last().filter(|cell| cell.c == ';')?.clone()])?;
    let start_of_name = inner.len()
        - inner
            .iter()
            .rev()
            .take_while(|cell| cell.c.is_ascii_alphanumeric())
            .take(LONGEST_NAME + 1)
            .count();
    let sign_at = |place: usize, sign: char| inner.get(place).is_some_and(|cell| cell.c == sign);
    let mut start = start_of_name;
    for sign in ['#', '&'] {
        start -= usize::from(start > 0 && sign_at(start - 1, sign));
    }
    let reference: String = inner.get(start..)?.iter().map(|cell| cell.c).collect();
    // `&&quot;` and `##171;` begin with the second sign.
    meaning(&reference).map(|meaning| (start, meaning))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cells::cells;

    fn decoded(text: &str) -> String {
        let mut cells = cells(text, 0);
        decode(&mut cells);
        cells.iter().map(|cell| cell.c).collect()
    }

    #[test]
    fn references_are_read_whole_and_half() {
        for (text, meaning) in [
            ("&quot;نعم&quot;", "\"نعم\""),
            ("&#8221;", "”"),
            ("&#x201D;&#X201d;", "””"),
            ("#171;نعم#187;", "«نعم»"),
            ("480#215;800", "480×800"),
            ("quot;نعمquot;", "\"نعم\""),
            ("&amp;amp;quot;", "\""),
            ("&am&#112;;", "&"),
            ("&#147;&#148;", "“”"),
            ("&#1603;&#1578;&#1575;&#1576;", "كتاب"),
            ("&nbsp;&zwnj;", "\u{A0}\u{200C}"),
            ("&#10;", " "),
            ("&&lt;", "&<"),
            // Nothing of the kind.
            ("#1;", "#1;"),
            ("#12;", "#12;"),
            ("&#0;&#xD800;&#99999999999;", "&#0;&#xD800;&#99999999999;"),
            ("&نعم;", "&نعم;"),
            ("&unknown;", "&unknown;"),
            ("lt;", "lt;"),
            ("a;b", "a;b"),
            (";", ";"),
            ("&;", "&;"),
        ] {
            assert_eq!(decoded(text), meaning, "{text}");
        }
    }

    #[test]
    fn the_table_of_names_is_sorted() {
        assert!(html_escape::NAMED_ENTITIES.is_sorted_by_key(|(name, _)| *name));
        assert!(HALF_NAMES.iter().all(|name| meaning(name).is_some()));
    }
}
