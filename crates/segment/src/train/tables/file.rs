//! The files of the tables: their lines without comments.

use crate::error::{SegmentError, SegmentErrorKind};
use std::borrow::Cow;
use std::fs;
use std::path::{Path, PathBuf};

/// A file of the tables.
pub(super) struct TableFile {
    path: PathBuf,
    bytes: Vec<u8>,
}

impl TableFile {
    /// Reads the file of this name, however it is capitalised.
    pub(super) fn open(folder: &Path, name: &'static str) -> Result<Self, SegmentError> {
        let path = find(folder, name)?;
        let bytes =
            fs::read(&path).map_err(|error| SegmentError::io("read the table", &path, error))?;
        Ok(Self { path, bytes })
    }

    /// The lines that are no comments, with their numbers. What is no UTF-8 is read as ISO 8859-1,
    /// in which the glosses of the tables are.
    pub(super) fn lines(&self) -> impl Iterator<Item = (u64, Cow<'_, str>)> {
        let lines = self.bytes.split(|byte| *byte == b'\n').map(latin);
        let lines = (1..).zip(lines);
        lines.filter(|(_, line)| !line.starts_with(';') && !line.trim().is_empty())
    }

    /// An error in a line.
    pub(super) fn error(&self, line: u64, reason: impl Into<String>) -> SegmentError {
        SegmentError::line(Some(&self.path), line, reason)
    }
}

fn latin(bytes: &[u8]) -> Cow<'_, str> {
    let bytes = bytes.strip_suffix(b"\r").unwrap_or(bytes);
    match str::from_utf8(bytes) {
        Ok(text) => Cow::Borrowed(text),
        Err(_) => Cow::Owned(bytes.iter().map(|byte| char::from(*byte)).collect()),
    }
}

/// The file of this name in a folder, however it is capitalised.
pub(super) fn find(folder: &Path, name: &'static str) -> Result<PathBuf, SegmentError> {
    let error = |error| SegmentError::io("read the folder of tables", folder, error);
    let mut found: Vec<PathBuf> = Vec::new();
    for file in fs::read_dir(folder).map_err(error)? {
        let file = file.map_err(error)?;
        if file.file_name().to_str().is_some_and(|other| other.eq_ignore_ascii_case(name)) {
            found.push(file.path());
        }
    }
    // The order of a folder is that of the system.
    let first = found.into_iter().min();
    Ok(first.ok_or_else(|| SegmentErrorKind::TableMissing { folder: folder.to_owned(), name })?)
}
