//! A network in one of its formats, and in a file with its manifest.

use siyaq_analysis::Network;
use std::fmt;
use std::io;
use std::path::Path;

use super::exchange::{gexf, graphml, json};
use super::language::Heading;
use super::layout::Layout;
use super::page::page;
use super::picture::svg;
use crate::error::OutputError;
use crate::manifest::ResultManifest;
use crate::save::{Saved, save_bytes};

/// How a network is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum GraphFormat {
    /// GraphML, for Gephi, Cytoscape, igraph, networkx and others.
    GraphMl,
    /// GEXF 1.3, for Gephi.
    Gexf,
    /// One JSON object with nodes and edges.
    Json,
    /// A picture.
    Svg,
    /// A page with a picture that can be moved, searched and thinned out; it needs no network.
    Html,
}

impl GraphFormat {
    /// All formats.
    pub const ALL: [Self; 5] = [Self::GraphMl, Self::Gexf, Self::Json, Self::Svg, Self::Html];

    /// The name, which is also the usual end of a file's name.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::GraphMl => "graphml",
            Self::Gexf => "gexf",
            Self::Json => "json",
            Self::Svg => "svg",
            Self::Html => "html",
        }
    }

    /// The format of this name; `None` where there is none.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|format| format.name() == name)
    }
}

impl fmt::Display for GraphFormat {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// A network as bytes of a format; pictures and pages stand under a heading. The same network gives the same bytes.
///
/// # Errors
/// None is expected: the bytes are made in memory.
///
/// # Examples
/// ```
/// # use siyaq_index::{Boundary, BuildOptions, CorpusBuilder, Document, Shard, TokenClass};
/// # use siyaq_count::Selection;
/// # use siyaq_query::{SearchOptions, search};
/// use siyaq_analysis::{CollocateOptions, NetworkOptions, collocation_network};
/// use siyaq_output::{GraphFormat, Heading, network_bytes};
///
/// // A corpus of three words: «قال رئيس الوزراء».
/// # let mut shard = Shard::new();
/// # shard.start_batch(0);
/// # shard.start_document(Document { id: "a".into(), ..Document::default() });
/// # for (place, word) in ["قال", "رئيس", "الوزراء"].into_iter().enumerate() {
/// #     let boundary = if place == 0 { Boundary::Document } else { Boundary::None };
/// #     shard.push(word, TokenClass::ArabicWord, boundary, true);
/// # }
/// # let corpus = CorpusBuilder::new(BuildOptions::default()).finish(vec![shard])?.into_corpus()?;
/// # let selection = Selection::new(&corpus, corpus.words());
/// let hits = search(&corpus, &"رئيس".parse()?, &SearchOptions::default().layer("word"))?;
/// let mut options = NetworkOptions::default();
/// options.order = 1;
/// options.collocates = CollocateOptions::default().min_freq(1);
/// let network = collocation_network(&selection, &[("رئيس".into(), hits)], &options, |_| true)?;
/// let bytes = network_bytes(&network, GraphFormat::GraphMl, Heading::default())?;
/// // Three words, two of them collocates of the third.
/// let text = String::from_utf8(bytes)?;
/// assert_eq!((text.matches("<node ").count(), text.matches("<edge ").count()), (3, 2));
/// assert!(text.contains("الوزراء"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn network_bytes(
    network: &Network,
    format: GraphFormat,
    heading: Heading<'_>,
) -> Result<Vec<u8>, OutputError> {
    let bytes = match format {
        GraphFormat::GraphMl => graphml(network),
        GraphFormat::Gexf => gexf(network, &Layout::new(network)),
        GraphFormat::Json => serde_json::to_vec_pretty(&json(network)).map_err(io::Error::other),
        GraphFormat::Svg => svg(network, &Layout::new(network), heading),
        GraphFormat::Html => page(network, &Layout::new(network), heading),
    };
    bytes.map_err(OutputError::write)
}

/// Writes a network to the file at `path` and `manifest`, completed with what was written, to `FILE.manifest.json` beside it. The
/// rows that the manifest counts are edges.
///
/// # Errors
/// As [`crate::save_rows`].
///
/// # Examples
/// ```
/// use siyaq_analysis::{Network, NetworkEdge, NetworkNode};
/// use siyaq_output::{GraphFormat, Heading, PageLanguage, ResultManifest, save_network};
/// # use siyaq_stats::Measure;
/// # use std::time::SystemTime;
///
/// // Usually what `collocation_network` finds.
/// let node = |label: &str, freq, order| NetworkNode { label: label.into(), key: label.into(), freq, order };
/// let network = Network {
///     measure: Measure::LogDice,
///     nodes: vec![node("رئيس", 40, 0), node("الوزراء", 25, 1)],
///     edges: vec![NetworkEdge { source: 0, target: 1, joint: 20.0, score: 13.3, doc_freq: 12 }],
/// };
/// let folder = tempfile::tempdir()?;
/// let path = folder.path().join("network.svg");
/// let heading = Heading { title: "من يُذكر مع الرئيس", language: PageLanguage::Arabic };
/// let manifest = ResultManifest::new("network", "siyaq", "0.1.0", SystemTime::now());
/// let saved = save_network(&network, GraphFormat::Svg, heading, &path, manifest)?;
/// assert_eq!(saved.written.rows, 1, "one edge");
/// assert!(std::fs::read_to_string(&path)?.contains("الوزراء"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn save_network(
    network: &Network,
    format: GraphFormat,
    heading: Heading<'_>,
    path: impl AsRef<Path>,
    manifest: ResultManifest,
) -> Result<Saved, OutputError> {
    let bytes = network_bytes(network, format, heading)?;
    let edges = network.edges.len() as u64;
    save_bytes(&bytes, (format.name(), edges), path.as_ref(), manifest)
}
