//! Words that keep the same company.

use super::error::{RequestErrorKind, Result, invalid};
use super::numbers::whole;
use super::run::{Found, Request, Run};
use super::scope::ScopeOptions;
use super::scope::TranslitOptions;
use super::stop::StopOptions;
use super::text;
use super::variants::several_tokens;
use serde::{Deserialize, Serialize};
use siyaq_analysis::{
    Neighbour, Period, PeriodSpaces, Periods, SpaceOptions, drift, labels_of, semantic_space,
    space_vocabulary,
};
use siyaq_count::{Selection, WindowSpan};
use siyaq_output::{DriftRows, NeighbourRows};
use siyaq_query::{FormLabels, forms_of_word};
use siyaq_types::TermId;
use std::cmp::Reverse;
use std::ffi::OsString;

/// Words that keep the same company, and whose company changes.
///
/// ```
/// use siyaq::request::{Neighbours, Request};
/// # use siyaq::output::Rows;
/// # let session = siyaq::request::Session::new();
/// # session.put_texts("news", ["قال وزير الصحة إن الوزارة تعمل.", "زار وزير الصحة المدينة."])?;
///
/// let mut request = Neighbours::new("news", "وزير");
/// request.min_freq = 1;
/// request.dimensions = 2;
/// assert!(request.run(&session)?.any);
/// # Ok::<(), siyaq::request::RequestError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "clap", derive(clap::Args))]
#[serde(default)]
#[non_exhaustive]
pub struct Neighbours {
    /// A corpus, or a raw file, folder, pattern or - to index in memory first
    #[cfg_attr(feature = "clap", arg(value_name = "CORPUS"))]
    #[serde(with = "text::path")]
    pub input: OsString,

    /// The word
    #[cfg_attr(feature = "clap", arg(value_name = "WORD", required_unless_present = "drift"))]
    pub word: Option<String>,

    /// The letters that words and queries are written in.
    #[serde(flatten)]
    #[cfg_attr(feature = "clap", command(flatten))]
    pub translit: TranslitOptions,

    /// Look at each period by itself: year, month, week, day
    #[cfg_attr(feature = "clap", arg(long, value_name = "UNIT"))]
    #[serde(with = "text::option")]
    pub by: Option<Period>,

    /// The date field; the first one of the corpus unless given
    #[cfg_attr(feature = "clap", arg(long, value_name = "FIELD", requires = "by"))]
    pub field: Option<String>,

    /// List the words whose company changed most from the first period to the last
    #[cfg_attr(feature = "clap", arg(long, requires = "by", conflicts_with = "word"))]
    pub drift: bool,

    /// Nearest neighbours that --drift compares
    #[cfg_attr(
        feature = "clap",
        arg(
            long,
            value_name = "N",
            default_value_t = 25,
            requires = "drift",
            hide_short_help = true
        )
    )]
    pub near: usize,

    /// The most frequent words that are described and found, at most 30000
    #[cfg_attr(feature = "clap", arg(long, value_name = "N", default_value_t = 5_000,
        value_parser = clap::value_parser!(u32).range(2..=30_000)))]
    pub words: u32,

    /// Leave out words that occur less often
    #[cfg_attr(feature = "clap", arg(long, value_name = "N", default_value_t = 20))]
    pub min_freq: u64,

    /// How many dimensions are kept
    #[cfg_attr(feature = "clap", arg(long, value_name = "N", default_value_t = 100,
        value_parser = clap::value_parser!(u32).range(1..=1_000)))]
    pub dimensions: u32,

    /// Positions before and after a word that describe it
    #[cfg_attr(feature = "clap", arg(long, value_name = "BEFORE:AFTER", default_value = "5:5"))]
    #[serde(with = "text")]
    pub window: WindowSpan,

    /// The seed of the decomposition
    #[cfg_attr(
        feature = "clap",
        arg(long, value_name = "SEED", default_value_t = 1, hide_short_help = true)
    )]
    pub seed: u64,

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

impl Default for Neighbours {
    fn default() -> Self {
        Self {
            input: OsString::new(),
            word: None,
            translit: TranslitOptions::default(),
            by: None,
            field: None,
            drift: false,
            near: 25,
            words: 5_000,
            min_freq: 20,
            dimensions: 100,
            window: WindowSpan { before: 5, after: 5 },
            seed: 1,
            scope: ScopeOptions::default(),
            stop: StopOptions::default(),
            top: None,
        }
    }
}

/// Neighbours of a period when no number is given.
const OF_PERIOD: usize = 10;

/// Neighbours, or words that moved.
#[derive(Debug)]
#[non_exhaustive]
pub enum NeighboursRows<'s> {
    /// A row for each neighbour.
    Neighbours(NeighbourRows<'s>),
    /// A row for each word.
    Drift(DriftRows<'s>),
}

one_of_rows!(NeighboursRows<'_>: Neighbours, Drift);

impl Neighbours {
    /// Asks one corpus for a word.
    #[must_use]
    pub fn new(input: impl Into<OsString>, word: impl Into<String>) -> Self {
        Self { input: input.into(), word: Some(word.into()), ..Self::default() }
    }

    fn options(&self) -> SpaceOptions {
        let mut options = SpaceOptions::default();
        options.words = self.words as usize;
        options.min_freq = self.min_freq;
        options.dimensions = self.dimensions as usize;
        options.span = self.window;
        options.seed = self.seed;
        options
    }

    fn rows<'s>(
        &self,
        selection: &Selection<'s>,
        labels: FormLabels<'s>,
        run: &Run<'_>,
    ) -> Result<NeighboursRows<'s>> {
        let options = self.options();
        // A form is described by all its tokens, so it goes when most of them are stop words.
        let stop = self.stop.list()?.map(|stop| stop.mostly(selection)).unwrap_or_default();
        let keeps = |form: TermId| !stop.get(form.0 as usize).copied().unwrap_or(false);
        let freqs = selection.form_freqs().to_vec();
        let word = self.word.as_deref().map(|word| self.translit.word(word));
        let word = word.map(|word| form_of(selection, &word, &options)).transpose()?;
        let Some(by) = self.by else {
            let Some(word) = word else { return invalid("name a `word`") };
            let forms = space_vocabulary(selection, &options);
            let space = semantic_space(selection, &forms, &options)?;
            let mut found = space.neighbours(word, usize::MAX);
            found.retain(|neighbour| keeps(neighbour.form));
            return Ok(NeighboursRows::Neighbours(NeighbourRows::new(labels, freqs, &found)));
        };
        let periods = Periods::new(selection, by, self.field.as_deref())?;
        let spaces = PeriodSpaces::new(selection, &periods, &options)?;
        let Some(word) = word else {
            let mut found = drift(&spaces, self.near)?;
            found.rows.retain(|row| keeps(row.form));
            run.note(format_args!("from {} to {}", found.from, found.to));
            let (drift, freqs) = (found.into(), freqs.into());
            return Ok(NeighboursRows::Drift(DriftRows { drift, labels, freqs }));
        };
        let most = match self.top {
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
        Ok(NeighboursRows::Neighbours(NeighbourRows::of_periods(labels, freqs, found)))
    }
}

impl Request for Neighbours {
    const VERB: &'static str = "neighbours";
    type Rows<'s> = NeighboursRows<'s>;

    fn inputs(&self) -> Vec<&OsString> {
        vec![&self.input]
    }

    fn scope(&self) -> &ScopeOptions {
        &self.scope
    }

    fn top(&mut self) -> &mut Option<u64> {
        &mut self.top
    }

    fn rows_of_table(&self) -> u64 {
        if self.is_grouped() { OF_PERIOD as u64 } else { 50 }
    }

    fn is_grouped(&self) -> bool {
        self.by.is_some() && self.word.is_some()
    }

    fn check(&self, run: &Run<'_>) -> Result<()> {
        whole("words", self.words, 2..=30_000)?;
        whole("dimensions", self.dimensions, 1..=1_000)?;
        if self.word.is_none() {
            run.refuse(&["translit"], "is for a word, and none is named")?;
        }
        if self.by.is_none() {
            run.refuse(&["field", "drift"], "is for periods: give `by`")?;
        }
        if !self.drift {
            run.refuse(&["near"], "is for `drift`")?;
        }
        match (&self.word, self.drift) {
            (Some(_), true) => invalid("`drift` is of all words: name none"),
            (None, false) => invalid("name a word, or give `by` and `drift`"),
            _ => Ok(()),
        }
    }

    fn answer<'s>(&self, run: &Run<'s>) -> Result<Found<NeighboursRows<'s>>> {
        let loaded = run.load_one(&self.input, &self.scope, "corpus")?;
        let selection = loaded.selection(&self.scope)?;
        let labels = labels_of(&selection);
        let what = "describing words by their company";
        Ok(Found::new(run.during(what, || self.rows(&selection, labels, run))?))
    }
}

/// The form of a word on the layer, when it is frequent enough to be described.
fn form_of(selection: &Selection<'_>, word: &str, options: &SpaceOptions) -> Result<TermId> {
    let layer = selection.layer();
    let positions = forms_of_word(selection.corpus(), layer, word)?;
    if positions.len() > 1 {
        return Err(several_tokens(selection.corpus(), layer, word, &positions));
    }
    // Of a clitic and a word that are spelt alike, the more frequent one.
    let freq = |form: &TermId| selection.form_freqs().get(form.0 as usize).copied().unwrap_or(0);
    let forms = positions.into_iter().flatten().filter(|form| freq(form) > 0);
    let Some(form) = forms.max_by_key(|form| (freq(form), Reverse(*form))) else {
        let (word, layer) = (word.to_owned(), layer.name().to_owned());
        return Err(RequestErrorKind::WordNotFound { word, layer }.into());
    };
    if !space_vocabulary(selection, options).contains(&form) {
        return invalid(format!(
            "{word} is not among the {} most frequent words of at least {} occurrences; raise `words` \
             or lower `min_freq`",
            options.words, options.min_freq
        ));
    }
    Ok(form)
}
