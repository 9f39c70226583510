//! The statistics of corpus linguistics: numbers in, numbers out.
//!
//! | in | out | here |
//! |---|---|---|
//! | a [`Contingency`] table, or [`TableColumns`] of millions | association and keyness: [`Measure`], its p-value, intervals | [`score_columns`] |
//! | one association in two corpora | is it stronger here, with interval and test: [`Contrast`] | [`ContrastEffect`] |
//! | the counts of a window | the table that another tool would make of them | [`WindowModel`] |
//! | a word's counts in the parts of a corpus, or its positions | dispersion and adjusted frequencies: [`DispersionMeasure`] | [`PartSizes`], [`Gaps`] |
//! | a word in the texts of two corpora | tests over texts, bootstrap intervals, keyness with dispersion | [`TextComparison`], [`bootstrap`], [`DispersedKeyness`] |
//! | p-values, or their logarithms | adjusted ones | [`Correction`] |
//! | frequencies of all words, or the words in order | diversity: [`DiversityMeasure`]; growth, laws of Zipf and Heaps | [`Spectrum`], [`zipf_fit`], [`heaps_fit`] |
//! | a word over periods | trends, change points, bursts | [`trends`], [`change_points`], [`bursts`] |
//! | frequency lists | how alike corpora are | [`compare_parts`], [`jensen_shannon`], [`homogeneity`] |
//!
//! What is undefined is an error that says why ([`Undefined`]), or `None` in the short forms;
//! there is never a NaN, an infinity or a silent replacement. Each variant of a formula has its own
//! name, since tools differ and the differences matter; [`measures_page`] writes the page of them
//! all. What is random has a seed, and what runs on threads gives the same bits on any number.
//!
//! Nothing is counted and nothing is rounded here. A window of tokens, a minimum frequency, the
//! number of tests: these are decisions of the caller.
//!
//! # Examples
//! How strongly does «القدم» go with «كرة»? 8 joint occurrences in 15,828 tokens around «كرة»,
//! 4,675 occurrences among 14,307,668 tokens.
//!
//! ```
//! use siyaq_stats::{Contingency, Measure};
//!
//! let table = Contingency::new(8, 15_828, 4_675, 14_307_668)?;
//! let score = |name: &str| -> Result<Option<f64>, siyaq_stats::StatsError> {
//!     Ok(name.parse::<Measure>()?.score(&table).map(|score| (score * 1e4).round() / 1e4))
//! };
//! assert_eq!(score("log_dice")?, Some(3.6765));
//! assert_eq!(score("mi")?, Some(0.6293));
//! assert_eq!(score("log_likelihood")?, Some(1.3254));
//! assert_eq!(score("t_score")?, Some(0.9999));
//! # Ok::<(), siyaq_stats::StatsError>(())
//! ```
//!
//! # Which keyness measure?
//! Evidence (`log_likelihood_4`, p, q) and effect size (`log_ratio` with its interval) answer two
//! questions; read both. `lrc` joins them in one number: an effect size that is 0 unless the
//! evidence suffices.

// In flow order; a blank line keeps the formatter from sorting across it.
mod undefined;

mod error;
mod number;
mod quadrature;
mod tails;

mod parameter;

mod beta;
mod gamma;

mod contingency;
mod hypergeometric;
mod poisson;

mod association;
mod catalog;
mod dirichlet;
mod divergence;
mod keyness;
mod measure;
mod naming;
mod scoring;

mod columns;
mod contrast;
mod sequence;
mod window;

mod random;

mod correction;

mod dispersion;

mod sample;

mod bootstrap;

mod bootstrap_dispersion;
mod bootstrap_words;
mod dispersed;
mod texts;

mod diversity;

mod change;
mod comparison;
mod delta;
mod regression;
mod tf_idf;

mod page;

pub use beta::beta_quantile;
pub use bootstrap::{
    BootstrapMethod, BootstrapOptions, Draws, Interval, bootstrap, bootstrap_log_ratio,
};
pub use bootstrap_dispersion::bootstrap_dispersion;
pub use bootstrap_words::{WordsInTexts, bootstrap_log_ratios};
pub use catalog::MeasureFamily;
pub use change::{
    Burst, BurstOptions, Bursts, MannKendall, NeighbourMerge, Pettitt, Segment, TheilSen, Trend,
    Variability, bursts, change_points, elbow, mann_kendall, neighbour_clusters, pettitt,
    stretches_of, theil_sen, trends,
};
pub use columns::{Margin, ScoreColumn, TableColumns, score_columns};
pub use comparison::{
    HomogeneityOptions, Likeness, PartComparison, TextWords, compare_parts, frequent_in_all,
    homogeneity, jensen_shannon, most_frequent, similarity, spearman,
};
pub use contingency::Contingency;
pub use contrast::{Contrast, ContrastEffect};
pub use correction::{Correction, benjamini_hochberg};
pub use delta::{DeltaMeasure, DeltaScores};
pub use dirichlet::{DirichletPrior, PriorCorpus};
pub use dispersed::DispersedKeyness;
pub use dispersion::{DispersionMeasure, Gaps, PartCounts, PartSizes};
pub use diversity::{
    DiversityMeasure, DiversityOptions, GrowthPoint, HeapsFit, MTLD_THRESHOLD, Mtld, MtldFactors,
    Spectrum, VocdOptions, ZipfFit, ZipfMandelbrotFit, growth_curve, heaps_fit, mattr, msttr, mtld,
    mtld_factors, shuffled_growth_curve, vocd_d, vocd_d_expected, zipf_fit, zipf_mandelbrot_fit,
};
pub use error::{StatsError, StatsErrorKind};
pub use gamma::chi_squared_log10_survival_with;
pub use measure::Measure;
pub use page::measures_page;
pub use parameter::{Level, LevelCorrection, LogBase, Power, Smoothing};
pub use random::Random;
pub use regression::{GroupEffect, Regression, RegressionModel, TextDesign, TextsOfGroups};
pub use sample::SampleCount;
pub use sequence::{GravityCounts, Lambda, lambda_of, lexical_gravity};
pub use tails::{
    LEAST_P, chi_squared_log10_survival, chi_squared_survival, normal_log10_survival,
    normal_quantile, normal_survival, normal_upper_quantile, p_value,
};
pub use texts::{MannWhitney, TTest, TextComparison, TextSample};
pub use tf_idf::{InverseFrequency, TermWeight, TfIdf};
pub use undefined::Undefined;
pub use window::{ModelTable, WindowCounts, WindowModel};
