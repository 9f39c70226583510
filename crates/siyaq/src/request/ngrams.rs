//! N-grams and skip-grams.

use super::error::Result;
use super::lengths::Lengths;
use super::run::{Found, Request, Run, rows_of};
use super::scope::ScopeOptions;
use super::spread::SpreadOptions;
use super::stop::StopOptions;
use super::text;
use serde::{Deserialize, Serialize};
use siyaq_analysis::{NgramList, NgramOrder, ngram_list};
use siyaq_count::NgramOptions;
use std::ffi::OsString;

/// Runs of words.
///
/// ```
/// use siyaq::request::{Ngrams, Request};
/// # use siyaq::output::Rows;
/// # let session = siyaq::request::Session::new();
/// # session.put_texts("news", ["قال وزير الصحة إن الوزارة تعمل.", "زار وزير الصحة المدينة."])?;
///
/// let mut request = Ngrams::new("news");
/// request.min_freq = 2;
/// assert_eq!(request.run(&session)?.rows.len(), 1);
/// # Ok::<(), siyaq::request::RequestError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "clap", derive(clap::Args))]
#[serde(default)]
#[non_exhaustive]
pub struct Ngrams {
    /// A corpus, or raw files, folders, patterns or -
    #[cfg_attr(feature = "clap", arg(value_name = "INPUT", required = true))]
    #[serde(with = "text::paths")]
    pub inputs: Vec<OsString>,

    /// How many words: 3, or a range such as 2..5 (both ends included)
    #[cfg_attr(feature = "clap", arg(short, value_name = "N|N..M", default_value = "2"))]
    #[serde(with = "text")]
    pub n: Lengths,

    /// How many words in all may be left out inside
    #[cfg_attr(feature = "clap", arg(long, value_name = "K", default_value_t = 0))]
    pub skip: usize,

    /// Leave out runs that occur less often
    #[cfg_attr(feature = "clap", arg(long, value_name = "N", default_value_t = 1))]
    pub min_freq: u64,

    /// Leave out runs of fewer documents
    #[cfg_attr(feature = "clap", arg(long, value_name = "N", default_value_t = 1))]
    pub min_doc_freq: u64,

    /// Measures of dispersion, and the order of the rows.
    #[serde(flatten)]
    #[cfg_attr(feature = "clap", command(flatten))]
    pub spread: SpreadOptions,

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

impl Default for Ngrams {
    fn default() -> Self {
        Self {
            inputs: Vec::new(),
            n: Lengths::from(2),
            skip: 0,
            min_freq: 1,
            min_doc_freq: 1,
            spread: SpreadOptions::default(),
            scope: ScopeOptions::default(),
            stop: StopOptions::default(),
            top: None,
        }
    }
}

impl Ngrams {
    /// Asks one corpus.
    #[must_use]
    pub fn new(input: impl Into<OsString>) -> Self {
        Self { inputs: vec![input.into()], ..Self::default() }
    }
}

impl Request for Ngrams {
    const VERB: &'static str = "ngrams";
    type Rows<'s> = NgramList<'s>;

    fn inputs(&self) -> Vec<&OsString> {
        self.inputs.iter().collect()
    }

    fn scope(&self) -> &ScopeOptions {
        &self.scope
    }

    fn top(&mut self) -> &mut Option<u64> {
        &mut self.top
    }

    fn check(&self, run: &Run<'_>) -> Result<()> {
        if self.spread.spread(&[]).measures.is_empty() {
            run.refuse(&["parts"], "is for measures of dispersion: name some by `dispersion`")?;
        }
        Ok(())
    }

    fn answer<'s>(&self, run: &Run<'s>) -> Result<Found<NgramList<'s>>> {
        let loaded = run.load(&self.inputs, &self.scope, "corpus")?;
        let selection = self.stop.leave_out(loaded.selection(&self.scope)?)?;
        let options = NgramOptions::new(*self.n.range().start())
            .skip(self.skip)
            .min_freq(self.min_freq)
            .min_doc_freq(self.min_doc_freq);
        let spread = self.spread.spread(&[]);
        if !spread.measures.is_empty() {
            self.spread.say_rest(&selection, run)?;
        }
        // Only what is shown is kept.
        let order = NgramOrder { order: self.spread.sort, top: rows_of(self.top) };
        let count = || ngram_list(&selection, self.n.range(), &options, &spread, order);
        Ok(Found::new(run.during("counting n-grams", count)?))
    }
}
