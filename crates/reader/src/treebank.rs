//! Comments of CoNLL-U: where documents begin, and which ids sentences have, read in order while the
//! documents themselves go their ways.

use crate::decode::after_marks;
use crate::findings::Findings;
use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};

/// How many ids of sentences are remembered.
const REMEMBERED: usize = 2_000_000;

/// A comment.
#[derive(Debug, PartialEq)]
pub(crate) enum Comment<'l> {
    /// A document begins; its id is empty where it has none.
    NewDocument(&'l str),
    /// A paragraph begins, with its id.
    NewParagraph(Option<&'l str>),
    /// Anything else: its name, and what follows the `=`.
    Other(&'l str, Option<&'l str>),
}

impl<'l> Comment<'l> {
    /// Reads a line; `None` where it is no comment.
    pub(crate) fn of(line: &'l str) -> Option<Self> {
        let comment = line.strip_prefix('#')?;
        let (name, value) = match comment.split_once('=') {
            Some((name, value)) => (name.trim(), Some(value.trim())),
            None => (comment.trim(), None),
        };
        let mut words = name.split_whitespace();
        let first = words.next().unwrap_or_default();
        // With more words it is something about the document or the paragraph.
        let alone = words.next().is_none_or(|word| word.eq_ignore_ascii_case("id"))
            && words.next().is_none();
        Some(if alone && first.eq_ignore_ascii_case("newdoc") {
            Self::NewDocument(value.unwrap_or_default())
        } else if alone && first.eq_ignore_ascii_case("newpar") {
            Self::NewParagraph(value)
        } else {
            Self::Other(name, value)
        })
    }
}

/// Where a line stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum After {
    /// After a blank line, or first in the file.
    Blank,
    /// After comments.
    Comments,
    /// After words.
    Words,
}

/// What is known of the comments of a file as far as it was scanned.
#[derive(Clone, Debug)]
pub(crate) struct Treebank {
    after: After,
    /// Whether the comments since the last blank line name a document.
    named: bool,
    /// The line where these comments begin.
    comments: u64,
    /// The ids of sentences, hashed, with their lines.
    ids: HashMap<u64, u64>,
    /// Whether it was told that no more of them are remembered.
    full: bool,
}

impl Treebank {
    pub(crate) fn new() -> Self {
        Self { after: After::Blank, named: false, comments: 0, ids: HashMap::new(), full: false }
    }

    /// Takes a line; whether a part of the file may begin with it, since a document does. A document
    /// that is named after other comments begins with them, where nothing is cut. Words outside all
    /// documents are one of their own.
    pub(crate) fn begins(
        &mut self,
        line: &[u8],
        open: &mut bool,
        documents: &mut u64,
        findings: &mut Findings,
    ) -> bool {
        let line = after_marks(line);
        let strange = line.first().is_some_and(|byte| !byte.is_ascii());
        if line.trim_ascii().is_empty()
            || strange && String::from_utf8_lossy(line).trim().is_empty()
        {
            (self.after, self.named) = (After::Blank, false);
            return false;
        }
        let Some(comment) = line.strip_prefix(b"#") else {
            self.after = After::Words;
            *documents += u64::from(!*open);
            *open = true;
            return false;
        };
        let after = self.after;
        if after != After::Words {
            self.after = After::Comments;
        }
        if after != After::Comments {
            self.comments = findings.here().0;
        }
        // Of all others, such as the long ones of the text, nothing is asked here.
        if !matches!(comment.trim_ascii_start().first(), Some(b'n' | b'N' | b's')) {
            return false;
        }
        match Comment::of(&String::from_utf8_lossy(line)) {
            Some(Comment::NewDocument(_)) if after != After::Words => {
                if std::mem::replace(&mut self.named, true) {
                    return false;
                }
                *open = true;
                *documents += 1;
                after == After::Blank
            }
            Some(Comment::Other("sent_id", Some(id))) if !id.is_empty() => {
                self.sentence(id, findings);
                false
            }
            _ => false,
        }
    }

    /// Remembers the id of a sentence, and tells one that is that of an earlier one.
    fn sentence(&mut self, id: &str, findings: &mut Findings) {
        let here = findings.here();
        let mut hasher = DefaultHasher::new();
        id.hash(&mut hasher);
        let hash = hasher.finish();
        match self.ids.get(&hash) {
            // An id that one sentence has twice is told where the sentence is read.
            Some(line) if *line >= self.comments => {}
            Some(line) => {
                let message = format!("the sent_id {id:?} is that of the sentence of line {line}");
                findings.find(here, message);
            }
            None if self.ids.len() < REMEMBERED => {
                self.ids.insert(hash, here.0);
            }
            None if !std::mem::replace(&mut self.full, true) => {
                let message = format!(
                    "the file has more than {REMEMBERED} sentences with an id: from here on, ids are \
                     compared with theirs alone"
                );
                findings.find(here, message);
            }
            None => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_are_told_apart_however_they_are_spaced() {
        for line in ["# newdoc", "#newdoc id", "# NewDoc  id=", "# newdoc ="] {
            assert_eq!(Comment::of(line), Some(Comment::NewDocument("")), "{line}");
        }
        for line in ["# newdoc id = a", "#newdoc\tid=a ", "# newdoc = a", "# NEWDOC ID = a"] {
            assert_eq!(Comment::of(line), Some(Comment::NewDocument("a")), "{line}");
        }
        assert_eq!(Comment::of("# newpar"), Some(Comment::NewParagraph(None)));
        assert_eq!(Comment::of("# newpar id = p"), Some(Comment::NewParagraph(Some("p"))));
        for (line, name, value) in [
            ("# text = a = b", "text", Some("a = b")),
            ("# newdoc date = 2010", "newdoc date", Some("2010")),
            ("# newdoc x", "newdoc x", None),
            ("# newdoc_id = x", "newdoc_id", Some("x")),
            ("#", "", None),
        ] {
            assert_eq!(Comment::of(line), Some(Comment::Other(name, value)), "{line}");
        }
        assert_eq!(Comment::of("1\tقال"), None);
    }
}
