//! Learns the weights: an averaged perceptron over the candidates of each example.
//!
//! Reference: M. Collins, "Discriminative training methods for hidden Markov models", EMNLP 2002.
//! All numbers are whole, and the order of the examples is shuffled by a fixed generator.

use super::gold::Example;
use super::types::Types;
use crate::error::{SegmentError, SegmentErrorKind};
use crate::features::{Family, SLOTS, features};
use crate::grammar::{Cut, candidates};

/// In how many orders the examples are learnt. What is learnt depends on the order a little, and
/// the mean of several does not.
const ORDERS: u64 = 4;
/// By how much the right candidate must be better than the others.
const MARGIN: i64 = 30;

/// The candidates of an example with the places of their features.
struct Prepared {
    /// For each candidate where its features end.
    ends: Vec<u32>,
    slots: Vec<u32>,
    /// The number of the right candidate.
    right: usize,
    times: u32,
}

impl Prepared {
    fn new(example: &Example<'_>, types: &Types) -> Option<Self> {
        let mut cuts: Vec<Cut> = Vec::new();
        candidates(example.word, |cut| cuts.push(cut));
        let right = cuts.iter().position(|cut| *cut == example.cut)?;
        if cuts.len() < 2 {
            return None;
        }
        let alefs = types.map.get(example.word).map_or(0, |entry| entry.alefs);
        let family = Family::of(example.word, alefs, types);
        let (mut ends, mut slots) = (Vec::new(), Vec::new());
        for cut in cuts {
            features(example.word, cut, &family, types, |slot| slots.push(slot as u32));
            ends.push(slots.len() as u32);
        }
        Some(Self { ends, slots, right, times: example.times })
    }

    fn slots_of(&self, candidate: usize) -> &[u32] {
        let start = candidate.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.slots[start as usize..self.ends[candidate] as usize]
    }

    /// The candidate with the best score, the first of equals, when the right one has less than it
    /// has: it must be better than the others by a margin.
    fn best(&self, weights: &[i32]) -> usize {
        let mut best = (i64::MIN, 0);
        for candidate in 0..self.ends.len() {
            let slots = self.slots_of(candidate).iter();
            let mut score = slots.map(|slot| i64::from(weights[*slot as usize])).sum::<i64>();
            if candidate == self.right {
                score -= MARGIN;
            }
            if score > best.0 {
                best = (score, candidate);
            }
        }
        best.1
    }
}

/// A generator of numbers that are the same everywhere (SplitMix64).
struct Shuffle(u64);

impl Shuffle {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    fn shuffle<T>(&mut self, items: &mut [T]) {
        for last in (1..items.len()).rev() {
            let other = (self.next() % (last as u64 + 1)) as usize;
            items.swap(last, other);
        }
    }
}

/// The weights, each in the range of an `i16`.
pub(super) fn learn(
    examples: &[Example<'_>],
    types: &Types,
    epochs: u32,
) -> Result<Vec<i32>, SegmentError> {
    let prepared: Vec<Prepared> =
        examples.iter().filter_map(|example| Prepared::new(example, types)).collect();
    if prepared.is_empty() {
        return Err(SegmentErrorKind::NothingToLearn.into());
    }
    let mut means = vec![0_i128; SLOTS];
    for order in 1..=ORDERS {
        let learnt = learn_in_order(&prepared, epochs, order);
        means.iter_mut().zip(learnt).for_each(|(mean, weight)| *mean += i128::from(weight));
    }
    Ok(scaled(&means))
}

/// The sum of each weight over all steps, for the examples in one order.
fn learn_in_order(prepared: &[Prepared], epochs: u32, order: u64) -> Vec<i64> {
    let mut weights = vec![0_i32; SLOTS];
    let mut sums = vec![0_i64; SLOTS];
    let mut shuffle = Shuffle(order);
    let mut clock = 1_i64;
    let mut prepared: Vec<&Prepared> = prepared.iter().collect();
    for _ in 0..epochs {
        shuffle.shuffle(&mut prepared);
        for example in &prepared {
            for _ in 0..example.times {
                let guess = example.best(&weights);
                if guess != example.right {
                    for (candidate, change) in [(example.right, 1), (guess, -1)] {
                        for slot in example.slots_of(candidate) {
                            weights[*slot as usize] += change;
                            sums[*slot as usize] += clock * i64::from(change);
                        }
                    }
                }
                clock += 1;
            }
        }
    }
    weights.iter().zip(sums).map(|(weight, sum)| i64::from(*weight) * clock - sum).collect()
}

/// Weights scaled to the range of an `i16`.
fn scaled(means: &[i128]) -> Vec<i32> {
    let largest = means.iter().map(|mean| mean.abs()).max().unwrap_or(0).max(1);
    let scale = i128::from(i16::MAX);
    means.iter().map(|mean| (mean * scale / largest) as i32).collect()
}
