//! The files of a corpus by name, mapped or in memory.

use crate::manifest::{FORMAT_NAME, MANIFEST_FILE};
use crate::{Bytes, FORMAT_VERSION, IndexError, IndexErrorKind, LayerModel, Manifest};
use std::collections::BTreeMap;
use std::path::{Component, Path};

pub(crate) const TOKENS: &str = "tokens.col";
pub(crate) const SPACES: &str = "spaces.bits";
pub(crate) const POSTINGS: &str = "postings.col";
pub(crate) const LISTS: &str = "postings.starts";
pub(crate) const DOCUMENT_TABLE: &str = "documents.arrow";
/// The files of starts, from the weakest boundary to the strongest.
pub(crate) const STARTS: [&str; 4] =
    ["sentences.starts", "segments.starts", "paragraphs.starts", "documents.starts"];
/// The name of the layer of words as they are written, which every corpus has.
pub const WORD_LAYER: &str = "word";

/// What the names of the files of a layer begin with. A layer that takes words apart has its files
/// under another name, so that `segments.starts`, which is about segments of text, stands apart
/// from the segments of words; so have columns, whose names come from their sources.
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
}

impl Parts {
    /// Maps every file that the manifest names, and checks that its length is right.
    pub(crate) fn map(folder: &Path) -> Result<Self, IndexError> {
        let manifest = read_manifest(folder)?;
        let mut files = BTreeMap::new();
        for record in &manifest.files {
            if !plain_name(&record.name) || files.contains_key(&record.name) {
                return Err(IndexError::corrupt(
                    MANIFEST_FILE,
                    format!("a file {:?}", record.name),
                ));
            }
            let bytes = Bytes::map(&folder.join(&record.name))?;
            if bytes.as_ref().len() as u64 != record.bytes {
                let what = format!("{} bytes, {} expected", bytes.as_ref().len(), record.bytes);
                return Err(IndexError::corrupt(&record.name, what));
            }
            files.insert(record.name.clone(), bytes);
        }
        Ok(Self { manifest, files })
    }

    /// Checks the checksum of a file.
    pub(crate) fn check(&self, name: &str) -> Result<(), IndexError> {
        let bytes = self.file(name)?;
        let checksum = blake3::hash(bytes.as_ref()).to_hex();
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
        let manifest = std::fs::read(folder.join(MANIFEST_FILE)).ok()?;
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
    let bytes = match std::fs::read(folder.join(MANIFEST_FILE)) {
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
    serde_json::from_value(value)
        .map_err(|error| IndexError::corrupt(MANIFEST_FILE, error.to_string()))
}
