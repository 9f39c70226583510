//! Words with their pieces, from treebanks in CoNLL-U.

use super::read_text;
use crate::error::SegmentError;
use siyaq_text::chars::{TATWEEL, is_arabic_letter, is_arabic_mark};
use std::path::Path;

/// A word as it is written, with the pieces it is taken apart into.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct GoldWord {
    /// The word as it is written.
    pub form: String,
    /// Its pieces: as they stand in the word, or as they are spelt alone.
    pub pieces: Vec<String>,
}

impl GoldWord {
    /// A word with its pieces.
    #[must_use]
    pub fn new(form: impl Into<String>, pieces: Vec<String>) -> Self {
        Self { form: form.into(), pieces }
    }
}

/// A sentence of a treebank.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct GoldSentence {
    /// The text as it is written; empty where the treebank does not give it.
    pub text: String,
    /// The words.
    pub words: Vec<GoldWord>,
}

impl GoldSentence {
    /// A sentence.
    #[must_use]
    pub fn new(text: impl Into<String>, words: Vec<GoldWord>) -> Self {
        Self { text: text.into(), words }
    }
}

/// A line of a treebank, as far as it matters here.
struct Line<'t> {
    id: &'t str,
    form: &'t str,
    space_after: bool,
}

/// Reads the sentences of a treebank.
///
/// A word of several pieces is a line with a range of ids (`4-5`), or, in a treebank without such
/// lines, a run of Arabic words with `SpaceAfter=No` between them.
///
/// # Errors
///
/// The file cannot be read, or a line is no CoNLL-U.
pub fn read_conllu(path: impl AsRef<Path>) -> Result<Vec<GoldSentence>, SegmentError> {
    let path = path.as_ref();
    let text = read_text("read the treebank", path)?;
    let has_ranges = text.lines().any(|line| {
        let id = line.split('\t').next().unwrap_or_default();
        id.contains('-') && id.starts_with(|c: char| c.is_ascii_digit())
    });
    let mut sentences = Vec::new();
    let (mut sentence_text, mut lines) = ("", Vec::new());
    for (number, line) in (1..).zip(text.lines().chain([""])) {
        if line.is_empty() {
            if !lines.is_empty() {
                let words = if has_ranges { by_ranges(&lines) } else { by_spaces(&lines) };
                sentences.push(GoldSentence { text: sentence_text.to_owned(), words });
            }
            (sentence_text, lines) = ("", Vec::new());
        } else if let Some(comment) = line.strip_prefix('#') {
            if let Some(text) = comment.trim_start().strip_prefix("text = ") {
                sentence_text = text;
            }
        } else {
            let columns: Vec<&str> = line.split('\t').collect();
            let [id, form, .., misc] = columns.as_slice() else {
                let reason = "it is no CoNLL-U: ten columns with tabs between them are expected";
                return Err(SegmentError::line(Some(path), number, reason));
            };
            let space_after = !misc.split('|').any(|item| item == "SpaceAfter=No");
            // Empty nodes (1.1) are not in the text.
            if !id.contains('.') {
                lines.push(Line { id, form, space_after });
            }
        }
    }
    Ok(sentences)
}

fn by_ranges(lines: &[Line<'_>]) -> Vec<GoldWord> {
    let mut words: Vec<GoldWord> = Vec::new();
    let mut last = 0_u32;
    for line in lines {
        if let Some((_, end)) = line.id.split_once('-') {
            last = end.parse().unwrap_or(0);
            words.push(GoldWord::new(line.form, Vec::new()));
            continue;
        }
        let id: u32 = line.id.parse().unwrap_or(u32::MAX);
        match words.last_mut().filter(|_| id <= last) {
            Some(word) => word.pieces.push(line.form.to_owned()),
            None => words.push(GoldWord::new(line.form, vec![line.form.to_owned()])),
        }
    }
    words
}

fn by_spaces(lines: &[Line<'_>]) -> Vec<GoldWord> {
    let mut words: Vec<GoldWord> = Vec::new();
    let mut joined = false;
    for line in lines {
        let arabic = is_arabic(line.form);
        match words.last_mut().filter(|_| joined && arabic) {
            Some(word) => {
                word.form.push_str(line.form);
                word.pieces.push(line.form.to_owned());
            }
            None => words.push(GoldWord::new(line.form, vec![line.form.to_owned()])),
        }
        joined = arabic && !line.space_after;
    }
    words
}

fn is_arabic(form: &str) -> bool {
    form.chars().all(|c| is_arabic_letter(c) || is_arabic_mark(c) || c == TATWEEL)
}
