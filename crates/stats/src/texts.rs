//! A word in the texts of two corpora: tests that count texts, not tokens.

use std::f64::consts::LN_10;

use crate::dispersion::PartCounts;
use crate::error::{StatsError, StatsErrorKind};
use crate::gamma::{ln_normal_two_sided, ln_student_two_sided};
use crate::number::{finite, real};
use crate::tails::p_value;
use crate::undefined::{Undefined, defined, sized};

/// The relative frequencies of one word in the texts of one corpus, most of them perhaps 0.
///
/// Only those above 0 are stored.
#[derive(Clone, Debug, PartialEq)]
pub struct TextSample {
    /// Above 0, ascending.
    values: Vec<f64>,
    texts: u64,
}

impl TextSample {
    /// The frequencies that are not 0, of a word in `texts` texts altogether.
    ///
    /// # Errors
    /// When a frequency is negative or not finite, or there are more of them than texts.
    pub fn new(values: Vec<f64>, texts: u64) -> Result<Self, StatsError> {
        let mut values = values;
        let wrong = values.iter().find(|value| !(value.is_finite() && **value >= 0.0));
        if let Some(&value) = wrong {
            return Err(StatsErrorKind::BadNumber { what: "relative frequency", value }.into());
        }
        values.retain(|value| *value > 0.0);
        if values.len() as u64 > texts {
            let (expected, found) = (texts, values.len() as u64);
            return Err(StatsErrorKind::RowCount { expected, found }.into());
        }
        values.sort_unstable_by(f64::total_cmp);
        Ok(Self { values, texts })
    }

    /// The relative frequencies of a word in the parts of a corpus that hold tokens.
    #[must_use]
    pub fn of_parts(word: &PartCounts<'_>) -> Self {
        let mut values: Vec<f64> =
            word.occurrences().map(|(count, size)| real(count) / real(size)).collect();
        values.sort_unstable_by(f64::total_cmp);
        Self { values, texts: word.parts().part_count() }
    }

    /// The number of texts.
    #[must_use]
    pub fn texts(&self) -> u64 {
        self.texts
    }

    /// The number of texts that have the word.
    #[must_use]
    pub fn range(&self) -> u64 {
        self.values.len() as u64
    }

    fn zeros(&self) -> u64 {
        self.texts - self.range()
    }

    /// The mean relative frequency of the texts, each counting alike.
    ///
    /// # Errors
    /// [`Undefined::Empty`] without texts.
    pub fn mean(&self) -> Result<f64, Undefined> {
        // From the least value on, so that the mean of equal values is that value to the last bit and
        // they do not seem to vary.
        let least =
            if self.zeros() == 0 { self.values.first().copied().unwrap_or(0.0) } else { 0.0 };
        let above: f64 = self.values.iter().map(|value| value - least).sum();
        defined(least + above / real(self.texts), Undefined::Empty)
    }

    /// The sum of squared deviations from the mean.
    fn squares(&self) -> Result<f64, Undefined> {
        let mean = self.mean()?;
        let given: f64 = self.values.iter().map(|value| (value - mean).powi(2)).sum();
        Ok(given + mean * mean * real(self.zeros()))
    }

    /// The sample variance, with `texts - 1` below the line.
    ///
    /// # Errors
    /// [`Undefined::TooFew`] with fewer than two texts.
    pub fn variance(&self) -> Result<f64, Undefined> {
        if self.texts < 2 {
            return Err(Undefined::TooFew);
        }
        sized(self.squares()? / real(self.texts - 1))
    }
}

/// The result of a t-test.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct TTest {
    /// The statistic; above 0 if the target has more.
    pub t: f64,
    /// Degrees of freedom, which need not be whole.
    pub freedom: f64,
    /// The decimal logarithm of the two-sided p-value.
    pub log10_p: f64,
}

impl TTest {
    /// The two-sided p-value.
    ///
    /// # Errors
    /// [`Undefined::TooSmall`] below [`LEAST_P`](crate::LEAST_P), where there is the logarithm only.
    pub fn p(self) -> Result<f64, Undefined> {
        p_value(self.log10_p)
    }
}

/// The result of the test of Mann and Whitney.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct MannWhitney {
    /// The sum of the ranks of the target's texts, ties at their mean rank.
    pub rank_sum: f64,
    /// How many pairs of a target and a reference text the target wins, a tie being half.
    pub u: f64,
    /// U as a standard normal variable, with the correction for ties and continuity; above 0 if
    /// the target has more.
    pub z: f64,
    /// The decimal logarithm of the two-sided p-value, by the normal approximation.
    pub log10_p: f64,
    /// The share of pairs won less the share lost (rank-biserial correlation), -1 to 1.
    pub effect: f64,
}

impl MannWhitney {
    /// The two-sided p-value.
    ///
    /// # Errors
    /// [`Undefined::TooSmall`] below [`LEAST_P`](crate::LEAST_P), where there is the logarithm only.
    pub fn p(self) -> Result<f64, Undefined> {
        p_value(self.log10_p)
    }
}

/// One word in the texts of a target and of a reference.
///
/// # Examples
/// ```
/// use siyaq_stats::{TextComparison, TextSample};
///
/// // «حكومة» per thousand tokens in five texts of each corpus (the numbers of Kilgarriff 2001).
/// let target = TextSample::new(vec![12.0, 15.0, 18.0, 24.0, 88.0], 5)?;
/// let reference = TextSample::new(vec![3.0, 3.0, 13.0, 27.0, 33.0], 5)?;
/// let test = TextComparison::new(&target, &reference).mann_whitney()?;
/// assert_eq!((test.rank_sum, test.u), (31.0, 16.0));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug)]
pub struct TextComparison<'a> {
    target: &'a TextSample,
    reference: &'a TextSample,
}

impl<'a> TextComparison<'a> {
    /// Compares the texts of a target with those of a reference.
    #[must_use]
    pub fn new(target: &'a TextSample, reference: &'a TextSample) -> Self {
        Self { target, reference }
    }

    fn difference(&self) -> Result<f64, Undefined> {
        Ok(self.target.mean()? - self.reference.mean()?)
    }

    /// The variance within both samples together.
    fn pooled_variance(&self) -> Result<f64, Undefined> {
        let texts = real(self.target.texts) + real(self.reference.texts);
        if texts < 3.0 {
            return Err(Undefined::TooFew);
        }
        Ok((self.target.squares()? + self.reference.squares()?) / (texts - 2.0))
    }

    /// Cohen's d: the difference of the means by the pooled standard deviation.
    ///
    /// Cohen (1988): 0.2 is called small, 0.5 medium, 0.8 large.
    ///
    /// # Errors
    /// Without texts, with fewer than three altogether, or if nothing varies.
    pub fn cohen_d(&self) -> Result<f64, Undefined> {
        defined(self.difference()? / self.pooled_variance()?.sqrt(), Undefined::NoVariation)
    }

    /// Welch's t-test, for samples of different variance.
    ///
    /// Welch (1947), with the degrees of freedom of Satterthwaite.
    ///
    /// # Errors
    /// With fewer than two texts on a side, or if nothing varies.
    pub fn welch(&self) -> Result<TTest, Undefined> {
        let (n1, n2) = (real(self.target.texts), real(self.reference.texts));
        let first = self.target.variance()? / n1;
        let second = self.reference.variance()? / n2;
        let error = first + second;
        let freedom = error * error / (first * first / (n1 - 1.0) + second * second / (n2 - 1.0));
        t_test(self.difference()?, error, freedom)
    }

    /// Student's t-test with pooled variance; Wordless calls it "t-test, 2-sample".
    ///
    /// # Errors
    /// Without texts, with fewer than three altogether, or if nothing varies.
    pub fn student(&self) -> Result<TTest, Undefined> {
        let (n1, n2) = (real(self.target.texts), real(self.reference.texts));
        let error = self.pooled_variance()? * (1.0 / n1 + 1.0 / n2);
        t_test(self.difference()?, error, n1 + n2 - 2.0)
    }

    /// The rank test of Mann and Whitney (1947), also called Wilcoxon's.
    ///
    /// Normal approximation with the corrections for ties and continuity, as in R and SciPy.
    /// Kilgarriff (2001) shows why it suits keywords: one text cannot carry a word.
    ///
    /// Cost: linear in the texts that have the word.
    ///
    /// # Errors
    /// Without texts on a side, or if all values are equal.
    pub fn mann_whitney(&self) -> Result<MannWhitney, Undefined> {
        let (n1, n2) = (real(self.target.texts), real(self.reference.texts));
        if self.target.texts == 0 || self.reference.texts == 0 {
            return Err(Undefined::Empty);
        }
        let (rank_sum, ties) = self.ranks();
        let u = rank_sum - n1 * (n1 + 1.0) / 2.0;
        let (n, mean) = (n1 + n2, n1 * n2 / 2.0);
        let variance = n1 * n2 / 12.0 * ((n + 1.0) - ties / (n * (n - 1.0)));
        if variance <= 0.0 || !variance.is_finite() {
            return Err(Undefined::NoVariation);
        }
        let distance = ((u - mean).abs() - 0.5).max(0.0);
        let z = distance / variance.sqrt() * if u < mean { -1.0 } else { 1.0 };
        let log10_p = ln_normal_two_sided(z) / LN_10;
        let effect = (u / mean - 1.0).clamp(-1.0, 1.0);
        Ok(MannWhitney { rank_sum, u, z, log10_p, effect })
    }

    /// The rank sum of the target, and the sum of `t^3 - t` over groups of t equal values.
    fn ranks(&self) -> (f64, f64) {
        let (first, second) = (&self.target.values, &self.reference.values);
        let cubes = |tied: f64| tied * tied * tied - tied;
        // The texts without the word are the first group.
        let (zeros, others) = (self.target.zeros(), self.reference.zeros());
        let group = real(zeros) + real(others);
        let (mut before, mut ties) = (group, cubes(group));
        let mut sum = real(zeros) * (group + 1.0) / 2.0;
        let (mut i, mut j) = (0, 0);
        loop {
            let least = match (first.get(i), second.get(j)) {
                (Some(a), Some(b)) => a.min(*b),
                (Some(value), None) | (None, Some(value)) => *value,
                (None, None) => return (sum, ties),
            };
            let run = |values: &[f64], start: usize| {
                let rest = values.get(start..).unwrap_or_default();
                rest.iter().take_while(|value| **value <= least).count()
            };
            let (own, other) = (run(first, i), run(second, j));
            (i, j) = (i + own, j + other);
            let tied = (own + other) as f64;
            sum += own as f64 * (before + (tied + 1.0) / 2.0);
            ties += cubes(tied);
            before += tied;
        }
    }
}

/// The test of a difference with so much variance of its own.
fn t_test(difference: f64, variance: f64, freedom: f64) -> Result<TTest, Undefined> {
    let t = defined(difference / variance.sqrt(), Undefined::NoVariation)?;
    let freedom = defined(freedom, Undefined::NoVariation)?;
    let log10_p = finite(ln_student_two_sided(t, freedom) / LN_10).ok_or(Undefined::TooLarge)?;
    Ok(TTest { t, freedom, log10_p: log10_p.min(0.0) })
}
