//! What a measure may be told: the base of a logarithm, a level of confidence, a constant.

use std::f64::consts::{LN_2, LN_10};
use std::str::FromStr;

use crate::error::{StatsError, StatsErrorKind};

/// The base of a logarithm, which is part of a measure's name.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum LogBase {
    /// Base 2: bits. The default everywhere.
    #[default]
    Two,
    /// Base e: nats.
    E,
    /// Base 10, as in UCS.
    Ten,
}

impl LogBase {
    /// The logarithm of a positive number.
    pub(crate) fn log(self, number: f64) -> f64 {
        match self {
            Self::Two => number.log2(),
            Self::E => number.ln(),
            Self::Ten => number.log10(),
        }
    }

    /// Turns a natural logarithm into this base.
    pub(crate) fn scale_ln(self, ln: f64) -> f64 {
        match self {
            Self::Two => ln / LN_2,
            Self::E => ln,
            Self::Ten => ln / LN_10,
        }
    }

    /// The base as it is written in a measure's name: `2`, `e` or `10`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Two => "2",
            Self::E => "e",
            Self::Ten => "10",
        }
    }
}

impl FromStr for LogBase {
    type Err = StatsError;

    fn from_str(text: &str) -> Result<Self, StatsError> {
        [Self::Two, Self::E, Self::Ten]
            .into_iter()
            .find(|base| base.name() == text)
            .ok_or_else(|| bad_parameter("base", text, "2, e or 10"))
    }
}

fn bad_parameter(parameter: &'static str, value: &str, expected: &'static str) -> StatsError {
    StatsErrorKind::BadParameter { parameter, value: value.to_owned(), expected }.into()
}

/// The confidence of an interval, and the number of intervals it must hold for at once.
///
/// The error is divided by the number of tests (Bonferroni), so that 95 % is the chance that
/// *all* intervals of a table cover.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Level {
    confidence: f64,
    tests: u64,
}

impl Default for Level {
    /// 95 % for one interval.
    fn default() -> Self {
        Self::NINETY_FIVE
    }
}

const CONFIDENCE_EXPECTED: &str = "a number between 0 and 1, such as 0.95";
const K_EXPECTED: &str = "a number above 0, such as 1 or 100";

impl Level {
    /// 95 % for one interval.
    pub const NINETY_FIVE: Self = Self { confidence: 0.95, tests: 1 };

    /// A level for a single interval.
    ///
    /// # Errors
    /// Unless `0 < confidence < 1`.
    pub fn new(confidence: f64) -> Result<Self, StatsError> {
        if confidence > 0.0 && confidence < 1.0 {
            return Ok(Self { confidence, tests: 1 });
        }
        Err(bad_parameter("confidence", &confidence.to_string(), CONFIDENCE_EXPECTED))
    }

    /// The same confidence for this many intervals together; 0 counts as 1.
    #[must_use]
    pub fn with_tests(self, tests: u64) -> Self {
        Self { tests: tests.max(1), ..self }
    }

    /// The confidence, between 0 and 1.
    #[must_use]
    pub fn confidence(self) -> f64 {
        self.confidence
    }

    /// The number of intervals.
    #[must_use]
    pub fn tests(self) -> u64 {
        self.tests
    }

    /// The level with one parameter changed, `confidence` or else `tests`.
    pub(crate) fn with_parameter(self, key: &str, value: &str) -> Result<Self, StatsError> {
        if key == "confidence" {
            let number: f64 = value
                .parse()
                .map_err(|_| bad_parameter("confidence", value, CONFIDENCE_EXPECTED))?;
            return Ok(Self::new(number)?.with_tests(self.tests));
        }
        match value.parse() {
            Ok(tests) if tests > 0 => Ok(self.with_tests(tests)),
            _ => Err(bad_parameter("tests", value, "a whole number above 0")),
        }
    }

    /// The probability on each side outside one interval.
    #[must_use]
    pub fn tail(self) -> f64 {
        (1.0 - self.confidence) / 2.0 / self.tests as f64
    }
}

/// The constant that Kilgarriff's simple maths adds to both frequencies per million.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Smoothing {
    per_million: f64,
}

impl Default for Smoothing {
    /// 1 per million, as in Sketch Engine.
    fn default() -> Self {
        Self::ONE
    }
}

impl FromStr for Smoothing {
    type Err = StatsError;

    fn from_str(text: &str) -> Result<Self, StatsError> {
        let number: f64 = text.parse().map_err(|_| bad_parameter("k", text, K_EXPECTED))?;
        Self::new(number)
    }
}

impl Smoothing {
    /// 1 per million, as in Sketch Engine.
    pub const ONE: Self = Self { per_million: 1.0 };

    /// A constant: small favours rare words, large favours common ones.
    ///
    /// # Errors
    /// Unless the number is positive and finite.
    pub fn new(per_million: f64) -> Result<Self, StatsError> {
        if per_million > 0.0 && per_million.is_finite() {
            return Ok(Self { per_million });
        }
        Err(bad_parameter("k", &per_million.to_string(), K_EXPECTED))
    }

    /// The constant, in occurrences per million tokens.
    #[must_use]
    pub fn per_million(self) -> f64 {
        self.per_million
    }
}
