//! A table of values in colours.

use super::axis::number;
use super::canvas::{Anchor, Canvas, FAINT, INK, isolated, label_width};

/// Width of a field in pixels.
const FIELD_WIDTH: f64 = 56.0;
/// Height of a field in pixels.
const FIELD_HEIGHT: f64 = 20.0;
/// Space around everything.
const MARGIN: f64 = 16.0;
/// Width of a colour of the legend.
const LEGEND_STEP: f64 = 18.0;

/// What the colours of a [`HeatMap`] mean.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Colours {
    /// Of values on both sides of 0: above red, below blue, 0 white.
    #[default]
    AroundZero,
    /// Of values that are never below 0: the greater the redder, 0 white.
    FromZero,
}

/// Values for rows and columns in colours, none grey.
///
/// # Examples
/// ```
/// use siyaq_output::HeatMap;
///
/// let map = HeatMap {
///     title: "log ratio".into(),
///     rows: vec!["درهم".into()],
///     columns: vec!["minbar".into(), "alufuq".into()],
///     values: vec![vec![Some(-4.2), Some(4.2)]],
///     decimals: 1,
///     ..HeatMap::default()
/// };
/// assert!(map.svg().contains("درهم"));
/// ```
#[derive(Debug, Clone, PartialEq, Default)]
pub struct HeatMap {
    /// What the values are: the measure, and its unit.
    pub title: String,
    /// Names of the rows, from the top down.
    pub rows: Vec<String>,
    /// Names of the columns, from the left.
    pub columns: Vec<String>,
    /// For each row its values, in the order of the columns; `None` where one is undefined.
    pub values: Vec<Vec<Option<f64>>>,
    /// What the colours mean.
    pub colours: Colours,
    /// Digits after the point.
    pub decimals: usize,
}

impl HeatMap {
    /// The drawing as the text of an SVG file.
    #[must_use]
    pub fn svg(&self) -> String {
        let widest = |labels: &[String]| labels.iter().map(|l| label_width(l)).fold(0.0, f64::max);
        let left = MARGIN + widest(&self.rows).min(320.0) + 8.0;
        let rise = widest(&self.columns) * std::f64::consts::FRAC_1_SQRT_2;
        let top = MARGIN + 40.0 + rise.max(12.0);
        let columns = self.columns.len() as f64 * FIELD_WIDTH;
        let width = (left + columns + rise + MARGIN).max(left + label_width(&self.title));
        let height = top + self.rows.len() as f64 * FIELD_HEIGHT + 48.0 + MARGIN;
        let values = self.values.iter().flatten().flatten();
        let most = values.fold(0.0, |most: f64, value| most.max(value.abs()));
        let mut canvas = Canvas::new(width, height);
        canvas.label(&self.title, (MARGIN, MARGIN + 10.0), Anchor::Left);
        for (place, name) in self.columns.iter().enumerate() {
            let x = left + (place as f64 + 0.5) * FIELD_WIDTH;
            canvas.rising(name, (x, top - 6.0));
        }
        for (row, (name, values)) in self.rows.iter().zip(&self.values).enumerate() {
            let y = top + row as f64 * FIELD_HEIGHT;
            canvas.label(name, (left - 8.0, y + 14.0), Anchor::Right);
            for (column, (value, of)) in values.iter().zip(&self.columns).enumerate() {
                let x = left + column as f64 * FIELD_WIDTH;
                let hint = format!("{} {}", isolated(name), isolated(of));
                let colour = value.map_or_else(|| FAINT.to_owned(), |value| colour(value, most));
                canvas.field((x, y), (FIELD_WIDTH, FIELD_HEIGHT), &colour, Some(&hint));
                let Some(value) = value else { continue };
                let ink = if value.abs() > 0.6 * most { "white" } else { INK };
                let place = (x + FIELD_WIDTH / 2.0, y + 14.0);
                let decimals = self.decimals;
                let shown = format!("{value:.decimals$}");
                // What rounds to nothing has no sign.
                let is_zero =
                    shown.parse::<f64>().is_ok_and(|shown| shown.abs() < f64::MIN_POSITIVE);
                let shown = if is_zero { shown.trim_start_matches('-') } else { &shown };
                canvas.note(shown, place, Anchor::Middle, ink);
            }
        }
        self.legend(&mut canvas, (left, height - 40.0 - MARGIN / 2.0), most);
        canvas.finish()
    }

    /// The colours with their values, from the least that there can be to the greatest that there is.
    fn legend(&self, canvas: &mut Canvas, (x, y): (f64, f64), most: f64) {
        let (first, marked): (i32, &[i32]) = match self.colours {
            Colours::AroundZero => (-5, &[-5, 0, 5]),
            Colours::FromZero => (0, &[0, 5]),
        };
        let value = |step: i32| f64::from(step) / 5.0 * most;
        let left = |step: i32| x + f64::from(step - first) * LEGEND_STEP;
        for step in first..=5 {
            canvas.field((left(step), y), (LEGEND_STEP, 12.0), &colour(value(step), most), None);
        }
        let power = 10_f64.powi(i32::try_from(self.decimals).unwrap_or(1));
        for step in marked {
            let place = (left(*step) + LEGEND_STEP / 2.0, y + 26.0);
            let shown = number((value(*step) * power).round() / power);
            canvas.note(&shown, place, Anchor::Middle, INK);
        }
    }
}

/// Red above 0, blue below, the darker the farther from it.
fn colour(value: f64, most: f64) -> String {
    let share = if most > 0.0 { (value.abs() / most).clamp(0.0, 1.0) } else { 0.0 };
    let (red, green, blue) = if value > 0.0 { (178.0, 24.0, 43.0) } else { (33.0, 102.0, 172.0) };
    let mix = |end: f64| (255.0 + (end - 255.0) * share).round() as u8;
    format!("#{:02x}{:02x}{:02x}", mix(red), mix(green), mix(blue))
}
