//! Bytes of a corpus file: memory-mapped, or built in memory.

use crate::IndexError;
use std::fs::File;
use std::path::Path;
use std::sync::Arc;

/// The bytes of one file of a corpus, shared and cheap to clone.
#[derive(Clone, Debug)]
pub struct Bytes(Arc<Backing>);

#[derive(Debug)]
enum Backing {
    Owned(Vec<u8>),
    Mapped(memmap2::Mmap),
}

impl Bytes {
    /// Maps a file into memory.
    ///
    /// # Errors
    /// When the file cannot be opened or mapped.
    pub(crate) fn map(path: &Path) -> Result<Self, IndexError> {
        let file = File::open(path).map_err(|error| IndexError::io("opening", path, error))?;
        let length = file.metadata().map_err(|error| IndexError::io("reading", path, error))?.len();
        if length == 0 {
            return Ok(Self::from(Vec::new()));
        }
        #[expect(unsafe_code, reason = "a memory map is the point of the layout")]
        // SAFETY: A corpus is written under another name, renamed when complete and never changed
        // in place, so the mapped bytes do not change under us; a corpus that another program
        // truncates while it is open is outside what this format promises.
        let map = unsafe { memmap2::Mmap::map(&file) };
        map.map(|map| Self(Arc::new(Backing::Mapped(map))))
            .map_err(|error| IndexError::io("mapping", path, error))
    }
}

impl From<Vec<u8>> for Bytes {
    fn from(bytes: Vec<u8>) -> Self {
        Self(Arc::new(Backing::Owned(bytes)))
    }
}

impl AsRef<[u8]> for Bytes {
    #[inline]
    fn as_ref(&self) -> &[u8] {
        match &*self.0 {
            Backing::Owned(bytes) => bytes,
            Backing::Mapped(map) => map,
        }
    }
}
