//! Networks, drawn.

use crate::context::{Context, Outcome};
use crate::emit::{manifest, print_bytes};
use crate::report::count;
use anyhow::Result;
use siyaq::output::{
    GraphFormat, Heading, PageLanguage, WritingRecord, network_bytes, save_network,
};
use siyaq::request::{AnyRequest, Network, NetworkRows, Request, RunOptions};
use std::path::Path;

/// How a network is drawn.
#[derive(Clone, Copy)]
pub(crate) struct Drawing<'a> {
    pub(crate) format: GraphFormat,
    pub(crate) title: Option<&'a str>,
    pub(crate) language: PageLanguage,
}

/// What stands over a network unless it is said: its queries, or the name of its corpus.
pub(crate) fn usual_title(
    request: &Network,
    found: &NetworkRows,
    language: PageLanguage,
) -> String {
    if found.queries.is_empty() {
        let name = Path::new(&request.input).file_name().unwrap_or(&request.input);
        return name.to_string_lossy().into_owned();
    }
    found.queries.join(if language == PageLanguage::Arabic { "، " } else { ", " })
}

/// Asks for a network, and writes it to a file or to standard output.
pub(crate) fn draw(
    request: &Network,
    drawing: Drawing<'_>,
    options: &RunOptions,
    output: Option<&Path>,
    context: &Context,
) -> Result<Outcome> {
    let Drawing { format, language, .. } = drawing;
    let found = request.run_with(&context.session, options)?;
    let network = &found.rows.network;
    let usual = || usual_title(request, &found.rows, language);
    let title = drawing.title.map_or_else(usual, str::to_owned);
    let heading = Heading { title: &title, language };
    let any = Outcome::of(!network.edges.is_empty());
    let Some(path) = output else {
        print_bytes(&network_bytes(network, format, heading)?)?;
        return Ok(any);
    };
    let mut manifest = manifest(found.inputs, context);
    Network::VERB.clone_into(&mut manifest.command);
    manifest.request = Some(AnyRequest::from(request.clone()).to_value()?);
    let mut writing = WritingRecord::new(format.name());
    writing.title = drawing.title.map(str::to_owned);
    writing.language = Some(language.code().to_owned());
    manifest.writing = Some(writing);
    save_network(network, format, heading, path, manifest)?;
    context.note(format_args!(
        "wrote {} nodes and {} edges to {}",
        count(network.nodes.len() as u64),
        count(network.edges.len() as u64),
        path.display()
    ));
    Ok(any)
}
