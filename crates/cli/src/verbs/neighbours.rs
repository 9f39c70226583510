//! `siyaq neighbours`: words that keep the same company.

use super::stop::StopArgs;
use super::variants::several_tokens;
use crate::args::{ResultArgs, ScopeArgs, TranslitArgs};
use crate::context::{Context, Outcome};
use crate::emit::{emit, emit_all};
use crate::load::{labels_of, load_one};
use crate::progress::Spinner;
use anyhow::{Result, bail};
use clap::Args;
use siyaq::analysis::{
    Neighbour, Period, PeriodSpaces, Periods, SpaceOptions, drift, semantic_space, space_vocabulary,
};
use siyaq::count::{Selection, WindowSpan};
use siyaq::output::{DriftRows, NeighbourRows};
use siyaq::query::forms_of_word;
use siyaq::types::TermId;
use std::cmp::Reverse;
use std::ffi::OsString;

const LONG: &str = "\
Lists the words that keep the same company as a word: a thesaurus made of the corpus itself. Each of
the most frequent words is described by the words around it (positive pointwise mutual information),
the descriptions are reduced to some dimensions (singular value decomposition), and neighbours are
those in the same direction. It takes a few hundred thousand tokens to say anything, and millions to
say it well. With --by the neighbours are those of each period; with --drift the words are listed
whose company changed most from the first period to the last.";

const AFTER: &str = "\
Columns:
  period    with --by: the period
  form      the neighbour
  cosine    1 for the same company, 0 for unrelated company
  freq      its frequency in all documents
With --drift: form, distance (one less the cosine of its places in both periods), shared (the share
of its nearest neighbours that it has in both), freq.
Words are shown as they are most often written. Data formats, not tables, have at their end the
column key, the form of the layer, which is counted.

Examples:
  siyaq neighbours news وزير --top 10
  siyaq neighbours news البنك --words 10000 --dimensions 200 --window 3:3 --stop ar
  siyaq neighbours news الحرب --by year
  siyaq neighbours news --by year --drift --min-freq 500 --top 30";

/// Arguments of `neighbours`.
#[derive(Debug, Args)]
#[command(about = "Find words that keep the same company, and whose company changes",
    long_about = LONG, after_long_help = AFTER)]
pub(crate) struct NeighboursArgs {
    /// A corpus, or a raw file, folder, pattern or - to index in memory first
    #[arg(value_name = "CORPUS")]
    input: OsString,

    /// The word
    #[arg(value_name = "WORD", required_unless_present = "drift")]
    word: Option<String>,

    #[command(flatten)]
    translit: TranslitArgs,

    /// Look at each period by itself: year, month, week, day
    #[arg(long, value_name = "UNIT")]
    by: Option<Period>,

    /// The date field; the first one of the corpus unless given
    #[arg(long, value_name = "FIELD", requires = "by")]
    field: Option<String>,

    /// List the words whose company changed most from the first period to the last
    #[arg(long, requires = "by", conflicts_with = "word")]
    drift: bool,

    /// Nearest neighbours that --drift compares
    #[arg(
        long,
        value_name = "N",
        default_value_t = 25,
        requires = "drift",
        hide_short_help = true
    )]
    near: usize,

    /// The most frequent words that are described and found, at most 30000
    #[arg(long, value_name = "N", default_value_t = 5_000,
        value_parser = clap::value_parser!(u32).range(2..=30_000))]
    words: u32,

    /// Leave out words that occur less often
    #[arg(long, value_name = "N", default_value_t = 20)]
    min_freq: u64,

    /// How many dimensions are kept
    #[arg(long, value_name = "N", default_value_t = 100,
        value_parser = clap::value_parser!(u32).range(1..=1_000))]
    dimensions: u32,

    /// Positions before and after a word that describe it
    #[arg(long, value_name = "BEFORE:AFTER", default_value = "5:5")]
    window: WindowSpan,

    /// The seed of the decomposition
    #[arg(long, value_name = "SEED", default_value_t = 1, hide_short_help = true)]
    seed: u64,

    #[command(flatten)]
    scope: ScopeArgs,

    #[command(flatten)]
    stop: StopArgs,

    #[command(flatten)]
    result: ResultArgs,
}

/// Neighbours of a period when no number is given.
const OF_PERIOD: usize = 10;

/// Finds them.
pub(crate) fn run(args: &NeighboursArgs, context: &Context) -> Result<Outcome> {
    if args.word.is_none() {
        context.refuse(["--translit"], "is for a word, and none is named")?;
    }
    let loaded = load_one(&args.input, &args.scope, context)?;
    let selection = loaded.selection(&args.scope)?;
    let mut options = SpaceOptions::default();
    options.words = args.words as usize;
    options.min_freq = args.min_freq;
    options.dimensions = args.dimensions as usize;
    options.span = args.window;
    options.seed = args.seed;
    let _spinner = Spinner::start(context, "describing words by their company");
    let records = vec![loaded.record("corpus")];
    // A form is described by all its tokens, so it goes when most of them are stop words.
    let stop = args.stop.list()?.map(|stop| stop.mostly(&selection)).unwrap_or_default();
    let keeps = |form: TermId| !stop.get(form.0 as usize).copied().unwrap_or(false);
    let labels = labels_of(&selection);
    let freqs = selection.form_freqs();
    let word = args.word.as_deref().map(|word| args.translit.word(word));
    let word = word.map(|word| form_of(&selection, &word, &options)).transpose()?;
    let Some(by) = args.by else {
        let Some(word) = word else { bail!("name a word") };
        let forms = space_vocabulary(&selection, &options);
        let space = semantic_space(&selection, &forms, &options)?;
        let mut found = space.neighbours(word, usize::MAX);
        found.retain(|neighbour| keeps(neighbour.form));
        let rows = NeighbourRows::new(labels, freqs, &found);
        return emit(&rows, &args.result, records, context);
    };
    let periods = Periods::new(&selection, by, args.field.as_deref())?;
    let spaces = PeriodSpaces::new(&selection, &periods, &options)?;
    let Some(word) = word else {
        let mut found = drift(&spaces, args.near)?;
        found.rows.retain(|row| keeps(row.form));
        context.note(format_args!("from {} to {}", found.from, found.to));
        let rows = DriftRows { drift: &found, labels, freqs };
        return emit(&rows, &args.result, records, context);
    };
    let most = match args.result.top.top {
        Some(0) => usize::MAX,
        Some(top) => usize::try_from(top).unwrap_or(usize::MAX),
        None => OF_PERIOD,
    };
    let mut found: Vec<(String, Neighbour)> = Vec::new();
    for (period, _, space) in &spaces.spaces {
        let own = space.neighbours(word, usize::MAX).into_iter();
        let own = own.filter(|neighbour| keeps(neighbour.form)).take(most);
        found.extend(own.map(|neighbour| (period.clone(), neighbour)));
    }
    let rows = NeighbourRows::of_periods(labels, freqs, found);
    emit_all(&rows, &args.result.writing, records, context)
}

/// The form of a word on the layer, when it is frequent enough to be described.
fn form_of(selection: &Selection<'_>, word: &str, options: &SpaceOptions) -> Result<TermId> {
    let layer = selection.layer();
    let positions = forms_of_word(selection.corpus(), layer, word);
    if positions.len() > 1 {
        bail!("{}", several_tokens(selection.corpus(), layer, word, &positions));
    }
    // Of a clitic and a word that are spelt alike, the more frequent one.
    let freq = |form: &TermId| selection.form_freqs().get(form.0 as usize).copied().unwrap_or(0);
    let forms = positions.into_iter().flatten().filter(|form| freq(form) > 0);
    let Some(form) = forms.max_by_key(|form| (freq(form), Reverse(*form))) else {
        bail!("{word}: not found on layer {}", layer.name())
    };
    if !space_vocabulary(selection, options).contains(&form) {
        bail!(
            "{word} is not among the {} most frequent words of at least {} occurrences; raise --words \
             or lower --min-freq",
            options.words,
            options.min_freq
        );
    }
    Ok(form)
}
