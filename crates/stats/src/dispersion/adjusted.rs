//! Frequencies lowered where a word is unevenly spread.

use super::parts::PartCounts;
use crate::number::{finite, real};

impl PartCounts<'_> {
    /// Juilland's usage coefficient U = D f. Juilland, Brodin and Davidovitch (1970).
    #[must_use]
    pub fn juilland_u(&self) -> Option<f64> {
        finite(self.juilland_d()? * real(self.freq()))
    }

    /// Carroll's Um = D2 f + (1 - D2) f / k. Carroll (1970).
    #[must_use]
    pub fn carroll_um(&self) -> Option<f64> {
        let (evenness, freq) = (self.carroll_d2()?, real(self.freq()));
        finite(evenness * freq + (1.0 - evenness) * freq / self.k())
    }

    /// Rosengren's KF = S f, with S adjusted to part sizes. Rosengren (1971).
    #[must_use]
    pub fn rosengren_kf(&self) -> Option<f64> {
        finite(self.rosengren_s()? * real(self.freq()))
    }

    /// Engwall's FM = f times the share of parts in which the word occurs. Engwall (1974).
    #[must_use]
    pub fn engwall_fm(&self) -> Option<f64> {
        finite(real(self.freq()) * self.range_share())
    }

    /// Kromer's UR: each part counts `1 + 1/2 + … + 1/v`. Kromer (2003).
    ///
    /// Cost: linear in the frequency up to 64 per part, constant beyond.
    #[must_use]
    pub fn kromer_ur(&self) -> Option<f64> {
        finite(self.positive_counts().map(harmonic).sum())
    }
}

/// The sum of the reciprocals of 1 to n; by Euler and Maclaurin's formula from 64 on.
fn harmonic(n: f64) -> f64 {
    /// Euler's constant.
    const GAMMA: f64 = 0.577_215_664_901_532_9;
    if n >= 64.0 {
        let square = n * n;
        let tail = (1.0 - (1.0 / 10.0 - 1.0 / (21.0 * square)) / square) / (12.0 * square);
        return n.ln() + GAMMA + 0.5 / n - tail;
    }
    let (mut sum, mut term) = (0.0, 1.0);
    while term <= n {
        sum += 1.0 / term;
        term += 1.0;
    }
    sum
}
