//! The reader: files in, batches out, in the order of the input.

use crate::asked::Asked;
use crate::batch::{Batch, Item};
use crate::error::{ReaderError, ReaderErrorKind};
use crate::fields::Plan;
use crate::input::{Found, Input, Origin, discover};
use crate::options::{Format, ReaderOptions};
use crate::problem::Problem;
use crate::source::{Next, OpenSource, Peek, Source, peek};
use siyaq_types::Document;
use std::collections::VecDeque;
use std::fmt;
use std::io::Read;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

/// How much has been read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progress {
    /// Bytes read so far, as they are on disk.
    pub read_bytes: u64,
    /// Bytes there are to read; `None` if an input has no known size, as standard input.
    pub total_bytes: Option<u64>,
}

/// A view of the progress of a [`Reader`] that another thread can hold.
#[derive(Clone, Debug)]
pub struct ProgressHandle {
    read: Arc<AtomicU64>,
    total: Option<u64>,
}

impl ProgressHandle {
    /// How much has been read by now.
    #[must_use]
    pub fn get(&self) -> Progress {
        Progress { read_bytes: self.read.load(Ordering::Relaxed), total_bytes: self.total }
    }
}

/// Reads files into batches of records, which any thread can parse.
///
/// The batches come in the order of the inputs. Making one is cheap: bytes are read, decompressed,
/// hashed and cut at ends of records. [`Batch::parse`] is the expensive part. An error ends the
/// iteration; it comes after the batches of everything before it.
///
/// # Examples
///
/// ```
/// use siyaq_reader::{Reader, ReaderOptions};
///
/// let jsonl = r#"{"id": "a", "text": "كتاب جديد"}
/// {"id": "b", "text": "كتاب قديم"}"#;
/// let mut reader = Reader::from_read("news.jsonl", jsonl.as_bytes(), ReaderOptions::default())?;
/// let mut ids = Vec::new();
/// for batch in &mut reader {
///     let parsed = batch?.parse();
///     assert!(parsed.problems.is_empty());
///     ids.extend(parsed.documents.into_iter().map(|document| document.id));
/// }
/// assert_eq!(ids, ["a", "b"]);
/// assert_eq!(reader.sources()[0].size, 81);
/// # Ok::<(), siyaq_reader::ReaderError>(())
/// ```
pub struct Reader {
    options: ReaderOptions,
    plan: Arc<Plan>,
    waiting: VecDeque<Found>,
    /// What was wrong with the files that were listed.
    listed: VecDeque<Problem>,
    current: Option<OpenSource>,
    sources: Vec<Source>,
    progress: ProgressHandle,
    batches: u64,
    /// Whether other readers read parts of the same input.
    shares: bool,
    /// An error that comes after the batch before it.
    error: Option<ReaderError>,
    ended: bool,
}

impl fmt::Debug for Reader {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Reader")
            .field("options", &self.options)
            .field("progress", &self.progress.get())
            .field("batches", &self.batches)
            .finish_non_exhaustive()
    }
}

impl Reader {
    /// Lists the files of the inputs and prepares to read them.
    ///
    /// # Errors
    ///
    /// Where there is no input, an input does not exist or may not be read, a folder or a pattern
    /// holds no file, or the options contradict each other. What cannot be read in a folder is no
    /// error but a [`Problem`].
    pub fn open(inputs: Vec<Input>, options: ReaderOptions) -> Result<Self, ReaderError> {
        let (found, problems) = discover(inputs)?;
        let mut reader = Self::new(found, options)?;
        reader.listed = problems.into();
        Ok(reader)
    }

    /// Reads bytes from anywhere. The name stands for the path of a file: it is told in problems,
    /// and its extension helps to tell the format.
    ///
    /// # Errors
    ///
    /// Where the options contradict each other.
    pub fn from_read(
        name: &str,
        bytes: impl Read + Send + 'static,
        options: ReaderOptions,
    ) -> Result<Self, ReaderError> {
        let found = Found {
            path: name.into(),
            name: name.to_owned(),
            size: None,
            origin: Origin::Given(Box::new(bytes)),
            from_folder: false,
        };
        Self::new(vec![found], options)
    }

    fn new(found: Vec<Found>, options: ReaderOptions) -> Result<Self, ReaderError> {
        let plan = Arc::new(Plan::new(&options)?);
        let total = found.iter().map(|found| found.size).sum();
        Ok(Self {
            options,
            plan,
            waiting: found.into(),
            listed: VecDeque::new(),
            current: None,
            sources: Vec::new(),
            progress: ProgressHandle { read: Arc::new(AtomicU64::new(0)), total },
            batches: 0,
            shares: false,
            error: None,
            ended: false,
        })
    }

    /// The options that were given.
    #[must_use]
    pub fn options(&self) -> &ReaderOptions {
        &self.options
    }

    /// How many files there are to read in all.
    #[must_use]
    pub fn file_count(&self) -> usize {
        self.waiting.len() + usize::from(self.current.is_some()) + self.sources.len()
    }

    /// The files that are still to be read, in order; standard input and given bytes are none.
    pub fn waiting(&self) -> impl Iterator<Item = &Path> {
        let files = self.waiting.iter().filter(|found| matches!(found.origin, Origin::File));
        files.map(|found| found.path.as_path())
    }

    /// What is asked of the input as a whole: to be looked at when all batches were parsed.
    #[must_use]
    pub fn asked(&self) -> Asked {
        self.plan.asked.clone()
    }

    /// Reads a part of an input of which other readers read the rest. Only the last of them refuses
    /// what none of their files has a use for; where no reader is the last, that is for the caller,
    /// with [`Asked::check`]. `asked` must have been made of the options of this reader.
    ///
    /// # Errors
    /// Where the options contradict each other.
    pub fn with_asked(mut self, asked: &Asked, is_last: bool) -> Result<Self, ReaderError> {
        self.plan = Arc::new(Plan::new(&self.options)?.with_asked(asked));
        self.shares = !is_last;
        Ok(self)
    }

    /// Refuses, before anything is read, an option that is for some formats only and of use for no
    /// file. False where that cannot be said, for an input can be read only once: then it is told when
    /// it is read.
    ///
    /// # Errors
    /// Where there is such an option.
    pub fn check_use(&self) -> Result<bool, ReaderError> {
        if self.options.format != Format::Auto || self.plan.asked.is_content() {
            return Ok(true);
        }
        let mut met = Vec::new();
        for found in &self.waiting {
            match peek(found, &self.options) {
                Peek::Format(format) if met.iter().any(|(_, other)| *other == format) => {}
                Peek::Format(format) => {
                    met.push((found.path.clone(), format));
                    if self.plan.asked.check_formats(&met).is_ok() {
                        return Ok(true);
                    }
                }
                Peek::Unreadable => {}
                Peek::Unknown => return Ok(false),
            }
        }
        self.plan.asked.check_formats(&met).map(|()| true)
    }

    /// How much has been read.
    #[must_use]
    pub fn progress(&self) -> Progress {
        self.progress.get()
    }

    /// A view of the progress for another thread.
    #[must_use]
    pub fn progress_handle(&self) -> ProgressHandle {
        self.progress.clone()
    }

    /// The files read to their end so far; all of them after the last batch.
    #[must_use]
    pub fn sources(&self) -> &[Source] {
        &self.sources
    }

    /// The documents one by one, parsed on this thread.
    #[must_use]
    pub fn documents(self) -> Documents {
        Documents {
            reader: self,
            documents: Vec::new().into_iter(),
            problems: Vec::new(),
            failed: None,
            ended: false,
        }
    }

    /// Adds what comes next to the batch; false at the end.
    fn extend(&mut self, batch: &mut Batch) -> Result<bool, ReaderError> {
        if let Some(problem) = self.listed.pop_front() {
            return self.tell(problem, batch);
        }
        let Some(current) = &mut self.current else {
            let Some(found) = self.waiting.pop_front() else { return Ok(false) };
            let progress = Arc::clone(&self.progress.read);
            let opened = OpenSource::open(found, &self.options, &self.plan, progress)?;
            if let Some(format) = opened.format() {
                self.plan.asked.meets(opened.path(), format);
            }
            if self.waiting.is_empty() && !self.shares {
                self.plan.asked.check()?;
            }
            self.current = Some(opened);
            return Ok(true);
        };
        let next = current.next()?;
        batch.lines += current.take_lines();
        match next {
            Next::Part(part) => {
                batch.bytes += part.bytes.len() as u64;
                batch.items.push(Item::Part(part));
            }
            Next::Problem(problem) => return self.tell(problem, batch),
            Next::End => {
                if let Some(done) = self.current.take().filter(|done| !done.abandoned()) {
                    self.sources.push(done.finish()?);
                }
            }
        }
        Ok(true)
    }

    /// Adds a problem to the batch, or ends the reading with it.
    fn tell(&self, problem: Problem, batch: &mut Batch) -> Result<bool, ReaderError> {
        if self.options.strict && problem.ends_strict() {
            return Err(ReaderErrorKind::Strict { problem }.into());
        }
        batch.items.push(Item::Problem(problem));
        Ok(true)
    }
}

impl Iterator for Reader {
    type Item = Result<Batch, ReaderError>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.batches == 0 && self.waiting.len() > 1 && !self.shares && !self.ended {
            self.error = self.check_use().err();
        }
        if let Some(error) = self.error.take() {
            self.ended = true;
            return Some(Err(error));
        }
        let plan = Arc::clone(&self.plan);
        let mut batch =
            Batch { plan, ordinal: self.batches, bytes: 0, lines: 0, items: Vec::new() };
        // A batch that is half full is full: another part could be as large as a whole batch.
        while !self.ended && batch.bytes < (self.options.batch_bytes as u64).div_ceil(2) {
            match self.extend(&mut batch) {
                Ok(true) => {}
                Ok(false) => self.ended = true,
                Err(error) if batch.items.is_empty() => {
                    self.ended = true;
                    return Some(Err(error));
                }
                Err(error) => {
                    self.error = Some(error);
                    break;
                }
            }
        }
        if batch.items.is_empty() {
            return None;
        }
        self.batches += 1;
        Some(Ok(batch))
    }
}

/// The documents of a [`Reader`] one by one.
///
/// What goes wrong with single records is kept in [`problems`](Self::problems); in strict reading
/// the first problem is an error and ends the iteration.
#[derive(Debug)]
pub struct Documents {
    reader: Reader,
    documents: std::vec::IntoIter<Document>,
    problems: Vec<Problem>,
    failed: Option<ReaderError>,
    /// Whether there was an error, or what no record has was told.
    ended: bool,
}

impl Documents {
    /// The problems met so far.
    #[must_use]
    pub fn problems(&self) -> &[Problem] {
        &self.problems
    }

    /// Takes the problems met so far, so that they do not gather.
    pub fn take_problems(&mut self) -> Vec<Problem> {
        std::mem::take(&mut self.problems)
    }

    /// The reader that the documents come from.
    #[must_use]
    pub fn reader(&self) -> &Reader {
        &self.reader
    }
}

impl Iterator for Documents {
    type Item = Result<Document, ReaderError>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(document) = self.documents.next() {
                return Some(Ok(document));
            }
            if let Some(error) = self.failed.take() {
                self.reader.ended = true;
                return Some(Err(error));
            }
            let mut parsed = match self.reader.next() {
                Some(Ok(batch)) => batch.parse(),
                Some(Err(error)) => {
                    self.ended = true;
                    return Some(Err(error));
                }
                None if std::mem::replace(&mut self.ended, true) => return None,
                None => match self.reader.asked().told(self.reader.options.strict) {
                    Ok(missing) => {
                        self.problems.extend(missing);
                        return None;
                    }
                    Err(error) => return Some(Err(error)),
                },
            };
            self.documents = std::mem::take(&mut parsed.documents).into_iter();
            match parsed.checked() {
                Ok(parsed) => self.problems.extend(parsed.problems),
                Err(error) => {
                    self.ended = true;
                    self.failed = Some(error);
                }
            }
        }
    }
}
