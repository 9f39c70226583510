//! A corpus that is built and not yet written.

use crate::manifest::MANIFEST_FILE;
use crate::parts::Parts;
use crate::{Bytes, Corpus, IndexError, IndexErrorKind, Manifest};
use std::fs::{self, File};
use std::io::Write;
use std::path::{Path, PathBuf};
use tempfile::TempDir;

/// A corpus in memory, to be written to a folder or used as it is.
#[derive(Debug)]
pub struct BuiltCorpus {
    manifest: Manifest,
    files: Vec<(String, Vec<u8>)>,
}

impl BuiltCorpus {
    pub(crate) fn new(manifest: Manifest, files: Vec<(String, Vec<u8>)>) -> Self {
        Self { manifest, files }
    }

    /// What the corpus says of itself.
    #[must_use]
    pub fn manifest(&self) -> &Manifest {
        &self.manifest
    }

    /// The corpus, used from memory.
    ///
    /// # Errors
    /// Never for a corpus that a builder made; the checks of opening are run all the same.
    pub fn into_corpus(self) -> Result<Corpus, IndexError> {
        let files = self.files.into_iter().map(|(name, bytes)| (name, Bytes::from(bytes)));
        Corpus::from_parts(Parts { manifest: self.manifest, files: files.collect() })
    }

    /// Writes the corpus to a folder: to a temporary folder beside it first, which is renamed when
    /// every byte is on the disk. A crash leaves no half corpus.
    ///
    /// With `replace`, a corpus that is there already is replaced, at the moment of the renaming;
    /// a folder that is no corpus never is.
    ///
    /// # Errors
    /// When the target exists (and may not be replaced), or something cannot be written.
    pub fn write(&self, folder: &Path, replace: bool) -> Result<(), IndexError> {
        let staged = Staged::new(folder, replace)?;
        for (name, bytes) in &self.files {
            write_file(&staged.path().join(name), bytes)?;
        }
        staged.place(&self.manifest)
    }
}

/// A temporary folder beside the place of a corpus, to be filled and then renamed. Dropped before
/// that, it goes away with what is in it.
pub(crate) struct Staged {
    folder: PathBuf,
    parent: PathBuf,
    temporary: TempDir,
}

impl Staged {
    /// A new one, if a corpus may be placed at `folder`.
    pub(crate) fn new(folder: &Path, replace: bool) -> Result<Self, IndexError> {
        check_target(folder, replace)?;
        let parent = match folder.parent() {
            Some(parent) if parent != Path::new("") => parent,
            _ => Path::new("."),
        };
        let temporary = tempfile::Builder::new()
            .prefix(".siyaq-build-")
            .tempdir_in(parent)
            .map_err(|error| IndexError::io("writing a corpus into", parent, error))?;
        Ok(Self { folder: folder.to_owned(), parent: parent.to_owned(), temporary })
    }

    /// The folder to fill.
    pub(crate) fn path(&self) -> &Path {
        self.temporary.path()
    }

    /// Adds the manifest to the files, which are on the disk, and puts the corpus into its place.
    pub(crate) fn place(self, manifest: &Manifest) -> Result<(), IndexError> {
        let Self { folder, parent, temporary } = self;
        let manifest = serde_json::to_vec_pretty(manifest)
            .map_err(|error| IndexError::io("writing", &folder, error.into()))?;
        write_file(&temporary.path().join(MANIFEST_FILE), &manifest)?;
        sync_folder(temporary.path())?;
        let old = set_aside(&folder, &parent)?;
        let placed = fs::rename(temporary.path(), &folder);
        if let Err(error) = placed {
            if let Some(old) = old {
                // The new corpus could not take its place, so the old one gets it back.
                let kept = old.keep();
                fs::rename(kept.join(ASIDE), &folder)
                    .map_err(|error| IndexError::io("restoring", &folder, error))?;
                fs::remove_dir(&kept).map_err(|error| IndexError::io("removing", &kept, error))?;
            }
            return Err(IndexError::io("renaming a new corpus to", &folder, error));
        }
        // Renamed: there is nothing left to remove under the temporary name.
        let _renamed: PathBuf = temporary.keep();
        widen(&folder)?;
        sync_folder(&parent)
    }
}

/// The name that a replaced corpus has inside the temporary folder it is moved to.
const ASIDE: &str = "replaced";

fn check_target(folder: &Path, replace: bool) -> Result<(), IndexError> {
    let path = || folder.to_owned();
    if fs::symlink_metadata(folder).is_err() {
        return Ok(());
    }
    let empty = fs::read_dir(folder).is_ok_and(|mut entries| entries.next().is_none());
    if empty {
        return Ok(());
    }
    if !replace {
        return Err(IndexErrorKind::Exists { path: path() }.into());
    }
    if folder.join(MANIFEST_FILE).is_file() {
        Ok(())
    } else {
        Err(IndexErrorKind::NotReplaced { path: path() }.into())
    }
}

/// Moves what is at the target into a temporary folder, which is removed when it is dropped.
fn set_aside(folder: &Path, parent: &Path) -> Result<Option<TempDir>, IndexError> {
    if fs::symlink_metadata(folder).is_err() {
        return Ok(None);
    }
    let aside = tempfile::Builder::new()
        .prefix(".siyaq-replaced-")
        .tempdir_in(parent)
        .map_err(|error| IndexError::io("writing into", parent, error))?;
    fs::rename(folder, aside.path().join(ASIDE))
        .map_err(|error| IndexError::io("moving aside", folder, error))?;
    Ok(Some(aside))
}

fn write_file(path: &Path, bytes: &[u8]) -> Result<(), IndexError> {
    let write = || {
        let mut file = File::create(path)?;
        file.write_all(bytes)?;
        file.sync_all()
    };
    write().map_err(|error| IndexError::io("writing", path, error))
}

fn sync_folder(folder: &Path) -> Result<(), IndexError> {
    File::open(folder)
        .and_then(|file| file.sync_all())
        .map_err(|error| IndexError::io("writing", folder, error))
}

/// A temporary folder is for its owner alone; a corpus is for whoever may read the files.
#[cfg(unix)]
fn widen(folder: &Path) -> Result<(), IndexError> {
    use std::os::unix::fs::PermissionsExt;
    let file = folder.join(MANIFEST_FILE);
    let mode = fs::metadata(&file).map(|metadata| metadata.permissions().mode());
    let mode = mode.map_err(|error| IndexError::io("reading", &file, error))?;
    // A folder is entered by those who may read its files.
    let mode = mode | (mode & 0o444) >> 2;
    fs::set_permissions(folder, fs::Permissions::from_mode(mode))
        .map_err(|error| IndexError::io("setting permissions of", folder, error))
}

#[cfg(not(unix))]
fn widen(_: &Path) -> Result<(), IndexError> {
    Ok(())
}
