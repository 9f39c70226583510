//! Periods put together by what they are like, neighbours only.

use std::fmt;
use std::str::FromStr;

use crate::error::{StatsError, named};
use crate::undefined::Undefined;

/// How unlike the values of two neighbouring stretches are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Variability {
    /// `sd`: the sample standard deviation of all values of both.
    #[default]
    Deviation,
    /// `cv`: the same by their mean.
    Coefficient,
}

impl Variability {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Deviation, Self::Coefficient];

    /// The name in options.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Deviation => "sd",
            Self::Coefficient => "cv",
        }
    }

    /// Of some values, which are at least two.
    fn of(self, values: &[f64]) -> f64 {
        let number = values.len() as f64;
        let mean = values.iter().sum::<f64>() / number;
        let squares: f64 = values.iter().map(|value| (value - mean).powi(2)).sum();
        let deviation = (squares / (number - 1.0)).sqrt();
        match self {
            Self::Deviation => deviation,
            // All values are 0: nothing varies.
            Self::Coefficient if mean == 0.0 => 0.0,
            Self::Coefficient => deviation / mean.abs(),
        }
    }
}

impl fmt::Display for Variability {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

impl FromStr for Variability {
    type Err = StatsError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        named(text.trim(), Self::ALL.into_iter(), Self::name)
    }
}

/// Two neighbouring stretches of periods put together.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct NeighbourMerge {
    /// The first period of the first stretch.
    pub first: usize,
    /// The first period of the second stretch.
    pub second: usize,
    /// The first period after both.
    pub end: usize,
    /// How unlike their values are.
    pub distance: f64,
}

/// Variability-based neighbour clustering: which periods belong together, from the bottom up.
///
/// In each step the two neighbouring stretches are put together whose values, all of them pooled, vary
/// least; of equal ones the first. So there is one step fewer than values.
///
/// Gries and Hilpert (2008, 2012). The steps are those of their `vnc.individual`, whose dendrogram has
/// the sum of the distances so far as its height; the distances themselves, from the last step back, are
/// the scree plot that tells how many stretches there are.
///
/// Cost: the square of the number of values, times the length of the stretches.
///
/// # Errors
/// [`Undefined::TooFew`] with fewer than two values, [`Undefined::BadParameter`] if one is not a number.
///
/// # Examples
/// ```
/// use siyaq_stats::{Variability, neighbour_clusters, stretches_of};
///
/// // «الثلوج» in a million words, month by month.
/// let merges = neighbour_clusters(&[2.0, 2.0, 9.0, 8.0, 3.0], Variability::Deviation)?;
/// assert_eq!(stretches_of(5, &merges, 3), [0..2, 2..4, 4..5]);
/// # Ok::<(), siyaq_stats::Undefined>(())
/// ```
pub fn neighbour_clusters(
    values: &[f64],
    variability: Variability,
) -> Result<Vec<NeighbourMerge>, Undefined> {
    if values.len() < 2 {
        return Err(Undefined::TooFew);
    }
    if values.iter().any(|value| !value.is_finite()) {
        return Err(Undefined::BadParameter);
    }
    let mut starts: Vec<usize> = (0..values.len()).collect();
    let mut merges = Vec::with_capacity(values.len() - 1);
    let merge = |starts: &[usize], place: usize| {
        let at = |place: usize| starts.get(place).copied().unwrap_or(values.len());
        let (first, second, end) = (at(place), at(place + 1), at(place + 2));
        let distance = variability.of(values.get(first..end).unwrap_or_default());
        NeighbourMerge { first, second, end, distance }
    };
    let mut next: Vec<NeighbourMerge> =
        (0..starts.len() - 1).map(|place| merge(&starts, place)).collect();
    while let Some((place, least)) =
        next.iter().copied().enumerate().min_by(|(_, a), (_, b)| a.distance.total_cmp(&b.distance))
    {
        merges.push(least);
        starts.remove(place + 1);
        next.remove(place);
        for changed in place.saturating_sub(1)..=place {
            if let Some(slot) = next.get_mut(changed) {
                *slot = merge(&starts, changed);
            }
        }
    }
    Ok(merges)
}

/// How many stretches a scree plot of the distances shows: those left before the step whose distance grows
/// most over the one before it.
///
/// A reading of the plot that can be repeated, where Gries and Hilpert (2008) read it by eye; 1 for fewer
/// than three periods, or where no distance grows.
///
/// # Examples
/// ```
/// use siyaq_stats::{Variability, elbow, neighbour_clusters};
///
/// // «جائحة» in a million words, year by year: the only step that costs anything joins the two halves.
/// let merges = neighbour_clusters(&[2.0, 2.0, 2.0, 9.0, 9.0, 9.0], Variability::Deviation)?;
/// assert_eq!(elbow(&merges), 2);
/// # Ok::<(), siyaq_stats::Undefined>(())
/// ```
#[must_use]
pub fn elbow(merges: &[NeighbourMerge]) -> usize {
    let growth = merges.windows(2).map(|pair| match pair {
        [before, after] => after.distance - before.distance,
        _ => 0.0,
    });
    // Of equal ones the later, which leaves fewer stretches.
    let most = growth.enumerate().max_by(|a, b| a.1.total_cmp(&b.1));
    most.filter(|(_, growth)| *growth > 0.0).map_or(1, |(step, _)| merges.len() - step)
}

/// The stretches of so many periods that are left when the first steps have been taken, at most
/// `stretches` of them.
///
/// # Examples
/// ```
/// use siyaq_stats::{Variability, neighbour_clusters, stretches_of};
///
/// // «جائحة» in a million words, year by year.
/// let merges = neighbour_clusters(&[2.0, 2.0, 2.0, 9.0, 9.0, 9.0], Variability::Deviation)?;
/// assert_eq!(stretches_of(6, &merges, 2), [0..3, 3..6]);
/// // With as many stretches as periods none is joined to another.
/// assert!(stretches_of(6, &merges, 6).iter().all(|stretch| stretch.len() == 1));
/// # Ok::<(), siyaq_stats::Undefined>(())
/// ```
#[must_use]
pub fn stretches_of(
    periods: usize,
    merges: &[NeighbourMerge],
    stretches: usize,
) -> Vec<std::ops::Range<usize>> {
    let steps = periods.saturating_sub(stretches.max(1));
    let mut begins = vec![true; periods];
    for merge in merges.iter().take(steps) {
        if let Some(begin) = begins.get_mut(merge.second) {
            *begin = false;
        }
    }
    let starts: Vec<usize> =
        (0..).zip(begins).filter_map(|(at, begin)| begin.then_some(at)).collect();
    let ends = starts.iter().skip(1).copied().chain([periods]);
    starts.iter().copied().zip(ends).map(|(start, end)| start..end).collect()
}
