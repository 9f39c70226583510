//! A table of values in colours.

use super::axis::number;
use super::canvas::{Anchor, Canvas, FAINT, INK, isolated, label_width};

/// Width of a field in pixels.
const FIELD_WIDTH: f64 = 56.0;
/// Height of a field in pixels.
const FIELD_HEIGHT: f64 = 20.0;
/// Space around everything.
const MARGIN: f64 = 16.0;

/// Values for rows and columns: above 0 red, below 0 blue, 0 white, none grey.
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
/// };
/// assert!(map.svg().contains("درهم"));
/// ```
#[derive(Debug, Clone, PartialEq, Default)]
pub struct HeatMap {
    /// What the values are.
    pub title: String,
    /// Names of the rows, from the top down.
    pub rows: Vec<String>,
    /// Names of the columns, from the left.
    pub columns: Vec<String>,
    /// For each row its values, in the order of the columns; `None` where one is undefined.
    pub values: Vec<Vec<Option<f64>>>,
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
                canvas.note(&format!("{value:.1}"), place, Anchor::Middle, ink);
            }
        }
        legend(&mut canvas, (left, height - 40.0 - MARGIN / 2.0), most);
        canvas.finish()
    }
}

/// The colours with their values, from the least to the greatest.
fn legend(canvas: &mut Canvas, (x, y): (f64, f64), most: f64) {
    for step in -5_i32..=5 {
        let value = f64::from(step) / 5.0 * most;
        let left = x + f64::from(step + 5) * 18.0;
        canvas.field((left, y), (18.0, 12.0), &colour(value, most), None);
    }
    for (step, value) in [(0.0, -most), (5.0, 0.0), (10.0, most)] {
        let place = (x + (step + 0.5) * 18.0, y + 26.0);
        canvas.note(&number((value * 10.0).round() / 10.0), place, Anchor::Middle, INK);
    }
}

/// Red above 0, blue below, the darker the farther from it.
fn colour(value: f64, most: f64) -> String {
    let share = if most > 0.0 { (value.abs() / most).clamp(0.0, 1.0) } else { 0.0 };
    let (red, green, blue) = if value > 0.0 { (178.0, 24.0, 43.0) } else { (33.0, 102.0, 172.0) };
    let mix = |end: f64| (255.0 + (end - 255.0) * share).round() as u8;
    format!("#{:02x}{:02x}{:02x}", mix(red), mix(green), mix(blue))
}
