//! Measures computed: on one table, and the p-values of those that are tests.

use crate::association;
use crate::contingency::Contingency;
use crate::dirichlet::{log_odds_dirichlet, log_odds_dirichlet_z};
use crate::divergence::{as_odds, as_power, kld_by_row};
use crate::keyness::{self, End};
use crate::measure::Measure;
use crate::parameter::{Level, LogBase};
use crate::tails::{chi_squared_log10_survival, chi_squared_survival, p_value};
use crate::undefined::Undefined;

impl Measure {
    /// The measure on one table, or why it is undefined; see [`Measure::zero_rule`].
    ///
    /// Cost: a few logarithms; for exact intervals some microseconds to a millisecond, and for
    /// the exact tests about nine standard deviations of the joint frequency in additions.
    ///
    /// # Errors
    /// The reason, where the measure is undefined for this table.
    ///
    /// # Examples
    /// ```
    /// use siyaq_stats::{Contingency, Measure, Undefined};
    ///
    /// let never = Contingency::new(0, 42, 20, 14_307_668)?;
    /// assert_eq!(Measure::LogDice.evaluate(&never), Err(Undefined::NeverTogether));
    /// assert_eq!(Measure::Dice.evaluate(&never), Ok(0.0));
    /// # Ok::<(), siyaq_stats::StatsError>(())
    /// ```
    #[expect(clippy::too_many_lines, reason = "one line for each measure")]
    pub fn evaluate(self, table: &Contingency) -> Result<f64, Undefined> {
        match self {
            Self::Mi { base } => association::mi(table, base),
            Self::Mi2 { base } => association::mi_power(table, 2.0, base),
            Self::Mi3 { base } => association::mi_power(table, 3.0, base),
            Self::MiK { k, base } => association::mi_power(table, k.exponent(), base),
            Self::WsMi3 => association::ws_mi3(table),
            Self::Npmi => association::npmi(table),
            Self::LocalMi { base } => association::local_mi(table, base),
            Self::AverageMi { base } => association::average_mi(table, base),
            Self::MutualInformation { base } => association::mutual_information(table, base),
            Self::MiLogF { base } => association::mi_log_f(table, base),
            Self::TScore => association::t_score(table),
            Self::TScoreBinomial => association::t_score_binomial(table),
            Self::ZScore => association::z_score(table),
            Self::ZScoreYates => association::z_score_yates(table, false),
            Self::ZScoreYatesUnclamped => association::z_score_yates(table, true),
            Self::ZScoreDennis => association::z_score_dennis(table),
            Self::ZScoreBerryRogghe => association::z_score_berry_rogghe(table),
            Self::Dice => association::dice(table),
            Self::LogDice => association::log_dice(table),
            Self::Jaccard => association::jaccard(table),
            Self::MinSensitivity => association::min_sensitivity(table),
            Self::GeometricMean => association::geometric_mean(table),
            Self::MutualExpectation => association::mutual_expectation(table),
            Self::LogLikelihood => association::log_likelihood(table),
            Self::LogLikelihood2 => keyness::log_likelihood_2(table),
            Self::LogLikelihood4 => keyness::log_likelihood_4(table),
            Self::LogLikelihoodWilliams => association::log_likelihood_williams(table),
            Self::SimpleLl => association::simple_ll(table),
            Self::ChiSquared => association::chi_squared(table),
            Self::ChiSquaredYates => association::chi_squared_yates(table, false),
            Self::ChiSquaredYatesUnclamped => association::chi_squared_yates(table, true),
            Self::ChiSquaredQuanteda => association::chi_squared_quanteda(table),
            Self::FisherRight => association::fisher_right(table),
            Self::FisherLeft => association::fisher_left(table),
            Self::FisherTwoSided => association::fisher_two_sided(table),
            Self::PoissonRight => association::poisson_right(table),
            Self::PoissonStirling { base } => association::poisson_stirling(table, base),
            Self::PoissonStirlingNltk => association::poisson_stirling_nltk(table),
            Self::QuasthoffWolff => association::quasthoff_wolff(table),
            Self::Phi => association::phi(table),
            Self::PhiSquared => association::phi(table).map(|phi| phi * phi),
            Self::CramerV => association::phi(table).map(f64::abs),
            Self::YuleQ => association::yule_q(table),
            Self::ProbabilityCollocateGivenNode => association::share_of(table, table.r1()),
            Self::ProbabilityNodeGivenCollocate => association::share_of(table, table.c1()),
            Self::DeltaPCollocateGivenNode => association::delta_p_by_row(table),
            Self::DeltaPNodeGivenCollocate => association::delta_p_by_column(table),
            Self::KldCollocateGivenNode => kld_by_row(table),
            Self::KldNodeGivenCollocate => kld_by_row(&table.transposed()),
            Self::KldNormCollocateGivenNode => kld_by_row(table).map(as_odds),
            Self::KldNormNodeGivenCollocate => kld_by_row(&table.transposed()).map(as_odds),
            Self::KldNormExpCollocateGivenNode => kld_by_row(table).map(as_power),
            Self::KldNormExpNodeGivenCollocate => kld_by_row(&table.transposed()).map(as_power),
            Self::OddsRatio => association::odds_ratio(table),
            Self::OddsRatioHaldane => association::odds_ratio_haldane(table),
            Self::OddsRatioHaldaneIfZero => association::odds_ratio_haldane_if_zero(table),
            Self::LogOddsRatio { base } => association::log_odds_ratio(table, base),
            Self::LogOddsRatioHaldane { base } => association::log_odds_ratio_haldane(table, base),
            Self::LogOddsRatioHaldaneIfZero { base } => {
                association::log_odds_ratio_haldane_if_zero(table, base)
            }
            Self::Lambda => association::log_odds_ratio_haldane(table, LogBase::E),
            Self::LambdaZ => association::lambda_z(table),
            Self::RelativeRisk => keyness::relative_risk(table),
            Self::LogRelativeRisk { base } => keyness::log_relative_risk(table, base),
            Self::RelativeRiskByColumn => keyness::relative_risk(&table.transposed()),
            Self::LogRelativeRiskByColumn { base } => {
                keyness::log_relative_risk(&table.transposed(), base)
            }
            Self::LogRatio => keyness::log_ratio(table),
            Self::LogRatioWalter => keyness::log_ratio_walter(table),
            Self::LogRatioCiLow { level } => keyness::log_ratio_bound(table, level, End::Low),
            Self::LogRatioCiHigh { level } => keyness::log_ratio_bound(table, level, End::High),
            Self::LogRatioExactLow { level } => keyness::log_ratio_exact(table, level, End::Low),
            Self::LogRatioExactHigh { level } => keyness::log_ratio_exact(table, level, End::High),
            Self::Lrc { level } => keyness::lrc(table, level),
            Self::LrcPositive { level } => keyness::lrc_positive(table, level),
            Self::LrcNormal { level } => keyness::lrc_normal(table, level),
            Self::LrcCqpweb { level } => keyness::lrc_cqpweb(table, level),
            Self::PercentDiff => keyness::percent_diff(table),
            Self::PercentDiffHalf => keyness::percent_diff_half(table),
            Self::PercentDiffGabrielatos => keyness::percent_diff_gabrielatos(table),
            Self::DifferenceCoefficient => keyness::difference_coefficient(table),
            Self::Din => keyness::difference_coefficient(table).map(|share| 100.0 * share),
            Self::SimpleMaths { k } => keyness::simple_maths(table, k.per_million()),
            Self::Bic => keyness::bic(table),
            Self::Bic4 => keyness::bic_4(table),
            Self::Ell => keyness::ell(table),
            Self::LogOddsDirichlet { prior } => log_odds_dirichlet(table, prior),
            Self::LogOddsDirichletZ { prior } => log_odds_dirichlet_z(table, prior),
        }
    }

    /// The measure on one table; `None` where it is undefined, see [`Measure::evaluate`].
    #[must_use]
    pub fn score(self, table: &Contingency) -> Option<f64> {
        self.evaluate(table).ok()
    }

    /// Whether a score costs more than to look it up: rare words share few tables.
    pub(crate) fn is_costly(self) -> bool {
        self.is_minus_log10_p()
            || matches!(
                self,
                Self::LogRatioExactLow { .. }
                    | Self::LogRatioExactHigh { .. }
                    | Self::Lrc { .. }
                    | Self::LrcPositive { .. }
            )
    }

    /// Whether the score is minus the decimal logarithm of a p-value.
    fn is_minus_log10_p(self) -> bool {
        matches!(
            self,
            Self::FisherRight | Self::FisherLeft | Self::FisherTwoSided | Self::PoissonRight
        )
    }

    /// Whether the measure is a test, so that [`Measure::p_value`] has an answer.
    #[must_use]
    pub fn is_test(self) -> bool {
        self.is_minus_log10_p() || self.as_chi_squared(0.0).is_some()
    }

    /// The p-value of the measure's own test on one table.
    ///
    /// The G2 and chi-squared families are referred to the chi-squared distribution with one
    /// degree of freedom (two-sided), `lambda_z` and `log_odds_dirichlet_z` to the normal distribution (two-sided);
    /// the Fisher and Poisson tests are themselves p-values.
    ///
    /// # Errors
    /// Why the measure has no value, [`Undefined::NotATest`] if it is no test, and
    /// [`Undefined::TooSmall`] below [`LEAST_P`](crate::LEAST_P).
    pub fn p_value(self, table: &Contingency) -> Result<f64, Undefined> {
        if self.is_minus_log10_p() {
            return p_value(0.0 - self.evaluate(table)?);
        }
        chi_squared_survival(self.chi_squared_on(table)?)
    }

    /// The decimal logarithm of [`Measure::p_value`], however small that is.
    ///
    /// # Errors
    /// Why the measure has no value, [`Undefined::NotATest`] if it is no test.
    pub fn log10_p_value(self, table: &Contingency) -> Result<f64, Undefined> {
        if self.is_minus_log10_p() {
            // From 0, so that a p of 1 has the logarithm 0 and not -0.
            return Ok(0.0 - self.evaluate(table)?);
        }
        chi_squared_log10_survival(self.chi_squared_on(table)?)
    }

    fn chi_squared_on(self, table: &Contingency) -> Result<f64, Undefined> {
        if !self.is_test() {
            return Err(Undefined::NotATest);
        }
        self.as_chi_squared(self.evaluate(table)?).ok_or(Undefined::NotATest)
    }

    /// The score as a chi-squared statistic with one degree of freedom, if it is one.
    fn as_chi_squared(self, score: f64) -> Option<f64> {
        match self {
            Self::LogLikelihood
            | Self::LogLikelihood2
            | Self::LogLikelihood4
            | Self::LogLikelihoodWilliams
            | Self::SimpleLl
            | Self::ChiSquared
            | Self::ChiSquaredYates
            | Self::ChiSquaredYatesUnclamped
            | Self::ChiSquaredQuanteda => Some(score.abs()),
            // The square of a standard normal variable.
            Self::LambdaZ | Self::LogOddsDirichletZ { .. } => Some(score * score),
            _ => None,
        }
    }

    /// The same measure at another level of confidence; unchanged if it has none.
    #[must_use]
    pub fn with_level(self, level: Level) -> Self {
        match self {
            Self::LogRatioCiLow { .. } => Self::LogRatioCiLow { level },
            Self::LogRatioCiHigh { .. } => Self::LogRatioCiHigh { level },
            Self::LogRatioExactLow { .. } => Self::LogRatioExactLow { level },
            Self::LogRatioExactHigh { .. } => Self::LogRatioExactHigh { level },
            Self::Lrc { .. } => Self::Lrc { level },
            Self::LrcPositive { .. } => Self::LrcPositive { level },
            Self::LrcNormal { .. } => Self::LrcNormal { level },
            Self::LrcCqpweb { .. } => Self::LrcCqpweb { level },
            other => other,
        }
    }

    /// The level of confidence, if the measure has one.
    #[must_use]
    pub fn level(self) -> Option<Level> {
        match self {
            Self::LogRatioCiLow { level }
            | Self::LogRatioCiHigh { level }
            | Self::LogRatioExactLow { level }
            | Self::LogRatioExactHigh { level }
            | Self::Lrc { level }
            | Self::LrcPositive { level }
            | Self::LrcNormal { level }
            | Self::LrcCqpweb { level } => Some(level),
            _ => None,
        }
    }

    /// The measure as it is in a table of so many tests: intervals that are to hold for the whole table
    /// are widened for their number; unchanged where the number was given, and without intervals.
    #[must_use]
    pub fn for_tests(self, tests: u64) -> Self {
        match self.level() {
            Some(level) if level.is_of_table() => self.with_level(level.for_tests(tests)),
            _ => self,
        }
    }

    /// The same measure with logarithms of another base; unchanged if it has none.
    #[must_use]
    pub fn with_base(self, base: LogBase) -> Self {
        match self {
            Self::Mi { .. } => Self::Mi { base },
            Self::Mi2 { .. } => Self::Mi2 { base },
            Self::Mi3 { .. } => Self::Mi3 { base },
            Self::MiK { k, .. } => Self::MiK { k, base },
            Self::LocalMi { .. } => Self::LocalMi { base },
            Self::AverageMi { .. } => Self::AverageMi { base },
            Self::MutualInformation { .. } => Self::MutualInformation { base },
            Self::MiLogF { .. } => Self::MiLogF { base },
            Self::PoissonStirling { .. } => Self::PoissonStirling { base },
            Self::LogOddsRatio { .. } => Self::LogOddsRatio { base },
            Self::LogOddsRatioHaldane { .. } => Self::LogOddsRatioHaldane { base },
            Self::LogOddsRatioHaldaneIfZero { .. } => Self::LogOddsRatioHaldaneIfZero { base },
            Self::LogRelativeRisk { .. } => Self::LogRelativeRisk { base },
            Self::LogRelativeRiskByColumn { .. } => Self::LogRelativeRiskByColumn { base },
            other => other,
        }
    }

    /// The base of the measure's logarithm, if that is a parameter.
    #[must_use]
    pub fn base(self) -> Option<LogBase> {
        match self {
            Self::Mi { base }
            | Self::Mi2 { base }
            | Self::Mi3 { base }
            | Self::MiK { base, .. }
            | Self::LocalMi { base }
            | Self::AverageMi { base }
            | Self::MutualInformation { base }
            | Self::MiLogF { base }
            | Self::PoissonStirling { base }
            | Self::LogOddsRatio { base }
            | Self::LogOddsRatioHaldane { base }
            | Self::LogOddsRatioHaldaneIfZero { base }
            | Self::LogRelativeRisk { base }
            | Self::LogRelativeRiskByColumn { base } => Some(base),
            _ => None,
        }
    }
}
