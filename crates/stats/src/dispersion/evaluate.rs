//! Measures of dispersion computed: one, or many in one pass.

use super::measure::DispersionMeasure;
use super::parts::{Bounds, PartCounts, PartSizes};
use super::positions::Gaps;
use super::sums::{Need, Sums};
use crate::number::{product, real};
use crate::undefined::{Undefined, sized};

type Score = Result<f64, Undefined>;

/// What is known of a word in parts, and the sums of the pass.
struct Word<'a> {
    word: &'a PartCounts<'a>,
    sums: &'a Sums,
}

impl Word<'_> {
    fn k(&self) -> f64 {
        real(self.word.parts().part_count())
    }

    fn freq(&self) -> f64 {
        real(self.word.freq())
    }

    fn present(&self) -> Result<(), Undefined> {
        if self.word.freq() == 0 { Err(Undefined::AbsentWord) } else { Ok(()) }
    }

    /// k - 1, for a word that occurs in a corpus of several parts.
    fn freedom(&self) -> Score {
        self.present()?;
        if self.word.parts().part_count() < 2 {
            return Err(Undefined::SinglePart);
        }
        Ok(self.k() - 1.0)
    }

    /// Whether one part holds the word alone: what is least then is known without rounding.
    fn in_one_part(&self) -> bool {
        self.sums.range == 1
    }

    fn range_share(&self) -> f64 {
        real(self.sums.range) / self.k()
    }

    fn sd(&self, freedom: f64) -> Score {
        self.present()?;
        sized(self.sums.counts.deviation_among(self.k(), freedom))
    }

    fn vc(&self, freedom: f64) -> Score {
        // In one part alone it is k roots of (k - 1) / k by the freedom, and it is never greater.
        let greatest = (self.k() * (self.k() - 1.0) / freedom).sqrt();
        let variation = self.sd(freedom)? / (self.freq() / self.k());
        Ok(if self.in_one_part() { greatest } else { variation.min(greatest) })
    }

    /// Juilland's D on relative frequencies, with this divisor of the variance.
    fn juilland(&self, divisor: f64) -> Score {
        let freedom = self.freedom()?;
        let relative = &self.sums.relative;
        let variation = relative.deviation_among(self.k(), divisor) / relative.mean_among(self.k());
        sized(1.0 - variation / freedom.sqrt())
    }

    fn juilland_d(&self) -> Score {
        let evenness = self.juilland(self.k())?;
        Ok(if self.in_one_part() { 0.0 } else { evenness.max(0.0) })
    }

    fn juilland_d_raw(&self) -> Score {
        let freedom = self.freedom()?;
        let evenness = 1.0 - self.vc(self.k())? / freedom.sqrt();
        Ok(if self.in_one_part() { 0.0 } else { evenness.max(0.0) })
    }

    /// The entropy of shares whose logarithms were summed, by its greatest value.
    fn entropy(&self, logs: f64, sum: f64) -> Score {
        self.freedom()?;
        let entropy = (sum.ln() - logs / sum) / self.k().ln();
        Ok(if self.in_one_part() { 0.0 } else { entropy.clamp(0.0, 1.0) })
    }

    fn carroll_d2(&self) -> Score {
        self.freedom()?;
        self.entropy(self.sums.relative_logs, self.sums.relative.sum)
    }

    fn rosengren_s(&self) -> Score {
        self.present()?;
        let roots = self.sums.roots;
        // By the inequality of Cauchy and Schwarz at most 1, which rounding need not know.
        let even = roots * roots / product(self.word.freq(), self.word.parts().tokens());
        Ok(sized(even)?.min(1.0))
    }

    /// DP times its divisor: what one part has too much, others have too little, so only the
    /// parts with too much are read.
    fn surplus_by(&self, tokens: u64) -> f64 {
        (self.sums.surplus as f64 / product(self.word.freq(), tokens)).min(1.0)
    }

    fn dp(&self) -> Score {
        self.present()?;
        Ok(self.surplus_by(self.word.parts().tokens()))
    }

    fn dp_norm(&self) -> Score {
        self.freedom()?;
        Ok(self.surplus_by(self.word.parts().tokens() - self.word.parts().least()))
    }

    fn dp_egbert(&self) -> Score {
        self.present()?;
        match self.word.parts().tokens() - self.sums.least {
            0 => Err(Undefined::WholeCorpusPart),
            rest => Ok(1.0 - self.surplus_by(rest)),
        }
    }

    fn kld(&self) -> Score {
        self.present()?;
        Ok((self.sums.divergence / self.freq()).max(0.0))
    }

    fn da(&self) -> Score {
        let freedom = self.freedom()?;
        Ok(sized(2.0 * (self.sums.ranked - 1.0) / freedom)?.clamp(0.0, 1.0))
    }

    fn jsd(&self) -> Score {
        self.present()?;
        // In a part without the word the middle is s / 2, which adds s.
        let divergence = f64::midpoint(self.sums.middle, (1.0 - self.sums.seen).max(0.0));
        Ok(1.0 - divergence.clamp(0.0, 1.0))
    }

    fn zhang_dc(&self) -> Score {
        self.present()?;
        let roots = self.sums.count_roots;
        Ok(sized(roots * roots / (self.k() * self.freq()))?.min(1.0))
    }

    fn mean_text_freq(&self) -> f64 {
        self.sums.relative.mean_among(self.k())
    }

    fn value(&self, measure: DispersionMeasure) -> Score {
        use DispersionMeasure as M;
        match measure {
            M::Range => Ok(real(self.sums.range)),
            M::RangeShare => Ok(self.range_share()),
            M::Sd => self.sd(self.k()),
            M::SdSample => self.sd(self.freedom()?),
            M::Vc => self.vc(self.k()),
            M::VcSample => self.vc(self.freedom()?),
            M::JuillandD => self.juilland_d(),
            M::JuillandDSample => self.juilland(self.freedom()?),
            M::JuillandDRaw => self.juilland_d_raw(),
            M::JuillandU => Ok(self.juilland_d()? * self.freq()),
            M::CarrollD2 => self.carroll_d2(),
            M::CarrollD2Raw => self.entropy(self.sums.count_logs, self.freq()),
            M::CarrollUm => {
                let (evenness, freq) = (self.carroll_d2()?, self.freq());
                Ok(evenness * freq + (1.0 - evenness) * freq / self.k())
            }
            M::RosengrenS => self.rosengren_s(),
            M::RosengrenKf => Ok(self.rosengren_s()? * self.freq()),
            M::EngwallFm => Ok(self.freq() * self.range_share()),
            M::KromerUr => sized(self.sums.harmonic),
            M::LyneD3 => self.vc(self.k()).map(|spread| 1.0 - spread * spread / 4.0),
            M::ZhangDc => self.zhang_dc(),
            M::Dp => self.dp(),
            M::DpReversed => Ok(1.0 - self.dp()?),
            M::DpNorm => self.dp_norm(),
            M::DpNormReversed => Ok(1.0 - self.dp_norm()?),
            M::DpEgbert => self.dp_egbert(),
            M::Kld => self.kld(),
            M::KldNorm => Ok(1.0 / (1.0 + self.kld()?)),
            M::KldNormExp => Ok((-self.kld()?).exp()),
            M::KldNormExp2 => Ok((-self.kld()?).exp2()),
            M::Da => self.da(),
            M::Jsd => self.jsd(),
            M::Hellinger => Ok(1.0 - (1.0 - self.rosengren_s()?.sqrt()).max(0.0).sqrt()),
            M::MeanTextFreq => Ok(self.mean_text_freq()),
            M::MeanTextFreqRange => Ok(self.mean_text_freq() * self.range_share()),
            M::MeanTextFreqDa => Ok(self.mean_text_freq() * self.da()?),
            M::RangeNofreq => self.adjusted(M::Range),
            M::JuillandDNofreq => self.adjusted(M::JuillandD),
            M::CarrollD2Nofreq => self.adjusted(M::CarrollD2),
            M::RosengrenSNofreq => self.adjusted(M::RosengrenS),
            M::DpNofreq => self.adjusted(M::DpReversed),
            M::DpEgbertNofreq => self.adjusted(M::DpEgbert),
            M::KldNofreq => self.adjusted(M::KldNorm),
            M::DaNofreq => self.adjusted(M::Da),
            M::Arf | M::Awt | M::Ald | M::FAwt | M::FAld => Err(Undefined::NeedsPositions),
        }
    }

    /// The measure between its least and its greatest value for a word of this frequency.
    fn adjusted(&self, measure: DispersionMeasure) -> Score {
        /// What rounding may make of no difference.
        const NOTHING: f64 = 1e-12;
        self.freedom()?;
        if self.word.freq() < 2 {
            return Err(Undefined::OccursOnce);
        }
        let score = self.value(measure)?;
        let (parts, freq) = (self.word.parts(), self.word.freq());
        let (least, greatest) = parts.bounds(measure, freq, || bounds(parts, measure, freq))?;
        if greatest - least <= NOTHING * greatest.abs() {
            return Err(Undefined::NoVariation);
        }
        // Extremes are those of evenness, which a formula need not share to the last occurrence.
        Ok(((score - least) / (greatest - least)).clamp(0.0, 1.0))
    }
}

/// A measure of the least and of the most even spread of so many occurrences.
fn bounds(parts: &PartSizes, measure: DispersionMeasure, freq: u64) -> Bounds {
    if measure == DispersionMeasure::Range {
        let (fewest, most) = parts.range_bounds(freq);
        return Ok((real(fewest), real(most)));
    }
    let of = |counts: Vec<(u32, u64)>| {
        let word = parts.counts(&counts).map_err(|_| Undefined::TooLarge)?;
        measure.evaluate_parts(&word)
    };
    Ok((of(parts.least_even(freq))?, of(parts.most_even(freq))?))
}

impl DispersionMeasure {
    /// The sums that the measure is made of.
    fn need(self) -> Need {
        match self.unadjusted().unwrap_or(self) {
            Self::Sd
            | Self::SdSample
            | Self::Vc
            | Self::VcSample
            | Self::JuillandDRaw
            | Self::LyneD3 => Need::COUNTS,
            Self::JuillandD
            | Self::JuillandDSample
            | Self::JuillandU
            | Self::MeanTextFreq
            | Self::MeanTextFreqRange => Need::RELATIVE,
            Self::CarrollD2 | Self::CarrollUm => Need::RELATIVE_LOGS,
            Self::CarrollD2Raw => Need::COUNT_LOGS,
            Self::RosengrenS | Self::RosengrenKf | Self::Hellinger => Need::ROOTS,
            Self::ZhangDc => Need::COUNT_ROOTS,
            Self::Dp | Self::DpReversed | Self::DpNorm | Self::DpNormReversed | Self::DpEgbert => {
                Need::SURPLUS
            }
            Self::Kld | Self::KldNorm | Self::KldNormExp | Self::KldNormExp2 => Need::DIVERGENCE,
            Self::Da | Self::MeanTextFreqDa => Need::SORTED,
            Self::Jsd => Need::MIDDLE,
            Self::KromerUr => Need::HARMONIC,
            Self::Range
            | Self::RangeShare
            | Self::EngwallFm
            // What the measures adjusted for frequency need is what those do that they adjust.
            | Self::RangeNofreq
            | Self::JuillandDNofreq
            | Self::CarrollD2Nofreq
            | Self::RosengrenSNofreq
            | Self::DpNofreq
            | Self::DpEgbertNofreq
            | Self::KldNofreq
            | Self::DaNofreq
            | Self::Arf
            | Self::Awt
            | Self::Ald
            | Self::FAwt
            | Self::FAld => Need::NOTHING,
        }
    }

    /// The measure of a word's counts in parts.
    ///
    /// # Errors
    /// The reason, where the measure is undefined, or that it needs positions.
    pub fn evaluate_parts(self, word: &PartCounts<'_>) -> Result<f64, Undefined> {
        let sums = Sums::new(word, self.need());
        Word { word, sums: &sums }.value(self)
    }

    /// The measure of a word's positions.
    ///
    /// # Errors
    /// The reason, where the measure is undefined, or that it needs counts in parts.
    pub fn evaluate_gaps(self, word: &Gaps) -> Result<f64, Undefined> {
        let value = match self {
            Self::Arf => Some(word.arf()),
            Self::Awt => word.awt(),
            Self::Ald => word.ald(),
            Self::FAwt => word.f_awt(),
            Self::FAld => word.f_ald(),
            _ => return Err(Undefined::NeedsParts),
        };
        value.ok_or(Undefined::AbsentWord)
    }

    /// The measure of a word's counts in parts; `None` where it is undefined or needs positions.
    #[must_use]
    pub fn of_parts(self, word: &PartCounts<'_>) -> Option<f64> {
        self.evaluate_parts(word).ok()
    }

    /// The measure of a word's positions; `None` where it is undefined or needs parts.
    #[must_use]
    pub fn of_gaps(self, word: &Gaps) -> Option<f64> {
        self.evaluate_gaps(word).ok()
    }
}

impl PartCounts<'_> {
    /// Several measures in one pass over the parts that hold the word, in the order asked for.
    ///
    /// The numbers are those of [`DispersionMeasure::evaluate_parts`] to the last bit.
    ///
    /// # Examples
    /// ```
    /// use siyaq_stats::{DispersionMeasure, PartSizes, Undefined};
    ///
    /// let parts = PartSizes::new(vec![9, 10, 10, 10, 11])?;
    /// let counts = [(0, 1), (1, 2), (2, 3), (3, 4), (4, 5)];
    /// let word = parts.counts(&counts)?;
    /// let [range, dp, arf] = ["range", "dp", "arf"].map(|name| name.parse().expect("a name"));
    /// let scores = word.evaluate(&[range, dp, arf]);
    /// assert_eq!(scores, [Ok(5.0), Ok(0.18), Err(Undefined::NeedsPositions)]);
    /// # Ok::<(), siyaq_stats::StatsError>(())
    /// ```
    #[must_use]
    pub fn evaluate(&self, measures: &[DispersionMeasure]) -> Vec<Result<f64, Undefined>> {
        let need = measures.iter().fold(Need::NOTHING, |need, measure| need.and(measure.need()));
        let sums = Sums::new(self, need);
        let word = Word { word: self, sums: &sums };
        measures.iter().map(|&measure| word.value(measure)).collect()
    }
}
