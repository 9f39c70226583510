//! Networks as SVG.

use crate::face::{ARABIC, LATIN, face};
use siyaq_analysis::{Network, NetworkEdge};
use std::collections::BTreeMap;
use std::io;

use super::language::{Heading, Words};
use super::layout::{LINE, Layout, Spot, drawn_pairs};
use super::xml::{Xml, document, element, empty, raw, text};

/// Colours of nodes by their order; the last one for all further orders.
const COLOURS: [&str; 3] = ["#b5473c", "#2f6f9f", "#7c9a4e"];
/// The height of the lines above the picture.
const HEAD: f64 = 34.0;

/// The picture as a file.
pub(super) fn svg(network: &Network, layout: &Layout, heading: Heading<'_>) -> io::Result<Vec<u8>> {
    document(|xml| drawing(xml, network, layout, heading))
}

/// The picture as an element, which is a file or a part of a page.
pub(super) fn drawing(
    xml: &mut Xml,
    network: &Network,
    layout: &Layout,
    heading: Heading<'_>,
) -> io::Result<()> {
    let (width, height) = (layout.width.max(420.0), layout.height + HEAD);
    // The nodes stand in the middle of a page that is wider than they are.
    let shift = (width - layout.width) / 2.0;
    let view = format!("0 0 {width} {height}");
    let attributes = [
        ("xmlns", "http://www.w3.org/2000/svg"),
        ("viewBox", view.as_str()),
        ("width", &width.to_string()),
        ("height", &height.to_string()),
        ("font-family", ARABIC),
        ("lang", heading.language.code()),
        ("font-size", "14"),
        ("role", "img"),
    ];
    element(xml, "svg", &attributes, |xml| {
        text(xml, "title", &[], heading.title)?;
        empty(xml, "rect", &[("width", "100%"), ("height", "100%"), ("fill", "#ffffff")])?;
        head(xml, network, heading, width)?;
        let place = format!("translate({shift} {HEAD})");
        element(xml, "g", &[("transform", &place)], |xml| {
            element(
                xml,
                "g",
                &[("class", "edges"), ("fill", "none"), ("stroke", "#7d8790")],
                |xml| edges(xml, network, layout, heading.language.words()),
            )?;
            element(xml, "g", &[("class", "nodes"), ("text-anchor", "middle")], |xml| {
                nodes(xml, network, layout)
            })
        })
    })
}

/// The title, and what width and colour mean.
fn head(xml: &mut Xml, network: &Network, heading: Heading<'_>, width: f64) -> io::Result<()> {
    let middle = (width / 2.0).to_string();
    let centred =
        [("x", middle.as_str()), ("text-anchor", "middle"), ("style", "unicode-bidi:plaintext")];
    let line = |y: &'static str, size: &'static str, fill: &'static str| {
        [centred.as_slice(), &[("y", y), ("font-size", size), ("fill", fill)]].concat()
    };
    text(xml, "text", &line("17", "15", "#222222"), heading.title)?;
    let orders = network.nodes.iter().map(|node| node.order).max().unwrap_or(0);
    let scores = || network.edges.iter().map(|edge| edge.score);
    let (least, most) =
        (scores().fold(f64::INFINITY, f64::min), scores().fold(f64::NEG_INFINITY, f64::max));
    let words = heading.language.words();
    let mut legend: Vec<Run> = Vec::new();
    for (name, count) in [(words.nodes, network.nodes.len()), (words.edges, network.edges.len())] {
        legend.extend([Run::Words(name), Run::Words(": "), Run::Latin(count.to_string())]);
        legend.push(Run::Words(words.comma));
    }
    if least <= most {
        legend.extend([Run::Latin(network.measure.to_string()), Run::Words(" ")]);
        for (before, value) in [(words.from, least), (words.to, most)] {
            legend.extend([Run::Words(before), Run::Words(" "), Run::Latin(format!("{value:.2}"))]);
            legend.push(Run::Words(" "));
        }
    }
    legend.pop();
    if orders > 0 {
        let shown = usize::try_from(orders).unwrap_or(0) + 1;
        for (place, name) in words.orders.into_iter().take(shown).enumerate() {
            legend.extend([Run::Words(if place == 0 { " (" } else { words.comma })]);
            legend.push(Run::Words(name));
        }
        legend.push(Run::Words(")"));
    }
    let line = line("31", "10", "#666666");
    let place = [line.as_slice(), &[("direction", words.direction)]].concat();
    let content: String = legend.iter().map(Run::content).collect();
    raw(xml, "text", &place, &content)
}

/// A piece of a line.
enum Run {
    /// Words of the language of the page.
    Words(&'static str),
    /// A number or the name of a measure, in a Latin face.
    Latin(String),
}

impl Run {
    /// As the content of an element; neither has a sign that XML takes for its own.
    fn content(&self) -> String {
        match self {
            Self::Words(words) => (*words).to_owned(),
            Self::Latin(text) => format!("<tspan font-family=\"{LATIN}\">{text}</tspan>"),
        }
    }
}

/// The strongest edge of each pair, thicker the stronger it is.
fn edges(xml: &mut Xml, network: &Network, layout: &Layout, words: &Words) -> io::Result<()> {
    let mut strongest: BTreeMap<(usize, usize), &NetworkEdge> = BTreeMap::new();
    for edge in &network.edges {
        let pair = (edge.source.min(edge.target), edge.source.max(edge.target));
        let known = strongest.entry(pair).or_insert(edge);
        if edge.score > known.score {
            *known = edge;
        }
    }
    let scores = || strongest.values().map(|edge| edge.score);
    let (least, most) =
        (scores().fold(f64::INFINITY, f64::min), scores().fold(f64::NEG_INFINITY, f64::max));
    for pair in drawn_pairs(network) {
        let Some(edge) = strongest.get(&pair) else { continue };
        let (from, to) = (layout.spot(pair.0), layout.spot(pair.1));
        let share = if most > least { (edge.score - least) / (most - least) } else { 0.5 };
        let stroke = format!("{:.1}", 0.8 + 3.2 * share);
        let line = [from.x, from.y, to.x, to.y].map(|number| number.to_string());
        let [x1, y1, x2, y2] = &line;
        let ends = [pair.0.to_string(), pair.1.to_string()];
        let attributes = [
            ("x1", x1.as_str()),
            ("y1", y1),
            ("x2", x2),
            ("y2", y2),
            ("stroke-width", &stroke),
            ("stroke-opacity", "0.55"),
            ("data-a", &ends[0]),
            ("data-b", &ends[1]),
            ("data-score", &edge.score.to_string()),
        ];
        let label = |place: usize| network.nodes.get(place).map_or("", |node| node.label.as_str());
        let hint = format!(
            "\u{2068}{}\u{2069} – \u{2068}{}\u{2069}: {} {:.2}{}{} {}",
            label(edge.source),
            label(edge.target),
            network.measure,
            edge.score,
            words.comma,
            words.together,
            edge.joint
        );
        element(xml, "line", &attributes, |xml| text(xml, "title", &[], &hint))?;
    }
    Ok(())
}

fn nodes(xml: &mut Xml, network: &Network, layout: &Layout) -> io::Result<()> {
    // Without a word that was asked for, all are of one kind.
    let grown = network.nodes.iter().any(|node| node.order > 0);
    for (place, node) in network.nodes.iter().enumerate() {
        let Spot { x, y, radius, .. } = layout.spot(place);
        let order = usize::try_from(node.order).unwrap_or(COLOURS.len()).min(COLOURS.len() - 1);
        let colour = COLOURS.get(if grown { order } else { 1 }).copied().unwrap_or_default();
        let at = format!("translate({x} {y})");
        let number = place.to_string();
        element(xml, "g", &[("transform", &at), ("data-node", &number)], |xml| {
            let hint = format!("\u{2068}{}\u{2069}: {}", node.label, node.freq);
            text(xml, "title", &[], &hint)?;
            let size = radius.to_string();
            let circle = [("r", size.as_str()), ("fill", colour), ("fill-opacity", "0.9")];
            empty(xml, "circle", &circle)?;
            let below = format!("{:.1}", radius + LINE - 4.0);
            let weight = if grown && order == 0 { "bold" } else { "normal" };
            let attributes = [
                ("y", below.as_str()),
                ("font-weight", weight),
                ("fill", "#1d1d1d"),
                ("stroke", "#ffffff"),
                ("stroke-width", "3"),
                ("stroke-linejoin", "round"),
                ("paint-order", "stroke"),
                ("style", "unicode-bidi:plaintext"),
                ("font-family", face(&node.label)),
            ];
            text(xml, "text", &attributes, &node.label)
        })?;
    }
    Ok(())
}
