//! Log-odds with an informative Dirichlet prior: frequencies of a word weighed by what is known of
//! it beforehand.

use std::str::FromStr;

use crate::association::{Score, log_ratio_of};
use crate::contingency::Contingency;
use crate::error::StatsError;
use crate::number::real;
use crate::parameter::{LogBase, bad_parameter};
use crate::undefined::{Undefined, defined};

/// Which words a prior is counted in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum PriorCorpus {
    /// Target and reference together.
    #[default]
    Whole,
    /// The reference alone.
    Reference,
}

impl PriorCorpus {
    const ALL: [Self; 2] = [Self::Whole, Self::Reference];

    /// The name in measures and manifests.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Whole => "whole",
            Self::Reference => "reference",
        }
    }
}

/// A Dirichlet prior: each word as frequent as it is in some corpus, with the weight of so many
/// tokens.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct DirichletPrior {
    corpus: PriorCorpus,
    /// The sum of the prior, or as many as its corpus has.
    tokens: Option<f64>,
}

const TOKENS_EXPECTED: &str = "all, or a number above 0, such as 500";

impl DirichletPrior {
    /// The frequencies of target and reference together, as they are.
    pub const WHOLE: Self = Self { corpus: PriorCorpus::Whole, tokens: None };

    /// The frequencies of a corpus, as they are.
    #[must_use]
    pub const fn of(corpus: PriorCorpus) -> Self {
        Self { corpus, tokens: None }
    }

    /// The same with the weight of so many tokens: the more, the nearer rare words are drawn to
    /// no difference.
    ///
    /// # Errors
    /// Unless the number is positive and finite.
    pub fn with_tokens(self, tokens: f64) -> Result<Self, StatsError> {
        if tokens > 0.0 && tokens.is_finite() {
            return Ok(Self { tokens: Some(tokens), ..self });
        }
        Err(bad_parameter("tokens", &tokens.to_string(), TOKENS_EXPECTED))
    }

    /// The parameters as they stand in a measure's full name.
    pub(crate) fn parameters(self) -> String {
        let tokens = self.tokens.map_or_else(|| "all".to_owned(), |tokens| tokens.to_string());
        format!("prior={},tokens={tokens}", self.corpus.name())
    }

    /// The prior with one parameter changed: `prior` or else `tokens`.
    pub(crate) fn with_parameter(self, key: &str, value: &str) -> Result<Self, StatsError> {
        if key == "prior" {
            let named = PriorCorpus::ALL.into_iter().find(|corpus| corpus.name() == value);
            let corpus =
                named.ok_or_else(|| bad_parameter("prior", value, "whole or reference"))?;
            return Ok(Self { corpus, ..self });
        }
        if value == "all" {
            return Ok(Self { tokens: None, ..self });
        }
        let tokens = f64::from_str(value);
        self.with_tokens(tokens.map_err(|_| bad_parameter("tokens", value, TOKENS_EXPECTED))?)
    }

    /// The prior's weight of the word and of all other words, and the tokens of its corpus by its own.
    fn weights(self, table: &Contingency) -> (f64, f64, f64) {
        let (freq, others, tokens) = match self.corpus {
            PriorCorpus::Whole => (table.c1(), table.c2(), table.n()),
            PriorCorpus::Reference => (table.o21(), table.o22(), table.r2()),
        };
        let scale = self.tokens.map_or(1.0, |weight| weight / real(tokens));
        (real(freq) * scale, real(others) * scale, scale)
    }
}

/// The difference of the log-odds of both corpora.
pub(crate) fn log_odds_dirichlet(table: &Contingency, prior: DirichletPrior) -> Score {
    if table.r1() == 0 || table.r2() == 0 {
        return Err(Undefined::EmptyCorpus);
    }
    if table.c1() == 0 {
        return Err(Undefined::AbsentWord);
    }
    if table.c2() == 0 {
        return Err(Undefined::EmptyMargin);
    }
    let (word, others, scale) = prior.weights(table);
    if word <= 0.0 {
        return Err(Undefined::AbsentInReference);
    }
    if others <= 0.0 {
        return Err(Undefined::EmptyMargin);
    }
    let first = (real(table.o11()) + word) * (real(table.o22()) + others);
    let second = (real(table.o21()) + word) * (real(table.o12()) + others);
    // (a + w)(d + o) - (c + w)(b + o), where the prior is a share of the table itself.
    let times = match prior.corpus {
        PriorCorpus::Whole => 1.0 + 2.0 * scale,
        PriorCorpus::Reference => 1.0 + scale,
    };
    log_ratio_of(first, second, times * table.cross_difference(), LogBase::E)
}

/// The same by its standard error.
pub(crate) fn log_odds_dirichlet_z(table: &Contingency, prior: DirichletPrior) -> Score {
    let difference = log_odds_dirichlet(table, prior)?;
    let (word, ..) = prior.weights(table);
    let variance = 1.0 / (real(table.o11()) + word) + 1.0 / (real(table.o21()) + word);
    defined(difference / variance.sqrt(), Undefined::TooLarge)
}
