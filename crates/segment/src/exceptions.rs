//! Words that a user decides about.

use crate::analysis::{MOST_SEGMENTS, Role, SegmentationScheme};
use crate::error::SegmentError;
use crate::grammar::{Proclitic, SUFFIXES, proclitic};
use crate::letters::{ALEF, Folder, LAM, Letter, Letters};
use foldhash::fast::FixedState;
use hashbrown::HashMap;
use std::fs;
use std::path::Path;

/// A list of words with their segmentation, which goes before the dictionary.
///
/// A line is a word, a tab, and its pieces with `+` between them, as they stand in the word;
/// after another tab may follow the pieces as they are spelt alone. A word without `+` is one
/// piece. Words are compared after folding by the profile `standard`, so one line is enough for
/// all spellings. Empty lines and lines that begin with `#` are left out; of two lines for one word
/// the later one counts.
///
/// ```
/// # #[cfg(feature = "embedded")] {
/// use siyaq_segment::{Exceptions, SegmentationScheme, Segmenter, SegmenterOptions};
///
/// let exceptions = Exceptions::parse("بالما\tبالما\nللجنة\tل+لجنة\tل+الجنة\n")?;
/// let options = SegmenterOptions::default().exceptions(exceptions);
/// let segmenter = Segmenter::with_options(siyaq_segment::Dictionary::embedded(), options);
/// assert!(segmenter.analyze("بالما").is_whole(SegmentationScheme::D3));
/// assert_eq!(segmenter.restored("للجنة", SegmentationScheme::Atb), ["ل", "الجنة"]);
/// # }
/// # Ok::<(), siyaq_segment::SegmentError>(())
/// ```
#[derive(Clone, Debug, Default)]
pub struct Exceptions {
    words: HashMap<Vec<Letter>, u32, FixedState>,
    list: Vec<Vec<ExceptionPiece>>,
    checksum: Option<String>,
}

/// A piece of a word of the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct ExceptionPiece {
    pub(crate) letters: usize,
    pub(crate) restored: String,
    pub(crate) role: Role,
    /// The coarsest scheme that splits after it.
    pub(crate) splits_after: SegmentationScheme,
}

impl Exceptions {
    /// Reads a list from a text.
    ///
    /// # Errors
    ///
    /// A line is not as described above, or its pieces are not the word.
    pub fn parse(text: &str) -> Result<Self, SegmentError> {
        Self::parse_file(text, None)
    }

    /// Reads a list from a file.
    ///
    /// # Errors
    ///
    /// The file cannot be read, a line is not as described above, or its pieces are not the word.
    pub fn read(path: impl AsRef<Path>) -> Result<Self, SegmentError> {
        let path = path.as_ref();
        let text = fs::read_to_string(path)
            .map_err(|error| SegmentError::io("read the exceptions", path, error))?;
        Self::parse_file(&text, Some(path))
    }

    fn parse_file(text: &str, path: Option<&Path>) -> Result<Self, SegmentError> {
        let folder = Folder::new();
        let checksum = Some(blake3::hash(text.as_bytes()).to_hex().to_string());
        let mut exceptions = Self { checksum, ..Self::default() };
        for (number, line) in (1..).zip(text.lines()) {
            if line.trim().is_empty() || line.starts_with('#') {
                continue;
            }
            let (word, pieces) = exception(&folder, line)
                .map_err(|reason| SegmentError::line(path, number, reason))?;
            if exceptions
                .words
                .get(&word)
                .is_some_and(|known| *exceptions.pieces(*known) != *pieces)
            {
                let word = line.split('\t').next().unwrap_or_default().trim();
                let reason =
                    format!("{word:?} is taken apart in another way before: leave one out");
                return Err(SegmentError::line(path, number, reason));
            }
            exceptions.add(word, pieces);
        }
        Ok(exceptions)
    }

    /// Adds a word with its pieces: each as it stands in the word, and as it is spelt alone. A word
    /// that is on the list already is decided anew.
    ///
    /// # Errors
    ///
    /// As a line of a list; the list is then as it was.
    ///
    /// ```
    /// use siyaq_segment::Exceptions;
    ///
    /// let mut exceptions = Exceptions::default();
    /// exceptions.insert("للجنة", &[("ل", "ل"), ("لجنة", "الجنة")])?;
    /// assert_eq!(exceptions.word_count(), 1);
    /// assert!(exceptions.insert("بيت", &[("بي", "بي")]).is_err());
    /// # Ok::<(), siyaq_segment::SegmentError>(())
    /// ```
    pub fn insert(&mut self, word: &str, pieces: &[(&str, &str)]) -> Result<(), SegmentError> {
        let joined = |side: fn(&(&str, &str)) -> String| {
            pieces.iter().map(side).collect::<Vec<_>>().join("+")
        };
        let written = joined(|(written, _)| (*written).to_owned());
        let restored = joined(|(_, restored)| (*restored).to_owned());
        let line = format!("{word}\t{written}\t{restored}");
        let number = self.list.len() as u64 + 1;
        let wrong = |reason: String| SegmentError::line(None, number, reason);
        let signs = line.matches(['+', '\t', '\n', '\r']).count();
        if signs != 2 + 2 * pieces.len().saturating_sub(1) {
            return Err(wrong(format!("{word:?}: a piece has no +, tab or line break in it")));
        }
        let (letters, pieces) = exception(&Folder::new(), &line).map_err(wrong)?;
        let before = self.checksum.as_deref().unwrap_or_default();
        self.checksum =
            Some(blake3::hash(format!("{before}\n{line}").as_bytes()).to_hex().to_string());
        self.add(letters, pieces);
        Ok(())
    }

    fn add(&mut self, word: Vec<Letter>, pieces: Vec<ExceptionPiece>) {
        let place = self.list.len() as u32;
        self.list.push(pieces);
        self.words.insert(word, place);
    }

    /// How many words are on the list.
    #[must_use]
    pub fn word_count(&self) -> usize {
        self.words.len()
    }

    /// BLAKE3 of the list as it was read, in hexadecimal, and over what was added since, one by one;
    /// `None` where there is no list.
    #[must_use]
    pub fn checksum(&self) -> Option<&str> {
        self.checksum.as_deref()
    }

    /// The number of the entry for a folded word.
    #[inline]
    pub(crate) fn find(&self, letters: &[Letter]) -> Option<u32> {
        if self.words.is_empty() {
            return None;
        }
        self.words.get(letters).copied()
    }

    /// The pieces of an entry.
    pub(crate) fn pieces(&self, number: u32) -> &[ExceptionPiece] {
        self.list.get(number as usize).map_or(&[], Vec::as_slice)
    }
}

/// The word of a line and its pieces, or what is wrong with the line.
fn exception(folder: &Folder, line: &str) -> Result<(Vec<Letter>, Vec<ExceptionPiece>), String> {
    let mut letters = Letters::new();
    let mut fold =
        |form: &str| folder.fold(form, &mut letters).then(|| letters.as_slice().to_vec());
    let mut columns = line.split('\t').map(str::trim);
    let word = columns.next().unwrap_or_default();
    let pieces = columns.next().ok_or("a word, a tab and its pieces are expected")?;
    let pieces: Vec<&str> = pieces.split('+').map(str::trim).collect();
    let restored: Vec<&str> =
        columns.next().map_or(pieces.clone(), |column| column.split('+').map(str::trim).collect());
    if restored.len() != pieces.len() {
        return Err(format!(
            "{} pieces are spelt in {} ways: write as many of the one as of the other",
            pieces.len(),
            restored.len()
        ));
    }
    if pieces.len() > MOST_SEGMENTS {
        return Err(format!("{} pieces are too many, at most {MOST_SEGMENTS}", pieces.len()));
    }
    let folded = fold(word).ok_or_else(|| format!("{word:?} is no Arabic word"))?;
    let parts: Option<Vec<Vec<Letter>>> = pieces.iter().map(|piece| fold(piece)).collect();
    let parts = parts.filter(|parts| parts.concat() == folded);
    let parts = parts.ok_or_else(|| format!("the pieces of {word:?} do not make the word"))?;
    let roles = roles(&parts);
    let pieces = parts.iter().zip(restored).zip(roles);
    let pieces = pieces.map(|((letters, restored), (role, splits_after))| ExceptionPiece {
        letters: letters.len(),
        restored: restored.to_owned(),
        role,
        splits_after,
    });
    Ok((folded, pieces.collect()))
}

/// What the pieces are, by their letters and places: proclitics, an article, stems, a pronoun.
fn roles(parts: &[Vec<Letter>]) -> Vec<(Role, SegmentationScheme)> {
    let last = parts.len().saturating_sub(1);
    let mut before_stem = true;
    let mut roles = Vec::new();
    for (place, part) in parts.iter().enumerate() {
        let is_proclitic = before_stem && place < last;
        roles.push(match part.as_slice() {
            [letter @ (b'a' | b'w' | b'f' | b'b' | b'l' | b'k' | b's')] if is_proclitic => {
                role_of(proclitic(*letter))
            }
            [ALEF, LAM] | [LAM] if is_proclitic => (Role::Article, SegmentationScheme::D3),
            part if place == last && place > 0 && SUFFIXES.contains(&part) && !before_stem => {
                (Role::Pronoun, SegmentationScheme::Atb)
            }
            _ => {
                before_stem = false;
                (Role::Stem, SegmentationScheme::Atb)
            }
        });
    }
    roles
}

/// The role of a proclitic, and the coarsest scheme that splits after it.
pub(crate) const fn role_of(proclitic: Proclitic) -> (Role, SegmentationScheme) {
    match proclitic {
        Proclitic::Question => (Role::Question, SegmentationScheme::D1),
        Proclitic::Conjunction => (Role::Conjunction, SegmentationScheme::D1),
        Proclitic::Preposition => (Role::Preposition, SegmentationScheme::D2),
        Proclitic::Future => (Role::Future, SegmentationScheme::D2),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn roles_follow_from_letters_and_places() {
        let list = Exceptions::parse("وبالبيت\tو+ب+ال+بيت\nبه\tب+ه\nحيثما\tحيث+ما\n").unwrap();
        let roles =
            |number| -> Vec<Role> { list.pieces(number).iter().map(|piece| piece.role).collect() };
        use Role::{Article, Conjunction, Preposition, Stem};
        assert_eq!(roles(0), [Conjunction, Preposition, Article, Stem]);
        assert_eq!(roles(1), [Preposition, Stem]);
        assert_eq!(roles(2), [Stem, Stem]);
        assert_eq!(list.word_count(), 3);
    }

    #[test]
    fn bad_lines_are_named() {
        for (text, reason) in [
            ("بيت\n", "line 1: a word, a tab and its pieces are expected"),
            ("# list\n\nبيت\tبي+ن\n", "line 3: the pieces of \"بيت\" do not make the word"),
            ("بيت\tب+يت\tبيت\n", "line 1: 2 pieces are spelt in 1 ways"),
            ("F16\tF16\n", "line 1: \"F16\" is no Arabic word"),
        ] {
            let error = Exceptions::parse(text).unwrap_err().to_string();
            assert!(error.contains(reason), "{error}");
        }
    }
}
