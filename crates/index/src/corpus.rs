//! An open corpus.

use crate::layer::{Inverse, Shape};
use crate::parts::{
    DOCUMENT_TABLE, LISTS, POSTINGS, Parts, SPACES, STARTS, TOKENS, WORD_LAYER, layer_stem,
};
use crate::postings::PostingsFile;
use crate::{
    Boundary, Bytes, DocId, Documents, FieldSpec, IndexError, IndexErrorKind, Layer, LayerRecord,
    Manifest, PackedIds, Postings, Split, Starts, TermId, TokenColumn,
};
use siyaq_lexicon::Lexicon;
use std::ops::Range;
use std::path::Path;
use std::sync::OnceLock;

/// A corpus, open for reading. It is shared between threads freely.
#[derive(Debug)]
pub struct Corpus {
    parts: Parts,
    tokens: TokenColumn,
    spaces: Bytes,
    postings: PostingsFile,
    starts: [Starts; 4],
    layers: Vec<Layer>,
    fields: Vec<FieldSpec>,
    documents: OnceLock<Documents>,
}

impl Corpus {
    /// Opens the corpus in a folder by memory map.
    ///
    /// # Errors
    /// When the folder holds no corpus, one of another format version, or one whose files are
    /// missing or have not the lengths, seals and footers that the manifest promises. Damage inside
    /// a file is met when it is read, see [`sound`](Self::sound); [`verify`](Self::verify) reads
    /// everything.
    ///
    /// # Cost
    /// A few milliseconds, whatever the size.
    pub fn open(folder: &Path) -> Result<Self, IndexError> {
        Self::from_parts(Parts::map(folder)?)
    }

    pub(crate) fn from_parts(parts: Parts) -> Result<Self, IndexError> {
        let tokens = TokenColumn::open(TOKENS, parts.file(TOKENS)?)?;
        let spaces = parts.file(SPACES)?;
        if spaces.len() as u64 != tokens.count().div_ceil(8) {
            return Err(IndexError::corrupt(SPACES, "its length is not that of the tokens"));
        }
        let lists = Starts::open(LISTS, parts.file(LISTS)?)?;
        if lists.len() != u64::from(tokens.types()) {
            return Err(IndexError::corrupt(LISTS, "it has not one list for each word"));
        }
        let postings = PostingsFile::open(POSTINGS, parts.file(POSTINGS)?, lists)?;
        let [sentences, segments, paragraphs, documents] = STARTS;
        let open_starts = |name: &str| {
            let starts = Starts::open(name, parts.file(name)?)?;
            if starts.get(starts.len()) == tokens.count() {
                Ok(starts)
            } else {
                Err(IndexError::corrupt(name, "it does not end with the tokens"))
            }
        };
        let starts = [
            open_starts(sentences)?,
            open_starts(segments)?,
            open_starts(paragraphs)?,
            open_starts(documents)?,
        ];
        let layers = parts
            .manifest
            .layers
            .iter()
            .map(|record| open_layer(&parts, record, tokens.types()))
            .collect::<Result<Vec<_>, _>>()?;
        if layers.first().is_none_or(|layer| layer.name() != WORD_LAYER) {
            return Err(IndexError::corrupt("manifest.json", "its first layer is not the words"));
        }
        let fields = parts
            .manifest
            .fields
            .iter()
            .map(|field| field.parse::<FieldSpec>())
            .collect::<Result<Vec<_>, _>>()
            .map_err(|error| IndexError::corrupt("manifest.json", error.to_string()))?;
        let documents = OnceLock::new();
        Ok(Self { parts, tokens, spaces, postings, starts, layers, fields, documents })
    }

    /// What the corpus says of itself.
    #[must_use]
    pub fn manifest(&self) -> &Manifest {
        &self.parts.manifest
    }

    /// Whether everything that has been read so far was sound.
    ///
    /// The files are not read as a whole when a corpus is opened: each page is compared with its
    /// checksum when it is first looked at. What reads from a corpus gives less or something else
    /// where a page is damaged, and this says so afterwards: ask before you trust a result. A program
    /// that shall end at once says so with [`on_damage`](crate::on_damage).
    ///
    /// # Errors
    /// The first damage that was met.
    pub fn sound(&self) -> Result<(), IndexError> {
        self.parts.damage.check()
    }

    pub(crate) fn parts(&self) -> &Parts {
        &self.parts
    }

    /// How many tokens there are, punctuation included.
    #[must_use]
    pub fn token_count(&self) -> u64 {
        self.tokens.count()
    }

    /// How many documents there are.
    #[must_use]
    pub fn document_count(&self) -> u32 {
        u32::try_from(self.boundaries(Boundary::Document).len()).unwrap_or(u32::MAX)
    }

    /// The word at every position.
    #[must_use]
    pub fn tokens(&self) -> &TokenColumn {
        &self.tokens
    }

    /// Whether white space lies before the token in its source.
    #[inline]
    #[must_use]
    pub fn space_before(&self, pos: u64) -> bool {
        let byte = usize::try_from(pos / 8).ok();
        let byte = byte.and_then(|place| self.spaces.get(place..place + 1)?.first());
        byte.is_some_and(|byte| byte >> (pos % 8) & 1 == 1)
    }

    /// The layers, the words first.
    #[must_use]
    pub fn layers(&self) -> &[Layer] {
        &self.layers
    }

    /// The words as written.
    #[must_use]
    pub fn words(&self) -> &Layer {
        let [words, ..] = self.layers.as_slice() else {
            unreachable!("a corpus opens only with the layer of its words")
        };
        words
    }

    /// The layer of a name.
    ///
    /// # Errors
    /// When there is none; the error lists those there are.
    pub fn layer(&self, name: &str) -> Result<&Layer, IndexError> {
        self.layers.iter().find(|layer| layer.name() == name).ok_or_else(|| {
            let known: Vec<&str> = self.layers.iter().map(Layer::name).collect();
            let (name, known) = (name.to_owned(), known.join(", "));
            IndexErrorKind::UnknownLayer { name, known }.into()
        })
    }

    /// The positions of a word.
    #[must_use]
    pub fn postings(&self, word: TermId) -> Postings<'_> {
        let count = self.words().lexicon().freq(word);
        self.postings.list(&self.tokens, word.0, count)
    }

    /// The blocks of tokens that the list of a word names.
    pub(crate) fn listed_blocks(&self, word: TermId) -> impl Iterator<Item = u64> + '_ {
        let (count, blocks) = (self.words().lexicon().freq(word), self.tokens.blocks() as u64);
        self.postings.blocks(u64::from(word.0), count, blocks)
    }

    /// Where units of at least this strength start. Every token starts a unit of
    /// [`Boundary::None`]; ask for [`Boundary::Sentence`] or stronger.
    #[must_use]
    pub fn boundaries(&self, at_least: Boundary) -> &Starts {
        let [sentences, segments, paragraphs, documents] = &self.starts;
        match at_least {
            Boundary::None | Boundary::Sentence => sentences,
            Boundary::Segment => segments,
            Boundary::Paragraph => paragraphs,
            Boundary::Document => documents,
        }
    }

    /// The document that a position lies in.
    #[must_use]
    pub fn document_of(&self, pos: u64) -> DocId {
        DocId(u32::try_from(self.boundaries(Boundary::Document).unit_of(pos)).unwrap_or(u32::MAX))
    }

    /// The positions of a document.
    #[must_use]
    pub fn document_range(&self, doc: DocId) -> Range<u64> {
        self.boundaries(Boundary::Document).unit(u64::from(doc.0))
    }

    /// The metadata fields.
    #[must_use]
    pub fn fields(&self) -> &[FieldSpec] {
        &self.fields
    }

    /// Ids and metadata of the documents. The table is read at the first call.
    ///
    /// # Errors
    /// When the table is damaged.
    pub fn documents(&self) -> Result<&Documents, IndexError> {
        if let Some(documents) = self.documents.get() {
            return Ok(documents);
        }
        let bytes = self.parts.file(DOCUMENT_TABLE)?;
        // The Arrow reader trusts its bytes and would end the program on damaged ones.
        self.parts.check(DOCUMENT_TABLE)?;
        let documents = Documents::decode(bytes.all(), &self.fields)?;
        if documents.count() as u64 != self.boundaries(Boundary::Document).len() {
            return Err(IndexError::corrupt(DOCUMENT_TABLE, "it has not one row a document"));
        }
        Ok(self.documents.get_or_init(|| documents))
    }
}

fn open_layer(parts: &Parts, record: &LayerRecord, words: u32) -> Result<Layer, IndexError> {
    let name = &record.name;
    let stem = layer_stem(name, record.tokens.is_some());
    let file = |part: &str| {
        let file = format!("{stem}.{part}");
        parts.file(&file).map(|bytes| (file, bytes))
    };
    let ids = |part: &str| file(part).and_then(|(file, bytes)| PackedIds::open(&file, bytes));
    let starts = |part: &str| file(part).and_then(|(file, bytes)| Starts::open(&file, bytes));
    let lexicon =
        Lexicon::open(file("lexicon")?.1).map_err(|error| IndexError::lexicon(name, error))?;
    let wrong = |part: &str, what: &str| IndexError::corrupt(&format!("{stem}.{part}"), what);
    let shape = if name == WORD_LAYER {
        if lexicon.len() != words {
            return Err(wrong("lexicon", "it has not the words of the tokens"));
        }
        Shape::Words
    } else {
        let inverse = Inverse { first: starts("first")?, words: ids("words")? };
        let map = ids("map")?;
        if record.tokens.is_some() {
            let parts = starts("parts")?;
            if parts.len() != u64::from(words) {
                return Err(wrong("parts", "it has not one entry for each word"));
            }
            Shape::Split(Split::new(&stem, parts, map, ids("ends")?, lexicon.len())?, inverse)
        } else if map.count() == words as usize {
            Shape::Fold(map, inverse)
        } else {
            return Err(wrong("map", "it has not one form for each word"));
        }
    };
    let layer = Layer::new(name, &stem, lexicon, file("classes")?.1, shape)?;
    Ok(layer.with_options(record.options.clone()))
}
