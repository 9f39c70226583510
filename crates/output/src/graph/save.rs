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
