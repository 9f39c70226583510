//! A run of whole records of one file, as it goes to a thread to be parsed.

use crate::fields::{Place, Sink, invalid_message};
use crate::problem::ProblemKind;
use crate::split::count_lines;
use siyaq_types::MetaValue;
use std::path::PathBuf;

/// How the records of a file are laid out, known once its first bytes are seen.
#[derive(Debug)]
pub(crate) enum Layout {
    /// The file is one text.
    Text,
    /// Each line is a text.
    TextLines,
    /// Each block between blank lines is a text.
    TextBlocks,
    /// Each line is a JSON object.
    Jsonl,
    /// A table.
    Table(TableLayout),
    /// Sentences of a treebank.
    Conllu,
    /// A token a line.
    Vertical(VerticalLayout),
}

/// The columns of a table.
#[derive(Debug)]
pub(crate) struct TableLayout {
    pub(crate) delimiter: u8,
    pub(crate) quoted: bool,
    /// The fields of the header; none where there is none.
    pub(crate) header: Vec<String>,
    /// For each column the wanted field that it holds.
    pub(crate) columns: Vec<Option<usize>>,
}

/// The columns of vertical text.
#[derive(Clone, Debug)]
pub(crate) struct VerticalLayout {
    /// Which column holds the word.
    pub(crate) word: usize,
    /// The names of the others, in order.
    pub(crate) columns: Vec<String>,
    /// The element that documents are, where the first bytes show it.
    pub(crate) document: Option<&'static str>,
}

impl VerticalLayout {
    /// From the names of all columns, of which one is `word`.
    pub(crate) fn new(names: &[String], document: Option<&'static str>) -> Option<Self> {
        let word = names.iter().position(|name| name == "word")?;
        let columns = names.iter().filter(|name| *name != "word").cloned().collect();
        Some(Self { word, columns, document })
    }
}

/// What all parts of a file share.
#[derive(Debug)]
pub(crate) struct FileInfo {
    pub(crate) path: PathBuf,
    pub(crate) name: String,
    /// The metadata that the path says.
    pub(crate) said: Vec<Option<MetaValue>>,
    pub(crate) layout: Layout,
}

/// A run of whole records.
#[derive(Debug)]
pub(crate) struct Part {
    pub(crate) file: std::sync::Arc<FileInfo>,
    pub(crate) bytes: Vec<u8>,
    /// Where the first record begins.
    pub(crate) start: Place,
    /// Places of bytes that were replaced when the encoding was converted, ascending.
    pub(crate) malformed: Vec<u64>,
    /// Whether the last record ends between quotation marks.
    pub(crate) unclosed: bool,
}

impl Part {
    /// Reports bytes of a record that were replaced when the encoding was converted, together
    /// with `more` that were replaced since, at the line and the byte of the first of them.
    pub(crate) fn report_malformed(
        &self,
        sink: &mut Sink<'_>,
        place: Place,
        record: &[u8],
        more: usize,
    ) {
        let end = place.byte + record.len() as u64;
        let first = self.malformed.partition_point(|&at| at < place.byte);
        let last = self.malformed.partition_point(|&at| at < end);
        let count = last - first + more;
        if count == 0 {
            return;
        }
        let converted = self.malformed.get(first..last).and_then(<[u64]>::first);
        let before = match converted {
            Some(byte) => usize::try_from(byte - place.byte).unwrap_or(0),
            None => record.utf8_chunks().next().map_or(0, |chunk| chunk.valid().len()),
        };
        let lines = count_lines(record.get(..before).unwrap_or_default());
        let place = Place { line: place.line + lines, byte: place.byte + before as u64, ..place };
        sink.report(place, None, ProblemKind::InvalidEncoding, invalid_message(count));
    }
}
