//! The bytes of one file: counted and hashed as they are on disk, then decompressed.

use crate::packed::{Compression, Packed, Trailing};
use std::io::{self, BufReader, Chain, Cursor, Read};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};

/// Why a stream gives no more bytes before its end.
#[derive(Debug)]
pub(crate) enum Break {
    /// The system failed to read.
    Io(io::Error),
    /// The compressed data end too early, or are damaged.
    Damaged { truncated: bool, message: String },
}

/// The bytes of a file as they are on disk, counted and hashed.
struct RawInput {
    inner: Box<dyn Read + Send>,
    hasher: blake3::Hasher,
    size: u64,
    /// Bytes read from all files so far.
    progress: Arc<AtomicU64>,
    /// Set when the file itself cannot be read, which a decompressor reports as its own error.
    failed: Arc<AtomicBool>,
}

impl Read for RawInput {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        loop {
            match self.inner.read(buffer) {
                Ok(count) => {
                    self.hasher.update(buffer.get(..count).unwrap_or_default());
                    self.size += count as u64;
                    self.progress.fetch_add(count as u64, Ordering::Relaxed);
                    return Ok(count);
                }
                // A decompressor could take an interruption for damage.
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => {
                    self.failed.store(true, Ordering::Relaxed);
                    return Err(error);
                }
            }
        }
    }
}

type Head = Chain<Cursor<Vec<u8>>, RawInput>;

enum Decoder {
    Plain(Box<Head>),
    Packed(Box<Packed<BufReader<Head>>>),
}

/// The decompressed bytes of a file.
pub(crate) struct Stream {
    decoder: Decoder,
    failed: Arc<AtomicBool>,
    compression: Compression,
}

/// A buffer between the file and the decompressor.
const COMPRESSED_BUFFER: usize = 128 << 10;

impl Stream {
    /// Begins to read a file; the bytes read are added to `progress`.
    pub(crate) fn open(inner: Box<dyn Read + Send>, progress: Arc<AtomicU64>) -> io::Result<Self> {
        let failed = Arc::new(AtomicBool::new(false));
        let mut raw = RawInput {
            inner,
            hasher: blake3::Hasher::new(),
            size: 0,
            progress,
            failed: Arc::clone(&failed),
        };
        let mut head = Vec::with_capacity(16);
        (&mut raw).take(16).read_to_end(&mut head)?;
        let compression = Compression::of(&head);
        let chained = Cursor::new(head).chain(raw);
        let decoder = if compression == Compression::None {
            Decoder::Plain(Box::new(chained))
        } else {
            let buffered = BufReader::with_capacity(COMPRESSED_BUFFER, chained);
            let packed = Packed::new(compression, buffered)?;
            Decoder::Packed(Box::new(packed.ok_or(io::ErrorKind::InvalidData)?))
        };
        Ok(Self { decoder, failed, compression })
    }

    /// Bytes that stand after the compressed data, known at the end.
    pub(crate) fn trailing(&self) -> Option<Trailing> {
        match &self.decoder {
            Decoder::Plain(_) => None,
            Decoder::Packed(packed) => packed.trailing(),
        }
    }

    /// How the file is compressed.
    pub(crate) fn compression(&self) -> Compression {
        self.compression
    }

    /// Reads some bytes; 0 at the end.
    pub(crate) fn read(&mut self, buffer: &mut [u8]) -> Result<usize, Break> {
        let result = match &mut self.decoder {
            Decoder::Plain(decoder) => decoder.read(buffer),
            Decoder::Packed(decoder) => decoder.read(buffer),
        };
        result.map_err(|error| self.broken(error))
    }

    fn broken(&self, error: io::Error) -> Break {
        if self.compression == Compression::None || self.failed.load(Ordering::Relaxed) {
            return Break::Io(error);
        }
        let truncated = error.kind() == io::ErrorKind::UnexpectedEof;
        Break::Damaged { truncated, message: error.to_string() }
    }

    /// Reads the file to its end and gives its size and hash.
    pub(crate) fn finish(self) -> io::Result<(u64, blake3::Hash)> {
        let head = match self.decoder {
            Decoder::Plain(head) => *head,
            Decoder::Packed(packed) => match packed.into_inner() {
                Some(buffered) => buffered.into_inner(),
                None => return Err(io::ErrorKind::InvalidData.into()),
            },
        };
        let (_, mut raw) = head.into_inner();
        io::copy(&mut raw, &mut io::sink())?;
        Ok((raw.size, raw.hasher.finalize()))
    }
}

/// Kinds of file that are no text, with what to do about each.
const UNSUPPORTED: &[(&[u8], &str, &str)] = &[
    (b"PK\x03\x04", "a zip archive or an office document", "unpack it or save it as text first"),
    (b"%PDF-", "a PDF file", "convert it to text first"),
    (b"\xfd7zXZ\0", "compressed with xz", "decompress it, or pipe it in with  xz -dc"),
    (b"BZh", "compressed with bzip2", "decompress it, or pipe it in with  bzip2 -dc"),
    (b"\x04\x22\x4d\x18", "compressed with lz4", "decompress it, or pipe it in with  lz4 -dc"),
    (b"\x1f\x9d", "compressed with compress", "decompress it, or pipe it in with  gzip -dc"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive", "unpack it first"),
    (b"Rar!\x1a\x07", "a rar archive", "unpack it first"),
    (b"PAR1", "a Parquet file", "convert it to JSONL first"),
    (b"SQLite format 3\0", "an SQLite database", "export its table as CSV first"),
    (b"\x89PNG\r\n\x1a\n", "an image", "leave it out"),
    (b"\xff\xd8\xff", "an image", "leave it out"),
    (b"GIF8", "an image", "leave it out"),
    (b"\x7fELF", "a program", "leave it out"),
    (b"ID3\x03", "a sound", "leave it out"),
    (b"ID3\x04", "a sound", "leave it out"),
    (b"OggS\0", "a sound", "leave it out"),
    (b"fLaC\0", "a sound", "leave it out"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old office document", "save it as text first"),
];

/// What kind of unreadable file the first bytes show, and what to do.
pub(crate) fn unsupported(head: &[u8]) -> Option<(&'static str, &'static str)> {
    let known = UNSUPPORTED.iter().find(|(magic, ..)| head.starts_with(magic));
    if let Some((_, what, advice)) = known {
        return Some((what, advice));
    }
    let tar = head.get(257..262) == Some(b"ustar");
    tar.then_some(("a tar archive", "unpack it and name the folder"))
}

/// What kind of markup the first bytes of a file show that is named as none and would be read as text
/// with all its tags.
pub(crate) fn markup(head: &[u8]) -> Option<&'static str> {
    const KINDS: [(&[u8], &str); 4] = [
        (b"<?xml", "an XML file"),
        (b"<!doctype html", "an HTML file"),
        (b"<html", "an HTML file"),
        (b"{\\rtf", "an RTF file"),
    ];
    let head = head.trim_ascii_start();
    let begins = |start: &[u8]| {
        head.get(..start.len()).is_some_and(|begin| begin.eq_ignore_ascii_case(start))
    };
    KINDS.into_iter().find(|(start, _)| begins(start)).map(|(_, what)| what)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn archives_are_known() {
        assert!(unsupported(b"PK\x03\x04....").is_some());
        assert!(unsupported("نص عادي".as_bytes()).is_none());
        assert!(unsupported(b"\xfd7zXZ\0\0\x04").is_some());
        let mut tar = vec![0u8; 512];
        tar[257..262].copy_from_slice(b"ustar");
        assert_eq!(unsupported(&tar).unwrap().0, "a tar archive");
    }
}
