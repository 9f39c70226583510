//! A chart and its manifest, both on disk.

use std::path::Path;

use super::heat::HeatMap;
use super::lines::LineChart;
use crate::error::OutputError;
use crate::manifest::ResultManifest;
use crate::save::{Saved, save_bytes};

/// A chart of any kind.
#[derive(Debug, Clone, PartialEq)]
pub enum Chart {
    /// Lines and points.
    Lines(LineChart),
    /// A table in colours.
    Heat(HeatMap),
}

impl Chart {
    /// The drawing as the text of an SVG file.
    #[must_use]
    pub fn svg(&self) -> String {
        match self {
            Self::Lines(chart) => chart.svg(),
            Self::Heat(chart) => chart.svg(),
        }
    }

    /// The points or fields that are drawn.
    fn marks(&self) -> usize {
        match self {
            Self::Lines(chart) => chart.series.iter().map(|series| series.points.len()).sum(),
            Self::Heat(chart) => chart.values.iter().map(Vec::len).sum(),
        }
    }
}

/// Writes `chart` as SVG to the file at `path` and `manifest`, completed with what was written, to `FILE.manifest.json` beside it.
/// The rows that the manifest counts are points or fields.
///
/// # Errors
/// As [`crate::save_rows`].
///
/// # Examples
/// ```
/// use siyaq_output::{Chart, LineChart, Mark, ResultManifest, Scale, Series, save_chart};
/// use std::time::SystemTime;
///
/// let chart = Chart::Lines(LineChart {
///     title: "المطر".into(),
///     x: Scale::Named(vec!["2023".into(), "2024".into()]),
///     series: vec![Series {
///         name: "المطر".into(),
///         points: vec![(0.0, Some(12.5)), (1.0, Some(30.0))],
///         mark: Mark::LineAndPoints,
///     }],
///     ..LineChart::default()
/// });
/// let folder = tempfile::tempdir()?;
/// let path = folder.path().join("rain.svg");
/// let manifest = ResultManifest::new("trend", "siyaq", "0.1.0", SystemTime::now());
/// let saved = save_chart(&chart, &path, manifest)?;
/// assert_eq!(saved.written.rows, 2, "two points");
/// assert_eq!(std::fs::read_to_string(&path)?, chart.svg());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn save_chart(
    chart: &Chart,
    path: impl AsRef<Path>,
    manifest: ResultManifest,
) -> Result<Saved, OutputError> {
    let marks = chart.marks() as u64;
    save_bytes(chart.svg().as_bytes(), ("svg", marks), path.as_ref(), manifest)
}
