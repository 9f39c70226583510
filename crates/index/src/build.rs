//! Merging what the workers collected into a corpus.

use crate::fold::{LayerRule, column_layer, make_layer};
use crate::intern::{Entries, Forms};
use crate::invert::write_postings;
use crate::manifest::{FORMAT_NAME, corpus_hash};
use crate::merge::{Collected, Marks, Numbered, Stream, Tokens, by_shard, take_column};
use crate::parts::{
    DOCUMENT_TABLE, LISTS, POSTINGS, SPACES, STARTS, TOKENS, WORD_LAYER, layer_stem,
};
use crate::store::{Files, Store};
use crate::write::{BuiltCorpus, Staged};
use crate::{
    Counts, FORMAT_VERSION, FieldSpec, FileRecord, IndexError, IndexErrorKind, LayerModel,
    LayerRecord, Manifest, ProblemCount, QueryRule, Shard, SourceRecord, Starts, StructureRecord,
    TokenColumn,
};
use rayon::prelude::*;
use siyaq_lexicon::LexiconBuilder;
use std::collections::BTreeMap;
use std::path::Path;
use std::sync::OnceLock;

/// Entries of a lexicon, which have numbers of 32 bits.
const MOST_ENTRIES: usize = u32::MAX as usize - 1;

/// What a corpus is built with, apart from its tokens.
#[derive(Default)]
#[non_exhaustive]
pub struct BuildOptions {
    /// The layers over the words, in the order of the manifest.
    pub layers: Vec<LayerRule>,
    /// How words of queries become values of the columns of the shards, by the names of the columns. A
    /// column that is not named has values that are asked for as they are written.
    pub columns: BTreeMap<String, QueryRule>,
    /// The metadata fields of the documents.
    pub fields: Vec<FieldSpec>,
    /// Written into the manifest: the version of the tool.
    pub tool_version: String,
    /// Written into the manifest: the options of the whole run.
    pub options: serde_json::Value,
    /// Written into the manifest: where the documents come from.
    pub sources: Vec<SourceRecord>,
    /// Written into the manifest: what was wrong with the sources.
    pub problems: Vec<ProblemCount>,
}

/// Builds a corpus out of shards.
///
/// The result depends on the documents and the options alone, not on the number of shards or
/// threads. Work is shared out over the current rayon pool.
pub struct CorpusBuilder {
    options: BuildOptions,
}

impl CorpusBuilder {
    /// A builder with these options.
    #[must_use]
    pub fn new(options: BuildOptions) -> Self {
        Self { options }
    }

    /// Merges the shards into a corpus in memory.
    ///
    /// Memory: the shards, sixteen bytes for some million tokens on each thread, and the files of
    /// the corpus.
    ///
    /// # Errors
    /// When there are more types or documents than 32-bit ids can name, or a metadata value has
    /// not the type of its field.
    pub fn finish(self, shards: Vec<Shard>) -> Result<BuiltCorpus, IndexError> {
        let store = Store::memory();
        let (files, mut manifest) = self.fill(shards, store)?;
        seal(&mut manifest, files.iter().map(|(record, _)| record.clone()).collect());
        let files = files.into_iter().map(|(record, bytes)| (record.name, bytes)).collect();
        Ok(BuiltCorpus::new(manifest, files))
    }

    /// Merges the shards into a corpus on disk: into a temporary folder beside the target first,
    /// which is renamed when every byte is on the disk. A crash leaves no half corpus.
    ///
    /// With `replace`, a corpus that is there already is replaced, in the moment in which the new
    /// one takes its place; a folder that is no corpus, or holds anything else, never is.
    ///
    /// Memory: as [`finish`](Self::finish), but of the files only those that are being made.
    ///
    /// # Errors
    /// As [`finish`](Self::finish); when the target exists (and may not be replaced), or something
    /// cannot be written.
    pub fn write(
        self,
        shards: Vec<Shard>,
        folder: &Path,
        replace: bool,
    ) -> Result<Manifest, IndexError> {
        let staged = Staged::new(folder, replace)?;
        let store = Store::folder(staged.path());
        let (files, mut manifest) = self.fill(shards, store)?;
        seal(&mut manifest, files.into_iter().map(|(record, _)| record).collect());
        staged.place(&manifest)?;
        Ok(manifest)
    }

    /// Makes all files. The manifest lacks their records yet.
    fn fill(self, shards: Vec<Shard>, store: Store) -> Result<(Files, Manifest), IndexError> {
        let manifest = self.fill_store(shards, &store);
        // The store ends its threads before an error leaves the builder; if writing has failed, it
        // knows why.
        Ok((store.finish()?, manifest?))
    }

    fn fill_store(self, shards: Vec<Shard>, store: &Store) -> Result<Manifest, IndexError> {
        let Collected { mut batches, words: shards, columns, structures } = Collected::new(shards)?;
        let taken = columns.iter().map(|(name, _)| name.as_str()).chain([WORD_LAYER]);
        check_names(&self.options.layers, &taken.collect::<Vec<_>>())?;
        let columns = put_columns(columns, &mut batches, &self.options.columns, store)?;
        let of_words = |error| IndexError::lexicon(WORD_LAYER, error);
        let entries = OnceLock::new();
        let draft = || {
            let all = Entries::new(&shards, MOST_ENTRIES)?;
            let all = entries.get_or_init(|| all);
            LexiconBuilder::draft(&all.list).map(|draft| (draft, all)).map_err(of_words)
        };
        let (lexicon, marks) = rayon::join(draft, || Marks::join(&batches));
        let (lexicon, all) = lexicon?;
        let ids = all.ids(lexicon.ids());
        let (words, (stream, documents)) = rayon::join(
            || Forms::merged(&shards, &ids),
            || Stream::new(batches, marks, &by_shard(&shards, &ids)),
        );
        drop(ids);
        let words = words?;
        let types = u32::try_from(words.len()).map_err(|_| too_many("types"))?;
        u32::try_from(documents.len()).map_err(|_| too_many("documents"))?;
        let counts = counts(&stream, &words);
        let put_words = || {
            let lexicon = lexicon.finish().map_err(of_words)?;
            store.put(&format!("{WORD_LAYER}.lexicon"), lexicon.bytes)?;
            store.put(&format!("{WORD_LAYER}.classes"), words.classes.clone())?;
            let table = crate::documents::encode(&documents, &self.options.fields)?;
            drop(documents);
            store.put_plain(DOCUMENT_TABLE, table)
        };
        let put_layers = || {
            let layers = self.options.layers.par_iter();
            layers.map(|rule| put_layer(rule, &words, store)).collect::<Result<Vec<_>, _>>()
        };
        // Tokens are written faster than they reach the disk, so they are written while there is
        // other work; what can be shared out best comes last.
        let (tokens, (word_files, layers)) = rayon::join(
            || TokenColumn::write(&stream.tokens, &words.freqs, store.create(TOKENS)?),
            || rayon::join(put_words, put_layers),
        );
        let mut layers = tokens.and(word_files).and(layers)?;
        drop(entries);
        drop(shards);
        let structures = structures.write(stream.tokens.len() as u64, store)?;
        put_positions(stream, &words, store)?;
        layers.insert(0, LayerRecord::words(WORD_LAYER, types));
        layers.extend(columns);
        Ok(self.manifest(counts, layers, structures))
    }

    fn manifest(
        self,
        counts: Counts,
        layers: Vec<LayerRecord>,
        structures: Vec<StructureRecord>,
    ) -> Manifest {
        Manifest {
            format: FORMAT_NAME.to_owned(),
            format_version: FORMAT_VERSION,
            tool_version: self.options.tool_version,
            corpus_hash: String::new(),
            options: self.options.options,
            sources: self.options.sources,
            counts,
            fields: self.options.fields.iter().map(FieldSpec::to_string).collect(),
            layers,
            structures,
            problems: self.options.problems,
            files: Vec::new(),
        }
    }
}

fn too_many(what: &'static str) -> IndexError {
    IndexErrorKind::TooMany { what, limit: u64::from(u32::MAX) }.into()
}

/// Puts the records of the files into a manifest.
pub(crate) fn seal(manifest: &mut Manifest, files: Vec<FileRecord>) {
    manifest.corpus_hash = corpus_hash(&files);
    manifest.files = files;
}

/// Writes where words, units and spaces are.
fn put_positions(stream: Stream, words: &Forms, store: &Store) -> Result<(), IndexError> {
    let Stream { tokens, spaces, starts } = stream;
    let end = tokens.len() as u64;
    store.put(SPACES, spaces)?;
    for (name, starts) in STARTS.iter().zip(&starts) {
        store.put(name, Starts::encode(starts, end))?;
    }
    store.put(LISTS, write_postings(tokens, &words.freqs, store.create(POSTINGS)?)?)
}

/// Makes the layers of the columns and writes their files.
fn put_columns(
    columns: Vec<(String, Vec<Forms>)>,
    batches: &mut [Numbered],
    rules: &BTreeMap<String, QueryRule>,
    store: &Store,
) -> Result<Vec<LayerRecord>, IndexError> {
    let known: Vec<&str> = columns.iter().map(|(name, _)| name.as_str()).collect();
    if known.contains(&WORD_LAYER) {
        return Err(IndexErrorKind::LayerExists { name: WORD_LAYER.to_owned() }.into());
    }
    if let Some(name) = rules.keys().find(|name| !known.contains(&name.as_str())) {
        let message = format!("there is a rule for a column {name:?}, and no such column");
        return Err(IndexErrorKind::Columns { message }.into());
    }
    let columns = columns.into_iter().enumerate().map(|(number, (name, shards))| {
        let of_column = |error| IndexError::lexicon(&name, error);
        let entries = Entries::new(&shards, MOST_ENTRIES)?;
        let draft = LexiconBuilder::draft(&entries.list).map_err(of_column)?;
        let ids = entries.ids(draft.ids());
        let tokens = take_column(batches, number, &by_shard(&shards, &ids));
        let codes = Forms::merged(&shards, &ids)?;
        put_column(&name, tokens, &codes, rules.get(&name).cloned().unwrap_or_default(), store)
    });
    columns.collect()
}

fn put_column(
    name: &str,
    tokens: Tokens,
    codes: &Forms,
    query: QueryRule,
    store: &Store,
) -> Result<LayerRecord, IndexError> {
    let kind = LayerModel::Column;
    let stem = layer_stem(name, kind);
    let file = |part: &str| format!("{stem}.{part}");
    let layer = column_layer(name, codes)?;
    for (part, bytes) in layer.files {
        store.put(&file(part), bytes)?;
    }
    u32::try_from(codes.len()).map_err(|_| too_many("values"))?;
    TokenColumn::write(&tokens, &codes.freqs, store.create(&file("tokens"))?)?;
    let mut sum = 0;
    let sums = codes.freqs.iter().map(|freq| {
        sum += freq;
        sum - freq
    });
    let sums: Vec<u64> = sums.collect();
    store.put(&file("freqs"), Starts::encode(&sums, sum))?;
    store.put(&file("codes"), codes.classes.clone())?;
    let lists = write_postings(tokens, &codes.freqs, store.create(&file("postings"))?)?;
    store.put(&file("lists"), lists)?;
    let (name, options) = (name.to_owned(), serde_json::Value::Null);
    Ok(LayerRecord { name, kind, query, forms: layer.forms, tokens: None, options })
}

/// Makes a layer and writes its files.
pub(crate) fn put_layer(
    rule: &LayerRule,
    words: &Forms,
    store: &Store,
) -> Result<LayerRecord, IndexError> {
    let layer = make_layer(rule, words)?;
    let kind = rule.maker.model();
    let stem = layer_stem(&rule.name, kind);
    for (part, bytes) in layer.files {
        store.put(&format!("{stem}.{part}"), bytes)?;
    }
    Ok(LayerRecord {
        name: rule.name.clone(),
        kind,
        query: rule.query.clone(),
        forms: layer.forms,
        tokens: layer.tokens,
        options: rule.options.clone(),
    })
}

/// Refuses layers of one name, or of a name that is taken: their files would be one.
pub(crate) fn check_names(rules: &[LayerRule], taken: &[&str]) -> Result<(), IndexError> {
    for (place, rule) in rules.iter().enumerate() {
        let twice = rules.iter().take(place).any(|other| other.name == rule.name);
        if twice || taken.contains(&rule.name.as_str()) {
            return Err(IndexErrorKind::LayerExists { name: rule.name.clone() }.into());
        }
    }
    Ok(())
}

fn counts(stream: &Stream, words: &Forms) -> Counts {
    let starts = stream.starts.each_ref().map(|starts| starts.len() as u64);
    let words = words.classes.iter().copied().zip(words.freqs.iter().copied());
    Counts::new(starts, stream.tokens.len() as u64, words)
}
