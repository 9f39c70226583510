//! A folder that is there in full or not at all.

use crate::file::{RANDOM, TRIES};
use crate::kind::{Kind, Occupant, remove_own};
use crate::leftovers::{BUILD, OLD, OLD_NAME, REPLACED, name_bytes, remove_aside};
use crate::lock::FolderLock;
use crate::place::{folder_of, sync_folder};
use crate::rename::{exchange, rename_new};
use crate::{DiskError, DiskErrorKind};
use std::ffi::OsString;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use tempfile::{Builder, TempDir};

/// A folder under construction beside its place: to be filled with files, then put there. Dropped
/// before that, it goes away with what is in it.
#[derive(Debug)]
pub struct NewFolder {
    temporary: TempDir,
    /// Tells other runs that this one is alive.
    lock: Option<FolderLock>,
    place: PathBuf,
}

/// Whether a new folder may be put at a place: when nothing is there, or an empty folder, or, with
/// `replace`, one of the kind with nothing else in it.
///
/// # Errors
/// When it may not, or the place cannot be looked at.
pub fn check_place(place: &Path, kind: Kind, replace: bool) -> Result<(), DiskError> {
    occupant(place, kind, replace).map(drop)
}

/// The files of what is to be replaced.
fn occupant(place: &Path, kind: Kind, replace: bool) -> Result<Option<Vec<OsString>>, DiskError> {
    let path = || place.to_owned();
    match kind.look(place).map_err(|error| DiskError::io("looking at", place, error))? {
        Occupant::Nothing | Occupant::EmptyFolder => Ok(None),
        Occupant::Other if replace => Err(DiskErrorKind::OtherKind { path: path() }.into()),
        Occupant::OwnWithStranger(name) if replace => {
            let name = name.to_string_lossy().into_owned();
            Err(DiskErrorKind::Stranger { path: path(), name }.into())
        }
        Occupant::Own(files) if replace => Ok(Some(files)),
        _ => Err(DiskErrorKind::Exists { path: path() }.into()),
    }
}

impl NewFolder {
    /// Begins the folder that is to stand at `place`, which is as [`place_of`](crate::place_of)
    /// gives it.
    ///
    /// # Errors
    /// When no folder can be made beside the place.
    pub fn create(place: &Path) -> Result<Self, DiskError> {
        let (temporary, lock) = locked_folder(folder_of(place), BUILD)?;
        Ok(Self { temporary, lock, place: place.to_owned() })
    }

    /// Begins a folder inside another one, whose files are to be moved to that one by one, and
    /// which is then dropped.
    ///
    /// # Errors
    /// When no folder can be made there.
    pub fn inside(folder: &Path) -> Result<Self, DiskError> {
        let (temporary, lock) = locked_folder(folder, BUILD)?;
        Ok(Self { temporary, lock, place: folder.to_owned() })
    }

    /// The folder to fill.
    #[must_use]
    pub fn path(&self) -> &Path {
        self.temporary.path()
    }

    /// Puts the folder, whose files are on the disk, into its place. With `replace`, a folder of
    /// the kind that holds nothing else is replaced; without, something that has come there in the
    /// meantime is an error, as it would have been before.
    ///
    /// # Errors
    /// When something is there that may not be replaced, or the system refuses; the place is then as it was.
    pub fn place(self, kind: Kind, replace: bool) -> Result<(), DiskError> {
        self.place_by(kind, replace, exchange)
    }

    fn place_by(
        self,
        kind: Kind,
        replace: bool,
        exchange: impl Fn(&Path, &Path) -> Option<io::Result<()>>,
    ) -> Result<(), DiskError> {
        let Self { temporary, lock, place } = self;
        sync_folder(temporary.path())
            .map_err(|error| DiskError::io("writing", temporary.path(), error))?;
        loop {
            if occupant(&place, kind, replace)?.is_none() {
                match put(temporary.path(), &place, kind) {
                    Ok(()) => {
                        // Under the temporary name there is nothing any more.
                        let _renamed: PathBuf = temporary.keep();
                        break;
                    }
                    // Something has just come there, which is looked at again.
                    Err(error) if error.kind() == io::ErrorKind::AlreadyExists => continue,
                    Err(error) => {
                        return Err(DiskError::io("renaming a new folder to", &place, error));
                    }
                }
            }
            // Whoever adds to the old one ends before it is replaced.
            let Ok(old_lock) = FolderLock::wait(&place) else { continue };
            if let Some(files) = occupant(&place, kind, replace)? {
                replace_old(temporary, &place, (kind, &files), exchange)?;
                drop(old_lock);
                break;
            }
        }
        drop(lock);
        // The folder is whole either way; whether its name outlasts a power cut is up to the system.
        let _ = sync_folder(folder_of(&place));
        Ok(())
    }
}

/// A new folder that no other run takes for a leftover, with the permissions that any new folder
/// gets.
fn locked_folder(parent: &Path, prefix: &str) -> Result<(TempDir, Option<FolderLock>), DiskError> {
    let failed = |error| DiskError::io("writing into", parent, error);
    let mut builder = Builder::new();
    builder.prefix(prefix).rand_bytes(RANDOM);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        // The system takes away what the umask of the process forbids; the default of 0700 would
        // make it unreadable to others.
        builder.permissions(fs::Permissions::from_mode(0o777));
    }
    for _ in 0..TRIES {
        let folder = builder.tempdir_in(parent).map_err(failed)?;
        match FolderLock::try_now(folder.path()) {
            Ok(lock) if lock.is_of(folder.path()) => return Ok((folder, Some(lock))),
            // Another run took it for a leftover before it was locked.
            Ok(_) => {}
            Err(error) if is_taken(&error) => {}
            // Without locks nobody else can hold it for a leftover either.
            Err(_) => return Ok((folder, None)),
        }
    }
    Err(failed(io::Error::other("another run removes what this one creates")))
}

fn is_taken(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::WouldBlock | io::ErrorKind::NotFound)
}

/// Puts a folder where nothing is, or an empty folder.
fn put(new: &Path, place: &Path, kind: Kind) -> io::Result<()> {
    let put = rename_new(new, place);
    let exists = |error: &io::Error| error.kind() == io::ErrorKind::AlreadyExists;
    if put.as_ref().is_err_and(exists) && kind.look(place)? == Occupant::EmptyFolder {
        // A folder takes the place of an empty one, and of no other.
        return fs::rename(new, place).map_err(not_empty_exists);
    }
    put.map_err(not_empty_exists)
}

/// A folder that is not empty is there.
fn not_empty_exists(error: io::Error) -> io::Error {
    match error.kind() {
        io::ErrorKind::DirectoryNotEmpty => io::ErrorKind::AlreadyExists.into(),
        _ => error,
    }
}

/// Puts a folder in the place of another one of the kind, whose files are told, and removes that.
fn replace_old(
    new: TempDir,
    place: &Path,
    (kind, files): (Kind, &[OsString]),
    exchange: impl Fn(&Path, &Path) -> Option<io::Result<()>>,
) -> Result<(), DiskError> {
    if let Ok(old) = fs::metadata(place) {
        // Those who could enter the old one can enter the new one, where the file system knows of that.
        let _ = fs::set_permissions(new.path(), old.permissions());
    }
    let failed = |error| DiskError::io("renaming a new folder to", place, error);
    let Some(exchanged) = exchange(new.path(), place) else {
        return replace_in_steps(new, place, (kind, files));
    };
    exchanged.map_err(failed)?;
    // From here on the old folder has the temporary name, and must not go away with it.
    let old = new.keep();
    if let Some(error) = stranger(&old, place, kind) {
        exchange(&old, place).unwrap_or(Ok(())).map_err(failed)?;
        // The new one again; if it stays, the next run finds it.
        let _ = fs::remove_dir_all(&old);
        return Err(error);
    }
    // What cannot be removed is found by the next run; the new one is in its place.
    let _ = remove_own(&old, files);
    Ok(())
}

/// What is in the old folder, which has been moved to `moved`, and not its own.
fn stranger(moved: &Path, place: &Path, kind: Kind) -> Option<DiskError> {
    match kind.look(moved) {
        Ok(Occupant::OwnWithStranger(name)) => {
            let name = name.to_string_lossy().into_owned();
            Some(DiskErrorKind::Stranger { path: place.to_owned(), name }.into())
        }
        _ => None,
    }
}

/// As [`replace_old`], where no single step does it: the old folder is moved to one that knows its
/// name, so that the next run can restore it, should this one be killed in between.
fn replace_in_steps(
    new: TempDir,
    place: &Path,
    (kind, files): (Kind, &[OsString]),
) -> Result<(), DiskError> {
    let (aside, lock) = locked_folder(folder_of(place), REPLACED)?;
    let failed = |error| DiskError::io("moving aside", place, error);
    let name = name_bytes(place.file_name().unwrap_or_default());
    let note = aside.path().join(OLD_NAME);
    fs::write(&note, name)
        .and_then(|()| fs::File::open(&note)?.sync_all())
        .and_then(|()| sync_folder(aside.path()))
        .map_err(failed)?;
    let old = aside.path().join(OLD);
    rename_new(place, &old).map_err(failed)?;
    // From here on the folder holds something that must not go away with it.
    let aside = aside.keep();
    let error = match stranger(&old, place, kind) {
        Some(error) => error,
        None => match rename_new(new.path(), place) {
            Ok(()) => {
                let _renamed: PathBuf = new.keep();
                // What cannot be removed is found by the next run.
                let _ = remove_own(&old, files).and_then(|()| remove_aside(&aside));
                return Ok(());
            }
            Err(error) => DiskError::io("renaming a new folder to", place, error),
        },
    };
    rename_new(&old, place).map_err(|error| DiskError::io("restoring", place, error))?;
    let _ = remove_aside(&aside);
    drop(lock);
    Err(error)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::leftovers::{LeftoverKind, clear};
    use crate::place_of;

    /// Folders whose file `list` names their files.
    const LISTED: Kind = Kind {
        files: |folder| {
            let list = fs::read_to_string(folder.join("list")).ok()?;
            Some(list.lines().chain(["list"]).map(OsString::from).collect())
        },
    };

    fn fill(folder: &Path, text: &str) {
        fs::write(folder.join("a"), text).unwrap();
        fs::write(folder.join("list"), "a").unwrap();
    }

    fn names(folder: &Path) -> Vec<String> {
        let entries = fs::read_dir(folder).unwrap();
        let mut names: Vec<String> =
            entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }

    type Exchange = fn(&Path, &Path) -> Option<io::Result<()>>;
    const WAYS: [Exchange; 2] = [exchange, |_, _| None];

    fn write(place: &Path, text: &str, replace: bool, way: Exchange) -> Result<(), DiskError> {
        let new = NewFolder::create(place)?;
        fill(new.path(), text);
        new.place_by(LISTED, replace, way)
    }

    #[test]
    fn only_folders_of_the_kind_without_strangers_are_replaced() {
        for way in WAYS {
            let folder = tempfile::tempdir().unwrap();
            let root = place_of(folder.path()).unwrap();
            let place = root.join("c");
            let text = || fs::read_to_string(place.join("a")).unwrap();
            write(&place, "1", false, way).unwrap();
            let refused = write(&place, "2", false, way).unwrap_err();
            assert!(matches!(refused.kind(), DiskErrorKind::Exists { .. }), "{refused}");
            assert_eq!(text(), "1");
            write(&place, "3", true, way).unwrap();
            assert_eq!(text(), "3");
            fs::write(place.join("notes.txt"), "mine").unwrap();
            let refused = write(&place, "4", true, way).unwrap_err();
            assert!(matches!(refused.kind(), DiskErrorKind::Stranger { .. }), "{refused}");
            assert_eq!((text(), names(&place).len()), ("3".to_owned(), 3));
            fs::remove_file(place.join("list")).unwrap();
            let refused = write(&place, "5", true, way).unwrap_err();
            assert!(matches!(refused.kind(), DiskErrorKind::OtherKind { .. }), "{refused}");
            assert_eq!(names(&place), ["a", "notes.txt"]);
            fs::write(root.join("file"), "mine").unwrap();
            assert!(write(&root.join("file"), "6", true, way).is_err());
            fs::create_dir(root.join("empty")).unwrap();
            write(&root.join("empty"), "7", false, way).unwrap();
            assert_eq!(names(&root), ["c", "empty", "file"]);
        }
    }

    /// What comes to the place while a folder is being filled is looked at when it is put there.
    #[test]
    fn what_comes_in_the_meantime_is_not_replaced() {
        for way in WAYS {
            let folder = tempfile::tempdir().unwrap();
            let place = place_of(folder.path()).unwrap().join("c");
            let new = NewFolder::create(&place).unwrap();
            fill(new.path(), "1");
            write(&place, "2", false, way).unwrap();
            assert!(new.place_by(LISTED, false, way).is_err());
            assert_eq!(fs::read_to_string(place.join("a")).unwrap(), "2");
            let new = NewFolder::create(&place).unwrap();
            fill(new.path(), "3");
            fs::write(place.join("notes.txt"), "mine").unwrap();
            assert!(new.place_by(LISTED, true, way).is_err());
            assert_eq!(names(&place), ["a", "list", "notes.txt"]);
            assert_eq!(names(folder.path()), ["c"]);
        }
    }

    /// A stranger that comes between the last look and the exchange.
    #[test]
    fn a_stranger_at_the_last_moment_is_not_removed() {
        let folder = tempfile::tempdir().unwrap();
        let place = place_of(folder.path()).unwrap().join("c");
        write(&place, "1", false, exchange).unwrap();
        let new = NewFolder::create(&place).unwrap();
        fill(new.path(), "2");
        let late = |new: &Path, place: &Path| {
            let _ = fs::write(place.join("notes.txt"), "mine");
            exchange(new, place)
        };
        if exchange(new.path(), &place).is_some() {
            exchange(new.path(), &place).unwrap().unwrap();
            let refused = new.place_by(LISTED, true, late).unwrap_err();
            assert!(matches!(refused.kind(), DiskErrorKind::Stranger { .. }), "{refused}");
            assert_eq!(names(&place), ["a", "list", "notes.txt"]);
            assert_eq!(fs::read_to_string(place.join("a")).unwrap(), "1");
            assert_eq!(names(folder.path()), ["c"]);
        }
    }

    #[test]
    fn leftovers_of_the_dead_are_settled_and_the_living_left_alone() {
        let folder = tempfile::tempdir().unwrap();
        let root = place_of(folder.path()).unwrap();
        let path = |name: &str| root.join(name);
        let alive = NewFolder::create(&path("c")).unwrap();
        let live_file = crate::NewFile::create(&path("f")).unwrap();
        fs::create_dir(path(".siyaq-build-deadDEAD0123abcd")).unwrap();
        fs::write(path(".siyaq-build-deadDEAD0123abcd/half"), "").unwrap();
        fs::write(path(".siyaq-deadDEAD0123abcd.part"), "").unwrap();
        for (name, place) in [("1", Some("lost")), ("2", Some("there")), ("3", None)] {
            let aside = path(&format!(".siyaq-replaced-deadDEAD0123abc{name}"));
            fs::create_dir_all(aside.join(OLD)).unwrap();
            fill(&aside.join(OLD), name);
            if let Some(place) = place {
                fs::write(aside.join(OLD_NAME), place).unwrap();
            }
        }
        write(&path("there"), "new", false, exchange).unwrap();
        let found: Vec<(String, LeftoverKind)> = clear(&root, LISTED)
            .into_iter()
            .map(|found| (found.path.file_name().unwrap().to_str().unwrap().into(), found.kind))
            .collect();
        let expected = [
            (".siyaq-build-deadDEAD0123abcd", LeftoverKind::Removed),
            (".siyaq-deadDEAD0123abcd.part", LeftoverKind::Removed),
            (".siyaq-replaced-deadDEAD0123abc1", LeftoverKind::Restored { to: path("lost") }),
            (".siyaq-replaced-deadDEAD0123abc2", LeftoverKind::Removed),
            (".siyaq-replaced-deadDEAD0123abc3", LeftoverKind::Kept),
        ];
        assert_eq!(found, expected.map(|(name, kind)| (name.to_owned(), kind)));
        assert_eq!(fs::read_to_string(path("lost/a")).unwrap(), "1");
        assert_eq!(fs::read_to_string(path("there/a")).unwrap(), "new");
        assert!(alive.path().is_dir());
        drop((alive, live_file));
        assert_eq!(names(&root), [".siyaq-replaced-deadDEAD0123abc3", "lost", "there"]);
    }
}
