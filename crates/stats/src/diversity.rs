//! How rich a vocabulary is: from the frequencies of words, and along a text.

mod running;
mod spectrum;

mod sampling;

mod options;
mod zipf;

mod measure;

mod intervals;

pub use measure::DiversityMeasure;
pub use options::DiversityOptions;
pub use running::{MTLD_THRESHOLD, Mtld, MtldFactors, mattr, msttr, mtld, mtld_factors};
pub use sampling::{
    GrowthPoint, HeapsFit, VocdOptions, growth_curve, heaps_fit, shuffled_growth_curve, vocd_d,
    vocd_d_expected,
};
pub use spectrum::Spectrum;
pub use zipf::{ZipfFit, ZipfMandelbrotFit, zipf_fit, zipf_mandelbrot_fit};
