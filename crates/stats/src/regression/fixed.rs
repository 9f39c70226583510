//! The fit of a word with a rate for each group of texts.

use super::design::Word;
use super::likelihood::CellSums;
use crate::undefined::Undefined;

/// Whether target and reference may differ.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Contrast {
    Free,
    None,
}

/// The rates of a word for one dispersion, with greatest likelihood.
#[derive(Clone, Debug)]
pub(super) struct Fit {
    pub(super) alpha: f64,
    /// By how much the logarithm of the rate is greater in the target; infinite where the word is
    /// missing on one side of every group that has both.
    pub(super) contrast: f64,
    /// The logarithm of the rate of the reference, for each group with the word.
    rates: Vec<Option<f64>>,
    /// The logarithm of the likelihood, but for what the counts alone decide.
    pub(super) ln_likelihood: f64,
    /// The information about the contrast.
    pub(super) information: f64,
    /// Texts in cells that the word is not excluded from.
    pub(super) texts: f64,
    /// Rates and the contrast, where it is finite.
    pub(super) parameters: f64,
}

/// A step that lowers the likelihood is halved so often at most.
const HALVINGS: u32 = 60;
const STEPS: u32 = 200;
/// A step below this in logarithms of rates is none.
const STEP: f64 = 1e-10;

/// The word in the groups, and what of it is to be fitted.
pub(super) struct Fitter<'w> {
    word: &'w Word<'w>,
    contrast: Contrast,
    /// For each group and side, whether the cell has a rate above 0.
    active: Vec<[bool; 2]>,
    /// What the contrast is where it is not finite.
    separated: Option<f64>,
}

impl<'w> Fitter<'w> {
    /// # Errors
    /// [`Undefined::Confounded`] where no group with the word is on both sides.
    pub(super) fn new(word: &'w Word<'w>, contrast: Contrast) -> Result<Self, Undefined> {
        let has = |group: usize, side: usize| {
            word.cell(group, side).is_some_and(|(cell, _)| cell.texts > 0.0)
        };
        let freq = |group: usize| word.cells.get(group).map_or(0.0, |[a, b]| a.freq + b.freq);
        let both = |group: usize| freq(group) > 0.0 && has(group, 0) && has(group, 1);
        if !word.groups().any(both) {
            return Err(Undefined::Confounded);
        }
        let freqs = [0, 1].map(|side| word.freq(side, both));
        let separated = match (contrast, freqs) {
            (Contrast::None, _) => None,
            (_, [target, _]) if target <= 0.0 => Some((0, f64::NEG_INFINITY)),
            (_, [_, reference]) if reference <= 0.0 => Some((1, f64::INFINITY)),
            _ => None,
        };
        let active = |group: usize| {
            [0, 1].map(|side| {
                let excluded = separated.is_some_and(|(empty, _)| empty == side) && both(group);
                freq(group) > 0.0 && has(group, side) && !excluded
            })
        };
        let active = word.groups().map(active).collect();
        Ok(Self { word, contrast, active, separated: separated.map(|(_, contrast)| contrast) })
    }

    fn free(&self) -> bool {
        self.contrast == Contrast::Free && self.separated.is_none()
    }

    /// Where the search begins: the rates that tokens give.
    fn start(&self) -> Rates {
        let rate = |sides: &[usize], group: usize| {
            let cells = sides.iter().filter_map(|side| self.cell(group, *side));
            let sums = cells.fold((0.0, 0.0), |sums, (cell, counts)| {
                (sums.0 + counts.freq, sums.1 + cell.tokens)
            });
            (sums.1 > 0.0).then(|| (sums.0.max(0.5) / sums.1).ln())
        };
        let groups = self.word.groups().map(|group| rate(&[0, 1], group)).collect();
        let whole = |side: usize| {
            let both =
                |group: &usize| self.cell(*group, 0).is_some() && self.cell(*group, 1).is_some();
            let cells = self.word.groups().filter(both).filter_map(|group| self.cell(group, side));
            let sums = cells.fold((0.0, 0.0), |sums, (cell, counts)| {
                (sums.0 + counts.freq, sums.1 + cell.tokens)
            });
            (sums.0.max(0.5) / sums.1).ln()
        };
        let contrast = if self.free() { whole(0) - whole(1) } else { 0.0 };
        Rates { contrast, groups }
    }

    fn cell(
        &self,
        group: usize,
        side: usize,
    ) -> Option<(&super::design::Cell, &super::design::CellCounts)> {
        let active = self.active.get(group)?.get(side).copied().unwrap_or(false);
        self.word.cell(group, side).filter(|_| active)
    }

    /// The sums of a group's cells, first those of the target.
    fn sums(&self, group: usize, rates: &Rates, alpha: f64) -> Option<[CellSums; 2]> {
        let rate = rates.groups.get(group).copied().flatten()?;
        Some([0, 1].map(|side| {
            let eta = if side == 0 { rate + rates.contrast } else { rate };
            self.cell(group, side)
                .map_or_else(CellSums::default, |(cell, counts)| cell.sums(counts, eta, alpha))
        }))
    }

    /// The rates of greatest likelihood for a dispersion, by Newton's method: the equations are an
    /// arrow, the contrast with each group.
    pub(super) fn at(&self, alpha: f64, near: Option<&Fit>) -> Result<Fit, Undefined> {
        let mut rates = match near {
            Some(fit) if self.separated.is_none() => {
                Rates { contrast: fit.contrast, groups: fit.rates.clone() }
            }
            Some(fit) => Rates { contrast: 0.0, groups: fit.rates.clone() },
            None => self.start(),
        };
        let mut now = self.newton(&rates, alpha);
        for _ in 0..STEPS {
            let mut scale = 1.0;
            let mut moved = None;
            for _ in 0..HALVINGS {
                let next = rates.plus(&now.step, scale);
                let there = self.newton(&next, alpha);
                if there.ln_likelihood >= now.ln_likelihood - 1e-12 * now.ln_likelihood.abs() {
                    moved = Some((next, there));
                    break;
                }
                scale /= 2.0;
            }
            let Some((next, there)) = moved else { break };
            let size = now.step.size() * scale;
            (rates, now) = (next, there);
            if size < STEP {
                return Ok(self.fit(rates, now, alpha));
            }
        }
        // No step that is great enough to see raises the likelihood: the top, if the slope says so.
        if now.step.size() < 1e-6 {
            return Ok(self.fit(rates, now, alpha));
        }
        Err(Undefined::NotConverged)
    }

    fn newton(&self, rates: &Rates, alpha: f64) -> Newton {
        let sums: Vec<_> = self.word.groups().map(|group| self.sums(group, rates, alpha)).collect();
        let (mut ln, mut slope, mut curvature, mut information) = (0.0, 0.0, 0.0, 0.0);
        for [target, reference] in sums.iter().flatten() {
            ln += target.ln + reference.ln;
            let all = target.curvature + reference.curvature;
            slope += target.slope - target.curvature * (target.slope + reference.slope) / all;
            curvature += target.curvature * reference.curvature / all;
            information += target.weight * reference.weight / (target.weight + reference.weight);
        }
        let contrast = if self.free() { slope / curvature } else { 0.0 };
        let group = |sums: &Option<[CellSums; 2]>| {
            let [target, reference] = sums.as_ref()?;
            let slope = target.slope + reference.slope - target.curvature * contrast;
            Some(slope / (target.curvature + reference.curvature))
        };
        let step = Rates { contrast, groups: sums.iter().map(group).collect() };
        Newton { step, ln_likelihood: ln, information }
    }

    fn fit(&self, rates: Rates, now: Newton, alpha: f64) -> Fit {
        let cells = self.word.groups().flat_map(|group| [(group, 0), (group, 1)]);
        let texts = cells.filter_map(|(group, side)| Some(self.cell(group, side)?.0.texts)).sum();
        let groups = self.active.iter().filter(|sides| sides.contains(&true)).count() as f64;
        Fit {
            alpha,
            contrast: self.separated.unwrap_or(rates.contrast),
            rates: rates.groups,
            ln_likelihood: now.ln_likelihood + self.word.of_counts(alpha).0,
            information: now.information,
            texts,
            parameters: groups + if self.free() { 1.0 } else { 0.0 },
        }
    }

    /// Each active cell with the logarithm of its rate.
    fn etas<'f>(&'f self, fit: &'f Fit) -> impl Iterator<Item = (usize, usize, f64)> + 'f {
        let contrast = if self.separated.is_some() { 0.0 } else { fit.contrast };
        self.word.groups().flat_map(move |group| {
            let rate = fit.rates.get(group).copied().flatten();
            [(group, 0, rate.map(|rate| rate + contrast)), (group, 1, rate)]
                .into_iter()
                .filter_map(|(group, side, eta)| Some((group, side, eta?)))
        })
    }

    /// The slope of the greatest likelihood by the dispersion.
    fn dispersion_slope(&self, fit: &Fit) -> f64 {
        let cells = self.etas(fit).filter_map(|(group, side, eta)| {
            let (cell, counts) = self.cell(group, side)?;
            Some(cell.dispersion_slope(counts, eta, fit.alpha))
        });
        cells.sum::<f64>() + self.word.of_counts(fit.alpha).1
    }

    /// Pearson's chi-squared by its degrees of freedom, of a fit without dispersion.
    pub(super) fn pearson(&self, fit: &Fit) -> Result<(f64, f64), Undefined> {
        let cells = self.etas(fit).filter_map(|(group, side, eta)| {
            let (_, counts) = self.cell(group, side)?;
            Some(super::design::Cell::pearson(counts, eta))
        });
        let freedom = fit.texts - fit.parameters;
        if freedom < 1.0 {
            return Err(Undefined::TooFew);
        }
        let dispersion = cells.sum::<f64>() / freedom;
        if dispersion > 0.0 { Ok((dispersion, freedom)) } else { Err(Undefined::NoVariation) }
    }

    /// Rates and dispersion of greatest likelihood; a dispersion of 0 where counts vary no more than
    /// Poisson's.
    ///
    /// # Errors
    /// [`Undefined::NotConverged`] if the slope does not end, or a step does not.
    pub(super) fn with_dispersion(&self) -> Result<Fit, Undefined> {
        /// Greater dispersions are none that texts show.
        const MOST: f64 = 1e8;
        const LEAST: f64 = 1e-10;
        let poisson = self.at(0.0, None)?;
        if self.dispersion_slope(&poisson) <= 0.0 {
            return Ok(poisson);
        }
        // A bracket on the logarithm of the dispersion: the slope is above 0 at its low end.
        let at = |ln_alpha: f64, near: &Fit| {
            let fit = self.at(ln_alpha.exp(), Some(near))?;
            // By the logarithm, which makes the slope about straight.
            let slope = self.dispersion_slope(&fit) * fit.alpha;
            Ok::<_, Undefined>((fit, slope))
        };
        let mut low = (f64::ln(LEAST), f64::MIN_POSITIVE);
        let (mut high, mut fit, mut step) = (f64::ln(0.1), poisson, 2.0);
        let mut high_slope;
        loop {
            let (next, slope) = at(high, &fit)?;
            (fit, high_slope) = (next, slope);
            if slope <= 0.0 {
                break;
            }
            low = (high, slope);
            high += step;
            step *= 1.5;
            if high > f64::ln(MOST) {
                return Err(Undefined::NotConverged);
            }
        }
        if low.0 <= f64::ln(LEAST) {
            // The first guess was too great: come down until the slope is above 0.
            let (mut below, mut step) = (high - 2.0, 2.0);
            while below > f64::ln(LEAST) {
                let (next, slope) = at(below, &fit)?;
                if slope > 0.0 {
                    low = (below, slope);
                    break;
                }
                (high, high_slope, fit) = (below, slope, next);
                step *= 1.5;
                below -= step;
            }
            if low.0 <= f64::ln(LEAST) {
                return Ok(fit);
            }
        }
        let (mut low, mut high) = ((low.0, low.1), (high, high_slope));
        // Regula falsi after Illinois: an end that stays has its slope halved.
        let mut stayed = 0_i32;
        for _ in 0..100 {
            let middle = (low.0 * high.1 - high.0 * low.1) / (high.1 - low.1);
            let middle = if middle > low.0 && middle < high.0 {
                middle
            } else {
                f64::midpoint(low.0, high.0)
            };
            let (next, slope) = at(middle, &fit)?;
            let moved = (next.alpha.ln() - fit.alpha.ln()).abs();
            fit = next;
            if slope > 0.0 {
                low = (middle, slope);
                if stayed > 0 {
                    high.1 /= 2.0;
                }
                stayed = 1;
            } else {
                high = (middle, slope);
                if stayed < 0 {
                    low.1 /= 2.0;
                }
                stayed = -1;
            }
            if high.0 - low.0 < 1e-9 || slope.abs() < 1e-9 || moved < 1e-11 {
                return Ok(fit);
            }
        }
        Err(Undefined::NotConverged)
    }
}

/// The contrast, and the logarithm of the rate of each group; or how they move.
#[derive(Clone, Debug)]
struct Rates {
    contrast: f64,
    groups: Vec<Option<f64>>,
}

impl Rates {
    fn plus(&self, step: &Self, scale: f64) -> Self {
        // A rate does not more than e-fold ten times in one step.
        let bounded = |step: f64| (scale * step).clamp(-10.0, 10.0);
        let groups = self.groups.iter().zip(&step.groups);
        Self {
            contrast: self.contrast + bounded(step.contrast),
            groups: groups.map(|(rate, step)| Some((*rate)? + bounded((*step)?))).collect(),
        }
    }

    fn size(&self) -> f64 {
        let groups = self.groups.iter().flatten().map(|step| step.abs());
        groups.fold(self.contrast.abs(), f64::max)
    }
}

/// The likelihood at some rates, and where Newton's method goes from there.
struct Newton {
    step: Rates,
    ln_likelihood: f64,
    information: f64,
}
