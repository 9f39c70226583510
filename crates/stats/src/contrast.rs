//! Whether an association is stronger here than there: two tables compared.

use std::f64::consts::LN_2;
use std::fmt;
use std::str::FromStr;

use crate::contingency::Contingency;
use crate::error::{StatsError, StatsErrorKind};
use crate::number::real;
use crate::parameter::Level;
use crate::tails::normal_log10_survival;
use crate::undefined::{Undefined, defined, sized};

/// The size of an association that two tables are compared by. Both are binary logarithms with 0.5
/// added to the counts, so that they and their variances exist where a count is 0.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ContrastEffect {
    /// `log_ratio`: the log ratio of Walter (1975), with the variance that Pettigrew, Gart and
    /// Thomas (1986) give: `1/(O11+.5) - 1/(R1+.5) + 1/(O21+.5) - 1/(R2+.5)`.
    #[default]
    LogRatio,
    /// `log_odds`: the log odds ratio with 0.5 in every cell and Gart's variance, the sum of the
    /// reciprocals of the four cells; the difference is the three-way interaction of a log-linear
    /// model.
    LogOdds,
}

impl ContrastEffect {
    /// Both effects.
    pub const ALL: [Self; 2] = [Self::LogRatio, Self::LogOdds];

    /// The name in options and columns.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::LogRatio => "log_ratio",
            Self::LogOdds => "log_odds",
        }
    }

    /// The effect in one table, and its variance, both in binary logarithms.
    ///
    /// # Errors
    /// [`Undefined::EmptyMargin`] where the first event never or always happens.
    fn of(self, table: &Contingency) -> Result<(f64, f64), Undefined> {
        if table.r1() == 0 || table.r2() == 0 {
            return Err(Undefined::EmptyMargin);
        }
        let half = |count: u64| real(count) + 0.5;
        let rows = [(table.o11(), table.o12(), table.r1()), (table.o21(), table.o22(), table.r2())];
        let parts = rows.map(|(count, others, tokens)| match self {
            // 1/a - 1/R without subtracting what may be nearly equal.
            Self::LogRatio => {
                let variance = real(others) / (half(count) * half(tokens));
                (half(count) / half(tokens), variance)
            }
            Self::LogOdds => (half(count) / half(others), 1.0 / half(count) + 1.0 / half(others)),
        });
        let [(first, first_variance), (second, second_variance)] = parts;
        let variance = (first_variance + second_variance) / (LN_2 * LN_2);
        Ok((sized((first / second).log2())?, sized(variance)?))
    }
}

impl fmt::Display for ContrastEffect {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl FromStr for ContrastEffect {
    type Err = StatsError;

    fn from_str(text: &str) -> Result<Self, StatsError> {
        Self::ALL.into_iter().find(|effect| effect.name() == text.trim()).ok_or_else(|| {
            let (parameter, value) = ("effect", text.to_owned());
            StatsErrorKind::BadParameter { parameter, value, expected: "log_ratio or log_odds" }
                .into()
        })
    }
}

/// The same association in two independent corpora, compared.
///
/// # Examples
/// ```
/// use siyaq_stats::{Contingency, Contrast, ContrastEffect};
///
/// // A collocate 40 times in 1,000 tokens of windows of one corpus, 20 times in those of another,
/// // and elsewhere as frequent in both.
/// let here = Contingency::new(40, 1_000, 140, 101_000)?;
/// let there = Contingency::new(20, 1_000, 120, 101_000)?;
/// let contrast = Contrast::new(&here, &there, ContrastEffect::LogRatio)?;
/// assert!((contrast.difference() - 0.982_33).abs() < 1e-4);
/// assert!(contrast.log10_p()? < -1.5);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Contrast {
    /// The effect in the first table.
    pub first: f64,
    /// The effect in the second.
    pub second: f64,
    /// The standard error of the difference.
    pub standard_error: f64,
}

impl Contrast {
    /// Compares two tables of different tokens.
    ///
    /// # Errors
    /// Why there is no effect in one of them.
    pub fn new(
        first: &Contingency,
        second: &Contingency,
        effect: ContrastEffect,
    ) -> Result<Self, Undefined> {
        let (first, first_variance) = effect.of(first)?;
        let (second, second_variance) = effect.of(second)?;
        let standard_error = (first_variance + second_variance).sqrt();
        Ok(Self { first, second, standard_error })
    }

    /// The first effect less the second: above 0 the association is stronger in the first table.
    #[must_use]
    pub fn difference(&self) -> f64 {
        self.first - self.second
    }

    /// The interval of the difference by the normal approximation.
    #[must_use]
    pub fn interval(&self, level: Level) -> (f64, f64) {
        let width = level.z() * self.standard_error;
        (self.difference() - width, self.difference() + width)
    }

    /// The difference by its standard error.
    ///
    /// # Errors
    /// [`Undefined::NoVariation`] where the standard error is 0.
    pub fn z(&self) -> Result<f64, Undefined> {
        defined(self.difference() / self.standard_error, Undefined::NoVariation)
    }

    /// The decimal logarithm of the two-sided p-value of the difference (Wald's test).
    ///
    /// # Errors
    /// As [`Contrast::z`].
    pub fn log10_p(&self) -> Result<f64, Undefined> {
        let log10_p = normal_log10_survival(self.z()?.abs())? + 2_f64.log10();
        Ok(log10_p.min(0.0))
    }
}
