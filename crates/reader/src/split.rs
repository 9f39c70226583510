//! Where records end: the little that must be done in order, before the batches go their ways.

use memchr::{memchr, memchr3, memrchr};

/// The end of a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Cut {
    /// The byte after the record, from the start of the bytes scanned.
    pub(crate) end: usize,
    /// Records that end up to there, from the start of the file; of no meaning where each line
    /// is a record.
    pub(crate) records: u64,
}

/// Which end of a record is wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Want {
    /// The first.
    First,
    /// The last.
    Last,
}

/// The state of a table between two bytes, as RFC 4180 and the `csv` crate have it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Cell {
    /// Before a record, where line ends count for nothing.
    Record,
    /// Before a field.
    Start,
    /// In a field without quotation marks, or after the closing mark.
    Bare,
    /// Between quotation marks.
    Quoted,
    /// After a quotation mark inside quotation marks: the closing one, or the first of two.
    Mark,
}

/// Finds the ends of records in a stream that comes in pieces.
#[derive(Clone, Debug)]
pub(crate) enum Splitter {
    /// The file is one record.
    Whole,
    /// Each line is a record.
    Lines,
    /// A record ends with a blank line.
    Blocks { line_blank: bool, in_block: bool, blocks: u64 },
    /// Records of a table.
    Table(Table),
    /// Documents of annotated text.
    Documents(Documents),
}

/// Finds where a document begins in text of a word a line. A beginning whose line comes in two pieces
/// is passed over: the records before and after it go together then, and are parted by who parses them.
#[derive(Clone, Debug)]
pub(crate) struct Documents {
    conllu: bool,
    /// The line that is not complete, as far as it can tell anything.
    line: Vec<u8>,
    /// Whether the line before it is blank, or there is none.
    after_blank: bool,
    /// The id of the last document, or the name of the element that documents are.
    last: Option<Vec<u8>>,
    documents: u64,
}

/// As much of a line is kept.
const LINE: usize = 1 << 10;

/// A table, with quoted fields or without.
#[derive(Clone, Debug)]
pub(crate) struct Table {
    delimiter: u8,
    quoted: bool,
    cell: Cell,
    records: u64,
}

impl Splitter {
    pub(crate) fn blocks() -> Self {
        Self::Blocks { line_blank: true, in_block: false, blocks: 0 }
    }

    pub(crate) fn table(delimiter: u8, quoted: bool) -> Self {
        Self::Table(Table { delimiter, quoted, cell: Cell::Record, records: 0 })
    }

    pub(crate) fn documents(conllu: bool) -> Self {
        let (line, last) = (Vec::new(), None);
        Self::Documents(Documents { conllu, line, after_blank: true, last, documents: 0 })
    }

    /// Scans the next piece of the stream for the end of a record. With [`Want::First`] only the
    /// bytes up to that end count as scanned.
    pub(crate) fn scan(&mut self, bytes: &[u8], want: Want) -> Option<Cut> {
        match self {
            Self::Whole => None,
            Self::Lines => {
                let end = match want {
                    Want::First => memchr(b'\n', bytes),
                    Want::Last => memrchr(b'\n', bytes),
                };
                end.map(|end| Cut { end: end + 1, records: 0 })
            }
            Self::Blocks { line_blank, in_block, blocks } => {
                let mut cut = None;
                let mut start = 0;
                while let Some(rest) = bytes.get(start..) {
                    let line = memchr(b'\n', rest);
                    let content = rest.get(..line.unwrap_or(rest.len())).unwrap_or_default();
                    *line_blank &= is_blank(content);
                    let Some(line) = line else { break };
                    start += line + 1;
                    if !std::mem::replace(line_blank, true) {
                        *in_block = true;
                    } else if std::mem::take(in_block) {
                        *blocks += 1;
                        cut = Some(Cut { end: start, records: *blocks });
                        if want == Want::First {
                            break;
                        }
                    } else if let Some(cut) = &mut cut {
                        cut.end = start;
                    } else {
                        cut = Some(Cut { end: start, records: *blocks });
                    }
                }
                cut
            }
            Self::Table(table) => table.scan(bytes, want),
            Self::Documents(documents) => documents.scan(bytes, want),
        }
    }

    /// Whether the bytes scanned so far end between quotation marks.
    pub(crate) fn unclosed(&self) -> bool {
        matches!(self, Self::Table(Table { cell: Cell::Quoted, .. }))
    }
}

impl Documents {
    fn scan(&mut self, bytes: &[u8], want: Want) -> Option<Cut> {
        let mut cut = None;
        let mut start = 0;
        while let Some(rest) = bytes.get(start..) {
            let end = memchr(b'\n', rest);
            let content = rest.get(..end.unwrap_or(rest.len())).unwrap_or_default();
            let whole = self.line.is_empty();
            let room = LINE.saturating_sub(self.line.len());
            self.line.extend_from_slice(content.get(..room.min(content.len())).unwrap_or_default());
            let Some(end) = end else { break };
            let line = std::mem::take(&mut self.line);
            let begins = self.begins(&line);
            self.after_blank = is_blank(&line);
            if begins {
                // What stands before the first is no record of its own.
                self.documents += 1;
                if whole && start > 0 {
                    cut = Some(Cut { end: start, records: self.documents - 1 });
                    if want == Want::First {
                        break;
                    }
                }
            }
            start += end + 1;
        }
        cut
    }

    /// Whether a document begins with a line.
    fn begins(&mut self, line: &[u8]) -> bool {
        if self.conllu {
            let Some(id) = new_document(line) else { return false };
            let goes_on = !id.is_empty() && self.last.as_deref() == Some(id);
            self.last = Some(id.to_vec());
            return self.after_blank && !goes_on;
        }
        let Some(name) = opens_document(line) else { return false };
        self.last.get_or_insert_with(|| name.into()).as_slice() == name.as_bytes()
    }
}

impl Table {
    fn scan(&mut self, bytes: &[u8], want: Want) -> Option<Cut> {
        let mut cut = None;
        let mut place = 0;
        while let Some(&byte) = bytes.get(place) {
            place += 1;
            let ends_line = byte == b'\n' || byte == b'\r';
            self.cell = match self.cell {
                Cell::Record if ends_line => Cell::Record,
                Cell::Record | Cell::Start if byte == b'"' && self.quoted => Cell::Quoted,
                Cell::Mark if byte == b'"' => Cell::Quoted,
                Cell::Quoted if byte == b'"' => Cell::Mark,
                Cell::Quoted => {
                    place = next(place, bytes, |rest| memchr(b'"', rest));
                    Cell::Quoted
                }
                _ if ends_line => {
                    self.records += 1;
                    Cell::Record
                }
                _ if byte == self.delimiter => Cell::Start,
                _ => {
                    let delimiter = self.delimiter;
                    place = next(place, bytes, |rest| memchr3(delimiter, b'\n', b'\r', rest));
                    Cell::Bare
                }
            };
            if self.cell == Cell::Record {
                cut = Some(Cut { end: place, records: self.records });
                if want == Want::First && self.records > 0 {
                    break;
                }
            }
        }
        cut
    }
}

/// The value of a `# newdoc` comment: the id, empty where there is none.
pub(crate) fn new_document(line: &[u8]) -> Option<&[u8]> {
    let rest = line.strip_prefix(b"#")?.trim_ascii_start().strip_prefix(b"newdoc")?;
    if rest.trim_ascii().is_empty() {
        return Some(b"");
    }
    let rest = rest.strip_prefix(b" ")?.trim_ascii_start().strip_prefix(b"id")?;
    Some(rest.trim_ascii_start().strip_prefix(b"=")?.trim_ascii())
}

/// The elements that are documents: the one of them that a file has first.
pub(crate) const DOCUMENTS: [&str; 2] = ["doc", "text"];

/// The name of the element that a line opens, where it can be that of documents.
pub(crate) fn opens_document(line: &[u8]) -> Option<&'static str> {
    let rest = line.strip_prefix(b"<")?;
    DOCUMENTS.into_iter().find(|name| {
        let after = rest.strip_prefix(name.as_bytes()).and_then(|after| after.first());
        after.is_some_and(|byte| byte.is_ascii_whitespace() || matches!(byte, b'>' | b'/'))
    })
}

/// The place of the next byte of interest, or the end.
fn next(place: usize, bytes: &[u8], find: impl Fn(&[u8]) -> Option<usize>) -> usize {
    let rest = bytes.get(place..).unwrap_or_default();
    find(rest).map_or(bytes.len(), |found| place + found)
}

/// Whether a line holds nothing but white space.
pub(crate) fn is_blank(line: &[u8]) -> bool {
    line.iter().all(u8::is_ascii_whitespace)
}

/// The lines of some bytes, with the place of each, without their line ends.
pub(crate) fn lines(bytes: &[u8]) -> impl Iterator<Item = (usize, &[u8])> {
    let mut start = 0;
    let mut ends = memchr::memchr_iter(b'\n', bytes);
    std::iter::from_fn(move || {
        let begin = start;
        let end = match ends.next() {
            Some(end) => end,
            None if begin < bytes.len() => bytes.len(),
            None => return None,
        };
        start = end + 1;
        bytes.get(begin..end).map(|line| (begin, line))
    })
}

/// How many lines end in some bytes.
pub(crate) fn count_lines(bytes: &[u8]) -> u64 {
    memchr::memchr_iter(b'\n', bytes).count() as u64
}

#[cfg(test)]
mod tests {
    use super::*;

    fn last(splitter: &mut Splitter, text: &str) -> Option<(usize, u64)> {
        splitter.scan(text.as_bytes(), Want::Last).map(|cut| (cut.end, cut.records))
    }

    #[test]
    fn lines_end_at_line_feeds() {
        assert_eq!(last(&mut Splitter::Lines, "أ\nب\nج"), Some((6, 0)));
        assert_eq!(last(&mut Splitter::Lines, "أ"), None);
        let found: Vec<_> = lines(b"a\n\nb").collect();
        assert_eq!(found, [(0, &b"a"[..]), (2, b""), (3, b"b")]);
    }

    #[test]
    fn lines_open_documents() {
        assert_eq!(opens_document(b"<doc>"), Some("doc"));
        assert_eq!(opens_document(b"<text id=\"a\">"), Some("text"));
        assert_eq!(opens_document(b"<document>"), None);
        assert_eq!(opens_document(b"<s>"), None);
    }

    #[test]
    fn documents_begin_where_they_are_named() {
        let all = |conllu: bool, text: &str| {
            let mut splitter = Splitter::documents(conllu);
            last(&mut splitter, text)
        };
        let word = "1\tقال\n\n";
        let text = format!("# newdoc id = a\n{word}# newdoc id = a\n{word}");
        assert_eq!(all(true, &text), None, "the document goes on");
        let two = format!("{text}# newdoc id = b\n{word}");
        assert_eq!(all(true, &two), Some((text.len(), 1)));
        let doc = "<doc id=\"a\">\nقال\n</doc>\n";
        assert_eq!(all(false, &doc.repeat(3)), Some((doc.len() * 2, 2)));
        assert_eq!(all(false, "<doc>\n<text>\nقال\n</text>\n</doc>\n"), None);
    }

    #[test]
    fn blocks_end_at_blank_lines() {
        let mut splitter = Splitter::blocks();
        assert_eq!(last(&mut splitter, "a\nb\n"), None);
        assert_eq!(last(&mut splitter, " \t\r"), None);
        assert_eq!(last(&mut splitter, "\nc"), Some((1, 1)));
        assert_eq!(last(&mut splitter, "\n\n\nd"), Some((3, 2)));
    }

    #[test]
    fn quoted_line_ends_are_no_record_ends() {
        let mut splitter = Splitter::table(b',', true);
        assert_eq!(last(&mut splitter, "a,\"b\n"), None);
        assert!(splitter.unclosed());
        assert_eq!(last(&mut splitter, "c\"\"\n\"\nd\"e,\n\"f"), Some((11, 2)));
        assert!(splitter.unclosed());
    }
}
