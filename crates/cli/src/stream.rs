//! Text that flows through: read on a thread of its own, worked on by all threads, handed on in order.
//!
//! Plain UTF-8 text is cut at line ends as it comes in, so that a pipe without an end works and memory does not grow; everything else goes
//! through the reader of documents, a batch at a time.

use crate::args::ReadingArgs;
use anyhow::Result;
use rayon::iter::{IntoParallelIterator, ParallelIterator};
use siyaq::reader::{
    Asked, Batch, Encoding, Format, Input, Problem, ProblemKind, Reader, ReaderError,
    ReaderErrorKind, ReaderOptions, Room, Share, Split, tell_format,
};
use siyaq::token::Newline;
use siyaq::types::Document;
use std::collections::BTreeMap;
use std::ffi::{OsStr, OsString};
use std::fs::File;
use std::io::{self, Cursor, Read};
use std::path::Path;
use std::sync::mpsc::{self, Receiver, SyncSender};

/// How many bytes a piece of text has at most, a longer line apart.
const PIECE: usize = 1 << 18;
/// How many bytes are looked at to tell what a file is.
const HEAD: usize = 1 << 16;

/// A document, or a piece of one.
#[derive(Debug)]
pub(crate) struct Part {
    /// The id of the document.
    pub(crate) doc: String,
    pub(crate) text: String,
    /// Where the piece begins in the document, in bytes.
    pub(crate) base: u64,
    /// Whether the document began in an earlier piece.
    pub(crate) continues: bool,
    /// Whether it is a piece of plain text, line ends and all, and not a document of the reader.
    pub(crate) is_plain: bool,
}

/// What was met on the way.
#[derive(Debug, Default)]
pub(crate) struct StreamReport {
    pub(crate) counts: BTreeMap<ProblemKind, u64>,
    pub(crate) first: Vec<Problem>,
    /// Where bytes of streamed text were no UTF-8 and became U+FFFD, the first time.
    pub(crate) repaired: Option<BadBytes>,
}

/// Bytes that are no UTF-8.
#[derive(Clone, Debug)]
pub(crate) struct BadBytes {
    pub(crate) doc: String,
    /// The line, from 1.
    pub(crate) line: u64,
    /// The byte of the file.
    pub(crate) byte: u64,
}

/// What one worker takes.
enum Piece {
    Text(Part, Option<BadBytes>),
    Batch(Batch),
}

/// How texts are to be read.
#[derive(Clone, Debug)]
pub(crate) struct StreamOptions {
    reader: ReaderOptions,
    /// What is asked of all inputs together.
    asked: Asked,
    /// Whether plain text may be cut at line ends.
    cuts: bool,
}

impl StreamOptions {
    /// The options of the command line; `cuts` says whether a text may be worked on line by line.
    ///
    /// # Errors
    /// When the options contradict each other.
    pub(crate) fn new(reading: &ReadingArgs, cuts: bool) -> Result<Self, ReaderError> {
        let cuts = cuts
            && reading.newline == Newline::Paragraph
            && reading.split == Split::File
            && matches!(reading.input_format, Format::Auto | Format::Text)
            && matches!(reading.encoding, Encoding::Auto | Encoding::Utf8);
        let reader = reading.reader_options();
        Ok(Self { asked: Asked::new(&reader)?, reader, cuts })
    }
}

/// Hands the texts of the inputs to `work` on all threads, and what it makes of them to `sink`, in
/// order. `sink` ends the stream by saying false.
pub(crate) fn for_each<T: Send>(
    inputs: &[OsString],
    options: &StreamOptions,
    work: impl Fn(Vec<Part>) -> T + Sync,
    mut sink: impl FnMut(T) -> Result<bool>,
) -> Result<StreamReport> {
    if !options.asked.is_content() {
        let listed = inputs.iter().map(Input::from_argument).collect();
        Reader::open(listed, options.reader.clone())?.check_use()?;
    }
    let threads = rayon::current_num_threads();
    let ahead = threads * 4;
    let (sender, receiver) = mpsc::sync_channel(ahead);
    let sender = Sender { pieces: sender, room: Room::for_threads(threads) };
    let (inputs, producing) = (inputs.to_vec(), options.clone());
    // Not joined: when the sink has enough, the thread may still wait for standard input.
    std::thread::spawn(move || {
        for (number, input) in inputs.iter().enumerate() {
            let is_last = number + 1 == inputs.len();
            if !produce(input, is_last, &producing, &sender) {
                return;
            }
        }
    });
    let mut report = StreamReport::default();
    while let Some(pieces) = next_pieces(&receiver, ahead) {
        let done: Vec<_> = pieces
            .into_par_iter()
            .map(|(piece, share)| {
                let (parts, problems, repaired) = parts_of(piece?)?;
                Ok((work(parts), problems, repaired, share))
            })
            .collect::<Vec<Result<_, ReaderError>>>();
        for result in done {
            // The share is given back when what was made of it is written.
            let (made, problems, repaired, _share) = result?;
            report.take(problems, repaired);
            if !sink(made)? {
                return Ok(report);
            }
        }
    }
    report.take(options.asked.told(options.reader.strict)?, None);
    Ok(report)
}

impl StreamReport {
    fn take(&mut self, problems: Vec<Problem>, repaired: Option<BadBytes>) {
        for problem in problems {
            *self.counts.entry(problem.kind).or_default() += 1;
            if self.first.len() < siyaq::ReadReport::KEPT {
                self.first.push(problem);
            }
        }
        if self.repaired.is_none() {
            self.repaired = repaired;
        }
    }
}

/// What has come in by now, at least one piece; `None` at the end.
fn next_pieces<T>(receiver: &Receiver<T>, most: usize) -> Option<Vec<T>> {
    let first = receiver.recv().ok()?;
    Some(std::iter::once(first).chain(receiver.try_iter().take(most)).collect())
}

type Parsed = (Vec<Part>, Vec<Problem>, Option<BadBytes>);

fn parts_of(piece: Piece) -> Result<Parsed, ReaderError> {
    match piece {
        Piece::Text(part, repaired) => Ok((vec![part], Vec::new(), repaired)),
        Piece::Batch(batch) => {
            let parsed = batch.parse().checked()?;
            let parts = parsed.documents.into_iter().flat_map(parts_of_document).collect();
            Ok((parts, parsed.problems, None))
        }
    }
}

/// The text of a document, after its title where it has one: the title is the first paragraph, as
/// it is in a corpus, and a line feed stands between them.
fn parts_of_document(mut document: Document) -> impl Iterator<Item = Part> {
    // Who works on text takes annotated documents as they are written.
    if let Some(annotation) = document.annotation.take() {
        document.text = annotation.text();
    }
    let part = |text: String, base: u64| Part {
        doc: document.id.clone(),
        text,
        base,
        continues: base > 0,
        is_plain: false,
    };
    let title = document.title.filter(|title| !title.is_empty());
    let base = title.as_ref().map_or(0, |title| title.len() as u64 + 1);
    let parts = [title.map(|title| part(title, 0)), Some(part(document.text, base))];
    parts.into_iter().flatten()
}

type Sent = (Result<Piece, ReaderError>, Share);

/// Sends pieces to the workers, as many and as large as there is room for.
struct Sender {
    pieces: SyncSender<Sent>,
    room: Room,
}

impl Sender {
    /// Sends a piece when there is room for it; false when nobody listens any more.
    fn send(&self, piece: Result<Piece, ReaderError>) -> bool {
        let bytes = match &piece {
            Ok(Piece::Text(part, _)) => part.text.len() as u64,
            Ok(Piece::Batch(batch)) => batch.raw_bytes(),
            Err(_) => 0,
        };
        let share = self.room.take(bytes);
        self.pieces.send((piece, share)).is_ok()
    }
}

/// Reads one input to its end; false when nobody listens any more.
fn produce(input: &OsStr, is_last: bool, options: &StreamOptions, sender: &Sender) -> bool {
    let opened = open(input, options).and_then(|opened| opened.asked(&options.asked, is_last));
    match opened {
        Ok(Opened::Plain { name, head, rest }) => {
            let limit = options.reader.record_limit;
            let mut text = PlainText { name, base: 0, byte: 0, line: 1, limit, sender };
            text.send_all(head, rest)
        }
        Ok(Opened::Documents(reader)) => {
            for batch in reader {
                let failed = batch.is_err();
                if !sender.send(batch.map(Piece::Batch)) || failed {
                    return false;
                }
            }
            true
        }
        Err(error) => {
            // The error ends the stream, so it does not matter whether anybody hears it.
            let _ = sender.send(Err(error));
            false
        }
    }
}

enum Opened {
    Plain { name: String, head: Vec<u8>, rest: Box<dyn Read + Send> },
    Documents(Box<Reader>),
}

impl Opened {
    /// Shares with all inputs what is asked of them; the last one tells what none has a use for.
    fn asked(self, asked: &Asked, is_last: bool) -> Result<Self, ReaderError> {
        match self {
            Self::Documents(reader) => {
                Ok(Self::Documents(Box::new(reader.with_asked(asked, is_last)?)))
            }
            Self::Plain { name, head, rest } => {
                asked.meets(Path::new(&name), Format::Text);
                if is_last {
                    asked.check()?;
                }
                Ok(Self::Plain { name, head, rest })
            }
        }
    }
}

fn open(input: &OsStr, options: &StreamOptions) -> Result<Opened, ReaderError> {
    let named = Input::from_argument(input);
    let documents = |input: Input| {
        Ok(Opened::Documents(Box::new(Reader::open(vec![input], options.reader.clone())?)))
    };
    let (name, mut bytes): (String, Box<dyn Read + Send>) = match &named {
        Input::Stdin if options.cuts => ("stdin".to_owned(), Box::new(io::stdin())),
        Input::Path(path) if options.cuts && path.is_file() => {
            // What cannot be opened is left to the reader, which says so.
            let Ok(file) = File::open(path) else { return documents(named) };
            let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            (name, Box::new(file))
        }
        _ => return documents(named),
    };
    let mut head = vec![0; HEAD];
    let read = read_some(&mut bytes, &mut head);
    let read = read.map_err(|source| failed(Path::new(&name), source))?;
    head.truncate(read);
    if read > 0 && is_plain(Path::new(&name), &head, options) {
        return Ok(Opened::Plain { name, head, rest: bytes });
    }
    if named == Input::Stdin {
        let all = Cursor::new(head).chain(bytes);
        let reader = Reader::from_read("stdin", all, options.reader.clone())?;
        return Ok(Opened::Documents(Box::new(reader)));
    }
    documents(named)
}

/// Whether a file is UTF-8 text and no records, by its name and first bytes, so that the rest may be cut
/// at line ends.
fn is_plain(name: &Path, head: &[u8], options: &StreamOptions) -> bool {
    let text = head.strip_prefix("\u{feff}".as_bytes()).unwrap_or(head);
    let utf8 = match std::str::from_utf8(head) {
        Ok(_) => true,
        // A character may be cut at the end.
        Err(error) => error.error_len().is_none(),
    };
    utf8 && !head.contains(&0) && tell_format(options.reader.format, name, text) == Format::Text
}

/// Reads what is there, however often it is interrupted.
fn read_some(bytes: &mut impl Read, room: &mut [u8]) -> io::Result<usize> {
    loop {
        match bytes.read(room) {
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            result => return result,
        }
    }
}

fn failed(path: &Path, source: io::Error) -> ReaderError {
    ReaderErrorKind::Io { doing: "read", path: path.into(), source }.into()
}

/// Plain text on its way, in pieces that end at line ends.
struct PlainText<'s> {
    name: String,
    /// Bytes of text that were sent, and bytes of the file they were made of.
    base: u64,
    byte: u64,
    /// The line that comes next.
    line: u64,
    /// How long a line may be.
    limit: u64,
    sender: &'s Sender,
}

impl PlainText<'_> {
    /// Sends all of it; false when nobody listens any more.
    fn send_all(&mut self, head: Vec<u8>, mut rest: Box<dyn Read + Send>) -> bool {
        let mark = "\u{feff}".as_bytes();
        let mut waiting = head;
        if waiting.starts_with(mark) {
            waiting.drain(..mark.len());
            self.byte = mark.len() as u64;
        }
        // Where the bytes begin that were not searched for line ends yet.
        let mut fresh = 0;
        let mut room = vec![0; PIECE];
        loop {
            let unsearched = waiting.get(fresh..).unwrap_or_default();
            let end = unsearched.iter().rposition(|byte| *byte == b'\n');
            if let Some(end) = end.map(|last| fresh + last + 1) {
                let after = waiting.split_off(end);
                let bytes = std::mem::replace(&mut waiting, after);
                if !self.send(bytes) {
                    return false;
                }
            }
            fresh = waiting.len();
            if fresh as u64 > self.limit {
                let (path, line, limit) = (self.name.clone().into(), self.line, self.limit);
                return self.fail(ReaderErrorKind::LineTooLong { path, line, limit }.into());
            }
            match read_some(&mut rest, &mut room) {
                Ok(0) => break,
                Ok(count) => waiting.extend_from_slice(room.get(..count).unwrap_or_default()),
                Err(source) => {
                    // What came before is text all the same.
                    let sent = waiting.is_empty() || self.send(waiting);
                    return sent && self.fail(failed(Path::new(&self.name), source));
                }
            }
        }
        waiting.is_empty() || self.send(waiting)
    }

    /// Ends the stream with an error.
    fn fail(&self, error: ReaderError) -> bool {
        // The error ends the stream, so it does not matter whether anybody hears it.
        let _ = self.sender.send(Err(error));
        false
    }

    fn send(&mut self, bytes: Vec<u8>) -> bool {
        let lines = bytes.iter().filter(|byte| **byte == b'\n').count() as u64;
        let length = bytes.len() as u64;
        let (text, repaired) = match String::from_utf8(bytes) {
            Ok(text) => (text, None),
            Err(error) => {
                let (valid, bytes) = (error.utf8_error().valid_up_to(), error.as_bytes());
                let before = bytes.get(..valid).unwrap_or_default();
                let before = before.iter().filter(|byte| **byte == b'\n').count() as u64;
                let (line, byte) = (self.line + before, self.byte + valid as u64);
                let bad = BadBytes { doc: self.name.clone(), line, byte };
                (String::from_utf8_lossy(bytes).into_owned(), Some(bad))
            }
        };
        let (doc, base) = (self.name.clone(), self.base);
        let continues = base > 0;
        self.base += text.len() as u64;
        self.byte += length;
        self.line += lines;
        let part = Part { doc, text, base, continues, is_plain: true };
        self.sender.send(Ok(Piece::Text(part, repaired)))
    }
}
