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
    mut manifest: ResultManifest,
) -> Result<Saved, OutputError> {
    let direct = file.is_direct();
    let digest = file.finish()?;
    manifest.set_result(format, written.rows, &digest);
    let manifest = if direct { None } else { Some(manifest.write_beside(path)?) };
    Ok(Saved { written, digest, manifest })
}

/// Writes `rows` to the file at `path` and `manifest`, completed with what was written, to `FILE.manifest.json` beside it.
///
/// # Errors
/// As [`write_rows`], [`OutputFile::create`] and [`OutputFile::finish`]. When the rows cannot be written, an older result of that name
/// stays as it was.
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
