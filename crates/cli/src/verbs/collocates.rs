//! `siyaq collocates`: what stands around a node.

use crate::answer::answer;
use crate::args::{QueryArgs, ScoredArgs};
use crate::context::{Context, Outcome};
use anyhow::Result;
use clap::Args;
use siyaq::request::Collocates;

const LONG: &str = "\
Ranks the words that stand near the hits of a query. Windows are cut at sentences and documents,
each token counts once at its smallest distance to a node, and the node itself is not counted, so
that every row is a true two-by-two table of tokens. Several measures are computed side by side:
log_dice is comparable between corpora, mi favours rare exclusive pairs, log_likelihood weighs
evidence, t_score favours frequent pairs. MEASURES.md describes all that can be named.

--window-model repeats the figures of other tools, whose tables differ:
  siyaq          every token once, nodes left out, r1 the tokens in windows (as UCS and cwb-ccc)
  cqpweb         tokens as often as windows hold them, against the whole corpus
  nltk           o11 pairs with the collocate after the node, divided by the window; r1 the node
  wordsmith      pairs, r1 the node: no span; z_score_berry_rogghe is its Z
  sketch-engine  pairs, r1 the node: no span
  lancsbox       pairs, r1 the node times the span
Windows end where --across says under all of them. log_dice is the published formula under all:
14 + log2(2 · o11 / (the node's frequency + the collocate's)).";

const AFTER: &str = "\
Columns:
  form      the collocate
  o11       how often it stands in a window
  r1        tokens in windows
  c1        how often it occurs outside nodes
  n         tokens outside nodes
  e11       how often it would stand in a window by chance: r1 · c1 / n
  log_dice, mi, log_likelihood, t_score   the measures, as --measures names them
  doc_freq  documents where it stands in a window
  …         measures by --dispersion: of the collocate in windows over documents, see `siyaq words`
  kld_nofreq  with --tuple: how evenly the collocate in windows is spread over documents, for a
            word as frequent: 1 as evenly as can be, 0 in the shortest documents alone; behind the
            measures kld_norm_collocate_given_node and kld_norm_node_given_collocate, from -1 to 1:
            how much the node tells of the collocate, and the collocate of the node
  before_5 … before_1, after_1 … after_5  with --positions: how often at each distance
  p, q, log10_p, log10_q   with --correction: the p-value of --test, the same adjusted for as many
            tests as there are different forms in windows, and their decimal logarithms; p and q
            are empty below 1e-300, where the logarithms go on
  undefined  with --reasons: the scores that are empty, each with its reason; and the number of
            tests is said, for which lrc is widened too
Words are shown as they are most often written near the node. Data formats, not
tables, have at their end the column key, the form of the layer, which is counted.

Examples:
  siyaq collocates news وزير
  siyaq collocates news 'وزير*' --window 0:3 --stop ar --sort log_likelihood
  siyaq collocates news 'الذكاء الاصطناعي' --measures npmi,delta_p_collocate_given_node
  siyaq collocates news الحكومة --layer segments --window 1:0
  siyaq collocates news وزير --positions -o وزير.csv
  siyaq collocates news وزير --correction holm --test fisher_right
  siyaq collocates news وزير --dispersion dp_nofreq,range
  siyaq collocates news وزير --tuple --sort kld_norm_collocate_given_node
  siyaq collocates news وزير --window-model sketch-engine --measures log_dice,mi3";

/// Arguments of `collocates`.
#[derive(Debug, Args)]
#[command(about = "Rank what stands around a query", long_about = LONG, after_long_help = AFTER)]
pub(crate) struct CollocatesArgs {
    #[command(flatten)]
    request: Collocates,

    #[command(flatten)]
    words: QueryArgs,

    #[command(flatten)]
    result: ScoredArgs,
}

/// Ranks them.
pub(crate) fn run(args: &CollocatesArgs, context: &Context) -> Result<Outcome> {
    let mut request = args.request.clone();
    request.query.query = args.words.text();
    answer(request, &args.result, context)
}
