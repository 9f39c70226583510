//! Arabic clitic segmentation of word forms.

mod error;

mod letters;

mod grammar;

mod spelling;

mod fused;

mod features;

mod judge;

mod automaton;

mod dictionary;

mod analysis;

mod exceptions;

mod segmenter;

pub mod train;

pub use analysis::{Analysis, Role, Scheme, Segment};
pub use dictionary::Dictionary;
pub use error::{SegmentError, SegmentErrorKind};
pub use exceptions::Exceptions;
pub use fused::FusionPolicy;
pub use segmenter::{Segmenter, SegmenterOptions};
