//! Patterns of file names: `*`, `?`, `[..]` and `**`, over names of any bytes.

use std::ffi::OsStr;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// What is wrong with a pattern, and at which of its characters.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct PatternError {
    pub(crate) position: usize,
    pub(crate) message: &'static str,
}

/// Whether a name holds what makes a pattern of it.
pub(crate) fn is_pattern(name: &OsStr) -> bool {
    memchr::memchr3(b'*', b'?', b'[', name.as_encoded_bytes()).is_some()
}

/// What one part of a path must be.
enum Part<'a> {
    Exactly(&'a OsStr),
    Like(Vec<Sign>),
    /// `**`: any number of folders.
    Folders,
}

/// What one place of a name must be.
enum Sign {
    Letter(u32),
    /// `?`
    One,
    /// `*`
    Any,
    /// `[a-z]`, or `[!a-z]`.
    Set {
        negated: bool,
        ranges: Vec<(u32, u32)>,
    },
}

/// A pattern of paths.
pub(crate) struct Pattern<'a> {
    parts: Vec<Part<'a>>,
    /// Whether `**` is in it, so that a folder that fits is no more than its files, which fit too.
    pub(crate) deep: bool,
}

impl<'a> Pattern<'a> {
    pub(crate) fn new(pattern: &'a OsStr) -> Result<Self, PatternError> {
        let mut position = 0;
        let mut parts = Vec::new();
        for part in Path::new(pattern) {
            parts.push(
                part_of(part).map_err(|error| PatternError {
                    position: position + error.position,
                    ..error
                })?,
            );
            position += letters(part).len() + 1;
        }
        let deep = parts.iter().any(|part| matches!(part, Part::Folders));
        Ok(Self { parts, deep })
    }

    /// The paths that fit, in the order of their names. What cannot be listed is told to `unread`.
    pub(crate) fn paths(&self, unread: &mut dyn FnMut(PathBuf, io::Error)) -> Vec<PathBuf> {
        let mut found = Vec::new();
        walk(PathBuf::new(), &self.parts, &mut found, unread);
        found.sort();
        found.dedup();
        found
    }
}

fn part_of(part: &OsStr) -> Result<Part<'_>, PatternError> {
    if part == "**" {
        return Ok(Part::Folders);
    }
    if !is_pattern(part) {
        return Ok(Part::Exactly(part));
    }
    let letters = letters(part);
    let code = |place: usize| letters.get(place).copied();
    let is = |place: usize, letter: char| code(place) == Some(u32::from(letter));
    let wrong = |position, message| Err(PatternError { position, message });
    let mut signs = Vec::new();
    let mut place = 0;
    while let Some(letter) = code(place) {
        match char::from_u32(letter) {
            Some('*') if is(place + 1, '*') => {
                return wrong(place, "** must stand alone between two slashes");
            }
            Some('*') => signs.push(Sign::Any),
            Some('?') => signs.push(Sign::One),
            Some('[') => {
                let negated = is(place + 1, '!');
                let first = place + 1 + usize::from(negated);
                // A bracket that closes may be the first of the set.
                let Some(end) = (first + 1..letters.len()).find(|&end| is(end, ']')) else {
                    return wrong(place, "the bracket is not closed");
                };
                let set = letters.get(first..end).unwrap_or_default();
                signs.push(Sign::Set { negated, ranges: ranges(set) });
                place = end;
            }
            _ => signs.push(Sign::Letter(letter)),
        }
        place += 1;
    }
    Ok(Part::Like(signs))
}

/// The letters of a set, `a-z` as a range.
fn ranges(set: &[u32]) -> Vec<(u32, u32)> {
    let mut ranges = Vec::new();
    let mut rest = set;
    while let [first, after @ ..] = rest {
        match after {
            [dash, last, more @ ..] if *dash == u32::from('-') => {
                ranges.push((*first, *last));
                rest = more;
            }
            _ => {
                ranges.push((*first, *first));
                rest = after;
            }
        }
    }
    ranges
}

/// Numbers that are no characters stand for bytes that are none.
const NO_CHARACTER: u32 = 0x11_0000;

/// The letters of a name: characters, and each byte that belongs to none.
fn letters(name: &OsStr) -> Vec<u32> {
    let mut letters = Vec::new();
    for chunk in name.as_encoded_bytes().utf8_chunks() {
        letters.extend(chunk.valid().chars().map(u32::from));
        letters.extend(chunk.invalid().iter().map(|&byte| NO_CHARACTER + u32::from(byte)));
    }
    letters
}

/// Whether a name fits; a hidden one only where the pattern begins with a dot.
fn fits(signs: &[Sign], name: &OsStr) -> bool {
    let letters = letters(name);
    let dot = Some(&u32::from('.'));
    if letters.first() == dot && !matches!(signs.first(), Some(Sign::Letter(l)) if Some(l) == dot) {
        return false;
    }
    let (mut sign, mut place) = (0, 0);
    // Where the last * stands, and how far it reaches.
    let mut star: Option<(usize, usize)> = None;
    loop {
        let here = letters.get(place).copied();
        let step = match (signs.get(sign), here) {
            (None, None) => return true,
            (Some(Sign::Any), _) => {
                star = Some((sign, place));
                sign += 1;
                continue;
            }
            (Some(Sign::One), Some(_)) => true,
            (Some(Sign::Letter(letter)), Some(here)) => *letter == here,
            (Some(Sign::Set { negated, ranges }), Some(here)) => {
                ranges.iter().any(|(first, last)| (*first..=*last).contains(&here)) != *negated
            }
            _ => false,
        };
        if step {
            (sign, place) = (sign + 1, place + 1);
            continue;
        }
        // The last * takes one letter more; an earlier one need not.
        match star {
            Some((at, reach)) if reach < letters.len() => {
                star = Some((at, reach + 1));
                (sign, place) = (at + 1, reach + 1);
            }
            _ => return false,
        }
    }
}

fn walk(
    base: PathBuf,
    parts: &[Part<'_>],
    found: &mut Vec<PathBuf>,
    unread: &mut dyn FnMut(PathBuf, io::Error),
) {
    let Some((part, rest)) = parts.split_first() else {
        found.push(base);
        return;
    };
    match part {
        Part::Exactly(name) => {
            let path = base.join(name);
            if fs::symlink_metadata(&path).is_ok() {
                walk(path, rest, found, unread);
            }
        }
        Part::Like(signs) => {
            for name in names(&base, unread) {
                let path = base.join(&name);
                if fits(signs, &name) && (rest.is_empty() || path.is_dir()) {
                    walk(path, rest, found, unread);
                }
            }
        }
        Part::Folders => {
            for name in names(&base, unread) {
                let path = base.join(&name);
                let hidden = name.as_encoded_bytes().starts_with(b".");
                // A link to a folder above would have no end.
                let folder = fs::symlink_metadata(&path).is_ok_and(|found| found.is_dir());
                if folder && !hidden {
                    walk(path, parts, found, unread);
                } else if rest.is_empty() && !hidden {
                    found.push(path);
                }
            }
            if !rest.is_empty() {
                walk(base, rest, found, unread);
            }
        }
    }
}

/// The names in a folder; none where it is no folder.
fn names(folder: &Path, unread: &mut dyn FnMut(PathBuf, io::Error)) -> Vec<std::ffi::OsString> {
    let listed = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
    let entries = fs::read_dir(listed).and_then(Iterator::collect::<io::Result<Vec<_>>>);
    match entries {
        Ok(entries) => entries.into_iter().map(|entry| entry.file_name()).collect(),
        Err(error) => {
            if !matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory) {
                unread(folder.to_owned(), error);
            }
            Vec::new()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn like(pattern: &str, name: &str) -> bool {
        match part_of(OsStr::new(pattern)).unwrap() {
            Part::Like(signs) => fits(&signs, OsStr::new(name)),
            Part::Exactly(exact) => exact == name,
            Part::Folders => unreachable!(),
        }
    }

    #[test]
    fn names_fit_patterns() {
        for (pattern, name) in [
            ("*", "خبر.txt"),
            ("*.txt", ".txt.txt"),
            ("خ?ر*", "خبر.txt"),
            ("[ا-ي]*", "خبر"),
            ("[!a-z]", "ب"),
            ("a[]]b", "a]b"),
            ("[*]", "*"),
            ("*a*b*c", "xaxbxbxc"),
            (".*", ".hidden"),
        ] {
            assert_eq!(like(pattern, name), !name.starts_with('.') || pattern == ".*", "{pattern}");
        }
        for (pattern, name) in
            [("*.txt", "a.csv"), ("?", "اب"), ("?", ""), ("[a-c]", "d"), ("*", ".a")]
        {
            assert!(!like(pattern, name), "{pattern} {name}");
        }
    }

    #[test]
    fn wrong_patterns_say_where() {
        let wrong = |pattern: &str| Pattern::new(OsStr::new(pattern)).err().unwrap().position;
        assert_eq!((wrong("ab/***"), wrong("ab/x[y"), wrong("a**")), (3, 4, 1));
    }

    /// The obvious way: a * is nothing, or one letter and a * again.
    fn slowly(signs: &[Sign], letters: &[u32]) -> bool {
        match (signs, letters) {
            ([], []) => true,
            ([Sign::Any, rest @ ..], _) => {
                slowly(rest, letters) || letters.get(1..).is_some_and(|rest| slowly(signs, rest))
            }
            ([Sign::One, rest @ ..], [_, letters @ ..]) => slowly(rest, letters),
            ([Sign::Letter(letter), rest @ ..], [first, letters @ ..]) => {
                letter == first && slowly(rest, letters)
            }
            _ => false,
        }
    }

    proptest! {
        #[test]
        fn fast_is_slow(pattern in "[ab*?]{0,8}", name in "[ab]{0,10}") {
            prop_assume!(!pattern.contains("**"));
            let signs = match part_of(OsStr::new(&pattern)).unwrap() {
                Part::Like(signs) => signs,
                _ => return Ok(()),
            };
            let expected = slowly(&signs, &letters(OsStr::new(&name)));
            prop_assert_eq!(fits(&signs, OsStr::new(&name)), expected);
        }
    }
}
