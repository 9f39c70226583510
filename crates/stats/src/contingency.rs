//! The table of two events that every measure of association and keyness reads.

use crate::error::{StatsError, StatsErrorKind};
use crate::number::{deviance, product, real};

/// A table of counts for two events, checked to be possible.
///
/// Notation after Evert (2008), *Corpora and collocations*:
///
/// | | second event | not | row |
/// |---|---|---|---|
/// | **first event** | O11 | O12 | R1 |
/// | **not** | O21 | O22 | R2 |
/// | column | C1 | C2 | N |
///
/// - *Association*: the first event is "inside the node's windows" (R1 = tokens in windows), the
///   second is "is the collocate" (C1 = its frequency), N is the number of tokens.
/// - *Keyness*: the first row is the **target** corpus (R1 its tokens, O11 the word's frequency
///   there, called *a*), the second row the **reference** (R2 its tokens, O21 the frequency
///   there, called *b*); C1 = a + b.
///
/// A value above 0 in a signed measure always means: more often in the first row than expected.
///
/// # Examples
/// ```
/// use siyaq_stats::Contingency;
///
/// // «كتاب» 8 times in 15,828 tokens of windows, 4,675 times among 14,307,668 tokens.
/// let table = Contingency::new(8, 15_828, 4_675, 14_307_668)?;
/// assert_eq!((table.o12(), table.o21(), table.r2()), (15_820, 4_667, 14_291_840));
/// assert!((table.e11() - 5.171_765_2).abs() < 1e-7);
/// # Ok::<(), siyaq_stats::StatsError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Contingency {
    o11: u64,
    r1: u64,
    c1: u64,
    n: u64,
}

impl Contingency {
    /// A table from the joint frequency, the two single frequencies and the sample size.
    ///
    /// # Errors
    /// When N is 0, when O11 exceeds R1 or C1, or when R1 + C1 - O11 exceeds N.
    pub fn new(o11: u64, r1: u64, c1: u64, n: u64) -> Result<Self, StatsError> {
        if n == 0 {
            return Err(StatsErrorKind::EmptyTable.into());
        }
        if o11 > r1 || o11 > c1 || r1 > n || c1 - o11 > n - r1 {
            return Err(StatsErrorKind::ImpossibleTable { o11, r1, c1, n }.into());
        }
        Ok(Self { o11, r1, c1, n })
    }

    /// A table from its four cells, row by row.
    ///
    /// # Errors
    /// When all cells are 0 or their sum does not fit into 64 bits.
    pub fn from_cells(o11: u64, o12: u64, o21: u64, o22: u64) -> Result<Self, StatsError> {
        let overflow = || StatsError::from(StatsErrorKind::CountOverflow);
        let r1 = o11.checked_add(o12).ok_or_else(overflow)?;
        let r2 = o21.checked_add(o22).ok_or_else(overflow)?;
        let n = r1.checked_add(r2).ok_or_else(overflow)?;
        Self::new(o11, r1, o11 + o21, n)
    }

    /// A keyness table from the word's frequencies and the sizes of target and reference corpus.
    ///
    /// # Errors
    /// When both corpora are empty, a frequency exceeds its corpus, or the sum of the sizes does
    /// not fit into 64 bits.
    ///
    /// # Examples
    /// ```
    /// use siyaq_stats::{Contingency, Measure};
    ///
    /// let table = Contingency::keyness(620, 267, 1_017_879, 1_007_532)?;
    /// let score = Measure::LogLikelihood2.score(&table).expect("is defined");
    /// assert!((score - 140.865_49).abs() < 1e-5);
    /// # Ok::<(), siyaq_stats::StatsError>(())
    /// ```
    pub fn keyness(
        freq_target: u64,
        freq_reference: u64,
        tokens_target: u64,
        tokens_reference: u64,
    ) -> Result<Self, StatsError> {
        let overflow = || StatsError::from(StatsErrorKind::CountOverflow);
        let n = tokens_target.checked_add(tokens_reference).ok_or_else(overflow)?;
        if freq_target > tokens_target || freq_reference > tokens_reference {
            let (o11, r1) = (freq_target, tokens_target);
            let c1 = freq_target.saturating_add(freq_reference);
            return Err(StatsErrorKind::ImpossibleTable { o11, r1, c1, n }.into());
        }
        Self::new(freq_target, tokens_target, freq_target + freq_reference, n)
    }

    /// Both events together: the joint frequency; in keyness the frequency in the target.
    #[must_use]
    pub const fn o11(&self) -> u64 {
        self.o11
    }

    /// The first event without the second.
    #[must_use]
    pub const fn o12(&self) -> u64 {
        self.r1 - self.o11
    }

    /// The second event without the first; in keyness the frequency in the reference.
    #[must_use]
    pub const fn o21(&self) -> u64 {
        self.c1 - self.o11
    }

    /// Neither event.
    #[must_use]
    pub const fn o22(&self) -> u64 {
        (self.n - self.r1) - (self.c1 - self.o11)
    }

    /// The first event: tokens in windows; in keyness the tokens of the target.
    #[must_use]
    pub const fn r1(&self) -> u64 {
        self.r1
    }

    /// All that is not the first event; in keyness the tokens of the reference.
    #[must_use]
    pub const fn r2(&self) -> u64 {
        self.n - self.r1
    }

    /// The second event: the frequency of the collocate; in keyness of the word in both corpora.
    #[must_use]
    pub const fn c1(&self) -> u64 {
        self.c1
    }

    /// All that is not the second event.
    #[must_use]
    pub const fn c2(&self) -> u64 {
        self.n - self.c1
    }

    /// The sample size.
    #[must_use]
    pub const fn n(&self) -> u64 {
        self.n
    }

    /// The joint frequency expected under independence, R1 C1 / N.
    #[must_use]
    pub fn e11(&self) -> f64 {
        product(self.r1, self.c1) / real(self.n)
    }

    /// The expectation of O12, R1 C2 / N.
    #[must_use]
    pub fn e12(&self) -> f64 {
        product(self.r1, self.c2()) / real(self.n)
    }

    /// The expectation of O21, R2 C1 / N.
    #[must_use]
    pub fn e21(&self) -> f64 {
        product(self.r2(), self.c1) / real(self.n)
    }

    /// The expectation of O22, R2 C2 / N.
    #[must_use]
    pub fn e22(&self) -> f64 {
        product(self.r2(), self.c2()) / real(self.n)
    }

    /// The table with its two events exchanged.
    #[must_use]
    pub const fn transposed(self) -> Self {
        Self { o11: self.o11, r1: self.c1, c1: self.r1, n: self.n }
    }

    /// `O11 O22 - O12 O21`, subtracted in whole numbers and rounded once.
    ///
    /// The same number is `N (O11 - E11)` and, in keyness, `a R2 - b R1`: its sign says whether
    /// the first row holds more than expected.
    pub(crate) fn cross_difference(&self) -> f64 {
        let (diagonal, counter) = ((self.o11, self.o22()), (self.o12(), self.o21()));
        // Products of 64 bits, as nearly all are, cost a tenth of those of 128.
        match (diagonal.0.checked_mul(diagonal.1), counter.0.checked_mul(counter.1)) {
            (Some(diagonal), Some(counter)) if diagonal >= counter => real(diagonal - counter),
            (Some(diagonal), Some(counter)) => -real(counter - diagonal),
            _ => {
                let diagonal = u128::from(diagonal.0) * u128::from(diagonal.1);
                let counter = u128::from(counter.0) * u128::from(counter.1);
                let size = diagonal.abs_diff(counter) as f64;
                if diagonal >= counter { size } else { -size }
            }
        }
    }

    /// Whether O11 is less than its expectation: the sign of [`Contingency::cross_difference`].
    pub(crate) fn is_below_expectation(&self) -> bool {
        match (self.o11.checked_mul(self.n), self.r1.checked_mul(self.c1)) {
            (Some(joint), Some(expected)) => joint < expected,
            _ => {
                u128::from(self.o11) * u128::from(self.n)
                    < u128::from(self.r1) * u128::from(self.c1)
            }
        }
    }

    /// A table of counts that were checked before.
    pub(crate) const fn from_checked(o11: u64, r1: u64, c1: u64, n: u64) -> Self {
        Self { o11, r1, c1, n }
    }

    /// O11 - E11, without the loss of digits that a subtraction of the two would bring.
    pub(crate) fn deviation(&self) -> f64 {
        self.cross_difference() / real(self.n)
    }

    /// G2 over the given cells before any sign: `2 sum O ln(O/E)`, `0 ln 0 = 0`.
    ///
    /// The differences O - E of all four cells (and of the two cells of one column) sum to 0, so
    /// each summand may be replaced by `O ln(O/E) - (O - E)`, which is never negative.
    fn g2_of(&self, all_cells: bool) -> f64 {
        let difference = self.deviation();
        let cell = |observed: u64, expected: f64, difference: f64| {
            if expected > 0.0 { deviance(real(observed), expected, difference) } else { 0.0 }
        };
        let [c1, c2] = [self.c1, self.c2()].map(real);
        let [share, rest] = [self.r1, self.r2()].map(|row| real(row) / real(self.n));
        let first_column =
            cell(self.o11, share * c1, difference) + cell(self.o21(), rest * c1, -difference);
        let second_column = if all_cells {
            cell(self.o12(), share * c2, -difference) + cell(self.o22(), rest * c2, difference)
        } else {
            0.0
        };
        2.0 * (first_column + second_column)
    }

    /// G2 over all four cells, unsigned.
    pub(crate) fn g2(&self) -> f64 {
        self.g2_of(true)
    }

    /// G2 over the cells O11 and O21 alone, unsigned (Rayson and Garside 2000).
    pub(crate) fn g2_two_cells(&self) -> f64 {
        self.g2_of(false)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_and_margins_agree() {
        let table = Contingency::from_cells(1, 2, 3, 4).expect("a possible table");
        assert_eq!((table.o11(), table.o12(), table.o21(), table.o22()), (1, 2, 3, 4));
        assert_eq!((table.r1(), table.r2(), table.c1(), table.c2(), table.n()), (3, 7, 4, 6, 10));
        assert_eq!(table, Contingency::new(1, 3, 4, 10).expect("the same"));
        assert_eq!(table.transposed().o12(), 3);
        assert_eq!(table, Contingency::keyness(1, 3, 3, 7).expect("the same"));
    }

    #[test]
    fn impossible_tables_are_refused() {
        for (o11, r1, c1, n) in [
            (0, 0, 0, 0),
            (3, 2, 5, 10),
            (3, 5, 2, 10),
            (0, 6, 5, 10),
            (1, 11, 1, 10),
            (0, 1, 11, 10),
        ] {
            assert!(Contingency::new(o11, r1, c1, n).is_err(), "{o11} {r1} {c1} {n}");
        }
        assert!(Contingency::from_cells(u64::MAX, 1, 0, 0).is_err());
        assert!(Contingency::from_cells(1, 0, u64::MAX, 0).is_err());
        assert!(Contingency::keyness(5, 1, 4, 10).is_err());
        assert!(Contingency::keyness(1, 11, 4, 10).is_err());
        assert!(Contingency::keyness(1, 1, u64::MAX, 1).is_err());
        assert!(Contingency::new(u64::MAX, u64::MAX, u64::MAX, u64::MAX).is_ok());
        let message = Contingency::new(3, 2, 5, 10).expect_err("O11 > R1").to_string();
        assert!(message.starts_with("contingency table: O11 = 3, R1 = 2"), "{message}");
    }

    #[test]
    fn the_deviation_is_exact_where_floats_cancel() {
        // O11 N - R1 C1 = 1 with factors near 2^62: floats would see 0.
        let (r1, n) = (1_u64 << 31, (1_u64 << 62) + 1);
        let table = Contingency::new(1, r1, r1, n).expect("possible");
        assert!((table.cross_difference() - 1.0).abs() < 1e-15);
    }
}
