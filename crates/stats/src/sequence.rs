//! Association in sequences: more than two words, and words that attract many others.

use crate::error::{StatsError, StatsErrorKind};
use crate::number::real;
use crate::parameter::LogBase;
use crate::undefined::{Undefined, sized};

/// The interaction of all words of a sequence, and how certain it is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Lambda {
    /// The interaction in a saturated log-linear model: 0 if the words meet as often as their
    /// shorter sequences let one expect.
    pub lambda: f64,
    /// Lambda by its standard error; sequences are ranked by it.
    pub z: f64,
}

/// Blaheta and Johnson's lambda of a sequence of K words, with 0.5 added to every cell.
///
/// `cells` are the 2^K counts of all K-word sequences by which of the K words they share with
/// this one at its place: bit i of the index says whether the i-th word agrees, so that the last
/// cell counts the sequence itself and the first those that share nothing.
///
/// Blaheta and Johnson (2001); the same numbers as quanteda's `textstat_collocations`.
///
/// # Errors
/// Unless there are 2^K cells with K of at least 2.
///
/// # Examples
/// ```
/// // «رأس المال» twice; one other word after «رأس», one before «المال», five pairs of others.
/// let score = siyaq_stats::lambda_of(&[5, 1, 1, 2])?;
/// assert!((score.lambda - 1.810_109).abs() < 1e-6);
/// assert!((score.z - 1.307_986).abs() < 1e-6);
/// # Ok::<(), siyaq_stats::StatsError>(())
/// ```
pub fn lambda_of(cells: &[u64]) -> Result<Lambda, StatsError> {
    if cells.len() < 4 || !cells.len().is_power_of_two() {
        return Err(StatsErrorKind::CellCount { found: cells.len() }.into());
    }
    let words = cells.len().trailing_zeros();
    let (mut lambda, mut variance) = (0.0, 0.0);
    for (index, &count) in cells.iter().enumerate() {
        let smoothed = real(count) + 0.5;
        let missing = words - index.count_ones();
        lambda += if missing.is_multiple_of(2) { smoothed.ln() } else { -smoothed.ln() };
        variance += 1.0 / smoothed;
    }
    Ok(Lambda { lambda, z: lambda / variance.sqrt() })
}

/// What lexical gravity is computed from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct GravityCounts {
    /// How often the second word follows the first within the window.
    pub joint: u64,
    /// The frequency of the first word.
    pub freq_first: u64,
    /// The frequency of the second word.
    pub freq_second: u64,
    /// Different words that follow the first within the window.
    pub types_after_first: u64,
    /// Different words that precede the second within the window.
    pub types_before_second: u64,
}

/// Lexical gravity: `log(f(x,y) n(x) / f(x)) + log(f(x,y) n'(y) / f(y))`.
///
/// High if the pair is frequent among the neighbours of words that have many different
/// neighbours. Daudaravičius and Marcinkevičienė (2004), who use natural logarithms.
///
/// # Errors
/// [`Undefined::NeverTogether`] if the joint frequency is 0, [`Undefined::EmptyMargin`] if
/// another count is.
///
/// # Examples
/// ```
/// use siyaq_stats::{GravityCounts, LogBase, lexical_gravity};
///
/// // «رأس المال»: log2(4 · 8 / 16) + log2(4 · 16 / 8).
/// let counts = GravityCounts {
///     joint: 4,
///     freq_first: 16,
///     freq_second: 8,
///     types_after_first: 8,
///     types_before_second: 16,
/// };
/// assert_eq!(lexical_gravity(&counts, LogBase::Two)?, 1.0 + 3.0);
/// # Ok::<(), siyaq_stats::Undefined>(())
/// ```
pub fn lexical_gravity(counts: &GravityCounts, base: LogBase) -> Result<f64, Undefined> {
    if counts.joint == 0 {
        return Err(Undefined::NeverTogether);
    }
    let pull = |types: u64, freq: u64| {
        if types == 0 || freq == 0 {
            return Err(Undefined::EmptyMargin);
        }
        Ok(base.log(real(counts.joint) * real(types) / real(freq)))
    };
    let after = pull(counts.types_after_first, counts.freq_first)?;
    sized(after + pull(counts.types_before_second, counts.freq_second)?)
}
