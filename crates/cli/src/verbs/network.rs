//! `siyaq network`: words and what they go with, as a graph.

use super::asked::Asked;
use super::stop::{StopArgs, normalizer_of};
use crate::args::{ScopeArgs, TranslitArgs};
use crate::context::{Context, Outcome};
use crate::emit::{manifest, print_bytes};
use crate::load::{Loaded, load_one};
use crate::progress::Spinner;
use crate::report::count;
use anyhow::{Result, bail};
use clap::Args;
use clap::builder::{PossibleValuesParser, TypedValueParser};
use siyaq::analysis::{CollocateOptions, NetworkOptions, collocation_network, corpus_network};
use siyaq::count::WindowSpan;
use siyaq::index::Layer;
use siyaq::output::{GraphFormat, Heading, PageLanguage, network_bytes, save_network};
use siyaq::query::forms_of_word;
use siyaq::stats::Measure;
use std::ffi::OsString;
use std::path::{Path, PathBuf};

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
    /// A corpus, or a raw file, folder, pattern or - to index in memory first
    #[arg(value_name = "CORPUS")]
    input: OsString,

    /// The queries that the network grows from; none for the whole corpus
    #[arg(value_name = "QUERY")]
    queries: Vec<String>,

    #[command(flatten)]
    translit: TranslitArgs,

    /// Say how each query was read, and which forms it finds
    #[arg(long)]
    explain: bool,

    /// How many steps it reaches from the queries
    #[arg(long, value_name = "N", default_value_t = 2,
        value_parser = clap::value_parser!(u32).range(1..=4))]
    order: u32,

    /// The measure that weighs edges
    #[arg(long, value_name = "MEASURE", default_value = "log_dice")]
    measure: Measure,

    /// Leave out edges that weigh less
    #[arg(long, value_name = "SCORE", allow_negative_numbers = true)]
    min_score: Option<f64>,

    /// Leave out what occurs less often together
    #[arg(long, value_name = "N", default_value_t = 5)]
    min_freq: u64,

    /// Leave out what fewer documents have together; unless given, 1 around queries, and 5 in a
    /// whole corpus, where what one text repeats would come first
    #[arg(long, value_name = "N")]
    min_docs: Option<u64>,

    /// Of each word only so many collocates, the strongest
    #[arg(long, value_name = "N", default_value_t = 12)]
    neighbours: usize,

    /// Of a whole corpus only so many edges, the strongest
    #[arg(long, value_name = "N", default_value_t = 150)]
    max_edges: usize,

    /// Positions before and after the node, in reading order
    #[arg(long, value_name = "BEFORE:AFTER", default_value = "5:5")]
    window: WindowSpan,

    #[command(flatten)]
    scope: ScopeArgs,

    #[command(flatten)]
    stop: StopArgs,

    /// The format. Unless given: what the name of -o ends in, otherwise json
    #[arg(long, value_name = "FORMAT", value_parser = formats(), help_heading = "Output")]
    format: Option<GraphFormat>,

    /// Write to this file, and beside it FILE.manifest.json, which tells how to repeat the result
    #[arg(long, short, value_name = "FILE", help_heading = "Output")]
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

    fn format(&self) -> GraphFormat {
        let of_file = || {
            let extension = self.output.as_ref()?.extension()?.to_str()?.to_ascii_lowercase();
            GraphFormat::from_name(&extension)
        };
        self.format.or_else(of_file).unwrap_or(GraphFormat::Json)
    }

    /// The queries in Arabic letters.
    fn queries(&self) -> Result<Vec<Asked>> {
        let read = |query: &String| Asked::read(self.translit.query(query), self.explain);
        self.queries.iter().map(read).collect()
    }

    fn title(&self, queries: &[Asked]) -> String {
        let queries: Vec<&str> = queries.iter().map(Asked::text).collect();
        let of_queries = || {
            if queries.is_empty() {
                let name = Path::new(&self.input).file_name().unwrap_or(&self.input);
                name.to_string_lossy().into_owned()
            } else {
                queries.join(if self.lang == PageLanguage::Arabic { "، " } else { ", " })
            }
        };
        self.title.clone().unwrap_or_else(of_queries)
    }
}

/// Draws it.
pub(crate) fn run(args: &NetworkArgs, context: &Context) -> Result<Outcome> {
    if args.min_score.is_some_and(f64::is_nan) {
        bail!("--min-score is a number");
    }
    if args.queries.is_empty() {
        let grows = ["--order", "--neighbours", "--translit", "--explain"];
        context.refuse(grows, "is for a network that grows from a query, and none is given")?;
    } else {
        context.refuse(["--max-edges"], "is for the network of a whole corpus, without a query")?;
    }
    if !matches!(args.format(), GraphFormat::Svg | GraphFormat::Html) {
        context.refuse(
            ["--title", "--lang"],
            "is for pictures and pages: give --format svg or html",
        )?;
    }
    let queries = args.queries()?;
    let loaded = load_one(&args.input, &args.scope, context)?;
    let selection = args.stop.leave_out(loaded.selection(&args.scope)?)?;
    let layer = selection.layer();
    let network = {
        let _spinner = Spinner::start(context, "looking for collocates");
        if queries.is_empty() {
            corpus_network(&selection, &args.options(), |_| true)?
        } else {
            let mut seeds = Vec::new();
            for query in &queries {
                let hits = query.hits(&loaded, &selection, context)?;
                seeds.push((label(&loaded, layer, query.text()), hits));
            }
            collocation_network(&selection, &seeds, &args.options(), |_| true)?
        }
    };
    let (format, title) = (args.format(), args.title(&queries));
    let heading = Heading { title: &title, language: args.lang };
    match &args.output {
        Some(path) => {
            let manifest = manifest(vec![loaded.record("corpus")], context);
            save_network(&network, format, heading, path, manifest)?;
            context.note(format_args!(
                "wrote {} nodes and {} edges to {}",
                count(network.nodes.len() as u64),
                count(network.edges.len() as u64),
                path.display()
            ));
        }
        None => print_bytes(&network_bytes(&network, format, heading)?)?,
    }
    Ok(Outcome::of(!network.edges.is_empty()))
}

/// The name of a node: a query that is a word is the form of the layer that it stands for.
fn label(loaded: &Loaded, layer: &Layer, query: &str) -> String {
    match forms_of_word(&loaded.corpus, layer, query).as_slice() {
        [forms] => forms.iter().min().map(|form| layer.lexicon().form(*form).to_owned()),
        _ => None,
    }
    .unwrap_or_else(|| normalizer_of(layer).normalize(query).into_owned())
}
