//! The model of a word, and what it says of target and reference.

use std::f64::consts::{LN_2, LN_10};

use super::design::{TextDesign, Word};
use super::fixed::{Contrast, Fit, Fitter};
use super::random::RandomFitter;
use crate::beta::beta_logit_quantile;
use crate::gamma::ln_student_two_sided;
use crate::parameter::Level;
use crate::tails::{chi_squared_log10_survival, p_value};
use crate::undefined::{Undefined, defined};

/// How the counts of a word in texts vary about their mean.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum RegressionModel {
    /// The variance is so many times the mean (McCullagh and Nelder 1989).
    QuasiPoisson,
    /// The variance is mean + alpha mean^2, alpha by maximum likelihood (NB2; Lawless 1987).
    NegativeBinomial,
}

impl RegressionModel {
    /// Every model once.
    pub const ALL: [Self; 2] = [Self::QuasiPoisson, Self::NegativeBinomial];

    /// The name in options and manifests.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::QuasiPoisson => "quasi_poisson",
            Self::NegativeBinomial => "negative_binomial",
        }
    }
}

/// What the groups of texts do to the rate of a word.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum GroupEffect {
    /// Each group has a rate of its own: only groups on both sides tell target from reference.
    #[default]
    Fixed,
    /// The logarithms of the rates of groups are drawn from a normal distribution: groups on one side
    /// tell as well, as much as so many groups can.
    Random,
}

/// What a regression says of a word.
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub struct Regression {
    /// How often the rate doubles from reference to target, texts and groups being equal.
    pub log_ratio: Result<f64, Undefined>,
    /// The lower end of its 95 % interval, after Wald.
    pub low: Result<f64, Undefined>,
    /// The upper end.
    pub high: Result<f64, Undefined>,
    /// Evidence of a difference: F of the deviances for quasi-Poisson, otherwise twice the logarithm of
    /// the ratio of the likelihoods with and without it.
    pub statistic: f64,
    /// The decimal logarithm of its p-value.
    pub log10_p: f64,
    /// How counts vary: the variance by the mean for quasi-Poisson, alpha for negative binomial.
    pub dispersion: f64,
    /// The standard deviation of the groups, in binary logarithms of rates, where they are random.
    pub group_deviation: Option<f64>,
}

impl Regression {
    /// The p-value.
    ///
    /// # Errors
    /// [`Undefined::TooSmall`] below [`LEAST_P`](crate::LEAST_P), where there is the logarithm only.
    pub fn p(&self) -> Result<f64, Undefined> {
        p_value(self.log10_p)
    }
}

impl TextDesign {
    /// The regression of a word's counts in the texts of target and reference: pairs of a text's number
    /// and the count there, each text at most once. The logarithm of a text's size is the offset, and
    /// the corpus the predictor.
    ///
    /// - Quasi-Poisson: rates by maximum likelihood, the dispersion is Pearson's chi-squared by its
    ///   degrees of freedom, the test is the F test of the deviances, the interval that of Student's t;
    ///   as `glm(family = quasipoisson)` in R.
    /// - Negative binomial: rates and alpha by maximum likelihood in the models with and without the
    ///   corpus, the test is that of the likelihood ratio with one degree of freedom, the interval is
    ///   normal, by the expected information; as `MASS::glm.nb`. Where counts vary less than Poisson's,
    ///   alpha is 0.
    /// - Groups, if the design has any: fixed ones are dummy variables; random ones are normal
    ///   intercepts, integrated by adaptive Gauss and Hermite quadrature with nine nodes, with the
    ///   interval by the observed information; as `lme4::glmer.nb`.
    ///
    /// A word that one side lacks (with fixed groups: in all groups that have both sides) has a
    /// statistic, but no ratio: texts that cannot have it are left out of the dispersion.
    ///
    /// # Errors
    /// [`Undefined::AbsentWord`] for a word in no text, [`Undefined::Confounded`] where fixed groups
    /// leave nothing to compare, [`Undefined::TooFew`] without degrees of freedom or with fewer than two
    /// random groups, [`Undefined::NoVariation`] where all counts are as their means,
    /// [`Undefined::NotConverged`] where the search does not end, [`Undefined::BadParameter`] for random
    /// groups under quasi-Poisson, which has no likelihood.
    ///
    /// # Examples
    /// ```
    /// use siyaq_stats::{GroupEffect, RegressionModel, TextDesign, TextsOfGroups};
    ///
    /// // «ثلوج» in five texts of each corpus; one text of the target has most of it.
    /// let sizes = [500, 400, 600, 300, 500];
    /// let side = TextsOfGroups { tokens: &sizes, groups: &[] };
    /// let design = TextDesign::new(side, side)?;
    /// let found = design.regression(
    ///     [&[(0, 2), (1, 30), (3, 1)], &[(0, 2), (2, 3), (4, 1)]],
    ///     RegressionModel::QuasiPoisson,
    ///     GroupEffect::Fixed,
    /// )?;
    /// assert!((found.log_ratio? - (33.0_f64 / 6.0).log2()).abs() < 1e-9);
    /// assert!(found.p()? > 0.05);
    /// # Ok::<(), siyaq_stats::Undefined>(())
    /// ```
    pub fn regression(
        &self,
        counts: [&[(u32, u64)]; 2],
        model: RegressionModel,
        effect: GroupEffect,
    ) -> Result<Regression, Undefined> {
        let word = self.word(counts)?;
        match (model, effect) {
            (RegressionModel::QuasiPoisson, GroupEffect::Random) if self.groups.len() > 1 => {
                Err(Undefined::BadParameter)
            }
            (RegressionModel::NegativeBinomial, GroupEffect::Random) => random(&word),
            (RegressionModel::QuasiPoisson, _) => quasi_poisson(&word),
            (RegressionModel::NegativeBinomial, _) => negative_binomial(&word),
        }
    }
}

/// The ratio in bits with the ends of its interval, where the contrast is finite.
fn effect(contrast: f64, width: f64) -> [Result<f64, Undefined>; 3] {
    let reason = if contrast < 0.0 { Undefined::AbsentWord } else { Undefined::AbsentInReference };
    [contrast, contrast - width, contrast + width].map(|value| defined(value / LN_2, reason))
}

fn quasi_poisson(word: &Word<'_>) -> Result<Regression, Undefined> {
    let free = Fitter::new(word, Contrast::Free)?;
    let fit = free.at(0.0, None)?;
    let same = Fitter::new(word, Contrast::None)?.at(0.0, None)?;
    let (dispersion, freedom) = free.pearson(&fit)?;
    let statistic = (2.0 * (fit.ln_likelihood - same.ln_likelihood)).max(0.0) / dispersion;
    let ln_p = ln_student_two_sided(statistic.sqrt(), freedom);
    // The t that is exceeded on either side with 5 %.
    let logit = beta_logit_quantile(0.05, freedom / 2.0, 0.5).ok_or(Undefined::TooFew)?;
    let width = (freedom * (-logit).exp() * dispersion / fit.information).sqrt();
    let [log_ratio, low, high] = effect(fit.contrast, width);
    Ok(Regression {
        log_ratio,
        low,
        high,
        statistic,
        log10_p: defined(ln_p / LN_10, Undefined::TooLarge)?.min(0.0),
        dispersion,
        group_deviation: None,
    })
}

fn negative_binomial(word: &Word<'_>) -> Result<Regression, Undefined> {
    let fit = Fitter::new(word, Contrast::Free)?.with_dispersion()?;
    let same = Fitter::new(word, Contrast::None)?.with_dispersion()?;
    let Fit { contrast, alpha, information, .. } = fit;
    let width = Level::NINETY_FIVE.z() / information.sqrt();
    likely(contrast, width, 2.0 * (fit.ln_likelihood - same.ln_likelihood), alpha, None)
}

/// What follows from a ratio of likelihoods.
fn likely(
    contrast: f64,
    width: f64,
    statistic: f64,
    dispersion: f64,
    group_deviation: Option<f64>,
) -> Result<Regression, Undefined> {
    let statistic = statistic.max(0.0);
    let [log_ratio, low, high] = effect(contrast, width);
    let log10_p = chi_squared_log10_survival(statistic)?;
    Ok(Regression { log_ratio, low, high, statistic, log10_p, dispersion, group_deviation })
}

fn random(word: &Word<'_>) -> Result<Regression, Undefined> {
    let groups =
        word.design.groups.iter().filter(|cells| cells.iter().any(|cell| cell.texts > 0.0));
    if groups.count() < 2 {
        return Err(Undefined::TooFew);
    }
    let freqs = [0, 1].map(|side| word.freq(side, |_| true));
    let tokens = [0, 1].map(|side: usize| {
        let cells = word.design.groups.iter().filter_map(|cells| cells.get(side));
        cells.map(|cell| cell.tokens).sum::<f64>()
    });
    let rates: Vec<f64> = freqs.iter().zip(tokens).map(|(f, n)| (f.max(0.5) / n).ln()).collect();
    let [target, reference] = rates.as_slice() else { return Err(Undefined::Empty) };
    let whole = ((freqs[0] + freqs[1]) / (tokens[0] + tokens[1])).ln();
    let start = |rate: f64, contrast: f64| [rate, contrast, 0.0, 0.5];
    let same = RandomFitter::new(word, Contrast::None).fit(start(whole, 0.0))?;
    if freqs.iter().any(|freq| *freq <= 0.0) {
        // The likelihood rises for ever as one rate falls to 0.
        return Err(if freqs[0] <= 0.0 {
            Undefined::AbsentWord
        } else {
            Undefined::AbsentInReference
        });
    }
    let near = [*reference, target - reference, same.alpha.ln(), same.deviation.max(0.1)];
    let fit = RandomFitter::new(word, Contrast::Free).fit(near)?;
    let width = fit.variance.map(|variance| Level::NINETY_FIVE.z() * variance.sqrt());
    let deviation = Some(fit.deviation / LN_2);
    let statistic = 2.0 * (fit.ln_likelihood - same.ln_likelihood);
    let width = width.ok_or(Undefined::NotConverged)?;
    likely(fit.contrast, width, statistic, fit.alpha, deviation)
}
