//! Dispersion along a corpus, from the distances between the occurrences of a word.

use crate::error::{StatsError, StatsErrorKind};
use crate::number::{finite, real};

/// The distances between the occurrences of one word, the last joined to the first around the
/// end of the corpus; summed while its positions stream by.
///
/// Savický and Hlaváčová (2002), *Measures of word commonness*. N is the size of the corpus in
/// tokens, f the frequency, d a distance; the distances sum to N.
///
/// # Examples
/// ```
/// use siyaq_stats::Gaps;
///
/// // Three even occurrences among 30 tokens, then three in one place.
/// let even = Gaps::new(30, 3, [5, 15, 25])?;
/// let clumped = Gaps::new(30, 3, [5, 6, 7])?;
/// assert_eq!(even.arf(), 3.0);
/// assert_eq!(clumped.arf(), 1.2);
/// # Ok::<(), siyaq_stats::StatsError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Gaps {
    tokens: u64,
    freq: u64,
    /// The sum of min(d f, N), which is ARF times N.
    reduced: u128,
    squares: u128,
    /// The sum of d ln d.
    logarithms: f64,
}

impl Gaps {
    /// Reads positions, from 0 and ascending, of a word with this frequency in a corpus of
    /// `tokens` tokens.
    ///
    /// In a subcorpus positions and size must both be counted within it.
    ///
    /// Cost: linear in the frequency; nothing is stored.
    ///
    /// # Errors
    /// When positions do not ascend strictly, lie outside the corpus, or are not `freq` many.
    pub fn new(
        tokens: u64,
        freq: u64,
        positions: impl IntoIterator<Item = u64>,
    ) -> Result<Self, StatsError> {
        let mut gaps = Self { tokens, freq, reduced: 0, squares: 0, logarithms: 0.0 };
        let mut ends: Option<(u64, u64)> = None;
        let mut found = 0_u64;
        for position in positions {
            if position >= tokens {
                return Err(StatsErrorKind::PositionOutside { position, tokens }.into());
            }
            let first = match ends {
                Some((_, last)) if position <= last => {
                    return Err(StatsErrorKind::UnsortedPositions { position }.into());
                }
                Some((first, last)) => {
                    gaps.add(position - last);
                    first
                }
                None => position,
            };
            ends = Some((first, position));
            found += 1;
        }
        if found != freq {
            return Err(StatsErrorKind::PositionCount { expected: freq, found }.into());
        }
        if let Some((first, last)) = ends {
            gaps.add(tokens - last + first);
        }
        Ok(gaps)
    }

    fn add(&mut self, distance: u64) {
        let wide = u128::from(distance);
        self.reduced += (wide * u128::from(self.freq)).min(u128::from(self.tokens));
        self.squares += wide * wide;
        self.logarithms += real(distance) * real(distance).ln();
    }

    /// The tokens of the corpus.
    #[must_use]
    pub fn tokens(&self) -> u64 {
        self.tokens
    }

    /// The frequency.
    #[must_use]
    pub fn freq(&self) -> u64 {
        self.freq
    }

    /// Average reduced frequency: `sum min(d, N/f) / (N/f)`.
    ///
    /// f for a word spread evenly, about 1 for a word in one place, 0 for a word that does not
    /// occur.
    #[must_use]
    pub fn arf(&self) -> f64 {
        if self.freq == 0 {
            return 0.0;
        }
        self.within(self.reduced as f64 / real(self.tokens))
    }

    /// Average waiting time for the next occurrence from a random token: `(1 + sum d^2 / N) / 2`.
    ///
    /// `None` for a word that does not occur, as all that follows.
    #[must_use]
    pub fn awt(&self) -> Option<f64> {
        self.present()?;
        finite(0.5 * (1.0 + self.squares as f64 / real(self.tokens)))
    }

    /// Average logarithmic distance, base 10: `sum d log10(d) / N`.
    #[must_use]
    pub fn ald(&self) -> Option<f64> {
        self.present()?;
        finite(self.logarithms / std::f64::consts::LN_10 / real(self.tokens))
    }

    /// The frequency at which an evenly spread word waits as long: `N^2 / sum d^2`.
    #[must_use]
    pub fn f_awt(&self) -> Option<f64> {
        self.present()?;
        finite(real(self.tokens) / (self.squares as f64 / real(self.tokens)))
            .map(|freq| self.within(freq))
    }

    /// The frequency at which an evenly spread word has the same ALD: `exp(-sum (d/N) ln(d/N))`.
    #[must_use]
    pub fn f_ald(&self) -> Option<f64> {
        self.present()?;
        let tokens = real(self.tokens);
        finite((tokens.ln() - self.logarithms / tokens).exp()).map(|freq| self.within(freq))
    }

    /// A frequency that is lowered by clumping lies between 1 and the frequency, which rounding need
    /// not know.
    fn within(&self, freq: f64) -> f64 {
        freq.clamp(1.0, real(self.freq))
    }

    fn present(&self) -> Option<()> {
        (self.freq > 0).then_some(())
    }
}
