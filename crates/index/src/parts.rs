//! The files of a corpus by name, mapped or in memory.

use crate::manifest::{FORMAT_NAME, MANIFEST_FILE, is_sound};
use crate::map::Damage;
use crate::{Bytes, FORMAT_VERSION, FileRecord, IndexError, IndexErrorKind, LayerModel, Manifest};
use siyaq_disk::read_regular;
use std::collections::BTreeMap;
use std::path::{Component, Path};

pub(crate) const TOKENS: &str = "tokens.col";
pub(crate) const SPACES: &str = "spaces.bits";
pub(crate) const POSTINGS: &str = "postings.col";
pub(crate) const LISTS: &str = "postings.starts";
pub(crate) const DOCUMENT_TABLE: &str = "documents.arrow";
/// The files of starts, from the weakest boundary to the strongest.
pub(crate) const STARTS: [&str; 4] =
    ["sentences.starts", "items.starts", "paragraphs.starts", "documents.starts"];
/// The name of the layer of words as they are written, which every corpus has.
pub const WORD_LAYER: &str = "word";

/// What the names of the files of a layer begin with. A layer that takes words apart has its files
/// under another name, as have columns, whose names come from their sources.
pub(crate) fn layer_stem(name: &str, kind: LayerModel) -> String {
    match kind {
        LayerModel::Word | LayerModel::Fold => name.to_owned(),
        LayerModel::Split => format!("{WORD_LAYER}-{name}"),
        LayerModel::Column => format!("column-{name}"),
    }
}

/// The manifest of a corpus and the bytes of its files.
#[derive(Debug)]
pub(crate) struct Parts {
    pub(crate) manifest: Manifest,
    pub(crate) files: BTreeMap<String, Bytes>,
    /// The damage met in the files so far.
    pub(crate) damage: Damage,
}

impl Parts {
    /// Maps every file that the manifest names, and checks that its length and its seal are those
    /// that the manifest knows.
    pub(crate) fn map(folder: &Path) -> Result<Self, IndexError> {
        let manifest = read_manifest(folder)?;
        let open = |record: &FileRecord, damage: &Damage| {
            let (path, sealed) = (folder.join(&record.name), record.seal.is_some());
            Bytes::map(&path, &record.name, sealed, damage)
        };
        Self::open(manifest, open)
    }

    /// The files of a corpus in memory.
    pub(crate) fn memory(
        manifest: Manifest,
        mut files: Vec<(String, Vec<u8>)>,
    ) -> Result<Self, IndexError> {
        let open = |record: &FileRecord, damage: &Damage| {
            let place = files.iter().position(|file| file.0 == record.name);
            let bytes = place.map(|place| files.swap_remove(place).1).unwrap_or_default();
            Bytes::owned(bytes, &record.name, record.seal.is_some(), damage)
        };
        Self::open(manifest, open)
    }

    fn open(
        manifest: Manifest,
        mut open: impl FnMut(&FileRecord, &Damage) -> Result<Bytes, IndexError>,
    ) -> Result<Self, IndexError> {
        let (mut files, damage) = (BTreeMap::new(), Damage::default());
        for record in &manifest.files {
            let name = &record.name;
            if !plain_name(name) || files.contains_key(name) {
                return Err(IndexError::corrupt(MANIFEST_FILE, format!("a file {name:?}")));
            }
            let bytes = open(record, &damage)?;
            let length = bytes.whole().len();
            if length as u64 != record.bytes {
                let what = format!("{length} bytes, {} expected", record.bytes);
                return Err(IndexError::corrupt(name, what));
            }
            if bytes.seal_sum().map(|sum| format!("{sum:016x}")) != record.seal {
                return Err(IndexError::corrupt(name, "its seal is not that of the manifest"));
            }
            files.insert(name.clone(), bytes);
        }
        Ok(Self { manifest, files, damage })
    }

    /// Checks the checksum of a file.
    pub(crate) fn check(&self, name: &str) -> Result<(), IndexError> {
        let bytes = self.file(name)?;
        let checksum = blake3::hash(bytes.whole()).to_hex();
        let record = self.manifest.files.iter().find(|record| record.name == name);
        if record.is_some_and(|record| record.blake3 == checksum.as_str()) {
            Ok(())
        } else {
            Err(IndexError::corrupt(name, "its checksum is not that of the manifest"))
        }
    }

    /// The bytes of a file.
    pub(crate) fn file(&self, name: &str) -> Result<Bytes, IndexError> {
        let missing = || IndexError::corrupt(MANIFEST_FILE, format!("it names no file {name}"));
        self.files.get(name).cloned().ok_or_else(missing)
    }
}

/// Whether a name is that of a file in the same folder.
pub(crate) fn plain_name(name: &str) -> bool {
    let mut parts = Path::new(name).components();
    matches!((parts.next(), parts.next()), (Some(Component::Normal(_)), None))
        && !name.contains(['/', '\\'])
}

/// Files that every corpus has; two of them make a corpus of a folder, whatever its manifest says.
const CORE: [&str; 5] = [TOKENS, SPACES, POSTINGS, LISTS, "word.lexicon"];

/// Whether a folder is a corpus, be it whole, damaged or of another version.
#[must_use]
pub fn is_corpus(folder: &Path) -> bool {
    let named = || {
        let manifest = read_regular(&folder.join(MANIFEST_FILE)).ok()?;
        let manifest: serde_json::Value = serde_json::from_slice(&manifest).ok()?;
        Some(manifest.get("format")?.as_str()? == FORMAT_NAME)
    };
    CORE.iter().filter(|name| folder.join(name).is_file()).count() > 1 || named() == Some(true)
}

fn read_manifest(folder: &Path) -> Result<Manifest, IndexError> {
    // What is certainly a corpus is never said to be none: its manifest is damaged.
    let no_corpus = |what: &str| -> IndexError {
        if is_corpus(folder) {
            IndexError::corrupt(&folder.join(MANIFEST_FILE).display().to_string(), what)
        } else {
            IndexErrorKind::NotACorpus { path: folder.to_owned() }.into()
        }
    };
    let bytes = match read_regular(&folder.join(MANIFEST_FILE)) {
        Ok(bytes) => bytes,
        Err(error) if folder.is_dir() && error.kind() == std::io::ErrorKind::NotFound => {
            return Err(no_corpus("it is missing, though other files of a corpus are there"));
        }
        Err(error) => return Err(IndexError::io("opening corpus", folder, error)),
    };
    let value: serde_json::Value =
        serde_json::from_slice(&bytes).map_err(|error| no_corpus(&error.to_string()))?;
    if value.get("format").and_then(serde_json::Value::as_str) != Some(FORMAT_NAME) {
        return Err(no_corpus("it does not say that this is a corpus"));
    }
    let found = value.get("format_version").and_then(serde_json::Value::as_u64).unwrap_or(0);
    if found != u64::from(FORMAT_VERSION) {
        let path = folder.to_owned();
        return Err(IndexErrorKind::Version { path, expected: FORMAT_VERSION, found }.into());
    }
    if !is_sound(&bytes) {
        let what = "its checksum is not that of its bytes";
        return Err(IndexError::corrupt(&folder.join(MANIFEST_FILE).display().to_string(), what));
    }
    serde_json::from_value(value)
        .map_err(|error| IndexError::corrupt(MANIFEST_FILE, error.to_string()))
}
