//! Lines and points over two axes.

use super::axis::{Axis, Scale};
use super::canvas::{Anchor, Canvas, FAINT, INK, label_width};

/// Pixels of the plot, without labels.
const PLOT: (f64, f64) = (720.0, 380.0);
/// Space at the top, for the title.
const TOP: f64 = 48.0;
/// The colours of Okabe and Ito, which people with any sight tell apart.
const COLOURS: [&str; 7] =
    ["#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9", "#000000"];

/// How a series is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Mark {
    /// A line through the points.
    #[default]
    Line,
    /// A broken line, for what is fitted or expected.
    Dashed,
    /// A dot for each point.
    Points,
    /// A line with a dot for each point.
    LineAndPoints,
}

/// Points that belong together.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Series {
    /// What they are; the legend has it where there are several.
    pub name: String,
    /// The points, from left to right; a line breaks where y is `None`.
    pub points: Vec<(f64, Option<f64>)>,
    /// How they are drawn.
    pub mark: Mark,
}

/// Series over two axes.
///
/// # Examples
/// ```
/// use siyaq_output::{LineChart, Mark, Scale, Series};
///
/// let chart = LineChart {
///     title: "المطر".into(),
///     y_label: "per million".into(),
///     x: Scale::Named(vec!["2023".into(), "2024".into()]),
///     series: vec![Series {
///         name: "المطر".into(),
///         points: vec![(0.0, Some(12.5)), (1.0, Some(30.0))],
///         mark: Mark::LineAndPoints,
///     }],
///     ..LineChart::default()
/// };
/// assert!(chart.svg().contains("polyline"));
/// ```
#[derive(Debug, Clone, PartialEq, Default)]
pub struct LineChart {
    /// What is shown.
    pub title: String,
    /// What x is.
    pub x_label: String,
    /// What y is.
    pub y_label: String,
    /// The scale of x.
    pub x: Scale,
    /// The scale of y.
    pub y: Scale,
    /// What is drawn, later series over earlier ones.
    pub series: Vec<Series>,
}

impl LineChart {
    /// The drawing as the text of an SVG file.
    #[must_use]
    pub fn svg(&self) -> String {
        let points = || self.series.iter().flat_map(|series| &series.points);
        let x = Axis::new(&self.x, points().map(|point| point.0), PLOT.0);
        let y = Axis::new(&self.y, points().filter_map(|point| point.1), PLOT.1);
        let y_ticks = y.ticks(30.0);
        let widest = y_ticks.iter().map(|(_, label)| label_width(label)).fold(0.0, f64::max);
        let left = widest + 44.0;
        let named = matches!(self.x, Scale::Named(_));
        let x_ticks = x.ticks(if named { 26.0 } else { 60.0 });
        let longest = x_ticks.iter().map(|(_, label)| label_width(label)).fold(0.0, f64::max);
        let below = if named { longest * std::f64::consts::FRAC_1_SQRT_2 + 20.0 } else { 24.0 };
        let legend = if self.series.len() > 1 { 22.0 } else { 0.0 };
        let bottom = TOP + PLOT.1;
        let height = bottom + below + 30.0 + legend;
        let mut canvas = Canvas::new(left + PLOT.0 + 28.0, height);
        canvas.label(&self.title, (left, 24.0), Anchor::Left);
        for (value, label) in &y_ticks {
            let Some(place) = y.place(*value) else { continue };
            canvas.line((left, bottom - place), (left + PLOT.0, bottom - place), FAINT);
            canvas.label(label, (left - 8.0, bottom - place + 4.0), Anchor::Right);
        }
        for (value, label) in &x_ticks {
            let Some(place) = x.place(*value) else { continue };
            canvas.line((left + place, bottom), (left + place, bottom + 5.0), INK);
            if named {
                canvas.slanted(label, (left + place + 4.0, bottom + 16.0));
            } else {
                canvas.label(label, (left + place, bottom + 20.0), Anchor::Middle);
            }
        }
        canvas.line((left, bottom), (left + PLOT.0, bottom), INK);
        canvas.line((left, TOP), (left, bottom), INK);
        canvas.upright(&self.y_label, (18.0, TOP + PLOT.1 / 2.0));
        let middle = left + PLOT.0 / 2.0;
        canvas.label(&self.x_label, (middle, bottom + below + 16.0), Anchor::Middle);
        for (series, colour) in self.series.iter().zip(COLOURS.into_iter().cycle()) {
            let place = |(at, value): &(f64, Option<f64>)| {
                Some((left + x.place(*at)?, bottom - y.place((*value)?)?))
            };
            draw(&mut canvas, series, colour, place);
        }
        if self.series.len() > 1 {
            self.legend(&mut canvas, (left, height - 12.0));
        }
        canvas.finish()
    }

    fn legend(&self, canvas: &mut Canvas, (left, y): (f64, f64)) {
        let mut x = left;
        for (series, colour) in self.series.iter().zip(COLOURS.into_iter().cycle()) {
            if series.mark == Mark::Points {
                canvas.dot((x + 9.0, y - 4.0), colour);
            } else {
                canvas.path(
                    &[(x, y - 4.0), (x + 18.0, y - 4.0)],
                    colour,
                    series.mark == Mark::Dashed,
                );
            }
            canvas.label(&series.name, (x + 24.0, y), Anchor::Left);
            x += label_width(&series.name) + 44.0;
        }
    }
}

/// Draws a series; its line has a gap where a point has no place.
fn draw(
    canvas: &mut Canvas,
    series: &Series,
    colour: &str,
    place: impl Fn(&(f64, Option<f64>)) -> Option<(f64, f64)>,
) {
    let places: Vec<Option<(f64, f64)>> = series.points.iter().map(place).collect();
    if series.mark != Mark::Points {
        for run in places.split(Option::is_none).filter(|run| run.len() > 1) {
            let run: Vec<(f64, f64)> = run.iter().flatten().copied().collect();
            canvas.path(&run, colour, series.mark == Mark::Dashed);
        }
    }
    if matches!(series.mark, Mark::Points | Mark::LineAndPoints) {
        places.into_iter().flatten().for_each(|place| canvas.dot(place, colour));
    }
}
