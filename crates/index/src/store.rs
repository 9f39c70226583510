//! Where the files of a new corpus go, one by one, as they are made.

use crate::seal::Sealer;
use crate::{FileRecord, IndexError};
use std::fs::File;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{self, Receiver, Sender};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread::JoinHandle;

/// Takes files, in memory or in a folder. Files may be written side by side.
///
/// Of files in a folder, one thread writes the bytes and another one waits until they are on the
/// disk, so that nobody else has to. Who makes bytes faster than they are written waits at last.
pub(crate) struct Store {
    place: Place,
    /// Numbers the files.
    next: AtomicUsize,
    spare: Arc<Buffers>,
}

/// Buffers for later.
type Buffers = Mutex<Vec<Vec<u8>>>;

/// Files by name, each with its bytes if they are in memory.
pub(crate) type Files = Vec<(FileRecord, Vec<u8>)>;

enum Place {
    Memory(Mutex<Files>),
    Folder(Folder),
}

struct Folder {
    path: PathBuf,
    orders: Sender<Order>,
    room: Arc<Room>,
    writing: JoinHandle<Result<Vec<FileRecord>, IndexError>>,
}

/// What the thread that writes has to do.
enum Order {
    Create { file: usize, name: String, sealed: bool },
    Write { file: usize, bytes: Vec<u8> },
    Finish { file: usize },
}

/// Bytes that wait to be written, at most; a single piece may have more.
const WAITING: usize = 1 << 26;
/// Buffers that are kept for later, at most, and the largest of them.
const SPARE: usize = 32;
const SPARE_BYTES: usize = 1 << 23;

impl Store {
    /// A store in memory.
    pub(crate) fn memory() -> Self {
        Self::new(Place::Memory(Mutex::default()), Arc::default())
    }

    /// A store in a folder, which exists.
    pub(crate) fn folder(path: &Path) -> Self {
        let (orders, waiting) = mpsc::channel();
        let (room, spare): (Arc<Room>, Arc<Buffers>) = Default::default();
        let writer = Writer {
            folder: path.to_owned(),
            orders: Some(waiting),
            open: Vec::new(),
            room: Arc::clone(&room),
            spare: Arc::clone(&spare),
        };
        let writing = std::thread::spawn(move || writer.run());
        Self::new(Place::Folder(Folder { path: path.to_owned(), orders, room, writing }), spare)
    }

    fn new(place: Place, spare: Arc<Buffers>) -> Self {
        Self { place, next: AtomicUsize::new(0), spare }
    }

    /// An empty buffer; what is pushed to a file comes back as one.
    pub(crate) fn buffer(&self) -> Vec<u8> {
        lock(&self.spare).pop().unwrap_or_default()
    }

    /// Starts a file, which is sealed at its end.
    pub(crate) fn create(&self, name: &str) -> Result<NewFile<'_>, IndexError> {
        self.start(name, true)
    }

    fn start(&self, name: &str, sealed: bool) -> Result<NewFile<'_>, IndexError> {
        let name = name.to_owned();
        let content = match &self.place {
            Place::Memory(_) => Content::Memory { name, bytes: Vec::new(), sealed },
            Place::Folder(folder) => {
                let file = self.next.fetch_add(1, Ordering::Relaxed);
                folder.order(Order::Create { file, name, sealed })?;
                Content::Folder { folder, file }
            }
        };
        Ok(NewFile { store: self, content })
    }

    /// Takes a whole file.
    pub(crate) fn put(&self, name: &str, bytes: Vec<u8>) -> Result<(), IndexError> {
        let mut file = self.create(name)?;
        file.push(bytes)?;
        file.finish()
    }

    /// Takes a whole file that others read too, and leaves it without a seal.
    pub(crate) fn put_plain(&self, name: &str, bytes: Vec<u8>) -> Result<(), IndexError> {
        let mut file = self.start(name, false)?;
        file.push(bytes)?;
        file.finish()
    }

    /// The files, when all are on the disk.
    ///
    /// An error in writing is told here, whatever the calls before have said.
    pub(crate) fn finish(self) -> Result<Files, IndexError> {
        let mut files = match self.place {
            Place::Memory(files) => files.into_inner().unwrap_or_else(PoisonError::into_inner),
            Place::Folder(Folder { path, orders, writing, .. }) => {
                drop(orders);
                let end = writing.join();
                let records = end.unwrap_or_else(|_| Err(stopped(&path)))?;
                records.into_iter().map(|record| (record, Vec::new())).collect()
            }
        };
        files.sort_by(|(one, _), (other, _)| one.name.cmp(&other.name));
        Ok(files)
    }
}

impl Folder {
    fn order(&self, order: Order) -> Result<(), IndexError> {
        let bytes = if let Order::Write { bytes, .. } = &order { bytes.len() } else { 0 };
        self.room.take(bytes);
        self.orders.send(order).map_err(|_| {
            // The thread has ended with an error, which `finish` gives.
            self.room.give(bytes);
            stopped(&self.path)
        })
    }
}

/// Counts the bytes that wait to be written.
#[derive(Default)]
struct Room {
    waiting: Mutex<usize>,
    less: Condvar,
}

impl Room {
    /// Waits until there is room, and takes some of it.
    fn take(&self, bytes: usize) {
        let full = |waiting: &mut usize| *waiting >= WAITING;
        let waiting = self.less.wait_while(lock(&self.waiting), full);
        *waiting.unwrap_or_else(PoisonError::into_inner) += bytes;
    }

    fn give(&self, bytes: usize) {
        let mut waiting = lock(&self.waiting);
        *waiting = waiting.saturating_sub(bytes);
        self.less.notify_all();
    }
}

fn stopped(folder: &Path) -> IndexError {
    IndexError::io("writing", folder, io::Error::other("the thread that writes has stopped"))
}

/// Locks a list. Nothing is done under these locks that could leave one half changed.
pub(crate) fn lock<T>(list: &Mutex<T>) -> MutexGuard<'_, T> {
    list.lock().unwrap_or_else(PoisonError::into_inner)
}

/// A file that is being written.
pub(crate) struct NewFile<'s> {
    store: &'s Store,
    content: Content<'s>,
}

enum Content<'s> {
    Memory { name: String, bytes: Vec<u8>, sealed: bool },
    Folder { folder: &'s Folder, file: usize },
}

impl NewFile<'_> {
    /// An empty buffer for bytes to push.
    pub(crate) fn buffer(&self) -> Vec<u8> {
        self.store.buffer()
    }

    /// Appends bytes; well before the end a good many at once.
    pub(crate) fn push(&mut self, more: Vec<u8>) -> Result<(), IndexError> {
        match &mut self.content {
            Content::Folder { folder, file } => {
                folder.order(Order::Write { file: *file, bytes: more })
            }
            Content::Memory { bytes, .. } if bytes.is_empty() => {
                *bytes = more;
                Ok(())
            }
            Content::Memory { bytes, .. } => {
                bytes.extend_from_slice(&more);
                keep(&self.store.spare, more);
                Ok(())
            }
        }
    }

    /// Ends the file.
    pub(crate) fn finish(self) -> Result<(), IndexError> {
        match (self.content, &self.store.place) {
            (Content::Folder { folder, file }, _) => folder.order(Order::Finish { file }),
            (Content::Memory { name, mut bytes, sealed }, Place::Memory(files)) => {
                let seal = sealed.then(|| {
                    let mut sealer = Sealer::new();
                    sealer.update(&bytes);
                    let (seal, sum) = sealer.finish();
                    bytes.extend_from_slice(&seal);
                    sum
                });
                let hash = blake3::hash(&bytes);
                lock(files).push((record(name, bytes.len() as u64, hash, seal), bytes));
                Ok(())
            }
            (Content::Memory { .. }, Place::Folder(_)) => Ok(()),
        }
    }
}

fn record(name: String, bytes: u64, hash: blake3::Hash, seal: Option<u64>) -> FileRecord {
    let seal = seal.map(|seal| format!("{seal:016x}"));
    FileRecord { name, bytes, blake3: hash.to_hex().to_string(), seal }
}

/// Keeps a buffer for later.
fn keep(spare: &Buffers, mut buffer: Vec<u8>) {
    buffer.clear();
    let mut spare = lock(spare);
    if spare.len() < SPARE && buffer.capacity() <= SPARE_BYTES {
        spare.push(buffer);
    }
}

/// The thread that writes.
struct Writer {
    folder: PathBuf,
    orders: Option<Receiver<Order>>,
    open: Vec<(usize, OpenFile)>,
    room: Arc<Room>,
    spare: Arc<Buffers>,
}

struct OpenFile {
    name: String,
    path: PathBuf,
    file: File,
    hasher: blake3::Hasher,
    sealer: Option<Sealer>,
}

impl OpenFile {
    fn write(&mut self, bytes: &[u8]) -> Result<(), IndexError> {
        self.hasher.update(bytes);
        let done = self.file.write_all(bytes);
        done.map_err(|error| IndexError::io("writing", &self.path, error))
    }
}

/// Once the thread has ended nothing is written any more, and nobody waits for room.
impl Drop for Writer {
    fn drop(&mut self) {
        drop(self.orders.take());
        self.room.give(usize::MAX);
    }
}

impl Writer {
    /// Does what it is told; the records of the files when all of them are on the disk.
    fn run(mut self) -> Result<Vec<FileRecord>, IndexError> {
        let (written, files) = mpsc::channel::<(PathBuf, File)>();
        let syncing = std::thread::spawn(move || {
            files.into_iter().try_for_each(|(path, file)| {
                file.sync_all().map_err(|error| IndexError::io("writing", &path, error))
            })
        });
        let mut records = Vec::new();
        let mut done = Ok(());
        while done.is_ok()
            && let Some(Ok(order)) = self.orders.as_ref().map(Receiver::recv)
        {
            done = self.follow(order, &mut records, &written);
        }
        drop(written);
        syncing.join().unwrap_or_else(|_| Err(stopped(&self.folder)))?;
        done.map(|()| records)
    }

    fn follow(
        &mut self,
        order: Order,
        records: &mut Vec<FileRecord>,
        written: &Sender<(PathBuf, File)>,
    ) -> Result<(), IndexError> {
        match order {
            Order::Create { file, name, sealed } => {
                let path = self.folder.join(&name);
                let created = File::create(&path);
                let created = created.map_err(|error| IndexError::io("writing", &path, error))?;
                let hasher = blake3::Hasher::new();
                let sealer = sealed.then(Sealer::new);
                self.open.push((file, OpenFile { name, path, file: created, hasher, sealer }));
            }
            Order::Write { file, bytes } => {
                if let Some((_, open)) = self.open.iter_mut().find(|(open, _)| *open == file) {
                    open.sealer.iter_mut().for_each(|sealer| sealer.update(&bytes));
                    open.write(&bytes)?;
                }
                self.room.give(bytes.len());
                keep(&self.spare, bytes);
            }
            Order::Finish { file } => {
                if let Some(place) = self.open.iter().position(|(open, _)| *open == file) {
                    let mut open = self.open.swap_remove(place).1;
                    let seal = open.sealer.take().map(Sealer::finish);
                    seal.iter().try_for_each(|(seal, _)| open.write(seal))?;
                    let OpenFile { name, path, file, hasher, .. } = open;
                    let sum = seal.map(|(_, sum)| sum);
                    records.push(record(name, hasher.count(), hasher.finalize(), sum));
                    // If the thread that syncs has ended, it did so with an error, which is told at
                    // the end.
                    let _ = written.send((path, file));
                }
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// More than may wait at a time, in pieces of a megabyte.
    fn fill(store: &Store, name: &str) -> Result<(), IndexError> {
        let mut file = store.create(name)?;
        for piece in 0..u8::try_from(WAITING >> 20).unwrap() + 6 {
            let mut bytes = file.buffer();
            bytes.resize(1 << 20, piece);
            file.push(bytes)?;
        }
        file.finish()
    }

    #[test]
    fn a_folder_gets_what_memory_gets() {
        let folder = tempfile::tempdir().unwrap();
        let stores = [Store::memory(), Store::folder(folder.path())].map(|store| {
            store.put("b", vec![1, 2, 3]).unwrap();
            fill(&store, "c").unwrap();
            store.put("a", Vec::new()).unwrap();
            store.put_plain("d", vec![9]).unwrap();
            store.finish().unwrap()
        });
        let [memory, disk] = stores;
        let names: Vec<&str> = memory.iter().map(|(record, _)| record.name.as_str()).collect();
        assert_eq!(names, ["a", "b", "c", "d"]);
        for ((record, bytes), (other, _)) in memory.iter().zip(&disk) {
            assert_eq!(record, other);
            assert_eq!(&std::fs::read(folder.path().join(&record.name)).unwrap(), bytes);
            assert_eq!(record.bytes, bytes.len() as u64);
            assert_eq!(record.blake3, blake3::hash(bytes).to_hex().as_str());
        }
    }

    /// Who writes after an error is told so and never waits; the error comes at the end.
    #[test]
    fn an_error_ends_writing() {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::folder(&folder.path().join("missing"));
        std::thread::scope(|scope| {
            for name in ["a", "b", "c"] {
                let store = &store;
                scope.spawn(move || assert!((0..3).any(|_| fill(store, name).is_err())));
            }
        });
        let error = store.finish().unwrap_err().to_string();
        assert!(error.contains("missing"), "{error}");
        assert!(!error.contains("stopped"), "{error}");
    }
}
