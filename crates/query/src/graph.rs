//! Alternatives of several words, searched in one pass.
//!
//! A query of ten places with two alternatives each makes 1,024 phrases, but has some thirty words.
//! These are arrows of a graph: each leads from one point of the phrase to the next, and a phrase is
//! a way from the first point to the last. From a token that fits an arrow all ways are followed at
//! once, so that the work grows with the words of a query, not with the phrases that they make.

use crate::expand::{Part, Row, WordSet};
use crate::hits::Hit;
use crate::walker::Walker;
use crate::window::Step;
use siyaq_index::TokenPos;
use std::sync::Arc;

/// The point where every phrase begins; no arrow leads to it.
const FIRST: u32 = 0;
/// The point where every phrase ends; no arrow leads away from it.
const LAST: u32 = 1;

/// From how many tokens on ways are followed only inside the unit.
const LONG: usize = 16;

/// A token of a phrase, between two points.
#[derive(Debug)]
struct Arrow {
    set: Arc<WordSet>,
    from: u32,
    to: u32,
}

/// All phrases of a query.
#[derive(Debug, Default)]
pub(crate) struct Graph {
    arrows: Vec<Arrow>,
    /// For each point the arrows that lead away from it.
    leaving: Vec<Vec<u32>>,
    /// For each point the arrows that lead to it.
    arriving: Vec<Vec<u32>>,
    /// Arrows of which each phrase has exactly one: those with the fewest tokens.
    anchors: Anchors,
}

/// Arrows from which phrases are followed.
#[derive(Debug, Default)]
struct Anchors {
    /// Those that fit any token.
    any: Vec<u32>,
    /// A code and an arrow that it fits, ascending.
    by_code: Vec<(u32, u32)>,
    /// All codes.
    codes: Option<WordSet>,
}

/// Arrows of which each way through a part of the graph has exactly one, and how many tokens fit them.
struct Cut {
    freq: u64,
    arrows: Vec<u32>,
}

impl Graph {
    /// `freq` says how many tokens fit words.
    pub(crate) fn new(row: &Row, freq: &dyn Fn(&WordSet) -> u64) -> Self {
        let mut graph =
            Self { leaving: vec![Vec::new(); 2], arriving: vec![Vec::new(); 2], ..Self::default() };
        let cut = graph.add(row, FIRST, LAST, freq);
        let mut codes = Vec::new();
        for number in cut.arrows {
            let set = graph.arrows.get(number as usize).map(|arrow| &*arrow.set);
            match set.and_then(WordSet::codes) {
                None => graph.anchors.any.push(number),
                Some(fitting) => {
                    codes.extend_from_slice(fitting);
                    graph.anchors.by_code.extend(fitting.iter().map(|code| (*code, number)));
                }
            }
        }
        graph.anchors.by_code.sort_unstable();
        graph.anchors.codes = Some(WordSet::new(codes));
        graph
    }

    /// The tokens that the search starts from: each match has one of them.
    pub(crate) fn starts(&self) -> WordSet {
        let codes = self.anchors.codes.as_ref().filter(|_| self.anchors.any.is_empty());
        codes.cloned().unwrap_or(WordSet::Any)
    }

    /// Adds a row between two points.
    fn add(&mut self, row: &Row, from: u32, to: u32, freq: &dyn Fn(&WordSet) -> u64) -> Cut {
        let mut best: Option<Cut> = None;
        let mut start = from;
        for (place, part) in (1..).zip(row) {
            let end = if place == row.len() { to } else { self.point() };
            let cut = match part {
                Part::Word(set) => {
                    let number = self.arrow(set, start, end);
                    let freq = if set.codes().is_some() { freq(set) } else { u64::MAX };
                    Cut { freq, arrows: vec![number] }
                }
                Part::Either(rows) => {
                    let mut cut = Cut { freq: 0, arrows: Vec::new() };
                    for row in rows {
                        let other = self.add(row, start, end, freq);
                        cut.freq = cut.freq.saturating_add(other.freq);
                        cut.arrows.extend(other.arrows);
                    }
                    cut
                }
            };
            if best.as_ref().is_none_or(|best| cut.freq < best.freq) {
                best = Some(cut);
            }
            start = end;
        }
        best.unwrap_or(Cut { freq: 0, arrows: Vec::new() })
    }

    fn point(&mut self) -> u32 {
        self.leaving.push(Vec::new());
        self.arriving.push(Vec::new());
        self.leaving.len() as u32 - 1
    }

    fn arrow(&mut self, set: &Arc<WordSet>, from: u32, to: u32) -> u32 {
        let number = self.arrows.len() as u32;
        self.arrows.push(Arrow { set: Arc::clone(set), from, to });
        for (points, point) in [(&mut self.leaving, from), (&mut self.arriving, to)] {
            if let Some(arrows) = points.get_mut(point as usize) {
                arrows.push(number);
            }
        }
        number
    }
}

impl Anchors {
    /// The arrows that a code fits.
    fn of(&self, code: u32) -> impl Iterator<Item = u32> + '_ {
        let known = self.codes.as_ref().is_some_and(|codes| codes.contains(code));
        let arrows = if known {
            let first = self.by_code.partition_point(|(other, _)| *other < code);
            self.by_code.get(first..).unwrap_or_default()
        } else {
            &[]
        };
        let arrows = arrows.iter().take_while(move |(other, _)| *other == code);
        self.any.iter().copied().chain(arrows.map(|(_, number)| *number))
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Direction {
    Back,
    Ahead,
}

/// Follows the ways of a graph from tokens of a corpus.
pub(crate) struct Follower<'s> {
    graph: &'s Graph,
    walker: Walker<'s>,
    /// The position of the token that ways are followed from.
    origin: u64,
    /// The points that are reached, and those that the next token leads to.
    reached: Vec<u32>,
    next: Vec<u32>,
    /// For each point when it was reached last.
    seen: Vec<u64>,
    time: u64,
    starts: Vec<TokenPos>,
    ends: Vec<TokenPos>,
}

impl<'s> Follower<'s> {
    pub(crate) fn new(graph: &'s Graph, walker: Walker<'s>) -> Self {
        Self {
            graph,
            walker,
            origin: 0,
            reached: Vec::new(),
            next: Vec::new(),
            seen: vec![0; graph.leaving.len()],
            time: 0,
            starts: Vec::new(),
            ends: Vec::new(),
        }
    }

    /// Adds the matches around the word at a position.
    pub(crate) fn at_position(&mut self, pos: u64, hits: &mut Vec<Hit>) {
        if let Some(word) = self.walker.window.word(pos) {
            self.at(pos, word, hits);
        }
    }

    /// Adds the matches around a word.
    #[inline]
    pub(crate) fn at(&mut self, pos: u64, word: u32, hits: &mut Vec<Hit>) {
        if !self.walker.window.counts(word) {
            return;
        }
        let graph = self.graph;
        for part in 0u8.. {
            let Some(step) = self.walker.window.step(pos, word, part) else { return };
            for number in graph.anchors.of(step.code) {
                if let Some(arrow) = graph.arrows.get(number as usize) {
                    self.around(arrow, step, hits);
                }
            }
        }
    }

    /// Adds the matches that have a token for an arrow: any way back goes with any way ahead.
    fn around(&mut self, arrow: &Arrow, step: Step, hits: &mut Vec<Hit>) {
        self.origin = step.place.pos();
        let mut starts = std::mem::take(&mut self.starts);
        let mut ends = std::mem::take(&mut self.ends);
        self.follow(arrow.from, step.place, Direction::Back, &mut starts);
        if !starts.is_empty() {
            self.follow(arrow.to, step.end, Direction::Ahead, &mut ends);
        }
        for start in &starts {
            hits.extend(ends.iter().filter_map(|end| self.walker.hit(*start, *end)));
        }
        (self.starts, self.ends) = (starts, ends);
    }

    /// Where the ways from a point end that is reached at a place.
    fn follow(
        &mut self,
        point: u32,
        place: TokenPos,
        direction: Direction,
        found: &mut Vec<TokenPos>,
    ) {
        found.clear();
        let goal = if direction == Direction::Back { FIRST } else { LAST };
        let mut at = place;
        self.reached.clear();
        self.reached.push(point);
        for walked in 0.. {
            if self.reached.contains(&goal) {
                found.push(at);
            }
            if self.reached.iter().all(|point| *point == goal) {
                return;
            }
            let step = match direction {
                Direction::Back => self.walker.previous(at),
                Direction::Ahead => self.walker.next(at),
            };
            let Some(step) = step else { return };
            // No match leaves its unit. To ask where that ends costs more than a few steps.
            if walked >= LONG && !self.walker.unit(self.origin).contains(&step.place.pos()) {
                return;
            }
            self.take(step.code, direction);
            at = if direction == Direction::Back { step.place } else { step.end };
        }
    }

    /// Goes from the points that are reached to those that a token leads to.
    fn take(&mut self, code: u32, direction: Direction) {
        self.time += 1;
        self.next.clear();
        let (arrows_of, is_back) = match direction {
            Direction::Back => (&self.graph.arriving, true),
            Direction::Ahead => (&self.graph.leaving, false),
        };
        for point in &self.reached {
            for number in arrows_of.get(*point as usize).into_iter().flatten() {
                let Some(arrow) = self.graph.arrows.get(*number as usize) else { continue };
                let point = if is_back { arrow.from } else { arrow.to };
                let Some(seen) = self.seen.get_mut(point as usize) else { continue };
                if *seen != self.time && arrow.set.contains(code) {
                    *seen = self.time;
                    self.next.push(point);
                }
            }
        }
        std::mem::swap(&mut self.reached, &mut self.next);
    }
}
