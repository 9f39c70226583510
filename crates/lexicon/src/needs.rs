//! What is certain about the forms that fit a pattern, to choose candidates by.

use regex_syntax::hir::{Class, Hir, HirKind};

use crate::pattern::Part;

/// Neighbouring characters that a form must have.
#[derive(Clone, Debug, Default)]
pub(crate) struct Piece {
    pub(crate) chars: Vec<char>,
    pub(crate) at_start: bool,
    pub(crate) at_end: bool,
}

impl Piece {
    /// The number of its classes in the n-gram index, with the ends of the form that it touches.
    fn class_count(&self) -> usize {
        self.chars.len() + usize::from(self.at_start) + usize::from(self.at_end)
    }
}

/// What every form that fits must have.
#[derive(Debug, Default)]
pub(crate) struct Needs {
    pub(crate) pieces: Vec<Piece>,
    /// A form that has the one piece fits.
    pub(crate) enough: bool,
}

impl Needs {
    pub(crate) fn of_piece(text: &str, at_end: bool) -> Self {
        let piece = Piece { chars: text.chars().collect(), at_start: false, at_end };
        Self { pieces: vec![piece], enough: true }
    }

    pub(crate) fn of_wildcard(parts: &[Part]) -> Self {
        let mut needs = Self::default();
        let mut open = Piece { at_start: true, ..Piece::default() };
        for part in parts {
            match part {
                Part::Char(ch) => open.chars.push(*ch),
                Part::AnyChar | Part::AnyRun => needs.pieces.push(std::mem::take(&mut open)),
            }
        }
        open.at_end = true;
        needs.pieces.push(open);
        needs.pieces.retain(|piece| !piece.chars.is_empty());
        // One piece with nothing or a `*` on either side, or a `*` alone.
        needs.enough =
            needs.pieces.len() <= 1 && !parts.is_empty() && !parts.contains(&Part::AnyChar);
        needs
    }

    /// The characters that the form must begin with.
    pub(crate) fn prefix(&self) -> Option<String> {
        let piece = self.pieces.iter().find(|piece| piece.at_start)?;
        Some(piece.chars.iter().collect())
    }
}

/// What a regular expression asks for: every form that fits has what one of these says. `None` if
/// that does not narrow the forms down more than a walk through the automaton does.
pub(crate) fn of_regex(pattern: &str) -> Option<Vec<Needs>> {
    let hir = regex_syntax::parse(pattern).ok()?;
    let start = Way { open: Piece { at_start: true, ..Piece::default() }, ..Way::default() };
    let mut ways = continue_ways(&hir, vec![start]);
    for way in &mut ways {
        way.open.at_end = true;
        way.end_piece();
        way.pieces.retain(|piece| !piece.chars.is_empty());
    }
    let anywhere = begins_with_anything(&hir);
    // A walk follows the beginning of a form as well as the index does.
    let narrow = |piece: &Piece| anywhere || (!piece.at_start && piece.class_count() >= 3);
    let useful = ways.iter().all(|way| way.pieces.iter().any(narrow));
    let needs = |way: Way| Needs { pieces: way.pieces, enough: false };
    useful.then(|| ways.into_iter().map(needs).collect())
}

/// The most ways in which a regular expression is taken apart.
const MOST_WAYS: usize = 16;
/// The most characters of a class that are ways of their own.
const FEW_CHARS: usize = 8;

/// One way through the choices of a regular expression, up to some place.
#[derive(Clone, Debug, Default)]
struct Way {
    pieces: Vec<Piece>,
    /// The piece that ends at the place.
    open: Piece,
}

impl Way {
    fn end_piece(&mut self) {
        self.pieces.push(std::mem::take(&mut self.open));
    }
}

/// Leads each of the ways on through a part of a regular expression. Choices between a few things
/// make ways of their own; what is uncertain beyond that ends a piece.
fn continue_ways(hir: &Hir, mut ways: Vec<Way>) -> Vec<Way> {
    let before = ways.len();
    let split: Option<Vec<Way>> = match hir.kind() {
        HirKind::Empty | HirKind::Look(_) => return ways,
        HirKind::Capture(capture) => return continue_ways(&capture.sub, ways),
        HirKind::Concat(parts) => {
            return parts.iter().fold(ways, |ways, part| continue_ways(part, ways));
        }
        HirKind::Literal(literal) => std::str::from_utf8(&literal.0).ok().map(|text| {
            let mut ways = ways.clone();
            ways.iter_mut().for_each(|way| way.open.chars.extend(text.chars()));
            ways
        }),
        HirKind::Class(class) => {
            few_chars(class).filter(|chars| chars.len() * before <= MOST_WAYS).map(|chars| {
                let with = |ch: char| {
                    ways.iter().cloned().map(move |mut way| {
                        way.open.chars.push(ch);
                        way
                    })
                };
                chars.into_iter().flat_map(with).collect()
            })
        }
        HirKind::Alternation(branches) if branches.len() * before <= MOST_WAYS => {
            Some(branches.iter().flat_map(|branch| continue_ways(branch, ways.clone())).collect())
        }
        HirKind::Repetition(part) if part.min == 0 && part.max == Some(1) => {
            let with = continue_ways(&part.sub, ways.clone());
            Some(ways.iter().cloned().chain(with).collect())
        }
        HirKind::Alternation(_) | HirKind::Repetition(_) => None,
    };
    split.filter(|split| split.len() <= MOST_WAYS).unwrap_or_else(|| {
        ways.iter_mut().for_each(Way::end_piece);
        ways
    })
}

/// The characters of a class that has few.
fn few_chars(class: &Class) -> Option<Vec<char>> {
    let Class::Unicode(class) = class else { return None };
    let chars: Vec<char> = class
        .iter()
        .flat_map(|range| (range.start()..=range.end()).take(FEW_CHARS + 1))
        .take(FEW_CHARS + 1)
        .collect();
    (chars.len() <= FEW_CHARS).then_some(chars)
}

/// Whether an expression begins with any number of something, as `.*` does.
fn begins_with_anything(hir: &Hir) -> bool {
    match hir.kind() {
        HirKind::Repetition(part) => part.max.is_none(),
        HirKind::Capture(capture) => begins_with_anything(&capture.sub),
        HirKind::Concat(parts) => parts
            .iter()
            .find(|part| !matches!(part.kind(), HirKind::Empty | HirKind::Look(_)))
            .is_some_and(begins_with_anything),
        HirKind::Alternation(branches) => branches.iter().any(begins_with_anything),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The pieces of each way, with `^` and `$` where they touch the ends.
    fn shown(pattern: &str) -> Option<Vec<String>> {
        let show = |piece: &Piece| {
            let start = if piece.at_start { "^" } else { "" };
            let end = if piece.at_end { "$" } else { "" };
            format!("{start}{}{end}", piece.chars.iter().collect::<String>())
        };
        let ways = of_regex(pattern)?;
        Some(
            ways.iter()
                .map(|way| way.pieces.iter().map(show).collect::<Vec<_>>().join(" "))
                .collect(),
        )
    }

    #[test]
    fn certain_characters_of_expressions() {
        let ways =
            |list: &[&str]| Some(list.iter().map(|way| (*way).to_owned()).collect::<Vec<_>>());
        assert_eq!(shown("ال.*ية"), ways(&["^ال ية$"]));
        assert_eq!(shown(".*(ون|ين)"), ways(&["ون$", "ين$"]));
        assert_eq!(shown("و?كت.بها"), ways(&["^كت بها$", "^وكت بها$"]));
        assert_eq!(shown("[أإ]ل.*لى.*هم"), ways(&["^أل لى هم$", "^إل لى هم$"]));
        assert_eq!(shown("(كتب)+بعد"), ways(&["بعد$"]));
        assert_eq!(shown(".*^(?:كتاب)$"), ways(&["كتاب$"]));
        assert_eq!(shown("كتاب(ة|ات)?"), None);
        assert_eq!(shown(".*م.*"), ways(&["م"]));
        assert_eq!(shown("م.*"), None);
        assert_eq!(shown(".*"), None);
        assert_eq!(shown("(اب|.*)"), None);
    }
}
