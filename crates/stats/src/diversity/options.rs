//! What measures of diversity may be told.

use super::running::MTLD_THRESHOLD;
use super::sampling::VocdOptions;

/// The sizes of windows and samples that measures of diversity read.
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub struct DiversityOptions {
    /// Tokens of a sample of `hdd`.
    pub sample: u32,
    /// Tokens of a segment of `msttr`.
    pub segment: usize,
    /// Tokens of a window of `mattr`.
    pub window: usize,
    /// The type-token ratio at which a factor of `mtld` ends.
    pub threshold: f64,
    /// The samples of `vocd_d`.
    pub vocd: VocdOptions,
}

impl Default for DiversityOptions {
    /// Samples of 42, segments and windows of 100, factors down to 0.72.
    fn default() -> Self {
        Self {
            sample: 42,
            segment: 100,
            window: 100,
            threshold: MTLD_THRESHOLD,
            vocd: VocdOptions::default(),
        }
    }
}

impl DiversityOptions {
    /// With samples of so many tokens for `hdd`.
    #[must_use]
    pub fn sample(self, sample: u32) -> Self {
        Self { sample, ..self }
    }

    /// With segments of so many tokens for `msttr`.
    #[must_use]
    pub fn segment(self, segment: usize) -> Self {
        Self { segment, ..self }
    }

    /// With windows of so many tokens for `mattr`.
    #[must_use]
    pub fn window(self, window: usize) -> Self {
        Self { window, ..self }
    }

    /// With factors of `mtld` down to this type-token ratio.
    #[must_use]
    pub fn threshold(self, threshold: f64) -> Self {
        Self { threshold, ..self }
    }

    /// With these samples for `vocd_d`.
    #[must_use]
    pub fn vocd(self, vocd: VocdOptions) -> Self {
        Self { vocd, ..self }
    }
}
