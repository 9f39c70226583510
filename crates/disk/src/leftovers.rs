//! What runs leave behind that were killed.

use crate::file::{PART, PREFIX, RANDOM};
use crate::kind::{Kind, remove_own};
use crate::lock::{FolderLock, try_lock};
use crate::place::folder_of;
use crate::rename::rename_new;
use std::ffi::{OsStr, OsString};
use std::fmt;
use std::fs::{self, File};
use std::io;
use std::path::{Component, Path, PathBuf};

/// How the name of a folder begins that is being filled.
pub const BUILD: &str = ".siyaq-build-";
/// How the name of a folder begins that holds one which is being replaced, where two folders cannot
/// change their names in one step.
pub(crate) const REPLACED: &str = ".siyaq-replaced-";
/// Whether a name is one that a run has drawn: a prefix, random letters and digits, an ending.
fn is_drawn(name: &[u8], prefix: &str, ending: &str) -> bool {
    let random = name.strip_prefix(prefix.as_bytes());
    let random = random.and_then(|rest| rest.strip_suffix(ending.as_bytes()));
    random.is_some_and(|own| own.len() == RANDOM && own.iter().all(u8::is_ascii_alphanumeric))
}

/// What the folder that is being replaced is called in there.
pub(crate) const OLD: &str = "replaced";
/// The file beside it that has the name it had.
pub(crate) const OLD_NAME: &str = "name";

/// Something that a killed run left behind, and what became of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Leftover {
    /// What was found.
    pub path: PathBuf,
    /// What became of it.
    pub kind: LeftoverKind,
}

/// What became of a [`Leftover`].
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum LeftoverKind {
    /// It was half done, or replaced by something whole, and is gone.
    Removed,
    /// It was whole and had been moved aside; it is back in its place.
    Restored {
        /// Its place.
        to: PathBuf,
    },
    /// It holds something whose place is not known, or that could not be removed, and stays.
    Kept,
}

impl fmt::Display for Leftover {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let path = self.path.display();
        match &self.kind {
            LeftoverKind::Removed => {
                write!(out, "removed {path}, which an interrupted run had left")
            }
            LeftoverKind::Restored { to } => write!(
                out,
                "restored {}, which an interrupted run had moved to {path}",
                to.display()
            ),
            LeftoverKind::Kept => write!(
                out,
                "an interrupted run has left {path}: look into it, move what you need to its place, and remove it"
            ),
        }
    }
}

/// Finds what killed runs have left in a folder: restores what they had moved aside and removes
/// what they had not finished. What a live run works on is locked, and stays; so does everything
/// where the file system has no locks, and whatever has no name that a run has drawn.
#[must_use]
pub fn clear(folder: &Path, kind: Kind) -> Vec<Leftover> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let ours = |name: &OsString| name.as_encoded_bytes().starts_with(PREFIX.as_bytes());
    let mut names: Vec<OsString> = entries.map(|entry| entry.file_name()).filter(ours).collect();
    names.sort();
    let paths = names.iter().map(|name| folder.join(name));
    paths.filter_map(|path| Some(Leftover { kind: settle(&path, kind)?, path })).collect()
}

fn settle(path: &Path, kind: Kind) -> Option<LeftoverKind> {
    let name = path.file_name().unwrap_or_default().as_encoded_bytes();
    let found = fs::symlink_metadata(path).ok()?;
    if found.is_file() && is_drawn(name, PREFIX, PART) {
        let file = File::open(path).ok()?;
        try_lock(&file).ok()?;
        return Some(ended(fs::remove_file(path)));
    }
    let (is_build, is_aside) = (is_drawn(name, BUILD, ""), is_drawn(name, REPLACED, ""));
    if !found.is_dir() || !(is_build || is_aside) {
        return None;
    }
    let lock = FolderLock::try_now(path).ok()?;
    if !lock.is_of(path) {
        return None;
    }
    Some(if is_aside {
        settle_aside(path, kind)
    } else if let Some(files) = (kind.files)(path) {
        // It is whole, so it is one that was replaced.
        ended(remove_own(path, &files))
    } else {
        ended(fs::remove_dir_all(path))
    })
}

fn ended(removing: io::Result<()>) -> LeftoverKind {
    if removing.is_ok() { LeftoverKind::Removed } else { LeftoverKind::Kept }
}

fn settle_aside(aside: &Path, kind: Kind) -> LeftoverKind {
    let old = aside.join(OLD);
    if fs::symlink_metadata(&old).is_err() {
        return ended(remove_aside(aside));
    }
    let Some(place) = place_of_old(aside) else { return LeftoverKind::Kept };
    match rename_new(&old, &place) {
        Ok(()) => {
            // It is back; what is left of the folder is found again if it stays.
            let _ = remove_aside(aside);
            LeftoverKind::Restored { to: place }
        }
        // What was to replace it has done so.
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => match (kind.files)(&old) {
            Some(files) => ended(remove_own(&old, &files).and_then(|()| remove_aside(aside))),
            None => LeftoverKind::Kept,
        },
        Err(_) => LeftoverKind::Kept,
    }
}

/// Removes a folder that a replaced one was moved to.
pub(crate) fn remove_aside(aside: &Path) -> io::Result<()> {
    let name = fs::remove_file(aside.join(OLD_NAME));
    name.or_else(
        |error| if error.kind() == io::ErrorKind::NotFound { Ok(()) } else { Err(error) },
    )?;
    fs::remove_dir(aside)
}

/// Where the folder comes from that was moved aside.
fn place_of_old(aside: &Path) -> Option<PathBuf> {
    let name = os_string(fs::read(aside.join(OLD_NAME)).ok()?)?;
    let mut parts = Path::new(&name).components();
    let plain = matches!((parts.next(), parts.next()), (Some(Component::Normal(_)), None));
    plain.then(|| folder_of(aside).join(&name))
}

/// The bytes of a name, for [`OLD_NAME`].
pub(crate) fn name_bytes(name: &OsStr) -> Vec<u8> {
    name.as_encoded_bytes().to_vec()
}

#[cfg(unix)]
#[expect(clippy::unnecessary_wraps, reason = "elsewhere not all bytes are a name")]
fn os_string(bytes: Vec<u8>) -> Option<OsString> {
    use std::os::unix::ffi::OsStringExt;
    Some(OsString::from_vec(bytes))
}

#[cfg(not(unix))]
fn os_string(bytes: Vec<u8>) -> Option<OsString> {
    String::from_utf8(bytes).ok().map(OsString::from)
}
