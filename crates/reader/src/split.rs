//! Where records end: the little that must be done in order, before the batches go their ways.

use crate::findings::{Finding, Findings};
use crate::outline::Outline;
use crate::treebank::Treebank;
use memchr::{memchr, memchr3, memrchr};
use std::ops::Range;

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
    Blocks(Blocks),
    /// Records of a table.
    Table(Table),
    /// Documents of annotated text.
    Documents(Documents),
}

/// Blocks of lines. Places count from the start of the file.
#[derive(Clone, Debug)]
pub(crate) struct Blocks {
    /// What was scanned so far.
    scanned: u64,
    /// Where the line begins that is not complete, and whether it is blank so far.
    line: u64,
    line_blank: bool,
    /// The block that has not ended: from its first line to the end of its last that is not blank.
    block: Option<Range<u64>>,
    blocks: u64,
}

/// Finds where a document begins in text of a word a line.
#[derive(Clone, Debug)]
pub(crate) struct Documents {
    written: Written,
    findings: Findings,
    /// Whether the end of the last line is still to come.
    inside: bool,
    /// Whether a document was begun that has not ended.
    open: bool,
    documents: u64,
}

/// How annotated text is written, with what is known of the file.
#[derive(Clone, Debug)]
enum Written {
    Conllu(Treebank),
    Vertical(Outline),
}

/// A line that is shorter is told whole, whatever the limit of a record is.
pub(crate) const LINE: usize = 1 << 10;

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
        Self::Blocks(Blocks { scanned: 0, line: 0, line_blank: true, block: None, blocks: 0 })
    }

    pub(crate) fn table(delimiter: u8, quoted: bool) -> Self {
        Self::Table(Table { delimiter, quoted, cell: Cell::Record, records: 0 })
    }

    /// Documents of CoNLL-U, or of vertical text where there is an outline of it; the first line
    /// begins at this byte.
    pub(crate) fn documents(outline: Option<Outline>, byte: u64) -> Self {
        let written = outline.map_or_else(|| Written::Conllu(Treebank::new()), Written::Vertical);
        let findings = Findings::new(byte);
        Self::Documents(Documents { written, findings, inside: false, open: false, documents: 0 })
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
            Self::Blocks(blocks) => blocks.scan(bytes, want),
            Self::Table(table) => table.scan(bytes, want),
            // Where these end is told by the line that follows: see `Documents::next`.
            Self::Documents(_) => None,
        }
    }

    /// Whether the bytes scanned so far end between quotation marks.
    pub(crate) fn unclosed(&self) -> bool {
        matches!(self, Self::Table(Table { cell: Cell::Quoted, .. }))
    }
}

impl Blocks {
    fn scan(&mut self, bytes: &[u8], want: Want) -> Option<Cut> {
        let mut cut = None;
        let mut start = 0;
        while let Some(rest) = bytes.get(start..) {
            let line = memchr(b'\n', rest);
            let content = rest.get(..line.unwrap_or(rest.len())).unwrap_or_default();
            self.scanned += content.len() as u64;
            self.line_blank &= is_blank(content);
            if !self.line_blank {
                let begin = self.block.take().map_or(self.line, |block| block.start);
                self.block = Some(begin..self.scanned);
            }
            let Some(line) = line else { break };
            start += line + 1;
            self.scanned += 1;
            self.line = self.scanned;
            if !std::mem::replace(&mut self.line_blank, true) {
                continue;
            }
            self.blocks += u64::from(self.block.take().is_some());
            cut = Some(Cut { end: start, records: self.blocks });
            if want == Want::First {
                break;
            }
        }
        cut
    }

    /// The bytes of the record that has not ended: those of its lines as far as they are not blank,
    /// or those of a blank line, if that is longer.
    pub(crate) fn open_bytes(&self) -> u64 {
        let block = self.block.as_ref().map_or(0, |block| block.end - block.start);
        let blank = if self.line_blank { self.scanned - self.line } else { 0 };
        block.max(blank)
    }
}

impl Documents {
    /// Scans lines up to one that a document begins with: gives where that begins, with the records
    /// before it, and up to where it was scanned. The last line may lack its end.
    pub(crate) fn next(&mut self, bytes: &[u8]) -> Option<(Cut, usize)> {
        let mut start = 0;
        while let Some(rest) = bytes.get(start..).filter(|rest| !rest.is_empty()) {
            let end = memchr(b'\n', rest);
            let after = start + end.map_or(rest.len(), |end| end + 1);
            if !std::mem::replace(&mut self.inside, end.is_none()) {
                let line = rest.get(..end.unwrap_or(rest.len())).unwrap_or_default();
                let (open, documents) = (&mut self.open, &mut self.documents);
                let findings = &mut self.findings;
                let begun = match &mut self.written {
                    Written::Vertical(outline) => outline.begins(line, open, documents, findings),
                    Written::Conllu(treebank) => {
                        treebank.begins(line, open, documents, findings).then_some(0..line.len())
                    }
                };
                if let Some(begun) = begun {
                    // What follows a tag on its line is a line of its own.
                    let line_ends = begun.end >= line.len();
                    let after = if line_ends { after } else { start + begun.end };
                    self.inside &= line_ends;
                    self.passed(bytes.get(start..after));
                    let records = self.documents - 1;
                    return Some((Cut { end: start + begun.start, records }, after));
                }
            }
            self.passed(bytes.get(start..after));
            start = after;
        }
        None
    }

    fn passed(&mut self, bytes: Option<&[u8]>) {
        self.findings.passed(bytes.unwrap_or_default());
    }

    /// What is wrong with the file as a whole, one after the other, when all was scanned.
    pub(crate) fn told(&mut self) -> Option<Finding> {
        if let Written::Vertical(outline) = &mut self.written {
            outline.unclosed(&mut self.findings);
        }
        self.findings.told()
    }

    /// Whether no document was begun.
    pub(crate) fn is_empty(&self) -> bool {
        self.documents == 0
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
    fn documents_begin_where_they_are_named() {
        let all = |conllu: bool, text: &str| {
            let outline = (!conllu).then(|| Outline::new(text.as_bytes()));
            let Splitter::Documents(mut documents) = Splitter::documents(outline, 0) else {
                unreachable!()
            };
            let (mut found, mut scanned) = (Vec::new(), 0);
            while let Some((cut, after)) = documents.next(&text.as_bytes()[scanned..]) {
                found.push((scanned + cut.end, cut.records));
                scanned += after;
            }
            found
        };
        let word = "1\tقال\n\n";
        let text = format!("# newdoc id = a\n{word}");
        let two = format!("{text}# newdoc id = a\n{word}");
        assert_eq!(all(true, &two), [(0, 0), (text.len(), 1)], "ids say nothing");
        // Other comments before belong to the document, and nothing is cut between them.
        let late = format!("{text}# x = y\n# newdoc\n{word}");
        assert_eq!(all(true, &format!("{late}{text}")), [(0, 0), (late.len(), 2)]);
        let doc = "<doc id=\"a\">\nقال\n</doc>\n";
        assert_eq!(all(false, &doc.repeat(3)), [(0, 0), (doc.len(), 1), (doc.len() * 2, 2)]);
        assert_eq!(all(false, "<doc>\n<text>\nقال\n</text>\n</doc>\n"), [(0, 0)]);
        // Tags on one line are parted where the document begins.
        let doc = "<doc id=\"a\"><s>\nقال\n</s></doc>";
        assert_eq!(all(false, &doc.repeat(3)), [(0, 0), (doc.len(), 1), (doc.len() * 2, 2)]);
        let around = "<text>\n  <doc>\nقال\n  </doc>\n  <doc>\nقال\n</doc>\n</text>\n";
        assert_eq!(all(false, around), [(7, 0), (around.rfind("  <doc>").unwrap(), 1)]);
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
