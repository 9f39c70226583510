//! The fit of a word where the rates of groups vary as a normal variable.

use super::design::Word;
use super::fixed::Contrast;
use super::likelihood::CellSums;
use crate::undefined::Undefined;

/// Nodes above 0 of Gauss and Hermite's rule of nine points, with the weights of `e^(x^2) f(x)`.
const HERMITE: [(f64, f64); 4] = [
    (0.723_551_018_752_837_6, 0.730_302_452_745_092),
    (1.468_553_289_216_668, 0.764_608_125_094_550_8),
    (2.266_580_584_531_843, 0.841_752_701_478_669_4),
    (3.190_993_201_781_527_7, 1.047_003_580_976_683_1),
];
const HERMITE_MIDDLE: f64 = 0.720_235_215_606_051;

/// Deviations below this are none: the groups do not vary.
const STILL: f64 = 1e-4;

/// The parameters: the logarithm of the rate of the reference, the contrast, the logarithm of the
/// dispersion, and the standard deviation of the groups, whose sign says nothing.
type Point = [f64; 4];

/// What was found.
#[derive(Clone, Copy, Debug)]
pub(super) struct RandomFit {
    pub(super) contrast: f64,
    pub(super) alpha: f64,
    /// The standard deviation of the logarithms of the rates of groups.
    pub(super) deviation: f64,
    pub(super) ln_likelihood: f64,
    /// The variance of the contrast, where the contrast is free.
    pub(super) variance: Option<f64>,
}

/// A word whose groups vary, with the parameters that are free.
pub(super) struct RandomFitter<'w> {
    word: &'w Word<'w>,
    /// The places of the free parameters in a [`Point`].
    free: Vec<usize>,
}

impl<'w> RandomFitter<'w> {
    pub(super) fn new(word: &'w Word<'w>, contrast: Contrast) -> Self {
        let free = if contrast == Contrast::Free { vec![0, 1, 2, 3] } else { vec![0, 2, 3] };
        Self { word, free }
    }

    /// The logarithm of the likelihood: over each group the integral by adaptive quadrature.
    fn ln_likelihood(&self, point: &Point) -> f64 {
        let alpha = point[2].exp();
        let groups = self.word.groups().map(|group| self.group(group, point, alpha));
        groups.sum::<f64>() + self.word.of_counts(alpha).0
    }

    fn sums(&self, group: usize, point: &Point, alpha: f64, shift: f64) -> CellSums {
        let mut sums = CellSums::default();
        for (side, eta) in [(0, point[0] + point[1]), (1, point[0])] {
            let Some((cell, counts)) = self.word.cell(group, side) else { continue };
            let own = cell.sums(counts, eta + shift, alpha);
            sums.ln += own.ln;
            sums.slope += own.slope;
            sums.curvature += own.curvature;
        }
        sums
    }

    fn group(&self, group: usize, point: &Point, alpha: f64) -> f64 {
        let deviation = point[3].abs();
        if deviation < STILL {
            return self.sums(group, point, alpha, 0.0).ln;
        }
        let variance = deviation * deviation;
        // The top of the integrand, in whose units the nodes stand.
        let mut top = 0.0;
        let mut curvature = 1.0 / variance;
        for _ in 0..50 {
            let sums = self.sums(group, point, alpha, top);
            curvature = sums.curvature + 1.0 / variance;
            let step = (sums.slope - top / variance) / curvature;
            top += step.clamp(-3.0, 3.0);
            if step.abs() < 1e-9 {
                break;
            }
        }
        let scale = (2.0 / curvature).sqrt();
        let ln = |node: f64| {
            let shift = top + scale * node;
            self.sums(group, point, alpha, shift).ln - shift * shift / (2.0 * variance)
        };
        let middle = ln(0.0);
        let nodes = HERMITE.iter().map(|(node, weight)| {
            weight * ((ln(*node) - middle).exp() + (ln(-node) - middle).exp())
        });
        let area = scale * (HERMITE_MIDDLE + nodes.sum::<f64>());
        middle + (area / (deviation * (2.0 * std::f64::consts::PI).sqrt())).ln()
    }

    /// The greatest likelihood, by Newton's method on differences, from a point near it.
    ///
    /// # Errors
    /// [`Undefined::NotConverged`] if the steps do not end.
    pub(super) fn fit(&self, start: Point) -> Result<RandomFit, Undefined> {
        let mut point = start;
        let mut here = self.ln_likelihood(&point);
        let mut damping = 1e-3;
        for _ in 0..100 {
            let (slope, curvature) = self.differences(&point, here);
            let mut moved = false;
            let mut small = false;
            for _ in 0..25 {
                let mut damped = curvature.clone();
                for (place, row) in damped.iter_mut().enumerate() {
                    if let Some(own) = row.get_mut(place) {
                        *own += damping * own.abs().max(1e-3);
                    }
                }
                let step = solve(damped, &slope);
                let largest = step.iter().flatten().fold(0.0, |most: f64, own| most.max(own.abs()));
                if let Some(step) = step.filter(|_| largest < 5.0) {
                    let mut next = point;
                    for (place, step) in self.free.iter().zip(step) {
                        if let Some(own) = next.get_mut(*place) {
                            *own += step;
                        }
                    }
                    // Smaller dispersions than e^-18 are none.
                    next[2] = next[2].clamp(-18.0, 18.0);
                    let there = self.ln_likelihood(&next);
                    if there > here - 1e-10 * here.abs() && there.is_finite() {
                        small = largest < 1e-5 || there - here < 1e-9;
                        (point, here, moved) = (next, there, true);
                        damping = (damping / 10.0).max(1e-9);
                        break;
                    }
                }
                damping *= 8.0;
            }
            if !moved || small {
                return Ok(self.found(&point, here));
            }
        }
        Err(Undefined::NotConverged)
    }

    /// The slope, and minus the matrix of second derivatives, by differences.
    fn differences(&self, point: &Point, here: f64) -> (Vec<f64>, Vec<Vec<f64>>) {
        const WIDTH: f64 = 1e-3;
        let at = |moves: &[(usize, f64)]| {
            let mut there = *point;
            for (place, width) in moves {
                if let Some(own) = there.get_mut(*place) {
                    *own += width;
                }
            }
            self.ln_likelihood(&there)
        };
        let ends: Vec<(f64, f64)> = self
            .free
            .iter()
            .map(|place| (at(&[(*place, WIDTH)]), at(&[(*place, -WIDTH)])))
            .collect();
        let slope = ends.iter().map(|(up, down)| (up - down) / (2.0 * WIDTH)).collect();
        let mut curvature = vec![vec![0.0; self.free.len()]; self.free.len()];
        for (i, (place, (up, down))) in self.free.iter().zip(&ends).enumerate() {
            for (j, other) in self.free.iter().enumerate().take(i + 1) {
                let second = if i == j {
                    (up + down - 2.0 * here) / (WIDTH * WIDTH)
                } else {
                    let corner = |a: f64, b: f64| at(&[(*place, a * WIDTH), (*other, b * WIDTH)]);
                    (corner(1.0, 1.0) + corner(-1.0, -1.0) - corner(1.0, -1.0) - corner(-1.0, 1.0))
                        / (4.0 * WIDTH * WIDTH)
                };
                for (i, j) in [(i, j), (j, i)] {
                    if let Some(own) = curvature.get_mut(i).and_then(|row| row.get_mut(j)) {
                        *own = -second;
                    }
                }
            }
        }
        (slope, curvature)
    }

    fn found(&self, point: &Point, here: f64) -> RandomFit {
        let (_, mut curvature) = self.differences(point, here);
        // A dispersion or a deviation of nothing has no curvature, and nothing to do with the rest.
        for (place, own) in curvature.iter_mut().enumerate() {
            if let Some(own) = own.get_mut(place).filter(|own| own.abs() < 1e-6) {
                *own = 1e-6;
            }
        }
        let contrast = self.free.iter().position(|place| *place == 1);
        let variance = contrast.and_then(|contrast| {
            let mut unit = vec![0.0; self.free.len()];
            *unit.get_mut(contrast)? = 1.0;
            solve(curvature, &unit)?.get(contrast).copied().filter(|variance| *variance > 0.0)
        });
        let deviation = if point[3].abs() < STILL { 0.0 } else { point[3].abs() };
        RandomFit {
            contrast: point[1],
            alpha: point[2].exp(),
            deviation,
            ln_likelihood: here,
            variance,
        }
    }
}

/// Solves a small set of linear equations by elimination with the greatest pivot; nothing for one that
/// has no single solution.
fn solve(mut matrix: Vec<Vec<f64>>, right: &[f64]) -> Option<Vec<f64>> {
    let size = right.len();
    for (row, right) in matrix.iter_mut().zip(right) {
        row.push(*right);
    }
    for column in 0..size {
        let pivot = (column..size).max_by(|a, b| {
            let value = |row: &usize| {
                matrix.get(*row).and_then(|row| row.get(column)).map_or(0.0, |v| v.abs())
            };
            value(a).total_cmp(&value(b))
        })?;
        matrix.swap(column, pivot);
        let head = matrix.get(column)?.clone();
        let lead = head.get(column).copied().filter(|lead| lead.abs() > 1e-300)?;
        for (_, row) in matrix.iter_mut().enumerate().filter(|(place, _)| *place != column) {
            let times = row.get(column)? / lead;
            row.iter_mut().zip(&head).for_each(|(own, head)| *own -= times * head);
        }
    }
    let value = |(place, row): (usize, &Vec<f64>)| Some(row.get(size)? / row.get(place)?);
    let solution: Option<Vec<f64>> = matrix.iter().enumerate().map(value).collect();
    solution.filter(|values| values.iter().all(|value| value.is_finite()))
}
