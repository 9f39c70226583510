//! From what was named to the list of files to read.

use crate::error::{ReaderError, ReaderErrorKind};
use std::ffi::OsStr;
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use walkdir::{DirEntry, WalkDir};

/// Something to read.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Input {
    /// A file, or a folder with everything in it: its files in the order of their names, folder by
    /// folder; hidden files and folders are passed over, symbolic links are followed.
    Path(PathBuf),
    /// The files and folders that match a pattern: `*` and `?` stay within a name, `**` is any
    /// number of folders, `[..]` a set of characters. Hidden files are passed over.
    Glob(String),
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
    /// assert_eq!(Input::from_argument("اخبار/*.txt"), Input::Glob("اخبار/*.txt".to_owned()));
    /// assert_eq!(Input::from_argument("اخبار"), Input::Path("اخبار".into()));
    /// ```
    #[must_use]
    pub fn from_argument(argument: impl AsRef<OsStr>) -> Self {
        let path = Path::new(argument.as_ref());
        match path.to_str() {
            Some("-") => Self::Stdin,
            Some(text) if is_pattern(text) && fs::symlink_metadata(path).is_err() => {
                Self::Glob(text.to_owned())
            }
            _ => Self::Path(path.to_owned()),
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

/// The list of the files, in the order of the inputs.
pub(crate) fn discover(inputs: Vec<Input>) -> Result<Vec<Found>, ReaderError> {
    if inputs.is_empty() {
        return Err(ReaderErrorKind::NoInput.into());
    }
    if inputs.iter().filter(|&input| *input == Input::Stdin).count() > 1 {
        return Err(ReaderErrorKind::StdinTwice.into());
    }
    let mut found = Vec::new();
    for input in inputs {
        match input {
            Input::Stdin => found.push(Found {
                path: "stdin".into(),
                name: "stdin".to_owned(),
                size: None,
                origin: Origin::Stdin,
                from_folder: false,
            }),
            Input::Path(path) => {
                let base = path.parent().map(Path::to_owned).unwrap_or_default();
                add_path(path, &base, &mut found)?;
            }
            Input::Glob(pattern) => add_glob(pattern, &mut found)?,
        }
    }
    Ok(found)
}

fn is_pattern(text: &str) -> bool {
    text.contains(['*', '?', '['])
}

/// Adds a file, or the files of a folder. Names of files are relative to `base`, names of files
/// in a folder to the folder.
fn add_path(path: PathBuf, base: &Path, found: &mut Vec<Found>) -> Result<(), ReaderError> {
    let metadata = fs::metadata(&path).map_err(|error| match error.kind() {
        io::ErrorKind::NotFound => ReaderErrorKind::NotFound { path: path.clone() }.into(),
        _ => ReaderError::io("read", &path, error),
    })?;
    if metadata.is_dir() {
        return add_folder(path, found);
    }
    add_file(path, base, metadata.is_file(), false, found)
}

/// Adds one file; a regular file is opened once, so that one that may not be read is known before
/// an hour of reading.
fn add_file(
    path: PathBuf,
    base: &Path,
    regular: bool,
    from_folder: bool,
    found: &mut Vec<Found>,
) -> Result<(), ReaderError> {
    let size = if regular {
        let opened = File::open(&path).and_then(|file| file.metadata());
        Some(opened.map_err(|error| ReaderError::io("open", &path, error))?.len())
    } else {
        None
    };
    let name = name_below(&path, base);
    found.push(Found { path, name, size, origin: Origin::File, from_folder });
    Ok(())
}

fn name_below(path: &Path, base: &Path) -> String {
    let below = path.strip_prefix(base).unwrap_or(path);
    let parts: Vec<_> = below.iter().map(OsStr::to_string_lossy).collect();
    parts.join("/")
}

fn hidden(entry: &DirEntry) -> bool {
    entry.depth() > 0 && entry.file_name().as_encoded_bytes().starts_with(b".")
}

fn add_folder(folder: PathBuf, found: &mut Vec<Found>) -> Result<(), ReaderError> {
    let before = found.len();
    let walk = WalkDir::new(&folder).follow_links(true).sort_by_file_name();
    for entry in walk.into_iter().filter_entry(|entry| !hidden(entry)) {
        let entry = entry.map_err(|error| walk_error(&folder, error))?;
        // Sockets, pipes and devices in a folder are no documents.
        if entry.file_type().is_file() {
            add_file(entry.into_path(), &folder, true, true, found)?;
        }
    }
    if found.len() == before {
        return Err(ReaderErrorKind::EmptyFolder { path: folder }.into());
    }
    Ok(())
}

fn walk_error(folder: &Path, error: walkdir::Error) -> ReaderError {
    let path = error.path().unwrap_or(folder).to_owned();
    if let Some(ancestor) = error.loop_ancestor() {
        return ReaderErrorKind::SymlinkLoop { path, ancestor: ancestor.to_owned() }.into();
    }
    let source = error.into_io_error().unwrap_or_else(|| io::Error::other("cannot be listed"));
    ReaderError::io("read", path, source)
}

fn add_glob(pattern: String, found: &mut Vec<Found>) -> Result<(), ReaderError> {
    let options = glob::MatchOptions {
        case_sensitive: true,
        require_literal_separator: true,
        require_literal_leading_dot: true,
    };
    let paths = glob::glob_with(&pattern, options).map_err(|error| ReaderErrorKind::BadGlob {
        pattern: pattern.clone(),
        position: error.pos,
        message: error.msg,
    })?;
    let base: PathBuf = Path::new(&pattern)
        .iter()
        .take_while(|part| !is_pattern(&part.to_string_lossy()))
        .collect();
    let before = found.len();
    for path in paths {
        let path = path.map_err(|error| {
            let path = error.path().to_owned();
            ReaderError::io("read", path, error.into())
        })?;
        add_path(path, &base, found)?;
    }
    if found.len() == before {
        return Err(ReaderErrorKind::NoMatch { pattern }.into());
    }
    Ok(())
}
