//! Lexicons as files.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use crate::build::BuiltLexicon;
use crate::error::LexiconError;
use crate::lexicon::Lexicon;

/// Names that are tried for the temporary file.
const TRIES: u32 = 100;

impl Lexicon<Vec<u8>> {
    /// Reads a lexicon file into memory and opens it.
    ///
    /// # Errors
    /// When the file cannot be read, and as [`open`](Self::open).
    pub fn read(path: &Path) -> Result<Self, LexiconError> {
        let data =
            fs::read(path).map_err(|source| LexiconError::io("read the lexicon", path, source))?;
        Self::open(data)
    }
}

impl BuiltLexicon {
    /// Writes the lexicon to a file: to a temporary file beside it, which takes its name when
    /// everything has reached the disk. A file of that name is replaced.
    ///
    /// # Errors
    /// When the file cannot be written. The temporary file is then removed, and what was there
    /// before is untouched.
    pub fn write(&self, path: &Path) -> Result<(), LexiconError> {
        let failed = |source| LexiconError::io("write the lexicon", path, source);
        let (mut file, temporary) = create_beside(path).map_err(failed)?;
        let done = file
            .write_all(&self.bytes)
            .and_then(|()| file.sync_all())
            .and_then(|()| fs::rename(&temporary, path));
        if let Err(source) = done {
            // The first error is the one to tell; a file that stays behind does no harm.
            let _ = fs::remove_file(&temporary);
            return Err(failed(source));
        }
        sync_folder(path).map_err(failed)
    }
}

/// A new file in the folder of `path`.
fn create_beside(path: &Path) -> io::Result<(File, PathBuf)> {
    let name = path.file_name().unwrap_or_default();
    let mut last = io::Error::from(io::ErrorKind::AlreadyExists);
    for number in 0..TRIES {
        let mut temporary = std::ffi::OsString::from(".");
        temporary.push(name);
        temporary.push(format!(".{}-{number}.tmp", std::process::id()));
        let temporary = path.with_file_name(temporary);
        match OpenOptions::new().write(true).create_new(true).open(&temporary) {
            Ok(file) => return Ok((file, temporary)),
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => last = error,
            Err(error) => return Err(error),
        }
    }
    Err(last)
}

/// Makes the new name last, where a folder can be opened for that.
fn sync_folder(path: &Path) -> io::Result<()> {
    if cfg!(unix) {
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
        File::open(folder.unwrap_or(Path::new(".")))?.sync_all()?;
    }
    Ok(())
}
