//! An open corpus.

use crate::codes::{CodeFreqs, Codes};
use crate::layer::{Inverse, Shape};
use crate::manifest::MANIFEST_FILE;
use crate::parts::{
    DOCUMENT_TABLE, LISTS, POSTINGS, Parts, SPACES, STARTS, TOKENS, WORD_LAYER, layer_stem,
};
use crate::postings::PostingsFile;
use crate::scope::StructureSet;
use crate::structure::{BUILT_IN, Structure};
use crate::{
    Across, Boundary, Bytes, DocId, Documents, FieldSpec, IndexError, IndexErrorKind, Layer,
    LayerModel, LayerRecord, Manifest, PackedIds, Postings, Split, Starts, TermId, TokenColumn,
};
use siyaq_lexicon::Lexicon;
use std::collections::BTreeMap;
use std::ops::Range;
use std::path::Path;
use std::sync::{Arc, OnceLock};

/// A corpus, open for reading. It is shared between threads freely.
#[derive(Debug)]
pub struct Corpus {
    parts: Parts,
    spaces: Bytes,
    starts: [Starts; 4],
    layers: Vec<Layer>,
    structures: Vec<Structure>,
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
        let [sentences, items, paragraphs, documents] = STARTS;
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
            open_starts(items)?,
            open_starts(paragraphs)?,
            open_starts(documents)?,
        ];
        let structures = open_structures(&parts, &starts, tokens.count())?;
        let layers = open_layers(&parts, tokens)?;
        let fields = parts
            .manifest
            .fields
            .iter()
            .map(|field| field.parse::<FieldSpec>())
            .collect::<Result<Vec<_>, _>>()
            .map_err(|error| IndexError::corrupt("manifest.json", error.to_string()))?;
        let documents = OnceLock::new();
        Ok(Self { parts, spaces, starts, layers, structures, fields, documents })
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
        self.tokens().count()
    }

    /// How many documents there are.
    #[must_use]
    pub fn document_count(&self) -> u32 {
        u32::try_from(self.boundaries(Boundary::Document).len()).unwrap_or(u32::MAX)
    }

    /// The word at every position.
    #[must_use]
    pub fn tokens(&self) -> &TokenColumn {
        self.words().codes()
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
        self.words().postings(word)
    }

    /// The words that stand where a form of a layer does, ascending, each with its positions there.
    ///
    /// # Cost
    /// Looks at every place of the form.
    #[must_use]
    pub fn words_with(&self, layer: &Layer, form: TermId) -> Vec<(TermId, Vec<u64>)> {
        if layer.is_over_words() {
            let words = layer.words_of(form).into_iter();
            return words.map(|word| (word, self.postings(word).collect())).collect();
        }
        let mut words: BTreeMap<TermId, Vec<u64>> = BTreeMap::new();
        let mut places: Vec<u64> =
            layer.codes_of(form).into_iter().flat_map(|code| layer.postings(code)).collect();
        places.sort_unstable();
        for pos in places {
            words.entry(self.tokens().get(pos)).or_default().push(pos);
        }
        words.into_iter().collect()
    }

    /// Where units of at least this strength start. Every token starts a unit of
    /// [`Boundary::None`]; ask for [`Boundary::Sentence`] or stronger.
    #[must_use]
    pub fn boundaries(&self, at_least: Boundary) -> &Starts {
        let [sentences, items, paragraphs, documents] = &self.starts;
        match at_least {
            Boundary::None | Boundary::Sentence => sentences,
            Boundary::Item => items,
            Boundary::Paragraph => paragraphs,
            Boundary::Document => documents,
        }
    }

    /// The structures: sentences (`s`), items, paragraphs (`p`) and documents (`doc`), then the others by
    /// name. Where the texts came with sentences or paragraphs of their own, with attributes or without,
    /// these stand for those that were found.
    #[must_use]
    pub fn structures(&self) -> &[Structure] {
        &self.structures
    }

    /// The structure of a name.
    ///
    /// # Errors
    /// When there is none; the error lists those there are.
    pub fn structure(&self, name: &str) -> Result<&Structure, IndexError> {
        self.structure_place(name).map(|(_, structure)| structure)
    }

    fn structure_place(&self, name: &str) -> Result<(usize, &Structure), IndexError> {
        let mut all = self.structures.iter().enumerate();
        all.find(|(_, structure)| structure.name() == name).ok_or_else(|| {
            let known: Vec<&str> = self.structures.iter().map(Structure::name).collect();
            let (name, known) = (name.to_owned(), known.join(", "));
            IndexErrorKind::UnknownStructure { name, known }.into()
        })
    }

    /// What n-grams, windows and phrases may cross where they are to stay within the ranges of some
    /// structures: everything but where these begin and end. No document is ever left.
    ///
    /// # Errors
    /// When there is no structure of one of the names, or it comes after the first 64.
    pub fn within<'n>(
        &self,
        names: impl IntoIterator<Item = &'n str>,
    ) -> Result<Across, IndexError> {
        let mut set = StructureSet::default();
        for name in names {
            let (place, _) = self.structure_place(name)?;
            let limit = StructureSet::MOST as u64;
            let what = "structures to stay within";
            set = set.with(place).ok_or(IndexErrorKind::TooMany { what, limit })?;
        }
        Ok(Across::Within(set))
    }

    /// The units that n-grams, windows and phrases do not leave. A set of structures of another corpus
    /// means the structures at the same places of this one.
    ///
    /// # Cost
    /// Nothing for what every corpus has; for structures a sort of where their ranges begin and end.
    #[must_use]
    pub fn units(&self, across: Across) -> Starts {
        let Across::Within(set) = across else { return self.boundaries(across.stops_at()).clone() };
        let end = self.token_count();
        let mut cuts: Vec<u64> = self.boundaries(Boundary::Document).iter_from(0).collect();
        for structure in set.places().filter_map(|place| self.structures.get(place)) {
            if structure.is_tiled() {
                cuts.extend(structure.starts().iter_from(0));
            } else {
                cuts.extend(structure.ranges().flat_map(|range| [range.start, range.end]));
            }
        }
        cuts.retain(|cut| *cut < end);
        cuts.sort_unstable();
        cuts.dedup();
        let bytes = Starts::encode(&cuts, end);
        Starts::open("units", bytes.into()).expect("what was just encoded")
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

/// The structures that every corpus has, or those that stand for them, then the others.
fn open_structures(
    parts: &Parts,
    starts: &[Starts; 4],
    tokens: u64,
) -> Result<Vec<Structure>, IndexError> {
    let records = parts.manifest.structures.iter().enumerate();
    let opened = records.map(|(number, record)| Structure::open(parts, number, record, tokens));
    let mut own: Vec<Structure> = opened.collect::<Result<_, _>>()?;
    let mut all = Vec::new();
    for (name, starts) in BUILT_IN.iter().zip(starts) {
        let given = own.iter().position(|structure| structure.name() == *name);
        all.push(match given {
            Some(place) => own.remove(place),
            None => Structure::tiles(name, starts.clone()),
        });
    }
    all.extend(own);
    let named_twice = all.iter().enumerate().any(|(place, structure)| {
        all.iter().take(place).any(|other| other.name() == structure.name())
    });
    if named_twice {
        return Err(IndexError::corrupt(MANIFEST_FILE, "two of its structures are one"));
    }
    Ok(all)
}

/// Opens the layers, the words first; `tokens` are the words at every position.
fn open_layers(parts: &Parts, tokens: TokenColumn) -> Result<Vec<Layer>, IndexError> {
    let wrong = |what: &str| IndexError::corrupt(MANIFEST_FILE, what);
    let mut records = parts.manifest.layers.iter();
    let first = records.next().filter(|record| is_words(record));
    let first = first.ok_or_else(|| wrong("its first layer is not the words"))?;
    let lists = Starts::open(LISTS, parts.file(LISTS)?)?;
    if lists.len() != u64::from(tokens.types()) {
        return Err(IndexError::corrupt(LISTS, "it has not one list for each word"));
    }
    let postings = PostingsFile::open(POSTINGS, parts.file(POSTINGS)?, lists)?;
    let lexicon = Arc::new(open_lexicon(parts, first, WORD_LAYER)?);
    let classes = parts.file(&format!("{WORD_LAYER}.classes"))?;
    let freqs = CodeFreqs::Words(Arc::clone(&lexicon));
    let codes =
        Codes::new(&format!("{WORD_LAYER}.lexicon"), tokens, postings, classes.clone(), freqs)?;
    let codes = Arc::new(codes);
    let words = Layer::new(first, WORD_LAYER, lexicon, classes, Arc::clone(&codes), Shape::Words)?;
    let mut layers = vec![words];
    for record in records {
        if is_words(record) || layers.iter().any(|layer| layer.name() == record.name) {
            return Err(wrong("two of its layers are one"));
        }
        layers.push(open_layer(parts, record, &codes)?);
    }
    Ok(layers)
}

/// Whether a record is that of the words as they are written.
fn is_words(record: &LayerRecord) -> bool {
    record.kind == LayerModel::Word && record.name == WORD_LAYER
}

fn open_lexicon(
    parts: &Parts,
    record: &LayerRecord,
    stem: &str,
) -> Result<Lexicon<Bytes>, IndexError> {
    let bytes = parts.file(&format!("{stem}.lexicon"))?;
    Lexicon::open(bytes).map_err(|error| {
        // What cannot be read because a page is damaged looks as if it were missing.
        parts.damage.check().err().unwrap_or_else(|| IndexError::lexicon(&record.name, error))
    })
}

fn open_layer(
    parts: &Parts,
    record: &LayerRecord,
    words: &Arc<Codes>,
) -> Result<Layer, IndexError> {
    let stem = layer_stem(&record.name, record.kind);
    let file = |part: &str| {
        let file = format!("{stem}.{part}");
        parts.file(&file).map(|bytes| (file, bytes))
    };
    let ids = |part: &str| file(part).and_then(|(file, bytes)| PackedIds::open(&file, bytes));
    let starts = |part: &str| file(part).and_then(|(file, bytes)| Starts::open(&file, bytes));
    let lexicon = open_lexicon(parts, record, &stem)?;
    let wrong = |part: &str, what: &str| IndexError::corrupt(&format!("{stem}.{part}"), what);
    let codes = match record.kind {
        LayerModel::Column => Arc::new(open_codes(parts, &stem, words.tokens().count())?),
        _ => Arc::clone(words),
    };
    let count = codes.tokens().types();
    let inverse = Inverse { first: starts("first")?, words: ids("words")? };
    let map = ids("map")?;
    let shape = if record.kind == LayerModel::Split {
        let parts = starts("parts")?;
        if parts.len() != u64::from(count) {
            return Err(wrong("parts", "it has not one entry for each word"));
        }
        Shape::Split(Split::new(&stem, parts, map, ids("ends")?, lexicon.len())?, inverse)
    } else if map.count() == count as usize {
        Shape::Fold(map, inverse)
    } else {
        return Err(wrong("map", "it has not one form for each code"));
    };
    Layer::new(record, &stem, Arc::new(lexicon), file("classes")?.1, codes, shape)
}

/// The columns of a layer that has its own; `tokens` is how many positions there are.
fn open_codes(parts: &Parts, stem: &str, tokens: u64) -> Result<Codes, IndexError> {
    let file = |part: &str| {
        let file = format!("{stem}.{part}");
        parts.file(&file).map(|bytes| (file, bytes))
    };
    let starts = |part: &str| file(part).and_then(|(file, bytes)| Starts::open(&file, bytes));
    let (name, bytes) = file("tokens")?;
    let column = TokenColumn::open(&name, bytes)?;
    if column.count() != tokens {
        return Err(IndexError::corrupt(&name, "it has not one value for each token"));
    }
    let lists = starts("lists")?;
    if lists.len() != u64::from(column.types()) {
        return Err(IndexError::corrupt(&name, "it has not one list for each code"));
    }
    let (postings_name, bytes) = file("postings")?;
    let postings = PostingsFile::open(&postings_name, bytes, lists)?;
    let freqs = CodeFreqs::Sums(starts("freqs")?);
    Codes::new(&name, column, postings, file("codes")?.1, freqs)
}
