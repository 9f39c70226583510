//! The measures of keyness by name: of one table of two corpora, and of the texts of both.

use crate::keyness::regression::{ModelledWord, RegressionValue, TextModel};
use crate::{AnalysisError, AnalysisErrorKind};
use siyaq_stats::{
    Contingency, DispersedKeyness, DispersionMeasure, Gaps, Measure, PartCounts, RegressionModel,
    Smoothing, TextComparison, TextSample, Undefined,
};
use siyaq_types::did_you_mean;
use std::cmp::Ordering;
use std::fmt;
use std::str::FromStr;

/// A measure of keyness that reads the texts of both corpora, not only their sums.
///
/// The parameter `dispersion` names the measure of dispersion that a formula uses; it stands in the name
/// of the column, the default one too.
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub enum TextMeasure {
    /// `welch_t`: the t of Welch's test of the relative frequencies in texts.
    WelchT,
    /// `welch_p`: its two-sided p-value.
    WelchP,
    /// `student_t`: the same with pooled variance.
    StudentT,
    /// `student_p`: its two-sided p-value.
    StudentP,
    /// `mann_whitney_u`: the U of the rank test of Mann and Whitney.
    MannWhitneyU,
    /// `mann_whitney_z`: U as a standard normal variable.
    MannWhitneyZ,
    /// `mann_whitney_p`: its two-sided p-value.
    MannWhitneyP,
    /// `rank_biserial`: the share of pairs of texts won less the share lost.
    RankBiserial,
    /// `cohen_d`: the difference of the means by the pooled standard deviation.
    CohenD,
    /// `text_dispersion`: log-likelihood of the numbers of texts (Egbert and Biber 2019).
    TextDispersion,
    /// `adjusted_log_ratio`: the log ratio of frequencies adjusted by dispersion.
    AdjustedLogRatio {
        /// An adjusted frequency such as `juilland_u`.
        dispersion: DispersionMeasure,
    },
    /// `adjusted_simple_maths`: simple maths of frequencies adjusted by dispersion.
    AdjustedSimpleMaths {
        /// An adjusted frequency such as `juilland_u`.
        dispersion: DispersionMeasure,
        /// The constant, per million.
        k: Smoothing,
    },
    /// `dispersion_difference`: a measure of dispersion in the target less that in the reference.
    DispersionDifference {
        /// The measure.
        dispersion: DispersionMeasure,
    },
    /// `dispersion_target`: a measure of dispersion over the texts of the target.
    DispersionTarget {
        /// The measure.
        dispersion: DispersionMeasure,
    },
    /// `dispersion_reference`: the same over the texts of the reference.
    DispersionReference {
        /// The measure.
        dispersion: DispersionMeasure,
    },
    /// `frequency_divergence`: the divergence of the shares of a word from those of the tokens.
    FrequencyDivergence,
    /// `quasi_poisson_log_ratio`, `negative_binomial_low` and so on: of a regression of the counts in
    /// texts.
    Regression {
        /// The model.
        model: RegressionModel,
        /// What of it.
        value: RegressionValue,
    },
}

impl TextMeasure {
    /// Every measure once, with default parameters.
    pub const ALL: [Self; 29] = [
        Self::WelchT,
        Self::WelchP,
        Self::StudentT,
        Self::StudentP,
        Self::MannWhitneyU,
        Self::MannWhitneyZ,
        Self::MannWhitneyP,
        Self::RankBiserial,
        Self::CohenD,
        Self::TextDispersion,
        Self::AdjustedLogRatio { dispersion: DispersionMeasure::RosengrenKf },
        Self::AdjustedSimpleMaths { dispersion: DispersionMeasure::RosengrenKf, k: Smoothing::ONE },
        Self::DispersionDifference { dispersion: DispersionMeasure::KldNorm },
        Self::DispersionTarget { dispersion: DispersionMeasure::DpNorm },
        Self::DispersionReference { dispersion: DispersionMeasure::DpNorm },
        Self::FrequencyDivergence,
        Self::of_regression(RegressionModel::QuasiPoisson, RegressionValue::LogRatio),
        Self::of_regression(RegressionModel::QuasiPoisson, RegressionValue::Low),
        Self::of_regression(RegressionModel::QuasiPoisson, RegressionValue::High),
        Self::of_regression(RegressionModel::QuasiPoisson, RegressionValue::Statistic),
        Self::of_regression(RegressionModel::QuasiPoisson, RegressionValue::P),
        Self::of_regression(RegressionModel::QuasiPoisson, RegressionValue::Dispersion),
        Self::of_regression(RegressionModel::NegativeBinomial, RegressionValue::LogRatio),
        Self::of_regression(RegressionModel::NegativeBinomial, RegressionValue::Low),
        Self::of_regression(RegressionModel::NegativeBinomial, RegressionValue::High),
        Self::of_regression(RegressionModel::NegativeBinomial, RegressionValue::Statistic),
        Self::of_regression(RegressionModel::NegativeBinomial, RegressionValue::P),
        Self::of_regression(RegressionModel::NegativeBinomial, RegressionValue::Dispersion),
        Self::of_regression(RegressionModel::NegativeBinomial, RegressionValue::GroupDeviation),
    ];

    const fn of_regression(model: RegressionModel, value: RegressionValue) -> Self {
        Self::Regression { model, value }
    }

    /// The name without parameters.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::WelchT => "welch_t",
            Self::WelchP => "welch_p",
            Self::StudentT => "student_t",
            Self::StudentP => "student_p",
            Self::MannWhitneyU => "mann_whitney_u",
            Self::MannWhitneyZ => "mann_whitney_z",
            Self::MannWhitneyP => "mann_whitney_p",
            Self::RankBiserial => "rank_biserial",
            Self::CohenD => "cohen_d",
            Self::TextDispersion => "text_dispersion",
            Self::AdjustedLogRatio { .. } => "adjusted_log_ratio",
            Self::AdjustedSimpleMaths { .. } => "adjusted_simple_maths",
            Self::DispersionDifference { .. } => "dispersion_difference",
            Self::DispersionTarget { .. } => "dispersion_target",
            Self::DispersionReference { .. } => "dispersion_reference",
            Self::FrequencyDivergence => "frequency_divergence",
            Self::Regression { model, value } => value.name(model),
        }
    }

    fn with_parameter(self, key: &str, value: &str) -> Option<Self> {
        let measure = || value.parse().ok().filter(|m: &DispersionMeasure| !m.needs_positions());
        // Of the measures of distances those that are frequencies.
        let adjusted = || {
            use DispersionMeasure as M;
            let frequency = |m: &M| !matches!(m, M::Awt | M::Ald);
            value.parse().ok().filter(frequency)
        };
        Some(match (self, key) {
            (Self::AdjustedLogRatio { .. }, "dispersion") => {
                Self::AdjustedLogRatio { dispersion: adjusted()? }
            }
            (Self::AdjustedSimpleMaths { k, .. }, "dispersion") => {
                Self::AdjustedSimpleMaths { dispersion: adjusted()?, k }
            }
            (Self::AdjustedSimpleMaths { dispersion, .. }, "k") => {
                Self::AdjustedSimpleMaths { dispersion, k: value.parse().ok()? }
            }
            (Self::DispersionDifference { .. }, "dispersion") => {
                Self::DispersionDifference { dispersion: measure()? }
            }
            (Self::DispersionTarget { .. }, "dispersion") => {
                Self::DispersionTarget { dispersion: measure()? }
            }
            (Self::DispersionReference { .. }, "dispersion") => {
                Self::DispersionReference { dispersion: measure()? }
            }
            _ => return None,
        })
    }

    /// The measure of a word in the texts of target and reference.
    ///
    /// # Errors
    /// The reason, where it is undefined. A p-value below [`LEAST_P`](siyaq_stats::LEAST_P) is too small
    /// for a number.
    pub fn score(self, texts: &WordInTexts<'_>) -> Result<f64, Undefined> {
        let compared = || TextComparison::new(&texts.samples.0, &texts.samples.1);
        let dispersed = || {
            let word = DispersedKeyness::new(texts.target, texts.reference);
            texts.gaps.map_or(word, |[target, reference]| word.with_gaps(target, reference))
        };
        Ok(match self {
            Self::WelchT => compared().welch()?.t,
            Self::WelchP => compared().welch()?.p()?,
            Self::StudentT => compared().student()?.t,
            Self::StudentP => compared().student()?.p()?,
            Self::MannWhitneyU => compared().mann_whitney()?.u,
            Self::MannWhitneyZ => compared().mann_whitney()?.z,
            Self::MannWhitneyP => compared().mann_whitney()?.p()?,
            Self::RankBiserial => compared().mann_whitney()?.effect,
            Self::CohenD => compared().cohen_d()?,
            Self::TextDispersion => {
                let table = dispersed().text_table().map_err(|_| Undefined::Empty)?;
                Measure::LogLikelihood4.evaluate(&table)?
            }
            Self::AdjustedLogRatio { dispersion } => dispersed().adjusted_log_ratio(dispersion)?,
            Self::AdjustedSimpleMaths { dispersion, k } => {
                dispersed().adjusted_simple_maths(dispersion, k)?
            }
            Self::DispersionDifference { dispersion } => {
                dispersed().dispersion_difference(dispersion)?
            }
            Self::DispersionTarget { dispersion } => dispersion.evaluate_parts(&texts.target)?,
            Self::DispersionReference { dispersion } => {
                dispersion.evaluate_parts(&texts.reference)?
            }
            Self::FrequencyDivergence => dispersed().frequency_divergence()?,
            Self::Regression { model, value } => {
                texts.modelled.as_ref().ok_or(Undefined::NeedsParts)?.value(model, value)?
            }
        })
    }
}

impl fmt::Display for TextMeasure {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(self.name())?;
        match self {
            Self::AdjustedSimpleMaths { dispersion, k } => {
                write!(out, "(dispersion={dispersion}")?;
                if *k == Smoothing::ONE {
                    return out.write_str(")");
                }
                write!(out, ",k={})", k.per_million())
            }
            Self::AdjustedLogRatio { dispersion }
            | Self::DispersionDifference { dispersion }
            | Self::DispersionTarget { dispersion }
            | Self::DispersionReference { dispersion } => {
                write!(out, "(dispersion={dispersion})")
            }
            _ => Ok(()),
        }
    }
}

/// A word in the texts of two corpora, as measures over texts read it.
#[derive(Clone, Debug)]
pub struct WordInTexts<'a> {
    target: PartCounts<'a>,
    reference: PartCounts<'a>,
    samples: (TextSample, TextSample),
    gaps: Option<[Gaps; 2]>,
    modelled: Option<ModelledWord<'a>>,
}

impl<'a> WordInTexts<'a> {
    /// The counts of the word in the texts of both.
    #[must_use]
    pub fn new(target: PartCounts<'a>, reference: PartCounts<'a>) -> Self {
        let samples = (TextSample::of_parts(&target), TextSample::of_parts(&reference));
        Self { target, reference, samples, gaps: None, modelled: None }
    }

    /// With the distances between its occurrences in target and reference.
    #[must_use]
    pub fn with_gaps(self, target: Gaps, reference: Gaps) -> Self {
        Self { gaps: Some([target, reference]), ..self }
    }

    /// With the texts that regressions are of, and the counts in them.
    #[must_use]
    pub fn with_model(self, model: &'a TextModel, counts: [&'a [(u32, u64)]; 2]) -> Self {
        Self { modelled: Some(ModelledWord::new(model, counts)), ..self }
    }
}

/// A measure of keyness: of a table of two corpora, or of their texts.
///
/// ```
/// use siyaq_analysis::KeynessMeasure;
///
/// let measure: KeynessMeasure = "adjusted_log_ratio(dispersion=rosengren_kf)".parse()?;
/// assert_eq!(measure.to_string(), "adjusted_log_ratio(dispersion=rosengren_kf)");
/// assert!("log_ratio".parse::<KeynessMeasure>().is_ok());
/// assert!("adjusted_log_ratio(dispersion=arf)".parse::<KeynessMeasure>().is_ok());
/// assert!("adjusted_log_ratio(dispersion=ald)".parse::<KeynessMeasure>().is_err());
/// # Ok::<(), siyaq_analysis::AnalysisError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum KeynessMeasure {
    /// Read from the frequencies and sizes of both corpora.
    Table(Measure),
    /// Read from their texts.
    Texts(TextMeasure),
}

impl From<Measure> for KeynessMeasure {
    fn from(measure: Measure) -> Self {
        Self::Table(measure)
    }
}

impl KeynessMeasure {
    /// Whether tables with texts are needed.
    #[must_use]
    pub fn needs_texts(self) -> bool {
        matches!(self, Self::Texts(_))
    }

    /// The measure as it is in a table of so many tests; see [`Measure::for_tests`].
    #[must_use]
    pub fn for_tests(self, tests: u64) -> Self {
        match self {
            Self::Table(measure) => Self::Table(measure.for_tests(tests)),
            Self::Texts(_) => self,
        }
    }

    /// Whether tables with the distances between occurrences are needed, as for ARF.
    #[must_use]
    pub fn needs_gaps(self) -> bool {
        match self {
            Self::Texts(
                TextMeasure::AdjustedLogRatio { dispersion }
                | TextMeasure::AdjustedSimpleMaths { dispersion, .. },
            ) => dispersion.needs_positions(),
            _ => false,
        }
    }

    /// Whether it is of a regression.
    #[must_use]
    pub fn is_regression(self) -> bool {
        matches!(self, Self::Texts(TextMeasure::Regression { .. }))
    }

    pub(crate) fn score(
        self,
        table: &Contingency,
        texts: Option<&WordInTexts<'_>>,
    ) -> Result<f64, Undefined> {
        match self {
            Self::Table(measure) => measure.evaluate(table),
            Self::Texts(measure) => measure.score(texts.ok_or(Undefined::Empty)?),
        }
    }
}

impl fmt::Display for KeynessMeasure {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Table(measure) => measure.fmt(out),
            Self::Texts(measure) => measure.fmt(out),
        }
    }
}

impl FromStr for KeynessMeasure {
    type Err = AnalysisError;

    fn from_str(text: &str) -> Result<Self, AnalysisError> {
        let text = text.trim();
        let (name, parameters) = match text.strip_suffix(')').and_then(|t| t.split_once('(')) {
            Some((name, parameters)) => (name.trim_end(), parameters),
            None => (text, ""),
        };
        let unknown =
            |why: String| AnalysisErrorKind::UnknownKeyness { name: text.to_owned(), why };
        let Some(mut measure) = TextMeasure::ALL.into_iter().find(|known| known.name() == name)
        else {
            let near = did_you_mean(name, TextMeasure::ALL.map(TextMeasure::name));
            let failed = |error| unknown(format!("{error}{near}"));
            return Ok(Self::Table(text.parse::<Measure>().map_err(failed)?));
        };
        for parameter in parameters.split(',').map(str::trim).filter(|part| !part.is_empty()) {
            let (key, value) = parameter.split_once('=').unwrap_or((parameter, ""));
            measure = measure.with_parameter(key.trim(), value.trim()).ok_or_else(|| {
                unknown(format!("{parameter:?} is no parameter of {name}, or no value for it"))
            })?;
        }
        Ok(Self::Texts(measure))
    }
}

/// The test whose p-values are told.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum KeynessTest {
    /// A measure that is a test, such as `log_likelihood_4` or `fisher_two_sided`.
    Table(Measure),
    /// `welch`: Welch's t-test over texts.
    Welch,
    /// `student`: Student's t-test over texts.
    Student,
    /// `mann_whitney`: the rank test over texts.
    MannWhitney,
    /// `quasi_poisson`, `negative_binomial`: that of a regression over texts.
    Regression(RegressionModel),
}

impl Default for KeynessTest {
    /// Log-likelihood over four cells.
    fn default() -> Self {
        Self::Table(Measure::LogLikelihood4)
    }
}

impl KeynessTest {
    /// Whether tables with texts are needed.
    #[must_use]
    pub fn needs_texts(self) -> bool {
        !matches!(self, Self::Table(_))
    }

    /// The decimal logarithm of the p-value, and which way the test points, or why there is none.
    pub(crate) fn outcome(
        self,
        table: &Contingency,
        texts: Option<&WordInTexts<'_>>,
    ) -> Result<TestOutcome, Undefined> {
        let compared = || {
            let texts = texts.ok_or(Undefined::NeedsParts)?;
            Ok(TextComparison::new(&texts.samples.0, &texts.samples.1))
        };
        let (log10_p, more) = match self {
            Self::Table(measure) => {
                return Ok(TestOutcome {
                    log10_p: measure.log10_p_value(table)?,
                    contradicts: false,
                });
            }
            Self::Welch => compared()?.welch().map(|test| (test.log10_p, test.t))?,
            Self::Student => compared()?.student().map(|test| (test.log10_p, test.t))?,
            Self::MannWhitney => {
                compared()?.mann_whitney().map(|test| (test.log10_p, test.effect))?
            }
            Self::Regression(model) => {
                let word = texts.and_then(|texts| texts.modelled.as_ref());
                let found = word.ok_or(Undefined::NeedsParts)?.regression(model)?;
                (found.log10_p, found.log_ratio.unwrap_or(0.0))
            }
        };
        let opposed = match tendency(table) {
            Ordering::Greater => more < 0.0,
            Ordering::Less => more > 0.0,
            Ordering::Equal => false,
        };
        let contradicts = opposed && log10_p < CONTRADICTION.log10();
        Ok(TestOutcome { log10_p: if opposed { 0.0 } else { log10_p }, contradicts })
    }
}

/// What a test says of an item.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct TestOutcome {
    /// The decimal logarithm of the p-value: that of the test, with two sides, or 0 (p is 1) where the
    /// texts point the other way than the frequencies of both corpora, since there is no evidence
    /// then of what the row says.
    pub log10_p: f64,
    /// Whether they do, and not by chance.
    pub contradicts: bool,
}

/// The p-value of texts that point the other way below which they contradict the frequencies.
const CONTRADICTION: f64 = 0.05;

/// Whether an item is relatively more frequent in the target than in the reference.
pub(crate) fn tendency(table: &Contingency) -> Ordering {
    let target = u128::from(table.o11()) * u128::from(table.r2());
    let reference = u128::from(table.o21()) * u128::from(table.r1());
    target.cmp(&reference)
}

impl fmt::Display for KeynessTest {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Table(measure) => measure.fmt(out),
            Self::Welch => out.write_str("welch"),
            Self::Student => out.write_str("student"),
            Self::MannWhitney => out.write_str("mann_whitney"),
            Self::Regression(model) => out.write_str(model.name()),
        }
    }
}

impl FromStr for KeynessTest {
    type Err = AnalysisError;

    fn from_str(text: &str) -> Result<Self, AnalysisError> {
        Ok(match text.trim() {
            "welch" => Self::Welch,
            "student" => Self::Student,
            "mann_whitney" => Self::MannWhitney,
            name => {
                let model = RegressionModel::ALL.into_iter().find(|model| model.name() == name);
                if let Some(model) = model {
                    return Ok(Self::Regression(model));
                }
                let measure = name.parse::<Measure>().ok().filter(|measure| measure.is_test());
                let tests = Measure::ALL.iter().filter(|measure| measure.is_test());
                let names: Vec<String> = tests.map(ToString::to_string).collect();
                let why = format!(
                    "it is no test; choose one of {}, welch, student, mann_whitney, quasi_poisson, \
                     negative_binomial",
                    names.join(", ")
                );
                let unknown = AnalysisErrorKind::UnknownKeyness { name: name.to_owned(), why };
                Self::Table(measure.ok_or(unknown)?)
            }
        })
    }
}
