//! Burrows's Delta and its kin: how far apart the styles of texts are, by their most frequent words.

use std::fmt;
use std::str::FromStr;

use crate::error::{StatsError, named};
use crate::number::real;
use crate::undefined::{Undefined, defined};

/// How the z-scores of words in two texts become a distance.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum DeltaMeasure {
    /// `burrows`: the mean difference, without its sign.
    #[default]
    Burrows,
    /// `quadratic`: the root of the sum of the squared differences, by the number of words.
    Quadratic,
    /// `cosine`: one less the cosine of the two lists.
    Cosine,
    /// `eder`: the mean difference, the more frequent words weighing more.
    Eder,
    /// `eder_stylo`: the same as the R package stylo computes it.
    EderStylo,
}

impl DeltaMeasure {
    /// Every measure once.
    pub const ALL: [Self; 5] =
        [Self::Burrows, Self::Quadratic, Self::Cosine, Self::Eder, Self::EderStylo];

    /// The name in options and columns.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Burrows => "burrows",
            Self::Quadratic => "quadratic",
            Self::Cosine => "cosine",
            Self::Eder => "eder",
            Self::EderStylo => "eder_stylo",
        }
    }

    fn distance(self, first: &[f64], second: &[f64]) -> f64 {
        let words = first.len() as f64;
        let differences = || first.iter().zip(second).map(|(a, b)| (a - b).abs());
        // The rank of the first word is 1.
        let weighed = |first_weight: f64| {
            let weights = (0_u32..).map(|before| (first_weight - f64::from(before)) / words);
            differences().zip(weights).map(|(difference, weight)| difference * weight).sum::<f64>()
        };
        match self {
            Self::Burrows => differences().sum::<f64>() / words,
            Self::Quadratic => differences().map(|own| own * own).sum::<f64>().sqrt() / words,
            Self::Eder => weighed(words) / words,
            Self::EderStylo => weighed(words + 1.0),
            Self::Cosine => {
                let product =
                    |a: &[f64], b: &[f64]| -> f64 { a.iter().zip(b).map(|(a, b)| a * b).sum() };
                let sizes = product(first, first) * product(second, second);
                1.0 - (product(first, second) / sizes.sqrt()).clamp(-1.0, 1.0)
            }
        }
    }
}

impl fmt::Display for DeltaMeasure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

impl FromStr for DeltaMeasure {
    type Err = StatsError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        named(text.trim(), Self::ALL.into_iter(), Self::name)
    }
}

/// Z-scores of words in texts.
#[derive(Clone, Debug, PartialEq)]
pub struct DeltaScores {
    /// For each text the z-score of each word that varies, in the order of the words.
    by_text: Vec<Vec<f64>>,
    words: usize,
}

impl DeltaScores {
    /// The z-scores of words in texts: a row for each word, the most frequent first, a column for each
    /// text, and the tokens of each text. Relative frequencies less their mean over the texts, by their
    /// sample standard deviation; words that are equally frequent in all texts have none and are left
    /// out.
    ///
    /// # Errors
    /// [`Undefined::TooFew`] with fewer than two texts, [`Undefined::NoVariation`] if no word varies,
    /// [`Undefined::BadParameter`] if a row has another number of texts, [`Undefined::EmptyCorpus`] if a
    /// text has no tokens.
    pub fn new(rows: &[Vec<u64>], tokens: &[u64]) -> Result<Self, Undefined> {
        let texts = tokens.len();
        if texts < 2 {
            return Err(Undefined::TooFew);
        }
        if rows.iter().any(|row| row.len() != texts) {
            return Err(Undefined::BadParameter);
        }
        if tokens.contains(&0) {
            return Err(Undefined::EmptyCorpus);
        }
        let mut by_text = vec![Vec::with_capacity(rows.len()); texts];
        for row in rows {
            let rates: Vec<f64> =
                row.iter().zip(tokens).map(|(count, size)| real(*count) / real(*size)).collect();
            let mean = rates.iter().sum::<f64>() / texts as f64;
            let squares: f64 = rates.iter().map(|rate| (rate - mean).powi(2)).sum();
            let deviation = (squares / (texts as f64 - 1.0)).sqrt();
            // What rounding makes of equal rates is no difference.
            let nothing = 1e-14 * mean;
            if deviation <= nothing {
                continue;
            }
            for (own, rate) in by_text.iter_mut().zip(rates) {
                let apart = rate - mean;
                own.push(if apart.abs() <= nothing { 0.0 } else { apart / deviation });
            }
        }
        let words = by_text.first().map_or(0, Vec::len);
        if words == 0 { Err(Undefined::NoVariation) } else { Ok(Self { by_text, words }) }
    }

    /// The number of words that vary.
    #[must_use]
    pub fn words(&self) -> usize {
        self.words
    }

    /// The distance of two texts by their places: the less, the more alike their styles.
    ///
    /// Burrows (2002); the quadratic one Argamon (2008), as in stylo; cosine Smith and Aldridge (2011),
    /// which Evert and others (2017) found best; Eder (2015), published with weights (n - i + 1) / n.
    ///
    /// # Errors
    /// [`Undefined::BadParameter`] if there is no such text; [`Undefined::NoVariation`] for the cosine of a
    /// text in which all words are as in the mean.
    ///
    /// # Examples
    /// ```
    /// use siyaq_stats::{DeltaMeasure, DeltaScores};
    ///
    /// // «في» and «من» in three texts of a thousand words.
    /// let scores = DeltaScores::new(&[vec![50, 40, 30], vec![10, 20, 30]], &[1_000; 3])?;
    /// assert!((scores.distance(0, 1, DeltaMeasure::Burrows)? - 1.0).abs() < 1e-12);
    /// assert!((scores.distance(0, 2, DeltaMeasure::Burrows)? - 2.0).abs() < 1e-12);
    /// # Ok::<(), siyaq_stats::Undefined>(())
    /// ```
    pub fn distance(
        &self,
        first: usize,
        second: usize,
        measure: DeltaMeasure,
    ) -> Result<f64, Undefined> {
        let text = |place: usize| self.by_text.get(place).ok_or(Undefined::BadParameter);
        defined(measure.distance(text(first)?, text(second)?), Undefined::NoVariation)
    }
}
