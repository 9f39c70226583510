//! The measures: score a table or a column of tables, read what a measure is.

use std::collections::HashMap;

use crate::about::{self, MeasureText};
use crate::association;
use crate::contingency::Contingency;
use crate::keyness::{self, End};
use crate::parameter::{Level, LogBase, Smoothing};
use crate::tails::{chi_squared_log10_survival, chi_squared_survival};

/// A measure of association or keyness, with its variant and its parameters.
///
/// Written as its name, with parameters in brackets where they are not the default:
/// `log_dice`, `mi`, `mi(base=10)`, `simple_maths(k=100)`, `lrc(confidence=0.99,tests=5000)`.
/// [`std::str::FromStr`] reads what [`std::fmt::Display`] writes.
///
/// Any measure scores any table. Those that speak of target and reference (relative risk, log
/// ratio, difference and others) compare the rows: first row target, second row reference.
///
/// # Examples
/// ```
/// use siyaq_stats::{Contingency, Measure};
///
/// let table = Contingency::new(20, 42, 20, 14_307_668)?;
/// let measure: Measure = "mi(base=10)".parse()?;
/// assert!((measure.score(&table).expect("O11 > 0") - 5.532_319).abs() < 1e-6);
/// assert_eq!(measure.to_string(), "mi(base=10)");
/// assert_eq!(measure.name(), "mi");
/// # Ok::<(), siyaq_stats::StatsError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub enum Measure {
    /// `mi`: Pointwise mutual information: how many times more often than expected, as a logarithm.
    /// Favours rare words; use with a minimum frequency.
    Mi {
        /// The base of the logarithm.
        base: LogBase,
    },
    /// `mi2`: MI with the joint frequency squared, which weakens its preference for rare words.
    Mi2 {
        /// The base of the logarithm.
        base: LogBase,
    },
    /// `mi3`: MI with the joint frequency cubed, which favours frequent pairs. Not the different
    /// "MI3" of WordSmith.
    Mi3 {
        /// The base of the logarithm.
        base: LogBase,
    },
    /// `npmi`: MI divided by its greatest possible value, so that words of different frequency
    /// compare.
    Npmi,
    /// `local_mi`: MI weighted by the joint frequency: the pair's share in the mutual information
    /// of the corpus.
    LocalMi {
        /// The base of the logarithm.
        base: LogBase,
    },
    /// `t_score`: The surplus over the expectation in units of its own standard error. Favours
    /// frequent words.
    TScore,
    /// `z_score`: The surplus over the expectation in units of the expected standard deviation.
    /// Overrates rare words.
    ZScore,
    /// `z_score_yates`: The z-score with a continuity correction: O11 moves by 0.5 towards E11, but
    /// not past it.
    ZScoreYates,
    /// `dice`: The harmonic mean of the two conditional probabilities.
    Dice,
    /// `log_dice`: Dice on a readable scale that does not depend on the size of the corpus: one
    /// more is twice as strong.
    LogDice,
    /// `jaccard`: The share of joint occurrences among all occurrences of either.
    Jaccard,
    /// `min_sensitivity`: The smaller of the two conditional probabilities: high only if each needs
    /// the other.
    MinSensitivity,
    /// `geometric_mean`: The geometric mean of the two conditional probabilities.
    GeometricMean,
    /// `log_likelihood`: G2 over four cells, negative where the pair is rarer than expected. For
    /// collocates: attraction first. The same number as log_likelihood_4 but for the sign.
    LogLikelihood,
    /// `log_likelihood_2`: G2 over the two cells of the word alone, unsigned, as in most keyness
    /// tools. The direction stands in log_ratio.
    LogLikelihood2,
    /// `log_likelihood_4`: G2 over all four cells, unsigned: evidence of any difference. The
    /// direction stands in log_ratio.
    LogLikelihood4,
    /// `simple_ll`: G2 of the first cell alone, signed: close to log_likelihood where all
    /// frequencies are small against N.
    SimpleLl,
    /// `chi_squared`: Pearson's statistic, negative where the pair is rarer than expected.
    /// Overrates rare pairs in large corpora.
    ChiSquared,
    /// `chi_squared_yates`: Pearson's statistic with a continuity correction that stops at 0,
    /// signed.
    ChiSquaredYates,
    /// `phi`: The correlation of the two events; its size is Cramér's V.
    Phi,
    /// `yule_q`: The odds ratio on a scale from -1 to 1.
    YuleQ,
    /// `delta_p_collocate_given_node`: How much the first event (the node's window) raises the
    /// probability of the second (the collocate). Gries's delta P 2|1; also read as delta_p_21.
    DeltaPCollocateGivenNode,
    /// `delta_p_node_given_collocate`: How much the second event (the collocate) raises the
    /// probability of the first (the node's window). Gries's delta P 1|2; also read as delta_p_12.
    DeltaPNodeGivenCollocate,
    /// `odds_ratio`: How many times greater the odds are in the first row.
    OddsRatio,
    /// `odds_ratio_haldane`: The odds ratio with 0.5 added to every cell, always, so that it exists
    /// for every table.
    OddsRatioHaldane,
    /// `log_odds_ratio`: The odds ratio as a logarithm.
    LogOddsRatio {
        /// The base of the logarithm.
        base: LogBase,
    },
    /// `log_odds_ratio_haldane`: The odds ratio with 0.5 added to every cell, as a logarithm.
    LogOddsRatioHaldane {
        /// The base of the logarithm.
        base: LogBase,
    },
    /// `poisson_stirling`: Stirling's approximation of the negative natural logarithm of a Poisson
    /// probability. UCS divides it by ln 10.
    PoissonStirling,
    /// `fisher_right`: Fisher's exact test for attraction: minus the decimal logarithm of the
    /// chance of so many joint occurrences or more.
    FisherRight,
    /// `relative_risk`: How many times more frequent the word is in the target.
    RelativeRisk,
    /// `log_ratio`: How often the relative frequency doubles from reference to target. A frequency
    /// of 0 is taken as 0.5.
    LogRatio,
    /// `log_ratio_walter`: The log ratio with 0.5 added to every frequency and size, always.
    LogRatioWalter,
    /// `log_ratio_ci_low`: The lower end of the confidence interval of log_ratio, by the normal
    /// approximation.
    LogRatioCiLow {
        /// The confidence of the interval.
        level: Level,
    },
    /// `log_ratio_ci_high`: The upper end of the confidence interval of log_ratio, by the normal
    /// approximation.
    LogRatioCiHigh {
        /// The confidence of the interval.
        level: Level,
    },
    /// `lrc`: The log ratio that the evidence is good for: the end nearer to 0 of its exact
    /// confidence interval, or 0 where the interval holds 0.
    Lrc {
        /// The confidence of the interval.
        level: Level,
    },
    /// `percent_diff`: By how many per cent the relative frequency in the target exceeds that in
    /// the reference.
    PercentDiff,
    /// `difference_coefficient`: The difference of the relative frequencies by their sum.
    DifferenceCoefficient,
    /// `din`: The difference coefficient in per cent, as in KonText.
    Din,
    /// `simple_maths`: The ratio of the frequencies per million after a constant k is added to
    /// both. A small k favours rare words, a large k common ones.
    SimpleMaths {
        /// The constant, per million.
        k: Smoothing,
    },
    /// `bic`: Log_likelihood_2 less the logarithm of the sample size: above 0 the evidence favours
    /// a difference, above 10 very strongly.
    Bic,
    /// `ell`: Effect size for log_likelihood_2: its share in the greatest value that the sizes
    /// allow.
    Ell,
}

impl Measure {
    /// Every measure once, with default parameters.
    pub const ALL: &'static [Self] = &[
        Self::Mi { base: LogBase::Two },
        Self::Mi2 { base: LogBase::Two },
        Self::Mi3 { base: LogBase::Two },
        Self::Npmi,
        Self::LocalMi { base: LogBase::Two },
        Self::TScore,
        Self::ZScore,
        Self::ZScoreYates,
        Self::Dice,
        Self::LogDice,
        Self::Jaccard,
        Self::MinSensitivity,
        Self::GeometricMean,
        Self::LogLikelihood,
        Self::LogLikelihood2,
        Self::LogLikelihood4,
        Self::SimpleLl,
        Self::ChiSquared,
        Self::ChiSquaredYates,
        Self::Phi,
        Self::YuleQ,
        Self::DeltaPCollocateGivenNode,
        Self::DeltaPNodeGivenCollocate,
        Self::OddsRatio,
        Self::OddsRatioHaldane,
        Self::LogOddsRatio { base: LogBase::Two },
        Self::LogOddsRatioHaldane { base: LogBase::Two },
        Self::PoissonStirling,
        Self::FisherRight,
        Self::RelativeRisk,
        Self::LogRatio,
        Self::LogRatioWalter,
        Self::LogRatioCiLow { level: Level::NINETY_FIVE },
        Self::LogRatioCiHigh { level: Level::NINETY_FIVE },
        Self::Lrc { level: Level::NINETY_FIVE },
        Self::PercentDiff,
        Self::DifferenceCoefficient,
        Self::Din,
        Self::SimpleMaths { k: Smoothing::ONE },
        Self::Bic,
        Self::Ell,
    ];

    /// The measure on one table; `None` where it is undefined, see [`Measure::zero_rule`].
    ///
    /// Cost: a few logarithms, but for `lrc` some microseconds to a millisecond, and for
    /// `fisher_right` about nine standard deviations of the joint frequency in additions.
    #[must_use]
    pub fn score(self, table: &Contingency) -> Option<f64> {
        match self {
            Self::Mi { base } => association::mi_power(table, 1.0, base),
            Self::Mi2 { base } => association::mi_power(table, 2.0, base),
            Self::Mi3 { base } => association::mi_power(table, 3.0, base),
            Self::Npmi => association::npmi(table),
            Self::LocalMi { base } => association::local_mi(table, base),
            Self::TScore => association::t_score(table),
            Self::ZScore => association::z_score(table),
            Self::ZScoreYates => association::z_score_yates(table),
            Self::Dice => association::dice(table),
            Self::LogDice => association::log_dice(table),
            Self::Jaccard => association::jaccard(table),
            Self::MinSensitivity => association::min_sensitivity(table),
            Self::GeometricMean => association::geometric_mean(table),
            Self::LogLikelihood => association::log_likelihood(table),
            Self::LogLikelihood2 => keyness::log_likelihood_2(table),
            Self::LogLikelihood4 => keyness::log_likelihood_4(table),
            Self::SimpleLl => association::simple_ll(table),
            Self::ChiSquared => association::chi_squared(table),
            Self::ChiSquaredYates => association::chi_squared_yates(table),
            Self::Phi => association::phi(table),
            Self::YuleQ => association::yule_q(table),
            Self::DeltaPCollocateGivenNode => association::delta_p_by_row(table),
            Self::DeltaPNodeGivenCollocate => association::delta_p_by_column(table),
            Self::OddsRatio => association::odds_ratio(table),
            Self::OddsRatioHaldane => association::odds_ratio_haldane(table),
            Self::LogOddsRatio { base } => {
                association::log_of(association::odds_ratio(table), base)
            }
            Self::LogOddsRatioHaldane { base } => {
                association::log_of(association::odds_ratio_haldane(table), base)
            }
            Self::PoissonStirling => association::poisson_stirling(table),
            Self::FisherRight => association::fisher_right(table),
            Self::RelativeRisk => keyness::relative_risk(table),
            Self::LogRatio => keyness::log_ratio(table),
            Self::LogRatioWalter => keyness::log_ratio_walter(table),
            Self::LogRatioCiLow { level } => keyness::log_ratio_bound(table, level, End::Low),
            Self::LogRatioCiHigh { level } => keyness::log_ratio_bound(table, level, End::High),
            Self::Lrc { level } => keyness::lrc(table, level),
            Self::PercentDiff => keyness::percent_diff(table),
            Self::DifferenceCoefficient => keyness::difference_coefficient(table),
            Self::Din => keyness::difference_coefficient(table).map(|share| 100.0 * share),
            Self::SimpleMaths { k } => keyness::simple_maths(table, k.per_million()),
            Self::Bic => keyness::bic(table),
            Self::Ell => keyness::ell(table),
        }
    }

    /// Whether a score costs more than to look it up: rare words share few tables.
    fn is_costly(self) -> bool {
        self.level().is_some() || self == Self::FisherRight
    }

    /// The measure on every table of a column, in order.
    #[must_use]
    pub fn score_column(self, tables: &[Contingency]) -> Vec<Option<f64>> {
        if !self.is_costly() {
            return tables.iter().map(|table| self.score(table)).collect();
        }
        let mut known = HashMap::new();
        let mut score = |table| *known.entry(table).or_insert_with(|| self.score(table));
        tables.iter().map(&mut score).collect()
    }

    /// The p-value of the measure's own test on one table; `None` if the measure is no test.
    ///
    /// The G2 and chi-squared families are referred to the chi-squared distribution with one
    /// degree of freedom (two-sided), `fisher_right` is itself a one-sided p-value.
    #[must_use]
    pub fn p_value(self, table: &Contingency) -> Option<f64> {
        match self {
            Self::FisherRight => self.score(table).map(|minus_log10| 10_f64.powf(-minus_log10)),
            _ if self.is_chi_squared() => chi_squared_survival(self.score(table)?.abs()),
            _ => None,
        }
    }

    /// The decimal logarithm of [`Measure::p_value`], also where that is too small for a float.
    #[must_use]
    pub fn log10_p_value(self, table: &Contingency) -> Option<f64> {
        match self {
            Self::FisherRight => self.score(table).map(|minus_log10| -minus_log10),
            _ if self.is_chi_squared() => chi_squared_log10_survival(self.score(table)?.abs()),
            _ => None,
        }
    }

    /// Whether the score follows the chi-squared distribution with one degree of freedom.
    fn is_chi_squared(self) -> bool {
        matches!(
            self,
            Self::LogLikelihood
                | Self::LogLikelihood2
                | Self::LogLikelihood4
                | Self::SimpleLl
                | Self::ChiSquared
                | Self::ChiSquaredYates
        )
    }

    /// The same measure at another level of confidence; unchanged if it has none.
    #[must_use]
    pub fn with_level(self, level: Level) -> Self {
        match self {
            Self::LogRatioCiLow { .. } => Self::LogRatioCiLow { level },
            Self::LogRatioCiHigh { .. } => Self::LogRatioCiHigh { level },
            Self::Lrc { .. } => Self::Lrc { level },
            other => other,
        }
    }

    /// The level of confidence, if the measure has one.
    #[must_use]
    pub fn level(self) -> Option<Level> {
        match self {
            Self::LogRatioCiLow { level }
            | Self::LogRatioCiHigh { level }
            | Self::Lrc { level } => Some(level),
            _ => None,
        }
    }

    fn text(self) -> &'static MeasureText {
        match self {
            Self::Mi { .. } => &about::MI,
            Self::Mi2 { .. } => &about::MI2,
            Self::Mi3 { .. } => &about::MI3,
            Self::Npmi => &about::NPMI,
            Self::LocalMi { .. } => &about::LOCAL_MI,
            Self::TScore => &about::T_SCORE,
            Self::ZScore => &about::Z_SCORE,
            Self::ZScoreYates => &about::Z_SCORE_YATES,
            Self::Dice => &about::DICE,
            Self::LogDice => &about::LOG_DICE,
            Self::Jaccard => &about::JACCARD,
            Self::MinSensitivity => &about::MIN_SENSITIVITY,
            Self::GeometricMean => &about::GEOMETRIC_MEAN,
            Self::LogLikelihood => &about::LOG_LIKELIHOOD,
            Self::LogLikelihood2 => &about::LOG_LIKELIHOOD_2,
            Self::LogLikelihood4 => &about::LOG_LIKELIHOOD_4,
            Self::SimpleLl => &about::SIMPLE_LL,
            Self::ChiSquared => &about::CHI_SQUARED,
            Self::ChiSquaredYates => &about::CHI_SQUARED_YATES,
            Self::Phi => &about::PHI,
            Self::YuleQ => &about::YULE_Q,
            Self::DeltaPCollocateGivenNode => &about::DELTA_P_COLLOCATE_GIVEN_NODE,
            Self::DeltaPNodeGivenCollocate => &about::DELTA_P_NODE_GIVEN_COLLOCATE,
            Self::OddsRatio => &about::ODDS_RATIO,
            Self::OddsRatioHaldane => &about::ODDS_RATIO_HALDANE,
            Self::LogOddsRatio { .. } => &about::LOG_ODDS_RATIO,
            Self::LogOddsRatioHaldane { .. } => &about::LOG_ODDS_RATIO_HALDANE,
            Self::PoissonStirling => &about::POISSON_STIRLING,
            Self::FisherRight => &about::FISHER_RIGHT,
            Self::RelativeRisk => &about::RELATIVE_RISK,
            Self::LogRatio => &about::LOG_RATIO,
            Self::LogRatioWalter => &about::LOG_RATIO_WALTER,
            Self::LogRatioCiLow { .. } => &about::LOG_RATIO_CI_LOW,
            Self::LogRatioCiHigh { .. } => &about::LOG_RATIO_CI_HIGH,
            Self::Lrc { .. } => &about::LRC,
            Self::PercentDiff => &about::PERCENT_DIFF,
            Self::DifferenceCoefficient => &about::DIFFERENCE_COEFFICIENT,
            Self::Din => &about::DIN,
            Self::SimpleMaths { .. } => &about::SIMPLE_MATHS,
            Self::Bic => &about::BIC,
            Self::Ell => &about::ELL,
        }
    }

    /// The name without parameters: the name of a column when parameters are the default.
    #[must_use]
    pub fn name(self) -> &'static str {
        self.text().name
    }

    /// What the measure says, for a reader.
    #[must_use]
    pub fn description(self) -> &'static str {
        self.text().description
    }

    /// The formula, in the notation of [`Contingency`].
    #[must_use]
    pub fn formula(self) -> &'static str {
        self.text().formula
    }

    /// The values the measure can take.
    #[must_use]
    pub fn range(self) -> &'static str {
        self.text().range
    }

    /// What happens at zeros, and where the measure is undefined.
    #[must_use]
    pub fn zero_rule(self) -> &'static str {
        self.text().zero_rule
    }

    /// The literature of the formula.
    #[must_use]
    pub fn source(self) -> &'static str {
        self.text().source
    }

    /// Whether the score stays the same when the two events are exchanged.
    #[must_use]
    pub fn is_symmetric(self) -> bool {
        self.text().symmetric
    }
}
