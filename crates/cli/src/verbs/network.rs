//! `siyaq network`: words and what they go with, as a graph.

use crate::args::output_file;
use crate::context::{Context, Outcome};
use crate::drawing::{Drawing, draw};
use anyhow::Result;
use clap::Args;
use clap::builder::{PossibleValuesParser, TypedValueParser};
use siyaq::output::{GraphFormat, PageLanguage};
use siyaq::request::Network;
use std::path::PathBuf;

const LONG: &str = "\
Draws words and their collocates as a network. From one or more queries it grows outward: --order 1
adds their collocates, --order 2 also the collocates of those. Without a query it shows the
strongest pairs of the whole corpus. An edge runs from a word to its collocate and weighs what
--measure says, counted as in `siyaq collocates`.

Each argument is a query of its own; a phrase stands in quotes.";

const AFTER: &str = "\
Formats:
  graphml  for Gephi, Cytoscape, igraph, networkx
  gexf     for Gephi, with places
  json     one object: measure, nodes (label, freq, order), edges (source, target, o11, score,
           doc_freq); the ends of edges are places of nodes from 0
  svg      a picture; text is text, which a browser shapes
  html     a page of its own, without anything from elsewhere: nodes can be moved, searched and
           thinned out, and the edges stand in a table

Examples:
  siyaq network news النفط -o نفط.html
  siyaq network news النفط الغاز --order 1 --neighbours 20 --stop ar -o طاقة.svg
  siyaq network news 'رئيس الحكومة' --measure log_likelihood --window 0:3 --format graphml
  siyaq network news --stop ar --min-freq 100 --max-edges 80 -o متلازمات.gexf";

/// Arguments of `network`.
#[derive(Debug, Args)]
#[command(about = "Draw words and their collocates as a network", long_about = LONG,
    after_long_help = AFTER)]
pub(crate) struct NetworkArgs {
    #[command(flatten)]
    request: Network,

    /// The format. Unless given: what the name of -o ends in, otherwise json
    #[arg(long, value_name = "FORMAT", value_parser = formats(), help_heading = "Output")]
    format: Option<GraphFormat>,

    /// Write to this file, and beside it FILE.manifest.json, which tells how to repeat the result
    #[arg(long, short, value_name = "FILE", value_parser = output_file(), help_heading = "Output")]
    output: Option<PathBuf>,

    /// The language of a picture or a page: ar or en
    #[arg(long, value_name = "ar|en", default_value = "ar", value_parser = language(),
        help_heading = "Output")]
    lang: PageLanguage,

    /// What stands over a picture or a page
    #[arg(long, value_name = "TEXT", help_heading = "Output")]
    title: Option<String>,
}

fn formats() -> impl TypedValueParser<Value = GraphFormat> {
    PossibleValuesParser::new(GraphFormat::ALL.map(GraphFormat::name))
        .try_map(|name| GraphFormat::from_name(&name).ok_or("no such format"))
}

fn language() -> impl TypedValueParser<Value = PageLanguage> {
    PossibleValuesParser::new(PageLanguage::ALL.map(PageLanguage::code))
        .try_map(|code| PageLanguage::from_code(&code).ok_or("no such language"))
}

impl NetworkArgs {
    fn format(&self) -> GraphFormat {
        let of_file = || {
            let extension = self.output.as_ref()?.extension()?.to_str()?.to_ascii_lowercase();
            GraphFormat::from_name(&extension)
        };
        self.format.or_else(of_file).unwrap_or(GraphFormat::Json)
    }
}

/// Draws it.
pub(crate) fn run(args: &NetworkArgs, context: &Context) -> Result<Outcome> {
    let format = args.format();
    if !matches!(format, GraphFormat::Svg | GraphFormat::Html) {
        context.refuse(
            ["--title", "--lang"],
            "is for pictures and pages: give --format svg or html",
        )?;
    }
    let drawing = Drawing { format, title: args.title.as_deref(), language: args.lang };
    draw(&args.request, drawing, &context.run_options(false), args.output.as_deref(), context)
}
