//! One file as a sequence of parts.

use crate::asked::near;
use crate::conllu::is_conllu;
use crate::decode::Decoded;
use crate::error::{ReaderError, ReaderErrorKind};
use crate::fields::{LINE_END, Place, Plan, invalid_message, too_long_message};
use crate::input::{Found, Origin, text_of};
use crate::options::{Encoding, Format, Header, Quoting, ReaderOptions, Split};
use crate::outline::Outline;
use crate::packed::Compression;
use crate::part::{FileInfo, Layout, Part, TableLayout, VerticalLayout};
use crate::problem::{Problem, ProblemKind};
use crate::quotes::stray_marks;
use crate::split::{Cut, LINE, Splitter, Want, count_lines, is_blank};
use crate::stream::{Break, Stream, markup};
use crate::table::{first_record, separator_line};
use siyaq_types::MetaValue;
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

impl Source {
    /// The path as text in which no two paths are alike: bytes that are no characters stand as
    /// `\\xE9`.
    #[must_use]
    pub fn name(&self) -> String {
        text_of(self.path.as_os_str())
    }
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
    /// How far it was looked for line ends, and the last of them, where documents begin with lines.
    looked: usize,
    lines_end: usize,
    /// The last end of a record that was found in the buffer.
    cut: Option<Cut>,
    /// The end of a record after the cut that is too long.
    too_long: Option<Cut>,
    /// Where the buffer begins.
    place: Place,
    /// Problems to hand out before anything else.
    waiting: Vec<Problem>,
    /// Whether the rest of a record that is too long is being passed over.
    discarding: bool,
    ended: bool,
    /// How the compressed data broke off, if they did.
    damage: Option<(ProblemKind, String)>,
    /// The error of the system that ended the reading; it comes after all whole records.
    failed: Option<ReaderError>,
    /// Whether there is nothing in the file.
    empty: bool,
    /// Whether anything that could be a record was met, or its lack was told.
    any_record: bool,
    /// Whether the rest of the input was left unread: it has no known end.
    abandoned: bool,
    /// Whether the size of the file is not known, so that it may have no end.
    endless: bool,
    /// Bytes passed over of the record that is too long.
    passed: u64,
    /// Whether the buffer begins in the middle of a line.
    line_open: bool,
    /// Physical lines that began since they were last asked for.
    lines: u64,
    /// Whether the file was left out, for its content cannot be read.
    refused: bool,
    /// Whether bytes after the compressed data were told.
    trailing_told: bool,
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
        let mut decoded = Decoded::new(stream, options.encoding);
        let format = tell_format(options.format, &found.path, decoded.head());
        let carriage = ends_lines_with_returns(format, options, &mut decoded);
        let outline = (format == Format::Vertical).then(|| Outline::new(decoded.head()));
        let document = outline.as_ref().and_then(Outline::name);
        let layout = layout_of(format, options, document, &found.path)?;
        let size = usize::try_from(found.size.unwrap_or(u64::MAX)).unwrap_or(usize::MAX);
        let expand = if compression == Compression::None { 1 } else { 8 };
        let (said, name, doubts) = read_path(&found, options);
        let splitter = splitter_of(format, options, outline, decoded.position());
        let mut source = Self {
            place: Place { line: 1, byte: decoded.position(), record: 1 },
            decoded,
            file: Arc::new(FileInfo { path: found.path, name, said, layout }),
            format,
            splitter,
            record_limit: options.record_limit,
            buffer: Vec::new(),
            filled: 0,
            scanned: 0,
            looked: 0,
            lines_end: 0,
            cut: None,
            too_long: None,
            waiting: Vec::new(),
            discarding: false,
            ended: false,
            damage: None,
            failed: None,
            empty: false,
            any_record: false,
            abandoned: false,
            endless: found.size.is_none(),
            passed: 0,
            line_open: false,
            lines: 0,
            refused: false,
            trailing_told: false,
            part_bytes: options.batch_bytes.max(1),
            first_room: size
                .saturating_mul(expand)
                .saturating_add(64)
                .min(options.batch_bytes.max(1)),
        };
        for (kind, message) in doubts {
            source.wait(kind, message);
        }
        if carriage {
            let message = "the lines end with carriage returns alone, as of old: read as line ends";
            source.wait(ProblemKind::LineBreak, message.to_owned());
        }
        source.refuse(found.from_folder, options.format)?;
        if matches!(source.file.layout, Layout::Table(_)) && !source.ended {
            source.begin_table(options, plan)?;
        }
        Ok(source)
    }

    /// Ends the reading, or the file if it was only found in a folder, where the content cannot be
    /// read; reports an empty file and an encoding that is not sure.
    fn refuse(&mut self, from_folder: bool, named: Format) -> Result<(), ReaderError> {
        let head = self.decoded.head();
        let path = self.file.path.clone();
        let utf_32 = ("UTF-32 text", "convert it with  iconv -f UTF-32 -t UTF-8");
        let wide = self.decoded.is_utf_32().then_some(utf_32);
        let error = if let Some((what, advice)) = wide.or_else(|| self.decoded.unsupported()) {
            Some(ReaderErrorKind::UnsupportedFile { path, what, advice })
        } else if self.format == Format::Jsonl && is_json_array(head) {
            Some(ReaderErrorKind::JsonArray { path })
        } else if named == Format::Auto
            && self.format == Format::Text
            && let Some(what) = markup(head)
        {
            let advice =
                "convert it to text first, or name the format text to read it with its tags";
            Some(ReaderErrorKind::UnsupportedFile { path, what, advice })
        } else {
            None
        };
        match error {
            Some(error) if from_folder => {
                self.close();
                self.refused = true;
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

    /// The format, unless the file was left out.
    pub(crate) fn format(&self) -> Option<Format> {
        (!self.refused).then_some(self.format)
    }

    /// Whether the rest of the input was left unread, since it may have no end.
    pub(crate) fn abandoned(&self) -> bool {
        self.abandoned
    }

    /// How many physical lines began since the last call.
    pub(crate) fn take_lines(&mut self) -> u64 {
        std::mem::take(&mut self.lines)
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
        let separator = self.separator_line();
        let quoted = quoted(self.format, options);
        let named = options.delimiter.and_then(|named| u8::try_from(named).ok()).or(separator);
        let usual = named.unwrap_or(if self.format == Format::Tsv { b'\t' } else { b',' });
        let mut delimiter = usual;
        let Some(mut end) = self.first_record_end(usual, quoted) else { return Ok(()) };
        let names_of = |source: &Self, end: usize, delimiter: u8| {
            first_record(source.buffer.get(..end).unwrap_or_default(), delimiter, quoted)
        };
        let (mut names, mut replaced) = names_of(self, end, usual);
        let text = plan.names.get(plan.text);
        let has_text = |names: &[String]| text.is_some_and(|text| names.contains(text));
        if named.is_none() && options.header == Header::First && !has_text(&names) {
            for other in SEPARATORS {
                let Some(other_end) = self.first_record_end(other, quoted) else { return Ok(()) };
                let (found, count) = names_of(self, other_end, other);
                if has_text(&found) {
                    (delimiter, end, names, replaced) = (other, other_end, found, count);
                    break;
                }
            }
        }
        if (self.damage.is_some() || self.failed.is_some()) && end == self.filled {
            // There is no whole record to take the columns from.
            return Ok(());
        }
        let mut header = Vec::new();
        if options.header == Header::None {
            names = (1..=names.len()).map(|number| number.to_string()).collect();
        } else {
            if replaced > 0 {
                self.wait(ProblemKind::InvalidEncoding, invalid_message(replaced));
            }
            header.clone_from(&names);
            let written = self.buffer.get(..end).unwrap_or_default();
            if let Some(stray) = stray_marks(written, delimiter).filter(|_| quoted) {
                self.wait(ProblemKind::StrayQuote, stray.message().to_owned());
            }
        }
        if !names.is_empty() {
            self.check_columns(&names, plan)?;
        }
        let columns = names.iter().map(|name| plan.slot(name)).collect();
        let layout = Layout::Table(TableLayout { delimiter, quoted, header, columns });
        let FileInfo { path, name, said, .. } = &*self.file;
        let (path, name, said) = (path.clone(), name.clone(), said.clone());
        self.file = Arc::new(FileInfo { path, name, said, layout });
        self.splitter = Splitter::table(delimiter, quoted);
        if options.header == Header::First {
            // The record after the header is the first: the splitter has seen nothing yet.
            self.drop_front(end);
        }
        Ok(())
    }

    /// Takes a first line that only names the separator.
    fn separator_line(&mut self) -> Option<u8> {
        // As long as such a line can be.
        while self.filled < 9 && self.read_more() {}
        let (separator, end) = separator_line(self.filled_from(0))?;
        self.drop_front(end);
        Some(separator)
    }

    /// The end of the first record, or of the file; `None` where the record is too long, which
    /// ends the file.
    fn first_record_end(&mut self, delimiter: u8, quoted: bool) -> Option<usize> {
        let mut probe = Splitter::table(delimiter, quoted);
        let mut probed = 0;
        loop {
            let cut = probe.scan(self.filled_from(probed), Want::First);
            let end = cut.filter(|cut| cut.records > 0).map(|cut| probed + cut.end);
            probed = self.filled;
            // Whether its end is there already says only how the bytes came in.
            if self.is_too_long(end.unwrap_or(probed)) {
                self.wait(ProblemKind::TooLong, too_long_message(self.record_limit));
                self.leave();
                return None;
            }
            if end.is_some() {
                return end;
            }
            if !self.read_more() {
                return Some(probed);
            }
        }
    }

    /// Whether so many bytes are more than a record may have with a line end. Whoever parses records
    /// knows better, and counts without it.
    fn is_too_long(&self, bytes: usize) -> bool {
        bytes as u64 > self.record_limit.saturating_add(LINE_END)
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
        for name in &plan.names {
            if names.iter().filter(|column| *column == name).count() > 1 {
                let message = format!("the table has two columns {name:?}: the last is read");
                self.wait(ProblemKind::RepeatedName, message);
            }
        }
        for (slot, name) in plan.names.iter().enumerate() {
            if names.contains(name) {
                plan.asked.met(slot);
            }
        }
        if let Some(like) = missing(plan.id).filter(|_| plan.asked.option(plan.id).is_none())
            && let Some(other) = names.iter().find(|name| name.trim().eq_ignore_ascii_case(&like))
        {
            let message = format!(
                "the table has a column {other:?} and none {like:?}: ids are made from the name of the \
                 file; name it with `id_field` to read it"
            );
            self.wait(ProblemKind::MissingColumn, message);
        }
        for slot in plan.asked_slots() {
            if let (Some(name), Some(option)) = (missing(slot), plan.asked.option(slot)) {
                let near = near(&name, names.iter().map(String::as_str));
                let message = format!(
                    "the table has no column {name:?} (`{option}`): its values are left out{near}"
                );
                self.wait(ProblemKind::MissingColumn, message);
            }
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
                if !self.waiting.is_empty() {
                    continue;
                }
            }
            if !self.discarding {
                self.scan();
            }
            match self.cut {
                Some(cut)
                    if self.filled >= self.part_bytes || self.ended || self.too_long.is_some() =>
                {
                    return Ok(Next::Part(self.hand_out(cut)));
                }
                None if self.too_long.is_some() => {
                    self.wait(ProblemKind::TooLong, too_long_message(self.record_limit));
                    if let Some(cut) = self.too_long.take() {
                        self.pass_over(cut.end);
                        self.place.record = cut.records + 1;
                    }
                    continue;
                }
                None if !self.discarding && self.holds_too_long() => {
                    self.wait(ProblemKind::TooLong, too_long_message(self.record_limit));
                    if matches!(self.splitter, Splitter::Whole) {
                        self.leave();
                    } else {
                        self.discarding = true;
                        self.passed = 0;
                    }
                    continue;
                }
                _ => {}
            }
            if self.ended {
                return self.failed.take().map_or_else(|| Ok(self.last()), Err);
            }
            self.read_more();
        }
    }

    /// Whether the record that the buffer begins with is too long, though it has no end yet. Whoever
    /// parses records must find the same where it has one: how the bytes came in says nothing.
    fn holds_too_long(&self) -> bool {
        match &self.splitter {
            Splitter::Blocks(blocks) => {
                blocks.open_bytes() > self.record_limit.saturating_add(LINE_END)
            }
            // The line after what was scanned may begin another.
            Splitter::Documents(_) => self.is_too_long(self.scanned),
            _ => self.is_too_long(self.filled),
        }
    }

    /// Looks for ends of records in what was not scanned yet.
    fn scan(&mut self) {
        if matches!(self.splitter, Splitter::Documents(_)) {
            while self.too_long.is_none()
                && let Some(cut) = self.next_document()
            {
                let start = self.cut.map_or(0, |before| before.end);
                if self.is_too_long(cut.end - start) {
                    self.too_long = Some(cut);
                } else if cut.end > start {
                    self.cut = Some(cut);
                }
            }
            return;
        }
        let fresh = self.buffer.get(self.scanned..self.filled).unwrap_or_default();
        if let Some(cut) = self.splitter.scan(fresh, Want::Last) {
            self.cut = Some(Cut { end: self.scanned + cut.end, ..cut });
        }
        self.scanned = self.filled;
    }

    /// Where the next document begins whose first line was read.
    fn next_document(&mut self) -> Option<Cut> {
        let fresh = self.buffer.get(self.looked..self.filled).unwrap_or_default();
        if let Some(end) = memchr::memrchr(b'\n', fresh) {
            self.lines_end = self.looked + end + 1;
        }
        self.looked = self.filled;
        // A line is told whole, unless it is too long for a record by itself.
        let rest = self.filled - self.lines_end;
        if self.ended || rest > LINE && self.is_too_long(rest) {
            self.lines_end = self.filled;
        }
        let fresh = self.buffer.get(self.scanned..self.lines_end).unwrap_or_default();
        let Splitter::Documents(documents) = &mut self.splitter else { return None };
        let found = documents.next(fresh);
        let begin = found.map(|(cut, _)| Cut { end: self.scanned + cut.end, ..cut });
        self.scanned = found.map_or(self.lines_end, |(_, after)| self.scanned + after);
        begin
    }

    /// What is left at the end of the file: a record without a line end, then the damage.
    fn last(&mut self) -> Next {
        if let Some((kind, message)) = self.damage.take() {
            self.any_record = true;
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
            self.any_record = true;
            let message = "the file is empty".to_owned();
            return Next::Problem(self.problem(ProblemKind::EmptyFile, message));
        }
        if self.filled == 0 || self.discarding {
            return self.after_last();
        }
        let unclosed = self.splitter.unclosed();
        let mut part = self.hand_out(Cut { end: self.filled, records: 0 });
        part.unclosed = unclosed;
        Next::Part(part)
    }

    /// What is told after the last record.
    fn after_last(&mut self) -> Next {
        if let Some(trailing) = self.decoded.trailing()
            && !std::mem::replace(&mut self.trailing_told, true)
        {
            let what = if trailing.zero { "zero bytes" } else { "bytes of another kind" };
            let packed = self.decoded.compression();
            let message = format!("{} {what} follow the {packed} data: left out", trailing.bytes);
            return Next::Problem(self.problem(ProblemKind::TrailingBytes, message));
        }
        if let Splitter::Documents(documents) = &mut self.splitter
            && let Some((line, byte, message)) = documents.told()
        {
            let problem = self.problem(ProblemKind::Annotation, message);
            return Next::Problem(Problem { line, byte, ..problem });
        }
        if !std::mem::replace(&mut self.any_record, true) {
            let message = match self.file.layout {
                Layout::Table(_) => "the table has a header and no records",
                Layout::Conllu | Layout::Vertical(_) => {
                    "the file has no words and no documents, only blank lines, comments or tags"
                }
                _ => "the file has blank lines and no records",
            };
            return Next::Problem(self.problem(ProblemKind::NoRecords, message.to_owned()));
        }
        Next::End
    }

    /// Hands out the bytes before a cut.
    fn hand_out(&mut self, cut: Cut) -> Part {
        let rest = self.filled_from(cut.end).to_vec();
        let room = self.first_room.max(rest.len() * 2);
        let mut bytes = std::mem::replace(&mut self.buffer, rest);
        self.filled = self.buffer.len();
        self.moved(cut.end);
        if !self.ended {
            self.buffer.resize(room, 0);
        }
        bytes.truncate(cut.end);
        if bytes.len() < bytes.capacity() / 2 {
            bytes.shrink_to_fit();
        }
        let start = self.place;
        self.any_record |= match &self.splitter {
            Splitter::Whole => true,
            Splitter::Documents(documents) => !documents.is_empty(),
            _ => !is_blank(&bytes),
        };
        self.advance(&bytes, cut.records);
        let malformed = self.decoded.take_malformed(self.place.byte);
        Part { file: Arc::clone(&self.file), bytes, start, malformed, unclosed: false }
    }

    /// Moves the place over bytes that leave the buffer.
    fn advance(&mut self, bytes: &[u8], records: u64) {
        let lines = count_lines(bytes);
        self.place.line += lines;
        if let Some(last) = bytes.last() {
            // The last line of a file may have no end, so that lines are counted where they begin.
            self.lines += lines + u64::from(!self.line_open) - u64::from(*last == b'\n');
            self.line_open = *last != b'\n';
        }
        self.place.byte += bytes.len() as u64;
        self.place.record = match self.splitter {
            Splitter::Lines => self.place.line,
            _ => records + 1,
        };
    }

    /// So many bytes left the front of the buffer, with the last end of a record.
    fn moved(&mut self, bytes: usize) {
        self.cut = None;
        for place in [&mut self.scanned, &mut self.looked, &mut self.lines_end] {
            *place = place.saturating_sub(bytes);
        }
        if let Some(cut) = &mut self.too_long {
            cut.end = cut.end.saturating_sub(bytes);
        }
    }

    /// Drops the bytes before `end` from the buffer.
    fn drop_front(&mut self, end: usize) {
        let records = self.place.record.saturating_sub(1);
        let rest = self.filled_from(end).to_vec();
        let dropped = std::mem::replace(&mut self.buffer, rest);
        self.filled = self.buffer.len();
        self.moved(end);
        self.advance(dropped.get(..end).unwrap_or(&dropped), records);
        drop(self.decoded.take_malformed(self.place.byte));
    }

    /// Passes over the rest of a record that is too long.
    fn discard(&mut self) {
        let documents = matches!(self.splitter, Splitter::Documents(_));
        let cut = if documents {
            self.next_document()
        } else {
            let fresh = self.buffer.get(self.scanned..self.filled).unwrap_or_default();
            let cut = self.splitter.scan(fresh, Want::First);
            let start = std::mem::replace(&mut self.scanned, self.filled);
            cut.map(|cut| Cut { end: start + cut.end, ..cut })
        };
        let Some(cut) = cut else {
            self.passed += self.scanned as u64;
            self.pass_over(self.scanned);
            if self.endless
                && self.passed > self.record_limit.saturating_mul(ENDLESS).max(LEAST_ENDLESS)
            {
                let message = "the record has no end in sight: the rest of the input is not read";
                self.wait(ProblemKind::TooLong, message.to_owned());
                self.leave();
            }
            return;
        };
        self.pass_over(cut.end);
        if !documents {
            // What follows the first end was not scanned.
            self.scanned = 0;
        }
        if !matches!(self.splitter, Splitter::Lines) {
            self.place.record = cut.records + 1;
        }
        self.discarding = false;
    }

    /// Drops the next bytes of a record that is too long.
    fn pass_over(&mut self, end: usize) {
        let bytes = self.buffer.get(..end).unwrap_or_default();
        self.any_record |= !is_blank(bytes);
        self.drop_front(end);
    }

    /// The bytes that were read, from a place in the buffer.
    fn filled_from(&self, start: usize) -> &[u8] {
        self.buffer.get(start..self.filled).unwrap_or_default()
    }

    /// Leaves the rest of the file unread, for it is one record that is too long.
    fn leave(&mut self) {
        self.abandoned = self.endless;
        self.close();
    }

    /// Leaves out the rest of the file.
    fn close(&mut self) {
        self.ended = true;
        self.any_record = true;
        self.discarding = false;
        self.moved(self.filled);
        self.filled = 0;
        self.too_long = None;
        self.buffer = Vec::new();
    }

    /// Reads some bytes into the buffer; false at the end, which may be a break.
    fn read_more(&mut self) -> bool {
        if self.ended {
            return false;
        }
        if self.buffer.is_empty() {
            self.buffer = vec![0; self.first_room];
        } else if self.filled == self.buffer.len() {
            self.buffer.resize(self.filled + self.filled.min(MOST_GROWTH), 0);
        }
        match self.decoded.read(self.buffer.get_mut(self.filled..).unwrap_or_default()) {
            Ok(0) => {
                self.ended = true;
                let begun = self.place.line > 1 || self.place.record > 1 || self.discarding;
                self.empty = self.filled == 0 && !begun;
            }
            Ok(count) => self.filled += count,
            Err(Break::Io(error)) => {
                self.ended = true;
                self.failed = Some(ReaderError::io("read", self.path(), error));
            }
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
        !self.ended
    }
}

/// What is known of a file before it is read.
pub(crate) enum Peek {
    Format(Format),
    /// It cannot be read, which is told when it is.
    Unreadable,
    /// It can be read only once.
    Unknown,
}

/// Looks at the first bytes of a file, which is to be read later.
pub(crate) fn peek(found: &Found, options: &ReaderOptions) -> Peek {
    if !matches!(found.origin, Origin::File) || found.size.is_none() {
        return Peek::Unknown;
    }
    let Ok(file) = std::fs::File::open(&found.path) else { return Peek::Unreadable };
    let Ok(stream) = Stream::open(Box::new(file), Arc::default()) else { return Peek::Unreadable };
    let decoded = Decoded::new(stream, options.encoding);
    match decoded.unsupported() {
        Some(_) => Peek::Unreadable,
        None => Peek::Format(tell_format(options.format, &found.path, decoded.head())),
    }
}

/// What the path of a file says: metadata, the name that ids are made from, and what is wrong.
type OfPath = (Vec<Option<MetaValue>>, String, Vec<(ProblemKind, String)>);

fn read_path(found: &Found, options: &ReaderOptions) -> OfPath {
    let Some(pattern) = &options.path_fields else {
        return (Vec::new(), found.name.clone(), Vec::new());
    };
    // A file that was named by itself has its folders only in its path.
    let alone = !found.from_folder && !found.name.contains('/');
    let path = if alone { text_of(found.path.as_os_str()) } else { found.name.clone() };
    let Some(said) = pattern.read(&path, alone) else {
        let none = vec![None; pattern.fields().len()];
        let message = format!("the path does not fit {pattern}: its fields have no value");
        return (none, found.name.clone(), vec![(ProblemKind::PathFields, message)]);
    };
    let mut doubts = Vec::new();
    let values = pattern.fields().iter().zip(&said.values).map(|(field, text)| {
        let value = field.kind.parse(text).and_then(|value| options.date_order.apply(value));
        if value.is_none() {
            let (name, kind) = (&field.name, field.kind.name());
            let message = format!("the field {name:?} is {text:?}, no {kind}: left out");
            doubts.push((ProblemKind::FieldType, message));
        }
        value
    });
    let values = values.collect();
    let name = said.id.map_or_else(|| found.name.clone(), str::to_owned);
    (values, name, doubts)
}

/// How many bytes a buffer grows at most at once.
const MOST_GROWTH: usize = 32 << 20;

/// How many times the longest record an input of unknown size is searched for the end of one.
const ENDLESS: u64 = 16;

/// How many bytes it is searched at least: with a small limit a record may be many times as long, and
/// still have an end.
const LEAST_ENDLESS: u64 = 64 << 20;

/// What may separate the fields of a table.
const SEPARATORS: [u8; 4] = *b",;\t|";

/// Whether quotation marks mean something.
fn quoted(format: Format, options: &ReaderOptions) -> bool {
    match options.quoting {
        Quoting::Auto => format != Format::Tsv,
        Quoting::Quoted => true,
        Quoting::Plain => false,
    }
}

/// The layout of a file; the error is that an option says what its format cannot.
fn layout_of(
    format: Format,
    options: &ReaderOptions,
    document: Option<&'static str>,
    path: &Path,
) -> Result<Layout, ReaderError> {
    let wrong = |message: String| Err(ReaderErrorKind::Options { message }.into());
    if format == Format::Vertical {
        return match VerticalLayout::new(&options.columns, document) {
            Some(layout) => Ok(Layout::Vertical(layout)),
            None => wrong(format!(
                "{} is vertical text: name its columns in order with `columns`, such as \
                 word,lemma,pos, one of them word",
                path.display()
            )),
        };
    }
    Ok(match (format, options.split) {
        (Format::Jsonl, _) => Layout::Jsonl,
        // The columns come from the first record.
        (Format::Csv | Format::Tsv, _) => {
            let (delimiter, header, columns) = (b',', Vec::new(), Vec::new());
            Layout::Table(TableLayout { delimiter, quoted: true, header, columns })
        }
        (Format::Auto | Format::Text, Split::File) => Layout::Text,
        (Format::Auto | Format::Text, Split::Line) => Layout::TextLines,
        (Format::Auto | Format::Text, Split::Blank) => Layout::TextBlocks,
        (Format::Conllu | Format::Vertical, _) => Layout::Conllu,
    })
}

fn splitter_of(
    format: Format,
    options: &ReaderOptions,
    outline: Option<Outline>,
    byte: u64,
) -> Splitter {
    match (format, options.split) {
        (Format::Jsonl, _) => Splitter::Lines,
        (Format::Csv | Format::Tsv, _) => Splitter::table(b',', quoted(format, options)),
        (Format::Conllu | Format::Vertical, _) => Splitter::documents(outline, byte),
        (Format::Auto | Format::Text, Split::File) => Splitter::Whole,
        (Format::Auto | Format::Text, Split::Line) => Splitter::Lines,
        (Format::Auto | Format::Text, Split::Blank) => Splitter::blocks(),
    }
}

/// Whether the lines of a file end with carriage returns alone, which are line feeds from here on. A
/// text that is a whole file stays as it is written.
fn ends_lines_with_returns(format: Format, options: &ReaderOptions, decoded: &mut Decoded) -> bool {
    let whole = matches!(format, Format::Auto | Format::Text) && options.split == Split::File;
    if whole || !decoded.has_returns_alone() {
        return false;
    }
    // In a string of JSON it is a sign that should have been escaped.
    let fits = format != Format::Jsonl || objects_between_returns(decoded.head());
    if fits {
        decoded.take_returns_as_line_ends();
    }
    fits
}

/// Whether an object ends before a carriage return and another begins after it.
fn objects_between_returns(head: &[u8]) -> bool {
    let mut returns = memchr::memchr_iter(b'\r', head);
    returns.any(|place| {
        let (before, after) = head.split_at_checked(place).unwrap_or_default();
        let ends = before.trim_ascii_end().last().is_none_or(|byte| *byte == b'}');
        ends && after.trim_ascii_start().starts_with(b"{")
    })
}

/// The format of a file that none is named for: by its first bytes, as UTF-8, and then by its name.
///
/// ```
/// use siyaq_reader::{Format, tell_format};
///
/// let head = "{\"text\": \"كتاب\"}";
/// assert_eq!(tell_format(Format::Auto, "a.txt".as_ref(), head.as_bytes()), Format::Jsonl);
/// assert_eq!(tell_format(Format::Auto, "a.vrt".as_ref(), b"<doc>"), Format::Vertical);
/// assert_eq!(tell_format(Format::Text, "a.vrt".as_ref(), b"<doc>"), Format::Text);
/// ```
#[must_use]
pub fn tell_format(named: Format, path: &Path, head: &[u8]) -> Format {
    if named != Format::Auto {
        return named;
    }
    let head = head.trim_ascii_start();
    let second = head.get(1..).unwrap_or_default().trim_ascii_start().first();
    let object = matches!((head.first(), second), (Some(b'{'), Some(b'"' | b'\'' | b'}')));
    if object || is_json_array(head) {
        return Format::Jsonl;
    }
    if is_conllu(head) {
        return Format::Conllu;
    }
    let name = path.file_name().unwrap_or_default().to_string_lossy().to_ascii_lowercase();
    let name =
        [".gz", ".zst", ".zstd"].iter().find_map(|end| name.strip_suffix(end)).unwrap_or(&name);
    match name.rsplit_once('.').map(|(_, extension)| extension) {
        Some("jsonl" | "ndjson" | "json") => Format::Jsonl,
        Some("csv") => Format::Csv,
        Some("tsv" | "tab") => Format::Tsv,
        Some("conllu" | "conllup" | "conll") => Format::Conllu,
        Some("vert" | "vrt" | "vertical") => Format::Vertical,
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
        let word = "# sent_id = 1\n1\tكتب\tكَتَب\tVERB\t_\t_\t0\troot\t_\t_\n";
        assert_eq!(tell("a.txt", word), Format::Conllu);
        assert_eq!(tell("a.tsv", "1\tكتب\n"), Format::Tsv);
        assert_eq!(tell("a.conllu.gz", "# x"), Format::Conllu);
        assert_eq!(tell("a.vrt", "<doc>"), Format::Vertical);
        assert_eq!(tell("a.txt", "{قل هو الله أحد}"), Format::Text);
        assert_eq!(tell("a", "[متابعة] نص"), Format::Text);
        assert_eq!(tell_format(Format::Text, Path::new("a.csv"), b"{}"), Format::Text);
    }
}
