//! Lexicons as files.

use std::io::Write as _;
use std::path::Path;

use siyaq_disk::NewFile;

use crate::build::BuiltLexicon;
use crate::error::LexiconError;
use crate::layout::Section;
use crate::lexicon::Lexicon;

impl Lexicon<Vec<u8>> {
    /// Reads a lexicon file into memory, opens it and compares the checksum of every section with
    /// its bytes, so that a damaged file gives no wrong answers.
    ///
    /// # Errors
    /// When the file cannot be read or is damaged, and as [`open`](Self::open).
    ///
    /// # Cost
    /// A second for some gigabytes, beside the reading.
    pub fn read(path: impl AsRef<Path>) -> Result<Self, LexiconError> {
        let path = path.as_ref();
        let data = siyaq_disk::read_whole(path)
            .map_err(|source| LexiconError::io("read the lexicon", path, source))?;
        let lexicon = Self::open(data)?;
        for section in Section::ALL {
            lexicon.layout.check(&lexicon.data, section)?;
        }
        Ok(lexicon)
    }
}

impl BuiltLexicon {
    /// Writes the lexicon to a file: to a temporary file beside it, which takes its name when
    /// everything has reached the disk. A file of that name is replaced.
    ///
    /// # Errors
    /// When the file cannot be written. The temporary file is then removed, and what was there
    /// before is untouched.
    pub fn write(&self, path: impl AsRef<Path>) -> Result<(), LexiconError> {
        let path = path.as_ref();
        let write = || {
            let mut file = NewFile::create(path)?;
            file.write_all(&self.bytes)?;
            file.finish()
        };
        write().map_err(|source| LexiconError::io("write the lexicon", path, source))
    }
}
