//! Where the files of a new corpus go, one by one, as they are made.

use crate::{FileRecord, IndexError};
use std::fs::File;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, Sender};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::thread::JoinHandle;

/// Takes files, in memory or in a folder. Files may be written side by side.
///
/// A file in a folder is handed on to a thread that waits until its bytes are on the disk, so
/// that nobody else has to.
pub(crate) struct Store {
    folder: Option<Folder>,
    files: Mutex<Vec<(FileRecord, Vec<u8>)>>,
}

struct Folder {
    path: PathBuf,
    written: Sender<(PathBuf, File)>,
    syncing: JoinHandle<Result<(), IndexError>>,
}

impl Store {
    /// A store in memory.
    pub(crate) fn memory() -> Self {
        Self { folder: None, files: Mutex::default() }
    }

    /// A store in a folder, which exists.
    pub(crate) fn folder(path: &Path) -> Self {
        let (written, files) = mpsc::channel::<(PathBuf, File)>();
        let syncing = std::thread::spawn(move || {
            files.into_iter().try_for_each(|(path, file)| {
                file.sync_all().map_err(|error| IndexError::io("writing", &path, error))
            })
        });
        let folder = Folder { path: path.to_owned(), written, syncing };
        Self { folder: Some(folder), files: Mutex::default() }
    }

    fn files(&self) -> MutexGuard<'_, Vec<(FileRecord, Vec<u8>)>> {
        // Nothing is done under the lock that could leave the list half changed.
        self.files.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Starts a file.
    pub(crate) fn create(&self, name: &str) -> Result<NewFile<'_>, IndexError> {
        let disk = match &self.folder {
            None => None,
            Some(folder) => {
                let path = folder.path.join(name);
                let file = File::create(&path);
                Some((file.map_err(|error| IndexError::io("writing", &path, error))?, path))
            }
        };
        let (hasher, memory) = (blake3::Hasher::new(), Vec::new());
        Ok(NewFile { store: self, name: name.to_owned(), hasher, memory, disk })
    }

    /// Takes a whole file.
    pub(crate) fn put(&self, name: &str, bytes: Vec<u8>) -> Result<(), IndexError> {
        let mut file = self.create(name)?;
        if file.disk.is_none() {
            file.hasher.update(&bytes);
            file.memory = bytes;
        } else {
            file.push(&bytes)?;
        }
        file.finish()
    }

    /// The files by name, each with its bytes if they are in memory, when all are on the disk.
    pub(crate) fn finish(self) -> Result<Vec<(FileRecord, Vec<u8>)>, IndexError> {
        if let Some(Folder { path, written, syncing }) = self.folder {
            drop(written);
            let stopped = || std::io::Error::other("the thread that writes was stopped");
            let end = syncing.join();
            end.unwrap_or_else(|_| Err(IndexError::io("writing", &path, stopped())))?;
        }
        let mut files = self.files.into_inner().unwrap_or_else(PoisonError::into_inner);
        files.sort_by(|(one, _), (other, _)| one.name.cmp(&other.name));
        Ok(files)
    }
}

/// A file that is being written.
pub(crate) struct NewFile<'s> {
    store: &'s Store,
    name: String,
    hasher: blake3::Hasher,
    memory: Vec<u8>,
    disk: Option<(File, PathBuf)>,
}

impl NewFile<'_> {
    /// Appends bytes; well before the end a good many at once.
    pub(crate) fn push(&mut self, bytes: &[u8]) -> Result<(), IndexError> {
        self.hasher.update(bytes);
        match &mut self.disk {
            None => self.memory.extend_from_slice(bytes),
            Some((file, path)) => {
                file.write_all(bytes).map_err(|error| IndexError::io("writing", path, error))?;
            }
        }
        Ok(())
    }

    /// Ends the file.
    pub(crate) fn finish(self) -> Result<(), IndexError> {
        let record = FileRecord {
            name: self.name,
            bytes: self.hasher.count(),
            blake3: self.hasher.finalize().to_hex().to_string(),
        };
        if let (Some(folder), Some((file, path))) = (&self.store.folder, self.disk) {
            // If the thread has ended, it did so with an error, which `finish` of the store gives.
            let _ = folder.written.send((path, file));
        }
        self.store.files().push((record, self.memory));
        Ok(())
    }
}
