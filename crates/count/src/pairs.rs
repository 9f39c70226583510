//! All pairs of words of a corpus that stand near each other.

use crate::columns::frequency_order;
use crate::packed::{Key, KeyLayout, KeySink, Runs, for_each_partition};
use crate::scan::{Buffers, Stretch};
use crate::selection::Selection;
use crate::{CountError, CountErrorKind};
use rayon::prelude::*;
use siyaq_index::{DocId, TermId};
use std::fmt;
use std::ops::Range;
use std::str::FromStr;
use std::sync::atomic::{AtomicU64, Ordering};

/// How many positions a window reaches, in reading order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct WindowSpan {
    /// Positions before the node.
    pub before: usize,
    /// Positions after the node.
    pub after: usize,
}

/// The most positions on one side of a node.
const WIDEST: usize = 1000;

impl WindowSpan {
    pub(crate) fn check(self) -> Result<(), CountError> {
        if self.before == 0 && self.after == 0 {
            return Err(CountErrorKind::EmptyWindow.into());
        }
        let positions = self.before.max(self.after);
        if positions > WIDEST {
            return Err(CountErrorKind::WideWindow { positions, limit: WIDEST }.into());
        }
        Ok(())
    }
}

/// Five positions before and five after.
impl Default for WindowSpan {
    fn default() -> Self {
        Self { before: 5, after: 5 }
    }
}

impl fmt::Display for WindowSpan {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.before, self.after)
    }
}

/// Reads `before:after`, or one number for both.
impl FromStr for WindowSpan {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let (before, after) = text.split_once(':').unwrap_or((text, text));
        let number = |text: &str| text.trim().parse::<usize>().ok();
        match (number(before), number(after)) {
            (Some(before), Some(after)) => Ok(Self { before, after }),
            _ => Err(format!("{text:?} is no window; write BEFORE:AFTER, such as 5:5")),
        }
    }
}

/// How often a token counts that stands in the windows of several nodes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum WindowOverlap {
    /// Once, at its smallest distance; tokens of nodes are in no window. A true table of tokens,
    /// as in UCS and cwb-ccc.
    #[default]
    Once,
    /// Once for every node that reaches it, tokens of other nodes included: pairs of a node and a
    /// token, as in CQPweb, WordSmith and others.
    PerNode,
}

/// What is counted in windows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct WindowOptions {
    /// How far windows reach.
    pub span: WindowSpan,
    /// How often a token counts that stands in several windows.
    pub overlap: WindowOverlap,
    /// Whether to count each distance for itself.
    pub distances: bool,
}

impl WindowOptions {
    /// Windows of this span, each token once.
    #[must_use]
    pub fn new(span: WindowSpan) -> Self {
        Self { span, ..Self::default() }
    }

    /// Tokens of several windows count so often.
    #[must_use]
    pub fn overlap(self, overlap: WindowOverlap) -> Self {
        Self { overlap, ..self }
    }

    /// Each distance for itself.
    #[must_use]
    pub fn distances(self, distances: bool) -> Self {
        Self { distances, ..self }
    }

    /// How many distances are told apart: 0 unless asked for.
    pub(crate) fn distance_count(self) -> usize {
        if self.distances { self.span.before + self.span.after } else { 0 }
    }
}

/// The pairs of a selection: for each node form, the forms in the windows around all its tokens.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PairCounts {
    /// What was counted.
    pub options: WindowOptions,
    /// The pairs: frequency down, then by the bytes of the first form, then of the second.
    pub rows: Vec<PairRow>,
    /// How often each pair stands at each distance, when asked for: the counts of all rows, one
    /// after the other, each from far before the node to near before, then from near after to far
    /// after.
    by_distance: Vec<u64>,
    /// R1 of each form as a node, by form id: the tokens in its windows, as often as they count.
    pub window_tokens: Vec<u64>,
    /// How many different pairs there are, rare ones too.
    pub pairs: u64,
}

impl PairCounts {
    /// How often the pair of a row stands at each distance; nothing unless it was asked for.
    #[must_use]
    pub fn by_distance(&self, row: usize) -> &[u64] {
        let width = self.options.distance_count();
        self.by_distance.get(row * width..(row + 1) * width).unwrap_or_default()
    }
}

/// A pair of forms.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PairRow {
    /// The node.
    pub node: TermId,
    /// The collocate.
    pub collocate: TermId,
    /// O11: how many tokens of the collocate stand in windows of the node.
    pub freq: u64,
    /// In how many documents.
    pub doc_freq: u64,
}

/// Every occurrence of one pair in a selection.
#[derive(Clone, Copy, Debug)]
pub struct PairOccurrences<'o> {
    /// The node and the collocate, each by its place in the byte order of the forms of the layer.
    pub ordinals: [u32; 2],
    /// The document of each token of the collocate, ascending; equal keys are equal documents.
    keys: &'o [u64],
    tag_bits: u32,
}

impl PairOccurrences<'_> {
    /// How many tokens of the collocate stand in windows of the node.
    #[must_use]
    pub fn freq(&self) -> u64 {
        self.keys.len() as u64
    }

    /// In how many documents.
    #[must_use]
    pub fn doc_freq(&self) -> u64 {
        self.keys.chunk_by(u64::eq).count() as u64
    }

    /// How often in each document that has the pair, ascending.
    pub fn documents(&self) -> impl Iterator<Item = (DocId, u64)> {
        self.keys.chunk_by(u64::eq).filter_map(|keys| {
            let doc = keys.first()?.low(self.tag_bits);
            Some((DocId(u32::try_from(doc).ok()?), keys.len() as u64))
        })
    }
}

/// For every form, how many different forms stand around it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NeighbourTypes {
    /// Different forms in the windows of each form as a node, by form id.
    pub of_node: Vec<u64>,
    /// Different forms in whose windows each form stands, by form id.
    pub of_collocate: Vec<u64>,
}

/// Keys in one pass: what bounds the memory of a count of pairs.
const PASS: u64 = 96 << 20;

/// Counts all pairs within a window.
///
/// Under [`WindowOverlap::Once`] each token of the collocate counts once for a node form, however
/// many of its tokens are near, and a form is no collocate of itself. So the counts of a node are
/// those of [`count_windows`](crate::count_windows) on all its tokens; that holds under
/// [`WindowOverlap::PerNode`] as well.
///
/// Only pairs that occur at least `min_freq` times are kept.
///
/// Cost: as many passes over the tokens as the pairs need at 8 bytes each in 768 MiB.
///
/// # Errors
/// When the span is empty or too wide, or a pair with a document and a distance does not fit 64
/// bits.
///
/// # Examples
/// ```
/// use siyaq_count::{Selection, WindowOptions, WindowSpan, count_pairs};
/// # use siyaq_index::{Boundary, BuildOptions, CorpusBuilder, Document, Shard, TokenClass};
///
/// let texts = ["عاصفة رملية ضربت المدينة", "هبت عاصفة رملية"];
/// # let mut shard = Shard::new();
/// # for (number, text) in texts.iter().enumerate() {
/// #     shard.start_document(Document { id: number.to_string(), ..Document::default() });
/// #     for form in text.split(' ') {
/// #         shard.push(form, TokenClass::ArabicWord, Boundary::None, true);
/// #     }
/// # }
/// # let corpus = CorpusBuilder::new(BuildOptions::default()).finish(vec![shard])?.into_corpus()?;
/// let selection = Selection::new(&corpus, corpus.words());
/// let next = WindowOptions::new(WindowSpan { before: 0, after: 1 });
/// let counts = count_pairs(&selection, next, 2)?;
/// assert_eq!((counts.rows.len(), counts.pairs), (1, 4));
/// let form = |form| corpus.words().lexicon().form(form);
/// let row = counts.rows[0];
/// assert_eq!((form(row.node), form(row.collocate), row.freq), ("عاصفة", "رملية", 2));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn count_pairs(
    selection: &Selection<'_>,
    options: WindowOptions,
    min_freq: u64,
) -> Result<PairCounts, CountError> {
    let counter = PairCounter::new(selection, options, min_freq)?;
    let window_tokens = counter.window_tokens();
    let mut found = Found::default();
    for nodes in passes(&window_tokens) {
        for part in counter.pass(nodes, |runs| counter.rows_of(runs)) {
            found.rows.extend(part.rows);
            found.by_distance.extend(part.by_distance);
            found.pairs += part.pairs;
        }
    }
    let Found { rows, by_distance, pairs } = found;
    let freqs: Vec<u64> = rows.iter().map(|row| row.freq).collect();
    let order = frequency_order(&freqs);
    drop(freqs);
    let width = options.distance_count();
    let distances_of =
        |place: usize| by_distance.get(place * width..(place + 1) * width).unwrap_or_default();
    let by_distance = order.iter().flat_map(|place| distances_of(*place as usize)).copied();
    let by_distance = by_distance.collect();
    let rows = order.iter().filter_map(|place| rows.get(*place as usize)).copied().collect();
    let window_tokens = counter.by_form(&window_tokens);
    Ok(PairCounts { options, rows, by_distance, window_tokens, pairs })
}

/// Makes something of the occurrences of every pair within a window, however rare it is, or nothing
/// of those that are not wanted. The results come in the byte order of the nodes, then of the
/// collocates, and with them the number of different pairs. Distances are not counted.
///
/// Cost: as [`count_pairs`] with a least frequency of 1, and what is made.
///
/// # Errors
/// As [`count_pairs`].
///
/// # Examples
/// ```
/// use siyaq_count::{Selection, WindowOptions, WindowSpan, map_pairs};
/// # use siyaq_index::{Boundary, BuildOptions, CorpusBuilder, Document, Shard, TokenClass};
///
/// let texts = ["حرية التعبير", "حرية التعبير حرية الصحافة"];
/// # let mut shard = Shard::new();
/// # for (number, text) in texts.iter().enumerate() {
/// #     shard.start_document(Document { id: number.to_string(), ..Document::default() });
/// #     for form in text.split(' ') {
/// #         shard.push(form, TokenClass::ArabicWord, Boundary::None, true);
/// #     }
/// # }
/// # let corpus = CorpusBuilder::new(BuildOptions::default()).finish(vec![shard])?.into_corpus()?;
/// let selection = Selection::new(&corpus, corpus.words());
/// let next = WindowOptions::new(WindowSpan { before: 0, after: 1 });
/// let (freqs, pairs) = map_pairs(&selection, next, |pair| (pair.doc_freq() > 1).then(|| pair.freq()))?;
/// // Of three pairs only «حرية التعبير» is in both documents.
/// assert_eq!((freqs, pairs), (vec![2], 3));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn map_pairs<R: Send>(
    selection: &Selection<'_>,
    options: WindowOptions,
    make: impl Fn(PairOccurrences<'_>) -> Option<R> + Sync,
) -> Result<(Vec<R>, u64), CountError> {
    let counter = PairCounter::new(selection, options.distances(false), 1)?;
    let window_tokens = counter.window_tokens();
    let tag_bits = counter.layout.tag_bits;
    let (mut made, mut pairs) = (Vec::new(), 0);
    for nodes in passes(&window_tokens) {
        let parts = counter.pass(nodes, |runs| {
            let (mut own, mut count) = (Vec::new(), 0u64);
            for run in runs {
                let (node, collocate) = counter.ordinals_of(run.key);
                count += 1;
                own.extend(make(PairOccurrences {
                    ordinals: [node, collocate],
                    keys: run.keys,
                    tag_bits,
                }));
            }
            (own, count)
        });
        for (own, count) in parts {
            made.extend(own);
            pairs += count;
        }
    }
    Ok((made, pairs))
}

/// Counts the different neighbours of every form: those in its windows, and those in whose windows
/// it stands. Pairs count however rare they are.
///
/// Cost: as [`count_pairs`] with a least frequency of 1.
///
/// # Errors
/// As [`count_pairs`].
///
/// # Examples
/// ```
/// use siyaq_count::{Selection, WindowOptions, WindowSpan, count_neighbour_types};
/// # use siyaq_index::{Boundary, BuildOptions, CorpusBuilder, Document, Shard, TokenClass};
///
/// let texts = ["حرية التعبير", "حرية التعبير", "حرية الصحافة"];
/// # let mut shard = Shard::new();
/// # for (number, text) in texts.iter().enumerate() {
/// #     shard.start_document(Document { id: number.to_string(), ..Document::default() });
/// #     for form in text.split(' ') {
/// #         shard.push(form, TokenClass::ArabicWord, Boundary::None, true);
/// #     }
/// # }
/// # let corpus = CorpusBuilder::new(BuildOptions::default()).finish(vec![shard])?.into_corpus()?;
/// let next = WindowOptions::new(WindowSpan { before: 0, after: 1 });
/// let types = count_neighbour_types(&Selection::new(&corpus, corpus.words()), next)?;
/// let form = |word| corpus.words().lexicon().id(word).expect("a word of the corpus").index();
/// assert_eq!(types.of_node[form("حرية")], 2);
/// assert_eq!((types.of_collocate[form("التعبير")], types.of_collocate[form("حرية")]), (1, 0));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn count_neighbour_types(
    selection: &Selection<'_>,
    options: WindowOptions,
) -> Result<NeighbourTypes, CountError> {
    let counter = PairCounter::new(selection, options.distances(false), 1)?;
    let window_tokens = counter.window_tokens();
    let forms = counter.forms as usize;
    let mut of_node = vec![0u64; forms];
    let of_collocate: Vec<AtomicU64> = (0..forms).map(|_| AtomicU64::new(0)).collect();
    for nodes in passes(&window_tokens) {
        let parts = counter.pass(nodes, |runs| {
            let mut counts: Vec<(u32, u64)> = Vec::new();
            for run in runs {
                let (node, collocate) = counter.ordinals_of(run.key);
                match counts.last_mut() {
                    Some((last, count)) if *last == node => *count += 1,
                    _ => counts.push((node, 1)),
                }
                // Sums do not depend on the order of their parts.
                if let Some(count) = of_collocate.get(collocate as usize) {
                    count.fetch_add(1, Ordering::Relaxed);
                }
            }
            counts
        });
        for (node, count) in parts.into_iter().flatten() {
            if let Some(types) = of_node.get_mut(node as usize) {
                *types += count;
            }
        }
    }
    let of_collocate: Vec<u64> = of_collocate.into_iter().map(AtomicU64::into_inner).collect();
    Ok(NeighbourTypes {
        of_node: counter.by_form(&of_node),
        of_collocate: counter.by_form(&of_collocate),
    })
}

/// Ranges of node ordinals whose pairs fit one pass each.
fn passes(window_tokens: &[u64]) -> Vec<Range<u32>> {
    let mut out = Vec::new();
    let (mut start, mut sum) = (0u32, 0u64);
    for (ordinal, count) in (0u32..).zip(window_tokens) {
        if sum > 0 && sum + count > PASS {
            out.push(start..ordinal);
            (start, sum) = (ordinal, 0);
        }
        sum += count;
    }
    out.push(start..u32::try_from(window_tokens.len()).unwrap_or(u32::MAX));
    out
}

/// The kept pairs of a partition.
#[derive(Default)]
struct Found {
    rows: Vec<PairRow>,
    by_distance: Vec<u64>,
    pairs: u64,
}

struct PairCounter<'s, 'c> {
    selection: &'s Selection<'c>,
    options: WindowOptions,
    layout: KeyLayout,
    /// How many forms the layer has.
    forms: u32,
    min_freq: u64,
}

impl<'s, 'c> PairCounter<'s, 'c> {
    fn new(
        selection: &'s Selection<'c>,
        options: WindowOptions,
        min_freq: u64,
    ) -> Result<Self, CountError> {
        options.span.check()?;
        let forms = selection.layer().lexicon().len();
        let documents = u64::from(selection.corpus().document_count());
        let tags = documents.saturating_mul(options.distance_count().max(1) as u64);
        let too_long = CountErrorKind::TooLong { words: 2, forms, limit: 1 };
        let layout = KeyLayout::new::<u64>(2, forms, tags).ok_or(too_long)?;
        Ok(Self { selection, options, layout, forms, min_freq })
    }

    /// A column by ordinal as one by form id.
    fn by_form(&self, by_ordinal: &[u64]) -> Vec<u64> {
        let mut out = vec![0; by_ordinal.len()];
        for (ordinal, value) in (0u32..).zip(by_ordinal) {
            if let Some(slot) = out.get_mut(self.selection.form_at(ordinal).index()) {
                *slot = *value;
            }
        }
        out
    }

    /// Calls `each` with every collocate token, each node form around it that reaches it, and the
    /// place of their distance. Nodes that results leave out reach nothing; a collocate that they
    /// leave out is `None`, a token of the window and no more.
    #[inline]
    fn pairs(
        &self,
        stretch: Stretch<'_>,
        near: &mut Vec<u32>,
        mut each: impl FnMut(u32, Option<u32>, usize),
    ) {
        let ordinals = stretch.ordinals;
        let WindowSpan { before, after } = self.options.span;
        let once = self.options.overlap == WindowOverlap::Once;
        for (place, collocate) in ordinals.iter().enumerate() {
            near.clear();
            let shown = (!stretch.omits(place)).then_some(*collocate);
            let mut meet = |node: u32, at: usize, slot: usize| {
                if stretch.omits(at) {
                    return;
                }
                if once {
                    if shown == Some(node) || near.contains(&node) {
                        return;
                    }
                    near.push(node);
                }
                each(node, shown, slot);
            };
            // A node before the collocate reaches it with its window after, and the other way.
            // The nearest node comes first, at equal distances the one before.
            for distance in 1..=after.max(before) {
                if distance <= after
                    && let Some(at) = place.checked_sub(distance)
                    && let Some(node) = ordinals.get(at)
                {
                    meet(*node, at, before + distance - 1);
                }
                if distance <= before
                    && let Some(node) = ordinals.get(place + distance)
                {
                    meet(*node, place + distance, before - distance);
                }
            }
        }
    }

    /// For each node ordinal, the tokens in its windows.
    fn window_tokens(&self) -> Vec<u64> {
        let forms = self.forms as usize;
        let tasks = self.selection.tasks();
        let each = tasks.len().div_ceil(rayon::current_num_threads().max(1)).max(1);
        tasks
            .par_chunks(each)
            .map(|tasks| {
                let mut tokens = vec![0u64; forms];
                let (mut buffers, mut near) = (Buffers::default(), Vec::new());
                for documents in tasks {
                    self.selection.scan(documents.clone(), &mut buffers, |stretch| {
                        self.pairs(stretch, &mut near, |node, _, _| {
                            if let Some(count) = tokens.get_mut(node as usize) {
                                *count += 1;
                            }
                        });
                    });
                }
                tokens
            })
            .reduce_with(|mut tokens, more| {
                for (sum, part) in tokens.iter_mut().zip(more) {
                    *sum += part;
                }
                tokens
            })
            .unwrap_or_else(|| vec![0; forms])
    }

    /// Makes something of the pairs of some nodes, in the order of their bytes.
    fn pass<R: Send>(&self, nodes: Range<u32>, make: impl Fn(Runs<'_, u64>) -> R + Sync) -> Vec<R> {
        let layout = self.layout;
        let distances = self.options.distance_count();
        let tasks: Vec<_> = self
            .selection
            .tasks()
            .into_par_iter()
            .map_init(
                || (Buffers::default(), KeySink::<u64>::new(layout), Vec::new()),
                |(buffers, sink, near), documents| {
                    self.selection.scan(documents, buffers, |stretch| {
                        let doc = u64::from(stretch.doc.0);
                        self.pairs(stretch, near, |node, collocate, slot| {
                            if nodes.contains(&node)
                                && let Some(collocate) = collocate
                            {
                                let tag = match distances {
                                    0 => doc,
                                    width => doc * width as u64 + slot as u64,
                                };
                                sink.push(node, [node, collocate].into_iter(), tag);
                            }
                        });
                    });
                    sink.finish()
                },
            )
            .collect();
        for_each_partition(layout, &tasks, make)
    }

    fn ordinals_of(&self, key: u64) -> (u32, u32) {
        (self.layout.ordinal(key, 0), self.layout.ordinal(key, 1))
    }

    /// The kept pairs among sorted ones.
    fn rows_of(&self, runs: Runs<'_, u64>) -> Found {
        let mut found = Found::default();
        let width = self.options.distance_count();
        for run in runs {
            found.pairs += 1;
            let freq = run.keys.len() as u64;
            if freq < self.min_freq {
                continue;
            }
            let doc_freq = match width {
                0 => run.distinct_tags(),
                _ => self.distances_of(run.keys, width, &mut found.by_distance),
            };
            let (node, collocate) = self.ordinals_of(run.key);
            let form = |ordinal| self.selection.form_at(ordinal);
            let (node, collocate) = (form(node), form(collocate));
            found.rows.push(PairRow { node, collocate, freq, doc_freq });
        }
        found
    }

    /// Adds the counts at each distance of one pair, and says in how many documents it is.
    fn distances_of(&self, keys: &[u64], width: usize, by_distance: &mut Vec<u64>) -> u64 {
        let start = by_distance.len();
        by_distance.resize(start + width, 0);
        let (mut last, mut documents) = (None, 0);
        for key in keys {
            let tag = key.low(self.layout.tag_bits);
            let (doc, slot) = (tag / width as u64, tag % width as u64);
            if last != Some(doc) {
                last = Some(doc);
                documents += 1;
            }
            let place =
                usize::try_from(slot).ok().and_then(|slot| by_distance.get_mut(start + slot));
            if let Some(count) = place {
                *count += 1;
            }
        }
        documents
    }
}
