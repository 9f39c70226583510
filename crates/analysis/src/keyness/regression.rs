//! Regressions over texts as measures of keyness.

use crate::keyness::join::Joined;
use siyaq_stats::{GroupEffect, Regression, RegressionModel, TextDesign, TextsOfGroups, Undefined};
use std::collections::BTreeMap;
use std::sync::OnceLock;

/// What of a regression is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum RegressionValue {
    /// The log ratio.
    LogRatio,
    /// The lower end of its 95 % interval.
    Low,
    /// The upper end.
    High,
    /// The test statistic.
    Statistic,
    /// Its p-value.
    P,
    /// How counts vary.
    Dispersion,
    /// The standard deviation of random groups.
    GroupDeviation,
}

impl RegressionValue {
    /// The name of the measure.
    pub(crate) fn name(self, model: RegressionModel) -> &'static str {
        use RegressionModel::QuasiPoisson;
        let quasi = model == QuasiPoisson;
        match self {
            Self::LogRatio if quasi => "quasi_poisson_log_ratio",
            Self::Low if quasi => "quasi_poisson_low",
            Self::High if quasi => "quasi_poisson_high",
            Self::Statistic if quasi => "quasi_poisson_f",
            Self::P if quasi => "quasi_poisson_p",
            Self::Dispersion if quasi => "quasi_poisson_dispersion",
            Self::LogRatio => "negative_binomial_log_ratio",
            Self::Low => "negative_binomial_low",
            Self::High => "negative_binomial_high",
            Self::Statistic => "negative_binomial_lr",
            Self::P => "negative_binomial_p",
            Self::Dispersion => "negative_binomial_alpha",
            Self::GroupDeviation => "negative_binomial_group_sd",
        }
    }

    fn of(self, found: &Regression) -> Result<f64, Undefined> {
        match self {
            Self::LogRatio => found.log_ratio,
            Self::Low => found.low,
            Self::High => found.high,
            Self::Statistic => Ok(found.statistic),
            Self::P => found.p(),
            Self::Dispersion => Ok(found.dispersion),
            Self::GroupDeviation => found.group_deviation.ok_or(Undefined::NoRandomGroups),
        }
    }
}

/// The texts of target and reference, for the regressions of many words.
#[derive(Clone, Debug, PartialEq)]
pub struct TextModel {
    design: TextDesign,
    effect: GroupEffect,
}

impl TextModel {
    /// The texts of two tables that were made with texts; and with groups, if they have any.
    pub(crate) fn new(joined: &Joined<'_>, effect: GroupEffect) -> Option<Self> {
        let tables = [joined.table(0)?, joined.table(1)?];
        let names: BTreeMap<&str, u32> =
            tables.iter().flat_map(|table| table.text_groups()).map(|name| (&**name, 0)).collect();
        let names: BTreeMap<&str, u32> = names.into_keys().zip(0..).collect();
        let groups = tables.map(|table| {
            let number = |name: &std::sync::Arc<str>| names.get(&**name).copied().unwrap_or(0);
            table.text_groups().iter().map(number).collect::<Vec<u32>>()
        });
        let [target, reference] = [0, 1].map(|side: usize| {
            let table = tables.get(side)?;
            let tokens = table.text_sizes()?.sizes();
            Some(TextsOfGroups { tokens, groups: groups.get(side)? })
        });
        let design = TextDesign::new(target?, reference?).ok()?;
        Some(Self { design, effect })
    }
}

/// A word in the texts of both, with what its regressions found.
#[derive(Clone, Debug)]
pub(crate) struct ModelledWord<'a> {
    model: &'a TextModel,
    counts: [&'a [(u32, u64)]; 2],
    found: [OnceLock<Result<Regression, Undefined>>; 2],
}

impl<'a> ModelledWord<'a> {
    pub(crate) fn new(model: &'a TextModel, counts: [&'a [(u32, u64)]; 2]) -> Self {
        Self { model, counts, found: [OnceLock::new(), OnceLock::new()] }
    }

    pub(crate) fn regression(&self, model: RegressionModel) -> Result<Regression, Undefined> {
        let compute = || self.model.design.regression(self.counts, model, self.model.effect);
        let place = RegressionModel::ALL.iter().position(|known| *known == model);
        match place.and_then(|place| self.found.get(place)) {
            Some(found) => *found.get_or_init(compute),
            None => compute(),
        }
    }

    pub(crate) fn value(
        &self,
        model: RegressionModel,
        value: RegressionValue,
    ) -> Result<f64, Undefined> {
        value.of(&self.regression(model)?)
    }
}
