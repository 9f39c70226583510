//! One file as a sequence of parts.

use crate::decode::Decoded;
use crate::error::{ReaderError, ReaderErrorKind};
use crate::fields::{Place, Plan, too_long_message};
use crate::input::Found;
use crate::options::{Encoding, Format, Header, Quoting, ReaderOptions, Split};
use crate::part::{FileInfo, Layout, Part, TableLayout};
use crate::problem::{Problem, ProblemKind};
use crate::split::{Cut, Splitter, Want, count_lines};
use crate::stream::{Break, Compression, Stream, unsupported};
use crate::table::first_record;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::AtomicU64;

/// A file that was read, for the manifest of what is made from it.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Source {
    /// The file, by the path that was given.
    pub path: PathBuf,
    /// Its size in bytes, as it is on disk.
    pub size: u64,
    /// The BLAKE3 hash of its bytes, as they are on disk, in hexadecimal.
    pub blake3: String,
    /// Its encoding.
    pub encoding: Encoding,
    /// Its compression.
    pub compression: Compression,
    /// Its format.
    pub format: Format,
}

/// What comes next from a file.
pub(crate) enum Next {
    Part(Part),
    Problem(Problem),
    End,
}

/// A file being read.
pub(crate) struct OpenSource {
    decoded: Decoded,
    file: Arc<FileInfo>,
    format: Format,
    splitter: Splitter,
    record_limit: u64,
    /// Room for bytes; the first `filled` of them were read and not yet handed out, and the first
    /// `scanned` of those were scanned for ends of records.
    buffer: Vec<u8>,
    filled: usize,
    scanned: usize,
    /// The last end of a record that was found in the buffer.
    cut: Option<Cut>,
    /// Where the buffer begins.
    place: Place,
    /// Problems to hand out before anything else.
    waiting: Vec<Problem>,
    /// Whether the rest of a record that is too long is being passed over.
    discarding: bool,
    ended: bool,
    /// How the compressed data broke off, if they did.
    damage: Option<(ProblemKind, String)>,
    /// Whether there is nothing in the file.
    empty: bool,
    /// How many bytes of records make a part, and how much room to make for a start.
    part_bytes: usize,
    first_room: usize,
}

impl OpenSource {
    /// Opens a file and tells its compression, encoding and format.
    pub(crate) fn open(
        mut found: Found,
        options: &ReaderOptions,
        plan: &Plan,
        progress: Arc<AtomicU64>,
    ) -> Result<Self, ReaderError> {
        let inner = found.open()?;
        let stream = Stream::open(inner, progress)
            .map_err(|error| ReaderError::io("read", &found.path, error))?;
        let compression = stream.compression();
        let decoded = Decoded::new(stream, options.encoding);
        let format = tell_format(options.format, &found.path, decoded.head());
        let size = usize::try_from(found.size.unwrap_or(u64::MAX)).unwrap_or(usize::MAX);
        let expand = if compression == Compression::None { 1 } else { 8 };
        let mut source = Self {
            place: Place { line: 1, byte: decoded.position(), record: 1 },
            decoded,
            file: Arc::new(FileInfo {
                path: found.path,
                name: found.name,
                layout: layout_of(format, options),
            }),
            format,
            splitter: splitter_of(format, options),
            record_limit: options.record_limit,
            buffer: Vec::new(),
            filled: 0,
            scanned: 0,
            cut: None,
            waiting: Vec::new(),
            discarding: false,
            ended: false,
            damage: None,
            empty: false,
            part_bytes: options.batch_bytes.max(1),
            first_room: size
                .saturating_mul(expand)
                .saturating_add(64)
                .min(options.batch_bytes.max(1)),
        };
        source.refuse(found.from_folder)?;
        if matches!(source.file.layout, Layout::Table(_)) && !source.ended {
            source.begin_table(options, plan)?;
        }
        Ok(source)
    }

    /// Ends the reading, or the file if it was only found in a folder, where the content cannot be
    /// read; reports an empty file and an encoding that is not sure.
    fn refuse(&mut self, from_folder: bool) -> Result<(), ReaderError> {
        let head = self.decoded.head();
        let path = self.file.path.clone();
        let error = if let Some((what, advice)) = unsupported(head) {
            Some(ReaderErrorKind::UnsupportedFile { path, what, advice })
        } else if self.format == Format::Jsonl && is_json_array(head) {
            Some(ReaderErrorKind::JsonArray { path })
        } else {
            None
        };
        match error {
            Some(error) if from_folder => {
                self.ended = true;
                self.wait(ProblemKind::UnsupportedFile, error.to_string());
            }
            Some(error) => return Err(error.into()),
            None if !self.decoded.certain() => {
                let message = format!(
                    "the encoding could not be told from the first bytes and is taken as {}: \
                     name it if that is wrong",
                    self.decoded.encoding()
                );
                self.wait(ProblemKind::UncertainEncoding, message);
            }
            None => {}
        }
        Ok(())
    }

    fn wait(&mut self, kind: ProblemKind, message: String) {
        let problem = self.problem(kind, message);
        self.waiting.push(problem);
    }

    fn problem(&self, kind: ProblemKind, message: String) -> Problem {
        Problem {
            path: self.file.path.clone(),
            line: self.place.line,
            byte: self.place.byte,
            document: None,
            kind,
            severity: kind.severity(),
            message,
        }
    }

    /// The path of the file.
    pub(crate) fn path(&self) -> &Path {
        &self.file.path
    }

    /// Reads the file to its end and describes it.
    pub(crate) fn finish(self) -> Result<Source, ReaderError> {
        let (encoding, compression) = (self.decoded.encoding(), self.decoded.compression());
        let (size, hash) = self
            .decoded
            .finish()
            .map_err(|error| ReaderError::io("read", &self.file.path, error))?;
        Ok(Source {
            path: self.file.path.clone(),
            size,
            blake3: hash.to_hex().to_string(),
            encoding,
            compression,
            format: self.format,
        })
    }

    /// Reads the names of the columns, or counts them.
    fn begin_table(&mut self, options: &ReaderOptions, plan: &Plan) -> Result<(), ReaderError> {
        let quoted = options.quoting == Quoting::Quoted;
        let delimiter = delimiter_of(self.format, options);
        let mut probe = Splitter::table(delimiter, quoted);
        let mut probed = 0;
        let end = loop {
            let cut = probe.scan(self.filled_from(probed), Want::First);
            if let Some(cut) = cut.filter(|cut| cut.records > 0) {
                break probed + cut.end;
            }
            probed = self.filled;
            if probed as u64 > self.record_limit {
                let message = too_long_message(self.record_limit);
                self.wait(ProblemKind::TooLong, message);
                self.close();
                return Ok(());
            }
            if !self.read_more()? {
                break probed;
            }
        };
        if self.damage.is_some() && end == self.filled {
            // There is no whole record to take the columns from.
            return Ok(());
        }
        let first = first_record(self.buffer.get(..end).unwrap_or_default(), delimiter, quoted);
        let names: Vec<String> = match options.header {
            Header::First => first,
            Header::None => (1..=first.len()).map(|number| number.to_string()).collect(),
        };
        if !names.is_empty() {
            self.check_columns(&names, plan)?;
        }
        let columns = names.iter().map(|name| plan.slot(name)).collect();
        let layout = Layout::Table(TableLayout { delimiter, quoted, columns });
        let (path, name) = (self.file.path.clone(), self.file.name.clone());
        self.file = Arc::new(FileInfo { path, name, layout });
        if options.header == Header::First {
            // The record after the header is the first: the splitter has seen nothing yet.
            self.drop_front(end);
        }
        Ok(())
    }

    fn check_columns(&mut self, names: &[String], plan: &Plan) -> Result<(), ReaderError> {
        let missing = |slot: usize| {
            let name = plan.names.get(slot).filter(|&name| !names.contains(name));
            name.cloned()
        };
        if let Some(column) = missing(plan.text) {
            let (path, found) = (self.file.path.clone(), names.to_vec());
            return Err(ReaderErrorKind::MissingColumn { path, column, found }.into());
        }
        for name in plan.field_slots().filter_map(missing) {
            let message = format!("the table has no column {name:?}: its values are left out");
            self.wait(ProblemKind::MissingColumn, message);
        }
        Ok(())
    }

    /// What comes next.
    pub(crate) fn next(&mut self) -> Result<Next, ReaderError> {
        loop {
            if !self.waiting.is_empty() {
                return Ok(Next::Problem(self.waiting.remove(0)));
            }
            if self.discarding {
                self.discard();
            }
            if !self.discarding {
                self.scan();
            }
            match self.cut {
                Some(cut) if self.filled >= self.part_bytes || self.ended => {
                    return Ok(Next::Part(self.hand_out(cut)));
                }
                None if self.filled as u64 > self.record_limit => {
                    let message = too_long_message(self.record_limit);
                    self.wait(ProblemKind::TooLong, message);
                    self.discarding = true;
                    continue;
                }
                _ => {}
            }
            if self.ended {
                return Ok(self.last());
            }
            self.read_more()?;
        }
    }

    /// Looks for ends of records in what was not scanned yet.
    fn scan(&mut self) {
        let fresh = self.buffer.get(self.scanned..self.filled).unwrap_or_default();
        if let Some(cut) = self.splitter.scan(fresh, Want::Last) {
            self.cut = Some(Cut { end: self.scanned + cut.end, ..cut });
        }
        self.scanned = self.filled;
    }

    /// What is left at the end of the file: a record without a line end, then the damage.
    fn last(&mut self) -> Next {
        if let Some((kind, message)) = self.damage.take() {
            let left = self.filled;
            let tail = match (left, self.discarding) {
                (0, _) | (_, true) => String::new(),
                _ => format!("; the record that it cuts, of {left} bytes so far, is left out"),
            };
            self.drop_front(left);
            self.discarding = false;
            return Next::Problem(self.problem(kind, format!("{message}{tail}")));
        }
        if std::mem::take(&mut self.empty) {
            let message = "the file is empty".to_owned();
            return Next::Problem(self.problem(ProblemKind::EmptyFile, message));
        }
        if self.filled == 0 || self.discarding {
            return Next::End;
        }
        let unclosed = self.splitter.unclosed();
        let mut part = self.hand_out(Cut { end: self.filled, records: 0 });
        part.unclosed = unclosed;
        Next::Part(part)
    }

    /// Hands out the bytes before a cut.
    fn hand_out(&mut self, cut: Cut) -> Part {
        let rest = self.filled_from(cut.end).to_vec();
        let room = self.first_room.max(rest.len() * 2);
        let mut bytes = std::mem::replace(&mut self.buffer, rest);
        self.filled = self.buffer.len();
        self.scanned = self.scanned.saturating_sub(cut.end);
        self.cut = None;
        if !self.ended {
            self.buffer.resize(room, 0);
        }
        bytes.truncate(cut.end);
        if bytes.len() < bytes.capacity() / 2 {
            bytes.shrink_to_fit();
        }
        let start = self.place;
        self.advance(&bytes, cut.records);
        let malformed = self.decoded.take_malformed(self.place.byte);
        Part { file: Arc::clone(&self.file), bytes, start, malformed, unclosed: false }
    }

    /// Moves the place over bytes that leave the buffer.
    fn advance(&mut self, bytes: &[u8], records: u64) {
        self.place.line += count_lines(bytes);
        self.place.byte += bytes.len() as u64;
        self.place.record = match self.splitter {
            Splitter::Lines => self.place.line,
            _ => records + 1,
        };
    }

    /// Drops the bytes before `end` from the buffer.
    fn drop_front(&mut self, end: usize) {
        let records = self.place.record.saturating_sub(1);
        let rest = self.filled_from(end).to_vec();
        let dropped = std::mem::replace(&mut self.buffer, rest);
        self.filled = self.buffer.len();
        self.scanned = self.scanned.saturating_sub(end);
        self.cut = None;
        self.advance(dropped.get(..end).unwrap_or(&dropped), records);
        drop(self.decoded.take_malformed(self.place.byte));
    }

    /// Passes over the rest of a record that is too long.
    fn discard(&mut self) {
        let fresh = self.buffer.get(self.scanned..self.filled).unwrap_or_default();
        let Some(cut) = self.splitter.scan(fresh, Want::First) else {
            return self.drop_front(self.filled);
        };
        self.drop_front(self.scanned + cut.end);
        self.scanned = 0;
        if !matches!(self.splitter, Splitter::Lines) {
            self.place.record = cut.records + 1;
        }
        self.discarding = false;
    }

    /// The bytes that were read, from a place in the buffer.
    fn filled_from(&self, start: usize) -> &[u8] {
        self.buffer.get(start..self.filled).unwrap_or_default()
    }

    /// Leaves out the rest of the file.
    fn close(&mut self) {
        self.ended = true;
        self.filled = 0;
        self.scanned = 0;
        self.buffer = Vec::new();
    }

    /// Reads some bytes into the buffer; false at the end, which may be a break.
    fn read_more(&mut self) -> Result<bool, ReaderError> {
        if self.ended {
            return Ok(false);
        }
        if self.buffer.is_empty() {
            self.buffer = vec![0; self.first_room];
        } else if self.filled == self.buffer.len() {
            self.buffer.resize(self.filled * 2, 0);
        }
        match self.decoded.read(self.buffer.get_mut(self.filled..).unwrap_or_default()) {
            Ok(0) => {
                self.ended = true;
                let begun = self.place.line > 1 || self.place.record > 1 || self.discarding;
                self.empty = self.filled == 0 && !begun;
            }
            Ok(count) => self.filled += count,
            Err(Break::Io(error)) => return Err(ReaderError::io("read", self.path(), error)),
            Err(Break::Damaged { truncated, message }) => {
                self.ended = true;
                let packed = self.decoded.compression();
                self.damage = Some(if truncated {
                    let message = format!("the {packed} data end too early: the file is cut off");
                    (ProblemKind::Truncated, message)
                } else {
                    (ProblemKind::Corrupt, format!("the {packed} data are damaged: {message}"))
                });
            }
        }
        Ok(!self.ended)
    }
}

fn delimiter_of(format: Format, options: &ReaderOptions) -> u8 {
    let usual = if format == Format::Tsv { b'\t' } else { b',' };
    options.delimiter.and_then(|named| u8::try_from(named).ok()).unwrap_or(usual)
}

fn layout_of(format: Format, options: &ReaderOptions) -> Layout {
    match (format, options.split) {
        (Format::Jsonl, _) => Layout::Jsonl,
        (Format::Csv | Format::Tsv, _) => Layout::Table(TableLayout {
            delimiter: delimiter_of(format, options),
            quoted: true,
            columns: Vec::new(),
        }),
        (Format::Auto | Format::Text, Split::File) => Layout::Text,
        (Format::Auto | Format::Text, Split::Line) => Layout::TextLines,
        (Format::Auto | Format::Text, Split::Blank) => Layout::TextBlocks,
    }
}

fn splitter_of(format: Format, options: &ReaderOptions) -> Splitter {
    match (format, options.split) {
        (Format::Jsonl, _) => Splitter::Lines,
        (Format::Csv | Format::Tsv, _) => {
            Splitter::table(delimiter_of(format, options), options.quoting == Quoting::Quoted)
        }
        (Format::Auto | Format::Text, Split::File) => Splitter::Whole,
        (Format::Auto | Format::Text, Split::Line) => Splitter::Lines,
        (Format::Auto | Format::Text, Split::Blank) => Splitter::blocks(),
    }
}

/// The format of a file, by its content and then by its name.
fn tell_format(named: Format, path: &Path, head: &[u8]) -> Format {
    if named != Format::Auto {
        return named;
    }
    let head = head.trim_ascii_start();
    let second = head.get(1..).unwrap_or_default().trim_ascii_start().first();
    let object = matches!((head.first(), second), (Some(b'{'), Some(b'"' | b'\'' | b'}')));
    if object || is_json_array(head) {
        return Format::Jsonl;
    }
    let name = path.file_name().unwrap_or_default().to_string_lossy().to_ascii_lowercase();
    let name =
        [".gz", ".zst", ".zstd"].iter().find_map(|end| name.strip_suffix(end)).unwrap_or(&name);
    match name.rsplit_once('.').map(|(_, extension)| extension) {
        Some("jsonl" | "ndjson" | "json") => Format::Jsonl,
        Some("csv") => Format::Csv,
        Some("tsv" | "tab") => Format::Tsv,
        _ => Format::Text,
    }
}

/// Whether a file begins with an array of objects.
fn is_json_array(head: &[u8]) -> bool {
    let inside = head.trim_ascii_start().strip_prefix(b"[");
    inside.is_some_and(|inside| inside.trim_ascii_start().starts_with(b"{"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formats_are_told_by_content_then_by_name() {
        let tell =
            |name: &str, head: &str| tell_format(Format::Auto, Path::new(name), head.as_bytes());
        assert_eq!(tell("a.txt", " \n{ \"text\": 1}"), Format::Jsonl);
        assert_eq!(tell("a.csv", "{}"), Format::Jsonl);
        assert_eq!(tell("a.json", "[\n {\"text\": 1}]"), Format::Jsonl);
        assert_eq!(tell("a.jsonl", "broken"), Format::Jsonl);
        assert_eq!(tell("a.csv", "id,text"), Format::Csv);
        assert_eq!(tell("A.CSV.GZ", "id,text"), Format::Csv);
        assert_eq!(tell("a.tsv.zst", "id\ttext"), Format::Tsv);
        assert_eq!(tell("a.txt", "{قل هو الله أحد}"), Format::Text);
        assert_eq!(tell("a", "[متابعة] نص"), Format::Text);
        assert_eq!(tell_format(Format::Text, Path::new("a.csv"), b"{}"), Format::Text);
    }
}
