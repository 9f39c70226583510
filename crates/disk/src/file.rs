//! A file that is there in full or not at all.

use crate::lock::try_lock;
use crate::place::{MOST_LINKS, folder_of, place_of, still_named, sync_folder};
use std::fs::{self, File};
use std::io::{self, BufWriter, Read, Write};
use std::path::{Path, PathBuf};
use tempfile::{Builder, NamedTempFile};

/// How the names of files begin and end that are being written.
pub(crate) const PREFIX: &str = ".siyaq-";
pub(crate) const PART: &str = ".part";
/// How many letters and digits in between are drawn at random, so that nobody else gives such a name.
pub(crate) const RANDOM: usize = 16;
/// A new name that another run takes for a leftover at the wrong moment is given up for the next.
pub(crate) const TRIES: usize = 16;

/// A file under construction: bytes go to a temporary file beside the target, which
/// [`finish`](Self::finish) puts into its place.
///
/// Dropped before that, it leaves nothing behind and an older file of the same name as it was. A
/// target that is no regular file (`/dev/null`, a named pipe) is written to directly, since it must
/// not be replaced. A symbolic link keeps pointing to its target, and an existing file keeps its
/// permissions.
#[derive(Debug)]
pub struct NewFile(Target);

#[derive(Debug)]
enum Target {
    Replace { file: BufWriter<NamedTempFile>, place: PathBuf },
    Direct(BufWriter<File>),
}

impl NewFile {
    /// Begins the file that is to stand at `path`.
    ///
    /// # Errors
    /// When `path` is a folder, or when its folder does not exist or does not let a file be created.
    pub fn create(path: &Path) -> io::Result<Self> {
        if is_stream(path) {
            // Where the shell has sent it, a file that others write to as well perhaps: behind what is there.
            let file = File::options().append(true).open(path)?;
            return Ok(Self(Target::Direct(BufWriter::new(file))));
        }
        match fs::metadata(path) {
            Ok(found) if found.is_dir() => return Err(io::ErrorKind::IsADirectory.into()),
            // It has no place beside which a file could be made: a pipe has not even a name.
            Ok(found) if !found.is_file() => {
                let file = File::options().write(true).open(path)?;
                return Ok(Self(Target::Direct(BufWriter::new(file))));
            }
            _ => {}
        }
        let place = place_of(path)?;
        let file = beside(&place)?;
        if let Ok(found) = fs::metadata(&place) {
            // A file system without permissions has none to keep.
            let _ = file.as_file().set_permissions(found.permissions());
        }
        Ok(Self(Target::Replace { file: BufWriter::new(file), place }))
    }

    /// Whether the target is written to directly since it is no regular file; a manifest beside it
    /// would make no sense.
    #[must_use]
    pub const fn is_direct(&self) -> bool {
        matches!(self.0, Target::Direct(_))
    }

    /// Flushes everything to the disk, so that nothing but a rename is left to do.
    ///
    /// # Errors
    /// When the disk is full or fails.
    pub fn settle(&mut self) -> io::Result<()> {
        self.flush()?;
        match &self.0 {
            Target::Direct(_) => Ok(()),
            Target::Replace { file, .. } => file.get_ref().as_file().sync_all(),
        }
    }

    /// Flushes everything to the disk and puts the file into its place.
    ///
    /// # Errors
    /// When the disk is full or fails, or when the file cannot be renamed; nothing is left behind
    /// then.
    pub fn finish(self) -> io::Result<()> {
        match self.0 {
            Target::Direct(mut file) => file.flush(),
            Target::Replace { file, place } => {
                let file = file.into_inner().map_err(io::IntoInnerError::into_error)?;
                file.as_file().sync_all()?;
                file.persist(&place).map_err(|error| error.error)?;
                // The file is complete either way; whether its name outlasts a power cut is up to
                // the system.
                let _ = sync_folder(folder_of(&place));
                Ok(())
            }
        }
    }
}

impl Write for NewFile {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match &mut self.0 {
            Target::Replace { file, .. } => file.write(bytes),
            Target::Direct(file) => file.write(bytes),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match &mut self.0 {
            Target::Replace { file, .. } => file.flush(),
            Target::Direct(file) => file.flush(),
        }
    }
}

/// The bytes of a file that is a regular one. What is none, such as a named pipe where a file of a corpus should
/// stand, would keep the reader waiting.
///
/// # Errors
/// When it is no regular file, or cannot be read.
pub fn read_regular(path: &Path) -> io::Result<Vec<u8>> {
    check_regular(path)?;
    fs::read(path)
}

/// The most bytes that are read of what is no regular file and may never end.
pub const MOST_OF_STREAM: u64 = 256 << 20;

/// The bytes of a file, or of a pipe or a device, as long as these come to an end.
///
/// # Errors
/// When it cannot be read, or when what is no regular file has more than [`MOST_OF_STREAM`] bytes.
pub fn read_whole(path: &Path) -> io::Result<Vec<u8>> {
    if fs::metadata(path)?.is_file() {
        return fs::read(path);
    }
    let mut bytes = Vec::new();
    File::open(path)?.take(MOST_OF_STREAM + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > MOST_OF_STREAM {
        let text = "it is no regular file, and has more than 256 MiB";
        return Err(io::Error::new(io::ErrorKind::FileTooLarge, text));
    }
    Ok(bytes)
}

/// Looks whether what stands at a path is a regular file, or a link to one.
///
/// # Errors
/// When it is not, or cannot be looked at.
pub fn check_regular(path: &Path) -> io::Result<()> {
    match fs::metadata(path)?.is_file() {
        true => Ok(()),
        false => Err(io::Error::new(io::ErrorKind::InvalidInput, "it is no regular file")),
    }
}

/// Whether a path names an open file of a process, as `/dev/stdout` does, whatever that is.
fn is_stream(path: &Path) -> bool {
    let mut path = path.to_owned();
    for _ in 0..MOST_LINKS {
        let folder = folder_of(&path);
        let of_process = folder.starts_with("/proc") && folder.ends_with("fd");
        if folder == Path::new("/dev/fd") || of_process {
            return true;
        }
        match fs::read_link(&path) {
            Ok(target) => path = folder.join(target),
            Err(_) => return false,
        }
    }
    false
}

/// A temporary file in the folder of `place`, with the permissions that any new file gets, and
/// locked, so that no other run takes it for a leftover.
fn beside(place: &Path) -> io::Result<NamedTempFile> {
    let mut builder = Builder::new();
    builder.prefix(PREFIX).suffix(PART).rand_bytes(RANDOM);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        // The system takes away what the umask of the process forbids; the default of 0600 would
        // make results unreadable to others.
        builder.permissions(fs::Permissions::from_mode(0o666));
    }
    for _ in 0..TRIES {
        let file = builder.tempfile_in(folder_of(place))?;
        // Without locks nobody else can hold it for a leftover either.
        let locked = try_lock(file.as_file());
        let taken = locked.is_err_and(|error| error.kind() == io::ErrorKind::WouldBlock);
        if !taken && still_named(file.as_file(), file.path()) {
            return Ok(file);
        }
    }
    Err(io::Error::other("another run removes what this one creates"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_unfinished_file_leaves_nothing_and_changes_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a");
        fs::write(&path, "old").unwrap();
        let mut file = NewFile::create(&path).unwrap();
        file.write_all(b"new").unwrap();
        drop(file);
        assert_eq!(fs::read(&path).unwrap(), b"old");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
        assert!(NewFile::create(folder.path()).is_err());
    }

    #[cfg(unix)]
    #[test]
    fn links_and_permissions_stay() {
        use std::os::unix::fs::{PermissionsExt, symlink};
        let folder = tempfile::tempdir().unwrap();
        let path = |name: &str| folder.path().join(name);
        fs::write(path("file"), "old").unwrap();
        fs::set_permissions(path("file"), fs::Permissions::from_mode(0o640)).unwrap();
        symlink("file", path("link")).unwrap();
        symlink("later", path("to_nothing")).unwrap();
        for (link, target) in [("link", "file"), ("to_nothing", "later")] {
            let mut file = NewFile::create(&path(link)).unwrap();
            file.write_all(b"new").unwrap();
            file.finish().unwrap();
            assert!(fs::symlink_metadata(path(link)).unwrap().is_symlink());
            assert_eq!(fs::read(path(target)).unwrap(), b"new");
        }
        assert_eq!(fs::metadata(path("file")).unwrap().permissions().mode() & 0o777, 0o640);
    }
}
