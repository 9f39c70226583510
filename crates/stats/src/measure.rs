//! The measures of association and keyness by name, and what each is.

use crate::catalog::{MeasureFamily, MeasureText, comparison, described, evidence, strength};
use crate::dirichlet::DirichletPrior;
use crate::parameter::{Level, LogBase, Power, Smoothing};

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
    /// `mi_k`: MI with the joint frequency raised to a power k: the family of mi (k = 1), mi2 and
    /// mi3.
    MiK {
        /// The power of the joint frequency.
        k: Power,
        /// The base of the logarithm.
        base: LogBase,
    },
    /// `ws_mi3`: What WordSmith calls MI3: not the MI3 of Daille, for it compares with the tokens
    /// that are not the two words.
    WsMi3,
    /// `npmi`: MI divided by its greatest possible value, so that words of different frequency
    /// compare.
    Npmi,
    /// `local_mi`: MI weighted by the joint frequency: the pair's share in the mutual information
    /// of the corpus.
    LocalMi {
        /// The base of the logarithm.
        base: LogBase,
    },
    /// `average_mi`: Average mutual information as UCS sums it: G2 on another scale, G2 / (2 ln b).
    AverageMi {
        /// The base of the logarithm.
        base: LogBase,
    },
    /// `mutual_information`: The mutual information of the two events, per observation.
    MutualInformation {
        /// The base of the logarithm.
        base: LogBase,
    },
    /// `mi_log_f`: MI weighted by the logarithm of the joint frequency (salience).
    MiLogF {
        /// The base of the logarithm.
        base: LogBase,
    },
    /// `t_score`: The surplus over the expectation in units of its own standard error. Favours
    /// frequent words.
    TScore,
    /// `t_score_binomial`: The t-score with the variance of a binomial sample.
    TScoreBinomial,
    /// `z_score`: The surplus over the expectation in units of the expected standard deviation.
    /// Overrates rare words.
    ZScore,
    /// `z_score_yates`: The z-score with a continuity correction: O11 moves by 0.5 towards E11, but
    /// not past it.
    ZScoreYates,
    /// `z_score_yates_unclamped`: The z-score with a continuity correction that may carry O11 past
    /// E11 and turn the sign, as in UCS.
    ZScoreYatesUnclamped,
    /// `z_score_dennis`: The z-score with the variance of a binomial sample of the whole corpus.
    ZScoreDennis,
    /// `z_score_berry_rogghe`: The z-score with the variance of a binomial sample of the tokens in
    /// windows. First used for collocations; the Z of WordSmith.
    ZScoreBerryRogghe,
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
    /// `mutual_expectation`: The share of the pair in the corpus times its normalised expectation,
    /// which for two words is Dice. Wordless leaves out the division by N, which changes no order.
    MutualExpectation,
    /// `log_likelihood`: G2 over four cells, negative where the pair is rarer than expected. For
    /// collocates: attraction first. The same number as log_likelihood_4 but for the sign.
    LogLikelihood,
    /// `log_likelihood_2`: G2 over the two cells of the word alone, unsigned, as in most keyness
    /// tools. The direction stands in log_ratio.
    LogLikelihood2,
    /// `log_likelihood_4`: G2 over all four cells, unsigned: evidence of any difference. The
    /// direction stands in log_ratio.
    LogLikelihood4,
    /// `log_likelihood_williams`: G2 with the correction of Williams for small samples, signed.
    LogLikelihoodWilliams,
    /// `simple_ll`: G2 of the first cell alone, signed: close to log_likelihood where all
    /// frequencies are small against N.
    SimpleLl,
    /// `chi_squared`: Pearson's statistic, negative where the pair is rarer than expected.
    /// Overrates rare pairs in large corpora.
    ChiSquared,
    /// `chi_squared_yates`: Pearson's statistic with a continuity correction that stops at 0,
    /// signed.
    ChiSquaredYates,
    /// `chi_squared_yates_unclamped`: Pearson's statistic with a continuity correction that does
    /// not stop at 0: a difference smaller than the correction grows again. Signed.
    ChiSquaredYatesUnclamped,
    /// `chi_squared_quanteda`: Pearson's statistic with the continuity correction where an
    /// expectation is below 5 and the difference is at least N/2, else without. Signed.
    ChiSquaredQuanteda,
    /// `fisher_right`: Fisher's exact test for attraction: minus the decimal logarithm of the
    /// chance of so many joint occurrences or more.
    FisherRight,
    /// `fisher_left`: Fisher's exact test for repulsion: minus the decimal logarithm of the chance
    /// of so few joint occurrences or fewer.
    FisherLeft,
    /// `fisher_two_sided`: Fisher's exact test for any association: minus the decimal logarithm of
    /// the chance of all tables that are at most as probable as this one. Probabilities within 1e-7
    /// of each other count as equal.
    FisherTwoSided,
    /// `poisson_right`: A Poisson test for attraction: minus the decimal logarithm of the chance of
    /// so many joint occurrences or more.
    PoissonRight,
    /// `poisson_stirling`: Stirling's approximation of minus the logarithm of a Poisson
    /// probability.
    PoissonStirling {
        /// The base of the logarithm.
        base: LogBase,
    },
    /// `poisson_stirling_nltk`: The Poisson-Stirling measure with base 2 in the first term alone,
    /// as in NLTK: another order than poisson_stirling.
    PoissonStirlingNltk,
    /// `quasthoff_wolff`: The Poisson-Stirling measure by the logarithm of the sample size.
    QuasthoffWolff,
    /// `phi`: The correlation of the two events; its size is Cramér's V.
    Phi,
    /// `phi_squared`: The square of the correlation of the two events: chi-squared by N.
    PhiSquared,
    /// `cramer_v`: Cramér's V, for two by two cells the size of phi.
    CramerV,
    /// `yule_q`: The odds ratio on a scale from -1 to 1.
    YuleQ,
    /// `probability_collocate_given_node`: The probability of the second event (the collocate)
    /// given the first (the node's window).
    ProbabilityCollocateGivenNode,
    /// `probability_node_given_collocate`: The probability of the first event (the node's window)
    /// given the second (the collocate).
    ProbabilityNodeGivenCollocate,
    /// `delta_p_collocate_given_node`: How much the first event (the node's window) raises the
    /// probability of the second (the collocate). Gries's delta P 2|1; also read as delta_p_21.
    DeltaPCollocateGivenNode,
    /// `delta_p_node_given_collocate`: How much the second event (the collocate) raises the
    /// probability of the first (the node's window). Gries's delta P 1|2; also read as delta_p_12.
    DeltaPNodeGivenCollocate,
    /// `kld_collocate_given_node`: The divergence in bits of the chances of the second event (the
    /// collocate) given the first (the node's window) from those in all, negative for repulsion.
    KldCollocateGivenNode,
    /// `kld_node_given_collocate`: The same of the first event given the second.
    KldNodeGivenCollocate,
    /// `kld_norm_collocate_given_node`: kld_collocate_given_node brought to -1..1 as odds to one.
    KldNormCollocateGivenNode,
    /// `kld_norm_node_given_collocate`: kld_node_given_collocate brought to -1..1 as odds to one.
    KldNormNodeGivenCollocate,
    /// `kld_norm_exp_collocate_given_node`: kld_collocate_given_node brought to -1..1 by a power of
    /// e.
    KldNormExpCollocateGivenNode,
    /// `kld_norm_exp_node_given_collocate`: kld_node_given_collocate brought to -1..1 by a power of
    /// e.
    KldNormExpNodeGivenCollocate,
    /// `odds_ratio`: How many times greater the odds are in the first row.
    OddsRatio,
    /// `odds_ratio_haldane`: The odds ratio with 0.5 added to every cell, always, so that it exists
    /// for every table.
    OddsRatioHaldane,
    /// `odds_ratio_haldane_if_zero`: The odds ratio with 0.5 added to every cell if one of them is
    /// 0, else without.
    OddsRatioHaldaneIfZero,
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
    /// `log_odds_ratio_haldane_if_zero`: The logarithm of odds_ratio_haldane_if_zero.
    LogOddsRatioHaldaneIfZero {
        /// The base of the logarithm.
        base: LogBase,
    },
    /// `lambda`: The two-way interaction of a log-linear model with 0.5 added to every cell. For
    /// longer sequences see `lambda_of`.
    Lambda,
    /// `lambda_z`: Wald's z of lambda.
    LambdaZ,
    /// `relative_risk`: How many times more frequent the word is in the target.
    RelativeRisk,
    /// `log_relative_risk`: The relative risk as a logarithm, without any discount.
    LogRelativeRisk {
        /// The base of the logarithm.
        base: LogBase,
    },
    /// `relative_risk_by_column`: How many times more frequent the first event is where the second
    /// is, as UCS compares.
    RelativeRiskByColumn,
    /// `log_relative_risk_by_column`: The logarithm of relative_risk_by_column.
    LogRelativeRiskByColumn {
        /// The base of the logarithm.
        base: LogBase,
    },
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
    /// `log_ratio_exact_low`: The lower end of the exact confidence interval of the log ratio,
    /// after Clopper and Pearson.
    LogRatioExactLow {
        /// The confidence of the interval.
        level: Level,
    },
    /// `log_ratio_exact_high`: The upper end of the exact confidence interval of the log ratio,
    /// after Clopper and Pearson.
    LogRatioExactHigh {
        /// The confidence of the interval.
        level: Level,
    },
    /// `lrc`: The log ratio that the evidence is good for: the end nearer to 0 of its exact
    /// confidence interval, or 0 where the interval holds 0.
    Lrc {
        /// The confidence of the interval.
        level: Level,
    },
    /// `lrc_positive`: The lower end of a one-sided exact interval of the log ratio, which may be
    /// negative.
    LrcPositive {
        /// The confidence of the interval.
        level: Level,
    },
    /// `lrc_normal`: The end nearer to 0 of the normal interval of log_ratio, or 0 where the
    /// interval holds 0.
    LrcNormal {
        /// The confidence of the interval.
        level: Level,
    },
    /// `lrc_cqpweb`: Conservative Log Ratio as CQPweb prints it: the nearer end of a one-sided normal
    /// interval, the error divided after Šidák, which may lie beyond 0.
    LrcCqpweb {
        /// The confidence of the interval.
        level: Level,
    },
    /// `percent_diff`: By how many per cent the relative frequency in the target exceeds that in
    /// the reference.
    PercentDiff,
    /// `percent_diff_half`: %DIFF with a frequency of 0.5 in the reference where that is 0.
    PercentDiffHalf,
    /// `percent_diff_gabrielatos`: %DIFF with a relative frequency of 10^-18 in the reference where
    /// that is 0.
    PercentDiffGabrielatos,
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
    /// `bic`: log_likelihood_2 less the logarithm of the sample size: above 0 the evidence favours
    /// a difference, above 10 very strongly.
    Bic,
    /// `bic_4`: log_likelihood_4 less the logarithm of the sample size.
    Bic4,
    /// `ell`: Effect size for log_likelihood_2: its share in the greatest value that the sizes
    /// allow.
    Ell,
    /// `log_odds_dirichlet`: The difference of the log-odds in target and reference, with an
    /// informative Dirichlet prior.
    LogOddsDirichlet {
        /// What is known of the words beforehand.
        prior: DirichletPrior,
    },
    /// `log_odds_dirichlet_z`: log_odds_dirichlet by its standard error.
    LogOddsDirichletZ {
        /// What is known of the words beforehand.
        prior: DirichletPrior,
    },
}

described!(
    Measure,
    text,
    /// The formula, in the notation of [`Contingency`](crate::Contingency).
    formula,
    /// The values the measure can take.
    range as "range"
);

impl Measure {
    /// Every measure once, with default parameters.
    pub const ALL: &'static [Self] = &[
        Self::Mi { base: LogBase::Two },
        Self::Mi2 { base: LogBase::Two },
        Self::Mi3 { base: LogBase::Two },
        Self::MiK { k: Power::TWO, base: LogBase::Two },
        Self::WsMi3,
        Self::Npmi,
        Self::LocalMi { base: LogBase::Two },
        Self::AverageMi { base: LogBase::Two },
        Self::MutualInformation { base: LogBase::Two },
        Self::MiLogF { base: LogBase::Two },
        Self::TScore,
        Self::TScoreBinomial,
        Self::ZScore,
        Self::ZScoreYates,
        Self::ZScoreYatesUnclamped,
        Self::ZScoreDennis,
        Self::ZScoreBerryRogghe,
        Self::Dice,
        Self::LogDice,
        Self::Jaccard,
        Self::MinSensitivity,
        Self::GeometricMean,
        Self::MutualExpectation,
        Self::LogLikelihood,
        Self::LogLikelihood2,
        Self::LogLikelihood4,
        Self::LogLikelihoodWilliams,
        Self::SimpleLl,
        Self::ChiSquared,
        Self::ChiSquaredYates,
        Self::ChiSquaredYatesUnclamped,
        Self::ChiSquaredQuanteda,
        Self::FisherRight,
        Self::FisherLeft,
        Self::FisherTwoSided,
        Self::PoissonRight,
        Self::PoissonStirling { base: LogBase::E },
        Self::PoissonStirlingNltk,
        Self::QuasthoffWolff,
        Self::Phi,
        Self::PhiSquared,
        Self::CramerV,
        Self::YuleQ,
        Self::ProbabilityCollocateGivenNode,
        Self::ProbabilityNodeGivenCollocate,
        Self::DeltaPCollocateGivenNode,
        Self::DeltaPNodeGivenCollocate,
        Self::KldCollocateGivenNode,
        Self::KldNodeGivenCollocate,
        Self::KldNormCollocateGivenNode,
        Self::KldNormNodeGivenCollocate,
        Self::KldNormExpCollocateGivenNode,
        Self::KldNormExpNodeGivenCollocate,
        Self::OddsRatio,
        Self::OddsRatioHaldane,
        Self::OddsRatioHaldaneIfZero,
        Self::LogOddsRatio { base: LogBase::Two },
        Self::LogOddsRatioHaldane { base: LogBase::Two },
        Self::LogOddsRatioHaldaneIfZero { base: LogBase::Two },
        Self::Lambda,
        Self::LambdaZ,
        Self::RelativeRisk,
        Self::LogRelativeRisk { base: LogBase::Two },
        Self::RelativeRiskByColumn,
        Self::LogRelativeRiskByColumn { base: LogBase::Two },
        Self::LogRatio,
        Self::LogRatioWalter,
        Self::LogRatioCiLow { level: Level::NINETY_FIVE },
        Self::LogRatioCiHigh { level: Level::NINETY_FIVE },
        Self::LogRatioExactLow { level: Level::NINETY_FIVE },
        Self::LogRatioExactHigh { level: Level::NINETY_FIVE },
        Self::Lrc { level: Level::OF_TABLE },
        Self::LrcPositive { level: Level::OF_TABLE },
        Self::LrcNormal { level: Level::OF_TABLE },
        Self::LrcCqpweb { level: Level::OF_TABLE_SIDAK },
        Self::PercentDiff,
        Self::PercentDiffHalf,
        Self::PercentDiffGabrielatos,
        Self::DifferenceCoefficient,
        Self::Din,
        Self::SimpleMaths { k: Smoothing::ONE },
        Self::Bic,
        Self::Bic4,
        Self::Ell,
        Self::LogOddsDirichlet { prior: DirichletPrior::WHOLE },
        Self::LogOddsDirichletZ { prior: DirichletPrior::WHOLE },
    ];

    #[expect(clippy::too_many_lines, reason = "one line for each measure")]
    fn text(self) -> &'static MeasureText {
        match self {
            Self::Mi { .. } => &strength::MI,
            Self::Mi2 { .. } => &strength::MI2,
            Self::Mi3 { .. } => &strength::MI3,
            Self::MiK { .. } => &strength::MI_K,
            Self::WsMi3 => &strength::WS_MI3,
            Self::Npmi => &strength::NPMI,
            Self::LocalMi { .. } => &strength::LOCAL_MI,
            Self::AverageMi { .. } => &evidence::AVERAGE_MI,
            Self::MutualInformation { .. } => &strength::MUTUAL_INFORMATION,
            Self::MiLogF { .. } => &strength::MI_LOG_F,
            Self::TScore => &evidence::T_SCORE,
            Self::TScoreBinomial => &evidence::T_SCORE_BINOMIAL,
            Self::ZScore => &evidence::Z_SCORE,
            Self::ZScoreYates => &evidence::Z_SCORE_YATES,
            Self::ZScoreYatesUnclamped => &evidence::Z_SCORE_YATES_UNCLAMPED,
            Self::ZScoreDennis => &evidence::Z_SCORE_DENNIS,
            Self::ZScoreBerryRogghe => &evidence::Z_SCORE_BERRY_ROGGHE,
            Self::Dice => &strength::DICE,
            Self::LogDice => &strength::LOG_DICE,
            Self::Jaccard => &strength::JACCARD,
            Self::MinSensitivity => &strength::MIN_SENSITIVITY,
            Self::GeometricMean => &strength::GEOMETRIC_MEAN,
            Self::MutualExpectation => &strength::MUTUAL_EXPECTATION,
            Self::LogLikelihood => &evidence::LOG_LIKELIHOOD,
            Self::LogLikelihood2 => &evidence::LOG_LIKELIHOOD_2,
            Self::LogLikelihood4 => &evidence::LOG_LIKELIHOOD_4,
            Self::LogLikelihoodWilliams => &evidence::LOG_LIKELIHOOD_WILLIAMS,
            Self::SimpleLl => &evidence::SIMPLE_LL,
            Self::ChiSquared => &evidence::CHI_SQUARED,
            Self::ChiSquaredYates => &evidence::CHI_SQUARED_YATES,
            Self::ChiSquaredYatesUnclamped => &evidence::CHI_SQUARED_YATES_UNCLAMPED,
            Self::ChiSquaredQuanteda => &evidence::CHI_SQUARED_QUANTEDA,
            Self::FisherRight => &evidence::FISHER_RIGHT,
            Self::FisherLeft => &evidence::FISHER_LEFT,
            Self::FisherTwoSided => &evidence::FISHER_TWO_SIDED,
            Self::PoissonRight => &evidence::POISSON_RIGHT,
            Self::PoissonStirling { .. } => &evidence::POISSON_STIRLING,
            Self::PoissonStirlingNltk => &evidence::POISSON_STIRLING_NLTK,
            Self::QuasthoffWolff => &evidence::QUASTHOFF_WOLFF,
            Self::Phi => &strength::PHI,
            Self::PhiSquared => &strength::PHI_SQUARED,
            Self::CramerV => &strength::CRAMER_V,
            Self::YuleQ => &strength::YULE_Q,
            Self::ProbabilityCollocateGivenNode => &strength::PROBABILITY_COLLOCATE_GIVEN_NODE,
            Self::ProbabilityNodeGivenCollocate => &strength::PROBABILITY_NODE_GIVEN_COLLOCATE,
            Self::DeltaPCollocateGivenNode => &strength::DELTA_P_COLLOCATE_GIVEN_NODE,
            Self::DeltaPNodeGivenCollocate => &strength::DELTA_P_NODE_GIVEN_COLLOCATE,
            Self::KldCollocateGivenNode => &strength::KLD_COLLOCATE_GIVEN_NODE,
            Self::KldNodeGivenCollocate => &strength::KLD_NODE_GIVEN_COLLOCATE,
            Self::KldNormCollocateGivenNode => &strength::KLD_NORM_COLLOCATE_GIVEN_NODE,
            Self::KldNormNodeGivenCollocate => &strength::KLD_NORM_NODE_GIVEN_COLLOCATE,
            Self::KldNormExpCollocateGivenNode => &strength::KLD_NORM_EXP_COLLOCATE_GIVEN_NODE,
            Self::KldNormExpNodeGivenCollocate => &strength::KLD_NORM_EXP_NODE_GIVEN_COLLOCATE,
            Self::OddsRatio => &strength::ODDS_RATIO,
            Self::OddsRatioHaldane => &strength::ODDS_RATIO_HALDANE,
            Self::OddsRatioHaldaneIfZero => &strength::ODDS_RATIO_HALDANE_IF_ZERO,
            Self::LogOddsRatio { .. } => &strength::LOG_ODDS_RATIO,
            Self::LogOddsRatioHaldane { .. } => &strength::LOG_ODDS_RATIO_HALDANE,
            Self::LogOddsRatioHaldaneIfZero { .. } => &strength::LOG_ODDS_RATIO_HALDANE_IF_ZERO,
            Self::Lambda => &strength::LAMBDA,
            Self::LambdaZ => &evidence::LAMBDA_Z,
            Self::RelativeRisk => &comparison::RELATIVE_RISK,
            Self::LogRelativeRisk { .. } => &comparison::LOG_RELATIVE_RISK,
            Self::RelativeRiskByColumn => &comparison::RELATIVE_RISK_BY_COLUMN,
            Self::LogRelativeRiskByColumn { .. } => &comparison::LOG_RELATIVE_RISK_BY_COLUMN,
            Self::LogRatio => &comparison::LOG_RATIO,
            Self::LogRatioWalter => &comparison::LOG_RATIO_WALTER,
            Self::LogRatioCiLow { .. } => &comparison::LOG_RATIO_CI_LOW,
            Self::LogRatioCiHigh { .. } => &comparison::LOG_RATIO_CI_HIGH,
            Self::LogRatioExactLow { .. } => &comparison::LOG_RATIO_EXACT_LOW,
            Self::LogRatioExactHigh { .. } => &comparison::LOG_RATIO_EXACT_HIGH,
            Self::Lrc { .. } => &comparison::LRC,
            Self::LrcPositive { .. } => &comparison::LRC_POSITIVE,
            Self::LrcNormal { .. } => &comparison::LRC_NORMAL,
            Self::LrcCqpweb { .. } => &comparison::LRC_CQPWEB,
            Self::PercentDiff => &comparison::PERCENT_DIFF,
            Self::PercentDiffHalf => &comparison::PERCENT_DIFF_HALF,
            Self::PercentDiffGabrielatos => &comparison::PERCENT_DIFF_GABRIELATOS,
            Self::DifferenceCoefficient => &comparison::DIFFERENCE_COEFFICIENT,
            Self::Din => &comparison::DIN,
            Self::SimpleMaths { .. } => &comparison::SIMPLE_MATHS,
            Self::Bic => &evidence::BIC,
            Self::Bic4 => &evidence::BIC_4,
            Self::Ell => &comparison::ELL,
            Self::LogOddsDirichlet { .. } => &comparison::LOG_ODDS_DIRICHLET,
            Self::LogOddsDirichletZ { .. } => &evidence::LOG_ODDS_DIRICHLET_Z,
        }
    }

    /// The name without parameters: the name of a column when parameters are the default.
    #[must_use]
    pub fn name(self) -> &'static str {
        self.text().name
    }

    /// What kind of question the measure answers.
    #[must_use]
    pub fn family(self) -> MeasureFamily {
        self.text().family
    }

    /// Whether the score stays the same when the two events are exchanged.
    #[must_use]
    pub fn is_symmetric(self) -> bool {
        self.text().symmetric
    }
}
