//! What is counted and searched.

use super::{Measures, ReadingArgs, SpreadMeasures};
use anyhow::{Context as _, Result, bail};
use clap::Args;
use siyaq::analysis::{CollocateOptions, Significance};
use siyaq::count::{WindowSpan, reprints_once};
use siyaq::index::{Across, Corpus, Punctuation, Scope, Subcorpus, WORD_LAYER, Where};
use siyaq::query::steps_of;
use siyaq::stats::{Correction, Measure, WindowModel};
use siyaq::text::{Normalizer, Profile, QUERY_SIGNS, Scheme, Steps};
use siyaq::types::ClassSet;
use std::ffi::OsString;

/// Which forms, which tokens, which documents; and how the documents of raw files are read.
#[derive(Clone, Debug, Args)]
#[command(next_help_heading = "What is counted")]
pub(crate) struct ScopeArgs {
    /// The layer of forms: word (as written), light (no marks), standard (spelling variants
    /// folded), broad (folded further); stem, segments, light10, snowball, isri, which a corpus has
    /// when they were added to it and raw files have always, see `siyaq layers --help`
    #[arg(long, value_name = "LAYER", default_value = "standard")]
    pub(crate) layer: String,

    /// Only documents whose metadata fit: 'source=minbar & year>=2024', 'category~sport |
    /// date<2023-06', 'id in (a12, a13)'. Texts are folded as the layer is; id is always there
    #[arg(long = "where", value_name = "CONDITION")]
    pub(crate) condition: Option<Where>,

    /// The token classes that count: words, numbers among them; letters, which are words without
    /// numbers; all; or names such as word_ar,num,emoji; -NAME takes one away
    #[arg(
        long,
        value_name = "CLASSES",
        default_value = "words",
        allow_hyphen_values = true,
        hide_short_help = true
    )]
    pub(crate) classes: ClassSet,

    /// What punctuation does inside n-grams, windows and phrases: skip (passed over), break (ends
    /// them), keep (counts as a position)
    #[arg(long, value_name = "skip|break|keep", default_value = "skip", hide_short_help = true)]
    pub(crate) punctuation: Punctuation,

    /// Boundaries that n-grams, windows and phrases may cross: nothing, sentence, paragraph
    #[arg(long, value_name = "BOUNDARY", default_value = "nothing", hide_short_help = true)]
    pub(crate) across: Across,

    /// Count a text that was printed again once: of the documents with the same value of this
    /// metadata field the first stands for all; those without a value are reprints of nothing
    #[arg(long, value_name = "FIELD", hide_short_help = true)]
    pub(crate) count_reprints_once: Option<String>,

    #[command(flatten)]
    pub(crate) reading: ReadingArgs,
}

/// What of the options is nothing to items of one word.
pub(crate) const OF_PHRASES: [&str; 1] = ["--across"];
/// Why not.
pub(crate) const SINGLE_WORDS: &str =
    "says what phrases and windows may cross; single words are counted here";

impl ScopeArgs {
    pub(crate) fn scope(&self) -> Scope {
        Scope { classes: self.classes, punctuation: self.punctuation, across: self.across }
    }

    /// The documents that are chosen.
    pub(crate) fn part(&self, corpus: &Corpus) -> Result<Subcorpus> {
        self.part_where(corpus, self.condition.as_ref())
    }

    /// The documents that fulfil another condition; all where there is none.
    pub(crate) fn part_where(
        &self,
        corpus: &Corpus,
        condition: Option<&Where>,
    ) -> Result<Subcorpus> {
        self.reprints_once(corpus, self.chosen(corpus, condition)?)
    }

    /// The documents that `--where` leaves out, where no condition chooses among them.
    pub(crate) fn rest(&self, corpus: &Corpus, condition: Option<&Where>) -> Result<Subcorpus> {
        if self.condition.is_none() || condition.is_some() {
            bail!(
                "--reference rest is what --where leaves out: give --where and no --reference-where"
            );
        }
        let rest = self.chosen(corpus, self.condition.as_ref())?.complement();
        if rest.document_count() == 0 {
            bail!("--where leaves no document out, so there is no rest to compare with");
        }
        self.reprints_once(corpus, rest)
    }

    /// The documents that fulfil a condition; all where there is none. Texts of metadata are
    /// compared as words of the layer are.
    fn chosen(&self, corpus: &Corpus, condition: Option<&Where>) -> Result<Subcorpus> {
        let Some(condition) = condition else { return Ok(corpus.everything()) };
        let layer = corpus.layer(&self.layer)?;
        // Stems are made of words of the standard layer.
        let steps = steps_of(layer).unwrap_or_else(|| Steps::of(Profile::Standard));
        let normalizer = (layer.name() != WORD_LAYER).then(|| Normalizer::with_steps(steps));
        let fold = |text: &str| match &normalizer {
            Some(normalizer) => normalizer.normalize(text).into_owned(),
            None => text.to_owned(),
        };
        let part = corpus.select_folded(condition, &fold).context("--where")?;
        if part.document_count() == 0 {
            bail!("--where {condition}: no document of the corpus fits");
        }
        Ok(part)
    }

    /// A part, with or without what was printed again.
    fn reprints_once(&self, corpus: &Corpus, part: Subcorpus) -> Result<Subcorpus> {
        match &self.count_reprints_once {
            Some(field) => reprints_once(corpus, &part, field).context("--count-reprints-once"),
            None => Ok(part),
        }
    }
}

/// A corpus and a query in it.
#[derive(Clone, Debug, Args)]
pub(crate) struct QueryArgs {
    /// A corpus, or a raw file, folder, pattern or - to index in memory first
    #[arg(value_name = "CORPUS")]
    pub(crate) input: OsString,

    /// The query: a word or several in a row. * any letters, ? one letter, * alone any word, a|b one
    /// or the other, (a b|c d) phrases. It is cut as texts are and folded as the layer is
    #[arg(value_name = "QUERY", required = true, num_args = 1.., allow_negative_numbers = true)]
    pub(crate) query: Vec<String>,

    #[command(flatten)]
    pub(crate) translit: TranslitArgs,

    /// Say how the query was read: its words as they were cut, what | joins, and the forms that each
    /// place finds, with their frequency in the whole corpus
    #[arg(long)]
    pub(crate) explain: bool,

    #[command(flatten)]
    pub(crate) scope: ScopeArgs,
}

impl QueryArgs {
    /// The query as it was written, in Arabic letters.
    pub(crate) fn text(&self) -> String {
        self.translit.query(&self.query.join(" "))
    }
}

/// The letters that words and queries are written in.
#[derive(Clone, Copy, Debug, Args)]
pub(crate) struct TranslitArgs {
    /// Words and queries are written in Latin letters: safe-buckwalter (which the shell leaves
    /// alone), buckwalter, xml-buckwalter or hsb
    #[arg(long, value_name = "SCHEME", value_parser = two_way)]
    translit: Option<Scheme>,
}

impl TranslitArgs {
    /// A query in Arabic letters.
    pub(crate) fn query(&self, query: &str) -> String {
        self.pattern(query, QUERY_SIGNS)
    }

    /// A pattern in Arabic letters, in which `signs` stay what they are.
    pub(crate) fn pattern(&self, pattern: &str, signs: &str) -> String {
        let arabic = self.translit.and_then(|scheme| scheme.query_to_arabic(pattern, signs));
        arabic.unwrap_or_else(|| pattern.to_owned())
    }

    /// A word in Arabic letters, without signs that mean something else.
    pub(crate) fn word(&self, word: &str) -> String {
        let arabic = self.translit.and_then(|scheme| scheme.to_arabic(word));
        arabic.unwrap_or_else(|| word.to_owned())
    }
}

/// A transliteration that queries can be written in.
pub(crate) fn two_way(name: &str) -> Result<Scheme, String> {
    let scheme = name.parse::<Scheme>().map_err(|error| error.to_string())?;
    if scheme.is_two_way() {
        return Ok(scheme);
    }
    Err(format!("{scheme} is for reading only: different Arabic words are written alike in it"))
}

/// How association is measured.
#[derive(Clone, Debug, Args)]
#[command(next_help_heading = "Association")]
pub(crate) struct AssociationArgs {
    /// Positions before and after the node, in reading order; 3 is 3:3, 1:0 the word before
    #[arg(long, value_name = "BEFORE:AFTER", default_value = "5:5")]
    pub(crate) window: WindowSpan,

    /// The measures to compute, joined by commas, in the order of their columns
    #[arg(long, value_name = "MEASURES", default_value = "log_dice,mi,log_likelihood,t_score")]
    pub(crate) measures: Measures,

    /// The measure to rank by; the first of --measures unless given
    #[arg(long, value_name = "MEASURE")]
    pub(crate) sort: Option<Measure>,

    /// Leave out what occurs less often together
    #[arg(long, value_name = "N", default_value_t = 5)]
    pub(crate) min_freq: u64,

    /// Add a column for each distance
    #[arg(long)]
    pub(crate) positions: bool,

    /// Measures of dispersion over documents of what stands together, joined by commas, or all:
    /// dp_nofreq, range, dp_norm …
    #[arg(long, value_name = "MEASURES")]
    pub(crate) dispersion: Option<SpreadMeasures>,

    /// Add the rest of Gries's tuple: beside o11, the frequency, the dispersion kld_nofreq over
    /// documents, and the association kld_norm in both directions
    #[arg(long)]
    pub(crate) tuple: bool,

    /// Test each pair, and adjust for the number of tests: bonferroni, holm, sidak or bh; adds the
    /// columns p, q, log10_p and log10_q
    #[arg(long, value_name = "NAME")]
    pub(crate) correction: Option<Correction>,

    /// The test: a measure of the families of log_likelihood and chi_squared, fisher_right,
    /// fisher_left, fisher_two_sided, poisson_right or lambda_z
    #[arg(
        long,
        value_name = "MEASURE",
        default_value = "log_likelihood",
        requires = "correction",
        hide_short_help = true
    )]
    pub(crate) test: Measure,

    /// Whose table is made of the counts: siyaq, or as cqpweb, nltk, wordsmith, sketch-engine or
    /// lancsbox do
    #[arg(long, value_name = "MODEL", default_value = "siyaq", hide_short_help = true)]
    pub(crate) window_model: WindowModel,
}

impl AssociationArgs {
    /// The options of the analysis; a measure to sort by is computed too.
    pub(crate) fn options(&self) -> CollocateOptions {
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
