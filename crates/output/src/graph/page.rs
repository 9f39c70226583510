//! Networks as a page of HTML that one can move about in.

use siyaq_analysis::Network;
use std::io;

use super::exchange::json;
use super::language::{Heading, Words};
use super::layout::Layout;
use super::picture::drawing;
use super::xml::{Xml, element, empty, fragment, raw, text};

/// What the page may load: nothing but itself.
const POLICY: &str =
    "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; img-src data:";

/// The page: the picture, in which nodes can be moved, and the edges as a table.
pub(super) fn page(
    network: &Network,
    layout: &Layout,
    heading: Heading<'_>,
) -> io::Result<Vec<u8>> {
    let words = heading.language.words();
    let mut bytes = b"<!DOCTYPE html>\n".to_vec();
    bytes.extend(fragment(|xml| {
        element(
            xml,
            "html",
            &[("lang", heading.language.code()), ("dir", words.direction)],
            |xml| {
                element(xml, "head", &[], |xml| {
                    empty(xml, "meta", &[("charset", "utf-8")])?;
                    let policy = [("http-equiv", "Content-Security-Policy"), ("content", POLICY)];
                    empty(xml, "meta", &policy)?;
                    let view =
                        [("name", "viewport"), ("content", "width=device-width, initial-scale=1")];
                    empty(xml, "meta", &view)?;
                    text(xml, "title", &[], heading.title)?;
                    raw(xml, "style", &[], include_str!("page.css"))
                })?;
                element(xml, "body", &[], |xml| {
                    element(xml, "header", &[], |xml| controls(xml, network, words))?;
                    element(xml, "main", &[("id", "picture")], |xml| {
                        drawing(xml, network, layout, heading)
                    })?;
                    element(xml, "table", &[], |xml| table(xml, network, words))?;
                    // The only sign that could end the element early.
                    let data = json(network).to_string().replace('<', "\\u003c");
                    raw(xml, "script", &[("id", "network"), ("type", "application/json")], &data)?;
                    raw(xml, "script", &[], include_str!("page.js"))
                })
            },
        )
    })?);
    bytes.push(b'\n');
    Ok(bytes)
}

/// A search, the least weight, and the way back.
fn controls(xml: &mut Xml, network: &Network, words: &Words) -> io::Result<()> {
    let scores = || network.edges.iter().map(|edge| edge.score);
    let least = scores().fold(f64::INFINITY, f64::min);
    let most = scores().fold(f64::NEG_INFINITY, f64::max);
    let (least, most) = if least <= most { (least, most) } else { (0.0, 0.0) };
    element(xml, "label", &[], |xml| {
        text(xml, "span", &[], words.search)?;
        let search =
            [("id", "search"), ("type", "search"), ("dir", "auto"), ("autocomplete", "off")];
        empty(xml, "input", &search)
    })?;
    element(xml, "label", &[], |xml| {
        text(xml, "bdi", &[], &format!("{} ≥", network.measure))?;
        let (low, high) = (least.to_string(), most.to_string());
        let range = [
            ("id", "least"),
            ("type", "range"),
            ("min", low.as_str()),
            ("max", &high),
            ("step", "any"),
            ("value", &low),
            ("dir", "ltr"),
        ];
        empty(xml, "input", &range)?;
        text(xml, "output", &[("id", "shown"), ("dir", "ltr")], &format!("{least:.2}"))
    })?;
    text(xml, "button", &[("id", "reset"), ("type", "button")], words.reset)
}

fn table(xml: &mut Xml, network: &Network, words: &Words) -> io::Result<()> {
    let label = |place: usize| network.nodes.get(place).map_or("", |node| node.label.as_str());
    let measure = network.measure.to_string();
    element(xml, "thead", &[], |xml| {
        element(xml, "tr", &[], |xml| {
            let heads = [words.word, words.collocate, &measure, words.together, words.documents];
            for head in heads {
                text(xml, "th", &[], head)?;
            }
            Ok(())
        })
    })?;
    element(xml, "tbody", &[], |xml| {
        for edge in &network.edges {
            let [a, b] = [edge.source, edge.target].map(|place| place.to_string());
            let score = edge.score.to_string();
            let row = [("data-a", a.as_str()), ("data-b", &b), ("data-score", &score)];
            element(xml, "tr", &row, |xml| {
                for word in [edge.source, edge.target] {
                    element(xml, "td", &[], |xml| text(xml, "bdi", &[], label(word)))?;
                }
                let numbers = [
                    format!("{:.3}", edge.score),
                    edge.joint.to_string(),
                    edge.doc_freq.to_string(),
                ];
                numbers.iter().try_for_each(|number| text(xml, "td", &[("dir", "ltr")], number))
            })?;
        }
        Ok(())
    })
}
