//! What one worker of a build collects.

use crate::intern::{Forms, Interner, Pending};
use crate::{Boundary, Document, IndexError, TokenClass};

/// The tokens that one worker has seen, interned as they come.
///
/// Workers take batches of documents in any order; the number of a batch says where it belongs, so
/// the corpus does not depend on which worker did what.
///
/// Memory: five bytes a token, and every distinct form once.
#[derive(Debug, Default)]
pub struct Shard {
    interner: Interner,
    batches: Vec<ShardBatch>,
    /// The last tokens of the last batch, which wait for their numbers.
    pending: Pending,
    /// Why not all words could be taken.
    failed: Option<IndexError>,
}

#[derive(Debug, Default)]
pub(crate) struct ShardBatch {
    pub(crate) ordinal: u64,
    pub(crate) documents: Vec<Document>,
    /// Word numbers of the shard.
    pub(crate) tokens: Vec<u32>,
    /// For each token: the boundary before it in the low bits, `SPACE` where space lies before it.
    pub(crate) marks: Vec<u8>,
}

pub(crate) const SPACE: u8 = 0x80;

impl Shard {
    /// An empty shard.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Starts the batch with this number. Every batch of a build has another number.
    pub fn start_batch(&mut self, ordinal: u64) {
        self.settle();
        let like = self.batches.last().map_or(0, |batch| batch.tokens.len() / 8 * 9);
        let (tokens, marks) = (Vec::with_capacity(like), Vec::with_capacity(like));
        self.batches.push(ShardBatch { ordinal, documents: Vec::new(), tokens, marks });
    }

    /// Starts a document. Its text is not kept: its tokens are pushed one by one. Its first token
    /// has [`Boundary::Document`] whatever is pushed with it; a document without any token has an
    /// empty range of positions.
    pub fn start_document(&mut self, mut document: Document) {
        document.text = String::new();
        if self.batches.is_empty() {
            self.start_batch(0);
        }
        if let Some(batch) = self.batches.last_mut() {
            batch.documents.push(document);
            batch.marks.push(DOCUMENT_MARK);
        }
    }

    /// Adds the next token of the document.
    pub fn push(&mut self, form: &str, class: TokenClass, boundary: Boundary, space_before: bool) {
        self.push_from(form, form.len(), class, boundary, space_before);
    }

    /// Adds the next token of the document: the first `len` bytes of `rest`, the text of the
    /// document from the token on. Other than with [`push`](Self::push), the form is read in one go,
    /// whatever its length. Nothing is added where `len` ends within a character.
    #[inline]
    pub fn push_from(
        &mut self,
        rest: &str,
        len: usize,
        class: TokenClass,
        boundary: Boundary,
        space_before: bool,
    ) {
        let Some(batch) = self.batches.last_mut() else { return };
        if !rest.is_char_boundary(len) {
            return;
        }
        self.pending.push(rest.as_bytes(), len, class as u8);
        let space = if space_before { SPACE } else { 0 };
        batch.marks.push(boundary as u8 | space);
        if self.pending.len() >= Pending::FULL {
            self.settle();
        }
    }

    /// Whether all words could be taken so far. Who asks after each batch ends early what cannot
    /// succeed; finishing the corpus asks anyhow.
    ///
    /// # Errors
    /// When there were too many words, or not enough memory for them.
    pub fn check(&self) -> Result<(), IndexError> {
        self.failed.as_ref().map_or(Ok(()), |error| Err(error.kind().clone().into()))
    }

    /// The documents with the numbers of their batches, in the order in which they came: to look
    /// at all of them, or to set metadata that only all of them tell.
    pub fn documents_mut(&mut self) -> impl Iterator<Item = (u64, &mut Document)> {
        self.batches.iter_mut().flat_map(|batch| {
            let ordinal = batch.ordinal;
            batch.documents.iter_mut().map(move |document| (ordinal, document))
        })
    }

    /// Numbers the forms that wait.
    fn settle(&mut self) {
        let Some(batch) = self.batches.last_mut() else { return };
        if let Err(error) = self.interner.add_pending(&mut self.pending, &mut batch.tokens) {
            self.failed.get_or_insert(error);
        }
    }

    /// The batches and the words they are numbered by.
    pub(crate) fn finish(mut self) -> Result<(Vec<ShardBatch>, Forms), IndexError> {
        self.settle();
        self.check()?;
        Ok((self.batches, self.interner.finish()?))
    }
}

/// Stands in the marks where a document starts.
pub(crate) const DOCUMENT_MARK: u8 = 0x7f;
