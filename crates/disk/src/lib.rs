//! Files and folders that are there in full or not at all, and never in the place of somebody else's.
//!
//! Everything of Siyaq that is written comes through here: results, dictionaries and manifests are
//! a [`NewFile`], a corpus is a [`NewFolder`]. Both are made under another name beside their place
//! and renamed when every byte is on the disk. The rules:
//!
//! - A place is found once, before any work, with all links followed ([`place_of`]).
//! - A file is replaced by a file, as a shell's `>` does; what is no regular file is written to.
//! - A folder is replaced only where that is allowed, it is of the same [`Kind`] and holds nothing
//!   else. This is looked at before the work, again under a [`FolderLock`] when the new folder takes
//!   its place, and once more before anything of the old one is removed. The two change places in
//!   one step where the system can do that, so that there is a whole one at any time.
//! - What a killed run leaves behind has a name that begins with `.siyaq-` and is locked by nobody.
//!   The next run finds it ([`clear`]), and restores or removes it.
//!
//! For files that change in place, such as data bases, this is the wrong crate.
//!
//! ```
//! use siyaq_disk::NewFile;
//! use std::io::Write;
//!
//! let folder = tempfile::tempdir()?;
//! let path = folder.path().join("words.csv");
//! let mut file = NewFile::create(&path)?;
//! file.write_all("form\nكتاب\n".as_bytes())?;
//! assert!(!path.exists());
//! file.finish()?;
//! assert_eq!(std::fs::read_to_string(&path)?, "form\nكتاب\n");
//! # Ok::<(), std::io::Error>(())
//! ```

// In flow order; a blank line keeps the formatter from sorting across it.
mod error;

mod place;

mod rename;

mod lock;

mod kind;

mod file;

mod leftovers;

mod folder;

pub use error::{DiskError, DiskErrorKind};
pub use file::{MOST_OF_STREAM, NewFile, check_regular, read_regular, read_whole};
pub use folder::{NewFolder, check_place};
pub use kind::Kind;
pub use leftovers::{BUILD, Leftover, LeftoverKind, clear};
pub use lock::FolderLock;
pub use place::{place_of, same_file, sync_folder};
pub use rename::rename_new;
