//! What one worker of a build collects.

use crate::intern::{Forms, Interner, Pending};
use crate::regions::{Region, RegionTexts, Regions};
use crate::{Boundary, Document, IndexError, IndexErrorKind, TokenClass};
use std::ops::Range;

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
    /// Columns beside the words: what else every token has.
    columns: Vec<Column>,
    regions: Regions,
    /// The place in the batch of the first token of the document.
    document_start: u64,
    /// The class of the last token.
    class: u8,
    /// Why not all could be taken.
    failed: Option<IndexError>,
}

/// A column beside the words. Its forms are values with the class of the token behind them, so that
/// what is numbered belongs to one class.
#[derive(Debug)]
struct Column {
    name: String,
    interner: Interner,
    pending: Pending,
    form: String,
}

/// Stands for the value of a token that has none, as in treebanks.
const NO_VALUE: &str = "_";

/// The letter that stands for a class behind the values of a column.
fn class_letter(class: u8) -> char {
    char::from(b'a' + class)
}

#[derive(Debug, Default)]
pub(crate) struct ShardBatch {
    pub(crate) ordinal: u64,
    pub(crate) documents: Vec<Document>,
    /// Word numbers of the shard.
    pub(crate) tokens: Vec<u32>,
    /// For each token: the boundary before it in the low bits, `SPACE` where space lies before it.
    pub(crate) marks: Vec<u8>,
    /// For each column the numbers of its values.
    pub(crate) columns: Vec<Vec<u32>>,
    /// The ranges that were closed, by the places of the tokens in the batch.
    pub(crate) regions: Vec<Region>,
}

impl ShardBatch {
    /// How many tokens it has, those that wait for their numbers among them.
    pub(crate) fn token_count(&self) -> u64 {
        (self.marks.len() - self.documents.len()) as u64
    }
}

/// What a shard is when everything is in it.
pub(crate) struct Finished {
    pub(crate) batches: Vec<ShardBatch>,
    /// The words that the tokens are numbered by.
    pub(crate) words: Forms,
    /// The columns by name, with the values that they are numbered by.
    pub(crate) columns: Vec<(String, Forms)>,
    pub(crate) texts: RegionTexts,
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
        self.close_regions();
        self.settle();
        let like = self.batches.last().map_or(0, |batch| batch.tokens.len() / 8 * 9);
        let (tokens, marks) = (Vec::with_capacity(like), Vec::with_capacity(like));
        let columns = vec![Vec::new(); self.columns.len()];
        let (documents, regions) = (Vec::new(), Vec::new());
        self.batches.push(ShardBatch { ordinal, documents, tokens, marks, columns, regions });
    }

    /// Gives every token values of its own beside its word, in columns of these names: each becomes a
    /// layer. [`annotate`](Self::annotate) is to be called for every token then. Nothing changes where
    /// the columns are these already.
    ///
    /// # Errors
    /// When a name has other signs than Latin letters, digits, `_` and `-` or is there twice, and when
    /// there are tokens already that have other columns, or none.
    pub fn set_columns(&mut self, names: &[&str]) -> Result<(), IndexError> {
        if self.columns.iter().map(|column| column.name.as_str()).eq(names.iter().copied()) {
            return Ok(());
        }
        let wrong = |message: String| Err(IndexErrorKind::Columns { message }.into());
        if self.batches.iter().any(|batch| batch.token_count() > 0) {
            let old: Vec<&str> = self.columns.iter().map(|column| column.name.as_str()).collect();
            let listed = |names: &[&str]| match names {
                [] => "no columns".to_owned(),
                _ => format!("the columns {}", names.join(", ")),
            };
            return wrong(format!(
                "some documents have {}, others {}: build corpora of their own of them",
                listed(&old),
                listed(names)
            ));
        }
        for (place, name) in names.iter().enumerate() {
            let fits = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-');
            if name.is_empty() || name.len() > LONGEST_NAME || !name.chars().all(fits) {
                return wrong(format!(
                    "{name:?} is no name of a column: it has Latin letters, digits, _ and -, at most \
                     {LONGEST_NAME}"
                ));
            }
            if names.iter().take(place).any(|other| other == name) {
                return wrong(format!("two columns are called {name}"));
            }
        }
        let column = |name: &&str| Column {
            name: (*name).to_owned(),
            interner: Interner::default(),
            pending: Pending::default(),
            form: String::new(),
        };
        self.columns = names.iter().map(column).collect();
        for batch in &mut self.batches {
            batch.columns = vec![Vec::new(); self.columns.len()];
        }
        Ok(())
    }

    /// The values of the last token, one for each column; an empty one is taken for `_`. Other numbers
    /// of values are told by [`check`](Self::check).
    pub fn annotate(&mut self, values: &[&str]) {
        if values.len() != self.columns.len() {
            let (found, expected) = (values.len(), self.columns.len());
            let message = format!("a token has {found} values for {expected} columns");
            self.failed.get_or_insert_with(|| IndexErrorKind::Columns { message }.into());
            return;
        }
        for (column, value) in self.columns.iter_mut().zip(values) {
            column.form.clear();
            column.form.push_str(if value.is_empty() { NO_VALUE } else { value });
            column.form.push(class_letter(self.class));
            column.pending.push(column.form.as_bytes(), column.form.len(), self.class);
        }
        if self.columns.first().is_some_and(|column| column.pending.len() >= Pending::FULL) {
            self.settle_columns();
        }
    }

    /// Opens a range of a structure before the next token.
    pub fn open(&mut self, structure: &str, attributes: &[(&str, &str)]) {
        let pos = self.batches.last().map_or(0, ShardBatch::token_count);
        self.regions.open(structure, attributes, pos);
    }

    /// Closes the innermost open range of a structure after the last token, and says whether there was
    /// one. The end of a document closes what is open.
    pub fn close(&mut self, structure: &str) -> bool {
        let Some(batch) = self.batches.last_mut() else { return false };
        let region = self.regions.close(structure, batch.token_count());
        let found = region.is_some();
        batch.regions.extend(region);
        found
    }

    /// Adds a range of a structure that is known as a whole: `tokens` counts the tokens of the document.
    /// A range beyond its tokens ends with them.
    pub fn add_range(&mut self, structure: &str, tokens: Range<u64>, attributes: &[(&str, &str)]) {
        let Some(batch) = self.batches.last_mut() else { return };
        let end = batch.token_count();
        let at = |token: u64| self.document_start.saturating_add(token).min(end);
        let (from, to) = (at(tokens.start), at(tokens.end));
        let region = self.regions.whole(structure, attributes, from..to.max(from));
        batch.regions.push(region);
    }

    fn close_regions(&mut self) {
        if let Some(batch) = self.batches.last_mut() {
            let pos = batch.token_count();
            batch.regions.extend(self.regions.close_all(pos));
        }
    }

    /// Starts a document. Its text is not kept: its tokens are pushed one by one. Its first token
    /// has [`Boundary::Document`] whatever is pushed with it; a document without any token has an
    /// empty range of positions.
    pub fn start_document(&mut self, mut document: Document) {
        document.text = String::new();
        if self.batches.is_empty() {
            self.start_batch(0);
        }
        self.close_regions();
        if let Some(batch) = self.batches.last_mut() {
            self.document_start = batch.token_count();
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
        self.class = class as u8;
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
        self.settle_columns();
    }

    /// Numbers the values that wait.
    fn settle_columns(&mut self) {
        let Some(batch) = self.batches.last_mut() else { return };
        for (column, numbers) in self.columns.iter_mut().zip(&mut batch.columns) {
            if let Err(error) = column.interner.add_pending(&mut column.pending, numbers) {
                self.failed.get_or_insert(error);
            }
        }
    }

    /// The batches, and what they are numbered by.
    pub(crate) fn finish(mut self) -> Result<Finished, IndexError> {
        self.close_regions();
        self.settle();
        self.check()?;
        let whole = |batch: &ShardBatch| {
            batch.columns.iter().all(|column| column.len() == batch.tokens.len())
        };
        if !self.batches.iter().all(whole) {
            let message = "some tokens have no values for the columns of the others".to_owned();
            return Err(IndexErrorKind::Columns { message }.into());
        }
        let columns = self
            .columns
            .into_iter()
            .map(|column| column.interner.finish().map(|forms| (column.name, forms)));
        Ok(Finished {
            batches: self.batches,
            words: self.interner.finish()?,
            columns: columns.collect::<Result<_, _>>()?,
            texts: self.regions.finish(),
        })
    }
}

/// The longest name of a column.
const LONGEST_NAME: usize = 40;

/// Stands in the marks where a document starts.
pub(crate) const DOCUMENT_MARK: u8 = 0x7f;
