//! A drawing to which shapes and labels are added.

use crate::face::{LATIN, face, is_arabic};
use svg::Document;
use svg::node::element::{Circle, Element, Group, Line, Polyline, Rectangle, Text, Title};
use unicode_width::UnicodeWidthStr;

/// Height of letters in pixels.
pub(super) const FONT: f64 = 13.0;
/// Width of a column of text in pixels, with room to spare.
const COLUMN: f64 = 7.4;
/// A colour for text and axes that is easy to read on white.
pub(super) const INK: &str = "#222222";
/// A colour for lines that should not be noticed.
pub(super) const FAINT: &str = "#dddddd";

/// Which point of a label stands at its place. Sides are those of the page, whatever the script.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Anchor {
    Left,
    Middle,
    Right,
}

/// About how wide a label is, in pixels.
pub(super) fn label_width(label: &str) -> f64 {
    label.width() as f64 * COLUMN
}

/// A label inside isolates: its direction is its own. What XML has no place for is replaced.
pub(super) fn isolated(label: &str) -> String {
    let clean = |letter: char| if letter.is_control() { '\u{fffd}' } else { letter };
    let text: String = label.chars().map(clean).collect();
    // The first letter decides, as everywhere.
    let first = text.chars().find(|letter| letter.is_alphabetic());
    let begin = if first.is_some_and(is_arabic) { '\u{2067}' } else { '\u{2068}' };
    format!("{begin}{text}\u{2069}")
}

/// A drawing of some size.
#[derive(Debug)]
pub(super) struct Canvas {
    width: f64,
    height: f64,
    shapes: Group,
}

impl Canvas {
    pub(super) fn new(width: f64, height: f64) -> Self {
        let background = Rectangle::new()
            .set("width", round(width))
            .set("height", round(height))
            .set("fill", "white");
        Self { width, height, shapes: Group::new().add(background) }
    }

    fn add(&mut self, shape: impl Into<Element>) {
        let shapes = std::mem::take(&mut self.shapes);
        self.shapes = shapes.add(shape.into());
    }

    pub(super) fn label(&mut self, text: &str, (x, y): (f64, f64), anchor: Anchor) {
        self.add(label(text, anchor).set("x", round(x)).set("y", round(y)));
    }

    /// A label in another colour and size.
    pub(super) fn note(&mut self, text: &str, (x, y): (f64, f64), anchor: Anchor, colour: &str) {
        let label = label(text, anchor).set("fill", colour).set("font-size", "11");
        self.add(label.set("x", round(x)).set("y", round(y)));
    }

    /// A label that rises from its place, which is its right end.
    pub(super) fn slanted(&mut self, text: &str, (x, y): (f64, f64)) {
        let place = format!("translate({} {}) rotate(-45)", round(x), round(y));
        self.add(label(text, Anchor::Right).set("transform", place));
    }

    /// A label that rises from its place, which is its left end.
    pub(super) fn rising(&mut self, text: &str, (x, y): (f64, f64)) {
        let place = format!("translate({} {}) rotate(-45)", round(x), round(y));
        self.add(label(text, Anchor::Left).set("transform", place));
    }

    /// A label that stands upright, its middle at the place.
    pub(super) fn upright(&mut self, text: &str, (x, y): (f64, f64)) {
        let place = format!("translate({} {}) rotate(-90)", round(x), round(y));
        self.add(label(text, Anchor::Middle).set("transform", place));
    }

    pub(super) fn line(&mut self, from: (f64, f64), to: (f64, f64), colour: &str) {
        let line = Line::new()
            .set("x1", round(from.0))
            .set("y1", round(from.1))
            .set("x2", round(to.0))
            .set("y2", round(to.1))
            .set("stroke", colour);
        self.add(line);
    }

    pub(super) fn path(&mut self, points: &[(f64, f64)], colour: &str, dashed: bool) {
        let points: Vec<String> =
            points.iter().map(|(x, y)| format!("{},{}", round(*x), round(*y))).collect();
        let line = Polyline::new()
            .set("points", points.join(" "))
            .set("fill", "none")
            .set("stroke", colour)
            .set("stroke-width", "1.6");
        self.add(if dashed { line.set("stroke-dasharray", "6 4") } else { line });
    }

    pub(super) fn dot(&mut self, (x, y): (f64, f64), colour: &str) {
        let dot = Circle::new().set("cx", round(x)).set("cy", round(y)).set("r", "2.2");
        self.add(dot.set("fill", colour));
    }

    /// A filled field, with what it says when one points at it.
    pub(super) fn field(
        &mut self,
        (x, y): (f64, f64),
        (width, height): (f64, f64),
        colour: &str,
        hint: Option<&str>,
    ) {
        let field = Rectangle::new()
            .set("x", round(x))
            .set("y", round(y))
            .set("width", round(width))
            .set("height", round(height))
            .set("fill", colour)
            .set("stroke", "white");
        self.add(match hint {
            Some(hint) => field.add(Title::new(isolated(hint))),
            None => field,
        });
    }

    /// The drawing as the text of an SVG file.
    pub(super) fn finish(self) -> String {
        let document = Document::new()
            .set("viewBox", format!("0 0 {} {}", round(self.width), round(self.height)))
            .set("width", round(self.width))
            .set("height", round(self.height))
            .set("direction", "ltr")
            .set("font-family", LATIN)
            .set("font-size", FONT.to_string())
            .add(self.shapes);
        format!("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n{document}\n")
    }
}

fn label(text: &str, anchor: Anchor) -> Text {
    let side = match anchor {
        Anchor::Left => "start",
        Anchor::Middle => "middle",
        Anchor::Right => "end",
    };
    let label = Text::new(isolated(text)).set("text-anchor", side).set("fill", INK);
    match face(text) {
        LATIN => label,
        face => label.set("font-family", face),
    }
}

/// A coordinate in tenths of a pixel.
fn round(value: f64) -> String {
    let rounded = (value * 10.0).round() / 10.0 + 0.0;
    format!("{rounded}")
}
