//! What stands around a node.

use crate::CountError;
use crate::pairs::{WindowOptions, WindowOverlap, WindowSpan};
use crate::scan::Buffers;
use crate::selection::Selection;
use rayon::prelude::*;
use siyaq_index::{Boundary, DocId, TermId, TokenPos};
use std::ops::Range;

/// What stands in the windows around the hits of a query.
///
/// Unless asked otherwise the model is that of the UCS toolkit and of cwb-ccc: a true two-by-two
/// table of tokens. The windows are cut where the scope stops; each position counts once, at its
/// smallest distance to a node (the node before it where two are equally near); tokens inside nodes
/// are neither counted in windows nor outside. Under [`WindowOverlap::PerNode`] a position counts
/// once for each node that reaches it, and tokens of other nodes count too.
///
/// References: S. Evert, "Corpora and collocations", in: Corpus Linguistics (2008), section 4;
/// the packages UCS and cwb-ccc.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WindowCounts {
    /// What was counted.
    pub options: WindowOptions,
    /// How many nodes there are in the selection.
    pub nodes: u64,
    /// Tokens inside nodes.
    pub node_tokens: u64,
    /// R1: the tokens in windows, as often as they count.
    pub window_tokens: u64,
    /// N: the tokens outside nodes.
    pub tokens: u64,
    /// The forms in windows, by form id.
    pub rows: Vec<WindowRow>,
    /// The forms inside nodes and how often, by form id.
    pub in_nodes: Vec<(TermId, u64)>,
}

/// A form that occurs in windows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WindowRow {
    /// The form.
    pub form: TermId,
    /// O11: how often it counts in windows.
    pub in_window: u64,
    /// How often it occurs in the selection.
    pub freq: u64,
    /// C1: how often it occurs outside nodes.
    pub outside_nodes: u64,
    /// In how many documents it occurs in a window.
    pub doc_freq: u64,
    /// How often at each distance, when asked for: `before` … 1 before, then 1 … `after` after.
    pub by_distance: Vec<u64>,
}

/// Counts of one worker.
struct Tally {
    in_window: Vec<u64>,
    in_nodes: Vec<u64>,
    /// Documents are numbered in 32 bits; so many fit.
    doc_freqs: Vec<u32>,
    last_doc: Vec<u32>,
    by_distance: Vec<u64>,
    window_tokens: u64,
    node_tokens: u64,
    nodes: u64,
}

const NO_DOC: u32 = u32::MAX;

impl Tally {
    fn new(forms: usize, distances: usize) -> Self {
        Self {
            in_window: vec![0; forms],
            in_nodes: vec![0; forms],
            doc_freqs: vec![0; forms],
            last_doc: vec![NO_DOC; forms],
            by_distance: vec![0; forms * distances],
            window_tokens: 0,
            node_tokens: 0,
            nodes: 0,
        }
    }

    fn add(mut self, other: &Self) -> Self {
        let pairs = [
            (&mut self.in_window, &other.in_window),
            (&mut self.in_nodes, &other.in_nodes),
            (&mut self.by_distance, &other.by_distance),
        ];
        for (sums, parts) in pairs {
            for (sum, part) in sums.iter_mut().zip(parts) {
                *sum += part;
            }
        }
        for (sum, part) in self.doc_freqs.iter_mut().zip(&other.doc_freqs) {
            *sum += part;
        }
        self.window_tokens += other.window_tokens;
        self.node_tokens += other.node_tokens;
        self.nodes += other.nodes;
        self
    }
}

/// Counts what stands around nodes: ascending, not overlapping ranges of places. Nodes outside the
/// documents of the selection are left out.
///
/// Cost: decodes the sentences that hold a node, and one look at the vocabulary.
///
/// # Errors
/// When the span is empty or too wide.
///
/// # Examples
/// ```
/// use siyaq_count::{Selection, WindowOptions, WindowSpan, count_windows};
/// # use siyaq_index::{Boundary, BuildOptions, CorpusBuilder, Document, Shard, TokenClass};
/// use siyaq_index::TokenPos;
///
/// let texts = ["أسعار النفط ارتفعت ثم هبطت أسعار النفط"];
/// # let mut shard = Shard::new();
/// # for (number, text) in texts.iter().enumerate() {
/// #     shard.start_document(Document { id: number.to_string(), ..Document::default() });
/// #     for form in text.split(' ') {
/// #         shard.push(form, TokenClass::ArabicWord, Boundary::None, true);
/// #     }
/// # }
/// # let corpus = CorpusBuilder::new(BuildOptions::default()).finish(vec![shard])?.into_corpus()?;
/// let nodes = [TokenPos::word(1)..TokenPos::word(2), TokenPos::word(6)..TokenPos::word(7)];
/// let options = WindowOptions::new(WindowSpan { before: 1, after: 1 });
/// let counts = count_windows(&Selection::new(&corpus, corpus.words()), &nodes, options)?;
/// assert_eq!((counts.nodes, counts.window_tokens, counts.tokens), (2, 3, 5));
/// let prices = corpus.words().lexicon().id("أسعار").expect("a word of the corpus");
/// let row = counts.rows.iter().find(|row| row.form == prices).expect("a form in windows");
/// assert_eq!((row.in_window, row.freq), (2, 2));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn count_windows(
    selection: &Selection<'_>,
    nodes: &[Range<TokenPos>],
    options: WindowOptions,
) -> Result<WindowCounts, CountError> {
    options.span.check()?;
    Ok(finish(selection, options, &tally(selection, nodes, options)))
}

/// How often each word of the corpus counts in the windows around nodes, by its id: how the forms in the
/// rows of [`count_windows`] are written. `None` on a layer whose tokens are no words, as
/// [`Selection::over_words`].
///
/// Cost: decodes the sentences that hold a node.
///
/// # Errors
/// When the span is empty or too wide.
///
/// # Examples
/// ```
/// use siyaq_count::{Selection, WindowOptions, WindowSpan, window_words};
/// # use siyaq_index::{Boundary, BuildOptions, CorpusBuilder, Document, LayerRule, Shard, TokenClass};
/// use siyaq_index::TokenPos;
///
/// let texts = ["أسعار النفط أو اسعار الغاز"];
/// # let mut shard = Shard::new();
/// # for (number, text) in texts.iter().enumerate() {
/// #     shard.start_document(Document { id: number.to_string(), ..Document::default() });
/// #     for form in text.split(' ') {
/// #         shard.push(form, TokenClass::ArabicWord, Boundary::None, true);
/// #     }
/// # }
/// # let mut options = BuildOptions::default();
/// # let layer = LayerRule::fold("standard", |form, out| out.push_str(&form.replace('أ', "ا")));
/// # options.layers.push(layer);
/// # let corpus = CorpusBuilder::new(options).finish(vec![shard])?.into_corpus()?;
/// let nodes = [TokenPos::word(1)..TokenPos::word(2), TokenPos::word(4)..TokenPos::word(5)];
/// let options = WindowOptions::new(WindowSpan { before: 1, after: 0 });
/// let selection = Selection::new(&corpus, corpus.layer("standard")?);
/// let words = window_words(&selection, &nodes, options)?.expect("a layer over words");
/// let freq = |word| words[corpus.words().lexicon().id(word).expect("a word of the corpus").index()];
/// assert_eq!((freq("أسعار"), freq("اسعار"), freq("أو")), (1, 1, 0));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn window_words(
    selection: &Selection<'_>,
    nodes: &[Range<TokenPos>],
    options: WindowOptions,
) -> Result<Option<Vec<u64>>, CountError> {
    options.span.check()?;
    let words = selection.over_words();
    Ok(words.map(|words| tally(&words, nodes, options).in_window))
}

fn tally(selection: &Selection<'_>, nodes: &[Range<TokenPos>], options: WindowOptions) -> Tally {
    let forms = selection.layer().lexicon().len() as usize;
    let distances = options.distance_count();
    let tasks: Vec<_> = by_documents(selection, nodes);
    let workers = rayon::current_num_threads().max(1);
    let each = tasks.len().div_ceil(workers).max(1);
    tasks
        .par_chunks(each)
        .map(|tasks| {
            let mut tally = Tally::new(forms, distances);
            let mut around = Around { selection, options, buffers: Buffers::default() };
            for (doc, nodes) in tasks {
                around.count(*doc, nodes, &mut tally);
            }
            tally
        })
        .reduce_with(|a, b| a.add(&b))
        .unwrap_or_else(|| Tally::new(forms, distances))
}

/// How often each of some forms counts in the windows of each document, as [`count_windows`] counts; of each
/// the documents that have it there, ascending.
///
/// Cost: as [`count_windows`], and a look at every form for every document that has a node.
///
/// # Errors
/// As [`count_windows`].
///
/// # Examples
/// ```
/// use siyaq_count::{Selection, WindowOptions, WindowSpan, window_documents};
/// # use siyaq_index::{Boundary, BuildOptions, CorpusBuilder, Document, Shard, TokenClass};
/// use siyaq_index::{DocId, TokenPos};
///
/// let texts = ["أسعار النفط", "إنتاج النفط", "أسعار النفط"];
/// # let mut shard = Shard::new();
/// # for (number, text) in texts.iter().enumerate() {
/// #     shard.start_document(Document { id: number.to_string(), ..Document::default() });
/// #     for form in text.split(' ') {
/// #         shard.push(form, TokenClass::ArabicWord, Boundary::None, true);
/// #     }
/// # }
/// # let corpus = CorpusBuilder::new(BuildOptions::default()).finish(vec![shard])?.into_corpus()?;
/// let nodes = [1, 3, 5].map(|oil| TokenPos::word(oil)..TokenPos::word(oil + 1));
/// let prices = corpus.words().lexicon().id("أسعار").expect("a word of the corpus");
/// let selection = Selection::new(&corpus, corpus.words());
/// let options = WindowOptions::new(WindowSpan { before: 1, after: 1 });
/// let found = window_documents(&selection, &nodes, options, &[prices])?;
/// assert_eq!(found, [[(DocId(0), 1), (DocId(2), 1)]]);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn window_documents(
    selection: &Selection<'_>,
    nodes: &[Range<TokenPos>],
    options: WindowOptions,
    forms: &[TermId],
) -> Result<Vec<Vec<(DocId, u64)>>, CountError> {
    options.span.check()?;
    let options = options.distances(false);
    let vocabulary = selection.layer().lexicon().len() as usize;
    let tasks: Vec<_> = by_documents(selection, nodes);
    let each = tasks.len().div_ceil(rayon::current_num_threads().max(1)).max(1);
    let parts: Vec<Vec<Vec<(DocId, u64)>>> = tasks
        .par_chunks(each)
        .map(|tasks| {
            let mut tally = Tally::new(vocabulary, 0);
            let mut around = Around { selection, options, buffers: Buffers::default() };
            let mut found = vec![Vec::new(); forms.len()];
            for (doc, nodes) in tasks {
                around.count(*doc, nodes, &mut tally);
                for (form, found) in forms.iter().zip(&mut found) {
                    // What the document added, which starts anew.
                    let count = tally.in_window.get_mut(form.index()).map(std::mem::take);
                    if let Some(count) = count.filter(|count| *count > 0) {
                        found.push((*doc, count));
                    }
                }
            }
            found
        })
        .collect();
    let mut all = vec![Vec::new(); forms.len()];
    for part in parts {
        all.iter_mut().zip(part).for_each(|(all, own)| all.extend(own));
    }
    Ok(all)
}

fn finish(selection: &Selection<'_>, options: WindowOptions, tally: &Tally) -> WindowCounts {
    let freqs = selection.form_freqs();
    let distances = options.distance_count();
    let row = |form: u32| {
        let place = form as usize;
        let in_window = *tally.in_window.get(place)?;
        let in_nodes = *tally.in_nodes.get(place)?;
        let freq = freqs.get(place).copied().unwrap_or(0);
        (in_window > 0).then(|| WindowRow {
            form: TermId(form),
            in_window,
            freq,
            outside_nodes: freq.saturating_sub(in_nodes),
            doc_freq: tally.doc_freqs.get(place).copied().map_or(0, u64::from),
            by_distance: tally
                .by_distance
                .get(place * distances..(place + 1) * distances)
                .unwrap_or_default()
                .to_vec(),
        })
    };
    let in_nodes = (0u32..).zip(&tally.in_nodes).filter(|(_, count)| **count > 0);
    WindowCounts {
        in_nodes: in_nodes.map(|(form, count)| (TermId(form), *count)).collect(),
        options,
        nodes: tally.nodes,
        node_tokens: tally.node_tokens,
        window_tokens: tally.window_tokens,
        tokens: selection.token_count().saturating_sub(tally.node_tokens),
        rows: (0..selection.layer().lexicon().len()).filter_map(row).collect(),
    }
}

/// The nodes of each document that is chosen and has some.
fn by_documents<'n>(
    selection: &Selection<'_>,
    nodes: &'n [Range<TokenPos>],
) -> Vec<(DocId, &'n [Range<TokenPos>])> {
    let starts = selection.corpus().boundaries(Boundary::Document);
    let mut out = Vec::new();
    let mut rest = nodes;
    while let Some(first) = rest.first() {
        let doc = selection.corpus().document_of(first.start.pos());
        let end = TokenPos::word(starts.unit(u64::from(doc.0)).end);
        let inside = rest.partition_point(|node| node.start < end).max(1);
        let (own, after) = rest.split_at(inside);
        if selection.part().contains(doc) {
            out.push((doc, own));
        }
        rest = after;
    }
    out
}

struct Around<'s, 'c> {
    selection: &'s Selection<'c>,
    options: WindowOptions,
    buffers: Buffers,
}

impl Around<'_, '_> {
    fn count(&mut self, doc: DocId, nodes: &[Range<TokenPos>], tally: &mut Tally) {
        tally.nodes += nodes.len() as u64;
        let (selection, options) = (self.selection, self.options);
        let (span, distances) = (options.span, options.distance_count());
        let mut rest = nodes;
        let mut near = Vec::new();
        selection.scan_units(doc, nodes, &mut self.buffers, |stretch| {
            let (Some(first), Some(last)) = (stretch.positions.first(), stretch.positions.last())
            else {
                return;
            };
            let gone = rest.partition_point(|node| node.end <= *first);
            rest = rest.get(gone..).unwrap_or_default();
            let own = rest.get(..rest.partition_point(|node| node.start <= *last));
            let own = own.unwrap_or_default();
            if own.is_empty() {
                return;
            }
            let form = |ordinal: u32| selection.form_at(ordinal).index();
            distances_to_nodes(stretch.positions, own, span, &mut near);
            let mut take = |place: usize, near: Near| {
                let Some(ordinal) = stretch.ordinals.get(place) else { return };
                // What results leave out is a token of its window all the same.
                let form = if stretch.omits(place) { usize::MAX } else { form(*ordinal) };
                tally.take(form, stretch.doc.0, near, span, distances);
            };
            if options.overlap == WindowOverlap::Once {
                near.iter().enumerate().for_each(|(place, near)| take(place, *near));
                return;
            }
            let nodes = near.iter().enumerate().filter(|(_, near)| **near == Near::Node);
            nodes.for_each(|(place, _)| take(place, Near::Node));
            for_each_pair(stretch.positions, own, span, take);
        });
    }
}

/// Calls `each` with the place of every token in the window of a node, for every node.
fn for_each_pair(
    positions: &[TokenPos],
    nodes: &[Range<TokenPos>],
    span: WindowSpan,
    mut each: impl FnMut(usize, Near),
) {
    for node in nodes {
        let start = positions.partition_point(|position| *position < node.start);
        let end = positions.partition_point(|position| *position < node.end);
        // A node of tokens that do not count has no place among those that do.
        if start == end {
            continue;
        }
        (1..=span.before.min(start))
            .for_each(|distance| each(start - distance, Near::Before(distance)));
        (1..=span.after.min(positions.len() - end))
            .for_each(|distance| each(end + distance - 1, Near::After(distance)));
    }
}

/// Where a token stands to the nearest node.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Near {
    /// In no window.
    Outside,
    /// In a node.
    Node,
    /// So many positions before the nearest node.
    Before(usize),
    /// So many positions after it.
    After(usize),
}

fn distances_to_nodes(
    positions: &[TokenPos],
    nodes: &[Range<TokenPos>],
    span: WindowSpan,
    near: &mut Vec<Near>,
) {
    near.clear();
    let mut rest = nodes;
    let mut since = None;
    for position in positions {
        while let Some((node, after)) = rest.split_first()
            && node.end <= *position
        {
            rest = after;
        }
        if rest.first().is_some_and(|node| node.start <= *position) {
            since = Some(0);
            near.push(Near::Node);
            continue;
        }
        since = since.map(|distance| distance + 1);
        near.push(match since {
            Some(distance) if distance <= span.after => Near::After(distance),
            _ => Near::Outside,
        });
    }
    let mut until = None;
    for entry in near.iter_mut().rev() {
        if *entry == Near::Node {
            until = Some(0);
            continue;
        }
        until = until.map(|distance| distance + 1);
        let Some(distance) = until.filter(|distance| *distance <= span.before) else { continue };
        let nearer = match *entry {
            Near::After(other) => distance < other,
            _ => true,
        };
        if nearer {
            *entry = Near::Before(distance);
        }
    }
}

impl Tally {
    #[inline]
    fn take(&mut self, form: usize, doc: u32, near: Near, span: WindowSpan, distances: usize) {
        let place = match near {
            Near::Outside => return,
            Near::Node => {
                self.node_tokens += 1;
                if let Some(count) = self.in_nodes.get_mut(form) {
                    *count += 1;
                }
                return;
            }
            Near::Before(distance) => span.before - distance,
            Near::After(distance) => span.before + distance - 1,
        };
        self.window_tokens += 1;
        if let Some(count) = self.in_window.get_mut(form) {
            *count += 1;
        }
        if let (Some(last), Some(docs)) =
            (self.last_doc.get_mut(form), self.doc_freqs.get_mut(form))
            && *last != doc
        {
            *last = doc;
            *docs += 1;
        }
        if distances > 0
            && let Some(first) = form.checked_mul(distances)
            && let Some(count) = self.by_distance.get_mut(first.saturating_add(place))
        {
            *count += 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn near(nodes: &[Range<u64>], span: WindowSpan) -> String {
        let positions: Vec<TokenPos> = (0..10).map(TokenPos::word).collect();
        let nodes: Vec<Range<TokenPos>> =
            nodes.iter().map(|node| TokenPos::word(node.start)..TokenPos::word(node.end)).collect();
        let mut near = Vec::new();
        distances_to_nodes(&positions, &nodes, span, &mut near);
        near.iter()
            .map(|near| match near {
                Near::Outside => ". ".to_owned(),
                Near::Node => "N ".to_owned(),
                Near::Before(distance) => format!("b{distance} "),
                Near::After(distance) => format!("a{distance} "),
            })
            .collect()
    }

    #[test]
    fn each_position_counts_once_at_its_smallest_distance() {
        let span = WindowSpan { before: 2, after: 3 };
        assert_eq!(near(&[4..5, 7..8], span), ". . b2 b1 N a1 b1 N a1 a2 ");
        assert_eq!(near(&[3..4, 7..8], span), ". b2 b1 N a1 a2 b1 N a1 a2 ");
        assert_eq!(near(&[0..2, 9..10], span), "N N a1 a2 a3 . . b2 b1 N ");
    }
}
