//! Networks for other programs: GraphML, GEXF and JSON.

use siyaq_analysis::Network;
use std::io;

use super::layout::Layout;
use super::xml::{Xml, clean, document, element, empty, text};

/// A network as GraphML, with `label`, `key`, `freq` and `order` of nodes, and `weight` (the score), `o11` and `doc_freq` of edges.
///
/// Reference: <http://graphml.graphdrawing.org/specification.html>.
pub(super) fn graphml(network: &Network) -> io::Result<Vec<u8>> {
    let keys = [
        ("label", "node", "string"),
        ("key", "node", "string"),
        ("freq", "node", "long"),
        ("order", "node", "int"),
        ("weight", "edge", "double"),
        ("o11", "edge", "double"),
        ("doc_freq", "edge", "long"),
    ];
    let datum = |xml: &mut Xml, key: &str, value: &str| text(xml, "data", &[("key", key)], value);
    document(|xml| {
        element(xml, "graphml", &[("xmlns", "http://graphml.graphdrawing.org/xmlns")], |xml| {
            for (name, of, kind) in keys {
                let attributes =
                    [("id", name), ("for", of), ("attr.name", name), ("attr.type", kind)];
                empty(xml, "key", &attributes)?;
            }
            let measure = network.measure.to_string();
            element(xml, "graph", &[("id", measure.as_str()), ("edgedefault", "directed")], |xml| {
                for (place, node) in network.nodes.iter().enumerate() {
                    element(xml, "node", &[("id", &format!("n{place}"))], |xml| {
                        datum(xml, "label", &node.label)?;
                        datum(xml, "key", &node.key)?;
                        datum(xml, "freq", &node.freq.to_string())?;
                        datum(xml, "order", &node.order.to_string())
                    })?;
                }
                for edge in &network.edges {
                    let ends = [edge.source, edge.target].map(|place| format!("n{place}"));
                    let [source, target] = &ends;
                    element(xml, "edge", &[("source", source), ("target", target)], |xml| {
                        datum(xml, "weight", &edge.score.to_string())?;
                        datum(xml, "o11", &edge.joint.to_string())?;
                        datum(xml, "doc_freq", &edge.doc_freq.to_string())
                    })?;
                }
                Ok(())
            })
        })
    })
}

/// A network as GEXF 1.3, with places as in the picture.
///
/// Reference: <https://gexf.net/schema.html>.
pub(super) fn gexf(network: &Network, layout: &Layout) -> io::Result<Vec<u8>> {
    let spaces = [
        ("xmlns", "http://gexf.net/1.3"),
        ("xmlns:viz", "http://gexf.net/1.3/viz"),
        ("version", "1.3"),
    ];
    let attributes = |xml: &mut Xml, class: &str, of: &[(&str, &str)]| {
        element(xml, "attributes", &[("class", class)], |xml| {
            of.iter().try_for_each(|(name, kind)| {
                empty(xml, "attribute", &[("id", *name), ("title", *name), ("type", *kind)])
            })
        })
    };
    let value = |xml: &mut Xml, name: &str, value: &str| {
        empty(xml, "attvalue", &[("for", name), ("value", value)])
    };
    document(|xml| {
        element(xml, "gexf", &spaces, |xml| {
            element(xml, "graph", &[("defaultedgetype", "directed")], |xml| {
                attributes(
                    xml,
                    "node",
                    &[("key", "string"), ("freq", "long"), ("order", "integer")],
                )?;
                attributes(xml, "edge", &[("o11", "double"), ("doc_freq", "long")])?;
                element(xml, "nodes", &[], |xml| {
                    for (place, node) in network.nodes.iter().enumerate() {
                        let (id, label) = (place.to_string(), clean(&node.label));
                        element(xml, "node", &[("id", &id), ("label", &label)], |xml| {
                            element(xml, "attvalues", &[], |xml| {
                                value(xml, "key", &clean(&node.key))?;
                                value(xml, "freq", &node.freq.to_string())?;
                                value(xml, "order", &node.order.to_string())
                            })?;
                            let spot = layout.spot(place);
                            let (x, y) = (spot.x.to_string(), (-spot.y).to_string());
                            empty(xml, "viz:position", &[("x", &x), ("y", &y), ("z", "0")])
                        })?;
                    }
                    Ok(())
                })?;
                element(xml, "edges", &[], |xml| {
                    for (place, edge) in network.edges.iter().enumerate() {
                        let [id, source, target] =
                            [place, edge.source, edge.target].map(|number| number.to_string());
                        let weight = edge.score.to_string();
                        let ends = [
                            ("id", id.as_str()),
                            ("source", &source),
                            ("target", &target),
                            ("weight", &weight),
                        ];
                        element(xml, "edge", &ends, |xml| {
                            element(xml, "attvalues", &[], |xml| {
                                value(xml, "o11", &edge.joint.to_string())?;
                                value(xml, "doc_freq", &edge.doc_freq.to_string())
                            })
                        })?;
                    }
                    Ok(())
                })
            })
        })
    })
}

/// A network as one JSON object: `measure`, `nodes` and `edges`, whose ends are places of nodes from 0.
pub(super) fn json(network: &Network) -> serde_json::Value {
    let nodes = network.nodes.iter().map(|node| {
        serde_json::json!({
            "label": node.label,
            "key": node.key,
            "freq": node.freq,
            "order": node.order,
        })
    });
    let edges = network.edges.iter().map(|edge| {
        serde_json::json!({
            "source": edge.source,
            "target": edge.target,
            "o11": edge.joint,
            "score": edge.score,
            "doc_freq": edge.doc_freq,
        })
    });
    serde_json::json!({
        "measure": network.measure.to_string(),
        "nodes": nodes.collect::<Vec<_>>(),
        "edges": edges.collect::<Vec<_>>(),
    })
}
