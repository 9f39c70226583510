//! Charts as SVG: lines and points over axes, and maps of values in colours.
//!
//! Text is real text, so that the reader's browser shapes Arabic; each label stands inside bidi isolates and is anchored at a
//! physical side, so that its direction moves nothing else.

// In flow order; a blank line keeps the formatter from sorting across it.
mod canvas;

mod axis;
mod heat;

mod lines;

mod save;

pub use axis::Scale;
pub use heat::{Colours, HeatMap};
pub use lines::{LineChart, Mark, Series};
pub use save::{Chart, save_chart};
