//! Where the nodes of a network stand in its picture.

use siyaq_analysis::Network;
use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::f64::consts::PI;
use unicode_width::UnicodeWidthStr;

/// Rounds of pulling and pushing.
const ROUNDS: usize = 400;
/// Rounds of moving labels apart.
const SPREADING: usize = 300;
/// The wished length of an edge, in pixels.
const EDGE: f64 = 72.0;
/// The height of a line of a label.
pub(super) const LINE: f64 = 17.0;
/// The width of a letter of a label, about.
const LETTER: f64 = 8.5;
/// Free space around the picture.
const MARGIN: f64 = 14.0;

/// Where one node stands, and how large it is.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub(super) struct Spot {
    pub(super) x: f64,
    pub(super) y: f64,
    pub(super) radius: f64,
    /// Half the width of what it takes up, label included.
    half_width: f64,
}

impl Spot {
    /// What it takes up above its centre, and below, where the label is.
    fn heights(&self) -> (f64, f64) {
        (self.radius, self.radius + LINE)
    }
}

/// The places of all nodes.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Layout {
    spots: Vec<Spot>,
    pub(super) width: f64,
    pub(super) height: f64,
}

impl Layout {
    /// Places for the nodes of a network. In every part of it that hangs together edges pull and all nodes push (Fruchterman and
    /// Reingold 1991), then labels that overlap are moved apart; the parts stand in rows, the largest first. Nothing is random: the
    /// nodes of a part start on a spiral in their order.
    ///
    /// Cost: the square of the number of nodes of a part, some hundred times.
    pub(super) fn new(network: &Network) -> Self {
        let most = network.nodes.iter().map(|node| node.freq).max().unwrap_or(1).max(1) as f64;
        let sized: Vec<Spot> = network
            .nodes
            .iter()
            .map(|node| {
                let radius = 5.0 + 13.0 * (1.0 + node.freq as f64).ln() / (1.0 + most).ln();
                let half_width = (node.label.width() as f64 * LETTER / 2.0).max(radius) + 4.0;
                Spot { x: 0.0, y: 0.0, radius, half_width }
            })
            .collect();
        let pairs = drawn_pairs(network);
        let parts = parts_of(network.nodes.len(), &pairs);
        let boxes: Vec<Self> = parts
            .iter()
            .map(|part| {
                let spots = part.iter().filter_map(|place| sized.get(*place)).copied().collect();
                let place = |node: usize| part.binary_search(&node).ok();
                let own = pairs.iter().filter_map(|(a, b)| Some((place(*a)?, place(*b)?)));
                Self::of_part(spots, &own.collect::<Vec<_>>())
            })
            .collect();
        in_rows(sized, &parts, &boxes)
    }

    fn of_part(mut spots: Vec<Spot>, pairs: &[(usize, usize)]) -> Self {
        for (place, spot) in spots.iter_mut().enumerate() {
            // The golden angle spreads points on a spiral evenly.
            let angle = place as f64 * PI * (3.0 - 5_f64.sqrt());
            let distance = EDGE * (place as f64).sqrt();
            (spot.x, spot.y) = (distance * angle.cos(), distance * angle.sin());
        }
        let mut heat = EDGE * 2.0;
        for _ in 0..ROUNDS {
            step(&mut spots, pairs, heat);
            heat = (heat * 0.985).max(0.5);
        }
        (0..SPREADING).take_while(|_| spread(&mut spots)).for_each(drop);
        framed(spots)
    }

    pub(super) fn spot(&self, place: usize) -> Spot {
        self.spots.get(place).copied().unwrap_or_default()
    }
}

/// The pairs of nodes that an edge joins, each once, the smaller place first.
pub(super) fn drawn_pairs(network: &Network) -> Vec<(usize, usize)> {
    let mut pairs: Vec<(usize, usize)> = network
        .edges
        .iter()
        .map(|edge| (edge.source.min(edge.target), edge.source.max(edge.target)))
        .filter(|(a, b)| a != b)
        .collect();
    pairs.sort_unstable();
    pairs.dedup();
    pairs
}

/// The nodes that hang together, each part in order; the largest part first, equal ones by their first node.
fn parts_of(nodes: usize, pairs: &[(usize, usize)]) -> Vec<Vec<usize>> {
    // Every node points to the least node it is known to hang together with.
    let mut least: Vec<usize> = (0..nodes).collect();
    loop {
        let mut changed = false;
        for (a, b) in pairs {
            let known = [a, b].map(|node| least.get(*node).copied().unwrap_or(0));
            let lower = known.into_iter().min().unwrap_or(0);
            for node in [a, b] {
                if let Some(slot) = least.get_mut(*node).filter(|slot| **slot > lower) {
                    *slot = lower;
                    changed = true;
                }
            }
        }
        if !changed {
            break;
        }
    }
    let mut parts: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (node, first) in least.into_iter().enumerate() {
        parts.entry(first).or_default().push(node);
    }
    let mut parts: Vec<Vec<usize>> = parts.into_values().collect();
    parts.sort_by_key(|part| Reverse(part.len()));
    parts
}

/// The parts side by side in rows of about the same width, so that the page is nearly as high as it is wide.
fn in_rows(mut spots: Vec<Spot>, parts: &[Vec<usize>], boxes: &[Layout]) -> Layout {
    let area: f64 = boxes.iter().map(|own| own.width * own.height).sum();
    let widest = boxes.iter().map(|own| own.width).fold(2.0 * MARGIN, f64::max);
    let limit = widest.max(area.sqrt() * 1.15);
    let (mut x, mut y, mut row_height, mut width) = (0.0, 0.0, 0.0_f64, 2.0 * MARGIN);
    for (part, own) in parts.iter().zip(boxes) {
        if x > 0.0 && x + own.width > limit {
            (x, y, row_height) = (0.0, y + row_height, 0.0);
        }
        for (place, node) in part.iter().enumerate() {
            if let Some(spot) = spots.get_mut(*node) {
                let inside = own.spot(place);
                *spot = Spot { x: tenth(inside.x + x), y: tenth(inside.y + y), ..inside };
            }
        }
        x += own.width;
        row_height = row_height.max(own.height);
        width = width.max(x);
    }
    Layout { spots, width: tenth(width), height: tenth((y + row_height).max(2.0 * MARGIN)) }
}

/// Rounded to tenths of a pixel.
fn tenth(number: f64) -> f64 {
    (number * 10.0).round() / 10.0
}

fn step(spots: &mut [Spot], pairs: &[(usize, usize)], heat: f64) {
    let mut moves = vec![(0.0, 0.0); spots.len()];
    let mut add = |place: usize, x: f64, y: f64| {
        if let Some(sum) = moves.get_mut(place) {
            sum.0 += x;
            sum.1 += y;
        }
    };
    for (place, spot) in spots.iter().enumerate() {
        for (other_place, other) in spots.iter().enumerate().skip(place + 1) {
            let (x, y) = (spot.x - other.x, spot.y - other.y);
            let square = (x * x + y * y).max(1.0);
            let push = EDGE * EDGE / square;
            add(place, x * push, y * push);
            add(other_place, -x * push, -y * push);
        }
        // A weak pull to the middle keeps long branches on the page.
        add(place, -spot.x * 0.35, -spot.y * 0.35);
    }
    for (a, b) in pairs {
        let (Some(from), Some(to)) = (spots.get(*a), spots.get(*b)) else { continue };
        let (x, y) = (to.x - from.x, to.y - from.y);
        let pull = (x * x + y * y).sqrt() / EDGE;
        add(*a, x * pull, y * pull);
        add(*b, -x * pull, -y * pull);
    }
    for (spot, (x, y)) in spots.iter_mut().zip(moves) {
        let length = (x * x + y * y).sqrt().max(1e-9);
        let limited = length.min(heat) / length;
        spot.x += x * limited;
        spot.y += y * limited;
    }
}

/// Moves nodes apart whose circles or labels overlap; false when none do.
fn spread(spots: &mut [Spot]) -> bool {
    let mut moved = false;
    for place in 1..spots.len() {
        let (before, after) = spots.split_at_mut(place);
        let Some(spot) = after.first_mut() else { continue };
        for other in before {
            let wide = spot.half_width + other.half_width - (spot.x - other.x).abs();
            let (upper, lower) = if spot.y < other.y { (*spot, *other) } else { (*other, *spot) };
            let high = upper.heights().1 + lower.heights().0 + 3.0 - (lower.y - upper.y);
            if wide <= 0.0 || high <= 0.0 {
                continue;
            }
            moved = true;
            // Along the shorter way, half of it each.
            if wide < high {
                let way = if spot.x < other.x { -wide / 2.0 } else { wide / 2.0 };
                spot.x += way;
                other.x -= way;
            } else {
                let way = if spot.y < other.y { -high / 2.0 } else { high / 2.0 };
                spot.y += way;
                other.y -= way;
            }
        }
    }
    moved
}

/// The spots moved so that all fit a page from (0, 0) on, rounded to tenths of a pixel.
fn framed(mut spots: Vec<Spot>) -> Layout {
    let least = |of: &dyn Fn(&Spot) -> f64| spots.iter().map(of).fold(f64::INFINITY, f64::min);
    let most = |of: &dyn Fn(&Spot) -> f64| spots.iter().map(of).fold(f64::NEG_INFINITY, f64::max);
    if spots.is_empty() {
        return Layout { spots, width: 2.0 * MARGIN, height: 2.0 * MARGIN };
    }
    let (left, right) = (least(&|s| s.x - s.half_width), most(&|s| s.x + s.half_width));
    let (top, bottom) = (least(&|s| s.y - s.heights().0), most(&|s| s.y + s.heights().1));
    for spot in &mut spots {
        spot.x = tenth(spot.x - left + MARGIN);
        spot.y = tenth(spot.y - top + MARGIN);
        spot.radius = tenth(spot.radius);
    }
    let (width, height) = (tenth(right - left + 2.0 * MARGIN), tenth(bottom - top + 2.0 * MARGIN));
    Layout { spots, width, height }
}

#[cfg(test)]
mod tests {
    use super::*;
    use siyaq_analysis::{NetworkEdge, NetworkNode};
    use siyaq_stats::Measure;

    fn network(nodes: usize, edges: &[(usize, usize)]) -> Network {
        let node = |place: usize| NetworkNode {
            label: "كلمة".repeat(1 + place % 3),
            key: "كلمه".repeat(1 + place % 3),
            freq: 10 * place as u64,
            order: 0,
        };
        let edge = |(source, target): &(usize, usize)| NetworkEdge {
            source: *source,
            target: *target,
            joint: 1.0,
            score: 1.0,
            doc_freq: 1,
        };
        Network {
            measure: Measure::LogDice,
            nodes: (0..nodes).map(node).collect(),
            edges: edges.iter().map(edge).collect(),
        }
    }

    #[test]
    fn labels_do_not_overlap_and_fit_the_page() {
        let edges: Vec<(usize, usize)> = (1..40).map(|place| (place / 4, place)).collect();
        let network = network(40, &edges);
        let layout = Layout::new(&network);
        assert_eq!(layout, Layout::new(&network));
        for place in 0..40 {
            let spot = layout.spot(place);
            assert!(spot.x >= spot.half_width && spot.x + spot.half_width <= layout.width);
            assert!(spot.y >= spot.radius && spot.y + spot.heights().1 <= layout.height);
            for other in 0..place {
                let other = layout.spot(other);
                let apart_x = (spot.x - other.x).abs() + 0.2 >= spot.half_width + other.half_width;
                let (upper, lower) = if spot.y < other.y { (spot, other) } else { (other, spot) };
                let apart_y = lower.y - upper.y + 0.2 >= upper.heights().1 + lower.heights().0;
                assert!(apart_x || apart_y, "{spot:?} {other:?}");
            }
        }
    }

    #[test]
    fn linked_nodes_stand_nearer() {
        let layout = Layout::new(&network(9, &[(0, 1), (1, 2), (0, 2), (3, 4), (4, 5), (3, 5)]));
        let distance = |a: usize, b: usize| {
            let (a, b) = (layout.spot(a), layout.spot(b));
            (a.x - b.x).hypot(a.y - b.y)
        };
        assert!(distance(0, 1) < distance(0, 3) && distance(3, 5) < distance(2, 4));
        let parts = parts_of(9, &[(5, 8), (0, 1), (1, 2), (3, 8)]);
        assert_eq!(parts, [vec![0, 1, 2], vec![3, 5, 8], vec![4], vec![6], vec![7]]);
        assert_eq!(drawn_pairs(&network(3, &[(1, 0), (0, 1), (2, 2)])), [(0, 1)]);
        assert!(Layout::new(&network(0, &[])).width > 0.0);
    }
}
