//! Where a corpus is: what belongs to it, and what killed runs have left there.

use crate::manifest::{FORMAT_NAME, MANIFEST_FILE};
use crate::parts::{is_corpus, plain_name};
use crate::{FileRecord, IndexError};
use siyaq_disk::{BUILD, FolderLock, Kind, Leftover, clear, place_of, read_regular};
use std::collections::BTreeSet;
use std::ffi::{OsStr, OsString};
use std::fs;
use std::path::{Path, PathBuf};

/// The folders that a new corpus may replace.
pub(crate) const CORPUS: Kind = Kind { files: own_files };

/// How the names of the files of a corpus end.
const ENDINGS: [&str; 12] = [
    "json", "col", "bits", "starts", "arrow", "lexicon", "classes", "map", "first", "words",
    "parts", "ends",
];

/// The files that a corpus of any version says are its own, the manifest last; `None` for a folder
/// whose manifest is not that of a corpus.
fn own_files(folder: &Path) -> Option<Vec<OsString>> {
    let manifest = read_regular(&folder.join(MANIFEST_FILE)).ok()?;
    let manifest: serde_json::Value = serde_json::from_slice(&manifest).ok()?;
    if manifest.get("format")?.as_str()? != FORMAT_NAME {
        return None;
    }
    let names = manifest.get("files")?.as_array()?.iter().map(|file| file.get("name")?.as_str());
    let names: Option<Vec<&str>> = names.collect();
    let names = names?.into_iter().filter(|name| plain_name(name) && *name != MANIFEST_FILE);
    Some(names.chain([MANIFEST_FILE]).map(OsString::from).collect())
}

/// The corpus, whole or damaged, that a file is part of. A file of the user's that lies in the
/// folder of a corpus is not.
#[must_use]
pub fn corpus_of(file: &Path) -> Option<PathBuf> {
    let folder = folder_of(file);
    if !is_corpus(folder) {
        return None;
    }
    let name = file.file_name()?;
    let is_part = match own_files(folder) {
        Some(own) => own.iter().any(|own| own == name),
        None => {
            let ending = file.extension().and_then(OsStr::to_str);
            ending.is_some_and(|ending| ENDINGS.contains(&ending))
        }
    };
    is_part.then(|| folder.to_owned())
}

/// The first corpus that one of the files is part of.
#[must_use]
pub fn corpus_among<'p>(files: impl IntoIterator<Item = &'p Path>) -> Option<PathBuf> {
    // Folders have many files, so each folder is looked at once.
    let mut others: BTreeSet<&Path> = BTreeSet::new();
    for file in files {
        let folder = file.parent().unwrap_or(Path::new(""));
        if others.contains(folder) {
            continue;
        }
        if let Some(corpus) = corpus_of(file) {
            return Some(corpus);
        }
        if !is_corpus(folder_of(file)) {
            others.insert(folder);
        }
    }
    None
}

fn folder_of(file: &Path) -> &Path {
    file.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// Where a corpus is or goes, with all links followed.
pub(crate) fn place(folder: &Path) -> Result<PathBuf, IndexError> {
    place_of(folder).map_err(|error| IndexError::io("finding the place of", folder, error))
}

/// Finds what killed runs have left at the place of a corpus, beside it and in it: what they had not
/// finished is removed, and what they had moved aside goes back to its place. What other runs are
/// working on is left alone.
///
/// Whatever writes a corpus does this first; a program calls it before that to tell its user.
///
/// # Errors
/// When there is no folder for the corpus to be in.
pub fn recover(folder: &Path) -> Result<Vec<Leftover>, IndexError> {
    let place = place(folder)?;
    let mut found = match place.parent() {
        Some(parent) => clear(parent, CORPUS),
        None => Vec::new(),
    };
    // Who has the lock adds to the corpus now, and has settled what others have left.
    if own_files(&place).is_some()
        && let Ok(_lock) = FolderLock::try_now(&place)
    {
        found.extend(settle(&place));
    }
    Ok(found)
}

/// Undoes what killed runs were adding to a corpus, whose lock the caller has. They have left a
/// folder in it with the manifest that they were going to write; until that is in its place, files
/// that it alone names are nobody's.
pub(crate) fn settle(corpus: &Path) -> Vec<Leftover> {
    let own: BTreeSet<OsString> = own_files(corpus).into_iter().flatten().collect();
    let entries = fs::read_dir(corpus).into_iter().flatten().flatten();
    let builds =
        entries.filter(|entry| entry.file_name().as_encoded_bytes().starts_with(BUILD.as_bytes()));
    for build in builds {
        for record in planned(&build.path()).unwrap_or_default() {
            let path = corpus.join(&record.name);
            let is_theirs = plain_name(&record.name)
                && !own.contains(OsStr::new(&record.name))
                && read_regular(&path).is_ok_and(|bytes| {
                    bytes.len() as u64 == record.bytes
                        && blake3::hash(&bytes).to_hex().as_str() == record.blake3
                });
            if is_theirs {
                // One that stays is a file that does not belong there, and is named as such.
                let _ = fs::remove_file(path);
            }
        }
    }
    clear(corpus, CORPUS)
}

/// The files of the manifest that a killed run was going to write.
fn planned(build: &Path) -> Option<Vec<FileRecord>> {
    let manifest = read_regular(&build.join(MANIFEST_FILE)).ok()?;
    Some(serde_json::from_slice::<crate::Manifest>(&manifest).ok()?.files)
}
