//! The measures of dispersion over parts as methods.

use super::measure::DispersionMeasure;
use super::parts::PartCounts;

/// In the formulas k is the number of parts, v the count in a part, f the sum of the counts, s a
/// part's share of the tokens, t = v / f its share of the word, p = v / size the relative
/// frequency there. Every measure is `None` for a word that does not occur (f = 0), and runs
/// over the parts where the word occurs, not over all parts.
impl PartCounts<'_> {
    /// The population standard deviation of the counts: `sqrt(sum (v - f/k)^2 / k)`.
    #[must_use]
    pub fn sd(&self) -> Option<f64> {
        DispersionMeasure::Sd.of_parts(self)
    }

    /// The variation coefficient of the counts, their standard deviation by their mean.
    #[must_use]
    pub fn vc(&self) -> Option<f64> {
        DispersionMeasure::Vc.of_parts(self)
    }

    /// Juilland's D on relative frequencies: `1 - (sd(p) / mean(p)) / sqrt(k - 1)`.
    ///
    /// 1 is even, 0 is all in one part. `None` also for a single part. Values that rounding
    /// carries below 0 are 0.
    ///
    /// Juilland, Brodin and Davidovitch (1970), with relative frequencies for parts of unequal
    /// size.
    #[must_use]
    pub fn juilland_d(&self) -> Option<f64> {
        DispersionMeasure::JuillandD.of_parts(self)
    }

    /// Juilland's usage coefficient U = D f. Juilland, Brodin and Davidovitch (1970).
    #[must_use]
    pub fn juilland_u(&self) -> Option<f64> {
        DispersionMeasure::JuillandU.of_parts(self)
    }

    /// Carroll's D2 on relative frequencies: the entropy of p by its greatest value, log k.
    ///
    /// 1 is even, 0 is all in one part. `None` also for a single part. Carroll (1970).
    #[must_use]
    pub fn carroll_d2(&self) -> Option<f64> {
        DispersionMeasure::CarrollD2.of_parts(self)
    }

    /// Carroll's Um = D2 f + (1 - D2) f / k. Carroll (1970).
    #[must_use]
    pub fn carroll_um(&self) -> Option<f64> {
        DispersionMeasure::CarrollUm.of_parts(self)
    }

    /// Rosengren's S adjusted to part sizes: `(sum sqrt(s v))^2 / f`.
    ///
    /// 1 is even, the least share of a part is the least value. Rosengren (1971).
    #[must_use]
    pub fn rosengren_s(&self) -> Option<f64> {
        DispersionMeasure::RosengrenS.of_parts(self)
    }

    /// Rosengren's KF = S f, with S adjusted to part sizes. Rosengren (1971).
    #[must_use]
    pub fn rosengren_kf(&self) -> Option<f64> {
        DispersionMeasure::RosengrenKf.of_parts(self)
    }

    /// Engwall's FM = f times the share of parts in which the word occurs. Engwall (1974).
    #[must_use]
    pub fn engwall_fm(&self) -> Option<f64> {
        DispersionMeasure::EngwallFm.of_parts(self)
    }

    /// Kromer's UR: each part counts `1 + 1/2 + … + 1/v`. Kromer (2003).
    ///
    /// Cost: linear in the frequency up to 64 per part, constant beyond.
    #[must_use]
    pub fn kromer_ur(&self) -> Option<f64> {
        DispersionMeasure::KromerUr.of_parts(self)
    }

    /// Lyne's D3 for parts of equal size: `1 - chi2 / (4 f)`, `chi2 = sum (v - f/k)^2 / (f/k)`.
    ///
    /// 1 is even. Below 0 for words much clumped in many parts. Lyne (1985).
    #[must_use]
    pub fn lyne_d3(&self) -> Option<f64> {
        DispersionMeasure::LyneD3.of_parts(self)
    }

    /// Zhang's distributional consistency for parts of equal size: `(sum sqrt(v) / k)^2 / (f/k)`.
    ///
    /// 1 is even, 1/k is all in one part. Zhang, Huang and Yu (2004).
    #[must_use]
    pub fn zhang_dc(&self) -> Option<f64> {
        DispersionMeasure::ZhangDc.of_parts(self)
    }

    /// Gries's deviation of proportions: `sum |t - s| / 2`. **0 is even**, near 1 is clumped.
    ///
    /// Gries (2008).
    #[must_use]
    pub fn dp(&self) -> Option<f64> {
        DispersionMeasure::Dp.of_parts(self)
    }

    /// DP by its greatest value: `DP / (1 - min s)`. **0 is even**, 1 is all in the least part.
    ///
    /// `None` also for a single part. Lijffijt and Gries (2012).
    #[must_use]
    pub fn dp_norm(&self) -> Option<f64> {
        DispersionMeasure::DpNorm.of_parts(self)
    }

    /// `1 - DP / (1 - min s)` with the least share among the parts where the word occurs.
    ///
    /// **1 is even.** `None` also if that part is the whole corpus. Egbert, Burch and Biber
    /// (2020).
    #[must_use]
    pub fn dp_egbert(&self) -> Option<f64> {
        DispersionMeasure::DpEgbert.of_parts(self)
    }

    /// The Kullback-Leibler divergence of t from s in bits: `sum t log2(t / s)`. **0 is even.**
    ///
    /// Gries (2020).
    #[must_use]
    pub fn kld(&self) -> Option<f64> {
        DispersionMeasure::Kld.of_parts(self)
    }

    /// The divergence as odds to one: `1 - KLD / (1 + KLD)`. 1 is even. Gries (2024).
    #[must_use]
    pub fn kld_norm(&self) -> Option<f64> {
        DispersionMeasure::KldNorm.of_parts(self)
    }

    /// The divergence as a power of e: `e^-KLD`. 1 is even. Gries (2021).
    #[must_use]
    pub fn kld_norm_exp(&self) -> Option<f64> {
        DispersionMeasure::KldNormExp.of_parts(self)
    }

    /// The divergence as a power of 2: `2^-KLD`. 1 is even.
    #[must_use]
    pub fn kld_norm_exp2(&self) -> Option<f64> {
        DispersionMeasure::KldNormExp2.of_parts(self)
    }

    /// Burch's DA: `1 - mean |p_i - p_j| / (2 mean p)` over all pairs of parts.
    ///
    /// 1 is even, 0 is all in one part. `None` also for a single part. Burch, Egbert and Biber
    /// (2017), by the sorted form of Wilcox (1973).
    ///
    /// Cost: a sort of the parts where the word occurs.
    #[must_use]
    pub fn da(&self) -> Option<f64> {
        DispersionMeasure::Da.of_parts(self)
    }

    /// One less the Jensen-Shannon divergence of t and s in bits. 1 is even.
    #[must_use]
    pub fn jsd(&self) -> Option<f64> {
        DispersionMeasure::Jsd.of_parts(self)
    }

    /// One less the Hellinger distance of t and s. 1 is even.
    #[must_use]
    pub fn hellinger(&self) -> Option<f64> {
        DispersionMeasure::Hellinger.of_parts(self)
    }
}
