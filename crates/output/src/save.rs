//! A result and its manifest, both on disk.

use std::io::Write;
use std::path::{Path, PathBuf};

use crate::error::OutputError;
use crate::file::{Digest, OutputFile};
use crate::manifest::ResultManifest;
use crate::options::WriteOptions;
use crate::rows::Rows;
use crate::write::{Written, write_rows};

/// What [`save_rows`] left on the disk.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Saved {
    /// Rows and bytes.
    pub written: Written,
    /// Size and hash of the file.
    pub digest: Digest,
    /// Where the manifest stands; none when the target is no regular file, as `/dev/stdout`.
    pub manifest: Option<PathBuf>,
}

/// Writes `bytes`, which hold so many rows of `format`, to the file at `path`, and `manifest` beside it.
pub(crate) fn save_bytes(
    bytes: &[u8],
    (format, rows): (&str, u64),
    path: &Path,
    manifest: ResultManifest,
) -> Result<Saved, OutputError> {
    let mut file = OutputFile::create(path)?;
    file.write_all(bytes).map_err(OutputError::write)?;
    finish(file, format, Written { rows, bytes: bytes.len() as u64 }, path, manifest)
}

/// Ends a file and writes its manifest.
fn finish(
    file: OutputFile,
    format: &str,
    written: Written,
    path: &Path,
    manifest: ResultManifest,
) -> Result<Saved, OutputError> {
    let (digest, manifest) = finish_with_manifest(file, (format, written.rows), path, manifest)?;
    Ok(Saved { written, digest, manifest })
}

/// Puts the file that is to stand at `path`, of so many rows of `format`, into its place, and `manifest`, completed with what was
/// written, beside it. Gives the path of the manifest; none when the target is no regular file.
///
/// # Errors
/// As [`OutputFile::create`] and [`OutputFile::finish`], for either of the two. When the manifest cannot be written, there is no
/// result either, and an older one stays as it was.
///
/// # Examples
/// ```
/// use siyaq_output::{OutputFile, ResultManifest, finish_with_manifest};
/// use std::{io::Write, time::SystemTime};
///
/// let folder = tempfile::tempdir()?;
/// let path = folder.path().join("words.tsv");
/// let mut file = OutputFile::create(&path)?;
/// file.write_all("form\tfreq\nفي\t30\nمن\t21\n".as_bytes())?;
/// let manifest = ResultManifest::new("words", "siyaq", "0.1.0", SystemTime::now());
/// let (digest, beside) = finish_with_manifest(file, ("tsv", 2), &path, manifest)?;
/// // The manifest says what stands in the file.
/// let result = ResultManifest::read(beside.expect("a regular file"))?.result;
/// assert_eq!((result.file.as_str(), result.rows), ("words.tsv", 2));
/// assert_eq!(result.bytes, std::fs::metadata(&path)?.len());
/// assert_eq!((result.bytes, result.blake3), (digest.bytes, digest.blake3));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn finish_with_manifest(
    mut file: OutputFile,
    (format, rows): (&str, u64),
    path: &Path,
    mut manifest: ResultManifest,
) -> Result<(Digest, Option<PathBuf>), OutputError> {
    if file.is_direct() {
        return Ok((file.finish()?, None));
    }
    let digest = file.settle()?;
    manifest.set_result(format, rows, &digest);
    let (beside, place) = manifest.begin_beside(path)?;
    file.finish()?;
    beside.finish()?;
    Ok((digest, Some(place)))
}

/// Writes `rows` to the file at `path` and `manifest`, completed with what was written, to `FILE.manifest.json` beside it.
///
/// # Errors
/// As [`write_rows`], [`OutputFile::create`] and [`OutputFile::finish`]. When the rows cannot be written, an older result of that name
/// stays as it was.
///
/// # Examples
/// ```
/// use siyaq_output::{Column, OwnedCell, ResultManifest, RowTable, WriteOptions, digest_file, save_rows};
/// use std::time::SystemTime;
///
/// let mut words = RowTable::new(vec![Column::text("form"), Column::integer("freq")]);
/// words.push(vec![OwnedCell::Text("في".into()), OwnedCell::Integer(30)]);
/// let folder = tempfile::tempdir()?;
/// let path = folder.path().join("words.csv");
/// let manifest = ResultManifest::new("words", "siyaq", "0.1.0", SystemTime::now());
/// let saved = save_rows(&words, &WriteOptions::default(), &path, manifest)?;
/// assert_eq!(std::fs::read_to_string(&path)?, "form,freq\nفي,30\n");
/// // The manifest beside it lets anybody see that the file is still the same.
/// let manifest = ResultManifest::read(folder.path().join("words.csv.manifest.json"))?;
/// assert_eq!(manifest.result.blake3, digest_file(&path)?.blake3);
/// # assert_eq!(saved.written.rows, 1);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn save_rows<R: Rows + ?Sized>(
    rows: &R,
    options: &WriteOptions,
    path: impl AsRef<Path>,
    manifest: ResultManifest,
) -> Result<Saved, OutputError> {
    let path = path.as_ref();
    let mut file = OutputFile::create(path)?;
    let written = write_rows(rows, options, &mut file)?;
    let mut manifest = manifest;
    manifest.result.tests = rows.tests().into_iter().collect();
    finish(file, options.format.name(), written, path, manifest)
}
