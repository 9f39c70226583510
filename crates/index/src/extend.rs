//! Layers added to a corpus that is on disk already.

use crate::build::{check_names, put_layer, seal};
use crate::fold::LayerRule;
use crate::intern::Forms;
use crate::manifest::MANIFEST_FILE;
use crate::place::{place, settle};
use crate::store::Store;
use crate::write::{manifest_bytes, write_file};
use crate::{Corpus, FileRecord, IndexError, Manifest};
use rayon::prelude::*;
use siyaq_disk::{FolderLock, NewFile, NewFolder, rename_new, sync_folder};
use std::io::{self, Write};
use std::path::Path;

/// Adds layers over the words to the corpus in a folder.
///
/// The files of the new layers are made in a folder of their own inside the corpus and moved to the
/// others when they are complete; then a new manifest takes the place of the old one. So a crash
/// leaves the corpus as it was, and the next run removes what is left of it. Nothing that is there
/// is copied, moved or removed, and whoever has the corpus open keeps what they opened. Two runs at
/// once wait for each other.
///
/// Cost: that of folding the vocabulary, seconds for millions of types; the tokens are not read.
///
/// # Errors
/// When there is no corpus, it has a layer of one of the names, or something cannot be written.
pub fn add_layers(folder: &Path, rules: &[LayerRule]) -> Result<Manifest, IndexError> {
    let corpus = place(folder)?;
    // Says what it is that is no corpus, before anything is locked.
    drop(Corpus::open(&corpus)?);
    let _lock =
        FolderLock::wait(&corpus).map_err(|error| IndexError::io("locking", &corpus, error))?;
    settle(&corpus);
    let open = Corpus::open(&corpus)?;
    let taken: Vec<&str> = open.manifest().layers.iter().map(|layer| layer.name.as_str()).collect();
    check_names(rules, &taken)?;
    let words = Forms::of_lexicon(open.words().lexicon(), open.words().class_table());
    let build = NewFolder::inside(&corpus)?;
    let store = Store::folder(build.path());
    let added: Result<Vec<_>, IndexError> =
        rules.par_iter().map(|rule| put_layer(rule, &words, &store)).collect();
    // The store ends its threads before an error leaves this function and the folder goes away; if
    // writing has failed, it knows why.
    let (files, added) = (store.finish()?, added?);
    let files: Vec<FileRecord> = files.into_iter().map(|(record, _)| record).collect();
    let mut manifest = open.manifest().clone();
    let mut records = manifest.files.clone();
    records.extend(files.iter().cloned());
    records.sort_by(|one, other| one.name.cmp(&other.name));
    if let Some(names) = manifest.options.get_mut("layers").and_then(|names| names.as_array_mut()) {
        names.extend(added.iter().map(|layer| layer.name.clone().into()));
    }
    manifest.layers.extend(added);
    seal(&mut manifest, records);
    let placed = put_into_place(&corpus, build.path(), &files, (open.manifest(), &manifest));
    if placed.is_err() {
        // The folder has the list of those that were moved already.
        settle(&corpus);
    }
    placed.map(|()| manifest)
}

/// Moves the new files to the others, and puts the new manifest into the place of the old one.
fn put_into_place(
    corpus: &Path,
    build: &Path,
    files: &[FileRecord],
    (old, new): (&Manifest, &Manifest),
) -> Result<(), IndexError> {
    let bytes = manifest_bytes(new)?;
    // By this the next run knows which files are ours, should this one be killed from here on.
    write_file(&build.join(MANIFEST_FILE), &bytes)?;
    let sync = |folder: &Path| {
        sync_folder(folder).map_err(|error| IndexError::io("writing", folder, error))
    };
    sync(build)?;
    for file in files {
        let place = corpus.join(&file.name);
        rename_new(&build.join(&file.name), &place)
            .map_err(|error| IndexError::io("writing", &place, error))?;
    }
    sync(corpus)?;
    let path = corpus.join(MANIFEST_FILE);
    let write = || {
        // Where the file system has no locks, somebody else may have been here.
        if Corpus::open(corpus).is_ok_and(|now| now.manifest() != old) {
            return Err(io::Error::other("another run has changed the corpus; do this again"));
        }
        let mut file = NewFile::create(&path)?;
        file.write_all(&bytes)?;
        file.finish()
    };
    write().map_err(|error| IndexError::io("writing", &path, error))
}
