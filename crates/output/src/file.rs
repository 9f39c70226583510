//! A result file that is there in full or not at all.

use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use tempfile::{Builder, NamedTempFile};

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
    target: Target,
    hasher: blake3::Hasher,
    byte_count: u64,
}

#[derive(Debug)]
enum Target {
    Replace { file: BufWriter<NamedTempFile>, place: PathBuf },
    Direct(BufWriter<File>),
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
        let failed = |source| OutputError::file(path, "creating", source);
        let target = match fs::metadata(path) {
            Ok(found) if found.is_dir() => return Err(failed(io::ErrorKind::IsADirectory.into())),
            Ok(found) if !found.is_file() => Target::Direct(BufWriter::new(
                File::options().write(true).open(path).map_err(failed)?,
            )),
            Ok(found) => {
                let place = fs::canonicalize(path).map_err(failed)?;
                let file = beside(&place).map_err(failed)?;
                file.as_file().set_permissions(found.permissions()).map_err(failed)?;
                Target::Replace { file: BufWriter::new(file), place }
            }
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                let file = beside(path).map_err(failed)?;
                Target::Replace { file: BufWriter::new(file), place: path.to_owned() }
            }
            Err(error) => return Err(failed(error)),
        };
        Ok(Self { path: path.to_owned(), target, hasher: blake3::Hasher::new(), byte_count: 0 })
    }

    /// Whether the target is written to directly since it is no regular file; a manifest beside it would make no sense.
    #[must_use]
    pub const fn is_direct(&self) -> bool {
        matches!(self.target, Target::Direct(_))
    }

    /// Flushes everything to the disk and puts the file into its place.
    ///
    /// # Errors
    /// When the disk is full or fails, or when the file cannot be renamed; nothing is left behind then.
    pub fn finish(self) -> Result<Digest, OutputError> {
        let path = self.path;
        let failed = |source| OutputError::write(PathError::wrap(&path, source));
        match self.target {
            Target::Direct(mut file) => file.flush().map_err(failed)?,
            Target::Replace { file, place } => {
                let file = file.into_inner().map_err(|error| failed(error.into_error()))?;
                file.as_file().sync_all().map_err(failed)?;
                file.persist(&place)
                    .map_err(|error| OutputError::file(&path, "putting into place", error.error))?;
                sync_folder(&place);
            }
        }
        Ok(Digest { bytes: self.byte_count, blake3: self.hasher.finalize().to_hex().to_string() })
    }
}

impl Write for OutputFile {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = match &mut self.target {
            Target::Replace { file, .. } => file.write(bytes),
            Target::Direct(file) => file.write(bytes),
        };
        let written = written.map_err(|source| PathError::wrap(&self.path, source))?;
        self.hasher.update(bytes.get(..written).unwrap_or_default());
        self.byte_count += written as u64;
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        let flushed = match &mut self.target {
            Target::Replace { file, .. } => file.flush(),
            Target::Direct(file) => file.flush(),
        };
        flushed.map_err(|source| PathError::wrap(&self.path, source))
    }
}

/// Size and hash of the file at `path`.
///
/// # Errors
/// When it cannot be read.
pub fn digest_file(path: impl AsRef<Path>) -> Result<Digest, OutputError> {
    let path = path.as_ref();
    let failed =
        |source| OutputError::caused(OutputErrorKind::Read { path: path.to_owned() }, source);
    let mut hasher = blake3::Hasher::new();
    hasher.update_reader(File::open(path).map_err(failed)?).map_err(failed)?;
    Ok(Digest { bytes: hasher.count(), blake3: hasher.finalize().to_hex().to_string() })
}

/// A temporary file in the folder of `path`, with the permissions that any new file gets.
fn beside(path: &Path) -> io::Result<NamedTempFile> {
    let folder = match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    };
    let mut builder = Builder::new();
    builder.prefix(".siyaq-").suffix(".part");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        // The system takes away what the umask of the process forbids; the default of 0600 would make results unreadable to others.
        builder.permissions(fs::Permissions::from_mode(0o666));
    }
    builder.tempfile_in(folder)
}

/// Makes the rename itself durable where the system has a way to. The file is complete either way, so a failure is no error.
fn sync_folder(place: &Path) {
    #[cfg(unix)]
    if let Some(folder) = place.parent() {
        let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
        let _ = File::open(folder).and_then(|folder| folder.sync_all());
    }
    #[cfg(not(unix))]
    let _ = place;
}
