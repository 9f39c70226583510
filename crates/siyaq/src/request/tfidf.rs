//! The terms of groups.

use super::error::{Result, invalid};
use super::groups::{by_corpus, by_field, only};
use super::numbers::whole;
use super::run::{Found, Request, Run, rows_of};
use super::scope::ScopeOptions;
use super::scope::{OF_PHRASES, SINGLE_WORDS};
use super::stop::StopOptions;
use super::text;
use serde::{Deserialize, Serialize};
use siyaq_analysis::{
    GroupTables, GroupTerms, ItemCounter, ItemOptions, RareAmong, TermOptions, document_terms,
    group_terms,
};
use siyaq_stats::{InverseFrequency, LogBase, TermWeight, TfIdf};
use std::ffi::OsString;

/// Among what words are rare.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "clap", derive(clap::ValueEnum))]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Among {
    /// Words are rare that few groups have
    #[default]
    Groups,
    /// Words are rare that few documents have
    Documents,
}

/// The words of groups, weighed by tf-idf.
///
/// ```
/// use siyaq::request::{Request, Tfidf};
/// # use siyaq::output::Rows;
/// # let session = siyaq::request::Session::new();
/// # session.put_texts("news", ["قال وزير الصحة إن الوزارة تعمل.", "زار وزير الصحة المدينة."])?;
///
/// let mut request = Tfidf::new(["news"]);
/// request.each = Some("documents".into());
/// request.min_freq = 1;
/// assert!(request.run(&session)?.any);
/// # Ok::<(), siyaq::request::RequestError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "clap", derive(clap::Args))]
#[serde(default)]
#[non_exhaustive]
pub struct Tfidf {
    /// Corpora, or raw files, folders or patterns, each a group of its own; or one with --each
    #[cfg_attr(feature = "clap", arg(value_name = "CORPUS", required = true))]
    #[serde(with = "text::paths")]
    pub inputs: Vec<OsString>,

    /// The groups: documents, or what has each value of a field: documents by their metadata, or
    /// ranges by an attribute of their structure, as in field.name
    #[cfg_attr(feature = "clap", arg(long, value_name = "FIELD|documents"))]
    pub each: Option<String>,

    /// Words in an item: 2 weighs pairs of words in a row
    #[cfg_attr(feature = "clap", arg(short, value_name = "N", default_value_t = 1, value_parser = clap::value_parser!(u8).range(1..=16)))]
    pub n: u8,

    /// How a frequency counts: count, share, log
    #[cfg_attr(feature = "clap", arg(long, value_name = "TF", default_value = "count"))]
    #[serde(with = "text")]
    pub tf: TermWeight,

    /// How rarity is reckoned: log, smooth
    #[cfg_attr(feature = "clap", arg(long, value_name = "IDF", default_value = "log"))]
    #[serde(with = "text")]
    pub idf: InverseFrequency,

    /// The base of the logarithms: 2, e, 10
    #[cfg_attr(feature = "clap", arg(long, value_name = "BASE", default_value = "2"))]
    #[serde(with = "text")]
    pub base: LogBase,

    /// Among what words are rare
    #[cfg_attr(
        feature = "clap",
        arg(long, value_enum, value_name = "WHAT", default_value = "groups")
    )]
    pub among: Among,

    /// Leave out forms that occur less often in their group
    #[cfg_attr(feature = "clap", arg(long, value_name = "N", default_value_t = 2))]
    pub min_freq: u64,

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

impl Default for Tfidf {
    fn default() -> Self {
        Self {
            inputs: Vec::new(),
            each: None,
            n: 1,
            tf: TermWeight::default(),
            idf: InverseFrequency::default(),
            base: LogBase::default(),
            among: Among::Groups,
            min_freq: 2,
            scope: ScopeOptions::default(),
            stop: StopOptions::default(),
            top: None,
        }
    }
}

impl Tfidf {
    /// Asks several corpora, each a group; or one, with `each`.
    #[must_use]
    pub fn new<I: Into<OsString>>(inputs: impl IntoIterator<Item = I>) -> Self {
        Self { inputs: inputs.into_iter().map(Into::into).collect(), ..Self::default() }
    }

    fn options(&self) -> TermOptions {
        let mut options = TermOptions::default();
        options.formula = TfIdf::default().term(self.tf).inverse(self.idf).base(self.base);
        options.among = match self.among {
            Among::Groups => RareAmong::Groups,
            Among::Documents => RareAmong::Documents,
        };
        options.min_freq = self.min_freq;
        options.per_group = rows_of(self.top);
        options
    }

    fn terms(&self, run: &Run<'_>) -> Result<GroupTerms> {
        let items = ItemOptions::default().n(usize::from(self.n));
        let Some(field) = &self.each else {
            let groups = by_corpus(&self.inputs, (&self.scope, &self.stop), &items, run)?;
            if groups.len() < 2 {
                return invalid(
                    "tf-idf is of groups: name several corpora, or `each` with a field or documents",
                );
            }
            return Ok(group_terms(&GroupTables::new(groups), &self.options())?);
        };
        let input = only(&self.inputs, "each", "the documents of one corpus")?;
        let loaded = run.load_one(input, &self.scope, "corpus")?;
        let selection = self.stop.leave_out(loaded.selection(&self.scope)?)?;
        if field == "documents" {
            let table = ItemCounter::new(&selection).count(&selection, &items.texts(true))?;
            return Ok(document_terms(&selection, &table, &self.options())?);
        }
        Ok(group_terms(&by_field(&selection, field, &items, run)?, &self.options())?)
    }
}

impl Request for Tfidf {
    const VERB: &'static str = "tfidf";
    type Rows<'s> = GroupTerms;

    fn inputs(&self) -> Vec<&OsString> {
        self.inputs.iter().collect()
    }

    fn scope(&self) -> &ScopeOptions {
        &self.scope
    }

    fn top(&mut self) -> &mut Option<u64> {
        &mut self.top
    }

    fn rows_of_table(&self) -> u64 {
        10
    }

    fn is_grouped(&self) -> bool {
        true
    }

    fn check(&self, run: &Run<'_>) -> Result<()> {
        whole("n", self.n, 1..=16)?;
        if self.n == 1 {
            run.refuse(&OF_PHRASES, SINGLE_WORDS)?;
        }
        Ok(())
    }

    fn answer<'s>(&self, run: &Run<'s>) -> Result<Found<GroupTerms>> {
        Ok(Found::new(run.during("weighing words", || self.terms(run))?))
    }
}
