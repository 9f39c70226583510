//! Concordances.

use super::asked::Asked;
use super::error::Result;
use super::names::none_of;
use super::run::{Found, Request, Run, rows_of};
use super::scope::{QueryOptions, ScopeOptions};
use super::text;
use serde::{Deserialize, Serialize};
use siyaq_analysis::labels_of;
use siyaq_index::Corpus;
use siyaq_output::{ConcordanceRows, GroupRows};
use siyaq_query::{
    Collation, ContextUnit, GroupOptions, Key, KwicOptions, Sample, SortKey, concordance,
    group_labelled,
};
use siyaq_types::Boundary;
use std::ffi::OsString;
use std::fmt;
use std::str::FromStr;

/// How much stands before and after a match.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct ContextSize {
    /// Before it.
    pub before: u32,
    /// After it.
    pub after: u32,
}

/// As much on both sides.
impl From<u32> for ContextSize {
    fn from(size: u32) -> Self {
        Self { before: size, after: size }
    }
}

/// What is no context.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} is no context; write 8 or BEFORE:AFTER, such as 5:10")]
pub struct ParseContextError(String);

/// Reads `8` or `5:10`.
impl FromStr for ContextSize {
    type Err = ParseContextError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let (before, after) = text.split_once(':').unwrap_or((text, text));
        match (before.trim().parse(), after.trim().parse()) {
            (Ok(before), Ok(after)) => Ok(Self { before, after }),
            _ => Err(ParseContextError(text.to_owned())),
        }
    }
}

impl fmt::Display for ContextSize {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.before == self.after {
            true => write!(out, "{}", self.before),
            false => write!(out, "{}:{}", self.before, self.after),
        }
    }
}

/// What a context counts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "clap", derive(clap::ValueEnum))]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum ContextCount {
    /// Tokens as they are written
    #[default]
    Tokens,
    /// Words only
    Words,
}

fn clip(name: &str) -> Result<Boundary, String> {
    let units = [Boundary::Document, Boundary::Paragraph, Boundary::Item, Boundary::Sentence];
    let names = units.map(Boundary::name).join(", ");
    let found = units.into_iter().find(|unit| unit.name() == name);
    found.ok_or_else(|| none_of(name, &names))
}

/// The names of units.
mod clips {
    use super::{Boundary, clip};
    use serde::de::Error as _;
    use serde::{Deserialize, Deserializer, Serializer};

    pub(super) fn serialize<S: Serializer>(unit: &Boundary, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(unit.name())
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Boundary, D::Error> {
        clip(&String::deserialize(from)?).map_err(D::Error::custom)
    }
}

/// Every hit of a query in context.
///
/// ```
/// use siyaq::request::{Kwic, Request};
/// # use siyaq::output::Rows;
/// # let session = siyaq::request::Session::new();
/// # session.put_texts("news", ["قال وزير الصحة إن الوزارة تعمل.", "زار وزير الصحة المدينة."])?;
///
/// let mut request = Kwic::new("news", "وزير");
/// assert_eq!(request.run(&session)?.rows.len(), 2);
/// request.group_by = vec!["after:1".parse()?];
/// assert_eq!(request.run(&session)?.rows.len(), 1);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "clap", derive(clap::Args))]
#[serde(default)]
#[non_exhaustive]
pub struct Kwic {
    /// The corpus and the query.
    #[serde(flatten)]
    #[cfg_attr(feature = "clap", command(flatten))]
    pub query: QueryOptions,

    /// How much stands before and after the match: N, or BEFORE:AFTER
    #[cfg_attr(
        feature = "clap",
        arg(long, value_name = "N", default_value = "10", help_heading = "Lines")
    )]
    #[serde(with = "text")]
    pub context: ContextSize,

    /// What the context counts: tokens as they are written (punctuation too), or words only
    #[cfg_attr(
        feature = "clap",
        arg(
            long,
            value_name = "tokens|words",
            default_value = "tokens",
            value_enum,
            help_heading = "Lines",
            hide_short_help = true,
            hide_possible_values = true
        )
    )]
    pub context_unit: ContextCount,

    /// The unit beyond which no context is shown: document, paragraph, segment, sentence
    #[cfg_attr(feature = "clap", arg(long, value_name = "UNIT", default_value = "document", value_parser = clip,
        help_heading = "Lines", hide_short_help = true))]
    #[serde(with = "clips")]
    pub clip: Boundary,

    /// Sort by these keys, the most important first; in the order of the corpus unless given
    #[cfg_attr(
        feature = "clap",
        arg(
            long,
            value_name = "KEYS",
            value_delimiter = ',',
            allow_hyphen_values = true,
            help_heading = "Lines"
        )
    )]
    #[serde(with = "text::list")]
    pub sort: Vec<SortKey>,

    /// The order of letters: arabic (as in an index) or codepoint
    #[cfg_attr(
        feature = "clap",
        arg(
            long,
            value_name = "ORDER",
            default_value = "arabic",
            requires = "sort",
            help_heading = "Lines",
            hide_short_help = true
        )
    )]
    #[serde(with = "text")]
    pub collation: Collation,

    /// Take a random sample of N hits
    #[cfg_attr(feature = "clap", arg(long, value_name = "N", help_heading = "Lines"))]
    pub sample: Option<usize>,

    /// Another seed takes another sample
    #[cfg_attr(
        feature = "clap",
        arg(
            long,
            value_name = "S",
            default_value_t = 0,
            requires = "sample",
            help_heading = "Lines"
        )
    )]
    pub seed: u64,

    /// Pass over the first N lines
    #[cfg_attr(
        feature = "clap",
        arg(
            long,
            value_name = "N",
            default_value_t = 0,
            help_heading = "Lines",
            hide_short_help = true
        )
    )]
    pub offset: usize,

    /// At most so many lines, 0 for all. Unless given: 50 in a table, all in the other formats
    #[cfg_attr(
        feature = "clap",
        arg(long = "limit", visible_alias = "top", value_name = "N", help_heading = "Lines")
    )]
    #[serde(rename = "limit", alias = "top")]
    pub top: Option<u64>,

    /// Metadata fields to show, joined by commas
    #[cfg_attr(
        feature = "clap",
        arg(long, value_name = "FIELDS", value_delimiter = ',', help_heading = "Lines")
    )]
    #[serde(with = "text::list")]
    pub show: Vec<String>,

    /// Count the hits by these keys instead of listing them: columns are the keys, with words as they
    /// are most often written, freq, doc_freq; in data formats also key, the forms of the layer
    #[cfg_attr(feature = "clap", arg(long, value_name = "KEYS", value_delimiter = ',', help_heading = "Lines",
        conflicts_with_all = ["context", "context_unit", "clip", "sort", "sample", "offset", "show"]))]
    #[serde(with = "text::list")]
    pub group_by: Vec<Key>,
}

impl Default for Kwic {
    fn default() -> Self {
        Self {
            query: QueryOptions::default(),
            context: ContextSize::from(10),
            context_unit: ContextCount::Tokens,
            clip: Boundary::Document,
            sort: Vec::new(),
            collation: Collation::default(),
            sample: None,
            seed: 0,
            offset: 0,
            top: None,
            show: Vec::new(),
            group_by: Vec::new(),
        }
    }
}

impl Kwic {
    /// Asks one corpus for a query.
    #[must_use]
    pub fn new(input: impl Into<OsString>, query: impl Into<String>) -> Self {
        Self { query: QueryOptions::new(input, query), ..Self::default() }
    }
}

/// Lines, or groups of them.
#[derive(Debug)]
#[non_exhaustive]
pub enum KwicRows<'s> {
    /// A row for each line.
    Lines {
        /// The lines.
        lines: ConcordanceRows<'s>,
        /// How many there were before some were passed over or cut.
        total: usize,
        /// How many hits there are, of which the lines may be a sample.
        hits: usize,
    },
    /// A row for each group.
    Groups(GroupRows<'s>),
}

impl siyaq_output::Rows for KwicRows<'_> {
    fn columns(&self) -> Vec<siyaq_output::Column> {
        match self {
            Self::Lines { lines, .. } => lines.columns(),
            Self::Groups(groups) => groups.columns(),
        }
    }

    fn len(&self) -> usize {
        match self {
            Self::Lines { lines, .. } => lines.len(),
            Self::Groups(groups) => groups.len(),
        }
    }

    fn row(&self, index: usize, sink: &mut dyn siyaq_output::RowSink) {
        match self {
            Self::Lines { lines, .. } => lines.row(index, sink),
            Self::Groups(groups) => groups.row(index, sink),
        }
    }
}

impl Request for Kwic {
    const VERB: &'static str = "kwic";
    type Rows<'s> = KwicRows<'s>;

    fn inputs(&self) -> Vec<&OsString> {
        vec![&self.query.input]
    }

    fn scope(&self) -> &ScopeOptions {
        &self.query.scope
    }

    fn top(&mut self) -> &mut Option<u64> {
        &mut self.top
    }

    fn check(&self, run: &Run<'_>) -> Result<()> {
        if self.sort.is_empty() {
            run.refuse(&["collation"], "is for `sort`, which is not given")?;
        }
        if self.sample.is_none() {
            run.refuse(&["seed"], "is for `sample`, which is not given")?;
        }
        if self.group_by.is_empty() {
            return Ok(());
        }
        let of_lines = ["context", "context_unit", "clip", "sort", "sample", "offset", "show"];
        run.refuse(&of_lines, "is for lines: leave `group_by` out")
    }

    fn answer<'s>(&self, run: &Run<'s>) -> Result<Found<KwicRows<'s>>> {
        let asked = Asked::of(&self.query)?;
        let loaded = run.load_one(&self.query.input, &self.query.scope, "corpus")?;
        let (corpus, scope) = (loaded.corpus, &self.query.scope);
        let selection = loaded.selection(scope)?;
        let hits = asked.hits(&loaded, &selection, run)?;
        if !self.group_by.is_empty() {
            let options = GroupOptions::default()
                .keys(self.group_by.iter().cloned())
                .layer(&scope.layer)
                .scope(scope.scope(corpus)?);
            let groups = group_labelled(corpus, &hits, &options, || labels_of(&selection))?;
            return Ok(Found::new(KwicRows::Groups(GroupRows::new(self.group_by.clone(), groups))));
        }
        let hit_count = hits.len();
        let lines = concordance(corpus, hits, &self.options(corpus)?)?;
        let total = lines.total();
        let lines = ConcordanceRows::new(corpus, lines, &self.show)?;
        Ok(Found::new(KwicRows::Lines { lines, total, hits: hit_count }))
    }
}

impl Kwic {
    fn options(&self, corpus: &Corpus) -> Result<KwicOptions> {
        let scope = &self.query.scope;
        let options = KwicOptions::default()
            .context(self.context.before, self.context.after)
            .unit(match self.context_unit {
                ContextCount::Tokens => ContextUnit::Tokens,
                ContextCount::Words => ContextUnit::Words,
            })
            .clip(self.clip)
            .scope(scope.scope(corpus)?)
            .layer(&scope.layer)
            .sort(self.sort.iter().cloned())
            .collation(self.collation)
            .offset(self.offset);
        let options = match self.sample {
            Some(size) => options.sample(Sample::new(size, self.seed)),
            None => options,
        };
        // Only what is shown is made.
        Ok(match rows_of(self.top) {
            None => options,
            Some(limit) => options.limit(limit),
        })
    }
}
