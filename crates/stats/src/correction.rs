//! Adjusting p-values for the number of tests.

use std::fmt;
use std::str::FromStr;

use crate::error::{StatsError, StatsErrorKind};
use crate::undefined::Undefined;

/// A way to adjust p-values when many words are tested at once.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Correction {
    /// `p m`: the chance of any false alarm, whatever the dependence (Bonferroni 1936).
    Bonferroni,
    /// `1 - (1 - p)^m`: the same for independent tests (Šidák 1967).
    Sidak,
    /// Bonferroni, step by step from the smallest p; never weaker (Holm 1979).
    Holm,
    /// The share of false alarms among all alarms: q-values (Benjamini and Hochberg 1995).
    BenjaminiHochberg,
}

impl Correction {
    /// All corrections.
    pub const ALL: [Self; 4] = [Self::Bonferroni, Self::Sidak, Self::Holm, Self::BenjaminiHochberg];

    /// The name in options and manifests.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Bonferroni => "bonferroni",
            Self::Sidak => "sidak",
            Self::Holm => "holm",
            Self::BenjaminiHochberg => "benjamini_hochberg",
        }
    }

    /// What the correction controls, for a reader.
    #[must_use]
    pub fn description(self) -> &'static str {
        match self {
            Self::Bonferroni => {
                "p m. The chance of any false alarm, whatever the dependence of the tests. \
                 Bonferroni (1936)"
            }
            Self::Sidak => {
                "1 - (1 - p)^m. The chance of any false alarm among independent tests. Šidák (1967)"
            }
            Self::Holm => {
                "Bonferroni step by step from the smallest p; never weaker, so better. Holm (1979)"
            }
            Self::BenjaminiHochberg => {
                "The share of false alarms among all alarms (q-values); the first choice for \
                 keywords. Benjamini and Hochberg (1995)"
            }
        }
    }

    /// Adjusts a column of p-values; the result has the same order, and `None` stays `None`.
    ///
    /// `tests` is the number of tests made. It is at least the number of p-values that are
    /// present, and more when rows were dropped (say, by a minimum frequency that looked at the
    /// result) before they came here. A dropped row counts as p = 1. Values outside 0..=1 count
    /// as absent.
    ///
    /// Cost: a sort for Holm and Benjamini-Hochberg, else linear.
    ///
    /// # Examples
    /// ```
    /// use siyaq_stats::Correction;
    ///
    /// let p = [Some(0.01), None, Some(0.04), Some(0.03)];
    /// let q = Correction::BenjaminiHochberg.adjust(&p, 3);
    /// assert_eq!(q, [Some(0.03), None, Some(0.04), Some(0.04)]);
    /// ```
    #[must_use]
    pub fn adjust(self, p_values: &[Option<f64>], tests: u64) -> Vec<Option<f64>> {
        let valid = |p: &f64| (0.0..=1.0).contains(p);
        let mut adjusted: Vec<Option<f64>> = p_values.iter().map(|p| p.filter(valid)).collect();
        let present = adjusted.iter().flatten().count();
        let tests = (tests as f64).max(present as f64);
        match self {
            Self::Bonferroni => {
                adjusted.iter_mut().flatten().for_each(|p| *p = (*p * tests).min(1.0));
            }
            Self::Sidak => adjusted
                .iter_mut()
                .flatten()
                .for_each(|p| *p = (-(tests * (-*p).ln_1p()).exp_m1()).clamp(0.0, 1.0)),
            Self::Holm => {
                let mut floor: f64 = 0.0;
                for (step, row) in ascending(&adjusted).into_iter().enumerate() {
                    if let Some(p) = adjusted.get_mut(row).and_then(Option::as_mut) {
                        floor = floor.max((*p * (tests - step as f64)).min(1.0));
                        *p = floor;
                    }
                }
            }
            Self::BenjaminiHochberg => {
                let mut ceiling: f64 = 1.0;
                for (step, row) in ascending(&adjusted).into_iter().enumerate().rev() {
                    if let Some(p) = adjusted.get_mut(row).and_then(Option::as_mut) {
                        ceiling = ceiling.min(*p * tests / (step as f64 + 1.0));
                        *p = ceiling;
                    }
                }
            }
        }
        adjusted
    }
}

impl Correction {
    /// The same on decimal logarithms, so that p-values too small for a float keep their order
    /// and their size: log10 q from log10 p.
    ///
    /// A missing value keeps its reason. Values above 0, which are no logarithm of a probability, and
    /// infinite ones count as absent, by [`Undefined::BadParameter`].
    ///
    /// # Examples
    /// ```
    /// use siyaq_stats::Correction;
    ///
    /// let q = Correction::BenjaminiHochberg.adjust_log10(&[Ok(-400.0), Ok(-1_000.0)], 10);
    /// let q: Vec<f64> = q.into_iter().flatten().collect();
    /// assert!((q[0] - (-400.0 + 5_f64.log10())).abs() < 1e-12);
    /// assert!((q[1] - -999.0).abs() < 1e-12);
    /// ```
    #[must_use]
    pub fn adjust_log10(
        self,
        log10_p: &[Result<f64, Undefined>],
        tests: u64,
    ) -> Vec<Result<f64, Undefined>> {
        let valid = |log: &f64| (f64::MIN..=0.0).contains(log);
        let mut adjusted: Vec<Option<f64>> = log10_p.iter().map(|p| p.ok().filter(valid)).collect();
        let present = adjusted.iter().flatten().count();
        let tests = (tests as f64).max(present as f64);
        match self {
            Self::Bonferroni => {
                adjusted.iter_mut().flatten().for_each(|p| *p = (*p + tests.log10()).min(0.0));
            }
            Self::Sidak => {
                adjusted.iter_mut().flatten().for_each(|p| *p = sidak_log10(*p, tests));
            }
            Self::Holm => {
                let mut floor = f64::NEG_INFINITY;
                for (step, row) in ascending(&adjusted).into_iter().enumerate() {
                    if let Some(p) = adjusted.get_mut(row).and_then(Option::as_mut) {
                        floor = floor.max((*p + (tests - step as f64).log10()).min(0.0));
                        *p = floor;
                    }
                }
            }
            Self::BenjaminiHochberg => {
                let mut ceiling = 0.0_f64;
                for (step, row) in ascending(&adjusted).into_iter().enumerate().rev() {
                    if let Some(p) = adjusted.get_mut(row).and_then(Option::as_mut) {
                        ceiling = ceiling.min(*p + (tests / (step as f64 + 1.0)).log10());
                        *p = ceiling;
                    }
                }
            }
        }
        let own = |(q, p): (Option<f64>, &Result<f64, Undefined>)| {
            p.and_then(|_| q.ok_or(Undefined::BadParameter))
        };
        adjusted.into_iter().zip(log10_p).map(own).collect()
    }
}

impl fmt::Display for Correction {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// Reads the name of a correction, and `bh` for Benjamini and Hochberg's.
impl FromStr for Correction {
    type Err = StatsError;

    fn from_str(text: &str) -> Result<Self, StatsError> {
        let name = match text.trim() {
            "bh" => Self::BenjaminiHochberg.name(),
            name => name,
        };
        Self::ALL.into_iter().find(|correction| correction.name() == name).ok_or_else(|| {
            let expected = "bonferroni, sidak, holm or benjamini_hochberg (bh)";
            let (parameter, value) = ("correction", text.to_owned());
            StatsErrorKind::BadParameter { parameter, value, expected }.into()
        })
    }
}

/// `log10(1 - (1 - p)^m)`, which is that of `p m` where p is tiny.
fn sidak_log10(log10_p: f64, tests: f64) -> f64 {
    let p = 10_f64.powf(log10_p);
    if p * tests < 1e-18 {
        return (log10_p + tests.log10()).min(0.0);
    }
    (-(tests * (-p).ln_1p()).exp_m1()).log10().min(0.0)
}

/// The rows that hold a value, smallest value first; ties in row order.
fn ascending(values: &[Option<f64>]) -> Vec<usize> {
    let mut rows: Vec<(f64, usize)> =
        values.iter().enumerate().filter_map(|(row, value)| value.map(|p| (p, row))).collect();
    rows.sort_unstable_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
    rows.into_iter().map(|(_, row)| row).collect()
}

/// q-values of Benjamini and Hochberg (1995), where the tests are the p-values that are present.
///
/// Shorthand for [`Correction::adjust`].
///
/// # Examples
/// The fifteen p-values of Benjamini and Hochberg (1995): at 5 % four are rejected, where Bonferroni
/// rejects three.
/// ```
/// use siyaq_stats::{Correction, benjamini_hochberg};
///
/// let p = [
///     0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.3240, 0.4262,
///     0.5719, 0.6528, 0.7590, 1.0,
/// ]
/// .map(Some);
/// let rejected = |q: Vec<Option<f64>>| q.into_iter().flatten().filter(|q| *q <= 0.05).count();
/// assert_eq!(rejected(benjamini_hochberg(&p)), 4);
/// assert_eq!(rejected(Correction::Bonferroni.adjust(&p, 0)), 3);
/// ```
#[must_use]
pub fn benjamini_hochberg(p_values: &[Option<f64>]) -> Vec<Option<f64>> {
    Correction::BenjaminiHochberg.adjust(p_values, 0)
}
