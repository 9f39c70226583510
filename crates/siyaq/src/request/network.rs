//! Words and what they go with, as a graph.

use super::asked::Asked;
use super::error::{RequestError, Result, invalid};
use super::numbers::whole;
use super::run::{Found, Loaded, Request, Run};
use super::scope::{ScopeOptions, TranslitOptions};
use super::stop::{StopOptions, normalizer_of};
use super::text;
use serde::{Deserialize, Serialize};
use siyaq_analysis::{CollocateOptions, NetworkOptions, collocation_network, corpus_network};
use siyaq_count::WindowSpan;
use siyaq_index::Layer;
use siyaq_output::{Column, RowSink, Rows};
use siyaq_query::forms_of_word;
use siyaq_stats::Measure;
use std::ffi::OsString;

/// Words and what they go with, as a graph.
///
/// ```
/// use siyaq::request::{Network, Request};
/// # use siyaq::output::Rows;
/// # let session = siyaq::request::Session::new();
/// # session.put_texts("news", ["قال وزير الصحة إن الوزارة تعمل.", "زار وزير الصحة المدينة."])?;
///
/// let mut request = Network::new("news", ["وزير"]);
/// request.min_freq = 2;
/// let answer = request.run(&session)?;
/// assert_eq!(answer.rows.network.edges.len(), answer.rows.len());
/// # Ok::<(), siyaq::request::RequestError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "clap", derive(clap::Args))]
#[serde(default)]
#[non_exhaustive]
pub struct Network {
    /// A corpus, or a raw file, folder, pattern or - to index in memory first
    #[cfg_attr(feature = "clap", arg(value_name = "CORPUS"))]
    #[serde(with = "text::path")]
    pub input: OsString,

    /// The queries that the network grows from; none for the whole corpus
    #[cfg_attr(feature = "clap", arg(value_name = "QUERY"))]
    pub queries: Vec<String>,

    /// The letters that words and queries are written in.
    #[serde(flatten)]
    #[cfg_attr(feature = "clap", command(flatten))]
    pub translit: TranslitOptions,

    /// Say how each query was read, and which forms it finds
    #[cfg_attr(feature = "clap", arg(long))]
    pub explain: bool,

    /// How many steps it reaches from the queries
    #[cfg_attr(feature = "clap", arg(long, value_name = "N", default_value_t = 2,
        value_parser = clap::value_parser!(u32).range(1..=4)))]
    pub order: u32,

    /// The measure that weighs edges
    #[cfg_attr(feature = "clap", arg(long, value_name = "MEASURE", default_value = "log_dice"))]
    #[serde(with = "text")]
    pub measure: Measure,

    /// Leave out edges that weigh less
    #[cfg_attr(feature = "clap", arg(long, value_name = "SCORE", allow_negative_numbers = true))]
    pub min_score: Option<f64>,

    /// Leave out what occurs less often together
    #[cfg_attr(feature = "clap", arg(long, value_name = "N", default_value_t = 5))]
    pub min_freq: u64,

    /// Leave out what fewer documents have together; unless given, 1 around queries, and 5 in a
    /// whole corpus, where what one text repeats would come first
    #[cfg_attr(feature = "clap", arg(long, value_name = "N"))]
    pub min_docs: Option<u64>,

    /// Of each word only so many collocates, the strongest
    #[cfg_attr(feature = "clap", arg(long, value_name = "N", default_value_t = 12))]
    pub neighbours: usize,

    /// Of a whole corpus only so many edges, the strongest
    #[cfg_attr(feature = "clap", arg(long, value_name = "N", default_value_t = 150))]
    pub max_edges: usize,

    /// Positions before and after the node, in reading order
    #[cfg_attr(feature = "clap", arg(long, value_name = "BEFORE:AFTER", default_value = "5:5"))]
    #[serde(with = "text")]
    pub window: WindowSpan,

    /// Which forms, tokens and documents count.
    #[serde(flatten)]
    #[cfg_attr(feature = "clap", command(flatten))]
    pub scope: ScopeOptions,

    /// Words that are left out.
    #[serde(flatten)]
    #[cfg_attr(feature = "clap", command(flatten))]
    pub stop: StopOptions,

    /// At most so many rows, 0 for all; as many as there are unless given
    #[cfg_attr(feature = "clap", arg(skip))]
    pub top: Option<u64>,
}

impl Default for Network {
    fn default() -> Self {
        Self {
            input: OsString::new(),
            queries: Vec::new(),
            translit: TranslitOptions::default(),
            explain: false,
            order: 2,
            measure: Measure::LogDice,
            min_score: None,
            min_freq: 5,
            min_docs: None,
            neighbours: 12,
            max_edges: 150,
            window: WindowSpan { before: 5, after: 5 },
            scope: ScopeOptions::default(),
            stop: StopOptions::default(),
            top: None,
        }
    }
}

impl Network {
    /// Asks one corpus for what grows from some queries, or for its strongest pairs where there are none.
    #[must_use]
    pub fn new<Q: Into<String>>(
        input: impl Into<OsString>,
        queries: impl IntoIterator<Item = Q>,
    ) -> Self {
        let queries = queries.into_iter().map(Into::into).collect();
        Self { input: input.into(), queries, ..Self::default() }
    }

    fn options(&self) -> NetworkOptions {
        let mut options = NetworkOptions::default();
        options.collocates = CollocateOptions::default()
            .span(self.window)
            .measures(vec![self.measure])
            .min_freq(self.min_freq);
        options.order = self.order;
        options.min_score = self.min_score;
        let least = if self.queries.is_empty() { 5 } else { 1 };
        options.min_doc_freq = self.min_docs.unwrap_or(least);
        options.neighbours = self.neighbours;
        options.max_edges = self.max_edges;
        options
    }

    /// The queries in Arabic letters.
    fn asked(&self) -> Result<Vec<Asked>> {
        let read = |query: &String| Asked::read(self.translit.query(query), self.explain);
        self.queries.iter().map(read).collect()
    }
}

/// A network; its rows are its edges: `source, target, o11, score, doc_freq`.
#[derive(Debug)]
#[non_exhaustive]
pub struct NetworkRows {
    /// The network.
    pub network: siyaq_analysis::Network,
    /// The queries that it grows from, in Arabic letters.
    pub queries: Vec<String>,
}

impl Rows for NetworkRows {
    fn columns(&self) -> Vec<Column> {
        let mut columns = vec![Column::text("source"), Column::text("target")];
        columns.extend(["o11", "score"].map(|name| Column::real(name, 3)));
        columns.push(Column::integer("doc_freq"));
        columns
    }

    fn len(&self) -> usize {
        self.network.edges.len()
    }

    fn row(&self, index: usize, sink: &mut dyn RowSink) {
        let Some(edge) = self.network.edges.get(index) else { return };
        for end in [edge.source, edge.target] {
            match self.network.nodes.get(end) {
                Some(node) => sink.text(&node.label),
                None => sink.missing(),
            }
        }
        sink.real(Ok(edge.joint));
        sink.real(Ok(edge.score));
        sink.integer(edge.doc_freq);
    }
}

impl Request for Network {
    const VERB: &'static str = "network";
    type Rows<'s> = NetworkRows;

    fn inputs(&self) -> Vec<&OsString> {
        vec![&self.input]
    }

    fn scope(&self) -> &ScopeOptions {
        &self.scope
    }

    fn top(&mut self) -> &mut Option<u64> {
        &mut self.top
    }

    fn check(&self, run: &Run<'_>) -> Result<()> {
        if self.min_score.is_some_and(f64::is_nan) {
            return invalid("`min_score` is a number");
        }
        whole("order", self.order, 1..=4)?;
        if self.queries.is_empty() {
            let grows = ["order", "neighbours", "translit", "explain"];
            return run
                .refuse(&grows, "is for a network that grows from a query, and none is given");
        }
        run.refuse(&["max_edges"], "is for the network of a whole corpus, without a query")
    }

    fn answer<'s>(&self, run: &Run<'s>) -> Result<Found<NetworkRows>> {
        let queries = self.asked()?;
        let loaded = run.load_one(&self.input, &self.scope, "corpus")?;
        let selection = self.stop.leave_out(loaded.selection(&self.scope)?)?;
        let layer = selection.layer();
        let network = run.during("looking for collocates", || {
            if queries.is_empty() {
                return Ok::<_, RequestError>(corpus_network(&selection, &self.options(), |_| {
                    true
                })?);
            }
            let mut seeds = Vec::new();
            for query in &queries {
                let hits = query.hits(&loaded, &selection, run)?;
                seeds.push((label(&loaded, layer, query.text())?, hits));
            }
            Ok(collocation_network(&selection, &seeds, &self.options(), |_| true)?)
        })?;
        let queries = queries.iter().map(|query| query.text().to_owned()).collect();
        Ok(Found::new(NetworkRows { network, queries }))
    }
}

/// The name of a node: a query that is a word is the form of the layer that it stands for.
fn label(loaded: &Loaded<'_>, layer: &Layer, query: &str) -> Result<String> {
    let form = match forms_of_word(loaded.corpus, layer, query)?.as_slice() {
        [forms] => forms.iter().min().map(|form| layer.lexicon().form(*form).to_owned()),
        _ => None,
    };
    Ok(match form {
        Some(form) => form,
        None => normalizer_of(layer)?.normalize(query).into_owned(),
    })
}
