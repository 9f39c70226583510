//! Renaming without replacing, and two names changed in one step.

use std::fs;
use std::io;
use std::path::Path;

/// Gives a file or folder a new name, unless something has that name: then it stays what it is.
///
/// # Errors
/// `AlreadyExists` when the name is taken, or what the system says.
pub fn rename_new(from: &Path, to: &Path) -> io::Result<()> {
    if let Some(done) = system::rename_new(from, to) {
        return done;
    }
    // No single step for both. A folder never replaces what has something in it all the same.
    if fs::symlink_metadata(to).is_ok() {
        return Err(io::ErrorKind::AlreadyExists.into());
    }
    fs::rename(from, to)
}

/// Lets two folders change their names in one step; `None` where the system cannot.
pub(crate) fn exchange(one: &Path, other: &Path) -> Option<io::Result<()>> {
    system::exchange(one, other)
}

#[cfg(any(target_os = "linux", target_os = "android", target_vendor = "apple"))]
mod system {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    use rustix::io::Errno;
    use std::io;
    use std::path::Path;

    fn rename(from: &Path, to: &Path, flags: RenameFlags) -> Option<io::Result<()>> {
        match renameat_with(CWD, from, CWD, to, flags) {
            // Old systems do not have the call, and some file systems not the flags.
            Err(Errno::NOSYS | Errno::INVAL | Errno::NOTSUP) => None,
            done => Some(done.map_err(io::Error::from)),
        }
    }

    pub(super) fn rename_new(from: &Path, to: &Path) -> Option<io::Result<()>> {
        rename(from, to, RenameFlags::NOREPLACE)
    }

    pub(super) fn exchange(one: &Path, other: &Path) -> Option<io::Result<()>> {
        rename(one, other, RenameFlags::EXCHANGE)
    }
}

#[cfg(not(any(target_os = "linux", target_os = "android", target_vendor = "apple")))]
mod system {
    use std::io;
    use std::path::Path;

    pub(super) fn rename_new(_: &Path, _: &Path) -> Option<io::Result<()>> {
        None
    }

    pub(super) fn exchange(_: &Path, _: &Path) -> Option<io::Result<()>> {
        None
    }
}
