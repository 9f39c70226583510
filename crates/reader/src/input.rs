//! From what was named to the list of files to read.

use crate::error::{ReaderError, ReaderErrorKind};
use crate::pattern::{Pattern, is_pattern};
use crate::problem::{Problem, ProblemKind};
use std::collections::HashMap;
use std::ffi::{OsStr, OsString};
use std::fs::{self, File, Metadata};
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use walkdir::{DirEntry, WalkDir};

/// Something to read.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Input {
    /// A file, or a folder with everything in it: its files in the order of their names, folder by
    /// folder; symbolic links are followed. Hidden files and folders, whose names begin with a dot,
    /// are passed over, and their number is a [`Problem`](crate::Problem), as is what cannot be read.
    Path(PathBuf),
    /// The files and folders that match a pattern: `*` and `?` stay within a name, `**` is any
    /// number of folders, `[..]` a set of characters. Hidden files fit only a pattern that has their
    /// dot.
    Glob(OsString),
    /// Standard input.
    Stdin,
}

impl Input {
    /// What an argument of a command means: `-` is standard input; a name with `*`, `?` or `[` in
    /// it that is no file is a pattern; everything else is a path.
    ///
    /// ```
    /// use siyaq_reader::Input;
    /// assert_eq!(Input::from_argument("-"), Input::Stdin);
    /// assert_eq!(Input::from_argument("اخبار/*.txt"), Input::Glob("اخبار/*.txt".into()));
    /// assert_eq!(Input::from_argument("اخبار"), Input::Path("اخبار".into()));
    /// ```
    #[must_use]
    pub fn from_argument(argument: impl AsRef<OsStr>) -> Self {
        let argument = argument.as_ref();
        if argument == "-" {
            Self::Stdin
        } else if is_pattern(argument) && fs::symlink_metadata(argument).is_err() {
            Self::Glob(argument.to_owned())
        } else {
            Self::Path(argument.into())
        }
    }
}

/// Where the bytes of a found file come from.
pub(crate) enum Origin {
    File,
    Stdin,
    Given(Box<dyn Read + Send>),
}

/// A file to read.
pub(crate) struct Found {
    /// The path for messages, and to open it by.
    pub(crate) path: PathBuf,
    /// The name that ids are made from.
    pub(crate) name: String,
    /// The size, if it is a regular file.
    pub(crate) size: Option<u64>,
    /// Where its bytes come from.
    pub(crate) origin: Origin,
    /// Whether it was found in a folder, rather than named.
    pub(crate) from_folder: bool,
}

impl Found {
    /// Opens the file.
    pub(crate) fn open(&mut self) -> Result<Box<dyn Read + Send>, ReaderError> {
        match std::mem::replace(&mut self.origin, Origin::File) {
            Origin::Stdin => Ok(Box::new(io::stdin())),
            Origin::Given(read) => Ok(read),
            Origin::File => match File::open(&self.path) {
                Ok(file) => Ok(Box::new(file)),
                Err(error) => Err(ReaderError::io("open", &self.path, error)),
            },
        }
    }
}

/// The list of the files, in the order of the inputs, and what was wrong with some of them.
pub(crate) fn discover(inputs: Vec<Input>) -> Result<(Vec<Found>, Vec<Problem>), ReaderError> {
    if inputs.is_empty() {
        return Err(ReaderErrorKind::NoInput.into());
    }
    if inputs.iter().filter(|&input| *input == Input::Stdin).count() > 1 {
        return Err(ReaderErrorKind::StdinTwice.into());
    }
    let mut listing = Listing::default();
    for input in inputs {
        match input {
            Input::Stdin => listing.found.push(Found {
                path: "stdin".into(),
                name: "stdin".to_owned(),
                size: None,
                origin: Origin::Stdin,
                from_folder: false,
            }),
            Input::Path(path) => {
                let base = path.parent().map(Path::to_owned).unwrap_or_default();
                listing.add_path(path, &base)?;
            }
            Input::Glob(pattern) => listing.add_pattern(&pattern)?,
        }
    }
    Ok((listing.found, listing.problems))
}

/// A name as text in which no two names are alike: bytes that are no characters as `\xE9`.
pub(crate) fn text_of(name: &OsStr) -> String {
    let mut text = String::new();
    for chunk in name.as_encoded_bytes().utf8_chunks() {
        text.push_str(chunk.valid());
        chunk.invalid().iter().for_each(|byte| text.push_str(&format!("\\x{byte:02X}")));
    }
    text
}

fn name_below(path: &Path, base: &Path) -> String {
    let below = path.strip_prefix(base).unwrap_or(path);
    let parts: Vec<_> = below.iter().map(text_of).collect();
    parts.join("/")
}

fn hidden(entry: &DirEntry) -> bool {
    entry.depth() > 0 && entry.file_name().as_encoded_bytes().starts_with(b".")
}

/// What tells two files apart, where the system says.
#[cfg(unix)]
fn identity(metadata: &Metadata, _: &Path) -> Option<(u64, u64)> {
    use std::os::unix::fs::MetadataExt;
    Some((metadata.dev(), metadata.ino()))
}

/// What tells two files apart, where the system says.
#[cfg(not(unix))]
fn identity(_: &Metadata, path: &Path) -> Option<PathBuf> {
    fs::canonicalize(path).ok()
}

#[cfg(unix)]
type Identity = (u64, u64);
#[cfg(not(unix))]
type Identity = PathBuf;

/// The files found so far.
#[derive(Default)]
struct Listing {
    found: Vec<Found>,
    problems: Vec<Problem>,
    /// The place of each file in `found`.
    known: HashMap<Identity, usize>,
}

impl Listing {
    /// Adds a file, or the files of a folder. Names of files are relative to `base`, names of
    /// files in a folder to the folder.
    fn add_path(&mut self, path: PathBuf, base: &Path) -> Result<(), ReaderError> {
        let metadata = fs::metadata(&path).map_err(|error| match error.kind() {
            io::ErrorKind::NotFound => ReaderErrorKind::NotFound { path: path.clone() }.into(),
            _ => ReaderError::io("read", &path, error),
        })?;
        if metadata.is_dir() {
            return self.add_folder(path);
        }
        let metadata = if metadata.is_file() {
            let opened = File::open(&path).and_then(|file| file.metadata());
            Some(opened.map_err(|error| ReaderError::io("open", &path, error))?)
        } else {
            None
        };
        self.add_file(path, base, metadata.as_ref(), false);
        Ok(())
    }

    /// Adds one file that can be opened; one that is no regular file has no metadata here.
    fn add_file(
        &mut self,
        path: PathBuf,
        base: &Path,
        metadata: Option<&Metadata>,
        from_folder: bool,
    ) {
        if let Some(identity) = metadata.and_then(|metadata| identity(metadata, &path)) {
            let earlier = *self.known.entry(identity).or_insert(self.found.len());
            if let Some(earlier) = self.found.get(earlier) {
                let message = format!("the same file as {}: read twice", earlier.path.display());
                let kind = ProblemKind::RepeatedFile;
                self.problems.push(Problem::of_file(path.clone(), kind, message));
            }
        }
        let name = name_below(&path, base);
        let size = metadata.map(Metadata::len);
        self.found.push(Found { path, name, size, origin: Origin::File, from_folder });
    }

    /// Reports a file of a folder that cannot be read.
    fn unreadable(&mut self, path: PathBuf, message: impl std::fmt::Display) {
        let message = format!("the file cannot be read: {message}");
        self.problems.push(Problem::of_file(path, ProblemKind::UnreadableFile, message));
    }

    /// Adds the files of a folder. Each is opened once, so that one that may not be read is known
    /// before an hour of reading.
    fn add_folder(&mut self, folder: PathBuf) -> Result<(), ReaderError> {
        let before = self.found.len() + self.problems.len();
        let mut passed_over = 0;
        let shown = |entry: &DirEntry| {
            let hidden = hidden(entry);
            passed_over += u64::from(hidden);
            !hidden
        };
        let walk = WalkDir::new(&folder).follow_links(true).sort_by_file_name();
        for entry in walk.into_iter().filter_entry(shown) {
            let entry = match entry {
                Ok(entry) => entry,
                Err(error) if error.depth() == 0 => return Err(walk_error(&folder, error)),
                Err(error) => {
                    let path = error.path().unwrap_or(&folder).to_owned();
                    self.unreadable(path, walk_error(&folder, error));
                    continue;
                }
            };
            let kind = entry.file_type();
            let path = entry.into_path();
            if kind.is_file() {
                match File::open(&path).and_then(|file| file.metadata()) {
                    Ok(metadata) => self.add_file(path, &folder, Some(&metadata), true),
                    Err(error) => self.unreadable(path, error),
                }
            } else if !kind.is_dir() {
                let message =
                    "a pipe, socket or device in a folder is not read: name it to read it";
                let kind = ProblemKind::SpecialFile;
                self.problems.push(Problem::of_file(path, kind, message.to_owned()));
            }
        }
        if self.found.len() + self.problems.len() == before {
            return Err(ReaderErrorKind::EmptyFolder { path: folder }.into());
        }
        if passed_over > 0 {
            let message = format!(
                "{passed_over} hidden files or folders in it, whose names begin with a dot, are passed \
                 over: name one to read it"
            );
            self.problems.push(Problem::of_file(folder, ProblemKind::HiddenFiles, message));
        }
        Ok(())
    }

    /// Adds what fits a pattern.
    fn add_pattern(&mut self, text: &OsStr) -> Result<(), ReaderError> {
        let pattern = Pattern::new(text).map_err(|error| ReaderErrorKind::BadGlob {
            pattern: text_of(text),
            position: error.position,
            message: error.message,
        })?;
        let base: PathBuf = Path::new(text).iter().take_while(|part| !is_pattern(part)).collect();
        let before = self.found.len() + self.problems.len();
        for path in pattern.paths(&mut |path, error| self.unreadable(path, error)) {
            if pattern.deep && path.is_dir() {
                continue;
            }
            // What fits a pattern was not named, so a link that leads nowhere ends nothing.
            match fs::metadata(&path) {
                Ok(_) => self.add_path(path, &base)?,
                Err(error) => self.unreadable(path, error),
            }
        }
        if self.found.len() + self.problems.len() == before {
            return Err(ReaderErrorKind::NoMatch { pattern: text_of(text) }.into());
        }
        Ok(())
    }
}

fn walk_error(folder: &Path, error: walkdir::Error) -> ReaderError {
    let path = error.path().unwrap_or(folder).to_owned();
    if let Some(ancestor) = error.loop_ancestor() {
        return ReaderErrorKind::SymlinkLoop { path, ancestor: ancestor.to_owned() }.into();
    }
    let source = error.into_io_error().unwrap_or_else(|| io::Error::other("cannot be listed"));
    ReaderError::io("read", path, source)
}
