//! What a measure may be told: the base of a logarithm, a level of confidence, a constant.

use std::f64::consts::{LOG2_E, LOG10_E};
use std::fmt;
use std::str::FromStr;

use crate::error::{StatsError, StatsErrorKind};
use crate::tails::normal_upper_quantile;

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

impl fmt::Display for LogBase {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.pad(self.name())
    }
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
            Self::Two => ln * LOG2_E,
            Self::E => ln,
            Self::Ten => ln * LOG10_E,
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

pub(crate) fn bad_parameter(
    parameter: &'static str,
    value: &str,
    expected: &'static str,
) -> StatsError {
    StatsErrorKind::BadParameter { parameter, value: value.to_owned(), expected }.into()
}

/// How the error of an interval is divided among many intervals.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum LevelCorrection {
    /// In equal parts, whatever the dependence (Bonferroni): `alpha / m`.
    #[default]
    Bonferroni,
    /// In the parts that independent intervals would have (Šidák): `1 - (1 - alpha)^(1/m)`.
    Sidak,
}

impl LevelCorrection {
    /// The name in measures and manifests.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Bonferroni => "bonferroni",
            Self::Sidak => "sidak",
        }
    }
}

impl FromStr for LevelCorrection {
    type Err = StatsError;

    fn from_str(text: &str) -> Result<Self, StatsError> {
        [Self::Bonferroni, Self::Sidak]
            .into_iter()
            .find(|correction| correction.name() == text)
            .ok_or_else(|| bad_parameter("correction", text, "bonferroni or sidak"))
    }
}

/// The confidence of an interval, and the number of intervals it must hold for at once.
///
/// The error is divided among the tests, so that 95 % is the chance that *all* intervals of a
/// table cover.
#[derive(Clone, Copy, Debug)]
pub struct Level {
    confidence: f64,
    tests: u64,
    /// Whether the number of tests is that of a table yet to come.
    of_table: bool,
    correction: LevelCorrection,
    /// What a standard normal variable exceeds with the probability of one tail.
    z: f64,
}

impl PartialEq for Level {
    /// By what was asked for; the quantile follows from it.
    fn eq(&self, other: &Self) -> bool {
        self.confidence.total_cmp(&other.confidence).is_eq()
            && (self.tests, self.of_table, self.correction)
                == (other.tests, other.of_table, other.correction)
    }
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
    pub const NINETY_FIVE: Self = Self {
        confidence: 0.95,
        tests: 1,
        of_table: false,
        correction: LevelCorrection::Bonferroni,
        z: 1.959_963_984_540_053_8,
    };

    /// 95 % for all intervals of a table together, whose number is [told] when the table is
    /// made; until then as for one interval.
    ///
    /// [told]: crate::Measure::for_tests
    pub const OF_TABLE: Self = Self { of_table: true, ..Self::NINETY_FIVE };

    /// As [`Level::OF_TABLE`], the error divided after Šidák.
    pub const OF_TABLE_SIDAK: Self = Self { correction: LevelCorrection::Sidak, ..Self::OF_TABLE };

    /// A level for a single interval.
    ///
    /// # Errors
    /// Unless `0 < confidence < 1`.
    pub fn new(confidence: f64) -> Result<Self, StatsError> {
        if confidence > 0.0 && confidence < 1.0 {
            return Ok(Self { confidence, ..Self::NINETY_FIVE }.with_quantile());
        }
        Err(bad_parameter("confidence", &confidence.to_string(), CONFIDENCE_EXPECTED))
    }

    /// The same confidence for this many intervals together; 0 counts as 1.
    #[must_use]
    pub fn with_tests(self, tests: u64) -> Self {
        Self { tests: tests.max(1), of_table: false, ..self }.with_quantile()
    }

    /// For so many tests, unless their number was given.
    #[must_use]
    pub(crate) fn for_tests(self, tests: u64) -> Self {
        if self.of_table { self.with_tests(tests) } else { self }
    }

    /// Whether the number of tests is that of the table the measure stands in.
    #[must_use]
    pub fn is_of_table(self) -> bool {
        self.of_table
    }

    /// With the error divided in this way.
    #[must_use]
    pub fn with_correction(self, correction: LevelCorrection) -> Self {
        Self { correction, ..self }.with_quantile()
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

    /// How the error is divided among the intervals.
    #[must_use]
    pub fn correction(self) -> LevelCorrection {
        self.correction
    }

    /// The parameters as they stand in a measure's full name; the number of tests of a table that is
    /// yet to come is `table`.
    pub(crate) fn parameters(self) -> String {
        let correction = match self.correction {
            LevelCorrection::Bonferroni => "",
            LevelCorrection::Sidak => ",correction=sidak",
        };
        let tests = if self.of_table { "table".to_owned() } else { self.tests.to_string() };
        format!("confidence={},tests={tests}{correction}", self.confidence)
    }

    /// The level with one parameter changed: `confidence`, `correction` or else `tests`.
    pub(crate) fn with_parameter(self, key: &str, value: &str) -> Result<Self, StatsError> {
        if key == "confidence" {
            let number: f64 = value
                .parse()
                .map_err(|_| bad_parameter("confidence", value, CONFIDENCE_EXPECTED))?;
            let confidence = Self::new(number)?.confidence;
            return Ok(Self { confidence, ..self }.with_quantile());
        }
        if key == "correction" {
            return Ok(self.with_correction(value.parse()?));
        }
        match value.parse() {
            Ok(tests) if tests > 0 => Ok(self.with_tests(tests)),
            _ if value == "table" => Ok(Self { of_table: true, ..self }.with_quantile()),
            _ => Err(bad_parameter("tests", value, "a whole number above 0, or table")),
        }
    }

    /// The level with the quantile of its tail, which every interval would compute anew.
    fn with_quantile(self) -> Self {
        // Infinite only for a tail that no float can hold.
        Self { z: normal_upper_quantile(self.tail()).unwrap_or(f64::INFINITY), ..self }
    }

    /// What a standard normal variable exceeds with the probability of one tail.
    pub(crate) fn z(self) -> f64 {
        self.z
    }

    /// The same where the interval is open on the other side.
    pub(crate) fn one_sided_z(self) -> f64 {
        normal_upper_quantile(self.one_sided_tail()).unwrap_or(f64::INFINITY)
    }

    /// The probability outside one interval, on both sides together.
    fn outside(self) -> f64 {
        let tests = self.tests as f64;
        match self.correction {
            LevelCorrection::Bonferroni => (1.0 - self.confidence) / tests,
            LevelCorrection::Sidak => -(self.confidence.ln() / tests).exp_m1(),
        }
    }

    /// The probability on each side outside one interval.
    #[must_use]
    pub fn tail(self) -> f64 {
        self.outside() / 2.0
    }

    /// The probability outside an interval that is open on the other side, at most one half.
    pub(crate) fn one_sided_tail(self) -> f64 {
        self.outside().min(0.5)
    }
}

/// The power of the joint frequency in the MI of Daille (1994): 1 is MI itself.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Power {
    exponent: f64,
}

impl Default for Power {
    /// 2, as in MI2.
    fn default() -> Self {
        Self::TWO
    }
}

impl Power {
    /// 2, as in MI2.
    pub const TWO: Self = Self { exponent: 2.0 };

    /// A power: the greater, the more frequent the pairs that lead.
    ///
    /// # Errors
    /// Unless the number is positive and finite.
    pub fn new(exponent: f64) -> Result<Self, StatsError> {
        if exponent > 0.0 && exponent.is_finite() {
            return Ok(Self { exponent });
        }
        Err(bad_parameter("k", &exponent.to_string(), POWER_EXPECTED))
    }

    /// The exponent of O11.
    #[must_use]
    pub fn exponent(self) -> f64 {
        self.exponent
    }
}

const POWER_EXPECTED: &str = "a number above 0, such as 2 or 3";

impl FromStr for Power {
    type Err = StatsError;

    fn from_str(text: &str) -> Result<Self, StatsError> {
        let number: f64 = text.parse().map_err(|_| bad_parameter("k", text, POWER_EXPECTED))?;
        Self::new(number)
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_quantile_follows_the_level() {
        assert_eq!(Level::new(0.95), Ok(Level::NINETY_FIVE));
        let z = Level::NINETY_FIVE.with_quantile().z();
        assert!((z - Level::NINETY_FIVE.z()).abs() < 1e-15, "{z}");
        let many = Level::NINETY_FIVE.with_tests(599);
        assert!((many.z() - 3.933_4).abs() < 1e-3, "{}", many.z());
        assert_eq!(many.with_tests(1), Level::NINETY_FIVE);
        // Šidák's parts are a little greater than Bonferroni's.
        let sidak = many.with_correction(LevelCorrection::Sidak);
        assert!(sidak.tail() > many.tail() && sidak.tail() < many.tail() * 1.03);
        assert!((sidak.tail() - (1.0 - 0.95_f64.powf(1.0 / 599.0)) / 2.0).abs() < 1e-15);
    }
}
