//! What may be replaced.

use std::collections::BTreeSet;
use std::ffi::{OsStr, OsString};
use std::fs;
use std::io;
use std::path::Path;

/// A kind of folder that may be replaced by another one of its kind.
#[derive(Clone, Copy, Debug)]
pub struct Kind {
    /// The files that a folder of this kind says are its own, the one that says so last; `None` of
    /// any other folder.
    pub files: fn(&Path) -> Option<Vec<OsString>>,
}

/// What is at a place.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Occupant {
    Nothing,
    EmptyFolder,
    /// A folder of the kind, with nothing else in it: its files.
    Own(Vec<OsString>),
    /// A folder of the kind, and the first name in it that is not its own.
    OwnWithStranger(OsString),
    Other,
}

impl Kind {
    /// Looks at a place.
    pub(crate) fn look(self, place: &Path) -> io::Result<Occupant> {
        match fs::symlink_metadata(place) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Occupant::Nothing),
            Err(error) => return Err(error),
            Ok(found) if !found.is_dir() => return Ok(Occupant::Other),
            Ok(_) => {}
        }
        let Some(files) = (self.files)(place) else {
            let empty = fs::read_dir(place)?.next().is_none();
            return Ok(if empty { Occupant::EmptyFolder } else { Occupant::Other });
        };
        let own: BTreeSet<&OsStr> = files.iter().map(OsString::as_os_str).collect();
        let mut strangers = BTreeSet::new();
        for entry in fs::read_dir(place)? {
            let entry = entry?;
            if !own.contains(entry.file_name().as_os_str()) || entry.file_type()?.is_dir() {
                strangers.insert(entry.file_name());
            }
        }
        Ok(strangers.pop_first().map_or(Occupant::Own(files), Occupant::OwnWithStranger))
    }
}

/// Removes the files of a folder, the one that says what it is last, and the folder. What is not
/// named stays, and the folder with it.
pub(crate) fn remove_own(folder: &Path, files: &[OsString]) -> io::Result<()> {
    for file in files {
        match fs::remove_file(folder.join(file)) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
            _ => {}
        }
    }
    fs::remove_dir(folder)
}
