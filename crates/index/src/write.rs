//! A corpus that is built and not yet written, and how it takes its place.

use crate::manifest::MANIFEST_FILE;
use crate::parts::Parts;
use crate::place::{CORPUS, place, recover};
use crate::{Corpus, IndexError, Manifest};
use siyaq_disk::{NewFolder, check_place};
use std::fs::File;
use std::io::Write;
use std::path::Path;

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
        Corpus::from_parts(Parts::memory(self.manifest, self.files)?)
    }

    /// Writes the corpus to a folder: to a temporary folder beside it first, which is renamed when
    /// every byte is on the disk. A crash leaves no half corpus.
    ///
    /// With `replace`, a corpus that is there already is replaced, in the moment in which the new
    /// one takes its place; a folder that is no corpus, or holds anything else, never is.
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

/// The folder of a new corpus, to be filled and then put into its place. Dropped before that, it
/// goes away with what is in it.
pub(crate) struct Staged {
    new: NewFolder,
    replace: bool,
}

impl Staged {
    /// A new one, if a corpus may be placed at `folder`. What killed runs have left there is settled
    /// before.
    pub(crate) fn new(folder: &Path, replace: bool) -> Result<Self, IndexError> {
        let place = place(folder)?;
        recover(&place)?;
        check_place(&place, CORPUS, replace)?;
        Ok(Self { new: NewFolder::create(&place)?, replace })
    }

    /// The folder to fill.
    pub(crate) fn path(&self) -> &Path {
        self.new.path()
    }

    /// Adds the manifest to the files, which are on the disk, and puts the corpus into its place.
    pub(crate) fn place(self, manifest: &Manifest) -> Result<(), IndexError> {
        write_file(&self.path().join(MANIFEST_FILE), &manifest_bytes(manifest)?)?;
        Ok(self.new.place(CORPUS, self.replace)?)
    }
}

/// Checks that a corpus may be written to a folder, before the work is done: that nothing is there,
/// or an empty folder, or, with `replace`, a corpus and nothing else; and that something can be
/// written beside it.
///
/// # Errors
/// When it may not or cannot.
pub fn check_target(folder: &Path, replace: bool) -> Result<(), IndexError> {
    Staged::new(folder, replace).map(drop)
}

pub(crate) fn manifest_bytes(manifest: &Manifest) -> Result<Vec<u8>, IndexError> {
    crate::manifest::to_bytes(manifest)
        .map_err(|error| IndexError::io("writing", Path::new(MANIFEST_FILE), error.into()))
}

/// Writes a new file, to the disk.
pub(crate) fn write_file(path: &Path, bytes: &[u8]) -> Result<(), IndexError> {
    let write = || {
        let mut file = File::create_new(path)?;
        file.write_all(bytes)?;
        file.sync_all()
    };
    write().map_err(|error| IndexError::io("writing", path, error))
}
