//! What a corpus says of itself.

use crate::{LayerModel, QueryRule, TokenClass};
use serde::{Deserialize, Serialize};

/// The version of the layout that this library writes and reads.
pub const FORMAT_VERSION: u32 = 2;
/// The name of the format in the manifest.
pub(crate) const FORMAT_NAME: &str = "siyaq-corpus";
/// The file that makes a folder a corpus.
pub(crate) const MANIFEST_FILE: &str = "manifest.json";

/// The manifest of a corpus: everything needed to know where it comes from and to check it. It
/// holds no time and no thread count, so that the same input and options give the same bytes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Manifest {
    /// `siyaq-corpus`.
    pub format: String,
    /// The version of the layout.
    pub format_version: u32,
    /// The version of the tool that wrote the corpus.
    pub tool_version: String,
    /// The hash of the corpus: BLAKE3 over the names and hashes of its files, in hexadecimal.
    pub corpus_hash: String,
    /// The options of the build.
    pub options: serde_json::Value,
    /// The files the documents come from.
    pub sources: Vec<SourceRecord>,
    /// How much there is.
    pub counts: Counts,
    /// The metadata fields: `name`, `name:int` or `name:date`.
    pub fields: Vec<String>,
    /// The layers, the words first.
    pub layers: Vec<LayerRecord>,
    /// The structures beside those that every corpus has.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub structures: Vec<StructureRecord>,
    /// What was wrong in the sources, counted.
    pub problems: Vec<ProblemCount>,
    /// The files of the corpus.
    pub files: Vec<FileRecord>,
}

/// A file that documents were read from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SourceRecord {
    /// The path as it was given.
    pub path: String,
    /// Its size on disk in bytes.
    pub bytes: u64,
    /// BLAKE3 of its bytes, in hexadecimal.
    pub blake3: String,
    /// The encoding its text was decoded from.
    pub encoding: String,
    /// The compression it was read through.
    pub compression: String,
}

/// How much there is in a corpus.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Counts {
    /// Documents.
    pub documents: u64,
    /// Paragraphs.
    pub paragraphs: u64,
    /// Items: paragraphs, and the headlines of a list on one line.
    pub items: u64,
    /// Sentences.
    pub sentences: u64,
    /// Tokens of every class.
    pub tokens: u64,
    /// Tokens of each class, by its name.
    pub tokens_by_class: std::collections::BTreeMap<String, u64>,
}

impl Counts {
    /// From how many sentences, items, paragraphs and documents there are, how many tokens, and
    /// the class and the frequency of each word.
    pub(crate) fn new(
        [sentences, items, paragraphs, documents]: [u64; 4],
        tokens: u64,
        words: impl Iterator<Item = (u8, u64)>,
    ) -> Self {
        let mut by_class = [0u64; TokenClass::ALL.len()];
        for (class, freq) in words {
            if let Some(sum) = by_class.get_mut(usize::from(class)) {
                *sum = sum.saturating_add(freq);
            }
        }
        let named = TokenClass::ALL.iter().map(|class| class.name().to_owned()).zip(by_class);
        let tokens_by_class = named.filter(|(_, count)| *count > 0).collect();
        Self { documents, paragraphs, items, sentences, tokens, tokens_by_class }
    }
}

/// A layer of a corpus.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct LayerRecord {
    /// The name.
    pub name: String,
    /// What it makes of the words.
    pub kind: LayerModel,
    /// How a word of a query becomes a form of it.
    pub query: QueryRule,
    /// How many distinct forms it has.
    pub forms: u32,
    /// Of a layer that takes words apart, how many tokens it has. On every other layer each word
    /// is one token.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tokens: Option<u64>,
    /// What it was made with, where its name does not say everything.
    #[serde(default, skip_serializing_if = "serde_json::Value::is_null")]
    pub options: serde_json::Value,
}

impl LayerRecord {
    /// The record of the words as they are written.
    pub(crate) fn words(name: &str, forms: u32) -> Self {
        Self {
            name: name.to_owned(),
            kind: LayerModel::Word,
            query: QueryRule::default(),
            forms,
            tokens: None,
            options: serde_json::Value::Null,
        }
    }
}

/// A structure of a corpus beside those that every corpus has.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct StructureRecord {
    /// The name.
    pub name: String,
    /// How many ranges it has.
    pub ranges: u64,
    /// The attributes of the ranges.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub attributes: Vec<AttributeRecord>,
}

/// An attribute of a structure.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct AttributeRecord {
    /// Its name and type: `name`, `name:int` or `name:date`.
    pub field: String,
    /// How many different values it has.
    pub values: u64,
}

/// A kind of problem in the sources, and how often it was met.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProblemCount {
    /// What it was.
    pub problem: String,
    /// How often.
    pub count: u64,
}

/// A file of a corpus.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileRecord {
    /// Its name in the folder.
    pub name: String,
    /// Its size in bytes.
    pub bytes: u64,
    /// BLAKE3 of its bytes, in hexadecimal.
    pub blake3: String,
    /// The checksum of the checksums of its pages, in hexadecimal; a file without a seal has none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub seal: Option<String>,
}

/// The hash of a whole corpus.
pub(crate) fn corpus_hash(files: &[FileRecord]) -> String {
    let mut hasher = blake3::Hasher::new();
    for file in files {
        hasher.update(file.name.as_bytes()).update(b"\0").update(file.blake3.as_bytes());
        hasher.update(b"\n");
    }
    hasher.finalize().to_hex().to_string()
}

/// What stands before and after the checksum at the end of a manifest.
const CHECK: (&[u8], &[u8]) = (b",\n  \"check\": \"", b"\"\n}");
/// Hexadecimal digits of the checksum.
const DIGITS: usize = 64;

/// The bytes of a manifest: JSON whose last entry, `check`, is BLAKE3 over all bytes before that
/// entry.
pub(crate) fn to_bytes(manifest: &Manifest) -> Result<Vec<u8>, serde_json::Error> {
    let mut bytes = serde_json::to_vec_pretty(manifest)?;
    // The end of the object.
    bytes.truncate(bytes.len() - 2);
    let check = blake3::hash(&bytes).to_hex();
    bytes.extend_from_slice(CHECK.0);
    bytes.extend_from_slice(check.as_bytes());
    bytes.extend_from_slice(CHECK.1);
    Ok(bytes)
}

/// Whether the checksum at the end of a manifest is that of its bytes.
pub(crate) fn is_sound(bytes: &[u8]) -> bool {
    let content = || {
        let (content, check) = bytes
            .split_at_checked(bytes.len().checked_sub(CHECK.0.len() + DIGITS + CHECK.1.len())?)?;
        let digits = check.strip_prefix(CHECK.0)?.strip_suffix(CHECK.1)?;
        Some(blake3::hash(content).to_hex().as_bytes() == digits)
    };
    content() == Some(true)
}
