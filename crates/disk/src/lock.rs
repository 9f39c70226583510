//! One writer at a time.

use crate::place::{folder_of, still_named};
use std::fs::{File, TryLockError};
use std::io;
use std::path::Path;

/// Whoever has it is the only one to write to a folder or to put another into its place. It ends
/// when it is dropped or its process ends, in whatever way.
///
/// On Unix the folder itself is locked, so that nothing is left behind; elsewhere, where a folder
/// cannot be, a file beside it.
#[derive(Debug)]
pub struct FolderLock(File);

impl FolderLock {
    /// Waits for the lock of a folder that exists. Should another folder take its name while this
    /// one waits, it waits for that one.
    ///
    /// # Errors
    /// When there is no such folder or it cannot be opened; `None` where the file system has no locks.
    pub fn wait(folder: &Path) -> io::Result<Option<Self>> {
        loop {
            let file = open(folder)?;
            if file.lock().is_err() {
                return Ok(None);
            }
            let lock = Self(file);
            if lock.is_of(folder) {
                return Ok(Some(lock));
            }
        }
    }

    /// The lock of a folder if nobody has it.
    ///
    /// # Errors
    /// `WouldBlock` when somebody has it, or what the system says.
    pub fn try_now(folder: &Path) -> io::Result<Self> {
        let file = open(folder)?;
        try_lock(&file)?;
        Ok(Self(file))
    }

    /// Whether the folder that is locked still has its name.
    pub(crate) fn is_of(&self, folder: &Path) -> bool {
        !cfg!(unix) || still_named(&self.0, folder)
    }
}

/// Locks a file if nobody has locked it.
pub(crate) fn try_lock(file: &File) -> io::Result<()> {
    file.try_lock().map_err(|error| match error {
        TryLockError::WouldBlock => io::ErrorKind::WouldBlock.into(),
        TryLockError::Error(error) => error,
    })
}

fn open(folder: &Path) -> io::Result<File> {
    if cfg!(unix) {
        return File::open(folder);
    }
    let mut name = std::ffi::OsString::from(".siyaq-lock-");
    name.push(folder.file_name().unwrap_or_default());
    File::options().create(true).truncate(false).write(true).open(folder_of(folder).join(name))
}
