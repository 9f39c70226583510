//! How collocates are counted, scored and ranked.

use siyaq_count::{WindowOptions, WindowOverlap, WindowSpan};
use siyaq_stats::{Correction, DispersionMeasure, LogBase, Measure, WindowModel};

/// The measures of association that are computed unless others are named.
pub const DEFAULT_ASSOCIATION: [Measure; 4] =
    [Measure::LogDice, Measure::Mi { base: LogBase::Two }, Measure::LogLikelihood, Measure::TScore];

/// Which test decides whether an association is more than chance, and how its p-values are
/// adjusted for the number of tests.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Significance {
    /// A measure that is a test; see [`Measure::is_test`].
    pub test: Measure,
    /// The adjustment.
    pub correction: Correction,
}

/// The log-likelihood test, adjusted after Benjamini and Hochberg.
impl Default for Significance {
    fn default() -> Self {
        Self { test: Measure::LogLikelihood, correction: Correction::BenjaminiHochberg }
    }
}

/// How collocates are counted and ranked.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct CollocateOptions {
    /// The window.
    pub span: WindowSpan,
    /// What table is made of the counts in windows: this library's, or another tool's.
    pub model: WindowModel,
    /// The measures of association, in the order of their columns.
    pub measures: Vec<Measure>,
    /// The measure that ranks; the first where none is named.
    pub sort: Option<Measure>,
    /// The least joint frequency of a collocate that is kept: tokens in windows, or pairs where
    /// the model counts those.
    pub min_freq: u64,
    /// Whether to count each distance for itself.
    pub positions: bool,
    /// Whether to test, and how.
    pub significance: Option<Significance>,
    /// Whether the pairs of a corpus get their lexical gravity, which then ranks them unless
    /// `sort` names a measure. Of no meaning for the collocates of one node.
    pub gravity: bool,
    /// Measures of dispersion over documents of what stands together, in the order of their columns;
    /// those that need positions are undefined.
    pub dispersion: Vec<DispersionMeasure>,
}

impl Default for CollocateOptions {
    fn default() -> Self {
        Self {
            span: WindowSpan::default(),
            model: WindowModel::Ucs,
            measures: DEFAULT_ASSOCIATION.to_vec(),
            sort: None,
            min_freq: 5,
            positions: false,
            significance: None,
            gravity: false,
            dispersion: Vec::new(),
        }
    }
}

impl CollocateOptions {
    /// In this window.
    #[must_use]
    pub fn span(mut self, span: WindowSpan) -> Self {
        self.span = span;
        self
    }

    /// With the tables of this model.
    #[must_use]
    pub fn model(mut self, model: WindowModel) -> Self {
        self.model = model;
        self
    }

    /// With these measures.
    #[must_use]
    pub fn measures(mut self, measures: Vec<Measure>) -> Self {
        self.measures = measures;
        self
    }

    /// Ranked by this measure.
    #[must_use]
    pub fn sort(mut self, sort: Option<Measure>) -> Self {
        self.sort = sort;
        self
    }

    /// Only collocates of at least this frequency.
    #[must_use]
    pub fn min_freq(mut self, min_freq: u64) -> Self {
        self.min_freq = min_freq;
        self
    }

    /// Each distance for itself.
    #[must_use]
    pub fn positions(mut self, positions: bool) -> Self {
        self.positions = positions;
        self
    }

    /// Tested for significance.
    #[must_use]
    pub fn significance(mut self, significance: Option<Significance>) -> Self {
        self.significance = significance;
        self
    }

    /// With lexical gravity.
    #[must_use]
    pub fn gravity(mut self, gravity: bool) -> Self {
        self.gravity = gravity;
        self
    }

    /// With the dispersion over documents of what stands together.
    #[must_use]
    pub fn dispersion(mut self, measures: Vec<DispersionMeasure>) -> Self {
        self.dispersion = measures;
        self
    }

    /// The tuple of Gries (2022, 2024) for each pair: beside its frequency its dispersion, freed from
    /// frequency, and its association as a divergence in both directions.
    #[must_use]
    pub fn tuple(mut self) -> Self {
        for measure in [Measure::KldNormCollocateGivenNode, Measure::KldNormNodeGivenCollocate] {
            if !self.measures.contains(&measure) {
                self.measures.push(measure);
            }
        }
        if !self.dispersion.contains(&DispersionMeasure::KldNofreq) {
            self.dispersion.push(DispersionMeasure::KldNofreq);
        }
        self
    }

    /// With direction: only what comes after the node, and Delta P both ways beside the other
    /// measures, since a word may call for the next one more than the other way round.
    #[must_use]
    pub fn directed(mut self) -> Self {
        self.span.before = 0;
        for measure in [Measure::DeltaPCollocateGivenNode, Measure::DeltaPNodeGivenCollocate] {
            if !self.measures.contains(&measure) {
                self.measures.push(measure);
            }
        }
        self
    }

    /// The window that the model looks at: NLTK pairs a word with what follows it.
    pub(crate) fn model_span(&self) -> WindowSpan {
        let before = if self.model == WindowModel::Nltk { 0 } else { self.span.before };
        WindowSpan { before, ..self.span }
    }

    /// What is counted for the model.
    pub(crate) fn window(&self) -> WindowOptions {
        let overlap = match self.model {
            WindowModel::Ucs => WindowOverlap::Once,
            _ => WindowOverlap::PerNode,
        };
        WindowOptions::new(self.model_span()).overlap(overlap).distances(self.positions)
    }
}
