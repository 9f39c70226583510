//! Merging what the workers collected into a corpus.

use crate::corpus::layer_files;
use crate::fold::{FoldedLayer, Vocabulary, by_id, fold_layer};
use crate::intern::Interner;
use crate::manifest::{FORMAT_NAME, corpus_hash};
use crate::parts::{DOCUMENT_TABLE, LISTS, POSTINGS, SPACES, STARTS, TOKENS, WORD_LAYER};
use crate::postings::{encode_list, file_header};
use crate::shard::{DOCUMENT_MARK, SPACE, ShardBatch};
use crate::write::BuiltCorpus;
use crate::{
    Boundary, Counts, Document, FORMAT_VERSION, FieldSpec, FileRecord, IndexError, IndexErrorKind,
    LayerRecord, Manifest, ProblemCount, Shard, SourceRecord, Starts, TokenClass, TokenColumn,
};
use rayon::prelude::*;
use siyaq_lexicon::LexiconBuilder;
use std::ops::Range;

/// How a layer over the words is made.
pub struct LayerRule {
    /// The name of the layer.
    pub name: String,
    /// Appends the folded form of a word. It is asked only for classes that fold; a form that
    /// folds to nothing stays as it is.
    pub fold: FoldFn,
}

/// A function that appends the folded form of a word.
pub type FoldFn = Box<dyn Fn(&str, &mut String) + Send + Sync>;

/// What a corpus is built with, apart from its tokens.
#[derive(Default)]
#[non_exhaustive]
pub struct BuildOptions {
    /// The layers over the words, in the order of the manifest.
    pub layers: Vec<LayerRule>,
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

type NamedBytes = (String, Vec<u8>);

impl CorpusBuilder {
    /// A builder with these options.
    #[must_use]
    pub fn new(options: BuildOptions) -> Self {
        Self { options }
    }

    /// Merges the shards.
    ///
    /// Memory: the shards, eight bytes a token for the positions in turn, and the files of the
    /// corpus.
    ///
    /// # Errors
    /// When there are more types or documents than 32-bit ids can name, or a metadata value has
    /// not the type of its field.
    pub fn finish(self, shards: Vec<Shard>) -> Result<BuiltCorpus, IndexError> {
        let too_many =
            |what| IndexError::from(IndexErrorKind::TooMany { what, limit: u64::from(u32::MAX) });
        if shards.iter().any(|shard| shard.overflow) {
            return Err(too_many("types"));
        }
        let merged = merge_words(shards).ok_or_else(|| too_many("types"))?;
        let Merged { batches, interner } = merged;
        let entries: Vec<(&str, u64)> =
            interner.forms().map(|(form, entry)| (form, entry.freq)).collect();
        let classes: Vec<u8> = interner.forms().map(|(_, entry)| entry.class).collect();
        let built = LexiconBuilder::build(&entries)
            .map_err(|error| IndexError::lexicon(WORD_LAYER, error))?;
        let ids: Vec<u32> = built.ids.iter().map(|id| id.0).collect();
        let types = u32::try_from(ids.len()).map_err(|_| too_many("types"))?;
        let mut by_rank: Vec<usize> = vec![0; entries.len()];
        for (place, id) in built.ids.iter().enumerate() {
            if let Some(slot) = by_rank.get_mut(id.index()) {
                *slot = place;
            }
        }
        let vocabulary = Vocabulary {
            forms: by_rank
                .iter()
                .filter_map(|place| entries.get(*place))
                .map(|(form, _)| (*form).to_owned())
                .collect(),
            freqs: by_rank
                .iter()
                .filter_map(|place| entries.get(*place))
                .map(|(_, freq)| *freq)
                .collect(),
            classes: by_id(&built.ids, &classes),
        };
        drop(entries);
        drop(interner);
        let stream = stream(&batches, &ids);
        let documents: Vec<&Document> =
            batches.iter().flat_map(|(batch, _)| &batch.documents).collect();
        u32::try_from(documents.len()).map_err(|_| too_many("documents"))?;
        let lexicon = built.bytes;
        let (token_files, layers) = rayon::join(
            || token_files(&stream, &vocabulary, types),
            || {
                let layers = self.options.layers.par_iter();
                layers
                    .map(|rule| {
                        Ok((rule.name.clone(), fold_layer(&rule.name, &vocabulary, &*rule.fold)?))
                    })
                    .collect::<Result<Vec<_>, IndexError>>()
            },
        );
        let layers = layers?;
        let mut files = token_files;
        files.push((
            DOCUMENT_TABLE.to_owned(),
            crate::documents::encode(&documents, &self.options.fields)?,
        ));
        let [name, classes, ..] = layer_files(WORD_LAYER);
        files.push((name, lexicon));
        files.push((classes, vocabulary.classes.clone()));
        let counts = counts(&stream, &vocabulary);
        let mut records = vec![LayerRecord { name: WORD_LAYER.to_owned(), forms: types }];
        for (name, layer) in layers {
            records.push(LayerRecord { name: name.clone(), forms: layer.forms });
            files.extend(layer_bytes(&name, layer));
        }
        Ok(self.assemble(files, counts, records))
    }

    fn assemble(
        self,
        files: Vec<NamedBytes>,
        counts: Counts,
        layers: Vec<LayerRecord>,
    ) -> BuiltCorpus {
        let mut files = files;
        files.sort();
        let records: Vec<FileRecord> = files
            .par_iter()
            .map(|(name, bytes)| FileRecord {
                name: name.clone(),
                bytes: bytes.len() as u64,
                blake3: blake3::hash(bytes).to_hex().to_string(),
            })
            .collect();
        let manifest = Manifest {
            format: FORMAT_NAME.to_owned(),
            format_version: FORMAT_VERSION,
            tool_version: self.options.tool_version,
            corpus_hash: corpus_hash(&records),
            options: self.options.options,
            sources: self.options.sources,
            counts,
            fields: self.options.fields.iter().map(FieldSpec::to_string).collect(),
            layers,
            problems: self.options.problems,
            files: records,
        };
        BuiltCorpus::new(manifest, files)
    }
}

struct Merged {
    /// The batches in order, each with the map of its shard from word numbers to merged ones.
    batches: Vec<(ShardBatch, std::sync::Arc<Vec<u32>>)>,
    interner: Interner,
}

/// Joins the words of the shards; `None` when there are too many.
fn merge_words(mut shards: Vec<Shard>) -> Option<Merged> {
    shards.sort_by_key(|shard| std::cmp::Reverse(shard.interner.len()));
    let mut shards = shards.into_iter();
    let mut base = shards.next().unwrap_or_default();
    let own: Vec<u32> = (0..u32::try_from(base.interner.len()).ok()?).collect();
    let own = std::sync::Arc::new(own);
    let mut batches: Vec<_> =
        base.batches.into_iter().map(|batch| (batch, std::sync::Arc::clone(&own))).collect();
    for shard in shards {
        let mut map = Vec::with_capacity(shard.interner.len());
        for (form, entry) in shard.interner.forms() {
            map.push(base.interner.add(form, entry.class, entry.freq)?);
        }
        let map = std::sync::Arc::new(map);
        batches.extend(shard.batches.into_iter().map(|batch| (batch, std::sync::Arc::clone(&map))));
    }
    batches.sort_by_key(|(batch, _)| batch.ordinal);
    Some(Merged { batches, interner: base.interner })
}

/// The whole corpus in order.
struct Stream {
    ids: Vec<u32>,
    spaces: Vec<u8>,
    /// Where units of at least each strength start, from sentences to documents.
    starts: [Vec<u64>; 4],
}

fn stream(batches: &[(ShardBatch, std::sync::Arc<Vec<u32>>)], ids: &[u32]) -> Stream {
    let total = batches.iter().map(|(batch, _)| batch.tokens.len()).sum();
    let mut out = vec![0u32; total];
    let mut rest = out.as_mut_slice();
    let mut targets = Vec::with_capacity(batches.len());
    for (batch, map) in batches {
        let (target, after) = rest.split_at_mut(batch.tokens.len());
        rest = after;
        targets.push((target, batch, map));
    }
    targets.into_par_iter().for_each(|(target, batch, map)| {
        for (to, number) in target.iter_mut().zip(&batch.tokens) {
            let merged = map.get(*number as usize).copied().unwrap_or(0);
            *to = ids.get(merged as usize).copied().unwrap_or(0);
        }
    });
    let mut spaces = vec![0u8; total.div_ceil(8)];
    let mut starts: [Vec<u64>; 4] = Default::default();
    let mut pos = 0u64;
    let mut at_document = false;
    for mark in batches.iter().flat_map(|(batch, _)| &batch.marks).copied() {
        if mark == DOCUMENT_MARK {
            // Every document has its start; the weaker units of an empty one have none.
            if let Some(documents) = starts.last_mut() {
                documents.push(pos);
            }
            at_document = true;
            continue;
        }
        let strength = if at_document { Boundary::Document as u8 } else { mark & !SPACE };
        at_document = false;
        let levels = usize::from(strength).min(Boundary::Paragraph as usize);
        for level in starts.iter_mut().take(levels) {
            level.push(pos);
        }
        if mark & SPACE != 0
            && let Some(byte) = spaces.get_mut(usize::try_from(pos / 8).unwrap_or(usize::MAX))
        {
            *byte |= 1 << (pos % 8);
        }
        pos += 1;
    }
    Stream { ids: out, spaces, starts }
}

fn token_files(stream: &Stream, vocabulary: &Vocabulary, types: u32) -> Vec<NamedBytes> {
    let end = stream.ids.len() as u64;
    let (tokens, (postings, lists)) = rayon::join(
        || TokenColumn::encode(&stream.ids, types),
        || postings(&stream.ids, &vocabulary.freqs),
    );
    let mut files = vec![
        (TOKENS.to_owned(), tokens),
        (POSTINGS.to_owned(), postings),
        (LISTS.to_owned(), lists),
        (SPACES.to_owned(), stream.spaces.clone()),
    ];
    let starts = STARTS.iter().zip(&stream.starts);
    files.extend(starts.map(|(name, starts)| ((*name).to_owned(), Starts::encode(starts, end))));
    files
}

/// Tasks of about equal token counts: ranges of word ids.
fn tasks(freqs: &[u64], wanted: u64) -> Vec<Range<usize>> {
    let each = (freqs.iter().sum::<u64>() / wanted).max(1);
    let mut out = Vec::new();
    let (mut start, mut sum) = (0, 0);
    for (word, freq) in freqs.iter().enumerate() {
        sum += freq;
        if sum >= each {
            out.push(start..word + 1);
            (start, sum) = (word + 1, 0);
        }
    }
    if start < freqs.len() {
        out.push(start..freqs.len());
    }
    out
}

/// The postings of all words, and where the list of each starts.
fn postings(ids: &[u32], freqs: &[u64]) -> (Vec<u8>, Vec<u8>) {
    let pieces: Vec<(Vec<u8>, Vec<u64>)> = tasks(freqs, 8)
        .into_par_iter()
        .map(|words| postings_of(ids, freqs.get(words.clone()).unwrap_or_default(), words.start))
        .collect();
    let mut out = file_header(u32::try_from(freqs.len()).unwrap_or(u32::MAX));
    let mut starts = Vec::with_capacity(freqs.len());
    for (bytes, places) in &pieces {
        let base = out.len() as u64;
        starts.extend(places.iter().map(|place| base + place));
        out.extend_from_slice(bytes);
    }
    let end = out.len() as u64;
    (out, Starts::encode(&starts, end))
}

/// The lists of the words from `first` on: a counting sort of their positions.
fn postings_of(ids: &[u32], freqs: &[u64], first: usize) -> (Vec<u8>, Vec<u64>) {
    let size = |freq: &u64| usize::try_from(*freq).unwrap_or(usize::MAX);
    let mut next: Vec<usize> = Vec::with_capacity(freqs.len());
    let mut total = 0;
    for freq in freqs {
        next.push(total);
        total += size(freq);
    }
    let mut positions = vec![0u64; total];
    for (pos, id) in (0u64..).zip(ids) {
        let Some(place) = (*id as usize).checked_sub(first).and_then(|word| next.get_mut(word))
        else {
            continue;
        };
        if let Some(slot) = positions.get_mut(*place) {
            *slot = pos;
        }
        *place += 1;
    }
    let mut bytes = Vec::with_capacity(total * 2);
    let mut places = Vec::with_capacity(freqs.len());
    let mut from = 0;
    for freq in freqs {
        let to = from + size(freq);
        places.push(bytes.len() as u64);
        encode_list(positions.get(from..to).unwrap_or_default(), &mut bytes);
        from = to;
    }
    (bytes, places)
}

fn counts(stream: &Stream, vocabulary: &Vocabulary) -> Counts {
    let [sentences, segments, paragraphs, documents] = &stream.starts;
    let mut by_class = [0u64; TokenClass::ALL.len()];
    for (class, freq) in vocabulary.classes.iter().zip(&vocabulary.freqs) {
        if let Some(sum) = by_class.get_mut(usize::from(*class)) {
            *sum += freq;
        }
    }
    let named = TokenClass::ALL.iter().map(|class| class.name().to_owned()).zip(by_class);
    Counts {
        documents: documents.len() as u64,
        paragraphs: paragraphs.len() as u64,
        segments: segments.len() as u64,
        sentences: sentences.len() as u64,
        tokens: stream.ids.len() as u64,
        tokens_by_class: named.filter(|(_, count)| *count > 0).collect(),
    }
}

fn layer_bytes(name: &str, layer: FoldedLayer) -> impl Iterator<Item = NamedBytes> {
    let FoldedLayer { lexicon, classes, map, first, words, forms: _ } = layer;
    layer_files(name).into_iter().zip([lexicon, classes, map, first, words])
}
