//! Keyness that knows how a word is spread: by texts, and by adjusted frequencies.

use crate::contingency::Contingency;
use crate::dispersion::{DispersionMeasure, Gaps, PartCounts};
use crate::error::StatsError;
use crate::number::real;
use crate::parameter::Smoothing;
use crate::undefined::{Undefined, defined};

/// One word in the parts of a target and of a reference.
///
/// # Examples
/// «بيان» forty times in one text of ten, against four times in four texts of ten: a keyword by
/// tokens, not by texts.
/// ```
/// use siyaq_stats::{DispersedKeyness, DispersionMeasure, Measure, PartSizes};
///
/// let parts = PartSizes::new(vec![1_000; 10])?;
/// let (target, reference) = ([(3, 40)], [(0, 1), (2, 1), (4, 1), (6, 1)]);
/// let word = DispersedKeyness::new(parts.counts(&target)?, parts.counts(&reference)?);
/// let texts = Measure::LogRatio.evaluate(&word.text_table()?)?;
/// assert_eq!(texts, -2.0);
/// let adjusted = word.adjusted_log_ratio(DispersionMeasure::EngwallFm)?;
/// assert!((adjusted - 2.5_f64.log2()).abs() < 1e-12);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug)]
pub struct DispersedKeyness<'a> {
    target: PartCounts<'a>,
    reference: PartCounts<'a>,
    gaps: Option<[Gaps; 2]>,
}

impl<'a> DispersedKeyness<'a> {
    /// The counts of the word in both corpora.
    #[must_use]
    pub fn new(target: PartCounts<'a>, reference: PartCounts<'a>) -> Self {
        Self { target, reference, gaps: None }
    }

    /// With the distances of the word's occurrences in both, which ARF and its like are computed of.
    #[must_use]
    pub fn with_gaps(self, target: Gaps, reference: Gaps) -> Self {
        Self { gaps: Some([target, reference]), ..self }
    }

    /// The table of texts instead of tokens: a = texts of the target that have the word, of R1
    /// texts. Every measure of keyness reads it.
    ///
    /// Text dispersion keyness: Egbert and Biber (2019), with `log_likelihood_4`.
    ///
    /// # Errors
    /// When the sums do not fit into 64 bits.
    pub fn text_table(&self) -> Result<Contingency, StatsError> {
        Contingency::keyness(
            self.target.range(),
            self.reference.range(),
            self.target.parts().part_count(),
            self.reference.parts().part_count(),
        )
    }

    /// An adjusted frequency by the tokens of its corpus.
    fn rates(&self, adjusted: DispersionMeasure) -> Result<(f64, f64), Undefined> {
        if adjusted.needs_positions() {
            let [target, reference] = self.gaps.ok_or(Undefined::NeedsPositions)?;
            let rate = |word: &Gaps| match adjusted.evaluate_gaps(word) {
                Ok(freq) => Ok(freq / real(word.tokens())),
                Err(Undefined::AbsentWord) => Ok(0.0),
                Err(reason) => Err(reason),
            };
            return Ok((rate(&target)?, rate(&reference)?));
        }
        let rate = |word: &PartCounts<'_>| match adjusted.evaluate_parts(word) {
            Ok(freq) => Ok(freq / real(word.parts().tokens())),
            // A word that does not occur has no dispersion, but its frequency is 0.
            Err(Undefined::AbsentWord) => Ok(0.0),
            Err(reason) => Err(reason),
        };
        Ok((rate(&self.target)?, rate(&self.reference)?))
    }

    /// The log ratio of frequencies adjusted by `juilland_u`, `carroll_um`, `rosengren_kf`, or with
    /// distances `arf`, `f_awt`, `f_ald`.
    ///
    /// # Errors
    /// Where the measure is undefined, or a frequency is 0.
    pub fn adjusted_log_ratio(&self, adjusted: DispersionMeasure) -> Result<f64, Undefined> {
        let (target, reference) = self.rates(adjusted)?;
        let none = |word: &PartCounts<'_>, absent: Undefined| {
            if word.freq() == 0 { absent } else { Undefined::LoweredToZero }
        };
        if target <= 0.0 {
            return Err(none(&self.target, Undefined::AbsentWord));
        }
        let reason = none(&self.reference, Undefined::AbsentInReference);
        defined((target / reference).log2(), reason)
    }

    /// Simple maths (Kilgarriff 2009) of adjusted frequencies.
    ///
    /// # Errors
    /// Where the measure is undefined.
    pub fn adjusted_simple_maths(
        &self,
        adjusted: DispersionMeasure,
        k: Smoothing,
    ) -> Result<f64, Undefined> {
        let (target, reference) = self.rates(adjusted)?;
        Ok((1e6 * target + k.per_million()) / (1e6 * reference + k.per_million()))
    }

    /// By how much a measure of dispersion differs: target less reference.
    ///
    /// The second axis of Gries (2021), with `kld_norm`; the first is `frequency_divergence`.
    ///
    /// # Errors
    /// Where the measure is undefined for one of the corpora.
    pub fn dispersion_difference(&self, measure: DispersionMeasure) -> Result<f64, Undefined> {
        Ok(measure.evaluate_parts(&self.target)? - measure.evaluate_parts(&self.reference)?)
    }

    /// The divergence in bits of the word's shares in the two corpora from the shares of their
    /// tokens, negative if the target has less than its share. Gries (2021).
    ///
    /// # Errors
    /// For a word in neither corpus.
    pub fn frequency_divergence(&self) -> Result<f64, Undefined> {
        frequency_divergence(
            [self.target.freq(), self.reference.freq()],
            [self.target.parts().tokens(), self.reference.parts().tokens()],
        )
    }
}

/// See [`DispersedKeyness::frequency_divergence`].
fn frequency_divergence(freqs: [u64; 2], tokens: [u64; 2]) -> Result<f64, Undefined> {
    let (sum, all) = (freqs.map(real).iter().sum::<f64>(), tokens.map(real).iter().sum::<f64>());
    if sum <= 0.0 {
        return Err(Undefined::AbsentWord);
    }
    let terms = freqs.iter().zip(tokens).filter(|(freq, _)| **freq > 0);
    let divergence: f64 = terms
        .map(|(&freq, tokens)| {
            let share = real(freq) / sum;
            share * (share * all / real(tokens)).log2()
        })
        .sum();
    let [target, reference] = freqs;
    let [r1, r2] = tokens;
    let less = u128::from(target) * u128::from(r2) < u128::from(reference) * u128::from(r1);
    Ok(if less { -divergence.max(0.0) } else { divergence.max(0.0) })
}
