//! Where something goes.

use std::fs::{self, File, Metadata};
use std::io;
use std::path::{Path, PathBuf};

/// Links that are followed one after the other, as many as Linux follows.
pub(crate) const MOST_LINKS: usize = 40;

/// The place that a path names, which need not exist yet: absolute, without `..`, all links
/// followed, also those to what is not there. It stays the same when the working folder is replaced.
///
/// # Errors
/// When the folder of the path does not exist or links lead in a circle.
pub fn place_of(path: &Path) -> io::Result<PathBuf> {
    let mut path = path.to_owned();
    for _ in 0..MOST_LINKS {
        match fs::canonicalize(&path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
            found => return found,
        }
        match fs::read_link(&path) {
            Ok(target) => path = folder_of(&path).join(target),
            Err(_) => {
                let name = path.file_name().ok_or(io::ErrorKind::NotFound)?;
                return Ok(fs::canonicalize(folder_of(&path))?.join(name));
            }
        }
    }
    Err(io::Error::other("links lead in a circle"))
}

/// The folder that a path lies in.
pub(crate) fn folder_of(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// Waits until the names in a folder are on the disk, on systems where a folder can be opened for
/// that; on Windows nothing is done.
///
/// # Errors
/// When the folder cannot be opened or the disk fails.
pub fn sync_folder(folder: &Path) -> io::Result<()> {
    if cfg!(unix) { File::open(folder)?.sync_all() } else { Ok(()) }
}

/// Whether two names are of one file, so that writing to one would change the other. A file that is
/// not there is the same as none.
#[must_use]
pub fn same_file(one: &Path, other: &Path) -> bool {
    match (fs::metadata(one), fs::metadata(other)) {
        (Ok(first), Ok(second)) => is_same(&first, &second).unwrap_or_else(|| {
            fs::canonicalize(one)
                .ok()
                .is_some_and(|one| fs::canonicalize(other).is_ok_and(|other| one == other))
        }),
        _ => false,
    }
}

/// Whether what is open still has its name; true where the system cannot tell.
pub(crate) fn still_named(open: &File, path: &Path) -> bool {
    match (open.metadata(), fs::symlink_metadata(path)) {
        (Ok(open), Ok(named)) => is_same(&open, &named).unwrap_or(true),
        _ => false,
    }
}

#[cfg(unix)]
fn is_same(one: &Metadata, other: &Metadata) -> Option<bool> {
    use std::os::unix::fs::MetadataExt;
    Some((one.dev(), one.ino()) == (other.dev(), other.ino()))
}

#[cfg(not(unix))]
fn is_same(_: &Metadata, _: &Metadata) -> Option<bool> {
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_is_found_through_links_and_dots() {
        let folder = tempfile::tempdir().unwrap();
        let root = fs::canonicalize(folder.path()).unwrap();
        fs::create_dir(root.join("a")).unwrap();
        assert_eq!(place_of(&root.join("a/../new")).unwrap(), root.join("new"));
        assert_eq!(place_of(&root.join("a/..")).unwrap(), root);
        assert!(place_of(&root.join("missing/new")).is_err());
        #[cfg(unix)]
        {
            use std::os::unix::fs::symlink;
            symlink("a", root.join("to_a")).unwrap();
            symlink("a/nothing", root.join("to_nothing")).unwrap();
            symlink("circle", root.join("circle")).unwrap();
            assert_eq!(place_of(&root.join("to_a")).unwrap(), root.join("a"));
            assert_eq!(place_of(&root.join("to_nothing")).unwrap(), root.join("a/nothing"));
            assert!(place_of(&root.join("circle")).is_err());
        }
    }

    #[test]
    fn one_file_has_many_names() {
        let folder = tempfile::tempdir().unwrap();
        let path = |name: &str| folder.path().join(name);
        fs::write(path("a"), "1").unwrap();
        fs::write(path("b"), "1").unwrap();
        fs::hard_link(path("a"), path("c")).unwrap();
        assert!(same_file(&path("a"), &path("./a")));
        assert!(!same_file(&path("a"), &path("b")));
        assert!(!same_file(&path("x"), &path("x")));
        assert_eq!(same_file(&path("a"), &path("c")), cfg!(unix));
    }
}
