//! What is counted and searched.

use super::error::{RequestErrorKind, Result, invalid};
use super::run::Run;
use super::{Measures, Named, ReadingOptions, SpreadMeasures, text};
use serde::{Deserialize, Serialize};
use siyaq_analysis::{CollocateOptions, Significance};
use siyaq_count::{WindowSpan, dedupe_by};
use siyaq_index::{Across, Corpus, Punctuation, Scope, Subcorpus, Where};
use siyaq_query::WordRule;
use siyaq_stats::{Correction, LogBase, Measure, WindowModel};
use siyaq_text::{Profile, QUERY_SIGNS, TranslitScheme};
use siyaq_types::ClassSet;
use std::ffi::OsString;

/// Which forms, which tokens, which documents; and how the documents of raw files are read.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "clap", derive(clap::Args))]
#[serde(default)]
#[non_exhaustive]
#[cfg_attr(feature = "clap", command(next_help_heading = "What is counted"))]
pub struct ScopeOptions {
    /// The layer of forms: word (as written), light (no marks), standard (spelling variants
    /// folded), broad (folded further); stem, segments, light10, snowball, isri, which a corpus has
    /// when they were added to it and raw files have always, see `siyaq layers --help`
    #[cfg_attr(feature = "clap", arg(long, value_name = "LAYER", default_value = "standard"))]
    pub layer: String,

    /// Only documents whose metadata fit: 'source=minbar & year>=2024', 'category~sport |
    /// date<2023-06', 'id in (a12, a13)'. Texts are folded as the layer is; id is always there.
    /// STRUCTURE.ATTRIBUTE chooses what lies in such ranges: 'field.name=title', 's.length<9'
    #[cfg_attr(feature = "clap", arg(long = "where", value_name = "CONDITION"))]
    #[serde(rename = "where", with = "text::option")]
    pub condition: Option<Where>,

    /// The token classes that count: words, numbers among them; letters, which are words without
    /// numbers; all; or names such as word_ar,num,emoji; -NAME takes one away
    #[cfg_attr(
        feature = "clap",
        arg(
            long,
            value_name = "CLASSES",
            default_value = "words",
            allow_hyphen_values = true,
            hide_short_help = true
        )
    )]
    #[serde(with = "text")]
    pub classes: ClassSet,

    /// What punctuation does inside n-grams, windows and phrases: skip (passed over), break (ends
    /// them), keep (counts as a position)
    #[cfg_attr(
        feature = "clap",
        arg(long, value_name = "skip|break|keep", default_value = "skip", hide_short_help = true)
    )]
    #[serde(with = "text")]
    pub punctuation: Punctuation,

    /// Boundaries that n-grams, windows and phrases may cross: nothing, sentence, paragraph
    #[cfg_attr(
        feature = "clap",
        arg(long, value_name = "BOUNDARY", default_value = "nothing", hide_short_help = true)
    )]
    #[serde(with = "text")]
    pub across: Across,

    /// Structures that n-grams, windows and phrases do not leave, joined by commas: s, item, p, doc,
    /// field, or any that `siyaq info` lists
    #[cfg_attr(
        feature = "clap",
        arg(
            long,
            value_name = "STRUCTURES",
            value_delimiter = ',',
            conflicts_with = "across",
            hide_short_help = true
        )
    )]
    #[serde(with = "text::list")]
    pub within: Vec<String>,

    /// Count a text that was printed again once: of the documents with the same value of this
    /// metadata field the first stands for all; those without a value are reprints of nothing
    #[serde(alias = "count_reprints_once")]
    #[cfg_attr(
        feature = "clap",
        arg(long, alias = "count-reprints-once", value_name = "FIELD", hide_short_help = true)
    )]
    pub dedupe_by: Option<String>,

    /// How raw files are read.
    #[serde(flatten)]
    #[cfg_attr(feature = "clap", command(flatten))]
    pub reading: ReadingOptions,
}

/// What of the options is nothing to items of one word.
pub(crate) const OF_PHRASES: [&str; 2] = ["across", "within"];
/// Why not.
pub(crate) const SINGLE_WORDS: &str =
    "says what phrases and windows may cross; single words are counted here";

impl Default for ScopeOptions {
    fn default() -> Self {
        Self {
            layer: Profile::Standard.name().to_owned(),
            condition: None,
            classes: ClassSet::WORDS,
            punctuation: Punctuation::Skip,
            across: Across::Nothing,
            within: Vec::new(),
            dedupe_by: None,
            reading: ReadingOptions::default(),
        }
    }
}

impl ScopeOptions {
    /// What counts, and what may be crossed in a corpus, whose structures may be named.
    ///
    /// # Errors
    /// When the corpus has no such structure.
    pub fn scope(&self, corpus: &Corpus) -> Result<Scope> {
        let across = match self.within.as_slice() {
            [] => self.across,
            names => corpus
                .within(names.iter().map(String::as_str))
                .map_err(|error| RequestErrorKind::of_option("within", error))?,
        };
        Ok(Scope { classes: self.classes, punctuation: self.punctuation, across })
    }

    /// The documents that are chosen.
    ///
    /// # Errors
    /// When the corpus has no such layer or field, or no document is chosen.
    pub fn part(&self, corpus: &Corpus) -> Result<Subcorpus> {
        self.part_where(corpus, self.condition.as_ref())
    }

    /// The documents that fulfil another condition; all where there is none.
    ///
    /// # Errors
    /// When the corpus has no such layer or field, or no document is chosen.
    pub fn part_where(&self, corpus: &Corpus, condition: Option<&Where>) -> Result<Subcorpus> {
        self.dedupe_by(corpus, self.chosen(corpus, condition)?)
    }

    /// The documents that the condition leaves out, where no condition chooses among them.
    ///
    /// # Errors
    /// When the corpus has no such layer or field, or no document is chosen.
    pub fn rest(&self, corpus: &Corpus, condition: Option<&Where>) -> Result<Subcorpus> {
        if self.condition.is_none() || condition.is_some() {
            return invalid(
                "`reference = rest` is what `where` leaves out: give `where` and no `reference_where`",
            );
        }
        let rest = self.chosen(corpus, self.condition.as_ref())?.complement(corpus);
        if rest.document_count() == 0 {
            return invalid("`where` leaves no document out, so there is no rest to compare with");
        }
        self.dedupe_by(corpus, rest)
    }

    /// The documents that fulfil a condition; all where there is none. Texts of metadata are
    /// compared as words of the layer are.
    fn chosen(&self, corpus: &Corpus, condition: Option<&Where>) -> Result<Subcorpus> {
        let Some(condition) = condition else { return Ok(corpus.everything()) };
        let layer = corpus.layer(&self.layer)?;
        let rule = WordRule::of(layer)?;
        let fold = |text: &str| rule.fold(text).into_owned();
        let part = corpus.select_folded(condition, &fold);
        let part = part.map_err(|error| RequestErrorKind::of_option("where", error))?;
        if part.document_count() == 0 {
            return invalid(format!("`where` {condition}: no document of the corpus fits"));
        }
        Ok(part)
    }

    /// A part, with or without what was printed again.
    fn dedupe_by(&self, corpus: &Corpus, part: Subcorpus) -> Result<Subcorpus> {
        match &self.dedupe_by {
            Some(field) => dedupe_by(corpus, &part, field)
                .map_err(|error| RequestErrorKind::of_option("dedupe_by", error).into()),
            None => Ok(part),
        }
    }
}

/// A corpus and a query in it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "clap", derive(clap::Args))]
#[serde(default)]
#[non_exhaustive]
pub struct QueryOptions {
    /// A corpus, or a raw file, folder, pattern or - to index in memory first
    #[cfg_attr(feature = "clap", arg(value_name = "CORPUS"))]
    #[serde(with = "text::path")]
    pub input: OsString,

    /// The query: a word or several in a row. * any letters, ? one letter, * alone any word, a|b one
    /// or the other, (a b|c d) phrases. It is cut as texts are and folded as the layer is
    #[cfg_attr(feature = "clap", arg(skip))]
    pub query: String,

    /// The letters that words and queries are written in.
    #[serde(flatten)]
    #[cfg_attr(feature = "clap", command(flatten))]
    pub translit: TranslitOptions,

    /// Say how the query was read: its words as they were cut, what | joins, and the forms that each
    /// place finds, with their frequency in the whole corpus
    #[cfg_attr(feature = "clap", arg(long))]
    pub explain: bool,

    /// Which forms, tokens and documents count.
    #[serde(flatten)]
    #[cfg_attr(feature = "clap", command(flatten))]
    pub scope: ScopeOptions,
}

impl QueryOptions {
    /// A query in a corpus.
    #[must_use]
    pub fn new(input: impl Into<OsString>, query: impl Into<String>) -> Self {
        Self { input: input.into(), query: query.into(), ..Self::default() }
    }

    /// The query as it was written, in Arabic letters.
    #[must_use]
    pub fn text(&self) -> String {
        self.translit.query(&self.query)
    }
}

/// The letters that words and queries are written in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "clap", derive(clap::Args))]
#[serde(default)]
#[non_exhaustive]
pub struct TranslitOptions {
    /// Words and queries are written in Latin letters: safe-buckwalter (which the shell leaves
    /// alone), buckwalter, xml-buckwalter or hsb
    #[cfg_attr(feature = "clap", arg(long, value_name = "SCHEME", value_parser = two_way))]
    #[serde(with = "text::option")]
    pub translit: Option<TranslitScheme>,
}

impl TranslitOptions {
    /// A query in Arabic letters.
    #[must_use]
    pub fn query(&self, query: &str) -> String {
        self.pattern(query, QUERY_SIGNS)
    }

    /// A pattern in Arabic letters, in which `signs` stay what they are.
    #[must_use]
    pub fn pattern(&self, pattern: &str, signs: &str) -> String {
        let arabic = self.translit.and_then(|scheme| scheme.query_to_arabic(pattern, signs));
        arabic.unwrap_or_else(|| pattern.to_owned())
    }

    /// A word in Arabic letters, without signs that mean something else.
    #[must_use]
    pub fn word(&self, word: &str) -> String {
        let arabic = self.translit.and_then(|scheme| scheme.to_arabic(word));
        arabic.unwrap_or_else(|| word.to_owned())
    }
}

/// A transliteration that queries can be written in.
///
/// # Errors
/// When there is no such scheme, or it is for reading only.
pub fn two_way(name: &str) -> Result<TranslitScheme, String> {
    let scheme = name.parse::<TranslitScheme>().map_err(|error| error.to_string())?;
    if scheme.is_two_way() {
        return Ok(scheme);
    }
    Err(format!("{scheme} is for reading only: different Arabic words are written alike in it"))
}

/// How association is measured.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "clap", derive(clap::Args))]
#[serde(default)]
#[non_exhaustive]
#[cfg_attr(feature = "clap", command(next_help_heading = "Association"))]
pub struct AssociationOptions {
    /// Positions before and after the node, in reading order; 3 is 3:3, 1:0 the word before
    #[cfg_attr(feature = "clap", arg(long, value_name = "BEFORE:AFTER", default_value = "5:5"))]
    #[serde(with = "text")]
    pub window: WindowSpan,

    /// The measures to compute, joined by commas, in the order of their columns
    #[cfg_attr(
        feature = "clap",
        arg(long, value_name = "MEASURES", default_value = "log_dice,mi,log_likelihood,t_score")
    )]
    pub measures: Measures,

    /// The measure to rank by; the first of --measures unless given
    #[cfg_attr(feature = "clap", arg(long, value_name = "MEASURE"))]
    #[serde(with = "text::option")]
    pub sort: Option<Measure>,

    /// Leave out what occurs less often together
    #[cfg_attr(feature = "clap", arg(long, value_name = "N", default_value_t = 5))]
    pub min_freq: u64,

    /// Add a column for each distance
    #[cfg_attr(feature = "clap", arg(long))]
    pub positions: bool,

    /// Measures of dispersion over documents of what stands together, joined by commas, or all:
    /// dp_nofreq, range, dp_norm …
    #[cfg_attr(feature = "clap", arg(long, value_name = "MEASURES"))]
    pub dispersion: Option<SpreadMeasures>,

    /// Add the rest of Gries's tuple: beside o11, the frequency, the dispersion kld_nofreq over
    /// documents, and the association kld_norm in both directions
    #[cfg_attr(feature = "clap", arg(long))]
    pub tuple: bool,

    /// Test each pair, and adjust for the number of tests: bonferroni, holm, sidak or bh; adds the
    /// columns p, q, log10_p and log10_q
    #[cfg_attr(feature = "clap", arg(long, value_name = "NAME"))]
    #[serde(with = "text::option")]
    pub correction: Option<Correction>,

    /// The test: a measure of the families of log_likelihood and chi_squared, fisher_right,
    /// fisher_left, fisher_two_sided, poisson_right or lambda_z
    #[cfg_attr(
        feature = "clap",
        arg(
            long,
            value_name = "MEASURE",
            default_value = "log_likelihood",
            requires = "correction",
            hide_short_help = true
        )
    )]
    #[serde(with = "text")]
    pub test: Measure,

    /// Whose table is made of the counts: siyaq, or as cqpweb, nltk, wordsmith, sketch-engine or
    /// lancsbox do
    #[cfg_attr(
        feature = "clap",
        arg(long, value_name = "MODEL", default_value = "siyaq", hide_short_help = true)
    )]
    #[serde(with = "text")]
    pub window_model: WindowModel,
}

impl Default for AssociationOptions {
    fn default() -> Self {
        Self {
            window: WindowSpan { before: 5, after: 5 },
            measures: Named(vec![
                Measure::LogDice,
                Measure::Mi { base: LogBase::Two },
                Measure::LogLikelihood,
                Measure::TScore,
            ]),
            sort: None,
            min_freq: 5,
            positions: false,
            dispersion: None,
            tuple: false,
            correction: None,
            test: Measure::LogLikelihood,
            window_model: WindowModel::default(),
        }
    }
}

impl AssociationOptions {
    /// Refuses a test of nothing.
    pub(crate) fn check(&self, run: &Run<'_>) -> Result<()> {
        match self.correction {
            Some(_) => Ok(()),
            None => run.refuse(&["test"], "is for `correction`, which is not given"),
        }
    }

    /// The options of the analysis; a measure to sort by is computed too.
    #[must_use]
    pub fn options(&self) -> CollocateOptions {
        let mut measures = self.measures.0.clone();
        measures.extend(self.sort.filter(|sort| !self.measures.0.contains(sort)));
        let test = self.test;
        let options = CollocateOptions::default()
            .span(self.window)
            .model(self.window_model)
            .measures(measures)
            .sort(self.sort)
            .min_freq(self.min_freq)
            .positions(self.positions)
            .dispersion(self.dispersion.iter().flat_map(|named| &named.0).map(|m| m.0).collect())
            .significance(self.correction.map(|correction| Significance { test, correction }));
        if self.tuple { options.tuple() } else { options }
    }
}
