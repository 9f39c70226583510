//! A result file that is there in full or not at all.

use std::fs::File;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use siyaq_disk::NewFile;

use crate::error::{OutputError, OutputErrorKind, PathError};

/// A file under construction: bytes go to a temporary file beside the target, which [`OutputFile::finish`] puts into its place.
///
/// Dropped before that, it leaves nothing behind and an older file of the same name as it was. A target that is no regular file
/// (`/dev/null`, a named pipe) is written to directly, since it must not be replaced. A symbolic link keeps pointing to its
/// target, and an existing file keeps its permissions.
///
/// # Examples
/// ```
/// use std::io::Write;
/// use siyaq_output::OutputFile;
///
/// let folder = tempfile::tempdir()?;
/// let path = folder.path().join("words.csv");
/// let mut file = OutputFile::create(&path)?;
/// file.write_all("form\nكتاب\n".as_bytes())?;
/// assert!(!path.exists());
/// let digest = file.finish()?;
/// assert_eq!(digest.bytes, 14);
/// assert_eq!(std::fs::read_to_string(&path)?, "form\nكتاب\n");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug)]
pub struct OutputFile {
    /// What was asked for, for messages.
    path: PathBuf,
    file: NewFile,
    hasher: blake3::Hasher,
    byte_count: u64,
}

/// Size and hash of a file's content.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Digest {
    /// Bytes.
    pub bytes: u64,
    /// The BLAKE3 hash in hexadecimal.
    pub blake3: String,
}

impl OutputFile {
    /// Begins the file that is to stand at `path`.
    ///
    /// # Errors
    /// When `path` is a folder, or when its folder does not exist or does not let a file be created.
    pub fn create(path: impl AsRef<Path>) -> Result<Self, OutputError> {
        let path = path.as_ref();
        let file =
            NewFile::create(path).map_err(|source| OutputError::file(path, "creating", source))?;
        Ok(Self { path: path.to_owned(), file, hasher: blake3::Hasher::new(), byte_count: 0 })
    }

    /// Whether the target is written to directly since it is no regular file; a manifest beside it would make no sense.
    #[must_use]
    pub const fn is_direct(&self) -> bool {
        self.file.is_direct()
    }

    /// Flushes everything to the disk, so that nothing but a rename is left to do, and gives size and hash of what was written.
    ///
    /// # Errors
    /// When the disk is full or fails.
    pub(crate) fn settle(&mut self) -> Result<Digest, OutputError> {
        self.file
            .settle()
            .map_err(|source| OutputError::write(PathError::wrap(&self.path, source)))?;
        Ok(self.digest())
    }

    fn digest(&self) -> Digest {
        Digest { bytes: self.byte_count, blake3: self.hasher.finalize().to_hex().to_string() }
    }

    /// Flushes everything to the disk and puts the file into its place.
    ///
    /// # Errors
    /// When the disk is full or fails, or when the file cannot be renamed; nothing is left behind then.
    pub fn finish(self) -> Result<Digest, OutputError> {
        let digest = self.digest();
        self.file
            .finish()
            .map_err(|source| OutputError::write(PathError::wrap(&self.path, source)))?;
        Ok(digest)
    }
}

impl Write for OutputFile {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.file.write(bytes);
        let written = written.map_err(|source| PathError::wrap(&self.path, source))?;
        self.hasher.update(bytes.get(..written).unwrap_or_default());
        self.byte_count += written as u64;
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush().map_err(|source| PathError::wrap(&self.path, source))
    }
}

/// Size and hash of the file at `path`.
///
/// # Errors
/// When it cannot be read.
///
/// # Examples
/// ```
/// let folder = tempfile::tempdir()?;
/// let path = folder.path().join("empty.csv");
/// std::fs::write(&path, "")?;
/// let digest = siyaq_output::digest_file(&path)?;
/// assert_eq!(digest.bytes, 0);
/// // The hash of no bytes at all, as the authors of BLAKE3 publish it.
/// let published = "af1349b9f5f9a1a6a0404dea36dcc9499bcb25c9adc112b7cc9a93cae41f3262";
/// assert_eq!(digest.blake3, published);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn digest_file(path: impl AsRef<Path>) -> Result<Digest, OutputError> {
    let path = path.as_ref();
    let failed =
        |source| OutputError::caused(OutputErrorKind::Read { path: path.to_owned() }, source);
    let mut hasher = blake3::Hasher::new();
    hasher.update_reader(File::open(path).map_err(failed)?).map_err(failed)?;
    Ok(Digest { bytes: hasher.count(), blake3: hasher.finalize().to_hex().to_string() })
}
