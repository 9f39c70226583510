//! Words and what they go with, as a graph.

use super::node::{collocates_of, joined};
use super::options::CollocateOptions;
use super::pairs::collocations;
use super::score::check;
use crate::labels::labels_of;
use crate::{AnalysisError, AnalysisErrorKind};
use siyaq_count::Selection;
use siyaq_query::{Cutting, FormLabels, Hits, Query, SearchOptions, search};
use siyaq_stats::Measure;
use siyaq_types::{TermId, TokenPos};
use std::collections::BTreeMap;
use std::ops::Range;

/// Which network is made.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct NetworkOptions {
    /// How collocates are found. The measure that ranks is the weight of the edges.
    pub collocates: CollocateOptions,
    /// How far the network reaches from its first nodes: 1 adds their collocates, 2 the collocates
    /// of those as well. Of no meaning for the network of a whole corpus.
    pub order: u32,
    /// The least weight of an edge.
    pub min_score: Option<f64>,
    /// The least number of documents in which the two ends of an edge stand together.
    pub min_doc_freq: u64,
    /// Of each node only so many collocates, the strongest.
    pub neighbours: usize,
    /// Of a whole corpus only so many edges, the strongest.
    pub max_edges: usize,
}

impl Default for NetworkOptions {
    fn default() -> Self {
        Self {
            collocates: CollocateOptions::default(),
            order: 2,
            min_score: None,
            min_doc_freq: 1,
            neighbours: 12,
            max_edges: 150,
        }
    }
}

impl NetworkOptions {
    fn keeps(&self, score: f64, doc_freq: u64) -> bool {
        self.min_score.is_none_or(|least| score >= least) && doc_freq >= self.min_doc_freq
    }
}

/// A network of collocates: each edge says that its target is a collocate of its source.
#[derive(Clone, Debug, PartialEq)]
pub struct Network {
    /// The measure that weighs the edges.
    pub measure: Measure,
    /// The words: first those asked for, then by the step at which they came in.
    pub nodes: Vec<NetworkNode>,
    /// The edges, in the order in which they came in: those of one source together, the strongest
    /// first.
    pub edges: Vec<NetworkEdge>,
}

/// A word of a network.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NetworkNode {
    /// What is shown: the form as it is most often written, or the query that a network was asked for.
    pub label: String,
    /// The form as the layer has it; the query where it is no form.
    pub key: String,
    /// How often it occurs; of a query, how many hits it has.
    pub freq: u64,
    /// How many steps it is from the words asked for: 0 are those themselves.
    pub order: u32,
}

/// A word and its collocate.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct NetworkEdge {
    /// The place of the word among the nodes.
    pub source: usize,
    /// The place of its collocate.
    pub target: usize,
    /// How often they stand together.
    pub joint: f64,
    /// The weight.
    pub score: f64,
    /// In how many documents they stand together.
    pub doc_freq: u64,
}

/// The network that grows from some queries: what stands around their hits, and with an order of 2
/// or more what stands around all tokens of those words, and so on.
///
/// `wanted` leaves words out, such as those of a stop list. A query that is a form of the layer
/// and the form as a collocate are one node.
///
/// Cost: one look at the collocates for each node that is not of the last step; so at most
/// `neighbours` times the queries for an order of 2.
///
/// # Errors
/// When the order is 0, or as [`collocates`](super::collocates).
///
/// # Examples
/// ```
/// use siyaq_analysis::{CollocateOptions, NetworkOptions, collocation_network};
/// use siyaq_count::Selection;
/// # use siyaq_index::{Boundary, BuildOptions, CorpusBuilder, Document, Shard, TokenClass};
/// use siyaq_query::{SearchOptions, search};
///
/// let texts = ["أسعار النفط", "أسعار النفط", "إنتاج النفط"];
/// # let mut shard = Shard::new();
/// # for (number, text) in texts.iter().enumerate() {
/// #     shard.start_document(Document { id: number.to_string(), ..Document::default() });
/// #     for form in text.split(' ') {
/// #         shard.push(form, TokenClass::ArabicWord, Boundary::None, true);
/// #     }
/// # }
/// # let corpus = CorpusBuilder::new(BuildOptions::default()).finish(vec![shard])?.into_corpus()?;
/// let hits = search(&corpus, &"النفط".parse()?, &SearchOptions::default().layer("word"))?;
/// let mut options = NetworkOptions::default();
/// (options.order, options.collocates) = (1, CollocateOptions::default().min_freq(2));
/// let selection = Selection::new(&corpus, corpus.words());
/// let network = collocation_network(&selection, &[("النفط".into(), hits)], &options, |_| true)?;
/// let nodes = network.nodes.iter().map(|node| (node.label.as_str(), node.freq, node.order));
/// assert_eq!(nodes.collect::<Vec<_>>(), [("النفط", 3, 0), ("أسعار", 2, 1)]);
/// assert_eq!((network.edges.len(), network.edges[0].joint), (1, 2.0));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn collocation_network(
    selection: &Selection<'_>,
    seeds: &[(String, Hits)],
    options: &NetworkOptions,
    wanted: impl Fn(TermId) -> bool,
) -> Result<Network, AnalysisError> {
    let (place, measure) = weight(&options.collocates)?;
    if options.order == 0 {
        return Err(AnalysisErrorKind::NoOrder.into());
    }
    let mut growing = Growing::new(labels_of(selection));
    let mut around: Vec<(usize, Vec<Range<TokenPos>>)> = Vec::new();
    for (label, hits) in seeds {
        let form = selection.layer().lexicon().id(label);
        if form.is_some_and(|form| growing.places.contains_key(&form)) {
            continue;
        }
        let node = match form {
            Some(form) => growing.add(form, hits.len() as u64, 0),
            None => growing.push(label, label, hits.len() as u64, 0),
        };
        around.push((node, joined(hits)));
    }
    for order in 1..=options.order {
        let mut next = Vec::new();
        for (source, nodes) in std::mem::take(&mut around) {
            let found = collocates_of(selection, &nodes, &options.collocates)?;
            let strong = found.rows.iter().filter_map(|row| {
                let score = row.scores.get(place).copied()?.ok()?;
                let enough = options.keeps(score, row.doc_freq);
                (enough && wanted(row.form)).then_some((row, score))
            });
            for (row, score) in strong.take(options.neighbours) {
                let target = match growing.places.get(&row.form) {
                    Some(target) => *target,
                    None => {
                        let freqs = selection.form_freqs();
                        let freq = freqs.get(row.form.index()).copied().unwrap_or(0);
                        let target = growing.add(row.form, freq, order);
                        next.push((target, row.form));
                        target
                    }
                };
                let (joint, doc_freq) = (row.table.o11(), row.doc_freq);
                growing.edges.push(NetworkEdge { source, target, joint, score, doc_freq });
            }
        }
        if order < options.order {
            let placed = |(node, form)| Ok((node, places(selection, form)?));
            around = next.into_iter().map(placed).collect::<Result<_, AnalysisError>>()?;
        }
    }
    Ok(Network { measure, nodes: growing.nodes, edges: growing.edges })
}

/// The network of the strongest pairs of a whole corpus. Of the two directions of a pair only the
/// stronger is kept.
///
/// # Errors
/// As [`collocations`].
///
/// # Examples
/// ```
/// use siyaq_analysis::{CollocateOptions, NetworkOptions, corpus_network};
/// use siyaq_count::Selection;
/// # use siyaq_index::{Boundary, BuildOptions, CorpusBuilder, Document, Shard, TokenClass};
///
/// let texts = ["أسعار النفط", "أسعار النفط", "إنتاج النفط"];
/// # let mut shard = Shard::new();
/// # for (number, text) in texts.iter().enumerate() {
/// #     shard.start_document(Document { id: number.to_string(), ..Document::default() });
/// #     for form in text.split(' ') {
/// #         shard.push(form, TokenClass::ArabicWord, Boundary::None, true);
/// #     }
/// # }
/// # let corpus = CorpusBuilder::new(BuildOptions::default()).finish(vec![shard])?.into_corpus()?;
/// let mut options = NetworkOptions::default();
/// options.collocates = CollocateOptions::default().min_freq(2);
/// let network = corpus_network(&Selection::new(&corpus, corpus.words()), &options, |_| true)?;
/// assert_eq!((network.nodes.len(), network.edges.len()), (2, 1));
/// assert_eq!((network.edges[0].joint, network.edges[0].doc_freq), (2.0, 2));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn corpus_network(
    selection: &Selection<'_>,
    options: &NetworkOptions,
    wanted: impl Fn(TermId) -> bool,
) -> Result<Network, AnalysisError> {
    let (place, measure) = weight(&options.collocates)?;
    let found = collocations(selection, &options.collocates)?;
    let freq = |form: TermId| selection.form_freqs().get(form.index()).copied().unwrap_or(0);
    let mut growing = Growing::new(labels_of(selection));
    let mut met: BTreeMap<(TermId, TermId), ()> = BTreeMap::new();
    for row in found.rows() {
        if growing.edges.len() >= options.max_edges {
            break;
        }
        let Some(Ok(score)) = row.scores().nth(place) else { continue };
        let enough = options.keeps(score, row.doc_freq);
        let ends = (row.form_1.min(row.form_2), row.form_1.max(row.form_2));
        let same = row.form_1 == row.form_2;
        if same || !enough || !wanted(row.form_1) || !wanted(row.form_2) || met.contains_key(&ends)
        {
            continue;
        }
        met.insert(ends, ());
        let [source, target] = [row.form_1, row.form_2].map(|form| {
            let known = growing.places.get(&form).copied();
            known.unwrap_or_else(|| growing.add(form, freq(form), 0))
        });
        let (joint, doc_freq) = (row.table.o11(), row.doc_freq);
        growing.edges.push(NetworkEdge { source, target, joint, score, doc_freq });
    }
    Ok(Network { measure, nodes: growing.nodes, edges: growing.edges })
}

/// The measure that ranks, and its place.
fn weight(options: &CollocateOptions) -> Result<(usize, Measure), AnalysisError> {
    let place = check(options)?.unwrap_or(0);
    let measure = options.measures.get(place).copied();
    Ok((place, measure.ok_or(AnalysisErrorKind::NoMeasure)?))
}

/// Where all tokens of a form stand that results do not leave out.
fn places(selection: &Selection<'_>, form: TermId) -> Result<Vec<Range<TokenPos>>, AnalysisError> {
    let layer = selection.layer();
    let query = Query::words([layer.lexicon().form(form)]);
    let options = SearchOptions::default()
        .layer(layer.name())
        .scope(selection.scope())
        .within(selection.part())
        .cutting(Cutting::Spaces);
    Ok(selection.shown(joined(&search(selection.corpus(), &query, &options)?)))
}

/// A network as it is made.
struct Growing<'c> {
    labels: FormLabels<'c>,
    nodes: Vec<NetworkNode>,
    edges: Vec<NetworkEdge>,
    places: BTreeMap<TermId, usize>,
}

impl<'c> Growing<'c> {
    fn new(labels: FormLabels<'c>) -> Self {
        Self { labels, nodes: Vec::new(), edges: Vec::new(), places: BTreeMap::new() }
    }

    /// Adds a form.
    fn add(&mut self, form: TermId, freq: u64, order: u32) -> usize {
        let place = self.push(self.labels.label(form), self.labels.key(form), freq, order);
        self.places.insert(form, place);
        place
    }

    fn push(&mut self, label: &str, key: &str, freq: u64, order: u32) -> usize {
        let (label, key) = (label.to_owned(), key.to_owned());
        self.nodes.push(NetworkNode { label, key, freq, order });
        self.nodes.len() - 1
    }
}
